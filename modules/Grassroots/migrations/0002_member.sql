create table member (
  name text not null,
  native_place text,
  education text,
  organisation_id uuid not null references organisation (id),
  kind text not null default '1',
  joined_on date not null,
  became_full_on date,
  applied_on date,
  join_kind text,
  introducers text,
  membership_state text not null default '1',
  is_floating boolean not null default false,
  floats_to text,
  dues_base int,
  dues_paid_to_on date,
  occupation text,
  workplace text,
  work_began_on date,
  is_veteran boolean not null default false,
  is_needy boolean not null default false,
  phone text,
  address text,
  remark text
);
select org.make_register('member', '党员');
select org.make_following('member', 'organisation', 'organisation_id');
select org.make_person_register('member');
select org.make_searchable('member', 'name');

comment on column member.name is '姓名';
comment on column member.native_place is '籍贯';
comment on column member.education is '学历';
comment on column member.organisation_id is '所在党组织';
comment on column member.kind is '人员类别';
comment on column member.joined_on is '入党时间';
comment on column member.became_full_on is '转正时间';
comment on column member.applied_on is '申请入党时间';
comment on column member.join_kind is '加入党组织类型';
comment on column member.introducers is '入党介绍人';
comment on column member.membership_state is '党籍状态';
comment on column member.is_floating is '流动党员';
comment on column member.floats_to is '流向地';
comment on column member.dues_base is '党费计算基数（元/月）';
comment on column member.dues_paid_to_on is '党费交至';
comment on column member.occupation is '工作岗位';
comment on column member.workplace is '工作单位及职务';
comment on column member.work_began_on is '参加工作时间';
comment on column member.is_veteran is '退役军人';
comment on column member.is_needy is '生活困难党员';
comment on column member.phone is '联系电话';
select org.make_sensitive('member', 'phone');
comment on column member.address is '家庭住址';
select org.make_sensitive('member', 'address');
comment on column member.remark is '备注';

create index on member (birth_on, id) where removed_at is null;
create index on member (joined_on, id) where removed_at is null;
create index on member (became_full_on, id) where removed_at is null;
create index on member (organisation_id, rank_order, id) where removed_at is null;
-- the rare ones: a short list out of very many rows
create index on member (locality_path, rank_order, id) where kind = '2' and removed_at is null;
create index on member (locality_path, rank_order, id) where membership_state = '2' and removed_at is null;
create index on member (locality_path, rank_order, id) where is_floating and removed_at is null;

create table member_post (
  post text not null,
  organisation_name text not null,
  organisation_id uuid references organisation (id),
  began_on date not null,
  ended_on date,
  remark text
);
select org.make_child('member_post', '党内职务', 'member');
comment on column member_post.post is '党内职务';
comment on column member_post.organisation_name is '任职党组织（当时名称）';
comment on column member_post.organisation_id is '现行党组织';
comment on column member_post.began_on is '任职日期';
comment on column member_post.ended_on is '离任日期';
comment on column member_post.remark is '说明';
create index on member_post (organisation_id) where removed_at is null;

create table member_honour (
  kind text not null,
  title text not null,
  awarded_on date not null,
  authority text,
  affects_until_on date,
  document_no text
);
select org.make_child('member_honour', '党员奖惩', 'member');
comment on column member_honour.kind is '奖惩类别';
comment on column member_honour.title is '名称';
comment on column member_honour.awarded_on is '批准日期';
comment on column member_honour.authority is '批准机关';
comment on column member_honour.affects_until_on is '影响期至';
comment on column member_honour.document_no is '文号';

create table member_move (
  kind text not null,
  moved_on date not null,
  from_organisation text,
  to_organisation text,
  letter_no text,
  receipt_on date,
  remark text
);
select org.make_child('member_move', '党员组织关系变动', 'member');
comment on column member_move.kind is '变动类型';
comment on column member_move.moved_on is '变动日期';
comment on column member_move.from_organisation is '转出党组织';
comment on column member_move.to_organisation is '转入党组织';
comment on column member_move.letter_no is '介绍信编号';
comment on column member_move.receipt_on is '回执日期';
comment on column member_move.remark is '说明';

-- What other modules may read of members: no identity, no telephone.
create view pub_member as
  select m.person_id, m.joined_on, o.name as organisation, m.locality_path
  from member m join organisation o on o.id = m.organisation_id
  where m.removed_at is null and m.membership_state = '1';
comment on view pub_member is '在册党员：入党时间、所在党组织';
