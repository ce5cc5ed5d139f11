-- T3: 人才需求, 求职意向, 供需对接, 引进, 招引活动, 域外人才, 紧缺目录.
create table recruitment (
  title text not null,
  kind text not null,
  held_on date not null,
  ended_on date,
  venue text,
  organiser text,
  employers int not null default 0 check (employers >= 0),
  posts int not null default 0 check (posts >= 0),
  people int not null default 0 check (people >= 0),
  cost int not null default 0 check (cost >= 0),
  plan text,
  outcome text,
  outcome_on date,
  check (ended_on >= held_on), check (outcome_on >= held_on)
);
select org.make_register('recruitment', '招引活动');
comment on column recruitment.title is '活动名称';
comment on column recruitment.kind is '类别';
comment on column recruitment.held_on is '开始日期';
comment on column recruitment.ended_on is '结束日期';
comment on column recruitment.venue is '地点';
comment on column recruitment.organiser is '主办、承办';
comment on column recruitment.employers is '参加用人单位数';
comment on column recruitment.posts is '推出岗位数';
comment on column recruitment.people is '到场人数';
comment on column recruitment.cost is '费用（元）';
comment on column recruitment.plan is '方案';
comment on column recruitment.outcome is '成效';
comment on column recruitment.outcome_on is '成效登记日期';
create index on recruitment (held_on, id) where removed_at is null;

create table recruitment_stop (
  school text not null,
  stop_on date not null,
  resumes int not null default 0 check (resumes >= 0),
  interviews int not null default 0 check (interviews >= 0),
  intentions int not null default 0 check (intentions >= 0),
  signed int not null default 0 check (signed >= 0),
  arrived int not null default 0 check (arrived >= 0),
  words text,
  check (interviews <= resumes), check (signed <= intentions), check (arrived <= signed)
);
select org.make_child('recruitment_stop', '招引活动站点', 'recruitment');
comment on column recruitment_stop.school is '高校（站点）';
comment on column recruitment_stop.stop_on is '日期';
comment on column recruitment_stop.resumes is '收到简历';
comment on column recruitment_stop.interviews is '面试';
comment on column recruitment_stop.intentions is '达成意向';
comment on column recruitment_stop.signed is '签约';
comment on column recruitment_stop.arrived is '到岗';
comment on column recruitment_stop.words is '说明';

create table demand (
  title text not null,
  employer_id uuid not null references employer (id),
  industry_id uuid references industry (id),
  system text not null,
  domain text not null,
  speciality text,
  direction text not null default '1',
  form text not null default '1',
  needed int not null check (needed between 1 and 10000),
  filled int not null default 0 check (filled >= 0),
  grade text,
  education text,
  language text,
  pay_from int check (pay_from >= 0),
  pay_to int check (pay_to >= 0),
  is_urgent boolean not null default false,
  is_new_business boolean not null default false,
  filed_on date not null,
  needed_by date,
  released_on date,
  followed_on date,
  closed_on date,
  close_reason text,
  duties text,
  remark text,
  check (pay_to >= pay_from), check (closed_on >= filed_on)
);
select org.make_register('demand', '人才需求');
comment on column demand.title is '岗位';
comment on column demand.employer_id is '用人单位';
comment on column demand.industry_id is '所属产业';
comment on column demand.system is '系统';
comment on column demand.domain is '专业领域';
comment on column demand.speciality is '具体专业';
comment on column demand.direction is '1 围绕发展（引进） 2 围绕基层（培养）';
comment on column demand.form is '1 全职 2 柔性 3 都可以';
comment on column demand.needed is '需求人数';
comment on column demand.filled is '已到岗人数';
comment on column demand.grade is '最低认定层次';
comment on column demand.education is '最低学历';
comment on column demand.language is '外语';
comment on column demand.pay_from is '年薪下限（元）';
comment on column demand.pay_to is '年薪上限（元）';
comment on column demand.is_urgent is '急需';
comment on column demand.is_new_business is '新业态';
comment on column demand.filed_on is '申报日期';
comment on column demand.needed_by is '希望到岗日期';
comment on column demand.released_on is '发布日期';
comment on column demand.followed_on is '最近跟进日期';
comment on column demand.closed_on is '关闭日期';
comment on column demand.close_reason is '关闭原因';
comment on column demand.duties is '岗位职责和条件';
comment on column demand.remark is '备注';
create index on demand (filed_on, id) where removed_at is null;
create index on demand (domain, id) where removed_at is null and closed_on is null;
create index on demand (employer_id) where removed_at is null;

