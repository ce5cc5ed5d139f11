using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>班子预测 (C2.4): who in the teams reaches retiring age, crosses an age band, ends a term, a probation or the time after which another post is due, in one to five years; whom a seat that falls empty leaves without somebody ready to follow. Years and bands are those of the rules.</summary>
[Needs("cadres.teams.read")]
public sealed class ForecastModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public const int Listed = 300, Longest = 5;
    /// <param name="FallsEmpty">the seat is to be filled anew</param>
    /// <param name="CanBeOver">whose day is past and who still sits there is to be dealt with</param>
    public sealed record Kind(string Id, string Name, string Article, bool FallsEmpty = false, bool CanBeOver = false);
    /// <param name="Part">nothing for the whole: who holds two seats is one person</param>
    public sealed record Count(string Kind, int? Part, int People, int Unready);
    public sealed record Line(Guid CadreId, string Name, string? Level, string Path, Guid TeamId, string Team, string Post, DateOnly On, bool IsPrincipal, int? Age, int Ready, string? Successors);

    public Here Here { get; } = here;
    public IReadOnlyList<Kind> Kinds { get; private set; } = [];
    public IReadOnlyList<Count> Counts { get; private set; } = [];
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public Kind Chosen { get; private set; } = null!;
    public int Years { get; private set; } = 2;
    /// <summary>Which part of the time; nothing for all of it.</summary>
    public int? At { get; private set; }
    /// <summary>Only seats for which nobody is ready.</summary>
    public bool IsUnready { get; private set; }
    public bool KnowsSuccessors => Here.May(TeamYears.Analyse);
    /// <summary>Half-years as long as they are few.</summary>
    public int PartMonths => Years <= 2 ? 6 : 12;
    public int Parts => Years * 12 / PartMonths;
    /// <summary>Before the first part: what is due already.</summary>
    public const int Over = -1;
    public static DateOnly First => Month.Of(Clock.Today).First;
    public DateOnly Last => First.AddYears(Years);
    public string PartName(int part) => part == Over ? "已到" : $"{Month.Of(First.AddMonths(part * PartMonths))}—{Month.Of(First.AddMonths(part * PartMonths + PartMonths - 1))}";
    public string LinkTo(Kind kind, int? part = null, bool isUnready = false) => $"?kind={kind.Id}&years={Years}{(part is { } at ? $"&part={at}" : "")}{(isUnready ? "&ready=0" : "")}";
    public int Of(Kind kind, int? part) => Counts.FirstOrDefault(count => count.Kind == kind.Id && count.Part == part)?.People ?? 0;
    public int UnreadyOf(Kind kind, int? part) => Counts.FirstOrDefault(count => count.Kind == kind.Id && count.Part == part)?.Unready ?? 0;

    static readonly string Events = $"""
        with held as materialized (
          select c.id as cadre_id, c.name, c.level, c.locality_path as path, c.birth_on, t.id as team_id, t.name as team, s.post, s.is_principal, p.began_on, c.is_on_probation, c.probation_ends_on,
                 coalesce(c.age_limit_on, org.retirement_month(c.birth_on, {CadreRules.FormerLimit})) as retires_on
          from team_seat s join team t on t.id = s.team_id and t.removed_at is null
          join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today())
          join cadre c on c.id = p.cadre_id and c.removed_at is null
          where s.removed_at is null and (s.closed_on is null or s.closed_on > org.today())),
        e as (
          select held.*, 'retires' as kind, retires_on as "on", null::int as age from held
          union all select held.*, 'probation', probation_ends_on, null from held where is_on_probation
          union all select held.*, 'term', (began_on + make_interval(years => @term))::date, null from held
          union all select held.*, 'ten', (began_on + make_interval(years => @most))::date, null from held
          union all select held.*, 'band', (date_trunc('month', birth_on::timestamp) + make_interval(years => l + 1))::date, l + 1 from held cross join unnest(@limits) l)
        """;

    public async Task OnGetAsync(string? kind, int? years, int? part, string? ready, CancellationToken stop)
    {
        Years = years is >= 1 and <= Longest ? years.Value : 2;
        var settings = await checks.SettingsAsync(stop);
        var (term, most) = (settings.For(CadreRules.FiveYears, db.Scope.Top, Clock.Today).Int("years"), settings.For(CadreRules.TenYears, db.Scope.Top, Clock.Today).Int("years"));
        var limits = TeamRules.Limits(settings, db.Scope.Top, Clock.Today).ToArray();
        Kinds =
        [
            new("retires", "到龄退休", "《关于实施渐进式延迟法定退休年龄的决定》", FallsEmpty: true, CanBeOver: true), new("band", "跨过年龄档", $"规则“{TeamRules.AgeBands.Title}”：{string.Join("、", limits)} 岁"), new("probation", "试用期满", "《党政领导干部选拔任用工作条例》第四十三条", CanBeOver: true),
            new("term", $"任现职满 {term} 年", "《党政领导干部职务任期暂行规定》"), new("ten", $"任现职满 {most} 年，应当交流", "《党政领导干部交流工作规定》", FallsEmpty: true, CanBeOver: true),
        ];
        Chosen = Kinds.FirstOrDefault(one => one.Id == kind) ?? Kinds[0];
        At = part >= (Chosen.CanBeOver ? Over : 0) && part < Parts ? part : null;
        IsUnready = ready == "0" && KnowsSuccessors && Chosen.FallsEmpty;
        var begin = Chosen.CanBeOver ? DateOnly.MinValue : First;
        var (from, to) = At switch { Over => (begin, First), { } at => (First.AddMonths(at * PartMonths), First.AddMonths((at + 1) * PartMonths)), null => (begin, Last) };
        // Who follows is named for first posts; who leaves before the seat falls empty does not follow.
        const string until = $"and coalesce(c.age_limit_on, org.retirement_month(c.birth_on, {CadreRules.FormerLimit}), 'infinity') > e.\"on\"";
        var ripe = KnowsSuccessors ? TeamYears.SuccessorsSql("count(*)::int", "e.team_id", "e.post", $"and u.cadre_id <> e.cadre_id and u.readiness = '1' {until}") : "0";
        (Counts, Lines) = await db.QueryManyAsync($"""
            {Events} select kind, part, count(distinct cadre_id)::int as people, count(*) filter (where kind = any(@empties) and is_principal and {ripe} = 0)::int as unready
              from (select e.*, case when "on" < @First then {Over} else ((extract(year from "on")::int * 12 + extract(month from "on")::int) - (extract(year from @First::date)::int * 12 + extract(month from @First::date)::int)) / {PartMonths} end as part from e where ("on" >= @First or kind = any(@overs)) and "on" < @Last) e group by grouping sets ((kind, part), (kind));
            {Events} select cadre_id, name, level, path, team_id, team, post, "on", is_principal, age, {ripe} as ready, {(KnowsSuccessors ? TeamYears.SuccessorsSql("string_agg(c.name, '、' order by u.readiness, u.rank_order)", "e.team_id", "e.post", $"and u.cadre_id <> e.cadre_id {until}") : "null")} as successors
              from e where kind = @Id and "on" >= @from and "on" < @to {(IsUnready ? $"and is_principal and {ripe} = 0" : "")} order by "on", path, cadre_id limit {Listed};
            """, new { First, Last, Chosen.Id, from, to, term, most, limits, empties = Kinds.Where(one => one.FallsEmpty).Select(one => one.Id).ToArray(), overs = Kinds.Where(one => one.CanBeOver).Select(one => one.Id).ToArray() }, async read => ((IReadOnlyList<Count>)[.. await read.ReadAsync<Count>()], (IReadOnlyList<Line>)[.. await read.ReadAsync<Line>()]), stop);
    }
}
