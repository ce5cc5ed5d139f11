using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Leaders;

/// <summary>后备三年计划的完成情况: target and what there was at the end of each year, and the villages that have nobody.</summary>
[Needs(VillageCadres.Read)]
public sealed class ReservesModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Plan(Guid Id, string Title, string LocalityPath, int FirstYear, int FirstTarget, int SecondTarget, int ThirdTarget, string? DocumentNo, int First, int Second, int Third)
    {
        public IEnumerable<(int Year, int Target, int There)> Years => [(FirstYear, FirstTarget, First), (FirstYear + 1, SecondTarget, Second), (FirstYear + 2, ThirdTarget, Third)];
    }
    public sealed record Short(Guid Id, string Name, string LocalityPath, int Reserves);

    public const int Most = 300;

    public Here Here { get; } = here;
    public IReadOnlyList<Plan> Plans { get; private set; } = [];
    public IReadOnlyList<Short> Lacking { get; private set; } = [];
    public int Villages { get; private set; }
    public int Without { get; private set; }
    public static string Percent(int part, int whole) => whole == 0 ? "—" : $"{100m * part / whole:0.0}%";
    /// <summary>The plan is the county's: where it is looked at from below, only one's own reserves are seen.</summary>
    public bool IsWhole(Plan plan) => plan.LocalityPath.StartsWith(Here.Locality.Path, StringComparison.Ordinal);

    public async Task OnGetAsync(CancellationToken stop)
    {
        // The end of a year that has not come is today.
        static string At(int year) => $"""
            (select count(*)::int from village_candidate c where starts_with(c.locality_path, p.locality_path) and c.is_reserve and c.removed_at is null and c.listed_on <= least(make_date(p.first_year + {year}, 12, 31), @today)
              and (c.left_on is null or c.left_on > least(make_date(p.first_year + {year}, 12, 31), @today)) and (c.appointed_on is null or c.appointed_on > least(make_date(p.first_year + {year}, 12, 31), @today)))
            """;
        var lit = RuleSql.Lit(VillageRules.Reserve, await checks.SettingsAsync(stop), db.Scope.Lo, Clock.Today);
        const string of = "(select count(*)::int from village_candidate c where c.organisation_id = o.id and c.is_reserve and c.left_on is null and c.appointed_on is null and c.removed_at is null)";
        const string village = "o.is_village and o.removed_at is null and o.abolished_on is null and o.locality_path >= @Lo and o.locality_path < @Hi";
        (Plans, Lacking, Villages, Without) = await db.QueryManyAsync($"""
            select p.id, p.title, p.locality_path, p.first_year, p.first_target, p.second_target, p.third_target, p.document_no, {At(0)} as first, {At(1)} as second, {At(2)} as third from reserve_plan p where p.removed_at is null order by p.first_year desc, p.locality_path, p.id limit {Most};
            select o.id, o.name, o.locality_path, {of} as reserves from organisation o where {village} and o.id in ({lit}) order by 4, o.locality_path, o.id limit {Most};
            select count(*)::int from organisation o where {village};
            select count(*)::int from organisation o where {village} and {of} = 0
            """, new { db.Scope.Lo, db.Scope.Hi, today = Clock.Today }, async grid => ((IReadOnlyList<Plan>)[.. await grid.ReadAsync<Plan>()], (IReadOnlyList<Short>)[.. await grid.ReadAsync<Short>()], await grid.ReadSingleAsync<int>(), await grid.ReadSingleAsync<int>()), stop);
    }
}
