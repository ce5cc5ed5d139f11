-- 党员教育: teachers, teaching places, drives that must reach everybody meant, classes, and what each member has studied.
create table teacher (
  name text not null,
  work_unit text,
  title text,
  subjects text not null,
  remark text
);
select org.make_register('teacher', '党员教育师资');
select org.make_searchable('teacher', 'name');
comment on column teacher.name is '姓名';
comment on column teacher.work_unit is '单位';
comment on column teacher.title is '职务、职称';
comment on column teacher.subjects is '主讲课程';
comment on column teacher.remark is '备注';

create table teaching_place (
  name text not null,
  kind text not null,
  capacity int check (capacity > 0),
  courses text,
  guide text,
  phone text,
  address text,
  equipment text,
  tested_on date,
  is_working boolean,
  remark text
);
select org.make_register('teaching_place', '党员教育阵地');
comment on column teaching_place.name is '名称';
comment on column teaching_place.kind is '类型';
comment on column teaching_place.capacity is '可容纳（人）';
comment on column teaching_place.courses is '课程、主题';
comment on column teaching_place.guide is '联系人（讲解员）';
comment on column teaching_place.phone is '联系电话';
select org.make_sensitive('teaching_place', 'phone');
comment on column teaching_place.address is '地址';
comment on column teaching_place.equipment is '设备';
comment on column teaching_place.tested_on is '最近检测日期';
comment on column teaching_place.is_working is '检测能用';
comment on column teaching_place.remark is '备注';

create table place_visit (
  visited_on date not null,
  organisation text not null,
  people int not null check (people > 0),
  words text,
  held boolean not null default false
);
select org.make_child('place_visit', '阵地预约和参观', 'teaching_place');
comment on column place_visit.visited_on is '日期';
comment on column place_visit.organisation is '党组织';
comment on column place_visit.people is '人数';
comment on column place_visit.words is '内容';
comment on column place_visit.held is '已到访';
create index on place_visit (teaching_place_id, visited_on) where removed_at is null;

create table drive (
  title text not null,
  category text not null,
  target text not null,
  least_level text not null default '4',
  document_no text,
  began_on date not null,
  due_on date not null,
  closed_on date,
  remark text,
  check (due_on >= began_on), check (closed_on >= began_on)
);
select org.make_register('drive', '全覆盖培训专题');
-- A drive of the county is read in its townships and branches.
select org.make_known_below('drive');
comment on column drive.title is '专题';
comment on column drive.category is '教育类别';
comment on column drive.target is '培训对象';
comment on column drive.least_level is '至少由哪一级举办';
comment on column drive.document_no is '文号';
comment on column drive.began_on is '开始日期';
comment on column drive.due_on is '完成期限';
comment on column drive.closed_on is '结束日期';
comment on column drive.remark is '说明';
create index on drive (due_on, id) where removed_at is null;

create table training_class (
  name text not null,
  organisation_id uuid not null references organisation (id),
  kind text not null,
  category text not null,
  level text not null,
  drive_id uuid references drive (id),
  teaching_place_id uuid references teaching_place (id),
  teacher_id uuid references teacher (id),
  began_on date not null,
  ended_on date not null,
  hours int not null check (hours between 1 and 2000),
  seats int check (seats > 0),
  outline text,
  answers int check (answers >= 0),
  useful int check (useful >= 0),
  prepared int check (prepared >= 0),
  again int check (again >= 0),
  check (ended_on >= began_on), check (useful <= answers and prepared <= answers and again <= answers)
);
select org.make_register('training_class', '党员教育培训班');
select org.make_following('training_class', 'organisation', 'organisation_id');
comment on column training_class.name is '培训班';
comment on column training_class.organisation_id is '举办党组织';
comment on column training_class.kind is '种类';
comment on column training_class.category is '教育类别';
comment on column training_class.level is '举办层级';
comment on column training_class.drive_id is '全覆盖专题';
comment on column training_class.teaching_place_id is '地点';
comment on column training_class.teacher_id is '主讲';
comment on column training_class.began_on is '开班日期';
comment on column training_class.ended_on is '结束日期';
comment on column training_class.hours is '学时';
comment on column training_class.seats is '计划人数';
comment on column training_class.outline is '课程安排';
comment on column training_class.answers is '收回评价（份）';
comment on column training_class.useful is '评价有用（份）';
comment on column training_class.prepared is '评价准备充分（份）';
comment on column training_class.again is '愿意再听（份）';
create index on training_class (began_on, id) where removed_at is null;
create index on training_class (organisation_id, rank_order, id) where removed_at is null;
create index on training_class (drive_id) where removed_at is null;

