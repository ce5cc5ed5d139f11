-- Who was a member where, which organisation was called what and stood under which, on any day.
alter table member add column left_on date, add column left_kind text;
comment on column member.left_on is '离开日期（转出、出党、停止党籍、死亡）';
comment on column member.left_kind is '离开类型';
alter table organisation add column abolished_on date, add column merged_into_id uuid;
comment on column organisation.abolished_on is '撤销日期';
comment on column organisation.merged_into_id is '并入党组织';
-- Adding the key reads the table as its owner, who has no scope here: for this one statement the policy does not bind owners.
alter table organisation no force row level security;
alter table organisation add foreign key (merged_into_id) references organisation (id);
alter table organisation force row level security;

select org.make_effective('organisation', 'founded_on', array['founded_on'], array['contact_phone', 'place_id']);
select org.make_effective('member', 'joined_on',
  array['person_id', 'name', 'name_pinyin', 'name_initials', 'sex', 'birth_on', 'nation', 'identity_mask', 'native_place', 'joined_on', 'applied_on', 'join_kind', 'introducers', 'work_began_on'],
  array['phone', 'address']);

-- One post in one organisation is held in one stretch at a time.
alter table member_post add check (ended_on >= began_on),
  add constraint member_post_apart exclude using gist (uuid_hash(member_id) with =, member_id with =, post with =, organisation_name with =, daterange(began_on, ended_on) with &&) where (removed_at is null);
