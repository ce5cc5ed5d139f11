-- One grade of a kind for a year: two decisions at once do not write two.
create unique index on cadre_assessment (cadre_id, year, kind) where removed_at is null;
