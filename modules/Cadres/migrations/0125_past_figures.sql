-- A figure of a past day looks for who sat on a seat then. The column is younger than the history.
select org.extend_histories();
create index on cadre_post_history (seat_id, valid_from);

-- Who was vetoed and is a candidate again was out until that day.
alter table appointment_candidate add column reopened_on date;
comment on column appointment_candidate.reopened_on is '恢复日期';

-- Given up on a day, as what was concluded is.
alter table special_project no force row level security;
update special_project set concluded_on = (changed_at at time zone 'Asia/Shanghai')::date where state = '4' and concluded_on is null;
alter table special_project force row level security;
