namespace OrgWork.Cadres;

public sealed record BatchHead(Guid Id, string Path, string Name, string DecidedBy, DateOnly? PlannedOn, string State, DateOnly? DecidedOn, string? DocumentNo, int Version);

/// <summary>A post to be filled, with the seat of a team behind it and who sits there.</summary>
public sealed record BatchPost(Guid Id, Guid? SeatId, string Title, string UnitName, string PostName, string? Level, string Way, Guid? TeamId, bool IsPrincipal, string? TeamKind, string? TeamPath, Guid? UnitId, string? PlaceName, int PlaceKind, Guid? OfficeId, string? GovernedBy)
{
    /// <summary>As it matters to relatives; a post outside the teams stands in the unit its title begins with.</summary>
    public Standing StandingOf(Guid cadre) => new(cadre, TeamId, UnitId ?? OfficeId, TeamKind, TeamPath ?? "", GovernedBy, IsPrincipal, PostName, Level);
}

public sealed record BatchCheck(Guid Id, Guid CandidateId, string Kind, string AskedOf, string AskedBy, DateOnly AskedOn, DateOnly? AnsweredOn, string? Conclusion, string? Words, string? DocumentNo)
{
    public bool IsPassed => Conclusion == "1" && AnsweredOn is not null;
}

/// <summary>One of the persons of a batch, with what their file says today.</summary>
public sealed record BatchCandidate
{
    public Guid Id { get; init; }
    public Guid CadreId { get; init; }
    public string Name { get; init; } = "";
    public string? FormerPost { get; init; }
    public string? FormerLevel { get; init; }
    public DateOnly? FormerLevelBeganOn { get; init; }
    public Guid? PostId { get; init; }
    public string Kind { get; init; } = "";
    public bool KeepsPosts { get; init; }
    public bool HasProbation { get; init; }
    public bool IsExceptional { get; init; }
    public string? ExceptionalReason { get; init; }
    public DateOnly? SuperiorAgreedOn { get; init; }
    public bool? FamilyAbroad { get; init; }
    public bool IsReference { get; init; }
    public string State { get; init; } = "1";
    public string? Reason { get; init; }
    public string? Report { get; init; }
    public string? Shortcomings { get; init; }
    public DateOnly? ReportedOn { get; init; }
    public string? VetoGround { get; init; }
    public string? VetoReason { get; init; }
    public string? VetoEvidence { get; init; }
    public string? VetoedBy { get; init; }
    public DateOnly? VetoedOn { get; init; }
    public string? VetoPath { get; init; }
    public Guid? VetoEnteredBy { get; init; }
    public string? ClosedReason { get; init; }
    public DateOnly? DecidedOn { get; init; }
    public int? VotesFor { get; init; }
    public int? VotesAgainst { get; init; }
    public int? VotesDeferred { get; init; }
    public bool? IsEligible { get; init; }
    public string? Findings { get; init; }
    public DateOnly? LawfulOn { get; init; }
    public string? Objection { get; init; }
    public DateOnly? ObjectionOn { get; init; }
    public string? ObjectionResult { get; init; }
    public DateOnly? TookOfficeOn { get; init; }
    public DateOnly? ProbationUntil { get; init; }
    public DateOnly? ConfirmedOn { get; init; }
    public string? ConfirmedWords { get; init; }
    /// <summary>Verified achievements and service at the front, as they were listed with the report.</summary>
    public string? Merits { get; init; }
    public int? Achievements { get; init; }
    public int? Frontlines { get; init; }
    public DateOnly? MeritsOn { get; init; }
    public DateOnly? ReviewOn { get; init; }
    public int? ReviewMembers { get; init; }
    public int? ReviewFor { get; init; }
    public string? ReviewReason { get; init; }
    public int Version { get; init; }

    // Of the file as it stands.
    public string CadrePath { get; init; } = "";
    public string? PostTitle { get; init; }
    public string? Level { get; init; }
    public string? Rank { get; init; }
    public DateOnly? LevelBeganOn { get; init; }
    public DateOnly? WorkBeganOn { get; init; }
    public DateOnly? BirthOn { get; init; }
    public string? Sex { get; init; }
    public string? Nation { get; init; }
    public string? NativePlace { get; init; }
    public string? Politics { get; init; }
    public DateOnly? PartyJoinedOn { get; init; }
    public string? Education { get; init; }
    public int? GrassrootsYears { get; init; }
    public bool IsOnProbation { get; init; }
    public string? LastGrade { get; init; }
    public int LowerPosts { get; init; }
    /// <summary>Of the classes on file: of this year or the last, whichever are more, and of five years.</summary>
    public int HoursThisYear { get; init; }
    public int HoursInFiveYears { get; init; }
    public DateOnly? AffectedUntil { get; init; }
    /// <summary>Codes of the measures whose effect lasts on the day.</summary>
    public string? AffectedBy { get; init; }
    /// <summary>The relative who weighs most against the post, as posts stand after this batch (<see cref="Avoidance"/>).</summary>
    public string? RelativeKin { get; init; }
    public string RelativeTie { get; init; } = "0";
    /// <summary>The promotion before this one was an exception.</summary>
    public bool WasExceptional { get; init; }
    public DateOnly? PoliticalOn { get; init; }
    public string? PoliticalConclusion { get; init; }

