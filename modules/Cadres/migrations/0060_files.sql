-- The file kept right: what kind a post is, on what the source and the schooling rest, what somebody is versed in, which committee manages a seat.
alter table cadre_post add column kind text not null default '1';
comment on column cadre_post.kind is '任职性质';
alter table cadre_education add column evidence text;
comment on column cadre_education.evidence is '证明材料';
alter table cadre add column pay_note text, add column source_evidence text;
comment on column cadre.pay_note is '级别工资档次';
comment on column cadre.source_evidence is '来源依据';
alter table team_seat add column management text;
comment on column team_seat.management is '管理类别';

create table cadre_specialty (
  specialty text not null,
  basis text not null,
  evidence text not null,
  since_on date
);
select org.make_child('cadre_specialty', '干部专业门类', 'cadre');
comment on column cadre_specialty.specialty is '专业门类';
comment on column cadre_specialty.basis is '认定依据';
comment on column cadre_specialty.evidence is '证明材料';
comment on column cadre_specialty.since_on is '自何时起';
create unique index on cadre_specialty (cadre_id, specialty) where removed_at is null;
create index on cadre_specialty (specialty, cadre_id) where removed_at is null;
select org.make_effective('cadre_specialty', 'since_on', '{}', '{}');
create index on cadre_specialty_history (cadre_id, rank_order, id);

-- Where somebody came from is said once, on evidence, and is not rewritten in passing; the deed that puts an error right says so.
create function source_once() returns trigger language plpgsql as $$
begin
  if new.source is not null and coalesce(btrim(new.source_evidence), '') = '' and (tg_op = 'INSERT' or new.source is distinct from old.source) then
    raise exception '登记人员来源须有依据，请填“来源依据”（录用、调任的文件或档案材料）' using errcode = 'OW004';
  end if;
  if tg_op = 'UPDATE' and old.source is not null and new.source is distinct from old.source and coalesce(current_setting('orgwork.source_corrected', true), '') <> new.id::text then
    raise exception '人员来源一经登记不再改；确属登记错误的，用“更正来源”办理' using errcode = 'OW004';
  end if;
  return new;
end $$;
create trigger source_once before insert or update of source on cadre for each row execute function source_once();
