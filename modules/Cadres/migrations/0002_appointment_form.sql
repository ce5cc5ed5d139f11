-- What the 干部任免审批表 says and the register did not hold. Texts stand as they are printed; where the register has a code,
-- the text beside it is kept only when no name of the code says the same (省委党校研究生, 九三；民建).
alter table cadre
  add column resume text,
  add column rewards text,
  add column assessment_summary text,
  add column appointment_reason text,
  add column proposed_post text,
  add column post_to_remove text,
  add column submitting_unit text,
  add column age_limit_on date,
  add column former_age_limit text,
  add column age_reckoned_on date,
  add column form_filled_on date,
  add column form_filled_by text,
  add column party_text text,
  add column full_time_education_text text,
  add column full_time_degree_text text,
  add column full_time_degree_school text,
  add column in_service_education_text text,
  add column in_service_degree_text text,
  add column in_service_degree_school text;
comment on column cadre.resume is '简历（任免审批表所印全文，不折行）';
comment on column cadre.rewards is '奖惩情况';
comment on column cadre.assessment_summary is '年度考核结果';
comment on column cadre.appointment_reason is '任免理由';
comment on column cadre.proposed_post is '拟任职务';
comment on column cadre.post_to_remove is '拟免职务';
comment on column cadre.submitting_unit is '呈报单位';
comment on column cadre.age_limit_on is '到龄时间';
comment on column cadre.former_age_limit is '改革前任职年龄界限';
comment on column cadre.age_reckoned_on is '计算年龄时间';
comment on column cadre.form_filled_on is '填表时间';
comment on column cadre.form_filled_by is '填表人';
comment on column cadre.party_text is '入党时间（表内文字，日期与政治面貌说不全时）';
comment on column cadre.full_time_education_text is '全日制学历（表内文字，与代码名称不同时）';
comment on column cadre.full_time_degree_text is '全日制学位（表内文字，与代码名称不同时）';
comment on column cadre.full_time_degree_school is '全日制学位毕业院校系及专业（与学历不同时）';
comment on column cadre.in_service_education_text is '在职学历（表内文字，与代码名称不同时）';
comment on column cadre.in_service_degree_text is '在职学位（表内文字，与代码名称不同时）';
comment on column cadre.in_service_degree_school is '在职学位毕业院校系及专业（与学历不同时）';

alter table cadre_family
  alter column relation drop not null,
  add column relation_text text,
  add column politics_text text;
comment on column cadre_family.relation_text is '称谓（表内文字，代码里没有时）';
comment on column cadre_family.politics_text is '政治面貌（表内文字，代码里没有时）';

-- The newest that is not in the bin is the photo of the record.
create table cadre_photo (
  content bytea not null,
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/bmp', 'image/gif')),
  sha256 bytea not null
);
select org.make_child('cadre_photo', '干部照片', 'cadre');
comment on column cadre_photo.content is '图像，按收到的原样';
comment on column cadre_photo.media_type is '图像格式';
comment on column cadre_photo.sha256 is '图像的 SHA-256';
alter table cadre_photo alter column content set storage external;
