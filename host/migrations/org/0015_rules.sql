-- Rules stand in code; what a place may make stricter stands here, with its history. Everybody sees every setting, because a place is bound
-- by what was set above it; nobody writes but through set_rule_parameter, which knows the scope and the direction.

create table rule_declared (
  rule text not null,
  parameter text not null,
  module text not null,
  direction smallint not null check (direction between -1 and 2),
  default_value numeric not null,
  min_value numeric not null,
  max_value numeric not null,
  primary key (rule, parameter)
);
comment on table rule_declared is '规则参数的声明，由程序登记';
comment on column rule_declared.rule is '规则';
comment on column rule_declared.parameter is '参数';
comment on column rule_declared.module is '模块';
comment on column rule_declared.direction is '从严方向：1 越高越严，-1 越低越严，0 可自定，2 全国统一';
comment on column rule_declared.default_value is '规定的数值';
comment on column rule_declared.min_value is '下限';
comment on column rule_declared.max_value is '上限';

create table rule_parameter (
  id uuid primary key default gen_random_uuid(),
  rule text not null,
  parameter text not null,
  locality_id int references locality (id),
  value numeric not null,
  valid daterange not null check (not isempty(valid)),
  basis text not null check (basis <> ''),
  reason text not null check (reason <> ''),
  set_by uuid,
  set_by_name text not null,
  set_at timestamptz not null default now(),
  foreign key (rule, parameter) references rule_declared (rule, parameter),
  exclude using gist (rule with =, parameter with =, coalesce(locality_id, 0) with =, valid with &&)
);
comment on table rule_parameter is '规则参数：某地某时的数值';
comment on column rule_parameter.id is '标识';
comment on column rule_parameter.rule is '规则';
comment on column rule_parameter.parameter is '参数';
comment on column rule_parameter.locality_id is '区划，下级沿用；空为规定本身已修订';
comment on column rule_parameter.value is '数值';
comment on column rule_parameter.valid is '有效期间';
comment on column rule_parameter.basis is '依据文件';
comment on column rule_parameter.reason is '理由';
comment on column rule_parameter.set_by is '设定人';
comment on column rule_parameter.set_by_name is '设定人姓名（当时）';
comment on column rule_parameter.set_at is '设定时间';
create index on rule_parameter (locality_id);

alter table rule_declared owner to ow_kernel;
alter table rule_parameter owner to ow_kernel;
grant select on rule_declared, rule_parameter to ow_runtime;
grant insert, update on rule_declared to ow_core;

-- Sets a value from a day on, or with null takes it back from there. A lower place may be stricter than what holds above it that day, and no laxer.
create function set_rule_parameter(p_rule text, p_parameter text, p_locality int, p_value numeric, p_from date, p_basis text, p_reason text, p_name text) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  declared org.rule_declared;
  place org.locality;
  above numeric;
  new_id uuid;
