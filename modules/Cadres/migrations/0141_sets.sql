-- Information sets of which a cadre has many: levels and ranks with their approval (A05), professional titles (A06), awards (A14).
create table cadre_level (
  level text,
  rank text,
  began_on date not null,
  ended_on date check (ended_on >= began_on),
  document_no text,
  check (num_nonnulls(level, rank) = 1)
);
select org.make_child('cadre_level', '职务层次和职级', 'cadre');
comment on column cadre_level.level is '职务层次';
comment on column cadre_level.rank is '职级';
comment on column cadre_level.began_on is '批准日期';
comment on column cadre_level.ended_on is '终止日期';
comment on column cadre_level.document_no is '批准文号';
create index on cadre_level (rank, cadre_id) where removed_at is null;
create index on cadre_level (level, cadre_id) where removed_at is null;
create unique index cadre_level_one_in_force on cadre_level (cadre_id, (rank is null)) where ended_on is null and removed_at is null;
select org.make_effective('cadre_level', 'began_on', '{}', '{}');
create index on cadre_level_history (cadre_id, rank_order, id);

create table cadre_title (
  title text not null,
  name text,
  gained_on date not null,
  way text,
  body text,
  document_no text
);
select org.make_child('cadre_title', '专业技术任职资格', 'cadre');
comment on column cadre_title.title is '资格';
comment on column cadre_title.name is '资格名称';
comment on column cadre_title.gained_on is '取得日期';
comment on column cadre_title.way is '取得途径';
comment on column cadre_title.body is '评审委员会';
comment on column cadre_title.document_no is '证书编号';
create index on cadre_title (title, cadre_id) where removed_at is null;
select org.make_effective('cadre_title', 'gained_on', '{}', '{}');
create index on cadre_title_history (cadre_id, rank_order, id);

create table cadre_award (
  award text not null,
  name text,
  approved_on date not null,
  organ text,
  document_no text,
  revoked_on date check (revoked_on >= approved_on)
);
select org.make_child('cadre_award', '奖励', 'cadre');
comment on column cadre_award.award is '奖励';
comment on column cadre_award.name is '奖励名称';
comment on column cadre_award.approved_on is '批准日期';
comment on column cadre_award.organ is '批准机关';
comment on column cadre_award.document_no is '文号';
comment on column cadre_award.revoked_on is '撤销日期';
create index on cadre_award (award, cadre_id) where removed_at is null;
select org.make_effective('cadre_award', 'approved_on', '{}', '{}');
create index on cadre_award_history (cadre_id, rank_order, id);
