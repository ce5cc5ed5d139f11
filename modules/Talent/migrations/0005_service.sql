-- T9: 服务事项目录, 服务单 with limits in working hours and days, 人才公寓, 服务卡; T8: 联系专家, 走访, 专家服务团; T1: 成员单位 and 三张清单.
create table service_item (
  name text not null,
  concern text not null,
  min_grade text,
  handling text not null,
  materials text,
  limit_kind text not null default '1',
  limit_count int not null check (limit_count between 1 and 250),
  ended_on date,
  remark text
);
select org.make_register('service_item', '服务事项目录');
comment on column service_item.name is '服务事项';
comment on column service_item.concern is '四子分类';
comment on column service_item.min_grade is '享受层次（至少）';
comment on column service_item.handling is '承办单位';
comment on column service_item.materials is '材料';
comment on column service_item.limit_kind is '1 工作日 2 工作小时';
comment on column service_item.limit_count is '办理时限';
comment on column service_item.ended_on is '停办日期';
comment on column service_item.remark is '说明';

-- Hours are worked from half past eight to twelve and from half past two to six, on working days; in a year whose holidays are not entered from Monday to Friday.
create function working_due(began timestamptz, hours int) returns timestamptz language plpgsql stable as $$
declare
  at_ timestamp := began at time zone 'Asia/Shanghai';
  left_ interval := make_interval(hours => hours);
  from_ timestamp; to_ timestamp; part text;
begin
  for i in 0 .. 400 loop
    if coalesce((select h.is_working from org.holiday h where h.day = at_::date), extract(isodow from at_) < 6) then
      foreach part in array array['08:30-12:00', '14:30-18:00'] loop
        from_ := greatest(at_, at_::date + split_part(part, '-', 1)::time); to_ := at_::date + split_part(part, '-', 2)::time;
        if from_ < to_ then
          if to_ - from_ >= left_ then return (from_ + left_) at time zone 'Asia/Shanghai'; end if;
          left_ := left_ - (to_ - from_);
        end if;
      end loop;
    end if;
    at_ := at_::date + 1;
  end loop;
  return null;
end $$;

create function working_day_due(began date, days int) returns date language sql stable as $$
  select d from (select began + i as d from generate_series(1, 400) i) x left join org.holiday h on h.day = x.d where coalesce(h.is_working, extract(isodow from x.d) < 6) order by d offset days - 1 limit 1
$$;

create table service_order (
  title text not null,
  item_id uuid not null references service_item (id),
  talent_id uuid references talent (id),
  employer_id uuid references employer (id),
  content text,
  source text not null default '1',
  visit_id uuid,
  raised_on date not null,
  raised_at timestamptz,
  due_on date,
  due_at timestamptz,
  state text not null default '1',
  handling text,
  officer text,
  assigned_on date,
  hand_overs int not null default 0,
  returns int not null default 0,
  done_on date,
  done_at timestamptz,
  result text,
  satisfaction text,
  remark text,
  check (num_nonnulls(talent_id, employer_id) = 1), check (done_on >= raised_on)
);
select org.make_register('service_order', '人才服务单');
comment on column service_order.title is '服务单';
comment on column service_order.item_id is '服务事项';
comment on column service_order.talent_id is '人才';
comment on column service_order.employer_id is '用人单位';
comment on column service_order.content is '诉求内容';
select org.make_sensitive('service_order', 'content');
comment on column service_order.source is '来源';
comment on column service_order.visit_id is '走访记录';
comment on column service_order.raised_on is '受理日期';
comment on column service_order.raised_at is '受理时间';
comment on column service_order.due_on is '期限';
comment on column service_order.due_at is '期限（时刻）';
comment on column service_order.state is '1 已受理 2 办理中 3 已退回 4 已办结';
comment on column service_order.handling is '承办单位';
comment on column service_order.officer is '服务专员';
comment on column service_order.assigned_on is '分办日期';
comment on column service_order.hand_overs is '转办次数';
comment on column service_order.returns is '退回次数';
comment on column service_order.done_on is '办结日期';
comment on column service_order.done_at is '办结时间';
comment on column service_order.result is '办理结果';
comment on column service_order.satisfaction is '评价';
comment on column service_order.remark is '备注';
create index on service_order (raised_on, id) where removed_at is null;
create index on service_order (due_on, id) where removed_at is null;
create index on service_order (talent_id) where removed_at is null;

create function order_begins() returns trigger language plpgsql as $$
declare
  item service_item;
begin
  select * into item from service_item where id = new.item_id;
  new.raised_at := coalesce(new.raised_at, case when new.raised_on = org.today() then now() else (new.raised_on + time '08:30') at time zone 'Asia/Shanghai' end);
  new.due_at := case when item.limit_kind = '2' then working_due(new.raised_at, item.limit_count) else (working_day_due(new.raised_on, item.limit_count) + time '18:00') at time zone 'Asia/Shanghai' end;
  new.due_on := (new.due_at at time zone 'Asia/Shanghai')::date;
  return new;
