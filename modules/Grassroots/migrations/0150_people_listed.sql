-- People from whom a programme chooses who takes part: name, organisation and post, and the year of birth by which the young are meant. Nothing else of them.
create view pub_party_member as
  select m.id, m.name, m.name || '　' || coalesce(o.short_name, o.name) as called, m.name_pinyin, m.name_initials, m.locality_path, m.rank_order, m.removed_at, extract(year from m.birth_on)::int as birth_year
  from member m join organisation o on o.id = m.organisation_id where m.membership_state = '1';
comment on view pub_party_member is '在册党员：姓名、所在党组织、出生年份';

create view pub_village_cadre as
  select c.id, c.name, c.name || '　' || coalesce(o.short_name, o.name)
    || coalesce(case c.party_post when '1' then '书记' when '2' then '副书记' when '3' then '委员' end, '') || coalesce(case c.committee_post when '1' then '、村（居）委会主任' when '2' then '、村（居）委会副主任' when '3' then '、村（居）委会委员' end, '') as called,
    c.name_pinyin, c.name_initials, c.locality_path, c.rank_order, c.removed_at, extract(year from c.birth_on)::int as birth_year
  from village_cadre c join organisation o on o.id = c.organisation_id where c.left_on is null;
comment on view pub_village_cadre is '在任村（社区）“两委”干部：姓名、职务、出生年份';

create view pub_village_secretary as
  select c.id, c.name, c.name || '　' || coalesce(o.short_name, o.name) || '书记' as called, c.name_pinyin, c.name_initials, c.locality_path, c.rank_order, c.removed_at, extract(year from c.birth_on)::int as birth_year
  from village_cadre c join organisation o on o.id = c.organisation_id where c.left_on is null and c.party_post = '1';
comment on view pub_village_secretary is '在任村（社区）党组织书记：姓名、职务、出生年份';
