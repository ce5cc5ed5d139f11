namespace OrgWork.Grassroots;

/// <summary>检视问题整改: whatever was found, with its measure, its owner and its day; struck off by somebody else than who asked, and looked at again.</summary>
public static class PartyProblems
{
    public const string Read = "grassroots.problems.read", Edit = "grassroots.problems.edit", Accept = "grassroots.problems.accept";

    public static readonly CodeSet Sources = new("problem_source", "来源", "本平台", [new("1", "领导班子检视"), new("2", "支部查摆"), new("3", "个人检视"), new("4", "政治体检"), new("5", "组织生活督查"), new("6", "专项整治"), new("7", "薄弱领域排查"), new("8", "上级反馈")]);
    public static readonly CodeSet States = new("problem_state", "状态", "本平台", [new("1", "未整改"), new("2", "整改中"), new("3", "待验收"), new("4", "已销号"), new("5", "已巩固")]);
    public static readonly CodeSet WeakKinds = new("weak_kind", "薄弱领域", "本平台（各地可另定）", [new("1", "非公有制企业"), new("2", "社会组织"), new("3", "城乡结合部"), new("4", "流动人口聚集地"), new("5", "新业态、新就业群体"), new("9", "其他")]);
    static readonly CodeSet Results = new("problem_acceptance", "验收结论", "本平台", [new("1", "同意销号"), new("2", "退回再改")]);
    static readonly CodeSet Rechecks = new("problem_recheck", "复查结论", "本平台", [new("1", "已巩固"), new("2", "反弹，重新整改")]);

