-- A draw as it was made: who was in the urn, what the lot was made of, who came out. Nobody changes or removes it.
create table inspection_draw (
  batch text not null check (batch <> ''),
  year int not null,
  nth int not null check (nth > 0),
  drawn_on date not null,
  drawn_name text not null,
  planned_on date not null,
  asked int not null check (asked > 0),
  pool uuid[] not null,
  pool_size int not null,
  chance text not null,
  spoken text not null,
  witness text not null,
  lot text not null,
  drawn uuid[] not null,
  drawn_count int not null,
  reason text
);
select org.make_register('inspection_draw', '督查抽签记录');
do $$ begin
  execute format('revoke update, delete on inspection_draw from %I', org.login_of(current_schema()));
end $$;
comment on column inspection_draw.batch is '批次';
comment on column inspection_draw.year is '年度';
comment on column inspection_draw.nth is '本地本年第几次抽签';
comment on column inspection_draw.drawn_on is '抽签日期';
comment on column inspection_draw.drawn_name is '抽签人';
comment on column inspection_draw.planned_on is '计划检查日期';
comment on column inspection_draw.asked is '应抽（个）';
comment on column inspection_draw.pool is '签筒里的党支部';
comment on column inspection_draw.pool_size is '签筒（个）';
comment on column inspection_draw.chance is '系统随机数';
comment on column inspection_draw.spoken is '见证人报数';
comment on column inspection_draw.witness is '见证人';
comment on column inspection_draw.lot is '签号（系统随机数和见证人报数的 SHA-256）';
comment on column inspection_draw.drawn is '抽出的党支部';
comment on column inspection_draw.drawn_count is '抽出（个）';
comment on column inspection_draw.reason is '重抽理由';
-- Two who draw at once do not both make the same draw.
create unique index on inspection_draw (locality_path, year, nth);
create index on inspection_draw (drawn_on, id);
