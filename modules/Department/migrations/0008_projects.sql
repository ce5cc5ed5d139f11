-- 项目化推进: a problem or a task becomes a project with a goal that can be measured, stages, money and acceptance; dispatched until it is accepted.

create table project (
  title text not null check (title <> ''),
  office text not null,
  campaign text,
  problem text not null,
  goal text not null,
  measure text not null,
  owner text not null,
  team text,
  budget int not null check (budget >= 0),
  began_on date not null,
  due_on date not null check (due_on >= began_on),
  state text not null default '1' check (state in ('1', '2', '3', '4', '5', '6')),
  reviewed_on date,
  review_words text,
  approver text,
  approved_on date,
  percent int not null default 0 check (percent between 0 and 100),
  cost int not null default 0 check (cost >= 0),
  dispatched_on date,
  accepted_on date,
  acceptance text,
  grade text,
  source_id uuid,
  source_title text,
  check (state < '3' or state = '6' or approver is not null),
  check ((state = '5') = (accepted_on is not null))
);
select org.make_register('project', '项目');
comment on column project.title is '项目';
comment on column project.office is '申报单位、科室';
comment on column project.campaign is '所属专项';
comment on column project.problem is '要解决的问题';
comment on column project.goal is '目标';
comment on column project.measure is '看什么成果（可衡量）';
comment on column project.owner is '负责人';
comment on column project.team is '项目组';
comment on column project.budget is '预算（元）';
comment on column project.began_on is '开始';
comment on column project.due_on is '完成时限';
comment on column project.state is '1 申报 2 已评审 3 已立项 4 实施 5 验收 6 不立项、终止';
comment on column project.reviewed_on is '评审日期';
comment on column project.review_words is '评审意见';
comment on column project.approver is '批准';
comment on column project.approved_on is '批准日期';
comment on column project.percent is '进度（%）';
comment on column project.cost is '已支出（元）';
comment on column project.dispatched_on is '最近调度';
comment on column project.accepted_on is '验收日期';
comment on column project.acceptance is '验收评价';
comment on column project.grade is '评价等次';
comment on column project.source_id is '来自哪项任务、问题';
comment on column project.source_title is '来自';
create index on project (due_on, id);
create index on project (source_id) where source_id is not null;

create table project_stage (title text not null check (title <> ''), due_on date not null, done_on date, evidence text);
select org.make_child('project_stage', '项目阶段', 'project');
comment on column project_stage.title is '阶段目标';
comment on column project_stage.due_on is '时限';
comment on column project_stage.done_on is '完成日期';
comment on column project_stage.evidence is '佐证';

create table project_dispatch (on_day date not null, percent int not null, cost int not null, words text not null, blocking text, by_name text not null);
select org.make_child('project_dispatch', '项目调度', 'project');
comment on column project_dispatch.on_day is '调度日期';
comment on column project_dispatch.percent is '进度（%）';
comment on column project_dispatch.cost is '已支出（元）';
comment on column project_dispatch.words is '进展';
comment on column project_dispatch.blocking is '卡在哪里';
comment on column project_dispatch.by_name is '登记人';

create table project_change (on_day date not null, what text not null, before text not null, after text not null, reason text not null, approver text not null);
select org.make_child('project_change', '项目变更', 'project');
comment on column project_change.on_day is '日期';
comment on column project_change.what is '变更什么';
comment on column project_change.before is '原来';
comment on column project_change.after is '现在';
comment on column project_change.reason is '理由';
comment on column project_change.approver is '批准';
