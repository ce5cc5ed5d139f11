-- What is summed up stands still; what a party writes is named, so that a new column is closed to it by itself; groups find the tasks they name, however many run.

alter table work_item add column plan_closed boolean not null default false;
comment on column work_item.plan_closed is '所在的计划已经总结';
update work_item i set plan_closed = true from work_plan p where p.id = i.plan_id and p.state = 'closed';
grant update (plan_closed) on work_item to ow_runtime;

-- However a plan is summed up, its items and its running rounds end with it.
create function end_with_plan() returns trigger language plpgsql as $$
begin
  update org.work_item set plan_closed = new.state = 'closed' where plan_id = new.id;
  if new.state = 'closed' then
    update org.work_round_item set is_open = false where is_open and round_id in (select id from org.work_round where plan_id = new.id);
    update org.work_round set closed_on = org.today(), minutes = '随计划总结结束' where plan_id = new.id and closed_on is null;
  end if;
  return null;
end $$;
create trigger ends after update of state on work_plan for each row when (new.state is distinct from old.state and 'closed' in (new.state, old.state)) execute function end_with_plan();

-- A party reports, receives and applies; what it is asked to do, and by when, it does not write.
create or replace function keep_work_terms() returns trigger language plpgsql as $$
declare
  own constant text[] := array['percent', 'state', 'reported_on', 'report_words', 'applied_by', 'closing_words', 'version'];
begin
  if new.locality_path <> old.locality_path or current_user = 'ow_kernel' then
    return new;
  end if;
  if (old.locality_path < current_setting('orgwork.lo', true) or old.locality_path >= current_setting('orgwork.hi', true))
     and (to_jsonb(new) - own is distinct from to_jsonb(old) - own or new.state not in ('open', 'applied')) then
    raise exception '交办的内容、时限和结论由交办单位掌握' using errcode = '42501';
  end if;
  -- Nobody checks what they themselves applied for, nor closes what nobody checked.
  if new.checked_by is not null and new.checked_by = new.applied_by and new.checked_by is distinct from old.checked_by then
    raise exception '核验人不能是申请人' using errcode = '42501';
  end if;
  return new;
end $$;

-- Tasks of whichever module within the scope, as little of them as a group needs to say: which kinds, the page says by what its reader may see. Those that are linked with the rows;
-- or, without rows, what runs and could be, by their ids or by words of their titles. Where a module is off there are none of it.
drop function work_anywhere(text[], uuid, text);
create function work_anywhere(p_kinds text[], p_rows uuid[], p_items uuid[], p_find text) returns table (row_id uuid, id uuid, module text, kind text, number text, title text, line text, lead_name text, person text, begins_on date, due_on date, percent int, state text, level smallint, closed_on date, locality_path text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with off as (select s.module, string_agg(l.path || ':' || s.state, ',') as switches from org.module_state s join org.locality l on l.id = s.locality_id group by s.module),
  wanted as (
    select l.row_id, l.item_id from org.work_link l where l.row_id = any (p_rows)
    union all
    select null, i.id from org.work_item i where p_rows is null and i.state in ('open', 'applied', 'checked') and i.parts = 0 and (p_items is null or i.id = any (p_items)) and position(p_find in i.title) > 0
  )
  select w.row_id, i.id, i.module, i.kind, i.number, i.title, i.line, i.lead_name, i.person, i.begins_on, i.due_on, i.percent, i.state, i.level, i.closed_on, i.locality_path
  from wanted w join org.work_item i on i.id = w.item_id left join off on off.module = i.module
  where org.scope_sealed() and i.locality_path >= current_setting('orgwork.lo') and i.locality_path < current_setting('orgwork.hi') and i.module || '/' || i.kind = any (p_kinds) and i.level > 1 and i.state <> 'draft'
    and org.state_at(i.locality_path, coalesce(off.switches, '')) in (1, 2)
  order by i.due_on nulls last, i.id limit case when p_rows is null then 300 else 300 * cardinality(p_rows) end
$$;
alter function work_anywhere(text[], uuid[], uuid[], text) owner to ow_kernel;
revoke all on function work_anywhere(text[], uuid[], uuid[], text) from public;
grant execute on function work_anywhere(text[], uuid[], uuid[], text) to ow_runtime;
