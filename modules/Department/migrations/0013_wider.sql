-- What is announced and awaited; requirements against what is done about them in numbers and days; lines of work on meetings and documents too; groups of tasks; daily reports; evaluation schemes.

alter table upper_meeting add column line text, add column due_on date check (due_on >= held_on);
comment on column upper_meeting.line is '条线';
comment on column upper_meeting.due_on is '贯彻意见时限';
alter table work_meeting add column line text;
comment on column work_meeting.line is '条线';
alter table regulation add column line text;
comment on column regulation.line is '条线';

create table expected_document (
  title text not null check (title <> ''),
  issuer text not null,
  announced_on date not null,
  announced_in text not null,
  expected_on date not null check (expected_on >= announced_on),
  office text not null,
  line text,
  state text not null default '1' check (state in ('1', '2', '3')),
  arrived_on date check (arrived_on >= announced_on),
  upper_meeting_id uuid references upper_meeting (id),
  ended_words text,
  check (state <> '2' or arrived_on is not null and upper_meeting_id is not null),
  check (state <> '3' or ended_words is not null)
);
select org.make_register('expected_document', '待出台上级文件');
comment on column expected_document.title is '文件';
comment on column expected_document.issuer is '哪里印发';
comment on column expected_document.announced_on is '得知日期';
comment on column expected_document.announced_in is '从哪里得知';
comment on column expected_document.expected_on is '预计出台';
comment on column expected_document.office is '对接科室';
comment on column expected_document.line is '条线';
comment on column expected_document.state is '1 等待 2 已到 3 不再等';
comment on column expected_document.arrived_on is '到文日期';
comment on column expected_document.upper_meeting_id is '贯彻记录';
comment on column expected_document.ended_words is '不再等的缘由';
create index on expected_document (expected_on, id) where removed_at is null;

-- 政策对接、目标衔接、任务承接: the number and day that are asked for above, beside one's own.
alter table requirement add column target_number int check (target_number >= 0), add column target_unit text;
comment on column requirement.target_number is '上级目标数';
comment on column requirement.target_unit is '目标数单位';
alter table yearly_goal add column requirement_id uuid references requirement (id), add column target_number int check (target_number >= 0);
comment on column yearly_goal.requirement_id is '对接的上级要求';
comment on column yearly_goal.target_number is '目标数';
create index on yearly_goal (requirement_id) where requirement_id is not null;

alter table central_action add column kind text not null default '9';
comment on column central_action.kind is '任务、班次、调度、项目';

-- Tasks that are marked as serving a record, on it. With the reader's own rights: the fence of org.work_item holds.
create view tagged_task with (security_invoker = true) as
  select md5(l.item_id::text || l.row_id::text)::uuid as id, l.locality_path, i.rank as rank_order, i.version, i.created_at, i.created_by, i.created_at as changed_at, i.created_by as changed_by, null::timestamptz as removed_at, null::uuid as removed_by, null::text as removed_reason,
    l.row_id, i.id as item_id, i.title, i.plan_title, i.line, i.lead_name, i.person, i.due_on, i.percent, case i.state when 'draft' then '起草' when 'open' then '推进中' when 'applied' then '申请办结' when 'checked' then '已核验' when 'closed' then '已办结' else '已取消' end as standing
  from org.work_link l join org.work_item i on i.id = l.item_id;
comment on view tagged_task is '标注服务于台账记录的任务';
do $$ begin execute format('grant select on tagged_task to %I', org.login_of(current_schema())); end $$;

create table task_group (
  title text not null check (title <> ''),
  kind text not null,
  year int not null check (year between 2000 and 2100),
  owner text not null,
  aim text not null
);
select org.make_register('task_group', '机制、工程、行动');
comment on column task_group.title is '名称';
comment on column task_group.kind is '机制、工程、行动';
comment on column task_group.year is '年度';
comment on column task_group.owner is '总牵头';
comment on column task_group.aim is '目标';
create index on task_group (year, id) where removed_at is null;

create table task_group_indicator (
  title text not null,
  unit text,
  target int not null check (target >= 0),
  actual int check (actual >= 0),
  as_of date
);
select org.make_child('task_group_indicator', '编组指标', 'task_group');
comment on column task_group_indicator.title is '指标';
comment on column task_group_indicator.unit is '单位';
comment on column task_group_indicator.target is '目标';
comment on column task_group_indicator.actual is '实绩';
comment on column task_group_indicator.as_of is '数据日期';

-- 每日报告: a hour by which it has to be there, and somebody who reports instead.
alter table data_call add column cut_off text check (cut_off ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
comment on column data_call.cut_off is '当日几点前';
alter table data_reply add column proxy_words text;
comment on column data_reply.proxy_words is '代报情况';

create table evaluation_scheme (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2100),
  object text not null,
  purpose text not null,
  state text not null default '1' check (state in ('1', '2')),
  frozen_on date,
  approver text,
  check (state = '1' or frozen_on is not null and approver is not null)
);
select org.make_register('evaluation_scheme', '评估办法');
comment on column evaluation_scheme.title is '评估办法';
comment on column evaluation_scheme.year is '年度';
comment on column evaluation_scheme.object is '评估对象';
comment on column evaluation_scheme.purpose is '评估什么';
comment on column evaluation_scheme.state is '1 拟订 2 已冻结';
comment on column evaluation_scheme.frozen_on is '冻结日期';
comment on column evaluation_scheme.approver is '批准人';
create index on evaluation_scheme (year, id) where removed_at is null;

