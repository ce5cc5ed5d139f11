-- 组织生活提醒: what a branch owes of a period and was reminded of; since when the place or committee above knows; what it did about it, or when it was held after all.
create table life_reminder (
  title text not null check (title <> ''),
  organisation_id uuid not null references organisation (id),
  kind text not null,
  began_on date not null,
  due_on date not null check (due_on >= began_on),
  reminded_on date not null,
  told_on date,
  handled_on date,
  handling text,
  settled_on date,
  check ((handled_on is null) = (handling is null))
);
select org.make_register('life_reminder', '组织生活提醒');
select org.make_following('life_reminder', 'organisation', 'organisation_id');
comment on column life_reminder.title is '缺什么';
comment on column life_reminder.organisation_id is '党组织';
comment on column life_reminder.kind is '组织生活类型';
comment on column life_reminder.began_on is '应开时段自';
comment on column life_reminder.due_on is '最迟日期';
comment on column life_reminder.reminded_on is '提醒支部日期';
comment on column life_reminder.told_on is '告知上级日期';
comment on column life_reminder.handled_on is '督促日期';
comment on column life_reminder.handling is '督促情况';
comment on column life_reminder.settled_on is '补齐（记录确认）日期';
create unique index on life_reminder (organisation_id, kind, due_on) where removed_at is null;
create index on life_reminder (locality_path, told_on, id) where removed_at is null and settled_on is null;
create index on life_reminder (due_on, id) where removed_at is null;
