-- Work: plans fall into aspects, tasks and measures (要点), or a round of inspection into problems (整改). An item lies with whoever issued it; each body that has
-- to do with it is a party, and sees it from its own place. Reports and acts are only ever added.

create table work_plan (
  id uuid primary key,
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  kind text not null,
  title text not null,
  year int not null check (year between 1949 and 2200),
  number text,
  issuer text,
  content text,
  decision text,
  decided_on date,
  issued_on date,
  state text not null default 'draft' check (state in ('draft', 'issued', 'closed')),
  edition int not null default 1,
  cycle text check (cycle in ('day', 'week', 'month', 'two_months', 'quarter', 'half_year', 'year')),
  closing_note text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default org.actor(),
  constraint work_plan_placed unique (id, locality_path)
);
comment on table work_plan is '年度要点、整改方案等任务来源';
comment on column work_plan.id is '标识';
comment on column work_plan.locality_path is '所在区划';
comment on column work_plan.module is '模块';
comment on column work_plan.kind is '种类';
comment on column work_plan.title is '名称';
comment on column work_plan.year is '年度';
comment on column work_plan.number is '文号、轮次';
comment on column work_plan.issuer is '印发、反馈单位';
comment on column work_plan.content is '原文';
comment on column work_plan.decision is '审定情况';
comment on column work_plan.decided_on is '审定日期';
comment on column work_plan.issued_on is '印发日期';
comment on column work_plan.state is '状态：起草、已印发、已总结';
comment on column work_plan.edition is '版次';
comment on column work_plan.cycle is '调度周期';
comment on column work_plan.closing_note is '总结';
comment on column work_plan.version is '版本';
comment on column work_plan.created_at is '建立时间';
comment on column work_plan.created_by is '建立人';
create index on work_plan (locality_path, kind, year desc, id);

create table work_item (
  id uuid primary key,
  plan_id uuid not null,
  locality_path text collate "C" not null,
  other_path text collate "C" references locality (path) on update cascade,
  module text not null default org.acting_module(),
  kind text not null,
  plan_title text not null default '',
  year int not null default 0,
  parts int not null default 0,
  parent_id uuid references work_item (id),
  level smallint not null check (level between 1 and 3),
  rank int not null,
  number text not null,
  title text not null,
  measures text,
  standard text,
  line text,
  is_key boolean not null default false,
  key_reason text,
  lead_unit_id uuid references unit (id),
  lead_name text,
  leader text,
  person text,
  due_kind text,
  begins_on date,
  due_on date,
  percent int not null default 0 check (percent between 0 and 100),
  state text not null default 'draft' check (state in ('draft', 'open', 'applied', 'checked', 'closed', 'cancelled')),
  ladder smallint not null default 0 check (ladder between 0 and 4),
  transfers int not null default 0,
  reported_on date,
  report_words text,
  applied_by uuid,
  checked_by uuid,
  closed_on date,
  closing_words text,
  look_back_on date,
  consolidated_on date,
  rebounds int not null default 0,
  repeats_id uuid references work_item (id),
  cause text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default org.actor(),
  foreign key (plan_id, locality_path) references work_plan (id, locality_path) on update cascade,
  check (repeats_id is null or cause <> '')
);
comment on table work_item is '任务、问题';
comment on column work_item.id is '标识';
comment on column work_item.plan_id is '所属要点、方案';
comment on column work_item.locality_path is '交办一方的区划';
comment on column work_item.other_path is '牵头单位所在区划，从那里看得到';
comment on column work_item.plan_title is '所属要点、方案的名称';
comment on column work_item.year is '年度';
comment on column work_item.parts is '分解成几项';
comment on column work_item.module is '模块';
comment on column work_item.kind is '种类';
comment on column work_item.parent_id is '上级任务';
comment on column work_item.level is '层次：方面、任务、子任务（措施）';
comment on column work_item.rank is '次序';
comment on column work_item.number is '编号';
comment on column work_item.title is '任务、问题';
comment on column work_item.measures is '具体措施';
comment on column work_item.standard is '完成标准';
comment on column work_item.line is '工作条线';
comment on column work_item.is_key is '重点';
comment on column work_item.key_reason is '列为重点的理由';
comment on column work_item.lead_unit_id is '牵头单位';
comment on column work_item.lead_name is '牵头单位名称（当时）';
comment on column work_item.leader is '责任领导';
comment on column work_item.person is '责任人';
comment on column work_item.due_kind is '时限类型';
comment on column work_item.begins_on is '开始日期';
comment on column work_item.due_on is '完成时限';
comment on column work_item.percent is '进度（%）';
comment on column work_item.state is '状态：起草、办理中、申请办结（销号）、已核验、已办结（销号）、取消';
comment on column work_item.ladder is '督办到哪一步：提醒、通报、约谈、问责';
comment on column work_item.transfers is '转办次数';
comment on column work_item.reported_on is '最近一次报告';
comment on column work_item.report_words is '最近一次报告的内容';
comment on column work_item.applied_by is '申请人';
comment on column work_item.checked_by is '核验人';
comment on column work_item.closed_on is '办结、销号日期';
comment on column work_item.closing_words is '办结情况';
comment on column work_item.look_back_on is '何时回头看';
comment on column work_item.consolidated_on is '回头看认定巩固的日期';
comment on column work_item.rebounds is '反弹、不到位次数';
comment on column work_item.repeats_id is '重复的是哪个问题';
comment on column work_item.cause is '原因分析';
comment on column work_item.version is '版本';
comment on column work_item.created_at is '建立时间';
comment on column work_item.created_by is '建立人';
create index on work_item (plan_id, rank, id);
create index on work_item (locality_path, kind, state, due_on, id);
create index on work_item (parent_id);
create index on work_item (other_path, kind, state, due_on, id) where other_path is not null;
create index on work_item (repeats_id) where repeats_id is not null;

