-- What keeps periods of one record apart is a GiST index whose columns the planner takes for any of them: asked for the posts of one cadre it read the index of everybody's, a millisecond here
-- and a second in a large city, instead of the tree that was made for it. With the record as text among its columns, no question matches it but the constraint's own.
create function keep_apart_by_text() returns void language plpgsql as $$
declare
  found_constraint record;
begin
  for found_constraint in select c.conrelid::regclass as target, c.conname, pg_get_constraintdef(c.oid) as def from pg_constraint c join pg_class t on t.oid = c.conrelid
    where c.contype = 'x' and t.relnamespace = current_schema()::regnamespace and pg_get_constraintdef(c.oid) ~ 'uuid_hash\((\w+)\) WITH =, \1 WITH =' loop
    execute format('alter table %s drop constraint %I, add constraint %I %s', found_constraint.target, found_constraint.conname, found_constraint.conname,
      regexp_replace(found_constraint.def, 'uuid_hash\((\w+)\) WITH =, \1 WITH =', 'uuid_hash(\1) WITH =, (\1::text) WITH ='));
  end loop;
end $$;

-- Called by the host after a schema's migrations have run.
create or replace function extend_histories() returns void language plpgsql as $$
declare
  found_trigger record;
begin
  perform org.keep_apart_by_text();
  for found_trigger in select t.tgrelid::regclass as target, string_to_array(encode(t.tgargs, 'escape'), '\000') as args from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where t.tgname = 'history_new' and c.relnamespace = current_schema()::regnamespace loop
    perform org.extend_history(found_trigger.target, string_to_array(found_trigger.args[3], ','));
  end loop;
end $$;
grant execute on function keep_apart_by_text() to ow_module_owner;
revoke execute on function keep_apart_by_text() from public;
