-- Party life: meetings of all kinds with attendance and agenda. What a branch still lacks is reckoned from them, never stored.

alter table organisation add column theme_day int check (theme_day between 1 and 28);
comment on column organisation.theme_day is '主题党日（每月几日）';
alter table member add column party_group text, add column is_leading boolean not null default false;
comment on column member.party_group is '党小组';
comment on column member.is_leading is '领导干部（双重组织生活）';

create table meeting (
  organisation_id uuid not null references organisation (id),
  kind text not null,
  also text[] not null default '{}',
  topic text not null check (topic <> ''),
  for_year int,
  planned_on date,
  held_on date,
  place text,
  chair text,
  recorder text,
  party_group text,
  lecturer text,
  is_by_secretary boolean not null default false,
  content text,
  resolution text,
  has_study boolean not null default false,
  has_deliberation boolean not null default false,
  has_service boolean not null default false,
  has_life boolean not null default false,
  has_culture boolean not null default false,
  steps text not null default '{}',
  due_count int not null default 0,
  present_count int not null default 0,
  leave_count int not null default 0,
  absent_count int not null default 0,
  state text not null default '2',
  confirmed_at timestamptz,
  confirmed_name text,
  returned_at timestamptz,
  returned_name text,
  returned_remark text,
  check (state = '1' or held_on is not null)
);
select org.make_register('meeting', '组织生活记录');
select org.make_following('meeting', 'organisation', 'organisation_id');
comment on column meeting.organisation_id is '党组织';
comment on column meeting.kind is '类型';
comment on column meeting.also is '同时计作的类型';
comment on column meeting.topic is '主题';
comment on column meeting.for_year is '计作哪一年度（组织生活会、民主评议、民主生活会）';
comment on column meeting.planned_on is '计划日期';
comment on column meeting.held_on is '召开日期';
comment on column meeting.place is '地点';
comment on column meeting.chair is '主持人';
comment on column meeting.recorder is '记录人';
comment on column meeting.party_group is '党小组';
comment on column meeting.lecturer is '讲课人';
comment on column meeting.is_by_secretary is '书记讲的党课';
comment on column meeting.content is '内容';
comment on column meeting.resolution is '决议、结论';
comment on column meeting.has_study is '含政治学习';
comment on column meeting.has_deliberation is '含民主议事';
comment on column meeting.has_service is '含志愿服务';
comment on column meeting.has_life is '含组织生活';
comment on column meeting.has_culture is '含党内政治文化内容';
comment on column meeting.steps is '各步骤的内容（JSON：步骤 → 文字）';
comment on column meeting.due_count is '应到';
comment on column meeting.present_count is '实到';
comment on column meeting.leave_count is '请假';
comment on column meeting.absent_count is '缺席';
comment on column meeting.state is '状态：1 计划 2 未确认 3 已确认 4 已退回';
comment on column meeting.confirmed_at is '确认时间';
comment on column meeting.confirmed_name is '确认人';
comment on column meeting.returned_at is '退回时间';
comment on column meeting.returned_name is '退回人';
comment on column meeting.returned_remark is '退回意见';
create index on meeting (organisation_id, held_on, id) where removed_at is null;
create index on meeting (held_on, id) where removed_at is null;

-- Who was there. As many rows as members times meetings: the key and the place, and no more than is needed.
create table attendance (
  meeting_id uuid not null,
  member_id uuid not null references member (id),
  locality_path text collate "C" not null,
  held_on date,
  standing text not null check (standing in ('1', '2', '3')),
  reason text,
  primary key (meeting_id, member_id)
);
comment on table attendance is '组织生活出席';
comment on column attendance.meeting_id is '会议';
comment on column attendance.member_id is '党员';
comment on column attendance.locality_path is '所在区划';
comment on column attendance.held_on is '会议日期';
comment on column attendance.standing is '1 到会 2 请假 3 缺席';
comment on column attendance.reason is '请假事由';
alter table meeting add constraint meeting_placed unique (id, locality_path);
-- Adding the key reads the table as its owner, who has no scope here: for this one statement the policy does not bind owners.
alter table meeting no force row level security;
alter table attendance add foreign key (meeting_id, locality_path) references meeting (id, locality_path) on update cascade;
alter table meeting force row level security;
create index on attendance (member_id, held_on);
create index on attendance (locality_path);
select org.place_table('attendance');

create table meeting_item (
  kind text not null,
  title text not null check (title <> ''),
  document text,
  lead text,
  measures text,
  is_major boolean not null default false,
  materials text,
  spoke text,
  voters int,
  votes_for int,
  votes_against int,
  votes_abstained int,
  decision text,
  dissent text,
  execution text not null default '1',
  execution_owner text,
  due_on date,
  done_on date,
  check (votes_for + votes_against + votes_abstained <= voters)
);
select org.make_child('meeting_item', '会议议题', 'meeting');
comment on column meeting_item.kind is '类别：1 学习 2 决策 3 通报';
comment on column meeting_item.title is '议题';
comment on column meeting_item.document is '学习文件';
comment on column meeting_item.lead is '领学人、汇报人';
comment on column meeting_item.measures is '贯彻措施';
comment on column meeting_item.is_major is '重大事项';
comment on column meeting_item.materials is '会议材料';
comment on column meeting_item.spoke is '发言人';
comment on column meeting_item.voters is '有表决权到会';
comment on column meeting_item.votes_for is '赞成';
comment on column meeting_item.votes_against is '反对';
comment on column meeting_item.votes_abstained is '弃权';
comment on column meeting_item.decision is '决定';
comment on column meeting_item.dissent is '不同意见';
comment on column meeting_item.execution is '执行：1 未办 2 在办 3 办结 9 不需办理';
comment on column meeting_item.execution_owner is '执行责任人';
comment on column meeting_item.due_on is '办理期限';
comment on column meeting_item.done_on is '办结日期';
