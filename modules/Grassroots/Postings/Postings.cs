namespace OrgWork.Grassroots;

/// <summary>驻村选派: which villages and communities must have somebody sent, who is there and until when, how that goes, and whom one commends, talks to or calls back.</summary>
public static class Postings
{
    public const string Read = "grassroots.postings.read", Edit = "grassroots.postings.edit", Decide = "grassroots.postings.decide";

    public static readonly CodeSet Roles = new("posting_role", "担任", "关于向重点乡村持续选派驻村第一书记和工作队的意见", [new("1", "第一书记"), new("2", "工作队队长"), new("3", "工作队队员"), new("4", "社区下沉干部")]);
    public static readonly CodeSet SentBy = new("posting_level", "派出层级", "关于向重点乡村持续选派驻村第一书记和工作队的意见", [new("1", "省"), new("2", "市"), new("3", "县")]);
    public static readonly CodeSet Wanted = new("posting_wanted", "应派", "应派尽派", [new("1", "第一书记"), new("2", "社区下沉干部")]);
    public static readonly CodeSet Reasons = new("posting_reason", "列入原因", "关于向重点乡村持续选派驻村第一书记和工作队的意见", [new("1", "软弱涣散村"), new("2", "脱贫村"), new("3", "乡村振兴重点村"), new("4", "集体经济薄弱村"), new("5", "力量不足的社区"), new("9", "其他")]);
    public static readonly CodeSet Endings = new("posting_ending", "离岗原因", "本平台", [new("1", "期满"), new("2", "提前调整"), new("3", "召回")]);
    public static readonly CodeSet Cases = new("posting_case_kind", "种类", "表彰一批、约谈一批、召回一批", [new("1", "表彰"), new("2", "约谈"), new("3", "召回")]);
    static readonly CodeSet Benefits = new("posting_benefit", "种类", "驻村干部待遇保障（各地）", [new("1", "生活补助"), new("2", "通信、交通补助"), new("3", "人身意外伤害保险"), new("4", "健康体检"), new("9", "其他")]);

    static Field Village => (Field.Row("organisation_id", "村（社区）党组织", "organisations") with { IsRequired = true, IsListed = true }).Filter();

    static Register Part(string id, string title, string noun, string counter, string table, string began, params Field[] fields) =>
        new() { Id = id, Title = title, Noun = noun, Counter = counter, Table = table, ParentColumn = "posting_id", BeganColumn = began, ReadPermission = Read, WritePermission = Edit, Fields = fields };

