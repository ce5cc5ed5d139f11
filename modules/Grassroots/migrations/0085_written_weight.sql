-- How much written and oral marks weigh is of the announcement of each round. Whole marks are shown; what they come from is compared.
alter table promotion_round add column written_weight int not null default 50 check (written_weight between 0 and 100);
comment on column promotion_round.written_weight is '笔试占综合成绩（%）';
