-- What was told of somebody stays on the record when the record moves: whoever reads it there reads that too, and whoever cannot see the record any more no longer does.
create function results_follow() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update org.programme_result set locality_path = new.locality_path where subject_id = new.id and locality_path <> new.locality_path;
  return null;
end $$;
comment on function results_follow() is '专项记到记录上的结果随记录走';
alter function results_follow() owner to ow_kernel;

-- What a module's migration calls for a table whose rows local programmes may choose from a list.
create function make_told(table_name text) returns void language plpgsql as $$
declare
  target regclass := format('%I.%I', current_schema(), table_name)::regclass;
begin
  execute format('create trigger results_follow after update on %s for each row when (old.locality_path is distinct from new.locality_path) execute function org.results_follow()', target);
end $$;
comment on function make_told(text) is '名册的记录移到别处时，专项记下的结果跟着走';
revoke all on function make_told(text) from public;
grant execute on function make_told(text) to ow_module_owner;

-- A programme may put right and take back what it has told itself, wherever the record lies by now; of whom it does not see it tells nothing new.
create or replace function tell_of_listed(p_register text, p_row uuid, p_list text, p_subject uuid, p_path text, p_programme text, p_title text, p_on date, p_words text, p_removed boolean) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform org.scope_sealed();
  if not exists (select from org.described_module m where m.id = org.acting_module()) then
    raise exception 'only a local programme tells of others'' rows' using errcode = '42501';
  end if;
  update org.programme_result r set removed_at = now(), told_at = now()
    where r.module = org.acting_module() and r.register = p_register and r.row_id = p_row and r.list = p_list and r.subject_id is distinct from p_subject and r.removed_at is null;
  if p_subject is null then
    return;
  end if;
  if p_path is null then
    update org.programme_result r set programme = p_programme, title = p_title, held_on = p_on, words = p_words, told_at = now(), removed_at = case when p_removed then now() end
      where r.module = org.acting_module() and r.register = p_register and r.row_id = p_row and r.list = p_list and r.subject_id = p_subject
        and (r.programme, r.title, r.held_on, r.words, r.removed_at is null) is distinct from (p_programme, p_title, p_on, p_words, not p_removed);
    return;
  end if;
  if p_path < current_setting('orgwork.lo') or p_path >= current_setting('orgwork.hi') then
    raise exception 'not within the scope' using errcode = '42501';
  end if;
  insert into org.programme_result as r (locality_path, module, register, row_id, list, subject_id, programme, title, held_on, words, removed_at)
    values (p_path, org.acting_module(), p_register, p_row, p_list, p_subject, p_programme, p_title, p_on, p_words, case when p_removed then now() end)
    on conflict (module, register, row_id, subject_id) do update set locality_path = excluded.locality_path, programme = excluded.programme, title = excluded.title, held_on = excluded.held_on, words = excluded.words, told_at = now(), removed_at = excluded.removed_at
      where (r.locality_path, r.programme, r.title, r.held_on, r.words, r.removed_at is null) is distinct from (excluded.locality_path, excluded.programme, excluded.title, excluded.held_on, excluded.words, excluded.removed_at is null);
end $$;
