-- Classes that others may name: which central task of the year a class served.
create view pub_training_class as
  select k.id, k.name, k.name || '　' || to_char(k.began_on, 'YYYY.MM.DD') as called, ''::text as name_pinyin, ''::text as name_initials, k.locality_path, k.rank_order, k.removed_at from training_class k;
comment on view pub_training_class is '党员教育培训班：名称和开班日期';
