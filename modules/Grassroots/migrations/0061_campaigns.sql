-- 集中性教育: a campaign with its stages and units, four strands of tasks for each, what was reported and what was not, visits, scores; and what becomes of it when it is over.

create table campaign (
  title text not null check (title <> ''),
  document_no text,
  began_on date not null,
  due_on date not null check (due_on >= began_on),
  subjects text,
  remark text,
  closed_on date,
  summary text
);
select org.make_register('campaign', '集中性教育活动');
select org.make_known_below('campaign');
comment on column campaign.title is '名称';
comment on column campaign.document_no is '文号';
comment on column campaign.began_on is '开始日期';
comment on column campaign.due_on is '结束日期';
comment on column campaign.subjects is '主要内容';
comment on column campaign.remark is '说明';
comment on column campaign.closed_on is '收官日期';
comment on column campaign.summary is '总结';
create index on campaign (began_on, id) where removed_at is null;

create table campaign_stage (title text not null, began_on date not null, due_on date not null check (due_on >= began_on), words text);
select org.make_child('campaign_stage', '活动阶段', 'campaign');
comment on column campaign_stage.title is '阶段';
comment on column campaign_stage.began_on is '开始日期';
comment on column campaign_stage.due_on is '结束日期';
comment on column campaign_stage.words is '要求';

create table campaign_meeting (title text not null, level text not null, held_on date not null, chair text, words text not null);
select org.make_child('campaign_meeting', '调度会', 'campaign');
comment on column campaign_meeting.title is '会议';
comment on column campaign_meeting.level is '层级';
comment on column campaign_meeting.held_on is '日期';
comment on column campaign_meeting.chair is '主持人';
comment on column campaign_meeting.words is '议定事项';

create table campaign_project (title text not null, owner text not null, due_on date not null, done_on date, result text, check ((done_on is null) = (result is null)));
select org.make_child('campaign_project', '项目清单', 'campaign');
comment on column campaign_project.title is '项目';
comment on column campaign_project.owner is '责任单位';
comment on column campaign_project.due_on is '完成期限';
comment on column campaign_project.done_on is '完成日期';
comment on column campaign_project.result is '完成情况';

create table campaign_unit (
  title text not null,
  campaign_id uuid not null references campaign (id),
  organisation_id uuid not null references organisation (id),
  leader text,
  participants int check (participants >= 0),
  study_score int check (study_score between 0 and 25),
  research_score int check (research_score between 0 and 25),
  problem_score int check (problem_score between 0 and 25),
  mending_score int check (mending_score between 0 and 25),
  score int,
  evaluated_on date,
  evaluation text,
  check (score is null or score = study_score + research_score + problem_score + mending_score)
);
select org.make_register('campaign_unit', '活动单位');
select org.make_following('campaign_unit', 'organisation', 'organisation_id');
comment on column campaign_unit.title is '单位';
comment on column campaign_unit.campaign_id is '活动';
comment on column campaign_unit.organisation_id is '党组织';
comment on column campaign_unit.leader is '责任人';
comment on column campaign_unit.participants is '参加人数';
comment on column campaign_unit.study_score is '学习教育得分';
comment on column campaign_unit.research_score is '调查研究得分';
comment on column campaign_unit.problem_score is '检视问题得分';
comment on column campaign_unit.mending_score is '整改落实得分';
comment on column campaign_unit.score is '总分';
comment on column campaign_unit.evaluated_on is '评估日期';
comment on column campaign_unit.evaluation is '评估意见';
create unique index on campaign_unit (campaign_id, organisation_id) where removed_at is null;
create index on campaign_unit (organisation_id) where removed_at is null;

create table campaign_visit (visited_on date not null, visitors text not null, found text not null, answer text);
select org.make_child('campaign_visit', '巡回指导', 'campaign_unit');
comment on column campaign_visit.visited_on is '日期';
comment on column campaign_visit.visitors is '指导组';
comment on column campaign_visit.found is '指导意见';
comment on column campaign_visit.answer is '落实情况';

create table campaign_task (
  title text not null,
  campaign_id uuid not null references campaign (id),
  campaign_unit_id uuid not null references campaign_unit (id),
  organisation_id uuid not null references organisation (id),
  strand text not null check (strand in ('1', '2', '3', '4')),
  due_on date not null,
  state text not null default '1' check (state in ('1', '2', '3')),
  progress text,
  documents text,
  done_on date,
  check ((state = '3') = (done_on is not null) and (done_on is null or documents is not null))
);
select org.make_register('campaign_task', '活动任务');
select org.make_following('campaign_task', 'organisation', 'organisation_id');
comment on column campaign_task.title is '任务';
comment on column campaign_task.campaign_id is '活动';
comment on column campaign_task.campaign_unit_id is '单位';
comment on column campaign_task.organisation_id is '党组织';
comment on column campaign_task.strand is '环节：1 学习教育 2 调查研究 3 检视问题 4 整改落实';
comment on column campaign_task.due_on is '完成期限';
comment on column campaign_task.state is '状态：1 未开始 2 进行中 3 已完成';
comment on column campaign_task.progress is '进展';
comment on column campaign_task.documents is '材料';
comment on column campaign_task.done_on is '完成日期';
create index on campaign_task (campaign_id, campaign_unit_id) where removed_at is null;
create index on campaign_task (organisation_id) where removed_at is null;
create index on campaign_task (due_on, id) where removed_at is null;

