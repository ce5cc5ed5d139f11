-- Where a described module lives: some deeds compare all of its rows, and must be done where all of them are seen.
create function programme_home(p_module text) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.path from org.described_module m join org.locality l on l.id = m.owner_id where m.id = p_module
$$;
comment on function programme_home(text) is '专项建立在哪个区划';
alter function programme_home(text) owner to ow_kernel;
revoke all on function programme_home(text) from public;
grant execute on function programme_home(text) to ow_runtime;
