-- Files: what is attached to records, brought for import, and made by jobs. A file belongs to a place and to a module, as a deed does;
-- its content lies in pieces, so that neither host nor server ever holds a large one whole; each piece is encrypted by the host, under a key of the file's own.

create table file (
  id uuid primary key,
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  register text,
  row_id uuid,
  permission text not null,
  write_permission text,
  only_for uuid,
  name text not null check (name <> '' and length(name) <= 200),
  media_type text not null,
  size bigint not null check (size >= 0),
  created_at timestamptz not null default now(),
  created_by uuid default org.actor(),
  created_by_name text not null,
  expires_at timestamptz,
  removed_at timestamptz,
  removed_by uuid,
  removed_reason text
);
comment on table file is '文件';
comment on column file.id is '标识';
comment on column file.locality_path is '所在区划';
comment on column file.module is '模块';
comment on column file.register is '所属名册';
comment on column file.row_id is '所属记录';
comment on column file.permission is '查看所需权限';
comment on column file.write_permission is '移除所需权限；空为只能由模块自己移除';
comment on column file.only_for is '只限此账号；空为不限';
comment on column file.name is '文件名';
comment on column file.media_type is '类型（按内容判断）';
comment on column file.size is '大小（字节）';
comment on column file.created_at is '上传时间';
comment on column file.created_by is '上传人';
comment on column file.created_by_name is '上传人姓名（当时）';
comment on column file.expires_at is '保存期限；空为长期';
comment on column file.removed_at is '移除时间';
comment on column file.removed_by is '移除人';
comment on column file.removed_reason is '移除原因';
select make_content_key('file');
alter table file alter column key_cipher set not null;
create index on file (row_id, created_at, id) where removed_at is null;
create index on file (locality_path);
create index on file (expires_at) where expires_at is not null;

create table file_piece (
  file_id uuid not null,
  locality_path text collate "C" not null,
  number int not null,
  bytes bytea not null,
  primary key (file_id, number)
);
comment on table file_piece is '文件内容，分段加密';
comment on column file_piece.file_id is '文件';
comment on column file_piece.locality_path is '所在区划';
comment on column file_piece.number is '第几段';
comment on column file_piece.bytes is '内容，密文';
-- Ciphertext does not compress.
alter table file_piece alter column bytes set storage external;
alter table file add constraint file_placed unique (id, locality_path);
alter table file_piece add foreign key (file_id, locality_path) references file (id, locality_path) on update cascade on delete cascade;
create index on file_piece (locality_path);

alter table file enable row level security;
alter table file force row level security;
alter table file_piece enable row level security;
alter table file_piece force row level security;
-- A module sees its own files; the host all of them. What is for one person is seen by nobody else.
create policy scope on file using (
  locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and ((select org.acting_module()) = 'org' or module = (select org.acting_module()))
  and (only_for is null or only_for = (select org.actor())));
-- Content follows its file.
create policy scope on file_piece using (
  locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and exists (select from org.file f where f.id = file_id));
create policy kernel on file to ow_kernel using (true);
create policy kernel on file_piece to ow_kernel using (true);
grant select, insert, update (row_id, removed_at, removed_by, removed_reason) on file to ow_runtime;
grant select, insert on file_piece to ow_runtime;
grant select, delete on file, file_piece to ow_kernel;

-- Takes away what was kept for a time only, and says how many. For the host alone.
create function drop_expired_files() returns int language sql security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (delete from org.file where expires_at < now() returning 1) select count(*)::int from gone
$$;
alter function drop_expired_files() owner to ow_kernel;
revoke all on function drop_expired_files() from public;
grant execute on function drop_expired_files() to ow_core;