    public static readonly Register Register = new()
    {
        Id = "problems", Title = "问题整改台账", Noun = "问题", Counter = "个", Table = "problem", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("words", "问题", 300).Required().Wide(), Field.Text("number", "编号", 20).Listed(), Field.Code("source", "来源", Sources).Required().Listed().FirstFilter(), Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(),
            Field.Row("organisation_id", "党组织", "organisations").Listed().Filter(), Field.Text("campaign", "教育活动、专项整治", 60).Filter(), Field.Date("found_on", "发现日期").Required().Filter().Sortable().Past(), Field.LongText("measures", "整改措施", 1000).Required(), Field.Text("owner", "责任人", 36).Required().Listed(), Field.Date("due_on", "整改期限").Required().Listed().Filter().Sortable(),
            Field.Row("meeting_id", "查出的会议", "meetings"), Field.Row("inspection_id", "查出的督查", "inspections"),
            Field.Code("weak_kind", "薄弱领域", WeakKinds).Filter().In("薄弱领域").Hinted("来源是薄弱领域排查的填写"), Field.Text("place", "地点", 100).In("薄弱领域"), Field.Number("people", "人口（单位）数").In("薄弱领域"), Field.Flag("has_organisation", "有党组织").Filter().In("薄弱领域"),
            Field.LongText("progress", "整改进展", 2000).ByDeed().In("办理"), Field.Date("applied_on", "申请销号").ByDeed().In("办理"), Field.Text("applied_name", "申请人").ByDeed().In("办理"), Field.LongText("evidence", "整改证明", 2000).ByDeed().In("办理"), Field.Text("returned_words", "退回意见", 300).ByDeed().In("办理"),
            Field.Date("closed_on", "销号日期").Filter().ByDeed().In("办理"), Field.Text("accepted_name", "验收人").ByDeed().In("办理"), Field.Date("recheck_on", "应复查").Filter().ByDeed().In("办理"), Field.Date("rechecked_on", "复查日期").ByDeed().In("办理"), Field.Text("recheck_words", "复查情况", 300).ByDeed().In("办理"), Field.Number("reopened", "反弹次数").ByDeed().In("办理"),
        ],
        Rules = [ProblemRules.InTime, ProblemRules.Recheck],
        Conditions = [ReadyCondition.Of(ProblemRules.InTime), ReadyCondition.Of(ProblemRules.Recheck), new("待验收", "state=3") { Light = "yellow" }, new("未销号", "state=1,2,3"), new("已销号", "state=4,5"), new("薄弱领域", "source=7"), new("反弹过的", "reopened.from=1")],
        Deeds =
        [
            new("progress", "记整改进展", Edit)
            {
                Consequence = "状态记为整改中，进展写在原来的后面，注明日期",
                Fields = [Field.LongText("progress", "做了什么", 500).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update problem set state = '2', progress = concat_ws(E'\\n', progress, to_char(@today, 'YYYY.MM.DD') || '　' || @words), version = version + 1 where id = @Id and state in ('1', '2')", new { deed.Id, words = deed.Text("progress"), today = Clock.Today }, stop) == 0 ? "已经申请销号或已销号" : null,
            },
            new("apply", "申请销号", Edit)
            {
                Consequence = "交上级或另一个人验收；验收以前仍算未销号",
                Fields = [Field.LongText("evidence", "整改证明", 1000).Required().Hinted("做了什么、结果怎样、材料在哪里；扫描件传到这条记录的附件")],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update problem set state = '3', evidence = @words, applied_on = @today, applied_by = @by, applied_name = @By, returned_words = null, version = version + 1 where id = @Id and state in ('1', '2')", new { deed.Id, words = deed.Text("evidence"), today = Clock.Today, by = db.Actor.Id, deed.By }, stop) == 0 ? "已经申请销号或已销号" : null,
            },
            new("accept", "验收", Accept)
            {
                Consequence = "同意的即销号，到时候还要复查；退回的回到整改中。申请人自己不能验收",
                Fields = [Field.Code("result", "结论", Results).Required(), Field.Text("words", "意见", 300).Hinted("退回的必填"), Field.Date("recheck_on", "何时复查").Hinted("不填即按规则里的间隔")],
                Done = async (db, deed, stop) =>
                {
                    var (isOut, words) = (deed.Text("result") == "2", deed.Text("words"));
                    if (isOut && string.IsNullOrWhiteSpace(words)) return "退回的请写明哪里没有改到位";
                    if (await db.FirstAsync<Guid?>("select applied_by from problem where id = @Id and state = '3'", new { deed.Id }, stop) is not { } applicant) return "还没有申请销号";
                    if (applicant == db.Actor.Id) return "是您自己申请销号的，请由别人验收";
                    if (deed.Day("recheck_on") is { } early && early <= Clock.Today) return "复查日期应在今天以后";
                    var months = (await RuleSettings.ReadAsync(db, stop)).For(ProblemRules.Recheck, deed.LocalityPath, Clock.Today).Int("months");
                    return await db.ExecuteAsync(isOut ? "update problem set state = '2', returned_words = @words, version = version + 1 where id = @Id and state = '3'"
                        : "update problem set state = '4', closed_on = @today, accepted_name = @By, recheck_on = coalesce(@recheck, (@today::date + make_interval(months => @months))::date), version = version + 1 where id = @Id and state = '3'", new { deed.Id, words, today = Clock.Today, deed.By, months, recheck = deed.Day("recheck_on") }, stop) == 0 ? "已经验收过" : null;
                },
            },
            new("recheck", "复查", Accept)
            {
                Consequence = "巩固的归档；反弹的重新整改，要写新的期限，次数记下来",
                Fields = [Field.Code("result", "结论", Rechecks).Required(), Field.Text("words", "情况", 300).Required(), Field.Date("due_on", "新的期限").Hinted("反弹的必填")],
                Done = async (db, deed, stop) =>
                {
                    var back = deed.Text("result") == "2";
                    if (back && (deed.Day("due_on") is not { } due || due <= Clock.Today)) return "反弹的要有今天以后的新期限";
                    return await db.ExecuteAsync(back
                        ? "update problem set state = '1', due_on = @due, reopened = reopened + 1, rechecked_on = @today, recheck_words = @words, closed_on = null, accepted_name = null, evidence = null, applied_on = null, applied_by = null, applied_name = null, recheck_on = null, version = version + 1 where id = @Id and state in ('4', '5')"
                        : "update problem set state = '5', rechecked_on = @today, recheck_words = @words, recheck_on = null, version = version + 1 where id = @Id and state = '4'", new { deed.Id, today = Clock.Today, words = deed.Text("words"), due = deed.Day("due_on") }, stop) == 0 ? "还没有销号，或已经复查过" : null;
                },
            },
        ],
    };

