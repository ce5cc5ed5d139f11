-- The record of deeds. Written only through audit.append, as the last statement of the deed's own transaction.
--
-- Invariants
-- 1. Every entry hangs on the one before it in its chain: hash = sha256(hash before || digest of all its columns). What verifies is unaltered and in order.
-- 2. There are 64 chains, and a transaction takes one that nobody holds: no lock that all wait for. One transaction's deeds stand in one chain, in their order.
-- 3. Nobody updates, deletes or truncates: no role has the right, and a trigger refuses even the owner. The one exception is locality_path, which moves with
--    its place. It stands outside the hash, and the place itself (place_id), which never changes, inside; verifying compares the two.
-- 4. Partitions by month are made ahead. An entry without a partition of its own lies in the last one and is never refused.

create sequence audit.entry_id;

create table audit.entry (
  id bigint not null default nextval('audit.entry_id'),
  at timestamptz not null default clock_timestamp(),
  actor uuid,
  actor_name text not null,
  remote text not null,
  locality_path text collate "C" not null,
  place_id int,
  module text not null,
  register text,
  row_id uuid,
  title text,
  deed text not null,
  changes jsonb,
  reason text,
  scheme smallint not null default 1,
  chain smallint not null,
  link bigint not null,
  hash bytea not null,
  primary key (id, at),
  unique (chain, link, at)
) partition by range (at);
comment on table audit.entry is '操作记录';
comment on column audit.entry.id is '序号';
comment on column audit.entry.at is '时间';
comment on column audit.entry.actor is '操作人';
comment on column audit.entry.actor_name is '操作人姓名（当时）';
comment on column audit.entry.remote is '来源地址';
comment on column audit.entry.locality_path is '所在区划现在的路径，随区划调整，不在散列之内';
comment on column audit.entry.place_id is '所在区划';
comment on column audit.entry.module is '模块';
comment on column audit.entry.register is '名册';
comment on column audit.entry.row_id is '记录';
comment on column audit.entry.title is '记录名称（当时）';
comment on column audit.entry.deed is '事项';
comment on column audit.entry.changes is '变更：栏目 → 原值、新值';
comment on column audit.entry.reason is '事由';
comment on column audit.entry.scheme is '散列算法：1 为 SHA-256';
comment on column audit.entry.chain is '链号';
comment on column audit.entry.link is '链中序号';
comment on column audit.entry.hash is '散列：上一条的散列与本条全部栏目';
create index on audit.entry (row_id, id desc);
create index on audit.entry (locality_path, id desc);
create index on audit.entry (actor, id desc);

create table audit.head (
  chain smallint primary key check (chain between 0 and 63),
  link bigint not null default 0,
  hash bytea not null
) with (fillfactor = 10);
comment on table audit.head is '操作记录各链之末';
comment on column audit.head.chain is '链号';
comment on column audit.head.link is '最后一条的链中序号';
comment on column audit.head.hash is '最后一条的散列';
insert into audit.head (chain, hash) select n, sha256(convert_to('orgwork ' || n, 'UTF8')) from generate_series(0, 63) n;

create table audit.checkpoint (
  day date primary key,
  entries bigint not null,
  heads jsonb not null,
  fingerprint text not null,
  made_at timestamptz not null default now()
);
comment on table audit.checkpoint is '每日指纹';
comment on column audit.checkpoint.day is '日期';
comment on column audit.checkpoint.entries is '累计条数';
comment on column audit.checkpoint.heads is '当日终了各链之末：链号、链中序号、散列';
comment on column audit.checkpoint.fingerprint is '指纹，供审计员抄记';
comment on column audit.checkpoint.made_at is '建立时间';

create table audit.verification (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  by_name text not null,
  entries bigint not null,
  faults int not null,
  words text not null
);
comment on table audit.verification is '验证结果';
comment on column audit.verification.id is '序号';
comment on column audit.verification.at is '时间';
comment on column audit.verification.by_name is '验证人';
comment on column audit.verification.entries is '验证条数';
comment on column audit.verification.faults is '发现的问题数';
comment on column audit.verification.words is '结论';

