-- 带头人: leaders of villages and communities on their cards, those who are to follow them, term elections, what must be settled before.

alter table organisation add column is_village boolean not null default false;
comment on column organisation.is_village is '村（社区）党组织';
create index on organisation (locality_path, rank_order, id) where is_village and removed_at is null;
-- Which organisation is the village's own follows from where it is: the first of the countryside or a community that is at home in a village and has nothing above it there.
-- Whoever imports a list need not know; whoever knows better says so on the record afterwards.
create function village_of_its_own() returns trigger language plpgsql as $$
declare
  home text := org.home_of(new.locality_path);
begin
  new.is_village := (select kind = 5 from org.locality where path = home)
    and not exists (select from grassroots.organisation o where o.id = new.parent_id and org.home_of(o.locality_path) = home)
    and not exists (select from grassroots.organisation o where o.locality_path >= home and o.locality_path < org.upper_bound(home) and o.is_village and o.abolished_on is null and o.removed_at is null);
  return new;
end $$;
create trigger village_new before insert on organisation for each row when (not new.is_village and new.unit_id is null and new.sphere in ('1', '2') and new.kind in ('611', '621', '631')) execute function village_of_its_own();


create table village_cadre (
  name text not null,
  organisation_id uuid not null references organisation (id),
  party_post text,
  committee_post text,
  is_member boolean not null default false,
  education text,
  source text,
  is_full_time boolean not null default true,
  began_on date not null,
  secretary_since_on date,
  filing_no text,
  filed_on date,
  last_grade text,
  graded_year int,
  left_on date,
  left_kind text,
  left_words text,
  phone text,
  remark text,
  check (left_on >= began_on)
);
select org.make_register('village_cadre', '村（社区）“两委”干部');
select org.make_person_register('village_cadre');
select org.make_following('village_cadre', 'organisation', 'organisation_id');
select org.make_searchable('village_cadre', 'name');
comment on column village_cadre.name is '姓名';
comment on column village_cadre.organisation_id is '村（社区）党组织';
comment on column village_cadre.party_post is '党组织职务，1 书记 2 副书记 3 委员，空为没有';
comment on column village_cadre.committee_post is '村（居）委会职务，1 主任 2 副主任 3 委员，空为没有';
comment on column village_cadre.is_member is '中共党员';
comment on column village_cadre.education is '学历';
comment on column village_cadre.source is '来源';
comment on column village_cadre.is_full_time is '专职';
comment on column village_cadre.began_on is '进入“两委”日期';
comment on column village_cadre.secretary_since_on is '任书记日期';
comment on column village_cadre.filing_no is '县级备案号';
comment on column village_cadre.filed_on is '县级备案日期';
comment on column village_cadre.last_grade is '最近年度考核等次';
comment on column village_cadre.graded_year is '最近考核年度';
comment on column village_cadre.left_on is '离任日期';
comment on column village_cadre.left_kind is '离任原因';
comment on column village_cadre.left_words is '离任说明和依据';
comment on column village_cadre.phone is '联系电话';
select org.make_sensitive('village_cadre', 'phone');
comment on column village_cadre.remark is '备注';
create index on village_cadre (organisation_id, rank_order, id) where removed_at is null;
create index on village_cadre (birth_on, id) where removed_at is null;
create index on village_cadre (began_on, id) where removed_at is null;
select org.make_effective('village_cadre', 'began_on', array['person_id', 'name', 'name_pinyin', 'name_initials', 'sex', 'birth_on', 'nation', 'identity_mask', 'began_on'], array['phone']);

-- 一肩挑 stands on the organisation as well and follows from who holds both posts today.
create function follow_one_shoulder() returns trigger language plpgsql as $$
begin
  update grassroots.organisation o set is_one_shoulder = s.is_so, version = o.version + 1
  from (select exists (select from grassroots.village_cadre c where c.organisation_id = new.organisation_id and c.party_post = '1' and c.committee_post = '1' and c.left_on is null and c.removed_at is null) as is_so) s
  where o.id = new.organisation_id and o.is_one_shoulder <> s.is_so;
  return null;
end $$;
create trigger follow_one_shoulder after insert or update of party_post, committee_post, left_on, removed_at, organisation_id on village_cadre for each row execute function follow_one_shoulder();

create table cadre_material (
  material text not null,
  is_present boolean not null default false,
  kept_at text,
  checked_on date not null default org.today(),
  remark text
);
select org.make_child('cadre_material', '村干部人事档案材料', 'village_cadre');
comment on column cadre_material.material is '材料';
comment on column cadre_material.is_present is '在档';
comment on column cadre_material.kept_at is '保管单位';
comment on column cadre_material.checked_on is '核对日期';
comment on column cadre_material.remark is '说明';
select org.make_effective('cadre_material', 'checked_on', '{}', '{}');
create index on cadre_material_history (village_cadre_id, rank_order, id);
create unique index on cadre_material (village_cadre_id, material) where removed_at is null;

