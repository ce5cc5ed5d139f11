-- 应知应会考核测试: the bank of questions, tests with their paper, who took them when and with which marks.
create table question (
  words text not null check (words <> ''),
  kind text not null check (kind in ('1', '2', '3')),
  category text not null,
  audience text not null,
  option_a text not null,
  option_b text not null,
  option_c text,
  option_d text,
  option_e text,
  option_f text,
  answer text not null,
  explanation text
);
select org.make_register('question', '党建知识题库');
select org.make_known_below('question');
comment on column question.words is '题目';
comment on column question.kind is '题型：1 单选 2 多选 3 判断';
comment on column question.category is '教育类别';
comment on column question.audience is '适用对象';
comment on column question.option_a is '选项 A';
comment on column question.option_b is '选项 B';
comment on column question.option_c is '选项 C';
comment on column question.option_d is '选项 D';
comment on column question.option_e is '选项 E';
comment on column question.option_f is '选项 F';
comment on column question.answer is '答案（字母）';
comment on column question.explanation is '解析';
create index on question (locality_path, category, id) where removed_at is null;
create index on question (locality_path, kind, id) where removed_at is null;

create table knowledge_test (
  title text not null check (title <> ''),
  target text not null,
  category text,
  document_no text,
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  minutes int not null check (minutes between 1 and 300),
  singles int not null default 0 check (singles >= 0),
  multiples int not null default 0 check (multiples >= 0),
  judgements int not null default 0 check (judgements >= 0),
  made_on date,
  check (singles + multiples + judgements > 0)
);
select org.make_register('knowledge_test', '考核测试');
select org.make_known_below('knowledge_test');
comment on column knowledge_test.title is '测试';
comment on column knowledge_test.target is '应测对象';
comment on column knowledge_test.category is '教育类别（不填即各类都抽）';
comment on column knowledge_test.document_no is '文号';
comment on column knowledge_test.opens_on is '开始日期';
comment on column knowledge_test.closes_on is '结束日期';
comment on column knowledge_test.minutes is '答题时间（分钟）';
comment on column knowledge_test.singles is '单选题（道）';
comment on column knowledge_test.multiples is '多选题（道）';
comment on column knowledge_test.judgements is '判断题（道）';
comment on column knowledge_test.made_on is '组卷日期';
create index on knowledge_test (closes_on, id) where removed_at is null;

-- The paper as it was made: a question of the bank that is corrected later leaves it as it was.
create table test_question (
  number int not null,
  words text not null,
  kind text not null,
  options text not null,
  answer text not null,
  question_id uuid
);
select org.make_child('test_question', '试卷题目', 'knowledge_test');
select org.make_known_below('test_question');
comment on column test_question.number is '题号';
comment on column test_question.words is '题目';
comment on column test_question.kind is '题型：1 单选 2 多选 3 判断';
comment on column test_question.options is '选项（一行一个）';
comment on column test_question.answer is '答案';
comment on column test_question.question_id is '题库里的题目';
create unique index on test_question (knowledge_test_id, number) where removed_at is null;

-- Lies with the member's branch, whoever set the test.
create table test_attempt (
  member_id uuid not null references member (id),
  knowledge_test_id uuid not null references knowledge_test (id),
  organisation_id uuid not null references organisation (id),
  nth int not null check (nth > 0),
  taken_on date not null,
  started_at timestamptz,
  due_at timestamptz,
  handed_at timestamptz,
  answers text,
  is_late boolean not null default false,
  score int check (score between 0 and 100),
  pass_mark int,
  passed boolean,
  check ((score is null) = (passed is null))
);
select org.make_register('test_attempt', '测试成绩');
select org.make_following('test_attempt', 'organisation', 'organisation_id');
comment on column test_attempt.member_id is '党员';
comment on column test_attempt.knowledge_test_id is '测试';
comment on column test_attempt.organisation_id is '党支部';
comment on column test_attempt.nth is '第几次';
comment on column test_attempt.taken_on is '测试日期';
comment on column test_attempt.started_at is '开始答题（纸质测试没有）';
comment on column test_attempt.due_at is '最迟交卷';
comment on column test_attempt.handed_at is '交卷';
comment on column test_attempt.answers is '作答（题号=选项，逗号隔开）';
comment on column test_attempt.is_late is '超时交卷';
comment on column test_attempt.score is '成绩';
comment on column test_attempt.pass_mark is '合格线';
comment on column test_attempt.passed is '合格';
create unique index on test_attempt (knowledge_test_id, member_id, nth) where removed_at is null;
create index on test_attempt (member_id, taken_on) where removed_at is null;
create index on test_attempt (organisation_id) where removed_at is null;
create index on test_attempt (taken_on, id) where removed_at is null;

-- 领导干部 are tested by the cadres' module too: what they have here counts there.
create view pub_test_result as
  select m.person_id, t.title, t.target, a.taken_on, a.score, a.passed, m.locality_path
  from test_attempt a join knowledge_test t on t.id = a.knowledge_test_id join member m on m.id = a.member_id
  where a.removed_at is null and a.score is not null and m.is_leading;
comment on view pub_test_result is '领导干部党员的考核测试成绩';
