-- The mask shows the first and the last of a number, and most slips are in its middle: whoever enters a number has had it checked, whether the mask changes by it or not.
drop trigger identity_settled on person;
drop function identity_settled();

create or replace function person_identify(p_id uuid, p_mask text, p_indexes bytea[], p_cipher bytea)
  returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not org.person_in_scope(p_id) then
    raise exception 'person % is not within the scope', p_id using errcode = '42501';
  end if;
  if exists (select from org.person where identity_index = any(p_indexes) and id <> p_id) then
    raise exception '这个公民身份号码已登记在另一人名下，请核对原件' using errcode = 'OW005';
  end if;
  update org.person set identity_mask = p_mask, identity_index = p_indexes[1], identity_cipher = p_cipher, version = version + 1 where id = p_id;
  delete from org.identity_doubt where person_id = p_id;
end $$;
