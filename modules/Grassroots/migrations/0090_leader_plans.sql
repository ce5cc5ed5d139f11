-- What a year's grade makes of the pay; who is to follow whom; the three years in which every village is to have somebody to follow.
alter table cadre_pay_standard add column excellent_share int not null default 100 check (excellent_share between 100 and 300);
alter table cadre_pay_standard add column basic_share int not null default 100 check (basic_share between 0 and 100);
alter table cadre_pay_standard add column unfit_share int not null default 100 check (unfit_share between 0 and 100);
comment on column cadre_pay_standard.excellent_share is '考核优秀的按标准的百分之几发';
comment on column cadre_pay_standard.basic_share is '考核基本称职的按标准的百分之几发';
comment on column cadre_pay_standard.unfit_share is '考核不称职的按标准的百分之几发';

alter table village_candidate add column follows_id uuid references village_cadre (id);
comment on column village_candidate.follows_id is '研判时确定由其接任的村（社区）干部';
create index on village_candidate (follows_id) where follows_id is not null;

create table reserve_plan (
  title text not null,
  first_year int not null check (first_year between 2000 and 2100),
  first_target int not null check (first_target >= 0),
  second_target int not null check (second_target >= first_target),
  third_target int not null check (third_target >= second_target),
  document_no text,
  measures text
);
select org.make_register('reserve_plan', '村级后备人才三年计划');
comment on column reserve_plan.title is '名称';
comment on column reserve_plan.first_year is '第一年';
comment on column reserve_plan.first_target is '第一年底达到（人）';
comment on column reserve_plan.second_target is '第二年底达到（人）';
comment on column reserve_plan.third_target is '第三年底达到（人）';
comment on column reserve_plan.document_no is '文号';
comment on column reserve_plan.measures is '培养措施';
create unique index on reserve_plan (locality_path, first_year) where removed_at is null;
-- The plan of the county is read in its townships.
select org.make_known_below('reserve_plan');

-- 决策的事项类别: what a report of decisions is ordered by.
alter table meeting_item add column matter text;
comment on column meeting_item.matter is '决策事项：1 重大决策 2 重要人事 3 重大项目 4 大额资金 9 其他';

-- From which a local programme chooses its villages and firms.
create view pub_village as
  select o.id, o.name, o.name as called, o.name_pinyin, o.name_initials, o.locality_path, o.rank_order, o.removed_at from organisation o where o.is_village and o.state = '1' and o.abolished_on is null;
comment on view pub_village is '村（社区）党组织：名称';
create view pub_two_new as
  select e.id, e.name, e.name || case when o.id is null then '　没有党组织' else '　' || coalesce(o.short_name, o.name) || coalesce(case o.stars when '5' then '（五星）' when '4' then '（四星）' when '3' then '（三星）' when '2' then '（二星）' when '1' then '（一星）' end, '') end as called,
    e.name_pinyin, e.name_initials, e.locality_path, e.rank_order, e.removed_at
  from establishment e left join organisation o on o.id = e.organisation_id where e.closed_on is null and e.kind in ('1', '2');
comment on view pub_two_new is '两新组织：名称和党组织';
