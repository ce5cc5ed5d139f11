-- From which a local programme chooses whom it is about.
create view pub_organisation as
  select o.id, o.name, o.name as called, o.name_pinyin, o.name_initials, o.locality_path, o.rank_order, o.removed_at from organisation o where o.state = '1';
comment on view pub_organisation is '党组织：名称';
