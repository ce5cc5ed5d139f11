-- 换届考察的测评由票决签认后写入：签认以前没有票数。
alter table term_inspected alter column valid drop not null, alter column favourable drop not null;
alter table term_inspected add check ((valid is null) = (favourable is null));
