-- Teams, pairs, what is moved down, delegates; commendations, visits, models; what is to be studied; bases and Party workers with their certificates.
create table commando_team (
  name text not null check (name <> ''),
  organisation_id uuid not null references organisation (id),
  host text not null,
  task text not null,
  leader_id uuid not null references member (id),
  began_on date not null,
  ended_on date check (ended_on >= began_on),
  summary text
);
select org.make_register('commando_team', '党员突击队');
select org.make_following('commando_team', 'organisation', 'organisation_id');
comment on column commando_team.name is '名称';
comment on column commando_team.organisation_id is '党组织';
comment on column commando_team.host is '企业、项目';
comment on column commando_team.task is '任务';
comment on column commando_team.leader_id is '队长';
comment on column commando_team.began_on is '成立日期';
comment on column commando_team.ended_on is '结束日期';
comment on column commando_team.summary is '成效';
create index on commando_team (began_on, id) where removed_at is null;

create table team_member (
  member_id uuid not null references member (id),
  part text
);
select org.make_child('team_member', '突击队队员', 'commando_team');
comment on column team_member.member_id is '队员';
comment on column team_member.part is '分工';

create table team_result (
  done_on date not null,
  words text not null,
  evidence text not null,
  people int check (people > 0)
);
select org.make_child('team_result', '突击队成果', 'commando_team');
comment on column team_result.done_on is '日期';
comment on column team_result.words is '成果';
comment on column team_result.evidence is '证明';
comment on column team_result.people is '参加人数';

create table pairing (
  title text not null check (title <> ''),
  organisation_id uuid not null references organisation (id),
  other_id uuid references organisation (id),
  other_name text,
  kind text not null,
  agreement text,
  began_on date not null,
  ends_on date not null check (ends_on >= began_on),
  plan text not null,
  last_on date,
  activities int not null default 0,
  given int not null default 0,
  check ((other_id is null) <> (other_name is null)),
  check (other_id <> organisation_id)
);
select org.make_register('pairing', '党组织结对');
select org.make_following('pairing', 'organisation', 'organisation_id');
comment on column pairing.title is '结对内容';
comment on column pairing.organisation_id is '党组织';
comment on column pairing.other_id is '另一方';
comment on column pairing.other_name is '另一方（不在本地的）';
comment on column pairing.kind is '类别';
comment on column pairing.agreement is '协议';
comment on column pairing.began_on is '开始日期';
comment on column pairing.ends_on is '结束日期';
comment on column pairing.plan is '年度活动计划';
comment on column pairing.last_on is '最近活动';
comment on column pairing.activities is '活动次数';
comment on column pairing.given is '投入资源（元）';
create index on pairing (organisation_id) where removed_at is null;
create index on pairing (other_id) where removed_at is null;
create index on pairing (ends_on, id) where removed_at is null;

create table pairing_activity (
  done_on date not null,
  words text not null,
  given int check (given >= 0),
  goods text
);
select org.make_child('pairing_activity', '结对活动', 'pairing');
comment on column pairing_activity.done_on is '日期';
comment on column pairing_activity.words is '活动';
comment on column pairing_activity.given is '投入（元）';
comment on column pairing_activity.goods is '物资、项目';

create table descent (
  title text not null check (title <> ''),
  kind text not null,
  from_unit text not null,
  organisation_id uuid not null references organisation (id),
  number int not null default 1 check (number > 0),
  began_on date not null,
  ended_on date check (ended_on >= began_on),
  effect text
);
select org.make_register('descent', '力量下沉登记');
select org.make_following('descent', 'organisation', 'organisation_id');
comment on column descent.title is '下沉内容';
comment on column descent.kind is '类别';
comment on column descent.from_unit is '来自单位';
comment on column descent.organisation_id is '接收党组织';
comment on column descent.number is '人数、项数';
comment on column descent.began_on is '开始日期';
comment on column descent.ended_on is '结束日期';
comment on column descent.effect is '成效';
create index on descent (organisation_id, began_on) where removed_at is null;
create index on descent (began_on, id) where removed_at is null;

