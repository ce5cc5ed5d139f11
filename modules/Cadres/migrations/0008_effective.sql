-- Where a cadre stood, at which level and rank, on any day.
select org.make_effective('cadre', 'work_began_on',
  array['person_id', 'name', 'name_pinyin', 'name_initials', 'sex', 'birth_on', 'nation', 'identity_mask', 'native_place', 'birth_place', 'party_joined_on', 'work_began_on', 'full_time_education', 'full_time_degree', 'full_time_school', 'civil_servant_since_on'],
  array['phone']);

-- One main post at a time, and one post in one unit in one stretch at a time.
alter table cadre_post add check (ended_on >= began_on),
  add constraint cadre_post_main_apart exclude using gist (uuid_hash(cadre_id) with =, cadre_id with =, daterange(began_on, ended_on) with &&) where (is_main and removed_at is null),
  add constraint cadre_post_apart exclude using gist (uuid_hash(cadre_id) with =, cadre_id with =, unit_name with =, post_name with =, daterange(began_on, ended_on) with &&) where (removed_at is null);
