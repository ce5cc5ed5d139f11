-- 封存: a programme whose year is over stays to be looked at and exported, and nobody changes it any more.
create or replace function switch_described_module(p_id text, p_state smallint, p_reason text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform org.scope_sealed();
  if org.acting_module() <> 'programmes' or p_state not in (1, 2, 3) then
    raise exception 'not for this module to switch' using errcode = '42501';
  end if;
  update org.module_state s set state = p_state, reason = p_reason, set_by = org.actor(), set_at = now()
    from org.described_module m join org.locality l on l.id = m.owner_id
    where m.id = p_id and s.module = m.id and s.locality_id = m.owner_id and l.path >= current_setting('orgwork.lo') and l.path < current_setting('orgwork.hi');
  if not found then
    raise exception 'no such programme here' using errcode = '42501';
  end if;
end $$;
