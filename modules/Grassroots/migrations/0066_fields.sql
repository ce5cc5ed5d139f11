-- 领域分类: the fields a place sorts its organisations by, and what each of them goes by: standard, stars, training, indicators, demonstration sites.
create table org_field (
  name text not null check (name <> ''),
  sphere text not null,
  is_whole boolean not null default true,
  standard text not null,
  star_scale int not null check (star_scale between 1 and 5),
  training_kind text,
  indicators text,
  demo_quota int not null default 0 check (demo_quota >= 0),
  remark text
);
select org.make_register('org_field', '领域分类');
select org.make_known_below('org_field');
comment on column org_field.name is '领域';
comment on column org_field.sphere is '归入领域';
comment on column org_field.is_whole is '归入领域的都适用（不勾的只适用于选了它的党组织）';
comment on column org_field.standard is '适用标准';
comment on column org_field.star_scale is '星级制（最高几星）';
comment on column org_field.training_kind is '书记培训班种类';
comment on column org_field.indicators is '考核指标（一行一个）';
comment on column org_field.demo_quota is '示范点名额';
comment on column org_field.remark is '说明';
create unique index on org_field (locality_path, name) where removed_at is null;
create unique index on org_field (locality_path, sphere) where is_whole and removed_at is null;

alter table organisation add column field_id uuid, add column is_demo boolean not null default false;
comment on column organisation.field_id is '细分领域';
comment on column organisation.is_demo is '示范点';
alter table organisation no force row level security;
alter table org_field no force row level security;
alter table organisation add foreign key (field_id) references org_field (id);
alter table org_field force row level security;
alter table organisation force row level security;
create index on organisation (field_id) where field_id is not null and removed_at is null;
create index on organisation (locality_path, id) where is_demo and removed_at is null;
