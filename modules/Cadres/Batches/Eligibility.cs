using System.Text.Json;

namespace OrgWork.Cadres;

/// <summary>任用条件与资格校验: the rules that concern one person of a batch, as of a day. On the day of decision the result is kept with the case.</summary>
public static class Eligibility
{
    static readonly Rule<AppointmentFacts>[] Tenure = [AppointmentRules.OneLevel, AppointmentRules.DeputyToChief, AppointmentRules.ChiefToUpperDeputy, AppointmentRules.TownshipChief, AppointmentRules.TownshipDeputy, AppointmentRules.WorkYears, AppointmentRules.TwoPosts];
    static readonly Rule<AppointmentFacts>[] Vetoes = [AppointmentRules.LastAssessment, AppointmentRules.NotAffected, AppointmentRules.FamilyHere];
    static readonly Rule<AppointmentFacts>[] Everywhere = [AppointmentRules.Relatives, AppointmentRules.RelativesNear, AppointmentRules.HomePlace, AppointmentRules.HomeCity, AppointmentRules.Probation];

    /// <summary>All that may be asked here, for the pages of those rules.</summary>
    internal static IEnumerable<Rule> Asked => [.. Tenure, .. Vetoes, .. Everywhere, AppointmentRules.TwoLevels, AppointmentRules.ExceptionalAllowed, AppointmentRules.Schooling, AppointmentRules.FourChecks, AppointmentRules.Consultation, BatchRules.Age, BatchRules.PoliticalGate, TrainingRules.FiveYears, TrainingRules.EachYear];

    /// <summary>What the rules say of one person; those that do not concern them are left out.</summary>
    public static IReadOnlyList<Finding> Judge(BatchCandidate one, RuleSettings settings, string path, DateOnly day)
    {
        if (one.Post is null) return [];
        var facts = FactsOf(one, day);
        List<Finding> found = [];
        if (one.Kind == "1")
        {
            // An exception is one to the years and to the one level, never to two; what is asked of it is its own rule.
            found.Add(Ask(AppointmentRules.TwoLevels, facts));
            if (!one.IsExceptional) found.AddRange(Tenure.Select(rule => Ask(rule, facts)));
            else found.Add(Ask(AppointmentRules.ExceptionalAllowed, facts));
            found.Add(Ask(AppointmentRules.Schooling, facts));
            found.Add(Ask(BatchRules.Age, new AgeFacts { TargetLevel = one.Post.Level, BirthOn = one.BirthOn, DecidedOn = day }));
            var training = TrainingOf(one);
            found.Add(Ask(TrainingRules.FiveYears, training));
            found.Add(Ask(TrainingRules.EachYear, training));
        }
        if (one.IsPromotion) found.AddRange(Vetoes.Select(rule => Ask(rule, facts)));
        found.AddRange(Everywhere.Select(rule => Ask(rule, facts)));
        return [.. found.Where(finding => finding.Outcome != Outcome.NotApplicable).OrderBy(finding => finding.Outcome switch { Outcome.Broken => 0, Outcome.Unknown => 1, _ => 2 }).ThenByDescending(finding => finding.Rule!.Severity)];

        Finding Ask<TFacts>(Rule<TFacts> rule, TFacts of) where TFacts : class, new() => rule.Check(of, settings.For(rule, path, day));
    }

    static TrainingFacts TrainingOf(BatchCandidate one) => new() { Level = one.Level ?? "1A50", HoursInFiveYears = one.HoursInFiveYears, HoursThisYear = one.HoursThisYear };

    /// <summary>Promoted short of the hours of training: what is short, and by when it is made up.</summary>
    public static (Finding Finding, DateOnly Until)? ShortOfTraining(BatchCandidate one, RuleSettings settings, string path, DateOnly day)
    {
        if (one.Kind != "1") return null;
        foreach (var rule in (Rule<TrainingFacts>[])[TrainingRules.FiveYears, TrainingRules.EachYear])
        {
            var terms = settings.For(rule, path, day);
            if (rule.Check(TrainingOf(one), terms) is { IsBroken: true } found) return (found, day.AddMonths(terms.Int("make_up")));
        }
        return null;
    }

