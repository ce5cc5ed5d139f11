-- Asked by every transaction. A function in SQL that is not taken into its caller's statement is parsed and planned at every call, which took longer than most pages' own statements;
-- one in plpgsql keeps its plan for the session.
create or replace function switches() returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select coalesce(string_agg(l.path || ':' || s.state, ','), '') from org.module_state s join org.locality l on l.id = s.locality_id where s.module = org.acting_module());
end $$;
