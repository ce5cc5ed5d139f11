-- A newer one that came into the draft: until it is published, what was received before stays what the place's own is told apart by, and whence it came stays whence it came.
alter table design add column arrived jsonb, add column arrived_from text;
comment on column design.arrived is '已放进草稿、还没有发布的新版：发布时成为收到的方案';
comment on column design.arrived_from is '新版的来源';