create table outside_talent (
  name text not null,
  sex text,
  birth_on date,
  native_place text not null,
  domain text not null,
  grade text,
  education text,
  workplace text not null,
  lives_in text not null,
  willingness text not null,
  is_elite boolean not null default false,
  contact_person text not null,
  phone text,
  next_contact_on date,
  contacted_on date,
  converted_on date,
  converted_words text,
  remark text
);
select org.make_register('outside_talent', '域外人才库');
select org.make_searchable('outside_talent', 'name');
comment on column outside_talent.name is '姓名';
comment on column outside_talent.sex is '性别';
comment on column outside_talent.birth_on is '出生日期';
comment on column outside_talent.native_place is '籍贯（与本地的渊源）';
comment on column outside_talent.domain is '专业领域';
comment on column outside_talent.grade is '相当层次';
comment on column outside_talent.education is '学历';
comment on column outside_talent.workplace is '现工作单位及职务';
comment on column outside_talent.lives_in is '现居住地';
comment on column outside_talent.willingness is '意愿';
comment on column outside_talent.is_elite is '乡贤（在外创业人士）';
comment on column outside_talent.contact_person is '本地联系人';
comment on column outside_talent.phone is '联系电话';
select org.make_sensitive('outside_talent', 'phone');
comment on column outside_talent.next_contact_on is '下次联系日期';
comment on column outside_talent.contacted_on is '最近联系日期';
comment on column outside_talent.converted_on is '转化日期';
comment on column outside_talent.converted_words is '转化成果';
comment on column outside_talent.remark is '备注';
create index on outside_talent (next_contact_on, id) where removed_at is null;

create table outside_contact (
  contacted_on date not null,
  form text not null,
  by_name text not null,
  words text not null
);
select org.make_child('outside_contact', '域外人才联系记录', 'outside_talent');
comment on column outside_contact.contacted_on is '日期';
comment on column outside_contact.form is '方式';
comment on column outside_contact.by_name is '联系人';
comment on column outside_contact.words is '内容';

create table wish (
  name text not null,
  talent_id uuid references talent (id),
  outside_talent_id uuid references outside_talent (id),
  domain text not null,
  speciality text,
  grade text,
  education text not null,
  language text,
  form text not null default '1',
  pay_min int check (pay_min >= 0),
  filed_on date not null,
  valid_until date not null,
  phone text,
  settled_on date,
  words text,
  check (valid_until >= filed_on)
);
select org.make_register('wish', '求职意向');
select org.make_searchable('wish', 'name');
comment on column wish.name is '姓名';
comment on column wish.talent_id is '人才库记录';
comment on column wish.outside_talent_id is '域外人才库记录';
comment on column wish.domain is '专业领域';
comment on column wish.speciality is '具体专业和专长';
comment on column wish.grade is '认定（相当）层次';
comment on column wish.education is '学历';
comment on column wish.language is '外语';
comment on column wish.form is '1 全职 2 柔性 3 都可以';
comment on column wish.pay_min is '期望年薪（元）';
comment on column wish.filed_on is '登记日期';
comment on column wish.valid_until is '有效期至';
comment on column wish.phone is '联系电话';
select org.make_sensitive('wish', 'phone');
comment on column wish.settled_on is '落实日期';
comment on column wish.words is '意向说明';
create index on wish (domain, id) where removed_at is null and settled_on is null;
create index on wish (talent_id) where removed_at is null;

create table pairing (
  title text not null,
  demand_id uuid not null references demand (id),
  wish_id uuid not null references wish (id),
  stage text not null default '1',
  reasons text not null,
  proposed_on date not null,
  talked_on date,
  intended_on date,
  signed_on date,
  arrived_on date,
  ended_on date,
  end_reason text,
  moved_on date not null,
  remark text,
  check ((stage = '9') = (ended_on is not null)), check ((stage = '5') = (arrived_on is not null))
);
select org.make_register('pairing', '供需对接');
comment on column pairing.title is '对接';
comment on column pairing.demand_id is '需求岗位';
comment on column pairing.wish_id is '人选';
comment on column pairing.stage is '1 推荐 2 洽谈 3 意向 4 签约 5 到岗 9 终止';
comment on column pairing.reasons is '推荐理由';
comment on column pairing.proposed_on is '推荐日期';
comment on column pairing.talked_on is '洽谈日期';
comment on column pairing.intended_on is '意向日期';
comment on column pairing.signed_on is '签约日期';
comment on column pairing.arrived_on is '到岗日期';
comment on column pairing.ended_on is '终止日期';
comment on column pairing.end_reason is '终止原因';
comment on column pairing.moved_on is '最近进展日期';
comment on column pairing.remark is '备注';
create unique index pairing_one on pairing (demand_id, wish_id) where removed_at is null and ended_on is null;
create index on pairing (wish_id) where removed_at is null;
create index on pairing (proposed_on, id) where removed_at is null;

