-- 党籍: how somebody left the Party (ZB59), since when nobody can reach them, since when membership is suspended, until when there is no vote.
alter table member add column exit_kind text, add column lost_on date, add column suspended_on date, add column no_vote_until_on date;
comment on column member.exit_kind is '离开党组织类型';
comment on column member.lost_on is '失去联系日期';
comment on column member.suspended_on is '停止党籍日期';
comment on column member.no_vote_until_on is '留党察看至（无表决权、选举权和被选举权）';
create index on member (locality_path, rank_order, id) where membership_state = '3' and removed_at is null;
