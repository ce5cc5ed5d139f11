-- Who was judged excellent in a year, at a place: from there awards are proposed.
create index on member_review (locality_path, year) where grade = '1' and removed_at is null;
