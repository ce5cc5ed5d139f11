-- Below the places of the country stand those of the Party: every Party organisation is a place of its own (build/decisions/0011).
--
-- Invariants
-- 1. Their ids are negative, so that in a path they come before all villages and townships: "1.14.92.-1000007." A place with its
--    organisations, and without the places below it, is one range: from its path to below its path and another dot.
-- 2. An organisation stands under the one above it where both are at home in the same place, and under that place otherwise.
-- 3. Rows of an organisation carry its path. They go where it goes, by the same cascade as with any place; no policy knows of it.
-- 4. Names and hierarchy come from the module's own table, by trigger, and from nowhere else.

alter table locality drop constraint locality_kind_check, add constraint locality_kind_check check (kind between 1 and 6);
alter table locality drop constraint locality_code_check, add constraint locality_code_check
  check (case when kind = 6 then code ~ '^p[0-9]{7,9}$' and id < 0 and parent_id is not null else code ~ '^[0-9]{2,12}$' and id > 0 end);
comment on column locality.id is '内码，不变；党组织为负';
comment on column locality.kind is '层级：1 省 2 市 3 县 4 乡 5 村 6 党组织';
comment on column locality.code is '区划代码；党组织为 p 加内码';
create sequence organisation_place start 1000000;

-- Where an organisation is at home: the path of its village, township, county.
create function home_of(path text) returns text language sql immutable parallel safe
  return split_part(path, '-', 1);
grant execute on function home_of(text) to ow_runtime, ow_module_owner;

create or replace function locality_place() returns trigger language plpgsql as $$
declare
  above org.locality;
begin
  if tg_op = 'UPDATE' and new.kind < 6 and exists (select from org.locality where parent_id = new.id and kind <= new.kind) then
    raise exception '%的下级中有同级或更高层级的区划，不能改为这个层级', new.name using errcode = 'OW002';
  end if;
  if new.parent_id is null then
    new.path := new.id || '.';
  else
    select * into above from org.locality where id = new.parent_id for share;
    if above.kind >= new.kind and new.kind < 6 then
      raise exception '%不能设在%之下：层级不符', new.name, above.name using errcode = 'OW002';
    end if;
    if tg_op = 'UPDATE' and starts_with(above.path, old.path) then
      raise exception '%不能移到自己的下级%之下', new.name, above.name using errcode = 'OW003';
    end if;
    new.path := above.path || new.id || '.';
  end if;
  return new;
end $$;

-- What an organisation was called is remembered in its own history.
drop trigger remember_new on locality;
drop trigger remember on locality;
create trigger remember_new after insert on locality for each row when (new.kind < 6) execute function locality_remember();
create trigger remember after update of code, name, short_name, kind, parent_id, valid_to on locality for each row
  when (new.kind < 6 and (old.code, old.name, old.short_name, old.kind, old.parent_id, old.valid_to) is distinct from (new.code, new.name, new.short_name, new.kind, new.parent_id, new.valid_to))
  execute function locality_remember();

grant insert, update (parent_id, path, name, short_name) on locality to ow_kernel;
grant usage on sequence organisation_place to ow_kernel;

-- Under which place a row of a seated table stands: its parent's, where both have one home.
create function seat_above(seated regclass, parent uuid, home text) returns int
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  above text;
begin
  execute format('select locality_path from %s where id = $1', seated) into above using parent;
  return (select id from org.locality where path = case when org.home_of(above) = home then above else home end);
end $$;
alter function seat_above(regclass, uuid, text) owner to ow_kernel;

create function seat_new() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  said jsonb := to_jsonb(new);
  number int := nextval('org.organisation_place');
  called text := said ->> tg_argv[0];
begin
  insert into org.locality (id, code, name, short_name, kind, parent_id, valid_from) overriding system value
    values (-number, 'p' || number, called, coalesce(nullif(said ->> tg_argv[1], ''), called), 6, org.seat_above(tg_relid, (said ->> tg_argv[2])::uuid, org.home_of(new.locality_path)), org.today())
    returning id, path into new.place_id, new.locality_path;
  return new;
end $$;
alter function seat_new() owner to ow_kernel;

