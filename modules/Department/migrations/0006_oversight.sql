-- What the department puts out and whether it has arrived; whom it inspects, what is found and what becomes of it; groups that guide, what they say and what they are answered.

create table issued_document (
  title text not null check (title <> ''),
  kind text not null,
  office text not null,
  drafter text not null,
  content text not null,
  receipt_due_on date not null,
  effective_on date,
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  approver text,
  approved_on date,
  number text,
  issued_on date,
  receivers int not null default 0,
  ended_on date,
  ended_words text,
  check (state = '1' or approver is not null and approved_on is not null),
  check (state < '3' or issued_on is not null and number is not null)
);
select org.make_register('issued_document', '发文登记');
comment on column issued_document.title is '文件标题';
comment on column issued_document.kind is '文种';
comment on column issued_document.office is '承办科室';
comment on column issued_document.drafter is '拟稿人';
comment on column issued_document.content is '正文';
comment on column issued_document.receipt_due_on is '回执时限';
comment on column issued_document.effective_on is '施行日期';
comment on column issued_document.state is '1 拟稿 2 已核签 3 已印发 4 已废止';
comment on column issued_document.approver is '核签人';
comment on column issued_document.approved_on is '核签日期';
comment on column issued_document.number is '文号';
comment on column issued_document.issued_on is '印发日期';
comment on column issued_document.receivers is '收文单位数';
comment on column issued_document.ended_on is '废止日期';
comment on column issued_document.ended_words is '废止理由';
create index on issued_document (receipt_due_on, id);
create index on issued_document (issued_on, id);

create table document_target (unit_id uuid not null);
select org.make_child('document_target', '主送、抄送单位', 'issued_document');
comment on column document_target.unit_id is '单位';
create unique index on document_target (issued_document_id, unit_id) where removed_at is null;

-- Lies at the place of whoever receives it, with the text as it was issued; refers upwards, so no key of the database binds it.
create table document_receipt (
  title text not null,
  number text not null,
  issuer text not null,
  issued_document_id uuid not null,
  unit_id uuid not null,
  unit_name text not null,
  content text not null,
  issued_on date not null,
  due_on date not null,
  received_on date,
  received_by_name text,
  note text
);
select org.make_register('document_receipt', '收文签收');
comment on column document_receipt.title is '文件标题';
comment on column document_receipt.number is '文号';
comment on column document_receipt.issuer is '发文单位';
comment on column document_receipt.issued_document_id is '文件';
comment on column document_receipt.unit_id is '收文单位';
comment on column document_receipt.unit_name is '收文单位名称';
comment on column document_receipt.content is '正文';
comment on column document_receipt.issued_on is '印发日期';
comment on column document_receipt.due_on is '回执时限';
comment on column document_receipt.received_on is '签收日期';
comment on column document_receipt.received_by_name is '签收人';
comment on column document_receipt.note is '签收说明';
create unique index on document_receipt (issued_document_id, unit_id) where removed_at is null;
create index on document_receipt (due_on, id);

create table supervision_round (
  title text not null check (title <> ''),
  kind text not null,
  scope text not null,
  basis text not null,
  teams text not null,
  began_on date not null,
  due_on date not null check (due_on >= began_on),
  report text,
  reported_on date,
  closed_on date
);
select org.make_register('supervision_round', '督查检查');
comment on column supervision_round.title is '督查检查';
comment on column supervision_round.kind is '类别';
comment on column supervision_round.scope is '范围和内容';
comment on column supervision_round.basis is '依据';
comment on column supervision_round.teams is '分组';
comment on column supervision_round.began_on is '开始';
comment on column supervision_round.due_on is '完成时限';
comment on column supervision_round.report is '报告';
comment on column supervision_round.reported_on is '报告日期';
comment on column supervision_round.closed_on is '结束日期';
create index on supervision_round (began_on, id);

create table supervision_item (title text not null check (title <> ''), standard text not null);
select org.make_child('supervision_item', '检查清单', 'supervision_round');
comment on column supervision_item.title is '检查什么';
comment on column supervision_item.standard is '标准';

create table supervision_unit (unit_id uuid not null, team text not null, visited_on date, words text);
select org.make_child('supervision_unit', '检查单位', 'supervision_round');
comment on column supervision_unit.unit_id is '单位';
comment on column supervision_unit.team is '哪一组';
comment on column supervision_unit.visited_on is '到单位日期';
comment on column supervision_unit.words is '总的情况';
create unique index on supervision_unit (supervision_round_id, unit_id) where removed_at is null;

create table supervision_finding (
  title text not null check (title <> ''),
  supervision_round_id uuid not null,
  unit_id uuid not null,
  code text not null,
  item text not null,
  words text not null,
  found_on date not null,
  fed_back_on date,
  feedback text,
  result text,
  result_on date,
  result_words text,
  check ((fed_back_on is null) = (feedback is null)),
  check ((result is null) = (result_on is null))
);
select org.make_register('supervision_finding', '督查发现的问题');
comment on column supervision_finding.title is '问题';
comment on column supervision_finding.supervision_round_id is '哪次督查';
comment on column supervision_finding.unit_id is '单位';
comment on column supervision_finding.code is '问题类别';
comment on column supervision_finding.item is '对应检查项';
comment on column supervision_finding.words is '情况';
comment on column supervision_finding.found_on is '发现日期';
comment on column supervision_finding.fed_back_on is '反馈日期';
comment on column supervision_finding.feedback is '反馈意见';
comment on column supervision_finding.result is '整改结果：1 到位 2 基本到位 3 不到位';
comment on column supervision_finding.result_on is '认定日期';
comment on column supervision_finding.result_words is '认定情况';
create index on supervision_finding (found_on, id);
create index on supervision_finding (supervision_round_id);

