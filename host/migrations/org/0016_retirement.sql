-- The month of retirement with the gradual delay in force since January 2025; null for an age the decision gives no formula for.
create function retirement_month(birth_on date, former_age int) returns date language sql immutable parallel safe as $$
  select (original + make_interval(months => case when n <= 0 then 0 else least(most, (n + step - 1) / step) end))::date
  from (
    select original, step, most, (extract(year from original)::int - 2025) * 12 + extract(month from original)::int as n
    from (select (date_trunc('month', birth_on::timestamp) + make_interval(years => former_age))::date as original,
                 case former_age when 50 then 2 else 4 end as step, case former_age when 50 then 60 else 36 end as most
          where former_age in (50, 55, 60)) base
  ) reckoned
$$;
grant execute on function retirement_month(date, int) to ow_runtime;
