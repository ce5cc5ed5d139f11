-- Those who do Party work, how far they have come on the way to their certificate, and until when it holds: for the statistics of talents.
create view pub_party_worker as
  select w.id, w.name, w.name_pinyin, w.name_initials, o.name as organisation, w.post, w.is_full_time, w.began_on, w.courses, w.score, w.has_practice, w.grade, w.certificate_no, w.certified_on, w.valid_until, w.locality_path
  from party_worker w join organisation o on o.id = w.organisation_id where w.ended_on is null and w.removed_at is null;
comment on view pub_party_worker is '党务工作者：培训、考试、实践、认证等级和有效期';
