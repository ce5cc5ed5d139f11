-- T2: 人才政策, 条款 with conditions, 申报兑现; 资金台账 in double entry.
create table policy (
  title text not null,
  number text,
  issuer text not null,
  level text not null,
  effective_on date not null,
  expires_on date,
  summary text,
  check (expires_on >= effective_on)
);
select org.make_register('policy', '人才政策');
comment on column policy.title is '政策名称';
comment on column policy.number is '文号';
comment on column policy.issuer is '发文机关';
comment on column policy.level is '层级';
comment on column policy.effective_on is '施行日期';
comment on column policy.expires_on is '有效期至';
comment on column policy.summary is '主要内容';
create index on policy (effective_on, id) where removed_at is null;

create table policy_clause (
  title text not null,
  policy_id uuid not null references policy (id),
  class text not null,
  need text not null default '9',
  applicant text not null default '1',
  benefit text not null,
  amount int not null default 0 check (amount >= 0),
  fund_line text,
  handling text not null,
  materials text not null,
  limit_days int not null default 30 check (limit_days between 1 and 250),
  publicity_days int not null default 5 check (publicity_days between 1 and 60),
  valid_from date not null,
  valid_to date,
  edition int not null default 1,
  earlier_id uuid,
  upper_id uuid,
  remark text,
  check (valid_to >= valid_from)
);
select org.make_register('policy_clause', '政策条款');
-- Adding the keys reads the table as its owner, who has no scope here.
alter table policy_clause no force row level security;
alter table policy_clause add foreign key (earlier_id) references policy_clause (id), add foreign key (upper_id) references policy_clause (id);
alter table policy_clause force row level security;
comment on column policy_clause.title is '条款';
comment on column policy_clause.policy_id is '政策';
comment on column policy_clause.class is '政策类别';
comment on column policy_clause.need is '回应的需求';
comment on column policy_clause.applicant is '1 人才 2 用人单位';
comment on column policy_clause.benefit is '享受待遇';
comment on column policy_clause.amount is '标准（元），零为非资金待遇';
comment on column policy_clause.fund_line is '资金科目';
comment on column policy_clause.handling is '承办单位';
comment on column policy_clause.materials is '申报材料';
comment on column policy_clause.limit_days is '办理时限（工作日）';
comment on column policy_clause.publicity_days is '公示天数（工作日）';
comment on column policy_clause.valid_from is '自何日起';
comment on column policy_clause.valid_to is '至何日止';
comment on column policy_clause.edition is '第几版';
comment on column policy_clause.earlier_id is '上一版';
comment on column policy_clause.upper_id is '承接的上级条款';
comment on column policy_clause.remark is '说明';
create index on policy_clause (policy_id) where removed_at is null;
create index on policy_clause (upper_id) where removed_at is null;

create table clause_condition (
  condition text not null,
  value numeric(12, 2) not null default 0
);
select org.make_child('clause_condition', '条款条件', 'policy_clause');
comment on column clause_condition.condition is '条件';
comment on column clause_condition.value is '数值';
create unique index clause_condition_one on clause_condition (policy_clause_id, condition, value) where removed_at is null;

create table policy_need (
  title text not null,
  employer_id uuid references employer (id),
  talent_id uuid references talent (id),
  industry_id uuid references industry (id),
  need text not null,
  source text not null,
  raised_on date not null,
  clause_id uuid references policy_clause (id),
  treatment text,
  treated_on date,
  reply text,
  check (treated_on >= raised_on)
);
select org.make_register('policy_need', '政策需求和建议');
comment on column policy_need.title is '需求、建议';
comment on column policy_need.employer_id is '用人单位';
comment on column policy_need.talent_id is '人才';
comment on column policy_need.industry_id is '产业';
comment on column policy_need.need is '需求类别';
comment on column policy_need.source is '来源';
comment on column policy_need.raised_on is '提出日期';
comment on column policy_need.clause_id is '针对的条款';
comment on column policy_need.treatment is '处理';
comment on column policy_need.treated_on is '处理日期';
comment on column policy_need.reply is '处理说明';
create index on policy_need (raised_on, id) where removed_at is null;