end $$;
create trigger begins before insert or update of item_id, raised_on on service_order for each row execute function order_begins();

create table service_step (
  on_day date not null,
  kind text not null,
  words text not null,
  by_name text not null
);
select org.make_child('service_step', '服务单办理记录', 'service_order');
comment on column service_step.on_day is '日期';
comment on column service_step.kind is '办理';
comment on column service_step.words is '内容';
comment on column service_step.by_name is '经办人';

create table apartment (
  name text not null,
  building text not null,
  kind text not null,
  rent int not null default 0 check (rent >= 0),
  talent_id uuid references talent (id),
  tenant text,
  began_on date,
  ends_on date,
  remark text,
  check (ends_on >= began_on)
);
select org.make_register('apartment', '人才公寓');
comment on column apartment.name is '房号';
comment on column apartment.building is '小区、楼栋';
comment on column apartment.kind is '户型';
comment on column apartment.rent is '月租金（元）';
comment on column apartment.talent_id is '入住人才';
comment on column apartment.tenant is '入住人';
comment on column apartment.began_on is '入住日期';
comment on column apartment.ends_on is '合同止';
comment on column apartment.remark is '备注';
create index on apartment (talent_id) where removed_at is null;

create table apartment_stay (
  tenant text not null,
  began_on date not null,
  ended_on date,
  reason text
);
select org.make_child('apartment_stay', '人才公寓入住记录', 'apartment');
comment on column apartment_stay.tenant is '入住人';
comment on column apartment_stay.began_on is '入住';
comment on column apartment_stay.ended_on is '退房';
comment on column apartment_stay.reason is '退房原因';

create table apartment_wait (
  title text not null,
  talent_id uuid not null references talent (id),
  asked_on date not null,
  people int not null default 1 check (people between 1 and 20),
  settled_on date,
  words text
);
select org.make_register('apartment_wait', '人才公寓轮候');
comment on column apartment_wait.title is '申请';
comment on column apartment_wait.talent_id is '申请人';
comment on column apartment_wait.asked_on is '申请日期';
comment on column apartment_wait.people is '入住人数';
comment on column apartment_wait.settled_on is '落实日期';
comment on column apartment_wait.words is '说明';
create unique index apartment_wait_one on apartment_wait (talent_id) where removed_at is null and settled_on is null;

create table liaison (
  leader text not null,
  leader_post text not null,
  talent_id uuid not null references talent (id),
  began_on date not null,
  topics text,
  ended_on date,
  end_reason text,
  check (ended_on >= began_on)
);
select org.make_register('liaison', '联系专家结对');
comment on column liaison.leader is '联系领导';
comment on column liaison.leader_post is '领导职务';
comment on column liaison.talent_id is '专家人才';
comment on column liaison.began_on is '结对日期';
comment on column liaison.topics is '联系举措';
comment on column liaison.ended_on is '结束日期';
comment on column liaison.end_reason is '结束原因';
create unique index liaison_one on liaison (talent_id) where removed_at is null and ended_on is null;
create index on liaison (leader) where removed_at is null;

create function liaison_follows() returns trigger language plpgsql as $$
begin
  update talent t set liaison_leader = x.leader, version = t.version + 1
    from (select (select l.leader from liaison l where l.talent_id = new.talent_id and l.ended_on is null and l.removed_at is null) as leader) x where t.id = new.talent_id and t.liaison_leader is distinct from x.leader;
  return null;
end $$;
create trigger follows_new after insert on liaison for each row execute function liaison_follows();
create trigger follows after update of ended_on, removed_at, leader, talent_id on liaison for each row execute function liaison_follows();

create table campaign (
  title text not null,
  kind text not null,
  begins_on date not null,
  ends_on date not null,
  steps text,
  targets int not null default 0 check (targets >= 0),
  check (ends_on >= begins_on)
);
select org.make_register('campaign', '走访活动');
comment on column campaign.title is '活动名称';
comment on column campaign.kind is '类别';
comment on column campaign.begins_on is '开始日期';
comment on column campaign.ends_on is '结束日期';
comment on column campaign.steps is '走访内容';
comment on column campaign.targets is '应走访数';

create table visit (
  title text not null,
  visitor text not null,
  talent_id uuid references talent (id),
  employer_id uuid references employer (id),
  campaign_id uuid references campaign (id),
  visited_on date not null,
  form text not null default '1',
  purpose text not null,
  greeting text,
  situation text,
  need text,
  need_ordered boolean not null default false,
  advice text,
  advice_to text,
  advice_due_on date,
  answered_on date,
  answer text,
  cost int not null default 0 check (cost >= 0),
  check (num_nonnulls(talent_id, employer_id) = 1), check (answered_on >= visited_on)
);
select org.make_register('visit', '走访联系');
comment on column visit.title is '走访';
comment on column visit.visitor is '走访人';
comment on column visit.talent_id is '人才';
comment on column visit.employer_id is '用人单位';
comment on column visit.campaign_id is '走访活动';
comment on column visit.visited_on is '日期';
comment on column visit.form is '方式';
comment on column visit.purpose is '目的';
comment on column visit.greeting is '问候';
comment on column visit.situation is '问情';
comment on column visit.need is '问需';
comment on column visit.need_ordered is '需求已转服务单';
comment on column visit.advice is '问策';
comment on column visit.advice_to is '建议答复单位';
comment on column visit.advice_due_on is '答复期限';
comment on column visit.answered_on is '答复日期';
comment on column visit.answer is '答复';
comment on column visit.cost is '慰问费用（元）';
create index on visit (visited_on, id) where removed_at is null;
create index on visit (talent_id, visited_on) where removed_at is null;
create index on visit (campaign_id) where removed_at is null;
alter table service_order no force row level security;
alter table visit no force row level security;
alter table service_order add foreign key (visit_id) references visit (id);
alter table service_order force row level security;
alter table visit force row level security;

