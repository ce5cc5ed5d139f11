-- A post that was announced is neither taken out of the round nor brought back into it.
create function keep_selection_post_in() returns trigger language plpgsql as $$
begin
  if exists (select from talent.selection s where s.id = new.selection_id and s.stage >= '2') then
    raise exception '批次已经公告，岗位从公告起不再增减' using errcode = 'OW003';
  end if;
  return new;
end $$;
create trigger keeps_in before update of removed_at on selection_post for each row when (old.removed_at is distinct from new.removed_at) execute function keep_selection_post_in();
