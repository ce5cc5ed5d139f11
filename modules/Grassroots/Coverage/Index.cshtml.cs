using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Coverage;

/// <summary>两个覆盖: coverage by organisation and by work of enterprises and social organisations, by industry and cluster, and the units that should have an organisation and have none.</summary>
[Needs(Establishments.Read)]
public sealed class IndexModel(Db db, Here here, FigureReader figures, RuleChecks checks) : PageModel
{
    public sealed record Share(string? Kind, int Units, int Own, int Joint, int Worked, int Instructed, int Contacted, int Based, int BasedOrganised)
    {
        public int Organised => Own + Joint;
        public decimal? Rate => Units == 0 ? null : Math.Round(Organised * 100m / Units, 1);
        /// <summary>Of those that the place counts: all, or the ones with so many members.</summary>
        public decimal? BasedRate => Based == 0 ? null : Math.Round(BasedOrganised * 100m / Based, 1);
        public decimal? WorkRate => Units == 0 ? null : Math.Round((Organised + Worked) * 100m / Units, 1);
    }

    public sealed record Cluster(Guid Id, string Name, string Kind, string? Organisation, int Units, int Covered, string? Owner, DateOnly? DueOn)
    {
        public bool IsCovered => Organisation is not null || Units > 0 && Covered == Units;
    }

    public sealed record Owing(Guid Id, string Name, string Kind, int FullMembers, string? ReasonWithout, string? Responsible, DateOnly? DueOn);

    public Here Here { get; } = here;
    public IReadOnlyList<Share> ByKind { get; private set; } = [];
    public IReadOnlyList<Share> ByIndustry { get; private set; } = [];
    public IReadOnlyList<Cluster> Clusters { get; private set; } = [];
    public IReadOnlyList<Owing> Owed { get; private set; } = [];
    public int Requests { get; private set; }
    /// <summary>Within how many months somebody must have been there: the place's own. Each unit counts by what is in force where it lies, as in the figure.</summary>
    public int Months { get; private set; }
    /// <summary>What the place has set as the average to compare with.</summary>
    public IReadOnlyDictionary<string, FigureTarget> Targets { get; private set; } = new Dictionary<string, FigureTarget>();
    public Share Of(string kind) => ByKind.FirstOrDefault(share => share.Kind == kind) ?? new(kind, 0, 0, 0, 0, 0, 0, 0, 0);
    public Share All => new(null, ByKind.Sum(share => share.Units), ByKind.Sum(share => share.Own), ByKind.Sum(share => share.Joint), ByKind.Sum(share => share.Worked), ByKind.Sum(share => share.Instructed), ByKind.Sum(share => share.Contacted), ByKind.Sum(share => share.Based), ByKind.Sum(share => share.BasedOrganised));

    public async Task OnGetAsync(CancellationToken stop)
    {
        var (today, settings) = (Clock.Today, await checks.SettingsAsync(stop));
        string StateOf(Rule rule) => RuleSql.State(rule, settings, Here.Locality.Path, today);
        string Shares(string by) => $"""
            select {by} as kind, count(*)::int as units, count(*) filter (where has_organisation and not is_joint)::int as own, count(*) filter (where is_joint)::int as joint, count(*) filter (where {StateOf(CoverageRules.Work)} = 'm')::int as worked, count(*) filter (where has_instructor)::int as instructed, count(*) filter (where has_contact)::int as contacted,
                   count(*) filter (where {StateOf(CoverageRules.CoverageBasis)} = 'm')::int as based, count(*) filter (where has_organisation and {StateOf(CoverageRules.CoverageBasis)} = 'm')::int as based_organised
            from (select e.kind, e.industry, e.members, e.locality_path, e.organisation_id is not null as has_organisation, coalesce(o.kind = '632', false) as is_joint, {CoverageRules.HasInstructorSql} as has_instructor, {CoverageRules.HasContactSql} as has_contact, {CoverageRules.WorkedOnSql} as worked_on
                  from establishment e left join organisation o on o.id = e.organisation_id where e.removed_at is null and e.closed_on is null and e.kind in ('1', '2', '3')) u group by 1 order by 2 desc
            """.Replace("{day}", "@today", StringComparison.Ordinal);
        Months = settings.For(CoverageRules.Work, Here.Locality.Path, today).Int("months");
        (ByKind, ByIndustry, Clusters, Owed, Requests) = await db.QueryManyAsync($"""
            {Shares("kind")}; {Shares("industry")};
            select c.id, c.name, c.kind, o.name as organisation, u.units, u.covered, c.owner, c.due_on from cluster c left join organisation o on o.id = c.organisation_id
            cross join lateral (select count(*)::int as units, count(e.organisation_id)::int as covered from establishment e where e.cluster_id = c.id and e.removed_at is null and e.closed_on is null) u
            where c.removed_at is null order by (c.organisation_id is not null or u.units > 0 and u.covered = u.units), c.due_on, c.id limit 60;
            select e.id, e.name, e.kind, e.full_members, e.reason_without, e.responsible, e.due_on from (select x.*, false as has_organisation from establishment x where x.removed_at is null and x.closed_on is null and x.organisation_id is null) e
            where {StateOf(CoverageRules.ShouldEstablish)} = 'b' order by e.due_on nulls first, e.id limit 40;
            select count(*)::int from instructor_log w where w.removed_at is null and w.request is not null and w.replied_on is null
            """, new { today }, async grid => ((IReadOnlyList<Share>)[.. await grid.ReadAsync<Share>()], (IReadOnlyList<Share>)[.. await grid.ReadAsync<Share>()], (IReadOnlyList<Cluster>)[.. await grid.ReadAsync<Cluster>()], (IReadOnlyList<Owing>)[.. await grid.ReadAsync<Owing>()], await grid.ReadFirstAsync<int>()), stop);
        Targets = await figures.TargetsAsync(Here.Module!, stop);
    }

    public string? Beside(string figure, decimal? value) => value is { } rate && Targets.TryGetValue(figure, out var target) ? $"对照 {target.Value:0.#}%，{(rate >= target.Value ? "高" : "低")} {Math.Abs(rate - target.Value):0.#}" : null;
}
