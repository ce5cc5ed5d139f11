-- 超职数审批: what a team is to exceed its approved number by, until when and how it comes down again; agreed to, or not, by the level above.
create table quota_exception (
  title text not null check (title <> ''),
  team_id uuid not null references team (id),
  level text,
  extra int not null check (extra between 1 and 20),
  reason text not null check (reason <> ''),
  absorption text not null check (absorption <> ''),
  ends_on date not null,
  state text not null default '1' check (state in ('1', '2', '3')),
  decided_on date,
  decided_by text,
  document_no text,
  words text,
  check ((state = '1') = (decided_on is null)),
  check (state <> '2' or document_no is not null and decided_on < ends_on)
);
select org.make_register('quota_exception', '超职数审批');
comment on column quota_exception.title is '申请';
comment on column quota_exception.team_id is '班子';
comment on column quota_exception.level is '职务层次';
comment on column quota_exception.extra is '拟超配（名）';
comment on column quota_exception.reason is '理由';
comment on column quota_exception.absorption is '消化办法';
comment on column quota_exception.ends_on is '消化期限';
comment on column quota_exception.state is '状态，1 待上级批复 2 同意 3 不同意';
comment on column quota_exception.decided_on is '批复日期';
comment on column quota_exception.decided_by is '批复人';
comment on column quota_exception.document_no is '批复文号';
comment on column quota_exception.words is '批复意见';
create index on quota_exception (team_id) where removed_at is null;
create index on quota_exception (ends_on, id) where removed_at is null;
create index on quota_exception (locality_path, state, id) where removed_at is null;
create trigger concluded before update on quota_exception for each row execute function keep_concluded('2,3', '已经批复，不再改', '');

-- It is the team's: who asks on a page further up asks for the place of the team.
create function at_its_team() returns trigger language plpgsql as $$
begin
  new.locality_path := coalesce((select t.locality_path from cadres.team t where t.id = new.team_id), new.locality_path);
  return new;
end $$;
create trigger at_its_team before insert or update of team_id on quota_exception for each row execute function at_its_team();
