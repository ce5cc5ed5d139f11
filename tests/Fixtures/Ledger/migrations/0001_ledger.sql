create table circle (
  name text not null,
  parent_id uuid,
  code text
);
select org.make_register('circle', '小组');
alter table circle no force row level security;
alter table circle add foreign key (parent_id) references circle (id);
alter table circle force row level security;
select org.make_searchable('circle', 'name');
comment on column circle.name is '组名';
comment on column circle.parent_id is '上级小组';
comment on column circle.code is '组号';
create index on circle (parent_id);
create unique index on circle (code) where removed_at is null;

create table entrant (
  name text not null,
  joined_on date,
  score int,
  is_active boolean not null default false,
  post text,
  circle_id uuid references circle (id),
  unit_id uuid references org.unit (id),
  phone text,
  remark text
);
select org.make_register('entrant', '样员');
select org.make_person_register('entrant');
select org.make_searchable('entrant', 'name');
comment on column entrant.name is '姓名';
comment on column entrant.joined_on is '加入时间';
comment on column entrant.score is '得分';
comment on column entrant.is_active is '在册';
comment on column entrant.post is '岗位';
comment on column entrant.circle_id is '小组';
comment on column entrant.unit_id is '单位';
comment on column entrant.phone is '手机';
select org.make_sensitive('entrant', 'phone');
comment on column entrant.remark is '备注';
create index on entrant (birth_on, id) where removed_at is null;
create index on entrant (joined_on, id) where removed_at is null;
create index on entrant (score, id) where removed_at is null;
create index on entrant (circle_id);

create table note (
  noted_on date not null,
  words text not null,
  circle_id uuid references circle (id),
  told_to text
);
select org.make_child('note', '记事', 'entrant');
comment on column note.noted_on is '日期';
comment on column note.words is '事由';
comment on column note.circle_id is '相关小组';
comment on column note.told_to is '告知人住址';
select org.make_sensitive('note', 'told_to');

-- What others may read: no identity, no telephone.
create view pub_entrants as select id, locality_path, name, score from entrant where removed_at is null;
comment on view pub_entrants is '样员';
