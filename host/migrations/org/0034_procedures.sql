-- Procedures stand in code; their cases stand here. A case belongs to a place and a module; one that goes to another place is seen there too, without
-- the record it is about. What was done with it is only ever added.

create table procedure_case (
  id uuid primary key,
  locality_path text collate "C" not null references locality (path) on update cascade,
  other_path text collate "C" references locality (path) on update cascade,
  acts_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  procedure text not null,
  number text not null,
  title text not null,
  subject_id uuid not null,
  batch text,
  step text not null,
  stage smallint not null,
  step_times int not null default 0,
  is_delegated boolean not null default false,
  state text not null default 'open' check (state in ('open', 'done', 'stopped')),
  outcome text,
  facts jsonb not null default '{}',
  acts int not null default 0,
  last_on date,
  warn_on date not null default 'infinity',
  due_on date not null default 'infinity',
  opened_on date not null,
  step_since date not null,
  closed_on date,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default org.actor()
);
comment on table procedure_case is '程序办理：一事一案';
comment on column procedure_case.id is '标识';
comment on column procedure_case.locality_path is '所在区划';
comment on column procedure_case.other_path is '转往区划，双方都看得到';
comment on column procedure_case.acts_path is '现在由哪级区划办理';
comment on column procedure_case.module is '模块';
comment on column procedure_case.procedure is '程序';
comment on column procedure_case.number is '案号';
comment on column procedure_case.title is '名称（立案时）';
comment on column procedure_case.subject_id is '所办的人或事';
comment on column procedure_case.batch is '批次';
comment on column procedure_case.step is '等待办理的步骤';
comment on column procedure_case.stage is '阶段';
comment on column procedure_case.step_times is '本步骤已办次数';
comment on column procedure_case.is_delegated is '本步骤已委托下级办理';
comment on column procedure_case.state is '状态：在办、办结、终止';
comment on column procedure_case.outcome is '结果';
comment on column procedure_case.facts is '已记录的事实：名称 → 值';
comment on column procedure_case.acts is '办理次数';
comment on column procedure_case.last_on is '最近一步的日期，后面的步骤不早于它';
comment on column procedure_case.warn_on is '自何日起临期';
comment on column procedure_case.due_on is '期限';
comment on column procedure_case.opened_on is '立案日期';
comment on column procedure_case.step_since is '自何日起等待';
comment on column procedure_case.closed_on is '结案日期';
comment on column procedure_case.version is '版本';
comment on column procedure_case.created_at is '建立时间';
comment on column procedure_case.created_by is '建立人';
create index on procedure_case (module, procedure, due_on, id) where state = 'open';
create index on procedure_case (locality_path, procedure, due_on, id);
create index on procedure_case (other_path, procedure, due_on, id) where other_path is not null;
create index on procedure_case (acts_path, procedure) where state = 'open';
-- One open case of a kind for one person or thing.
create unique index procedure_case_one on procedure_case (module, procedure, subject_id) where state = 'open';
create unique index procedure_case_number on procedure_case (module, procedure, number);

-- An act belongs to the place on whose side it was done, and is seen by the other side of the case as that stood then: what was done before a case
-- went there stays with the file.
create table procedure_act (
  case_id uuid not null references procedure_case (id),
  locality_path text collate "C" not null references locality (path) on update cascade,
  other_path text collate "C" references locality (path) on update cascade,
  number int not null,
  module text not null default org.acting_module(),
  step text not null,
  kind text not null,
  outcome text,
  on_day date not null,
  facts jsonb not null default '{}',
  changes jsonb not null default '[]',
  findings jsonb not null default '[]',
  documents jsonb not null default '[]',
  reason text,
  approver text,
  before_case jsonb,
  entered_at timestamptz not null default now(),
  entered_by uuid default org.actor(),
  entered_by_name text not null,
  primary key (case_id, number)
);
comment on table procedure_act is '程序办理记录，只增不改';
comment on column procedure_act.case_id is '案件';
comment on column procedure_act.locality_path is '办理一方的区划';
comment on column procedure_act.other_path is '另一方的区划，也看得到';
comment on column procedure_act.number is '第几次';
comment on column procedure_act.module is '模块';
comment on column procedure_act.step is '步骤';
comment on column procedure_act.kind is '事项：办理、更正、退回、撤回、委托、终止';
comment on column procedure_act.outcome is '结果';
comment on column procedure_act.on_day is '办理日期';
comment on column procedure_act.facts is '本次记录的事实';
comment on column procedure_act.changes is '变更：栏目 → 原值、新值';
comment on column procedure_act.findings is '当时的规则核对：规则、结果、说明';
comment on column procedure_act.documents is '材料：名称、文件或纸质';
comment on column procedure_act.reason is '理由';
comment on column procedure_act.approver is '批准人';
comment on column procedure_act.before_case is '办理前的状况，撤回时恢复';
comment on column procedure_act.entered_at is '登记时间';
comment on column procedure_act.entered_by is '登记人';
comment on column procedure_act.entered_by_name is '登记人姓名（当时）';
create index on procedure_act (locality_path);
create index on procedure_act (other_path) where other_path is not null;

