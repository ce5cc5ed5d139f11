-- What a module's migration calls to make its tables registers. These run with the rights of the schema's owner.

-- The login that works with the tables of a schema.
create function login_of(schema_name text) returns text language sql immutable
  return case schema_name when 'org' then 'ow_core' else 'ow_m_' || schema_name end;

-- Puts the fence around a table with a place.
-- Rows that are looked for by their place say the range plainly, so that the planner knows how many there are. Rows that are looked for by the record they
-- hang on hide it in sub-selects: the planner is poor at narrow ranges of paths, takes them for one row, and would walk the whole place instead of the record.
create function place_table(target regclass, found_by_place boolean default true) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(case when found_by_place
    then 'create policy scope on %s using (locality_path >= current_setting(''orgwork.lo'') and locality_path < current_setting(''orgwork.hi'') and (select org.scope_sealed()))'
    else 'create policy scope on %s using (locality_path >= (select current_setting(''orgwork.lo'')) and locality_path < (select current_setting(''orgwork.hi'')) and (select org.scope_sealed()))' end, target);
  -- For the kernel's own triggers and functions, which keep persons and search pieces in step across places.
  execute format('create policy kernel on %s to ow_kernel using (true)', target);
  if (select nspname from pg_namespace n join pg_class c on c.relnamespace = n.oid where c.oid = target) <> 'org' then
    perform org.follow_switches(target);
  end if;
end $$;

-- Rows of places where their module is switched off are not there for its login, whatever place somebody stands in; where it is read-only they do not change.
-- The switches come with the scope, at each transaction's beginning. Nowhere switched: one comparison of two empty texts.
create function follow_switches(target regclass) returns void language plpgsql as $$
declare
  switches constant text := '(select coalesce(current_setting(''orgwork.switches'', true), ''''))';
begin
  execute format('create policy switched_on on %s as restrictive to ow_runtime using (%s = '''' or org.state_at(locality_path, %2$s) in (1, 2)) with check (%2$s = '''' or org.state_at(locality_path, %2$s) = 2)', target, switches);
  execute format('create policy switched_for_good on %s as restrictive for delete to ow_runtime using (%s = '''' or org.state_at(locality_path, %2$s) = 2)', target, switches);
end $$;

create function add_register_columns(target regclass) returns void language plpgsql as $$
begin
  execute format($ddl$
    alter table %s
      add column id uuid primary key default gen_random_uuid(),
      add column locality_path text collate "C" not null,
      add column rank_order int not null default 0,
      add column version int not null default 1,
      add column created_at timestamptz not null default now(),
      add column created_by uuid,
      add column changed_at timestamptz not null default now(),
      add column changed_by uuid,
      add column removed_at timestamptz,
      add column removed_by uuid,
      add column removed_reason text
    $ddl$, target);
  execute format('comment on column %s.id is ''标识''', target);
  execute format('comment on column %s.locality_path is ''所在区划''', target);
  execute format('comment on column %s.rank_order is ''次序''', target);
  execute format('comment on column %s.version is ''版本''', target);
  execute format('comment on column %s.created_at is ''建立时间''', target);
  execute format('comment on column %s.created_by is ''建立人''', target);
  execute format('comment on column %s.changed_at is ''最近修改时间''', target);
  execute format('comment on column %s.changed_by is ''最近修改人''', target);
  execute format('comment on column %s.removed_at is ''移入回收站时间''', target);
  execute format('comment on column %s.removed_by is ''移入回收站的人''', target);
  execute format('comment on column %s.removed_reason is ''移入回收站的原因''', target);
end $$;

create function make_register(table_name text, title text) returns void language plpgsql as $$
declare
  target regclass := format('%I.%I', current_schema(), table_name)::regclass;
