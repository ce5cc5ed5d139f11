-- What hangs on its like (units, Party organisations) never hangs on itself, however many stand between. One change at a time: two at once could each be right and close a ring together.
create function refuse_cycle() returns trigger language plpgsql as $$
declare
  is_below boolean;
begin
  perform pg_advisory_xact_lock(hashtext('acyclic'), tg_relid::int);
  execute format('with recursive above as (select $1::uuid as id union select t.parent_id from %s t join above a on t.id = a.id where t.parent_id is not null) select exists (select from above where id = $2)', tg_relid::regclass)
    into is_below using new.parent_id, new.id;
  if is_below then
    raise exception '不能把自己或自己的下级作为“%”的上级', new.name using errcode = 'OW003', column = 'parent_id';
  end if;
  return new;
end $$;

create function make_acyclic(table_name text) returns void language plpgsql as $$
begin
  execute format('create trigger acyclic before update of parent_id on %I.%I for each row when (new.parent_id is not null and new.parent_id is distinct from old.parent_id) execute function org.refuse_cycle()', current_schema(), table_name);
end $$;
revoke all on function make_acyclic(text) from public;
grant execute on function make_acyclic(text) to ow_module_owner;
grant execute on function refuse_cycle() to ow_module_owner;

select org.make_acyclic('unit');
