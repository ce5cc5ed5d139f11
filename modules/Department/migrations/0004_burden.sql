-- What is asked of lower units besides tasks: who asks, what, how often, on what basis; each datum by name, so that the same one asked twice is seen; what they answered, and what they complain of.

create table data_call (
  title text not null check (title <> ''),
  asker text not null,
  level text not null,
  cycle text not null,
  basis text not null,
  first_due_on date not null,
  until_on date check (until_on >= first_due_on),
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  issued_on date,
  fields int not null default 0,
  prefilled int not null default 0,
  reason text,
  ended_on date,
  ended_words text,
  check (state <> '2' or issued_on is not null)
);
select org.make_register('data_call', '填报事项');
comment on column data_call.title is '填报事项';
comment on column data_call.asker is '谁要';
comment on column data_call.level is '向哪一级要';
comment on column data_call.cycle is '多久一次';
comment on column data_call.basis is '依据';
comment on column data_call.first_due_on is '第一次报送';
comment on column data_call.until_on is '到何日止';
comment on column data_call.state is '1 起草 2 已下发 3 已并入 4 已取消';
comment on column data_call.issued_on is '下发日期';
comment on column data_call.fields is '要填几项';
comment on column data_call.prefilled is '其中系统带出';
comment on column data_call.reason is '重复或超过限额仍下发的理由';
comment on column data_call.ended_on is '并入、取消日期';
comment on column data_call.ended_words is '并入、取消说明';
create index on data_call (state, level) where removed_at is null;

create table data_call_field (
  datum text not null check (datum <> ''),
  source text not null default '0'
);
select org.make_child('data_call_field', '数据项', 'data_call');
comment on column data_call_field.datum is '数据项';
comment on column data_call_field.source is '从哪里带出：0 人工填写';
create unique index on data_call_field (data_call_id, datum) where removed_at is null;

create table data_reply (
  title text not null,
  data_call_id uuid not null,
  due_on date not null,
  replied_on date not null,
  replied_by_name text not null,
  fields int not null,
  prefilled int not null
);
select org.make_register('data_reply', '填报记录');
comment on column data_reply.title is '填报事项（当时）';
comment on column data_reply.data_call_id is '填报事项';
comment on column data_reply.due_on is '哪一期';
comment on column data_reply.replied_on is '报送日期';
comment on column data_reply.replied_by_name is '填报人';
comment on column data_reply.fields is '填了几项';
comment on column data_reply.prefilled is '其中系统带出';
create index on data_reply (due_on, id) where removed_at is null;
create unique index on data_reply (data_call_id, locality_path, due_on) where removed_at is null;

create table data_reply_value (
  datum text not null,
  value text not null,
  is_prefilled boolean not null
);
select org.make_child('data_reply_value', '填报内容', 'data_reply');
comment on column data_reply_value.datum is '数据项';
comment on column data_reply_value.value is '内容';
comment on column data_reply_value.is_prefilled is '系统带出';

create table burden_complaint (
  title text not null check (title <> ''),
  words text not null,
  raised_on date not null,
  answered_on date,
  answer text,
  answered_by_name text,
  check ((answered_on is null) = (answer is null))
);
select org.make_register('burden_complaint', '负担反映');
comment on column burden_complaint.title is '反映的事';
comment on column burden_complaint.words is '情况';
comment on column burden_complaint.raised_on is '日期';
comment on column burden_complaint.answered_on is '答复日期';
comment on column burden_complaint.answer is '答复';
comment on column burden_complaint.answered_by_name is '答复人';
create index on burden_complaint (raised_on, id) where removed_at is null;

-- Read by those who are asked, written by who asks. What they answer lies with them and refers upwards, so no key of the database binds it.
select org.make_known_below('data_call');
select org.make_known_below('data_call_field');
