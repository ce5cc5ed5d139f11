-- What local programmes have found of village cadres and Party members, shown on their records. With the reader's own rights: the fence of org.programme_result holds.
create view local_result with (security_invoker = true) as
  select r.id, r.locality_path, date '2100-01-01' - r.held_on as rank_order, 1 as version, r.told_at as created_at, null::uuid as created_by, r.told_at as changed_at, null::uuid as changed_by, r.removed_at, null::uuid as removed_by, null::text as removed_reason,
    r.subject_id, r.programme, r.title, r.held_on, r.words
  from org.programme_result r where r.list in ('village-cadre', 'village-secretary', 'party-member');
comment on view local_result is '专项工作中的记录';
do $$ begin execute format('grant select on local_result to %I', org.login_of(current_schema())); end $$;
