-- Each item of the frozen scheme has its score; the team of a unit is assessed on the same sheet, by a scheme for teams, with its report.
alter table assessment_line add column report text;
comment on column assessment_line.report is '个人总结（述职报告）';

create table assessment_team (
  team_id uuid not null,
  name text not null,
  scheme_id uuid not null,
  report text,
  reported_on date,
  excellent int check (excellent >= 0),
  competent int check (competent >= 0),
  basic int check (basic >= 0),
  poor int check (poor >= 0),
  proposed text check (proposed in ('1', '2', '3', '4')),
  grade text check (grade in ('1', '2', '3', '4')),
  comment text,
  check (report is null or reported_on is not null)
);
select org.make_child('assessment_team', '年度考核表的领导班子', 'assessment_sheet');
comment on column assessment_team.team_id is '班子';
comment on column assessment_team.name is '班子（当时）';
comment on column assessment_team.scheme_id is '考核方案';
comment on column assessment_team.report is '班子工作总结';
comment on column assessment_team.reported_on is '述职（总结）日期';
comment on column assessment_team.excellent is '优秀票';
comment on column assessment_team.competent is '良好票';
comment on column assessment_team.basic is '一般票';
comment on column assessment_team.poor is '较差票';
comment on column assessment_team.proposed is '拟定等次：1 优秀 2 良好 3 一般 4 较差';
comment on column assessment_team.grade is '等次';
comment on column assessment_team.comment is '评语';
create unique index on assessment_team (assessment_sheet_id, team_id) where removed_at is null;

create table assessment_item_score (
  subject_id uuid not null,
  item_id uuid not null,
  score numeric(5, 2) check (score between 0 and 100)
);
select org.make_child('assessment_item_score', '年度考核的逐项得分', 'assessment_sheet');
comment on column assessment_item_score.subject_id is '考核表的一人或者班子';
comment on column assessment_item_score.item_id is '方案的考核内容';
comment on column assessment_item_score.score is '得分';
create unique index on assessment_item_score (subject_id, item_id);
