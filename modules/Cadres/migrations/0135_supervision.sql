-- 函询, and that something which has to be reported has changed: about whom and when. What was reported stays sealed elsewhere.
create table inquiry (
  number text not null,
  cadre_id uuid not null,
  issued_on date not null,
  questions text not null,
  answered_on date check (answered_on >= issued_on),
  result text,
  concluded_on date check (concluded_on >= answered_on),
  told_on date,
  result_words text,
  check (concluded_on is null or result is not null and result_words is not null)
);
select org.make_register('inquiry', '函询');
comment on column inquiry.number is '函询编号';
comment on column inquiry.cadre_id is '干部';
comment on column inquiry.issued_on is '发出日期';
comment on column inquiry.questions is '函询的问题';
comment on column inquiry.answered_on is '书面答复日期';
comment on column inquiry.result is '认定：1 采信 2 再次函询 3 核查了解';
comment on column inquiry.concluded_on is '认定日期';
comment on column inquiry.told_on is '告知本人日期';
comment on column inquiry.result_words is '认定说明';
create unique index on inquiry (locality_path, number) where removed_at is null;
create index on inquiry (cadre_id) where removed_at is null;
create index on inquiry (issued_on, id) where removed_at is null;

create table matter_change (
  number text not null,
  cadre_id uuid not null,
  matter text not null,
  changed_on date not null,
  reported_on date check (reported_on >= changed_on),
  remark text
);
select org.make_register('matter_change', '有关事项变化报告');
comment on column matter_change.number is '登记号';
comment on column matter_change.cadre_id is '干部';
comment on column matter_change.matter is '变化的事项';
comment on column matter_change.changed_on is '发生变化日期';
comment on column matter_change.reported_on is '本人报告日期';
comment on column matter_change.remark is '逾期原因';
create unique index on matter_change (locality_path, number) where removed_at is null;
create index on matter_change (cadre_id) where removed_at is null;
create index on matter_change (changed_on, id) where removed_at is null;

-- How much of a class somebody was away from.
alter table cadre_training add column absent_hours int check (absent_hours between 0 and hours);
comment on column cadre_training.absent_hours is '请假学时';
