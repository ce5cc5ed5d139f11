-- 实绩考核: indicators of a kind of unit for a year, what each unit was to reach and reached; points are reckoned, never stored. 年度综合考评: what several assessors gave, weighted, ranked and published.
create table indicator_set (
  name text not null,
  year int not null check (year between 2000 and 2100),
  unit_kind text not null,
  edition int not null default 1 check (edition between 1 and 99),
  cap int not null default 100 check (cap between 100 and 200),
  state text not null default '1' check (state in ('1', '2', '3')),
  enabled_on date,
  enabled_by text,
  document_no text,
  remark text
);
select org.make_register('indicator_set', '考核指标体系');
comment on column indicator_set.name is '指标体系';
comment on column indicator_set.year is '年度';
comment on column indicator_set.unit_kind is '适用单位类别';
comment on column indicator_set.edition is '版次';
comment on column indicator_set.cap is '完成率封顶（%）';
comment on column indicator_set.state is '状态：1 拟订 2 启用 3 停用';
comment on column indicator_set.enabled_on is '启用日期';
comment on column indicator_set.enabled_by is '批准机关';
comment on column indicator_set.document_no is '批准文号';
comment on column indicator_set.remark is '说明';
create unique index on indicator_set (locality_path, year, unit_kind, edition) where removed_at is null;
create trigger concluded before update on indicator_set for each row execute function keep_concluded('2,3', '指标体系已经启用，不能改；要调整的另立新的版次', 'state');

create table indicator (
  name text not null,
  measure text not null,
  owner text not null,
  data_source text not null,
  direction text not null,
  weight int not null check (weight between 1 and 100),
  rule text not null,
  remark text
);
select org.make_child('indicator', '考核指标', 'indicator_set');
comment on column indicator.name is '指标';
comment on column indicator.measure is '计量单位';
comment on column indicator.owner is '责任（评价）部门';
comment on column indicator.data_source is '数据来源';
comment on column indicator.direction is '方向';
comment on column indicator.weight is '权重（分）';
comment on column indicator.rule is '计分办法';
comment on column indicator.remark is '口径';
create trigger concluded before insert or update on indicator for each row execute function keep_concluded('2,3', '指标体系已经启用，不能改；要调整的另立新的版次', '', 'indicator_set');

create table indicator_value (
  indicator_id uuid not null,
  unit_id uuid not null,
  target numeric check (target >= 0),
  actual numeric check (actual >= 0),
  reported_by text,
  reported_on date
);
select org.make_child('indicator_value', '考核指标完成情况', 'indicator_set');
comment on column indicator_value.indicator_id is '指标';
comment on column indicator_value.unit_id is '单位';
comment on column indicator_value.target is '目标值';
comment on column indicator_value.actual is '完成值';
comment on column indicator_value.reported_by is '填报人';
comment on column indicator_value.reported_on is '填报日期';
create unique index on indicator_value (indicator_id, unit_id) where removed_at is null;
create index on indicator_value (unit_id) where removed_at is null;

create table evaluation (
  name text not null,
  year int not null check (year between 2000 and 2100),
  objects text not null,
  top_share int not null default 30 check (top_share between 0 and 100),
  least int not null default 60 check (least between 0 and 100),
  state text not null default '1' check (state in ('1', '2')),
  published_on date,
  document_no text
);
select org.make_register('evaluation', '年度综合考评');
comment on column evaluation.name is '考评';
comment on column evaluation.year is '年度';
comment on column evaluation.objects is '考评对象';
comment on column evaluation.top_share is '优秀比例（%）';
comment on column evaluation.least is '低于多少分为较差';
comment on column evaluation.state is '状态：1 汇总中 2 已公布';
comment on column evaluation.published_on is '公布日期';
comment on column evaluation.document_no is '公布文号';
create index on evaluation (year, locality_path) where removed_at is null;
create trigger concluded before update on evaluation for each row execute function keep_concluded('2', '考评结果已经公布，不再改', '');

create table evaluation_part (
  assessor text not null,
  weight int not null check (weight between 1 and 100),
  source text not null,
  indicator_set_id uuid,
  check (source <> '2' or indicator_set_id is not null)
);
select org.make_child('evaluation_part', '综合考评的评价主体', 'evaluation');
comment on column evaluation_part.assessor is '评价主体';
comment on column evaluation_part.weight is '权重（%）';
comment on column evaluation_part.source is '分数来源';
comment on column evaluation_part.indicator_set_id is '实绩考核指标体系';
create trigger concluded before insert or update on evaluation_part for each row execute function keep_concluded('2', '考评结果已经公布，不再改', '', 'evaluation');

create table evaluation_unit (
  unit_id uuid not null,
  unit_name text not null,
  total numeric,
  place int,
  grade text
);
select org.make_child('evaluation_unit', '综合考评的单位', 'evaluation');
comment on column evaluation_unit.unit_id is '单位';
comment on column evaluation_unit.unit_name is '单位名称';
comment on column evaluation_unit.total is '总分';
comment on column evaluation_unit.place is '名次';
comment on column evaluation_unit.grade is '等次';
create unique index on evaluation_unit (evaluation_id, unit_id) where removed_at is null;
create index on evaluation_unit (unit_id) where removed_at is null;
create trigger concluded before insert or update on evaluation_unit for each row execute function keep_concluded('2', '考评结果已经公布，不再改', '', 'evaluation');

create table evaluation_score (
  part_id uuid not null,
  unit_id uuid not null,
  score numeric not null check (score between 0 and 100)
);
select org.make_child('evaluation_score', '综合考评的评分', 'evaluation');
comment on column evaluation_score.part_id is '评价主体';
comment on column evaluation_score.unit_id is '单位';
comment on column evaluation_score.score is '得分';
create unique index on evaluation_score (part_id, unit_id) where removed_at is null;
create trigger concluded before insert or update on evaluation_score for each row execute function keep_concluded('2', '考评结果已经公布，不再改', '', 'evaluation');
