create table heard (
  turn bigint generated always as identity,
  event_id bigint not null,
  subject uuid not null,
  was text,
  became text
);
select org.make_register('heard', '听到的');
comment on column heard.turn is '第几个听到：写下时取号，与事务何时开始无关';
comment on column heard.event_id is '事件';
comment on column heard.subject is '所关记录';
comment on column heard.was is '原名';
comment on column heard.became is '新名';
