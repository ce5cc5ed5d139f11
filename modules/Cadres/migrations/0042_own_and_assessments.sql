-- 本人: what a cadre asks to be corrected in the own file, with what was decided and why; that the grade was read.
-- 考核: 任期、专项（含急难险重）、述职, key indicators and projects with the persons who answer for them, items other offices bring into the year's assessment, who stood out.

-- What is concluded stays as it is, whoever writes: its row but for the columns named, and the rows that hang on it.
create function keep_concluded() returns trigger language plpgsql as $$
declare
  loose text[] := array['version', 'changed_at', 'changed_by', 'rank_order', 'locality_path'] || string_to_array(coalesce(tg_argv[2], ''), ',');
  state text;
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) - loose) = (to_jsonb(old) - loose) then
    return new;
  end if;
  if tg_nargs > 3 then
    execute format('select state from %I.%I where id = $1', tg_table_schema, tg_argv[3]) into state using (to_jsonb(new) ->> (tg_argv[3] || '_id'))::uuid;
  elsif tg_op = 'UPDATE' then
    state := to_jsonb(old) ->> 'state';
  end if;
  if state = any (string_to_array(tg_argv[0], ',')) then
    raise exception '%', tg_argv[1] using errcode = 'OW004';
  end if;
  return new;
end $$;
select org.make_corrections('cadre_correction', '干部更正申请', 'cadre', '干部');
alter table cadre_correction add column management text;
comment on column cadre_correction.management is '管理类别';

create table term_assessment (
  post text not null,
  cadre_id uuid not null,
  occasion text not null,
  term_began_on date not null,
  term_ended_on date not null check (term_ended_on > term_began_on),
  state text not null default '1' check (state in ('1', '2', '3')),
  gathered_on date,
  gathered text,
  goal_share int check (goal_share between 0 and 200),
  grade text,
  conclusion text,
  decided_on date,
  decided_by text,
  check (state <> '3' or grade is not null and decided_on is not null and decided_by is not null)
);
select org.make_register('term_assessment', '任期考核');
comment on column term_assessment.post is '任期内职务';
comment on column term_assessment.cadre_id is '干部';
comment on column term_assessment.occasion is '考核时机';
comment on column term_assessment.term_began_on is '任期开始';
comment on column term_assessment.term_ended_on is '任期届满（离任）';
comment on column term_assessment.state is '状态：1 准备 2 已汇总 3 已作结论';
comment on column term_assessment.gathered_on is '汇总日期';
comment on column term_assessment.gathered is '任期内考核结果汇总';
comment on column term_assessment.goal_share is '任期目标平均完成（%）';
comment on column term_assessment.grade is '任期考核等次';
comment on column term_assessment.conclusion is '任期结论';
comment on column term_assessment.decided_on is '决定日期';
comment on column term_assessment.decided_by is '决定机关';
create index on term_assessment (cadre_id) where removed_at is null;
create index on term_assessment (term_ended_on, id) where removed_at is null;
create trigger concluded before update on term_assessment for each row execute function keep_concluded('3', '任期考核已经作出结论，不再改；有错的由决定机关另行更正', '');

create table term_goal (
  goal text not null,
  target text not null,
  achieved text,
  share int check (share between 0 and 200),
  remark text
);
select org.make_child('term_goal', '任期目标', 'term_assessment');
comment on column term_goal.goal is '目标';
comment on column term_goal.target is '任期内要达到';
comment on column term_goal.achieved is '实际完成';
comment on column term_goal.share is '完成（%）';
comment on column term_goal.remark is '说明';
create trigger concluded before insert or update on term_goal for each row execute function keep_concluded('3', '任期考核已经作出结论，目标不再改', '', 'term_assessment');