    static AppointmentFacts FactsOf(BatchCandidate one, DateOnly day)
    {
        var (post, place) = (one.Post!, one.Post!.PlaceName?.TrimEnd('省', '市', '县', '区', '州') ?? "");
        return new()
        {
            TargetLevel = post.Level, CurrentLevel = one.Level ?? "1A50", CurrentRank = one.Rank, LevelSince = one.LevelBeganOn, WorkBeganOn = one.WorkBeganOn, GrassrootsYears = one.GrassrootsYears, LowerPosts = one.LowerPosts, Education = one.Education,
            DecidedOn = day, LastGrade = one.LastGrade, AffectedUntil = one.AffectedUntil, FamilyAbroad = one.FamilyAbroad, RelativeKin = one.RelativeKin, RelativeTie = one.RelativeTie,
            IsMainLeader = post is { IsPrincipal: true, TeamKind: "1", PlaceKind: (int)LocalityKind.County }, IsCityLeader = post is { IsPrincipal: true, TeamKind: "1", PlaceKind: (int)LocalityKind.City }, IsElected = post.Way == "2", HasProbation = one.HasProbation, IsInHomePlace = place.Length > 1 && one.NativePlace?.Contains(place, StringComparison.Ordinal) == true,
            IsExceptional = one.IsExceptional, IsOnProbation = one.IsOnProbation, LastPromotedOn = one.LevelBeganOn, WasExceptional = one.WasExceptional, SuperiorAgreed = one.SuperiorAgreedOn <= day,
        };
    }

    /// <summary>Cannot be appointed as it stands: a rule that refuses is broken, or cannot be judged.</summary>
    public static bool Stops(Finding finding) => finding.Refuses || Judgement.IsMissing(finding);
    public static bool IsEligible(IEnumerable<Finding> findings) => !findings.Any(Stops);

    public static Finding PoliticalGate(BatchCandidate one, RuleSettings settings, string path, DateOnly day) =>
        BatchRules.PoliticalGate.Check(new() { Conclusion = one.PoliticalConclusion, ConcludedOn = one.PoliticalOn, DecidedOn = day }, settings.For(BatchRules.PoliticalGate, path, day));

    /// <summary>The four checks as the rule knows them: what has not passed has not been done.</summary>
    public static Finding FourChecks(BatchCandidate one, RuleSettings settings, string path, DateOnly day)
    {
        DateOnly? Of(string kind) => one.CheckOf(kind) is { IsPassed: true } check ? check.AnsweredOn : null;
        return AppointmentRules.FourChecks.Check(new() { ArchiveCheckedOn = Of("1"), DeclarationCheckedOn = Of("2"), DisciplineHeardOn = Of("3"), ComplaintsCheckedOn = Of("4"), DecidedOn = day }, settings.For(AppointmentRules.FourChecks, path, day));
    }

    /// <summary>Only where it was asked for (双重管理).</summary>
    public static Finding? Consultation(BatchCandidate one, RuleSettings settings, string path, DateOnly day) => one.CheckOf("5") is not { } asked ? null
        : AppointmentRules.Consultation.Check(new() { ConsultedOn = asked.AskedOn, AnsweredOn = asked.AnsweredOn, DecidedOn = day }, settings.For(AppointmentRules.Consultation, path, day));

    /// <summary>As it is kept with the case: each rule, what it said, and the numbers.</summary>
    public static string Keep(IEnumerable<Finding> findings) =>
        JsonSerializer.Serialize(findings.Select(finding => new KeptFinding(finding.Rule!.Id, finding.Rule.Title, finding.Rule.Basis.ToString(), Cases.WordOf(finding), finding.Words)), Unescaped);
    public static IReadOnlyList<KeptFinding> Kept(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<KeptFinding>>(json, Unescaped) ?? [];
    static readonly JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };
}
