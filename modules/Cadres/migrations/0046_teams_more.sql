-- 班子, the rest: specialties a team's work asks for, who could follow principals, yearly check of 民主集中制, life meetings, review of a team's function, analysis sessions, scarce specialties, reform of bodies.
create table team_specialty (
  duty text not null,
  specialty text not null,
  minimum int not null default 1 check (minimum between 1 and 20),
  document_no text,
  began_on date not null,
  ended_on date check (ended_on > began_on)
);
select org.make_child('team_specialty', '班子需要的专业', 'team');
comment on column team_specialty.duty is '职能';
comment on column team_specialty.specialty is '专业或专长';
comment on column team_specialty.minimum is '不少于';
comment on column team_specialty.document_no is '依据文号';
comment on column team_specialty.began_on is '自何日起';
comment on column team_specialty.ended_on is '至何日前';

create table team_successor (
  post text not null,
  cadre_id uuid not null,
  readiness text not null,
  words text not null,
  noted_on date not null
);
select org.make_child('team_successor', '正职接续人选', 'team');
comment on column team_successor.post is '接续的职位';
comment on column team_successor.cadre_id is '干部';
comment on column team_successor.readiness is '成熟程度';
comment on column team_successor.words is '理由和培养措施';
comment on column team_successor.noted_on is '提出日期';
create unique index on team_successor (team_id, post, cadre_id) where removed_at is null;

create table centralism_check (
  name text not null,
  team_id uuid not null,
  year int not null check (year between 2000 and 2100),
  state text not null default '1' check (state in ('1', '2')),
  checked_on date,
  checked_by text,
  has_rules boolean,
  major int,
  collective int check (collective <= major),
  problems text,
  grade text,
  check (state = '1' or checked_on is not null and checked_by is not null and has_rules is not null and major is not null and collective is not null and grade is not null)
);
select org.make_register('centralism_check', '民主集中制执行情况');
comment on column centralism_check.name is '班子';
comment on column centralism_check.team_id is '班子标识';
comment on column centralism_check.year is '年度';
comment on column centralism_check.state is '状态：1 待检查 2 已检查';
comment on column centralism_check.checked_on is '检查日期';
comment on column centralism_check.checked_by is '检查人';
comment on column centralism_check.has_rules is '有议事决策规则';
comment on column centralism_check.major is '应集体决定的事项';
comment on column centralism_check.collective is '集体决定的事项';
comment on column centralism_check.problems is '发现的问题';
comment on column centralism_check.grade is '评价';
create unique index on centralism_check (team_id, year) where removed_at is null;
create index on centralism_check (year, id) where removed_at is null;
create trigger concluded before update on centralism_check for each row execute function keep_concluded('2', '已经检查，不再改', '');

create table life_meeting (
  name text not null,
  team_id uuid not null,
  year int not null check (year between 2000 and 2100),
  topic text not null,
  planned_on date not null,
  state text not null default '1' check (state in ('1', '2', '3')),
  opinions int,
  opinion_words text,
  held_on date,
  present int,
  supervisor text,
  evaluation text,
  evaluation_words text,
  report_due_on date,
  reported_on date,
  check (state = '1' or held_on is not null and report_due_on is not null),
  check (state <> '3' or reported_on is not null)
);
select org.make_register('life_meeting', '班子民主生活会');
comment on column life_meeting.name is '班子';
comment on column life_meeting.team_id is '班子标识';
comment on column life_meeting.year is '年度';
comment on column life_meeting.topic is '主题';
comment on column life_meeting.planned_on is '计划日期';
comment on column life_meeting.state is '状态：1 计划 2 已召开 3 已报情况';
comment on column life_meeting.opinions is '征求意见（条）';
comment on column life_meeting.opinion_words is '意见归纳';
comment on column life_meeting.held_on is '召开日期';
comment on column life_meeting.present is '到会（人）';
comment on column life_meeting.supervisor is '督导人';
comment on column life_meeting.evaluation is '督导评价';
comment on column life_meeting.evaluation_words is '督导意见';
comment on column life_meeting.report_due_on is '情况报告期限';
comment on column life_meeting.reported_on is '报告日期';
create unique index on life_meeting (team_id, year, topic) where removed_at is null;
create index on life_meeting (planned_on, id) where removed_at is null;
create index on life_meeting (year, id) where removed_at is null;

