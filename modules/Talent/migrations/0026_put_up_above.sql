-- What a place puts up holds for all below it: policies with their clauses and conditions, and service items, are read there and written where they lie.
select org.make_known_below('policy');
select org.make_known_below('policy_clause');
select org.make_known_below('clause_condition');
select org.make_known_below('service_item');

-- Of demands only what is released is for all below, and of the employer only its name: a directory beside the register, which follows it.
create table open_post (
  demand_id uuid primary key references demand (id),
  locality_path text collate "C" not null references org.locality (path) on update cascade,
  title text not null,
  employer text not null,
  domain text not null,
  places int not null,
  education text,
  pay_from int,
  pay_to int,
  duties text,
  is_urgent boolean not null,
  released_on date not null,
  is_open boolean not null
);
comment on table open_post is '公开的岗位目录';
comment on column open_post.demand_id is '人才需求';
comment on column open_post.locality_path is '所在区划';
comment on column open_post.title is '岗位';
comment on column open_post.employer is '用人单位';
comment on column open_post.domain is '专业领域';
comment on column open_post.places is '还招人数';
comment on column open_post.education is '最低学历';
comment on column open_post.pay_from is '年薪下限（元）';
comment on column open_post.pay_to is '年薪上限（元）';
comment on column open_post.duties is '岗位职责和条件';
comment on column open_post.is_urgent is '急需';
comment on column open_post.released_on is '发布日期';
comment on column open_post.is_open is '在招';
create index on open_post (locality_path, released_on) where is_open;
select org.place_table('open_post');
select org.make_known_below('open_post');

create function post_follows() returns trigger language plpgsql as $$
begin
  insert into talent.open_post (demand_id, locality_path, title, employer, domain, places, education, pay_from, pay_to, duties, is_urgent, released_on, is_open)
    select new.id, new.locality_path, new.title, e.name, new.domain, greatest(new.needed - new.filled, 0), new.education, new.pay_from, new.pay_to, new.duties, new.is_urgent, new.released_on, new.closed_on is null and new.removed_at is null from talent.employer e where e.id = new.employer_id
    on conflict (demand_id) do update set locality_path = excluded.locality_path, title = excluded.title, employer = excluded.employer, domain = excluded.domain, places = excluded.places, education = excluded.education, pay_from = excluded.pay_from, pay_to = excluded.pay_to, duties = excluded.duties, is_urgent = excluded.is_urgent, released_on = excluded.released_on, is_open = excluded.is_open;
  return null;
end $$;
create trigger follows_post after insert or update on demand for each row when (new.released_on is not null) execute function post_follows();
create function post_named() returns trigger language plpgsql as $$
begin
  update talent.open_post p set employer = new.name from talent.demand d where d.id = p.demand_id and d.employer_id = new.id and p.employer <> new.name;
  return null;
end $$;
create trigger follows_name after update of name on employer for each row execute function post_named();
