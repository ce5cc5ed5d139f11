using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>两年预测: who in the teams reaches retiring age, ends a term or a probation in the next 24 months, by half-years, with the names behind each number.</summary>
[Needs("cadres.teams.read")]
public sealed class ForecastModel(Db db, Here here) : PageModel
{
    public const int Months = 24, Half = 6, Listed = 300;
    public sealed record Kind(string Id, string Name, string Article);
    public sealed record Count(string Kind, int Half, int People);
    public sealed record Line(Guid CadreId, string Name, string Path, Guid TeamId, string Team, string Post, string Kind, DateOnly On, bool IsPrincipal);

    public static readonly IReadOnlyList<Kind> Kinds =
    [
        new("retires", "到龄退休", "《关于实施渐进式延迟法定退休年龄的决定》"), new("probation", "试用期满", "《党政领导干部选拔任用工作条例》第四十三条"),
        new("term", "任现职满五年", "《党政领导干部职务任期暂行规定》"), new("ten", "任现职满十年", "《党政领导干部交流工作规定》"),
    ];

    public Here Here { get; } = here;
    public IReadOnlyList<Count> Counts { get; private set; } = [];
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public string Chosen { get; private set; } = "retires";
    /// <summary>Which half-year; nothing for all four.</summary>
    public int? At { get; private set; }
    public static DateOnly First => Month.Of(Clock.Today).First;
    public static string HalfName(int half) => $"{Month.Of(First.AddMonths(half * Half))}—{Month.Of(First.AddMonths(half * Half + Half - 1))}";
    public int Of(string kind, int half) => Counts.FirstOrDefault(count => count.Kind == kind && count.Half == half)?.People ?? 0;

    const string Events = """
        with held as materialized (
          select c.id as cadre_id, c.name, c.locality_path as path, t.id as team_id, t.name as team, s.post, s.is_principal, p.began_on, c.is_on_probation, c.probation_ends_on,
                 coalesce(c.age_limit_on, org.retirement_month(c.birth_on, coalesce(substring(c.former_age_limit from '[0-9]{2}')::int, case when c.sex = '1' or c.level in ('1A21', '1A22', '1A31', '1A32') then 60 when c.sex = '2' then 55 end))) as retires_on
          from team_seat s join team t on t.id = s.team_id and t.removed_at is null
          join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today())
          join cadre c on c.id = p.cadre_id and c.removed_at is null
          where s.removed_at is null and (s.closed_on is null or s.closed_on > org.today())),
        e as (
          select held.*, 'retires' as kind, retires_on as "on" from held
          union all select held.*, 'probation', probation_ends_on from held where is_on_probation
          union all select held.*, 'term', (began_on + interval '5 years')::date from held
          union all select held.*, 'ten', (began_on + interval '10 years')::date from held)
        """;

    public async Task OnGetAsync(string? kind, int? half, CancellationToken stop)
    {
        if (Kinds.Any(one => one.Id == kind)) Chosen = kind!;
        At = half is >= 0 and < Months / Half ? half : null;
        var (from, to) = (At is { } at ? First.AddMonths(at * Half) : First, At is { } until ? First.AddMonths(until * Half + Half) : First.AddMonths(Months));
        (Counts, Lines) = await db.QueryManyAsync($"""
            {Events} select kind, ((extract(year from "on")::int * 12 + extract(month from "on")::int) - (extract(year from @First::date)::int * 12 + extract(month from @First::date)::int)) / {Half} as half, count(*)::int as people from e where "on" >= @First and "on" < @Last group by 1, 2;
            {Events} select cadre_id, name, path, team_id, team, post, kind, "on", is_principal from e where kind = @Chosen and "on" >= @from and "on" < @to order by "on", path, cadre_id limit {Listed};
            """, new { First, Last = First.AddMonths(Months), Chosen, from, to }, async read => ((IReadOnlyList<Count>)[.. await read.ReadAsync<Count>()], (IReadOnlyList<Line>)[.. await read.ReadAsync<Line>()]), stop);
    }
}
