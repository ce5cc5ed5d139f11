-- 近亲属、入党介绍人: who is near of kin to an applicant, said at the application; who introduces, as the case names them, members of the branch where they can be told.
create table applicant_relative (
  name text not null check (name <> ''),
  relation text not null,
  member_id uuid references member (id),
  workplace text,
  remark text
);
select org.make_child('applicant_relative', '入党申请人近亲属', 'applicant');
comment on column applicant_relative.name is '姓名';
comment on column applicant_relative.relation is '与本人关系';
comment on column applicant_relative.member_id is '是本地党员的';
comment on column applicant_relative.workplace is '单位、职务';
comment on column applicant_relative.remark is '备注';

create table applicant_introducer (
  name text not null check (name <> ''),
  member_id uuid references member (id),
  named_on date,
  is_from_case boolean not null default false
);
select org.make_child('applicant_introducer', '入党介绍人', 'applicant');
comment on column applicant_introducer.name is '姓名';
comment on column applicant_introducer.member_id is '党员';
comment on column applicant_introducer.named_on is '确定日期';
comment on column applicant_introducer.is_from_case is '按案卷写入';
create unique index on applicant_introducer (applicant_id, name) where removed_at is null;

-- Who was at which stage on any day.
select org.make_effective('applicant', 'applied_on', array['person_id', 'name', 'name_pinyin', 'name_initials', 'sex', 'birth_on', 'nation', 'identity_mask', 'applied_on'], array['phone']);
select org.make_effective('applicant_frontline', 'approved_on', '{}', '{}');
select org.make_effective('applicant_relative', null, '{}', '{}');
select org.make_effective('applicant_introducer', 'named_on', '{}', '{}');
create index on applicant_frontline_history (applicant_id, rank_order, id);
create index on applicant_relative_history (applicant_id, rank_order, id);
create index on applicant_introducer_history (applicant_id, rank_order, id);
create index on applicant_history (birth_on, id) where removed_at is null;
create index on applicant_history (applied_on, id) where removed_at is null;
create index on applicant_history (organisation_id, rank_order, id) where removed_at is null;
