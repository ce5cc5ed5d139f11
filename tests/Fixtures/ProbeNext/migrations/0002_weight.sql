alter table piece add column weight int not null default 7;
comment on column piece.weight is '重量';
