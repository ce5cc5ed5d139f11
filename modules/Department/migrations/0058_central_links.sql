-- Classes, dispatches and projects that serve a central task are named as the rows they are, not in words.
alter table central_action add column class_id uuid, add column dispatch_id uuid, add column project_id uuid references project (id);
comment on column central_action.class_id is '培训班';
comment on column central_action.dispatch_id is '调度';
comment on column central_action.project_id is '项目';
create index on central_action (project_id) where project_id is not null;
create function keep_central_action_of_one() returns trigger language plpgsql as $$
begin
  if num_nonnulls(new.class_id, new.dispatch_id, new.project_id) > 1 then
    raise exception '培训班、调度、项目只选一样；几样都有的分几条登记' using errcode = 'OW004';
  end if;
  return new;
end $$;
create trigger of_one before insert or update on central_action for each row execute function keep_central_action_of_one();

-- With the reader's own rights: the fence of org.work_round holds.
create view dispatch with (security_invoker = true) as
  select r.id, r.locality_path, (date '2200-01-01' - r.opened_on) as rank_order, 1 as version, r.opened_on::timestamptz as created_at, null::uuid as created_by, r.opened_on::timestamptz as changed_at, null::uuid as changed_by, null::timestamptz as removed_at, null::uuid as removed_by, null::text as removed_reason,
    p.title || '　' || r.title as title, p.kind, r.purpose, r.opened_on, r.due_on, r.closed_on, r.minutes, r.next_demands
  from org.work_round r join org.work_plan p on p.id = r.plan_id;
comment on view dispatch is '调度轮次';
do $$ begin execute format('grant select on dispatch to %I', org.login_of(current_schema())); end $$;
