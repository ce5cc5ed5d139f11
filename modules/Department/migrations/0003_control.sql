-- Rules and internal control of the department: its regulations and whether they are carried out, control catalogue with limits of approval, what must be decided collectively,
-- requests and reports, boundaries of duty, standards, and the matters with the resident discipline group.

create table regulation (
  title text not null check (title <> ''),
  number text,
  office text not null,
  owner text not null,
  planned_on date not null,
  due_on date not null check (due_on >= planned_on),
  review_on date,
  basis text,
  replaces_id uuid,
  state text not null default '1' check (state in ('1', '2', '3', '4', '5', '6')),
  drafted_on date,
  consulted_on date,
  consulted_words text,
  considered_on date,
  considered_words text,
  issued_on date,
  edition int not null default 1,
  checks int not null default 0,
  checked_on date,
  ended_on date,
  ended_words text,
  check (state not in ('5', '6') or issued_on is not null),
  check ((state = '6') = (ended_on is not null))
);
select org.make_register('regulation', '制度台账');
comment on column regulation.title is '制度';
comment on column regulation.number is '文号';
comment on column regulation.office is '起草、执行科室';
comment on column regulation.owner is '责任人';
comment on column regulation.planned_on is '立项日期';
comment on column regulation.due_on is '应印发';
comment on column regulation.review_on is '复审日期';
comment on column regulation.basis is '依据';
comment on column regulation.replaces_id is '替代哪项';
comment on column regulation.state is '1 立项 2 起草 3 征求意见 4 审议 5 现行 6 废止';
comment on column regulation.drafted_on is '成稿';
comment on column regulation.consulted_on is '征求意见';
comment on column regulation.consulted_words is '征求意见情况';
comment on column regulation.considered_on is '审议';
comment on column regulation.considered_words is '审议情况';
comment on column regulation.issued_on is '印发';
comment on column regulation.edition is '第几版';
comment on column regulation.checks is '执行检查次数';
comment on column regulation.checked_on is '最近一次检查';
comment on column regulation.ended_on is '废止';
comment on column regulation.ended_words is '废止理由';
alter table regulation no force row level security;
alter table regulation add foreign key (replaces_id) references regulation (id);
alter table regulation force row level security;
create index on regulation (due_on, id) where removed_at is null;
create index on regulation (issued_on, id) where removed_at is null;

create table regulation_check (
  planned_on date not null,
  checked_on date,
  checker text,
  result text,
  found text,
  check (checked_on is null or checker is not null and result is not null)
);
select org.make_child('regulation_check', '执行检查', 'regulation');
comment on column regulation_check.planned_on is '计划';
comment on column regulation_check.checked_on is '检查日期';
comment on column regulation_check.checker is '检查人';
comment on column regulation_check.result is '执行情况';
comment on column regulation_check.found is '发现的问题';

create table control (
  title text not null check (title <> ''),
  office text not null,
  post text not null,
  steps text not null,
  risk_grade text not null,
  regulation_id uuid references regulation (id),
  responsible text,
  limits int not null default 0,
  approved_on date,
  approver text,
  self_checked_on date
);
select org.make_register('control', '内控目录');
comment on column control.title is '内控事项';
comment on column control.office is '科室';
comment on column control.post is '岗位';
comment on column control.steps is '流程环节';
comment on column control.risk_grade is '风险等级';
comment on column control.regulation_id is '控制制度';
comment on column control.responsible is '责任人';
comment on column control.limits is '审批权限条数';
comment on column control.approved_on is '最近核定';
comment on column control.approver is '批准人';
comment on column control.self_checked_on is '最近自查';

create table control_risk (
  step text not null,
  point text not null,
  grade text not null,
  measure text not null
);
select org.make_child('control_risk', '风险点', 'control');
comment on column control_risk.step is '环节';
comment on column control_risk.point is '风险点';
comment on column control_risk.grade is '等级';
comment on column control_risk.measure is '防控措施';

create table control_limit (
  situation text not null,
  up_to int check (up_to >= 0),
  reviewer text not null,
  approver text not null,
  began_on date not null,
  ended_on date,
  decided_by text not null
);
select org.make_child('control_limit', '审批权限', 'control');
comment on column control_limit.situation is '情形';
comment on column control_limit.up_to is '金额（元）以内';
comment on column control_limit.reviewer is '审核';
comment on column control_limit.approver is '审批';
comment on column control_limit.began_on is '自何日起';
comment on column control_limit.ended_on is '至何日止';
comment on column control_limit.decided_by is '由谁批准';

