-- Strict governance of the department itself: measures of the year and their half-year check; who answers for what, to whom; education, talks and declarations; posts, hand-overs and the flows of work that are read and signed.

create table strict_measure (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2100),
  field text not null,
  owner text not null,
  due_on date not null,
  result text,
  done_on date,
  check ((result is null) = (done_on is null))
);
select org.make_register('strict_measure', '从严治部措施');
comment on column strict_measure.title is '措施';
comment on column strict_measure.year is '年度';
comment on column strict_measure.field is '政治、能力、作风、廉政、制度';
comment on column strict_measure.owner is '责任人';
comment on column strict_measure.due_on is '时限';
comment on column strict_measure.result is '落实结果';
comment on column strict_measure.done_on is '落实日期';
create index on strict_measure (due_on, id);

create table strict_check (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2100),
  half text not null check (half in ('1', '2')),
  checked_on date,
  measures int,
  done int,
  words text,
  signed_by text,
  signed_on date,
  check ((signed_on is null) = (signed_by is null)),
  check (signed_on is null or checked_on is not null)
);
select org.make_register('strict_check', '从严治部半年检查表');
comment on column strict_check.title is '检查表';
comment on column strict_check.year is '年度';
comment on column strict_check.half is '1 上半年 2 下半年';
comment on column strict_check.checked_on is '检查日期';
comment on column strict_check.measures is '应落实的措施';
comment on column strict_check.done is '已落实';
comment on column strict_check.words is '检查意见';
comment on column strict_check.signed_by is '签认领导';
comment on column strict_check.signed_on is '签认日期';
create unique index on strict_check (locality_path, year, half) where removed_at is null;
create index on strict_check (year, id);

create table strict_check_line (title text not null, field text not null, owner text not null, due_on date not null, state text not null, result text);
select org.make_child('strict_check_line', '检查表逐项', 'strict_check');
comment on column strict_check_line.title is '措施';
comment on column strict_check_line.field is '方面';
comment on column strict_check_line.owner is '责任人';
comment on column strict_check_line.due_on is '时限';
comment on column strict_check_line.state is '1 已落实 2 没有到期 3 到期没有落实';
comment on column strict_check_line.result is '落实结果';

create table duty_holder (
  name text not null check (name <> ''),
  post text not null,
  level text not null,
  superior_id uuid
);
select org.make_register('duty_holder', '责任人');
comment on column duty_holder.name is '姓名';
comment on column duty_holder.post is '职务';
comment on column duty_holder.level is '责任层级';
comment on column duty_holder.superior_id is '向谁负责';
alter table duty_holder no force row level security;
alter table duty_holder add foreign key (superior_id) references duty_holder (id);
alter table duty_holder force row level security;

create table duty (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2100),
  kind text not null,
  holder_id uuid not null,
  basis text not null,
  standard text not null,
  frequency text not null,
  due_on date not null,
  first_state text,
  first_words text,
  proof text,
  done_on date,
  check ((proof is null) = (done_on is null))
);
select org.make_register('duty', '责任清单');
comment on column duty.title is '责任事项';
comment on column duty.year is '年度';
comment on column duty.kind is '1 本人主体责任 2 本部门主体责任 3 协助党委 4 党建责任';
comment on column duty.holder_id is '责任人';
comment on column duty.basis is '依据';
comment on column duty.standard is '标准';
comment on column duty.frequency is '频次';
comment on column duty.due_on is '时限';
comment on column duty.first_state is '半年情况：1 完成 2 推进 3 滞后';
comment on column duty.first_words is '半年情况说明';
comment on column duty.proof is '佐证';
comment on column duty.done_on is '完成日期';
create index on duty (due_on, id);
create index on duty (holder_id);

create table duty_act (acted_on date not null, kind text not null, words text not null, document text);
select org.make_child('duty_act', '履责记录', 'duty');
comment on column duty_act.acted_on is '日期';
comment on column duty_act.kind is '1 履行 2 报告 3 检查 4 其他';
comment on column duty_act.words is '做了什么';
comment on column duty_act.document is '文件、佐证';

