-- From which a local programme chooses whom it is about: called by name and workplace, nothing else.
create view pub_talent as
  select t.id, t.name, t.name || coalesce('　' || nullif(t.workplace, ''), '') as called, t.name_pinyin, t.name_initials, t.locality_path, t.rank_order, t.removed_at from talent t where t.state = '1';
comment on view pub_talent is '在岗人才：姓名、单位';
create view pub_employer as
  select e.id, e.name, e.name as called, e.name_pinyin, e.name_initials, e.locality_path, e.rank_order, e.removed_at from employer e;
comment on view pub_employer is '用人单位：名称';