create table control_change (
  on_day date not null,
  kind text not null,
  words text not null,
  approver text not null,
  by_name text not null
);
select org.make_child('control_change', '核定记录', 'control');
comment on column control_change.on_day is '日期';
comment on column control_change.kind is '事项';
comment on column control_change.words is '内容';
comment on column control_change.approver is '批准人';
comment on column control_change.by_name is '登记人';

create table control_check (
  year int not null check (year between 2000 and 2100),
  checked_on date not null,
  checker text not null,
  found text
);
select org.make_child('control_check', '年度自查', 'control');
comment on column control_check.year is '年度';
comment on column control_check.checked_on is '日期';
comment on column control_check.checker is '自查人';
comment on column control_check.found is '发现的问题';
create unique index on control_check (control_id, year) where removed_at is null;

create table board_meeting (
  title text not null check (title <> ''),
  held_on date not null,
  place text not null,
  eligible int not null check (eligible > 0),
  present int check (present between 0 and eligible),
  chair text,
  first_item text,
  minutes text,
  check ((present is null) = (minutes is null))
);
select org.make_register('board_meeting', '部务会');
comment on column board_meeting.title is '会议';
comment on column board_meeting.held_on is '会期';
comment on column board_meeting.place is '地点';
comment on column board_meeting.eligible is '应到';
comment on column board_meeting.present is '实到';
comment on column board_meeting.chair is '主持';
comment on column board_meeting.first_item is '首个议题：学习内容';
comment on column board_meeting.minutes is '纪要';
create index on board_meeting (held_on, id) where removed_at is null;

create table matter (
  title text not null check (title <> ''),
  kind text not null,
  office text not null,
  materials text not null,
  filed_on date not null,
  board_meeting_id uuid references board_meeting (id),
  urgent_reason text,
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  avoided text,
  opinions text,
  votes_for int check (votes_for >= 0),
  votes_against int check (votes_against >= 0),
  votes_abstained int check (votes_abstained >= 0),
  decision text,
  decided_on date,
  closed_on date,
  closing_words text,
  -- What must be decided collectively is not closed without a meeting's decision, whoever writes.
  check (state <> '4' or closed_on is not null and (kind = '5' or board_meeting_id is not null and decision is not null and decided_on is not null))
);
select org.make_register('matter', '部务会议题');
comment on column matter.title is '议题';
comment on column matter.kind is '三重一大类别';
comment on column matter.office is '提出科室';
comment on column matter.materials is '材料';
comment on column matter.filed_on is '提出日期';
comment on column matter.board_meeting_id is '部务会';
comment on column matter.urgent_reason is '过了截止的急件理由';
comment on column matter.state is '1 已提出 2 已列会 3 已决定 4 办结';
comment on column matter.avoided is '回避';
comment on column matter.opinions is '讨论意见';
comment on column matter.votes_for is '同意';
comment on column matter.votes_against is '不同意';
comment on column matter.votes_abstained is '缓议（弃权）';
comment on column matter.decision is '决定';
comment on column matter.decided_on is '决定日期';
comment on column matter.closed_on is '办结日期';
comment on column matter.closing_words is '落实情况';
create index on matter (filed_on, id) where removed_at is null;
create index on matter (board_meeting_id);

create table request_report (
  title text not null check (title <> ''),
  kind text not null,
  sent_to text not null,
  sent_on date not null,
  form text not null,
  office text not null,
  answered_on date check (answered_on >= sent_on),
  answer text,
  handled_words text
);
select org.make_register('request_report', '请示报告');
comment on column request_report.title is '事项';
comment on column request_report.kind is '请示、报告';
comment on column request_report.sent_to is '报送单位';
comment on column request_report.sent_on is '报送日期';
comment on column request_report.form is '方式';
comment on column request_report.office is '承办科室';
comment on column request_report.answered_on is '答复日期';
comment on column request_report.answer is '答复';
comment on column request_report.handled_words is '不需交办的处理情况';
create index on request_report (sent_on, id) where removed_at is null;

