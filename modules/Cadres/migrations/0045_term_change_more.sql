-- 换届, the rest: policies with the parameter each sets and who has read them, surveys beforehand, inspection of whole teams, moves planned before the change, circulated cases and who studied them,
-- supervision with what it found, and how units compare while the change goes on.
create table term_policy (
  name text not null,
  kind text not null,
  document_title text not null,
  document_no text not null,
  issued_by text not null,
  issued_on date not null,
  old_rule text,
  new_rule text not null,
  state text not null default '1' check (state in ('1', '2')),
  carried_on date,
  carried_to text,
  check (state = '1' or carried_on is not null and carried_to is not null)
);
select org.make_register('term_policy', '换届政策');
comment on column term_policy.name is '政策事项';
comment on column term_policy.kind is '类别';
comment on column term_policy.document_title is '文件名称';
comment on column term_policy.document_no is '文号';
comment on column term_policy.issued_by is '制定机关';
comment on column term_policy.issued_on is '印发日期';
comment on column term_policy.old_rule is '原规定';
comment on column term_policy.new_rule is '新规定';
comment on column term_policy.state is '状态：1 待落实 2 已落实';
comment on column term_policy.carried_on is '落实日期';
comment on column term_policy.carried_to is '落实到';
create index on term_policy (issued_on, id) where removed_at is null;

create table term_reader (
  name text not null,
  office text,
  account_id uuid,
  read_on date
);
select org.make_child('term_reader', '换届政策的学习确认', 'term_policy');
comment on column term_reader.name is '姓名';
comment on column term_reader.office is '单位';
comment on column term_reader.account_id is '确认人账号';
comment on column term_reader.read_on is '确认日期';

create table term_survey (
  name text not null,
  term_change_id uuid not null,
  team_id uuid not null,
  planned_on date not null,
  group_lead text not null,
  members text,
  state text not null default '1' check (state in ('1', '2')),
  held_on date,
  visits int,
  talks int,
  issued int,
  returned int check (returned <= issued),
  findings text,
  problems text,
  check (state = '1' or held_on is not null and findings is not null)
);
select org.make_register('term_survey', '换届先期调研');
comment on column term_survey.name is '班子';
comment on column term_survey.term_change_id is '换届工作';
comment on column term_survey.team_id is '班子标识';
comment on column term_survey.planned_on is '计划日期';
comment on column term_survey.group_lead is '调研组组长';
comment on column term_survey.members is '组员';
comment on column term_survey.state is '状态：1 计划 2 已调研';
comment on column term_survey.held_on is '调研日期';
comment on column term_survey.visits is '走访（处）';
comment on column term_survey.talks is '谈话（人）';
comment on column term_survey.issued is '发出问卷';
comment on column term_survey.returned is '收回问卷';
comment on column term_survey.findings is '班子运行情况';
comment on column term_survey.problems is '主要问题';
create unique index on term_survey (term_change_id, team_id) where removed_at is null;
create index on term_survey (team_id) where removed_at is null;
create index on term_survey (planned_on, id) where removed_at is null;

create table term_survey_person (
  cadre_id uuid not null,
  words text not null,
  suggestion text
);
select org.make_child('term_survey_person', '先期调研对干部的了解', 'term_survey');
comment on column term_survey_person.cadre_id is '干部';
comment on column term_survey_person.words is '了解的情况';
comment on column term_survey_person.suggestion is '建议';
create unique index on term_survey_person (term_survey_id, cadre_id) where removed_at is null;
create trigger concluded before insert or update on term_survey_person for each row execute function keep_concluded('2', '调研已经结束，不再改', '', 'term_survey');

alter table disposition add column suggested text, add column survey_words text;
comment on column disposition.suggested is '调研建议';
comment on column disposition.survey_words is '调研了解的情况';

