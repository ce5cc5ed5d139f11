-- What the talent office does every week: messages of talents, matters promised to them, problems of enterprises, measures to keep people; what comes of a record as work.
create table channel (
  name text not null check (name <> ''),
  kind text not null,
  owner text not null,
  limit_days int not null default 5 check (limit_days between 1 and 60),
  ended_on date
);
select org.make_register('channel', '人才沟通渠道');
comment on column channel.name is '渠道';
comment on column channel.kind is '类别';
comment on column channel.owner is '责任人';
comment on column channel.limit_days is '答复时限（工作日）';
comment on column channel.ended_on is '停用日期';

create table message (
  title text not null check (title <> ''),
  channel_id uuid not null references channel (id),
  number text,
  talent_id uuid references talent (id),
  employer_id uuid references employer (id),
  from_name text not null,
  need text not null default '9',
  content text,
  received_on date not null,
  due_on date,
  handler text,
  assigned_on date,
  answered_on date,
  answer text,
  satisfaction text,
  check (assigned_on >= received_on), check (answered_on >= assigned_on)
);
select org.make_register('message', '人才来件');
comment on column message.title is '来件';
comment on column message.channel_id is '渠道';
comment on column message.number is '编号';
comment on column message.talent_id is '人才';
comment on column message.employer_id is '用人单位';
comment on column message.from_name is '来件人';
comment on column message.need is '需求类别';
comment on column message.content is '内容';
select org.make_sensitive('message', 'content');
comment on column message.received_on is '收到日期';
comment on column message.due_on is '答复期限';
comment on column message.handler is '承办人';
comment on column message.assigned_on is '交办日期';
comment on column message.answered_on is '答复日期';
comment on column message.answer is '答复';
comment on column message.satisfaction is '评价';
create index on message (received_on, id) where removed_at is null;
create unique index message_number on message (locality_path, number);

-- Each message gets the next number of its place and year, and its day by its channel.
create function message_comes() returns trigger language plpgsql set search_path from current as $$
begin
  if tg_op = 'INSERT' and new.number is null then
    select extract(year from new.received_on) || '-' || lpad((count(*) + 1)::text, 4, '0') into new.number from message m where m.locality_path = new.locality_path and extract(year from m.received_on) = extract(year from new.received_on);
  end if;
  select working_day_due(new.received_on, c.limit_days) into new.due_on from channel c where c.id = new.channel_id;
  return new;
end $$;
create trigger comes before insert or update of received_on, channel_id on message for each row execute function message_comes();

create table good_deed (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2100),
  kind text not null,
  beneficiary text not null,
  talent_id uuid references talent (id),
  unit text not null,
  officer text not null,
  due_on date not null,
  percent int not null default 0 check (percent between 0 and 100),
  progress text,
  done_on date,
  result text,
  confirmed_on date,
  confirmed_by text,
  published_on date,
  check (done_on is null or percent = 100), check (confirmed_on >= done_on)
);
select org.make_register('good_deed', '为人才办实事清单');
comment on column good_deed.title is '事项';
comment on column good_deed.year is '年度';
comment on column good_deed.kind is '1 实事 2 好事 3 难事';
comment on column good_deed.beneficiary is '受益的人、单位';
comment on column good_deed.talent_id is '人才';
comment on column good_deed.unit is '责任单位';
comment on column good_deed.officer is '责任人';
comment on column good_deed.due_on is '完成时限';
comment on column good_deed.percent is '进度';
comment on column good_deed.progress is '进展';
comment on column good_deed.done_on is '办结日期';
comment on column good_deed.result is '结果';
comment on column good_deed.confirmed_on is '确认日期';
comment on column good_deed.confirmed_by is '确认人';
comment on column good_deed.published_on is '进展公布日期';
create index on good_deed (year, id) where removed_at is null;

