-- A task may come of a row of a register (要求, 会议决定, 复盘): it says of which, so that the record shows what became of it.
alter table work_item add column source_register text, add column source_id uuid, add column source_title text, add check (source_id is null or source_register is not null and source_title is not null);
comment on column work_item.source_register is '来自哪个台账';
comment on column work_item.source_id is '来自哪条记录';
comment on column work_item.source_title is '来自的记录（当时的名称）';
create index on work_item (source_id) where source_id is not null;
