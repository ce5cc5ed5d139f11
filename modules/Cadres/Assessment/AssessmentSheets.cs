namespace OrgWork.Cadres;

public sealed record AssessmentSheet
{
    public Guid Id { get; init; }
    public string UnitName { get; init; } = "";
    public string Path { get; init; } = "";
    public int Year { get; init; }
    public DateOnly? AppraisedOn { get; init; }
    public int? Issued { get; init; }
    public int? Returned { get; init; }
    public int? Valid { get; init; }
    public bool IsRaised { get; init; }
    public string? RaisedBy { get; init; }
    public string State { get; init; } = "1";
    public DateOnly? DecidedOn { get; init; }
    public string? DecidedBy { get; init; }
    public DateOnly? FedBackOn { get; init; }
    public int Version { get; init; }
    public int People { get; init; }
    public int Participants { get; init; }
    public int Excellent { get; init; }
    public int Open { get; init; }
    public int Appeals { get; init; }
    public string Scheme { get; init; } = "";
    public string Cycle { get; init; } = "4";
    public Guid SchemeId { get; init; }
    public DateOnly? FiledOn { get; init; }
    /// <summary>All who have put something into it; a press of 保存 that changed nothing is none of it.</summary>
    public Guid[] FilledBy { get; init; } = [];

    public bool IsOpen => State == "1";
    public string StateName => State switch { "1" => "进行中", "2" => "已决定，待反馈", "3" => "已反馈", _ => "已归档" };
    public AssessmentFacts Facts => new() { Participants = Participants, Excellent = Excellent, IsRaised = IsRaised };
}

public sealed record AssessmentLine
{
    public Guid Id { get; init; }
    public Guid CadreId { get; init; }
    public string Name { get; init; } = "";
    public string CadrePath { get; init; } = "";
    public string? PostTitle { get; init; }
    public DateOnly? ReportedOn { get; init; }
    public int? Talks { get; init; }
    /// <summary>Grades of the cycles of the year, in their order: 1 2 … for 好、较好.</summary>
    public string Routine { get; init; } = "";
    public int? Excellent { get; init; }
    public int? Competent { get; init; }
    public int? Basic { get; init; }
    public int? Poor { get; init; }
    public string? Proposed { get; init; }
    public string? Grade { get; init; }
    public string? Comment { get; init; }
    public string? Verified { get; init; }
    public DateOnly? AppealedOn { get; init; }
    public string? Appeal { get; init; }
    public string? Review { get; init; }
    public DateOnly? ReviewedOn { get; init; }
    public DateOnly? SeenOn { get; init; }

    /// <summary>Grades of the special assessments of the year that have ended, as those of the cycles.</summary>
    public string Specials { get; init; } = "";
    /// <summary>The own report, as it was handed in.</summary>
    public string? Report { get; init; }
    /// <summary>What other scorers gave, by item.</summary>
    public IReadOnlyDictionary<Guid, decimal> Entered { get; init; } = new Dictionary<Guid, decimal>();

    public int? Votes => AssessmentItem.Cast(Excellent, Competent, Basic, Poor);
    /// <summary>Out of a hundred, of one item: reckoned from what is on file where it can be, entered where somebody else scores.</summary>
    public decimal? Of(AssessmentItem item, RuleTerms points) => item switch
    {
        { IsRoutine: true } => Routine.Length == 0 ? null : Routine.Average(grade => points[$"p{grade}"]),
        { IsSpecial: true } => Specials.Length == 0 ? null : Specials.Average(grade => points[$"p{grade}"]),
        { IsAppraisal: true } => AssessmentItem.Points(Excellent, Competent, Basic, Poor, points),
        _ => Entered.TryGetValue(item.Id, out var score) ? score : null,
    };
    public decimal? Score(IReadOnlyList<AssessmentItem> items, RuleTerms points) => AssessmentItem.Sum(items, item => Of(item, points));
    public bool AwaitsReview => AppealedOn is not null && ReviewedOn is null;
}

