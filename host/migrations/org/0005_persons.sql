-- A person is one row here; modules hang their facets on it. A facet's table keeps its own copy of the few columns that
-- lists sort and filter by, and triggers keep the copies true in both directions: typed once, right everywhere.

create table person (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  name_pinyin text not null default '',
  name_initials text not null default '',
  sex text,
  birth_on date,
  nation text,
  identity_mask text,
  identity_index bytea unique,
  identity_cipher bytea,
  version int not null default 1,
  created_at timestamptz not null default now()
);
comment on table person is '人员';
comment on column person.id is '标识';
comment on column person.name is '姓名';
comment on column person.name_pinyin is '拼音';
comment on column person.name_initials is '拼音首字母';
comment on column person.sex is '性别';
comment on column person.birth_on is '出生年月';
comment on column person.nation is '民族';
comment on column person.identity_mask is '公民身份号码（掩码）';
comment on column person.identity_index is '公民身份号码盲索引';
comment on column person.identity_cipher is '公民身份号码密文';
comment on column person.version is '版本';
comment on column person.created_at is '建立时间';
alter table person owner to ow_kernel;

create table person_facet (
  schema_name text not null,
  table_name text not null,
  primary key (schema_name, table_name)
);
comment on table person_facet is '人员侧面：哪些表是人员的一面';
comment on column person_facet.schema_name is '模块';
comment on column person_facet.table_name is '表';
alter table person_facet owner to ow_kernel;

-- Whether one of the person's facets lies within the scope of this transaction.
create function person_in_scope(p_id uuid) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  facet org.person_facet;
  is_there boolean;
begin
  perform org.scope_sealed();
  for facet in select * from org.person_facet loop
    execute format('select exists (select from %I.%I where person_id = $1 and locality_path >= current_setting(''orgwork.lo'') and locality_path < current_setting(''orgwork.hi''))', facet.schema_name, facet.table_name)
      into is_there using p_id;
    if is_there then
      return true;
    end if;
  end loop;
  return false;
end $$;
alter function person_in_scope(uuid) owner to ow_kernel;

-- Finds or makes the person of an identity number. The same number under another name, sex or birthday is refused: one of the two is wrong.
-- What was not yet known of the person is taken from what comes now.
create function person_put(p_id uuid, p_name text, p_pinyin text, p_initials text, p_sex text, p_birth_on date, p_nation text, p_mask text, p_indexes bytea[], p_cipher bytea)
  returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_person org.person;
begin
  perform org.scope_sealed();
  if p_indexes is not null then
    -- While keys are changed a number may stand under one index or another: whoever writes it takes turns.
    if array_length(p_indexes, 1) > 1 then
      perform pg_advisory_xact_lock(hashtextextended((select min(encode(i, 'hex')) from unnest(p_indexes) i), 0));
    end if;
    select * into found_person from org.person where identity_index = any(p_indexes) for update;
    if found and found_person.name <> p_name then
      raise exception '这个公民身份号码已登记在另一个姓名之下，请核对原件' using errcode = 'OW005';
    elsif found and (found_person.sex <> p_sex or date_trunc('month', found_person.birth_on) <> date_trunc('month', p_birth_on)) then
      raise exception '这个公民身份号码已登记，登记的性别或出生年月与这里填的不同，请核对原件' using errcode = 'OW005';
    elsif found then
      update org.person set sex = coalesce(sex, p_sex), birth_on = coalesce(birth_on, p_birth_on), nation = coalesce(nation, p_nation), version = version + 1
        where id = found_person.id and (sex is null and p_sex is not null or birth_on is null and p_birth_on is not null or nation is null and p_nation is not null);
      return found_person.id;
    end if;
  end if;
  insert into org.person (id, name, name_pinyin, name_initials, sex, birth_on, nation, identity_mask, identity_index, identity_cipher)
  values (p_id, p_name, p_pinyin, p_initials, p_sex, p_birth_on, p_nation, p_mask, p_indexes[1], p_cipher);
  return p_id;
end $$;
alter function person_put(uuid, text, text, text, text, date, text, text, bytea[], bytea) owner to ow_kernel;

