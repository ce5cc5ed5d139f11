-- Who was admitted in a year is asked of the histories: there they lie where they were admitted.
create index on member_history (joined_on, id) where removed_at is null;
