-- The first months of a year are paid before the grade of the year before is decided: those rows are made good when it is.
alter table cadre_pay add column is_ungraded boolean not null default false;
comment on column cadre_pay.is_ungraded is '开时上年度等次未定';
create index on cadre_pay (village_cadre_id) where is_ungraded and removed_at is null;
