-- 红色研学线路: bases of education are strung to routes; branches below book a base or a whole route, and going there is their theme day.
create table study_route (
  name text not null check (name <> ''),
  theme text not null check (theme <> ''),
  remark text
);
select org.make_register('study_route', '红色研学线路');
select org.make_known_below('study_route');
comment on column study_route.name is '线路（长廊）';
comment on column study_route.theme is '主题';
comment on column study_route.remark is '说明';

alter table teaching_place add column level text, add column condition text, add column route_id uuid references study_route (id);
comment on column teaching_place.level is '级别';
comment on column teaching_place.condition is '现状';
comment on column teaching_place.route_id is '所在线路';
create index on teaching_place (route_id) where route_id is not null;
select org.make_known_below('teaching_place');

create table base_task (
  task text not null check (task <> ''),
  due_on date not null,
  done_on date
);
select org.make_child('base_task', '基地建设任务', 'teaching_place');
comment on column base_task.task is '任务';
comment on column base_task.due_on is '期限';
comment on column base_task.done_on is '完成日期';

create table study_booking (
  title text not null,
  organisation_id uuid not null references organisation (id),
  route_id uuid references study_route (id),
  teaching_place_id uuid references teaching_place (id),
  visit_on date not null,
  people int not null check (people > 0),
  meeting_id uuid references meeting (id) on delete set null,
  state text not null default '1',
  answer text,
  held_on date,
  check ((route_id is null) <> (teaching_place_id is null))
);
select org.make_register('study_booking', '研学预约');
select org.make_following('study_booking', 'organisation', 'organisation_id');
comment on column study_booking.title is '预约';
comment on column study_booking.organisation_id is '党组织';
comment on column study_booking.route_id is '线路';
comment on column study_booking.teaching_place_id is '基地';
comment on column study_booking.visit_on is '预约日期';
comment on column study_booking.people is '人数';
comment on column study_booking.meeting_id is '计作的主题党日';
comment on column study_booking.state is '状态';
comment on column study_booking.answer is '接待方的答复';
comment on column study_booking.held_on is '到访日期';
create index on study_booking (teaching_place_id, held_on) where teaching_place_id is not null;
create index on study_booking (route_id, held_on) where route_id is not null;
create index on study_booking (visit_on, id) where removed_at is null;
create index on study_booking (meeting_id) where meeting_id is not null;

-- The theme day itself says whether one went: confirmed, the booking has been kept; taken back, it has not.
create function keep_booking() returns trigger language plpgsql as $$
begin
  update grassroots.study_booking set held_on = case when new.state = '3' and new.removed_at is null then new.held_on end, version = version + 1
    where meeting_id = new.id and state in ('1', '2') and held_on is distinct from case when new.state = '3' and new.removed_at is null then new.held_on end;
  return null;
end $$;
create trigger keep_booking after update on meeting for each row when (old.state is distinct from new.state or old.held_on is distinct from new.held_on or old.removed_at is distinct from new.removed_at) execute function keep_booking();
