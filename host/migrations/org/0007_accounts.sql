-- Who signs in, and what they may where. An account belongs to a place, so those who administer a county see the county's accounts.

create table account (
  account text not null check (account ~ '^[a-z0-9_.-]{2,40}$'),
  name text not null,
  office text,
  phone text,
  password_hash text,
  must_change_password boolean not null default true,
  password_changed_at timestamptz,
  failed_count int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  last_sign_in_at timestamptz,
  epoch bigint not null default 1
);
select org.make_register('account', '账号');
comment on column account.account is '账号';
comment on column account.name is '姓名';
comment on column account.office is '科室';
comment on column account.phone is '联系电话';
comment on column account.password_hash is '口令散列';
comment on column account.must_change_password is '须先改口令';
comment on column account.password_changed_at is '口令修改时间';
comment on column account.failed_count is '连续输错次数';
comment on column account.locked_until is '锁定至';
comment on column account.disabled_at is '停用时间';
comment on column account.last_sign_in_at is '最近登录时间';
comment on column account.epoch is '授权批次，变则旧判断作废';
create unique index on account (account);
select org.make_searchable('account', 'name');
select org.make_sensitive('account', 'phone');

create table role (
  id text primary key check (id ~ '^[a-z][a-z0-9_]{1,39}$'),
  name text not null unique,
  summary text not null default '',
  rank_order int not null default 0,
  is_guardian boolean not null default false
);
comment on table role is '角色';
comment on column role.id is '标识';
comment on column role.name is '名称';
comment on column role.summary is '说明';
comment on column role.rank_order is '次序';
comment on column role.is_guardian is '是否三员（系统管理、安全保密管理、安全审计）';

create table role_permission (
  role_id text not null references role (id) on delete cascade,
  permission text not null,
  primary key (role_id, permission)
);
comment on table role_permission is '角色的权限';
comment on column role_permission.role_id is '角色';
comment on column role_permission.permission is '权限';

create table role_grantable (
  role_id text not null references role (id) on delete cascade,
  grantable_id text not null references role (id) on delete cascade,
  primary key (role_id, grantable_id)
);
comment on table role_grantable is '哪个角色可以授予哪个角色';
comment on column role_grantable.role_id is '授权人的角色';
comment on column role_grantable.grantable_id is '可授予的角色';

-- A permission is offered to the built-in roles once, when a module first brings it. What administrators change afterwards stays.
create table permission_offered (
  permission text primary key,
  offered_at timestamptz not null default now()
);
comment on table permission_offered is '已分配给内置角色的权限';
comment on column permission_offered.permission is '权限';
comment on column permission_offered.offered_at is '分配时间';

create table role_grant (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references account (id),
  role_id text not null references role (id),
  locality_id int not null references locality (id),
  granted_by uuid,
  granted_at timestamptz not null default now(),
  unique (account_id, role_id, locality_id)
);
comment on table role_grant is '授权：某账号在某区划及其下级担任某角色';
comment on column role_grant.id is '标识';
comment on column role_grant.account_id is '账号';
comment on column role_grant.role_id is '角色';
comment on column role_grant.locality_id is '区划';
comment on column role_grant.granted_by is '授权人';
comment on column role_grant.granted_at is '授权时间';

create table session (
  token_hash bytea primary key,
  account_id uuid not null references account (id),
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  remote text not null,
  agent text not null
);
comment on table session is '登录会话';
comment on column session.token_hash is '会话标识的散列';
comment on column session.account_id is '账号';
comment on column session.created_at is '登录时间';
comment on column session.seen_at is '最近活动';
comment on column session.expires_at is '最迟失效时间';
comment on column session.remote is '来源地址';
comment on column session.agent is '浏览器';
create index on session (account_id);

