-- 班子结构要求: what a year or a term asks of teams, as data with its document. 调配方案: what would be if; no fact, in no register and no figure.
create table team_requirement (
  name text not null,
  attribute text not null,
  years int check (years between 18 and 70),
  specialty text,
  team_kind text,
  scope text not null,
  minimum int not null check (minimum between 0 and 10000),
  is_share boolean not null default false,
  reckoned_on date,
  document_no text not null,
  began_on date not null,
  ended_on date check (ended_on > began_on),
  remark text,
  check (not is_share or minimum <= 100),
  check (attribute <> '1' or years is not null),
  check (attribute <> '8' or specialty is not null)
);
select org.make_register('team_requirement', '班子结构要求');
comment on column team_requirement.name is '要求';
comment on column team_requirement.attribute is '指标';
comment on column team_requirement.years is '年龄（岁）';
comment on column team_requirement.specialty is '专业或专长含有';
comment on column team_requirement.team_kind is '班子类别';
comment on column team_requirement.scope is '考察范围';
comment on column team_requirement.minimum is '不少于';
comment on column team_requirement.is_share is '按百分比';
comment on column team_requirement.reckoned_on is '年龄计算日期';
comment on column team_requirement.document_no is '依据文号';
comment on column team_requirement.began_on is '自何日起';
comment on column team_requirement.ended_on is '至何日前';
comment on column team_requirement.remark is '说明';

create table team_plan (
  name text not null,
  acts_on date not null,
  teams uuid[] not null default '{}',
  remark text,
  created_by_name text not null
);
select org.make_register('team_plan', '班子调配方案');
comment on column team_plan.name is '方案';
comment on column team_plan.acts_on is '拟讨论日期';
comment on column team_plan.teams is '看的班子';
comment on column team_plan.remark is '说明';
comment on column team_plan.created_by_name is '拟订人（当时）';

create table team_plan_move (
  cadre_id uuid not null,
  seat_id uuid,
  keeps_posts boolean not null default false,
  note text
);
select org.make_child('team_plan_move', '调配方案的一步', 'team_plan');
comment on column team_plan_move.cadre_id is '干部';
comment on column team_plan_move.seat_id is '拟任职位';
comment on column team_plan_move.keeps_posts is '原职保留';
comment on column team_plan_move.note is '说明';
create unique index on team_plan_move (team_plan_id, cadre_id) where removed_at is null;
create unique index on team_plan_move (team_plan_id, seat_id) where removed_at is null and seat_id is not null;
