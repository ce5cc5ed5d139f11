-- What a meeting was about and who spoke: lectures, kinds of education, ceremonies, study of leading groups with those who made it up.
alter table meeting add column education text, add column lecturer_kind text, add column lecture_form text, add column ceremony text, add column hours int check (hours > 0);
comment on column meeting.education is '教育类别';
comment on column meeting.lecturer_kind is '讲课人身份';
comment on column meeting.lecture_form is '党课形式';
comment on column meeting.ceremony is '仪式种类';
comment on column meeting.hours is '学时';
create index on meeting (kind, held_on, id) where removed_at is null;
alter table attendance add column made_up_on date;
comment on column attendance.made_up_on is '补学日期';

-- What somebody did on a theme day goes to the record of what members do.
alter table member_deed add column meeting_id uuid references meeting (id);
comment on column member_deed.meeting_id is '主题党日';
create unique index on member_deed (meeting_id, member_id) where removed_at is null and meeting_id is not null;