-- A body that has to do with an item: its place is the body's own.
create table work_party (
  item_id uuid not null references work_item (id),
  unit_id uuid not null references unit (id),
  locality_path text collate "C" not null references locality (path) on update cascade,
  other_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  name text not null,
  is_lead boolean not null,
  received_on date,
  received_by_name text,
  dispute text,
  primary key (item_id, unit_id)
);
comment on table work_party is '牵头和配合单位';
comment on column work_party.item_id is '任务';
comment on column work_party.unit_id is '单位';
comment on column work_party.locality_path is '单位所在区划';
comment on column work_party.other_path is '交办一方的区划';
comment on column work_party.module is '模块';
comment on column work_party.name is '单位名称（当时）';
comment on column work_party.is_lead is '牵头';
comment on column work_party.received_on is '签收日期';
comment on column work_party.received_by_name is '签收人';
comment on column work_party.dispute is '分工异议（一次）';
create index on work_party (locality_path, item_id);
create index on work_party (other_path);

create table work_report (
  id uuid primary key,
  item_id uuid not null references work_item (id),
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  round_id uuid,
  reported_on date not null,
  percent int not null check (percent between 0 and 100),
  content text not null,
  problem text,
  next_step text,
  entered_at timestamptz not null default now(),
  entered_by_name text not null,
  returned_on date,
  return_words text
);
comment on table work_report is '进展报告，只增不改';
comment on column work_report.id is '标识';
comment on column work_report.item_id is '任务';
comment on column work_report.locality_path is '报告单位的区划';
comment on column work_report.module is '模块';
comment on column work_report.round_id is '调度轮次';
comment on column work_report.reported_on is '报告日期';
comment on column work_report.percent is '进度（%）';
comment on column work_report.content is '进展';
comment on column work_report.problem is '存在问题';
comment on column work_report.next_step is '下步打算';
comment on column work_report.entered_at is '登记时间';
comment on column work_report.entered_by_name is '报告人';
comment on column work_report.returned_on is '退回日期';
comment on column work_report.return_words is '退回意见';
create index on work_report (item_id, reported_on);
create index on work_report (locality_path, reported_on);
create index on work_report (round_id);