create table cadre_loan (
  borrowed_on date not null,
  borrower text not null,
  purpose text not null,
  due_on date not null,
  returned_on date,
  check (due_on >= borrowed_on), check (returned_on >= borrowed_on)
);
select org.make_child('cadre_loan', '村干部人事档案借阅', 'village_cadre');
comment on column cadre_loan.borrowed_on is '借出日期';
comment on column cadre_loan.borrower is '借阅人';
comment on column cadre_loan.purpose is '事由';
comment on column cadre_loan.due_on is '应还日期';
comment on column cadre_loan.returned_on is '归还日期';
select org.make_effective('cadre_loan', 'borrowed_on', '{}', '{}');
create index on cadre_loan_history (village_cadre_id, rank_order, id);

create table cadre_assessment (
  year int not null check (year between 2000 and 2100),
  township_score int not null check (township_score between 0 and 100),
  member_score int not null check (member_score between 0 and 100),
  resident_score int not null check (resident_score between 0 and 100),
  score int not null,
  grade text not null,
  assessed_on date not null,
  feedback text
);
select org.make_child('cadre_assessment', '村干部年度考核', 'village_cadre');
comment on column cadre_assessment.year is '年度';
comment on column cadre_assessment.township_score is '乡镇评分';
comment on column cadre_assessment.member_score is '党员评分';
comment on column cadre_assessment.resident_score is '群众评分';
comment on column cadre_assessment.score is '得分';
comment on column cadre_assessment.grade is '等次';
comment on column cadre_assessment.assessed_on is '考核日期';
comment on column cadre_assessment.feedback is '反馈意见';
select org.make_effective('cadre_assessment', 'assessed_on', '{}', '{}');
create index on cadre_assessment_history (village_cadre_id, rank_order, id);
create unique index on cadre_assessment (village_cadre_id, year) where removed_at is null;

create table cadre_insurance (
  year int not null check (year between 2000 and 2100),
  kind text not null,
  standard int not null default 0 check (standard >= 0),
  paid int not null default 0 check (paid >= 0),
  enrolled_on date not null,
  remark text
);
select org.make_child('cadre_insurance', '村干部养老、医疗保险补助', 'village_cadre');
comment on column cadre_insurance.year is '年度';
comment on column cadre_insurance.kind is '险种';
comment on column cadre_insurance.standard is '补助标准（元）';
comment on column cadre_insurance.paid is '已补助（元）';
comment on column cadre_insurance.enrolled_on is '参保（缴费）日期';
comment on column cadre_insurance.remark is '说明';
select org.make_effective('cadre_insurance', 'enrolled_on', '{}', '{}');
create index on cadre_insurance_history (village_cadre_id, rank_order, id);
create unique index on cadre_insurance (village_cadre_id, year, kind) where removed_at is null;

create table cadre_training (
  title text not null,
  level text not null,
  began_on date not null,
  hours int not null check (hours between 0 and 2000),
  result text
);
select org.make_child('cadre_training', '村干部培训', 'village_cadre');
comment on column cadre_training.title is '培训班';
comment on column cadre_training.level is '举办层级';
comment on column cadre_training.began_on is '开班日期';
comment on column cadre_training.hours is '学时';
comment on column cadre_training.result is '考核结果';
select org.make_effective('cadre_training', 'began_on', '{}', '{}');
create index on cadre_training_history (village_cadre_id, rank_order, id);

create table cadre_honour (
  title text not null,
  level text not null,
  awarded_on date not null,
  authority text
);
select org.make_child('cadre_honour', '村干部荣誉', 'village_cadre');
comment on column cadre_honour.title is '荣誉';
comment on column cadre_honour.level is '级别';
comment on column cadre_honour.awarded_on is '授予日期';
comment on column cadre_honour.authority is '授予机关';
select org.make_effective('cadre_honour', 'awarded_on', '{}', '{}');
create index on cadre_honour_history (village_cadre_id, rank_order, id);

create table cadre_pay_standard (
  year int not null check (year between 2000 and 2100),
  post text not null,
  amount int not null check (amount > 0),
  document_no text
);
select org.make_register('cadre_pay_standard', '村干部报酬标准');
comment on column cadre_pay_standard.year is '年度';
comment on column cadre_pay_standard.post is '岗位';
comment on column cadre_pay_standard.amount is '每月（元）';
comment on column cadre_pay_standard.document_no is '文号';
create unique index on cadre_pay_standard (locality_path, year, post) where removed_at is null;
-- The standards of the county are read in its townships.
select org.make_known_below('cadre_pay_standard');

