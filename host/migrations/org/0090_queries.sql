-- 组合查询 and 名单: what somebody has asked of a register, and the lists they have made of it. Their own, or shared with the others of their place.
create table saved_query (
  id uuid primary key default gen_random_uuid(),
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  register text not null,
  name text not null check (name <> ''),
  parts jsonb not null,
  columns text[] not null default '{}',
  reckoned_on date,
  is_shared boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null default org.actor(),
  created_by_name text not null,
  changed_at timestamptz not null default now()
);
comment on table saved_query is '组合查询';
comment on column saved_query.id is '标识';
comment on column saved_query.locality_path is '所在区划';
comment on column saved_query.module is '模块';
comment on column saved_query.register is '名册';
comment on column saved_query.name is '名称';
comment on column saved_query.parts is '条件';
comment on column saved_query.columns is '显示的列，依次';
comment on column saved_query.reckoned_on is '年龄、年限的计算日期';
comment on column saved_query.is_shared is '本级共用';
comment on column saved_query.version is '版本';
comment on column saved_query.created_at is '建立时间';
comment on column saved_query.created_by is '建立人';
comment on column saved_query.created_by_name is '建立人（当时）';
comment on column saved_query.changed_at is '最近修改时间';
create index on saved_query (locality_path, module, register, name);

create table saved_list (
  id uuid primary key default gen_random_uuid(),
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  register text not null,
  name text not null check (name <> ''),
  came_from text,
  columns text[] not null default '{}',
  is_shared boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null default org.actor(),
  created_by_name text not null,
  constraint saved_list_placed unique (id, locality_path)
);
comment on table saved_list is '名单';
comment on column saved_list.id is '标识';
comment on column saved_list.locality_path is '所在区划';
comment on column saved_list.module is '模块';
comment on column saved_list.register is '名册';
comment on column saved_list.name is '名称';
comment on column saved_list.came_from is '由哪个查询、哪些条件来';
comment on column saved_list.columns is '显示的列，依次';
comment on column saved_list.is_shared is '本级共用';
comment on column saved_list.version is '版本';
comment on column saved_list.created_at is '建立时间';
comment on column saved_list.created_by is '建立人';
comment on column saved_list.created_by_name is '建立人（当时）';
create index on saved_list (locality_path, module, register, name);

create table saved_list_row (
  list_id uuid not null,
  row_id uuid not null,
  locality_path text collate "C" not null,
  rank int not null,
  note text,
  primary key (list_id, row_id),
  foreign key (list_id, locality_path) references saved_list (id, locality_path) on update cascade on delete cascade
);
comment on table saved_list_row is '名单里的一行';
comment on column saved_list_row.list_id is '名单';
comment on column saved_list_row.row_id is '记录';
comment on column saved_list_row.locality_path is '名单所在区划';
comment on column saved_list_row.rank is '次序';
comment on column saved_list_row.note is '说明';

do $$
declare
  t text;
begin
  foreach t in array array['saved_query', 'saved_list'] loop
    execute format('alter table org.%I enable row level security', t);
    execute format('alter table org.%I force row level security', t);
    execute format('create policy scope on org.%I using (locality_path >= current_setting(''orgwork.lo'') and locality_path < current_setting(''orgwork.hi'') and (select org.scope_sealed()) and module = (select org.acting_module()))', t);
    -- One's own, or what is shared at the place where one stands; changed by whoever made it, and by nobody else.
    execute format('create policy seen on org.%I as restrictive for select using (created_by = (select org.actor()) or is_shared and locality_path = current_setting(''orgwork.lo''))', t);
    execute format('create policy made on org.%I as restrictive for insert with check (created_by = (select org.actor()))', t);
    execute format('create policy changed on org.%I as restrictive for update using (created_by = (select org.actor()))', t);
    execute format('create policy taken_away on org.%I as restrictive for delete using (created_by = (select org.actor()))', t);
  end loop;
end $$;
alter table saved_list_row enable row level security;
alter table saved_list_row force row level security;
create policy scope on saved_list_row using (locality_path >= (select current_setting('orgwork.lo')) and locality_path < (select current_setting('orgwork.hi')) and (select org.scope_sealed()) and exists (select from org.saved_list l where l.id = list_id));
create policy made on saved_list_row as restrictive for insert with check (exists (select from org.saved_list l where l.id = list_id and l.created_by = (select org.actor())));
create policy changed on saved_list_row as restrictive for update using (exists (select from org.saved_list l where l.id = list_id and l.created_by = (select org.actor())));
create policy taken_away on saved_list_row as restrictive for delete using (exists (select from org.saved_list l where l.id = list_id and l.created_by = (select org.actor())));
grant select, insert, delete on saved_query, saved_list, saved_list_row to ow_runtime;
grant update (name, parts, columns, reckoned_on, is_shared, version, changed_at) on saved_query to ow_runtime;
grant update (name, columns, is_shared, version) on saved_list to ow_runtime;
grant update (rank, note) on saved_list_row to ow_runtime;
