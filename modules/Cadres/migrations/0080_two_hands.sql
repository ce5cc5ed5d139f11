-- Two hands: who has filled in a sheet of the assessment, all of them; who has written down a veto, whatever others in the batch are called.
alter table assessment_sheet add column filled_by uuid[] not null default '{}';
comment on column assessment_sheet.filled_by is '填报过考核表的人';
alter table appointment_candidate add column veto_entered_by uuid;
comment on column appointment_candidate.veto_entered_by is '登记一票否决的人';
