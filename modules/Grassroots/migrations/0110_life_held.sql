-- Which kinds of Party life the organisations of a unit held, and when: confirmed meetings alone, nothing of what was said. One meeting counts for each kind it says it was.
create view pub_life_held as
  select o.unit_id, k.kind, m.held_on, m.locality_path from meeting m join organisation o on o.id = m.organisation_id cross join lateral unnest(m.kind || m.also) k (kind)
  where m.state = '3' and m.held_on is not null and m.removed_at is null and o.unit_id is not null and o.state = '1';
comment on view pub_life_held is '各单位党组织已确认的组织生活：类型、日期';
