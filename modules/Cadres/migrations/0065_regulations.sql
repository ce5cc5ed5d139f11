-- 干部制度文件库: what the rules and steps stand on, with clauses, and what took its place.
create table regulation (
  name text not null,
  document_no text,
  issuer text not null,
  tier text not null,
  issued_on date,
  effective_on date not null,
  state text not null default '1' check (state in ('1', '2', '3')),
  ended_on date check (ended_on >= effective_on),
  replaced_by_id uuid,
  ended_words text,
  review_on date,
  check (state = '1' or ended_on is not null)
);
select org.make_register('regulation', '干部制度文件');
comment on column regulation.name is '文件名称';
comment on column regulation.document_no is '文号';
comment on column regulation.issuer is '制定机关';
comment on column regulation.tier is '层级';
comment on column regulation.issued_on is '印发日期';
comment on column regulation.effective_on is '施行日期';
comment on column regulation.state is '效力：1 现行 2 已被替代 3 废止';
comment on column regulation.ended_on is '失效日期';
comment on column regulation.replaced_by_id is '替代它的文件';
comment on column regulation.ended_words is '替代、废止的依据';
comment on column regulation.review_on is '下次评估日期';
create unique index on regulation (locality_path, name, effective_on) where removed_at is null;
create index on regulation (effective_on, id) where removed_at is null;
create trigger concluded before update on regulation for each row execute function keep_concluded('2,3', '已经失效，不再改', '');

create table regulation_clause (
  article text not null,
  words text not null
);
select org.make_child('regulation_clause', '干部制度文件条款', 'regulation');
comment on column regulation_clause.article is '条';
comment on column regulation_clause.words is '内容要点';
create unique index on regulation_clause (regulation_id, article) where removed_at is null;
