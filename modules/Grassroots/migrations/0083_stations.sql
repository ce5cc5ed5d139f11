-- 远程教育和视频站点: in which village, since when; what was held over it; what is broken until somebody has mended it.
alter table teaching_place add column village_id uuid references organisation (id), add column installed_on date;
comment on column teaching_place.village_id is '所在村（社区）党组织';
comment on column teaching_place.installed_on is '安装日期';
create index on teaching_place (village_id) where village_id is not null and removed_at is null;

create table station_fault (
  words text not null check (words <> ''),
  found_on date not null,
  handler text not null,
  due_on date not null check (due_on >= found_on),
  fixed_on date check (fixed_on >= found_on),
  result text,
  check ((fixed_on is null) = (result is null))
);
select org.make_child('station_fault', '站点故障报修', 'teaching_place');
comment on column station_fault.words is '故障';
comment on column station_fault.found_on is '报修日期';
comment on column station_fault.handler is '维修单位';
comment on column station_fault.due_on is '修复期限';
comment on column station_fault.fixed_on is '修复日期';
comment on column station_fault.result is '处理情况';

create table station_session (
  title text not null check (title <> ''),
  held_on date not null,
  kind text not null,
  people int not null check (people > 0),
  link text
);
select org.make_child('station_session', '站点使用', 'teaching_place');
comment on column station_session.title is '内容';
comment on column station_session.held_on is '日期';
comment on column station_session.kind is '种类';
comment on column station_session.people is '参加人数';
comment on column station_session.link is '平台链接（视频在外部平台）';
