-- The rent of a flat month by month, and why somebody was given one before those who stood ahead.
create table apartment_rent (
  title text not null,
  apartment_id uuid not null references apartment (id),
  talent_id uuid not null references talent (id),
  month_on date not null check (extract(day from month_on) = 1),
  amount int not null check (amount > 0),
  paid_on date,
  receipt text,
  check (paid_on is null or receipt is not null)
);
select org.make_register('apartment_rent', '人才公寓租金');
comment on column apartment_rent.title is '租金';
comment on column apartment_rent.apartment_id is '公寓';
comment on column apartment_rent.talent_id is '入住人才';
comment on column apartment_rent.month_on is '应交月份';
comment on column apartment_rent.amount is '金额（元）';
comment on column apartment_rent.paid_on is '收到';
comment on column apartment_rent.receipt is '票据号';
create unique index apartment_rent_one on apartment_rent (apartment_id, talent_id, month_on) where removed_at is null;
create index on apartment_rent (month_on, id) where removed_at is null and paid_on is null;
alter table apartment_stay add column passed_words text;
comment on column apartment_stay.passed_words is '不按轮候顺序的理由';