create table clean_matter (
  title text not null check (title <> ''),
  kind text not null,
  person text,
  responsible text not null,
  due_on date not null,
  held_on date,
  words text,
  check ((held_on is null) = (words is null)),
  check (kind not in ('2', '4', '5') or person is not null)
);
select org.make_register('clean_matter', '党风廉政事项');
comment on column clean_matter.title is '事项';
comment on column clean_matter.kind is '1 纪律廉政教育 2 廉政谈话 3 岗位风险排查 4 礼品登记 5 利益冲突申报';
comment on column clean_matter.person is '谈话对象、申报人';
comment on column clean_matter.responsible is '责任人';
comment on column clean_matter.due_on is '应办日期';
comment on column clean_matter.held_on is '办理日期';
comment on column clean_matter.words is '情况';
create index on clean_matter (due_on, id);

create table clean_attendee (name text not null, present boolean not null default true, leave_reason text);
select org.make_child('clean_attendee', '应到人员', 'clean_matter');
comment on column clean_attendee.name is '姓名';
comment on column clean_attendee.present is '到会';
comment on column clean_attendee.leave_reason is '请假事由';
create unique index on clean_attendee (clean_matter_id, name) where removed_at is null;

create table discipline_reference (
  title text not null check (title <> ''),
  decided_by text not null,
  decided_on date not null,
  person text,
  kept_at text not null,
  keep_until date not null check (keep_until > decided_on),
  disposed_on date,
  disposed_words text,
  check ((disposed_on is null) = (disposed_words is null))
);
select org.make_register('discipline_reference', '处理决定文件索引');
comment on column discipline_reference.title is '文件名称和文号';
comment on column discipline_reference.decided_by is '作出决定的机关';
comment on column discipline_reference.decided_on is '决定日期';
comment on column discipline_reference.person is '涉及人员';
comment on column discipline_reference.kept_at is '原件存放处';
comment on column discipline_reference.keep_until is '保存到何日';
comment on column discipline_reference.disposed_on is '期满处理日期';
comment on column discipline_reference.disposed_words is '期满处理情况';
create index on discipline_reference (decided_on, id);
select org.make_sensitive('discipline_reference', 'person');

create table work_flow (
  title text not null check (title <> ''),
  office text not null,
  basis text not null,
  edition int not null default 1,
  issued_on date not null
);
select org.make_register('work_flow', '工作流程');
comment on column work_flow.title is '流程';
comment on column work_flow.office is '科室';
comment on column work_flow.basis is '依据';
comment on column work_flow.edition is '第几版';
comment on column work_flow.issued_on is '施行日期';

create table flow_step (title text not null check (title <> ''), who text not null, days int not null check (days between 0 and 365), papers text);
select org.make_child('flow_step', '流程环节', 'work_flow');
comment on column flow_step.title is '环节';
comment on column flow_step.who is '谁办';
comment on column flow_step.days is '时限（天）';
comment on column flow_step.papers is '材料';

create table work_post (
  title text not null check (title <> ''),
  office text not null,
  duties text not null,
  powers text not null,
  backup text not null,
  holder text,
  since date
);
select org.make_register('work_post', '岗位职责');
comment on column work_post.title is '岗位';
comment on column work_post.office is '科室';
comment on column work_post.duties is '职责';
comment on column work_post.powers is '权限';
comment on column work_post.backup is '顶岗人';
comment on column work_post.holder is '现任';
comment on column work_post.since is '到岗日期';

create table post_flow (work_flow_id uuid not null);
select org.make_child('post_flow', '岗位流程', 'work_post');
comment on column post_flow.work_flow_id is '流程';
create unique index on post_flow (work_post_id, work_flow_id) where removed_at is null;

create table post_handover (handed_on date not null, from_name text, to_name text not null, matters text not null, witness text not null);
select org.make_child('post_handover', '岗位交接', 'work_post');
comment on column post_handover.handed_on is '交接日期';
comment on column post_handover.from_name is '移交人';
comment on column post_handover.to_name is '接交人';
comment on column post_handover.matters is '交接事项';
comment on column post_handover.witness is '监交人';

create table flow_reading (
  title text not null,
  person text not null,
  work_post_id uuid not null,
  work_flow_id uuid not null,
  edition int not null,
  began_on date not null,
  signed_on date
);
select org.make_register('flow_reading', '流程签阅');
comment on column flow_reading.title is '流程';
comment on column flow_reading.person is '谁签阅';
comment on column flow_reading.work_post_id is '岗位';
comment on column flow_reading.work_flow_id is '流程标识';
comment on column flow_reading.edition is '第几版';
comment on column flow_reading.began_on is '到岗、改版日期';
comment on column flow_reading.signed_on is '签阅日期';
create index on flow_reading (began_on, id);
create unique index on flow_reading (work_post_id, work_flow_id, person, edition) where removed_at is null;
