-- Polls: what is put to a vote stands here, with counts and never with who voted what. On paper the counts are typed and must add up; on line the votes fall
-- into an urn that nobody can look into, and leave it as counts when there are enough of them. Signed results are not changed any more.
--
-- Invariants
-- 1. No row holds a single vote. The urn is one row a group, with sums and sorted remarks: nothing in it has an order, a time or a transaction of its own.
-- 2. Who has voted stands in poll_voter, without a time. Voting writes both in one transaction; no value is shared by the two.
-- 3. The urn can be opened by no login; close_poll gives out sums once, when there are at least `minimum` votes, and destroys it. A group with fewer is merged.
-- 4. Numbers that cannot be are not saved, whoever writes them; a signed poll can only be declared void.

create table poll (
  id uuid primary key,
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  kind text not null,
  title text not null,
  form text not null check (form in ('each', 'some', 'names', 'seats')),
  choices text[] not null check (cardinality(choices) between 1 and 12),
  way text not null check (way in ('paper', 'online')),
  state text not null default 'draft' check (state in ('draft', 'open', 'counted', 'signed', 'void')),
  held_on date not null,
  closes_on date,
  period text,
  place text,
  subject_id uuid,
  most int check (most > 0),
  seats int check (seats > 0),
  minimum int not null default 5,
  presider text,
  tellers text,
  counter text,
  note text,
  is_merged boolean not null default false,
  remarks text[] not null default '{}',
  findings jsonb not null default '[]',
  summary text,
  signed_on date,
  signed_by_name text,
  void_reason text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid default org.actor(),
  check (way = 'paper' or minimum >= 3),
  check (form not in ('names') or most is not null),
  check (form not in ('seats') or seats is not null),
  constraint poll_placed unique (id, locality_path)
);
comment on table poll is '票决、测评、推荐、问卷';
comment on column poll.id is '标识';
comment on column poll.locality_path is '所在区划';
comment on column poll.module is '模块';
comment on column poll.kind is '种类';
comment on column poll.title is '名称';
comment on column poll.form is '票式：逐项必答、逐项可空、提名、选举';
comment on column poll.choices is '选项代码，按次序';
comment on column poll.way is '方式：纸质、网上';
comment on column poll.state is '状态：筹备、投票中、已计票、已签认、作废';
comment on column poll.held_on is '日期';
comment on column poll.closes_on is '网上投票截止日期';
comment on column poll.period is '期次';
comment on column poll.place is '地点、会议';
comment on column poll.subject_id is '所办的案件或记录';
comment on column poll.most is '每票最多提几名';
comment on column poll.seats is '应选名额';
comment on column poll.minimum is '网上答复少于此数不公布';
comment on column poll.presider is '主持人';
comment on column poll.tellers is '监票人';
comment on column poll.counter is '计票人';
comment on column poll.note is '说明';
comment on column poll.is_merged is '有的组答复太少，各组合并公布';
comment on column poll.remarks is '意见，不按先后';
comment on column poll.findings is '签认时的规则核对';
comment on column poll.summary is '签认时的结果';
comment on column poll.signed_on is '签认日期';
comment on column poll.signed_by_name is '签认人（当时）';
comment on column poll.void_reason is '作废理由';
comment on column poll.version is '版本';
comment on column poll.created_at is '建立时间';
comment on column poll.created_by is '建立人';
create index on poll (locality_path, kind, held_on desc, id);
create index on poll (module, kind, held_on desc, id);
create index on poll (subject_id, kind) where subject_id is not null;

