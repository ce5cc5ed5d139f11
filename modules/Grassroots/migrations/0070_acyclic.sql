select org.make_acyclic('organisation');
