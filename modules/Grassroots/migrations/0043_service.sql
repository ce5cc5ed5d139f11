-- 党员先锋作用、岗位和责任区、诉求、离退休党员发挥作用; 农村发展党员违规违纪排查的问题台账.
create table member_deed (
  task text not null,
  member_id uuid not null references member (id),
  organisation_id uuid not null references organisation (id),
  role text not null,
  done_on date not null,
  hours int check (hours between 0 and 10000),
  evidence text not null,
  confirmed_on date,
  confirmed_by text
);
select org.make_register('member_deed', '党员先锋作用记录');
select org.make_following('member_deed', 'organisation', 'organisation_id');
comment on column member_deed.task is '任务';
comment on column member_deed.member_id is '党员';
comment on column member_deed.organisation_id is '党支部';
comment on column member_deed.role is '承担的工作';
comment on column member_deed.done_on is '日期';
comment on column member_deed.hours is '时长（小时）';
comment on column member_deed.evidence is '事实和证明';
comment on column member_deed.confirmed_on is '支部确认日期';
comment on column member_deed.confirmed_by is '确认人';
create index on member_deed (member_id, done_on) where removed_at is null;
create index on member_deed (done_on, id) where removed_at is null;
create index on member_deed (organisation_id, rank_order, id) where removed_at is null;

create table duty_area (
  name text not null,
  kind text not null,
  organisation_id uuid not null references organisation (id),
  households int not null default 0 check (households >= 0),
  duties text not null,
  member_id uuid references member (id),
  began_on date,
  remark text
);
select org.make_register('duty_area', '党员岗位和责任区');
select org.make_following('duty_area', 'organisation', 'organisation_id');
comment on column duty_area.name is '岗位、责任区名称';
comment on column duty_area.kind is '1 党员中心户 2 责任区 3 设岗定责';
comment on column duty_area.organisation_id is '党支部';
comment on column duty_area.households is '联系户数';
comment on column duty_area.duties is '职责';
comment on column duty_area.member_id is '现任党员，空为没有安排';
comment on column duty_area.began_on is '现任自';
comment on column duty_area.remark is '备注';
create index on duty_area (organisation_id, rank_order, id) where removed_at is null;
create index on duty_area (member_id) where removed_at is null;

create table duty_holder (
  member_id uuid not null references member (id),
  name text not null,
  began_on date not null,
  ended_on date,
  check (ended_on >= began_on)
);
select org.make_child('duty_holder', '岗位、责任区历任', 'duty_area');
comment on column duty_holder.member_id is '党员';
comment on column duty_holder.name is '姓名（当时）';
comment on column duty_holder.began_on is '起';
comment on column duty_holder.ended_on is '止';

create table member_need (
  words text not null,
  category text not null,
  member_id uuid not null references member (id),
  organisation_id uuid not null references organisation (id),
  raised_on date not null,
  answering text not null,
  due_on date not null,
  answered_on date,
  answer text,
  satisfaction text,
  check (due_on >= raised_on), check (answered_on >= raised_on)
);
select org.make_register('member_need', '党员需求诉求');
select org.make_following('member_need', 'organisation', 'organisation_id');
comment on column member_need.words is '诉求';
comment on column member_need.category is '类别';
comment on column member_need.member_id is '党员';
comment on column member_need.organisation_id is '党支部';
comment on column member_need.raised_on is '提出日期';
comment on column member_need.answering is '答复单位';
comment on column member_need.due_on is '答复期限';
comment on column member_need.answered_on is '答复日期';
comment on column member_need.answer is '答复';
comment on column member_need.satisfaction is '满意度';
create index on member_need (due_on, id) where removed_at is null;
create index on member_need (raised_on, id) where removed_at is null;
create index on member_need (member_id) where removed_at is null;
create index on member_need (organisation_id, rank_order, id) where removed_at is null;

create table retired_role (
  post text not null,
  member_id uuid not null references member (id),
  organisation_id uuid not null references organisation (id),
  duties text not null,
  signed_on date not null,
  ended_on date,
  hours int not null default 0 check (hours >= 0),
  check (ended_on >= signed_on)
);
select org.make_register('retired_role', '离退休党员发挥作用');
select org.make_following('retired_role', 'organisation', 'organisation_id');
comment on column retired_role.post is '岗位';
comment on column retired_role.member_id is '党员';
comment on column retired_role.organisation_id is '党支部';
comment on column retired_role.duties is '工作内容';
comment on column retired_role.signed_on is '自愿报名日期';
comment on column retired_role.ended_on is '退出日期';
comment on column retired_role.hours is '累计时长（小时）';
create index on retired_role (organisation_id, rank_order, id) where removed_at is null;
create index on retired_role (member_id) where removed_at is null;

create table retired_activity (
  done_on date not null,
  hours int not null check (hours between 1 and 100),
  words text not null
);
select org.make_child('retired_activity', '离退休党员活动', 'retired_role');
comment on column retired_activity.done_on is '日期';
comment on column retired_activity.hours is '时长（小时）';
comment on column retired_activity.words is '内容';
create function retired_counted() returns trigger language plpgsql as $$
begin
  perform from grassroots.retired_role where id = new.retired_role_id for update;
  update grassroots.retired_role r set hours = (select coalesce(sum(a.hours), 0)::int from grassroots.retired_activity a where a.retired_role_id = r.id and a.removed_at is null) where r.id = new.retired_role_id;
  return null;
end $$;
create trigger counted after insert or update of hours, removed_at on retired_activity for each row execute function retired_counted();

create table admission_problem (
  name text not null,
  member_id uuid not null references member (id),
  organisation_id uuid not null references organisation (id),
  kind text not null,
  source text not null default '2',
  found_on date not null,
  words text not null,
  handling text,
  handler text,
  due_on date,
  closed_on date,
  result text,
  check (closed_on >= found_on)
);
select org.make_register('admission_problem', '发展党员问题台账');
select org.make_following('admission_problem', 'organisation', 'organisation_id');
comment on column admission_problem.name is '姓名';
comment on column admission_problem.member_id is '党员';
comment on column admission_problem.organisation_id is '党支部';
comment on column admission_problem.kind is '问题类型';
comment on column admission_problem.source is '1 自动筛查 2 人工排查';
comment on column admission_problem.found_on is '发现日期';
comment on column admission_problem.words is '问题';
comment on column admission_problem.handling is '处理方式';
comment on column admission_problem.handler is '办理人';
comment on column admission_problem.due_on is '办理期限';
comment on column admission_problem.closed_on is '销号日期';
comment on column admission_problem.result is '处理结果';
create index on admission_problem (organisation_id, rank_order, id) where removed_at is null;
create index on admission_problem (found_on, id) where removed_at is null;
create unique index admission_problem_one on admission_problem (member_id, kind) where removed_at is null and source = '1';