create table delegate (
  name text not null,
  member_id uuid not null references member (id),
  organisation_id uuid not null references organisation (id),
  level text not null,
  congress text not null,
  constituency text not null,
  elected_on date not null,
  ends_on date not null check (ends_on > elected_on),
  ended_reason text,
  last_on date
);
select org.make_register('delegate', '党员代表');
select org.make_following('delegate', 'organisation', 'organisation_id');
comment on column delegate.name is '姓名';
comment on column delegate.member_id is '党员';
comment on column delegate.organisation_id is '党组织';
comment on column delegate.level is '层级';
comment on column delegate.congress is '届次';
comment on column delegate.constituency is '选举单位';
comment on column delegate.elected_on is '当选日期';
comment on column delegate.ends_on is '任期至';
comment on column delegate.ended_reason is '终止原因';
comment on column delegate.last_on is '最近活动';
select org.make_searchable('delegate', 'name');
create unique index on delegate (member_id, level, congress) where removed_at is null;
create index on delegate (elected_on, id) where removed_at is null;

create table delegate_activity (
  done_on date not null,
  kind text not null,
  words text not null,
  people int check (people >= 0)
);
select org.make_child('delegate_activity', '党员代表活动', 'delegate');
comment on column delegate_activity.done_on is '日期';
comment on column delegate_activity.kind is '种类';
comment on column delegate_activity.words is '内容';
comment on column delegate_activity.people is '受众、联系人数';
create index on delegate_activity (done_on, id) where removed_at is null;

create table commendation (
  title text not null check (title <> ''),
  kind text not null,
  level text not null,
  member_id uuid references member (id),
  organisation_id uuid not null references organisation (id),
  authority text not null,
  document_no text not null,
  awarded_on date not null,
  revoked_on date,
  revoked_reason text,
  honour_id uuid,
  check ((revoked_on is null) = (revoked_reason is null))
);
select org.make_register('commendation', '党内表彰和奖励');
select org.make_following('commendation', 'organisation', 'organisation_id');
comment on column commendation.title is '荣誉名称';
comment on column commendation.kind is '类别';
comment on column commendation.level is '级别';
comment on column commendation.member_id is '获奖党员';
comment on column commendation.organisation_id is '党组织';
comment on column commendation.authority is '授予机关';
comment on column commendation.document_no is '文号';
comment on column commendation.awarded_on is '授予日期';
comment on column commendation.revoked_on is '撤销日期';
comment on column commendation.revoked_reason is '撤销原因';
comment on column commendation.honour_id is '写入名册的奖惩';
create index on commendation (member_id) where removed_at is null;
create index on commendation (organisation_id, awarded_on) where removed_at is null;
create index on commendation (awarded_on, id) where removed_at is null;

create table visit_round (
  title text not null check (title <> ''),
  occasion text not null,
  began_on date not null,
  due_on date not null check (due_on >= began_on),
  budget int not null check (budget >= 0),
  document_no text,
  remark text
);
select org.make_register('visit_round', '走访慰问批次');
comment on column visit_round.title is '名称';
comment on column visit_round.occasion is '场合';
comment on column visit_round.began_on is '计划开始';
comment on column visit_round.due_on is '计划完成';
comment on column visit_round.budget is '预算（元）';
comment on column visit_round.document_no is '文号';
comment on column visit_round.remark is '说明';
create index on visit_round (began_on, id) where removed_at is null;
select org.make_known_below('visit_round');

