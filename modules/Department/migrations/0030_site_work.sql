-- 一线工作法: who went where, what was found there, and whether it was solved on the spot or given out with a day.
create table site_work (
  title text not null check (title <> ''),
  leader text not null check (leader <> ''),
  place text not null,
  unit_id uuid,
  visited_on date not null,
  words text not null
);
select org.make_register('site_work', '一线工作记录');
comment on column site_work.title is '去做什么';
comment on column site_work.leader is '领导';
comment on column site_work.place is '地点';
comment on column site_work.unit_id is '所到单位';
comment on column site_work.visited_on is '日期';
comment on column site_work.words is '了解的情况';
create index on site_work (visited_on, id) where removed_at is null;

create table site_problem (
  site_work_id uuid not null references site_work (id),
  title text not null check (title <> ''),
  words text not null,
  found_on date not null,
  handling text check (handling in ('1', '2')),
  solution text,
  assigned_to text,
  due_on date,
  check (handling is distinct from '1' or solution is not null),
  check (handling is distinct from '2' or assigned_to is not null and due_on is not null)
);
select org.make_register('site_problem', '现场发现的问题');
comment on column site_problem.site_work_id is '哪次到一线';
comment on column site_problem.title is '问题';
comment on column site_problem.words is '情况';
comment on column site_problem.found_on is '发现日期';
comment on column site_problem.handling is '1 现场解决 2 交办';
comment on column site_problem.solution is '怎么解决的';
comment on column site_problem.assigned_to is '交给谁办';
comment on column site_problem.due_on is '办结时限';
create index on site_problem (site_work_id);
create index on site_problem (found_on, id) where removed_at is null;