create table evaluation_item (
  title text not null,
  way text not null,
  weight int not null check (weight between 1 and 100),
  standard text not null
);
select org.make_child('evaluation_item', '评估内容', 'evaluation_scheme');
comment on column evaluation_item.title is '评估内容';
comment on column evaluation_item.way is '数据、测评、核查';
comment on column evaluation_item.weight is '权重';
comment on column evaluation_item.standard is '评分标准';

create table evaluation (
  title text not null check (title <> ''),
  evaluation_scheme_id uuid not null references evaluation_scheme (id),
  unit_id uuid not null,
  state text not null default '1' check (state in ('1', '2', '3', '4', '5')),
  self_by uuid,
  self_words text,
  check_words text,
  total int,
  grade text check (grade in ('1', '2', '3', '4')),
  graded_on date,
  approver text,
  check (state < '5' or total is not null and grade is not null and graded_on is not null)
);
select org.make_register('evaluation', '评估');
comment on column evaluation.title is '评估';
comment on column evaluation.evaluation_scheme_id is '评估办法';
comment on column evaluation.unit_id is '被评估单位';
comment on column evaluation.state is '1 未开始 2 待自评 3 待核查 4 待评定 5 已定档';
comment on column evaluation.self_by is '自评登记人';
comment on column evaluation.self_words is '自评说明';
comment on column evaluation.check_words is '核查情况';
comment on column evaluation.total is '总分';
comment on column evaluation.grade is '档次';
comment on column evaluation.graded_on is '定档日期';
comment on column evaluation.approver is '审定';
create index on evaluation (evaluation_scheme_id) where removed_at is null;

create table evaluation_score (
  title text not null,
  weight int not null,
  self_score int check (self_score between 0 and 100),
  score int check (score between 0 and 100),
  words text
);
select org.make_child('evaluation_score', '评分', 'evaluation');
comment on column evaluation_score.title is '评估内容';
comment on column evaluation_score.weight is '权重';
comment on column evaluation_score.self_score is '自评分';
comment on column evaluation_score.score is '核查评分';
comment on column evaluation_score.words is '说明';

-- Once frozen a scheme stays as it is, and so does a mark once the grade is fixed, whoever writes.
create function keep_evaluation_frozen() returns trigger language plpgsql as $$
declare
  frozen boolean;
begin
  if tg_table_name = 'evaluation_scheme' then
    frozen := old.state = '2' and (new.title, new.year, new.object, new.purpose, new.state, new.removed_at) is distinct from (old.title, old.year, old.object, old.purpose, old.state, old.removed_at);
  elsif tg_table_name = 'evaluation_item' then
    frozen := exists (select from department.evaluation_scheme s where s.id = new.evaluation_scheme_id and s.state = '2') and (tg_op = 'INSERT' or (new.title, new.way, new.weight, new.standard, new.removed_at) is distinct from (old.title, old.way, old.weight, old.standard, old.removed_at));
  else
    frozen := exists (select from department.evaluation e where e.id = new.evaluation_id and e.state = '5') and (new.self_score, new.score, new.removed_at) is distinct from (old.self_score, old.score, old.removed_at);
  end if;
  if frozen then
    raise exception '%', case tg_table_name when 'evaluation_score' then '已经定档，不能再改分' else '评估办法已经冻结，评分前后都不能改；确需调整的另立办法' end using errcode = 'OW004';
  end if;
  return new;
end $$;
create trigger frozen before update on evaluation_scheme for each row execute function keep_evaluation_frozen();
create trigger frozen before insert or update on evaluation_item for each row execute function keep_evaluation_frozen();
create trigger frozen before update on evaluation_score for each row execute function keep_evaluation_frozen();

-- 分类指导: by the kind of a unit, what is asked of it, its forms and its guides. Read by those they are for.
create table guide_group (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2100),
  aim text not null
);
select org.make_register('guide_group', '分类指导');
comment on column guide_group.title is '类别';
comment on column guide_group.year is '年度';
comment on column guide_group.aim is '指导重点';
create index on guide_group (year, id) where removed_at is null;

create table guide_group_kind (
  kind text not null
);
select org.make_child('guide_group_kind', '适用的单位', 'guide_group');
comment on column guide_group_kind.kind is '机构类别';

create table guide_material (
  title text not null,
  kind text not null,
  content text not null,
  issued_on date not null
);
select org.make_child('guide_material', '要求、表样、指南', 'guide_group');
comment on column guide_material.title is '题目';
comment on column guide_material.kind is '要求、表样、指南';
comment on column guide_material.content is '内容';
comment on column guide_material.issued_on is '印发日期';
select org.make_known_below('guide_group');
select org.make_known_below('guide_group_kind');
select org.make_known_below('guide_material');
