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
    /// <summary>What 平时考核 counts for among the scheme's items of both kinds.</summary>
    public int RoutineWeight { get; init; }
    public int YearlyWeight { get; init; }
    public DateOnly? FiledOn { get; init; }
    /// <summary>Who has written on it last, as long as it is open.</summary>
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

    public int? Votes => Excellent is null && Competent is null && Basic is null && Poor is null ? null : (Excellent ?? 0) + (Competent ?? 0) + (Basic ?? 0) + (Poor ?? 0);
    /// <summary>Out of a hundred: what the cycles of the year came to and what the appraisal came to, by the weights of the scheme.</summary>
    public decimal? Score(AssessmentSheet sheet, RuleTerms points)
    {
        decimal? routine = Routine.Length == 0 ? null : Routine.Average(grade => points[$"p{grade}"]);
        decimal? yearly = Votes is > 0 ? ((Excellent ?? 0) * points["p1"] + (Competent ?? 0) * points["p2"] + (Basic ?? 0) * points["p3"] + (Poor ?? 0) * points["p4"]) / Votes : null;
        var weight = (routine is null ? 0 : sheet.RoutineWeight) + (yearly is null ? 0 : sheet.YearlyWeight);
        return weight == 0 ? null : Math.Round(((routine ?? 0) * sheet.RoutineWeight + (yearly ?? 0) * sheet.YearlyWeight) / weight, 1);
    }
    public bool AwaitsReview => AppealedOn is not null && ReviewedOn is null;
}

/// <summary>年度考核, unit by unit. Who takes part and is graded counts for the share of 优秀; who is not graded does not.</summary>
static class AssessmentSheets
{
    /// <summary>Grades of those who take no part, or get none: outside the base of the share.</summary>
    public const string Ungraded = "('5', '5A', '5B', '5C', '6', '6A', '6B')";

    const string Sheets = $"""
        select s.id, s.unit_name, s.locality_path as path, s.year, s.appraised_on, s.issued, s.returned, s.valid, s.is_raised, s.raised_by, s.state, s.decided_on, s.decided_by, s.fed_back_on, s.filed_on, s.filled_by, s.version, coalesce(m.name, '') as scheme, coalesce(m.cycle, '4') as cycle,
               coalesce((select sum(i.weight)::int from assessment_item i where i.assessment_scheme_id = m.id and i.kind = '10' and i.removed_at is null), 0) as routine_weight, coalesce((select sum(i.weight)::int from assessment_item i where i.assessment_scheme_id = m.id and i.kind <> '10' and i.removed_at is null), 100) as yearly_weight,
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

    public static Task<IReadOnlyList<AssessmentLine>> LinesAsync(Db db, Guid id, CancellationToken stop) => db.QueryAsync<AssessmentLine>("""
        select l.id, l.cadre_id, c.name, c.locality_path as cadre_path, c.post_title, l.reported_on, l.talks, coalesce((select string_agg(r.grade, '' order by r.cycle) from cadre_routine r where r.cadre_id = c.id and r.year = s.year and r.removed_at is null), '') as routine, l.excellent, l.competent, l.basic, l.poor, l.proposed, l.grade, l.comment, l.verified, l.appealed_on, l.appeal, l.review, l.reviewed_on, l.seen_on
        from assessment_line l join assessment_sheet s on s.id = l.assessment_sheet_id join cadre c on c.id = l.cadre_id where l.assessment_sheet_id = @id and l.removed_at is null order by l.rank_order, l.id
        """, new { id }, stop);

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
        return made;
    }
}