create table poll_group (
  poll_id uuid not null,
  number smallint not null check (number between 1 and 20),
  locality_path text collate "C" not null,
  name text not null,
  weight numeric(6, 2) not null default 1 check (weight >= 0),
  eligible int check (eligible >= 0),
  present int check (present >= 0),
  issued int check (issued >= 0),
  returned int check (returned >= 0),
  invalid int check (invalid >= 0),
  primary key (poll_id, number),
  foreign key (poll_id, locality_path) references poll (id, locality_path) on update cascade,
  constraint poll_group_present check (present <= eligible),
  constraint poll_group_issued check (issued <= present),
  constraint poll_group_returned check (returned <= issued),
  constraint poll_group_invalid check (invalid <= returned)
);
comment on table poll_group is '投票人分组和票数';
comment on column poll_group.poll_id is '票决';
comment on column poll_group.number is '组号';
comment on column poll_group.locality_path is '所在区划';
comment on column poll_group.name is '组名';
comment on column poll_group.weight is '权重';
comment on column poll_group.eligible is '应到（有权投票）';
comment on column poll_group.present is '实到';
comment on column poll_group.issued is '发出票';
comment on column poll_group.returned is '收回票';
comment on column poll_group.invalid is '无效票';

create table poll_item (
  poll_id uuid not null,
  number smallint not null check (number between 1 and 300),
  locality_path text collate "C" not null,
  title text not null,
  note text,
  row_id uuid,
  is_written_in boolean not null default false,
  outcome text check (outcome in ('passed', 'failed', 'tied')),
  primary key (poll_id, number),
  foreign key (poll_id, locality_path) references poll (id, locality_path) on update cascade
);
comment on table poll_item is '被票决、被测评的人和事项，或问题';
comment on column poll_item.poll_id is '票决';
comment on column poll_item.number is '序号';
comment on column poll_item.locality_path is '所在区划';
comment on column poll_item.title is '姓名、事项或问题';
comment on column poll_item.note is '说明';
comment on column poll_item.row_id is '所指的记录';
comment on column poll_item.is_written_in is '另选他人';
comment on column poll_item.outcome is '结果：通过（当选）、未通过（未当选）、票数相等';

create table poll_count (
  poll_id uuid not null,
  group_number smallint not null,
  item_number smallint not null,
  choice text not null,
  locality_path text collate "C" not null,
  votes int not null check (votes >= 0),
  primary key (poll_id, group_number, item_number, choice),
  foreign key (poll_id, locality_path) references poll (id, locality_path) on update cascade
);
comment on table poll_count is '计票';
comment on column poll_count.poll_id is '票决';
comment on column poll_count.group_number is '组号';
comment on column poll_count.item_number is '序号';
comment on column poll_count.choice is '选项';
comment on column poll_count.locality_path is '所在区划';
comment on column poll_count.votes is '票数';

-- Who may vote on line, and whether they did. No time, no order, nothing of the vote.
create table poll_voter (
  poll_id uuid not null,
  account_id uuid not null references account (id),
  group_number smallint not null,
  locality_path text collate "C" not null,
  has_voted boolean not null default false,
  primary key (poll_id, account_id),
  foreign key (poll_id, locality_path) references poll (id, locality_path) on update cascade
);
comment on table poll_voter is '网上投票名单：谁可以投、投了没有；不记何时投、投了什么';
comment on column poll_voter.poll_id is '票决';
comment on column poll_voter.account_id is '账号';
comment on column poll_voter.group_number is '组号';
comment on column poll_voter.locality_path is '所在区划';
comment on column poll_voter.has_voted is '已投';
create index on poll_voter (account_id);

-- One row a group: sums, and remarks in the order of their letters.
create table poll_urn (
  poll_id uuid not null,
  group_number smallint not null,
  locality_path text collate "C" not null,
  cast_count int not null default 0,
  counts int[] not null,
  remarks text[] not null default '{}',
  primary key (poll_id, group_number),
  foreign key (poll_id, locality_path) references poll (id, locality_path) on update cascade
);
comment on table poll_urn is '票箱：只有内核能开，开箱即毁';
comment on column poll_urn.poll_id is '票决';
comment on column poll_urn.group_number is '组号';
comment on column poll_urn.locality_path is '所在区划';
comment on column poll_urn.cast_count is '已投票数';
comment on column poll_urn.counts is '各项各选项的票数，依次排列';
comment on column poll_urn.remarks is '意见，按字序';

do $$
declare
  t text;
