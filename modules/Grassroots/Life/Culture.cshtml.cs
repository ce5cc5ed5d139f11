using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Life;

/// <summary>政治文化、政治生态: how many theme days, lectures and ceremonies carried culture, and what the year's questionnaire said of each organisation, beside the year before.</summary>
[Needs(CulturePoll.Read)]
public sealed class CultureModel(Db db, Here here) : PageModel
{
    public sealed record Row(Guid Id, string Name, int Held, int Cultured, decimal? Harmony, decimal? Democracy, decimal? Fairness, decimal? Score, decimal? Before)
    {
        public decimal? Change => Score - Before;
    }

    const int Most = 300;

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public bool IsCut => Rows.Count == Most;

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2200 ? year.Value : Clock.Today.Year;
        Rows = await db.QueryAsync<Row>($"""
            with score as (select p.subject_id, extract(year from p.held_on)::int as year, c.item_number, sum(c.votes * {CulturePoll.WorthSql})::numeric / nullif(sum(c.votes), 0) as value from org.poll p join org.poll_count c on c.poll_id = p.id
                where p.module = 'grassroots' and p.kind = 'culture' and p.state = 'signed' and p.subject_id is not null and p.held_on between @before and @to group by 1, 2, 3),
            s as (select subject_id, round(avg(value) filter (where year = @Year and item_number = 1), 1) as harmony, round(avg(value) filter (where year = @Year and item_number = 2), 1) as democracy, round(avg(value) filter (where year = @Year and item_number = 3), 1) as fairness, round(avg(value) filter (where year = @Year), 1) as score, round(avg(value) filter (where year = @Year - 1), 1) as before from score group by 1),
            m as (select organisation_id, count(*)::int as held, count(*) filter (where has_culture)::int as cultured from meeting where removed_at is null and state = '3' and kind in ('14', '21', '41') and held_on between @from and @to group by 1)
            select o.id, o.name, coalesce(m.held, 0) as held, coalesce(m.cultured, 0) as cultured, s.harmony, s.democracy, s.fairness, s.score, s.before
            from organisation o left join m on m.organisation_id = o.id left join s on s.subject_id = o.id where o.removed_at is null and o.abolished_on is null and (m.held > 0 or s.subject_id is not null) order by s.score is null, s.score, o.locality_path, o.rank_order, o.id limit {Most}
            """, new { Year, before = new DateOnly(Year - 1, 1, 1), from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, stop);
    }
}
