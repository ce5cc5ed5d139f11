-- Registers of the talent office: targets and evaluation, institutions, referral, flow, stock, projects, contributions, recommendations, facilities, cards, promotion, powers, pilots.
create table strategy (
  title text not null check (title <> ''),
  issuer text not null,
  number text,
  began_on date not null,
  ends_on date not null,
  words text,
  check (ends_on > began_on)
);
select org.make_register('strategy', '人才战略和规划');
comment on column strategy.title is '战略、规划';
comment on column strategy.issuer is '印发机关';
comment on column strategy.number is '文号';
comment on column strategy.began_on is '开始日期';
comment on column strategy.ends_on is '结束日期';
comment on column strategy.words is '主要内容';

create table objective (
  title text not null check (title <> ''),
  strategy_id uuid not null references strategy (id),
  words text
);
select org.make_register('objective', '规划目标');
comment on column objective.title is '目标';
comment on column objective.strategy_id is '战略、规划';
comment on column objective.words is '说明';
create index on objective (strategy_id) where removed_at is null;

create table target (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2100),
  origin text not null default '1',
  document_no text,
  indicator text,
  measure text not null,
  value int not null check (value > 0),
  weight int not null default 0 check (weight between 0 and 100),
  due_on date not null,
  member_unit_id uuid references member_unit (id),
  objective_id uuid references objective (id),
  parent_id uuid,
  state text not null default '1',
  approved_on date,
  edition int not null default 1,
  actual int check (actual >= 0),
  actual_on date,
  evidence text,
  entered_by uuid,
  verified_on date,
  verified_by text,
  check (origin <> '2' or document_no is not null), check (verified_on >= actual_on)
);
select org.make_register('target', '人才工作目标');
alter table target no force row level security;
alter table target add foreign key (parent_id) references target (id);
alter table target force row level security;
comment on column target.title is '目标';
comment on column target.year is '年度';
comment on column target.origin is '1 本级目标 2 上级下达';
comment on column target.document_no is '下达文号';
comment on column target.indicator is '自动取数的指标';
comment on column target.measure is '计量单位';
comment on column target.value is '目标值';
comment on column target.weight is '权重';
comment on column target.due_on is '完成时限';
comment on column target.member_unit_id is '责任单位';
comment on column target.objective_id is '对应的规划目标';
comment on column target.parent_id is '分解自';
comment on column target.state is '1 起草 2 审定';
comment on column target.approved_on is '审定日期';
comment on column target.edition is '第几版';
comment on column target.actual is '实绩';
comment on column target.actual_on is '实绩截至';
comment on column target.evidence is '佐证';
comment on column target.entered_by is '登记人';
comment on column target.verified_on is '核验日期';
comment on column target.verified_by is '核验人';
create index on target (year, id) where removed_at is null;
create index on target (parent_id) where removed_at is null;

-- After approval the terms change by a deed that gives a reason and makes a new edition.
create function target_keeps() returns trigger language plpgsql as $$
begin
  if old.state = '2' and new.edition = old.edition and (new.value, new.weight, new.due_on, new.member_unit_id, new.year, new.indicator, new.measure) is distinct from (old.value, old.weight, old.due_on, old.member_unit_id, old.year, old.indicator, old.measure) then
    raise exception '已经审定，目标值、权重、时限和责任单位请用“调整”，写明理由' using errcode = 'OW003';
  end if;
  return new;
end $$;
create trigger keeps before update on target for each row execute function target_keeps();

create table target_edition (
  edition int not null,
  value int not null,
  weight int not null,
  due_on date not null,
  until_on date not null,
  reason text not null
);
select org.make_child('target_edition', '目标的以前各版', 'target');
comment on column target_edition.edition is '第几版';
comment on column target_edition.value is '目标值';
comment on column target_edition.weight is '权重';
comment on column target_edition.due_on is '完成时限';
comment on column target_edition.until_on is '用到';
comment on column target_edition.reason is '调整理由';

