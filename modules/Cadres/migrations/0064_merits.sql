-- What somebody has brought about and where they stood in the front line (凭实绩选用), which a case of appointment lists; who was chosen below for townships' leaders; seats by their own id where a plan or a reform means them.

-- Called by the person's name, as the file of the cadre has it; it stays with them.
create function called_after_cadre() returns trigger language plpgsql set search_path from current as $$
begin
  if tg_op = 'UPDATE' and new.cadre_id <> old.cadre_id then
    raise exception '不能改到另一人名下' using errcode = 'OW004';
  end if;
  select c.name, c.name_pinyin, c.name_initials into new.name, new.name_pinyin, new.name_initials from cadre c where c.id = new.cadre_id;
  if new.name is null then
    raise exception '请从候选里选干部' using errcode = 'OW004';
  end if;
  return new;
end $$;

create table achievement (
  name text not null default '',
  cadre_id uuid not null,
  task text not null,
  role text not null,
  began_on date not null,
  ended_on date check (ended_on >= began_on),
  result text not null,
  proof text not null,
  state text not null default '1' check (state in ('1', '2', '3')),
  verified_on date,
  verified_by text,
  verified_words text,
  check (state = '1' or verified_on is not null and verified_by is not null)
);
select org.make_register('achievement', '干部实绩档案');
select org.make_searchable('achievement', 'name');
comment on column achievement.name is '姓名';
comment on column achievement.cadre_id is '干部';
comment on column achievement.task is '任务、项目';
comment on column achievement.role is '承担的职责';
comment on column achievement.began_on is '自何时起';
comment on column achievement.ended_on is '至何时';
comment on column achievement.result is '干成了什么';
comment on column achievement.proof is '证明材料';
comment on column achievement.state is '核实：1 待核实 2 属实 3 不实';
comment on column achievement.verified_on is '核实日期';
comment on column achievement.verified_by is '核实人';
comment on column achievement.verified_words is '核实情况';
create index on achievement (cadre_id, began_on) where removed_at is null;
create index on achievement (began_on, id) where removed_at is null;
create trigger named before insert or update of cadre_id on achievement for each row execute function called_after_cadre();
create trigger concluded before update on achievement for each row execute function keep_concluded('2,3', '已经核实，不再改', '');

create table frontline_service (
  name text not null default '',
  cadre_id uuid not null,
  kind text not null,
  task text not null,
  place text not null,
  began_on date not null,
  ended_on date check (ended_on >= began_on),
  document_no text,
  appraisal text,
  appraised_on date,
  appraised_words text,
  check (appraisal is null or ended_on is not null and appraised_on >= ended_on)
);
select org.make_register('frontline_service', '选派到重点工作一线');
select org.make_searchable('frontline_service', 'name');
comment on column frontline_service.name is '姓名';
comment on column frontline_service.cadre_id is '干部';
comment on column frontline_service.kind is '一线类别';
comment on column frontline_service.task is '任务';
comment on column frontline_service.place is '地点、专班';
comment on column frontline_service.began_on is '自何时起';
comment on column frontline_service.ended_on is '至何时';
comment on column frontline_service.document_no is '选派文号';
comment on column frontline_service.appraisal is '期满鉴定';
comment on column frontline_service.appraised_on is '鉴定日期';
comment on column frontline_service.appraised_words is '鉴定意见';
create index on frontline_service (cadre_id, began_on) where removed_at is null;
create index on frontline_service (began_on, id) where removed_at is null;
create trigger named before insert or update of cadre_id on frontline_service for each row execute function called_after_cadre();

-- Listed with the case when the report on the person is written.
alter table appointment_candidate add column merits text, add column achievements int, add column frontlines int, add column merits_on date;
comment on column appointment_candidate.merits is '随案列出的实绩和一线经历';
comment on column appointment_candidate.achievements is '经核实的实绩（项）';
comment on column appointment_candidate.frontlines is '一线经历（段）';
comment on column appointment_candidate.merits_on is '列出日期';
create index on appointment_candidate (took_office_on, id) where removed_at is null;

-- Who came through a round of selection below: not cadres yet, most of them. Told by the grassroots module.
create table township_pool (
  name text not null,
  person_id uuid,
  source text not null,
  round text not null,
  selected_on date not null,
  document_no text not null
);
select org.make_register('township_pool', '四类人员选拔入围');
comment on column township_pool.name is '姓名';
comment on column township_pool.person_id is '自然人';
comment on column township_pool.source is '来源';
comment on column township_pool.round is '选拔种类';
comment on column township_pool.selected_on is '入围日期';
comment on column township_pool.document_no is '文号';
create unique index on township_pool (person_id, document_no) where removed_at is null and person_id is not null;
create index on township_pool (selected_on, id) where removed_at is null;

-- A plan means a seat, whatever it will be called by then; the name alone holds where the team has none of that name, or several.
alter table term_move add column to_seat_id uuid;
comment on column term_move.to_seat_id is '去向职位（班子职位）';
create function seat_meant() returns trigger language plpgsql set search_path from current as $$
begin
  if tg_op = 'INSERT' or new.to_team_id is distinct from old.to_team_id or new.to_post is distinct from old.to_post then
    select case when count(*) = 1 then (array_agg(s.id))[1] end into new.to_seat_id from team_seat s where s.team_id = new.to_team_id and s.post = new.to_post and s.removed_at is null and s.closed_on is null;
  end if;
  return new;
end $$;
create trigger seat_meant before insert or update on term_move for each row execute function seat_meant();

-- Somebody may hold two posts in bodies that are reformed: each is carried over or waits by itself.
alter table reform_person add column old_seat_id uuid, add column new_seat_id uuid;
comment on column reform_person.old_seat_id is '原职位（班子职位）';
comment on column reform_person.new_seat_id is '新职位（班子职位）';
drop index reform_person_reform_id_cadre_id_idx;
create unique index on reform_person (reform_id, cadre_id, old_seat_id) where removed_at is null;