alter table audit.entry enable row level security;
alter table audit.entry force row level security;
-- A module sees the deeds on its own rows; the host sees all of them. They are looked for by record: see org.place_table.
create policy scope on audit.entry for select using (
  locality_path >= (select current_setting('orgwork.lo')) and locality_path < (select current_setting('orgwork.hi')) and (select org.scope_sealed())
  and ((select org.acting_module()) = 'org' or module = (select org.acting_module())));
create policy kernel on audit.entry to ow_kernel using (true);
grant usage on schema audit to ow_runtime, ow_kernel;
grant usage on sequence audit.entry_id to ow_kernel;
grant select on audit.entry to ow_runtime;
grant select, insert, update (locality_path) on audit.entry to ow_kernel;
grant select, update on audit.head to ow_kernel;
grant select, insert on audit.checkpoint to ow_kernel;
grant select on audit.head, audit.checkpoint to ow_core;
grant select, insert on audit.verification to ow_core;

create function audit.stay() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - 'locality_path' = to_jsonb(new) - 'locality_path' then
    return new;
  end if;
  raise exception '操作记录只增不改' using errcode = '42501';
end $$;
create trigger stay before update or delete on audit.entry for each row execute function audit.stay();
create trigger stay_whole before truncate on audit.entry for each statement execute function audit.stay();

-- Makes the partitions of this month and the next three. Called when a host starts, and daily.
create function audit.prepare_months() returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  month timestamptz;
  name text;
begin
  perform pg_advisory_xact_lock(hashtext('orgwork audit months'));
  for n in -1 .. 3 loop
    month := (date_trunc('month', now() at time zone 'Asia/Shanghai') + make_interval(months => n)) at time zone 'Asia/Shanghai';
    name := case n when -1 then 'entry_other' else 'entry_' || to_char(month at time zone 'Asia/Shanghai', 'YYYYMM') end;
    continue when to_regclass('audit.' || name) is not null;
    -- Entries that came before their partition stay where they are.
    if n >= 0 then
      continue when exists (select from audit.entry_other where at >= month and at < month + interval '1 month');
    end if;
    execute format('create table audit.%I (like audit.entry including defaults including comments)', name);
    execute format('comment on table audit.%I is %L', name, '操作记录：' || case n when -1 then '其他时间' else to_char(month at time zone 'Asia/Shanghai', 'YYYY"年"MM"月"') end);
    execute format('alter table audit.%I enable row level security', name);
    execute format('alter table audit.%I force row level security', name);
    execute format('create policy scope on audit.%I for select using (locality_path >= (select current_setting(''orgwork.lo'')) and locality_path < (select current_setting(''orgwork.hi'')) and (select org.scope_sealed()))', name);
    execute format('create policy kernel on audit.%I to ow_kernel using (true)', name);
    execute format('create trigger stay_whole before truncate on audit.%I for each statement execute function audit.stay()', name);
    execute format('alter table audit.entry attach partition audit.%I %s', name,
      case n when -1 then 'default' else format('for values from (%L) to (%L)', month, ((month at time zone 'Asia/Shanghai') + interval '1 month') at time zone 'Asia/Shanghai') end);
  end loop;
end $$;

-- What the hash of an entry is made of: everything but the path, each value in a form that does not depend on anybody's settings.
create function audit.digest(e audit.entry) returns bytea language sql stable parallel safe
  return sha256(convert_to(row((e).scheme, (e).chain, (e).link, (e).id, (extract(epoch from (e).at) * 1000000)::bigint, (e).actor, (e).actor_name, (e).remote, (e).place_id,
    (e).module, (e).register, (e).row_id, (e).title, (e).deed, (e).changes::text, (e).reason)::text, 'UTF8'));