    public BatchPost? Post { get; init; }
    public IReadOnlyList<BatchCheck> Checks { get; init; } = [];

    public bool IsIn => Appointing.IsIn(State);
    /// <summary>To be put to the meeting: 考察对象, or deferred by it before.</summary>
    public bool IsForDecision => State is "2" or "7";
    public bool IsPromotion => Appointing.IsPromotion(Kind);
    /// <summary>What holds somebody back, with its reason and until when; of measures only who may know of them.</summary>
    public IEnumerable<string> Marks(bool knowsMeasures, DateOnly day)
    {
        if (knowsMeasures && AffectedBy is { } kinds) yield return $"影响期内：{string.Join("、", kinds.Split(',').Select(CadreCodes.Measure.NameOf))}，至 {Dates.Format(AffectedUntil!.Value)}";
        if (CadreSql.IsPoor(LastGrade)) yield return $"{day.Year - 1} 年度考核{StandardCodes.AssessmentResult.NameOf(LastGrade!)}，至 {Dates.Format(new DateOnly(day.Year, 12, 31))}";
    }

    public BatchCheck? CheckOf(string kind) => Checks.FirstOrDefault(check => check.Kind == kind);
    /// <summary>As it stands on the ballot and in the minutes.</summary>
    public string Line => Post is null ? $"{Name}：免去{FormerPost}职务" : $"{Name}：{(Post.Way == "2" ? "提名为" : "任")}{Post.Title}{(Post.Way == "2" ? "人选" : "")}";
}

/// <summary>酝酿: with whom, when, and what they thought; what they said is opened for a purpose.</summary>
public sealed record Deliberation(string Category, string DeliberatedWith, DateOnly HeldOn, string Opinion, string? Words);

/// <summary>A batch with its posts and people.</summary>
public sealed record Batch(BatchHead Head, IReadOnlyList<BatchPost> Posts, IReadOnlyList<BatchCandidate> Candidates, IReadOnlyList<Deliberation> Deliberations)
{
    public IEnumerable<BatchCandidate> ForDecision => Candidates.Where(one => one.IsForDecision);

    const string Highest = CadreSql.Highest;

    /// <param name="day">the day on which people are judged: the last finished year's assessment and effect periods are as of it</param>
    public static async Task<Batch?> LoadAsync(Db db, Guid id, DateOnly day, CancellationToken stop)
    {
        if (await ReadAsync(db, id, day, stop) is not { } batch) return null;
        var to = batch.Candidates.Where(one => one.Post is not null && one.IsIn).ToDictionary(one => one.CadreId);
        var (kin, standings) = await Avoidance.OfAsync(db, [.. batch.Candidates.Where(one => one.Post is not null).Select(one => one.CadreId)], day, stop);
        if (kin.Count == 0) return batch;
        // Whoever leaves with this batch is not there any more, whoever comes with it is.
        var leaving = batch.Candidates.Where(one => one is { IsIn: true, KeepsPosts: false }).Select(one => one.CadreId).ToHashSet();
        var after = standings.Where(one => !leaving.Contains(one.CadreId)).Concat(to.Values.Select(one => one.Post!.StandingOf(one.CadreId))).ToLookup(one => one.CadreId);
        return batch with
        {
            Candidates = [.. batch.Candidates.Select(one =>
            {
                if (one.Post is null) return one;
                var (kind, tie) = Avoidance.Worst(one.Post.StandingOf(one.CadreId), kin, after);
                return one with { RelativeKin = kind, RelativeTie = tie };
            })],
        };
    }

