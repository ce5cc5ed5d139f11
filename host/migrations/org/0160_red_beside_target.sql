alter table org.figure_target add column red numeric(12, 2);
comment on column org.figure_target.red is '红灯界限；没有另定的，按指标自己的';
