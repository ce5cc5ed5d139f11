-- How its module is switched is asked of every row, wherever something is switched anywhere: a programme is off above its county and on in it, so each of its rows was asked, in a list, a count and a figure alike
-- (a count over 100,000 rows took three times as long as that of a register that is on everywhere). Within the place where somebody stands only what is switched there or below it can tell rows apart: where
-- nothing is, and the nearest word at or above the place is "on", there is nothing to ask.
create or replace function switches() returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  lo text := coalesce(current_setting('orgwork.lo', true), '');
  hi text := coalesce(current_setting('orgwork.hi', true), '');
  said text;
  is_said_below boolean;
  nearest int;
begin
  select coalesce(string_agg(x.path || ':' || x.state, ','), ''), coalesce(bool_or(starts_with(x.path, lo) and length(x.path) > length(lo)), false), (array_agg(x.state order by length(x.path) desc) filter (where starts_with(lo, x.path)))[1]
    into said, is_said_below, nearest
    from (select l.path, case when s.state = 3 and exists (select from org.described_module m where m.id = s.module) then 1 else s.state end as state
      from org.module_state s join org.locality l on l.id = s.locality_id where s.module = org.acting_module()) x;
  -- Only of a whole place with what is below it: any other reach is told all.
  return case when lo <> '' and hi = left(lo, -1) || '/' and not is_said_below and coalesce(nearest, 2) = 2 then '' else said end;
end $$;
