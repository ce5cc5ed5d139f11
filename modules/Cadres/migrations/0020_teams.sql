-- 领导班子: a leading team, its seats (posts that are there whoever holds them), the numbers approved for it. Who sits where is said by the line of the
-- career itself (cadre_post.seat_id), so that the team on any day follows from the lines' own dates and there is nothing to keep in step.
create table team (
  name text not null,
  unit_id uuid references org.unit (id),
  kind text not null,
  remark text
);
select org.make_register('team', '领导班子');
select org.make_searchable('team', 'name');
comment on column team.name is '班子名称';
comment on column team.unit_id is '机构';
comment on column team.kind is '班子类别';
comment on column team.remark is '备注';
create index on team (unit_id) where removed_at is null;

create table team_seat (
  post text not null,
  level text,
  is_principal boolean not null default false,
  is_counted boolean not null default true,
  opened_on date not null,
  closed_on date check (closed_on >= opened_on),
  remark text
);
select org.make_child('team_seat', '班子职位', 'team');
comment on column team_seat.post is '职位';
comment on column team_seat.level is '职务层次';
comment on column team_seat.is_principal is '正职';
comment on column team_seat.is_counted is '占职数';
comment on column team_seat.opened_on is '设立日期';
comment on column team_seat.closed_on is '撤销日期';
comment on column team_seat.remark is '说明';

-- One number at a time for a level; without a level it is for the team as a whole.
create table team_quota (
  level text,
  approved int not null check (approved between 0 and 200),
  document_no text not null,
  began_on date not null,
  ended_on date check (ended_on > began_on),
  remark text
);
select org.make_child('team_quota', '核定职数', 'team');
comment on column team_quota.level is '职务层次';
comment on column team_quota.approved is '核定职数';
comment on column team_quota.document_no is '核定文号';
comment on column team_quota.began_on is '自何日起';
comment on column team_quota.ended_on is '至何日前';
comment on column team_quota.remark is '说明';
alter table team_quota add constraint team_quota_apart exclude using gist (uuid_hash(team_id) with =, team_id with =, coalesce(level, '') with =, daterange(began_on, ended_on) with &&) where (removed_at is null);

alter table cadre_post add column seat_id uuid;
comment on column cadre_post.seat_id is '班子职位';
-- Adding the key reads both tables as their owner, who has no scope here: for this one statement the policies do not bind owners.
alter table cadre_post no force row level security;
alter table team_seat no force row level security;
alter table cadre_post add foreign key (seat_id) references team_seat (id);
alter table cadre_post force row level security;
alter table team_seat force row level security;
create index on cadre_post (seat_id, began_on) where seat_id is not null and removed_at is null;
alter table cadre_post add constraint cadre_post_seat_apart exclude using gist (uuid_hash(seat_id) with =, seat_id with =, daterange(began_on, ended_on) with &&) where (seat_id is not null and removed_at is null);
