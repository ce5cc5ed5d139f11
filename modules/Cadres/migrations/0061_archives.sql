-- 干部人事档案: the paper file of a cadre. Its catalogue in ten classes and what is missing from it, what has come in and is to be filed, who looked at it or took it away, where it was handed over to.
create table archive (
  name text not null default '',
  cadre_id uuid not null,
  number text not null,
  kept_at text not null,
  volumes int not null default 1 check (volumes between 1 and 50),
  is_digital boolean not null default false,
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  compared_on date,
  facts_state text not null default '1' check (facts_state in ('1', '2', '3', '4', '5')),
  remark text
);
select org.make_register('archive', '干部人事档案');
select org.make_searchable('archive', 'name');
comment on column archive.name is '姓名';
comment on column archive.cadre_id is '干部';
comment on column archive.number is '档案编号';
comment on column archive.kept_at is '存放位置';
comment on column archive.volumes is '卷数';
comment on column archive.is_digital is '已数字化';
comment on column archive.state is '状态：1 在库 2 借出 3 转递中 4 已转出';
comment on column archive.compared_on is '比对日期';
comment on column archive.facts_state is '三龄两历一身份：1 未审 2 待补材料 3 待认定 4 已认定 5 存疑不得提拔';
comment on column archive.remark is '备注';
create unique index on archive (cadre_id) where removed_at is null and state <> '4';
create index on archive (number, id) where removed_at is null;

-- Called by the person's name, as the file of the cadre has it; it lies where the cadre does.
create function archive_named() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.cadre_id <> old.cadre_id then
    raise exception '档案不能改到另一人名下' using errcode = 'OW004';
  end if;
  select c.name, c.name_pinyin, c.name_initials into new.name, new.name_pinyin, new.name_initials from cadre c where c.id = new.cadre_id;
  if new.name is null then
    raise exception '请从候选里选干部' using errcode = 'OW004';
  end if;
  return new;
end $$;
create trigger named before insert or update of cadre_id on archive for each row execute function archive_named();

create table archive_material (
  class text not null,
  number int not null check (number between 1 and 999),
  name text not null,
  formed text not null check (formed ~ '^(19|20)[0-9]{2}(\.(0[1-9]|1[0-2])(\.(0[1-9]|[12][0-9]|3[01]))?)?$'),
  pages int not null check (pages between 1 and 2000),
  is_copy boolean not null default false,
  is_digital boolean not null default false,
  remark text
);
select org.make_child('archive_material', '干部人事档案材料目录', 'archive');
comment on column archive_material.class is '类号';
comment on column archive_material.number is '序号';
comment on column archive_material.name is '材料名称';
comment on column archive_material.formed is '形成时间，可只到年或月';
comment on column archive_material.pages is '页数';
comment on column archive_material.is_copy is '复制件';
comment on column archive_material.is_digital is '已数字化';
comment on column archive_material.remark is '备注';
create unique index on archive_material (archive_id, class, number) where removed_at is null;

create table archive_missing (
  class text not null,
  name text not null,
  grounds text not null,
  noted_on date not null,
  asked_of text,
  due_on date,
  received_on date,
  settled_words text,
  check (received_on is null or settled_words is not null)
);
select org.make_child('archive_missing', '干部人事档案缺少材料', 'archive');
comment on column archive_missing.class is '类号';
comment on column archive_missing.name is '缺少的材料';
comment on column archive_missing.grounds is '为什么应当有';
comment on column archive_missing.noted_on is '发现日期';
comment on column archive_missing.asked_of is '向谁要';
comment on column archive_missing.due_on is '补齐期限';
comment on column archive_missing.received_on is '补齐（说明）日期';
comment on column archive_missing.settled_words is '补齐情况';
create unique index on archive_missing (archive_id, class, name) where removed_at is null and received_on is null;

