-- Working days: Monday to Friday, but for what the State Council arranges for each year. A year without its row here is not known,
-- and nothing that counts through it is taken for certain.

create table holiday_year (
  year int primary key check (year between 1990 and 2200),
  source text not null check (source <> ''),
  entered_by uuid,
  entered_at timestamptz not null default now()
);
comment on table holiday_year is '已录入节假日安排的年份';
comment on column holiday_year.year is '年份';
comment on column holiday_year.source is '依据文件';
comment on column holiday_year.entered_by is '录入人';
comment on column holiday_year.entered_at is '录入时间';

create table holiday (
  day date primary key,
  is_working boolean not null,
  name text not null check (name <> ''),
  year int generated always as (extract(year from day)::int) stored references holiday_year (year)
);
comment on table holiday is '节假日与调休上班日';
comment on column holiday.day is '日期';
comment on column holiday.is_working is '是否上班：真为调休上班，假为放假';
comment on column holiday.name is '名称';
comment on column holiday.year is '年份';
create index on holiday (year);

grant select on holiday_year, holiday to ow_runtime;
grant insert, update, delete on holiday_year, holiday to ow_core;

insert into holiday_year (year, source) values
  (2024, '《国务院办公厅关于2024年部分节假日安排的通知》（国办发明电〔2023〕7号）'),
  (2025, '《国务院办公厅关于2025年部分节假日安排的通知》（国办发明电〔2024〕12号）'),
  (2026, '《国务院办公厅关于2026年部分节假日安排的通知》（2025年11月4日）');

insert into holiday (day, is_working, name)
select d::date, false, name from (values
  ('元旦', '2024-01-01', '2024-01-01'), ('春节', '2024-02-10', '2024-02-17'), ('清明节', '2024-04-04', '2024-04-06'), ('劳动节', '2024-05-01', '2024-05-05'),
  ('端午节', '2024-06-10', '2024-06-10'), ('中秋节', '2024-09-15', '2024-09-17'), ('国庆节', '2024-10-01', '2024-10-07'),
  ('元旦', '2025-01-01', '2025-01-01'), ('春节', '2025-01-28', '2025-02-04'), ('清明节', '2025-04-04', '2025-04-06'), ('劳动节', '2025-05-01', '2025-05-05'),
  ('端午节', '2025-05-31', '2025-06-02'), ('国庆节、中秋节', '2025-10-01', '2025-10-08'),
  ('元旦', '2026-01-01', '2026-01-03'), ('春节', '2026-02-15', '2026-02-23'), ('清明节', '2026-04-04', '2026-04-06'), ('劳动节', '2026-05-01', '2026-05-05'),
  ('端午节', '2026-06-19', '2026-06-21'), ('中秋节', '2026-09-25', '2026-09-27'), ('国庆节', '2026-10-01', '2026-10-07')
) spans (name, first, last), generate_series(first::date, last::date, interval '1 day') d;

insert into holiday (day, is_working, name)
select d::date, true, name from (values
  ('春节调休', '2024-02-04'), ('春节调休', '2024-02-18'), ('清明节调休', '2024-04-07'), ('劳动节调休', '2024-04-28'), ('劳动节调休', '2024-05-11'),
  ('中秋节调休', '2024-09-14'), ('国庆节调休', '2024-09-29'), ('国庆节调休', '2024-10-12'),
  ('春节调休', '2025-01-26'), ('春节调休', '2025-02-08'), ('劳动节调休', '2025-04-27'), ('国庆节调休', '2025-09-28'), ('国庆节调休', '2025-10-11'),
  ('元旦调休', '2026-01-04'), ('春节调休', '2026-02-14'), ('春节调休', '2026-02-28'), ('劳动节调休', '2026-05-09'), ('国庆节调休', '2026-09-20'), ('国庆节调休', '2026-10-10')
) days (name, d);

-- The n-th working day from a day on; null when a year on the way is not known.
create function nth_working_day(start_on date, n int, counts_start boolean) returns date language sql stable parallel safe as $$
  select case when n < 1 or exists (select from generate_series(extract(year from start_on)::int, extract(year from found.day)::int) y where not exists (select from org.holiday_year known where known.year = y)) then null else found.day end
  from (
    select d.day from (select start_on + i as day from generate_series(case when counts_start then 0 else 1 end, greatest(n, 1) * 2 + 40) i) d
    left join org.holiday h on h.day = d.day
    where coalesce(h.is_working, extract(isodow from d.day) < 6)
    order by d.day offset greatest(n, 1) - 1 limit 1
  ) found
$$;

-- Working days between two days, both counted; null when a year on the way is not known.
create function working_days(first_on date, last_on date) returns int language sql stable parallel safe as $$
  select case when last_on < first_on then 0
    when exists (select from generate_series(extract(year from first_on)::int, extract(year from last_on)::int) y where not exists (select from org.holiday_year known where known.year = y)) then null
    else (select count(*)::int from (select first_on + i as day from generate_series(0, last_on - first_on) i) d left join org.holiday h on h.day = d.day where coalesce(h.is_working, extract(isodow from d.day) < 6)) end
$$;
grant execute on function nth_working_day(date, int, boolean), working_days(date, date) to ow_runtime;
