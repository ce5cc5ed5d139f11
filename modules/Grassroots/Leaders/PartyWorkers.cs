namespace OrgWork.Grassroots;

/// <summary>基层党务工作者: who does Party work where, full time or beside another post, since when; how many there should be; the certificate of each and until when it holds.</summary>
public static class PartyWorkers
{
    public const string Read = VillageCadres.Read, Edit = VillageCadres.Edit;

    public static readonly CodeSet Posts = new("worker_post", "岗位", "本平台", [new("1", "专职副书记"), new("2", "党务专干"), new("3", "组织委员"), new("4", "支部书记"), new("9", "其他")]);
    public static readonly CodeSet Grades = new("worker_grade", "认证等级", "基层党务工作者专业化资格认证（各地可另定）", [new("1", "初级"), new("2", "中级"), new("3", "高级")]);

    public static readonly Register Register = new()
    {
        Id = "party-workers", Title = "党务工作者", Noun = "党务工作者", Counter = "人", Table = "party_worker", EndedColumn = "ended_on", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Name(), (Field.Row("organisation_id", "党组织", "organisations") with { IsRequired = true, IsListed = true, IsWide = true }).Filter(), Field.Row("member_id", "党员", "members"), Field.Code("post", "岗位", Posts).Required().Listed().FirstFilter(), Field.Flag("is_full_time", "专职").Listed().FirstFilter(), Field.Date("began_on", "从事党务自").Required().Listed().Filter().Past().WithYears("从事党务"), Field.Date("ended_on", "离岗日期").Filter().Past(),
            Field.Number("courses", "培训课程（门）", 0, 1000).Listed().DefaultsTo("0").In("资格认证"), Field.Number("score", "考试成绩", 0, 100).In("资格认证"), Field.Flag("has_practice", "实践考核合格").In("资格认证"),
            Field.Code("grade", "认证等级", Grades).Listed().FirstFilter().ByDeed().In("资格认证"), Field.Text("certificate_no", "证书编号", 40).ByDeed().In("资格认证"), Field.Date("certified_on", "认证日期").Filter().ByDeed().In("资格认证"), Field.Date("valid_until", "有效期至").Listed().Filter().Sortable().ByDeed().In("资格认证"),
        ],
        Rules = [WorkerRules.Renewal],
        Conditions = [ReadyCondition.Of(WorkerRules.Renewal), new("专职", "is_full_time=1"), new("没有认证", "grade.none=1"), new("已认证", "grade=1,2,3"), new("从事党务满三年", "began_on.to=-3y")],
        Deeds =
        [
            new("certify", "认证发证", Edit)
            {
                Consequence = "按年限、课程、考试和实践逐项核对，都够的发证，有效期从认证日期算起",
                Fields = [Field.Code("grade", "等级", Grades).Required(), Field.Date("certified_on", "认证日期").Required().Past(), Field.Text("certificate_no", "证书编号", 40).Required()],
                Done = CertifyAsync,
            },
            new("renew", "复核延期", Edit)
            {
                Consequence = "复核合格的，有效期再延一期；课程不够的不能延",
                Fields = [Field.Date("renewed_on", "复核日期").Required().Past()],
                Done = async (db, deed, stop) =>
                {
                    var terms = (await RuleSettings.ReadAsync(db, stop)).For(WorkerRules.Renewal, deed.LocalityPath, Clock.Today);
                    if (await db.FirstAsync<(string? Grade, DateOnly? Ended, int Courses, bool Practice, DateOnly? Until)?>("select grade, ended_on, courses, has_practice, valid_until from party_worker where id = @Id for update", new { deed.Id }, stop) is not { Ended: null } one) return "已经离岗";
                    if (one.Grade is null || one.Until is not { } until) return "还没有认证";
                    if (!one.Practice) return "实践考核没有合格";
                    if (one.Courses < terms.Int("courses")) return $"课程 {one.Courses} 门，复核要求 {terms.Int("courses")} 门";
                    if (until >= deed.Day("renewed_on")!.Value.AddDays(terms.Int("ahead"))) return $"有效期至 {Dates.Format(until)}，离到期还有 {terms.Int("ahead")} 天以上";
                    await db.ExecuteAsync("update party_worker set valid_until = (greatest(valid_until, @on) + make_interval(years => @years))::date, version = version + 1 where id = @Id", new { deed.Id, on = deed.Day("renewed_on"), years = terms.Int("years") }, stop);
                    return null;
                },
            },
        ],
    };

    static async Task<string?> CertifyAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        var (grade, on) = (deed.Text("grade")!, deed.Day("certified_on")!.Value);
        if (await db.FirstAsync<(DateOnly BeganOn, int Courses, int? Score, bool Practice)?>("select began_on, courses, score, has_practice from party_worker where id = @Id and ended_on is null", new { deed.Id }, stop) is not { } one) return "已经离岗";
        var settings = await RuleSettings.ReadAsync(db, stop);
        var rule = WorkerRules.Certified[grade];
        var finding = rule.Check(new() { BeganOn = one.BeganOn, CertifiedOn = on, Courses = one.Courses, Score = one.Score ?? 0, HasPractice = one.Practice }, settings.For(rule, deed.LocalityPath, on));
        if (finding.IsBroken) return $"不够{Grades.NameOf(grade)}的条件：{finding.Words}";
        var years = settings.For(WorkerRules.Renewal, deed.LocalityPath, on).Int("years");
        if (await db.FirstAsync<bool>("select exists (select from party_worker where certificate_no = @no and id <> @Id and removed_at is null)", new { deed.Id, no = deed.Text("certificate_no") }, stop)) return $"证书编号 {deed.Text("certificate_no")} 已经用过";
        return await db.ExecuteAsync("update party_worker set grade = @grade, certified_on = @on, certificate_no = @no, valid_until = (@on::date + make_interval(years => @years))::date, version = version + 1 where id = @Id and coalesce(grade < @grade, true)", new { deed.Id, grade, on, years, no = deed.Text("certificate_no") }, stop) == 0 ? "已有这一级或更高的认证" : null;
    }

    public static readonly Register Needs = new()
    {
        Id = "worker-needs", Title = "党务力量配备", Noun = "配备标准", Counter = "个", Table = "worker_need", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("basis", "依据", 100).Required().Wide(), (Field.Row("organisation_id", "党组织", "organisations") with { IsRequired = true, IsListed = true }).Filter(), Field.Number("required", "应配（人）", 1, 1000).Required().Listed(), Field.Flag("is_pilot", "认证试点").Listed().FirstFilter()],
        Rules = [WorkerRules.Enough],
        Conditions = [ReadyCondition.Of(WorkerRules.Enough), new("认证试点", "is_pilot=1")],
    };

    public static readonly IReadOnlyList<Register> All = [Register, Needs];
}