-- Lies with the member's branch, wherever the class was held: the branch sees what its members have studied.
create table study (
  title text not null,
  member_id uuid not null references member (id),
  organisation_id uuid not null references organisation (id),
  class_id uuid references training_class (id),
  drive_id uuid references drive (id),
  category text not null,
  level text not null,
  studied_on date not null,
  hours int not null check (hours between 1 and 2000),
  score int check (score between 0 and 100),
  words text
);
select org.make_register('study', '党员学习台账');
select org.make_following('study', 'organisation', 'organisation_id');
comment on column study.title is '内容（培训班、书目）';
comment on column study.member_id is '党员';
comment on column study.organisation_id is '党支部';
comment on column study.class_id is '培训班';
comment on column study.drive_id is '全覆盖专题';
comment on column study.category is '教育类别';
comment on column study.level is '举办层级';
comment on column study.studied_on is '日期';
comment on column study.hours is '学时';
comment on column study.score is '成绩';
comment on column study.words is '说明';
create index on study (member_id, studied_on) where removed_at is null;
create index on study (studied_on, id) where removed_at is null;
create index on study (organisation_id, rank_order, id) where removed_at is null;
create index on study (drive_id, member_id) where removed_at is null;
create unique index study_once on study (class_id, member_id) where removed_at is null and class_id is not null;

-- What a county has set to be studied, and which branch has done it by which meeting or class; who was trained at a base.
create table study_topic (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2200),
  programme text,
  readings text not null,
  education text not null,
  audience text not null,
  began_on date not null,
  due_on date not null check (due_on >= began_on),
  document_no text
);
select org.make_register('study_topic', '学习计划专题');
comment on column study_topic.title is '专题';
comment on column study_topic.year is '年度';
comment on column study_topic.programme is '所属安排';
comment on column study_topic.readings is '必读书目、材料';
comment on column study_topic.education is '教育类别';
comment on column study_topic.audience is '对象';
comment on column study_topic.began_on is '开始日期';
comment on column study_topic.due_on is '完成期限';
comment on column study_topic.document_no is '文号';
create index on study_topic (due_on, id) where removed_at is null;
select org.make_known_below('study_topic');

create table topic_done (
  topic_id uuid not null references study_topic (id),
  organisation_id uuid not null references organisation (id),
  meeting_id uuid references meeting (id),
  class_id uuid references training_class (id),
  done_on date not null,
  check ((meeting_id is null) <> (class_id is null))
);
select org.make_register('topic_done', '专题落实');
select org.make_following('topic_done', 'organisation', 'organisation_id');
comment on column topic_done.topic_id is '专题';
comment on column topic_done.organisation_id is '党组织';
comment on column topic_done.meeting_id is '会议';
comment on column topic_done.class_id is '培训班';
comment on column topic_done.done_on is '落实日期';
create unique index on topic_done (topic_id, organisation_id) where removed_at is null;
create index on topic_done (organisation_id) where removed_at is null;

create table base_trainee (
  name text not null,
  member_id uuid references member (id),
  post text,
  began_on date not null,
  ended_on date not null check (ended_on >= began_on),
  mentor text,
  evaluation text,
  words text
);
select org.make_child('base_trainee', '实训基地学员', 'teaching_place');
comment on column base_trainee.name is '姓名';
comment on column base_trainee.member_id is '党员';
comment on column base_trainee.post is '职务';
comment on column base_trainee.began_on is '开始日期';
comment on column base_trainee.ended_on is '结束日期';
comment on column base_trainee.mentor is '导师';
comment on column base_trainee.evaluation is '评价';
comment on column base_trainee.words is '评价意见';

-- 读书班和集中研讨: in which mode, who helped which village to study, what was handed in and said.
alter table training_class add column mode text, add column helper_unit text, add column village_id uuid references organisation (id), add column minutes text, add column result text;
comment on column training_class.mode is '方式';
comment on column training_class.helper_unit is '帮学单位';
comment on column training_class.village_id is '帮学的村（社区）党组织';
comment on column training_class.minutes is '研讨纪要';
comment on column training_class.result is '学习成果';
create index on training_class (helper_unit) where helper_unit is not null and removed_at is null;

create table class_statement (
  title text not null check (title <> ''),
  member_id uuid not null references member (id),
  handed_on date not null
);
select org.make_child('class_statement', '研讨发言材料', 'training_class');
comment on column class_statement.title is '题目';
comment on column class_statement.member_id is '党员';
comment on column class_statement.handed_on is '提交日期';
create unique index on class_statement (training_class_id, member_id) where removed_at is null;