create function person_identify(p_id uuid, p_mask text, p_indexes bytea[], p_cipher bytea)
  returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not org.person_in_scope(p_id) then
    raise exception 'person % is not within the scope', p_id using errcode = '42501';
  end if;
  if exists (select from org.person where identity_index = any(p_indexes) and id <> p_id) then
    raise exception '这个公民身份号码已登记在另一人名下，请核对原件' using errcode = 'OW005';
  end if;
  update org.person set identity_mask = p_mask, identity_index = p_indexes[1], identity_cipher = p_cipher, version = version + 1 where id = p_id;
end $$;
alter function person_identify(uuid, text, bytea[], bytea) owner to ow_kernel;

create function person_by_identity(p_indexes bytea[]) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
  return (select id from org.person where identity_index = any(p_indexes) limit 1);
alter function person_by_identity(bytea[]) owner to ow_kernel;

create function person_cipher(p_id uuid) returns bytea
  language sql stable security definer set search_path = pg_catalog, pg_temp
  return (select identity_cipher from org.person where id = p_id and org.person_in_scope(p_id));
alter function person_cipher(uuid) owner to ow_kernel;

-- A new facet takes what the person already is.
create function facet_take() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  select name, name_pinyin, name_initials, sex, birth_on, nation, identity_mask
    into new.name, new.name_pinyin, new.name_initials, new.sex, new.birth_on, new.nation, new.identity_mask
    from org.person where id = new.person_id;
  if not found then
    raise exception 'no person %', new.person_id using errcode = '23503';
  end if;
  return new;
end $$;
alter function facet_take() owner to ow_kernel;

-- A correction in one facet corrects the person …
create function facet_give() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update org.person p
    set name = new.name, name_pinyin = new.name_pinyin, name_initials = new.name_initials, sex = new.sex, birth_on = new.birth_on, nation = new.nation, version = p.version + 1
    where p.id = new.person_id
      and (p.name, p.name_pinyin, p.sex, p.birth_on, p.nation) is distinct from (new.name, new.name_pinyin, new.sex, new.birth_on, new.nation);
  return null;
end $$;
alter function facet_give() owner to ow_kernel;

