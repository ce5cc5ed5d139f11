-- A candidate applies for a post of the round, and what was announced stays as it was announced, whoever writes.
create unique index on selection_post (id, selection_id);
alter table selection_post no force row level security;
alter table selection_candidate no force row level security;
alter table selection_candidate add foreign key (selection_post_id, selection_id) references selection_post (id, selection_id);
alter table selection_post force row level security;
alter table selection_candidate force row level security;

create function keep_selection_post() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (new.title, new.selection_id, new.institution_post_id, new.unit, new.system, new.wanted, new.conditions) is not distinct from (old.title, old.selection_id, old.institution_post_id, old.unit, old.system, old.wanted, old.conditions) then
    return new;
  end if;
  if exists (select from talent.selection s where s.id in (new.selection_id, case when tg_op = 'UPDATE' then old.selection_id end) and s.stage >= '2') then
    raise exception '批次已经公告，岗位、人数和条件从公告起不再增改' using errcode = 'OW003';
  end if;
  -- Entering it from the vacancies asks by itself; whoever wants more later must find it vacant too.
  if tg_op = 'UPDATE' and new.wanted > old.wanted and new.institution_post_id is not null then
    perform from talent.institution_post p where p.id = new.institution_post_id for update;
    if (select p.vacant from talent.institution_post p where p.id = new.institution_post_id)
      < new.wanted - new.filled + coalesce((select sum(o.wanted - o.filled) from talent.selection_post o join talent.selection b on b.id = o.selection_id where o.institution_post_id = new.institution_post_id and o.id <> new.id and o.removed_at is null and b.removed_at is null and b.stage < '8'), 0) then
      raise exception '空缺不够：已经列入别的批次、还没有聘用的名额也算在内' using errcode = 'OW003';
    end if;
  end if;
  return new;
end $$;
create trigger keeps before insert or update on selection_post for each row execute function keep_selection_post();
create index on selection_post (institution_post_id) where removed_at is null;

create function keep_selection_candidate() returns trigger language plpgsql as $$
declare
  round record;
begin
  if tg_op = 'UPDATE' and (new.selection_id, new.selection_post_id, new.applied_on) is not distinct from (old.selection_id, old.selection_post_id, old.applied_on) then
    return new;
  end if;
  if tg_op = 'UPDATE' and old.stage >= '2' then
    raise exception '资格审查以后，批次、岗位和报名日期不再改' using errcode = 'OW003';
  end if;
  if not exists (select from talent.selection_post p where p.id = new.selection_post_id and p.selection_id = new.selection_id) then
    raise exception '报考岗位不在这一批次里，请改选这一批次的岗位' using errcode = 'OW003';
  end if;
  select s.stage, s.announced_on, s.apply_until into round from talent.selection s where s.id = new.selection_id;
  if round.stage < '2' then
    raise exception '批次还没有公告，不能报名' using errcode = 'OW003';
  end if;
  if new.applied_on < round.announced_on or new.applied_on > round.apply_until then
    raise exception '报名日期不在公告（%）和报名截止（%）之间', to_char(round.announced_on, 'YYYY.MM.DD'), to_char(round.apply_until, 'YYYY.MM.DD') using errcode = 'OW003';
  end if;
  return new;
end $$;
create trigger keeps before insert or update on selection_candidate for each row execute function keep_selection_candidate();
