-- 线上平台: who acts for an employer, which way an application came, who opened it on which day.
create table employer_agent (
  name text not null,
  employer_id uuid not null references employer (id),
  phone text,
  began_on date not null,
  ended_on date check (ended_on >= began_on)
);
select org.make_register('employer_agent', '单位经办人');
select org.make_person_register('employer_agent');
select org.make_searchable('employer_agent', 'name');
comment on column employer_agent.name is '姓名';
comment on column employer_agent.employer_id is '用人单位';
comment on column employer_agent.phone is '联系电话';
select org.make_sensitive('employer_agent', 'phone');
comment on column employer_agent.began_on is '委托日期';
comment on column employer_agent.ended_on is '停止委托日期';
create index on employer_agent (employer_id) where removed_at is null;

alter table application add column channel text not null default '1';
comment on column application.channel is '途径：1 窗口 2 线上';

create table portal_visit (
  person_id uuid not null,
  on_day date not null,
  locality_path text collate "C" not null references org.locality (path) on update cascade,
  is_employer boolean not null,
  primary key (person_id, on_day)
);
comment on table portal_visit is '线上平台访问';
comment on column portal_visit.person_id is '人员';
comment on column portal_visit.on_day is '日期';
comment on column portal_visit.locality_path is '区划';
comment on column portal_visit.is_employer is '代表用人单位';
create index on portal_visit (on_day);
select org.place_table('portal_visit');
