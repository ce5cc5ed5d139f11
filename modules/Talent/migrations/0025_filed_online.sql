-- What employers and talents file by their own account waits until an officer has checked it.
alter table demand add column channel text not null default '1', add column intake text not null default '2' check (intake in ('1', '2', '3')), add column checked_on date, add column check_words text;
comment on column demand.channel is '途径：1 窗口 2 线上';
comment on column demand.intake is '核对：1 待核对 2 已核对 3 退回';
comment on column demand.checked_on is '核对日期';
comment on column demand.check_words is '核对说明';
alter table wish add column channel text not null default '1', add column intake text not null default '2' check (intake in ('1', '2', '3')), add column checked_on date, add column check_words text, add column withdrawn_on date check (withdrawn_on >= filed_on);
comment on column wish.channel is '途径：1 窗口 2 线上';
comment on column wish.intake is '核对：1 待核对 2 已核对 3 退回';
comment on column wish.checked_on is '核对日期';
comment on column wish.check_words is '核对说明';
comment on column wish.withdrawn_on is '撤回日期';

-- Whoever has an account and is nobody yet on the platform asks to be known; an officer checks who it is.
create table portal_request (
  name text not null,
  account text not null,
  kind text not null,
  about text not null,
  words text,
  asked_on date not null,
  state text not null default '1' check (state in ('1', '2', '3')),
  answered_on date check (answered_on >= asked_on),
  answer text
);
select org.make_register('portal_request', '线上平台开通申请');
comment on column portal_request.name is '账号登记的姓名';
comment on column portal_request.account is '登录账号';
comment on column portal_request.kind is '1 人才本人 2 用人单位经办人';
comment on column portal_request.about is '工作单位（所代表的单位）';
comment on column portal_request.words is '说明';
comment on column portal_request.asked_on is '申请日期';
comment on column portal_request.state is '1 待核对 2 已开通 3 不予开通';
comment on column portal_request.answered_on is '核对日期';
comment on column portal_request.answer is '核对说明';
create unique index portal_request_one on portal_request (account) where removed_at is null and state = '1';
