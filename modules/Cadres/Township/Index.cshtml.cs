using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Township;

/// <summary>乡镇领导干部来源 (C3.13): the pools of the four sources with who is eligible and why not, those who came through a round below, and how many of each source were appointed year by year.</summary>
[Needs(Appointing.Read)]
public sealed class IndexModel(Db db, Here here, RuleChecks checks) : PageModel
{
    const int Named = 40;
    public sealed record Person(string Source, Guid Id, string Name, string? PostTitle, DateOnly? BirthOn, int? GrassrootsYears, string? Grade);
    public sealed record Line(Person One, Finding Finding);
    public sealed record Year(int Number, string? Source, int People);
    public sealed record Selected(Guid Id, string Name, string Source, DateOnly SelectedOn, string DocumentNo, string Path);

    public Here Here { get; } = here;
    public string Source { get; private set; } = "4";
    public bool OnlyEligible { get; private set; }
    public IReadOnlyDictionary<string, (int Eligible, int All)> Pools { get; private set; } = new Dictionary<string, (int, int)>();
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<Year> Appointed { get; private set; } = [];
    public IReadOnlyList<Selected> Chosen { get; private set; } = [];
    public IReadOnlyList<int> Years => [.. Appointed.Select(one => one.Number).Distinct().OrderDescending()];
    public int Count(int year, Func<string?, bool> of) => Appointed.Where(one => one.Number == year && of(one.Source)).Sum(one => one.People);
    public bool MayFiles => Here.May("cadres.files.read");

    public async Task OnGetAsync(string? source, string? only, CancellationToken stop)
    {
        OnlyEligible = only == "eligible";
        var terms = (await checks.SettingsAsync(stop)).For(TownshipSources.Eligible, db.Scope.Top, Clock.Today);
        // Those who lead a township already are where they are to come to; who is under a sanction is told by its own set.
        var (people, appointed, chosen) = await db.QueryManyAsync("""
            select c.source, c.id, c.name, c.post_title, c.birth_on, c.grassroots_years, (select a.grade from cadre_assessment a where a.cadre_id = c.id and a.kind = '20' and a.removed_at is null order by a.year desc limit 1) as grade
            from cadre c where c.removed_at is null and c.status = '1' and c.source = any(@Codes) and (c.level is null or c.level not in ('1A21', '1A22', '1A31', '1A32', '1A41'))
              and not exists (select from cadre_post q join team_seat z on z.id = q.seat_id join team y on y.id = z.team_id where q.cadre_id = c.id and q.removed_at is null and q.ended_on is null and y.kind = '3') order by c.source, c.birth_on desc, c.id;
            select extract(year from x.took_office_on)::int as number, c.source, count(*)::int as people from appointment_candidate x join appointment_post p on p.id = x.post_id join team_seat s on s.id = p.seat_id join team t on t.id = s.team_id and t.kind = '3' join cadre c on c.id = x.cadre_id
            where x.removed_at is null and x.kind = '1' and x.state in ('9', 'A') and x.took_office_on >= @since group by 1, 2;
            select id, name, source, selected_on, document_no, locality_path as path from township_pool where removed_at is null order by selected_on desc, id limit 20
            """, new { TownshipSources.Codes, since = new DateOnly(Clock.Today.Year - 4, 1, 1) }, async grid => ((await grid.ReadAsync<Person>()).ToList(), (IReadOnlyList<Year>)[.. await grid.ReadAsync<Year>()], (IReadOnlyList<Selected>)[.. await grid.ReadAsync<Selected>()]), stop);
        var judged = people.ConvertAll(one => new Line(one, TownshipSources.Eligible.Check(new() { Source = one.Source, BirthOn = one.BirthOn, GrassrootsYears = one.GrassrootsYears, Grade = one.Grade }, terms)));
        Pools = TownshipSources.Codes.ToDictionary(code => code, code => (judged.Count(line => line.One.Source == code && line.Finding.Outcome == Outcome.Met), judged.Count(line => line.One.Source == code)));
        Source = source is not null && TownshipSources.Codes.Contains(source) ? source : TownshipSources.Codes.FirstOrDefault(code => Pools[code].All > 0) ?? TownshipSources.Codes[0];
        Lines = [.. judged.Where(line => line.One.Source == Source && (!OnlyEligible || line.Finding.Outcome == Outcome.Met)).OrderBy(line => line.Finding.Outcome != Outcome.Met).Take(Named)];
        (Appointed, Chosen) = (appointed, chosen);
    }
}
