-- What a place sets for all below it (standards, plans, drives) is read there and written where it lies. For tables with few rows: this policy is an "or".
create function make_known_below(table_name text) returns void language plpgsql as $$
begin
  execute format('create policy known_below on %I.%I for select to ow_runtime using (locality_path < current_setting(''orgwork.lo'') and starts_with(current_setting(''orgwork.lo''), locality_path) and (select org.scope_sealed()))', current_schema(), table_name);
end $$;
revoke all on function make_known_below(text) from public;
grant execute on function make_known_below(text) to ow_module_owner;