create table target_result (
  title text not null,
  target_id uuid not null references target (id),
  year int not null,
  period text not null,
  member_unit_id uuid references member_unit (id),
  frozen_on date not null,
  value int not null,
  weight int not null,
  actual int not null,
  rate int not null,
  line int not null,
  opinion text,
  opinion_by text,
  feedback_on date
);
select org.make_register('target_result', '目标评估结果');
comment on column target_result.title is '目标';
comment on column target_result.target_id is '目标记录';
comment on column target_result.year is '年度';
comment on column target_result.period is '1 半年 2 全年';
comment on column target_result.member_unit_id is '责任单位';
comment on column target_result.frozen_on is '数据截至';
comment on column target_result.value is '目标值';
comment on column target_result.weight is '权重';
comment on column target_result.actual is '实绩';
comment on column target_result.rate is '完成率（%）';
comment on column target_result.line is '应达到（%）';
comment on column target_result.opinion is '评估意见';
comment on column target_result.opinion_by is '评估人';
comment on column target_result.feedback_on is '反馈日期';
create unique index target_result_one on target_result (target_id, year, period) where removed_at is null;

create table appraisal (
  title text not null,
  member_unit_id uuid not null references member_unit (id),
  year int not null check (year between 2000 and 2100),
  state text not null default '1',
  self_score int check (self_score between 0 and 150),
  self_words text,
  self_by uuid,
  checked_words text,
  target_score int,
  dispatch_score int,
  half_score int,
  bonus int not null default 0,
  deduction int not null default 0,
  item_words text,
  total int,
  grade text,
  decided_on date,
  decision text,
  published_on date,
  appealed_on date,
  appeal text,
  settled_on date,
  settlement text
);
select org.make_register('appraisal', '成员单位年度考评');
comment on column appraisal.title is '考评';
comment on column appraisal.member_unit_id is '成员单位';
comment on column appraisal.year is '年度';
comment on column appraisal.state is '1 自评 2 核验 3 初评 4 审定 5 公布';
comment on column appraisal.self_score is '自评分';
comment on column appraisal.self_words is '自评说明';
comment on column appraisal.self_by is '自评录入人';
comment on column appraisal.checked_words is '核验情况';
comment on column appraisal.target_score is '目标得分';
comment on column appraisal.dispatch_score is '调度报送得分';
comment on column appraisal.half_score is '半年评估得分';
comment on column appraisal.bonus is '加分';
comment on column appraisal.deduction is '减分';
comment on column appraisal.item_words is '加减分事项';
comment on column appraisal.total is '总分';
comment on column appraisal.grade is '档次';
comment on column appraisal.decided_on is '审定日期';
comment on column appraisal.decision is '审定意见';
comment on column appraisal.published_on is '公布日期';
comment on column appraisal.appealed_on is '申诉日期';
comment on column appraisal.appeal is '申诉';
comment on column appraisal.settled_on is '答复日期';
comment on column appraisal.settlement is '申诉处理';
create unique index appraisal_one on appraisal (member_unit_id, year) where removed_at is null;
create index on appraisal (total, id) where removed_at is null;

create table duty_report (
  title text not null,
  member_unit_id uuid not null references member_unit (id),
  year int not null check (year between 2000 and 2100),
  due_on date not null,
  filed_on date,
  words text,
  score int,
  grade text
);
select org.make_register('duty_report', '人才工作述职');
comment on column duty_report.title is '述职';
comment on column duty_report.member_unit_id is '成员单位';
comment on column duty_report.year is '年度';
comment on column duty_report.due_on is '报送期限';
comment on column duty_report.filed_on is '报送日期';
comment on column duty_report.words is '述职报告';
comment on column duty_report.score is '评委平均分';
comment on column duty_report.grade is '档次';
create unique index duty_report_one on duty_report (member_unit_id, year) where removed_at is null;

create table duty_score (
  judge text not null,
  score int not null check (score between 0 and 100),
  words text
);
select org.make_child('duty_score', '述职评分', 'duty_report');
comment on column duty_score.judge is '评委';
comment on column duty_score.score is '评分';
comment on column duty_score.words is '评语';
create unique index duty_score_one on duty_score (duty_report_id, judge) where removed_at is null;

create table upper_grade (
  title text not null,
  year int not null check (year between 2000 and 2100),
  body text not null,
  grade text not null,
  document_no text not null,
  received_on date not null,
  words text
);
select org.make_register('upper_grade', '上级评定的档次');
comment on column upper_grade.title is '考核';
comment on column upper_grade.year is '年度';
comment on column upper_grade.body is '评定机关';
comment on column upper_grade.grade is '档次';
comment on column upper_grade.document_no is '文号';
comment on column upper_grade.received_on is '收到日期';
comment on column upper_grade.words is '说明';

