using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Dashboard;

/// <summary>
/// 看板: the five lights of every place directly below, of every Party organisation in a township, of a branch's own members; each number opens its rows. Beside them
/// what Party life lacks, the plan of admissions, who the members are.
/// </summary>
[Needs("grassroots.figures.read")]
public sealed class IndexModel(Db db, Here here, RuleChecks checks, FigureReader figures) : PageModel
{
    const int MostOrganisations = 400, MostOfEach = 40;

    /// <param name="Counts">one for each light</param>
    public sealed record Row(string Name, string? Url, long[] Counts, Func<BoardLight, string?> UrlOf)
    {
        public long Of(IReadOnlyList<BoardLight> lights, string column) => Counts.Where((_, i) => lights[i].Column == column).Sum();
    }

    public sealed record Matter(BoardLight Light, Rule Rule, Guid Id, string Title, string Words);
    public sealed record Lacking(Duty Duty, long Count);
    public sealed record Share(string Name, FigureValue Value, string Url);
    public sealed record Band(string Name, long Count);
    sealed record Organisation(Guid Id, string Name, string LocalityPath);

    public Here Here { get; } = here;
    public IReadOnlyList<BoardLight> Lights { get; private set; } = [];
    public IReadOnlyList<string> Columns => [.. Lights.Select(light => light.Column).Distinct()];
    public Row Total { get; private set; } = null!;
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    /// <summary>At a branch: whose matter each is.</summary>
    public IReadOnlyList<Matter> Matters { get; private set; } = [];
    public IReadOnlyList<Lacking> Lacks { get; private set; } = [];
    /// <summary>At a branch: how fully each kind of meeting was held this year.</summary>
    public IReadOnlyList<Share> Held { get; private set; } = [];
    public IReadOnlyList<(string Name, long Admitted, long Planned)> Plan { get; private set; } = [];
    public IReadOnlyList<Band> Ages { get; private set; } = [];
    /// <summary>Of the rows of each light on the page of a branch only so many are listed; the rest stand in the light's list.</summary>
    public IReadOnlyList<(BoardLight Light, long Count, int Shown)> Cut { get; private set; } = [];
    /// <summary>One organisation alone. A committee with organisations below it is looked at as a township is.</summary>
    public bool IsBranch { get; private set; }
    /// <summary>The rows are Party organisations, not places.</summary>
    public bool IsLow => Here.Locality.Kind >= LocalityKind.Township;
    public string PlaceName => Here.Locality.IsOrganisation ? Here.Locality.ShortName : Here.Locality.Name;
    public string RowHead => IsLow ? "党组织" : "区划";
    public string PlanUrl => Here.Url("grassroots/figures/admission-plan");

    public async Task OnGetAsync(CancellationToken stop)
    {
        IsBranch = Here.Locality.IsOrganisation && !await db.FirstAsync<bool>("select exists (select from organisation where removed_at is null and abolished_on is null and state in ('1', '2') and locality_path > @Path)", new { Here.Locality.Path }, stop);
        Lights = [.. BoardLight.All.Where(light => Here.May(light.Permission))];
        var duties = Here.May(PartyMeetings.Read) ? Duty.All : [];
        var counts = await checks.CountByPathAsync([.. Lights.Select(light => light.Rules), .. duties.Select(duty => (IReadOnlyList<Rule>)[duty.Rule])], stop);
        var lit = counts.Take(Lights.Count).ToList();
        Total = new(PlaceName, null, [.. lit.Select(of => of.Values.Sum())], light => Here.Url($"{light.Path}?{light.Query}"));
        Lacks = [.. duties.Select((duty, i) => new Lacking(duty, counts[Lights.Count + i].Values.Sum()))];
        if (IsBranch) await ReadMattersAsync(stop);
        else Rows = IsLow ? await OfOrganisationsAsync(lit, stop) : OfPlaces(lit);

        // Every picture is of what one may count.
        if (IsLow) Ages = Here.May(MembersCounted.Members.NumberPermission) ? await AgesAsync(stop) : [];
        else if (Here.May(AdmissionFigures.Planned.NumberPermission)) Plan = [.. (await figures.ByPlaceAsync(AdmissionFigures.All.First(figure => figure.Id == "admission-plan"), stop)).Select(one => (one.Row.Label, (long)one.Value.Part, (long)one.Value.Whole))];
    }

