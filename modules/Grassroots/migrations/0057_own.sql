-- What a member asks to be corrected in the own file, and what was decided, by whom and why.
create table correction (
  member_id uuid not null references member (id),
  organisation_id uuid not null references organisation (id),
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
);
select org.make_register('correction', '党员更正申请');
select org.make_following('correction', 'organisation', 'organisation_id');
comment on column correction.member_id is '党员';
comment on column correction.organisation_id is '党支部';
comment on column correction.item is '项目';
comment on column correction.label is '申请更正';
comment on column correction.stands is '现登记为';
comment on column correction.wanted is '应为';
comment on column correction.value is '应为（按项目的写法）';
comment on column correction.grounds is '依据';
comment on column correction.asked_on is '申请日期';
comment on column correction.asked_by is '申请账号';
comment on column correction.state is '状态：1 待办 2 已更正 3 不予更正 4 本人撤回';
comment on column correction.decided_on is '办理日期';
comment on column correction.decided_name is '办理人';
comment on column correction.reason is '办理意见';
create index on correction (member_id, asked_on);
create index on correction (asked_on, id) where removed_at is null;
create unique index on correction (member_id, item) where state = '1' and removed_at is null;