create table boundary (
  title text not null check (title <> ''),
  kind text not null,
  leads text not null,
  helps text,
  receives text,
  basis text not null,
  disputed_on date,
  disputed_by text,
  dispute_words text,
  ruled_on date,
  ruled_by text,
  ruling text,
  check (ruled_on is null or ruling is not null and ruled_by is not null)
);
select org.make_register('boundary', '职责边界');
comment on column boundary.title is '事项';
comment on column boundary.kind is '层级、部门、岗位之间';
comment on column boundary.leads is '谁牵头';
comment on column boundary.helps is '谁配合';
comment on column boundary.receives is '谁只知悉';
comment on column boundary.basis is '依据';
comment on column boundary.disputed_on is '提出争议';
comment on column boundary.disputed_by is '谁提出';
comment on column boundary.dispute_words is '争议内容';
comment on column boundary.ruled_on is '裁定日期';
comment on column boundary.ruled_by is '谁裁定';
comment on column boundary.ruling is '裁定';

create table boundary_ruling (
  raised_on date not null,
  raised_by text not null,
  words text not null,
  ruled_on date not null,
  ruled_by text not null,
  ruling text not null
);
select org.make_child('boundary_ruling', '裁定记录', 'boundary');
comment on column boundary_ruling.raised_on is '提出日期';
comment on column boundary_ruling.raised_by is '谁提出';
comment on column boundary_ruling.words is '争议';
comment on column boundary_ruling.ruled_on is '裁定日期';
comment on column boundary_ruling.ruled_by is '谁裁定';
comment on column boundary_ruling.ruling is '裁定';

create table standard_item (
  title text not null check (title <> ''),
  field text not null,
  standard text not null,
  office text not null,
  state text check (state in ('1', '2')),
  checked_on date,
  evidence text,
  mend_by date
);
select org.make_register('standard_item', '标准化清单');
comment on column standard_item.title is '标准项';
comment on column standard_item.field is '类别';
comment on column standard_item.standard is '标准';
comment on column standard_item.office is '科室';
comment on column standard_item.state is '1 达标 2 未达标';
comment on column standard_item.checked_on is '检查日期';
comment on column standard_item.evidence is '佐证、情况';
comment on column standard_item.mend_by is '整改时限';

create table standard_check (
  year int not null check (year between 2000 and 2100),
  checked_on date not null,
  state text not null,
  words text not null
);
select org.make_child('standard_check', '检查记录', 'standard_item');
comment on column standard_check.year is '年度';
comment on column standard_check.checked_on is '日期';
comment on column standard_check.state is '结论';
comment on column standard_check.words is '佐证、情况';

create table party_regulation (
  title text not null check (title <> ''),
  issuer text not null,
  in_force_on date not null,
  office text not null,
  articles text not null,
  ended_on date check (ended_on >= in_force_on)
);
select org.make_register('party_regulation', '党内法规执行');
comment on column party_regulation.title is '法规、制度';
comment on column party_regulation.issuer is '制定机关';
comment on column party_regulation.in_force_on is '施行日期';
comment on column party_regulation.office is '责任科室';
comment on column party_regulation.articles is '约束本部门的条目';
comment on column party_regulation.ended_on is '废止';
create index on party_regulation (in_force_on, id) where removed_at is null;

create table landing (
  on_day date not null,
  kind text not null,
  words text not null,
  document text
);
select org.make_child('landing', '落地情况', 'party_regulation');
comment on column landing.on_day is '日期';
comment on column landing.kind is '学习、配套、检查、问题、追责';
comment on column landing.words is '内容';
comment on column landing.document is '文件';

create table resident_matter (
  title text not null check (title <> ''),
  kind text not null,
  on_day date not null,
  content text,
  due_on date,
  replied_on date,
  reply text,
  check (kind <> '5' or due_on is not null)
);
select org.make_register('resident_matter', '驻部纪检监察组联系');
comment on column resident_matter.title is '事由';
comment on column resident_matter.kind is '类别';
comment on column resident_matter.on_day is '日期';
comment on column resident_matter.content is '内容';
comment on column resident_matter.due_on is '应回复';
comment on column resident_matter.replied_on is '回复日期';
comment on column resident_matter.reply is '回复和结果';
create index on resident_matter (on_day, id) where removed_at is null;

select org.make_sensitive('resident_matter', 'content');
