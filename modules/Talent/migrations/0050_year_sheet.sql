-- The year's sheet as it stood when it was locked: later entries change the count, not what was reported.
create table year_line (
  title text not null,
  year int not null check (year between 2000 and 2100),
  code text not null,
  line_group text not null,
  counter text not null,
  amount bigint not null,
  shown text not null,
  frozen_on date not null
);
select org.make_register('year_line', '年度成效封存');
comment on column year_line.title is '项目';
comment on column year_line.year is '年度';
comment on column year_line.code is '第几项';
comment on column year_line.line_group is '类别';
comment on column year_line.counter is '单位';
comment on column year_line.amount is '数';
comment on column year_line.shown is '封存的数';
comment on column year_line.frozen_on is '数据截至';
create unique index year_line_one on year_line (locality_path, year, code);

create function keep_year_line() returns trigger language plpgsql as $$
begin
  raise exception '年度成效封存以后不能再改' using errcode = 'OW004';
end $$;
create trigger frozen before update on year_line for each row when ((old.year, old.code, old.amount, old.shown, old.frozen_on, old.removed_at) is distinct from (new.year, new.code, new.amount, new.shown, new.frozen_on, new.removed_at)) execute function keep_year_line();

-- What talents brought about, over all of them: with the reader's own rights, so that the fence of the register holds.
create view talent_result with (security_invoker = true) as
  select a.id, a.locality_path, (date '2200-01-01' - coalesce(a.achieved_on, date '1900-01-01')) as rank_order, a.version, a.created_at, a.created_by, a.changed_at, a.changed_by, a.removed_at, a.removed_by, a.removed_reason, a.title, a.talent_id, a.kind, a.level, a.achieved_on, a.standing, a.evidence_no from talent_achievement a;
comment on view talent_result is '人才成果';
do $$ begin execute format('grant select on talent_result to %I', org.login_of(current_schema())); end $$;
create index on talent_achievement (achieved_on) where removed_at is null;
