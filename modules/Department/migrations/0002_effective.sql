-- How far a task had come on any day.
select org.make_effective('task', null, array['number', 'year'], '{}');
select org.make_effective('task_progress', 'reported_on', '{}', '{}');
create index on task_progress_history (task_id, rank_order, id);
