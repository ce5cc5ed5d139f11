-- Places, province to village. A path names every ancestor by id, so a subtree is one range of the index;
-- it moves with its place, and by "on update cascade" every row that belongs there moves along.

create table locality (
  id int generated always as identity primary key,
  code text not null unique check (code ~ '^[0-9]{2,12}$'),
  name text not null check (name <> ''),
  short_name text not null check (short_name <> ''),
  kind smallint not null check (kind between 1 and 5),
  parent_id int references locality (id),
  path text collate "C" not null unique,
  rank_order int not null default 0,
  valid_from date not null default current_date,
  valid_to date check (valid_to > valid_from),
  version int not null default 1
);
comment on table locality is '区划';
comment on column locality.id is '内码，不变';
comment on column locality.code is '区划代码';
comment on column locality.name is '名称';
comment on column locality.short_name is '简称';
comment on column locality.kind is '层级：1 省 2 市 3 县 4 乡 5 村';
comment on column locality.parent_id is '上级区划';
comment on column locality.path is '路径：自上而下各级内码，各以点收尾';
comment on column locality.rank_order is '次序';
comment on column locality.valid_from is '现状自何日起';
comment on column locality.valid_to is '撤销日期';
comment on column locality.version is '版本';
create index on locality (parent_id);

create function locality_place() returns trigger language plpgsql as $$
declare
  above org.locality;
begin
  if tg_op = 'UPDATE' and exists (select from org.locality where parent_id = new.id and kind <= new.kind) then
    raise exception '%的下级中有同级或更高层级的区划，不能改为这个层级', new.name using errcode = 'OW002';
  end if;
  if new.parent_id is null then
    new.path := new.id || '.';
  else
    select * into above from org.locality where id = new.parent_id for share;
    if above.kind >= new.kind then
      raise exception '%不能设在%之下：层级不符', new.name, above.name using errcode = 'OW002';
    end if;
    if tg_op = 'UPDATE' and starts_with(above.path, old.path) then
      raise exception '%不能移到自己的下级%之下', new.name, above.name using errcode = 'OW003';
    end if;
    new.path := above.path || new.id || '.';
  end if;
  return new;
end $$;
create trigger place before insert or update of parent_id, kind on locality for each row execute function locality_place();

create function locality_carry() returns trigger language plpgsql as $$
begin
  update org.locality set path = new.path || substr(path, length(old.path) + 1)
  where path > old.path and path < org.upper_bound(old.path);
  return null;
end $$;
create trigger carry after update of parent_id on locality for each row when (old.path <> new.path) execute function locality_carry();
create trigger tell after insert or update or delete on locality for each statement execute function tell_hosts('localities');

create table locality_history (
  id bigint generated always as identity primary key,
  locality_id int not null references locality (id),
  code text not null,
  name text not null,
  short_name text not null,
  kind smallint not null,
  parent_id int references locality (id),
  valid daterange not null,
  changed_by uuid,
  exclude using gist (locality_id with =, valid with &&)
);
comment on table locality_history is '区划沿革';
comment on column locality_history.id is '内码';
comment on column locality_history.locality_id is '区划';
comment on column locality_history.code is '当时代码';
comment on column locality_history.name is '当时名称';
comment on column locality_history.short_name is '当时简称';
comment on column locality_history.kind is '当时层级';
comment on column locality_history.parent_id is '当时上级';
comment on column locality_history.valid is '有效期间';
comment on column locality_history.changed_by is '经办人';

create function locality_remember() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.valid_from < old.valid_from then
      raise exception '变更日期不能早于现状起始日期 %', to_char(old.valid_from, 'YYYY.MM.DD') using errcode = 'OW004';
    end if;
    -- A second change on the same day replaces the first: nobody lived in between.
    delete from org.locality_history where locality_id = new.id and lower(valid) = new.valid_from;
    update org.locality_history set valid = daterange(lower(valid), new.valid_from) where locality_id = new.id and upper_inf(valid);
  end if;
  insert into org.locality_history (locality_id, code, name, short_name, kind, parent_id, valid, changed_by)
  values (new.id, new.code, new.name, new.short_name, new.kind, new.parent_id, daterange(new.valid_from, new.valid_to), org.actor());
  return null;
end $$;
create trigger remember_new after insert on locality for each row execute function locality_remember();
create trigger remember after update of code, name, short_name, kind, parent_id, valid_to on locality for each row
  when ((old.code, old.name, old.short_name, old.kind, old.parent_id, old.valid_to) is distinct from (new.code, new.name, new.short_name, new.kind, new.parent_id, new.valid_to))
  execute function locality_remember();

grant select on locality, locality_history to ow_runtime;
grant insert, update on locality to ow_core;
grant insert, update, delete on locality_history to ow_core;
grant usage on all sequences in schema org to ow_core;
