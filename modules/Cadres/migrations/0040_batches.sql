-- 任免批次: what one meeting decides. Posts to be filled, persons considered for them, what was asked about each and answered, talks and those who talked,
-- who did what when, and the yearly ledger. The steps themselves stand in org.procedure_case, votes in org.poll.
create table appointment_batch (
  name text not null,
  decided_by text not null,
  planned_on date,
  state text not null default '1',
  decided_on date,
  document_no text,
  remark text
);
select org.make_register('appointment_batch', '任免批次');
comment on column appointment_batch.name is '批次';
comment on column appointment_batch.decided_by is '讨论决定的机关';
comment on column appointment_batch.planned_on is '拟讨论日期';
comment on column appointment_batch.state is '进展';
comment on column appointment_batch.decided_on is '讨论决定日期';
comment on column appointment_batch.document_no is '任免文号';
comment on column appointment_batch.remark is '说明';
create index on appointment_batch (decided_on, id) where removed_at is null;

create table appointment_post (
  seat_id uuid,
  title text not null,
  unit_name text not null,
  post_name text not null,
  level text,
  way text not null default '1'
);
select org.make_child('appointment_post', '批次拟任职位', 'appointment_batch');
comment on column appointment_post.seat_id is '班子职位';
comment on column appointment_post.title is '拟任职务全称';
comment on column appointment_post.unit_name is '任职机构';
comment on column appointment_post.post_name is '职务';
comment on column appointment_post.level is '职务层次';
comment on column appointment_post.way is '任用方式';

create table appointment_candidate (
  cadre_id uuid not null,
  name text not null,
  former_post text,
  former_level text,
  post_id uuid,
  kind text not null,
  keeps_posts boolean not null default false,
  has_probation boolean not null default false,
  is_exceptional boolean not null default false,
  exceptional_reason text,
  superior_agreed_on date,
  family_abroad boolean,
  training_hours int check (training_hours between 0 and 5000),
  is_reference boolean not null default false,
  state text not null default '1',
  reason text,
  report text,
  shortcomings text,
  reported_on date,
  veto_ground text,
  veto_reason text,
  veto_evidence text,
  vetoed_by text,
  vetoed_on date,
  veto_path text collate "C",
  closed_reason text,
  decided_on date,
  votes_for int,
  votes_against int,
  votes_deferred int,
  is_eligible boolean,
  findings text,
  lawful_on date,
  objection text,
  objection_on date,
  objection_result text,
  took_office_on date,
  probation_until date,
  confirmed_on date,
  confirmed_words text
);
select org.make_child('appointment_candidate', '批次人选', 'appointment_batch');
comment on column appointment_candidate.cadre_id is '干部';
comment on column appointment_candidate.name is '姓名（当时）';
comment on column appointment_candidate.former_post is '原任职务（当时）';
comment on column appointment_candidate.former_level is '原职务层次（当时）';
comment on column appointment_candidate.post_id is '拟任职位';
comment on column appointment_candidate.kind is '任免类型';
comment on column appointment_candidate.keeps_posts is '原职保留';
comment on column appointment_candidate.has_probation is '实行任职试用期';
comment on column appointment_candidate.is_exceptional is '破格提拔';
comment on column appointment_candidate.exceptional_reason is '破格的理由';
comment on column appointment_candidate.superior_agreed_on is '上级组织部门同意破格日期';
comment on column appointment_candidate.family_abroad is '配偶移居国（境）外或没有配偶而子女均移居';
comment on column appointment_candidate.training_hours is '教育培训学时';
comment on column appointment_candidate.is_reference is '会议推荐参考人选';
comment on column appointment_candidate.state is '进展';
comment on column appointment_candidate.reason is '任免理由';
comment on column appointment_candidate.report is '考察材料：德能勤绩廉和主要特点';
comment on column appointment_candidate.shortcomings is '考察材料：主要缺点和不足';
comment on column appointment_candidate.reported_on is '考察材料日期';
comment on column appointment_candidate.veto_ground is '一票否决的方面';
comment on column appointment_candidate.veto_reason is '一票否决的理由';
comment on column appointment_candidate.veto_evidence is '一票否决的依据材料';
comment on column appointment_candidate.vetoed_by is '作出一票否决的机关';
comment on column appointment_candidate.vetoed_on is '一票否决日期';
comment on column appointment_candidate.veto_path is '作出一票否决的机关所在区划';
comment on column appointment_candidate.closed_reason is '不再作为人选的理由';
comment on column appointment_candidate.decided_on is '讨论决定日期';
comment on column appointment_candidate.votes_for is '同意票';
comment on column appointment_candidate.votes_against is '不同意票';
comment on column appointment_candidate.votes_deferred is '缓议票';
comment on column appointment_candidate.is_eligible is '决定之日资格校验是否符合';
comment on column appointment_candidate.findings is '决定之日资格校验结果';
comment on column appointment_candidate.lawful_on is '依法（章程）选举、任命日期';
comment on column appointment_candidate.objection is '公示期间反映的问题';
comment on column appointment_candidate.objection_on is '反映日期';
comment on column appointment_candidate.objection_result is '查核结论';
comment on column appointment_candidate.took_office_on is '任职（免职）日期';
comment on column appointment_candidate.probation_until is '试用期满日期';
comment on column appointment_candidate.confirmed_on is '试用期考核日期';
comment on column appointment_candidate.confirmed_words is '试用期考核意见';
create index on appointment_candidate (cadre_id) where removed_at is null;
create unique index on appointment_candidate (appointment_batch_id, cadre_id) where removed_at is null;

