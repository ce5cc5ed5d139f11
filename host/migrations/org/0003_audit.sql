-- The record of deeds. Written only through audit.append, in the transaction of the deed itself.

create table audit.entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor uuid,
  actor_name text not null,
  remote text not null,
  locality_path text collate "C" not null,
  module text not null,
  register text,
  row_id uuid,
  title text,
  deed text not null,
  changes jsonb,
  reason text
);
comment on table audit.entry is '操作记录';
comment on column audit.entry.id is '序号';
comment on column audit.entry.at is '时间';
comment on column audit.entry.actor is '操作人';
comment on column audit.entry.actor_name is '操作人姓名（当时）';
comment on column audit.entry.remote is '来源地址';
comment on column audit.entry.locality_path is '所在区划';
comment on column audit.entry.module is '模块';
comment on column audit.entry.register is '名册';
comment on column audit.entry.row_id is '记录';
comment on column audit.entry.title is '记录名称（当时）';
comment on column audit.entry.deed is '事项';
comment on column audit.entry.changes is '变更：栏目 → 原值、新值';
comment on column audit.entry.reason is '事由';
create index on audit.entry (row_id, id desc);
create index on audit.entry (locality_path, id desc);

alter table audit.entry enable row level security;
alter table audit.entry force row level security;
-- A module sees the deeds on its own rows; the host sees all of them.
create policy scope on audit.entry for select using (
  locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and ((select org.acting_module()) = 'org' or module = (select org.acting_module())));
create policy kernel on audit.entry to ow_kernel using (true);
grant usage on schema audit to ow_runtime;
grant select on audit.entry to ow_runtime;
grant select, insert on audit.entry to ow_kernel;
grant usage on schema audit to ow_kernel;

create function audit.append(deed text, register text, row_id uuid, locality_path text, title text, changes jsonb, reason text, actor_name text, remote text)
  returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  entry_id bigint;
begin
  perform org.scope_sealed();
  insert into audit.entry (actor, actor_name, remote, locality_path, module, register, row_id, title, deed, changes, reason)
  values (org.actor(), actor_name, remote, coalesce(locality_path, current_setting('orgwork.lo')), org.acting_module(), register, row_id, title, deed, changes, reason)
  returning id into entry_id;
  return entry_id;
end $$;
alter function audit.append(text, text, uuid, text, text, jsonb, text, text, text) owner to ow_kernel;
revoke all on function audit.append(text, text, uuid, text, text, jsonb, text, text, text) from public;
grant execute on function audit.append(text, text, uuid, text, text, jsonb, text, text, text) to ow_runtime;

-- Deeds stay in sight of whoever stands above their place: when it moves, their path goes along. Its last part, the place itself, never changes.
create function audit.carry() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update audit.entry set locality_path = new.path where locality_path = old.path;
  return null;
end $$;
alter function audit.carry() owner to ow_kernel;
grant update (locality_path) on audit.entry to ow_kernel;
create trigger carry_deeds after update of parent_id, path on locality for each row when (old.path <> new.path) execute function audit.carry();