    /// <summary>What lies in the place itself, in none below it, stands in a row of its own where there is something.</summary>
    List<Row> OfPlaces(List<IReadOnlyDictionary<string, long>> lit)
    {
        var below = Here.Localities.ChildrenOf(Here.Locality).Where(place => !place.IsOrganisation).ToList();
        var rows = below.Select(place => new long[lit.Count]).Append(new long[lit.Count]).ToList();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < lit.Count; i++)
            foreach (var (path, count) in lit[i])
            {
                if (!known.TryGetValue(path, out var row)) known[path] = row = below.FindIndex(place => path.StartsWith(place.Path, StringComparison.Ordinal)) is var found and >= 0 ? found : below.Count;
                rows[row][i] += count;
            }
        List<Row> all = [.. below.Select((place, i) => new Row(place.Name, $"/{place.Code}/grassroots/dashboard", rows[i], light => $"/{place.Code}/{light.Path}?{light.Query}"))];
        if (rows[^1].Any(count => count > 0)) all.Add(new($"{Here.Locality.Name}本级", null, rows[^1], light => Here.Url($"{light.Path}?{light.Query}&below=0")));
        return all;
    }

    async Task<IReadOnlyList<Row>> OfOrganisationsAsync(List<IReadOnlyDictionary<string, long>> lit, CancellationToken stop)
    {
        var rows = (await db.QueryAsync<Organisation>($"select id, coalesce(short_name, name) as name, locality_path from organisation where removed_at is null and abolished_on is null and state in ('1', '2') order by locality_path, rank_order, id limit {MostOrganisations}", null, stop))
            .Select(one => new Row(one.Name, Here.Url($"grassroots/life/branch/{one.Id}"), [.. lit.Select(of => of.GetValueOrDefault(one.LocalityPath))], light => Here.Url(light.PathOf(one.Id)))).ToList();
        // Members of an organisation that is no more, or beyond the rows.
        long[] rest = [.. lit.Select((_, i) => Total.Counts[i] - rows.Sum(row => row.Counts[i]))];
        if (rest.Any(count => count > 0)) rows.Add(new("其他", null, rest, _ => null));
        return rows;
    }

    async Task ReadMattersAsync(CancellationToken stop)
    {
        var asked = Lights.SelectMany((light, i) => Total.Counts[i] == 0 ? [] : light.Rules.Select(rule => (light, rule))).ToList();
        var pages = await checks.LitAsync([.. asked.Select(one => one.rule)], null, MostOfEach, stop);
        Matters = [.. asked.SelectMany((one, i) => pages[i].Rows.Select(row => new Matter(one.light, one.rule, row.Id, row.Title, row.Finding.Words)))];
        Cut = [.. Lights.Select((light, i) => (light, Total.Counts[i], asked.Select((one, n) => one.light == light && pages[n].Next is not null ? pages[n].Rows.Count : 0).Sum())).Where(one => one.Item3 > 0)];
        if (!Here.May(PartyMeetings.Read)) return;
        var held = PartyLifeFigures.All.Where(figure => figure.Id is "life-general" or "life-committee" or "life-group" or "life-lecture" or "life-theme-day").ToList();
        var values = await figures.ValuesAsync(held, stop);
        Held = [.. held.Select(figure => new Share(figure.Title.Replace("完成率", "", StringComparison.Ordinal).Replace("开展率", "", StringComparison.Ordinal), values[figure], Here.Url($"grassroots/figures/{figure.Id}")))];
    }

    static readonly IReadOnlyList<Figure> Bands = [.. Lines.AgeBands(null, 35, 45, 55, 65).Select((line, i) => new Figure { Id = "age-" + i, Title = line.Label, Group = "", Of = MembersCounted.Members, Where = line.Where, Formula = line.Label, Source = "" })];

    async Task<IReadOnlyList<Band>> AgesAsync(CancellationToken stop)
    {
        var values = await figures.ValuesAsync(Bands, stop);
        return [.. Bands.Select(band => new Band(band.Title, values[band].Count))];
    }
}
