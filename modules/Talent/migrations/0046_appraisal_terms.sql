-- By which weights, cap and lines of grades a unit is appraised is settled when it marks itself, and by nobody afterwards.
alter table appraisal add column terms text, add column terms_words text;
comment on column appraisal.terms is '冻结的算法参数';
comment on column appraisal.terms_words is '冻结的权重和档次线';

create function keep_appraisal_terms() returns trigger language plpgsql as $$
begin
  raise exception '单位自评以后，权重、封顶和档次线不能再改' using errcode = 'OW004';
end $$;
create trigger frozen before update on appraisal for each row when (old.terms is not null and (new.terms, new.terms_words) is distinct from (old.terms, old.terms_words)) execute function keep_appraisal_terms();
