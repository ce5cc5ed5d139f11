-- What local programmes ask of places in their rounds, each datum by name: whoever asks for the same is told. Descriptions alone, no rows of any programme.
create function programme_data() returns table (module text, programme text, title text, level text, every text, days int, opens_from date, until_on date, datum text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with off as (select s.module, string_agg(l.path || ':' || s.state, ',') as switches from org.module_state s join org.locality l on l.id = s.locality_id group by s.module),
  here as (
    select m.id, (m.files ->> 'programme.json')::jsonb as d from org.described_module m join org.locality l on l.id = m.owner_id left join off on off.module = m.id
    where org.scope_sealed() and (l.path >= current_setting('orgwork.lo') and l.path < current_setting('orgwork.hi') or starts_with(current_setting('orgwork.lo'), l.path))
      and org.state_at(greatest(l.path collate "C", current_setting('orgwork.lo') collate "C"), coalesce(off.switches, '')) = 2
  )
  select h.id, h.d ->> 'name', r ->> 'title', case r -> 'round' ->> 'places' when 'county' then '3' when 'village' then '5' else '4' end, coalesce(r -> 'round' ->> 'every', 'month'), coalesce((r -> 'round' ->> 'days')::int, 5), (r -> 'round' ->> 'from')::date, (r -> 'round' ->> 'until')::date, f ->> 'label'
  from here h cross join lateral jsonb_array_elements(h.d -> 'registers') r cross join lateral jsonb_array_elements(r -> 'fields') f
  where jsonb_typeof(r -> 'round') = 'object' and not coalesce((r ->> 'closed')::boolean, false)
    and not coalesce((f ->> 'closed')::boolean, false) and not coalesce((f ->> 'byDeed')::boolean, false) and coalesce(f ->> 'kind', 'text') <> 'name' and f -> 'formula' is null and f -> 'from' is null
$$;
comment on function programme_data() is '专项按轮次向下级要的数据项';
alter function programme_data() owner to ow_kernel;
revoke all on function programme_data() from public;
grant execute on function programme_data() to ow_runtime;
