-- 检视问题 from all sources, self-checks that come round, campaigns, opinions, key projects, needs of those served, emergencies.
create table self_check (
  title text not null check (title <> ''),
  unit_id uuid not null,
  period text not null,
  opened_on date not null,
  due_on date not null,
  filed_on date,
  found int,
  words text,
  check (found >= 0), check (filed_on >= opened_on)
);
select org.make_register('self_check', '自查');
comment on column self_check.title is '自查';
comment on column self_check.unit_id is '单位';
comment on column self_check.period is '期次';
comment on column self_check.opened_on is '开始日期';
comment on column self_check.due_on is '报送期限';
comment on column self_check.filed_on is '报送日期';
comment on column self_check.found is '查出问题（个）';
comment on column self_check.words is '自查情况';
create unique index self_check_one on self_check (unit_id, period) where removed_at is null;

create table problem (
  title text not null check (title <> ''),
  source text not null,
  source_words text not null,
  owner_kind text not null,
  owner text not null,
  content text not null,
  cause text,
  measure text not null,
  found_on date not null,
  due_on date not null,
  self_check_id uuid references self_check (id),
  regulation_id uuid references regulation (id),
  settled_on date,
  evidence text,
  settled_by text,
  check (due_on >= found_on), check (settled_on >= found_on)
);
select org.make_register('problem', '检视问题');
comment on column problem.title is '问题';
comment on column problem.source is '来源';
comment on column problem.source_words is '来源的活动、文件';
comment on column problem.owner_kind is '责任主体';
comment on column problem.owner is '责任班子、个人、单位';
comment on column problem.content is '具体表现';
comment on column problem.cause is '原因';
comment on column problem.measure is '整改措施';
comment on column problem.found_on is '检视日期';
comment on column problem.due_on is '整改时限';
comment on column problem.self_check_id is '来自自查';
comment on column problem.regulation_id is '据此建立的制度';
comment on column problem.settled_on is '整改完成';
comment on column problem.evidence is '佐证';
comment on column problem.settled_by is '确认人';
create index on problem (found_on, id) where removed_at is null;

create table campaign (
  title text not null check (title <> ''),
  kind text not null,
  goal text not null,
  lead_unit text not null,
  began_on date not null,
  ends_on date not null,
  measures text not null,
  cycle text not null default 'month',
  stage text not null default '1',
  stage_on date,
  closed_on date,
  closing_report text,
  check (ends_on > began_on), check ((closed_on is null) = (closing_report is null))
);
select org.make_register('campaign', '专项整治和行动');
comment on column campaign.title is '专项';
comment on column campaign.kind is '1 专项整治 2 专项行动 3 主题活动';
comment on column campaign.goal is '整治什么、达到什么';
comment on column campaign.lead_unit is '牵头单位';
comment on column campaign.began_on is '开始';
comment on column campaign.ends_on is '结束';
comment on column campaign.measures is '主要措施';
comment on column campaign.cycle is '报送周期';
comment on column campaign.stage is '阶段';
comment on column campaign.stage_on is '进入阶段日期';
comment on column campaign.closed_on is '收官日期';
comment on column campaign.closing_report is '总结报告';

create table campaign_unit (
  unit text not null,
  stage text not null default '1',
  found int not null default 0 check (found >= 0),
  rectified int not null default 0 check (rectified >= 0),
  reported_on date,
  words text,
  check (rectified <= found)
);
select org.make_child('campaign_unit', '参加单位', 'campaign');
comment on column campaign_unit.unit is '单位';
comment on column campaign_unit.stage is '进到哪一阶段';
comment on column campaign_unit.found is '查出问题';
comment on column campaign_unit.rectified is '已整改';
comment on column campaign_unit.reported_on is '最近报送';
comment on column campaign_unit.words is '进展';

create table campaign_case (
  title text not null,
  kind text not null,
  unit text not null,
  words text not null,
  issued_on date
);
select org.make_child('campaign_case', '典型', 'campaign');
comment on column campaign_case.title is '典型';
comment on column campaign_case.kind is '1 正面 2 反面';
comment on column campaign_case.unit is '单位';
comment on column campaign_case.words is '事例';
comment on column campaign_case.issued_on is '通报日期';

create table campaign_stage (
  title text not null,
  stage text not null,
  ended_on date not null
);
select org.make_child('campaign_stage', '阶段小结', 'campaign');
comment on column campaign_stage.title is '小结';
comment on column campaign_stage.stage is '阶段';
comment on column campaign_stage.ended_on is '完成日期';

create table opinion (
  title text not null check (title <> ''),
  topic text not null,
  kind text not null,
  from_kind text not null,
  from_whom text,
  is_private boolean not null default false,
  received_on date not null,
  content text not null,
  handler text,
  due_on date,
  handled_on date,
  handling text,
  replied_on date,
  reply text,
  problem_id uuid references problem (id),
  check (handled_on >= received_on), check (replied_on >= received_on)
);
select org.make_register('opinion', '征求到的意见');
select org.make_sensitive('opinion', 'from_whom');
comment on column opinion.title is '意见';
comment on column opinion.topic is '征求的题目';
comment on column opinion.kind is '类别';
comment on column opinion.from_kind is '来自';
comment on column opinion.from_whom is '谁提的';
comment on column opinion.is_private is '要求保密';
comment on column opinion.received_on is '收到日期';
comment on column opinion.content is '内容';
comment on column opinion.handler is '承办单位';
comment on column opinion.due_on is '办理时限';
comment on column opinion.handled_on is '办理日期';
comment on column opinion.handling is '办理情况';
comment on column opinion.replied_on is '答复日期';
comment on column opinion.reply is '答复';
comment on column opinion.problem_id is '列为的问题';
create index on opinion (received_on, id) where removed_at is null;