    public static readonly Register Inspections = new()
    {
        Id = "inspections", Title = "组织生活督查", Noun = "督查", Counter = "次", Table = "inspection", ReadPermission = Read, WritePermission = Accept,
        Fields =
        [
            Field.Text("batch", "批次", 60).Required().Wide(), (Field.Row("organisation_id", "受检党组织", "organisations") with { IsRequired = true, IsListed = true }).Filter(), Field.Code("drawn", "方式", new("inspection_drawn", "方式", "本平台", [new("1", "随机抽取"), new("2", "计划安排")])).Required().Listed().FirstFilter().DefaultsTo("2"),
            Field.Date("planned_on", "计划日期").Required().Listed().Filter().Sortable(), Field.Text("inspectors", "检查人", 100).Listed(), Field.Date("inspected_on", "检查日期").Listed().Filter().ByDeed(), Field.Flag("is_true", "记录真实").Filter().Listed().ByDeed(), Field.Flag("is_complete", "记录完整").Filter().Listed().ByDeed(), Field.Flag("is_on_time", "按时开展").Filter().Listed().ByDeed(), Field.Number("found", "发现问题").Listed().Filter().ByDeed(), Field.LongText("remark", "检查情况", 1000),
        ],
        Rules = [ProblemRules.Inspected],
        Actions = [new("抽签", "grassroots/problems/draw", Read)],
        Conditions = [ReadyCondition.Of(ProblemRules.Inspected), new("还没有检查", "inspected_on.none=1"), new("查出问题的", "found.from=1")],
        Deeds =
        [
            new("inspect", "登记检查结果", Accept)
            {
                Consequence = "发现的问题一行一个，都列入问题整改台账，通知受检支部限期整改",
                Fields = [Field.Date("inspected_on", "检查日期").Required().Past(), Field.Flag("is_true", "记录真实"), Field.Flag("is_complete", "记录完整"), Field.Flag("is_on_time", "按时开展"), Field.Text("inspectors", "检查人", 100).Required(), Field.LongText("problems", "发现的问题", 2000).Hinted("一行一个；没有就空着"), Field.Date("due_on", "整改期限").Hinted("有问题的必填"), Field.Text("owner", "整改责任人", 36).Hinted("不填即支部书记")],
                Done = async (db, deed, stop) =>
                {
                    string[] lines = [.. (deed.Text("problems") ?? "").Split('\n').Select(line => line.Trim()).Where(line => line != "")];
                    bool Yes(string column) => deed.Values.GetValueOrDefault(column) is true;
                    if (lines.Length > 0 && (deed.Day("due_on") is not { } due || due < deed.Day("inspected_on"))) return "有问题的要有整改期限，不早于检查日期";
                    if (lines.Length == 0 && !(Yes("is_true") && Yes("is_complete") && Yes("is_on_time"))) return "有一项不合格，请写明发现的问题";
                    if (await db.ExecuteAsync("update inspection set inspected_on = @on, is_true = @t, is_complete = @c, is_on_time = @o, inspectors = @who, found = @n, version = version + 1 where id = @Id and inspected_on is null", new { deed.Id, on = deed.Day("inspected_on"), t = Yes("is_true"), c = Yes("is_complete"), o = Yes("is_on_time"), who = deed.Text("inspectors"), n = lines.Length }, stop) == 0) return "已经登记过结果";
                    await db.ExecuteAsync("""
                        insert into problem (locality_path, rank_order, words, source, organisation_id, inspection_id, found_on, measures, owner, due_on, created_by, changed_by)
                        select i.locality_path, -(i.inspected_on - date '2000-01-01'), left(w, 300), '5', i.organisation_id, i.id, i.inspected_on, '按督查意见整改', coalesce(@owner, o.secretary, '支部书记'), @due, org.actor(), org.actor()
                        from inspection i join organisation o on o.id = i.organisation_id, unnest(@lines) w where i.id = @Id
                        """, new { deed.Id, lines, owner = deed.Text("owner") is { Length: > 0 } named ? named : null, due = deed.Day("due_on") }, stop);
                    return null;
                },
            },
        ],
    };
}

public sealed record ProblemFacts
{
    [KnownAs("状态")] public string? State { get; init; }
    [KnownAs("整改期限")] public DateOnly? DueOn { get; init; }
    [KnownAs("销号日期")] public DateOnly? ClosedOn { get; init; }
    [KnownAs("应复查")] public DateOnly? RecheckOn { get; init; }
}

public sealed record DrawFacts
{
    [KnownAs("上一次抽签")] public DateOnly? LastOn { get; init; }
    [KnownAs("写明重抽理由")] public bool? HasReason { get; init; }
}

public sealed record InspectionFacts
{
    [KnownAs("计划日期")] public DateOnly? PlannedOn { get; init; }
    [KnownAs("检查日期")] public DateOnly? InspectedOn { get; init; }
}

public static class ProblemRules
{
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Population Problems = new("problems", "select p.id, p.locality_path, p.words as title, p.state, p.due_on, p.closed_on, p.recheck_on from problem p where p.removed_at is null");

