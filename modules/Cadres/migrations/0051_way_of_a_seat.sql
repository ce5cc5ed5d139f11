-- How a seat is filled: by decision of the committee, or by election. Batches take the way from here, and with it whether there is a probation.
alter table team_seat add column way text not null default '1';
comment on column team_seat.way is '任用方式';
