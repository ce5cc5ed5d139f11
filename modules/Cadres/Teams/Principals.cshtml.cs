using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>党政正职 (C2.9): who heads the teams, how long in the post, what assessments said, effect periods, who could follow; who has stayed too long. Effect periods and successors by right alone.</summary>
[Needs("cadres.teams.read")]
public sealed class PrincipalsModel(Db db, Here here, RuleChecks checks) : PageModel
{
    const int PageSize = 60;
    public sealed record Line(Guid SeatId, Guid TeamId, string Team, string Path, string Post, Guid? CadreId, string? Name, string? Sex, DateOnly? BirthOn, string? Education, DateOnly? Since, string? Grades, DateOnly? TermEndsOn, string? Measures, int Inquiries, string? Successors, int Ripe)
    {
        public int? AgeOn(DateOnly day) => BirthOn is { } birth ? Month.Of(birth).AgeAt(day) : null;
    }
    public sealed record Sums(int Seats, int Vacant, int Women, int Young, double? MeanAge, int Long);

    public Here Here { get; } = here;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public Sums All { get; private set; } = null!;
    public string Only { get; private set; } = "";
    public string? Kind { get; private set; }
    public int Most { get; private set; }
    public int Young { get; private set; }
    public string? Next { get; private set; }
    public bool IsFirst { get; private set; }
    public bool KnowsMeasures => Here.May(Cadres.Measures.Read);
    public bool KnowsInquiries => Here.May(Supervision.Read);
    public bool KnowsSuccessors => Here.May(TeamYears.Analyse);
    public DateOnly Limit => Clock.Today.AddYears(-Most);

    public async Task OnGetAsync(Guid? after, string? only, string? kind, CancellationToken stop)
    {
        (Only, Kind, IsFirst) = (only is "long" or "vacant" or "follow" ? only : "", kind is { Length: > 0 } && CadreCodes.TeamKind.Has(kind) ? kind : null, after is null);
        if (Only == "follow" && !KnowsSuccessors) Only = "";
        var settings = await checks.SettingsAsync(stop);
        Young = TeamRules.Young(settings, db.Scope.Top, Clock.Today);
        Most = settings.For(TeamRules.PrincipalLong, db.Scope.Top, Clock.Today).Int("years");
        var held = $"""
            select s.id as seat_id, t.id as team_id, t.name as team, t.locality_path as path, t.rank_order as team_order, s.rank_order as seat_order, s.post, c.id as cadre_id, c.name, c.sex, c.birth_on, {CadreSql.Highest} as education, p.began_on as since,
              (t.term_began_on + make_interval(years => t.term_years))::date as term_ends_on
            from team_seat s join team t on t.id = s.team_id and t.removed_at is null left join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= @today and (p.ended_on is null or p.ended_on > @today) left join cadre c on c.id = p.cadre_id and c.removed_at is null
            where s.removed_at is null and s.is_principal and (s.closed_on is null or s.closed_on > @today) {(Kind is null ? "" : "and t.kind = @Kind")}
            """;
        var narrow = Only switch { "long" => "h.since <= @Limit", "vacant" => "h.cadre_id is null", "follow" => $"{TeamYears.SuccessorsSql("count(*)", "h.team_id", "h.post")} = 0", _ => "true" };
        (Lines, All) = await db.QueryManyAsync($"""
            with h as ({held}), page as (select h.* from h where {narrow} {(after is null ? "" : "and (h.path, h.team_order, h.team_id, h.seat_order, h.seat_id) > (select b.path, b.team_order, b.team_id, b.seat_order, b.seat_id from h b where b.seat_id = @after)")} order by h.path, h.team_order, h.team_id, h.seat_order, h.seat_id limit {PageSize + 1})
            select x.seat_id, x.team_id, x.team, x.path, x.post, x.cadre_id, x.name, x.sex, x.birth_on, x.education, x.since, {CadreSql.Grades("x.cadre_id")} as grades, x.term_ends_on,
              {(KnowsMeasures ? "(select string_agg(m.kind || ':' || to_char(m.effect_until, 'YYYY.MM.DD'), ',' order by m.effect_until desc, m.id) from cadre_measure m where m.cadre_id = x.cadre_id and m.removed_at is null and m.began_on <= @today and m.effect_until >= @today)" : "null")} as measures,
              {(KnowsInquiries ? "(select count(*)::int from inquiry q where q.cadre_id = x.cadre_id and q.removed_at is null and q.concluded_on is null)" : "0")} as inquiries,
              {(KnowsSuccessors ? TeamYears.SuccessorsSql("string_agg(c.name, '、' order by u.readiness, u.rank_order)", "x.team_id", "x.post") : "null")} as successors,
              {(KnowsSuccessors ? TeamYears.SuccessorsSql("count(*)::int", "x.team_id", "x.post", "and u.readiness = '1'") : "0")} as ripe
            from page x order by x.path, x.team_order, x.team_id, x.seat_order, x.seat_id;
            with h as ({held}) select count(*)::int as seats, count(*) filter (where cadre_id is null)::int as vacant, count(*) filter (where sex = '2')::int as women, count(*) filter (where birth_on > @today::date - make_interval(years => @Young + 1))::int as young, avg(extract(year from age(@today::date, birth_on)))::float8 as mean_age, count(*) filter (where since <= @Limit)::int as long from h
            """, new { after, Kind, today = Clock.Today, Limit, Young }, async grid => ((IReadOnlyList<Line>)[.. await grid.ReadAsync<Line>()], await grid.ReadSingleAsync<Sums>()), stop);
        if (Lines.Count > PageSize) (Lines, Next) = ([.. Lines.Take(PageSize)], $"?after={Lines[PageSize - 1].SeatId}&only={Only}&kind={Kind}");
    }

    /// <summary>Each measure whose effect lasts, and until when.</summary>
    public static IEnumerable<string> MeasuresOf(Line line) => (line.Measures ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(':')).Select(one => $"影响期内：{CadreCodes.Measure.NameOf(one[0])}，至 {one[1]}");
    public static string GradesOf(Line line) => CadreSql.InWords(line.Grades);
    public static bool IsPoor(Line line) => (line.Grades ?? "").Split(',')[0].Split(':') is [_, var last] && CadreSql.IsPoor(last);
}
