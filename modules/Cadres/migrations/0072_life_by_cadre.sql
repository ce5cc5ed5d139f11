-- Who took part in which life meeting, person by person.
create index on life_sheet (cadre_id) where removed_at is null;
