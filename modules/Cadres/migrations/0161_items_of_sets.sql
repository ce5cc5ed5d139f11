-- Items of the sets that had no place: of an award the level and nature of the organ that gave it and the level held then (A1414, A1428, A1415), of a relative the nationality and foreign status (A3621, A3617).
alter table cadre_award add column organ_level text, add column organ_nature text, add column level_then text;
comment on column cadre_award.organ_level is '批准机关级别';
comment on column cadre_award.organ_nature is '批准机关性质';
comment on column cadre_award.level_then is '受奖时职务层次';
alter table cadre_family add column nation text, add column foreign_status text;
comment on column cadre_family.nation is '民族';
comment on column cadre_family.foreign_status is '外国国籍、永久居留';