create table special_project (
  name text not null,
  year int not null check (year between 2000 and 2100),
  kind text not null,
  basis text not null,
  objects text not null,
  began_on date not null,
  ended_on date not null check (ended_on >= began_on),
  lead_office text not null,
  arose_on date,
  plan text,
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  started_on date,
  approved_by text,
  document_no text,
  concluded_on date,
  summary text,
  check (kind <> '2' or arose_on is not null)
);
select org.make_register('special_project', '专项考核项目');
comment on column special_project.name is '专项考核';
comment on column special_project.year is '年度';
comment on column special_project.kind is '类别';
comment on column special_project.basis is '依据';
comment on column special_project.objects is '考核对象';
comment on column special_project.began_on is '自何日起';
comment on column special_project.ended_on is '至何日';
comment on column special_project.lead_office is '牵头单位';
comment on column special_project.arose_on is '急难险重任务发生日期';
comment on column special_project.plan is '考核方案';
comment on column special_project.state is '状态：1 拟列 2 已批准（启动） 3 已有结果 4 不再开展';
comment on column special_project.started_on is '批准（启动）日期';
comment on column special_project.approved_by is '批准机关';
comment on column special_project.document_no is '批准文号';
comment on column special_project.concluded_on is '结果确定日期';
comment on column special_project.summary is '结果摘要';
create index on special_project (year, locality_path) where removed_at is null;
create index on special_project (ended_on, id) where removed_at is null;
create trigger concluded before update on special_project for each row execute function keep_concluded('3', '专项考核结果已经确定，不再改', '');

create table special_note (
  observed_on date not null,
  cadre_id uuid not null,
  place text not null,
  words text not null,
  standing text not null,
  observer text not null
);
select org.make_child('special_note', '专项考核现场记录', 'special_project');
comment on column special_note.observed_on is '日期';
comment on column special_note.cadre_id is '干部';
comment on column special_note.place is '地点、任务';
comment on column special_note.words is '表现';
comment on column special_note.standing is '评价';
comment on column special_note.observer is '记录人';
create index on special_note (cadre_id) where removed_at is null;
create trigger concluded before insert or update on special_note for each row execute function keep_concluded('3', '专项考核结果已经确定，不再补记', '', 'special_project');

create table special_result (
  name text not null,
  cadre_id uuid not null,
  unit_name text,
  notes int not null,
  grade text not null,
  use text not null,
  words text not null
);
select org.make_child('special_result', '专项考核个人结果', 'special_project');
comment on column special_result.name is '姓名';
comment on column special_result.cadre_id is '干部';
comment on column special_result.unit_name is '单位';
comment on column special_result.notes is '现场记录条数';
comment on column special_result.grade is '等次';
comment on column special_result.use is '运用';
comment on column special_result.words is '评语';
create unique index on special_result (special_project_id, cadre_id) where removed_at is null;
create index on special_result (cadre_id) where removed_at is null;
create trigger concluded before insert or update on special_result for each row execute function keep_concluded('3', '专项考核结果已经确定，不再改', '', 'special_project');

create table nomination (
  name text not null,
  cadre_id uuid not null,
  source text not null,
  words text not null,
  noted_on date not null,
  noted_by text not null,
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  followed_on date,
  followed_reason text,
  used_as text,
  check (state = '1' or followed_on is not null and followed_reason is not null)
);
select org.make_register('nomination', '表现突出人选');
comment on column nomination.name is '姓名';
comment on column nomination.cadre_id is '干部';
comment on column nomination.source is '来源';
comment on column nomination.words is '突出表现';
comment on column nomination.noted_on is '提出日期';
comment on column nomination.noted_by is '提出单位';
comment on column nomination.state is '后续：1 待研究 2 已使用 3 暂未使用 4 不适宜';
comment on column nomination.followed_on is '研究日期';
comment on column nomination.followed_reason is '理由';
comment on column nomination.used_as is '使用情况';
create index on nomination (cadre_id) where removed_at is null;
create index on nomination (noted_on, id) where removed_at is null;

create table duty_report (
  title text not null,
  cadre_id uuid not null,
  year int not null check (year between 2000 and 2100),
  due_on date not null,
  assessors text not null,
  state text not null default '1' check (state in ('1', '2', '3', '4', '5')),
  submitted_on date,
  report text,
  readers text,
  appraised_on date,
  issued int,
  returned int,
  valid int,
  good int,
  fair int,
  plain int,
  poor int,
  returned_on date,
  comments text,
  check (issued >= returned and returned >= valid and valid = good + fair + plain + poor),
  check (least(issued, returned, valid, good, fair, plain, poor) >= 0)
);
select org.make_register('duty_report', '述职考核');
comment on column duty_report.title is '述职';
comment on column duty_report.cadre_id is '干部';
comment on column duty_report.year is '年度';
comment on column duty_report.due_on is '交述职报告期限';
comment on column duty_report.assessors is '评议人员范围';
comment on column duty_report.state is '状态：1 待交 2 已交 3 已评议 4 已反馈 5 整改办结';
comment on column duty_report.submitted_on is '交报告日期';
comment on column duty_report.report is '述职报告';
comment on column duty_report.readers is '已阅人';
comment on column duty_report.appraised_on is '评议日期';
comment on column duty_report.issued is '发出';
comment on column duty_report.returned is '收回';
comment on column duty_report.valid is '有效';
comment on column duty_report.good is '好';
comment on column duty_report.fair is '较好';
comment on column duty_report.plain is '一般';
comment on column duty_report.poor is '较差';
comment on column duty_report.returned_on is '反馈日期';
comment on column duty_report.comments is '评议意见';
create index on duty_report (cadre_id) where removed_at is null;
create unique index on duty_report (cadre_id, year, title) where removed_at is null;
create index on duty_report (due_on, id) where removed_at is null;

