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

create table role (
  id text primary key check (id ~ '^[a-z][a-z0-9_]{1,39}$'),
  name text not null unique,
  summary text not null default '',
  rank_order int not null default 0
);
comment on table role is '角色';
comment on column role.id is '标识';
comment on column role.name is '名称';
comment on column role.summary is '说明';
comment on column role.rank_order is '次序';

create table role_permission (
  role_id text not null references role (id) on delete cascade,
  permission text not null,
  primary key (role_id, permission)
);
comment on table role_permission is '角色的权限';
comment on column role_permission.role_id is '角色';
comment on column role_permission.permission is '权限';

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

grant select, insert, update, delete on role, role_permission, role_grant, session, module_state, data_protection_key to ow_core;

create trigger tell after insert or update or delete on role_grant for each statement execute function tell_hosts('accounts');
create trigger tell after insert or update or delete on role_permission for each statement execute function tell_hosts('accounts');
create trigger tell after update of password_hash, must_change_password, disabled_at, epoch, name, removed_at on account for each statement execute function tell_hosts('accounts');
create trigger tell after delete on session for each statement execute function tell_hosts('accounts');
create trigger tell after insert or update or delete on module_state for each statement execute function tell_hosts('modules');

-- Before anybody has a scope: what signing in and a session need to know of one account.
create view sign_in as
  select id, account, name, password_hash, must_change_password, failed_count, locked_until, disabled_at is not null or removed_at is not null as is_closed, epoch, locality_path
  from account;
comment on view sign_in is '登录所需的账号资料';
alter view sign_in owner to ow_kernel;
grant select, update (password_hash, must_change_password, password_changed_at, failed_count, locked_until, last_sign_in_at, epoch) on account to ow_kernel;
grant select on sign_in to ow_core;

create function note_sign_in(p_id uuid, p_succeeded boolean, p_locked_until timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update org.account
  set failed_count = case when p_succeeded then 0 else failed_count + 1 end,
      locked_until = p_locked_until,
      last_sign_in_at = case when p_succeeded then now() else last_sign_in_at end
  where id = p_id
$$;
alter function note_sign_in(uuid, boolean, timestamptz) owner to ow_kernel;

create function set_password(p_id uuid, p_hash text, p_must_change boolean) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  update org.account
  set password_hash = p_hash, must_change_password = p_must_change, password_changed_at = now(), failed_count = 0, locked_until = null, epoch = epoch + 1
  where id = p_id
$$;
alter function set_password(uuid, text, boolean) owner to ow_kernel;
revoke all on function note_sign_in(uuid, boolean, timestamptz), set_password(uuid, text, boolean) from public;
grant execute on function note_sign_in(uuid, boolean, timestamptz), set_password(uuid, text, boolean) to ow_core;
