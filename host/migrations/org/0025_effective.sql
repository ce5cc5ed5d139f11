-- What was so on a day. Beside a register's table stands its history: one row per period in which nothing of the record changed,
-- with the columns of the table itself, so that a list as of a day is the same statement on the other table.
--
-- Invariants
-- 1. Periods of one record cannot overlap: an exclusion constraint refuses them, whoever writes.
--    It asks for the hash of the id first: GiST keeps numbers apart well, and random uuids so badly that 30,000 rows take a minute.
-- 2. The last period, without an end, is the table's row: a trigger keeps it so, in the transaction of the deed.
-- 3. A deed says from which day it counts by set_config('orgwork.effective_on', '2026-03-01', true); 'correction' says that what stood
--    there was never true. Unsaid, it counts from today.
-- 4. What is corrected and not changed (birth, joining the Party) is "fixed": a new value is true for all periods.
-- 5. A period belongs to the place where the record stood then: who may see that place sees it, and only they.

-- The day it is where the platform is used, whatever the server's own zone.
create function today() returns date language sql stable parallel safe
  return (now() at time zone 'Asia/Shanghai')::date;
grant execute on function today() to ow_runtime;

-- The place itself, whose number stays when its path grows or moves.
create function place_of(path text) returns text language sql immutable parallel safe
  return split_part(path, '.', -2);
grant execute on function place_of(text) to ow_runtime;

-- The columns that a history shares with its table.
create function history_columns(target regclass) returns text[] language sql stable
  return (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
    where a.attrelid = target and a.attnum > 0 and not a.attisdropped
      and exists (select from pg_attribute h where h.attrelid = (target::text || '_history')::regclass and h.attname = a.attname and h.attnum > 0 and not h.attisdropped));

create function keep_history() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  history text := format('%I.%I', tg_table_schema, tg_table_name || '_history');
  began text := coalesce(nullif(tg_argv[0], ''), 'null');
  fixed text[] := string_to_array(tg_argv[1], ',') || array['removed_at'];
  all_columns text[];
  changing text[];
  said text := coalesce(current_setting('orgwork.effective_on', true), '');
  effective date := case when said in ('', 'correction') then org.today() else said::date end;
  is_fixed boolean;
  is_changed boolean;
