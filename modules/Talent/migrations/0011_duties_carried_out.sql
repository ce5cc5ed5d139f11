-- Whether an item of the three lists is carried out is looked at, and the lists are gone over every year.
alter table duty_item add checked_on date, add carried text, add check_words text;
comment on column duty_item.checked_on is '最近检查落实';
comment on column duty_item.carried is '落实情况';
comment on column duty_item.check_words is '检查情况';