create table guidance_group (
  title text not null check (title <> ''),
  campaign text not null,
  direction text not null,
  leader text not null,
  began_on date not null,
  ended_on date,
  ended_words text
);
select org.make_register('guidance_group', '督导组');
comment on column guidance_group.title is '督导组';
comment on column guidance_group.campaign is '专项工作';
comment on column guidance_group.direction is '1 本级派出 2 上级派来';
comment on column guidance_group.leader is '组长';
comment on column guidance_group.began_on is '组建日期';
comment on column guidance_group.ended_on is '结束日期';
comment on column guidance_group.ended_words is '工作总结';
create index on guidance_group (began_on, id);

create table guidance_member (name text not null, work_unit text not null, duty text);
select org.make_child('guidance_member', '督导组成员', 'guidance_group');
comment on column guidance_member.name is '姓名';
comment on column guidance_member.work_unit is '单位、职务';
comment on column guidance_member.duty is '分工';

create table guidance_unit (unit_id uuid not null, contact text);
select org.make_child('guidance_unit', '督导单位', 'guidance_group');
comment on column guidance_unit.unit_id is '单位';
comment on column guidance_unit.contact is '联络员';
create unique index on guidance_unit (guidance_group_id, unit_id) where removed_at is null;

create table guidance_visit (planned_on date not null, visited_on date, unit_id uuid not null, words text);
select org.make_child('guidance_visit', '督导行程', 'guidance_group');
comment on column guidance_visit.planned_on is '计划日期';
comment on column guidance_visit.visited_on is '到访日期';
comment on column guidance_visit.unit_id is '单位';
comment on column guidance_visit.words is '了解的情况';

-- Lies at the place of the unit it is said to, which answers it there.
create table guidance_opinion (
  title text not null check (title <> ''),
  guidance_group_id uuid not null,
  group_title text not null,
  unit_id uuid not null,
  unit_name text not null,
  words text not null,
  given_on date not null,
  answer_due_on date not null check (answer_due_on >= given_on),
  answered_on date,
  answer text,
  answered_by_name text,
  check_result text check (check_result in ('1', '2')),
  checked_on date,
  check_words text,
  check ((answered_on is null) = (answer is null)),
  check (check_result is null or answered_on is not null and checked_on is not null)
);
select org.make_register('guidance_opinion', '督导意见');
comment on column guidance_opinion.title is '意见';
comment on column guidance_opinion.guidance_group_id is '督导组';
comment on column guidance_opinion.group_title is '督导组名称';
comment on column guidance_opinion.unit_id is '单位';
comment on column guidance_opinion.unit_name is '单位名称';
comment on column guidance_opinion.words is '内容';
comment on column guidance_opinion.given_on is '提出日期';
comment on column guidance_opinion.answer_due_on is '答复时限';
comment on column guidance_opinion.answered_on is '答复日期';
comment on column guidance_opinion.answer is '答复';
comment on column guidance_opinion.answered_by_name is '答复人';
comment on column guidance_opinion.check_result is '复核：1 落实 2 没有落实';
comment on column guidance_opinion.checked_on is '复核日期';
comment on column guidance_opinion.check_words is '复核情况';
create index on guidance_opinion (given_on, id);
create index on guidance_opinion (guidance_group_id);

create table guidance_criterion (title text not null check (title <> ''), campaign text not null, points int not null check (points between 1 and 100));
select org.make_register('guidance_criterion', '督导评估标准');
comment on column guidance_criterion.title is '评估标准';
comment on column guidance_criterion.campaign is '专项工作';
comment on column guidance_criterion.points is '分值';

create table guidance_score (unit_id uuid not null, criterion_id uuid not null, score int not null check (score >= 0), scored_on date not null, words text);
select org.make_child('guidance_score', '督导评估', 'guidance_group');
comment on column guidance_score.unit_id is '单位';
comment on column guidance_score.criterion_id is '标准';
comment on column guidance_score.score is '得分';
comment on column guidance_score.scored_on is '评估日期';
comment on column guidance_score.words is '情况';
create unique index on guidance_score (guidance_group_id, unit_id, criterion_id) where removed_at is null;

create view guidance_total with (security_invoker = true) as
  select md5(s.guidance_group_id::text || s.unit_id)::uuid as id, s.locality_path, -sum(s.score)::int as rank_order, 1 as version, null::timestamptz as created_at, null::uuid as created_by, null::timestamptz as changed_at, null::uuid as changed_by, null::timestamptz as removed_at, null::uuid as removed_by, null::text as removed_reason,
    s.guidance_group_id, s.unit_id, sum(s.score)::int as score, sum(c.points)::int as points, count(*)::int as criteria
  from guidance_score s join guidance_criterion c on c.id = s.criterion_id where s.removed_at is null group by s.guidance_group_id, s.unit_id, s.locality_path;
comment on view guidance_total is '督导评估得分';
do $$ begin execute format('grant select on guidance_total to %I', org.login_of(current_schema())); end $$;