-- What has come in and is to be put in its place within a time.
create table archive_filing (
  name text not null,
  archive_id uuid not null references archive (id),
  class text not null,
  formed text not null check (formed ~ '^(19|20)[0-9]{2}(\.(0[1-9]|1[0-2])(\.(0[1-9]|[12][0-9]|3[01]))?)?$'),
  pages int not null check (pages between 1 and 2000),
  sent_by text not null,
  received_on date not null,
  state text not null default '1' check (state in ('1', '2', '3')),
  filed_on date check (filed_on >= received_on),
  filed_as text,
  filed_words text
);
select org.make_register('archive_filing', '干部人事档案材料归档');
comment on column archive_filing.name is '材料名称';
comment on column archive_filing.archive_id is '档案';
comment on column archive_filing.class is '类号';
comment on column archive_filing.formed is '形成时间';
comment on column archive_filing.pages is '页数';
comment on column archive_filing.sent_by is '送交单位（人）';
comment on column archive_filing.received_on is '收到日期';
comment on column archive_filing.state is '状态：1 待归档 2 已归档 3 退回';
comment on column archive_filing.filed_on is '归档（退回）日期';
comment on column archive_filing.filed_as is '归入';
comment on column archive_filing.filed_words is '说明';
create index on archive_filing (received_on, id) where removed_at is null;
create index on archive_filing (archive_id) where removed_at is null;
create trigger concluded before update on archive_filing for each row execute function keep_concluded('2,3', '已经归档或退回，不再改', '');

create table archive_look (
  people text not null,
  archive_id uuid not null references archive (id),
  kind text not null,
  unit_name text not null,
  reason text not null,
  wanted_on date not null,
  until_on date not null check (until_on >= wanted_on),
  state text not null default '1' check (state in ('1', '2', '3', '4', '5')),
  decided_on date,
  decided_by text,
  decided_words text,
  handed_on date,
  handed_by text,
  back_on date check (back_on >= handed_on),
  back_words text,
  check (state = '1' or decided_on is not null)
);
select org.make_register('archive_look', '干部人事档案查借阅');
comment on column archive_look.people is '查（借）阅人';
comment on column archive_look.archive_id is '档案';
comment on column archive_look.kind is '方式：1 查阅 2 借阅';
comment on column archive_look.unit_name is '查（借）阅单位';
comment on column archive_look.reason is '事由';
comment on column archive_look.wanted_on is '申请日期';
comment on column archive_look.until_on is '应还日期';
comment on column archive_look.state is '状态：1 待批 2 已批准 3 已取出 4 已归还 5 不批准';
comment on column archive_look.decided_on is '审批日期';
comment on column archive_look.decided_by is '审批人';
comment on column archive_look.decided_words is '审批意见';
comment on column archive_look.handed_on is '取出日期';
comment on column archive_look.handed_by is '经办人';
comment on column archive_look.back_on is '归还日期';
comment on column archive_look.back_words is '归还核对';
create index on archive_look (wanted_on, id) where removed_at is null;
create index on archive_look (archive_id, state) where removed_at is null;
-- One at a time has it.
create unique index on archive_look (archive_id) where removed_at is null and state = '3';
create trigger concluded before update on archive_look for each row execute function keep_concluded('2,3,4,5', '已经审批，申请内容不再改', 'state,handed_on,handed_by,back_on,back_words');

create table archive_transfer (
  receiver text not null,
  reason text not null,
  way text not null,
  carriers text not null,
  state text not null default '1' check (state in ('1', '2', '3', '4')),
  sent_on date,
  number text,
  receipt_on date check (receipt_on >= sent_on),
  receipt_words text
);
select org.make_register('archive_transfer', '干部人事档案转递');
comment on column archive_transfer.receiver is '接收单位';
comment on column archive_transfer.reason is '转递原因';
comment on column archive_transfer.way is '转递方式';
comment on column archive_transfer.carriers is '送取人';
comment on column archive_transfer.state is '状态：1 拟转 2 已发出 3 已收回执 4 退回';
comment on column archive_transfer.sent_on is '发出日期';
comment on column archive_transfer.number is '转递单编号';
comment on column archive_transfer.receipt_on is '回执（退回）日期';
comment on column archive_transfer.receipt_words is '回执内容';
create index on archive_transfer (sent_on, id) where removed_at is null;
create trigger concluded before update on archive_transfer for each row execute function keep_concluded('2,3,4', '转递单已经发出，不再改', 'state,receipt_on,receipt_words');

create table archive_sent (
  archive_id uuid not null references archive (id),
  volumes int not null check (volumes between 1 and 50),
  materials int not null check (materials between 0 and 5000),
  remark text
);
select org.make_child('archive_sent', '档案转递清单', 'archive_transfer');
comment on column archive_sent.archive_id is '档案';
comment on column archive_sent.volumes is '卷数';
comment on column archive_sent.materials is '材料份数';
comment on column archive_sent.remark is '说明';
create unique index on archive_sent (archive_transfer_id, archive_id) where removed_at is null;
create index on archive_sent (archive_id) where removed_at is null;
create trigger concluded before insert or update on archive_sent for each row execute function keep_concluded('2,3,4', '转递单已经发出，清单不再改', '', 'archive_transfer');