create table cadre_pay (
  name text not null,
  village_cadre_id uuid not null references village_cadre (id),
  organisation_id uuid not null references organisation (id),
  month date not null check (extract(day from month) = 1),
  due int not null check (due >= 0),
  due_on date not null,
  paid int check (paid between 0 and due),
  paid_on date,
  reason text,
  check ((paid is null) = (paid_on is null))
);
select org.make_register('cadre_pay', '村干部报酬发放');
select org.make_following('cadre_pay', 'organisation', 'organisation_id');
comment on column cadre_pay.name is '姓名';
comment on column cadre_pay.village_cadre_id is '村干部';
comment on column cadre_pay.organisation_id is '村（社区）党组织';
comment on column cadre_pay.month is '月份';
comment on column cadre_pay.due is '应发（元）';
comment on column cadre_pay.due_on is '应发日期';
comment on column cadre_pay.paid is '实发（元）';
comment on column cadre_pay.paid_on is '发放日期';
comment on column cadre_pay.reason is '迟发、少发原因';
create unique index on cadre_pay (village_cadre_id, month) where removed_at is null;
create index on cadre_pay (month, id) where removed_at is null;
create index on cadre_pay (organisation_id, rank_order, id) where removed_at is null;

create table village_candidate (
  name text not null,
  organisation_id uuid not null references organisation (id),
  aim text,
  is_reserve boolean not null default false,
  source text not null,
  is_member boolean not null default false,
  education text,
  mentor text,
  tryout text,
  listed_on date not null,
  reviewed_on date,
  review_words text,
  left_on date,
  left_words text,
  passed_on date,
  appointed_on date,
  phone text,
  remark text,
  check (left_on >= listed_on)
);
select org.make_register('village_candidate', '村（社区）干部人选和后备人才');
select org.make_person_register('village_candidate');
select org.make_following('village_candidate', 'organisation', 'organisation_id');
select org.make_searchable('village_candidate', 'name');
comment on column village_candidate.name is '姓名';
comment on column village_candidate.organisation_id is '村（社区）党组织';
comment on column village_candidate.aim is '人选职务，空为没有列为人选';
comment on column village_candidate.is_reserve is '村级后备人才';
comment on column village_candidate.source is '来源';
comment on column village_candidate.is_member is '中共党员';
comment on column village_candidate.education is '学历';
comment on column village_candidate.mentor is '帮带人';
comment on column village_candidate.tryout is '跟班、试岗岗位';
comment on column village_candidate.listed_on is '列入日期';
comment on column village_candidate.reviewed_on is '最近年度评议日期';
comment on column village_candidate.review_words is '年度评议意见';
comment on column village_candidate.left_on is '退出日期';
comment on column village_candidate.left_words is '退出原因';
comment on column village_candidate.passed_on is '联审通过日期';
comment on column village_candidate.appointed_on is '任用日期';
comment on column village_candidate.phone is '联系电话';
select org.make_sensitive('village_candidate', 'phone');
comment on column village_candidate.remark is '备注';
create index on village_candidate (organisation_id, rank_order, id) where removed_at is null;
create index on village_candidate (birth_on, id) where removed_at is null;
create index on village_candidate (listed_on, id) where removed_at is null;

create table election (
  name text not null,
  organisation_id uuid not null references organisation (id),
  form text not null default '1',
  planned_on date not null,
  seats int not null check (seats between 1 and 60),
  years int not null check (years between 1 and 10),
  state text not null default '1',
  held_on date,
  remark text
);
select org.make_register('election', '党组织换届选举');
select org.make_following('election', 'organisation', 'organisation_id');
comment on column election.name is '名称';
comment on column election.organisation_id is '党组织';
comment on column election.form is '选举方式';
comment on column election.planned_on is '计划选举日期';
comment on column election.seats is '应选名额';
comment on column election.years is '新一届任期（年）';
comment on column election.state is '进展';
comment on column election.held_on is '选举日期';
comment on column election.remark is '说明';
create index on election (organisation_id, rank_order, id) where removed_at is null;
create index on election (planned_on, id) where removed_at is null;
create unique index on election (organisation_id) where state in ('1', '2') and removed_at is null;

create table election_candidate (
  member_id uuid not null references member (id),
  name text not null,
  post text not null default '002A',
  duty text,
  votes int check (votes >= 0),
  result text,
  is_written_in boolean not null default false
);
select org.make_child('election_candidate', '换届选举候选人', 'election');
comment on column election_candidate.member_id is '党员';
comment on column election_candidate.name is '姓名';
comment on column election_candidate.post is '拟任职务';
comment on column election_candidate.duty is '分工';
comment on column election_candidate.votes is '赞成票';
comment on column election_candidate.result is '结果';
comment on column election_candidate.is_written_in is '另选他人';
create unique index on election_candidate (election_id, member_id) where removed_at is null;

