-- What a local programme has found of somebody who stands in a register of the platform, for that record to show. The programme's own table says so, whichever way a row of it changes;
-- a row that goes to the bin, or is about somebody else now, is taken back.
create table programme_result (
  id uuid primary key default gen_random_uuid(),
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null,
  register text not null,
  row_id uuid not null,
  list text not null,
  subject_id uuid not null,
  programme text not null,
  title text not null,
  held_on date not null,
  words text not null,
  told_at timestamptz not null default now(),
  removed_at timestamptz,
  unique (module, register, row_id, subject_id)
);
comment on table programme_result is '专项工作中的记录';
comment on column programme_result.id is '标识';
comment on column programme_result.locality_path is '对象所在区划';
comment on column programme_result.module is '哪个专项';
comment on column programme_result.register is '哪本台账';
comment on column programme_result.row_id is '哪一行';
comment on column programme_result.list is '哪本名册';
comment on column programme_result.subject_id is '名册里的哪一位';
comment on column programme_result.programme is '专项（当时的名称）';
comment on column programme_result.title is '事项';
comment on column programme_result.held_on is '日期';
comment on column programme_result.words is '结果';
comment on column programme_result.told_at is '记入时间';
comment on column programme_result.removed_at is '撤回时间';
create index on programme_result (subject_id, held_on);
create index on programme_result (locality_path);
select org.place_table('org.programme_result'::regclass);
grant select on programme_result to ow_runtime;
grant select, insert, update on programme_result to ow_kernel;

-- A programme speaks for itself only, and only of those whom who acts can see: the place is that of the chosen row as lent to the programme, and lies within the transaction's scope.
create function tell_of_listed(p_register text, p_row uuid, p_list text, p_subject uuid, p_path text, p_programme text, p_title text, p_on date, p_words text, p_removed boolean) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform org.scope_sealed();
  if not exists (select from org.described_module m where m.id = org.acting_module()) then
    raise exception 'only a local programme tells of others'' rows' using errcode = '42501';
  end if;
  update org.programme_result r set removed_at = now(), told_at = now()
    where r.module = org.acting_module() and r.register = p_register and r.row_id = p_row and r.list = p_list and r.subject_id is distinct from p_subject and r.removed_at is null;
  -- Nobody is chosen, or somebody whom who acts here does not see: what was told stays.
  if p_subject is null or p_path is null then
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
comment on function tell_of_listed(text, uuid, text, uuid, text, text, text, date, text, boolean) is '专项把结果记到名册里的人、组织的记录上';
alter function tell_of_listed(text, uuid, text, uuid, text, text, text, date, text, boolean) owner to ow_kernel;
revoke all on function tell_of_listed(text, uuid, text, uuid, text, text, text, date, text, boolean) from public;
grant execute on function tell_of_listed(text, uuid, text, uuid, text, text, text, date, text, boolean) to ow_runtime;
