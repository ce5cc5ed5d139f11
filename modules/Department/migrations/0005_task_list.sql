-- What the department is there for, and every task under one of its functions; and one list of all that is given out, with who has not received it.

create table department_function (
  title text not null check (title <> ''),
  office text not null,
  posts text,
  basis text,
  line text
);
select org.make_register('department_function', '职能目录');
comment on column department_function.title is '职能';
comment on column department_function.office is '科室';
comment on column department_function.posts is '岗位';
comment on column department_function.basis is '依据';
comment on column department_function.line is '没有另定职能时，哪一条线的任务归它';
create unique index on department_function (locality_path, line) where removed_at is null and line is not null;

create table task_function (
  item_id uuid not null
);
select org.make_child('task_function', '任务的职能', 'department_function');
comment on column task_function.item_id is '任务';
create unique index on task_function (item_id) where removed_at is null;

-- With the reader's own rights: the fence of org.work_item holds.
create view task_list with (security_invoker = true) as
  select i.id, i.locality_path, (2200 - i.year) * 1000000 + i.rank as rank_order, i.version, i.created_at, i.created_by, i.created_at as changed_at, i.created_by as changed_by, null::timestamptz as removed_at, null::uuid as removed_by, null::text as removed_reason,
    i.kind, i.year, i.number, i.title, i.plan_title, i.line, i.lead_name, i.person, i.begins_on as issued_on, i.due_on, i.percent, i.closed_on,
    case i.state when 'open' then '1' when 'applied' then '2' when 'checked' then '2' else '3' end as state,
    (select count(*)::int from org.work_party w where w.item_id = i.id) as bodies,
    (select count(*)::int from org.work_party w where w.item_id = i.id and w.received_on is not null) as receipts,
    (select string_agg(w.name, '、' order by w.is_lead desc, w.name) from org.work_party w where w.item_id = i.id and w.received_on is null) as waiting,
    not exists (select from org.work_party w where w.item_id = i.id and w.received_on is null) as is_received,
    coalesce((select t.department_function_id from task_function t where t.item_id = i.id and t.removed_at is null), (select f.id from department_function f where f.locality_path = i.locality_path and f.line = i.line and f.removed_at is null limit 1)) as function_id
  from org.work_item i where i.kind in ('points', 'rectification') and i.level > 1 and i.parts = 0 and i.state not in ('draft', 'cancelled');
comment on view task_list is '任务清单';

create view task_receipt with (security_invoker = true) as
  select md5(w.item_id::text || w.unit_id)::uuid as id, w.locality_path, case when w.is_lead then 0 else 1 end as rank_order, 1 as version, null::timestamptz as created_at, null::uuid as created_by, null::timestamptz as changed_at, null::uuid as changed_by, null::timestamptz as removed_at, null::uuid as removed_by, null::text as removed_reason,
    w.item_id, w.name, case when w.is_lead then '牵头' else '配合' end as part, w.received_on, w.received_by_name
  from org.work_party w;
comment on view task_receipt is '任务签收';
do $$ begin execute format('grant select on task_list, task_receipt to %I', org.login_of(current_schema())); end $$;