    public static readonly Register Targets = new()
    {
        Id = "posting-targets", Title = "应选派名单", Noun = "应选派", Counter = "个", Table = "posting_target", ReadPermission = Read, WritePermission = Decide,
        Fields =
        [
            Field.Text("title", "名称", 60).Required().Wide(), Village, Field.Code("kind", "应派", Wanted).Required().Listed().FirstFilter(), Field.Code("reason", "列入原因", Reasons).Required().Listed().Filter(), Field.Date("listed_on", "列入日期").Required().Listed().Sortable().Past(), Field.Text("document_no", "文号", 60).Listed(),
            Field.Date("ended_on", "不再列入").Listed().Filter().ByDeed(), Field.Text("ended_words", "不再列入说明", 200).ByDeed(),
        ],
        Rules = [PostingRules.Posted],
        Conditions = [ReadyCondition.Of(PostingRules.Posted), new("在名单上的", "ended_on.none=1"), new("应派第一书记", "kind=1"), new("应派下沉干部", "kind=2")],
        Actions = [new("应派尽派", "grassroots/postings/overview", Read)],
        Deeds =
        [
            new("end", "不再列入", Decide)
            {
                Consequence = "从这一天起不再算应派；已经派去的人照旧",
                Fields = [Field.Date("ended_on", "日期").Required().Past(), Field.Text("ended_words", "说明", 200).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update posting_target set ended_on = @on, ended_words = @words, version = version + 1 where id = @Id and ended_on is null and listed_on <= @on", new { deed.Id, on = deed.Day("ended_on"), words = deed.Text("ended_words") }, stop) == 0 ? "已经不在名单上，或日期早于列入日期" : null,
            },
        ],
    };

    public static readonly Register Register = new()
    {
        Id = "postings", Title = "驻村选派干部", Noun = "选派", Counter = "人", Table = "posting", ReadPermission = Read, WritePermission = Edit, EndedColumn = "ended_on",
        Fields =
        [
            Field.Name(), Field.Text("unit", "派出单位", 60).Required().Listed().Filter(), Field.Code("level", "派出层级", SentBy).Required().Listed().FirstFilter(), Village, Field.Code("role", "担任", Roles).Required().Listed().FirstFilter(),
            Field.Date("began_on", "到岗日期").Required().Listed().Filter().Past(), Field.Date("due_on", "期满日期").Required().Listed().Filter().Sortable(), Field.Text("document_no", "选派文号", 60), Field.Row("replaces_id", "接替", "postings").Hinted("接替前一任的，选前一任"), Field.LongText("remark", "备注", 500),
            Field.Date("ended_on", "离岗日期").Filter().ByDeed(), Field.Code("ended_kind", "离岗原因", Endings).Filter().ByDeed(), Field.Text("ended_words", "离岗说明", 200).ByDeed(),
        ],
        Rules = [PostingRules.LongEnough, PostingRules.Ending, PostingRules.There],
        Conditions = [ReadyCondition.Of(PostingRules.Ending), ReadyCondition.Of(PostingRules.There), ReadyCondition.Of(PostingRules.LongEnough), new("第一书记", "role=1"), new("社区下沉干部", "role=4"), new("省派", "level=1"), new("召回的", "ended_on.from=1900.01.01&ended_kind=3"), new("已离岗", "ended_on.from=1900.01.01")],
        Actions = [new("应派尽派", "grassroots/postings/overview", Read)],
        Children =
        [
            Part("months", "驻村月报", "月报", "个月", "posting_month", "month", Field.Month("month", "月份").Required().Listed(), Field.Number("days", "驻村天数", 0, 31).Required().Listed(), Field.LongText("plan", "月计划", 500).Required(), Field.LongText("summary", "月小结", 500)),
            Part("leaves", "请假", "请假", "次", "posting_leave", "began_on", Field.Date("began_on", "起").Required().Listed(), Field.Date("ended_on", "止").Required().Listed(), Field.Text("reason", "事由", 100).Required().Listed(), Field.Text("approved_by", "批准人", 36).Required().Listed(), Field.Date("back_on", "销假日期").Listed().Past()),
            Part("diary", "工作日记", "日记", "篇", "posting_diary", "done_on", Field.Date("done_on", "日期").Required().Listed().Past(), Field.LongText("words", "做了什么", 500).Required().Listed()),
            Part("checks", "抽查", "抽查", "次", "posting_check", "checked_on", Field.Date("checked_on", "抽查日期").Required().Listed().Past(), Field.Text("checker", "抽查人", 36).Required().Listed(), Field.Flag("is_there", "在岗").Listed(), Field.Text("words", "情况", 200).Listed()),
            Part("trainings", "培训", "培训", "次", "posting_training", "began_on", Field.Text("title", "培训班", 100).Required().Listed(), Field.Date("began_on", "开班日期").Required().Listed().Past(), Field.Number("hours", "学时", 1, 1000).Required().Listed(), Field.Text("held_by", "举办单位", 60).Listed()),
            Part("benefits", "补助和保险", "补助", "笔", "posting_benefit", "paid_on", Field.Code("kind", "种类", Benefits).Required().Listed(), Field.Text("period", "所属期间", 40).Required().Listed().Hinted("如 2026 年上半年"), Field.Number("amount", "金额（元）", 1, 1000000).Required().Listed(), Field.Date("paid_on", "发放（办理）日期").Required().Listed().Past()),
            new() { Id = "cases", Title = "表彰、约谈、召回", Noun = "记录", Counter = "件", Table = "posting_case", ParentColumn = "posting_id", BeganColumn = "decided_on", IsLedger = true, RowPath = "grassroots/posting-cases", ReadPermission = Read, WritePermission = Decide, Fields = CaseFields },
        ],
        Deeds =
        [
            new("end", "期满、调整离岗", Edit)
            {
                Consequence = "这一天离岗，村里不再算有人；名单上还要派人的列入空缺",
                Fields = [Field.Date("ended_on", "离岗日期").Required().Past(), Field.Flag("is_early", "没有期满，提前调整"), Field.Text("ended_words", "说明", 200).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update posting set ended_on = @on, ended_kind = @kind, ended_words = @words, version = version + 1 where id = @Id and ended_on is null and began_on <= @on and (@kind = '2' or due_on <= @on)", new { deed.Id, on = deed.Day("ended_on"), kind = deed.Values.GetValueOrDefault("is_early") is true ? "2" : "1", words = deed.Text("ended_words") }, stop) == 0
                    ? "已经离岗、日期早于到岗，或没有期满；没有期满的勾“提前调整”" : null,
            },
            Found("commend", "表彰", "1", "记入表彰，进本年按派出层级的统计"),
            Found("warn", "约谈", "2", "记入约谈，进本年按派出层级的统计"),
            new("recall", "召回", Decide)
            {
                Consequence = "这一天离岗，记入召回，同时交办补派：派去的人登记进来，补派任务就完成",
                Fields = [.. Asked, Field.Text("owner", "补派责任人", 36).Required(), Field.Date("due_on", "补派期限").Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("decided_on"), reason = deed.Text("reason"), owner = deed.Text("owner"), due = deed.Day("due_on") };
                    if (args.due < args.on) return "补派期限早于召回日期";
                    if (await db.ExecuteAsync("update posting set ended_on = @on, ended_kind = '3', ended_words = left(@reason, 200), version = version + 1 where id = @Id and ended_on is null and began_on <= @on", args, stop) == 0) return "已经离岗，或日期早于到岗日期";
                    await WriteAsync(db, deed, "3", stop);
                    await db.ExecuteAsync("insert into posting_task (locality_path, rank_order, title, posting_id, organisation_id, role, owner, given_on, due_on, created_by, changed_by) select p.locality_path, -(@on::date - date '2000-01-01'), left('接替' || p.name, 60), p.id, p.organisation_id, p.role, @owner, @on, @due, org.actor(), org.actor() from posting p where p.id = @Id", args, stop);
                    return null;
                },
            },
        ],
    };

    static Field[] CaseFields => [Field.Code("kind", "种类", Cases).Required().Listed().FirstFilter(), Field.Text("reason", "事由", 300).Required().Wide(), Field.Text("decider", "决定机关（人）", 60).Required().Listed().Filter(), Field.Date("decided_on", "决定日期").Required().Listed().FirstFilter().Sortable(), Field.Text("document_no", "文号", 60).Listed()];
    static Field[] Asked => [Field.Text("reason", "事由", 300).Required(), Field.Text("decider", "决定机关（人）", 60).Required(), Field.Date("decided_on", "决定日期").Required().Past(), Field.Text("document_no", "文号", 60)];

    static RegisterDeed Found(string id, string title, string kind, string consequence) => new(id, title, Decide)
    {
        Consequence = consequence, Fields = Asked,
        Done = async (db, deed, stop) => await WriteAsync(db, deed, kind, stop) == 0 ? "决定日期早于到岗日期" : null,
    };

    static Task<int> WriteAsync(Db db, RowDeed deed, string kind, CancellationToken stop) =>
        db.ExecuteAsync("insert into posting_case (locality_path, rank_order, title, posting_id, organisation_id, kind, level, reason, decider, decided_on, document_no, created_by, changed_by) select p.locality_path, -(@on::date - date '2000-01-01'), p.name, p.id, p.organisation_id, @kind, p.level, @reason, @decider, @on, nullif(@no, ''), org.actor(), org.actor() from posting p where p.id = @Id and p.began_on <= @on", new { deed.Id, kind, on = deed.Day("decided_on"), reason = deed.Text("reason"), decider = deed.Text("decider"), no = deed.Text("document_no") }, stop);

    public static readonly Register Ledger = new()
    {
        Id = "posting-cases", Title = "驻村干部表彰、约谈、召回", Noun = "记录", Counter = "件", Table = "posting_case", IsLedger = true, ReadPermission = Read, WritePermission = Decide,
        Fields = [Field.Text("title", "姓名", 36).Listed(), Village, Field.Code("level", "派出层级", SentBy).Listed().FirstFilter(), .. CaseFields, Field.Row("posting_id", "选派", "postings")],
        Conditions = [new("表彰", "kind=1"), new("约谈", "kind=2"), new("召回", "kind=3")],
    };

    public static readonly Register Tasks = new()
    {
        Id = "posting-tasks", Title = "补派任务", Noun = "补派任务", Counter = "项", Table = "posting_task", IsLedger = true, ReadPermission = Read, WritePermission = Decide,
        Fields =
        [
            Field.Text("title", "补派", 60).Listed(), Village, Field.Code("role", "担任", Roles).Listed().Filter(), Field.Text("owner", "责任人", 36).Listed().Filter(), Field.Date("given_on", "交办日期").Listed(), Field.Date("due_on", "补派期限").Listed().Filter().Sortable(), Field.Row("filled_id", "补派人选", "postings").Listed(), Field.Date("done_on", "到岗日期").Listed().Filter(), Field.Row("posting_id", "补谁的缺", "postings"),
        ],
        Rules = [PostingRules.Filled],
        Conditions = [ReadyCondition.Of(PostingRules.Filled), new("没有补派", "done_on.none=1"), new("已补派", "done_on.from=1900.01.01")],
    };

    public static readonly IReadOnlyList<Register> All = [Targets, Register, Ledger, Tasks];
}

public sealed record PostingFacts
{
    [KnownAs("到岗日期")] public DateOnly? BeganOn { get; init; }
    [KnownAs("期满日期")] public DateOnly? DueOn { get; init; }
    [KnownAs("已定接替")] public bool? HasNext { get; init; }
    [KnownAs("上月驻村", Unit = "天")] public int? Days { get; init; }
    [KnownAs("整月在岗")] public bool? IsWhole { get; init; }
}

public sealed record TargetFacts
{
    [KnownAs("在岗", Unit = "人")] public int? People { get; init; }
}

public sealed record PostingTaskFacts
{
    [KnownAs("补派期限")] public DateOnly? DueOn { get; init; }
    [KnownAs("到岗日期")] public DateOnly? DoneOn { get; init; }
}

/// <summary>应派尽派, two years at least, so many days of a month in the village.</summary>
public static class PostingRules
{
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Basis Sending = Basis.Practice("关于向重点乡村持续选派驻村第一书记和工作队的意见"), Managing = Basis.Practice("驻村干部管理办法（各地）");

