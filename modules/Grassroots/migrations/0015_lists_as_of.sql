-- What hangs on a member can be shown as of any day too, and stays with the place where the member stood then.
select org.make_effective('member_post', 'began_on', '{}', '{}');
select org.make_effective('member_honour', 'awarded_on', '{}', '{}');
select org.make_effective('member_move', 'moved_on', '{}', '{}');
create index on member_post_history (member_id, rank_order, id);
create index on member_honour_history (member_id, rank_order, id);
create index on member_move_history (member_id, rank_order, id);
