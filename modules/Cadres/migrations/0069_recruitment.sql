-- 选聘高学历干部: a batch with the schooling it asks for, the departments that receive, who was offered a place and who came.
create table recruitment (
  name text not null,
  year int not null check (year between 2000 and 2100),
  education_least text not null,
  announced_on date not null,
  document_no text,
  conditions text
);
select org.make_register('recruitment', '选聘批次');
comment on column recruitment.name is '选聘批次';
comment on column recruitment.year is '年度';
comment on column recruitment.education_least is '全日制学历不低于';
comment on column recruitment.announced_on is '公告日期';
comment on column recruitment.document_no is '公告文号';
comment on column recruitment.conditions is '其他条件';
create unique index on recruitment (locality_path, name) where removed_at is null;
create index on recruitment (year, id) where removed_at is null;

create table recruitment_place (
  department text not null,
  planned int not null check (planned between 1 and 500),
  specialty text
);
select org.make_child('recruitment_place', '选聘接收部门', 'recruitment');
comment on column recruitment_place.department is '接收部门';
comment on column recruitment_place.planned is '计划人数';
comment on column recruitment_place.specialty is '专业门类';
create unique index on recruitment_place (recruitment_id, department) where removed_at is null;

create table recruit (
  name text not null,
  recruitment_id uuid not null,
  department text not null,
  education text not null,
  school text not null,
  major text,
  birth_on date,
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  offered_on date,
  document_no text,
  entered_on date check (entered_on >= offered_on),
  declined_on date,
  declined_words text,
  check (state = '1' or state = '4' or offered_on is not null),
  check ((state = '3') = (entered_on is not null))
);
select org.make_register('recruit', '选聘人员');
comment on column recruit.name is '姓名';
comment on column recruit.recruitment_id is '选聘批次';
comment on column recruit.department is '接收部门';
comment on column recruit.education is '全日制学历';
comment on column recruit.school is '毕业院校';
comment on column recruit.major is '所学专业';
comment on column recruit.birth_on is '出生日期';
comment on column recruit.state is '状态：1 拟聘 2 已发聘书 3 已到岗 4 放弃';
comment on column recruit.offered_on is '发聘书日期';
comment on column recruit.document_no is '聘书文号';
comment on column recruit.entered_on is '到岗日期';
comment on column recruit.declined_on is '放弃日期';
comment on column recruit.declined_words is '放弃原因';
create index on recruit (recruitment_id, department) where removed_at is null;
create index on recruit (entered_on, id) where removed_at is null;
