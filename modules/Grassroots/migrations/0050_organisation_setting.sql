-- Setting up and changing organisations, their committees seat by seat and term by term.

alter table organisation add column former text, add column form text, add column bound_to text, add column planned_end_on date, add column households int check (households >= 0), add column term_reminded_on date;
comment on column organisation.former is '曾用名、曾用代码';
comment on column organisation.form is '设置形式';
comment on column organisation.bound_to is '依托（产业链、项目、合作社、工地、班组、岗位）';
comment on column organisation.planned_end_on is '临时、功能型党组织计划结束';
comment on column organisation.households is '带动户数';
comment on column organisation.term_reminded_on is '上级提醒换届的日期';
-- Few have been called otherwise: they are looked through.
create index on organisation (locality_path, id) where former is not null and removed_at is null;

-- What became of an organisation, and on which paper.
create table organisation_change (
  kind text not null,
  cause text not null,
  effective_on date not null,
  document_no text,
  approved_by text,
  approved_on date,
  was text,
  became text,
  members int,
  remark text
);
select org.make_child('organisation_change', '组织设置调整', 'organisation');
comment on column organisation_change.kind is '调整类型';
comment on column organisation_change.cause is '调整原因';
comment on column organisation_change.effective_on is '生效日期';
comment on column organisation_change.document_no is '批复文号';
comment on column organisation_change.approved_by is '批准机关';
comment on column organisation_change.approved_on is '批准日期';
comment on column organisation_change.was is '调整前';
comment on column organisation_change.became is '调整后';
comment on column organisation_change.members is '涉及党员';
comment on column organisation_change.remark is '说明';
select org.make_effective('organisation_change', 'effective_on', '{}', '{}');
create index on organisation_change (effective_on, id) where removed_at is null;
create index on organisation_change_history (organisation_id, rank_order, id);

-- The seats of a committee. Who sits on one is a post of a member; a seat nobody holds is vacant.
create table committee_seat (
  post text not null,
  duty text,
  opened_on date not null,
  closed_on date,
  remark text,
  check (closed_on >= opened_on)
);
select org.make_child('committee_seat', '班子席位', 'organisation');
comment on column committee_seat.post is '职务';
comment on column committee_seat.duty is '分工';
comment on column committee_seat.opened_on is '设立日期';
comment on column committee_seat.closed_on is '撤销日期';
comment on column committee_seat.remark is '说明';
select org.make_effective('committee_seat', 'opened_on', '{}', '{}');
create index on committee_seat_history (organisation_id, rank_order, id);

alter table member_post add column seat_id uuid, add column document_no text;
comment on column member_post.seat_id is '班子席位';
comment on column member_post.document_no is '任职批复文号';
-- Adding the key reads the tables as their owner, who has no scope here: for these statements the policy does not bind owners.
alter table committee_seat no force row level security;
alter table member_post no force row level security;
alter table member_post add foreign key (seat_id) references committee_seat (id);
alter table member_post force row level security;
alter table committee_seat force row level security;
-- Nobody shares a seat.
create unique index on member_post (seat_id) where ended_on is null and removed_at is null;
create index on member_post (seat_id, began_on) where removed_at is null;

-- Every term a committee was elected for; the one that runs is on the organisation itself as well.
create table committee_term (
  number int check (number > 0),
  began_on date not null,
  years int not null check (years between 1 and 10),
  due_on date not null,
  ended_on date,
  method text,
  document_no text,
  extended_to date,
  extension_no text,
  extension_reason text,
  remark text,
  check (due_on > began_on), check (ended_on >= began_on)
);
select org.make_child('committee_term', '届次', 'organisation');
comment on column committee_term.number is '第几届';
comment on column committee_term.began_on is '选举日期';
comment on column committee_term.years is '每届年数';
comment on column committee_term.due_on is '应届满日期';
comment on column committee_term.ended_on is '实际届满';
comment on column committee_term.method is '产生方式';
comment on column committee_term.document_no is '选举结果批复文号';
comment on column committee_term.extended_to is '批准延期至';
comment on column committee_term.extension_no is '延期批复文号';
comment on column committee_term.extension_reason is '延期理由';
comment on column committee_term.remark is '说明';
select org.make_effective('committee_term', 'began_on', '{}', '{}');
create index on committee_term_history (organisation_id, rank_order, id);
create unique index on committee_term (organisation_id) where ended_on is null and removed_at is null;

-- Who works in an organisation without belonging to it: members of temporary and functional ones keep their own branch.
create table attached_member (
  member_id uuid not null references member (id),
  role text,
  began_on date not null,
  ended_on date,
  remark text,
  check (ended_on >= began_on)
);
select org.make_child('attached_member', '编入党员（组织关系不转）', 'organisation');
comment on column attached_member.member_id is '党员';
comment on column attached_member.role is '担任';
comment on column attached_member.began_on is '编入日期';
comment on column attached_member.ended_on is '离开日期';
comment on column attached_member.remark is '说明';
select org.make_effective('attached_member', 'began_on', '{}', '{}');
create index on attached_member_history (organisation_id, rank_order, id);
create index on attached_member (member_id);
