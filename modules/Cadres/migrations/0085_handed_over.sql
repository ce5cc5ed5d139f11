-- Postgraduates whom the talent office has selected and placed: their record passes on with the appointment, and ends in a cadre's file.
alter table recruit add column sex text, add column degree text, add column post text, add column handed_on date, add column cadre_id uuid;
comment on column recruit.sex is '性别';
comment on column recruit.degree is '学位';
comment on column recruit.post is '岗位';
comment on column recruit.handed_on is '人才部门移交日期';
comment on column recruit.cadre_id is '干部名册上的记录';
create unique index on recruit (cadre_id) where cadre_id is not null and removed_at is null;
