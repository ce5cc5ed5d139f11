-- 民主评议党员: one row for each member and year. 谈心谈话: one row for each talk; what was said is opened for a purpose.

create table member_review (
  organisation_id uuid not null references organisation (id),
  member_id uuid not null references member (id),
  year int not null check (year between 1949 and 2200),
  has_self boolean not null default false,
  has_mutual boolean not null default false,
  ballots int check (ballots >= 0),
  votes_excellent int check (votes_excellent >= 0),
  votes_qualified int check (votes_qualified >= 0),
  votes_basic int check (votes_basic >= 0),
  votes_failed int check (votes_failed >= 0),
  grade text check (grade in ('1', '2', '3', '4')),
  follow_up text,
  follow_due_on date,
  follow_done_on date,
  check (votes_excellent + votes_qualified + votes_basic + votes_failed = ballots)
);
select org.make_register('member_review', '民主评议党员');
select org.make_following('member_review', 'organisation', 'organisation_id');
comment on column member_review.organisation_id is '党组织';
comment on column member_review.member_id is '党员';
comment on column member_review.year is '评议年度';
comment on column member_review.has_self is '个人自评';
comment on column member_review.has_mutual is '党员互评';
comment on column member_review.ballots is '收回测评票';
comment on column member_review.votes_excellent is '优秀票';
comment on column member_review.votes_qualified is '合格票';
comment on column member_review.votes_basic is '基本合格票';
comment on column member_review.votes_failed is '不合格票';
comment on column member_review.grade is '组织评定等次';
comment on column member_review.follow_up is '不合格的处置措施';
comment on column member_review.follow_due_on is '限期改正至';
comment on column member_review.follow_done_on is '改正认定日期';
create unique index on member_review (member_id, year) where removed_at is null;
create index on member_review (organisation_id, year);

create table talk (
  organisation_id uuid not null references organisation (id),
  kind text not null,
  talked_on date not null,
  from_member_id uuid not null references member (id),
  to_member_id uuid not null references member (id),
  topics text not null,
  notes text,
  follow_up text,
  check (from_member_id <> to_member_id)
);
select org.make_register('talk', '谈心谈话');
select org.make_following('talk', 'organisation', 'organisation_id');
comment on column talk.organisation_id is '党组织';
comment on column talk.kind is '谈话种类';
comment on column talk.talked_on is '谈话日期';
comment on column talk.from_member_id is '谈话人';
comment on column talk.to_member_id is '谈话对象';
comment on column talk.topics is '谈话内容（要点）';
comment on column talk.notes is '谈话记录';
select org.make_sensitive('talk', 'notes');
comment on column talk.follow_up is '后续';
create index on talk (talked_on, id) where removed_at is null;
create index on talk (from_member_id, talked_on);
create index on talk (to_member_id, talked_on);
create index on talk (organisation_id, talked_on);
