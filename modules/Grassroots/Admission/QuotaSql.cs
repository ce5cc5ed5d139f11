namespace OrgWork.Grassroots;

static class QuotaSql
{
    /// <summary>How many of a plan are used between @from and @to: members admitted there (who came from elsewhere since used a plan there), and cases that are through their preview and not yet approved.</summary>
    public static string Used(string path, string except) => $"""
        select m.admitted, m.young, m.farmers, m.workers, m.experts, m.first, m.second, m.third, m.fourth, (select count(*)::int from org.procedure_case c
            where c.module = 'grassroots' and c.procedure = 'admission' and c.state = 'open' and c.id <> {except} and c.locality_path >= {path} and c.locality_path < org.upper_bound({path})
              and c.facts ->> 'admission' is null and (c.facts ->> 'previewed_on')::date >= @from and (c.facts ->> 'previewed_on')::date < @to) as coming
        from (select count(*)::int as admitted, count(*) filter (where m.birth_on > m.joined_on - interval '36 years')::int as young, count(*) filter (where m.occupation = '07')::int as farmers,
            count(*) filter (where m.occupation = '06')::int as workers, count(*) filter (where m.education like '1%')::int as experts,
            count(*) filter (where extract(quarter from m.joined_on) = 1)::int as first, count(*) filter (where extract(quarter from m.joined_on) = 2)::int as second, count(*) filter (where extract(quarter from m.joined_on) = 3)::int as third, count(*) filter (where extract(quarter from m.joined_on) = 4)::int as fourth
          from member m where m.removed_at is null and m.joined_on >= @from and m.joined_on < @to
            and not exists (select from member_move v where v.member_id = m.id and v.removed_at is null and v.kind >= '1' and v.kind < '2' and v.moved_on >= m.joined_on) and m.locality_path >= {path} and m.locality_path < org.upper_bound({path})) m
        """;
}
