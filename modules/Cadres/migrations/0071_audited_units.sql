-- Two units of one name are two units.
alter table archive_audit_item add column unit_id uuid;
comment on column archive_audit_item.unit_id is '列入时所在单位';
create or replace function audit_item_named() returns trigger language plpgsql as $$
begin
  select a.name, coalesce(u.name, '没有登记单位'), c.unit_id into new.name, new.unit_name, new.unit_id from archive a left join cadre c on c.id = a.cadre_id left join org.unit u on u.id = c.unit_id where a.id = new.archive_id;
  return new;
end $$;

-- For how many years an audit is good is of the local plan.
alter table quality_year add column valid_years int not null default 2 check (valid_years between 1 and 20);
comment on column quality_year.valid_years is '审核几年内有效';
