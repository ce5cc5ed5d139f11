-- A unit whose personnel clerk signs in is a place of its own, as a Party organisation is (build/decisions/0120): made when somebody is first granted
-- a role there, and never before. Its rows and those of its people move below its path; to everybody above nothing changes.
--
-- Invariants
-- 1. A unit with a place lies at it. A unit without one lies with the unit above it, where that has a place and both are at home in one locality, and at home otherwise.
-- 2. Rows that follow their unit (org.make_unit_following) lie where the unit lies, as long as both are at home in one locality. Who leaves the unit lies at home again.
-- 3. That a unit has got a place is no change in anybody's life: histories do not begin a new period with it.

comment on column locality.id is '内码，不变；党组织和授权到人事干部的单位为负';
comment on column locality.kind is '层级：1 省 2 市 3 县 4 乡 5 村 6 党组织或授权的单位';
comment on column locality.code is '区划代码；党组织和授权的单位为 p 加内码';

alter table unit add column place_id int references locality (id);
comment on column unit.place_id is '自己的内码：授权到这个单位以后，机构和本单位人员的记录归在它的路径之下';
create unique index on unit (place_id);
grant select, update (place_id, locality_path) on unit to ow_kernel;

-- The place itself goes on under another: the cascade says so, and nobody else.
create function goes_along(old_path text, new_path text) returns boolean language sql immutable parallel safe
  return old_path <> new_path and org.place_of(old_path) = org.place_of(new_path);

-- Where what belongs to a unit lies, that is itself at home here.
create function beside_unit(of_unit uuid, home text) returns text language sql stable security definer set search_path = pg_catalog, pg_temp
  return coalesce((select u.locality_path from org.unit u where u.id = of_unit and position('-' in u.locality_path) > 0 and org.home_of(u.locality_path) = org.home_of(home)), org.home_of(home));
alter function beside_unit(uuid, text) owner to ow_kernel;

create function unit_lies() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' or not org.goes_along(old.locality_path, new.locality_path) then
    new.locality_path := org.beside_unit(new.parent_id, new.locality_path);
  end if;
  return new;
end $$;
alter function unit_lies() owner to ow_kernel;

-- What has gone with its unit: the units below it, the people, and their files.
create function unit_carries() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  said text := coalesce(current_setting('orgwork.effective_on', true), '');
  follower record;
begin
  perform set_config('orgwork.effective_on', 'correction', true);
  update org.unit set locality_path = locality_path where parent_id = new.id;
  for follower in select t.tgrelid::regclass as rows, split_part(encode(t.tgargs, 'escape'), '\000', 1) as unit_column from pg_trigger t where t.tgfoid = 'org.follow_unit'::regproc and t.tgname = 'unit_follow' loop
    execute format('with gone as (update %s set locality_path = locality_path where %I = $1 and locality_path <> org.beside_unit($1, locality_path) returning id, locality_path) update org.file f set locality_path = gone.locality_path from gone where f.row_id = gone.id',
      follower.rows, follower.unit_column) using new.id;
  end loop;
  perform set_config('orgwork.effective_on', said, true);
  return null;
end $$;
alter function unit_carries() owner to ow_kernel;

create function follow_unit() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  of_unit uuid;
begin
  if tg_op = 'UPDATE' and org.goes_along(old.locality_path, new.locality_path) then
    return new;
  end if;
  execute format('select ($1).%I', tg_argv[0]) into of_unit using new;
  -- Entered by whoever answers for one unit alone: of that unit.
  if tg_op = 'INSERT' and of_unit is null and position('-' in new.locality_path) > 0 then
    select u.id into of_unit from org.unit u join org.locality l on l.id = u.place_id where l.path = new.locality_path;
    new := jsonb_populate_record(new, jsonb_build_object(tg_argv[0], of_unit));
  end if;
  new.locality_path := org.beside_unit(of_unit, new.locality_path);
  return new;
end $$;
alter function follow_unit() owner to ow_kernel;

create trigger unit_lies before insert or update of parent_id, locality_path on unit for each row when (new.place_id is null) execute function unit_lies();
create trigger seat_moving before update on unit for each row when (old.place_id is not null and (old.locality_path is distinct from new.locality_path or old.place_id is distinct from new.place_id)) execute function seat_moving();
create trigger seat_moved after update on unit for each row when (new.place_id is not null) execute function seat_moved('name', 'short_name', 'parent_id');
-- A place that goes on under another takes along by itself what lies at it.
create trigger unit_carries after update on unit for each row when (place_of(old.locality_path) <> place_of(new.locality_path)) execute function unit_carries();

-- What a module's migration calls for a register of people that belong to units.
create function make_unit_following(table_name text, unit_column text) returns void language plpgsql as $$
declare
  target regclass := format('%I.%I', current_schema(), table_name)::regclass;
begin
  execute format('grant select (id, locality_path, %I), update (locality_path) on %s to ow_kernel', unit_column, target);
  execute format('create trigger unit_follow_new before insert on %s for each row execute function org.follow_unit(%L)', target, unit_column);
  execute format('create trigger unit_follow before update of locality_path, %I on %s for each row execute function org.follow_unit(%L)', unit_column, target, unit_column);
end $$;

-- The number of a unit's place, made where it has none; nothing where the unit is not within the scope or is no more.
create function seat_unit(wanted uuid) returns int language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  number int;
  place text;
  said text := coalesce(current_setting('orgwork.effective_on', true), '');
begin
  perform org.scope_sealed();
  select id, name, short_name, parent_id, locality_path, place_id into one from org.unit
    where id = wanted and removed_at is null and abolished_on is null and locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') for update;
  if one.id is null or one.place_id is not null then
    return one.place_id;
  end if;
  number := nextval('org.organisation_place');
  insert into org.locality (id, code, name, short_name, kind, parent_id, valid_from) overriding system value
    values (-number, 'p' || number, one.name, coalesce(nullif(one.short_name, ''), one.name), 6, org.seat_above('org.unit', one.parent_id, org.home_of(one.locality_path)), org.today())
    returning path into place;
  perform set_config('orgwork.effective_on', 'correction', true);
  update org.unit set place_id = -number, locality_path = place where id = wanted;
  perform set_config('orgwork.effective_on', said, true);
  return -number;
end $$;
alter function seat_unit(uuid) owner to ow_kernel;

revoke all on function goes_along(text, text), beside_unit(uuid, text), seat_unit(uuid), make_unit_following(text, text), unit_lies(), unit_carries(), follow_unit() from public;
grant execute on function goes_along(text, text), beside_unit(uuid, text) to ow_kernel;
grant execute on function make_unit_following(text, text), follow_unit() to ow_module_owner;
grant execute on function seat_unit(uuid) to ow_core;
