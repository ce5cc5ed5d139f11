-- What a check of a breach came to, beside its words: what was found is counted, and what was done about it.
alter table term_violation add column verdict text check (verdict in ('1', '2', '3'));
comment on column term_violation.verdict is '核查结论';

-- 考核: what was verified of a person beside what was said; what other offices brought in stands among the parts of the yearly evaluation, with where its data come from.
alter table assessment_line add column verified text;
comment on column assessment_line.verified is '核实情况';
comment on column assessment_line.comment is '评语';
alter table evaluation_part add column data_source text, add column outside_item_id uuid;
comment on column evaluation_part.data_source is '数据来源';
comment on column evaluation_part.outside_item_id is '其他工作纳入考核';
create unique index on evaluation_part (evaluation_id, outside_item_id) where outside_item_id is not null and removed_at is null;
