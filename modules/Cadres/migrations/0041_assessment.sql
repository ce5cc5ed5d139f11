-- 考核: a scheme for each year that is approved and then frozen; 平时考核 in its cycles; a unit's sheet of the year with everybody on it; what follows from a grade.
-- The grade itself stands in cadre_assessment and nowhere else in force.
create table assessment_scheme (
  name text not null,
  year int not null check (year between 2000 and 2100),
  object text not null,
  cycle text not null default '4',
  began_on date not null,
  ended_on date not null check (ended_on > began_on),
  state text not null default '1',
  approved_on date,
  approved_by text,
  document_no text,
  remark text
);
select org.make_register('assessment_scheme', '考核方案');
comment on column assessment_scheme.name is '方案';
comment on column assessment_scheme.year is '考核年度';
comment on column assessment_scheme.object is '考核对象';
comment on column assessment_scheme.cycle is '平时考核周期';
comment on column assessment_scheme.began_on is '自何日起';
comment on column assessment_scheme.ended_on is '至何日';
comment on column assessment_scheme.state is '状态';
comment on column assessment_scheme.approved_on is '批准日期';
comment on column assessment_scheme.approved_by is '批准机关';
comment on column assessment_scheme.document_no is '批准文号';
comment on column assessment_scheme.remark is '说明';

create table assessment_item (
  kind text not null,
  name text not null,
  weight int not null check (weight between 1 and 100),
  scorer text not null,
  grades text not null,
  due_on date not null
);
select org.make_child('assessment_item', '考核方案的内容', 'assessment_scheme');
comment on column assessment_item.kind is '考核方式';
comment on column assessment_item.name is '考核内容';
comment on column assessment_item.weight is '权重';
comment on column assessment_item.scorer is '评价主体';
comment on column assessment_item.grades is '等次';
comment on column assessment_item.due_on is '完成日期';

-- Once approved, a scheme stays as it is for its period, whoever writes.
create function keep_scheme_frozen() returns trigger language plpgsql as $$
declare
  frozen boolean;
begin
  if tg_table_name = 'assessment_scheme' then
    frozen := tg_op = 'UPDATE' and old.state = '2' and (new.name, new.year, new.object, new.cycle, new.began_on, new.ended_on, new.state, new.approved_on, new.removed_at) is distinct from (old.name, old.year, old.object, old.cycle, old.began_on, old.ended_on, old.state, old.approved_on, old.removed_at);
  else
    frozen := exists (select from cadres.assessment_scheme s where s.id = new.assessment_scheme_id and s.state = '2')
      and (tg_op = 'INSERT' or (new.kind, new.name, new.weight, new.scorer, new.grades, new.due_on, new.removed_at) is distinct from (old.kind, old.name, old.weight, old.scorer, old.grades, old.due_on, old.removed_at));
  end if;
  if frozen then
    raise exception '考核方案已经批准，考核期内不能改；确需调整的另立方案报批' using errcode = 'OW004';
  end if;
  return new;
end $$;
create trigger frozen before update on assessment_scheme for each row execute function keep_scheme_frozen();
create trigger frozen before insert or update on assessment_item for each row execute function keep_scheme_frozen();

create table cadre_routine (
  year int not null check (year between 2000 and 2100),
  cycle int not null check (cycle between 1 and 4),
  grade text not null,
  tasks text not null,
  talks text,
  praise text,
  reason text not null,
  assessed_on date not null,
  assessed_by text not null
);
select org.make_child('cadre_routine', '干部平时考核', 'cadre');
comment on column cadre_routine.year is '考核年度';
comment on column cadre_routine.cycle is '第几期';
comment on column cadre_routine.grade is '等次';
comment on column cadre_routine.tasks is '任务完成情况';
comment on column cadre_routine.talks is '谈话、走访了解';
comment on column cadre_routine.praise is '表扬、批评';
comment on column cadre_routine.reason is '评定理由';
comment on column cadre_routine.assessed_on is '评定日期';
comment on column cadre_routine.assessed_by is '评定人';
select org.make_effective('cadre_routine', 'assessed_on', '{}', '{}');
create index on cadre_routine_history (cadre_id, rank_order, id);
create unique index on cadre_routine (cadre_id, year, cycle) where removed_at is null;