create table enterprise_problem (
  title text not null check (title <> ''),
  employer_id uuid not null references employer (id),
  kind text not null,
  raised_on date not null,
  handler text,
  due_on date,
  measure text,
  closed_on date,
  result text,
  confirmed_by text,
  check (due_on >= raised_on), check (closed_on >= raised_on), check (closed_on is null or confirmed_by is not null)
);
select org.make_register('enterprise_problem', '企业引才难题');
comment on column enterprise_problem.title is '难题';
comment on column enterprise_problem.employer_id is '企业';
comment on column enterprise_problem.kind is '类型';
comment on column enterprise_problem.raised_on is '提出日期';
comment on column enterprise_problem.handler is '办理单位';
comment on column enterprise_problem.due_on is '期限';
comment on column enterprise_problem.measure is '措施';
comment on column enterprise_problem.closed_on is '办结日期';
comment on column enterprise_problem.result is '结果';
comment on column enterprise_problem.confirmed_by is '企业确认人';
create index on enterprise_problem (raised_on, id) where removed_at is null;
create index on enterprise_problem (employer_id) where removed_at is null;

create table employer_action (
  words text not null,
  acted_on date not null,
  form text not null,
  posts int not null default 0 check (posts >= 0),
  spent int not null default 0 check (spent >= 0),
  introduced int not null default 0 check (introduced >= 0)
);
select org.make_child('employer_action', '用人单位自主引才', 'employer');
comment on column employer_action.words is '内容';
comment on column employer_action.acted_on is '日期';
comment on column employer_action.form is '方式';
comment on column employer_action.posts is '推出岗位';
comment on column employer_action.spent is '花费（元）';
comment on column employer_action.introduced is '引进人数';

create table retention_measure (
  title text not null check (title <> ''),
  class text not null,
  talent_id uuid references talent (id),
  audience text,
  began_on date not null,
  ends_on date,
  unit text not null,
  people int not null default 1 check (people >= 0),
  result text,
  check (num_nonnulls(talent_id, audience) > 0), check (ends_on >= began_on)
);
select org.make_register('retention_measure', '留才措施');
comment on column retention_measure.title is '措施';
comment on column retention_measure.class is '留才类别';
comment on column retention_measure.talent_id is '人才';
comment on column retention_measure.audience is '对象';
comment on column retention_measure.began_on is '开始日期';
comment on column retention_measure.ends_on is '结束日期';
comment on column retention_measure.unit is '落实单位';
comment on column retention_measure.people is '覆盖人数';
comment on column retention_measure.result is '效果';
create index on retention_measure (began_on, id) where removed_at is null;

-- Medical and title matters: where and when it is arranged, which way it goes. What somebody suffers from is written nowhere.
alter table service_order add partner text, add arranged_on date, add route text, add is_eligible boolean, add eligibility text, add is_obtained boolean, add filing_no text;
comment on column service_order.partner is '对接单位（医院、评审机构）和联系人';
comment on column service_order.arranged_on is '预约（安排）日期';
comment on column service_order.route is '1 正常途径 2 绿色通道（特殊评审）';
comment on column service_order.is_eligible is '资格核对';
comment on column service_order.eligibility is '资格核对说明';
comment on column service_order.is_obtained is '办成';
comment on column service_order.filing_no is '评审结果备案号';

create view handed_task with (security_invoker = true) as
  select i.id, i.locality_path, i.rank as rank_order, i.version, i.created_at, i.created_by, i.created_at as changed_at, i.created_by as changed_by, null::timestamptz as removed_at, null::uuid as removed_by, null::text as removed_reason,
    i.source_id, i.title, i.lead_name, i.person, i.due_on, i.percent, case i.state when 'draft' then '起草' when 'open' then '推进中' when 'applied' then '申请销号' when 'checked' then '已核验' when 'closed' then '已办结' else '已取消' end as standing
  from org.work_item i where i.source_id is not null;
comment on view handed_task is '因台账记录交办的任务';
do $$ begin execute format('grant select on handed_task to %I', org.login_of(current_schema())); end $$;