create table application (
  title text not null,
  clause_id uuid not null references policy_clause (id),
  talent_id uuid references talent (id),
  employer_id uuid references employer (id),
  applied_on date not null,
  contact text,
  stage text not null default '待受理',
  accepted_on date,
  granted int check (granted >= 0),
  paid_on date,
  ended_on date,
  satisfaction text,
  remark text,
  check (num_nonnulls(talent_id, employer_id) = 1)
);
select org.make_register('application', '政策申报');
comment on column application.title is '申报';
comment on column application.clause_id is '条款';
comment on column application.talent_id is '申报人';
comment on column application.employer_id is '申报单位';
comment on column application.applied_on is '申报日期';
comment on column application.contact is '联系人';
comment on column application.stage is '进展';
comment on column application.accepted_on is '受理日期';
comment on column application.granted is '核定金额（元）';
comment on column application.paid_on is '拨付日期';
comment on column application.ended_on is '不予兑现日期';
comment on column application.satisfaction is '回访评价';
comment on column application.remark is '备注';
create index on application (applied_on, id) where removed_at is null;
create index on application (clause_id) where removed_at is null;
create index on application (talent_id) where removed_at is null;
create index on application (employer_id) where removed_at is null;
create unique index application_one on application (clause_id, coalesce(talent_id, employer_id)) where removed_at is null and ended_on is null and paid_on is null;

-- Double entry. What is booked stays; a mistake is booked back.
create table fund_item (
  name text not null,
  year int not null check (year between 2000 and 2100),
  line text not null,
  source text not null,
  closed_on date
);
select org.make_register('fund_item', '人才资金科目');
comment on column fund_item.name is '科目';
comment on column fund_item.year is '年度';
comment on column fund_item.line is '资金类别';
comment on column fund_item.source is '资金来源';
comment on column fund_item.closed_on is '年结日期';
create unique index fund_item_one on fund_item (locality_path, year, line) where removed_at is null;

create table fund_balance (
  account text not null,
  balance numeric(14, 2) not null default 0,
  constraint fund_never_below_zero check (balance >= 0)
);
select org.make_child('fund_balance', '人才资金余额', 'fund_item');
comment on column fund_balance.account is '账户：source 来源 available 可用 committed 已承诺 paid 已支付 carried 结转';
comment on column fund_balance.balance is '余额';
create unique index fund_balance_one on fund_balance (fund_item_id, account);

create table fund_voucher (
  number int not null,
  kind text not null,
  on_day date not null,
  amount numeric(14, 2) not null check (amount > 0),
  words text not null,
  application_id uuid references application (id),
  paper text,
  by_name text not null
);
select org.make_child('fund_voucher', '人才资金凭证', 'fund_item');
comment on column fund_voucher.number is '凭证号';
comment on column fund_voucher.kind is '业务：budget 预算 cut 调减 commit 承诺 release 释放 pay 支付 refund 收回 close 年结';
comment on column fund_voucher.on_day is '日期';
comment on column fund_voucher.amount is '金额';
comment on column fund_voucher.words is '摘要';
comment on column fund_voucher.application_id is '申报';
comment on column fund_voucher.paper is '凭据';
comment on column fund_voucher.by_name is '经办人';
create unique index fund_voucher_number on fund_voucher (fund_item_id, number);
create index on fund_voucher (application_id);

create table fund_entry (
  fund_item_id uuid not null references fund_item (id),
  account text not null check (account in ('source', 'available', 'committed', 'paid', 'carried')),
  debit numeric(14, 2) not null default 0 check (debit >= 0),
  credit numeric(14, 2) not null default 0 check (credit >= 0),
  check ((debit > 0) <> (credit > 0))
);
select org.make_child('fund_entry', '人才资金分录', 'fund_voucher');
comment on column fund_entry.fund_item_id is '科目';
comment on column fund_entry.account is '账户';
comment on column fund_entry.debit is '借方';
comment on column fund_entry.credit is '贷方';

create function fund_follows() returns trigger language plpgsql as $$
begin
  if exists (select from fund_item where id = new.fund_item_id and closed_on is not null) then raise exception 'the year is closed' using errcode = 'check_violation', constraint = 'fund_closed'; end if;
  -- The row is held from here to the end of the transaction: who comes second sees what the first has left.
  update fund_balance set balance = balance + case when account = 'source' then new.credit - new.debit else new.debit - new.credit end, version = version + 1 where fund_item_id = new.fund_item_id and account = new.account;
  if not found then raise exception 'no account %', new.account; end if;
  return null;
end $$;
create trigger follows after insert on fund_entry for each row execute function fund_follows();

create function fund_balanced() returns trigger language plpgsql as $$
begin
  if (select coalesce(sum(debit), 0) <> coalesce(sum(credit), 0) or coalesce(sum(debit), 0) <> (select amount from fund_voucher where id = new.fund_voucher_id) from fund_entry where fund_voucher_id = new.fund_voucher_id) then
    raise exception 'debit and credit differ' using errcode = 'check_violation', constraint = 'fund_balanced';
  end if;
  return null;
end $$;
create constraint trigger balanced after insert on fund_entry deferrable initially deferred for each row execute function fund_balanced();

do $$
begin
  execute format('revoke update on fund_entry, fund_voucher from %I', org.login_of(current_schema()));
end $$;
