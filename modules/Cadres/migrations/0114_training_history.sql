-- A cadre's training as it was on a day is found by the cadre, as everything else that hangs on a record.
create index on cadre_training_history (cadre_id, rank_order, id);
