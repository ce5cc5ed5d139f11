-- 事业单位岗位空缺表 and the rounds that fill them: 专业性岗位选聘, 研究生选聘, 在外大学生回村（社区）招聘, with posts, candidates and yearly follow-up.
create table institution_post (
  title text not null check (title <> ''),
  employer_id uuid not null references employer (id),
  system text not null,
  grade text not null,
  domain text not null,
  approved int not null check (approved >= 0),
  occupied int not null default 0 check (occupied >= 0),
  vacant int not null generated always as (approved - occupied) stored,
  counted_on date not null
);
select org.make_register('institution_post', '事业单位岗位');
comment on column institution_post.title is '岗位';
comment on column institution_post.employer_id is '单位';
comment on column institution_post.system is '系统';
comment on column institution_post.grade is '岗位等级';
comment on column institution_post.domain is '专业领域';
comment on column institution_post.approved is '核定岗位数';
comment on column institution_post.occupied is '已聘';
comment on column institution_post.vacant is '空缺（由系统计算）';
comment on column institution_post.counted_on is '核对日期';
create index on institution_post (employer_id) where removed_at is null;

create table selection (
  title text not null check (title <> ''),
  kind text not null,
  year int not null check (year between 2000 and 2100),
  document_no text,
  stage text not null default '1',
  announced_on date,
  announced_at text,
  apply_until date,
  qualified_on date,
  tested_on date,
  interviewed_on date,
  vetted_on date,
  published_on date,
  publish_until date,
  closed_on date,
  stage_on date,
  remark text,
  check (apply_until >= announced_on), check (publish_until > published_on)
);
select org.make_register('selection', '选聘批次');
comment on column selection.title is '批次';
comment on column selection.kind is '1 事业单位专业性岗位选聘 2 研究生选聘 3 在外大学生回村（社区）招聘';
comment on column selection.year is '年度';
comment on column selection.document_no is '方案文号';
comment on column selection.stage is '进展';
comment on column selection.announced_on is '公告日期';
comment on column selection.announced_at is '公告载体';
comment on column selection.apply_until is '报名截止';
comment on column selection.qualified_on is '资格审查完成';
comment on column selection.tested_on is '笔试';
comment on column selection.interviewed_on is '面试';
comment on column selection.vetted_on is '体检考察完成';
comment on column selection.published_on is '公示开始';
comment on column selection.publish_until is '公示截止';
comment on column selection.closed_on is '聘用完成';
comment on column selection.stage_on is '最近一步日期';
comment on column selection.remark is '说明';
create index on selection (year, id) where removed_at is null;

create table selection_post (
  title text not null check (title <> ''),
  selection_id uuid not null references selection (id),
  institution_post_id uuid references institution_post (id),
  unit text not null,
  system text not null,
  wanted int not null default 1 check (wanted > 0),
  filled int not null default 0 check (filled >= 0),
  conditions text not null
);
select org.make_register('selection_post', '选聘岗位');
comment on column selection_post.title is '岗位';
comment on column selection_post.selection_id is '批次';
comment on column selection_post.institution_post_id is '岗位空缺表的岗位';
comment on column selection_post.unit is '用人单位（部门、村）';
comment on column selection_post.system is '系统';
comment on column selection_post.wanted is '招聘人数';
comment on column selection_post.filled is '已聘用';
comment on column selection_post.conditions is '报考条件';
create index on selection_post (selection_id) where removed_at is null;

create table selection_candidate (
  name text not null,
  selection_id uuid not null references selection (id),
  selection_post_id uuid not null references selection_post (id),
  sex text,
  birth_on date,
  native_place text,
  politics text,
  education text not null,
  study_kind text,
  degree text,
  school text not null,
  phone text,
  applied_on date not null,
  stage text not null default '1',
  check_words text,
  test_score numeric(5, 2) check (test_score between 0 and 100),
  interview_score numeric(5, 2) check (interview_score between 0 and 100),
  total numeric(5, 2) generated always as (coalesce(test_score, interview_score) / 2 + coalesce(interview_score, test_score) / 2) stored,
  health text,
  vetting text,
  vetted_on date,
  appointed_on date,
  appointed_to text,
  appointment_no text,
  follow_due_on date,
  ended_on date,
  ended_reason text
);
select org.make_register('selection_candidate', '选聘报名人');
select org.make_searchable('selection_candidate', 'name');
comment on column selection_candidate.name is '姓名';
comment on column selection_candidate.selection_id is '批次';
comment on column selection_candidate.selection_post_id is '报考岗位';
comment on column selection_candidate.sex is '性别';
comment on column selection_candidate.birth_on is '出生日期';
comment on column selection_candidate.native_place is '籍贯';
comment on column selection_candidate.politics is '政治面貌';
comment on column selection_candidate.education is '学历';
comment on column selection_candidate.study_kind is '教育类别';
comment on column selection_candidate.degree is '学位';
comment on column selection_candidate.school is '毕业院校及专业';
comment on column selection_candidate.phone is '联系电话';
select org.make_sensitive('selection_candidate', 'phone');
comment on column selection_candidate.applied_on is '报名日期';
comment on column selection_candidate.stage is '进展';
comment on column selection_candidate.check_words is '资格审查情况';
comment on column selection_candidate.test_score is '笔试成绩';
comment on column selection_candidate.interview_score is '面试成绩';
comment on column selection_candidate.total is '综合成绩（由系统计算）';
comment on column selection_candidate.health is '体检';
comment on column selection_candidate.vetting is '考察（政审）';
comment on column selection_candidate.vetted_on is '体检考察日期';
comment on column selection_candidate.appointed_on is '聘用（任职）日期';
comment on column selection_candidate.appointed_to is '去向';
comment on column selection_candidate.appointment_no is '聘用（任职）文号';
comment on column selection_candidate.follow_due_on is '下次跟踪';
comment on column selection_candidate.ended_on is '离开日期';
comment on column selection_candidate.ended_reason is '离开原因';
create index on selection_candidate (selection_post_id) where removed_at is null;
create index on selection_candidate (selection_id) where removed_at is null;

create table selection_follow_up (
  words text not null,
  followed_on date not null,
  by_name text not null,
  result text not null
);
select org.make_child('selection_follow_up', '聘用后跟踪', 'selection_candidate');
comment on column selection_follow_up.words is '思想、工作、生活情况';
comment on column selection_follow_up.followed_on is '日期';
comment on column selection_follow_up.by_name is '跟踪人';
comment on column selection_follow_up.result is '评价';
