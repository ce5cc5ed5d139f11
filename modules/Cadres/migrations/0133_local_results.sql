-- What local programmes have found of a cadre, shown on the record; and on a proposal of what follows from a year's grade, that year's as its evidence. With the reader's own rights: the fence of org.programme_result holds.
create view local_result with (security_invoker = true) as
  select r.id, r.locality_path, date '2100-01-01' - r.held_on as rank_order, 1 as version, r.told_at as created_at, null::uuid as created_by, r.told_at as changed_at, null::uuid as changed_by, r.removed_at, null::uuid as removed_by, null::text as removed_reason,
    r.subject_id, r.programme, r.title, r.held_on, r.words
  from org.programme_result r where r.list = 'cadre';
comment on view local_result is '专项工作中的记录';
create view consequence_evidence with (security_invoker = true) as
  select r.*, c.id as consequence_id
  from assessment_consequence c join local_result r on r.subject_id = c.cadre_id and r.held_on >= make_date(c.year, 1, 1) and r.held_on < make_date(c.year + 1, 1, 1);
comment on view consequence_evidence is '考核年度里专项工作中的成绩';
do $$ begin execute format('grant select on local_result, consequence_evidence to %I', org.login_of(current_schema())); end $$;