public sealed record CertificateFacts
{
    [KnownAs("有效期至")] public DateOnly? ValidUntil { get; init; }
}

/// <summary>What stands against what a grade asks for.</summary>
public sealed record GradeFacts
{
    [KnownAs("从事党务自")] public DateOnly? BeganOn { get; init; }
    [KnownAs("认证日期")] public DateOnly? CertifiedOn { get; init; }
    [KnownAs("培训课程", Unit = "门")] public int? Courses { get; init; }
    [KnownAs("考试成绩", Unit = "分")] public int? Score { get; init; }
    [KnownAs("实践考核合格")] public bool? HasPractice { get; init; }
}

public sealed record StayFacts
{
    [KnownAs("从事党务自")] public DateOnly? BeganOn { get; init; }
}

public sealed record WorkerFacts
{
    [KnownAs("应配", Unit = "人")] public int? Required { get; init; }
    [KnownAs("实有", Unit = "人")] public int? Actual { get; init; }
}

public static class WorkerRules
{
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Basis Practice = Basis.Practice("基层党务工作者队伍建设办法（本地）");

    public static readonly Rule<CertificateFacts> Renewal = new()
    {
        Id = "grassroots.party-workers.renewal", Title = "资格证书到期前复核", WhenBroken = "资格证书快到期或已到期", Basis = Practice, Severity = Severity.Remind, Light = "yellow", 
        Text = "复核延期要求实践考核合格、课程够门数，在到期前若干天以内办理；每次延长一个有效期。",
        Parameters = [RuleParameter.Days("days", "提前", 90, Stricter.Free), RuleParameter.Years("years", "证书有效期", 3, Stricter.Lower), new("courses", "复核要求课程", 1, "门", Stricter.Higher), RuleParameter.Days("ahead", "到期前多少天可以复核", 180, Stricter.Free)],
        Population = new("party-workers", "select w.id, w.locality_path, w.name as title, w.valid_until from party_worker w where w.removed_at is null and w.ended_on is null and w.valid_until is not null"),
        Test = new([nameof(CertificateFacts.ValidUntil)], "valid_until - {days}::int > {day}", (f, t) => Finding.Of(f.ValidUntil!.Value.AddDays(-t.Int("days")) > t.Day, $"有效期至 {Dates.Format(f.ValidUntil.Value)}") with { Latest = f.ValidUntil }),
        Examples = [new("明年底", new() { ValidUntil = new(2027, 12, 1) }, Day, Outcome.Met), new("下月", new() { ValidUntil = new(2026, 12, 20) }, Day, Outcome.Broken)],
    };