begin
  execute format('comment on table %s is %L', target, title);
  perform org.add_register_columns(target);
  execute format('alter table %s add foreign key (locality_path) references org.locality (path) on update cascade', target);
  execute format('create index on %s (locality_path, rank_order, id) where removed_at is null', target);
  execute format('create index on %s (locality_path, removed_at) where removed_at is not null', target);
  -- What has changed since: other systems ask for it (host/Api).
  execute format('create index on %s (changed_at, id)', target);
  perform org.place_table(target);
  -- Rows go to the bin and stay; nothing is deleted.
  execute format('revoke delete on %s from %I', target, org.login_of(current_schema()));
  execute format('grant select, insert, update on %s to %I', target, org.login_of(current_schema()));
end $$;

-- A table whose rows hang on one row of a register, and go where it goes.
create function make_child(table_name text, title text, parent text) returns void language plpgsql as $$
declare
  target regclass := format('%I.%I', current_schema(), table_name)::regclass;
  parent_table regclass := format('%I.%I', current_schema(), parent)::regclass;
  parent_column text := parent || '_id';
begin
  execute format('comment on table %s is %L', target, title);
  perform org.add_register_columns(target);
  execute format('alter table %s add column %I uuid not null', target, parent_column);
  execute format('comment on column %s.%I is ''所属记录''', target, parent_column);
  -- Place and record in one key: when the record moves, or the place itself, its children move along.
  if not exists (select from pg_constraint where conrelid = parent_table and conname = parent || '_placed') then
    execute format('alter table %s add constraint %I unique (id, locality_path)', parent_table, parent || '_placed');
  end if;
  -- Adding the key reads the parent as its owner, who has no scope here: for this one statement the policy does not bind owners.
  execute format('alter table %s no force row level security', parent_table);
  execute format('alter table %s add foreign key (%I, locality_path) references %s (id, locality_path) on update cascade', target, parent_column, parent_table);
  execute format('alter table %s force row level security', parent_table);
  execute format('create index on %s (%I, rank_order, id)', target, parent_column);
  execute format('create index on %s (locality_path)', target);
  perform org.place_table(target, found_by_place => false);
  -- Rows go to the bin and stay; nothing is deleted.
  execute format('revoke delete on %s from %I', target, org.login_of(current_schema()));
  execute format('grant select, insert, update on %s to %I', target, org.login_of(current_schema()));
end $$;

-- Search by any piece of a name. Under row security an index serves only leakproof operators, and none of like, trigram or
-- arrays is one; equality on a row of its own per piece is.

-- A name as it is searched: full-width letters and brackets as plain ones, small letters, without spaces and middle dots.
create function searchable(name text) returns text language sql immutable parallel safe
  return replace(replace(lower(normalize(name, nfkc)), ' ', ''), '·', '');

create function grams(name text, pinyin text, initials text, tail text) returns setof text language sql immutable parallel safe as $$
  with n as (select org.searchable(name) as n)
  select distinct g from (
    select substr(n, i, 1) from n, generate_series(1, length(n)) i
    union all select substr(n, i, 2) from n, generate_series(1, length(n) - 1) i
    union all select left(initials, i) from generate_series(1, least(length(initials), 6)) i
    union all select initials
    union all select pinyin
    union all select '#' || tail
  ) pieces (g)
  where g <> '' and g is not null
$$;

create function keep_grams() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gram_table text := format('%I.%I', tg_table_schema, tg_table_name || '_gram');
  name_column text := tg_argv[0];
  old_row jsonb;
  new_row jsonb;
begin
  if tg_op <> 'INSERT' then
    old_row := to_jsonb(old);
    execute format('delete from %s where row_id = $1 and locality_path = $2 and rank_order = $7 and gram in (select org.grams($3, $4, $5, $6))', gram_table)
      using old.id, old.locality_path, old_row ->> name_column, old_row ->> (name_column || '_pinyin'), old_row ->> (name_column || '_initials'), right(old_row ->> 'identity_mask', 4), old.rank_order;
  end if;
  if tg_op <> 'DELETE' and new.removed_at is null then
    new_row := to_jsonb(new);
    execute format('insert into %s (gram, locality_path, rank_order, row_id) select g, $1, $7, $2 from org.grams($3, $4, $5, $6) g', gram_table)
      using new.locality_path, new.id, new_row ->> name_column, new_row ->> (name_column || '_pinyin'), new_row ->> (name_column || '_initials'), right(new_row ->> 'identity_mask', 4), new.rank_order;
  end if;
  return null;
