-- 个人检视问题: somebody's own list, for the person, the branch and whoever stands above; told by the person, confirmed by another.
create table personal_problem (
  name text not null check (name <> ''),
  account_id uuid,
  branch text,
  supervisor text,
  title text not null check (title <> ''),
  source text not null,
  content text not null,
  measure text not null,
  found_on date not null,
  due_on date not null check (due_on >= found_on),
  percent int not null default 0 check (percent between 0 and 100),
  told_on date,
  told_words text,
  told_by_id uuid,
  confirmed_on date,
  confirmed_by text,
  confirm_words text,
  check (confirmed_on is null or percent = 100 and confirmed_by is not null)
);
select org.make_register('personal_problem', '个人检视问题');
comment on column personal_problem.name is '姓名';
comment on column personal_problem.account_id is '本人账号';
comment on column personal_problem.branch is '所在党支部';
comment on column personal_problem.supervisor is '谁来督促';
comment on column personal_problem.title is '问题';
comment on column personal_problem.source is '来源';
comment on column personal_problem.content is '具体表现';
comment on column personal_problem.measure is '整改措施';
comment on column personal_problem.found_on is '检视日期';
comment on column personal_problem.due_on is '整改时限';
comment on column personal_problem.percent is '整改进度（%）';
comment on column personal_problem.told_on is '最近报告';
comment on column personal_problem.told_words is '整改情况';
comment on column personal_problem.told_by_id is '谁报告的';
comment on column personal_problem.confirmed_on is '确认日期';
comment on column personal_problem.confirmed_by is '确认人';
comment on column personal_problem.confirm_words is '确认意见';
create index on personal_problem (account_id) where account_id is not null;
create index on personal_problem (found_on, id) where removed_at is null;

create table personal_progress (told_on date not null, percent int not null check (percent between 0 and 100), words text not null, by_name text not null);
select org.make_child('personal_progress', '个人检视问题整改情况', 'personal_problem');
comment on column personal_progress.told_on is '日期';
comment on column personal_progress.percent is '进度（%）';
comment on column personal_progress.words is '情况';
comment on column personal_progress.by_name is '谁写的';
