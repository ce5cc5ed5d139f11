-- A recurring job of a described module comes round at the place whose programme it is: at the topmost places the module is off.
drop function job_plan(text, text, text, timestamptz);
create function job_plan(p_module text, p_kind text, p_title text, p_due timestamptz) returns int
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  with planned as (
    insert into org.job (id, locality_path, module, kind, title, account_id, account_name, due_at, is_recurring)
    select gen_random_uuid(), l.path, p_module, p_kind, p_title, null, '系统', p_due, true from org.locality l
    where case when exists (select from org.described_module m where m.id = p_module) then l.id = (select m.owner_id from org.described_module m where m.id = p_module) else l.parent_id is null end
      and (l.valid_to is null or l.valid_to > current_date)
      and not exists (select from org.job o where o.module = p_module and o.kind = p_kind and o.locality_path = l.path and o.is_recurring and (o.state in (0, 1) or o.due_at >= p_due))
    on conflict do nothing returning 1)
  select count(*)::int from planned
$$;
alter function job_plan(text, text, text, timestamptz) owner to ow_kernel;
revoke all on function job_plan(text, text, text, timestamptz) from public;
grant execute on function job_plan(text, text, text, timestamptz) to ow_core;
