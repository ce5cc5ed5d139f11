-- Honours of organisations, quotas of an award round; whom the Party looks after, and what was done for them.

create table organisation_honour (
  title text not null,
  level text not null,
  kind text not null,
  awarded_on date not null,
  authority text,
  document_no text,
  revoked_on date,
  remark text
);
select org.make_child('organisation_honour', '党组织荣誉', 'organisation');
comment on column organisation_honour.title is '名称';
comment on column organisation_honour.level is '级别';
comment on column organisation_honour.kind is '种类';
comment on column organisation_honour.awarded_on is '表彰日期';
comment on column organisation_honour.authority is '表彰机关';
comment on column organisation_honour.document_no is '文号';
comment on column organisation_honour.revoked_on is '撤销日期';
comment on column organisation_honour.remark is '说明';
select org.make_effective('organisation_honour', 'awarded_on', '{}', '{}');
create index on organisation_honour_history (organisation_id, rank_order, id);

create table award_quota (
  year int not null check (year between 1949 and 2200),
  kind text not null,
  planned int not null check (planned >= 0),
  document_no text,
  remark text
);
select org.make_register('award_quota', '“两优一先”名额');
comment on column award_quota.year is '年度';
comment on column award_quota.kind is '表彰类别';
comment on column award_quota.planned is '名额';
comment on column award_quota.document_no is '下达文号';
comment on column award_quota.remark is '说明';
create unique index on award_quota (locality_path, year, kind) where removed_at is null;
create index on award_quota (year, id) where removed_at is null;

create table care_object (
  name text not null,
  organisation_id uuid not null references organisation (id),
  member_id uuid references member (id),
  category text not null,
  cause text,
  need text,
  household int check (household > 0),
  listed_on date not null,
  verified_by text,
  approval_no text,
  approved_on date,
  reviewed_on date,
  ended_on date,
  ended_reason text,
  phone text,
  remark text
);
select org.make_register('care_object', '关怀帮扶对象');
select org.make_following('care_object', 'organisation', 'organisation_id');
select org.make_searchable('care_object', 'name');
comment on column care_object.name is '姓名（户主）';
comment on column care_object.organisation_id is '联系党组织';
comment on column care_object.member_id is '党员';
comment on column care_object.category is '类别';
comment on column care_object.cause is '原因';
comment on column care_object.need is '需求';
comment on column care_object.household is '家庭人口';
comment on column care_object.listed_on is '列入日期';
comment on column care_object.verified_by is '支部核实人';
comment on column care_object.approval_no is '党委批准文号';
comment on column care_object.approved_on is '党委批准日期';
comment on column care_object.reviewed_on is '最近复核';
comment on column care_object.ended_on is '退出日期';
comment on column care_object.ended_reason is '退出原因';
comment on column care_object.phone is '联系电话';
select org.make_sensitive('care_object', 'phone');
comment on column care_object.remark is '备注';
create unique index on care_object (member_id, category) where removed_at is null and ended_on is null and member_id is not null;
create index on care_object (organisation_id) where removed_at is null;

create table care_measure (
  kind text not null,
  given_on date not null,
  leader text,
  amount int check (amount >= 0),
  goods text,
  occasion text,
  received_by text,
  remark text
);
select org.make_child('care_measure', '关怀措施', 'care_object');
comment on column care_measure.kind is '措施';
comment on column care_measure.given_on is '日期';
comment on column care_measure.leader is '走访（办理）人';
comment on column care_measure.amount is '金额（元）';
comment on column care_measure.goods is '物品';
comment on column care_measure.occasion is '场合';
comment on column care_measure.received_by is '签收人';
comment on column care_measure.remark is '说明';
create index on care_measure (given_on, id) where removed_at is null;