create table assessment_sheet (
  unit_name text not null,
  unit_id uuid references org.unit (id),
  scheme_id uuid not null,
  year int not null check (year between 2000 and 2100),
  appraised_on date,
  issued int check (issued >= 0),
  returned int check (returned between 0 and issued),
  valid int check (valid between 0 and returned),
  is_raised boolean not null default false,
  raised_by text,
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  decided_on date,
  decided_by text,
  fed_back_on date check (fed_back_on >= decided_on),
  filed_on date,
  check (not is_raised or raised_by is not null),
  check (state = '1' or decided_on is not null and decided_by is not null)
);
select org.make_register('assessment_sheet', '年度考核表');
comment on column assessment_sheet.unit_name is '单位';
comment on column assessment_sheet.unit_id is '机构';
comment on column assessment_sheet.scheme_id is '考核方案';
comment on column assessment_sheet.year is '考核年度';
comment on column assessment_sheet.appraised_on is '民主测评日期';
comment on column assessment_sheet.issued is '发出测评票';
comment on column assessment_sheet.returned is '收回测评票';
comment on column assessment_sheet.valid is '有效测评票';
comment on column assessment_sheet.is_raised is '经同意提高优秀比例';
comment on column assessment_sheet.raised_by is '同意的机关和文号';
comment on column assessment_sheet.state is '状态：进行中、已决定、已反馈、已归档';
comment on column assessment_sheet.decided_on is '决定日期';
comment on column assessment_sheet.decided_by is '决定机关';
comment on column assessment_sheet.fed_back_on is '反馈日期';
comment on column assessment_sheet.filed_on is '归档日期';
create unique index on assessment_sheet (unit_id, year) where removed_at is null;
create index on assessment_sheet (year, locality_path, rank_order, id) where removed_at is null;

create table assessment_line (
  cadre_id uuid not null,
  reported_on date,
  talks int check (talks >= 0),
  excellent int check (excellent >= 0),
  competent int check (competent >= 0),
  basic int check (basic >= 0),
  poor int check (poor >= 0),
  proposed text,
  grade text,
  comment text,
  appealed_on date,
  appeal text,
  review text,
  reviewed_on date check (reviewed_on >= appealed_on)
);
select org.make_child('assessment_line', '年度考核表的一人', 'assessment_sheet');
comment on column assessment_line.cadre_id is '干部';
comment on column assessment_line.reported_on is '述职（个人总结）日期';
comment on column assessment_line.talks is '个别谈话人数';
comment on column assessment_line.excellent is '优秀票';
comment on column assessment_line.competent is '称职票';
comment on column assessment_line.basic is '基本称职票';
comment on column assessment_line.poor is '不称职票';
comment on column assessment_line.proposed is '拟定等次';
comment on column assessment_line.grade is '决定等次';
comment on column assessment_line.comment is '评语、核实情况';
comment on column assessment_line.appealed_on is '申请复核日期';
comment on column assessment_line.appeal is '复核理由';
comment on column assessment_line.review is '复核结论';
comment on column assessment_line.reviewed_on is '复核日期';
create unique index on assessment_line (assessment_sheet_id, cadre_id) where removed_at is null;
create index on assessment_line (cadre_id);

create table assessment_consequence (
  cadre_id uuid not null,
  name text not null,
  unit_name text not null,
  year int not null,
  grade text not null,
  kind text not null,
  words text not null,
  basis text not null,
  due_on date not null,
  state text not null default '1',
  done_on date,
  done_words text
);
select org.make_register('assessment_consequence', '考核结果运用');
comment on column assessment_consequence.cadre_id is '干部';
comment on column assessment_consequence.name is '姓名';
comment on column assessment_consequence.unit_name is '单位';
comment on column assessment_consequence.year is '考核年度';
comment on column assessment_consequence.grade is '等次';
comment on column assessment_consequence.kind is '运用方式';
comment on column assessment_consequence.words is '建议';
comment on column assessment_consequence.basis is '依据';
comment on column assessment_consequence.due_on is '办理期限';
comment on column assessment_consequence.state is '办理情况';
comment on column assessment_consequence.done_on is '办理日期';
comment on column assessment_consequence.done_words is '办理结果';
create index on assessment_consequence (due_on, id) where removed_at is null;
create index on assessment_consequence (year, locality_path) where removed_at is null;
