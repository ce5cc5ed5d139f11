-- Events between modules. What a module tells stands here in the transaction of the deed that it tells of; each module that listens gets it in a
-- transaction of its own, together with what it does about it: at least once tried, exactly once done.
--
-- Invariants
-- 1. One subject's events reach a listener in their order: while an earlier one waits, is held or is parked, no later one is given out.
-- 2. A delivery is given to one transaction at a time (for update skip locked): two hosts never handle one twice.
-- 3. Who does not listen yet, or is away, hinders nobody.

create table outbox (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  name text not null,
  version int not null,
  subject uuid not null,
  locality_path text collate "C" not null references locality (path) on update cascade,
  payload jsonb not null
);
comment on table outbox is '模块间事件';
comment on column outbox.id is '序号';
comment on column outbox.at is '时间';
comment on column outbox.name is '事件：模块.名称';
comment on column outbox.version is '事件的版本';
comment on column outbox.subject is '所关记录';
comment on column outbox.locality_path is '所在区划';
comment on column outbox.payload is '内容，不含证件号码、电话';
create index on outbox (locality_path);
select org.place_table('outbox');

create table listener (
  module text not null,
  event text not null,
  version int not null,
  when_off text not null check (when_off in ('wait', 'drop')),
  since timestamptz not null default now(),
  primary key (module, event, version)
);
comment on table listener is '订阅：哪个模块听哪个事件';
comment on column listener.module is '模块';
comment on column listener.event is '事件';
comment on column listener.version is '事件的版本';
comment on column listener.when_off is '模块在当地关闭时：wait 等到再开，drop 丢弃';
comment on column listener.since is '订阅时间';

create table delivery (
  event_id bigint not null references outbox (id) on delete cascade,
  module text not null,
  subject uuid not null,
  locality_path text collate "C" not null references locality (path) on update cascade,
  state text not null default 'waiting' check (state in ('waiting', 'held', 'parked', 'done', 'dropped', 'discarded')),
  tries int not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  fault text,
  ended_at timestamptz,
  primary key (event_id, module)
);
comment on table delivery is '事件送达';
comment on column delivery.event_id is '事件';
comment on column delivery.module is '收件模块';
comment on column delivery.subject is '所关记录';
comment on column delivery.locality_path is '所在区划';
comment on column delivery.state is '状态：waiting 待送 held 模块关闭待开 parked 屡送不成待办 done 已办 dropped 关闭时丢弃 discarded 人工丢弃';
comment on column delivery.tries is '已试次数';
comment on column delivery.next_at is '下次时间';
comment on column delivery.fault is '最近一次的错误';
comment on column delivery.ended_at is '办结时间';
create index on delivery (module, event_id) where state = 'waiting';
create index on delivery (module, subject, event_id) where state in ('waiting', 'held', 'parked');
create index on delivery (state, event_id) where state in ('held', 'parked');
create index on delivery (locality_path);
select org.place_table('delivery');

alter table outbox owner to ow_kernel;
alter table listener owner to ow_kernel;
alter table delivery owner to ow_kernel;
grant references on locality to ow_kernel;
grant select on outbox, delivery to ow_core;
grant select, insert, update, delete on listener to ow_core;

