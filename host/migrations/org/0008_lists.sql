-- What each person has arranged for themselves: their own conditions and columns, seen by nobody else.

create table saved_condition (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null default org.actor() references account (id),
  module text not null,
  register text not null,
  name text not null check (name <> ''),
  query text not null,
  created_at timestamptz not null default now(),
  unique (account_id, module, register, name)
);
comment on table saved_condition is '常用条件';
comment on column saved_condition.id is '标识';
comment on column saved_condition.account_id is '账号';
comment on column saved_condition.module is '模块';
comment on column saved_condition.register is '名册';
comment on column saved_condition.name is '名称';
comment on column saved_condition.query is '条件';
comment on column saved_condition.created_at is '建立时间';

create table column_choice (
  account_id uuid not null default org.actor() references account (id),
  module text not null,
  register text not null,
  columns text[] not null,
  primary key (account_id, module, register)
);
comment on table column_choice is '列设置';
comment on column column_choice.account_id is '账号';
comment on column column_choice.module is '模块';
comment on column column_choice.register is '名册';
comment on column column_choice.columns is '显示的列，依次';

alter table saved_condition enable row level security;
alter table saved_condition force row level security;
alter table column_choice enable row level security;
alter table column_choice force row level security;
create policy own on saved_condition using (account_id = (select org.actor()) and (select org.scope_sealed()));
create policy own on column_choice using (account_id = (select org.actor()) and (select org.scope_sealed()));
grant select, insert, update, delete on saved_condition, column_choice to ow_runtime;

-- They are kept in memory with the session.
create trigger tell after insert or update or delete on saved_condition for each statement execute function tell_hosts('accounts');
create trigger tell after insert or update or delete on column_choice for each statement execute function tell_hosts('accounts');