begin
  foreach t in array array['poll', 'poll_group', 'poll_item', 'poll_count', 'poll_voter', 'poll_urn'] loop
    execute format('alter table org.%I enable row level security', t);
    execute format('alter table org.%I force row level security', t);
    execute format('create policy kernel on org.%I to ow_kernel using (true)', t);
    if t = 'poll' then
      execute 'create policy scope on org.poll using (locality_path >= current_setting(''orgwork.lo'') and locality_path < current_setting(''orgwork.hi'') and (select org.scope_sealed()) and ((select org.acting_module()) = ''org'' or module = (select org.acting_module())))';
    else
      execute format('create policy scope on org.%I using (locality_path >= (select current_setting(''orgwork.lo'')) and locality_path < (select current_setting(''orgwork.hi'')) and (select org.scope_sealed()) and exists (select from org.poll p where p.id = poll_id))', t);
    end if;
  end loop;
end $$;
grant select, insert on poll, poll_group, poll_item, poll_count, poll_voter to ow_runtime;
grant update (title, held_on, closes_on, period, place, subject_id, most, seats, minimum, presider, tellers, counter, note, state, findings, summary, signed_on, signed_by_name, void_reason, version) on poll to ow_runtime;
grant update (outcome) on poll_item to ow_runtime;
grant delete on poll_group, poll_item, poll_count, poll_voter to ow_runtime;
grant select, insert, update, delete on poll, poll_group, poll_item, poll_count, poll_voter to ow_kernel;
alter table poll_urn owner to ow_kernel;
grant select on account to ow_kernel;

-- Why the numbers of a poll cannot be, naming the two that disagree; null when they can.
create function poll_fault(p_poll uuid) returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  p org.poll;
  fault text;
begin
  select * into p from org.poll where id = p_poll;
  select format('%s：还没有填齐应到、实到、发出、收回和无效票', name) into fault from org.poll_group where poll_id = p_poll and (eligible is null or present is null or issued is null or returned is null or invalid is null) limit 1;
  if fault is not null then return fault; end if;
  select case
      when c.votes > g.valid then format('%s（%s）各项合计 %s 票，多于有效票 %s 张', i.title, g.name, c.votes, g.valid)
      when p.form in ('each', 'seats') and not i.is_written_in and c.votes <> g.valid then format('%s（%s）各项合计 %s 票，有效票 %s 张，对不上', i.title, g.name, c.votes, g.valid)
    end into fault
    from (select number, name, returned - invalid as valid from org.poll_group where poll_id = p_poll) g
    cross join (select number, title, is_written_in from org.poll_item where poll_id = p_poll) i
    cross join lateral (select coalesce(sum(votes), 0) as votes from org.poll_count where poll_id = p_poll and group_number = g.number and item_number = i.number) c
    where c.votes > g.valid or p.form in ('each', 'seats') and not i.is_written_in and c.votes <> g.valid limit 1;
  if fault is not null then return fault; end if;
  if p.form in ('names', 'seats') then
    select format('%s共得 %s 票，每票至多 %s 名，有效票 %s 张，至多 %s 票', g.name, c.votes, coalesce(p.most, p.seats), g.valid, g.valid * coalesce(p.most, p.seats)) into fault
      from (select number, name, returned - invalid as valid from org.poll_group where poll_id = p_poll) g
      cross join lateral (select coalesce(sum(votes), 0) as votes from org.poll_count where poll_id = p_poll and group_number = g.number and choice = p.choices[1]) c
      where c.votes > g.valid * coalesce(p.most, p.seats) limit 1;
  end if;
  return fault;
end $$;
alter function poll_fault(uuid) owner to ow_kernel;
revoke all on function poll_fault(uuid) from public;

create function keep_poll_sums() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  row_now jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  changed uuid := coalesce(row_now ->> 'poll_id', row_now ->> 'id')::uuid;
  fault text;
