-- Since when the former level was held, as it was on taking office: who is not fit at the end of probation stands there again.
alter table appointment_candidate add column former_level_began_on date;
comment on column appointment_candidate.former_level_began_on is '原职务层次起算时间（任职时）';
