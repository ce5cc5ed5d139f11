-- Whose number cannot be right: a check digit that does not follow from the other seventeen. Forms and sheets refuse such a number; what was taken over from elsewhere may hold one,
-- and the database, which knows the cipher alone, cannot see it. Whoever holds the keys enters it here: "orgwork keys check", and the invented city.
create table identity_doubt (
  person_id uuid primary key references person on delete cascade
);
comment on table identity_doubt is '公民身份号码不成立的人员';
comment on column identity_doubt.person_id is '人员';
alter table identity_doubt owner to ow_kernel;
grant select on identity_doubt to ow_runtime;

-- A number that is entered has been checked.
create function identity_settled() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from org.identity_doubt where person_id = new.id;
  return null;
end $$;
alter function identity_settled() owner to ow_kernel;
create trigger identity_settled after update of identity_mask on person for each row when (old.identity_mask is distinct from new.identity_mask) execute function identity_settled();
