-- 依事择人、人岗相适: what a post asks for, and the comparison as it was made for a case: which conditions each met, kept as they stood.
create table post_profile (
  name text not null,
  duties text not null,
  from_level text,
  level_years int check (level_years between 0 and 40),
  age_most int check (age_most between 18 and 70),
  education_least text,
  specialty text,
  specialty_2 text,
  grassroots_years int check (grassroots_years between 0 and 40),
  experience text,
  is_party boolean not null default false,
  remark text
);
select org.make_register('post_profile', '岗位画像');
comment on column post_profile.name is '岗位';
comment on column post_profile.duties is '岗位职责';
comment on column post_profile.from_level is '现任职务层次';
comment on column post_profile.level_years is '任同层次年限';
comment on column post_profile.age_most is '年龄不超过';
comment on column post_profile.education_least is '学历不低于';
comment on column post_profile.specialty is '专业门类';
comment on column post_profile.specialty_2 is '或专业门类';
comment on column post_profile.grassroots_years is '基层经历年限';
comment on column post_profile.experience is '经历';
comment on column post_profile.is_party is '须为中共党员';
comment on column post_profile.remark is '说明';

create table appointment_match (
  post_id uuid not null,
  profile text not null,
  conditions text[] not null,
  result jsonb not null,
  people int not null,
  kept_on date not null,
  kept_by text not null
);
select org.make_child('appointment_match', '人岗比对', 'appointment_batch');
comment on column appointment_match.post_id is '拟任职位';
comment on column appointment_match.profile is '岗位画像（当时）';
comment on column appointment_match.conditions is '条件（当时）';
comment on column appointment_match.result is '逐人逐项结果';
comment on column appointment_match.people is '人数';
comment on column appointment_match.kept_on is '保存日期';
comment on column appointment_match.kept_by is '保存人';
do $$
begin
  execute format('revoke all on appointment_match from %I', org.login_of(current_schema()));
  execute format('grant select, insert on appointment_match to %I', org.login_of(current_schema()));
end $$;