create table life_sheet (
  cadre_id uuid not null,
  handed_in_on date,
  points text,
  criticisms int not null default 0 check (criticisms >= 0),
  criticism_words text
);
select org.make_child('life_sheet', '个人对照检查和批评意见', 'life_meeting');
comment on column life_sheet.cadre_id is '成员';
comment on column life_sheet.handed_in_on is '对照检查材料交稿日期';
comment on column life_sheet.points is '对照检查的问题';
comment on column life_sheet.criticisms is '收到批评意见（条）';
comment on column life_sheet.criticism_words is '批评意见';
create unique index on life_sheet (life_meeting_id, cadre_id) where removed_at is null;

create table life_item (
  problem text not null,
  measure text not null,
  owner text not null,
  due_on date not null,
  done_on date,
  result text,
  check (done_on is null or result is not null)
);
select org.make_child('life_item', '民主生活会整改事项', 'life_meeting');
comment on column life_item.problem is '问题';
comment on column life_item.measure is '措施';
comment on column life_item.owner is '责任人';
comment on column life_item.due_on is '期限';
comment on column life_item.done_on is '完成日期';
comment on column life_item.result is '整改结果';

create table team_review (
  name text not null,
  team_id uuid not null,
  year int not null check (year between 2000 and 2100),
  state text not null default '1' check (state in ('1', '2', '3')),
  gathered_on date,
  structure text,
  assessed text,
  centralism text,
  life text,
  works text,
  unity text,
  problems text,
  proposals text,
  conclusion text,
  concluded_on date,
  check (state <> '3' or conclusion is not null and concluded_on is not null and unity is not null)
);
select org.make_register('team_review', '班子整体功能评价');
comment on column team_review.name is '班子';
comment on column team_review.team_id is '班子标识';
comment on column team_review.year is '年度';
comment on column team_review.state is '状态：1 待汇集 2 已汇集 3 已评价';
comment on column team_review.gathered_on is '汇集日期';
comment on column team_review.structure is '结构要求';
comment on column team_review.assessed is '考核考评结果';
comment on column team_review.centralism is '民主集中制';
comment on column team_review.life is '民主生活会';
comment on column team_review.works is '重点任务';
comment on column team_review.unity is '团结协作';
comment on column team_review.problems is '主要问题';
comment on column team_review.proposals is '改进建议';
comment on column team_review.conclusion is '整体功能';
comment on column team_review.concluded_on is '评价日期';
create unique index on team_review (team_id, year) where removed_at is null;
create index on team_review (year, id) where removed_at is null;
create trigger concluded before update on team_review for each row execute function keep_concluded('3', '已经评价，不再改', '');

create table team_analysis (
  name text not null,
  held_on date not null,
  scope text not null,
  participants text not null,
  state text not null default '1' check (state in ('1', '2')),
  concluded_on date,
  summary text,
  check (state = '1' or concluded_on is not null and summary is not null)
);
select org.make_register('team_analysis', '班子分析研判');
comment on column team_analysis.name is '分析研判';
comment on column team_analysis.held_on is '日期';
comment on column team_analysis.scope is '范围';
comment on column team_analysis.participants is '参加人员';
comment on column team_analysis.state is '状态：1 研判中 2 已完成';
comment on column team_analysis.concluded_on is '完成日期';
comment on column team_analysis.summary is '研判结论';
create index on team_analysis (held_on, id) where removed_at is null;
create trigger concluded before update on team_analysis for each row execute function keep_concluded('2', '研判已经完成，不再改', '');

create table analysed_team (
  name text not null,
  team_id uuid not null,
  analysed_on date,
  findings text,
  measure text,
  proposal text,
  check (analysed_on is null or findings is not null and measure is not null)
);
select org.make_child('analysed_team', '分析研判的班子', 'team_analysis');
comment on column analysed_team.name is '班子';
comment on column analysed_team.team_id is '班子标识';
comment on column analysed_team.analysed_on is '研判日期';
comment on column analysed_team.findings is '班子情况';
comment on column analysed_team.measure is '建议措施';
comment on column analysed_team.proposal is '具体建议';
create unique index on analysed_team (team_analysis_id, team_id) where removed_at is null;
create index on analysed_team (team_id) where removed_at is null;
create trigger concluded before insert or update on analysed_team for each row execute function keep_concluded('2', '研判已经完成，不再改', '', 'team_analysis');

