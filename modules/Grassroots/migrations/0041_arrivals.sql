-- 转入: who comes with a letter from outside, before the register of members takes them.
create table arrival (
  name text not null,
  organisation_id uuid not null references organisation (id),
  kind text not null default '1',
  joined_on date not null,
  became_full_on date,
  flow_kind text not null,
  from_organisation text not null,
  letter_no text not null,
  issued_on date not null,
  valid_days int not null check (valid_days between 1 and 366),
  dues_paid_to_on date,
  education text,
  occupation text,
  workplace text,
  phone text,
  remark text
);
select org.make_register('arrival', '组织关系转入登记');
select org.make_person_register('arrival');
select org.make_following('arrival', 'organisation', 'organisation_id');
select org.make_searchable('arrival', 'name');
comment on column arrival.name is '姓名';
comment on column arrival.organisation_id is '拟编入党支部';
comment on column arrival.kind is '人员类别';
comment on column arrival.joined_on is '入党时间';
comment on column arrival.became_full_on is '转正时间';
comment on column arrival.flow_kind is '转入类型';
comment on column arrival.from_organisation is '原所在党组织';
comment on column arrival.letter_no is '介绍信编号';
comment on column arrival.issued_on is '介绍信开具日期';
comment on column arrival.valid_days is '介绍信有效期（天）';
comment on column arrival.dues_paid_to_on is '党费交至';
comment on column arrival.education is '学历';
comment on column arrival.occupation is '工作岗位';
comment on column arrival.workplace is '工作单位及职务';
comment on column arrival.phone is '联系电话';
select org.make_sensitive('arrival', 'phone');
comment on column arrival.remark is '备注';
create index on arrival (issued_on, id) where removed_at is null;
create index on arrival (organisation_id, rank_order, id) where removed_at is null;
