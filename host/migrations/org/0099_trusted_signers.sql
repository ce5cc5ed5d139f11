-- Whose packages of modules are taken without asking further: their public keys. The list is the deployment's own.
create table trusted_signer (
  fingerprint text primary key,
  name text not null check (name <> ''),
  public_key bytea not null,
  added_at timestamptz not null default now(),
  added_name text not null
);
comment on table trusted_signer is '信任的模块签名人';
comment on column trusted_signer.fingerprint is '公钥指纹';
comment on column trusted_signer.name is '签名人';
comment on column trusted_signer.public_key is '公钥';
comment on column trusted_signer.added_at is '列入时间';
comment on column trusted_signer.added_name is '列入的人';
grant select, insert, delete on trusted_signer to ow_core;
