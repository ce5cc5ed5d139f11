-- 两个覆盖: units that are, or should be, covered by Party organisation and Party work; the clusters they stand in; instructors sent to them and what these did.

create table cluster (
  name text not null,
  kind text not null,
  organisation_id uuid references organisation (id),
  owner text,
  due_on date,
  address text,
  remark text
);
select org.make_register('cluster', '园区、商圈、楼宇、市场');
comment on column cluster.name is '名称';
comment on column cluster.kind is '类别';
comment on column cluster.organisation_id is '园区（商圈、楼宇、市场）党组织';
comment on column cluster.owner is '攻坚责任人';
comment on column cluster.due_on is '完成期限';
comment on column cluster.address is '地址';
comment on column cluster.remark is '备注';

create table establishment (
  name text not null,
  credit_code text,
  kind text not null,
  industry text,
  opened_on date,
  closed_on date,
  cluster_id uuid references cluster (id),
  staff int check (staff >= 0),
  members int not null default 0 check (members >= 0),
  full_members int not null default 0 check (full_members >= 0),
  is_listed boolean not null default false,
  owner_name text,
  owner_is_member boolean,
  has_union boolean not null default false,
  has_league boolean not null default false,
  organisation_id uuid references organisation (id),
  reason_without text,
  responsible text,
  due_on date,
  rating text,
  stage text,
  checked_on date,
  address text,
  phone text,
  remark text,
  check (full_members <= members)
);
select org.make_register('establishment', '单位台账（两个覆盖）');
select org.make_searchable('establishment', 'name');
comment on column establishment.name is '单位名称';
comment on column establishment.credit_code is '统一社会信用代码';
comment on column establishment.kind is '单位类别';
comment on column establishment.industry is '行业系统';
comment on column establishment.opened_on is '成立日期';
comment on column establishment.closed_on is '注销日期';
comment on column establishment.cluster_id is '所在园区、商圈、楼宇、市场';
comment on column establishment.staff is '从业人数';
comment on column establishment.members is '从业党员';
comment on column establishment.full_members is '其中正式党员';
comment on column establishment.is_listed is '决定列入应建';
comment on column establishment.owner_name is '负责人';
comment on column establishment.owner_is_member is '负责人是党员';
comment on column establishment.has_union is '有工会';
comment on column establishment.has_league is '有团组织';
comment on column establishment.organisation_id is '党组织（单独或联合）';
comment on column establishment.reason_without is '未建原因';
comment on column establishment.responsible is '组建责任人';
comment on column establishment.due_on is '组建期限';
comment on column establishment.rating is '党组织发挥作用';
comment on column establishment.stage is '成长阶段';
comment on column establishment.checked_on is '最近摸排';
comment on column establishment.address is '地址';
comment on column establishment.phone is '联系电话';
select org.make_sensitive('establishment', 'phone');
comment on column establishment.remark is '备注';
create unique index on establishment (credit_code) where removed_at is null and closed_on is null;
create index on establishment (organisation_id) where removed_at is null;
create index on establishment (cluster_id) where removed_at is null;
create index on establishment (due_on, id) where removed_at is null;
create index on establishment (checked_on, id) where removed_at is null;
select org.make_effective('establishment', 'opened_on', array['credit_code', 'opened_on'], array['phone']);

create table instructor (
  name text not null,
  work_unit text,
  post text,
  phone text,
  remark text
);
select org.make_register('instructor', '党建指导员');
select org.make_searchable('instructor', 'name');
comment on column instructor.name is '姓名';
comment on column instructor.work_unit is '派出单位';
comment on column instructor.post is '职务';
comment on column instructor.phone is '联系电话';
select org.make_sensitive('instructor', 'phone');
comment on column instructor.remark is '备注';

create table instructor_assignment (
  instructor_id uuid not null references instructor (id),
  began_on date not null,
  due_on date,
  ended_on date,
  document_no text,
  remark text,
  check (ended_on >= began_on)
);
select org.make_child('instructor_assignment', '指导员选派', 'establishment');
comment on column instructor_assignment.instructor_id is '指导员';
comment on column instructor_assignment.began_on is '选派日期';
comment on column instructor_assignment.due_on is '期满日期';
comment on column instructor_assignment.ended_on is '结束日期';
comment on column instructor_assignment.document_no is '选派文号';
comment on column instructor_assignment.remark is '说明';
select org.make_effective('instructor_assignment', 'began_on', '{}', '{}');
create index on instructor_assignment_history (establishment_id, rank_order, id);
create index on instructor_assignment (instructor_id) where ended_on is null and removed_at is null;
create unique index on instructor_assignment (establishment_id, instructor_id) where ended_on is null and removed_at is null;

create table instructor_log (
  instructor_id uuid references instructor (id),
  happened_on date not null,
  kind text not null,
  service text not null default '1',
  content text not null check (content <> ''),
  problem text,
  request text,
  department text,
  referred_on date,
  reply text,
  replied_on date,
  check (replied_on >= referred_on)
);
select org.make_child('instructor_log', '党的工作日志', 'establishment');
comment on column instructor_log.instructor_id is '指导员';
comment on column instructor_log.happened_on is '日期';
comment on column instructor_log.kind is '方式';
comment on column instructor_log.service is '服务事项';
comment on column instructor_log.content is '做了什么';
comment on column instructor_log.problem is '发现的问题';
comment on column instructor_log.request is '单位诉求';
comment on column instructor_log.department is '转办部门';
comment on column instructor_log.referred_on is '转办日期';
comment on column instructor_log.reply is '答复';
comment on column instructor_log.replied_on is '答复（办结）日期';
select org.make_effective('instructor_log', 'happened_on', '{}', '{}');
create index on instructor_log_history (establishment_id, rank_order, id);
create index on instructor_log (establishment_id, happened_on) where removed_at is null;
create index on instructor_log (instructor_id, happened_on) where removed_at is null;
