-- What is done for a demand that is met by training; native entrepreneurs' projects; service items that come of a unit's list.
create table training_action (
  words text not null check (words <> ''),
  unit text not null,
  began_on date not null,
  people int not null check (people >= 0),
  result text
);
select org.make_child('training_action', '培养行动', 'demand');
comment on column training_action.words is '培养措施';
comment on column training_action.unit is '培养单位';
comment on column training_action.began_on is '开始';
comment on column training_action.people is '人数';
comment on column training_action.result is '成效';

alter table investment_project add column outside_talent_id uuid references outside_talent (id), add column jobs int not null default 0 check (jobs >= 0), add column village text;
comment on column investment_project.outside_talent_id is '回乡投资的乡贤';
comment on column investment_project.jobs is '带动就业（人）';
comment on column investment_project.village is '帮扶的村（社区）';
create index on investment_project (outside_talent_id) where outside_talent_id is not null;

alter table service_item add column duty_id uuid references duty_item (id);
comment on column service_item.duty_id is '来自服务清单';
create unique index service_item_of_duty on service_item (duty_id) where removed_at is null and ended_on is null;
