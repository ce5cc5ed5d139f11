-- Hours of training are those of the classes on file, and are typed nowhere else.
alter table appointment_candidate drop column training_hours;

-- A relative is found by the name in somebody else's family table.
create index on cadre_family (name) where removed_at is null;