/// <summary>An item of the scheme that was approved: what is looked at, what it counts for, who scores.</summary>
public sealed record AssessmentItem(Guid Id, Guid SchemeId, string Kind, string Name, int Weight, string Scorer)
{
    public bool IsRoutine => Kind == "10";
    public bool IsSpecial => Kind == "30";
    public bool IsAppraisal => Kind == "20" && Scorer == "2";
    /// <summary>A person's cycles and special assessments stand on file; nothing of that is kept of a team.</summary>
    public bool IsEntered(bool ofTeam) => !IsAppraisal && (ofTeam || !IsRoutine && !IsSpecial);
    public string Words => $"{Name} {Weight}%";

    public static int? Cast(int? excellent, int? competent, int? basic, int? poor) => excellent is null && competent is null && basic is null && poor is null ? null : (excellent ?? 0) + (competent ?? 0) + (basic ?? 0) + (poor ?? 0);
    public static decimal? Points(int? excellent, int? competent, int? basic, int? poor, RuleTerms points) => Cast(excellent, competent, basic, poor) is { } cast and > 0 ? ((excellent ?? 0) * points["p1"] + (competent ?? 0) * points["p2"] + (basic ?? 0) * points["p3"] + (poor ?? 0) * points["p4"]) / cast : null;

    /// <summary>By the weights of the scheme; what has no score yet counts for nothing, and the others for the more.</summary>
    public static decimal? Sum(IReadOnlyList<AssessmentItem> items, Func<AssessmentItem, decimal?> of)
    {
        var scored = items.Select(item => (item.Weight, Score: of(item))).Where(one => one.Score is not null).ToList();
        return scored.Count == 0 ? null : Math.Round(scored.Sum(one => one.Weight * one.Score!.Value) / scored.Sum(one => one.Weight), 1);
    }
}

/// <summary>A 民主测评 about the sheet, however far it has come.</summary>
public sealed record HeldAppraisal(Guid Id, string Title, DateOnly HeldOn, string State, string? Summary);

/// <summary>The team of the unit, on the unit's sheet: its own report, its appraisal, its grade.</summary>
public sealed record AssessedTeam
{
    public Guid Id { get; init; }
    public Guid TeamId { get; init; }
    public string Name { get; init; } = "";
    public Guid SchemeId { get; init; }
    public string Scheme { get; init; } = "";
    public string? Report { get; init; }
    public DateOnly? ReportedOn { get; init; }
    public int? Excellent { get; init; }
    public int? Competent { get; init; }
    public int? Basic { get; init; }
    public int? Poor { get; init; }
    public string? Proposed { get; init; }
    public string? Grade { get; init; }
    public string? Comment { get; init; }
    public IReadOnlyList<AssessmentItem> Items { get; init; } = [];
    public IReadOnlyDictionary<Guid, decimal> Entered { get; init; } = new Dictionary<Guid, decimal>();

    public int? Votes => AssessmentItem.Cast(Excellent, Competent, Basic, Poor);
    public decimal? Score(RuleTerms points) => AssessmentItem.Sum(Items, item => item.IsAppraisal ? AssessmentItem.Points(Excellent, Competent, Basic, Poor, points) : Entered.TryGetValue(item.Id, out var score) ? score : null);
}

/// <summary>年度考核, unit by unit. Who takes part and is graded counts for the share of 优秀; who is not graded does not.</summary>
static class AssessmentSheets
{
    /// <summary>Grades of those who take no part, or get none: outside the base of the share.</summary>
    public const string Ungraded = "('5', '5A', '5B', '5C', '6', '6A', '6B')";

