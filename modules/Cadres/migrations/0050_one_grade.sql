-- One annual grade for a year: two decisions at once do not write two. Of 专项考核 there may be several.
create unique index on cadre_assessment (cadre_id, year, kind) where removed_at is null and kind = '20';