create table analysed_person (
  cadre_id uuid not null,
  findings text not null,
  measure text not null,
  proposal text
);
select org.make_child('analysed_person', '分析研判的干部', 'team_analysis');
comment on column analysed_person.cadre_id is '干部';
comment on column analysed_person.findings is '干部情况';
comment on column analysed_person.measure is '建议措施';
comment on column analysed_person.proposal is '具体建议';
create unique index on analysed_person (team_analysis_id, cadre_id) where removed_at is null;
create index on analysed_person (cadre_id) where removed_at is null;
create trigger concluded before insert or update on analysed_person for each row execute function keep_concluded('2', '研判已经完成，不再改', '', 'team_analysis');

create table scarce_specialty (
  name text not null,
  tag text not null,
  year int not null check (year between 2000 and 2100),
  posts text not null,
  demand int not null check (demand between 1 and 10000),
  measure text not null,
  measure_words text not null
);
select org.make_register('scarce_specialty', '紧缺专业');
comment on column scarce_specialty.name is '紧缺专业';
comment on column scarce_specialty.tag is '专长含有';
comment on column scarce_specialty.year is '年度';
comment on column scarce_specialty.posts is '需要的班子和岗位';
comment on column scarce_specialty.demand is '需求（人）';
comment on column scarce_specialty.measure is '办法';
comment on column scarce_specialty.measure_words is '具体措施';
create unique index on scarce_specialty (locality_path, year, name) where removed_at is null;
create index on scarce_specialty (year, id) where removed_at is null;

create table reform (
  name text not null,
  effective_on date not null,
  document_no text not null,
  state text not null default '1' check (state in ('1', '2', '3')),
  prepared_on date,
  closed_on date
);
select org.make_register('reform', '机构改革');
comment on column reform.name is '机构改革';
comment on column reform.effective_on is '生效日期';
comment on column reform.document_no is '文号';
comment on column reform.state is '状态：1 准备 2 转接中 3 完成';
comment on column reform.prepared_on is '转接日期';
comment on column reform.closed_on is '完成日期';
create index on reform (effective_on, id) where removed_at is null;

create table reform_unit (
  old_team_id uuid not null,
  new_team_id uuid not null check (new_team_id <> old_team_id),
  approved int check (approved between 0 and 200),
  quota_no text,
  words text not null,
  check ((approved is null) = (quota_no is null))
);
select org.make_child('reform_unit', '机构承继', 'reform');
comment on column reform_unit.old_team_id is '原班子';
comment on column reform_unit.new_team_id is '承继的班子';
comment on column reform_unit.approved is '新核定职数';
comment on column reform_unit.quota_no is '核定文号';
comment on column reform_unit.words is '承继的职能';
create unique index on reform_unit (reform_id, old_team_id, new_team_id) where removed_at is null;
create trigger concluded before insert or update on reform_unit for each row execute function keep_concluded('2,3', '已经转接，承继关系不再改', '', 'reform');

create table reform_person (
  name text not null,
  reform_id uuid not null,
  cadre_id uuid not null,
  old_team text not null,
  old_post text not null,
  state text not null default '1' check (state in ('1', '2', '3')),
  new_team text,
  new_post text,
  placed_on date,
  words text,
  check (state = '1' or placed_on is not null)
);
select org.make_register('reform_person', '机构改革人员安置');
comment on column reform_person.name is '姓名';
comment on column reform_person.reform_id is '机构改革';
comment on column reform_person.cadre_id is '干部';
comment on column reform_person.old_team is '原班子';
comment on column reform_person.old_post is '原职位';
comment on column reform_person.state is '状态：1 待安置 2 转接到新班子 3 另行安排';
comment on column reform_person.new_team is '新班子';
comment on column reform_person.new_post is '新职位';
comment on column reform_person.placed_on is '安置日期';
comment on column reform_person.words is '说明';
create unique index on reform_person (reform_id, cadre_id) where removed_at is null;

-- 教育培训 (A11): classes a cadre has completed, with their hours.
create table cadre_training (
  name text not null,
  organiser text not null,
  kind text not null,
  began_on date not null,
  ended_on date not null check (ended_on >= began_on),
  hours int not null check (hours between 1 and 2000),
  result text
);
select org.make_child('cadre_training', '干部教育培训', 'cadre');
comment on column cadre_training.name is '培训班名称';
comment on column cadre_training.organiser is '主办单位';
comment on column cadre_training.kind is '培训类别';
comment on column cadre_training.began_on is '开始日期';
comment on column cadre_training.ended_on is '结束日期';
comment on column cadre_training.hours is '学时';
comment on column cadre_training.result is '结业情况';
create index on cadre_training (ended_on, cadre_id) where removed_at is null;
select org.make_effective('cadre_training', 'began_on', '{}', '{}');
