-- Where the year's work comes from and what becomes of it: requirements of above, decisions, central tasks, goals, highlights and gaps, innovations, reviews.
-- What is to be done because of them is work like any other and stands in org.work_item; handed_task shows it on the record it comes of.

create table requirement (
  words text not null check (words <> ''),
  source_kind text not null,
  source text not null,
  clause text,
  line text,
  received_on date not null,
  due_on date check (due_on >= received_on),
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  studied_on date,
  applies boolean,
  measures text,
  office text,
  owner text,
  no_task_reason text,
  reported_on date,
  report_to text,
  report_words text,
  closed_on date,
  evidence text,
  check (state = '1' or studied_on is not null),
  check (state < '4' or closed_on is not null and evidence is not null)
);
select org.make_register('requirement', '要求台账');
comment on column requirement.words is '要求';
comment on column requirement.source_kind is '来源类别';
comment on column requirement.source is '来源文件、讲话';
comment on column requirement.clause is '条款';
comment on column requirement.line is '条线';
comment on column requirement.received_on is '收到日期';
comment on column requirement.due_on is '上级要求的时限';
comment on column requirement.state is '1 梳理 2 研究 3 落实 4 办结';
comment on column requirement.studied_on is '研究日期';
comment on column requirement.applies is '适用本地';
comment on column requirement.measures is '研究意见';
comment on column requirement.office is '承办科室';
comment on column requirement.owner is '责任人';
comment on column requirement.no_task_reason is '不交办任务的理由';
comment on column requirement.reported_on is '最近一次向上级报告';
comment on column requirement.report_to is '报告对象';
comment on column requirement.report_words is '报告内容';
comment on column requirement.closed_on is '办结日期';
comment on column requirement.evidence is '办结佐证';
create index on requirement (received_on, id) where removed_at is null;
create index on requirement (locality_path, source) where removed_at is null;

create table upper_meeting (
  title text not null check (title <> ''),
  issuer text not null,
  held_on date not null,
  main_points text not null,
  opinion text,
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  submitted_on date,
  submitted_to text,
  decision text,
  decided_on date,
  remarks text,
  check (state = '1' or submitted_on is not null and opinion is not null),
  check (state < '3' or decided_on is not null)
);
select org.make_register('upper_meeting', '上级会议文件贯彻');
comment on column upper_meeting.title is '会议、文件';
comment on column upper_meeting.issuer is '召开、印发单位';
comment on column upper_meeting.held_on is '日期';
comment on column upper_meeting.main_points is '主要精神';
comment on column upper_meeting.opinion is '本地贯彻意见';
comment on column upper_meeting.state is '1 起草 2 已提请 3 已同意 4 退回修改';
comment on column upper_meeting.submitted_on is '提请日期';
comment on column upper_meeting.submitted_to is '提请对象';
comment on column upper_meeting.decision is '决定';
comment on column upper_meeting.decided_on is '决定日期';
comment on column upper_meeting.remarks is '会议意见';
create index on upper_meeting (held_on, id) where removed_at is null;

create table central_task (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2100),
  kind text not null,
  source text,
  lead_unit text
);
select org.make_register('central_task', '中心工作');
comment on column central_task.title is '中心工作';
comment on column central_task.year is '年度';
comment on column central_task.kind is '类别';
comment on column central_task.source is '确定的会议、文件';
comment on column central_task.lead_unit is '牵头单位';
create index on central_task (year, id) where removed_at is null;

create table central_action (
  acted_on date not null,
  line text not null,
  words text not null,
  unit text,
  result text,
  evidence text
);
select org.make_child('central_action', '组织工作服务中心', 'central_task');
comment on column central_action.acted_on is '日期';
comment on column central_action.line is '干部、组织、人才';
comment on column central_action.words is '做了什么';
comment on column central_action.unit is '由谁';
comment on column central_action.result is '成效';
comment on column central_action.evidence is '佐证';