    /// <summary>The month before a day's.</summary>
    const string LastMonth = "(date_trunc('month', {day}::date) - interval '1 month')::date";

    static readonly Population Postings = new("postings", $"""
        select p.id, p.locality_path, p.name as title, p.began_on, p.due_on, exists (select from posting n where n.replaces_id = p.id and n.removed_at is null) as has_next, p.began_on <= {LastMonth} as is_whole,
               (select coalesce(sum(m.days), 0)::int from posting_month m where m.posting_id = p.id and m.removed_at is null and m.month = {LastMonth}) as days
        from posting p where p.removed_at is null and p.ended_on is null
        """);

    public static readonly Rule<PostingFacts> LongEnough = new()
    {
        Id = "grassroots.postings.long-enough", Title = "驻村任期不少于规定年限", WhenBroken = "任期不足规定年限", Basis = Sending, Severity = Severity.Remind, Population = Postings, Parameters = [RuleParameter.Months("months", "任期至少", 24, Stricter.Higher)],
        Test = new([nameof(PostingFacts.BeganOn), nameof(PostingFacts.DueOn)], "due_on >= began_on + make_interval(months => {months}::int)", (f, t) => Finding.Of(f.DueOn >= f.BeganOn!.Value.AddMonths(t.Int("months")), $"{Dates.Format(f.BeganOn.Value)} 到 {Dates.Format(f.DueOn!.Value)}；至少 {t.Int("months")} 个月")),
        Examples = [new("两年", new() { BeganOn = new(2026, 5, 1), DueOn = new(2028, 5, 1) }, Day, Outcome.Met), new("一年", new() { BeganOn = new(2026, 5, 1), DueOn = new(2027, 5, 1) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<PostingFacts> Ending = new()
    {
        Id = "grassroots.postings.ending", Title = "期满前定好接替", WhenBroken = "快要期满没有定接替", Basis = Sending, Severity = Severity.Remind, Light = "yellow", Population = Postings, Parameters = [RuleParameter.Days("days", "提前", 90, Stricter.Higher)],
        Test = new([nameof(PostingFacts.DueOn)], "has_next is true or due_on - {days}::int > {day}", (f, t) => Finding.Of(f.HasNext is true || f.DueOn!.Value.AddDays(-t.Int("days")) > t.Day, f.HasNext is true ? "已定接替" : $"{Dates.Format(f.DueOn!.Value)} 期满")),
        Examples = [new("还早", new() { DueOn = new(2027, 11, 1), HasNext = false }, Day, Outcome.Met), new("下月期满", new() { DueOn = new(2026, 12, 20), HasNext = false }, Day, Outcome.Broken), new("有人接替", new() { DueOn = new(2026, 12, 20), HasNext = true }, Day, Outcome.Met)],
    };

    public static readonly Rule<PostingFacts> There = new()
    {
        Id = "grassroots.postings.there", Title = "每月驻村够天数", WhenBroken = "上月驻村天数不够", Basis = Managing, Severity = Severity.Remind, Light = "yellow", Population = Postings, Parameters = [RuleParameter.Days("least", "每月至少驻村", 20, Stricter.Higher)],
        Test = new RuleTest<PostingFacts>([nameof(PostingFacts.Days)], "days >= {least}::int", (f, t) => Finding.Of(f.Days >= t.Int("least"), $"上月 {f.Days} 天；至少 {t.Int("least")} 天")).For(f => f.IsWhole, "is_whole", "上月初还没有到岗"),
        Examples = [new("够", new() { IsWhole = true, Days = 21 }, Day, Outcome.Met), new("没有报", new() { IsWhole = true, Days = 0 }, Day, Outcome.Broken), new("刚到", new() { IsWhole = false, Days = 0 }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<TargetFacts> Posted = new()
    {
        Id = "grassroots.posting-targets.posted", Title = "应派尽派", WhenBroken = "应派没有派", Basis = Sending, Severity = Severity.Remind, Light = "red",
        Population = new("posting-targets", "select t.id, t.locality_path, t.title, (select count(*)::int from posting p where p.organisation_id = t.organisation_id and p.role = case t.kind when '1' then '1' else '4' end and p.removed_at is null and p.ended_on is null and p.began_on <= {day}) as people from posting_target t where t.removed_at is null and t.ended_on is null"),
        Test = new([nameof(TargetFacts.People)], "people > 0", (f, _) => Finding.Of(f.People > 0, $"在岗 {f.People} 人")),
        Examples = [new("有人", new() { People = 1 }, Day, Outcome.Met), new("没有人", new() { People = 0 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<PostingTaskFacts> Filled = new()
    {
        Id = "grassroots.posting-tasks.filled", Title = "召回后按期补派", WhenBroken = "超过期限没有补派", Basis = Managing, Severity = Severity.Remind, Light = "red",
        Population = new("posting-tasks", "select t.id, t.locality_path, t.title, t.due_on, t.done_on from posting_task t where t.removed_at is null"),
        Test = new([nameof(PostingTaskFacts.DueOn)], "done_on is not null or due_on >= {day}", (f, t) => Finding.Of(f.DoneOn is not null || f.DueOn >= t.Day, f.DoneOn is { } on ? $"{Dates.Format(on)} 到岗" : $"期限 {Dates.Format(f.DueOn!.Value)}") with { Latest = f.DueOn }),
        Examples = [new("期限未到", new() { DueOn = new(2026, 12, 1) }, Day, Outcome.Met), new("超期", new() { DueOn = new(2026, 11, 1) }, Day, Outcome.Broken), new("已到岗", new() { DueOn = new(2026, 11, 1), DoneOn = new(2026, 11, 5) }, Day, Outcome.Met)],
    };

    public static readonly IReadOnlyList<Rule> All = [LongEnough, Ending, There, Posted, Filled];
}
