-- Figures of a past day tell of these as they were: whether a park had its organisation, whether a station worked, whose certificate ran.
select org.make_effective('cluster', null, '{}', '{}');
select org.make_effective('teaching_place', 'installed_on', '{}', array['phone']);
select org.make_effective('party_worker', 'began_on', '{}', '{}');
create index on teaching_place_history (village_id, valid_from);

-- And who sat in a village's first seat, who stands in an organisation's posts.
create index on member_post_history (organisation_id, post, valid_from);

-- A visit could not be made: known from that day on.
alter table visit add column failed_on date;
comment on column visit.failed_on is '登记没有走成的日期';
