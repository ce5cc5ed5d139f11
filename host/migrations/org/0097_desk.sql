-- The figures somebody wants to see on their desk, in their order.
create table desk_choice (
  account_id uuid primary key default org.actor() references account (id),
  figures text[] not null
);
comment on table desk_choice is '工作台指标';
comment on column desk_choice.account_id is '账号';
comment on column desk_choice.figures is '选定的指标，依次：模块/指标';
alter table desk_choice enable row level security;
alter table desk_choice force row level security;
create policy own on desk_choice using (account_id = (select org.actor()) and (select org.scope_sealed()));
grant select, insert, update on desk_choice to ow_core;
