-- Who left the post of secretary for another place is asked of the history by the organisation as well.
create index on member_post_history (organisation_id, id) where post = '001A';
