-- From which a local programme chooses whom it is about.
create view pub_organisation as
  select o.id, o.name, o.name as called, o.name_pinyin, o.name_initials, o.locality_path, o.rank_order, o.removed_at from organisation o where o.state = '1';
comment on view pub_organisation is '党组织：名称';

-- Meetings of the own branch that a member was at: the cadre section sees by it who of the leaders lives as an ordinary member as well.
create view pub_attendance as
  select m.person_id, a.held_on, a.locality_path
  from attendance a join member m on m.id = a.member_id join meeting t on t.id = a.meeting_id
  where a.standing = '1' and t.organisation_id = m.organisation_id and t.state = '3' and t.removed_at is null and t.kind not in ('12', '31', '32', '33') and m.removed_at is null and m.membership_state = '1';
comment on view pub_attendance is '党员参加所在支部组织生活的日期';