create table work_act (
  id uuid primary key,
  item_id uuid not null references work_item (id),
  locality_path text collate "C" not null references locality (path) on update cascade,
  other_path text collate "C" references locality (path) on update cascade,
  module text not null default org.acting_module(),
  kind text not null,
  on_day date not null,
  words text,
  approver text,
  changes text,
  entered_at timestamptz not null default now(),
  entered_by uuid default org.actor(),
  entered_by_name text not null
);
comment on table work_act is '办理记录：催办、督办、改期、转办、核验、销号、回头看，只增不改';
comment on column work_act.id is '标识';
comment on column work_act.item_id is '任务';
comment on column work_act.locality_path is '办理一方的区划';
comment on column work_act.other_path is '牵头单位所在区划，也看得到';
comment on column work_act.module is '模块';
comment on column work_act.kind is '事项';
comment on column work_act.on_day is '日期';
comment on column work_act.words is '内容、理由';
comment on column work_act.approver is '批准人';
comment on column work_act.changes is '变化：原值 → 新值';
comment on column work_act.entered_at is '登记时间';
comment on column work_act.entered_by is '登记账号';
comment on column work_act.entered_by_name is '登记人';
create index on work_act (item_id, on_day);
create index on work_act (locality_path);
create index on work_act (other_path) where other_path is not null;

create table work_round (
  id uuid primary key,
  plan_id uuid not null,
  locality_path text collate "C" not null,
  module text not null default org.acting_module(),
  number int not null check (number > 0),
  title text not null,
  opened_on date not null,
  due_on date not null,
  closed_on date,
  minutes text,
  next_demands text,
  unique (plan_id, number),
  foreign key (plan_id, locality_path) references work_plan (id, locality_path) on update cascade
);
comment on table work_round is '调度轮次';
comment on column work_round.id is '标识';
comment on column work_round.plan_id is '所属要点、方案';
comment on column work_round.locality_path is '交办一方的区划';
comment on column work_round.module is '模块';
comment on column work_round.number is '第几轮';
comment on column work_round.title is '名称';
comment on column work_round.opened_on is '开始日期';
comment on column work_round.due_on is '报告截止日期';
comment on column work_round.closed_on is '调度日期';
comment on column work_round.minutes is '调度纪要';
comment on column work_round.next_demands is '下步要求';
create index on work_round (locality_path);

-- How an item stood when a round began, and when it was over: what has slipped is told by the two.
create table work_round_item (
  round_id uuid not null references work_round (id),
  item_id uuid not null references work_item (id),
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  other_path text collate "C" references locality (path) on update cascade,
  due_on date not null,
  is_open boolean not null default true,
  percent_before int not null,
  light_before text not null,
  reported_on date,
  percent_after int,
  light_after text,
  primary key (round_id, item_id)
);
comment on table work_round_item is '每轮各任务前后的进度';
comment on column work_round_item.round_id is '轮次';
comment on column work_round_item.item_id is '任务';
comment on column work_round_item.locality_path is '交办一方的区划';
comment on column work_round_item.other_path is '牵头单位所在区划，从那里看得到';
comment on column work_round_item.due_on is '报告截止日期';
comment on column work_round_item.is_open is '本轮没有结束';
comment on column work_round_item.module is '模块';
comment on column work_round_item.percent_before is '开始时进度';
comment on column work_round_item.light_before is '开始时的灯';
comment on column work_round_item.reported_on is '本轮报告日期';
comment on column work_round_item.percent_after is '结束时进度';
comment on column work_round_item.light_after is '结束时的灯';
create index on work_round_item (item_id);
create index on work_round_item (locality_path);
create index on work_round_item (other_path) where other_path is not null;

-- Within the scope, of the module; what a body leads is seen, and reported on, from its own place (other_path) as well.
do $$
declare
  t text;
begin
  foreach t in array array['work_plan', 'work_item', 'work_party', 'work_report', 'work_act', 'work_round', 'work_round_item'] loop
    execute format('alter table org.%I enable row level security', t);
    execute format('alter table org.%I force row level security', t);
    execute format('create policy kernel on org.%I to ow_kernel using (true)', t);
    execute format('create policy scope on org.%I using (locality_path >= current_setting(''orgwork.lo'') and locality_path < current_setting(''orgwork.hi'') and (select org.scope_sealed()) and ((select org.acting_module()) = ''org'' or module = (select org.acting_module())))', t);
  end loop;
  foreach t in array array['work_item', 'work_party', 'work_act', 'work_round_item'] loop
    execute format('create policy other on org.%I for select using (other_path >= current_setting(''orgwork.lo'') and other_path < current_setting(''orgwork.hi'') and (select org.scope_sealed()) and ((select org.acting_module()) = ''org'' or module = (select org.acting_module())))', t);
  end loop;
  foreach t in array array['work_item', 'work_round_item'] loop
    execute format('create policy other_writes on org.%I for update using (other_path >= current_setting(''orgwork.lo'') and other_path < current_setting(''orgwork.hi'') and (select org.scope_sealed()) and module = (select org.acting_module()))', t);
  end loop;
