-- Long work. A row is a task: asked for by somebody at a place, or due by the clock. Hosts take rows with "for update skip locked", hold them by a lease
-- that they renew, and carry the row's fence: it grows each time the row is taken, and every transaction of the job asks for it before it commits.
-- A host that was away longer than its lease finds its fence overtaken, and what it was doing is rolled back.

create table job (
  id uuid primary key,
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  kind text not null,
  title text not null check (title <> ''),
  arguments jsonb not null default '{}',
  account_id uuid default org.actor(),
  account_name text not null,
  remote text not null default '',
  state smallint not null default 0 check (state between 0 and 4),
  due_at timestamptz not null default now(),
  is_recurring boolean not null default false,
  tries int not null default 0,
  fence int not null default 0,
  holder text,
  lease_until timestamptz,
  wants_cancel boolean not null default false,
  done_count bigint not null default 0,
  total_count bigint not null default 0,
  said text not null default '',
  checkpoint text,
  result jsonb,
  fault text,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  seen_at timestamptz
);
comment on table job is '任务';
comment on column job.id is '标识';
comment on column job.locality_path is '所在区划，也是任务的范围';
comment on column job.module is '模块';
comment on column job.kind is '任务种类';
comment on column job.title is '名称';
comment on column job.arguments is '参数';
comment on column job.account_id is '交办的账号；空为平台自己';
comment on column job.account_name is '交办人姓名（当时）';
comment on column job.remote is '来源地址';
comment on column job.state is '状态：0 等候 1 进行 2 完成 3 未成 4 已取消';
comment on column job.due_at is '何时起可以做';
comment on column job.is_recurring is '定时任务';
comment on column job.tries is '第几次做';
comment on column job.fence is '接手次数，旧的持有者不能再写';
comment on column job.holder is '由哪台主机在做';
comment on column job.lease_until is '持有至';
comment on column job.wants_cancel is '要求取消';
comment on column job.done_count is '已做';
comment on column job.total_count is '共需';
comment on column job.said is '正在做什么';
comment on column job.checkpoint is '做到哪里';
comment on column job.result is '结果';
comment on column job.fault is '没有做成的原因';
comment on column job.created_at is '交办时间';
comment on column job.started_at is '开始时间';
comment on column job.ended_at is '结束时间';
comment on column job.seen_at is '本人看到结果的时间';
create index on job (due_at, id) where state in (0, 1);
create index on job (account_id, created_at desc, id);
create index on job (account_id) where state in (0, 1) or seen_at is null;
create index on job (locality_path);
create unique index on job (module, kind, locality_path, due_at) where is_recurring;

alter table job enable row level security;
alter table job force row level security;
-- One's own tasks, and in a module's login those of that module.
create policy scope on job using (
  locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and ((select org.acting_module()) = 'org' or module = (select org.acting_module()))
  and account_id = (select org.actor()));
create policy kernel on job to ow_kernel using (true);
grant select, insert on job to ow_runtime;
grant update (wants_cancel, state, ended_at, seen_at) on job to ow_core;
grant select, insert, update, delete on job to ow_kernel;
grant select on module_state to ow_kernel;
grant select on role_permission to ow_kernel;
create trigger tell after insert or update of state, wants_cancel, seen_at on job for each statement execute function tell_hosts('jobs');

-- What a module is at a place: its own word, or that of the nearest above.
create function module_state_at(p_module text, p_path text) returns smallint language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select s.state from org.module_state s join org.locality l on l.id = s.locality_id
    where s.module = p_module and starts_with(p_path, l.path) order by length(l.path) desc limit 1), 2::smallint)
$$;
alter function module_state_at(text, text) owner to ow_kernel;

-- Takes the next row this host can do. Kinds are written module/kind; those that write rest where their module is read-only, all where it is off.
-- One task a person at a time, so that twenty exports of one do not keep the others waiting.
create function job_take(p_holder text, p_kinds text[], p_writing text[], p_lease interval) returns setof job
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  taken org.job;
begin
  select j.* into taken from org.job j
    where j.state in (0, 1) and j.due_at <= clock_timestamp() and (j.state = 0 or j.lease_until < clock_timestamp())
      and j.module || '/' || j.kind = any (p_kinds)
      and (j.state = 1 or not exists (select from org.job o where o.account_id = j.account_id and o.state = 1 and o.lease_until >= clock_timestamp()))
      and case when j.module = 'org' then true when j.module || '/' || j.kind = any (p_writing) then org.module_state_at(j.module, j.locality_path) = 2 else org.module_state_at(j.module, j.locality_path) in (1, 2) end
    order by j.due_at, j.id limit 1 for update skip locked;
  if not found then
    return;
  end if;
  return query update org.job set state = 1, holder = p_holder, fence = fence + 1, tries = tries + 1, lease_until = clock_timestamp() + p_lease, started_at = coalesce(started_at, clock_timestamp())
    where id = taken.id returning *;
