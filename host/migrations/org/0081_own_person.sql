-- An account may be somebody's own: who they are among the people on file. Modules ask for it by the sealed actor, so that nobody can ask as another.
alter table account add column person_id uuid references person (id);
comment on column account.person_id is '本人（人员标识）';
create unique index on account (person_id) where person_id is not null;
grant update (person_id) on account to ow_kernel;

-- Who the transaction's actor is; null for accounts that are nobody's own.
create function own_person() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform org.scope_sealed();
  return (select person_id from org.account where id = org.actor() and disabled_at is null);
end $$;
alter function own_person() owner to ow_kernel;
revoke all on function own_person() from public;
grant execute on function own_person() to ow_runtime;

-- Ties an account of the scope to a person of the scope; a text says why not. The two names must be one, and each has the other alone.
create function tie_account(login text, who uuid) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  mine org.account;
  called text := (select name from org.person where id = who);
begin
  perform org.scope_sealed();
  if called is null or not org.person_in_scope(who) then
    return '这个人不在您的范围里';
  end if;
  select * into mine from org.account where account = lower(trim(login)) and removed_at is null and locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') for update;
  if mine.id is null then
    return '本级和下级没有账号“' || login || '”，请先由本级管理员建立，授予“党员”（在所在党支部）或“干部本人”角色';
  elsif mine.disabled_at is not null then
    return '账号“' || login || '”已停用';
  elsif org.searchable(mine.name) <> org.searchable(called) then
    return '账号“' || login || '”登记的姓名是' || mine.name || '，不是' || called;
  elsif mine.person_id = who then
    return '已经关联';
  elsif mine.person_id is not null then
    return '账号“' || login || '”已关联另一个人';
  elsif exists (select from org.account a where a.person_id = who) then
    return called || '已关联另一个账号，请先解除';
  end if;
  update org.account set person_id = who where id = mine.id;
  return null;
end $$;
alter function tie_account(text, uuid) owner to ow_kernel;
revoke all on function tie_account(text, uuid) from public;
grant execute on function tie_account(text, uuid) to ow_runtime;

create function untie_account(who uuid) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform org.scope_sealed();
  if not org.person_in_scope(who) then
    return false;
  end if;
  update org.account set person_id = null where person_id = who;
  return found;
end $$;
alter function untie_account(uuid) owner to ow_kernel;
revoke all on function untie_account(uuid) from public;
grant execute on function untie_account(uuid) to ow_runtime;
