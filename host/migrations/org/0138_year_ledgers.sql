-- A year's ledger of a register, kept as it was when the year was closed. Written once, by nobody changed.
create table year_ledger (
  id uuid primary key default gen_random_uuid(),
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  register text not null,
  year int not null check (year between 1949 and 2200),
  title text not null,
  heads text[] not null,
  lines jsonb not null,
  line_count int not null check (line_count = jsonb_array_length(lines)),
  closed_at timestamptz not null default now(),
  closed_by uuid,
  closed_name text not null,
  unique (locality_path, module, register, year)
);
comment on table year_ledger is '年度台账（封存）';
comment on column year_ledger.id is '标识';
comment on column year_ledger.locality_path is '区划';
comment on column year_ledger.module is '模块';
comment on column year_ledger.register is '名册、台账';
comment on column year_ledger.year is '年度';
comment on column year_ledger.title is '标题';
comment on column year_ledger.heads is '栏目';
comment on column year_ledger.lines is '各条，按栏目';
comment on column year_ledger.line_count is '条数';
comment on column year_ledger.closed_at is '封存时间';
comment on column year_ledger.closed_by is '封存人';
comment on column year_ledger.closed_name is '封存人姓名（当时）';
select org.place_table('org.year_ledger'::regclass);
create policy own on org.year_ledger as restrictive using (module = (select org.acting_module()) or (select org.acting_module()) = 'org');
grant select, insert on year_ledger to ow_runtime;
