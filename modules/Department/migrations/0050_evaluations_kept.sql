-- What is marked is what the frozen scheme says, by its weights, each mark at its own stage: no row is added or weighed otherwise, by form, sheet or statement.
create function keep_evaluation_marks() returns trigger language plpgsql as $$
declare
  e record;
begin
  select state, evaluation_scheme_id as scheme into e from department.evaluation where id = new.evaluation_id;
  if tg_op = 'INSERT' then
    if e.state not in ('2', '3', '4') or exists (select from department.evaluation_score s where s.evaluation_id = new.evaluation_id and s.title = new.title)
       or not exists (select from department.evaluation_item i where i.evaluation_scheme_id = e.scheme and i.title = new.title and i.weight = new.weight and i.removed_at is null) then
      raise exception '评分项由冻结的评估办法列出，不能自行增加' using errcode = 'OW004';
    end if;
  elsif (new.title, new.weight, new.removed_at) is distinct from (old.title, old.weight, old.removed_at) then
    raise exception '评分项和权重由冻结的评估办法定下，不能改' using errcode = 'OW004';
  elsif new.self_score is distinct from old.self_score and e.state <> '2' then
    raise exception '%', case e.state when '5' then '已经定档，不能再改分' else '自评已经结束，自评分不能再改' end using errcode = 'OW004';
  elsif new.score is distinct from old.score and e.state <> '3' then
    raise exception '%', case e.state when '5' then '已经定档，不能再改分' when '2' then '自评完成以后才核查评分' else '核查已经结束，核查评分不能再改' end using errcode = 'OW004';
  end if;
  return new;
end $$;
drop trigger frozen on evaluation_score;
create trigger frozen before insert or update on evaluation_score for each row execute function keep_evaluation_marks();

create function keep_evaluation_begun() returns trigger language plpgsql as $$
begin
  if (new.evaluation_scheme_id, new.unit_id) is distinct from (old.evaluation_scheme_id, old.unit_id) then
    raise exception '已经开始评估，办法和被评估单位不能再改' using errcode = 'OW004';
  end if;
  return new;
end $$;
create trigger begun before update on evaluation for each row when (old.state > '1') execute function keep_evaluation_begun();

-- By what lists ask for.
create index on problem (self_check_id);
create index on duty_holder (superior_id);