create table key_project (
  title text not null check (title <> ''),
  line text not null,
  programme text,
  goal text not null,
  leader text not null,
  officer text not null,
  officer_id uuid,
  began_on date not null,
  due_on date not null,
  next_step text not null,
  risk text,
  updated_on date not null,
  closed_on date
);
select org.make_register('key_project', '重点工程');
comment on column key_project.title is '重点工程（项目、计划）';
comment on column key_project.line is '哪条线';
comment on column key_project.programme is '对应的专项、台账';
comment on column key_project.goal is '目标';
comment on column key_project.leader is '责任领导';
comment on column key_project.officer is '责任干部';
comment on column key_project.officer_id is '责任干部的干部名册记录';
comment on column key_project.began_on is '开始';
comment on column key_project.due_on is '完成时限';
comment on column key_project.next_step is '下一步';
comment on column key_project.risk is '风险';
comment on column key_project.updated_on is '最近更新';
comment on column key_project.closed_on is '完成日期';

create table key_milestone (
  title text not null,
  due_on date not null,
  done_on date,
  words text
);
select org.make_child('key_milestone', '节点', 'key_project');
comment on column key_milestone.title is '节点';
comment on column key_milestone.due_on is '计划日期';
comment on column key_milestone.done_on is '完成日期';
comment on column key_milestone.words is '说明';

create table key_update (
  words text not null,
  on_day date not null,
  next_step text not null,
  risk text,
  by_name text not null
);
select org.make_child('key_update', '进展', 'key_project');
comment on column key_update.words is '进展';
comment on column key_update.on_day is '日期';
comment on column key_update.next_step is '下一步';
comment on column key_update.risk is '风险';
comment on column key_update.by_name is '更新人';

create table served_need (
  title text not null check (title <> ''),
  served text not null,
  who text not null,
  topic text not null,
  raised_on date not null,
  handler text,
  due_on date,
  answered_on date,
  answer text,
  satisfaction text,
  check (answered_on >= raised_on)
);
select org.make_register('served_need', '服务对象需求');
comment on column served_need.title is '需求';
comment on column served_need.served is '1 党员 2 干部 3 人才 4 基层单位';
comment on column served_need.who is '谁提的';
comment on column served_need.topic is '主题';
comment on column served_need.raised_on is '提出日期';
comment on column served_need.handler is '承办单位';
comment on column served_need.due_on is '答复时限';
comment on column served_need.answered_on is '答复日期';
comment on column served_need.answer is '答复';
comment on column served_need.satisfaction is '评价';
create index on served_need (raised_on, id) where removed_at is null;

create table emergency_template (
  title text not null check (title <> ''),
  notice text not null,
  hours int not null default 24 check (hours between 1 and 168)
);
select org.make_register('emergency_template', '应急预案模板');
comment on column emergency_template.title is '情形';
comment on column emergency_template.notice is '通知正文';
comment on column emergency_template.hours is '每日报告时限（小时）';

create table emergency_step (
  title text not null,
  kind text not null,
  steps text not null,
  standard text not null,
  person text not null,
  days int not null default 3 check (days between 0 and 365)
);
select org.make_child('emergency_step', '预案措施', 'emergency_template');
comment on column emergency_step.title is '措施';
comment on column emergency_step.kind is '1 组织措施 2 联系包保';
comment on column emergency_step.steps is '怎样做';
comment on column emergency_step.standard is '做到什么';
comment on column emergency_step.person is '责任人';
comment on column emergency_step.days is '几天内';

create table emergency (
  title text not null check (title <> ''),
  template_id uuid not null references emergency_template (id),
  lead_unit_id uuid not null,
  started_on date not null,
  notice text not null,
  plan_id uuid,
  closed_on date,
  archive text,
  review_id uuid references review (id)
);
select org.make_register('emergency', '应急任务');
comment on column emergency.title is '应急任务';
comment on column emergency.template_id is '用的模板';
comment on column emergency.lead_unit_id is '牵头单位';
comment on column emergency.started_on is '启动日期';
comment on column emergency.notice is '通知';
comment on column emergency.plan_id is '任务计划';
comment on column emergency.closed_on is '结束日期';
comment on column emergency.archive is '归档情况';
comment on column emergency.review_id is '复盘';

create table emergency_contact (
  title text not null,
  person text not null,
  since date not null
);
select org.make_child('emergency_contact', '联系包保', 'emergency');
comment on column emergency_contact.title is '包保的地方、单位';
comment on column emergency_contact.person is '联系人';
comment on column emergency_contact.since is '自何日起';

create table front_record (
  title text not null,
  person text not null,
  on_day date not null,
  place text not null,
  words text not null
);
select org.make_child('front_record', '一线表现记录', 'emergency');
comment on column front_record.title is '事项';
comment on column front_record.person is '干部、党员';
comment on column front_record.on_day is '日期';
comment on column front_record.place is '地点';
comment on column front_record.words is '表现';
