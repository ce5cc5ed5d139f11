-- What is asked of lower places, each datum by name: whoever is about to ask the same in a programme of their own is told.
create view pub_asked_datum as
  select f.datum, c.level, c.asker, c.title, c.locality_path from data_call_field f join data_call c on c.id = f.data_call_id
  where c.state = '2' and c.removed_at is null and f.removed_at is null;
comment on view pub_asked_datum is '正在向下级要的数据项';
