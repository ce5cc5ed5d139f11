using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots;

/// <summary>发展党员计划执行: what was allotted to county, townships, committees and branches, what is admitted, on the way and left.</summary>
[Needs("grassroots.admission.read")]
public sealed class PlanModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Row(Guid? Id, string Path, string Place, int Planned, int? Young, int? Farmers, int? Workers, int? Experts, string? DocumentNo, Count Used)
    {
        public int Left => Planned - Used.Admitted - Used.Coming;
        /// <summary>Allotted further below, where it is.</summary>
        public int? Split { get; set; }
        public int Depth { get; set; }
        public string Share => ShareOf(Used.Admitted);
        /// <summary>Admitted from January to the end of each quarter.</summary>
        public IReadOnlyList<int> Cumulative => [.. Quarters.Select((_, i) => Quarters.Take(i + 1).Sum())];
        public IReadOnlyList<int> Quarters => [Used.First, Used.Second, Used.Third, Used.Fourth];
        public string ShareOf(int admitted) => Planned == 0 ? "" : $"{admitted * 100 / Planned}%";
        /// <summary>How many more there should have been by the end of a quarter that is over, were the year's plan spread evenly over it.</summary>
        public int Behind(int quarter) => Math.Max(0, (int)Math.Floor(Planned * quarter / 4m) - Cumulative[quarter - 1]);
    }

    public sealed record Count(int Admitted, int Young, int Farmers, int Workers, int Experts, int First, int Second, int Third, int Fourth, int Coming);

    /// <summary>Quarters of the year that are over.</summary>
    public int Over => Year < Clock.Today.Year ? 4 : Year > Clock.Today.Year ? 0 : (Clock.Today.Month - 1) / 3;

    public sealed record Frontline(string Task, int Approved, int Admitted);

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public Count Whole { get; private set; } = null!;
    public IReadOnlyList<Frontline> Tasks { get; private set; } = [];
    public long Silent { get; private set; }
    public static Rule SilentRule => QuotaRule.NoneForYears;
    public bool MayPlan => here.MayWrite("grassroots.admission.plan");

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        var args = new { Year, here.Locality.Path, from = new DateOnly(Year, 1, 1), to = new DateOnly(Year + 1, 1, 1), none = Guid.Empty };
        (var rows, Whole, Tasks) = await db.QueryManyAsync($"""
            select q.id, q.locality_path, (select l.name from org.locality l where l.path = q.locality_path) as place, q.planned, q.young as planned_young, q.farmers as planned_farmers, q.workers as planned_workers, q.experts as planned_experts, q.document_no, u.*
            from admission_quota q cross join lateral ({QuotaSql.Used("q.locality_path", "@none")}) u where q.year = @Year and q.removed_at is null order by q.locality_path limit 1000;
            {QuotaSql.Used("@Path", "@none")};
            select f.task, count(*)::int as approved, count(*) filter (where a.stage in ('4', '5'))::int as admitted from applicant_frontline f join applicant a on a.id = f.applicant_id
            where f.removed_at is null and f.approved_on >= @from and f.approved_on < @to group by f.task order by 2 desc, 1
            """, args, async grid => ((IReadOnlyList<Read>)[.. await grid.ReadAsync<Read>()], await grid.ReadFirstAsync<Count>(), (IReadOnlyList<Frontline>)[.. await grid.ReadAsync<Frontline>()]), stop);
        Rows = [.. rows.Select(row => new Row(row.Id, row.LocalityPath, row.Place, row.Planned, row.PlannedYoung, row.PlannedFarmers, row.PlannedWorkers, row.PlannedExperts, row.DocumentNo, new(row.Admitted, row.Young, row.Farmers, row.Workers, row.Experts, row.First, row.Second, row.Third, row.Fourth, row.Coming)))];
        // Each plan counts towards the nearest one above it.
        var open = new Stack<Row>();
        foreach (var row in Rows)
        {
            while (open.TryPeek(out var above) && !row.Path.StartsWith(above.Path, StringComparison.Ordinal)) open.Pop();
            row.Depth = open.Count;
            if (open.TryPeek(out var parent)) parent.Split = (parent.Split ?? 0) + row.Planned;
            open.Push(row);
        }
        Silent = (await checks.CountAsync([SilentRule], stop))[SilentRule.Id];
    }

    sealed record Read
    {
        public Guid Id { get; init; }
        public string LocalityPath { get; init; } = "";
        public string Place { get; init; } = "";
        public int Planned { get; init; }
        public int? PlannedYoung { get; init; }
        public int? PlannedFarmers { get; init; }
        public int? PlannedWorkers { get; init; }
        public int? PlannedExperts { get; init; }
        public string? DocumentNo { get; init; }
        public int Admitted { get; init; }
        public int Young { get; init; }
        public int Farmers { get; init; }
        public int Workers { get; init; }
        public int Experts { get; init; }
        public int First { get; init; }
        public int Second { get; init; }
        public int Third { get; init; }
        public int Fourth { get; init; }
        public int Coming { get; init; }
    }
}