create table term_inspection (
  name text not null,
  term_change_id uuid not null,
  team_id uuid not null,
  group_name text not null,
  leader text not null,
  members text not null,
  began_on date not null,
  ended_on date not null check (ended_on >= began_on),
  state text not null default '1' check (state in ('1', '2')),
  concluded_on date,
  talks int,
  issued int,
  returned int,
  valid int,
  good int,
  fair int,
  plain int,
  poor int,
  report text,
  check (state = '1' or concluded_on is not null and report is not null and returned <= issued and valid <= returned and good + fair + plain + poor = valid)
);
select org.make_register('term_inspection', '换届考察');
comment on column term_inspection.name is '班子';
comment on column term_inspection.term_change_id is '换届工作';
comment on column term_inspection.team_id is '班子标识';
comment on column term_inspection.group_name is '考察组';
comment on column term_inspection.leader is '组长';
comment on column term_inspection.members is '组员';
comment on column term_inspection.began_on is '进点日期';
comment on column term_inspection.ended_on is '离点日期';
comment on column term_inspection.state is '状态：1 考察中 2 已有报告';
comment on column term_inspection.concluded_on is '报告日期';
comment on column term_inspection.talks is '谈话（人）';
comment on column term_inspection.issued is '发出测评表';
comment on column term_inspection.returned is '收回测评表';
comment on column term_inspection.valid is '有效测评表';
comment on column term_inspection.good is '好';
comment on column term_inspection.fair is '较好';
comment on column term_inspection.plain is '一般';
comment on column term_inspection.poor is '差';
comment on column term_inspection.report is '班子考察报告';
create unique index on term_inspection (term_change_id, team_id) where removed_at is null;
create index on term_inspection (team_id) where removed_at is null;
create index on term_inspection (began_on, id) where removed_at is null;
create trigger concluded before update on term_inspection for each row execute function keep_concluded('2', '考察已有报告，不再改', '');

create table term_itinerary (
  held_on date not null,
  place text not null,
  matter text not null,
  responsible text not null
);
select org.make_child('term_itinerary', '换届考察日程', 'term_inspection');
comment on column term_itinerary.held_on is '日期';
comment on column term_itinerary.place is '地点';
comment on column term_itinerary.matter is '事项';
comment on column term_itinerary.responsible is '负责人';

create table term_inspected (
  cadre_id uuid not null,
  standing text not null,
  for_post text,
  talks int not null check (talks >= 0),
  valid int not null check (valid > 0),
  favourable int not null check (favourable >= 0),
  report text not null,
  checks text,
  check (favourable <= valid),
  check (standing = '1' or for_post is not null)
);
select org.make_child('term_inspected', '换届考察对象', 'term_inspection');
comment on column term_inspected.cadre_id is '干部';
comment on column term_inspected.standing is '身份：1 现任成员 2 提名人选';
comment on column term_inspected.for_post is '拟提名职务';
comment on column term_inspected.talks is '谈话（人）';
comment on column term_inspected.valid is '有效测评表';
comment on column term_inspected.favourable is '优秀、称职';
comment on column term_inspected.report is '个人考察材料';
comment on column term_inspected.checks is '推荐、四必和政治首关';
create unique index on term_inspected (term_inspection_id, cadre_id) where removed_at is null;
create trigger concluded before insert or update on term_inspected for each row execute function keep_concluded('2', '考察已有报告，不再改', '', 'term_inspection');

create table term_move (
  name text not null,
  cadre_id uuid not null,
  term_change_id uuid not null,
  kind text not null,
  to_team_id uuid,
  to_post text,
  planned_on date not null,
  reason text not null,
  state text not null default '1' check (state in ('1', '2', '3')),
  done_on date,
  document_no text,
  cancel_reason text,
  check (kind = '5' or to_team_id is not null and to_post is not null),
  check (state <> '2' or done_on is not null)
);
select org.make_register('term_move', '换届前交流配备');
comment on column term_move.name is '姓名';
comment on column term_move.cadre_id is '干部';
comment on column term_move.term_change_id is '换届工作';
comment on column term_move.kind is '方式';
comment on column term_move.to_team_id is '去向班子';
comment on column term_move.to_post is '去向职位';
comment on column term_move.planned_on is '计划日期';
comment on column term_move.reason is '理由';
comment on column term_move.state is '状态：1 计划 2 已到位 3 取消';
comment on column term_move.done_on is '到位日期';
comment on column term_move.document_no is '任免文号';
comment on column term_move.cancel_reason is '取消理由';
create unique index on term_move (term_change_id, cadre_id) where removed_at is null and state <> '3';
create index on term_move (planned_on, id) where removed_at is null;
create trigger concluded before update on term_move for each row execute function keep_concluded('2,3', '已经到位或取消，不再改', '');

create table warning_case (
  name text not null,
  circulated_by text not null,
  document_no text,
  circulated_on date not null,
  facts text not null,
  lessons text not null
);
select org.make_register('warning_case', '换届警示案例');
comment on column warning_case.name is '案件';
comment on column warning_case.circulated_by is '通报机关';
comment on column warning_case.document_no is '文号';
comment on column warning_case.circulated_on is '通报日期';
comment on column warning_case.facts is '案情';
comment on column warning_case.lessons is '教训';
create index on warning_case (circulated_on, id) where removed_at is null;