begin
  select array_agg(a.attname::text order by a.attnum) into all_columns from pg_attribute a
    where a.attrelid = tg_relid and a.attnum > 0 and not a.attisdropped
      and exists (select from pg_attribute h where h.attrelid = history::regclass and h.attname = a.attname and h.attnum > 0 and not h.attisdropped);
  if effective > org.today() then
    raise exception '生效日期 % 晚于今天，请到那天再办', to_char(effective, 'YYYY.MM.DD') using errcode = 'OW004';
  end if;
  if tg_op = 'INSERT' then
    execute format('insert into %s (%s, valid_from, valid_to) select %s, %s, ''infinity'' from new_rows n', history,
      (select string_agg(quote_ident(c), ', ') from unnest(all_columns) c), (select string_agg('n.' || quote_ident(c), ', ') from unnest(all_columns) c),
      case when said in ('', 'correction') then case when began = 'null' then 'org.today()' else format('least(coalesce(n.%I, org.today()), org.today())', began) end else quote_literal(effective) || '::date' end);
    return null;
  end if;

  changing := array(select c from unnest(all_columns) c where c <> all (fixed) and c not in ('id', 'locality_path'));
  execute format('select bool_or(%s), bool_or((%s) or org.place_of(o.locality_path) <> org.place_of(n.locality_path)) from old_rows o join new_rows n on n.id = o.id',
    (select string_agg(format('o.%1$I is distinct from n.%1$I', c), ' or ') from unnest(fixed) c where c = any (all_columns)),
    (select string_agg(format('o.%1$I is distinct from n.%1$I', c), ' or ') from unnest(changing) c)) into is_fixed, is_changed;
  if is_fixed then
    execute format('update %s h set %s from new_rows n where h.id = n.id', history, (select string_agg(format('%1$I = n.%1$I', c), ', ') from unnest(fixed) c where c = any (all_columns)));
  end if;
  if is_changed then
    if said <> 'correction' then
      -- The period in which the day lies ends there, and goes on as a period of its own.
      execute format('update %s h set valid_to = $1 from old_rows o join new_rows n on n.id = o.id where h.id = n.id and h.valid_from < $1 and h.valid_to > $1 and ((%s) or org.place_of(o.locality_path) <> org.place_of(n.locality_path))',
        history, (select string_agg(format('o.%1$I is distinct from n.%1$I', c), ' or ') from unnest(changing) c)) using effective;
      execute format('insert into %1$s (%2$s, valid_from, valid_to) select %3$s, $1, coalesce((select min(x.valid_from) from %1$s x where x.id = h.id and x.valid_from > $1), ''infinity'')
          from new_rows n join %1$s h on h.id = n.id where h.valid_to = $1 and not exists (select from %1$s x where x.id = h.id and x.valid_from = $1)',
        history, (select string_agg(quote_ident(c), ', ') from unnest(all_columns) c), (select string_agg('h.' || quote_ident(c), ', ') from unnest(all_columns) c)) using effective;
    end if;
    -- From that day on it is so, through every later period: what is said now was true from then.
    execute format('update %s h set locality_path = case when org.place_of(o.locality_path) = org.place_of(n.locality_path) then h.locality_path else n.locality_path end, %s
        from old_rows o join new_rows n on n.id = o.id where h.id = n.id and h.valid_%s', history,
      (select string_agg(format('%1$I = case when o.%1$I is distinct from n.%1$I then n.%1$I else h.%1$I end', c), ', ') from unnest(changing) c),
      case when said = 'correction' then 'to = ''infinity''' else 'from >= ' || quote_literal(effective) || '::date' end);
  end if;
  return null;
end $$;
alter function keep_history() owner to ow_kernel;

-- After a bulk load with triggers off: one period for each row, from its beginning.
create function rebuild_history(target regclass) returns void language plpgsql as $$
declare
  trigger_args text[] := (select string_to_array(encode(tgargs, 'escape'), '\000') from pg_trigger where tgrelid = target and tgname = 'history_new');
  columns text := (select string_agg(quote_ident(c), ', ') from unnest(org.history_columns(target)) c);
begin
  execute format('delete from %s_history', target);
  execute format('insert into %1$s_history (%2$s, valid_from, valid_to) select %2$s, %3$s, ''infinity'' from %1$s order by locality_path, rank_order, id', target, columns,
    case when trigger_args[1] = '' then '''-infinity''' else format('coalesce(%I, ''-infinity'')', trigger_args[1]) end);
end $$;

-- Adds to a history what its table has got since. New columns count as changing; keys and ciphers stay out.
create function extend_history(target regclass, kept_out text[]) returns void language plpgsql as $$
declare
  history regclass := (target::text || '_history')::regclass;
  added text[];
