-- The record of a member or an organisation lists its cases, closed ones too.
create index on procedure_case (subject_id);
