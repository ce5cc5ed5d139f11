-- What came in a letter or from the shelf, as it came: with it a later one tells what the place has added of its own from what the sender has left out.
alter table design add column received jsonb;
comment on column design.received is '收到时的方案：升级时据此分清本地自己加的和来源删去的';
