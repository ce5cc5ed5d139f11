-- What those who were there thought of a lecture.
alter table meeting add column answers int check (answers >= 0), add column useful int check (useful between 0 and answers), add column prepared int check (prepared between 0 and answers), add column again int check (again between 0 and answers);
comment on column meeting.answers is '收回听课评价（份）';
comment on column meeting.useful is '评价有用（份）';
comment on column meeting.prepared is '评价准备充分（份）';
comment on column meeting.again is '愿意再听（份）';