    /// <summary>What counts as staying: asked of nobody, counted by the figure.</summary>
    public static readonly Rule<StayFacts> Stable = new()
    {
        Id = "grassroots.party-workers.stable", Title = "党务工作者队伍稳定所说的年限", WhenBroken = "从事党务的年限不够", Basis = Practice, Severity = Severity.Remind,
        Parameters = [RuleParameter.Years("years", "从事党务满", 3, Stricter.Free)],
        Test = new([nameof(StayFacts.BeganOn)], "(began_on + make_interval(years => {years}::int))::date <= {day}", (f, t) => Finding.Of(f.BeganOn!.Value.AddYears(t.Int("years")) <= t.Day, $"{Dates.Format(f.BeganOn.Value)} 起，满 {t.Int("years")} 年算稳定")),
        Examples = [new("满三年", new() { BeganOn = new(2023, 11, 21) }, Day, Outcome.Met), new("差一天", new() { BeganOn = new(2023, 11, 22) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<WorkerFacts> Enough = new()
    {
        Id = "grassroots.worker-needs.enough", Title = "配齐配强党务工作力量", WhenBroken = "党务力量没有配齐", Basis = Practice, Severity = Severity.Remind, Light = "yellow",
        Population = new("worker-needs", "select n.id, n.locality_path, n.basis as title, n.required, (select count(*)::int from party_worker w where w.organisation_id = n.organisation_id and w.removed_at is null and w.ended_on is null) as actual from worker_need n where n.removed_at is null"),
        Test = new([nameof(WorkerFacts.Required), nameof(WorkerFacts.Actual)], "actual >= required", (f, _) => Finding.Of(f.Actual >= f.Required, $"应配 {f.Required} 人，实有 {f.Actual} 人")),
        Examples = [new("够", new() { Required = 2, Actual = 2 }, Day, Outcome.Met), new("少一人", new() { Required = 2, Actual = 1 }, Day, Outcome.Broken)],
    };

    static Rule<GradeFacts> Grade(string name, string title, int years, int courses, int score) => new()
    {
        Id = "grassroots.party-workers." + name, Title = $"基层党务工作者{title}认证条件", WhenBroken = $"不够{title}认证的条件", Basis = Practice, Severity = Severity.Refuse,
        Parameters = [RuleParameter.Years("years", "从事党务满", years, Stricter.Higher), new("courses", "培训课程", courses, "门", Stricter.Higher), new("score", "考试成绩", score, "分", Stricter.Higher) { Max = 100 }],
        Test = new([nameof(GradeFacts.BeganOn), nameof(GradeFacts.CertifiedOn), nameof(GradeFacts.Courses), nameof(GradeFacts.Score), nameof(GradeFacts.HasPractice)],
            "(began_on + make_interval(years => {years}::int))::date <= certified_on and courses >= {courses} and score >= {score} and has_practice", (f, t) =>
            {
                string[] lacking =
                [
                    .. f.BeganOn!.Value.AddYears(t.Int("years")) > f.CertifiedOn ? (string[])[$"从事党务要满 {t.Int("years")} 年（{Dates.Format(f.BeganOn.Value)} 起）"] : [], .. f.Courses < t["courses"] ? (string[])[$"课程要 {t["courses"]:0.##} 门，现 {f.Courses} 门"] : [],
                    .. f.Score < t["score"] ? (string[])[$"考试要 {t["score"]:0.##} 分，现 {f.Score} 分"] : [], .. f.HasPractice == true ? (string[])[] : ["实践考核没有合格"],
                ];
                return Finding.Of(lacking.Length == 0, lacking.Length == 0 ? "年限、课程、考试、实践都够" : string.Join("；", lacking));
            }),
        Examples =
        [
            new("都够", new() { BeganOn = Day.AddYears(-years), CertifiedOn = Day, Courses = courses, Score = score, HasPractice = true }, Day, Outcome.Met), new("年限差一天", new() { BeganOn = Day.AddYears(-years).AddDays(1), CertifiedOn = Day, Courses = courses, Score = score, HasPractice = true }, Day, Outcome.Broken),
            new("实践没有合格", new() { BeganOn = Day.AddYears(-years), CertifiedOn = Day, Courses = courses, Score = score, HasPractice = false }, Day, Outcome.Broken),
        ],
    };

    /// <summary>What each grade asks for, by its code.</summary>
    public static readonly IReadOnlyDictionary<string, Rule<GradeFacts>> Certified = new Dictionary<string, Rule<GradeFacts>> { ["1"] = Grade("primary", "初级", 1, 3, 60), ["2"] = Grade("middle", "中级", 3, 6, 70), ["3"] = Grade("senior", "高级", 5, 10, 80) };

    public static readonly IReadOnlyList<Rule> All = [Renewal, Stable, Enough, .. Certified.Values];
}
