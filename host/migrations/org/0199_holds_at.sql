-- What lies open to one Party organisation and to nobody above it: whether whoever acts holds a right at that very organisation. A right held over the places above does not answer.
create function holds_at(place text, wanted text) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform org.scope_sealed();
  return exists (select from org.locality l join org.role_grant g on g.locality_id = l.id join org.role_permission p on p.role_id = g.role_id where l.path = place and l.kind = 6 and g.account_id = org.actor() and p.permission = wanted);
end $$;
alter function holds_at(text, text) owner to ow_kernel;
revoke all on function holds_at(text, text) from public;
grant execute on function holds_at(text, text) to ow_runtime;