    const string Sheets = $"""
        select s.id, s.unit_name, s.locality_path as path, s.year, s.appraised_on, s.issued, s.returned, s.valid, s.is_raised, s.raised_by, s.state, s.decided_on, s.decided_by, s.fed_back_on, s.filed_on, s.filled_by, s.version, coalesce(m.name, '') as scheme, coalesce(m.cycle, '4') as cycle, s.scheme_id,
               n.people, n.participants, n.excellent, n.open, n.appeals
        from assessment_sheet s left join assessment_scheme m on m.id = s.scheme_id cross join lateral (
          select count(*)::int as people, count(*) filter (where coalesce(l.grade, l.proposed, '2') not in {Ungraded})::int as participants, count(*) filter (where coalesce(l.grade, l.proposed) = '1')::int as excellent,
                 count(*) filter (where l.proposed is null)::int as open, count(*) filter (where l.appealed_on is not null and l.reviewed_on is null)::int as appeals
          from assessment_line l where l.assessment_sheet_id = s.id and l.removed_at is null) n
        where s.removed_at is null
        """;

    public static Task<IReadOnlyList<AssessmentSheet>> OfYearAsync(Db db, int year, Guid? after, int size, CancellationToken stop) => db.QueryAsync<AssessmentSheet>($"""
        {Sheets} and s.year = @year {(after is null ? "" : "and (s.locality_path, s.rank_order, s.id) > (select a.locality_path, a.rank_order, a.id from assessment_sheet a where a.id = @after)")}
        order by s.locality_path, s.rank_order, s.id limit @size
        """, new { year, after, size }, stop);

    public static Task<AssessmentSheet?> FindAsync(Db db, Guid id, CancellationToken stop) => db.FirstAsync<AssessmentSheet>($"{Sheets} and s.id = @id", new { id }, stop);

    sealed record ItemScore(Guid SubjectId, Guid ItemId, decimal Score);

    /// <summary>Everybody on the sheet and the teams, each with what every item of their scheme came to.</summary>
    public static Task<(IReadOnlyList<AssessmentItem> Items, IReadOnlyList<AssessmentLine> Lines, IReadOnlyList<AssessedTeam> Teams, IReadOnlyList<HeldAppraisal> Appraisals)> SubjectsAsync(Db db, AssessmentSheet sheet, CancellationToken stop) => db.QueryManyAsync("""
        select i.id, i.assessment_scheme_id as scheme_id, i.kind, i.name, i.weight, i.scorer from assessment_item i
        where i.removed_at is null and (i.assessment_scheme_id = @SchemeId or i.assessment_scheme_id in (select t.scheme_id from assessment_team t where t.assessment_sheet_id = @Id and t.removed_at is null)) order by i.rank_order, i.created_at, i.id;
        select subject_id, item_id, score from assessment_item_score where assessment_sheet_id = @Id and score is not null and removed_at is null;
        select l.id, l.cadre_id, c.name, c.locality_path as cadre_path, c.post_title, l.reported_on, l.report, l.talks, coalesce((select string_agg(r.grade, '' order by r.cycle) from cadre_routine r where r.cadre_id = c.id and r.year = s.year and r.removed_at is null), '') as routine,
          coalesce((select string_agg(r.grade, '' order by p.concluded_on, p.id) from special_result r join special_project p on p.id = r.special_project_id and p.removed_at is null where r.cadre_id = c.id and p.year = s.year and r.removed_at is null), '') as specials,
          l.excellent, l.competent, l.basic, l.poor, l.proposed, l.grade, l.comment, l.verified, l.appealed_on, l.appeal, l.review, l.reviewed_on, l.seen_on
        from assessment_line l join assessment_sheet s on s.id = l.assessment_sheet_id join cadre c on c.id = l.cadre_id where l.assessment_sheet_id = @Id and l.removed_at is null order by l.rank_order, l.id;
        select t.id, t.team_id, t.name, t.scheme_id, coalesce(m.name, '') as scheme, t.report, t.reported_on, t.excellent, t.competent, t.basic, t.poor, t.proposed, t.grade, t.comment from assessment_team t left join assessment_scheme m on m.id = t.scheme_id where t.assessment_sheet_id = @Id and t.removed_at is null order by t.rank_order, t.id;
        select id, title, held_on, state, summary from org.poll where subject_id = @Id and kind = @kind and state <> 'void' order by held_on, id
        """, new { sheet.Id, sheet.SchemeId, kind = AppraisalPolls.Year.Id }, async grid =>
    {
        var items = (await grid.ReadAsync<AssessmentItem>()).ToList();
        var scores = (await grid.ReadAsync<ItemScore>()).ToLookup(one => one.SubjectId);
        IReadOnlyDictionary<Guid, decimal> Of(Guid subject) => scores[subject].ToDictionary(one => one.ItemId, one => one.Score);
        var lines = (await grid.ReadAsync<AssessmentLine>()).Select(line => line with { Entered = Of(line.Id) }).ToList();
        var teams = (await grid.ReadAsync<AssessedTeam>()).Select(team => team with { Items = [.. items.Where(item => item.SchemeId == team.SchemeId)], Entered = Of(team.Id) }).ToList();
        // Without items in the scheme the appraisal alone counts.
        IReadOnlyList<AssessmentItem> own = [.. items.Where(item => item.SchemeId == sheet.SchemeId)];
        return (own.Count > 0 ? own : [new(Guid.Empty, sheet.SchemeId, "20", "民主测评", 100, "2")], (IReadOnlyList<AssessmentLine>)lines, (IReadOnlyList<AssessedTeam>)teams, (IReadOnlyList<HeldAppraisal>)[.. await grid.ReadAsync<HeldAppraisal>()]);
    }, stop);

