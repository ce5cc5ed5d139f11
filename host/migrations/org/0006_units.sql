create table unit (
  name text not null,
  short_name text,
  code text,
  kind text not null,
  parent_id uuid,
  established_on date,
  remark text
);
select org.make_register('unit', '机构');
comment on column unit.name is '机构名称';
comment on column unit.short_name is '简称';
comment on column unit.code is '机构编码';
comment on column unit.kind is '机构类别';
comment on column unit.parent_id is '上级机构';
comment on column unit.established_on is '成立日期';
comment on column unit.remark is '备注';
alter table unit add foreign key (parent_id) references unit (id);
create index on unit (parent_id);
create unique index on unit (code) where code is not null and removed_at is null;
select org.make_searchable('unit', 'name');

-- Modules show the names of units, within the same scope.
grant select on unit, unit_gram to ow_runtime;