-- Deeds come all at once, at the end of their transaction: the chain is held for as long as the commit takes.
create function audit.append(deeds jsonb, actor_name text, remote text) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  head audit.head;
  deed jsonb;
  e audit.entry;
begin
  perform org.scope_sealed();
  select * into head from audit.head h where h.chain = pg_backend_pid() & 63 for update skip locked;
  if not found then
    select * into head from audit.head h order by (h.chain - pg_backend_pid()) & 63 limit 1 for update skip locked;
  end if;
  if not found then
    select * into strict head from audit.head h where h.chain = pg_backend_pid() & 63 for update;
  end if;
  e.actor := org.actor();
  e.actor_name := actor_name;
  e.remote := remote;
  e.module := org.acting_module();
  e.scheme := 1;
  e.chain := head.chain;
  for deed in select d from jsonb_array_elements(deeds) with ordinality a (d, n) order by n loop
    head.link := head.link + 1;
    e.id := nextval('audit.entry_id');
    e.at := clock_timestamp();
    e.link := head.link;
    e.locality_path := coalesce(deed ->> 'path', current_setting('orgwork.lo'));
    e.place_id := nullif(split_part(e.locality_path, '.', -2), '')::int;
    e.register := deed ->> 'register';
    e.row_id := (deed ->> 'row')::uuid;
    e.title := deed ->> 'title';
    e.deed := deed ->> 'kind';
    e.changes := nullif(deed -> 'changes', 'null');
    e.reason := deed ->> 'reason';
    head.hash := sha256(head.hash || audit.digest(e));
    e.hash := head.hash;
    insert into audit.entry values (e.*);
  end loop;
  update audit.head h set link = head.link, hash = head.hash where h.chain = head.chain;
end $$;

-- Where the chains ended on the last day that is over. Kept here for everybody to see; its fingerprint is written down by the auditor, where nobody else can change it.
create function audit.keep_checkpoint(over date default ((now() - interval '10 minutes') at time zone 'Asia/Shanghai')::date) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into audit.checkpoint (day, entries, heads, fingerprint)
  select over - 1, count, heads, audit.fingerprint(heads) from (
  select coalesce(sum(last.link), 0), coalesce(jsonb_agg(jsonb_build_array(h.chain, last.link, encode(last.hash, 'hex')) order by h.chain), '[]')
  from audit.head h cross join lateral (
    select e.link, e.hash from audit.entry e where e.chain = h.chain and e.at < over::timestamp at time zone 'Asia/Shanghai' order by e.link desc limit 1) last (link, hash)
  where not exists (select from audit.checkpoint c where c.day = over - 1)
  ) ends (count, heads)
  on conflict do nothing;
end $$;

create function audit.fingerprint(heads jsonb) returns text language sql immutable parallel safe
  return regexp_replace(upper(left(encode(sha256(convert_to(heads::text, 'UTF8')), 'hex'), 20)), '(.{4})(?=.)', '\1 ', 'g');

alter function audit.append(jsonb, text, text) owner to ow_kernel;
alter function audit.keep_checkpoint(date) owner to ow_kernel;
revoke all on function audit.append(jsonb, text, text), audit.keep_checkpoint(date), audit.prepare_months(), audit.digest(audit.entry), audit.fingerprint(jsonb), audit.stay() from public;
grant execute on function audit.append(jsonb, text, text) to ow_runtime;
grant execute on function audit.keep_checkpoint(date), audit.prepare_months() to ow_core;
grant execute on function audit.digest(audit.entry), audit.fingerprint(jsonb) to ow_core, ow_kernel;
select audit.prepare_months();

-- Deeds stay in sight of whoever stands above their place: when it moves, their path goes along. Its last part, the place itself, never changes.
create function audit.carry() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update audit.entry set locality_path = new.path where locality_path = old.path;
  return null;
end $$;
alter function audit.carry() owner to ow_kernel;
create trigger carry_deeds after update of parent_id, path on locality for each row when (old.path <> new.path) execute function audit.carry();