create table campaign_report (
  title text not null,
  campaign_id uuid not null references campaign (id),
  campaign_unit_id uuid not null references campaign_unit (id),
  organisation_id uuid not null references organisation (id),
  due_on date not null,
  content text,
  submitted_on date,
  submitted_name text,
  check ((submitted_on is null) = (content is null))
);
select org.make_register('campaign_report', '活动报告');
select org.make_following('campaign_report', 'organisation', 'organisation_id');
comment on column campaign_report.title is '报告';
comment on column campaign_report.campaign_id is '活动';
comment on column campaign_report.campaign_unit_id is '单位';
comment on column campaign_report.organisation_id is '党组织';
comment on column campaign_report.due_on is '报送期限';
comment on column campaign_report.content is '内容';
comment on column campaign_report.submitted_on is '报送日期';
comment on column campaign_report.submitted_name is '报送人';
create unique index on campaign_report (campaign_unit_id, due_on, title) where removed_at is null;
create index on campaign_report (campaign_id, due_on) where removed_at is null;
create index on campaign_report (due_on, id) where removed_at is null;
create index on campaign_report (organisation_id) where removed_at is null;

create table campaign_session (
  title text not null check (title <> ''),
  campaign_id uuid not null references campaign (id),
  organisation_id uuid not null references organisation (id),
  subject text not null,
  held_on date not null,
  hours int not null check (hours > 0),
  people int not null check (people > 0),
  materials text not null
);
select org.make_register('campaign_session', '专题学习');
select org.make_following('campaign_session', 'organisation', 'organisation_id');
comment on column campaign_session.title is '题目';
comment on column campaign_session.campaign_id is '活动';
comment on column campaign_session.organisation_id is '党组织';
comment on column campaign_session.subject is '专题：1 党史 2 新中国史 3 改革开放史 4 社会主义发展史 9 其他';
comment on column campaign_session.held_on is '日期';
comment on column campaign_session.hours is '学时';
comment on column campaign_session.people is '参加人数';
comment on column campaign_session.materials is '学习材料';
create index on campaign_session (campaign_id, organisation_id) where removed_at is null;
create index on campaign_session (held_on, id) where removed_at is null;
create index on campaign_session (organisation_id) where removed_at is null;

create table standing_duty (
  title text not null check (title <> ''),
  campaign_id uuid not null references campaign (id),
  strand text not null check (strand in ('1', '2', '3', '4')),
  lead_unit text not null,
  rhythm text not null check (rhythm in ('1', '2', '4', '12')),
  evidence text not null,
  ended_on date
);
select org.make_register('standing_duty', '长效措施');
select org.make_known_below('standing_duty');
comment on column standing_duty.title is '措施';
comment on column standing_duty.campaign_id is '来自哪次活动';
comment on column standing_duty.strand is '环节';
comment on column standing_duty.lead_unit is '牵头单位';
comment on column standing_duty.rhythm is '每年几次';
comment on column standing_duty.evidence is '要什么证明';
comment on column standing_duty.ended_on is '停止日期';
create unique index on standing_duty (campaign_id, strand, title) where removed_at is null;

create table duty_share (
  title text not null,
  standing_duty_id uuid not null references standing_duty (id),
  organisation_id uuid not null references organisation (id),
  year int not null,
  due_on date not null,
  done_on date,
  evidence text,
  check ((done_on is null) = (evidence is null))
);
select org.make_register('duty_share', '长效措施分工');
select org.make_following('duty_share', 'organisation', 'organisation_id');
comment on column duty_share.title is '措施';
comment on column duty_share.standing_duty_id is '长效措施';
comment on column duty_share.organisation_id is '责任单位';
comment on column duty_share.year is '年度';
comment on column duty_share.due_on is '期限';
comment on column duty_share.done_on is '完成日期';
comment on column duty_share.evidence is '证明';
create unique index on duty_share (standing_duty_id, organisation_id, due_on) where removed_at is null;
create index on duty_share (due_on, id) where removed_at is null;
create index on duty_share (organisation_id) where removed_at is null;
