-- Work, wider: several rhythms of a plan (调度、评估、考评, a shorter one for what is urgent), what leaders said of a draft and what became of it, duties handed downwards
-- by the list of duties, a closing that says what the check found, and what an item has to do with (places, people, groups, central tasks).

alter table work_plan add column key_cycle text check (key_cycle in ('day', 'week', 'month', 'two_months', 'quarter', 'half_year')),
  add column evaluate_cycle text check (evaluate_cycle in ('month', 'two_months', 'quarter', 'half_year', 'year')), add column examine_cycle text check (examine_cycle in ('half_year', 'year'));
comment on column work_plan.key_cycle is '重点任务调度周期';
comment on column work_plan.evaluate_cycle is '评估周期';
comment on column work_plan.examine_cycle is '考评周期';
grant update (key_cycle, evaluate_cycle, examine_cycle) on work_plan to ow_runtime;

alter table work_round add column purpose text not null default 'dispatch' check (purpose in ('dispatch', 'key', 'evaluate', 'examine'));
comment on column work_round.purpose is '调度、重点任务调度、评估、考评';
alter table work_round drop constraint work_round_plan_id_number_key, add unique (plan_id, purpose, number);

alter table work_item add column is_project boolean not null default false, add column review_words text, add column check_result text check (check_result in ('达到', '基本达到')), add column duty_id uuid, add column duty_title text, add column duty_reason text;
comment on column work_item.is_project is '按项目管理';
comment on column work_item.review_words is '复盘';
comment on column work_item.check_result is '检查结果';
comment on column work_item.duty_id is '对应的职责清单条目';
comment on column work_item.duty_title is '对应的职责清单条目（当时）';
comment on column work_item.duty_reason is '职责清单没有而仍交给下级的理由';
grant update (is_project, review_words, check_result, duty_id, duty_title, duty_reason) on work_item to ow_runtime;

create or replace function keep_work_terms() returns trigger language plpgsql as $$
begin
  if new.locality_path <> old.locality_path or current_user = 'ow_kernel' then
    return new;
  end if;
  if old.locality_path < current_setting('orgwork.lo', true) or old.locality_path >= current_setting('orgwork.hi', true) then
    if (new.other_path, new.plan_title, new.year, new.parts, new.title, new.measures, new.standard, new.line, new.is_key, new.lead_unit_id, new.leader, new.due_kind, new.begins_on, new.due_on, new.ladder, new.transfers, new.checked_by, new.closed_on, new.look_back_on, new.consolidated_on, new.rebounds, new.repeats_id, new.cause, new.is_project, new.review_words, new.check_result, new.duty_id, new.duty_title, new.duty_reason)
       is distinct from (old.other_path, old.plan_title, old.year, old.parts, old.title, old.measures, old.standard, old.line, old.is_key, old.lead_unit_id, old.leader, old.due_kind, old.begins_on, old.due_on, old.ladder, old.transfers, old.checked_by, old.closed_on, old.look_back_on, old.consolidated_on, old.rebounds, old.repeats_id, old.cause, old.is_project, old.review_words, old.check_result, old.duty_id, old.duty_title, old.duty_reason)
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

-- What a leader said of a plan, numbered, with the day on which it was answered.
create table work_instruction (
  id uuid primary key,
  plan_id uuid not null,
  locality_path text collate "C" not null,
  module text not null default org.acting_module(),
  number int not null check (number > 0),
  leader text not null,
  words text not null,
  given_on date not null,
  answer text,
  answered_on date,
  answered_by_name text,
  unique (plan_id, number),
  check ((answered_on is null) = (answer is null)),
  check (answered_on >= given_on),
  foreign key (plan_id, locality_path) references work_plan (id, locality_path) on update cascade
);
comment on table work_instruction is '领导对要点、方案的意见';
comment on column work_instruction.id is '标识';
comment on column work_instruction.plan_id is '所属要点、方案';
comment on column work_instruction.locality_path is '交办一方的区划';
comment on column work_instruction.module is '模块';
comment on column work_instruction.number is '第几条';
comment on column work_instruction.leader is '领导';
comment on column work_instruction.words is '意见';
comment on column work_instruction.given_on is '提出日期';
comment on column work_instruction.answer is '办理情况';
comment on column work_instruction.answered_on is '答复日期';
comment on column work_instruction.answered_by_name is '答复人';
create index on work_instruction (locality_path);

-- What an item has to do with beside its bodies: a place, somebody, a group of tasks, a central task of the year.
create table work_link (
  item_id uuid not null references work_item (id),
  row_id uuid not null,
  register text not null,
  title text not null,
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  linked_on date not null,
  linked_by_name text not null,
  primary key (item_id, row_id)
);
comment on table work_link is '任务关联的对象';
comment on column work_link.item_id is '任务';
comment on column work_link.row_id is '对象';
comment on column work_link.register is '哪类对象';
comment on column work_link.title is '对象（当时的名称）';
comment on column work_link.locality_path is '登记一方的区划';
comment on column work_link.module is '模块';
comment on column work_link.linked_on is '登记日期';
comment on column work_link.linked_by_name is '登记人';
create index on work_link (row_id);
create index on work_link (locality_path);

do $$
declare
  t text;
begin
  foreach t in array array['work_instruction', 'work_link'] loop
    execute format('alter table org.%I enable row level security', t);
    execute format('alter table org.%I force row level security', t);
    execute format('create policy kernel on org.%I to ow_kernel using (true)', t);
    execute format('create policy scope on org.%I using (locality_path >= current_setting(''orgwork.lo'') and locality_path < current_setting(''orgwork.hi'') and (select org.scope_sealed()) and ((select org.acting_module()) = ''org'' or module = (select org.acting_module())))', t);
    perform org.follow_switches(format('org.%I', t)::regclass);
  end loop;
end $$;
grant select, insert on work_instruction, work_link to ow_runtime;
grant update (answer, answered_on, answered_by_name) on work_instruction to ow_runtime;
grant delete on work_link to ow_runtime;
grant select on work_link to ow_kernel;

-- Tasks of whichever module within the scope, as little of them as a group needs to say: which kinds, the page says by what its reader may see. With a row, those that are linked with it;
-- without, what runs and could be.
create function work_anywhere(p_kinds text[], p_row uuid, p_find text) returns table (id uuid, module text, kind text, number text, title text, line text, lead_name text, person text, begins_on date, due_on date, percent int, state text, level smallint, closed_on date, locality_path text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.id, i.module, i.kind, i.number, i.title, i.line, i.lead_name, i.person, i.begins_on, i.due_on, i.percent, i.state, i.level, i.closed_on, i.locality_path
  from org.work_item i
  where org.scope_sealed() and i.locality_path >= current_setting('orgwork.lo') and i.locality_path < current_setting('orgwork.hi') and i.module || '/' || i.kind = any (p_kinds) and i.level > 1
    and case when p_row is null then i.state in ('open', 'applied', 'checked') and i.parts = 0 and position(p_find in i.title) > 0 else i.state <> 'draft' and i.id in (select l.item_id from org.work_link l where l.row_id = p_row) end
  order by i.due_on nulls last, i.id limit 300
$$;
alter function work_anywhere(text[], uuid, text) owner to ow_kernel;
revoke all on function work_anywhere(text[], uuid, text) from public;
grant execute on function work_anywhere(text[], uuid, text) to ow_runtime;
