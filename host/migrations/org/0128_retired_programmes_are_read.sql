-- A programme that is retired takes nothing, and what was recorded in it stays to be read, as where it is sealed; that it is out of the menu is the host's to see to.
create or replace function switches() returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select coalesce(string_agg(l.path || ':' || case when s.state = 3 and exists (select from org.described_module m where m.id = s.module) then 1 else s.state end, ','), '')
    from org.module_state s join org.locality l on l.id = s.locality_id where s.module = org.acting_module());
end $$;
