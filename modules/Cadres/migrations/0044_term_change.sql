-- 换届: the project of a level with its stages and three preparations, how far each team is, what becomes of each present member with versions and talks, the steps of each election signed off,
-- discipline taught and broken; the terms of teams, from which the calendar follows.
create table term_change (
  name text not null,
  tier text not null,
  changes_on date not null,
  lead text not null,
  plan text,
  state text not null default '1' check (state in ('1', '2', '3')),
  opened_on date,
  approved_by text,
  published_on date,
  closed_on date,
  satisfaction int check (satisfaction between 0 and 100),
  lessons text
);
select org.make_register('term_change', '换届工作');
comment on column term_change.name is '换届工作';
comment on column term_change.tier is '层级';
comment on column term_change.changes_on is '换届日期';
comment on column term_change.lead is '牵头负责人';
comment on column term_change.plan is '总体方案';
comment on column term_change.state is '状态：1 准备 2 实施 3 完成';
comment on column term_change.opened_on is '启动日期';
comment on column term_change.approved_by is '总体方案批准机关';
comment on column term_change.published_on is '人事安排公布日期';
comment on column term_change.closed_on is '完成日期';
comment on column term_change.satisfaction is '满意度（%）';
comment on column term_change.lessons is '经验和不足';
create index on term_change (changes_on, id) where removed_at is null;
create trigger concluded before update on term_change for each row execute function keep_concluded('3', '换届工作已经完成，不再改', '');

create table term_stage (
  name text not null,
  began_on date not null,
  due_on date not null check (due_on >= began_on),
  responsible text not null,
  documents text
);
select org.make_child('term_stage', '换届阶段', 'term_change');
comment on column term_stage.name is '阶段';
comment on column term_stage.began_on is '开始';
comment on column term_stage.due_on is '截止';
comment on column term_stage.responsible is '责任人';
comment on column term_stage.documents is '需要的文件';
create trigger concluded before insert or update on term_stage for each row execute function keep_concluded('3', '换届工作已经完成，不再改', '', 'term_change');

create table term_preparation (
  kind text not null,
  item text not null,
  owner text not null,
  due_on date not null,
  is_mandatory boolean not null default true,
  done_on date,
  result text,
  check (done_on is null or result is not null)
);
select org.make_child('term_preparation', '换届准备', 'term_change');
comment on column term_preparation.kind is '类别';
comment on column term_preparation.item is '事项';
comment on column term_preparation.owner is '责任人';
comment on column term_preparation.due_on is '期限';
comment on column term_preparation.is_mandatory is '必须完成';
comment on column term_preparation.done_on is '完成日期';
comment on column term_preparation.result is '完成情况';
create trigger concluded before insert or update on term_preparation for each row execute function keep_concluded('3', '换届工作已经完成，不再改', '', 'term_change');

create table term_team (
  team_id uuid not null,
  stage_id uuid not null,
  done_on date not null,
  done_by text not null
);
select org.make_child('term_team', '换届班子的进度', 'term_change');
comment on column term_team.team_id is '班子';
comment on column term_team.stage_id is '阶段';
comment on column term_team.done_on is '完成日期';
comment on column term_team.done_by is '登记人';
create unique index on term_team (team_id, stage_id) where removed_at is null;
create trigger concluded before insert or update on term_team for each row execute function keep_concluded('3', '换届工作已经完成，不再改', '', 'term_change');

create table term_education (
  unit_name text not null,
  kind text not null,
  held_on date not null,
  required int not null check (required > 0),
  covered int not null check (covered between 0 and required),
  remark text
);
select org.make_child('term_education', '换届纪律教育', 'term_change');
comment on column term_education.unit_name is '单位';
comment on column term_education.kind is '方式';
comment on column term_education.held_on is '日期';
comment on column term_education.required is '应参加';
comment on column term_education.covered is '已参加';
comment on column term_education.remark is '说明';

