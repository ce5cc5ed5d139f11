-- Measures that encourage and who had them; what is celebrated in a year, with everything that hangs on it.

create table incentive_measure (
  title text not null check (title <> ''),
  kind text not null check (kind in ('1', '2', '3', '4')),
  policy text not null,
  content text not null,
  began_on date not null,
  ended_on date check (ended_on >= began_on)
);
select org.make_register('incentive_measure', '激励关爱措施');
select org.make_known_below('incentive_measure');
comment on column incentive_measure.title is '措施';
comment on column incentive_measure.kind is '种类：1 政治激励 2 组织激励 3 工作激励 4 精神激励';
comment on column incentive_measure.policy is '政策依据';
comment on column incentive_measure.content is '内容和条件';
comment on column incentive_measure.began_on is '施行日期';
comment on column incentive_measure.ended_on is '废止日期';

create table incentive (
  title text not null,
  measure_id uuid not null references incentive_measure (id),
  kind text not null,
  member_id uuid not null references member (id),
  organisation_id uuid not null references organisation (id),
  given_on date not null,
  basis text not null check (basis <> ''),
  words text
);
select org.make_register('incentive', '激励措施落实');
select org.make_following('incentive', 'organisation', 'organisation_id');
comment on column incentive.title is '措施';
comment on column incentive.measure_id is '所用措施';
comment on column incentive.kind is '种类';
comment on column incentive.member_id is '党员';
comment on column incentive.organisation_id is '党支部';
comment on column incentive.given_on is '日期';
comment on column incentive.basis is '依据';
comment on column incentive.words is '说明';
create unique index on incentive (measure_id, member_id, given_on) where removed_at is null;
create index on incentive (member_id, given_on) where removed_at is null;
create index on incentive (given_on, id) where removed_at is null;
create index on incentive (organisation_id) where removed_at is null;

create table anniversary (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2200),
  began_on date not null,
  due_on date not null check (due_on >= began_on),
  owner text not null,
  materials text,
  closed_on date,
  summary text
);
select org.make_register('anniversary', '庆祝活动');
select org.make_known_below('anniversary');
comment on column anniversary.title is '名称';
comment on column anniversary.year is '年度';
comment on column anniversary.began_on is '开始日期';
comment on column anniversary.due_on is '结束日期';
comment on column anniversary.owner is '牵头单位';
comment on column anniversary.materials is '材料';
comment on column anniversary.closed_on is '办结日期';
comment on column anniversary.summary is '总结';
create index on anniversary (began_on, id) where removed_at is null;

create table anniversary_activity (
  heading text not null,
  owner text not null,
  planned_on date not null,
  done_on date,
  result text,
  check ((done_on is null) = (result is null))
);
select org.make_child('anniversary_activity', '庆祝活动安排', 'anniversary');
comment on column anniversary_activity.heading is '活动';
comment on column anniversary_activity.owner is '责任人';
comment on column anniversary_activity.planned_on is '计划日期';
comment on column anniversary_activity.done_on is '完成日期';
comment on column anniversary_activity.result is '完成情况';

create table anniversary_guest (
  name text not null,
  unit text,
  activity text,
  invited_on date,
  answer text
);
select org.make_child('anniversary_guest', '庆祝活动邀请名单', 'anniversary');
comment on column anniversary_guest.name is '姓名';
comment on column anniversary_guest.unit is '单位职务';
comment on column anniversary_guest.activity is '参加哪项活动';
comment on column anniversary_guest.invited_on is '邀请日期';
comment on column anniversary_guest.answer is '回复';

alter table visit_round add column anniversary_id uuid references anniversary (id);
comment on column visit_round.anniversary_id is '所属庆祝活动';
create index on visit_round (anniversary_id) where anniversary_id is not null;
alter table commendation add column anniversary_id uuid references anniversary (id);
comment on column commendation.anniversary_id is '所属庆祝活动';
create index on commendation (anniversary_id) where anniversary_id is not null;
