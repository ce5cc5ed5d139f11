-- A past day's organisations ask for their members as today's do.
create index on member_history (organisation_id, valid_from) where removed_at is null;