create table governing_body (
  name text not null check (name <> ''),
  leader text not null,
  leader_post text not null,
  office text not null,
  office_head text,
  began_on date not null,
  ends_on date,
  ended_on date,
  statement text,
  signed_on date,
  check (ends_on >= began_on), check (ended_on >= began_on)
);
select org.make_register('governing_body', '人才工作领导机构');
comment on column governing_body.name is '领导机构';
comment on column governing_body.leader is '主要负责人';
comment on column governing_body.leader_post is '职务';
comment on column governing_body.office is '办事机构';
comment on column governing_body.office_head is '办事机构负责人';
comment on column governing_body.began_on is '任期起';
comment on column governing_body.ends_on is '任期止';
comment on column governing_body.ended_on is '撤销日期';
comment on column governing_body.statement is '责任书';
comment on column governing_body.signed_on is '责任书签订日期';

create table institution (
  title text not null check (title <> ''),
  number text not null,
  scope text not null,
  office text not null,
  effective_on date not null,
  review_on date not null,
  reviewed_on date,
  conclusion text,
  words text,
  ended_on date,
  check (review_on > effective_on)
);
select org.make_register('institution', '人才工作制度');
comment on column institution.title is '制度';
comment on column institution.number is '文号';
comment on column institution.scope is '适用范围';
comment on column institution.office is '责任科室';
comment on column institution.effective_on is '施行日期';
comment on column institution.review_on is '下次评估日期';
comment on column institution.reviewed_on is '最近评估日期';
comment on column institution.conclusion is '评估结论';
comment on column institution.words is '评估说明';
comment on column institution.ended_on is '废止日期';

create table referral (
  name text not null check (name <> ''),
  referrer text not null,
  referrer_id uuid references talent (id),
  referred_on date not null,
  domain text not null,
  workplace text,
  stage text not null default '1',
  moved_on date,
  result text,
  introduction_id uuid references introduction (id),
  arrived_on date,
  application_id uuid references application (id)
);
select org.make_register('referral', '以才引才');
select org.make_searchable('referral', 'name');
comment on column referral.name is '被引荐人';
comment on column referral.referrer is '引荐人';
comment on column referral.referrer_id is '引荐人的人才库记录';
comment on column referral.referred_on is '引荐日期';
comment on column referral.domain is '专业领域';
comment on column referral.workplace is '现工作单位';
comment on column referral.stage is '进展';
comment on column referral.moved_on is '最近进展日期';
comment on column referral.result is '结果';
comment on column referral.introduction_id is '引进记录';
comment on column referral.arrived_on is '到岗日期';
comment on column referral.application_id is '奖励申报';
create index on referral (referred_on, id) where removed_at is null;

create table grassroots_flow (
  title text not null check (title <> ''),
  talent_id uuid not null references talent (id),
  from_unit text not null,
  to_unit text not null,
  place_kind text not null,
  form text not null,
  began_on date not null,
  ends_on date not null,
  support text,
  days int not null default 0 check (days >= 0),
  ended_on date,
  outcome text,
  check (ends_on > began_on), check (ended_on >= began_on)
);
select org.make_register('grassroots_flow', '人才向基层流动');
comment on column grassroots_flow.title is '流动';
comment on column grassroots_flow.talent_id is '人才';
comment on column grassroots_flow.from_unit is '从';
comment on column grassroots_flow.to_unit is '到';
comment on column grassroots_flow.place_kind is '去向类别';
comment on column grassroots_flow.form is '方式';
comment on column grassroots_flow.began_on is '开始日期';
comment on column grassroots_flow.ends_on is '约定期满';
comment on column grassroots_flow.support is '支持措施';
comment on column grassroots_flow.days is '已服务天数';
comment on column grassroots_flow.ended_on is '结束日期';
comment on column grassroots_flow.outcome is '期满去留';
create index on grassroots_flow (began_on, id) where removed_at is null;

