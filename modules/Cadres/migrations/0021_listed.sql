-- From which a local programme chooses whom it is about: called by name and post, nothing else.
create view pub_cadre as
  select c.id, c.name, c.name || coalesce('　' || nullif(c.post_title, ''), '') as called, c.name_pinyin, c.name_initials, c.locality_path, c.rank_order, c.removed_at from cadre c where c.status = '1';
comment on view pub_cadre is '在职干部：姓名、职务';