create table expert_team (
  name text not null,
  field text not null,
  head text not null,
  began_on date not null,
  ends_on date,
  support text,
  check (ends_on >= began_on)
);
select org.make_register('expert_team', '专家服务团');
comment on column expert_team.name is '服务团';
comment on column expert_team.field is '领域';
comment on column expert_team.head is '团长';
comment on column expert_team.began_on is '组建日期';
comment on column expert_team.ends_on is '期满日期';
comment on column expert_team.support is '经费和保险';

create table team_member (
  name text not null,
  talent_id uuid references talent (id),
  role text
);
select org.make_child('team_member', '服务团成员', 'expert_team');
comment on column team_member.name is '姓名';
comment on column team_member.talent_id is '人才库记录';
comment on column team_member.role is '专长';

create table dispatch (
  problem text not null,
  host text not null,
  host_kind text not null,
  team_id uuid references expert_team (id),
  field text not null,
  asked_on date not null,
  due_on date not null,
  expert_id uuid references talent (id),
  sent_on date,
  days int check (days between 1 and 366),
  advice text,
  is_adopted boolean,
  solved_on date,
  confirmed_by text,
  evaluation text,
  check (due_on >= asked_on), check (sent_on >= asked_on), check (solved_on >= sent_on)
);
select org.make_register('dispatch', '专家派出和难题');
comment on column dispatch.problem is '难题、需求';
comment on column dispatch.host is '提出单位';
comment on column dispatch.host_kind is '单位类别';
comment on column dispatch.team_id is '服务团';
comment on column dispatch.field is '领域';
comment on column dispatch.asked_on is '提出日期';
comment on column dispatch.due_on is '期限';
comment on column dispatch.expert_id is '派出专家';
comment on column dispatch.sent_on is '派出日期';
comment on column dispatch.days is '服务天数';
comment on column dispatch.advice is '建议和做法';
comment on column dispatch.is_adopted is '已采纳';
comment on column dispatch.solved_on is '解决日期';
comment on column dispatch.confirmed_by is '确认人';
comment on column dispatch.evaluation is '评价';
create index on dispatch (asked_on, id) where removed_at is null;

create table member_unit (
  name text not null,
  unit_id uuid references org.unit (id),
  duty text not null default '成员',
  head text not null,
  liaison_officer text,
  phone text,
  began_on date not null,
  ended_on date,
  check (ended_on >= began_on)
);
select org.make_register('member_unit', '人才工作领导小组成员单位');
comment on column member_unit.name is '成员单位';
comment on column member_unit.unit_id is '对应机构';
comment on column member_unit.duty is '组内职务';
comment on column member_unit.head is '负责人';
comment on column member_unit.liaison_officer is '联络员';
comment on column member_unit.phone is '联系电话';
select org.make_sensitive('member_unit', 'phone');
comment on column member_unit.began_on is '自何日起';
comment on column member_unit.ended_on is '退出日期';

create table duty_item (
  title text not null,
  member_unit_id uuid not null references member_unit (id),
  list text not null,
  tag text not null,
  basis text not null,
  office text not null,
  limit_words text,
  standard text not null,
  state text not null default '1',
  edition int not null default 1,
  reviewed_on date,
  issued_on date,
  ended_on date,
  remark text
);
select org.make_register('duty_item', '三张清单');
comment on column duty_item.title is '事项';
comment on column duty_item.member_unit_id is '成员单位';
comment on column duty_item.list is '1 权力清单 2 责任清单 3 服务清单';
comment on column duty_item.tag is '1 管宏观 2 管政策 3 管协调 4 管服务';
comment on column duty_item.basis is '依据';
comment on column duty_item.office is '承办科室';
comment on column duty_item.limit_words is '时限';
comment on column duty_item.standard is '完成标准';
comment on column duty_item.state is '1 起草 2 审核 3 印发 4 废止';
comment on column duty_item.edition is '第几版';
comment on column duty_item.reviewed_on is '审核日期';
comment on column duty_item.issued_on is '印发日期';
comment on column duty_item.ended_on is '废止日期';
comment on column duty_item.remark is '说明';
create index on duty_item (member_unit_id) where removed_at is null;
