-- 三龄两历一身份: what each document of the file says, and what is determined where they disagree. 专项审核 and its look-back.
create table archive_fact (
  fact text not null,
  material text not null,
  formed text not null check (formed ~ '^(19|20)[0-9]{2}(\.(0[1-9]|1[0-2])(\.(0[1-9]|[12][0-9]|3[01]))?)?$'),
  says text not null,
  remark text
);
select org.make_child('archive_fact', '三龄两历一身份的材料记载', 'archive');
comment on column archive_fact.fact is '项目';
comment on column archive_fact.material is '材料';
comment on column archive_fact.formed is '材料形成时间';
comment on column archive_fact.says is '记载为';
comment on column archive_fact.remark is '说明';

create table archive_determination (
  name text not null default '',
  archive_id uuid not null references archive (id),
  fact text not null,
  stands text,
  found text not null,
  rule_words text not null,
  evidence text not null,
  opened_on date not null,
  opened_by uuid,
  opinion text,
  proposed text,
  proposed_on date,
  proposed_by text,
  proposer uuid,
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  effective text,
  decided_on date,
  decided_by text,
  document_no text,
  decided_words text,
  carried_on date,
  check (state in ('1', '2') or decided_on is not null and effective is not null)
);
select org.make_register('archive_determination', '三龄两历一身份认定');
comment on column archive_determination.name is '姓名';
comment on column archive_determination.archive_id is '档案';
comment on column archive_determination.fact is '项目';
comment on column archive_determination.stands is '名册登记为';
comment on column archive_determination.found is '档案记载为';
comment on column archive_determination.rule_words is '认定规则';
comment on column archive_determination.evidence is '证据材料';
comment on column archive_determination.opened_on is '发现日期';
comment on column archive_determination.opened_by is '发现人账号';
comment on column archive_determination.opinion is '认定意见';
comment on column archive_determination.proposed is '拟认定为';
comment on column archive_determination.proposed_on is '提出日期';
comment on column archive_determination.proposed_by is '提出人';
comment on column archive_determination.proposer is '提出人账号';
comment on column archive_determination.state is '状态：1 待提意见 2 待认定 3 已认定 4 存疑';
comment on column archive_determination.effective is '认定为';
comment on column archive_determination.decided_on is '认定日期';
comment on column archive_determination.decided_by is '认定机关';
comment on column archive_determination.document_no is '认定文号';
comment on column archive_determination.decided_words is '认定理由';
comment on column archive_determination.carried_on is '记入名册日期';
create index on archive_determination (opened_on, id) where removed_at is null;
create unique index on archive_determination (archive_id, fact) where removed_at is null and state in ('1', '2');
create index on archive_determination (archive_id) where removed_at is null;
create function determination_named() returns trigger language plpgsql as $$
begin
  select a.name into new.name from archive a where a.id = new.archive_id;
  return new;
end $$;
create trigger named before insert on archive_determination for each row execute function determination_named();

create table archive_audit (
  name text not null,
  kind text not null,
  basis text not null,
  scope text not null,
  began_on date not null,
  ended_on date not null check (ended_on >= began_on),
  lead_office text not null,
  source_id uuid,
  state text not null default '1' check (state in ('1', '2')),
  closed_on date,
  report text
);
select org.make_register('archive_audit', '干部人事档案专项审核');
select org.make_searchable('archive_audit', 'name');
comment on column archive_audit.name is '审核';
comment on column archive_audit.kind is '类别：1 专项审核 2 回头看';
comment on column archive_audit.basis is '依据';
comment on column archive_audit.scope is '范围';
comment on column archive_audit.began_on is '自何日起';
comment on column archive_audit.ended_on is '至何日';
comment on column archive_audit.lead_office is '牵头单位';
comment on column archive_audit.source_id is '复核的是哪一次审核';
comment on column archive_audit.state is '状态：1 进行中 2 已结束';
comment on column archive_audit.closed_on is '结束日期';
comment on column archive_audit.report is '审核（回头看）报告';
create index on archive_audit (began_on, id) where removed_at is null;

create table archive_audit_item (
  name text not null default '',
  audit_id uuid not null references archive_audit (id),
  archive_id uuid not null references archive (id),
  unit_name text not null default '',
  source_item_id uuid,
  first_on date,
  first_by text,
  first_actor uuid,
  first_result text,
  second_on date,
  second_by text,
  second_result text,
  problem text,
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  closed_on date,
  closed_words text,
  reopened_on date,
  reopened_words text
);
select org.make_register('archive_audit_item', '专项审核对象');
comment on column archive_audit_item.name is '姓名';
comment on column archive_audit_item.audit_id is '审核';
comment on column archive_audit_item.archive_id is '档案';
comment on column archive_audit_item.unit_name is '单位';
comment on column archive_audit_item.source_item_id is '回头看的是哪一条';
comment on column archive_audit_item.first_on is '初审日期';
comment on column archive_audit_item.first_by is '初审人';
comment on column archive_audit_item.first_actor is '初审账号';
comment on column archive_audit_item.first_result is '初审结果';
comment on column archive_audit_item.second_on is '复审日期';
comment on column archive_audit_item.second_by is '复审人';
comment on column archive_audit_item.second_result is '复审结果';
comment on column archive_audit_item.problem is '问题';
comment on column archive_audit_item.state is '状态：1 待初审 2 待复审 3 有问题未销 4 已结';
comment on column archive_audit_item.closed_on is '办结日期';
comment on column archive_audit_item.closed_words is '办结情况';
comment on column archive_audit_item.reopened_on is '回头看重新列为问题的日期';
comment on column archive_audit_item.reopened_words is '重新列为问题的原因';
create unique index on archive_audit_item (audit_id, archive_id) where removed_at is null;
create index on archive_audit_item (archive_id) where removed_at is null;
create function audit_item_named() returns trigger language plpgsql as $$
begin
  select a.name, coalesce(u.name, '没有登记单位') into new.name, new.unit_name from archive a left join cadre c on c.id = a.cadre_id left join org.unit u on u.id = c.unit_id where a.id = new.archive_id;
  return new;
end $$;
create trigger named before insert on archive_audit_item for each row execute function audit_item_named();
