-- 干部档案工作质量提升年: what is to be done in the year, how each unit's files stand, and in which order.
create table quality_year (
  name text not null,
  year int not null check (year between 2000 and 2100),
  goal text not null,
  weight_complete int not null check (weight_complete between 0 and 100),
  weight_digital int not null check (weight_digital between 0 and 100),
  weight_passed int not null check (weight_passed between 0 and 100),
  state text not null default '1' check (state in ('1', '2')),
  scored_on date,
  closed_on date,
  summary text
);
select org.make_register('quality_year', '档案工作质量提升年');
comment on column quality_year.name is '活动';
comment on column quality_year.year is '年度';
comment on column quality_year.goal is '目标';
comment on column quality_year.weight_complete is '材料齐全权重';
comment on column quality_year.weight_digital is '数字化权重';
comment on column quality_year.weight_passed is '审核通过权重';
comment on column quality_year.state is '状态：1 进行中 2 已总结';
comment on column quality_year.scored_on is '计分日期';
comment on column quality_year.closed_on is '总结日期';
comment on column quality_year.summary is '总结';
create unique index on quality_year (locality_path, year) where removed_at is null;
create index on quality_year (year, id) where removed_at is null;
create trigger concluded before update on quality_year for each row execute function keep_concluded('2', '已经总结，不再改', '');

create function quality_in_order() returns trigger language plpgsql as $$
begin
  if new.weight_complete + new.weight_digital + new.weight_passed <> 100 then
    raise exception '三项权重合计 %，应为 100', new.weight_complete + new.weight_digital + new.weight_passed using errcode = 'OW004';
  end if;
  return new;
end $$;
create trigger in_order before insert or update on quality_year for each row execute function quality_in_order();

create table quality_task (
  task text not null,
  unit_name text not null,
  due_on date not null,
  done_on date,
  result text,
  check (done_on is null or result is not null)
);
select org.make_child('quality_task', '质量提升年任务', 'quality_year');
comment on column quality_task.task is '任务';
comment on column quality_task.unit_name is '责任单位';
comment on column quality_task.due_on is '期限';
comment on column quality_task.done_on is '完成日期';
comment on column quality_task.result is '完成情况';
create trigger concluded before insert or update on quality_task for each row execute function keep_concluded('2', '已经总结，任务不再改', '', 'quality_year');

create table quality_score (
  place int not null,
  unit_name text not null,
  files int not null,
  complete numeric(5, 1) not null,
  digital numeric(5, 1) not null,
  passed numeric(5, 1) not null,
  score numeric(5, 1) not null
);
select org.make_child('quality_score', '质量提升年单位得分', 'quality_year');
comment on column quality_score.place is '名次';
comment on column quality_score.unit_name is '单位';
comment on column quality_score.files is '档案卷数';
comment on column quality_score.complete is '材料齐全（%）';
comment on column quality_score.digital is '已数字化（%）';
comment on column quality_score.passed is '审核通过（%）';
comment on column quality_score.score is '得分';