create table visit (
  name text not null,
  round_id uuid not null references visit_round (id),
  care_object_id uuid not null references care_object (id),
  organisation_id uuid not null references organisation (id),
  leader text not null,
  planned_on date not null,
  amount int not null default 0 check (amount >= 0),
  goods text,
  visited_on date,
  paid int check (paid >= 0),
  received_by text,
  failed_reason text,
  remark text,
  check (visited_on is null or received_by is not null)
);
select org.make_register('visit', '走访慰问');
select org.make_following('visit', 'organisation', 'organisation_id');
comment on column visit.name is '姓名';
comment on column visit.round_id is '批次';
comment on column visit.care_object_id is '关怀对象';
comment on column visit.organisation_id is '党组织';
comment on column visit.leader is '走访领导';
comment on column visit.planned_on is '计划日期';
comment on column visit.amount is '计划慰问金（元）';
comment on column visit.goods is '物品';
comment on column visit.visited_on is '走访日期';
comment on column visit.paid is '实发（元）';
comment on column visit.received_by is '签收人';
comment on column visit.failed_reason is '没有走成的原因';
comment on column visit.remark is '情况';
create unique index on visit (round_id, care_object_id) where removed_at is null;
create index on visit (organisation_id) where removed_at is null;
create index on visit (planned_on, id) where removed_at is null;

create table role_model (
  title text not null check (title <> ''),
  kind text not null,
  member_id uuid references member (id),
  organisation_id uuid not null references organisation (id),
  sphere text not null,
  deeds text not null,
  publicity text not null,
  chosen_on date not null,
  uses int not null default 0,
  last_on date
);
select org.make_register('role_model', '先进典型');
select org.make_following('role_model', 'organisation', 'organisation_id');
comment on column role_model.title is '典型';
comment on column role_model.kind is '种类';
comment on column role_model.member_id is '党员';
comment on column role_model.organisation_id is '党组织';
comment on column role_model.sphere is '领域';
comment on column role_model.deeds is '事迹';
comment on column role_model.publicity is '宣传层级';
comment on column role_model.chosen_on is '选树日期';
comment on column role_model.uses is '用于教育次数';
comment on column role_model.last_on is '最近使用';
create index on role_model (chosen_on, id) where removed_at is null;

create table model_use (
  used_on date not null,
  form text not null,
  people int not null check (people > 0),
  words text
);
select org.make_child('model_use', '典型用于教育', 'role_model');
comment on column model_use.used_on is '日期';
comment on column model_use.form is '形式';
comment on column model_use.people is '受教育人数';
comment on column model_use.words is '说明';

create table warning_case (
  title text not null check (title <> ''),
  kind text not null,
  document_no text not null,
  told_on date not null,
  facts text not null,
  lesson text not null,
  readers text not null
);
select org.make_register('warning_case', '反面案例');
comment on column warning_case.title is '案例';
comment on column warning_case.kind is '问题类型';
comment on column warning_case.document_no is '通报文件';
comment on column warning_case.told_on is '通报日期';
comment on column warning_case.facts is '案情';
comment on column warning_case.lesson is '教训';
comment on column warning_case.readers is '知悉范围';
create index on warning_case (told_on, id) where removed_at is null;

create table party_worker (
  name text not null,
  member_id uuid references member (id),
  organisation_id uuid not null references organisation (id),
  is_full_time boolean not null default false,
  post text not null,
  began_on date not null,
  ended_on date check (ended_on >= began_on),
  courses int not null default 0,
  score int check (score between 0 and 100),
  has_practice boolean not null default false,
  grade text,
  certificate_no text,
  certified_on date,
  valid_until date
);
select org.make_register('party_worker', '党务工作者');
select org.make_following('party_worker', 'organisation', 'organisation_id');
comment on column party_worker.name is '姓名';
comment on column party_worker.member_id is '党员';
comment on column party_worker.organisation_id is '党组织';
comment on column party_worker.is_full_time is '专兼职';
comment on column party_worker.post is '岗位';
comment on column party_worker.began_on is '从事党务自';
comment on column party_worker.ended_on is '离岗日期';
comment on column party_worker.courses is '培训课程（门）';
comment on column party_worker.score is '考试成绩';
comment on column party_worker.has_practice is '实践考核合格';
comment on column party_worker.grade is '认证等级';
comment on column party_worker.certificate_no is '证书编号';
comment on column party_worker.certified_on is '认证日期';
comment on column party_worker.valid_until is '有效期至';
select org.make_searchable('party_worker', 'name');
create index on party_worker (valid_until, id) where removed_at is null;
create index on party_worker (organisation_id) where removed_at is null;
create unique index on party_worker (certificate_no) where certificate_no is not null and removed_at is null;