end $$;
alter function keep_grams() owner to ow_kernel;

create function make_searchable(table_name text, name_column text) returns void language plpgsql as $$
declare
  target regclass := format('%I.%I', current_schema(), table_name)::regclass;
  gram_name text := table_name || '_gram';
  gram_table text := format('%I.%I', current_schema(), gram_name);
  is_person boolean := exists (select from pg_attribute where attrelid = target and attname = 'identity_mask' and not attisdropped);
begin
  execute format('alter table %s add column if not exists %I text not null default '''', add column if not exists %I text not null default ''''', target, name_column || '_pinyin', name_column || '_initials');
  execute format('comment on column %s.%I is ''拼音''', target, name_column || '_pinyin');
  execute format('comment on column %s.%I is ''拼音首字母''', target, name_column || '_initials');
  execute format('create index on %s (%I, id) where removed_at is null', target, name_column);
  execute format('create table %s (gram text collate "C" not null, locality_path text collate "C" not null, rank_order int not null, row_id uuid not null, primary key (gram, locality_path, rank_order, row_id))', gram_table);
  execute format('comment on table %s is %L', gram_table, '查找片段');
  execute format('comment on column %s.gram is ''片段''', gram_table);
  execute format('comment on column %s.locality_path is ''所在区划''', gram_table);
  execute format('comment on column %s.rank_order is ''次序，使查找结果与名册同序''', gram_table);
  execute format('comment on column %s.row_id is ''记录''', gram_table);
  perform org.place_table(gram_table::regclass);
  execute format('grant select on %s to %I', gram_table, org.login_of(current_schema()));
  -- No more than the trigger needs, whatever the default rights of the schema say.
  execute format('revoke insert, update, delete on %s from %I', gram_table, org.login_of(current_schema()));
  execute format('grant select, insert, delete on %s to ow_kernel', gram_table);
  execute format('create trigger grams_new after insert or delete on %s for each row execute function org.keep_grams(%L)', target, name_column);
  -- By what has changed and not by what a statement names: a trigger of the table may have changed the place.
  execute format('create trigger grams after update on %1$s for each row when ((old.%2$I, old.%3$I, old.locality_path, old.rank_order, old.removed_at is null%4$s) is distinct from (new.%2$I, new.%3$I, new.locality_path, new.rank_order, new.removed_at is null%5$s)) execute function org.keep_grams(%6$L)',
    target, name_column, name_column || '_initials', case when is_person then ', old.identity_mask' else '' end, case when is_person then ', new.identity_mask' else '' end, name_column);
end $$;

-- After a bulk load with triggers off. Runs as whoever may write the table past its policies.
create function rebuild_grams(target regclass, name_column text) returns void language plpgsql as $$
declare
  gram_table text := format('%I.%I', (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = target), (select relname || '_gram' from pg_class where oid = target));
  is_person boolean := exists (select from pg_attribute where attrelid = target and attname = 'identity_mask' and not attisdropped);
begin
  execute format('delete from %s', gram_table);
  execute format('insert into %s (gram, locality_path, rank_order, row_id) select g, t.locality_path, t.rank_order, t.id from %s t, org.grams(t.%I, t.%I, t.%I, %s) g where t.removed_at is null order by 1, 2, 3, 4',
    gram_table, target, name_column, name_column || '_pinyin', name_column || '_initials', case when is_person then 'right(t.identity_mask, 4)' else 'null' end);
end $$;
grant execute on all functions in schema org to ow_runtime;
revoke execute on function rebuild_grams(regclass, text) from ow_runtime;