create table duty_item (
  problem text not null,
  measure text not null,
  due_on date not null,
  done_on date,
  result text,
  check (done_on is null or result is not null)
);
select org.make_child('duty_item', '述职整改事项', 'duty_report');
comment on column duty_item.problem is '评议指出的问题';
comment on column duty_item.measure is '整改措施';
comment on column duty_item.due_on is '整改期限';
comment on column duty_item.done_on is '完成日期';
comment on column duty_item.result is '整改结果';

create table key_work (
  name text not null,
  kind text not null,
  year int not null check (year between 2000 and 2100),
  lead_unit text not null,
  target text not null,
  due_on date not null,
  progress int not null default 0 check (progress between 0 and 100),
  present text,
  reported_on date
);
select org.make_register('key_work', '关键指标和重点项目');
comment on column key_work.name is '名称';
comment on column key_work.kind is '类别';
comment on column key_work.year is '年度';
comment on column key_work.lead_unit is '责任单位';
comment on column key_work.target is '年度目标';
comment on column key_work.due_on is '完成期限';
comment on column key_work.progress is '进度（%）';
comment on column key_work.present is '目前情况';
comment on column key_work.reported_on is '更新日期';
create index on key_work (year, locality_path) where removed_at is null;
create index on key_work (due_on, id) where removed_at is null;

create table key_person (
  cadre_id uuid not null,
  duty text not null,
  since_on date not null,
  until_on date,
  check (until_on >= since_on)
);
select org.make_child('key_person', '指标和项目的责任干部', 'key_work');
comment on column key_person.cadre_id is '干部';
comment on column key_person.duty is '责任';
comment on column key_person.since_on is '自何日起';
comment on column key_person.until_on is '至何日';
create index on key_person (cadre_id) where removed_at is null;

create table outside_item (
  name text not null,
  year int not null check (year between 2000 and 2100),
  field text not null,
  objects text not null,
  weight int not null check (weight between 1 and 100),
  data_source text not null,
  standard text not null,
  proposed_by text not null,
  contact text,
  state text not null default '1' check (state in ('1', '2', '3')),
  decided_on date,
  document_no text,
  decided_words text,
  check (state <> '2' or document_no is not null)
);
select org.make_register('outside_item', '其他工作纳入考核');
comment on column outside_item.name is '考核内容';
comment on column outside_item.year is '考核年度';
comment on column outside_item.field is '工作领域';
comment on column outside_item.objects is '考核对象';
comment on column outside_item.weight is '权重（分）';
comment on column outside_item.data_source is '数据来源';
comment on column outside_item.standard is '评分标准';
comment on column outside_item.proposed_by is '提出单位';
comment on column outside_item.contact is '联系人';
comment on column outside_item.state is '状态：1 待审批 2 已纳入 3 不纳入';
comment on column outside_item.decided_on is '审批日期';
comment on column outside_item.document_no is '批准文号';
comment on column outside_item.decided_words is '审批意见';
create index on outside_item (year, locality_path) where removed_at is null;
create trigger concluded before update on outside_item for each row execute function keep_concluded('2', '已经批准纳入当年考核，考核年度内不改', '');

-- In words for whoever fills in the form.
create function special_in_order() returns trigger language plpgsql as $$
begin
  if new.kind = '2' and new.arose_on is null then
    raise exception '急难险重任务：请填“急难险重任务发生日期”' using errcode = 'OW004';
  elsif new.ended_on < new.began_on then
    raise exception '“至何日”早于“自何日起”，请核对' using errcode = 'OW004';
  end if;
  return new;
end $$;
create trigger in_order before insert or update on special_project for each row execute function special_in_order();

alter table assessment_line add column seen_on date;
comment on column assessment_line.seen_on is '本人已阅日期';
