-- 处分、组织处理和诫勉: a set that is opened for a purpose. What others may know of it is whether somebody stands in an effect period.
create table cadre_measure (
  kind text not null,
  began_on date not null,
  effect_until date not null check (effect_until >= began_on),
  decided_by text not null,
  document_no text,
  matter text,
  remark text
);
select org.make_child('cadre_measure', '干部处分和组织处理', 'cadre');
comment on column cadre_measure.kind is '种类';
comment on column cadre_measure.began_on is '生效日期';
comment on column cadre_measure.effect_until is '影响期至';
comment on column cadre_measure.decided_by is '决定机关';
comment on column cadre_measure.document_no is '文号';
comment on column cadre_measure.matter is '事由';
comment on column cadre_measure.remark is '说明';
select org.make_effective('cadre_measure', 'began_on', '{}', '{}');
create index on cadre_measure (effect_until, cadre_id) where removed_at is null;
create index on cadre_measure_history (cadre_id, rank_order, id);

-- What combined questions ask of the lists that hang on a cadre.
create index on cadre_assessment (year, grade, cadre_id) where removed_at is null;
create index on cadre_post (level, cadre_id) where removed_at is null;
