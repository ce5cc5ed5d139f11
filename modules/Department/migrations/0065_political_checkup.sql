-- 思想政治体检: rounds that a place sets for all below it, who has finished each, and what each wrote. The last is for the person and the person's branch, and the database holds it so.
create table political_checkup_round (
  title text not null check (title <> ''),
  opens_on date not null,
  due_on date not null check (due_on >= opens_on),
  demand text
);
select org.make_register('political_checkup_round', '思想政治体检轮次');
select org.make_known_below('political_checkup_round');
comment on column political_checkup_round.title is '名称';
comment on column political_checkup_round.opens_on is '开始日期';
comment on column political_checkup_round.due_on is '完成时限';
comment on column political_checkup_round.demand is '要求';
create index on political_checkup_round (opens_on, id) where removed_at is null;

create table political_checkup (
  name text not null check (name <> ''),
  account_id uuid not null,
  branch text,
  round_id uuid not null references political_checkup_round (id),
  done_on date not null,
  unique (round_id, account_id)
);
select org.make_register('political_checkup', '思想政治体检完成情况');
comment on column political_checkup.name is '姓名';
comment on column political_checkup.account_id is '本人账号';
comment on column political_checkup.branch is '所在党支部';
comment on column political_checkup.round_id is '轮次';
comment on column political_checkup.done_on is '完成日期';
create index on political_checkup (account_id);
create index on political_checkup (done_on, id) where removed_at is null;

create table political_checkup_part (
  political_checkup_id uuid not null references political_checkup (id) on delete cascade,
  locality_path text collate "C" not null,
  account_id uuid not null,
  part text not null check (part in ('1', '2', '3', '4', '5')),
  words text not null check (words <> ''),
  primary key (political_checkup_id, part)
);
comment on table political_checkup_part is '思想政治体检内容';
comment on column political_checkup_part.political_checkup_id is '哪一次体检';
comment on column political_checkup_part.locality_path is '所在区划';
comment on column political_checkup_part.account_id is '本人账号';
comment on column political_checkup_part.part is '对标、对表、扫描、透视、对照';
comment on column political_checkup_part.words is '本人写的';
select org.place_table('political_checkup_part', false);
do $$ begin execute format('grant select, insert, update on political_checkup_part to %I', org.login_of(current_schema())); end $$;
-- Read by the person, and at the very branch by whoever holds the right there; written by the person alone.
create policy of_person_and_branch on political_checkup_part as restrictive for select to ow_runtime using (account_id = (select org.actor()) or org.holds_at(locality_path, 'department.checkups.open'));
create policy written on political_checkup_part as restrictive for insert to ow_runtime with check (account_id = (select org.actor()));
create policy changed on political_checkup_part as restrictive for update to ow_runtime using (account_id = (select org.actor()));
