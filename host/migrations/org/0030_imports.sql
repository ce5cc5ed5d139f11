-- Import of sheets into registers: what was brought, the rows while they are checked and repaired, and what was written, so that it can be taken back whole.

create table import (
  id uuid primary key,
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  register text not null,
  file_id uuid,
  file_name text not null,
  read_as text not null,
  sheets text[] not null,
  sheet int not null default 0,
  heading_row int not null default 1,
  headings text[] not null default '{}',
  chosen text[] not null default '{}',
  fields text[] not null default '{}',
  state smallint not null default 0 check (state between 0 and 7),
  job_id uuid,
  account_id uuid default org.actor(),
  account_name text not null,
  created_at timestamptz not null default now(),
  written_at timestamptz,
  undone_at timestamptz,
  written_new int not null default 0,
  written_changed int not null default 0,
  left_alone int not null default 0
);
comment on table import is '导入批次';
comment on column import.id is '标识';
comment on column import.locality_path is '所在区划';
comment on column import.module is '模块';
comment on column import.register is '名册';
comment on column import.file_id is '原文件';
comment on column import.file_name is '原文件名';
comment on column import.read_as is '按什么格式读的';
comment on column import.sheets is '文件里的表';
comment on column import.sheet is '用第几张表';
comment on column import.heading_row is '表头在第几行';
comment on column import.headings is '表中列名，依次';
comment on column import.chosen is '各列对应的栏目，空为不导入';
comment on column import.fields is '核对行里各项对应的栏目';
comment on column import.state is '状态：0 对列 1 核对中 2 修复 3 写入中 4 已写入 5 撤销中 6 已撤销 7 已放弃';
comment on column import.job_id is '正在办的任务';
comment on column import.account_id is '经办账号';
comment on column import.account_name is '经办人姓名（当时）';
comment on column import.created_at is '上传时间';
comment on column import.written_at is '写入时间';
comment on column import.undone_at is '撤销时间';
comment on column import.written_new is '写入：新增';
comment on column import.written_changed is '写入：更新';
comment on column import.left_alone is '撤销时因后来改过而未动的';
create index on import (locality_path, module, register, created_at desc);

-- Rows that are being checked. Not logged: after a crash of the server they are read again from the file.
create unlogged table import_row (
  import_id uuid not null,
  module text not null default org.acting_module(),
  locality_path text collate "C" not null,
  number int not null,
  cells text[] not null,
  vals text[] not null,
  faults jsonb,
  errors smallint not null default 0,
  missing smallint not null default 0,
  warnings smallint not null default 0,
  state smallint not null default 0,
  is_fixed boolean not null default false,
  is_other boolean not null default false,
  row_path text collate "C" not null,
  key text,
  twin int,
  person_index text,
  identity_cipher bytea,
  conflict text,
  held smallint not null default 0,
  waiver jsonb,
  target_id uuid,
  target_version int,
  primary key (import_id, number)
);
comment on table import_row is '导入核对行';
comment on column import_row.import_id is '批次';
comment on column import_row.module is '模块';
comment on column import_row.locality_path is '批次所在区划';
comment on column import_row.number is '文件里的行号';
comment on column import_row.cells is '各项原文';
comment on column import_row.vals is '各项读成的值';
comment on column import_row.faults is '各项的错处与提醒';
comment on column import_row.errors is '错处数';
comment on column import_row.missing is '缺必填数（只对新增）';
comment on column import_row.warnings is '提醒数';
comment on column import_row.state is '结果：0 未核 1 新增 2 更新 3 无变化 4 有错 5 跳过 6 已写入';
comment on column import_row.is_fixed is '修复过';
comment on column import_row.is_other is '认定不是名册里或本表中同名同出生年月的人';
comment on column import_row.row_path is '该行归属的区划';
comment on column import_row.key is '辨认同一条的关键';
comment on column import_row.twin is '与文件里哪一行重复';
comment on column import_row.person_index is '公民身份号码盲索引';
comment on column import_row.identity_cipher is '公民身份号码密文（本批次）';
comment on column import_row.conflict is '与已登记人员、已有记录的冲突';
comment on column import_row.held is '几条规则不让写入';
comment on column import_row.waiver is '规则例外的理由、批准人、所涉规则';
comment on column import_row.target_id is '更新哪一条';
comment on column import_row.target_version is '那一条核对时的版本';
create index on import_row (import_id, key) where key is not null;
create index on import_row (import_id, state, number);