create table worker_need (
  basis text not null check (basis <> ''),
  organisation_id uuid not null references organisation (id),
  required int not null check (required > 0),
  is_pilot boolean not null default false
);
select org.make_register('worker_need', '党务力量配备');
select org.make_following('worker_need', 'organisation', 'organisation_id');
comment on column worker_need.basis is '依据';
comment on column worker_need.organisation_id is '党组织';
comment on column worker_need.required is '应配';
comment on column worker_need.is_pilot is '认证试点';
create unique index on worker_need (organisation_id) where removed_at is null;

-- What a member is given stands on the record at once, with the same words, and goes with the commendation: corrected, given to another, revoked, to the bin and back.
create function commended() returns trigger language plpgsql as $$
declare
  lapsed text := case when new.revoked_on is not null then '荣誉撤销：' || new.revoked_reason when new.removed_at is not null then '表彰奖励移出台账' end;
begin
  if tg_op = 'UPDATE' and new.honour_id is not null and new.member_id is distinct from old.member_id then
    update grassroots.member_honour set removed_at = now(), removed_by = org.actor(), removed_reason = '表彰奖励更正了获奖人', version = version + 1 where id = new.honour_id and removed_at is null;
    new.honour_id := null;
  end if;
  if new.member_id is null then return new; end if;
  if new.honour_id is null then
    if lapsed is null then
      insert into grassroots.member_honour (member_id, locality_path, kind, title, awarded_on, authority, document_no)
        select m.id, m.locality_path, '0129', new.title, new.awarded_on, new.authority, new.document_no from grassroots.member m where m.id = new.member_id returning id into new.honour_id;
    end if;
  else
    update grassroots.member_honour set title = new.title, awarded_on = new.awarded_on, authority = new.authority, document_no = new.document_no, version = version + 1 where id = new.honour_id;
    -- What somebody put into the bin by hand stays there; only lapsing and coming back move it.
    if lapsed is distinct from (case when old.revoked_on is not null then '荣誉撤销：' || old.revoked_reason when old.removed_at is not null then '表彰奖励移出台账' end) then
      update grassroots.member_honour set removed_at = case when lapsed is not null then coalesce(removed_at, now()) end, removed_by = case when lapsed is not null then coalesce(removed_by, org.actor()) end, removed_reason = lapsed where id = new.honour_id;
    end if;
  end if;
  return new;
end $$;
create trigger commended before insert or update of title, member_id, awarded_on, authority, document_no, revoked_on, revoked_reason, removed_at on commendation for each row execute function commended();

-- What stands on a record about its list is reckoned from the list, however a row of it came, was corrected, went to the bin or came back.
create function pairing_counted() returns trigger language plpgsql as $$
begin
  perform from grassroots.pairing where id = new.pairing_id for update;
  update grassroots.pairing p set (last_on, activities, given) = (select max(a.done_on), count(*)::int, coalesce(sum(a.given), 0)::int from grassroots.pairing_activity a where a.pairing_id = p.id and a.removed_at is null) where p.id = new.pairing_id;
  return null;
end $$;
create trigger counted after insert or update of done_on, given, removed_at on pairing_activity for each row execute function pairing_counted();
create function delegate_counted() returns trigger language plpgsql as $$
begin
  perform from grassroots.delegate where id = new.delegate_id for update;
  update grassroots.delegate d set last_on = (select max(a.done_on) from grassroots.delegate_activity a where a.delegate_id = d.id and a.removed_at is null) where d.id = new.delegate_id;
  return null;
end $$;
create trigger counted after insert or update of done_on, removed_at on delegate_activity for each row execute function delegate_counted();
create function model_counted() returns trigger language plpgsql as $$
begin
  perform from grassroots.role_model where id = new.role_model_id for update;
  update grassroots.role_model m set (uses, last_on) = (select count(*)::int, max(u.used_on) from grassroots.model_use u where u.role_model_id = m.id and u.removed_at is null) where m.id = new.role_model_id;
  return null;
end $$;
create trigger counted after insert or update of used_on, removed_at on model_use for each row execute function model_counted();
