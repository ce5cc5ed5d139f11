-- What outside learning platforms report of our members, month by month. No credentials of theirs are kept.
create table platform_use (
  platform text not null,
  month date not null check (extract(day from month) = 1),
  member_id uuid not null references member (id),
  organisation_id uuid not null references organisation (id),
  points int not null default 0 check (points >= 0),
  hours int not null default 0 check (hours >= 0)
);
select org.make_register('platform_use', '学习平台台账');
select org.make_following('platform_use', 'organisation', 'organisation_id');
comment on column platform_use.platform is '平台';
comment on column platform_use.month is '月份';
comment on column platform_use.member_id is '党员';
comment on column platform_use.organisation_id is '党支部';
comment on column platform_use.points is '当月积分';
comment on column platform_use.hours is '当月学时';
create unique index on platform_use (platform, member_id, month) where removed_at is null;
create index on platform_use (month, id) where removed_at is null;
create index on platform_use (member_id, month) where removed_at is null;
create index on platform_use (organisation_id) where removed_at is null;
