using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Dues;

/// <summary>党费总表: of a place, a month: who collected how much from how many, who is behind, what went upward.</summary>
[Needs(DuesBook.Read)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public sealed record Row(Guid Id, string Name, string LocalityPath, int Members, int PaidUp, int Behind3, int Behind6, int Unknown, decimal? Paid, DateOnly? SentTo);
    public sealed record Sum(long Members, long PaidUp, long Behind3, long Behind6, decimal Paid, decimal Year, long Waiting);

    const int PageSize = 60;

    public Here Here { get; } = here;
    public DateOnly MonthOn { get; private set; }
    public Sum Whole { get; private set; } = new(0, 0, 0, 0, 0, 0, 0);
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public Guid? Next { get; private set; }
    public string UrlOf(DateOnly month) => Here.Url("grassroots/dues") + $"?month={Month.Of(month)}";

    public async Task<IActionResult> OnGetAsync(string? month, Guid? after, CancellationToken stop)
    {
        if (Here.Locality.IsOrganisation && month is null && await db.QueryAsync<Guid>("select id from organisation where removed_at is null and abolished_on is null limit 2", null, stop) is [var only]) return Redirect(Here.Url($"grassroots/dues/sheet/{only}"));
        MonthOn = Month.TryParse(month ?? "", out var asked, out _) ? asked.First : Month.Of(Clock.Today).First;
        // Paid to October, asked in November, is one month behind.
        var args = new { MonthOn, after, three = Month.Of(Clock.Today).First.AddMonths(-3), six = Month.Of(Clock.Today).First.AddMonths(-6), from = new DateOnly(MonthOn.Year, 1, 1), to = new DateOnly(MonthOn.Year, 12, 1) };
        const string counts = "count(*)::int as members, count(*) filter (where m.dues_paid_to_on >= @MonthOn)::int as paid_up, count(*) filter (where m.dues_paid_to_on <= @three and m.dues_paid_to_on > @six)::int as behind3, count(*) filter (where m.dues_paid_to_on <= @six)::int as behind6, count(*) filter (where m.dues_paid_to_on is null)::int as unknown";
        const string owing = "m.removed_at is null and m.left_on is null and m.membership_state = '1'";
        (Whole, var rows) = await db.QueryManyAsync($"""
            select c.members::bigint, c.paid_up::bigint, c.behind3::bigint, c.behind6::bigint, p.paid, p.year, (select count(*) from dues_remittance r where r.removed_at is null and r.confirmed_on is null) as waiting
            from (select {counts} from member m where {owing}) c, (select coalesce(sum(d.paid) filter (where d.month_on = @MonthOn), 0) as paid, coalesce(sum(d.paid), 0) as year from dues_month d where d.removed_at is null and d.month_on between @from and @to) p;
            select o.id, o.name, o.locality_path, c.members, c.paid_up, c.behind3, c.behind6, c.unknown, (select sum(d.paid) from dues_month d where d.organisation_id = o.id and d.month_on = @MonthOn and d.removed_at is null) as paid,
                   (select max(r.to_month) from dues_remittance r where r.organisation_id = o.id and r.removed_at is null) as sent_to
            from (select o.* from organisation o where o.removed_at is null and o.abolished_on is null and o.state = '1' and o.kind in ('631', '632', '611', '621')
                  and exists (select from member m where m.organisation_id = o.id and m.left_on is null and m.removed_at is null)
                  {(after is null ? "" : "and (o.locality_path, o.rank_order, o.id) > ((select c.locality_path from organisation c where c.id = @after), (select c.rank_order from organisation c where c.id = @after), @after)")}
                  order by o.locality_path, o.rank_order, o.id limit {PageSize + 1}) o
            cross join lateral (select {counts} from member m where m.organisation_id = o.id and {owing}) c order by o.locality_path, o.rank_order, o.id
            """, args, async grid => (await grid.ReadFirstAsync<Sum>(), (await grid.ReadAsync<Row>()).ToList()), stop);
        if (rows.Count > PageSize)
        {
            rows.RemoveAt(PageSize);
            Next = rows[^1].Id;
        }
        Rows = rows;
        return Page();
    }
}
