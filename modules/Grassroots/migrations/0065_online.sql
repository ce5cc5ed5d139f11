-- 互联网+党建: what a member does on line: signs up, signs in at a meeting, asks for a transfer, says what is wanted.
alter table meeting add column sign_code text, add column sign_on date;
comment on column meeting.sign_code is '签到码';
comment on column meeting.sign_on is '签到码有效的日子';

create table meeting_sign (
  member_id uuid not null references member (id),
  signed_up_on date,
  signed_in_at timestamptz
);
select org.make_child('meeting_sign', '报名和签到', 'meeting');
comment on column meeting_sign.member_id is '党员';
comment on column meeting_sign.signed_up_on is '报名日期';
comment on column meeting_sign.signed_in_at is '签到时间';
create unique index on meeting_sign (meeting_id, member_id) where removed_at is null;
create index on meeting_sign (member_id) where removed_at is null;

create table transfer_wish (
  to_organisation text not null check (to_organisation <> ''),
  member_id uuid not null references member (id),
  organisation_id uuid not null references organisation (id),
  reason text not null,
  words text,
  asked_on date not null,
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  answered_on date,
  answered_name text,
  reply text,
  check (state in ('1', '4') or answered_on is not null and reply is not null)
);
select org.make_register('transfer_wish', '网上转接申请');
select org.make_following('transfer_wish', 'organisation', 'organisation_id');
comment on column transfer_wish.to_organisation is '转往的党组织';
comment on column transfer_wish.member_id is '党员';
comment on column transfer_wish.organisation_id is '党支部';
comment on column transfer_wish.reason is '转移原因';
comment on column transfer_wish.words is '说明';
comment on column transfer_wish.asked_on is '申请日期';
comment on column transfer_wish.state is '状态：1 待办 2 已办理接转 3 不予办理 4 本人撤回';
comment on column transfer_wish.answered_on is '答复日期';
comment on column transfer_wish.answered_name is '答复人';
comment on column transfer_wish.reply is '答复';
create unique index on transfer_wish (member_id) where state = '1' and removed_at is null;
create index on transfer_wish (member_id, asked_on) where removed_at is null;
create index on transfer_wish (asked_on, id) where removed_at is null;
create index on transfer_wish (organisation_id) where removed_at is null;

alter table member_need add column is_online boolean not null default false;
comment on column member_need.is_online is '本人网上提出';
create index on member_need (member_id) where removed_at is null;
