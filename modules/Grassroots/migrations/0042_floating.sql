-- 流动党员: who is away, who came, who is abroad; when somebody last spoke with them.
create table floating (
  name text not null,
  direction text not null check (direction in ('1', '2', '3')),
  member_id uuid references member (id),
  organisation_id uuid not null references organisation (id),
  began_on date not null,
  reason text not null,
  place text not null,
  other_organisation text,
  liaison text not null,
  phone text,
  has_fixed_place boolean not null default false,
  certificate_no text,
  contacted_on date,
  ended_on date,
  end_kind text,
  remark text,
  check (direction = '2' or member_id is not null),
  check (ended_on >= began_on)
);
select org.make_register('floating', '流动党员台账');
select org.make_following('floating', 'organisation', 'organisation_id');
comment on column floating.name is '姓名';
comment on column floating.direction is '1 流出 2 流入 3 出国（境）';
comment on column floating.member_id is '党员（流出、出国境）';
comment on column floating.organisation_id is '负责联系的党支部';
comment on column floating.began_on is '外出（流入）日期';
comment on column floating.reason is '事由';
comment on column floating.place is '流向地、来源地';
comment on column floating.other_organisation is '另一方党组织';
comment on column floating.liaison is '联系人';
comment on column floating.phone is '党员联系电话';
select org.make_sensitive('floating', 'phone');
comment on column floating.has_fixed_place is '地点相对固定';
comment on column floating.certificate_no is '流动党员活动证编号';
comment on column floating.contacted_on is '最近联系日期';
comment on column floating.ended_on is '结束日期';
comment on column floating.end_kind is '结束方式';
comment on column floating.remark is '备注';
create index on floating (organisation_id, rank_order, id) where removed_at is null;
create index on floating (member_id) where removed_at is null;
create index on floating (began_on, id) where removed_at is null;
create unique index floating_one on floating (member_id) where ended_on is null and removed_at is null and member_id is not null;

create table floating_contact (
  contacted_on date not null,
  means text not null,
  by_name text not null,
  words text not null
);
select org.make_child('floating_contact', '流动党员联系记录', 'floating');
comment on column floating_contact.contacted_on is '联系日期';
comment on column floating_contact.means is '方式';
comment on column floating_contact.by_name is '联系人';
comment on column floating_contact.words is '情况';

-- Whether a member floats, and where to, follows from the ledger.
create function floating_member() returns trigger language plpgsql as $$
begin
  if new.member_id is not null then
    update member m set is_floating = x.place is not null, floats_to = x.place, version = m.version + 1
      from (select (select f.place from floating f where f.member_id = new.member_id and f.ended_on is null and f.removed_at is null) as place) x
      where m.id = new.member_id and (m.is_floating, m.floats_to) is distinct from (x.place is not null, x.place);
  end if;
  return null;
end $$;
create trigger follows_new after insert on floating for each row execute function floating_member();
create trigger follows after update of ended_on, removed_at, place, member_id on floating for each row execute function floating_member();
