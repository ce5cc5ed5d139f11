-- 本人更正申请: what somebody on file asks to be corrected in the own record, and what was decided, by whom and why. The table of a module, named like its register of people.
create function make_corrections(table_name text, title text, owner text, owner_title text) returns void language plpgsql as $$
declare
  target text := format('%I.%I', current_schema(), table_name);
  owner_column text := owner || '_id';
  said record;
begin
  execute format($table$
    create table %s (
      %I uuid not null references %I.%I (id),
      item text not null,
      label text not null,
      stands text,
      wanted text not null check (wanted <> ''),
      value text,
      grounds text not null check (grounds <> ''),
      asked_on date not null,
      asked_by uuid not null,
      state text not null default '1' check (state in ('1', '2', '3', '4')),
      decided_on date,
      decided_name text,
      reason text,
      check (state in ('1', '4') or decided_on is not null and reason is not null)
    )$table$, target, owner_column, current_schema(), owner);
  perform org.make_register(table_name, title);
  for said in values (owner_column, owner_title), ('item', '项目'), ('label', '申请更正'), ('stands', '现登记为'), ('wanted', '应为'), ('value', '应为（按项目的写法）'), ('grounds', '依据'), ('asked_on', '申请日期'), ('asked_by', '申请账号'),
      ('state', '状态：1 待办 2 已更正 3 不予更正 4 本人撤回'), ('decided_on', '办理日期'), ('decided_name', '办理人'), ('reason', '办理意见') loop
    execute format('comment on column %s.%I is %L', target, said.column1, said.column2);
  end loop;
  execute format('create index on %s (%I, asked_on)', target, owner_column);
  execute format('create index on %s (asked_on, id) where removed_at is null', target);
  execute format('create unique index on %s (%I, item) where state = ''1'' and removed_at is null', target, owner_column);
end $$;
