-- Who was a talent where and in which grade, on any day.
select org.make_effective('talent', 'introduced_on',
  array['person_id', 'name', 'name_pinyin', 'name_initials', 'sex', 'birth_on', 'nation', 'identity_mask', 'native_place', 'introduced_on', 'came_from'], array['phone']);

-- What hangs on a talent's record, too.
select org.make_effective('talent_achievement', 'achieved_on', '{}', '{}');
select org.make_effective('talent_service', 'asked_on', '{}', '{}');
create index on talent_achievement_history (talent_id, rank_order, id);
create index on talent_service_history (talent_id, rank_order, id);
