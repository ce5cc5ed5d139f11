-- The year of birth, by which a programme for the young knows whom it means.
create or replace view pub_cadre as
  select c.id, c.name, c.name || coalesce('　' || nullif(c.post_title, ''), '') as called, c.name_pinyin, c.name_initials, c.locality_path, c.rank_order, c.removed_at, extract(year from c.birth_on)::int as birth_year from cadre c where c.status = '1';
comment on view pub_cadre is '在职干部：姓名、职务、出生年份';