create table introduction (
  name text not null,
  talent_id uuid references talent (id),
  employer_id uuid not null references employer (id),
  industry_id uuid references industry (id),
  demand_id uuid references demand (id),
  recruitment_id uuid references recruitment (id),
  form text not null default '1',
  flexible_kind text,
  led_by text not null default '2',
  referrer text,
  system text not null,
  domain text not null,
  grade text,
  education text not null,
  study_kind text,
  degree text,
  is_key_tech boolean not null default false,
  is_new_business boolean not null default false,
  intended_on date not null,
  signed_on date,
  contract_from date,
  contract_ends_on date,
  promised text,
  days_due int check (days_due between 1 and 366),
  days_served int not null default 0 check (days_served >= 0),
  pay int check (pay >= 0),
  arrived_on date,
  verified_on date,
  verified_by text,
  evidence text,
  left_on date,
  left_kind text,
  left_to text,
  left_reason text,
  remark text,
  check (contract_ends_on >= contract_from), check (verified_on >= arrived_on), check (left_on >= arrived_on), check (verified_on is null or arrived_on is not null)
);
select org.make_register('introduction', '人才引进');
select org.make_searchable('introduction', 'name');
comment on column introduction.name is '姓名';
comment on column introduction.talent_id is '人才库记录';
comment on column introduction.employer_id is '用人单位';
comment on column introduction.industry_id is '所属产业';
comment on column introduction.demand_id is '对应需求';
comment on column introduction.recruitment_id is '招引活动';
comment on column introduction.form is '1 全职 2 柔性';
comment on column introduction.flexible_kind is '柔性方式';
comment on column introduction.led_by is '1 政府主导 2 企业主导';
comment on column introduction.referrer is '引荐人（以才引才）';
comment on column introduction.system is '系统';
comment on column introduction.domain is '专业领域';
comment on column introduction.grade is '认定层次';
comment on column introduction.education is '学历';
comment on column introduction.study_kind is '教育类别';
comment on column introduction.degree is '学位';
comment on column introduction.is_key_tech is '突破关键技术或高新技术产业';
comment on column introduction.is_new_business is '新业态';
comment on column introduction.intended_on is '达成意向日期';
comment on column introduction.signed_on is '签约日期';
comment on column introduction.contract_from is '合同（协议）起';
comment on column introduction.contract_ends_on is '合同（协议）止';
comment on column introduction.promised is '承诺待遇';
comment on column introduction.days_due is '每年应服务天数';
comment on column introduction.days_served is '本协议已服务天数';
comment on column introduction.pay is '年薪（报酬，元）';
comment on column introduction.arrived_on is '到岗日期';
comment on column introduction.verified_on is '核验日期';
comment on column introduction.verified_by is '核验人';
comment on column introduction.evidence is '核验依据';
comment on column introduction.left_on is '离开日期';
comment on column introduction.left_kind is '离开原因类别';
comment on column introduction.left_to is '去向';
comment on column introduction.left_reason is '离开原因';
comment on column introduction.remark is '备注';
create index on introduction (arrived_on, id) where removed_at is null;
create index on introduction (employer_id) where removed_at is null;
create index on introduction (talent_id) where removed_at is null;
create index on introduction (demand_id) where removed_at is null;
-- Counted once: one person is introduced once at a time.
create unique index introduction_one on introduction (talent_id) where removed_at is null and verified_on is not null and left_on is null and form = '1';

create table introduction_day (
  served_on date not null,
  days int not null check (days between 1 and 60),
  words text not null
);
select org.make_child('introduction_day', '柔性引进服务记录', 'introduction');
comment on column introduction_day.served_on is '日期';
comment on column introduction_day.days is '天数';
comment on column introduction_day.words is '服务内容和成果';

-- 引进后跟踪服务: the plan is made on arrival.
create table follow_up (
  name text not null,
  introduction_id uuid not null references introduction (id),
  months int not null check (months between 1 and 120),
  due_on date not null,
  done_on date,
  by_name text,
  is_fulfilled text,
  intends text,
  words text
);
select org.make_register('follow_up', '引进后跟踪服务');
comment on column follow_up.name is '姓名';
comment on column follow_up.introduction_id is '引进记录';
comment on column follow_up.months is '到岗后月数';
comment on column follow_up.due_on is '应回访日期';
comment on column follow_up.done_on is '回访日期';
comment on column follow_up.by_name is '回访人';
comment on column follow_up.is_fulfilled is '承诺待遇兑现情况';
comment on column follow_up.intends is '去留意向';
comment on column follow_up.words is '情况和问题';
create unique index follow_up_one on follow_up (introduction_id, months) where removed_at is null;
create index on follow_up (due_on, id) where removed_at is null;

create table shortage (
  speciality text not null,
  year int not null check (year between 2000 and 2100),
  system text not null,
  domain text not null,
  staff_needed int not null check (staff_needed >= 0),
  on_hand int not null check (on_hand >= 0),
  way text not null default '1',
  plan text,
  owner text
);
select org.make_register('shortage', '急需紧缺专业目录');
comment on column shortage.speciality is '紧缺专业';
comment on column shortage.year is '年度';
comment on column shortage.system is '系统';
comment on column shortage.domain is '专业领域';
comment on column shortage.staff_needed is '应有人数';
comment on column shortage.on_hand is '年初现有';
comment on column shortage.way is '1 引进 2 培养 3 引进和培养';
comment on column shortage.plan is '补充计划';
comment on column shortage.owner is '责任单位';
create index on shortage (year, id) where removed_at is null;
