-- Problems found in organisations, whoever found them, until somebody else has accepted that they are solved; and inspections that find them.
create table inspection (
  organisation_id uuid not null references organisation (id),
  batch text not null check (batch <> ''),
  drawn text not null default '2' check (drawn in ('1', '2')),
  draw_id uuid,
  planned_on date not null,
  inspectors text,
  inspected_on date,
  is_true boolean,
  is_complete boolean,
  is_on_time boolean,
  found int check (found >= 0),
  remark text,
  check (inspected_on is null or is_true is not null and is_complete is not null and is_on_time is not null and found is not null)
);
select org.make_register('inspection', '组织生活督查');
select org.make_following('inspection', 'organisation', 'organisation_id');
comment on column inspection.organisation_id is '受检党组织';
comment on column inspection.batch is '批次';
comment on column inspection.drawn is '1 随机抽取 2 计划';
comment on column inspection.draw_id is '抽签记录';
comment on column inspection.planned_on is '计划日期';
comment on column inspection.inspectors is '检查人';
comment on column inspection.inspected_on is '检查日期';
comment on column inspection.is_true is '记录真实';
comment on column inspection.is_complete is '记录完整';
comment on column inspection.is_on_time is '按时开展';
comment on column inspection.found is '发现问题数';
comment on column inspection.remark is '检查情况';
create unique index on inspection (organisation_id, batch) where removed_at is null;
create index on inspection (planned_on, id) where removed_at is null;

create table problem (
  words text not null check (words <> ''),
  number text,
  source text not null,
  campaign text,
  organisation_id uuid references organisation (id),
  meeting_id uuid references meeting (id),
  inspection_id uuid references inspection (id),
  weak_kind text,
  place text,
  people int check (people >= 0),
  has_organisation boolean,
  found_on date not null,
  measures text not null,
  owner text not null,
  due_on date not null check (due_on >= found_on),
  state text not null default '1' check (state in ('1', '2', '3', '4', '5')),
  progress text,
  applied_on date,
  applied_by uuid,
  applied_name text,
  evidence text,
  returned_words text,
  closed_on date,
  accepted_name text,
  recheck_on date,
  rechecked_on date,
  recheck_words text,
  reopened int not null default 0,
  check (state < '3' or evidence is not null),
  check (state < '4' or closed_on is not null and accepted_name is not null)
);
select org.make_register('problem', '问题整改台账');
select org.make_following('problem', 'organisation', 'organisation_id');
comment on column problem.words is '问题';
comment on column problem.number is '编号';
comment on column problem.source is '来源';
comment on column problem.campaign is '教育活动、专项整治名称';
comment on column problem.organisation_id is '党组织';
comment on column problem.meeting_id is '查出问题的会议';
comment on column problem.inspection_id is '查出问题的督查';
comment on column problem.weak_kind is '薄弱领域';
comment on column problem.place is '地点';
comment on column problem.people is '人口（单位）数';
comment on column problem.has_organisation is '有党组织';
comment on column problem.found_on is '发现日期';
comment on column problem.measures is '整改措施';
comment on column problem.owner is '责任人';
comment on column problem.due_on is '整改期限';
comment on column problem.state is '状态：1 未整改 2 整改中 3 待验收 4 已销号 5 已巩固';
comment on column problem.progress is '整改进展';
comment on column problem.applied_on is '申请销号日期';
comment on column problem.applied_by is '申请人（账号）';
comment on column problem.applied_name is '申请人';
comment on column problem.evidence is '整改证明';
comment on column problem.returned_words is '验收退回意见';
comment on column problem.closed_on is '销号日期';
comment on column problem.accepted_name is '验收人';
comment on column problem.recheck_on is '应复查日期';
comment on column problem.rechecked_on is '复查日期';
comment on column problem.recheck_words is '复查情况';
comment on column problem.reopened is '反弹次数';
create index on problem (organisation_id, due_on) where removed_at is null;
create index on problem (locality_path, state, id) where removed_at is null;
create index on problem (due_on, id) where removed_at is null;
create index on problem (found_on, id) where removed_at is null;
create index on problem (inspection_id) where inspection_id is not null;