    /// <summary>A sheet for every unit for which a scheme of the year is approved, that has serving cadres and none yet, with everybody on it.</summary>
    public static async Task<int> OpenYearAsync(Db db, int year, CancellationToken stop)
    {
        var made = await db.ExecuteAsync("""
            with made as (
              insert into assessment_sheet (locality_path, unit_id, unit_name, scheme_id, year, rank_order, created_by, changed_by)
              select org.home_of(u.locality_path), u.id, u.name, (select m.id from assessment_scheme m where m.year = @year and m.object = '1' and m.state = '2' and m.removed_at is null and starts_with(u.locality_path, m.locality_path) order by length(m.locality_path) desc limit 1), @year, u.rank_order, @actor, @actor from org.unit u
              where exists (select from assessment_scheme m where m.year = @year and m.object = '1' and m.state = '2' and m.removed_at is null and starts_with(u.locality_path, m.locality_path)) and exists (select from cadre c where c.unit_id = u.id and org.home_of(c.locality_path) = org.home_of(u.locality_path) and c.status = '1' and c.removed_at is null)
                and not exists (select from assessment_sheet s where s.unit_id = u.id and s.year = @year and s.removed_at is null)
              returning id, locality_path, unit_id)
            insert into assessment_line (assessment_sheet_id, locality_path, cadre_id, rank_order, created_by, changed_by)
            select made.id, made.locality_path, c.id, c.rank_order, @actor, @actor from made join cadre c on c.unit_id = made.unit_id and org.home_of(c.locality_path) = made.locality_path and c.status = '1' and c.removed_at is null
            """, new { year, actor = db.Actor.Id }, stop);
        // Teams come on the open sheet of their unit where a scheme for teams is approved, this one or a later one.
        await db.ExecuteAsync("""
            insert into assessment_team (assessment_sheet_id, locality_path, team_id, name, scheme_id, rank_order, created_by, changed_by)
            select s.id, s.locality_path, t.id, t.name, m.id, t.rank_order, @actor, @actor from assessment_sheet s join team t on t.unit_id = s.unit_id and t.removed_at is null
            cross join lateral (select m.id from assessment_scheme m where m.year = s.year and m.object = '2' and m.state = '2' and m.removed_at is null and starts_with(s.locality_path, m.locality_path) order by length(m.locality_path) desc limit 1) m
            where s.year = @year and s.state = '1' and s.removed_at is null and not exists (select from assessment_team x where x.assessment_sheet_id = s.id and x.team_id = t.id and x.removed_at is null)
            """, new { year, actor = db.Actor.Id }, stop);
        return made;
    }
}
