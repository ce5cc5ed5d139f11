-- 党建工作联系点: a leading member who sees to a unit that has no instructor of its own; since when.
alter table establishment add column contact_leader text, add column contact_since date, add check (contact_since is null or contact_leader is not null);
comment on column establishment.contact_leader is '党建工作联系点：联系领导';
comment on column establishment.contact_since is '确定为联系点日期';
create index on establishment (locality_path, contact_since, id) where removed_at is null and contact_since is not null;