begin
  perform org.scope_sealed();
  select * into declared from org.rule_declared where rule = p_rule and parameter = p_parameter;
  if not found then
    raise exception '没有这项规则参数：% %', p_rule, p_parameter using errcode = 'OW010';
  end if;
  if org.acting_module() not in ('org', declared.module) then
    raise exception '规则 % 属于另一个模块', p_rule using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtext('orgwork rule ' || p_rule || ' ' || p_parameter));
  if p_locality is null then
    -- The regulation itself: for those who stand at the top of the tree.
    if not exists (select from org.locality where path = current_setting('orgwork.lo') and parent_id is null) then
      raise exception '规定本身的修订只能在最上级登记' using errcode = '42501';
    end if;
  else
    select * into place from org.locality where id = p_locality and path >= current_setting('orgwork.lo') and path < current_setting('orgwork.hi');
    if not found then
      raise exception '所选区划不在您的授权范围之内' using errcode = '42501';
    end if;
    if p_value is not null and declared.direction = 2 then
      raise exception '这项数值全国统一，地方不另定' using errcode = 'OW011';
    end if;
    if p_value is not null and declared.direction <> 0 then
      select coalesce((select s.value from org.rule_parameter s where s.rule = p_rule and s.parameter = p_parameter and s.locality_id is null and s.valid @> p_from), declared.default_value) into above;
      select case declared.direction when 1 then greatest(above, max(s.value)) else least(above, min(s.value)) end into above
        from org.rule_parameter s join org.locality l on l.id = s.locality_id
        where s.rule = p_rule and s.parameter = p_parameter and s.valid @> p_from and l.id <> place.id and starts_with(place.path, l.path);
      if (p_value - above) * declared.direction < 0 then
        raise exception '上级规定为 %，下级只能从严，不能定为 %', trim_scale(above), trim_scale(p_value) using errcode = 'OW011';
      end if;
    end if;
  end if;
  if p_value < declared.min_value or p_value > declared.max_value then
    raise exception '数值应在 % 与 % 之间', trim_scale(declared.min_value), trim_scale(declared.max_value) using errcode = 'OW012';
  end if;
  if exists (select from org.rule_parameter where rule = p_rule and parameter = p_parameter and locality_id is not distinct from p_locality and lower(valid) > p_from) then
    raise exception '% 之后已另有设定；生效日期请填得晚一些', to_char(p_from, 'YYYY.MM.DD') using errcode = 'OW013';
  end if;
  -- A second setting for the same day replaces the first.
  delete from org.rule_parameter where rule = p_rule and parameter = p_parameter and locality_id is not distinct from p_locality and lower(valid) = p_from;
  update org.rule_parameter set valid = daterange(lower(valid), p_from) where rule = p_rule and parameter = p_parameter and locality_id is not distinct from p_locality and valid @> p_from;
  if p_value is not null then
    insert into org.rule_parameter (rule, parameter, locality_id, value, valid, basis, reason, set_by, set_by_name)
    values (p_rule, p_parameter, p_locality, p_value, daterange(p_from, null), p_basis, p_reason, org.actor(), p_name) returning id into new_id;
  end if;
  return new_id;
end $$;
alter function set_rule_parameter(text, text, int, numeric, date, text, text, text) owner to ow_kernel;
revoke all on function set_rule_parameter(text, text, int, numeric, date, text, text, text) from public;
grant execute on function set_rule_parameter(text, text, int, numeric, date, text, text, text) to ow_runtime;

-- Where somebody went on although a rule of the kind “一般应当” was not met: with a reason, and the name of who approved it. Never altered.
create table rule_waiver (
  id uuid primary key default gen_random_uuid(),
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  rule text not null,
  register text,
  row_id uuid,
  title text not null,
  found text not null,
  deed text not null,
  reason text not null check (reason <> ''),
  approver text not null check (approver <> ''),
  approved_on date not null,
  waived_by uuid default org.actor(),
  waived_by_name text not null,
  waived_at timestamptz not null default now()
);
comment on table rule_waiver is '规则例外：经批准继续办理的记录';
comment on column rule_waiver.id is '标识';
comment on column rule_waiver.locality_path is '所在区划';
comment on column rule_waiver.module is '模块';
comment on column rule_waiver.rule is '规则';
comment on column rule_waiver.register is '名册或程序';
comment on column rule_waiver.row_id is '记录';
comment on column rule_waiver.title is '记录名称（当时）';
comment on column rule_waiver.found is '核对情况：所用事实和计算';
comment on column rule_waiver.deed is '继续办理的事项';
comment on column rule_waiver.reason is '理由';
comment on column rule_waiver.approver is '批准人';
comment on column rule_waiver.approved_on is '批准日期';
comment on column rule_waiver.waived_by is '经办人';
comment on column rule_waiver.waived_by_name is '经办人姓名（当时）';
comment on column rule_waiver.waived_at is '办理时间';
create index on rule_waiver (rule, waived_at desc);
create index on rule_waiver (row_id);
create index on rule_waiver (locality_path);
select org.place_table('org.rule_waiver'::regclass);
grant select, insert on rule_waiver to ow_runtime;
