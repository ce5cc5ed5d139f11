create table programme (
  name text not null,
  kind text not null,
  sphere text not null,
  year int not null,
  purpose text,
  document_no text,
  lead_unit_id uuid not null references org.unit (id),
  supporting_units text,
  leader text,
  began_on date,
  ends_on date check (ends_on >= began_on),
  state text not null default '1',
  result text
);
select org.make_register('programme', '专项');
select org.make_searchable('programme', 'name');

comment on column programme.name is '专项名称';
comment on column programme.kind is '类型';
comment on column programme.sphere is '工作领域';
comment on column programme.year is '年度';
comment on column programme.purpose is '目的和内容';
comment on column programme.document_no is '方案文号';
comment on column programme.lead_unit_id is '牵头单位';
comment on column programme.supporting_units is '参与单位';
comment on column programme.leader is '负责人';
comment on column programme.began_on is '开始日期';
comment on column programme.ends_on is '结束日期';
comment on column programme.state is '状态';
comment on column programme.result is '成效';

create index on programme (year, id) where removed_at is null;
create index on programme (began_on, id) where removed_at is null;
create index on programme (ends_on, id) where removed_at is null;
