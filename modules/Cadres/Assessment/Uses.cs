namespace OrgWork.Cadres;

/// <summary>A grade, and what came before it.</summary>
public sealed record UseFacts
{
    [KnownAs("年度考核等次")] public string? Grade { get; init; }
    [KnownAs("连续优秀", Unit = "年")] public int? ExcellentYears { get; init; }
    [KnownAs("连续基本称职", Unit = "年")] public int? BasicYears { get; init; }
    [KnownAs("连续不称职", Unit = "年")] public int? PoorYears { get; init; }
}

/// <summary>What follows from a grade (C6.10; rules A15): each is a rule with its article and the days within which it is to be done; decided grades make proposals of them.</summary>
public static class Uses
{
    const string Regulation = "公务员考核规定";
    static readonly DateOnly Day = new(2026, 11, 21);

    static Rule<UseFacts> Rule(string id, string title, Basis basis, int days, string needs, Func<UseFacts, RuleTerms, bool> applies, string sql, UseFacts yes, UseFacts no, params RuleParameter[] more) => new()
    {
        Id = "cadres.assessment." + id, Title = title, WhenBroken = "不是这种情形", Basis = basis, Severity = Severity.Remind,
        Parameters = [RuleParameter.Days("days", "办理期限", days, Stricter.Lower), .. more],
        Test = new RuleTest<UseFacts>([needs], sql, (f, t) => Finding.Of(applies(f, t), applies(f, t) ? $"适用，{t.Int("days")} 天内办理" : "不是这种情形")),
        Examples = [new("适用", yes, Day, Outcome.Met), new("不适用", no, Day, Outcome.Broken)],
    };

    static RuleParameter OnEnd(int years) => RuleParameter.Years("years", "连续", years, Stricter.Lower);

    public static readonly Rule<UseFacts> Commend = Rule("use-commend", "年度考核优秀，当年给予嘉奖，在本单位通报表扬", new(Regulation, "", true), 60, nameof(UseFacts.Grade), (f, _) => f.Grade == "1", "grade = '1'", new() { Grade = "1" }, new() { Grade = "2" });
    public static readonly Rule<UseFacts> Merit = Rule("use-merit", "连续三年年度考核优秀，记三等功", new(Regulation, "", true), 90, nameof(UseFacts.ExcellentYears), (f, t) => f.ExcellentYears >= t.Int("years"), "excellent_years >= {years}", new() { ExcellentYears = 3 }, new() { ExcellentYears = 2 }, OnEnd(3));
    public static readonly Rule<UseFacts> Talk = Rule("use-talk", "年度考核基本称职，对其诫勉、责令作出检查", new(Regulation, "", true), 30, nameof(UseFacts.Grade), (f, _) => f.Grade is "3" or "3B", "grade in ('3', '3B')", new() { Grade = "3" }, new() { Grade = "2" });
    /// <summary>Until when: the months of the rule, from the day the grade was decided; done when it is over or the training is on file.</summary>
    public static readonly Rule<UseFacts> Bar = Rule("use-bar", "年度考核基本称职，一年内不得晋升职务、职级", new(Regulation, "", true), 365, nameof(UseFacts.Grade), (f, _) => f.Grade is "3" or "3B", "grade in ('3', '3B')", new() { Grade = "3" }, new() { Grade = "2" });
    public static readonly Rule<UseFacts> Train = Rule("use-train", "年度考核基本称职、不称职，参加离岗或者专门培训，限期改进", new(Regulation, "", true), 180, nameof(UseFacts.Grade), (f, _) => f.Grade is "3" or "3B" or "4" or "4B", "grade in ('3', '3B', '4', '4B')", new() { Grade = "4" }, new() { Grade = "2" });
    public static readonly Rule<UseFacts> Adjust = Rule("use-adjust", "连续两年基本称职，予以组织调整", new("推进领导干部能上能下规定"), 90, nameof(UseFacts.BasicYears), (f, t) => f.BasicYears >= t.Int("years"), "basic_years >= {years}", new() { BasicYears = 2 }, new() { BasicYears = 1 }, OnEnd(2));
    public static readonly Rule<UseFacts> Lower = Rule("use-lower", "年度考核不称职，降低一个职务或者职级层次任职", new("中华人民共和国公务员法", "", true), 60, nameof(UseFacts.Grade), (f, _) => f.Grade is "4" or "4B", "grade in ('4', '4B')", new() { Grade = "4" }, new() { Grade = "2" });
    public static readonly Rule<UseFacts> Dismiss = Rule("use-dismiss", "连续两年不称职，予以辞退", new("中华人民共和国公务员法", "第八十八条", true), 90, nameof(UseFacts.PoorYears), (f, t) => f.PoorYears >= t.Int("years"), "poor_years >= {years}", new() { PoorYears = 2 }, new() { PoorYears = 1 }, OnEnd(2));