-- With the rights of whoever writes. The place itself moves after the row is written; until then its path is what it was.
create function seat_moving() returns trigger language plpgsql as $$
begin
  new.place_id := old.place_id;
  -- Its place moved, and this is the cascade.
  if new.locality_path = (select path from org.locality where id = new.place_id) then
    return new;
  end if;
  if row_security_active(tg_relid) and not (new.locality_path >= current_setting('orgwork.lo') and new.locality_path < current_setting('orgwork.hi')) then
    raise exception 'the place lies outside the scope' using errcode = '42501';
  end if;
  if org.home_of(new.locality_path) <> org.home_of(old.locality_path) then
    perform set_config('orgwork.seats', (coalesce(nullif(current_setting('orgwork.seats', true), ''), '{}')::jsonb || jsonb_build_object(new.id::text, org.home_of(new.locality_path)))::text, true);
  end if;
  new.locality_path := old.locality_path;
  return new;
end $$;

create function seat_moved() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  said jsonb := to_jsonb(new);
  called text := said ->> tg_argv[0];
  home text := coalesce(nullif(current_setting('orgwork.seats', true), '')::jsonb ->> new.id::text, org.home_of(new.locality_path));
  above int := org.seat_above(tg_relid, (said ->> tg_argv[2])::uuid, home);
begin
  update org.locality set name = called, short_name = coalesce(nullif(said ->> tg_argv[1], ''), called)
    where id = new.place_id and (name, short_name) is distinct from (called, coalesce(nullif(said ->> tg_argv[1], ''), called));
  update org.locality set parent_id = above where id = new.place_id and parent_id <> above;
  return null;
end $$;
alter function seat_moved() owner to ow_kernel;

-- What a module's migration calls for a register whose rows are places themselves.
create function make_seated(table_name text, name_column text, short_column text, parent_column text) returns void language plpgsql as $$
declare
  target regclass := format('%I.%I', current_schema(), table_name)::regclass;
begin
  execute format('alter table %s add column place_id int references org.locality (id)', target);
  execute format('comment on column %s.place_id is %L', target, '自己的内码：名下各表的记录归在它的路径之下');
  execute format('create unique index on %s (place_id)', target);
  execute format('grant select (id, locality_path, place_id) on %s to ow_kernel', target);
  execute format('create trigger seat_new before insert on %s for each row execute function org.seat_new(%L, %L, %L)', target, name_column, short_column, parent_column);
  execute format('create trigger seat_moving before update on %s for each row when (old.locality_path is distinct from new.locality_path or old.place_id is distinct from new.place_id) execute function org.seat_moving()', target);
  execute format('create trigger seat_moved after update on %s for each row execute function org.seat_moved(%L, %L, %L)', target, name_column, short_column, parent_column);
end $$;

-- A row that belongs to a seated one lies where that one lies, whatever its writer says of its place.
create function follow_seat() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  seat uuid;
  path text;
begin
  execute format('select ($1).%I', tg_argv[1]) into seat using new;
  execute format('select l.path from %s s join org.locality l on l.id = s.place_id where s.id = $1', tg_argv[0]) into path using seat;
  new.locality_path := coalesce(path, new.locality_path);
  return new;
end $$;
alter function follow_seat() owner to ow_kernel;

create function make_following(table_name text, seated text, seat_column text) returns void language plpgsql as $$
declare
  target regclass := format('%I.%I', current_schema(), table_name)::regclass;
  seat text := format('%I.%I', current_schema(), seated);
begin
  execute format('create trigger follow_new before insert on %s for each row execute function org.follow_seat(%L, %L)', target, seat, seat_column);
  execute format('create trigger follow before update on %s for each row when (old.locality_path is distinct from new.locality_path or old.%I is distinct from new.%I) execute function org.follow_seat(%L, %L)', target, seat_column, seat_column, seat, seat_column);
end $$;

revoke all on function seat_above(regclass, uuid, text), make_seated(text, text, text, text), make_following(text, text, text) from public;
grant execute on function make_seated(text, text, text, text), make_following(text, text, text) to ow_module_owner;