end $$;
alter function job_take(text, text[], text[], interval) owner to ow_kernel;

-- Still at it. Answers whether it shall stop; null when somebody else has it now.
create function job_renew(p_id uuid, p_fence int, p_lease interval, p_done bigint, p_total bigint, p_said text) returns boolean
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update org.job set lease_until = clock_timestamp() + p_lease, done_count = p_done, total_count = p_total, said = p_said
    where id = p_id and fence = p_fence and state = 1 returning wants_cancel
$$;
alter function job_renew(uuid, int, interval, bigint, bigint, text) owner to ow_kernel;

-- The host ends it, or (state 0) puts it back for another.
create function job_end(p_id uuid, p_fence int, p_state smallint, p_result jsonb, p_fault text) returns boolean
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update org.job set state = p_state, result = p_result, fault = p_fault, holder = null, lease_until = null,
      ended_at = case when p_state > 0 then clock_timestamp() end, tries = case when p_state = 0 then tries - 1 else tries end
    where id = p_id and fence = p_fence and state = 1 returning true
$$;
alter function job_end(uuid, int, smallint, jsonb, text) owner to ow_kernel;

-- Within a transaction of the job itself: goes through only while this fence holds, and keeps it until the commit. With a result the task is done by that same commit.
create function job_hold(p_id uuid, p_fence int, p_checkpoint text, p_result jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform org.scope_sealed();
  update org.job set checkpoint = coalesce(p_checkpoint, checkpoint),
      result = coalesce(p_result, result), state = case when p_result is null then 1 else 2 end, ended_at = case when p_result is not null then clock_timestamp() end,
      holder = case when p_result is null then holder end
    where id = p_id and fence = p_fence and state = 1 and module = org.acting_module();
  if not found then
    raise exception 'another host has taken this task over' using errcode = 'OW010';
  end if;
end $$;
alter function job_hold(uuid, int, text, jsonb) owner to ow_kernel;

-- Puts a due time of a recurring task down, once, however many hosts say so; and not behind one that is still waiting.
create function job_plan(p_module text, p_kind text, p_title text, p_due timestamptz) returns int
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  with planned as (
    insert into org.job (id, locality_path, module, kind, title, account_id, account_name, due_at, is_recurring)
    select gen_random_uuid(), l.path, p_module, p_kind, p_title, null, '系统', p_due, true from org.locality l
    where l.parent_id is null and (l.valid_to is null or l.valid_to > current_date)
      and not exists (select from org.job o where o.module = p_module and o.kind = p_kind and o.locality_path = l.path and o.is_recurring and (o.state in (0, 1) or o.due_at >= p_due))
    on conflict do nothing returning 1)
  select count(*)::int from planned
$$;
alter function job_plan(text, text, text, timestamptz) owner to ow_kernel;

-- Whether an account may still do what it asked for, at that place.
create function job_allowed(p_account uuid, p_permission text, p_path text) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from org.account a join org.role_grant g on g.account_id = a.id join org.role_permission p on p.role_id = g.role_id join org.locality l on l.id = g.locality_id
    where a.id = p_account and a.disabled_at is null and a.removed_at is null and p.permission = p_permission and starts_with(p_path, l.path))
$$;
alter function job_allowed(uuid, text, text) owner to ow_kernel;

-- For the frame of every page: who has tasks open, and results not looked at.
create function job_tally() returns table (account_id uuid, open int, unseen int)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select j.account_id, count(*) filter (where j.state in (0, 1))::int, count(*) filter (where j.state > 1)::int
  from org.job j where j.account_id is not null and (j.state in (0, 1) or j.seen_at is null) group by j.account_id
$$;
alter function job_tally() owner to ow_kernel;

create function drop_old_jobs() returns int language sql security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (delete from org.job where ended_at < now() - case when is_recurring then interval '7 days' else interval '90 days' end returning 1) select count(*)::int from gone
$$;
alter function drop_old_jobs() owner to ow_kernel;

revoke all on function module_state_at(text, text), job_take(text, text[], text[], interval), job_renew(uuid, int, interval, bigint, bigint, text), job_end(uuid, int, smallint, jsonb, text), job_hold(uuid, int, text, jsonb), job_plan(text, text, text, timestamptz), job_allowed(uuid, text, text), job_tally(), drop_old_jobs() from public;
grant execute on function job_take(text, text[], text[], interval), job_renew(uuid, int, interval, bigint, bigint, text), job_end(uuid, int, smallint, jsonb, text), job_plan(text, text, text, timestamptz), job_allowed(uuid, text, text), job_tally(), drop_old_jobs() to ow_core;
grant execute on function job_hold(uuid, int, text, jsonb) to ow_runtime;
