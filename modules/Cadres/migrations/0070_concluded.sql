-- What was carried out stays as it was carried out: the day and number by which posts were ended and begun, the scope that was audited, the meeting that was reported, the number that was put into a rule.
create trigger concluded before update on reform for each row execute function keep_concluded('2,3', '已经转接，不再改', 'state,closed_on');
create trigger concluded before update on archive_audit for each row execute function keep_concluded('2', '审核已经结束，不再改', '');
create trigger concluded before update on life_meeting for each row execute function keep_concluded('3', '情况已经报送，不再改', '');
create trigger concluded before update on term_policy for each row execute function keep_concluded('2', '已经落实，不再改', '');
