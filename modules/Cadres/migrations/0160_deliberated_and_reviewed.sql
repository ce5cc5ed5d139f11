-- With whom a batch was deliberated before the meeting, on which day and what they thought; that the members agreed to take up again what they had voted down.
create table appointment_deliberation (
  category text not null,
  deliberated_with text not null,
  held_on date not null,
  opinion text not null,
  words text
);
select org.make_child('appointment_deliberation', '任免批次的酝酿', 'appointment_batch');
comment on column appointment_deliberation.category is '酝酿对象类别';
comment on column appointment_deliberation.deliberated_with is '酝酿对象';
comment on column appointment_deliberation.held_on is '酝酿日期';
comment on column appointment_deliberation.opinion is '意见';
comment on column appointment_deliberation.words is '意见内容';

alter table appointment_candidate
  add column review_on date, add column review_members int check (review_members between 1 and 200), add column review_for int check (review_for between 0 and review_members), add column review_reason text,
  add check ((review_on is null) = (review_reason is null));
comment on column appointment_candidate.review_on is '同意复议日期';
comment on column appointment_candidate.review_members is '同意复议时应到成员';
comment on column appointment_candidate.review_for is '同意复议的成员';
comment on column appointment_candidate.review_reason is '复议的理由和变化情况';
