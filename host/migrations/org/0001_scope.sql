-- Whose rows: the range of locality paths that a transaction may see.
--
-- Invariants
-- 1. A transaction says its scope with set_config(…, true): orgwork.lo, orgwork.hi, orgwork.actor, orgwork.seal. Nothing outlives it.
-- 2. Every policy compares the path with lo and hi directly, so that the planner knows the range and uses the index;
--    and asks org.scope_sealed() in a sub-select, so that the seal is checked once per query and not once per row.
-- 3. Unset, empty, expired or forged: an error or no rows, never all rows.

create table scope_key (
  only_one boolean primary key default true check (only_one),
  inner_pad bytea not null,
  outer_pad bytea not null
);
comment on table scope_key is '范围封印密钥（HMAC 内外填充块）';
comment on column scope_key.only_one is '只有一行';
comment on column scope_key.inner_pad is '内填充块';
comment on column scope_key.outer_pad is '外填充块';
alter table scope_key owner to ow_kernel;

create function scope_sealed() returns boolean
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  seal text := current_setting('orgwork.seal', true);
  expiry text := split_part(seal, '|', 1);
  k org.scope_key;
begin
  if coalesce(seal, '') = '' then
    raise exception 'no scope is set' using errcode = '28000';
  end if;
  if expiry::bigint < extract(epoch from clock_timestamp()) then
    raise exception 'the scope has expired' using errcode = '28000';
  end if;
  select * into strict k from org.scope_key;
  if encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(
       current_setting('orgwork.lo') || '|' || current_setting('orgwork.hi') || '|' || current_setting('orgwork.actor')
       || '|' || expiry || '|' || session_user, 'UTF8'))), 'hex') <> split_part(seal, '|', 2) then
    raise exception 'the scope is not sealed' using errcode = '28000';
  end if;
  return true;
end $$;
alter function scope_sealed() owner to ow_kernel;
revoke all on function scope_sealed() from public;
grant execute on function scope_sealed() to ow_runtime;

-- In whose name the transaction runs; null for the system itself.
create function actor() returns uuid language sql stable parallel safe
  return nullif(nullif(current_setting('orgwork.actor', true), ''), '00000000-0000-0000-0000-000000000000')::uuid;
grant execute on function actor() to ow_runtime;

-- The module on whose login the transaction runs.
create function acting_module() returns text language sql stable parallel safe
  return case when session_user like 'ow\_m\_%' then substr(session_user, 6) else 'org' end;
grant execute on function acting_module() to ow_runtime;

-- The first text after the subtree of a path: '/' is the byte after '.'.
create function upper_bound(path text) returns text language sql immutable parallel safe
  return left(path, -1) || '/';
grant execute on function upper_bound(text) to ow_runtime;

-- How a module is switched at a place (0 off, 1 read-only, 2 on, 3 retired): as the nearest place at or above it says, given as path:state,path:state.
create function state_at(path text, switches text) returns int language sql immutable parallel safe
  return coalesce((select right(s, 1)::int from unnest(string_to_array(switches, ',')) s where starts_with(path, left(s, -2)) order by length(s) desc limit 1), 2);
grant execute on function state_at(text, text) to ow_runtime;

-- Tells all hosts that what they keep in memory has changed.
create function tell_hosts() returns trigger language plpgsql as $$
begin
  perform pg_notify('orgwork', tg_argv[0]);
  return null;
end $$;
