-- 分领域个性化考察重点: what is asked and looked for by the field a cadre works in, by edition; which kinds of units a field is of.
create table focus_template (
  name text not null,
  basis text not null,
  edition int not null check (edition between 1 and 99),
  state text not null default '1' check (state in ('1', '2', '3')),
  effective_on date,
  ended_on date check (ended_on >= effective_on),
  check (state = '1' or effective_on is not null)
);
select org.make_register('focus_template', '分领域考察重点');
comment on column focus_template.name is '领域';
comment on column focus_template.basis is '依据';
comment on column focus_template.edition is '版次';
comment on column focus_template.state is '状态：1 拟订 2 施行 3 已有新版';
comment on column focus_template.effective_on is '施行日期';
comment on column focus_template.ended_on is '停用日期';
create unique index on focus_template (locality_path, name, edition) where removed_at is null;
create trigger concluded before update on focus_template for each row execute function keep_concluded('2,3', '这一版已经施行，不再改；要调整的另立新版', 'state,effective_on,ended_on');
select org.make_known_below('focus_template');

create table focus_kind (
  unit_kind text not null,
  is_township boolean not null default false
);
select org.make_child('focus_kind', '考察重点适用的单位', 'focus_template');
comment on column focus_kind.unit_kind is '机构类别，连同其下的小类';
comment on column focus_kind.is_township is '只限乡镇（街道）的单位';
create unique index on focus_kind (focus_template_id, unit_kind, is_township) where removed_at is null;
create trigger concluded before insert or update on focus_kind for each row execute function keep_concluded('2,3', '这一版已经施行，不再改；要调整的另立新版', '', 'focus_template');
select org.make_known_below('focus_kind');

create table focus_item (
  kind text not null check (kind in ('1', '2', '3')),
  words text not null,
  look text
);
select org.make_child('focus_item', '考察重点内容', 'focus_template');
comment on column focus_item.kind is '类别：1 考察要点 2 谈话提问 3 查验内容';
comment on column focus_item.words is '内容';
comment on column focus_item.look is '看什么、问谁';
create trigger concluded before insert or update on focus_item for each row execute function keep_concluded('2,3', '这一版已经施行，不再改；要调整的另立新版', '', 'focus_template');
select org.make_known_below('focus_item');
