create table organisation (
  name text not null,
  short_name text,
  code text,
  kind text not null,
  sphere text not null,
  parent_id uuid,
  unit_id uuid references org.unit (id),
  founded_on date,
  state text not null default '1',
  stars text,
  is_weak boolean not null default false,
  secretary text,
  is_one_shoulder boolean not null default false,
  term_began_on date,
  term_years int,
  term_ends_on date,
  contact_phone text,
  address text,
  site_area int,
  remark text
);
select org.make_register('organisation', '党组织');
-- Every Party organisation is a place: what is its own carries its path, and a branch is a scope like a village is.
select org.make_seated('organisation', 'name', 'short_name', 'parent_id');
select org.make_searchable('organisation', 'name');
-- Adding the key reads the table as its owner, who has no scope here: for this one statement the policy does not bind owners.
alter table organisation no force row level security;
alter table organisation add foreign key (parent_id) references organisation (id);
alter table organisation force row level security;

comment on column organisation.name is '党组织名称';
comment on column organisation.short_name is '简称';
comment on column organisation.code is '党组织代码';
comment on column organisation.kind is '党组织类别';
comment on column organisation.sphere is '领域';
comment on column organisation.parent_id is '上级党组织';
comment on column organisation.unit_id is '所在单位';
comment on column organisation.founded_on is '建立时间';
comment on column organisation.state is '组织状态';
comment on column organisation.stars is '星级';
comment on column organisation.is_weak is '软弱涣散';
comment on column organisation.secretary is '书记';
comment on column organisation.is_one_shoulder is '书记、主任“一肩挑”';
comment on column organisation.term_began_on is '本届选举日期';
comment on column organisation.term_years is '每届年数';
comment on column organisation.term_ends_on is '届满日期';
comment on column organisation.contact_phone is '联系电话';
select org.make_sensitive('organisation', 'contact_phone');
comment on column organisation.address is '活动场所地址';
comment on column organisation.site_area is '活动场所面积（平方米）';
comment on column organisation.remark is '备注';

create index on organisation (term_ends_on, id) where removed_at is null;
create index on organisation (parent_id, rank_order, id) where removed_at is null;
create unique index on organisation (code) where removed_at is null;
