-- 全面从严治党主体责任 of each unit in a year, with how far the unit has put right what inspections found there; the same stands in its yearly assessment.
create table responsibility_sheet (
  title text not null check (title <> ''),
  unit_id uuid not null,
  year int not null check (year between 2000 and 2100),
  head text,
  words text,
  problems int check (problems >= 0),
  written_off int check (written_off >= 0),
  overdue int check (overdue >= 0),
  rebounds int check (rebounds >= 0),
  stated_on date,
  conclusion text,
  concluded_by text,
  concluded_on date,
  check ((problems is null) = (stated_on is null)),
  check ((conclusion is null) = (concluded_on is null))
);
select org.make_register('responsibility_sheet', '单位主体责任');
comment on column responsibility_sheet.title is '主体责任单';
comment on column responsibility_sheet.unit_id is '单位';
comment on column responsibility_sheet.year is '年度';
comment on column responsibility_sheet.head is '第一责任人';
comment on column responsibility_sheet.words is '履责说明';
comment on column responsibility_sheet.problems is '列入整改的问题';
comment on column responsibility_sheet.written_off is '已销号';
comment on column responsibility_sheet.overdue is '超期没有销号';
comment on column responsibility_sheet.rebounds is '反弹、不到位';
comment on column responsibility_sheet.stated_on is '整改情况截至';
comment on column responsibility_sheet.conclusion is '年终认定';
comment on column responsibility_sheet.concluded_by is '认定人';
comment on column responsibility_sheet.concluded_on is '认定日期';
create unique index on responsibility_sheet (unit_id, year) where removed_at is null;
create index on responsibility_sheet (year, id) where removed_at is null;

create table responsibility_item (title text not null check (title <> ''), standard text not null, due_on date not null, done_on date, proof text);
select org.make_child('responsibility_item', '单位主体责任事项', 'responsibility_sheet');
comment on column responsibility_item.title is '责任事项';
comment on column responsibility_item.standard is '标准';
comment on column responsibility_item.due_on is '时限';
comment on column responsibility_item.done_on is '完成日期';
comment on column responsibility_item.proof is '佐证';

alter table evaluation add column problems int, add column written_off int, add column overdue int, add column rebounds int, add column stated_on date;
comment on column evaluation.problems is '列入整改的问题';
comment on column evaluation.written_off is '已销号';
comment on column evaluation.overdue is '超期没有销号';
comment on column evaluation.rebounds is '反弹、不到位';
comment on column evaluation.stated_on is '整改情况截至';

-- What a unit leads of the problems that were being put right in the year of a sheet or an evaluation. With the reader's own rights: the fence of org.work_item holds.
create view unit_rectification with (security_invoker = true) as
  select i.id, p.locality_path, i.rank as rank_order, i.version, i.created_at, i.created_by, i.created_at as changed_at, i.created_by as changed_by, null::timestamptz as removed_at, null::uuid as removed_by, null::text as removed_reason,
    p.id as parent_id, i.plan_title, i.title, i.person, i.due_on, i.closed_on, i.rebounds, i.state = 'closed' as is_closed, i.state <> 'closed' and i.due_on < org.today() as is_late,
    case when i.state = 'closed' then case when i.look_back_on is not null and i.consolidated_on is null then '巩固期' else '已销号' end when i.state in ('applied', 'checked') then '申请销号' when i.due_on < org.today() then '超期' when i.rebounds > 0 then '反弹后整改' when i.percent = 0 then '未启动' else '整改中' end as standing
  from (select s.id, s.locality_path, s.unit_id, s.year from responsibility_sheet s
        union all select e.id, e.locality_path, e.unit_id, c.year from evaluation e join evaluation_scheme c on c.id = e.evaluation_scheme_id) p
    join org.work_party w on w.unit_id = p.unit_id and w.is_lead join org.work_item i on i.id = w.item_id
  where i.kind = 'rectification' and i.level = 2 and i.state not in ('draft', 'cancelled') and i.begins_on <= make_date(p.year, 12, 31) and (i.closed_on is null or i.closed_on >= make_date(p.year, 1, 1));
comment on view unit_rectification is '单位牵头整改的问题：列在主体责任单和年度评估上';
do $$ begin execute format('grant select on unit_rectification to %I', org.login_of(current_schema())); end $$;
