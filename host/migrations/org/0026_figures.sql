-- Figures as they were when somebody took them down, sums that do not come out and why that is so, and what is to be reached.
-- Written once and never changed: a later snapshot stands beside the earlier one.

create table figure_snapshot (
  id uuid primary key default gen_random_uuid(),
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null,
  title text not null check (title <> ''),
  as_of date not null,
  is_year_end boolean not null default false,
  content jsonb not null,
  taken_at timestamptz not null default now(),
  taken_by uuid,
  taken_name text not null,
  check (not is_year_end or (extract(month from as_of), extract(day from as_of)) = (12, 31))
);
comment on table figure_snapshot is '统计快照';
comment on column figure_snapshot.id is '标识';
comment on column figure_snapshot.locality_path is '统计的区划';
comment on column figure_snapshot.module is '模块';
comment on column figure_snapshot.title is '名称';
comment on column figure_snapshot.as_of is '数据日期';
comment on column figure_snapshot.is_year_end is '年末封存数：下一年的年初数要与它一致';
comment on column figure_snapshot.content is '各指标、各表的数';
comment on column figure_snapshot.taken_at is '封存时间';
comment on column figure_snapshot.taken_by is '封存人';
comment on column figure_snapshot.taken_name is '封存人姓名（当时）';
create index on figure_snapshot (locality_path, module, as_of desc);
-- The year is closed once.
create unique index on figure_snapshot (locality_path, module, as_of) where is_year_end;

create table figure_exception (
  id uuid primary key default gen_random_uuid(),
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null,
  report text not null,
  formula text not null,
  line text not null,
  year int not null,
  reason text not null check (reason <> ''),
  noted_at timestamptz not null default now(),
  noted_by uuid,
  noted_name text not null,
  unique (locality_path, module, report, formula, line, year)
);
comment on table figure_exception is '报表校核的说明：不平而有理由的';
comment on column figure_exception.id is '标识';
comment on column figure_exception.locality_path is '统计的区划';
comment on column figure_exception.module is '模块';
comment on column figure_exception.report is '统计表';
comment on column figure_exception.formula is '校核公式';
comment on column figure_exception.line is '行或栏';
comment on column figure_exception.year is '年度';
comment on column figure_exception.reason is '理由';
comment on column figure_exception.noted_at is '说明时间';
comment on column figure_exception.noted_by is '说明人';
comment on column figure_exception.noted_name is '说明人姓名（当时）';

create table figure_target (
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null,
  figure text not null,
  year int not null,
  value numeric(12, 2) not null,
  source text not null check (source <> ''),
  set_at timestamptz not null default now(),
  set_by uuid,
  primary key (locality_path, module, figure, year)
);
comment on table figure_target is '指标的目标值';
comment on column figure_target.locality_path is '适用的区划';
comment on column figure_target.module is '模块';
comment on column figure_target.figure is '指标';
comment on column figure_target.year is '年度';
comment on column figure_target.value is '目标值';
comment on column figure_target.source is '依据';
comment on column figure_target.set_at is '设定时间';
comment on column figure_target.set_by is '设定人';

do $$ declare t text; begin
  foreach t in array array['figure_snapshot', 'figure_exception', 'figure_target'] loop
    perform org.place_table(('org.' || t)::regclass);
    -- A module sees and writes its own numbers; the host sees all of them.
    execute format('create policy own on org.%I as restrictive using (module = (select org.acting_module()) or (select org.acting_module()) = ''org'')', t);
  end loop;
end $$;
grant select, insert on figure_snapshot, figure_exception to ow_runtime;
grant select, insert, update on figure_target to ow_runtime;