create table yearly_goal (
  title text not null check (title <> ''),
  kind text not null,
  year int not null check (year between 2000 and 2100),
  line text not null,
  target text not null,
  owner text not null,
  due_on date not null,
  state text not null default '2' check (state in ('1', '2', '3')),
  progress text,
  blocking text,
  progressed_on date,
  closed_on date,
  closing_note text,
  check ((closed_on is null) = (closing_note is null))
);
select org.make_register('yearly_goal', '年度目标和难题');
comment on column yearly_goal.title is '目标、难题';
comment on column yearly_goal.kind is '目标、难题';
comment on column yearly_goal.year is '年度';
comment on column yearly_goal.line is '条线';
comment on column yearly_goal.target is '要达到的（数或状态）';
comment on column yearly_goal.owner is '责任人';
comment on column yearly_goal.due_on is '时限';
comment on column yearly_goal.state is '1 完成 2 进行 3 滞后';
comment on column yearly_goal.progress is '进展';
comment on column yearly_goal.blocking is '卡在哪里';
comment on column yearly_goal.progressed_on is '最近进展';
comment on column yearly_goal.closed_on is '年终小结日期';
comment on column yearly_goal.closing_note is '年终小结';
create index on yearly_goal (year, id) where removed_at is null;

create table highlight (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2100),
  line text not null,
  section text not null,
  fact text not null,
  evidence text not null,
  praise text
);
select org.make_register('highlight', '亮点特色');
comment on column highlight.title is '亮点、特色';
comment on column highlight.year is '年度';
comment on column highlight.line is '条线';
comment on column highlight.section is '科室';
comment on column highlight.fact is '事实';
comment on column highlight.evidence is '佐证';
comment on column highlight.praise is '谁肯定的';
create index on highlight (year, id) where removed_at is null;

create table gap (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2100),
  line text not null,
  fact text not null,
  cause text not null,
  measure text not null,
  owner text not null,
  due_on date not null,
  outcome text check (outcome in ('1', '2', '3')),
  outcome_on date,
  outcome_words text,
  check ((outcome is null) = (outcome_on is null))
);
select org.make_register('gap', '问题差距');
comment on column gap.title is '问题、差距';
comment on column gap.year is '年度';
comment on column gap.line is '条线';
comment on column gap.fact is '事实';
comment on column gap.cause is '原因';
comment on column gap.measure is '措施';
comment on column gap.owner is '责任人';
comment on column gap.due_on is '时限';
comment on column gap.outcome is '次年看：1 已解决 2 部分解决 3 没有解决';
comment on column gap.outcome_on is '认定日期';
comment on column gap.outcome_words is '认定情况';
create index on gap (year, id) where removed_at is null;

create table innovation (
  title text not null check (title <> ''),
  section text not null,
  filed_on date not null,
  problem text not null,
  method text not null,
  pilot text not null,
  measure text not null,
  review_on date not null check (review_on >= filed_on),
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  reviewed_on date,
  effect text,
  spread_units text,
  check (state = '1' or reviewed_on is not null and effect is not null)
);
select org.make_register('innovation', '创新项目');
comment on column innovation.title is '项目';
comment on column innovation.section is '申报科室、单位';
comment on column innovation.filed_on is '申报日期';
comment on column innovation.problem is '要破解的难题';
comment on column innovation.method is '新的办法';
comment on column innovation.pilot is '试点地方';
comment on column innovation.measure is '看什么成效';
comment on column innovation.review_on is '评估日期';
comment on column innovation.state is '1 试点 2 推广 3 完善 4 终止';
comment on column innovation.reviewed_on is '评估于';
comment on column innovation.effect is '成效';
comment on column innovation.spread_units is '推广到哪些单位';
create index on innovation (filed_on, id) where removed_at is null;

create table recognition (
  title text not null check (title <> ''),
  section text not null,
  recogniser text not null,
  level text not null,
  form text not null,
  recognised_on date not null,
  document text,
  innovation_id uuid references innovation (id)
);
select org.make_register('recognition', '上级肯定和首创');
comment on column recognition.title is '做法';
comment on column recognition.section is '科室、单位';
comment on column recognition.recogniser is '谁肯定的';
comment on column recognition.level is '级别';
comment on column recognition.form is '形式';
comment on column recognition.recognised_on is '日期';
comment on column recognition.document is '文件、刊物';
comment on column recognition.innovation_id is '创新项目';
create index on recognition (recognised_on, id) where removed_at is null;

