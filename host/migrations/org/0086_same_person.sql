-- 同一人: somebody was written down twice, once without the number or under two files that nobody held together. The two become one person with all files of both.
create index on person (name);

-- Where somebody is on file, within the scope.
create function person_records(p_id uuid) returns table (schema_name text, table_name text, record uuid, path text, is_removed boolean) language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  facet org.person_facet;
begin
  perform org.scope_sealed();
  for facet in select f.* from org.person_facet f order by f.schema_name, f.table_name loop
    return query execute format('select %L, %L, id, locality_path, removed_at is not null from %I.%I where person_id = $1 and locality_path >= current_setting(''orgwork.lo'') and locality_path < current_setting(''orgwork.hi'')',
      facet.schema_name, facet.table_name, facet.schema_name, facet.table_name) using p_id;
  end loop;
end $$;
alter function person_records(uuid) owner to ow_kernel;

-- Why two are not one, in words for the officer; nothing when they can be.
create function not_same_person(p_one uuid, p_other uuid) returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  one org.person := (select p from org.person p where id = p_one);
  other org.person := (select p from org.person p where id = p_other);
  facet org.person_facet;
  is_so boolean;
begin
  perform org.scope_sealed();
  if one.id is null or other.id is null or one.id = other.id or not org.person_in_scope(p_one) or not org.person_in_scope(p_other) then
    return '没有这个人，或已经合为一人';
  elsif org.searchable(one.name) <> org.searchable(other.name) then
    return '姓名不同，先核对改正';
  elsif one.identity_index is not null and other.identity_index is not null then
    return '两人各有公民身份号码；有一个登记错了的，先改正';
  elsif one.sex <> other.sex then
    return '性别不同，先核对改正';
  elsif date_trunc('month', one.birth_on) <> date_trunc('month', other.birth_on) then
    return '出生年月不同，先核对改正';
  -- The first of a month may be a month of which the day is not known.
  elsif one.birth_on <> other.birth_on and extract(day from one.birth_on) > 1 and extract(day from other.birth_on) > 1 then
    return '出生日期不同，先核对改正';
  elsif one.nation <> other.nation then
    return '民族不同，先核对改正';
  elsif (select count(*) from org.account where person_id in (p_one, p_other)) > 1 then
    return '两人各关联了登录账号，先停止其中一个的本人查看';
  end if;
  for facet in select f.* from org.person_facet f order by f.schema_name, f.table_name loop
    execute format('select count(distinct person_id) > 1 from %I.%I where person_id in ($1, $2) and removed_at is null', facet.schema_name, facet.table_name) into is_so using p_one, p_other;
    if is_so then
      return format('两人在“%s”里各有一条记录，先把重复的一条移入回收站', obj_description(format('%I.%I', facet.schema_name, facet.table_name)::regclass, 'pg_class'));
    end if;
    -- What lies elsewhere belongs to others, who decide about it.
    execute format('select exists (select from %I.%I where person_id in ($1, $2) and not (locality_path >= current_setting(''orgwork.lo'') and locality_path < current_setting(''orgwork.hi'')))', facet.schema_name, facet.table_name) into is_so using p_one, p_other;
    if is_so then
      return '其中一人在您的范围以外还有记录，请由上一级办理';
    end if;
  end loop;
  return null;
end $$;
alter function not_same_person(uuid, uuid) owner to ow_kernel;

-- Who may be the same: of the same name, within the scope, with what stands against it.
create function same_named(p_id uuid) returns table (id uuid, name text, sex text, birth_on date, identity_mask text, hindrance text) language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform org.scope_sealed();
  if not org.person_in_scope(p_id) then
    return;
  end if;
  return query select p.id, p.name, p.sex, p.birth_on, p.identity_mask, org.not_same_person(p_id, p.id)
    from org.person p where p.name = (select me.name from org.person me where me.id = p_id) and p.id <> p_id and org.person_in_scope(p.id)
    order by date_trunc('month', p.birth_on) is distinct from (select date_trunc('month', me.birth_on) from org.person me where me.id = p_id), p.birth_on, p.id limit 20;
end $$;
alter function same_named(uuid) owner to ow_kernel;

-- The one with the number stays: the cipher is bound to its row. Returns why not, or nothing when it is done.
create function merge_persons(p_one uuid, p_other uuid) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  stays uuid;
  goes uuid;
  why text;
  facet org.person_facet;
  known org.person;
begin
  perform from org.person where id in (p_one, p_other) order by id for update;
  why := org.not_same_person(p_one, p_other);
  if why is not null then
    return why;
  end if;
  stays := case when (select identity_index is not null from org.person where id = p_other) then p_other else p_one end;
  goes := case when stays = p_one then p_other else p_one end;
  select * into known from org.person where id = goes;
  perform set_config('orgwork.effective_on', 'correction', true);
  for facet in select * from org.person_facet loop
    execute format('update %I.%I set person_id = $1, version = version + 1 where person_id = $2', facet.schema_name, facet.table_name) using stays, goes;
    -- Who it was is not what it was: earlier days know the person too.
    if to_regclass(format('%I.%I', facet.schema_name, facet.table_name || '_history')) is not null then
      execute format('update %I.%I set person_id = $1 where person_id = $2', facet.schema_name, facet.table_name || '_history') using stays, goes;
    end if;
  end loop;
  -- What only one of them knew, both files know now: this spreads to every facet.
  update org.person set name = name, sex = coalesce(sex, known.sex), birth_on = case when birth_on is null or extract(day from birth_on) = 1 then coalesce(known.birth_on, birth_on) else birth_on end, nation = coalesce(nation, known.nation), version = version + 1 where id = stays;
  update org.account set person_id = stays where person_id = goes;
  delete from org.person where id = goes;
  perform set_config('orgwork.effective_on', '', true);
  return null;
end $$;
alter function merge_persons(uuid, uuid) owner to ow_kernel;

revoke all on function person_records(uuid), not_same_person(uuid, uuid), same_named(uuid), merge_persons(uuid, uuid) from public;
grant execute on function person_records(uuid), same_named(uuid), merge_persons(uuid, uuid) to ow_runtime;
