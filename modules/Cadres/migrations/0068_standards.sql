-- 好干部标准: its items by edition, and what was said of cadres under each item, so that people can be held side by side.
create table cadre_standard (
  name text not null,
  basis text not null,
  edition int not null check (edition between 1 and 99),
  state text not null default '1' check (state in ('1', '2', '3')),
  effective_on date,
  ended_on date check (ended_on >= effective_on),
  check (state = '1' or effective_on is not null)
);
select org.make_register('cadre_standard', '好干部标准');
comment on column cadre_standard.name is '标准';
comment on column cadre_standard.basis is '依据';
comment on column cadre_standard.edition is '版次';
comment on column cadre_standard.state is '状态：1 拟订 2 施行 3 已有新版';
comment on column cadre_standard.effective_on is '施行日期';
comment on column cadre_standard.ended_on is '停用日期';
create unique index on cadre_standard (locality_path, edition) where removed_at is null;
create trigger concluded before update on cadre_standard for each row execute function keep_concluded('2,3', '这一版已经施行，不再改；要调整的另立新版', 'state,effective_on,ended_on');

create table cadre_standard_item (
  name text not null,
  words text not null
);
select org.make_child('cadre_standard_item', '好干部标准条目', 'cadre_standard');
comment on column cadre_standard_item.name is '条目';
comment on column cadre_standard_item.words is '看什么';
create unique index on cadre_standard_item (cadre_standard_id, name) where removed_at is null;
create trigger concluded before insert or update on cadre_standard_item for each row execute function keep_concluded('2,3', '这一版已经施行，条目不再改；要调整的另立新版', '', 'cadre_standard');

create table standard_comment (
  name text not null default '',
  cadre_id uuid not null,
  standard_id uuid not null,
  item_id uuid not null,
  occasion text not null check (occasion in ('1', '2', '3', '4')),
  standing text not null check (standing in ('1', '2', '3', '4')),
  words text not null,
  said_on date not null,
  said_by text not null,
  batch_id uuid
);
select org.make_register('standard_comment', '按好干部标准评价');
select org.make_searchable('standard_comment', 'name');
comment on column standard_comment.name is '姓名';
comment on column standard_comment.cadre_id is '干部';
comment on column standard_comment.standard_id is '标准';
comment on column standard_comment.item_id is '条目';
comment on column standard_comment.occasion is '场合：1 考察 2 年度考核 3 平时考核 4 谈话了解';
comment on column standard_comment.standing is '评价：1 突出 2 较好 3 一般 4 较差';
comment on column standard_comment.words is '具体表现';
comment on column standard_comment.said_on is '日期';
comment on column standard_comment.said_by is '评价人';
comment on column standard_comment.batch_id is '任免批次';
create index on standard_comment (cadre_id, said_on) where removed_at is null;
create trigger named before insert or update of cadre_id on standard_comment for each row execute function called_after_cadre();