create table work_meeting (
  title text not null check (title <> ''),
  level text not null,
  held_on date not null,
  place text not null,
  agenda text not null,
  state text not null default '1' check (state in ('1', '2', '3')),
  approver text,
  approved_on date,
  minutes text,
  minuted_on date,
  check (state = '1' or approver is not null and approved_on is not null),
  check (state < '3' or minutes is not null)
);
select org.make_register('work_meeting', '组织工作会议');
comment on column work_meeting.title is '会议';
comment on column work_meeting.level is '级别';
comment on column work_meeting.held_on is '会期';
comment on column work_meeting.place is '地点';
comment on column work_meeting.agenda is '议程';
comment on column work_meeting.state is '1 报批 2 已批准 3 已召开';
comment on column work_meeting.approver is '批准';
comment on column work_meeting.approved_on is '批准日期';
comment on column work_meeting.minutes is '纪要';
comment on column work_meeting.minuted_on is '纪要日期';
create index on work_meeting (held_on, id) where removed_at is null;

create table meeting_attendee (
  name text not null,
  unit text not null,
  present boolean not null default true,
  leave_reason text
);
select org.make_child('meeting_attendee', '参会人员', 'work_meeting');
comment on column meeting_attendee.name is '姓名';
comment on column meeting_attendee.unit is '单位';
comment on column meeting_attendee.present is '到会';
comment on column meeting_attendee.leave_reason is '请假事由';

create table meeting_speech (
  title text not null,
  kind text not null,
  speaker text not null,
  post text,
  level text not null,
  content text not null
);
select org.make_child('meeting_speech', '讲话和材料', 'work_meeting');
comment on column meeting_speech.title is '题目';
comment on column meeting_speech.kind is '报告、讲话、要点、交流';
comment on column meeting_speech.speaker is '讲话人';
comment on column meeting_speech.post is '职务';
comment on column meeting_speech.level is '级别';
comment on column meeting_speech.content is '正文';

create table review (
  title text not null check (title <> ''),
  ended_on date not null,
  held_on date not null check (held_on >= ended_on),
  asked text not null,
  did text not null,
  result text not null,
  persons text,
  shortfalls text not null,
  measures text not null,
  rules_to_change text
);
select org.make_register('review', '重大任务复盘');
comment on column review.title is '重大任务';
comment on column review.ended_on is '任务结束';
comment on column review.held_on is '复盘日期';
comment on column review.asked is '要求是什么';
comment on column review.did is '做了什么';
comment on column review.result is '结果';
comment on column review.persons is '发现的人';
comment on column review.shortfalls is '短板';
comment on column review.measures is '改进措施';
comment on column review.rules_to_change is '要改的制度';
create index on review (held_on, id) where removed_at is null;

create table lesson (
  title text not null check (title <> ''),
  situation text not null,
  worked text not null,
  failed text,
  conditions text,
  tags text,
  noted_on date not null,
  review_id uuid references review (id),
  selected_year int check (selected_year between 2000 and 2100)
);
select org.make_register('lesson', '经验');
comment on column lesson.title is '经验';
comment on column lesson.situation is '情形';
comment on column lesson.worked is '管用的';
comment on column lesson.failed is '不管用的';
comment on column lesson.conditions is '适用条件';
comment on column lesson.tags is '标签';
comment on column lesson.noted_on is '记录日期';
comment on column lesson.review_id is '来自复盘';
comment on column lesson.selected_year is '入选哪年汇编';
create index on lesson (noted_on, id) where removed_at is null;

create table year_summary (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2100),
  content text not null,
  sources text,
  drafted_on date
);
select org.make_register('year_summary', '年度总结');
comment on column year_summary.title is '总结';
comment on column year_summary.year is '年度';
comment on column year_summary.content is '正文';
comment on column year_summary.sources is '数据来源';
comment on column year_summary.drafted_on is '起草日期';
create unique index on year_summary (locality_path, year) where removed_at is null;
create index on year_summary (year, id) where removed_at is null;

-- What was given out because of a record, shown on it. With the reader's own rights: the fence of org.work_item holds.
create view handed_task with (security_invoker = true) as
  select i.id, i.locality_path, i.rank as rank_order, i.version, i.created_at, i.created_by, i.created_at as changed_at, i.created_by as changed_by, null::timestamptz as removed_at, null::uuid as removed_by, null::text as removed_reason,
    i.source_id, i.title, i.lead_name, i.person, i.due_on, i.percent, case i.state when 'draft' then '起草' when 'open' then '推进中' when 'applied' then '申请办结' when 'checked' then '已核验' when 'closed' then '已办结' else '已取消' end as standing
  from org.work_item i where i.source_id is not null;
comment on view handed_task is '因台账记录交办的任务';
do $$ begin execute format('grant select on handed_task to %I', org.login_of(current_schema())); end $$;
