-- Cadres of a unit with a personnel clerk of its own lie where the unit lies.
select org.make_unit_following('cadre', 'unit_id');
