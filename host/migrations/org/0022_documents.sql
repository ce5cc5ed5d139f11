-- Documents: the Word templates a place has put in the place of the shipped ones, and the numbers its papers carry.

create table document_template (
  id uuid primary key default gen_random_uuid(),
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  document text not null,
  number int not null check (number > 0),
  name text not null check (name <> '' and length(name) <= 200),
  note text,
  valid_from date not null,
  content bytea not null check (length(content) <= 5 * 1024 * 1024),
  sha256 bytea not null,
  created_at timestamptz not null default now(),
  created_by uuid default org.actor(),
  created_by_name text not null,
  ended_at timestamptz,
  ended_by_name text,
  unique (module, document, locality_path, number)
);
comment on table document_template is '文书模板：各地自己的版本';
comment on column document_template.id is '标识';
comment on column document_template.locality_path is '所在区划';
comment on column document_template.module is '模块';
comment on column document_template.document is '文书';
comment on column document_template.number is '版次';
comment on column document_template.name is '文件名';
comment on column document_template.note is '说明';
comment on column document_template.valid_from is '自何日起用';
comment on column document_template.content is '内容';
comment on column document_template.sha256 is '内容的 SHA-256';
comment on column document_template.created_at is '上传时间';
comment on column document_template.created_by is '上传人';
comment on column document_template.created_by_name is '上传人姓名（当时）';
comment on column document_template.ended_at is '停用时间';
comment on column document_template.ended_by_name is '停用人姓名（当时）';
create index on document_template (locality_path);

create table document_number (
  locality_path text collate "C" not null references locality (path) on update cascade,
  module text not null default org.acting_module(),
  document text not null,
  mark text not null check (mark <> ''),
  year int not null,
  last int not null check (last > 0),
  changed_at timestamptz not null default now(),
  primary key (module, document, locality_path, mark, year)
);
comment on table document_number is '文书字号：各地用到几号';
comment on column document_number.locality_path is '所在区划';
comment on column document_number.module is '模块';
comment on column document_number.document is '文书';
comment on column document_number.mark is '字号代字';
comment on column document_number.year is '年份';
comment on column document_number.last is '最近用的号';
comment on column document_number.changed_at is '最近编号时间';
create index on document_number (locality_path);

alter table document_template enable row level security;
alter table document_template force row level security;
alter table document_number enable row level security;
alter table document_number force row level security;
create policy scope on document_template using (
  locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and module = (select org.acting_module()));
create policy scope on document_number using (
  locality_path >= current_setting('orgwork.lo') and locality_path < current_setting('orgwork.hi') and (select org.scope_sealed())
  and module = (select org.acting_module()));
create policy kernel on document_template to ow_kernel using (true);
create policy kernel on document_number to ow_kernel using (true);
grant select, insert, update (ended_at, ended_by_name) on document_template to ow_runtime;
grant select, insert, update (last, changed_at) on document_number to ow_runtime;
grant select on document_template to ow_kernel;

-- What stands above a place is used there too, unless it has its own: a template holds no record of anybody.
create function document_templates(p_document text, p_path text)
  returns table (id uuid, locality_path text, number int, name text, note text, valid_from date, content bytea, created_at timestamptz, created_by_name text, ended_at timestamptz, ended_by_name text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform org.scope_sealed();
  if p_path collate "C" < current_setting('orgwork.lo') or p_path collate "C" >= current_setting('orgwork.hi') then
    raise exception 'place % is not within the scope', p_path using errcode = '42501';
  end if;
  return query select t.id, t.locality_path::text, t.number, t.name, t.note, t.valid_from, t.content, t.created_at, t.created_by_name, t.ended_at, t.ended_by_name
    from org.document_template t
    where t.module = org.acting_module() and t.document = p_document and starts_with(p_path, t.locality_path)
    order by length(t.locality_path) desc, t.number desc;
end $$;
alter function document_templates(text, text) owner to ow_kernel;
revoke all on function document_templates(text, text) from public;
grant execute on function document_templates(text, text) to ow_runtime;
