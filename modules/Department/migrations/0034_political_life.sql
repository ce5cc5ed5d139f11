-- 党内政治生活: what is asked of each unit and how often, whether it was done as the modules know it, who was reminded and who was named in a circular.
create table life_requirement (
  title text not null check (title <> ''),
  basis text not null,
  source text not null check (source in ('0', '1', '2', '3', '4', '5', '6', '7')),
  cycle text not null check (cycle in ('month', 'quarter', 'half_year', 'year')),
  unit_kind text,
  began_on date not null,
  ended_on date
);
select org.make_register('life_requirement', '党内政治生活要求');
comment on column life_requirement.title is '要求开展什么';
comment on column life_requirement.basis is '依据';
comment on column life_requirement.source is '从哪里看开展没有：0 单位登记 1 领导班子民主生活会 2 民主集中制执行检查 3 支部党员大会 4 党课 5 主题党日 6 组织生活会 7 半年自查';
comment on column life_requirement.cycle is '多久一次';
comment on column life_requirement.unit_kind is '适用的机构类别';
comment on column life_requirement.began_on is '自何日起';
comment on column life_requirement.ended_on is '至何日止';

-- Lies at the place of the unit it is asked of; refers upwards, so no key of the database binds it.
create table life_due (
  title text not null,
  requirement_id uuid not null,
  source text not null,
  unit_id uuid not null,
  unit_name text not null,
  period text not null,
  opens_on date not null,
  due_on date not null check (due_on >= opens_on),
  done_on date,
  proof text,
  reminded_on date,
  reminder text,
  circular_id uuid,
  circular_on date
);
select org.make_register('life_due', '党内政治生活日历');
comment on column life_due.title is '要开展什么';
comment on column life_due.requirement_id is '哪项要求';
comment on column life_due.source is '从哪里看开展没有';
comment on column life_due.unit_id is '单位';
comment on column life_due.unit_name is '单位名称';
comment on column life_due.period is '期次';
comment on column life_due.opens_on is '本期开始';
comment on column life_due.due_on is '本期截止';
comment on column life_due.done_on is '开展日期';
comment on column life_due.proof is '单位登记的佐证';
comment on column life_due.reminded_on is '提醒日期';
comment on column life_due.reminder is '提醒内容';
comment on column life_due.circular_id is '通报';
comment on column life_due.circular_on is '通报日期';
create unique index on life_due (requirement_id, unit_id, opens_on) where removed_at is null;
create index on life_due (due_on, id) where removed_at is null;
create index on life_due (unit_id);
