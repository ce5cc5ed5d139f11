-- Which powers were handed down on any day, and how they were looked at.
select org.make_effective('talent_power', 'changed_on', '{}', '{}');
select org.make_effective('power_check', 'checked_on', '{}', '{}');
create index on power_check_history (talent_power_id, rank_order, id);
