-- What somebody did last, for their own desk: found without reading everybody's.
create index on audit.entry (actor, id desc);
