-- 公开选拔: a post put up for competition, who entered, what each was judged and marked, and every list as it was published.
create table open_selection (
  name text not null,
  post text not null,
  level text,
  places int not null default 1 check (places between 1 and 100),
  conditions text not null,
  age_most int check (age_most between 18 and 70),
  education_least text,
  register_from date not null,
  register_until date not null check (register_until >= register_from),
  exam_weight int not null check (exam_weight between 0 and 100),
  interview_weight int not null check (interview_weight between 0 and 100),
  exam_line int check (exam_line between 0 and 100),
  interview_ratio int not null check (interview_ratio between 1 and 20),
  inspect_ratio int not null check (inspect_ratio between 1 and 20),
  state text not null default '1' check (state in ('1', '2', '3', '4', '5', '6', '7')),
  announced_on date,
  document_no text,
  noticed_on date,
  closed_on date,
  check (exam_weight + interview_weight = 100),
  check (interview_ratio >= inspect_ratio)
);
select org.make_register('open_selection', '公开选拔');
comment on column open_selection.name is '公开选拔';
comment on column open_selection.post is '职位';
comment on column open_selection.level is '职务层次';
comment on column open_selection.places is '名额';
comment on column open_selection.conditions is '资格条件';
comment on column open_selection.age_most is '年龄不超过';
comment on column open_selection.education_least is '学历不低于';
comment on column open_selection.register_from is '报名开始';
comment on column open_selection.register_until is '报名截止';
comment on column open_selection.exam_weight is '笔试权重（%）';
comment on column open_selection.interview_weight is '面试权重（%）';
comment on column open_selection.exam_line is '笔试合格线';
comment on column open_selection.interview_ratio is '每个名额进入面试';
comment on column open_selection.inspect_ratio is '每个名额进入考察';
comment on column open_selection.state is '进展：1 拟订 2 报名 3 笔试 4 面试 5 考察 6 公示 7 完成';
comment on column open_selection.announced_on is '公告日期';
comment on column open_selection.document_no is '公告文号';
comment on column open_selection.noticed_on is '公示开始';
comment on column open_selection.closed_on is '完成日期';
create index on open_selection (register_until, id) where removed_at is null;
create trigger concluded before update on open_selection for each row execute function keep_concluded('2,3,4,5,6,7', '公告已经发布，条件和权重不再改', 'state,announced_on,document_no,noticed_on,closed_on');

create table open_entrant (
  name text not null,
  open_selection_id uuid not null,
  cadre_id uuid,
  sex text,
  birth_on date not null,
  education text not null,
  unit_post text not null,
  registered_on date not null,
  qualified text check (qualified in ('1', '2')),
  qualified_on date,
  qualified_words text,
  exam numeric(5, 2) check (exam between 0 and 100),
  exam_rank int,
  in_interview boolean not null default false,
  interview numeric(5, 2) check (interview between 0 and 100),
  total numeric(6, 2),
  rank int,
  in_inspection boolean not null default false,
  inspected text check (inspected in ('1', '2')),
  inspected_on date,
  inspected_words text,
  is_chosen boolean not null default false
);
select org.make_register('open_entrant', '公开选拔报名人员');
comment on column open_entrant.name is '姓名';
comment on column open_entrant.open_selection_id is '公开选拔';
comment on column open_entrant.cadre_id is '干部';
comment on column open_entrant.sex is '性别';
comment on column open_entrant.birth_on is '出生日期';
comment on column open_entrant.education is '学历';
comment on column open_entrant.unit_post is '现单位和职务';
comment on column open_entrant.registered_on is '报名日期';
comment on column open_entrant.qualified is '资格审查：1 通过 2 不通过';
comment on column open_entrant.qualified_on is '审查日期';
comment on column open_entrant.qualified_words is '审查意见';
comment on column open_entrant.exam is '笔试成绩';
comment on column open_entrant.exam_rank is '笔试名次';
comment on column open_entrant.in_interview is '进入面试';
comment on column open_entrant.interview is '面试成绩';
comment on column open_entrant.total is '综合成绩';
comment on column open_entrant.rank is '综合名次';
comment on column open_entrant.in_inspection is '进入考察';
comment on column open_entrant.inspected is '考察：1 通过 2 不通过';
comment on column open_entrant.inspected_on is '考察日期';
comment on column open_entrant.inspected_words is '考察意见';
comment on column open_entrant.is_chosen is '拟任人选';
create index on open_entrant (open_selection_id, rank, id) where removed_at is null;
create unique index on open_entrant (open_selection_id, name, birth_on) where removed_at is null;

create table open_list (
  stage text not null,
  published_on date not null,
  people int not null,
  words text not null
);
select org.make_child('open_list', '公开选拔名单', 'open_selection');
comment on column open_list.stage is '名单';
comment on column open_list.published_on is '发布日期';
comment on column open_list.people is '人数';
comment on column open_list.words is '名单内容';
create unique index on open_list (open_selection_id, stage) where removed_at is null;