    public static readonly IReadOnlyList<(string Kind, Rule<UseFacts> Rule)> Table = [("1", Commend), ("1", Merit), ("2", Bar), ("3", Train), ("4", Talk), ("5", Adjust), ("5", Lower), ("5", Dismiss)];
    public static IEnumerable<Rule> All => Table.Select(one => one.Rule);

    static bool IsLike(string grade, string of) => grade == of || grade == of + "B";

    /// <summary>So many years on end with this grade, this one included.</summary>
    public static int Running(string of, string grade, IReadOnlyDictionary<int, string> before, int year)
    {
        if (!IsLike(grade, of)) return 0;
        var years = 1;
        while (before.TryGetValue(year - years, out var last) && IsLike(last, of)) years++;
        return years;
    }

    /// <summary>Proposals for those whose grade is decided now, and none of what stood there open before.</summary>
    public static async Task ProposeAsync(Db db, AssessmentSheet sheet, IReadOnlyList<(AssessmentLine Line, string Grade)> decided, DateOnly day, CancellationToken stop)
    {
        var settings = await RuleSettings.ReadAsync(db, stop);
        var ids = decided.Select(one => one.Line.CadreId).ToArray();
        var past = (await db.QueryAsync<(Guid Cadre, int Year, string Grade)>("select cadre_id, year, grade from cadre_assessment where cadre_id = any(@ids) and kind = '20' and year between @from and @to and removed_at is null", new { ids, from = sheet.Year - 10, to = sheet.Year - 1 }, stop)).ToLookup(one => one.Cadre);
        await db.ExecuteAsync("update assessment_consequence set removed_at = now(), removed_by = @actor, removed_reason = '等次改变', version = version + 1 where cadre_id = any(@ids) and year = @Year and state = '1' and removed_at is null", new { ids, sheet.Year, actor = db.Actor.Id }, stop);
        foreach (var (line, grade) in decided)
        {
            var before = past[line.CadreId].DistinctBy(one => one.Year).ToDictionary(one => one.Year, one => one.Grade);
            var facts = new UseFacts { Grade = grade, ExcellentYears = Running("1", grade, before, sheet.Year), BasicYears = Running("3", grade, before, sheet.Year), PoorYears = Running("4", grade, before, sheet.Year) };
            foreach (var (kind, rule) in Table)
            {
                var terms = settings.For(rule, sheet.Path, day);
                if (rule.Check(facts, terms).Outcome == Outcome.Met)
                    await db.ExecuteAsync("insert into assessment_consequence (locality_path, cadre_id, name, unit_name, year, grade, kind, words, basis, due_on, created_by) values (@CadrePath, @CadreId, @Name, @unit, @Year, @grade, @kind, @Title, @basis, @due, @actor)",
                        new { line.CadrePath, line.CadreId, line.Name, unit = sheet.UnitName, sheet.Year, grade, kind, rule.Title, basis = rule.Basis.ToString(), due = day.AddDays(terms.Int("days")), actor = db.Actor.Id }, stop);
            }
        }
    }
}
