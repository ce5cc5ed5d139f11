-- What figures ask for and no table said: what an emergency is to keep to, told day by day; since when a project is given up; which recognised practice was the first of its kind.
alter table recognition add column is_first boolean not null default false;
comment on column recognition.is_first is '首创、唯一';

alter table project add column stopped_on date;
comment on column project.stopped_on is '终止日期';
alter table project no force row level security;
update project set stopped_on = coalesce(dispatched_on, approved_on, began_on) where state = '6';
alter table project force row level security;

create table emergency_goal (title text not null check (title <> ''), target int not null default 0 check (target >= 0));
select org.make_child('emergency_goal', '预案结果指标', 'emergency_template');
comment on column emergency_goal.title is '结果指标';
comment on column emergency_goal.target is '不超过';

create table emergency_outcome (title text not null check (title <> ''), target int not null check (target >= 0));
select org.make_child('emergency_outcome', '应急任务结果指标', 'emergency');
comment on column emergency_outcome.title is '结果指标';
comment on column emergency_outcome.target is '不超过';

-- Only added to: what was told of a day stays told.
create table emergency_count (title text not null, on_day date not null, actual int not null check (actual >= 0), by_name text not null);
select org.make_child('emergency_count', '应急任务结果报数', 'emergency');
comment on column emergency_count.title is '结果指标';
comment on column emergency_count.on_day is '截至';
comment on column emergency_count.actual is '实际';
comment on column emergency_count.by_name is '报数人';