create table investment_project (
  title text not null check (title <> ''),
  investor text not null,
  employer_id uuid references employer (id),
  industry_id uuid references industry (id),
  amount int not null default 0 check (amount >= 0),
  signed_on date not null,
  landed_on date,
  talent_id uuid references talent (id),
  words text,
  check (landed_on >= signed_on)
);
select org.make_register('investment_project', '双招双引项目');
comment on column investment_project.title is '项目';
comment on column investment_project.investor is '投资方';
comment on column investment_project.employer_id is '落地企业';
comment on column investment_project.industry_id is '所属产业';
comment on column investment_project.amount is '投资额（万元）';
comment on column investment_project.signed_on is '签约日期';
comment on column investment_project.landed_on is '落地日期';
comment on column investment_project.talent_id is '带来项目的人才';
comment on column investment_project.words is '说明';
alter table introduction no force row level security;
alter table investment_project no force row level security;
alter table introduction add project_id uuid references investment_project (id);
alter table introduction force row level security;
alter table investment_project force row level security;
comment on column introduction.project_id is '随项目引进';
create index on introduction (project_id) where removed_at is null;

create table stock_action (
  title text not null check (title <> ''),
  talent_id uuid not null references talent (id),
  form text not null,
  from_post text not null,
  to_post text not null,
  began_on date not null,
  activated_on date,
  result text,
  check (activated_on >= began_on)
);
select org.make_register('stock_action', '存量人才盘活');
comment on column stock_action.title is '盘活';
comment on column stock_action.talent_id is '人才';
comment on column stock_action.form is '方式';
comment on column stock_action.from_post is '原岗位';
comment on column stock_action.to_post is '新的岗位、任务';
comment on column stock_action.began_on is '开始日期';
comment on column stock_action.activated_on is '发挥作用日期';
comment on column stock_action.result is '效果';
create index on stock_action (talent_id) where removed_at is null;

create table contribution (
  title text not null,
  talent_id uuid not null references talent (id),
  year int not null check (year between 2000 and 2100),
  projects text,
  results text,
  trainees int not null default 0 check (trainees >= 0),
  services text,
  advice text,
  filled_on date not null,
  confirmed_on date,
  confirmed_by text,
  check (confirmed_on >= filled_on), check (coalesce(projects, results, services, advice, '') <> '' or trainees > 0)
);
select org.make_register('contribution', '人才作用发挥');
comment on column contribution.title is '作用发挥表';
comment on column contribution.talent_id is '人才';
comment on column contribution.year is '年度';
comment on column contribution.projects is '承担项目';
comment on column contribution.results is '成果';
comment on column contribution.trainees is '带教人数';
comment on column contribution.services is '服务基层、企业';
comment on column contribution.advice is '被采纳的建议';
comment on column contribution.filled_on is '本人填写日期';
comment on column contribution.confirmed_on is '单位确认日期';
comment on column contribution.confirmed_by is '单位确认人';
create unique index contribution_one on contribution (talent_id, year) where removed_at is null;

create table deputy_case (
  title text not null,
  talent_id uuid not null references talent (id),
  post text not null,
  unit text not null,
  conditions text not null,
  recommended_on date not null,
  stage text not null default '1',
  opinion text,
  vetted_on date,
  vetting text,
  proposed_on date,
  decided_on date,
  result text,
  term_from date,
  term_to date,
  check (vetted_on >= recommended_on), check (proposed_on >= vetted_on), check (decided_on >= proposed_on), check (term_to > term_from)
);
select org.make_register('deputy_case', '两代表一委员推荐');
comment on column deputy_case.title is '推荐';
comment on column deputy_case.talent_id is '人才';
comment on column deputy_case.post is '推荐为';
comment on column deputy_case.unit is '推荐单位';
comment on column deputy_case.conditions is '符合的条件';
comment on column deputy_case.recommended_on is '推荐日期';
comment on column deputy_case.stage is '进展';
comment on column deputy_case.opinion is '有关方面意见';
comment on column deputy_case.vetted_on is '考察（联审）日期';
comment on column deputy_case.vetting is '考察（联审）结果';
comment on column deputy_case.proposed_on is '提名日期';
comment on column deputy_case.decided_on is '结果日期';
comment on column deputy_case.result is '结果';
comment on column deputy_case.term_from is '任期起';
comment on column deputy_case.term_to is '任期止';

