-- A place keeps one record of an employer: by its code, which is not given twice.
create unique index employer_one on employer (locality_path, credit_code) where removed_at is null and credit_code is not null;