    public static readonly Rule<ProblemFacts> InTime = new()
    {
        Id = "grassroots.problems.in-time", Title = "检视出的问题按期整改销号", WhenBroken = "整改超期", Basis = Basis.Practice("检视问题整改工作安排"), Severity = Severity.Remind, Light = "red", Population = Problems,
        Test = new RuleTest<ProblemFacts>([nameof(ProblemFacts.DueOn)], "due_on >= {day}", (f, t) => Finding.Of(f.DueOn >= t.Day, $"期限 {Dates.Format(f.DueOn!.Value)}；截至 {Dates.Format(t.Day)}") with { Latest = f.DueOn }).For(f => f.State is null ? null : f.State is "1" or "2" or "3", "state in ('1', '2', '3')", "已销号"),
        Examples = [new("没有到期", new() { State = "2", DueOn = new(2026, 12, 1) }, Day, Outcome.Met), new("过期", new() { State = "1", DueOn = new(2026, 11, 1) }, Day, Outcome.Broken), new("销了号", new() { State = "4", DueOn = new(2026, 11, 1) }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<ProblemFacts> Recheck = new()
    {
        Id = "grassroots.problems.recheck", Title = "销号的问题到时候复查", WhenBroken = "销号问题到了复查的日子", Basis = Basis.Practice("检视问题整改工作安排"), Severity = Severity.Remind, Light = "yellow", Population = Problems,
        Text = "销号时没有写复查日期的，从销号日期起算。", Parameters = [RuleParameter.Months("months", "销号后", 6, Stricter.Lower)],
        Test = new RuleTest<ProblemFacts>([nameof(ProblemFacts.ClosedOn)], "coalesce(recheck_on, (closed_on + make_interval(months => {months}::int))::date) > {day}", (f, t) =>
        {
            var on = f.RecheckOn ?? f.ClosedOn!.Value.AddMonths(t.Int("months"));
            return Finding.Of(on > t.Day, $"应复查 {Dates.Format(on)}");
        }).For(f => f.State is null ? null : f.State == "4", "state = '4'", "没有销号或已复查"),
        Examples = [new("明年", new() { State = "4", ClosedOn = new(2026, 7, 1), RecheckOn = new(2027, 1, 1) }, Day, Outcome.Met), new("到了", new() { State = "4", ClosedOn = new(2026, 7, 1), RecheckOn = new(2026, 11, 20) }, Day, Outcome.Broken), new("没有写日期，销号满六个月", new() { State = "4", ClosedOn = new(2026, 5, 1) }, Day, Outcome.Broken), new("已巩固", new() { State = "5" }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<InspectionFacts> Inspected = new()
    {
        Id = "grassroots.inspections.held", Title = "安排了的督查按时去", WhenBroken = "督查过了计划日期没有登记结果", Basis = Basis.Practice("党内政治生活督查安排"), Severity = Severity.Remind, Light = "yellow",
        Population = new("inspections", "select i.id, i.locality_path, i.batch as title, i.planned_on, i.inspected_on from inspection i where i.removed_at is null"),
        Parameters = [RuleParameter.Days("days", "计划日期后", 7, Stricter.Lower)],
        Test = new([nameof(InspectionFacts.PlannedOn)], "inspected_on is not null or planned_on + {days}::int >= {day}", (f, t) => Finding.Of(f.InspectedOn is not null || f.PlannedOn!.Value.AddDays(t.Int("days")) >= t.Day, $"计划 {Dates.Format(f.PlannedOn!.Value)}；{(f.InspectedOn is { } on ? $"{Dates.Format(on)} 已检查" : "没有结果")}")),
        Examples = [new("去了", new() { PlannedOn = new(2026, 10, 1), InspectedOn = new(2026, 10, 3) }, Day, Outcome.Met), new("没有去", new() { PlannedOn = new(2026, 10, 1) }, Day, Outcome.Broken)],
    };

    /// <summary>Who may draw as often as they like draws until it suits.</summary>
    public static readonly Rule<DrawFacts> DrawnOnce = new()
    {
        Id = "grassroots.inspections.drawn-once", Title = "一次督查只抽一次签，再抽要写明理由", WhenBroken = "刚抽过签，再抽没有理由", Basis = Basis.Practice("党内政治生活督查安排"), Severity = Severity.Refuse,
        Text = "同一地方隔得不久再抽，算重抽；先抽到的仍要检查，抽签记录都保留。近期查过的支部不进签筒。",
        Parameters = [RuleParameter.Days("days", "多少天内再抽算重抽", 60, Stricter.Higher), RuleParameter.Days("rest", "查过的支部多少天内不再抽", 180, Stricter.Free)],
        Test = new([nameof(DrawFacts.HasReason)], "last_on is null or last_on + {days}::int < {day} or has_reason", (f, t) => Finding.Of(f.LastOn is null || f.LastOn.Value.AddDays(t.Int("days")) < t.Day || f.HasReason == true, f.LastOn is { } on ? $"{Dates.Format(on)} 抽过一次，{t.Int("days")} 天内再抽的，请写明理由" : "没有抽过")),
        Examples = [new("没有抽过", new() { HasReason = false }, Day, Outcome.Met), new("上周抽过", new() { LastOn = new(2026, 11, 14), HasReason = false }, Day, Outcome.Broken), new("上周抽过，有理由", new() { LastOn = new(2026, 11, 14), HasReason = true }, Day, Outcome.Met), new("上季度抽的", new() { LastOn = new(2026, 8, 1), HasReason = false }, Day, Outcome.Met)],
    };

    public static readonly IReadOnlyList<Rule> All = [InTime, Recheck, Inspected, DrawnOnce];
}
