-- Months that do not count towards the years in the Party: membership suspended and restored, or what was found in the papers.
alter table member add column interrupted_months int not null default 0 check (interrupted_months between 0 and 600);
comment on column member.interrupted_months is '党龄中断（个月）';