create table module_state (
  locality_id int not null references locality (id),
  module text not null,
  state smallint not null check (state between 0 and 3),
  reason text not null,
  set_by uuid,
  set_at timestamptz not null default now(),
  primary key (locality_id, module)
);
comment on table module_state is '模块开关：未设定的区划沿用上级';
comment on column module_state.locality_id is '区划';
comment on column module_state.module is '模块';
comment on column module_state.state is '状态：0 关 1 只读 2 开 3 退役';
comment on column module_state.reason is '理由';
comment on column module_state.set_by is '设定人';
comment on column module_state.set_at is '设定时间';

create table data_protection_key (
  name text primary key,
  xml text not null
);
comment on table data_protection_key is '表单令牌的密钥环';
comment on column data_protection_key.name is '名称';
comment on column data_protection_key.xml is '内容';

grant select, insert, update, delete on role, role_permission, role_grantable, permission_offered, role_grant, session, module_state, data_protection_key to ow_core;

-- 三员分立 (GB/T 22239-2019, 8.1.5): a person holds at most one of the three, none of the three holds another role, and the last holder
-- of each at the top of the tree stays. A person with two accounts is recognised by name and telephone.
create function guardians_apart() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  wanted org.role;
  other text;
begin
  perform pg_advisory_xact_lock(hashtext('orgwork grants'));
  select * into wanted from org.role where id = new.role_id;
  select r.name into other
    from org.account mine
    -- While keys are being changed one of the two may stand under the old one: then the masks speak.
    join org.account a on a.id = mine.id or (a.name = mine.name and (a.phone_index = mine.phone_index or a.phone = mine.phone and substr(a.phone_cipher, 2, 2) <> substr(mine.phone_cipher, 2, 2)))
    join org.role_grant g on g.account_id = a.id and g.id <> new.id
    join org.role r on r.id = g.role_id and r.id <> wanted.id
    where mine.id = new.account_id and (r.is_guardian or wanted.is_guardian)
    limit 1;
  if other is not null then
    raise exception '三员分立：此人已任%，不能再任%', other, wanted.name using errcode = 'OW006';
  end if;
  return new;
end $$;
alter function guardians_apart() owner to ow_kernel;
create trigger apart before insert or update on role_grant for each row execute function guardians_apart();

create function guardian_stays() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  leaving uuid := case tg_table_name when 'account' then (to_jsonb(new) ->> 'id')::uuid else (to_jsonb(old) ->> 'account_id')::uuid end;
  last_of text;
begin
  perform pg_advisory_xact_lock(hashtext('orgwork grants'));
  select r.name into last_of
    from org.role_grant g
    join org.role r on r.id = g.role_id and r.is_guardian
    join org.locality l on l.id = g.locality_id and l.parent_id is null
    where g.account_id = leaving and (tg_table_name = 'account' or g.id = (to_jsonb(old) ->> 'id')::uuid)
      and not exists (select from org.role_grant o join org.account a on a.id = o.account_id
        where o.role_id = g.role_id and o.locality_id = g.locality_id and o.account_id <> leaving and a.disabled_at is null and a.removed_at is null)
    limit 1;
  if last_of is not null then
    raise exception '这是最后一名%，不能收回或停用；请先授予接任的人', last_of using errcode = 'OW007';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
alter function guardian_stays() owner to ow_kernel;
create trigger stays before delete on role_grant for each row execute function guardian_stays();
create trigger stays before update of disabled_at, removed_at on account for each row
  when (new.disabled_at is not null and old.disabled_at is null or new.removed_at is not null and old.removed_at is null) execute function guardian_stays();
grant select on role, role_grant, locality to ow_kernel;

create trigger tell after insert or update or delete on role_grant for each statement execute function tell_hosts('accounts');
create trigger tell after insert or update or delete on role_permission for each statement execute function tell_hosts('accounts');
create trigger tell after update of password_hash, must_change_password, disabled_at, epoch, name, removed_at on account for each statement execute function tell_hosts('accounts');
create trigger tell after delete on session for each statement execute function tell_hosts('accounts');
create trigger tell after insert or update or delete on module_state for each statement execute function tell_hosts('modules');

