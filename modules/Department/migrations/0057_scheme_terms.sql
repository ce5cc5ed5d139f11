-- The lines of grades are part of what is frozen.
alter table evaluation_scheme add column terms text, add column terms_words text;
comment on column evaluation_scheme.terms is '冻结的档次分数线参数';
comment on column evaluation_scheme.terms_words is '冻结的档次分数线';

create function keep_evaluation_terms() returns trigger language plpgsql as $$
begin
  raise exception '评估办法已经冻结，档次分数线不能再改' using errcode = 'OW004';
end $$;
create trigger terms before update on evaluation_scheme for each row when (old.terms is not null and (new.terms, new.terms_words) is distinct from (old.terms, old.terms_words)) execute function keep_evaluation_terms();
