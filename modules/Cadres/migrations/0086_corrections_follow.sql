-- What a cadre asks to be corrected lies where the cadre lies, and is decided by those who manage the cadre now.
alter table cadre no force row level security;
alter table cadre_correction no force row level security;
update cadre_correction c set locality_path = t.locality_path from cadre t where t.id = c.cadre_id and c.locality_path <> t.locality_path;
update cadre_correction c set management = t.management from cadre t where t.id = c.cadre_id and c.state = '1' and c.management is distinct from t.management;
-- The place is the cadre's, as of any list on the record; a second way to follow it would only be in the way of the first.
alter table cadre_correction drop constraint cadre_correction_locality_path_fkey;
alter table cadre_correction drop constraint cadre_correction_cadre_id_fkey;
alter table cadre_correction add foreign key (cadre_id, locality_path) references cadre (id, locality_path) on update cascade;
alter table cadre force row level security;
alter table cadre_correction force row level security;

create function corrections_know_who_manages() returns trigger language plpgsql as $$
begin
  update cadres.cadre_correction set management = new.management where cadre_id = new.id and state = '1';
  return null;
end $$;
create trigger corrections after update of management on cadre for each row when (old.management is distinct from new.management) execute function corrections_know_who_manages();
