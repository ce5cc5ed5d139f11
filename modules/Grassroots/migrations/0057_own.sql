-- What a member asks to be corrected in the own file, and what was decided, by whom and why.
select org.make_corrections('correction', '党员更正申请', 'member', '党员');
alter table correction add column organisation_id uuid not null references organisation (id);
select org.make_following('correction', 'organisation', 'organisation_id');
comment on column correction.organisation_id is '党支部';
