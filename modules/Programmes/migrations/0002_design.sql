-- 专项设计: what an administrator describes. Published, it becomes a module of its own (org.publish_module); what stands here stays the source of it.
create sequence design_number;

create table design (
  name text not null,
  sphere text not null default '9',
  edition int not null default 0,
  state text not null default '1',
  module text,
  draft jsonb not null,
  published_no int not null default 0,
  origin text
);
select org.make_register('design', '专项设计');
comment on column design.name is '专项名称';
comment on column design.sphere is '工作领域';
comment on column design.edition is '年度';
comment on column design.state is '状态';
comment on column design.module is '模块标识';
comment on column design.draft is '草稿';
comment on column design.published_no is '现行版本';
comment on column design.origin is '来源';
create unique index design_named on design (locality_path, name, edition) where removed_at is null;
create unique index design_module on design (module) where module is not null;

create table design_version (
  no int not null,
  description jsonb not null,
  files jsonb not null,
  did text not null,
  published_by_name text not null
);
select org.make_child('design_version', '专项设计的版本', 'design');
comment on column design_version.no is '第几版';
comment on column design_version.description is '描述';
comment on column design_version.files is '文件';
comment on column design_version.did is '改了什么';
comment on column design_version.published_by_name is '发布人';
create unique index design_version_no on design_version (design_id, no);