begin
  if exists (select from org.poll where id = changed and state in ('counted', 'signed')) then
    fault := org.poll_fault(changed);
    if fault is not null then
      raise exception '%', fault using errcode = '23514', constraint = 'poll_sums';
    end if;
  end if;
  return null;
end $$;
alter function keep_poll_sums() owner to ow_kernel;
create constraint trigger sums after insert or update on poll deferrable initially deferred for each row when (new.state in ('counted', 'signed')) execute function keep_poll_sums();
create constraint trigger sums after insert or update or delete on poll_group deferrable initially deferred for each row execute function keep_poll_sums();
create constraint trigger sums after insert or update or delete on poll_item deferrable initially deferred for each row execute function keep_poll_sums();
create constraint trigger sums after insert or update or delete on poll_count deferrable initially deferred for each row execute function keep_poll_sums();

-- The steps a poll can take. Opening and closing on line go through the functions below alone.
create function keep_poll_order() returns trigger language plpgsql as $$
begin
  if current_user = 'ow_kernel' or old.locality_path <> new.locality_path then
    return new;
  end if;
  if old.state in ('signed', 'void') and not (old.state = 'signed' and new.state = 'void' and new.void_reason <> '') then
    raise exception '已签认的结果不能改，只能作废' using errcode = '42501';
  end if;
  if new.state <> old.state and not (
       old.state = 'draft' and new.state = 'counted' and new.way = 'paper'
    or old.state = 'counted' and new.state = 'signed' and new.signed_on is not null
    or new.state = 'void' and new.void_reason <> '') then
    raise exception '票决不能从“%”到“%”', old.state, new.state using errcode = '42501';
  end if;
  if old.state = 'open' and (new.most, new.seats, new.minimum) is distinct from (old.most, old.seats, old.minimum) then
    raise exception '投票已开始，规则不能再改' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger in_order before update on poll for each row execute function keep_poll_order();

create function keep_poll_parts() returns trigger language plpgsql as $$
declare
  changed uuid := case when tg_op = 'DELETE' then old.poll_id else new.poll_id end;
  p org.poll;
begin
  if current_user = 'ow_kernel' or tg_op = 'UPDATE' and old.locality_path <> new.locality_path then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  select * into p from org.poll where id = changed;
  if p.state in ('signed', 'void') or p.state = 'open' or p.way = 'online' and (tg_table_name = 'poll_count' or p.state <> 'draft' and tg_op <> 'UPDATE') then
    raise exception '投票已开始或结果已签认，不能再改' using errcode = '42501';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger in_order before insert or update or delete on poll_group for each row execute function keep_poll_parts();
create trigger in_order before insert or update or delete on poll_item for each row execute function keep_poll_parts();
create trigger in_order before insert or update or delete on poll_count for each row execute function keep_poll_parts();
create trigger in_order before insert or update or delete on poll_voter for each row execute function keep_poll_parts();

-- Opens the vote: the list of voters, the items and the rules stand from here on.
create function open_poll(p_poll uuid) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  p org.poll;
  size int;
begin
  perform org.scope_sealed();
  select * into p from org.poll where id = p_poll and module = org.acting_module() and locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') for update;
  if p.id is null or p.state <> 'draft' or p.way <> 'online' then return '这次投票现在不能开始'; end if;
  select count(*) * cardinality(p.choices) into size from org.poll_item where poll_id = p_poll;
  if size = 0 then return '还没有要答的项目'; end if;
  if (select count(*) from org.poll_voter where poll_id = p_poll) < p.minimum then
    return format('投票名单 %s 人，少于公布结果所需的 %s 份，即使全部答复也不能公布', (select count(*) from org.poll_voter where poll_id = p_poll), p.minimum);
  end if;
  insert into org.poll_urn (poll_id, group_number, locality_path, counts) select p_poll, number, locality_path, array_fill(0, array[size]) from org.poll_group where poll_id = p_poll;
  update org.poll_group g set eligible = (select count(*) from org.poll_voter v where v.poll_id = p_poll and v.group_number = g.number) where poll_id = p_poll;
  update org.poll set state = 'open', version = version + 1 where id = p_poll;
  return null;