begin
  select array_agg(a.attname::text) into added from pg_attribute a
    where a.attrelid = target and a.attnum > 0 and not a.attisdropped and a.atttypid <> 'bytea'::regtype
      and a.attname <> all (kept_out || array['version', 'created_by', 'changed_at', 'changed_by', 'removed_by', 'removed_reason'])
      and not exists (select from pg_attribute h where h.attrelid = history and h.attname = a.attname);
  if added is null then return; end if;
  execute (select format('alter table %s %s', history, string_agg(format('add column %I %s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attcollation <> 0 and a.attcollation <> t.typcollation then ' collate "C"' else '' end), ', ' order by a.attnum))
    from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = target and a.attname = any (added));
  execute (select string_agg(format('comment on column %s.%I is %L', history, a.attname, coalesce(col_description(target, a.attnum), '')), ';' order by a.attnum) from pg_attribute a where a.attrelid = target and a.attname = any (added));
  -- As the owner, who has no scope here: for this one statement the policy does not bind owners.
  execute format('alter table %s no force row level security', target);
  execute format('alter table %s no force row level security', history);
  execute format('update %s h set %s from %s t where t.id = h.id', history, (select string_agg(format('%1$I = t.%1$I', c), ', ') from unnest(added) c), target);
  execute format('alter table %s force row level security', target);
  execute format('alter table %s force row level security', history);
end $$;

-- Called by the host after a schema's migrations have run.
create function extend_histories() returns void language plpgsql as $$
declare
  found_trigger record;
begin
  for found_trigger in select t.tgrelid::regclass as target, string_to_array(encode(t.tgargs, 'escape'), '\000') as args from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where t.tgname = 'history_new' and c.relnamespace = current_schema()::regnamespace loop
    perform org.extend_history(found_trigger.target, string_to_array(found_trigger.args[3], ','));
  end loop;
end $$;

-- What a module's migration calls after org.make_register. The first period of a record begins on the day in the column named;
-- kept out is what a history must not carry twice: sensitive items.
create function make_effective(table_name text, began_column text, fixed text[], kept_out text[]) returns void language plpgsql as $$
declare
  target regclass := format('%I.%I', current_schema(), table_name)::regclass;
  history text := format('%I.%I', current_schema(), table_name || '_history');
begin
  execute format('create table %s (id uuid not null, locality_path text collate "C" not null, valid_from date not null, valid_to date not null, check (valid_from < valid_to),
    exclude using gist (uuid_hash(id) with =, id with =, daterange(valid_from, valid_to) with &&))', history);
  execute format('comment on table %s is %L', history, obj_description(target, 'pg_class') || '沿革');
  execute format('comment on column %s.id is ''记录''', history);
  execute format('comment on column %s.locality_path is ''当时所在区划''', history);
  execute format('comment on column %s.valid_from is ''自何日起''', history);
  execute format('comment on column %s.valid_to is ''至何日前，无限为现状''', history);
  execute format('alter table %s add foreign key (locality_path) references org.locality (path) on update cascade', history);
  perform org.place_table(history::regclass);
  execute format('revoke insert, update, delete on %s from %I', history, org.login_of(current_schema()));
  execute format('grant select on %s to %I', history, org.login_of(current_schema()));
  execute format('grant select, insert, update on %s to ow_kernel', history);
  execute format('create trigger history_new after insert on %s referencing new table as new_rows for each statement execute function org.keep_history(%L, %L, %L)', target, coalesce(began_column, ''), array_to_string(fixed, ','), array_to_string(kept_out, ','));
  execute format('create trigger history after update on %s referencing old table as old_rows new table as new_rows for each statement execute function org.keep_history(%L, %L, %L)', target, coalesce(began_column, ''), array_to_string(fixed, ','), array_to_string(kept_out, ','));
  perform org.extend_history(target, kept_out);
  execute format('alter table %s no force row level security', target);
  execute format('alter table %s no force row level security', history);
  perform org.rebuild_history(target);
  execute format('alter table %s force row level security', target);
  execute format('alter table %s force row level security', history);
  execute format('create index on %s (locality_path, rank_order, id)', history);
  execute format('create index on %s (id, valid_from)', history);
end $$;
grant execute on function make_effective(text, text, text[], text[]), extend_histories(), extend_history(regclass, text[]), rebuild_history(regclass), history_columns(regclass) to ow_module_owner;
revoke execute on function make_effective(text, text, text[], text[]), extend_histories(), extend_history(regclass, text[]), rebuild_history(regclass), history_columns(regclass) from public;

-- Units (机构): their name, place and what they hang under change from a day on; one that is abolished or merged stays in its history.
alter table unit add column abolished_on date, add column merged_into_id uuid;
-- Adding the key reads the table as its owner, who has no scope here: for this one statement the policy does not bind owners.
alter table unit no force row level security;
alter table unit add foreign key (merged_into_id) references unit (id);
alter table unit force row level security;
comment on column unit.abolished_on is '撤销日期';
comment on column unit.merged_into_id is '并入机构';
select org.make_effective('unit', 'established_on', array['established_on'], '{}');
grant select on unit_history to ow_runtime;
