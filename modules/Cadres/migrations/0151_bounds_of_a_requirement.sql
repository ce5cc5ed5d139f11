-- A requirement has a maximum as well, an age has two ends, a source can be asked for; the age of young principals is the requirement's own.
alter table team_requirement no force row level security;
update team_requirement set years = 35 where attribute = '10' and years is null;
alter table team_requirement force row level security;
do $$
declare
  one record;
begin
  for one in select conname from pg_constraint where conrelid = 'team_requirement'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%attribute%years%' loop
    execute format('alter table team_requirement drop constraint %I', one.conname);
  end loop;
end $$;
alter table team_requirement
  add column years_from int check (years_from between 18 and 70), add column maximum int check (maximum between 0 and 10000), add column source text,
  add check (attribute <> '1' or years is not null or years_from is not null), add check (attribute <> '10' or years is not null), add check (years_from <= years),
  add check (maximum >= minimum), add check (not is_share or maximum <= 100), add check (attribute <> '11' or source is not null);
comment on column team_requirement.years_from is '年龄自（岁）';
comment on column team_requirement.years is '年龄至（岁）';
comment on column team_requirement.maximum is '不超过';
comment on column team_requirement.source is '来源';