create table facility (
  name text not null check (name <> ''),
  kind text not null,
  address text not null,
  functions text not null,
  capacity int not null default 0 check (capacity >= 0),
  services text,
  keeper text not null,
  opened_on date,
  ended_on date
);
select org.make_register('facility', '人才载体和设施');
comment on column facility.name is '名称';
comment on column facility.kind is '类别';
comment on column facility.address is '地点';
comment on column facility.functions is '功能';
comment on column facility.capacity is '可容纳（工位、户）';
comment on column facility.services is '现场服务';
comment on column facility.keeper is '管理单位';
comment on column facility.opened_on is '启用日期';
comment on column facility.ended_on is '停用日期';

create table facility_resident (
  name text not null,
  began_on date not null,
  ended_on date,
  seats int not null default 1 check (seats > 0),
  words text,
  check (ended_on >= began_on)
);
select org.make_child('facility_resident', '入驻', 'facility');
comment on column facility_resident.name is '入驻的人才、团队、企业';
comment on column facility_resident.began_on is '入驻日期';
comment on column facility_resident.ended_on is '退出日期';
comment on column facility_resident.seats is '占用（工位、户）';
comment on column facility_resident.words is '说明';

create table facility_event (
  title text not null,
  held_on date not null,
  people int not null default 0 check (people >= 0)
);
select org.make_child('facility_event', '设施里的活动', 'facility');
comment on column facility_event.title is '活动';
comment on column facility_event.held_on is '日期';
comment on column facility_event.people is '参加人数';

create table facility_honour (
  name text not null,
  words text not null,
  shown_on date not null,
  removed_on date
);
select org.make_child('facility_honour', '设施里展示的人物', 'facility');
comment on column facility_honour.name is '人物';
comment on column facility_honour.words is '事迹';
comment on column facility_honour.shown_on is '展示日期';
comment on column facility_honour.removed_on is '撤展日期';

create table environment_item (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2100),
  field text not null,
  standard text not null,
  problem text,
  owner text not null,
  due_on date not null,
  judged text,
  judged_on date,
  result text
);
select org.make_register('environment_item', '人才发展环境清单');
comment on column environment_item.title is '检查项';
comment on column environment_item.year is '年度';
comment on column environment_item.field is '领域';
comment on column environment_item.standard is '应达到';
comment on column environment_item.problem is '问题';
comment on column environment_item.owner is '责任单位';
comment on column environment_item.due_on is '期限';
comment on column environment_item.judged is '结果';
comment on column environment_item.judged_on is '检查日期';
comment on column environment_item.result is '改进情况';
create index on environment_item (year, id) where removed_at is null;

create table courtesy_card (
  title text not null check (title <> ''),
  talent_id uuid not null references talent (id),
  level text not null,
  items text not null,
  valid_from date not null,
  valid_until date not null,
  stopped_on date,
  stop_reason text,
  uses int not null default 0,
  check (valid_until > valid_from)
);
select org.make_register('courtesy_card', '人才服务卡');
comment on column courtesy_card.title is '卡号';
comment on column courtesy_card.talent_id is '持卡人才';
comment on column courtesy_card.level is '等级';
comment on column courtesy_card.items is '礼遇事项';
comment on column courtesy_card.valid_from is '有效期起';
comment on column courtesy_card.valid_until is '有效期止';
comment on column courtesy_card.stopped_on is '停用日期';
comment on column courtesy_card.stop_reason is '停用原因';
comment on column courtesy_card.uses is '使用次数';
create unique index courtesy_card_one on courtesy_card (talent_id) where removed_at is null and stopped_on is null;

create table card_use (
  item text not null,
  used_on date not null,
  place text not null
);
select org.make_child('card_use', '服务卡使用记录', 'courtesy_card');
comment on column card_use.item is '事项';
comment on column card_use.used_on is '日期';
comment on column card_use.place is '地点';

-- Who leaves uses no card any more.
create function card_stops() returns trigger language plpgsql set search_path from current as $$
begin
  update courtesy_card set stopped_on = org.today(), stop_reason = '持卡人不再在岗', version = version + 1 where talent_id = new.id and stopped_on is null;
  return null;
end $$;
create trigger stops_card after update of state on talent for each row when (new.state <> '1' and old.state = '1') execute function card_stops();

