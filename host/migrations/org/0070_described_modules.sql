-- Modules that are described in the browser and have no assembly. What stands here is the whole of their folder; every host makes the folder anew from it.
create table described_module (
  id text primary key check (id ~ '^p[0-9]{1,6}_[a-z0-9]{1,20}$'),
  owner_id int not null references locality (id),
  files jsonb not null,
  sha256 text not null,
  published_at timestamptz not null default now(),
  published_by uuid
);
comment on table described_module is '在网页上设计、没有程序集的模块：整个文件夹的内容';
comment on column described_module.id is '模块标识，也是模式名';
comment on column described_module.owner_id is '建立它的区划';
comment on column described_module.files is '文件：路径和内容';
comment on column described_module.sha256 is '文件清单的校验';
comment on column described_module.published_at is '发布时间';
comment on column described_module.published_by is '发布人';
create index on described_module (owner_id);
grant select on described_module to ow_core;
grant select, insert, update on described_module to ow_kernel;
grant select, insert, update on module_state to ow_kernel;
create trigger tell after insert or update or delete on described_module for each statement execute function tell_hosts('described');

-- The one way to publish: by the module of local programmes, for a place within its transaction's scope. From the first time on it is off everywhere and on in its own place.
create function publish_module(p_id text, p_place text, p_files jsonb, p_sha256 text, p_reason text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  owner int;
begin
  perform org.scope_sealed();
  if org.acting_module() <> 'programmes' or p_place < current_setting('orgwork.lo') or p_place >= current_setting('orgwork.hi') then
    raise exception 'not for this module or place to publish' using errcode = '42501';
  end if;
  select l.id into strict owner from org.locality l where l.path = p_place;
  insert into org.described_module as m (id, owner_id, files, sha256, published_by) values (p_id, owner, p_files, p_sha256, org.actor())
    on conflict (id) do update set files = excluded.files, sha256 = excluded.sha256, published_at = now(), published_by = excluded.published_by where m.owner_id = owner;
  if not found then
    raise exception 'another place published it' using errcode = '42501';
  end if;
  insert into org.module_state (locality_id, module, state, reason, set_by)
    select l.id, p_id, 0, p_reason, org.actor() from org.locality l where l.parent_id is null and l.id <> owner and l.kind < 6
    on conflict do nothing;
  insert into org.module_state (locality_id, module, state, reason, set_by) values (owner, p_id, 2, p_reason, org.actor()) on conflict do nothing;
end $$;
alter function publish_module(text, text, jsonb, text, text) owner to ow_kernel;
revoke all on function publish_module(text, text, jsonb, text, text) from public;
grant execute on function publish_module(text, text, jsonb, text, text) to ow_runtime;

-- 退役 and back: its menu is gone, its rows stay.
create function switch_described_module(p_id text, p_state smallint, p_reason text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform org.scope_sealed();
  if org.acting_module() <> 'programmes' or p_state not in (2, 3) then
    raise exception 'not for this module to switch' using errcode = '42501';
  end if;
  update org.module_state s set state = p_state, reason = p_reason, set_by = org.actor(), set_at = now()
    from org.described_module m join org.locality l on l.id = m.owner_id
    where m.id = p_id and s.module = m.id and s.locality_id = m.owner_id and l.path >= current_setting('orgwork.lo') and l.path < current_setting('orgwork.hi');
  if not found then
    raise exception 'no such programme here' using errcode = '42501';
  end if;
end $$;
alter function switch_described_module(text, smallint, text) owner to ow_kernel;
revoke all on function switch_described_module(text, smallint, text) from public;
grant execute on function switch_described_module(text, smallint, text) to ow_runtime;
