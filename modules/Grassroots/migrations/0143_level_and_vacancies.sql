-- 层级: of which level an organisation is, of its unit or of the place it stands in; it follows both.
alter table organisation add column level text not null default '';
comment on column organisation.level is '层级';
create function organisation_level() returns trigger language plpgsql as $$
begin
  new.level := case when new.unit_id is not null then '6' else coalesce((select l.kind::text from org.locality l where l.path = org.home_of(new.locality_path)), '') end;
  return new;
end $$;
-- After the place has been given to a new one: triggers fire in the order of their names.
create trigger zz_level before insert or update of locality_path, unit_id on organisation for each row execute function organisation_level();
create index on organisation (locality_path, level, id) where removed_at is null;

-- 补齐任务: a vacant seat that somebody is to see filled by a day; closed by whoever is put on it, and by nothing else.
create table vacancy_task (
  title text not null check (title <> ''),
  organisation_id uuid not null references organisation (id),
  seat_id uuid not null references committee_seat (id),
  owner text not null check (owner <> ''),
  vacant_since date not null,
  given_on date not null,
  due_on date not null check (due_on >= given_on),
  closed_on date,
  filled_by text,
  check ((closed_on is null) = (filled_by is null))
);
select org.make_register('vacancy_task', '班子缺额补齐任务');
select org.make_following('vacancy_task', 'organisation', 'organisation_id');
comment on column vacancy_task.title is '职务';
comment on column vacancy_task.organisation_id is '党组织';
comment on column vacancy_task.seat_id is '席位';
comment on column vacancy_task.owner is '责任人';
comment on column vacancy_task.vacant_since is '空缺自';
comment on column vacancy_task.given_on is '交办日期';
comment on column vacancy_task.due_on is '补齐期限';
comment on column vacancy_task.closed_on is '补齐日期';
comment on column vacancy_task.filled_by is '补齐人选';
create unique index on vacancy_task (seat_id) where closed_on is null and removed_at is null;
create index on vacancy_task (due_on, id) where removed_at is null;
create index on vacancy_task (organisation_id) where removed_at is null;