create table election_absence (
  member_id uuid not null references member (id),
  name text not null,
  reason text not null
);
select org.make_child('election_absence', '不计入应到会的党员', 'election');
comment on column election_absence.member_id is '党员';
comment on column election_absence.name is '姓名';
comment on column election_absence.reason is '不计入应到会的情形';
create unique index on election_absence (election_id, member_id) where removed_at is null;

create table election_risk (
  words text not null,
  organisation_id uuid not null references organisation (id),
  kind text not null,
  is_severe boolean not null default false,
  found_on date not null,
  solver text not null,
  due_on date not null,
  closed_on date,
  result text,
  check (due_on >= found_on), check (closed_on >= found_on)
);
select org.make_register('election_risk', '换届突出问题');
select org.make_following('election_risk', 'organisation', 'organisation_id');
comment on column election_risk.words is '问题';
comment on column election_risk.organisation_id is '村（社区）党组织';
comment on column election_risk.kind is '类型';
comment on column election_risk.is_severe is '严重';
comment on column election_risk.found_on is '发现日期';
comment on column election_risk.solver is '包保责任人';
comment on column election_risk.due_on is '化解期限';
comment on column election_risk.closed_on is '化解日期';
comment on column election_risk.result is '化解结果';
create index on election_risk (organisation_id, rank_order, id) where removed_at is null;
create index on election_risk (due_on, id) where removed_at is null;

-- 从四类人员中选拔: a round with its conditions, who applied, the marks, who was selected.
create table promotion_round (
  title text not null check (title <> ''),
  kind text not null check (kind in ('1', '2')),
  document_no text,
  places int not null check (places > 0),
  opened_on date not null,
  apply_until date not null check (apply_until >= opened_on),
  min_years int not null check (min_years >= 0),
  min_excellent int not null default 0 check (min_excellent >= 0),
  min_honours int not null default 0 check (min_honours >= 0),
  max_age int not null check (max_age between 18 and 70),
  education text not null,
  remark text
);
select org.make_register('promotion_round', '考录选拔批次');
select org.make_known_below('promotion_round');
comment on column promotion_round.title is '批次';
comment on column promotion_round.kind is '种类：1 考试录用事业编制人员 2 选拔乡镇领导干部';
comment on column promotion_round.document_no is '文号';
comment on column promotion_round.places is '名额';
comment on column promotion_round.opened_on is '开始日期（条件算到这一天）';
comment on column promotion_round.apply_until is '报名截止';
comment on column promotion_round.min_years is '任村书记满（年）';
comment on column promotion_round.min_excellent is '年度考核优秀（次）';
comment on column promotion_round.min_honours is '县级以上荣誉（次）';
comment on column promotion_round.max_age is '年龄不超过（周岁）';
comment on column promotion_round.education is '最低学历';
comment on column promotion_round.remark is '说明';
create index on promotion_round (opened_on, id) where removed_at is null;

create table promotion_applicant (
  name text not null,
  promotion_round_id uuid not null references promotion_round (id),
  source text not null,
  village_cadre_id uuid references village_cadre (id),
  work_unit text,
  applied_on date not null,
  written int check (written between 0 and 100),
  interview int check (interview between 0 and 100),
  total int,
  selected_on date,
  document_no text,
  check ((selected_on is null) = (document_no is null))
);
select org.make_register('promotion_applicant', '考录选拔报名');
comment on column promotion_applicant.name is '姓名';
comment on column promotion_applicant.promotion_round_id is '批次';
comment on column promotion_applicant.source is '来源';
comment on column promotion_applicant.village_cadre_id is '村（社区）干部';
comment on column promotion_applicant.work_unit is '单位职务';
comment on column promotion_applicant.applied_on is '报名日期';
comment on column promotion_applicant.written is '笔试成绩';
comment on column promotion_applicant.interview is '面试成绩';
comment on column promotion_applicant.total is '综合成绩';
comment on column promotion_applicant.selected_on is '录用（选拔）日期';
comment on column promotion_applicant.document_no is '录用（任职）文号';
select org.make_searchable('promotion_applicant', 'name');
create unique index on promotion_applicant (promotion_round_id, village_cadre_id) where village_cadre_id is not null and removed_at is null;
create index on promotion_applicant (promotion_round_id, total) where removed_at is null;
create index on promotion_applicant (applied_on, id) where removed_at is null;
