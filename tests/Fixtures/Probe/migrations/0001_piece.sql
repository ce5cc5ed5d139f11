create table piece (
  name text not null
);
comment on column piece.name is '名称';
select org.make_register('piece', '试件');