end $$;

-- One vote of whoever acts: the mark that they voted, and the sums. Marks are the number of the choice for each item, 0 for none.
create function cast_vote(p_poll uuid, p_marks int[], p_remark text) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  p org.poll;
  mine smallint;
  width int;
  items int;
  approvals int;
begin
  perform org.scope_sealed();
  select * into p from org.poll where id = p_poll for share;
  if p.id is null or not exists (select from org.poll_voter where poll_id = p_poll and account_id = org.actor()) then return '您不在这次投票的名单里'; end if;
  if p.state <> 'open' then return '这次投票现在没有开放'; end if;
  if p.closes_on < org.today() then return '这次投票已经截止'; end if;
  width := cardinality(p.choices);
  select count(*) into items from org.poll_item where poll_id = p_poll;
  if cardinality(p_marks) is distinct from items or exists (select from unnest(p_marks) m where m is null or m < 0 or m > width) then return '答复不完整，请重新填写'; end if;
  if p.form in ('each', 'seats') and 0 = any (p_marks) then return '还有没有作答的项目'; end if;
  select count(*) into approvals from unnest(p_marks) m where m = 1;
  if p.form = 'names' and approvals > p.most then return format('选了 %s 名，每票至多 %s 名', approvals, p.most); end if;
  if p.form = 'seats' and approvals > p.seats then return format('赞成了 %s 名，应选 %s 名，不能多选', approvals, p.seats); end if;
  update org.poll_voter set has_voted = true where poll_id = p_poll and account_id = org.actor() and not has_voted returning group_number into mine;
  if mine is null then return '您已经投过票'; end if;
  update org.poll_urn set cast_count = cast_count + 1,
    counts = (select array_agg(c + (p_marks[(i - 1) / width + 1] = (i - 1) % width + 1)::int order by i) from unnest(counts) with ordinality u (c, i)),
    remarks = case when coalesce(p_remark, '') = '' then remarks else (select array_agg(r order by r collate "C") from unnest(remarks || left(p_remark, 500)) r) end
    where poll_id = p_poll and group_number = mine;
  return null;
end $$;

-- Counts once, gives out sums, and destroys the urn. With too few votes nothing is given out.
create function close_poll(p_poll uuid) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  p org.poll;
  votes int;
  width int;
  merged boolean;
begin
  perform org.scope_sealed();
  select * into p from org.poll where id = p_poll and module = org.acting_module() and locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') for update;
  if p.id is null or p.state <> 'open' then return '这次投票没有在进行'; end if;
  select sum(cast_count), coalesce(bool_or(cast_count between 1 and p.minimum - 1), false) into votes, merged from org.poll_urn where poll_id = p_poll;
  if votes < p.minimum then return format('只收到 %s 份答复，少于 %s 份，不能公布；可以延长截止日期，或者作废', votes, p.minimum); end if;
  -- Before the end the last ones could be told by what changes with them: it ends on its day, or when all have voted.
  if p.closes_on >= org.today() and exists (select from org.poll_voter where poll_id = p_poll and not has_voted) then
    return format('截止日期 %s 未到，还有人没有投票', to_char(p.closes_on, 'YYYY.MM.DD'));
  end if;
  width := cardinality(p.choices);
  if merged and (select count(*) from org.poll_group where poll_id = p_poll) > 1 then
    delete from org.poll_group where poll_id = p_poll;
    insert into org.poll_group (poll_id, number, locality_path, name, eligible, present, issued, returned, invalid)
      select p_poll, 1, p.locality_path, '各组合并', count(*), votes, votes, votes, 0 from org.poll_voter where poll_id = p_poll;
    insert into org.poll_count (poll_id, group_number, item_number, choice, locality_path, votes)
      select p_poll, 1, (i - 1) / width + 1, p.choices[(i - 1) % width + 1], p.locality_path, sum(c) from org.poll_urn u, unnest(u.counts) with ordinality x (c, i) where u.poll_id = p_poll group by i;
  else
    merged := false;
    update org.poll_group g set present = u.cast_count, issued = u.cast_count, returned = u.cast_count, invalid = 0 from org.poll_urn u where u.poll_id = p_poll and g.poll_id = p_poll and g.number = u.group_number;
    insert into org.poll_count (poll_id, group_number, item_number, choice, locality_path, votes)
      select p_poll, u.group_number, (i - 1) / width + 1, p.choices[(i - 1) % width + 1], p.locality_path, c from org.poll_urn u, unnest(u.counts) with ordinality x (c, i) where u.poll_id = p_poll;
  end if;
  update org.poll set state = 'counted', is_merged = merged, version = version + 1,
    remarks = coalesce((select array_agg(r order by r collate "C") from org.poll_urn u, unnest(u.remarks) r where u.poll_id = p_poll), '{}') where id = p_poll;
  delete from org.poll_urn where poll_id = p_poll;
  return null;
