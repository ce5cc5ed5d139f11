-- Beside the two coverages: what townships and offices have to add and to raise, who looks after an industry, what instructors bring back, what the four sides think of them.

create table expansion_target (
  title text not null check (title <> ''),
  kind text not null,
  year int not null check (year between 2000 and 2200),
  new_target int not null check (new_target >= 0),
  raise_target int not null check (raise_target >= 0),
  expanded int not null default 0,
  raised int not null default 0,
  document_no text
);
select org.make_register('expansion_target', '扩面提质任务');
comment on column expansion_target.title is '责任单位';
comment on column expansion_target.kind is '单位类型';
comment on column expansion_target.year is '年度';
comment on column expansion_target.new_target is '扩面任务（新建党组织）';
comment on column expansion_target.raise_target is '提质任务（等次提升的党组织）';
comment on column expansion_target.expanded is '已新建';
comment on column expansion_target.raised is '已提升';
comment on column expansion_target.document_no is '文号';
create unique index on expansion_target (locality_path, year, title) where removed_at is null;
create index on expansion_target (year, id) where removed_at is null;

create table expansion_result (
  kind text not null check (kind in ('1', '2')),
  organisation_id uuid not null references organisation (id),
  done_on date not null,
  from_grade text,
  to_grade text,
  check ((kind = '2') = (from_grade is not null and to_grade is not null) and coalesce(to_grade > from_grade, true))
);
select org.make_child('expansion_result', '扩面提质完成情况', 'expansion_target');
comment on column expansion_result.kind is '1 新建 2 等次提升';
comment on column expansion_result.organisation_id is '党组织';
comment on column expansion_result.done_on is '完成日期';
comment on column expansion_result.from_grade is '原等次';
comment on column expansion_result.to_grade is '现等次';
create unique index on expansion_result (organisation_id) where kind = '1' and removed_at is null;
create unique index on expansion_result (organisation_id, to_grade) where kind = '2' and removed_at is null;

create table industry_system (
  name text not null check (name <> ''),
  industry text not null,
  office text not null,
  organisation_id uuid references organisation (id),
  secretary text,
  remark text
);
select org.make_register('industry_system', '行业系统党建');
select org.make_known_below('industry_system');
comment on column industry_system.name is '名称';
comment on column industry_system.industry is '行业系统';
comment on column industry_system.office is '主管部门';
comment on column industry_system.organisation_id is '行业党委';
comment on column industry_system.secretary is '行业党委书记';
comment on column industry_system.remark is '备注';
create unique index on industry_system (locality_path, industry) where removed_at is null;

-- A request of a unit goes to a department, comes back answered, and is closed by what the unit says to it.
alter table instructor_log add column closed_on date, add column closed_words text;
comment on column instructor_log.closed_on is '销号日期';
comment on column instructor_log.closed_words is '单位反馈';
create index on instructor_log (happened_on, id) where removed_at is null;
create index on instructor_log (happened_on, id) where request is not null and closed_on is null and removed_at is null;

create table satisfaction (
  title text not null check (title <> ''),
  establishment_id uuid not null references establishment (id),
  instructor_id uuid not null references instructor (id),
  assignment_id uuid not null references instructor_assignment (id),
  year int not null check (year between 2000 and 2200),
  enterprise_score int check (enterprise_score between 0 and 100),
  society_score int check (society_score between 0 and 100),
  sender_score int check (sender_score between 0 and 100),
  instructor_score int check (instructor_score between 0 and 100),
  lowest int,
  reviewed_on date,
  review_result text,
  review_words text,
  check ((reviewed_on is null) = (review_result is null))
);
select org.make_register('satisfaction', '四方满意测评');
comment on column satisfaction.title is '单位和指导员';
comment on column satisfaction.establishment_id is '单位';
comment on column satisfaction.instructor_id is '指导员';
comment on column satisfaction.assignment_id is '选派';
comment on column satisfaction.year is '年度';
comment on column satisfaction.enterprise_score is '企业评分';
comment on column satisfaction.society_score is '社会评分';
comment on column satisfaction.sender_score is '派驻单位评分';
comment on column satisfaction.instructor_score is '指导员评分';
comment on column satisfaction.lowest is '最低一方的评分';
comment on column satisfaction.reviewed_on is '调换评估日期';
comment on column satisfaction.review_result is '评估结论';
comment on column satisfaction.review_words is '评估说明';
create unique index on satisfaction (assignment_id, year) where removed_at is null;
create index on satisfaction (establishment_id) where removed_at is null;
create index on satisfaction (instructor_id, year) where removed_at is null;

create table satisfaction_answer (
  side text not null check (side in ('1', '2', '3', '4')),
  score int not null check (score between 0 and 100),
  answered_on date not null,
  words text
);
select org.make_child('satisfaction_answer', '四方满意测评答卷', 'satisfaction');
comment on column satisfaction_answer.side is '哪一方：1 企业 2 社会 3 派驻单位 4 指导员';
comment on column satisfaction_answer.score is '评分';
comment on column satisfaction_answer.answered_on is '日期';
comment on column satisfaction_answer.words is '意见';