-- The last passwords of each account, so that none comes back at once (GB/T 22239-2019, 8.1.4.1 a).
create table old_password (
  account_id uuid not null references account (id),
  hash text not null,
  replaced_at timestamptz not null default clock_timestamp(),
  primary key (account_id, replaced_at)
);
comment on table old_password is '用过的口令（散列）';
comment on column old_password.account_id is '账号';
comment on column old_password.hash is '散列';
comment on column old_password.replaced_at is '换下时间';
grant select, insert, delete on old_password to ow_kernel;
grant select on old_password to ow_core;

-- Wrong tries by where they came from: one machine that goes through many accounts is slowed down, whichever host it asks.
create table sign_in_source (
  remote text primary key,
  failed int not null,
  since timestamptz not null,
  blocked_until timestamptz
);
comment on table sign_in_source is '各来源地址的登录失败';
comment on column sign_in_source.remote is '来源地址';
comment on column sign_in_source.failed is '一刻钟内输错次数';
comment on column sign_in_source.since is '自何时起计';
comment on column sign_in_source.blocked_until is '暂不受理至';
grant select, insert, update, delete on sign_in_source to ow_core;

-- Before anybody has a scope: what signing in and a session need to know of one account. A password lasts 90 days.
create view sign_in as
  select id, account, name, password_hash, must_change_password or coalesce(password_changed_at < now() - interval '90 days', false) as must_change_password,
         failed_count, locked_until > now() as is_locked, disabled_at is not null or removed_at is not null as is_closed, epoch, locality_path
  from account;
comment on view sign_in is '登录所需的账号资料';
alter view sign_in owner to ow_kernel;
grant select, update (password_hash, must_change_password, password_changed_at, failed_count, locked_until, last_sign_in_at, epoch) on account to ow_kernel;
grant select on sign_in to ow_core;

-- A try counts before the password is looked at, in the same transaction: tries at the same moment wait for each other at the row.
-- Every fifth wrong one locks for a quarter of an hour; while locked nothing counts, and sessions go on.
create function try_sign_in(p_account text) returns setof sign_in
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update org.account
  set failed_count = failed_count + 1,
      locked_until = case when (failed_count + 1) % 5 = 0 then now() + interval '15 minutes' else locked_until end
  where account = p_account and (locked_until is null or locked_until <= now());
  return query select s.id, s.account, s.name, s.password_hash, s.must_change_password, s.failed_count, s.is_locked and not found, s.is_closed, s.epoch, s.locality_path
    from org.sign_in s where s.account = p_account;
end $$;
alter function try_sign_in(text) owner to ow_kernel;

create function note_sign_in(p_id uuid) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update org.account set failed_count = 0, locked_until = null, last_sign_in_at = now() where id = p_id
$$;
alter function note_sign_in(uuid) owner to ow_kernel;

create function set_password(p_id uuid, p_hash text, p_must_change boolean) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into org.old_password (account_id, hash) select id, password_hash from org.account where id = p_id and password_hash is not null;
  delete from org.old_password where account_id = p_id and replaced_at not in (select o.replaced_at from org.old_password o where o.account_id = p_id order by o.replaced_at desc limit 5);
  update org.account
  set password_hash = p_hash, must_change_password = p_must_change, password_changed_at = now(), failed_count = 0, locked_until = null, epoch = epoch + 1
  where id = p_id
$$;
alter function set_password(uuid, text, boolean) owner to ow_kernel;

-- The same password under a newer hash: nothing about the account has changed.
create function rehash_password(p_id uuid, p_hash text) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update org.account set password_hash = p_hash where id = p_id
$$;
alter function rehash_password(uuid, text) owner to ow_kernel;
revoke all on function try_sign_in(text), note_sign_in(uuid), set_password(uuid, text, boolean), rehash_password(uuid, text) from public;
grant execute on function try_sign_in(text), note_sign_in(uuid), set_password(uuid, text, boolean), rehash_password(uuid, text) to ow_core;
