-- 重点产业 and 用人单位 stand before the talents, who refer to them.
create table industry (
  name text not null,
  chain text,
  is_leading boolean not null default true,
  is_new_business boolean not null default false,
  lead_unit text,
  goal text
);
select org.make_register('industry', '重点产业目录');
comment on column industry.name is '产业、产业链';
comment on column industry.chain is '关键环节';
comment on column industry.is_leading is '主导产业';
comment on column industry.is_new_business is '新业态';
comment on column industry.lead_unit is '牵头单位';
comment on column industry.goal is '人才目标';

create table employer (
  name text not null,
  kind text not null,
  industry_id uuid references industry (id),
  credit_code text,
  unit_id uuid references org.unit (id),
  is_key boolean not null default false,
  staff int check (staff >= 0),
  talents int check (talents >= 0),
  spent int check (spent >= 0),
  service_officer text,
  contact text,
  phone text,
  address text,
  remark text
);
select org.make_register('employer', '用人单位');
select org.make_searchable('employer', 'name');
comment on column employer.name is '单位名称';
comment on column employer.kind is '类别';
comment on column employer.industry_id is '所属产业';
comment on column employer.credit_code is '统一社会信用代码';
comment on column employer.unit_id is '对应机构';
comment on column employer.is_key is '主培企业（重点单位）';
comment on column employer.staff is '从业人数';
comment on column employer.talents is '现有人才数';
comment on column employer.spent is '本年引才投入（元）';
comment on column employer.service_officer is '服务专员';
comment on column employer.contact is '联系人';
comment on column employer.phone is '联系电话';
select org.make_sensitive('employer', 'phone');
comment on column employer.address is '地址';
comment on column employer.remark is '备注';
create index on employer (industry_id) where removed_at is null;

create table talent (
  name text not null,
  workplace text,
  politics text,
  native_place text,
  category text not null,
  grade text,
  domain text,
  expert text,
  unit_id uuid references org.unit (id),
  employer_id uuid references employer (id),
  industry_id uuid references industry (id),
  introduction text,
  introduced_on date,
  came_from text,
  contract_ends_on date,
  liaison_leader text,
  state text not null default '1',
  is_idle boolean,
  technical_title text,
  title_level text,
  education text,
  study_kind text,
  degree text,
  school text,
  speciality text,
  phone text,
  remark text
);
select org.make_register('talent', '人才');
select org.make_person_register('talent');
select org.make_searchable('talent', 'name');

comment on column talent.name is '姓名';
comment on column talent.workplace is '工作单位及职务';
comment on column talent.politics is '政治面貌';
comment on column talent.native_place is '籍贯';
comment on column talent.category is '人才类别';
comment on column talent.grade is '认定层次';
comment on column talent.domain is '专业领域';
comment on column talent.expert is '最高荣誉';
comment on column talent.unit_id is '所在机构';
comment on column talent.employer_id is '用人单位';
comment on column talent.industry_id is '所属产业';
comment on column talent.introduction is '引进方式';
comment on column talent.introduced_on is '引进时间';
comment on column talent.came_from is '引进前单位';
comment on column talent.contract_ends_on is '合同（合作）期满';
comment on column talent.liaison_leader is '联系领导';
comment on column talent.state is '状态';
comment on column talent.is_idle is '闲置或学非所用';
comment on column talent.technical_title is '职称';
comment on column talent.title_level is '职称级别';
comment on column talent.education is '学历';
comment on column talent.study_kind is '教育类别（全日制、在职）';
comment on column talent.degree is '学位';
comment on column talent.school is '毕业院校及专业';
comment on column talent.speciality is '专长与主要业绩';
comment on column talent.phone is '联系电话';
select org.make_sensitive('talent', 'phone');
comment on column talent.remark is '备注';

create index on talent (birth_on, id) where removed_at is null;
create index on talent (introduced_on, id) where removed_at is null;

create table talent_achievement (
  title text not null,
  kind text not null,
  level text,
  achieved_on date,
  standing int,
  evidence_no text
);
select org.make_child('talent_achievement', '人才成果', 'talent');
comment on column talent_achievement.title is '成果名称';
comment on column talent_achievement.kind is '成果类别';
comment on column talent_achievement.level is '成果级别';
comment on column talent_achievement.achieved_on is '取得时间';
comment on column talent_achievement.standing is '本人排名';
comment on column talent_achievement.evidence_no is '证书、文号';

create table talent_service (
  kind text not null,
  asked_on date not null,
  content text not null,
  handled_by text,
  state text not null default '1',
  done_on date,
  satisfaction text
);
select org.make_child('talent_service', '人才服务记录', 'talent');
comment on column talent_service.kind is '服务事项';
comment on column talent_service.asked_on is '受理日期';
comment on column talent_service.content is '内容';
comment on column talent_service.handled_by is '承办单位';
comment on column talent_service.state is '办理状态';
comment on column talent_service.done_on is '办结日期';
comment on column talent_service.satisfaction is '评价';