create table warning_study (
  name text not null,
  warning_case_id uuid not null,
  team_id uuid not null,
  due_on date not null,
  state text not null default '1' check (state in ('1', '2', '3')),
  form text,
  held_on date,
  required int,
  attended int check (attended between 0 and required),
  record text,
  author text,
  reflection text,
  reflected_on date,
  check (state = '1' or held_on is not null and record is not null),
  check (state <> '3' or reflection is not null and reflected_on is not null)
);
select org.make_register('warning_study', '警示案例学习');
comment on column warning_study.name is '班子';
comment on column warning_study.warning_case_id is '案件';
comment on column warning_study.team_id is '班子标识';
comment on column warning_study.due_on is '期限';
comment on column warning_study.state is '状态：1 待学习 2 已学习 3 已交体会';
comment on column warning_study.form is '方式';
comment on column warning_study.held_on is '学习日期';
comment on column warning_study.required is '应到';
comment on column warning_study.attended is '实到';
comment on column warning_study.record is '学习记录';
comment on column warning_study.author is '体会撰写人';
comment on column warning_study.reflection is '学习体会和对照检查';
comment on column warning_study.reflected_on is '交体会日期';
create unique index on warning_study (warning_case_id, team_id) where removed_at is null;
create index on warning_study (due_on, id) where removed_at is null;

create table term_supervision (
  name text not null,
  term_change_id uuid not null,
  kind text not null,
  unit_name text not null,
  lead text not null,
  members text,
  began_on date not null,
  ended_on date not null check (ended_on >= began_on),
  state text not null default '1' check (state in ('1', '2')),
  checked_on date,
  has_findings boolean,
  findings text,
  check (state = '1' or checked_on is not null and has_findings is not null and findings is not null)
);
select org.make_register('term_supervision', '换届纪律监督检查');
comment on column term_supervision.name is '监督检查';
comment on column term_supervision.term_change_id is '换届工作';
comment on column term_supervision.kind is '方式';
comment on column term_supervision.unit_name is '受检单位';
comment on column term_supervision.lead is '检查组组长';
comment on column term_supervision.members is '组员';
comment on column term_supervision.began_on is '开始';
comment on column term_supervision.ended_on is '结束';
comment on column term_supervision.state is '状态：1 计划 2 已检查';
comment on column term_supervision.checked_on is '检查日期';
comment on column term_supervision.has_findings is '发现问题';
comment on column term_supervision.findings is '检查情况';
create index on term_supervision (ended_on, id) where removed_at is null;
create trigger concluded before update on term_supervision for each row execute function keep_concluded('2', '检查结果已经登记，不再改', '');

create table term_comparison (
  name text not null,
  term_change_id uuid not null,
  team_id uuid not null,
  cadre_id uuid,
  heading text not null,
  target text not null,
  result text not null,
  progress int not null check (progress between 0 and 100),
  reported_on date not null
);
select org.make_register('term_comparison', '换届四比');
comment on column term_comparison.name is '单位或领导干部';
comment on column term_comparison.term_change_id is '换届工作';
comment on column term_comparison.team_id is '班子';
comment on column term_comparison.cadre_id is '领导干部';
comment on column term_comparison.heading is '比什么';
comment on column term_comparison.target is '目标';
comment on column term_comparison.result is '结果';
comment on column term_comparison.progress is '进度（%）';
comment on column term_comparison.reported_on is '登记日期';
create unique index on term_comparison (term_change_id, team_id, coalesce(cadre_id, team_id), heading) where removed_at is null;
create index on term_comparison (reported_on, id) where removed_at is null;

-- What was given out because of a record of this module, shown on it. With the reader's own rights: the fence of org.work_item holds.
create view handed_task with (security_invoker = true) as
  select i.id, i.locality_path, i.rank as rank_order, i.version, i.created_at, i.created_by, i.created_at as changed_at, i.created_by as changed_by, null::timestamptz as removed_at, null::uuid as removed_by, null::text as removed_reason,
    i.source_id, i.title, i.lead_name, i.person, i.due_on, i.percent, case i.state when 'draft' then '起草' when 'open' then '推进中' when 'applied' then '申请销号' when 'checked' then '已核验' when 'closed' then '已销号' else '已取消' end as standing
  from org.work_item i where i.source_id is not null;
comment on view handed_task is '因台账记录交办的整改';
do $$ begin execute format('grant select on handed_task to %I', org.login_of(current_schema())); end $$;
