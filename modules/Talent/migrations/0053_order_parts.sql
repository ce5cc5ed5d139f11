-- What of an order falls to another unit, with a day of its own; who serves a talent, whichever the order.
create table order_part (
  title text not null check (title <> ''),
  service_order_id uuid not null references service_order (id),
  handling text not null,
  officer text not null,
  state text not null default '1' check (state in ('1', '2', '3')),
  assigned_on date not null,
  due_on date not null check (due_on >= assigned_on),
  done_on date check (done_on >= assigned_on),
  result text,
  check ((state = '1') = (done_on is null))
);
select org.make_register('order_part', '服务单分办');
comment on column order_part.title is '办什么';
comment on column order_part.service_order_id is '服务单';
comment on column order_part.handling is '协办单位';
comment on column order_part.officer is '经办专员';
comment on column order_part.state is '1 办理中 2 已办结 3 退回';
comment on column order_part.assigned_on is '分办日期';
comment on column order_part.due_on is '期限';
comment on column order_part.done_on is '办结、退回日期';
comment on column order_part.result is '结果、退回原因';
create index on order_part (service_order_id, rank_order, id);
create unique index order_part_one on order_part (service_order_id, handling) where state = '1' and removed_at is null;

alter table talent add column service_officer text;
comment on column talent.service_officer is '服务专员';

-- Whoever serves the talent or the firm serves its orders, until the window says otherwise.
create function order_officer() returns trigger language plpgsql as $$
begin
  new.officer := coalesce(new.officer, (select t.service_officer from talent t where t.id = new.talent_id), (select e.service_officer from employer e where e.id = new.employer_id));
  return new;
end $$;
create trigger served before insert on service_order for each row execute function order_officer();