create table appointment_check (
  candidate_id uuid not null,
  kind text not null,
  asked_of text not null,
  asked_by text not null,
  asked_on date not null,
  answered_on date check (answered_on >= asked_on),
  conclusion text,
  words text,
  document_no text
);
select org.make_child('appointment_check', '凡提四必和征求意见', 'appointment_batch');
comment on column appointment_check.candidate_id is '人选';
comment on column appointment_check.kind is '事项';
comment on column appointment_check.asked_of is '向谁提出';
comment on column appointment_check.asked_by is '提出人';
comment on column appointment_check.asked_on is '提出日期';
comment on column appointment_check.answered_on is '答复日期';
comment on column appointment_check.conclusion is '结论';
comment on column appointment_check.words is '答复意见';
comment on column appointment_check.document_no is '文号';
create unique index on appointment_check (candidate_id, kind) where removed_at is null;

create table appointment_inspector (
  name text not null,
  unit_name text,
  duty text not null default '2',
  signed_on date
);
select org.make_child('appointment_inspector', '考察组成员', 'appointment_batch');
comment on column appointment_inspector.name is '姓名';
comment on column appointment_inspector.unit_name is '单位及职务';
comment on column appointment_inspector.duty is '组内职务';
comment on column appointment_inspector.signed_on is '在考察材料上签名日期';

create table appointment_talk (
  stage text not null,
  category text not null,
  talked_with text not null,
  talked_on date not null,
  talkers text not null,
  words text not null
);
select org.make_child('appointment_talk', '推荐和考察谈话', 'appointment_batch');
comment on column appointment_talk.stage is '谈话阶段';
comment on column appointment_talk.category is '谈话对象类别';
comment on column appointment_talk.talked_with is '谈话对象';
comment on column appointment_talk.talked_on is '谈话日期';
comment on column appointment_talk.talkers is '谈话人';
comment on column appointment_talk.words is '谈话记录';

-- 全程纪实: only ever added to. The login of the module can neither change nor delete a line.
create table appointment_log (
  id uuid primary key default gen_random_uuid(),
  locality_path text collate "C" not null references org.locality (path) on update cascade,
  appointment_batch_id uuid not null,
  entered_at timestamptz not null default now(),
  on_day date not null,
  what text not null,
  candidate text,
  words text,
  entered_by uuid,
  entered_by_name text not null
);
select org.place_table('appointment_log', found_by_place => false);
comment on table appointment_log is '选任全程纪实';
comment on column appointment_log.id is '标识';
comment on column appointment_log.locality_path is '所在区划';
comment on column appointment_log.appointment_batch_id is '批次';
comment on column appointment_log.entered_at is '登记时间';
comment on column appointment_log.on_day is '办理日期';
comment on column appointment_log.what is '事项';
comment on column appointment_log.candidate is '人选';
comment on column appointment_log.words is '内容';
comment on column appointment_log.entered_by is '登记人';
comment on column appointment_log.entered_by_name is '登记人姓名（当时）';
create index on appointment_log (appointment_batch_id, entered_at, id);
create index on appointment_log (locality_path);

-- 任免台账: a line for each who came into or left a post. As the log: added by the deed itself, and never changed.
create table appointment_entry (
  year int not null,
  change text not null,
  name text not null,
  cadre_id uuid not null,
  unit_name text not null,
  post_name text not null,
  level text,
  kind text not null,
  effective_on date not null,
  decided_on date not null,
  decided_by text not null,
  document_no text,
  votes text,
  batch_name text not null,
  batch_id uuid not null
);
select org.make_register('appointment_entry', '任免台账');
comment on column appointment_entry.year is '年度';
comment on column appointment_entry.change is '任免';
comment on column appointment_entry.name is '姓名';
comment on column appointment_entry.cadre_id is '干部';
comment on column appointment_entry.unit_name is '单位';
comment on column appointment_entry.post_name is '职务';
comment on column appointment_entry.level is '职务层次';
comment on column appointment_entry.kind is '任免类型';
comment on column appointment_entry.effective_on is '任免日期';
comment on column appointment_entry.decided_on is '讨论决定日期';
comment on column appointment_entry.decided_by is '讨论决定的机关';
comment on column appointment_entry.document_no is '文号';
comment on column appointment_entry.votes is '表决情况';
comment on column appointment_entry.batch_name is '批次';
comment on column appointment_entry.batch_id is '批次标识';
create index on appointment_entry (effective_on, id) where removed_at is null;
create index on appointment_entry (year, locality_path) where removed_at is null;

do $$
begin
  execute format('revoke all on appointment_log, appointment_entry from %I', org.login_of(current_schema()));
  execute format('grant select, insert on appointment_log, appointment_entry to %I', org.login_of(current_schema()));
end $$;

-- 政治素质考察结论: dated, opened for a purpose; a case needs one that is still valid.
create table cadre_political (
  concluded_on date not null,
  conclusion text not null,
  concluded_by text not null,
  words text
);
select org.make_child('cadre_political', '干部政治素质考察', 'cadre');
comment on column cadre_political.concluded_on is '结论日期';
comment on column cadre_political.conclusion is '结论';
comment on column cadre_political.concluded_by is '考察单位';
comment on column cadre_political.words is '主要表现和问题';
select org.make_effective('cadre_political', 'concluded_on', '{}', '{}');
create index on cadre_political_history (cadre_id, rank_order, id);
create index on cadre_political (cadre_id, concluded_on) where removed_at is null;
