create table task (
  number text not null,
  title text not null,
  year int not null,
  aspect text not null,
  source text,
  is_key boolean not null default false,
  measures text,
  standard text,
  lead_unit_id uuid not null references org.unit (id),
  supporting_units text,
  leader text,
  responsible text,
  due_kind text not null default '1',
  due_on date,
  state text not null default '1',
  percent int not null default 0 check (percent between 0 and 100),
  completed_on date,
  result text
);
select org.make_register('task', '要点任务');
select org.make_searchable('task', 'title');

comment on column task.number is '编号';
comment on column task.title is '任务';
comment on column task.year is '年度';
comment on column task.aspect is '方面';
comment on column task.source is '来源';
comment on column task.is_key is '重点任务';
comment on column task.measures is '具体措施';
comment on column task.standard is '完成标准';
comment on column task.lead_unit_id is '牵头单位';
comment on column task.supporting_units is '配合单位';
comment on column task.leader is '责任领导';
comment on column task.responsible is '责任人';
comment on column task.due_kind is '时限类型';
comment on column task.due_on is '完成时限';
comment on column task.state is '进展';
comment on column task.percent is '完成进度（%）';
comment on column task.completed_on is '完成日期';
comment on column task.result is '完成情况';

create index on task (due_on, id) where removed_at is null;
create index on task (year, id) where removed_at is null;
create index on task (percent, id) where removed_at is null;
create unique index on task (locality_path, year, number) where removed_at is null;

create table task_progress (
  reported_on date not null,
  percent int not null check (percent between 0 and 100),
  content text not null,
  problem text,
  next_step text,
  reported_by text
);
select org.make_child('task_progress', '任务进展', 'task');
comment on column task_progress.reported_on is '填报日期';
comment on column task_progress.percent is '进度（%）';
comment on column task_progress.content is '进展';
comment on column task_progress.problem is '存在问题';
comment on column task_progress.next_step is '下步打算';
comment on column task_progress.reported_by is '填报人';
