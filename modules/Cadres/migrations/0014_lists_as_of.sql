-- What hangs on a cadre can be shown as of any day too, and stays with the place where the cadre stood then.
select org.make_effective('cadre_post', 'began_on', '{}', '{}');
select org.make_effective('cadre_education', 'graduated_on', '{}', '{}');
select org.make_effective('cadre_family', null, '{}', '{}');
select org.make_effective('cadre_assessment', null, '{}', '{}');
create index on cadre_post_history (cadre_id, rank_order, id);
create index on cadre_education_history (cadre_id, rank_order, id);
create index on cadre_family_history (cadre_id, rank_order, id);
create index on cadre_assessment_history (cadre_id, rank_order, id);
