-- 驻村选派: who was sent to which village or community, for how long, what was done there, and what was decided of them.
create table posting_target (
  title text not null check (title <> ''),
  organisation_id uuid not null references organisation (id),
  kind text not null,
  reason text not null,
  listed_on date not null,
  document_no text,
  ended_on date check (ended_on >= listed_on),
  ended_words text
);
select org.make_register('posting_target', '应选派名单');
select org.make_following('posting_target', 'organisation', 'organisation_id');
comment on column posting_target.title is '名称';
comment on column posting_target.organisation_id is '村（社区）党组织';
comment on column posting_target.kind is '应派，1 第一书记 2 社区下沉干部';
comment on column posting_target.reason is '列入原因';
comment on column posting_target.listed_on is '列入日期';
comment on column posting_target.document_no is '文号';
comment on column posting_target.ended_on is '不再列入日期';
comment on column posting_target.ended_words is '不再列入说明';
create unique index on posting_target (organisation_id, kind) where ended_on is null and removed_at is null;
create index on posting_target (locality_path, kind, id) where removed_at is null;
create index on posting_target (listed_on, id) where removed_at is null;

create table posting (
  name text not null,
  unit text not null check (unit <> ''),
  level text not null,
  organisation_id uuid not null references organisation (id),
  role text not null,
  began_on date not null,
  due_on date not null check (due_on > began_on),
  document_no text,
  ended_on date check (ended_on >= began_on),
  ended_kind text,
  ended_words text,
  remark text,
  check ((ended_on is null) = (ended_kind is null))
);
select org.make_register('posting', '驻村选派干部');
alter table posting add column replaces_id uuid references posting (id);
select org.make_following('posting', 'organisation', 'organisation_id');
select org.make_searchable('posting', 'name');
comment on column posting.name is '姓名';
comment on column posting.unit is '派出单位';
comment on column posting.level is '派出层级，1 省 2 市 3 县';
comment on column posting.organisation_id is '村（社区）党组织';
comment on column posting.role is '担任，1 第一书记 2 工作队队长 3 工作队队员 4 社区下沉干部';
comment on column posting.began_on is '到岗日期';
comment on column posting.due_on is '期满日期';
comment on column posting.document_no is '选派文号';
comment on column posting.replaces_id is '接替';
comment on column posting.ended_on is '离岗日期';
comment on column posting.ended_kind is '离岗原因，1 期满 2 提前调整 3 召回';
comment on column posting.ended_words is '离岗说明';
comment on column posting.remark is '备注';
create index on posting (organisation_id, role) where ended_on is null and removed_at is null;
create index on posting (locality_path, due_on, id) where removed_at is null;
create index on posting (due_on, id) where removed_at is null;
create index on posting (locality_path, level, id) where removed_at is null;
create index on posting (locality_path, role, id) where removed_at is null;
create index on posting (replaces_id) where replaces_id is not null;

create table posting_month (
  month date not null check (extract(day from month) = 1),
  days int not null check (days between 0 and 31),
  plan text not null,
  summary text
);
select org.make_child('posting_month', '驻村月报', 'posting');
comment on column posting_month.month is '月份';
comment on column posting_month.days is '驻村天数';
comment on column posting_month.plan is '月计划';
comment on column posting_month.summary is '月小结';
create unique index on posting_month (posting_id, month) where removed_at is null;

create table posting_leave (
  began_on date not null,
  ended_on date not null check (ended_on >= began_on),
  reason text not null,
  approved_by text not null,
  back_on date check (back_on >= began_on)
);
select org.make_child('posting_leave', '驻村干部请假', 'posting');
comment on column posting_leave.began_on is '起';
comment on column posting_leave.ended_on is '止';
comment on column posting_leave.reason is '事由';
comment on column posting_leave.approved_by is '批准人';
comment on column posting_leave.back_on is '销假日期';

create table posting_diary (
  done_on date not null,
  words text not null
);
select org.make_child('posting_diary', '驻村日记', 'posting');
comment on column posting_diary.done_on is '日期';
comment on column posting_diary.words is '做了什么';

