-- 政策起草, 平台奖励, 校地合作 with what it counts for a county, 融合主题, 资源统筹, 政治引领活动.
create table policy_draft (
  title text not null check (title <> ''),
  purpose text not null,
  unit text not null,
  planned_on date not null,
  stage text,
  issued_on date,
  policy_id uuid references policy (id)
);
select org.make_register('policy_draft', '政策起草');
comment on column policy_draft.title is '政策名称';
comment on column policy_draft.purpose is '要解决的问题';
comment on column policy_draft.unit is '起草单位';
comment on column policy_draft.planned_on is '计划印发';
comment on column policy_draft.stage is '进展';
comment on column policy_draft.issued_on is '印发日期';
comment on column policy_draft.policy_id is '印发后的政策';

create table draft_clause (
  title text not null check (title <> ''),
  class text not null,
  need text not null,
  applicant text not null default '2',
  benefit text not null,
  amount int not null default 0 check (amount >= 0),
  fund_line text,
  handling text not null,
  materials text not null,
  limit_days int not null default 30 check (limit_days between 1 and 250),
  condition text,
  condition_value int
);
select org.make_child('draft_clause', '拟定条款', 'policy_draft');
comment on column draft_clause.title is '条款';
comment on column draft_clause.class is '政策类别';
comment on column draft_clause.need is '回应的需求';
comment on column draft_clause.applicant is '申报对象';
comment on column draft_clause.benefit is '享受待遇';
comment on column draft_clause.amount is '标准（元）';
comment on column draft_clause.fund_line is '资金类别';
comment on column draft_clause.handling is '承办单位';
comment on column draft_clause.materials is '申报材料';
comment on column draft_clause.limit_days is '办理时限（工作日）';
comment on column draft_clause.condition is '条件';
comment on column draft_clause.condition_value is '条件的数值';

create table reward_batch (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2100),
  basis text not null,
  fund_line text not null,
  stage text not null default '1',
  gathered_on date,
  approved_on date,
  approval_no text,
  paid_on date,
  payment_no text,
  platforms int not null default 0,
  amount int not null default 0,
  fund_item_id uuid references fund_item (id)
);
select org.make_register('reward_batch', '平台奖励批次');
comment on column reward_batch.title is '批次';
comment on column reward_batch.year is '年度';
comment on column reward_batch.basis is '依据的政策';
comment on column reward_batch.fund_line is '资金类别';
comment on column reward_batch.stage is '进展';
comment on column reward_batch.gathered_on is '列出候选';
comment on column reward_batch.approved_on is '审定';
comment on column reward_batch.approval_no is '审定文号';
comment on column reward_batch.paid_on is '拨付';
comment on column reward_batch.payment_no is '支付凭证号';
comment on column reward_batch.platforms is '奖励平台（个）';
comment on column reward_batch.amount is '奖励金额（元）';
comment on column reward_batch.fund_item_id is '资金科目';

create table reward_candidate (
  title text not null,
  facility_id uuid not null references facility (id),
  residents int not null,
  events int not null,
  people int not null,
  score int not null,
  is_fit boolean not null,
  amount int check (amount > 0)
);
select org.make_child('reward_candidate', '奖励候选平台', 'reward_batch');
comment on column reward_candidate.title is '平台';
comment on column reward_candidate.facility_id is '载体记录';
comment on column reward_candidate.residents is '在驻（家）';
comment on column reward_candidate.events is '当年活动（场）';
comment on column reward_candidate.people is '当年参加（人次）';
comment on column reward_candidate.score is '得分';
comment on column reward_candidate.is_fit is '达到条件';
comment on column reward_candidate.amount is '审定金额（元）';

create table cooperation (
  title text not null check (title <> ''),
  school text not null,
  employer_id uuid references employer (id),
  contact text not null,
  school_contact text not null,
  signed_on date not null,
  ends_on date not null,
  agreement_no text not null,
  items text not null,
  verified_on date,
  verified_by text,
  ended_on date,
  check (ends_on > signed_on), check (verified_on >= signed_on)
);
select org.make_register('cooperation', '校地合作');
comment on column cooperation.title is '合作';
comment on column cooperation.school is '高校院所';
comment on column cooperation.employer_id is '合作企业';
comment on column cooperation.contact is '本地联系人';
comment on column cooperation.school_contact is '校方联系人';
comment on column cooperation.signed_on is '签约日期';
comment on column cooperation.ends_on is '协议期至';
comment on column cooperation.agreement_no is '协议编号';
comment on column cooperation.items is '合作事项';
comment on column cooperation.verified_on is '核验';
comment on column cooperation.verified_by is '核验人';
comment on column cooperation.ended_on is '终止';
create index on cooperation (signed_on, id) where removed_at is null;

