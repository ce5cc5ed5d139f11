-- What is agreed for a pairing: how often in which period, in which forms, who sees to it; and that its leader has left.
alter table liaison add column minimum int not null default 1 check (minimum between 1 and 60), add column period text not null default '3' check (period in ('1', '3', '6', '12')), add column forms text, add column secretary text, add column leader_left_on date;
comment on column liaison.minimum is '每个周期至少联系次数';
comment on column liaison.period is '周期（月数）：1 3 6 12';
comment on column liaison.forms is '联系方式';
comment on column liaison.secretary is '联络员（领导的秘书）';
comment on column liaison.leader_left_on is '领导调整日期';
create index on visit (talent_id, visitor, visited_on) where removed_at is null;
