-- Votes and work belong to a place and a module like cases do: where the module is off they are not there, where it is read-only they do not change.
do $$
declare
  t text;
begin
  foreach t in array array['poll', 'poll_group', 'poll_item', 'poll_count', 'poll_voter', 'poll_urn', 'work_plan', 'work_item', 'work_party', 'work_report', 'work_act', 'work_round', 'work_round_item'] loop
    perform org.follow_switches(format('org.%I', t)::regclass);
  end loop;
end $$;