-- … and the person corrects every other facet.
create function person_spread() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  facet org.person_facet;
begin
  for facet in select * from org.person_facet loop
    -- A form that was opened before counts as overtaken, or it would bring the old name back.
    execute format('update %I.%I f set name = $2, name_pinyin = $3, name_initials = $4, sex = $5, birth_on = $6, nation = $7, identity_mask = $8, version = f.version + 1
      where f.person_id = $1 and (f.name, f.name_pinyin, f.sex, f.birth_on, f.nation, f.identity_mask) is distinct from ($2, $3, $5, $6, $7, $8)', facet.schema_name, facet.table_name)
      using new.id, new.name, new.name_pinyin, new.name_initials, new.sex, new.birth_on, new.nation, new.identity_mask;
  end loop;
  return null;
end $$;
alter function person_spread() owner to ow_kernel;
-- Not for the ciphertext alone: that is written anew row by row when keys are changed.
create trigger spread after update of name, name_pinyin, name_initials, sex, birth_on, nation, identity_mask on person for each row execute function person_spread();

create function add_facet(target regclass) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into org.person_facet select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = target
$$;
alter function add_facet(regclass) owner to ow_kernel;

create function make_person_register(table_name text) returns void language plpgsql as $$
declare
  target regclass := format('%I.%I', current_schema(), table_name)::regclass;
begin
  execute format($ddl$
    alter table %s
      add column person_id uuid not null references org.person (id),
      add column name_pinyin text not null default '',
      add column name_initials text not null default '',
      add column sex text,
      add column birth_on date,
      add column nation text,
      add column identity_mask text
    $ddl$, target);
  execute format('comment on column %s.person_id is ''人员''', target);
  execute format('comment on column %s.sex is ''性别''', target);
  execute format('comment on column %s.birth_on is ''出生年月''', target);
  execute format('comment on column %s.nation is ''民族''', target);
  execute format('comment on column %s.identity_mask is ''公民身份号码（掩码）''', target);
  execute format('create unique index on %s (person_id) where removed_at is null', target);
  execute format('create trigger person_take before insert on %s for each row execute function org.facet_take()', target);
  execute format('create trigger person_give after update of name, sex, birth_on, nation on %s for each row execute function org.facet_give()', target);
  execute format('grant select, update (person_id, name, name_pinyin, name_initials, sex, birth_on, nation, identity_mask, version) on %s to ow_kernel', target);
  perform org.add_facet(target);
end $$;

revoke all on function person_in_scope(uuid), person_put(uuid, text, text, text, text, date, text, text, bytea[], bytea), person_identify(uuid, text, bytea[], bytea), person_by_identity(bytea[]), person_cipher(uuid), add_facet(regclass) from public;
grant execute on function person_put(uuid, text, text, text, text, date, text, text, bytea[], bytea), person_identify(uuid, text, bytea[], bytea), person_by_identity(bytea[]), person_cipher(uuid) to ow_runtime;
grant execute on function add_facet(regclass), make_person_register(text) to ow_module_owner;

-- Columns whose values are encrypted by the application: <column> holds the mask, <column>_cipher the ciphertext, <column>_index the blind index.
create table sensitive_column (
  schema_name text not null,
  table_name text not null,
  column_name text not null,
  is_indexed boolean not null default true,
  primary key (schema_name, table_name, column_name)
);
comment on table sensitive_column is '加密存放的栏目';
comment on column sensitive_column.schema_name is '模块';
comment on column sensitive_column.table_name is '表';
comment on column sensitive_column.column_name is '栏目';
comment on column sensitive_column.is_indexed is '是否有盲索引';
alter table sensitive_column owner to ow_kernel;
insert into sensitive_column values ('org', 'person', 'identity');

-- Which keys the database has seen: a key file that lacks one of them is not this deployment's, and would write what nobody else can read.
create table personal_key (
  id int primary key,
  check_value bytea not null,
  seen_at timestamptz not null default now()
);
comment on table personal_key is '个人信息密钥的核对值';
comment on column personal_key.id is '密钥号';
comment on column personal_key.check_value is '核对值，不能还原密钥';
comment on column personal_key.seen_at is '首次使用时间';
grant select, insert on personal_key to ow_core;

create function add_sensitive(target regclass, column_name text, is_indexed boolean default true) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into org.sensitive_column select n.nspname, c.relname, column_name, is_indexed from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = target
$$;
alter function add_sensitive(regclass, text, boolean) owner to ow_kernel;
revoke all on function add_sensitive(regclass, text, boolean) from public;

-- Called for a text column that holds a telephone number, an address: its field is Phone or Sensitive().
create function make_sensitive(table_name text, column_name text) returns void language plpgsql as $$
declare
  target regclass := format('%I.%I', current_schema(), table_name)::regclass;
  title text := coalesce((select col_description(target, attnum) from pg_attribute where attrelid = target and attname = column_name), '');
begin
  execute format('alter table %s add column %I bytea, add column %I bytea', target, column_name || '_cipher', column_name || '_index');
  execute format('comment on column %s.%I is %L', target, column_name, title || '（掩码）');
  execute format('comment on column %s.%I is %L', target, column_name || '_cipher', title || '（密文）');
  execute format('comment on column %s.%I is %L', target, column_name || '_index', title || '（盲索引）');
  execute format('create index on %s (%I) where %I is not null', target, column_name || '_index', column_name || '_index');
  -- For writing everything anew under another key.
  execute format('grant select (id, %I), update (%I, %I) on %s to ow_kernel', column_name || '_cipher', column_name || '_cipher', column_name || '_index', target);
  perform org.add_sensitive(target, column_name);
end $$;
-- Called for a table whose rows hold large content: it is encrypted under a key of its own, and this key stands wrapped in key_cipher. Without the wrapping the content is gone.
create function make_content_key(table_name text) returns void language plpgsql as $$
declare
  target regclass := format('%I.%I', current_schema(), table_name)::regclass;
begin
  execute format('alter table %s add column key_cipher bytea', target);
  execute format('comment on column %s.key_cipher is %L', target, '内容的密钥（密文）');
  execute format('grant select (id, key_cipher), update (key_cipher) on %s to ow_kernel', target);
  perform org.add_sensitive(target, 'key', false);
end $$;
revoke all on function make_sensitive(text, text), make_content_key(text) from public;
grant execute on function add_sensitive(regclass, text, boolean), make_sensitive(text, text), make_content_key(text) to ow_module_owner;