create table cooperation_result (
  words text not null,
  kind text not null,
  achieved_on date not null,
  evidence text not null,
  verified_on date,
  verified_by text
);
select org.make_child('cooperation_result', '合作成果', 'cooperation');
comment on column cooperation_result.words is '成果';
comment on column cooperation_result.kind is '类别';
comment on column cooperation_result.achieved_on is '日期';
comment on column cooperation_result.evidence is '佐证';
comment on column cooperation_result.verified_on is '核验';
comment on column cooperation_result.verified_by is '核验人';

create table theme (
  title text not null check (title <> ''),
  field text not null,
  year int not null check (year between 2000 and 2100),
  owner text not null,
  words text not null,
  ended_on date
);
select org.make_register('theme', '融合联动主题');
comment on column theme.title is '主题';
comment on column theme.field is '领域';
comment on column theme.year is '年度';
comment on column theme.owner is '责任单位';
comment on column theme.words is '结合点';
comment on column theme.ended_on is '结束';

alter table theme no force row level security;
alter table visit no force row level security;
alter table recruitment no force row level security;
alter table visit add theme_id uuid references theme (id);
alter table recruitment add theme_id uuid references theme (id);
alter table theme force row level security;
alter table visit force row level security;
alter table recruitment force row level security;
comment on column visit.theme_id is '融合主题';
comment on column recruitment.theme_id is '融合主题';
create index on visit (theme_id) where theme_id is not null;
create index on recruitment (theme_id) where theme_id is not null;

create table allocation (
  title text not null check (title <> ''),
  source text not null,
  lead_unit text not null,
  began_on date not null,
  due_on date not null,
  ended_on date,
  words text
);
select org.make_register('allocation', '干部组织人才统筹');
comment on column allocation.title is '重点任务（项目）';
comment on column allocation.source is '任务来源';
comment on column allocation.lead_unit is '牵头单位';
comment on column allocation.began_on is '开始日期';
comment on column allocation.due_on is '完成时限';
comment on column allocation.ended_on is '结束日期';
comment on column allocation.words is '说明';

create table allocation_need (
  words text not null,
  kind text not null,
  needed int not null check (needed > 0),
  filler text not null,
  fill_by date not null
);
select org.make_child('allocation_need', '需要的力量', 'allocation');
comment on column allocation_need.words is '需要';
comment on column allocation_need.kind is '类别';
comment on column allocation_need.needed is '需要数';
comment on column allocation_need.filler is '由谁补';
comment on column allocation_need.fill_by is '补齐时限';

create table allocation_cadre (
  cadre_id uuid not null,
  role text not null,
  sent_on date not null,
  back_on date
);
select org.make_child('allocation_cadre', '选派的干部', 'allocation');
comment on column allocation_cadre.cadre_id is '干部';
comment on column allocation_cadre.role is '担任';
comment on column allocation_cadre.sent_on is '选派日期';
comment on column allocation_cadre.back_on is '返回日期';

create table allocation_body (
  organisation_id uuid not null,
  role text not null,
  set_on date not null,
  ended_on date
);
select org.make_child('allocation_body', '设立的党组织', 'allocation');
comment on column allocation_body.organisation_id is '党组织';
comment on column allocation_body.role is '作用';
comment on column allocation_body.set_on is '设立（明确）日期';
comment on column allocation_body.ended_on is '撤销日期';

create table allocation_talent (
  talent_id uuid not null references talent (id),
  role text not null,
  assigned_on date not null,
  ended_on date
);
select org.make_child('allocation_talent', '配备的人才', 'allocation');
comment on column allocation_talent.talent_id is '人才';
comment on column allocation_talent.role is '承担';
comment on column allocation_talent.assigned_on is '配备日期';
comment on column allocation_talent.ended_on is '结束日期';

create table guidance (
  title text not null check (title <> ''),
  year int not null check (year between 2000 and 2100),
  kind text not null,
  planned_on date not null,
  unit text not null,
  theme text not null,
  invited int not null default 0 check (invited >= 0),
  held_on date,
  attended int not null default 0 check (attended >= 0),
  words text
);
select org.make_register('guidance', '政治引领活动');
comment on column guidance.title is '活动';
comment on column guidance.year is '年度';
comment on column guidance.kind is '形式';
comment on column guidance.planned_on is '计划日期';
comment on column guidance.unit is '承办单位';
comment on column guidance.theme is '主题';
comment on column guidance.invited is '应到';
comment on column guidance.held_on is '举办日期';
comment on column guidance.attended is '实到';
comment on column guidance.words is '情况';
create index on guidance (year, id) where removed_at is null;

create table guidance_attendance (
  talent_id uuid not null references talent (id),
  attended boolean not null default true,
  leave_reason text
);
select org.make_child('guidance_attendance', '参加的人才', 'guidance');
comment on column guidance_attendance.talent_id is '人才';
comment on column guidance_attendance.attended is '到会';
comment on column guidance_attendance.leave_reason is '请假事由';