create table disposition (
  name text not null,
  cadre_id uuid not null,
  term_change_id uuid not null,
  team_id uuid not null,
  team_name text not null,
  post text not null,
  birth_on date,
  post_began_on date,
  changes_on date not null,
  kind text,
  reason text,
  target_post text,
  edition int not null default 0,
  talked_on date,
  talker text,
  attitude text,
  concerns text,
  follow_up text,
  check (talked_on is null or talker is not null and attitude is not null)
);
select org.make_register('disposition', '进退留转');
comment on column disposition.name is '姓名';
comment on column disposition.cadre_id is '干部';
comment on column disposition.term_change_id is '换届工作';
comment on column disposition.team_id is '班子';
comment on column disposition.team_name is '班子名称';
comment on column disposition.post is '现任职务';
comment on column disposition.birth_on is '出生日期';
comment on column disposition.post_began_on is '任现职时间';
comment on column disposition.changes_on is '换届日期';
comment on column disposition.kind is '安排';
comment on column disposition.reason is '理由';
comment on column disposition.target_post is '拟任职务';
comment on column disposition.edition is '版次';
comment on column disposition.talked_on is '谈话日期';
comment on column disposition.talker is '谈话人';
comment on column disposition.attitude is '态度';
comment on column disposition.concerns is '思想顾虑和诉求';
comment on column disposition.follow_up is '后续工作';
create unique index on disposition (term_change_id, cadre_id) where removed_at is null;
create index on disposition (cadre_id) where removed_at is null;
create index on disposition (team_id) where removed_at is null;

create table disposition_version (
  edition int not null,
  kind text not null,
  target_post text,
  reason text not null,
  set_on date not null,
  set_by text not null
);
select org.make_child('disposition_version', '进退留转的历次安排', 'disposition');
comment on column disposition_version.edition is '版次';
comment on column disposition_version.kind is '安排';
comment on column disposition_version.target_post is '拟任职务';
comment on column disposition_version.reason is '理由';
comment on column disposition_version.set_on is '日期';
comment on column disposition_version.set_by is '提出人';
create unique index on disposition_version (disposition_id, edition);

create table term_check (
  requirement text not null,
  term_change_id uuid not null,
  meeting text not null,
  step int not null check (step between 1 and 99),
  basis text,
  due_on date,
  state text not null default '1' check (state in ('1', '2', '3')),
  signed_on date,
  signed_by text,
  evidence text,
  deviation text,
  instruction text,
  check (state <> '3' or deviation is not null and instruction is not null)
);
select org.make_register('term_check', '换届程序核对');
comment on column term_check.requirement is '程序要求';
comment on column term_check.term_change_id is '换届工作';
comment on column term_check.meeting is '会议';
comment on column term_check.step is '步骤';
comment on column term_check.basis is '依据';
comment on column term_check.due_on is '期限';
comment on column term_check.state is '状态：1 待核对 2 已核对 3 有变通，已请示';
comment on column term_check.signed_on is '核对日期';
comment on column term_check.signed_by is '核对人';
comment on column term_check.evidence is '核对情况';
comment on column term_check.deviation is '变通情况';
comment on column term_check.instruction is '上级批示';
create unique index on term_check (term_change_id, meeting, step) where removed_at is null;
create index on term_check (due_on, id) where removed_at is null;
create trigger concluded before update on term_check for each row execute function keep_concluded('2,3', '已经核对签名，不再改', '');

create table term_violation (
  content text not null,
  term_change_id uuid not null,
  source text not null,
  received_on date not null,
  unit_name text not null,
  person text,
  kind text not null,
  state text not null default '1' check (state in ('1', '2')),
  checked_by text,
  closed_on date,
  result text,
  sanction text,
  is_circulated boolean not null default false,
  check (state = '1' or result is not null and closed_on is not null)
);
select org.make_register('term_violation', '换届违纪线索');
comment on column term_violation.content is '反映的问题';
comment on column term_violation.term_change_id is '换届工作';
comment on column term_violation.source is '来源';
comment on column term_violation.received_on is '受理日期';
comment on column term_violation.unit_name is '涉及单位';
comment on column term_violation.person is '涉及人员';
comment on column term_violation.kind is '违纪类别';
comment on column term_violation.state is '状态：1 核查中 2 已办结';
comment on column term_violation.checked_by is '核查机关';
comment on column term_violation.closed_on is '办结日期';
comment on column term_violation.result is '核查结果';
comment on column term_violation.sanction is '处理';
comment on column term_violation.is_circulated is '已通报';
create index on term_violation (received_on, id) where removed_at is null;
create trigger concluded before update on term_violation for each row execute function keep_concluded('2', '已经办结，不再改', '');

alter table team add column term_began_on date, add column term_years int not null default 5 check (term_years between 1 and 10);
comment on column team.term_began_on is '本届开始';
comment on column team.term_years is '任期（年）';
create index on team (locality_path, term_began_on) where removed_at is null;

-- What was arranged before stays: no login changes or takes out a version.
do $$
begin
  execute format('revoke all on disposition_version from %I', org.login_of(current_schema()));
  execute format('grant select, insert on disposition_version to %I', org.login_of(current_schema()));
end $$;
