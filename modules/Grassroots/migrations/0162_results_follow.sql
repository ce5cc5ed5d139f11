-- What local programmes have told of members, village cadres, organisations and two-new units goes with them.
select org.make_told('member'), org.make_told('village_cadre'), org.make_told('organisation'), org.make_told('establishment');
