-- 每月主题: what theme days below are about in a month, set by a county (or a township for its own); a branch reads the nearest above it, and may have its own.
create table month_theme (
  theme text not null check (theme <> ''),
  month_on date not null check (extract(day from month_on) = 1),
  programme text,
  document_no text
);
select org.make_register('month_theme', '主题党日每月主题');
comment on column month_theme.theme is '主题';
comment on column month_theme.month_on is '月份（一号）';
comment on column month_theme.programme is '活动方案、要求';
comment on column month_theme.document_no is '文号';
create index on month_theme (locality_path, month_on, id) where removed_at is null;
create index on month_theme (month_on, id) where removed_at is null;
create unique index on month_theme (locality_path, month_on) where removed_at is null;
select org.make_known_below('month_theme');