end $$;
-- What is still being drafted is nobody else's.
create policy not_drafts on work_item as restrictive to ow_runtime using (state <> 'draft' or locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi'));

-- What the bodies of a place support without leading it: they see the item, and do not write it.
create function party_items(p_kind text) returns setof work_item language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.* from org.work_item i where org.scope_sealed() and i.module = org.acting_module() and i.kind = p_kind and i.state <> 'draft'
    and i.id in (select p.item_id from org.work_party p where p.locality_path >= current_setting('orgwork.lo') and p.locality_path < current_setting('orgwork.hi'))
$$;
alter function party_items(text) owner to ow_kernel;
revoke all on function party_items(text) from public;
grant execute on function party_items(text) to ow_runtime;

-- A party reports, receives and applies; what it is asked to do, and by when, it does not write.
create function keep_work_terms() returns trigger language plpgsql as $$
begin
  if new.locality_path <> old.locality_path or current_user = 'ow_kernel' then
    return new;
  end if;
  if old.locality_path < current_setting('orgwork.lo', true) or old.locality_path >= current_setting('orgwork.hi', true) then
    if (new.other_path, new.plan_title, new.year, new.parts, new.title, new.measures, new.standard, new.line, new.is_key, new.lead_unit_id, new.leader, new.due_kind, new.begins_on, new.due_on, new.ladder, new.transfers, new.checked_by, new.closed_on, new.look_back_on, new.consolidated_on, new.rebounds, new.repeats_id, new.cause)
       is distinct from (old.other_path, old.plan_title, old.year, old.parts, old.title, old.measures, old.standard, old.line, old.is_key, old.lead_unit_id, old.leader, old.due_kind, old.begins_on, old.due_on, old.ladder, old.transfers, old.checked_by, old.closed_on, old.look_back_on, old.consolidated_on, old.rebounds, old.repeats_id, old.cause)
       or new.state not in ('open', 'applied') then
      raise exception '交办的内容、时限和结论由交办单位掌握' using errcode = '42501';
    end if;
  end if;
  -- Nobody checks what they themselves applied for, nor closes what nobody checked.
  if new.checked_by is not null and new.checked_by = new.applied_by and new.checked_by is distinct from old.checked_by then
    raise exception '核验人不能是申请人' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger terms before update on work_item for each row execute function keep_work_terms();

-- A task that falls into measures stands where they stand on average.
create function roll_work_up() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update org.work_item p set parts = c.parts, percent = case when p.level > 1 and p.state in ('draft', 'open') then coalesce(c.percent, p.percent) else p.percent end
    from (select count(*)::int as parts, avg(percent)::int as percent from org.work_item where parent_id = new.parent_id and state <> 'cancelled') c where p.id = new.parent_id;
  return null;
end $$;
alter function roll_work_up() owner to ow_kernel;
create trigger rolls_up after insert or update of percent, state on work_item for each row when (new.parent_id is not null) execute function roll_work_up();
grant update (percent, parts) on work_item to ow_kernel;

grant select, insert on work_plan, work_item, work_party, work_report, work_act, work_round, work_round_item to ow_runtime;
grant update (title, year, number, issuer, content, decision, decided_on, issued_on, state, edition, cycle, closing_note, version) on work_plan to ow_runtime;
grant update (other_path, plan_title, year, parent_id, level, rank, number, title, measures, standard, line, is_key, key_reason, lead_unit_id, lead_name, leader, person, due_kind, begins_on, due_on, percent, state, ladder, transfers, reported_on, report_words, applied_by, checked_by, closed_on, closing_words, look_back_on, consolidated_on, rebounds, repeats_id, cause, version) on work_item to ow_runtime;
grant update (received_on, received_by_name, dispute) on work_party to ow_runtime;
grant delete on work_party to ow_runtime;
grant update (returned_on, return_words) on work_report to ow_runtime;
grant update (closed_on, minutes, next_demands, due_on) on work_round to ow_runtime;
grant update (reported_on, percent_after, light_after, is_open, other_path) on work_round_item to ow_runtime;
grant select on work_plan, work_item, work_party to ow_kernel;