create table posting_check (
  checked_on date not null,
  checker text not null,
  is_there boolean not null default false,
  words text
);
select org.make_child('posting_check', '驻村抽查', 'posting');
comment on column posting_check.checked_on is '抽查日期';
comment on column posting_check.checker is '抽查人';
comment on column posting_check.is_there is '在岗';
comment on column posting_check.words is '情况';

create table posting_training (
  title text not null,
  began_on date not null,
  hours int not null check (hours > 0),
  held_by text
);
select org.make_child('posting_training', '驻村干部培训', 'posting');
comment on column posting_training.title is '培训班';
comment on column posting_training.began_on is '开班日期';
comment on column posting_training.hours is '学时';
comment on column posting_training.held_by is '举办单位';

create table posting_benefit (
  kind text not null,
  period text not null,
  amount int not null check (amount > 0),
  paid_on date not null
);
select org.make_child('posting_benefit', '驻村补助和保险', 'posting');
comment on column posting_benefit.kind is '种类';
comment on column posting_benefit.period is '所属期间';
comment on column posting_benefit.amount is '金额（元）';
comment on column posting_benefit.paid_on is '发放（办理）日期';

create table posting_case (
  title text not null,
  posting_id uuid not null references posting (id),
  organisation_id uuid not null references organisation (id),
  kind text not null,
  level text not null,
  reason text not null check (reason <> ''),
  decider text not null check (decider <> ''),
  decided_on date not null,
  document_no text
);
select org.make_register('posting_case', '表彰、约谈、召回');
select org.make_following('posting_case', 'organisation', 'organisation_id');
comment on column posting_case.title is '姓名';
comment on column posting_case.posting_id is '选派';
comment on column posting_case.organisation_id is '村（社区）党组织';
comment on column posting_case.kind is '种类，1 表彰 2 约谈 3 召回';
comment on column posting_case.level is '派出层级';
comment on column posting_case.reason is '事由';
comment on column posting_case.decider is '决定机关（人）';
comment on column posting_case.decided_on is '决定日期';
comment on column posting_case.document_no is '文号';
create index on posting_case (posting_id) where removed_at is null;
create index on posting_case (locality_path, decided_on, id) where removed_at is null;
create index on posting_case (decided_on, id) where removed_at is null;

create table posting_task (
  title text not null,
  posting_id uuid not null references posting (id),
  organisation_id uuid not null references organisation (id),
  role text not null,
  owner text not null check (owner <> ''),
  given_on date not null,
  due_on date not null check (due_on >= given_on),
  filled_id uuid references posting (id),
  done_on date,
  check ((filled_id is null) = (done_on is null))
);
select org.make_register('posting_task', '补派任务');
select org.make_following('posting_task', 'organisation', 'organisation_id');
comment on column posting_task.title is '补派';
comment on column posting_task.posting_id is '补谁的缺';
comment on column posting_task.organisation_id is '村（社区）党组织';
comment on column posting_task.role is '担任';
comment on column posting_task.owner is '责任人';
comment on column posting_task.given_on is '交办日期';
comment on column posting_task.due_on is '补派期限';
comment on column posting_task.filled_id is '补派人选';
comment on column posting_task.done_on is '到岗日期';
create unique index on posting_task (posting_id) where removed_at is null;
create index on posting_task (organisation_id) where done_on is null and removed_at is null;
create index on posting_task (due_on, id) where removed_at is null;

-- Whoever is sent closes the task that waits for him, typed or out of a sheet; taken back as a mistake, it waits again.
create function posting_fills() returns trigger language plpgsql as $$
begin
  if new.removed_at is not null then
    update grassroots.posting_task set filled_id = null, done_on = null, version = version + 1 where filled_id = new.id;
  elsif new.ended_on is null then
    update grassroots.posting_task set filled_id = new.id, done_on = new.began_on, version = version + 1
      where id = (select t.id from grassroots.posting_task t where t.organisation_id = new.organisation_id and t.role = new.role and t.posting_id <> new.id and t.given_on <= new.began_on and t.done_on is null and t.removed_at is null order by t.given_on, t.id limit 1)
        and not exists (select from grassroots.posting_task f where f.filled_id = new.id);
  end if;
  return null;
end $$;
create trigger fills after insert or update of removed_at on posting for each row execute function posting_fills();
