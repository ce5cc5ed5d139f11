-- 领导小组会议: who sat, what was decided; each decision is a record that becomes work. Rounds of work, of which what is demanded next is given out.
create table group_meeting (
  title text not null check (title <> ''),
  held_on date not null,
  host text not null,
  place text not null,
  agenda text not null,
  minutes text,
  minuted_on date check (minuted_on >= held_on)
);
select org.make_register('group_meeting', '领导小组会议');
comment on column group_meeting.title is '会议';
comment on column group_meeting.held_on is '会期';
comment on column group_meeting.host is '主持人';
comment on column group_meeting.place is '地点';
comment on column group_meeting.agenda is '议程';
comment on column group_meeting.minutes is '纪要';
comment on column group_meeting.minuted_on is '纪要日期';
create index on group_meeting (held_on, id) where removed_at is null;

create table group_attendee (
  name text not null,
  unit text not null,
  present boolean not null default true,
  leave_reason text
);
select org.make_child('group_attendee', '领导小组会议参会人员', 'group_meeting');
comment on column group_attendee.name is '姓名';
comment on column group_attendee.unit is '单位';
comment on column group_attendee.present is '到会';
comment on column group_attendee.leave_reason is '请假事由';

create table group_decision (
  title text not null check (title <> ''),
  group_meeting_id uuid not null references group_meeting (id),
  words text not null
);
select org.make_register('group_decision', '领导小组议定事项');
comment on column group_decision.title is '议定事项';
comment on column group_decision.group_meeting_id is '会议';
comment on column group_decision.words is '议定意见';
create index on group_decision (group_meeting_id, rank_order, id);

create view dispatch_round with (security_invoker = true) as
  select r.id, r.locality_path, (date '2200-01-01' - r.opened_on) as rank_order, 1 as version, r.opened_on::timestamptz as created_at, null::uuid as created_by, r.opened_on::timestamptz as changed_at, null::uuid as changed_by, null::timestamptz as removed_at, null::uuid as removed_by, null::text as removed_reason,
    p.title || '　' || r.title as title, p.kind, r.opened_on, r.due_on, r.closed_on, r.minutes, r.next_demands, g.given, r.closed_on is not null and r.next_demands is not null and g.given = 0 as is_left
  from org.work_round r join org.work_plan p on p.id = r.plan_id cross join lateral (select count(*)::int as given from org.work_item i where i.source_id = r.id and i.state <> 'cancelled') g;
comment on view dispatch_round is '人才工作调度轮次';
do $$ begin execute format('grant select on dispatch_round to %I', org.login_of(current_schema())); end $$;
