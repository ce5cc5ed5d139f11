-- Where a member studied, kept with its history, and what other tables know of one member, as the record lists it.
create table member_education (
  school text not null,
  major text,
  education text,
  degree text,
  kind text not null default '1',
  entered_on date,
  graduated_on date,
  evidence text,
  check (graduated_on >= entered_on)
);
select org.make_child('member_education', '党员学历学位', 'member');
comment on column member_education.school is '毕业院校系';
comment on column member_education.major is '所学专业';
comment on column member_education.education is '学历';
comment on column member_education.degree is '学位';
comment on column member_education.kind is '教育类别';
comment on column member_education.entered_on is '入学时间';
comment on column member_education.graduated_on is '毕（肄）业时间';
comment on column member_education.evidence is '证明材料';
select org.make_effective('member_education', 'graduated_on', '{}', '{}');
create index on member_education_history (member_id, rank_order, id);

-- Who has left the ledger of care is found by the member too.
create index on care_object (member_id) where removed_at is null and member_id is not null;

-- A record as of an earlier day does without the reviews of later years.
alter table member_review add column year_ended_on date generated always as (make_date(year, 12, 31)) stored;
comment on column member_review.year_ended_on is '评议年度截止';

-- With the rights of whoever asks: what lies outside somebody's places is not in them.
create view member_meeting with (security_invoker = true) as
  select t.id, a.locality_path, -(a.held_on - date '2000-01-01') as rank_order, t.version, t.created_at, t.created_by, t.changed_at, t.changed_by, null::timestamptz as removed_at, null::uuid as removed_by,
    a.member_id, a.held_on, t.kind, t.topic, a.standing, a.reason, a.made_up_on
  from attendance a join meeting t on t.id = a.meeting_id where t.state = '3' and t.removed_at is null;
comment on view member_meeting is '党员参加的组织生活';

create view member_care with (security_invoker = true) as
  select coalesce(g.id, c.id) as id, c.locality_path, -(coalesce(g.given_on, c.listed_on) - date '2000-01-01') as rank_order, c.version, c.created_at, c.created_by, c.changed_at, c.changed_by, null::timestamptz as removed_at, null::uuid as removed_by,
    c.member_id, c.category, c.listed_on, c.ended_on, g.given_on, g.kind, g.leader, g.amount, g.goods, g.occasion
  from care_object c left join care_measure g on g.care_object_id = c.id and g.removed_at is null where c.removed_at is null and c.member_id is not null;
comment on view member_care is '党员受到的关怀帮扶';

create view member_case with (security_invoker = true) as
  select c.id, c.locality_path, -(c.opened_on - date '2000-01-01') as rank_order, c.version, c.created_at, c.created_by, c.created_at as changed_at, c.created_by as changed_by, null::timestamptz as removed_at, null::uuid as removed_by,
    c.subject_id as member_id, c.procedure, c.number, c.state, c.opened_on, c.closed_on
  from org.procedure_case c where c.module = 'grassroots' and c.procedure in ('transfers', 'retirees', 'suspensions', 'exits', 'punishments', 'medals', 'awards', 'july-medals');
comment on view member_case is '党员的程序办理';
create view member_transfer_case with (security_invoker = true) as select * from member_case where procedure in ('transfers', 'retirees');
comment on view member_transfer_case is '党员组织关系接转的办理';
create view member_standing_case with (security_invoker = true) as select * from member_case where procedure in ('suspensions', 'exits', 'punishments');
comment on view member_standing_case is '党员失联、出党、处分的办理';
create view member_honour_case with (security_invoker = true) as select * from member_case where procedure in ('medals', 'awards', 'july-medals');
comment on view member_honour_case is '党员表彰、纪念章的办理';
do $$ begin execute format('grant select on member_meeting, member_care, member_case, member_transfer_case, member_standing_case, member_honour_case to %I', org.login_of(current_schema())); end $$;
