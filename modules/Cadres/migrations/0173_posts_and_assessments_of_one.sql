-- 一名干部的任职和年度考核，在范围以内逐人查：没有这两个索引时，逐人都要把全范围的行走一遍。
create index on cadre_assessment (cadre_id, locality_path) where removed_at is null and kind = '20';
create index on cadre_post (cadre_id, locality_path) where removed_at is null;
