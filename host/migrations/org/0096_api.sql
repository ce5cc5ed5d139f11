-- Keys by which other systems read registers and figures: no accounts in the database, no sign-ins of people lent to programs.
-- A key is 256 random bits that are shown once; the table has its hash. What it may read is listed, field by field; sensitive items never are.
create table api_key (
  id uuid primary key default gen_random_uuid(),
  locality_path text collate "C" not null references locality (path) on update cascade,
  name text not null check (name <> ''),
  contact text not null check (contact <> ''),
  purpose text not null check (purpose <> ''),
  hash bytea not null unique,
  fields text[] not null,
  figures text[] not null,
  remotes text[] not null,
  expires_on date not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  created_name text not null,
  last_used_at timestamptz,
  last_remote text,
  revoked_at timestamptz,
  revoked_name text,
  revoked_reason text,
  check (cardinality(fields) + cardinality(figures) > 0)
);
comment on table api_key is '数据接口密钥';
comment on column api_key.id is '标识';
comment on column api_key.locality_path is '所在区划：只读得到这里和下级';
comment on column api_key.name is '对方系统';
comment on column api_key.contact is '对方联系人';
comment on column api_key.purpose is '用途和依据';
comment on column api_key.hash is '密钥的散列';
comment on column api_key.fields is '可读的栏目：模块/名册.栏目';
comment on column api_key.figures is '可读其指标的模块';
comment on column api_key.remotes is '只许来自这些地址；空为不限';
comment on column api_key.expires_on is '有效期至';
comment on column api_key.created_at is '发放时间';
comment on column api_key.created_by is '发放人';
comment on column api_key.created_name is '发放人姓名（当时）';
comment on column api_key.last_used_at is '最近使用时间，至多一分钟记一次';
comment on column api_key.last_remote is '最近使用的来源地址';
comment on column api_key.revoked_at is '吊销时间';
comment on column api_key.revoked_name is '吊销人';
comment on column api_key.revoked_reason is '吊销原因';
create index on api_key (locality_path, created_at desc);
select place_table('api_key');
grant select, insert, update (last_used_at, last_remote, revoked_at, revoked_name, revoked_reason) on api_key to ow_core;