end $$;

-- What a voter is asked, wherever the poll lies and whatever else they may see.
create function my_polls() returns table (id uuid, title text, module text, kind text, closes_on date, place text, is_open boolean, has_voted boolean) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.title, p.module, p.kind, p.closes_on, l.name, p.state = 'open' and p.closes_on >= org.today(), v.has_voted
  from org.poll_voter v join org.poll p on p.id = v.poll_id join org.locality l on l.path = p.locality_path
  where org.scope_sealed() and v.account_id = org.actor() and p.state <> 'draft' order by p.state = 'open' desc, p.held_on desc, p.id limit 100
$$;
create function ballot_paper(p_poll uuid) returns table (id uuid, title text, module text, kind text, locality_path text, form text, choices text[], closes_on date, place text, most int, seats int, minimum int, note text, is_open boolean, has_voted boolean, items text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.id, p.title, p.module, p.kind, p.locality_path, p.form, p.choices, p.closes_on, l.name, p.most, p.seats, p.minimum, p.note, p.state = 'open' and p.closes_on >= org.today(), v.has_voted,
    (select jsonb_agg(jsonb_build_object('number', i.number, 'title', i.title, 'note', i.note) order by i.number)::text from org.poll_item i where i.poll_id = p.id)
  from org.poll_voter v join org.poll p on p.id = v.poll_id join org.locality l on l.path = p.locality_path
  where org.scope_sealed() and v.poll_id = p_poll and v.account_id = org.actor()
$$;

-- Who has voted and who is still to be asked, by name; for whoever conducts the poll.
create function poll_voters(p_poll uuid) returns table (account_id uuid, name text, office text, group_number smallint, has_voted boolean) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.account_id, a.name, a.office, v.group_number, v.has_voted
  from org.poll p join org.poll_voter v on v.poll_id = p.id join org.account a on a.id = v.account_id
  where org.scope_sealed() and p.id = p_poll and p.module = org.acting_module() and p.locality_path >= current_setting('orgwork.lo') and p.locality_path < current_setting('orgwork.hi')
  order by v.group_number, a.name, a.id
$$;
-- Whom one can put on the list: the accounts of one's places.
create function poll_candidates() returns table (account_id uuid, name text, office text, place text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.name, a.office, l.name from org.account a join org.locality l on l.path = a.locality_path
  where org.scope_sealed() and a.disabled_at is null and a.removed_at is null and a.locality_path >= current_setting('orgwork.lo') and a.locality_path < current_setting('orgwork.hi')
  order by a.locality_path, a.rank_order, a.name, a.id limit 500
$$;
do $$
declare
  f regprocedure;
begin
  foreach f in array array['open_poll(uuid)', 'cast_vote(uuid, int[], text)', 'close_poll(uuid)', 'my_polls()', 'ballot_paper(uuid)', 'poll_voters(uuid)', 'poll_candidates()']::regprocedure[] loop
    execute format('alter function %s owner to ow_kernel', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to ow_runtime', f);
  end loop;
end $$;
grant select on locality to ow_kernel;
