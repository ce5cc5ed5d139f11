-- Who listed the candidates of a reward does not approve it.
alter table reward_batch add column gathered_by uuid;
comment on column reward_batch.gathered_by is '列出候选的人';
