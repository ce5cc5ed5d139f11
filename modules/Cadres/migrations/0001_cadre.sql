create table cadre (
  name text not null,
  post_title text,
  native_place text,
  birth_place text,
  party_joined_on date,
  work_began_on date,
  politics text not null,
  health text,
  technical_title text,
  specialty text,
  unit_id uuid references org.unit (id),
  level text,
  post_began_on date,
  level_began_on date,
  rank text,
  rank_began_on date,
  is_team_member boolean not null default false,
  is_on_probation boolean not null default false,
  probation_ends_on date,
  full_time_education text,
  full_time_degree text,
  full_time_school text,
  in_service_education text,
  in_service_degree text,
  in_service_school text,
  status text not null default '1',
  management text,
  category text,
  staffing text,
  source text,
  grassroots_years int,
  civil_servant_since_on date,
  phone text,
  remark text
);
select org.make_register('cadre', '干部');
select org.make_person_register('cadre');
select org.make_searchable('cadre', 'name');

comment on column cadre.name is '姓名';
comment on column cadre.post_title is '现任职务（工作单位及职务全称）';
comment on column cadre.native_place is '籍贯';
comment on column cadre.birth_place is '出生地';
comment on column cadre.party_joined_on is '入党时间';
comment on column cadre.work_began_on is '参加工作时间';
comment on column cadre.politics is '政治面貌';
comment on column cadre.health is '健康状况';
comment on column cadre.technical_title is '专业技术职务';
comment on column cadre.specialty is '熟悉专业有何专长';
comment on column cadre.unit_id is '工作单位';
comment on column cadre.level is '职务层次';
comment on column cadre.post_began_on is '任现职时间';
comment on column cadre.level_began_on is '任同层次时间';
comment on column cadre.rank is '职级';
comment on column cadre.rank_began_on is '任职级时间';
comment on column cadre.is_team_member is '班子成员';
comment on column cadre.is_on_probation is '试用期未满';
comment on column cadre.probation_ends_on is '试用期满日期';
comment on column cadre.full_time_education is '全日制学历';
comment on column cadre.full_time_degree is '全日制学位';
comment on column cadre.full_time_school is '全日制毕业院校系及专业';
comment on column cadre.in_service_education is '在职学历';
comment on column cadre.in_service_degree is '在职学位';
comment on column cadre.in_service_school is '在职毕业院校系及专业';
comment on column cadre.status is '人员管理状态';
comment on column cadre.management is '管理类别';
comment on column cadre.category is '人员类别';
comment on column cadre.staffing is '编制类型';
comment on column cadre.source is '人员来源';
comment on column cadre.grassroots_years is '基层工作经历年限';
comment on column cadre.civil_servant_since_on is '公务员登记时间';
comment on column cadre.phone is '手机';
select org.make_sensitive('cadre', 'phone');
comment on column cadre.remark is '备注';

create index on cadre (birth_on, id) where removed_at is null;
create index on cadre (party_joined_on, id) where removed_at is null;
create index on cadre (work_began_on, id) where removed_at is null;
create index on cadre (level, id) where removed_at is null;
create index on cadre (post_began_on, id) where removed_at is null;
create index on cadre (level_began_on, id) where removed_at is null;
create index on cadre (unit_id, rank_order, id) where removed_at is null;

create table cadre_post (
  post_name text not null,
  unit_name text not null,
  unit_id uuid references org.unit (id),
  level text,
  began_on date not null,
  ended_on date,
  state text not null default '1',
  is_main boolean not null default false,
  method text,
  document_no text,
  removal_document_no text,
  is_grassroots boolean not null default false,
  duties text
);
select org.make_child('cadre_post', '干部任职', 'cadre');
comment on column cadre_post.post_name is '职务';
comment on column cadre_post.unit_name is '任职机构（当时名称）';
comment on column cadre_post.unit_id is '现行机构';
comment on column cadre_post.level is '职务层次';
comment on column cadre_post.began_on is '任职时间';
comment on column cadre_post.ended_on is '免职时间';
comment on column cadre_post.state is '任职状态';
comment on column cadre_post.is_main is '主职务';
comment on column cadre_post.method is '选拔任用方式';
comment on column cadre_post.document_no is '任职文号';
comment on column cadre_post.removal_document_no is '免职文号';
comment on column cadre_post.is_grassroots is '基层任职';
comment on column cadre_post.duties is '分管工作';

create table cadre_education (
  school text not null,
  major text,
  education text,
  degree text,
  kind text not null default '1',
  entered_on date,
  graduated_on date,
  degree_on date,
  is_highest boolean not null default false
);
select org.make_child('cadre_education', '干部学历学位', 'cadre');
comment on column cadre_education.school is '毕业院校系';
comment on column cadre_education.major is '所学专业';
comment on column cadre_education.education is '学历';
comment on column cadre_education.degree is '学位';
comment on column cadre_education.kind is '教育类别';
comment on column cadre_education.entered_on is '入学时间';
comment on column cadre_education.graduated_on is '毕（肄）业时间';
comment on column cadre_education.degree_on is '学位授予时间';
comment on column cadre_education.is_highest is '最高学历';

create table cadre_family (
  name text not null,
  relation text not null,
  birth_on date,
  politics text,
  workplace text,
  situation text
);
select org.make_child('cadre_family', '干部家庭成员及重要社会关系', 'cadre');
comment on column cadre_family.name is '姓名';
comment on column cadre_family.relation is '称谓';
comment on column cadre_family.birth_on is '出生年月';
comment on column cadre_family.politics is '政治面貌';
comment on column cadre_family.workplace is '工作单位及职务';
comment on column cadre_family.situation is '现状';

create table cadre_assessment (
  year int not null,
  kind text not null default '20',
  grade text not null,
  remark text
);
select org.make_child('cadre_assessment', '干部考核', 'cadre');
comment on column cadre_assessment.year is '考核年度';
comment on column cadre_assessment.kind is '考核类别';
comment on column cadre_assessment.grade is '考核结论';
comment on column cadre_assessment.remark is '说明';
