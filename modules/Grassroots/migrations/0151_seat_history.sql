-- Who sat on a seat is asked of the histories too, for those who have gone to another place since.
select org.extend_histories();
create index on member_post_history (seat_id, valid_from) where seat_id is not null;
