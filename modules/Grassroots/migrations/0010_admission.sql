create table applicant (
  name text not null,
  organisation_id uuid not null references organisation (id),
  education text,
  occupation text,
  workplace text,
  stage text not null default '1',
  applied_on date,
  phone text,
  remark text
);
select org.make_register('applicant', '发展党员对象');
select org.make_person_register('applicant');
select org.make_following('applicant', 'organisation', 'organisation_id');
select org.make_searchable('applicant', 'name');
comment on column applicant.name is '姓名';
comment on column applicant.organisation_id is '所在党支部';
comment on column applicant.education is '学历';
comment on column applicant.occupation is '工作岗位';
comment on column applicant.workplace is '工作单位及职务';
comment on column applicant.stage is '所处阶段';
comment on column applicant.applied_on is '申请入党时间';
comment on column applicant.phone is '联系电话';
select org.make_sensitive('applicant', 'phone');
comment on column applicant.remark is '备注';
create index on applicant (birth_on, id) where removed_at is null;
create index on applicant (applied_on, id) where removed_at is null;
create index on applicant (organisation_id, rank_order, id) where removed_at is null;

-- The yearly plan: so many for a county, so many for a township of it.
create table admission_quota (
  year int not null check (year between 2000 and 2100),
  planned int not null check (planned >= 0),
  organisation_id uuid references organisation (id),
  young int check (young >= 0),
  farmers int check (farmers >= 0),
  workers int check (workers >= 0),
  experts int check (experts >= 0),
  document_no text,
  remark text
);
select org.make_register('admission_quota', '发展党员计划');
-- A plan for one committee or branch lies where that does; one without lies in the place itself: county, township, village.
select org.make_following('admission_quota', 'organisation', 'organisation_id');
comment on column admission_quota.organisation_id is '党组织，空为整个区划';
comment on column admission_quota.young is '其中三十五岁以下';
comment on column admission_quota.farmers is '其中农民';
comment on column admission_quota.workers is '其中产业工人';
comment on column admission_quota.experts is '其中高知识群体';
comment on column admission_quota.year is '年度';
comment on column admission_quota.planned is '计划数';
comment on column admission_quota.document_no is '下达文号';
comment on column admission_quota.remark is '说明';
create index on admission_quota (year, id) where removed_at is null;
create unique index on admission_quota (locality_path, year) where removed_at is null;

-- 火线发展: tied to a named major task; which steps may be shorter is listed here and approved.
create table applicant_frontline (
  task text not null,
  deeds text not null,
  proposer text not null,
  approved_by text not null,
  approved_on date not null,
  document_no text not null,
  shortens_wait boolean not null default false,
  shortens_fostering boolean not null default false,
  shortens_training boolean not null default false
);
select org.make_child('applicant_frontline', '一线考察、火线发展', 'applicant');
comment on column applicant_frontline.task is '重大任务';
comment on column applicant_frontline.deeds is '突出表现';
comment on column applicant_frontline.proposer is '提出的党组织';
comment on column applicant_frontline.approved_by is '批准的党委';
comment on column applicant_frontline.approved_on is '批准日期';
comment on column applicant_frontline.document_no is '批准文号';
comment on column applicant_frontline.shortens_wait is '批准缩短：确定积极分子前的等待';
comment on column applicant_frontline.shortens_fostering is '批准缩短：培养教育考察期';
comment on column applicant_frontline.shortens_training is '批准缩短：集中培训';
create index on applicant_frontline (approved_on);