-- Numbers of cases, by what stands before them: 枫岭2026-. No place sees another's cases, and no two places may give the same number.
create table procedure_number (
  module text not null,
  procedure text not null,
  prefix text not null check (prefix <> ''),
  last int not null check (last > 0),
  primary key (module, procedure, prefix)
);
comment on table procedure_number is '案号：用到几号';
comment on column procedure_number.module is '模块';
comment on column procedure_number.procedure is '程序';
comment on column procedure_number.prefix is '案号的前段：地名和年份';
comment on column procedure_number.last is '最近用的号';
alter table procedure_number owner to ow_kernel;

create function next_case_number(p_procedure text, p_prefix text) returns int language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  given int;
begin
  perform org.scope_sealed();
  insert into org.procedure_number as n (module, procedure, prefix, last) values (org.acting_module(), p_procedure, p_prefix, 1)
    on conflict (module, procedure, prefix) do update set last = n.last + 1 returning last into given;
  return given;
end $$;
alter function next_case_number(text, text) owner to ow_kernel;
revoke all on function next_case_number(text, text) from public;
grant execute on function next_case_number(text, text) to ow_runtime;

alter table procedure_case enable row level security;
alter table procedure_case force row level security;
alter table procedure_act enable row level security;
alter table procedure_act force row level security;
create policy scope on procedure_case using (
  locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and ((select org.acting_module()) = 'org' or module = (select org.acting_module())));
-- The place a case goes to looks at it, and goes on with it while it is its turn.
create policy other on procedure_case for select using (
  other_path >= current_setting('orgwork.lo') and other_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and ((select org.acting_module()) = 'org' or module = (select org.acting_module())));
create policy other_acts on procedure_case for update using (
  other_path >= current_setting('orgwork.lo') and other_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and starts_with(other_path, acts_path) and module = (select org.acting_module()))
  with check (other_path >= current_setting('orgwork.lo') and other_path < current_setting('orgwork.hi') and (select org.scope_sealed()));
create policy kernel on procedure_case to ow_kernel using (true);
create policy scope on procedure_act for select using (
  locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and ((select org.acting_module()) = 'org' or module = (select org.acting_module())));
create policy other on procedure_act for select using (
  other_path >= current_setting('orgwork.lo') and other_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and ((select org.acting_module()) = 'org' or module = (select org.acting_module())));
-- Nothing is added to a case that one does not see.
create policy added on procedure_act for insert with check (
  locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and exists (select from org.procedure_case c where c.id = case_id and c.module = procedure_act.module and procedure_act.locality_path in (c.locality_path, c.other_path)));
create policy kernel on procedure_act to ow_kernel using (true);
select org.follow_switches('procedure_case'), org.follow_switches('procedure_act');
grant select, insert on procedure_case, procedure_act to ow_runtime;
grant update (other_path, acts_path, batch, step, stage, step_times, is_delegated, state, outcome, facts, acts, last_on, warn_on, due_on, step_since, closed_on, version) on procedure_case to ow_runtime;
grant select on procedure_case to ow_kernel;
grant update (locality_path) on file to ow_kernel;

-- Takes the record a case is about, and the files that hang on it, to the place that has just accepted it, which until then does not see them: it is
-- given the row (the branch) that it belongs to there, and lies where that lies. Whose turn it is, and nobody else, may do so.
create function carry_subject(p_case uuid, p_table text, p_column text, p_value uuid) returns int language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  c org.procedure_case;
  at text;
begin
  perform org.scope_sealed();
  select * into c from org.procedure_case
    where id = p_case and state = 'open' and module = org.acting_module() and starts_with(other_path, acts_path)
      and other_path >= current_setting('orgwork.lo') and other_path < current_setting('orgwork.hi');
  if not found then
    raise exception '这一案现在不由这里接收' using errcode = '42501';
  end if;
  execute format('update %I.%I set locality_path = $1, %I = $2, version = version + 1 where id = $3 and locality_path = $4 returning locality_path', c.module, p_table, p_column)
    into at using c.other_path, p_value, c.subject_id, c.locality_path;
  if at is null then
    return 0;
  end if;
  if not starts_with(at, c.other_path) then
    raise exception '不在接收地之内' using errcode = '42501';
  end if;
  update org.file set locality_path = at where row_id = c.subject_id and module = c.module and locality_path = c.locality_path;
  return 1;
end $$;
alter function carry_subject(uuid, text, text, uuid) owner to ow_kernel;
revoke all on function carry_subject(uuid, text, text, uuid) from public;
grant execute on function carry_subject(uuid, text, text, uuid) to ow_runtime;