create table import_done (
  import_id uuid not null references import (id),
  module text not null default org.acting_module(),
  locality_path text collate "C" not null references locality (path) on update cascade,
  number int not null,
  row_id uuid not null,
  is_new boolean not null,
  before jsonb,
  version_after int not null,
  deed jsonb not null,
  is_told boolean not null default false,
  outcome smallint not null default 0,
  why text,
  primary key (import_id, number)
);
comment on table import_done is '导入写入的记录，供撤销';
comment on column import_done.import_id is '批次';
comment on column import_done.module is '模块';
comment on column import_done.locality_path is '批次所在区划';
comment on column import_done.number is '文件里的行号';
comment on column import_done.row_id is '记录';
comment on column import_done.is_new is '是否新增';
comment on column import_done.before is '写入前';
comment on column import_done.version_after is '写入后的版本';
comment on column import_done.deed is '这一行的操作记录';
comment on column import_done.is_told is '已记入操作记录';
comment on column import_done.outcome is '撤销：0 未撤销 1 已撤销 2 未动';
comment on column import_done.why is '撤销时未动的原因';
create index on import_done (row_id);
create index on import_done (locality_path);

do $$
declare
  target text;
begin
  foreach target in array array['import', 'import_row', 'import_done'] loop
    execute format('alter table %I enable row level security', target);
    execute format('alter table %I force row level security', target);
    execute format('create policy kernel on %I to ow_kernel using (true)', target);
  end loop;
end $$;
create policy scope on import using (
  locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and ((select org.acting_module()) = 'org' or module = (select org.acting_module())));
create policy scope on import_row using (
  locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and ((select org.acting_module()) = 'org' or module = (select org.acting_module())));
create policy scope on import_done using (
  locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and ((select org.acting_module()) = 'org' or module = (select org.acting_module())));
select org.follow_switches('import'), org.follow_switches('import_row'), org.follow_switches('import_done');
grant select, insert, update on import, import_done to ow_runtime;
grant select, insert, update, delete on import_row to ow_runtime;
grant select on import to ow_kernel;
grant select, delete on import_row, import_done to ow_kernel;

-- Which column a person's headings meant last time.
create table heading_choice (
  account_id uuid not null default org.actor() references account (id),
  module text not null,
  register text not null,
  heading text not null,
  column_name text not null,
  primary key (account_id, module, register, heading)
);
comment on table heading_choice is '对列方案';
comment on column heading_choice.account_id is '账号';
comment on column heading_choice.module is '模块';
comment on column heading_choice.register is '名册';
comment on column heading_choice.heading is '表中列名';
comment on column heading_choice.column_name is '对应的栏目，空为不导入';
alter table heading_choice enable row level security;
alter table heading_choice force row level security;
create policy own on heading_choice using (account_id = (select org.actor()) and (select org.scope_sealed()));
grant select, insert, update on heading_choice to ow_runtime;

-- The persons whose identity numbers stand in an import, and whether what the sheet says of them contradicts what is known: what person_put would refuse, told before.
create function import_persons(p_import uuid, p_only int[], p_name int, p_sex int, p_birth_on int) returns table (number int, person uuid, conflict text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.number, p.id, case when p.name <> r.vals[p_name] then '这个公民身份号码已登记在另一个姓名之下，请核对原件'
      when p.sex <> r.vals[p_sex] or date_trunc('month', p.birth_on) <> date_trunc('month', r.vals[p_birth_on]::date) then '这个公民身份号码已登记，登记的性别或出生年月与这里的不同，请核对原件' end
  from (select i.number, i.vals, i.person_index from org.import_row i
      where i.import_id = p_import and i.person_index is not null and i.state not in (5, 6) and (p_only is null or i.number = any (p_only)) and org.scope_sealed()
        and i.locality_path >= current_setting('orgwork.lo') and i.locality_path < current_setting('orgwork.hi')) r
    cross join lateral unnest(string_to_array(r.person_index, ',')) x
    join org.person p on p.identity_index = decode(x, 'hex')
$$;
alter function import_persons(uuid, int[], int, int, int) owner to ow_kernel;
revoke all on function import_persons(uuid, int[], int, int, int) from public;
grant execute on function import_persons(uuid, int[], int, int, int) to ow_runtime;

-- Takes back an identity number that an import brought to somebody who had none.
create function person_unidentify(p_id uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not org.person_in_scope(p_id) then
    raise exception 'person % is not within the scope', p_id using errcode = '42501';
  end if;
  update org.person set identity_mask = null, identity_index = null, identity_cipher = null, version = version + 1 where id = p_id;
end $$;
alter function person_unidentify(uuid) owner to ow_kernel;
revoke all on function person_unidentify(uuid) from public;
grant execute on function person_unidentify(uuid) to ow_runtime;

-- Rows of imports that nobody has touched for a month, and what was kept for an undoing that is no longer possible.
create function drop_stale_imports() returns int language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone int;
begin
  delete from org.import_row r using org.import i where i.id = r.import_id and (i.state in (4, 7) or i.created_at < now() - interval '30 days');
  get diagnostics gone = row_count;
  delete from org.import_done d using org.import i where i.id = d.import_id and i.written_at < now() - interval '31 days';
  return gone;
end $$;
alter function drop_stale_imports() owner to ow_kernel;
revoke all on function drop_stale_imports() from public;
grant execute on function drop_stale_imports() to ow_core;
