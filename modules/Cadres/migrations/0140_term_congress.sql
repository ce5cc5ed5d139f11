-- 换届: each team has congresses of its own, with those put up for it, the list submitted upward and its approval, the ballot and who was elected on which day; the steps to be signed hang on the congress.
create table term_congress (
  name text not null,
  term_change_id uuid not null,
  team_id uuid not null,
  meeting text not null,
  planned_on date,
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  submitted_on date,
  submitted_to text,
  returned_why text,
  approved_on date check (approved_on >= submitted_on),
  approved_by text,
  approved_no text,
  held_on date check (held_on >= approved_on),
  check (state < '2' or submitted_on is not null and submitted_to is not null),
  check (state < '3' or approved_on is not null and approved_no is not null),
  check (state < '4' or held_on is not null)
);
select org.make_register('term_congress', '换届会议');
comment on column term_congress.name is '会议';
comment on column term_congress.term_change_id is '换届工作';
comment on column term_congress.team_id is '班子';
comment on column term_congress.meeting is '会议类别';
comment on column term_congress.planned_on is '计划召开';
comment on column term_congress.state is '状态：1 筹备 2 已呈报 3 已批复 4 已选举';
comment on column term_congress.submitted_on is '呈报日期';
comment on column term_congress.submitted_to is '呈报机关';
comment on column term_congress.returned_why is '退回理由';
comment on column term_congress.approved_on is '批复日期';
comment on column term_congress.approved_by is '批复机关';
comment on column term_congress.approved_no is '批复文号';
comment on column term_congress.held_on is '召开日期';
create unique index on term_congress (term_change_id, team_id, meeting) where removed_at is null;
create index on term_congress (team_id) where removed_at is null;
create index on term_congress (planned_on, id) where removed_at is null;
create trigger concluded before update on term_congress for each row execute function keep_concluded('4', '已经选举，不再改', 'state,held_on');

create table term_nominee (
  name text not null,
  cadre_id uuid,
  post text not null,
  seat_id uuid,
  origin text,
  submitted_on date,
  approved_no text,
  present int,
  votes_for int,
  votes_against int,
  votes_abstain int,
  result text check (result in ('1', '2', '3')),
  elected_on date,
  candidate_id uuid,
  is_written_in boolean not null default false,
  check (votes_for + votes_against + votes_abstain <= present),
  check ((result is not distinct from '1') = (elected_on is not null))
);
select org.make_child('term_nominee', '换届候选人预备人选', 'term_congress');
comment on column term_nominee.name is '姓名';
comment on column term_nominee.cadre_id is '干部';
comment on column term_nominee.post is '拟任职务';
comment on column term_nominee.seat_id is '班子职位';
comment on column term_nominee.origin is '单位和职务';
comment on column term_nominee.submitted_on is '呈报日期';
comment on column term_nominee.approved_no is '批复文号';
comment on column term_nominee.present is '实到';
comment on column term_nominee.votes_for is '赞成';
comment on column term_nominee.votes_against is '不赞成';
comment on column term_nominee.votes_abstain is '弃权';
comment on column term_nominee.result is '结果：1 当选 2 未当选 3 票数相等';
comment on column term_nominee.elected_on is '当选日期';
comment on column term_nominee.candidate_id is '任免批次的人选';
comment on column term_nominee.is_written_in is '另选他人';
create unique index on term_nominee (term_congress_id, name, post) where removed_at is null;
create index on term_nominee (cadre_id) where removed_at is null;
create trigger concluded before update on term_nominee for each row execute function keep_concluded('2,3,4', '名单已经呈报，不再改；要改的先退回重报', 'submitted_on,approved_no,present,votes_for,votes_against,votes_abstain,result,elected_on,candidate_id', 'term_congress');

-- A name is the cadre's, a post the one of the team's board; after the list has gone upward only the ballot adds to it.
create function place_nominee() returns trigger language plpgsql as $$
declare
  congress term_congress;
begin
  select * into congress from term_congress where id = new.term_congress_id;
  if tg_op = 'INSERT' and congress.state <> '1' and not new.is_written_in then
    raise exception '名单已经呈报，不再增加；要加的先退回重报' using errcode = 'OW004';
  end if;
  if new.cadre_id is not null then
    new.name := (select c.name from cadre c where c.id = new.cadre_id);
  end if;
  if coalesce(new.name, '') = '' then
    raise exception '请选干部；不在干部名册里的，填姓名和单位职务' using errcode = 'OW004';
  end if;
  new.seat_id := (select s.id from team_seat s where s.team_id = congress.team_id and s.post = new.post and s.removed_at is null order by s.closed_on is not null, s.rank_order, s.id limit 1);
  return new;
end $$;
create trigger a_place before insert or update of cadre_id, name, post on term_nominee for each row execute function place_nominee();

alter table term_check add column congress_id uuid;
comment on column term_check.congress_id is '会议';
drop index term_check_term_change_id_meeting_step_idx;
create unique index on term_check (congress_id, step) where removed_at is null;
create index on term_check (term_change_id) where removed_at is null;

-- A step added by hand belongs to what its congress belongs to.
create function place_check() returns trigger language plpgsql as $$
begin
  if new.congress_id is not null then
    select c.term_change_id, c.meeting into new.term_change_id, new.meeting from term_congress c where c.id = new.congress_id;
  end if;
  return new;
end $$;
create trigger a_place before insert or update of congress_id on term_check for each row execute function place_check();