create function publish_event(p_name text, p_version int, p_subject uuid, p_path text, p_payload jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  made bigint;
begin
  perform org.scope_sealed();
  if split_part(p_name, '.', 1) <> org.acting_module() then
    raise exception 'module % does not tell events of another: %', org.acting_module(), p_name using errcode = '42501';
  end if;
  if not (p_path >= current_setting('orgwork.lo') and p_path < current_setting('orgwork.hi')) then
    raise exception 'the event lies outside the scope' using errcode = '42501';
  end if;
  insert into org.outbox (name, version, subject, locality_path, payload) values (p_name, p_version, p_subject, p_path, p_payload) returning id into made;
  insert into org.delivery (event_id, module, subject, locality_path)
  select made, l.module, p_subject, p_path from org.listener l where l.event = p_name and l.version = p_version;
  if found then
    perform pg_notify('orgwork', 'events');
  end if;
end $$;

-- The next event for the module whose login asks; it stays taken until the transaction ends.
create function take_event() returns table (event_id bigint, name text, version int, subject uuid, locality_path text, payload text, at timestamptz, tries int, when_off text)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform org.scope_sealed();
  return query
    select o.id, o.name, o.version, o.subject, o.locality_path, o.payload::text, o.at, d.tries, coalesce(l.when_off, 'drop')
    from org.delivery d join org.outbox o on o.id = d.event_id left join org.listener l on l.module = d.module and l.event = o.name and l.version = o.version
    where d.module = org.acting_module() and d.state = 'waiting' and d.next_at <= clock_timestamp()
      and not exists (select from org.delivery e where e.module = d.module and e.subject = d.subject and e.event_id < d.event_id and e.state in ('waiting', 'held', 'parked'))
    order by d.event_id limit 1 for update of d skip locked;
end $$;

-- How it went. A fault gives it back for later, each time twice as long, and after the eighth time parks it for a person to decide.
create function end_event(p_event bigint, p_state text, p_fault text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform org.scope_sealed();
  update org.delivery d
  set state = case when p_state = 'failed' then case when d.tries + 1 >= 8 then 'parked' else 'waiting' end else p_state end,
      tries = d.tries + (p_state in ('done', 'failed'))::int, fault = p_fault,
      next_at = clock_timestamp() + interval '1 second' * power(2, d.tries),
      ended_at = case when p_state in ('done', 'dropped') then clock_timestamp() end
  where d.event_id = p_event and d.module = org.acting_module() and d.state = 'waiting';
end $$;

-- A person decides over what is parked, or wants something tried again at once.
create function decide_event(p_event bigint, p_module text, p_state text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform org.scope_sealed();
  update org.delivery d set state = p_state, tries = 0, next_at = clock_timestamp(), ended_at = case p_state when 'discarded' then clock_timestamp() end
  where d.event_id = p_event and d.module = p_module and d.state in ('parked', 'waiting', 'held')
    and d.locality_path >= current_setting('orgwork.lo') and d.locality_path < current_setting('orgwork.hi') and p_state in ('waiting', 'discarded');
  if found then
    perform pg_notify('orgwork', 'events');
  end if;
  return found;
end $$;

-- What was held because its module was off there goes on when it is on.
create function wake_events(p_module text, p_paths text[]) returns int
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  with woken as (update org.delivery set state = 'waiting', next_at = clock_timestamp() where module = p_module and state = 'held' and locality_path = any(p_paths) returning 1)
  select count(*)::int from woken
$$;

create function tidy_events() returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from org.outbox o where o.at < now() - interval '30 days' and not exists (select from org.delivery d where d.event_id = o.id and d.state in ('waiting', 'held', 'parked'))
$$;

-- The places where a module is off: what it publishes is not seen there. Empty, and found at once, where nothing is switched off.
create function closed_places(p_module text) returns setof text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from org.module_state s where s.module = p_module and s.state in (0, 3)) then
    return;
  end if;
  return query
    select l.path from org.locality l
    where (select s.state from org.module_state s join org.locality a on a.id = s.locality_id and starts_with(l.path, a.path)
           where s.module = p_module order by length(a.path) desc limit 1) in (0, 3);
end $$;
grant select on module_state to ow_kernel;

-- Where the acting module is switched, for the settings of a transaction: see org.follow_switches.
create function switches() returns text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(string_agg(l.path || ':' || s.state, ','), '') from org.module_state s join org.locality l on l.id = s.locality_id where s.module = org.acting_module()
$$;

alter function publish_event(text, int, uuid, text, jsonb) owner to ow_kernel;
alter function take_event() owner to ow_kernel;
alter function end_event(bigint, text, text) owner to ow_kernel;
alter function decide_event(bigint, text, text) owner to ow_kernel;
alter function wake_events(text, text[]) owner to ow_kernel;
alter function tidy_events() owner to ow_kernel;
alter function closed_places(text) owner to ow_kernel;
alter function switches() owner to ow_kernel;
revoke all on function publish_event(text, int, uuid, text, jsonb), take_event(), end_event(bigint, text, text), decide_event(bigint, text, text), wake_events(text, text[]), tidy_events(), closed_places(text), switches() from public;
grant execute on function publish_event(text, int, uuid, text, jsonb), take_event(), end_event(bigint, text, text), closed_places(text), switches() to ow_runtime;
grant execute on function closed_places(text) to ow_module_owner;
grant execute on function decide_event(bigint, text, text), wake_events(text, text[]), tidy_events() to ow_core;
