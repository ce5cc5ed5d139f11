-- 任免审批表 files on their way in: a batch is what somebody dragged onto the page at once, an entry one person of it.
create table cadre_exchange_batch (
  id uuid primary key,
  locality_path text collate "C" not null references org.locality (path) on update cascade,
  title text not null,
  refused jsonb not null default '[]',
  created_at timestamptz not null default now(),
  created_by uuid not null default org.actor(),
  created_by_name text not null,
  discarded_at timestamptz,
  constraint cadre_exchange_batch_placed unique (id, locality_path)
);
comment on table cadre_exchange_batch is '任免表导入批次';
comment on column cadre_exchange_batch.id is '标识';
comment on column cadre_exchange_batch.locality_path is '所在区划';
comment on column cadre_exchange_batch.title is '文件名';
comment on column cadre_exchange_batch.refused is '没有读入的文件：名称、原因';
comment on column cadre_exchange_batch.created_at is '上传时间';
comment on column cadre_exchange_batch.created_by is '上传人';
comment on column cadre_exchange_batch.created_by_name is '上传人姓名（当时）';
comment on column cadre_exchange_batch.discarded_at is '放弃时间；未接受的文件内容随之清除';
create index on cadre_exchange_batch (locality_path, created_at desc, id);
select org.place_table('cadre_exchange_batch');
grant select, insert, update on cadre_exchange_batch to ow_m_cadres;

create table cadre_exchange_entry (
  id uuid primary key,
  batch_id uuid not null,
  locality_path text collate "C" not null,
  number int not null,
  file_name text not null,
  ending text not null,
  content bytea,
  picture bytea,
  sha256 bytea not null,
  name text not null default '',
  birth_on date,
  post_title text,
  verdict text not null check (verdict in ('new', 'same', 'differs', 'doubtful', 'unreadable')),
  reasons text[] not null default '{}',
  differences int not null default 0,
  cadre_id uuid,
  candidates uuid[] not null default '{}',
  unit_id uuid,
  choices jsonb not null default '{}',
  settled_at timestamptz,
  accepted_at timestamptz,
  before jsonb,
  undone_at timestamptz,
  foreign key (batch_id, locality_path) references cadre_exchange_batch (id, locality_path) on update cascade
);
comment on table cadre_exchange_entry is '任免表导入的人员';
comment on column cadre_exchange_entry.id is '标识';
comment on column cadre_exchange_entry.batch_id is '批次';
comment on column cadre_exchange_entry.locality_path is '所在区划';
comment on column cadre_exchange_entry.number is '序号';
comment on column cadre_exchange_entry.file_name is '文件名（证件号码已掩）';
comment on column cadre_exchange_entry.ending is '格式';
comment on column cadre_exchange_entry.content is '原件，加密；接受后移入任免表原件';
comment on column cadre_exchange_entry.picture is '同名照片文件，加密';
comment on column cadre_exchange_entry.sha256 is '原件的 SHA-256';
comment on column cadre_exchange_entry.name is '姓名';
comment on column cadre_exchange_entry.birth_on is '出生年月';
comment on column cadre_exchange_entry.post_title is '现任职务';
comment on column cadre_exchange_entry.verdict is '判断：新增、相同、不同、存疑、读不出';
comment on column cadre_exchange_entry.reasons is '存疑的理由';
comment on column cadre_exchange_entry.differences is '与名册不同的项数';
comment on column cadre_exchange_entry.cadre_id is '名册里的人';
comment on column cadre_exchange_entry.candidates is '可能的人';
comment on column cadre_exchange_entry.unit_id is '按现任职务认出的单位';
comment on column cadre_exchange_entry.choices is '逐项取舍';
comment on column cadre_exchange_entry.settled_at is '核对时间';
comment on column cadre_exchange_entry.accepted_at is '接受时间';
comment on column cadre_exchange_entry.before is '接受前的值，供撤销';
comment on column cadre_exchange_entry.undone_at is '撤销时间';
create index on cadre_exchange_entry (batch_id, number);
create index on cadre_exchange_entry (locality_path);
select org.place_table('cadre_exchange_entry');
select org.make_content_key('cadre_exchange_entry');
grant select, insert, update on cadre_exchange_entry to ow_m_cadres;
alter table cadre_exchange_entry alter column content set storage external, alter column picture set storage external;

-- The file as it was received, for good: what is exported again begins from these bytes.
create table cadre_original (
  entry_id uuid not null,
  file_name text not null,
  ending text not null,
  content bytea not null,
  picture bytea,
  sha256 bytea not null
);
select org.make_child('cadre_original', '任免表原件', 'cadre');
select org.make_content_key('cadre_original');
comment on column cadre_original.entry_id is '导入时的条目';
comment on column cadre_original.file_name is '文件名（证件号码已掩）';
comment on column cadre_original.ending is '格式';
comment on column cadre_original.content is '原件，加密';
comment on column cadre_original.picture is '同名照片文件，加密';
comment on column cadre_original.sha256 is '原件的 SHA-256';
alter table cadre_original alter column content set storage external, alter column picture set storage external;
create index on cadre_original (entry_id);