    static Task<Batch?> ReadAsync(Db db, Guid id, DateOnly day, CancellationToken stop) => db.QueryManyAsync($"""
        select id, locality_path as path, name, decided_by, planned_on, state, decided_on, document_no, version from appointment_batch where id = @id and removed_at is null;
        select p.id, p.seat_id, p.title, p.unit_name, p.post_name, p.level, p.way, s.team_id, coalesce(s.is_principal, false) as is_principal, t.kind as team_kind, t.locality_path as team_path, t.unit_id,
               l.name as place_name, coalesce(l.kind::int, 0) as place_kind,
               case when p.seat_id is null then (select u.id from org.unit u where u.removed_at is null and length(u.name) > 2 and starts_with(p.title, u.name) order by length(u.name) desc, u.id limit 1) end as office_id, case when t.id is not null then {Avoidance.GovernedBy} end as governed_by
        from appointment_post p left join team_seat s on s.id = p.seat_id left join team t on t.id = s.team_id left join org.locality l on l.path = t.locality_path where p.appointment_batch_id = @id and p.removed_at is null order by p.rank_order, p.id;
        select x.*, c.locality_path as cadre_path, c.post_title, c.level, c.rank, c.level_began_on, c.work_began_on, c.birth_on, c.sex, c.nation, c.native_place, c.politics, c.party_joined_on, {Highest} as education, c.grassroots_years, c.is_on_probation,
               (select a.grade from cadre_assessment a where a.cadre_id = c.id and a.kind = '20' and a.removed_at is null and a.year = extract(year from @day) - 1 limit 1) as last_grade,
               {CadreTraining.HoursOfYear("c.id", "@day")} as hours_this_year, {CadreTraining.HoursOfFiveYears("c.id", "@day")} as hours_in_five_years,
               (select count(distinct (p.unit_name, p.post_name))::int from cadre_post p where p.cadre_id = c.id and p.removed_at is null and p.level = case o.level when '1A21' then '1A22' when '1A22' then '1A31' when '1A31' then '1A32' when '1A32' then '1A41' when '1A41' then '1A42' end) as lower_posts,
               (select string_agg(distinct e.kind, ',' order by e.kind) from cadre_measure e where e.cadre_id = c.id and e.removed_at is null and e.began_on <= @day and e.effect_until >= @day) as affected_by,
               (select max(e.effect_until) from cadre_measure e where e.cadre_id = c.id and e.removed_at is null and e.began_on <= @day) as affected_until,
               coalesce((select y.is_exceptional from appointment_candidate y where y.cadre_id = c.id and y.id <> x.id and y.kind = '1' and y.state in ('9', 'A') and y.took_office_on <= @day and y.removed_at is null order by y.took_office_on desc, y.id limit 1), false) as was_exceptional,
               v.concluded_on as political_on, v.conclusion as political_conclusion
        from appointment_candidate x join cadre c on c.id = x.cadre_id left join appointment_post o on o.id = x.post_id left join team_seat s on s.id = o.seat_id
        left join lateral (select concluded_on, conclusion from cadre_political l where l.cadre_id = c.id and l.removed_at is null and l.concluded_on <= @day order by l.concluded_on desc, l.id desc limit 1) v on true
        where x.appointment_batch_id = @id and x.removed_at is null order by x.rank_order, x.id;
        select id, candidate_id, kind, asked_of, asked_by, asked_on, answered_on, conclusion, words, document_no from appointment_check where appointment_batch_id = @id and removed_at is null order by kind;
        select category, deliberated_with, held_on, opinion, words from appointment_deliberation where appointment_batch_id = @id and removed_at is null order by held_on, rank_order, id
        """, new { id, day }, async grid =>
    {
        if (await grid.ReadFirstOrDefaultAsync<BatchHead>() is not { } head) return null;
        var posts = (await grid.ReadAsync<BatchPost>()).ToList();
        var people = (await grid.ReadAsync<BatchCandidate>()).ToList();
        var checks = (await grid.ReadAsync<BatchCheck>()).ToLookup(check => check.CandidateId);
        List<Deliberation> deliberations = [.. await grid.ReadAsync<Deliberation>()];
        return new Batch(head, posts, [.. people.Select(one => one with { Post = posts.FirstOrDefault(post => post.Id == one.PostId), Checks = [.. checks[one.Id]] })], deliberations);
    }, stop);

    /// <summary>Adds a line to the record of the case. It is the case's own and cannot be changed.</summary>
    public static Task LogAsync(Db db, BatchHead head, DateOnly on, string what, string? candidate, string? words, CancellationToken stop) => db.ExecuteAsync("""
        insert into appointment_log (locality_path, appointment_batch_id, on_day, what, candidate, words, entered_by, entered_by_name) values (@Path, @Id, @on, @what, @candidate, @words, @actor, @by)
        """, new { head.Path, head.Id, on, what, candidate, words, actor = db.Actor.Id, by = db.Actor.Name }, stop);
}
