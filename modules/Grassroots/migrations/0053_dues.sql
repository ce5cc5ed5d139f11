-- 党费: what a member owes each month, what was paid, what went upward.

alter table member add column dues_class text, add column dues_fixed numeric(8, 2) check (dues_fixed >= 0), add column dues_relief text, add column dues_relief_until date;
comment on column member.dues_class is '党费交纳类别';
comment on column member.dues_fixed is '党费定额（元/月）';
comment on column member.dues_relief is '党费减免（批准文号、理由）';
comment on column member.dues_relief_until is '党费减免至（月）';

-- One row for each member and month: what was due by the standard of that month, and what was paid when. It stays with the organisation it was paid to.
create table dues_month (
  organisation_id uuid not null references organisation (id),
  member_id uuid not null references member (id),
  month_on date not null check (extract(day from month_on) = 1),
  class text not null,
  base int,
  due numeric(8, 2) not null check (due >= 0),
  paid numeric(8, 2) not null check (paid >= 0),
  paid_on date not null,
  how text,
  receipt_no text
);
select org.make_register('dues_month', '党费月台账');
select org.make_following('dues_month', 'organisation', 'organisation_id');
comment on column dues_month.organisation_id is '收缴党组织';
comment on column dues_month.member_id is '党员';
comment on column dues_month.month_on is '月份';
comment on column dues_month.class is '交纳类别';
comment on column dues_month.base is '计算基数（元）';
comment on column dues_month.due is '应交（元）';
comment on column dues_month.paid is '实交（元）';
comment on column dues_month.paid_on is '交纳日期';
comment on column dues_month.how is '方式';
comment on column dues_month.receipt_no is '收据号';
create unique index on dues_month (member_id, month_on) where removed_at is null;
create index on dues_month (organisation_id, month_on) where removed_at is null;
create index on dues_month (month_on, id) where removed_at is null;

-- More than is due, of one's own will; a thousand yuan and more goes to the centre whole.
create table dues_gift (
  organisation_id uuid not null references organisation (id),
  member_id uuid not null references member (id),
  given_on date not null,
  amount numeric(10, 2) not null check (amount > 0),
  sent_on date,
  certificate_no text,
  remark text
);
select org.make_register('dues_gift', '自愿多交党费');
select org.make_following('dues_gift', 'organisation', 'organisation_id');
comment on column dues_gift.organisation_id is '收缴党组织';
comment on column dues_gift.member_id is '党员';
comment on column dues_gift.given_on is '交纳日期';
comment on column dues_gift.amount is '金额（元）';
comment on column dues_gift.sent_on is '上缴中央的日期（一次一千元以上）';
comment on column dues_gift.certificate_no is '收据（证书）编号';
comment on column dues_gift.remark is '说明';
create index on dues_gift (given_on, id) where removed_at is null;

-- What an organisation hands on to the one above it.
create table dues_remittance (
  organisation_id uuid not null references organisation (id),
  to_name text not null,
  from_month date not null check (extract(day from from_month) = 1),
  to_month date not null check (extract(day from to_month) = 1),
  collected numeric(12, 2) not null check (collected >= 0),
  amount numeric(12, 2) not null check (amount >= 0),
  remitted_on date not null,
  receipt_no text,
  confirmed_on date,
  confirmed_name text,
  remark text,
  check (to_month >= from_month), check (amount <= collected)
);
select org.make_register('dues_remittance', '党费上缴');
select org.make_following('dues_remittance', 'organisation', 'organisation_id');
comment on column dues_remittance.organisation_id is '上缴党组织';
comment on column dues_remittance.to_name is '收款党组织';
comment on column dues_remittance.from_month is '自月份';
comment on column dues_remittance.to_month is '至月份';
comment on column dues_remittance.collected is '收缴数（元）';
comment on column dues_remittance.amount is '上缴数（元）';
comment on column dues_remittance.remitted_on is '上缴日期';
comment on column dues_remittance.receipt_no is '收据号';
comment on column dues_remittance.confirmed_on is '上级确认日期';
comment on column dues_remittance.confirmed_name is '确认人';
comment on column dues_remittance.remark is '说明';
create index on dues_remittance (organisation_id, from_month) where removed_at is null;
create index on dues_remittance (remitted_on, id) where removed_at is null;
