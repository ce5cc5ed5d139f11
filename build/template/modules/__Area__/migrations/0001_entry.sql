create table entry (
  title text not null,
  state text not null,
  held_on date,
  lead text,
  content text
);
select org.make_register('entry', '__name__台账');
select org.make_searchable('entry', 'title');
comment on column entry.title is '名称';
comment on column entry.state is '状态';
comment on column entry.held_on is '日期';
comment on column entry.lead is '负责人';
comment on column entry.content is '内容';
create index on entry (held_on, id) where removed_at is null;
