-- Whether the team of a unit held its life meeting and had its 民主集中制 checked, and when; nothing of what was said.
create view pub_team_life as
  select t.unit_id, '1'::text as kind, m.held_on, m.locality_path from life_meeting m join team t on t.id = m.team_id where m.held_on is not null and m.removed_at is null and t.unit_id is not null
  union all select t.unit_id, '2', c.checked_on, c.locality_path from centralism_check c join team t on t.id = c.team_id where c.checked_on is not null and c.removed_at is null and t.unit_id is not null;
comment on view pub_team_life is '领导班子民主生活会和民主集中制检查的日期';
