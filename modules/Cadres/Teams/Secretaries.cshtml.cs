using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>乡镇党委书记 (C2.10): each with source, age, years at the grassroots and assessment; posts that want another holder, with why; and who could be chosen, by where they come from.</summary>
[Needs("cadres.teams.read")]
public sealed class SecretariesModel(Db db, Here here, RuleChecks checks) : PageModel
{
    const int Most = 300, Named = 12;
    public sealed record Line(Guid TeamId, string Team, string Path, string Post, Guid? CadreId, string? Name, string? Sex, DateOnly? BirthOn, string? Source, int? GrassrootsYears, DateOnly? Since, string? Grade, DateOnly? VacantSince)
    {
        public int? AgeOn(DateOnly day) => BirthOn is { } birth ? Month.Of(birth).AgeAt(day) : null;
    }
    public sealed record Candidate(string Source, Guid Id, string Name, string Path, string? PostTitle, DateOnly? BirthOn, int? GrassrootsYears, DateOnly? LevelBeganOn, string? Grade, int Total);

    public Here Here { get; } = here;
    public IReadOnlyList<(Line Line, IReadOnlyList<string> Why)> Lines { get; private set; } = [];
    public IReadOnlyList<IGrouping<string, Candidate>> Candidates { get; private set; } = [];
    /// <summary>Of all; the list names the first.</summary>
    public int Found { get; private set; }
    /// <summary>Who meets all that is shown and is not there is under a sanction: only for those who may open sanctions.</summary>
    public bool KnowsMeasures => Here.May(Cadres.Measures.Read);
    public bool OnlyWanting { get; private set; }
    public int Oldest { get; private set; }
    public int Longest { get; private set; }
    public int Youngest { get; private set; }
    public int Years { get; private set; }
    /// <summary>The four from whom townships' leaders are chosen first.</summary>
    public static readonly string[] Sources = ["4", "2", "3", "5"];

    public async Task OnGetAsync(string? only, CancellationToken stop)
    {
        OnlyWanting = only == "wanting";
        var terms = (await checks.SettingsAsync(stop)).For(TeamRules.Secretary, db.Scope.Top, Clock.Today);
        (Oldest, Longest, Youngest, Years) = (terms.Int("oldest"), terms.Int("longest"), terms.Int("candidate"), terms.Int("grassroots"));
        var (lines, candidates) = await db.QueryManyAsync($"""
            select t.id as team_id, t.name as team, t.locality_path as path, s.post, c.id as cadre_id, c.name, c.sex, c.birth_on, c.source, c.grassroots_years, p.began_on as since, (select a.grade from cadre_assessment a where a.cadre_id = c.id and a.kind = '20' and a.removed_at is null order by a.year desc limit 1) as grade,
              case when c.id is null then {SeatSql.VacantSince("@today")} end as vacant_since
            from team t join team_seat s on s.team_id = t.id and s.removed_at is null and s.is_principal and s.post ~ '(党委|工委|党工委)书记' and s.post !~ '副书记|纪' and (s.closed_on is null or s.closed_on > @today)
            left join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= @today and (p.ended_on is null or p.ended_on > @today) left join cadre c on c.id = p.cadre_id and c.removed_at is null
            where t.removed_at is null and t.kind = '3' order by t.locality_path, t.rank_order, t.id, s.rank_order;
            select x.source, x.id, x.name, x.path, x.post_title, x.birth_on, x.grassroots_years, x.level_began_on, x.grade, x.total from (select c.source, c.id, c.name, c.locality_path as path, c.post_title, c.birth_on, c.grassroots_years, c.level_began_on, (select a.grade from cadre_assessment a where a.cadre_id = c.id and a.kind = '20' and a.removed_at is null order by a.year desc limit 1) as grade,
                count(*) over (partition by c.source)::int as total, row_number() over (partition by c.source order by c.level, c.level_began_on, c.id) as nth
              from cadre c where c.removed_at is null and c.status = '1' and c.source = any(@Sources) and c.level in ('1A41', '1A42') and c.birth_on > @today::date - make_interval(years => @Youngest + 1) and c.grassroots_years >= @Years and not c.is_on_probation
                and not exists (select from cadre_post q join team_seat z on z.id = q.seat_id join team y on y.id = z.team_id where q.cadre_id = c.id and q.removed_at is null and q.ended_on is null and z.is_principal and y.kind = '3' and z.post ~ '(党委|工委|党工委)书记' and z.post !~ '副书记|纪')
                {(KnowsMeasures ? "and not exists (select from cadre_measure m where m.cadre_id = c.id and m.removed_at is null and m.effect_until > @today)" : "")}) x where x.nth <= {Named} order by array_position(@Sources, x.source), x.nth
            """, new { today = Clock.Today, Sources, Youngest, Years }, async grid => ((IReadOnlyList<Line>)[.. await grid.ReadAsync<Line>()], (IReadOnlyList<Candidate>)[.. await grid.ReadAsync<Candidate>()]), stop);
        List<(Line, IReadOnlyList<string>)> found = [.. lines.Select(line => (line, (IReadOnlyList<string>)WhyOf(line))).Where(one => !OnlyWanting || one.Item2.Count > 0)];
        (Lines, Found) = ([.. found.Take(Most)], found.Count);
        Candidates = [.. candidates.GroupBy(one => one.Source)];
    }

    /// <summary>Why somebody else is wanted there.</summary>
    List<string> WhyOf(Line line)
    {
        if (line.CadreId is null) return [$"空缺 {Clock.Today.DayNumber - line.VacantSince!.Value.DayNumber} 天"];
        var why = new List<string>();
        if (line.BirthOn is { } birth && birth.AddYears(Oldest) <= Clock.Today) why.Add($"满 {Oldest} 岁");
        if (line.Since is { } since && since <= Clock.Today.AddYears(-Longest)) why.Add($"任职满 {Longest} 年");
        if (CadreSql.IsPoor(line.Grade)) why.Add($"上次考核{StandardCodes.AssessmentResult.NameOf(line.Grade!)}");
        return why;
    }
}
