-- What local programmes have told of a cadre goes with the record.
select org.make_told('cadre');
