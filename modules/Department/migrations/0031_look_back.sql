-- “回头看” in rounds: over what was closed in a time, all of it or a sample that nobody picks; what came back is taken up again by a day.
alter table problem add column settled_by_id uuid, add column rebounds int not null default 0 check (rebounds >= 0);
comment on column problem.settled_by_id is '确认人账号';
comment on column problem.rebounds is '反弹次数';

create table look_back (
  title text not null check (title <> ''),
  source text not null check (source in ('rectification', 'problems', 'points', 'assignments')),
  basis text not null,
  closed_from date not null,
  closed_to date not null check (closed_to >= closed_from),
  way text not null check (way in ('1', '2')),
  share int not null default 100 check (share between 1 and 100),
  began_on date not null,
  due_on date not null check (due_on >= began_on),
  drawn_on date,
  total int,
  drawn int,
  ended_on date,
  report text,
  check ((drawn_on is null) = (total is null)),
  check (ended_on is null or drawn_on is not null and report is not null)
);
select org.make_register('look_back', '回头看');
comment on column look_back.title is '回头看';
comment on column look_back.source is '看哪一类：整改问题、检视问题、要点任务、交办事项';
comment on column look_back.basis is '依据';
comment on column look_back.closed_from is '销号（办结）从';
comment on column look_back.closed_to is '销号（办结）到';
comment on column look_back.way is '1 全面看 2 抽查';
comment on column look_back.share is '抽查比例（%）';
comment on column look_back.began_on is '开始';
comment on column look_back.due_on is '完成时限';
comment on column look_back.drawn_on is '列出日期';
comment on column look_back.total is '已销号（办结）的';
comment on column look_back.drawn is '列入回头看的';
comment on column look_back.ended_on is '结束日期';
comment on column look_back.report is '情况报告';
create index on look_back (began_on, id) where removed_at is null;

create table look_back_unit (unit_name text not null, closed int not null check (closed > 0));
select org.make_child('look_back_unit', '回头看涉及的单位', 'look_back');
comment on column look_back_unit.unit_name is '单位';
comment on column look_back_unit.closed is '已销号（办结）的';
create unique index on look_back_unit (look_back_id, unit_name) where removed_at is null;

create table look_back_item (
  look_back_id uuid not null references look_back (id),
  title text not null,
  source text not null,
  item_id uuid not null,
  unit_name text not null,
  handler text,
  handler_id uuid,
  closed_on date not null,
  drawn_on date not null,
  checker text,
  checked_on date,
  result text check (result in ('1', '2', '3')),
  words text,
  make_up_on date,
  check ((result is null) = (checked_on is null)),
  check (result is distinct from '2' and result is distinct from '3' or make_up_on is not null)
);
select org.make_register('look_back_item', '回头看的事项');
comment on column look_back_item.look_back_id is '哪一轮';
comment on column look_back_item.title is '问题、任务';
comment on column look_back_item.source is '哪一类';
comment on column look_back_item.item_id is '原来的记录';
comment on column look_back_item.unit_name is '单位';
comment on column look_back_item.handler is '经办人';
comment on column look_back_item.handler_id is '经办人账号';
comment on column look_back_item.closed_on is '销号（办结）日期';
comment on column look_back_item.drawn_on is '列入日期';
comment on column look_back_item.checker is '核查人';
comment on column look_back_item.checked_on is '核查日期';
comment on column look_back_item.result is '1 巩固 2 反弹 3 不到位';
comment on column look_back_item.words is '核查情况';
comment on column look_back_item.make_up_on is '补课时限';
create unique index on look_back_item (look_back_id, item_id) where removed_at is null;
create index on look_back_item (drawn_on, id) where removed_at is null;
create index on look_back_item (item_id);

create view look_back_rate with (security_invoker = true) as
  select u.id, u.locality_path, u.rank_order, 1 as version, null::timestamptz as created_at, null::uuid as created_by, null::timestamptz as changed_at, null::uuid as changed_by, null::timestamptz as removed_at, null::uuid as removed_by, null::text as removed_reason,
    u.look_back_id, u.unit_name, u.closed, i.drawn, i.checked, i.held, i.back, i.short, case when i.checked > 0 then round(i.held * 100.0 / i.checked)::int end as held_percent, case when i.checked > 0 then round((i.back + i.short) * 100.0 / i.checked)::int end as back_percent
  from look_back_unit u cross join lateral (
    select count(*)::int as drawn, count(i.result)::int as checked, count(*) filter (where i.result = '1')::int as held, count(*) filter (where i.result = '2')::int as back, count(*) filter (where i.result = '3')::int as short
    from look_back_item i where i.look_back_id = u.look_back_id and i.unit_name = u.unit_name and i.removed_at is null) i
  where u.removed_at is null;
comment on view look_back_rate is '各单位回头看的巩固率和反弹率';
do $$ begin execute format('grant select on look_back_rate to %I', org.login_of(current_schema())); end $$;
