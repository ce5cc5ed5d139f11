-- 继续教育 of professionals: each course with its hours, from which a year's hours are added up.
create table talent_learning (
  title text not null,
  kind text not null check (kind in ('1', '2')),
  hours int not null check (hours between 1 and 1000),
  done_on date not null,
  organiser text,
  evidence_no text
);
select org.make_child('talent_learning', '人才继续教育', 'talent');
comment on column talent_learning.title is '内容';
comment on column talent_learning.kind is '科目：1 专业科目 2 公需科目';
comment on column talent_learning.hours is '学时';
comment on column talent_learning.done_on is '完成日期';
comment on column talent_learning.organiser is '举办单位';
comment on column talent_learning.evidence_no is '证书、登记号';
select org.make_effective('talent_learning', 'done_on', '{}', '{}');
create index on talent_learning_history (talent_id, rank_order, id);