create table promotion (
  title text not null check (title <> ''),
  policy_id uuid not null references policy (id),
  channel text not null,
  held_on date not null,
  audience text not null,
  employer_id uuid references employer (id),
  town text,
  reached int not null check (reached >= 0),
  material text,
  visit_id uuid references visit (id),
  recruitment_id uuid references recruitment (id)
);
select org.make_register('promotion', '政策宣传推介');
comment on column promotion.title is '宣传';
comment on column promotion.policy_id is '政策';
comment on column promotion.channel is '方式';
comment on column promotion.held_on is '日期';
comment on column promotion.audience is '对象';
comment on column promotion.employer_id is '企业、学校';
comment on column promotion.town is '乡镇（街道）';
comment on column promotion.reached is '覆盖人数';
comment on column promotion.material is '材料';
comment on column promotion.visit_id is '走访';
comment on column promotion.recruitment_id is '招引活动';
create index on promotion (held_on, id) where removed_at is null;

create table awareness_wave (
  title text not null check (title <> ''),
  policy_id uuid not null references policy (id),
  held_on date not null,
  questions int not null check (questions between 1 and 50),
  words text
);
select org.make_register('awareness_wave', '政策知晓调查');
comment on column awareness_wave.title is '调查';
comment on column awareness_wave.policy_id is '政策';
comment on column awareness_wave.held_on is '日期';
comment on column awareness_wave.questions is '题数';
comment on column awareness_wave.words is '问题';
create index on awareness_wave (held_on, id) where removed_at is null;

create table awareness_answer (
  audience text not null,
  known int not null check (known >= 0),
  number text not null
);
select org.make_child('awareness_answer', '知晓调查的答卷', 'awareness_wave');
comment on column awareness_answer.audience is '对象';
comment on column awareness_answer.known is '答对（知道）题数';
comment on column awareness_answer.number is '答卷号（不记姓名）';

create table talent_power (
  title text not null check (title <> ''),
  state text not null,
  holder text not null,
  receiver text,
  document_no text not null,
  changed_on date not null,
  checked_on date,
  finding text,
  check (state <> '2' or receiver is not null)
);
select org.make_register('talent_power', '人才管理权限');
comment on column talent_power.title is '权限';
comment on column talent_power.state is '状态';
comment on column talent_power.holder is '原管理部门';
comment on column talent_power.receiver is '承接单位';
comment on column talent_power.document_no is '依据';
comment on column talent_power.changed_on is '调整日期';
comment on column talent_power.checked_on is '最近检查日期';
comment on column talent_power.finding is '最近检查结论';

create table power_check (
  words text not null,
  checked_on date not null,
  checker text not null,
  finding text not null
);
select org.make_child('power_check', '下放权限运行检查', 'talent_power');
comment on column power_check.words is '运行情况';
comment on column power_check.checked_on is '日期';
comment on column power_check.checker is '检查人';
comment on column power_check.finding is '结论';

create table policy_pilot (
  title text not null check (title <> ''),
  policy_id uuid references policy (id),
  aim text not null,
  scope text not null,
  unit text not null,
  began_on date not null,
  ends_on date not null,
  review_on date not null,
  effect text,
  measured int check (measured >= 0),
  measure text,
  conclusion text,
  concluded_on date,
  words text,
  check (ends_on > began_on), check (review_on > began_on), check (concluded_on >= began_on)
);
select org.make_register('policy_pilot', '人才政策试点');
comment on column policy_pilot.title is '试点';
comment on column policy_pilot.policy_id is '政策';
comment on column policy_pilot.aim is '目的';
comment on column policy_pilot.scope is '范围';
comment on column policy_pilot.unit is '实施单位';
comment on column policy_pilot.began_on is '开始日期';
comment on column policy_pilot.ends_on is '结束日期';
comment on column policy_pilot.review_on is '评估日期';
comment on column policy_pilot.effect is '效果';
comment on column policy_pilot.measured is '效果数值';
comment on column policy_pilot.measure is '效果单位';
comment on column policy_pilot.conclusion is '结论';
comment on column policy_pilot.concluded_on is '结论日期';
comment on column policy_pilot.words is '结论说明';

alter table dispatch add cost int not null default 0 check (cost >= 0), add insurance text, add letter_no text;
comment on column dispatch.cost is '服务经费（元）';
comment on column dispatch.insurance is '保险';
comment on column dispatch.letter_no is '任务函号';
