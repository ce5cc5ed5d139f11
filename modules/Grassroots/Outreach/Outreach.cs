namespace OrgWork.Grassroots;

/// <summary>What organisations do beside their meetings: 党员突击队, 结对, 力量下沉, 党员代表.</summary>
public static class Outreach
{
    public const string Read = "grassroots.organisations.read", Edit = "grassroots.outreach.edit";

    public static readonly CodeSet PairKinds = new("pair_kind", "结对类别", "本平台（各地可另定）", [new("1", "机关—村"), new("2", "企业—村"), new("3", "强村—弱村"), new("4", "同类型互助"), new("5", "机关—社区"), new("9", "其他")]);
    public static readonly CodeSet DescentKinds = new("descent_kind", "类别", "力量下沉、管理下沉、服务下沉", [new("1", "人员"), new("2", "审批（管理）事项"), new("3", "服务事项")]);
    public static readonly CodeSet CongressLevels = new("congress_level", "层级", "党章", [new("1", "全国代表大会"), new("2", "省代表大会"), new("3", "市代表大会"), new("4", "县代表大会"), new("5", "乡镇代表大会")]);
    static readonly CodeSet DelegateDeeds = new("delegate_activity", "活动", "党的代表大会代表任期制", [new("1", "宣讲"), new("2", "联系党员群众"), new("3", "调研、提议"), new("4", "参加会议、评议"), new("9", "其他")]);

    static Field Organisation(string label = "党组织") => (Field.Row("organisation_id", label, "organisations") with { IsRequired = true, IsListed = true }).Filter();
    static Field Member(string column, string label, bool required = true) => Field.Row(column, label, "members") with { IsRequired = required, IsListed = true };

    static Register Part(string id, string title, string noun, string counter, string table, string parent, string began, params Field[] fields) =>
        new() { Id = id, Title = title, Noun = noun, Counter = counter, Table = table, ParentColumn = parent, BeganColumn = began == "" ? null : began, ReadPermission = Read, WritePermission = Edit, Fields = fields };

    public static readonly Register Teams = new()
    {
        Id = "teams", Title = "党员突击队", Noun = "突击队", Counter = "支", Table = "commando_team", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("name", "名称", 60).Required().Wide(), Organisation(), Field.Text("host", "企业、项目", 100).Required().Listed().Hinted("同一企业、项目写同一名称"), Field.Text("task", "任务", 200).Required(), Member("leader_id", "队长"), Field.Date("began_on", "成立日期").Required().Listed().FirstFilter().Sortable().Past(), Field.Date("ended_on", "结束日期").Listed().Filter().ByDeed(), Field.Text("summary", "成效", 300).ByDeed(),
        ],
        Rules = [OutreachRules.TeamWorks],
        Conditions = [ReadyCondition.Of(OutreachRules.TeamWorks), new("在队的", "ended_on.none=1"), new("本年成立", "began_on.from=-1y")],
        Children = [Part("members", "队员", "队员", "人", "team_member", "commando_team_id", "", Field.Row("member_id", "党员", "members").Required() with { IsListed = true }, Field.Text("part", "分工", 60).Listed()), Part("results", "成果", "成果", "项", "team_result", "commando_team_id", "done_on", Field.Date("done_on", "日期").Required().Listed().Past(), Field.Text("words", "成果", 200).Required().Listed(), Field.Text("evidence", "证明", 200).Required().Listed(), Field.Number("people", "参加人数", 1).Listed())],
        Deeds =
        [
            new("result", "记一项成果", Edit)
            {
                Consequence = "记入突击队的成果；没有证明的不记",
                Fields = [Field.Date("done_on", "日期").Required().Past(), Field.Text("words", "成果", 200).Required(), Field.Text("evidence", "证明", 200).Required().Hinted("验收单、报道、数字；扫描件传到附件"), Field.Number("people", "参加人数", 1, 10000)],
                Done = async (db, deed, stop) => await db.ExecuteAsync("insert into team_result (commando_team_id, locality_path, rank_order, done_on, words, evidence, people, created_by, changed_by) select t.id, t.locality_path, -(@on::date - date '2000-01-01'), @on, @words, @evidence, @people::int, org.actor(), org.actor() from commando_team t where t.id = @Id and t.began_on <= @on and coalesce(t.ended_on >= @on, true)", new { deed.Id, on = deed.Day("done_on"), words = deed.Text("words"), evidence = deed.Text("evidence"), people = deed.Values.GetValueOrDefault("people") }, stop) == 0 ? "日期不在突击队成立到结束之间" : null,
            },
            new("finish", "结束任务", Edit)
            {
                Consequence = "突击队到这一天为止，成效记入台账；之后不再记成果",
                Fields = [Field.Date("ended_on", "结束日期").Required().Past(), Field.Text("summary", "成效", 300).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update commando_team set ended_on = @on, summary = @words, version = version + 1 where id = @Id and ended_on is null and began_on <= @on", new { deed.Id, on = deed.Day("ended_on"), words = deed.Text("summary") }, stop) == 0 ? "已经结束，或日期早于成立日期" : null,
            },
        ],
    };

    public static readonly Register Pairings = new()
    {
        Id = "pairings", Title = "党组织结对", Noun = "结对", Counter = "对", Table = "pairing", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "结对内容", 100).Required().Wide(), Organisation("本方党组织"), Field.Row("other_id", "另一方党组织", "organisations").Listed().Filter().Hinted("名册里没有的，填下一项"), Field.Text("other_name", "另一方（名册外）", 100).Listed(), Field.Code("kind", "类别", PairKinds).Required().Listed().FirstFilter(), Field.Text("agreement", "协议", 100), Field.Date("began_on", "开始日期").Required().Filter(), Field.Date("ends_on", "结束日期").Required().Listed().Filter().Sortable(), Field.LongText("plan", "年度活动计划", 1000).Required(),
            Field.Date("last_on", "最近活动").Listed().Filter().ByDeed(), Field.Number("activities", "活动次数").Listed().Filter().ByDeed(), Field.Number("given", "投入（元）").Filter().ByDeed(),
        ],
        Rules = [OutreachRules.PairActive],
        Conditions = [ReadyCondition.Of(OutreachRules.PairActive), new("机关—村", "kind=1"), new("强村—弱村", "kind=3"), new("还没有活动", "activities.to=0")],
        Children = [Part("activities", "活动", "活动", "次", "pairing_activity", "pairing_id", "done_on", Field.Date("done_on", "日期").Required().Listed().Past(), Field.Text("words", "活动", 200).Required().Listed(), Field.Number("given", "投入（元）").Listed(), Field.Text("goods", "物资、项目", 100).Listed())],
        Deeds =
        [
            new("activity", "记一次活动", Edit)
            {
                Consequence = "记入结对的活动，重新计算多久没有活动",
                Fields = [Field.Date("done_on", "日期").Required().Past(), Field.Text("words", "活动", 200).Required(), Field.Number("given", "投入（元）", 0, 100000000), Field.Text("goods", "物资、项目", 100)],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("done_on"), words = deed.Text("words"), given = deed.Values.GetValueOrDefault("given"), goods = deed.Text("goods") };
                    if (await db.ExecuteAsync("update pairing set version = version + 1 where id = @Id and began_on <= @on and ends_on >= @on", args, stop) == 0) return "日期不在结对的起止之间";
                    await db.ExecuteAsync("insert into pairing_activity (pairing_id, locality_path, rank_order, done_on, words, given, goods, created_by, changed_by) select id, locality_path, -(@on::date - date '2000-01-01'), @on, @words, @given::int, nullif(@goods, ''), org.actor(), org.actor() from pairing where id = @Id", args, stop);
                    return null;
                },
            },
        ],
    };

    public static readonly Register Descents = new()
    {
        Id = "descents", Title = "力量下沉登记", Noun = "下沉", Counter = "项", Table = "descent", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "下沉的人员、事项", 100).Required().Wide(), Field.Code("kind", "类别", DescentKinds).Required().Listed().FirstFilter(), Field.Text("from_unit", "来自单位", 100).Required().Listed().Filter(), Organisation("接收党组织"), Field.Number("number", "人数（项数）", 1, 100000).Required().Listed().DefaultsTo("1"), Field.Date("began_on", "开始日期").Required().Listed().FirstFilter().Sortable(), Field.Date("ended_on", "结束日期").Listed().Filter(), Field.LongText("effect", "成效", 500),
        ],
        Actions = [new("按接收党组织", "grassroots/outreach/descents", Read)],
        Conditions = [new("还在下沉的", "ended_on.none=1"), new("人员下沉", "kind=1"), new("没有写成效的", "effect.none=1")],
    };

    public static readonly Register Delegates = new()
    {
        Id = "delegates", Title = "党员代表", Noun = "党员代表", Counter = "人", Table = "delegate", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Name(), Member("member_id", "党员"), Organisation("所在党组织"), Field.Code("level", "层级", CongressLevels).Required().Listed().FirstFilter(), Field.Text("congress", "届次", 40).Required().Listed().Hinted("如 第十四次代表大会"), Field.Text("constituency", "选举单位", 60).Required().Listed(), Field.Date("elected_on", "当选日期").Required().Filter().Sortable().Past(), Field.Date("ends_on", "任期至").Required().Filter(), Field.Text("ended_reason", "终止原因", 100), Field.Date("last_on", "最近活动").Listed().Filter().ByDeed(),
        ],
        Rules = [OutreachRules.DelegateActive],
        Conditions = [ReadyCondition.Of(OutreachRules.DelegateActive), new("全国、省代表", "level=1,2")],
        Children = [Part("activities", "活动", "活动", "次", "delegate_activity", "delegate_id", "done_on", Field.Date("done_on", "日期").Required().Listed().Past(), Field.Code("kind", "种类", DelegateDeeds).Required().Listed(), Field.Text("words", "内容", 200).Required().Listed(), Field.Number("people", "受众、联系人数").Listed())],
        Deeds =
        [
            new("activity", "记一次活动", Edit)
            {
                Consequence = "记入代表的活动，计入当年次数",
                Fields = [Field.Date("done_on", "日期").Required().Past(), Field.Code("kind", "种类", DelegateDeeds).Required(), Field.Text("words", "内容", 200).Required(), Field.Number("people", "受众、联系人数", 0, 1000000)],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("done_on"), kind = deed.Text("kind"), words = deed.Text("words"), people = deed.Values.GetValueOrDefault("people") };
                    if (await db.ExecuteAsync("update delegate set version = version + 1 where id = @Id and elected_on <= @on and ends_on >= @on", args, stop) == 0) return "日期不在任期之内";
                    await db.ExecuteAsync("insert into delegate_activity (delegate_id, locality_path, rank_order, done_on, kind, words, people, created_by, changed_by) select id, locality_path, -(@on::date - date '2000-01-01'), @on, @kind, @words, @people::int, org.actor(), org.actor() from delegate where id = @Id", args, stop);
                    return null;
                },
            },
        ],
    };

    public static readonly IReadOnlyList<Register> All = [Teams, Pairings, Descents, Delegates];
}

public sealed record ActiveFacts
{
    [KnownAs("开始日期")] public DateOnly? BeganOn { get; init; }
    [KnownAs("最近活动")] public DateOnly? LastOn { get; init; }
}

public sealed record PairedFacts
{
    [KnownAs("村、社区、机关党组织")] public bool? ShouldPair { get; init; }
    [KnownAs("结对", Unit = "对")] public int? Pairs { get; init; }
}

/// <summary>Who has joined hands, or was elected, does something.</summary>
public static class OutreachRules
{
    static readonly DateOnly Day = new(2026, 11, 21);

    static Rule<ActiveFacts> Active(string id, string title, string broken, string basis, string register, string sql, int days) => new()
    {
        Id = "grassroots." + id, Title = title, WhenBroken = broken, Basis = Basis.Practice(basis), Severity = Severity.Remind, Light = "yellow", Population = new(register, sql), Parameters = [RuleParameter.Days("days", "间隔", days, Stricter.Lower)],
        Test = new RuleTest<ActiveFacts>([nameof(ActiveFacts.BeganOn)], "coalesce(last_on, began_on) + {days}::int >= {day}", (f, t) => Finding.Of((f.LastOn ?? f.BeganOn!.Value).AddDays(t.Int("days")) >= t.Day, $"{(f.LastOn is { } on ? $"最近 {Dates.Format(on)}" : $"{Dates.Format(f.BeganOn!.Value)} 以来没有活动")}；{t.Int("days")} 天内应有")),
        Examples = [new("上月有", new() { BeganOn = new(2026, 1, 1), LastOn = new(2026, 10, 30) }, Day, Outcome.Met), new("一年没有", new() { BeganOn = new(2025, 1, 1) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<ActiveFacts> PairActive = Active("pairings.active", "结对的定期开展活动", "结对很久没有活动", "党组织结对共建", "pairings", "select p.id, p.locality_path, p.title, p.began_on, p.last_on from pairing p where p.removed_at is null and p.ends_on >= {day} and p.began_on <= {day}", 90);
    public static readonly Rule<ActiveFacts> DelegateActive = Active("delegates.active", "党员代表每年开展活动", "党员代表一年没有活动", "党的代表大会代表任期制", "delegates", "select d.id, d.locality_path, d.name as title, d.elected_on as began_on, d.last_on from delegate d where d.removed_at is null and d.ended_reason is null and d.ends_on >= {day}", 365);
    public static readonly Rule<ActiveFacts> TeamWorks = Active("teams.results", "突击队有成果记录", "突击队很久没有成果", "党员突击队工作安排", "teams", "select t.id, t.locality_path, t.name as title, t.began_on, (select max(r.done_on) from team_result r where r.commando_team_id = t.id and r.removed_at is null) as last_on from commando_team t where t.removed_at is null and t.ended_on is null", 60);

    /// <summary>On organisations, without a light on the desk: where everybody has to have a pair, the county says so.</summary>
    public static readonly Rule<PairedFacts> Paired = new()
    {
        Id = "grassroots.organisations.paired", Title = "村、社区和机关党组织结对共建", WhenBroken = "没有结对", Basis = Basis.Practice("党组织结对共建"), Severity = Severity.Remind,
        Population = new("organisations", "select o.id, o.locality_path, o.name as title, (o.is_village or o.sphere = '3' and o.kind in ('621', '631')) as should_pair, (select count(*)::int from pairing p where (p.organisation_id = o.id or p.other_id = o.id) and p.removed_at is null and p.began_on <= {day} and p.ends_on >= {day}) as pairs from organisation o where o.removed_at is null and o.abolished_on is null and o.state = '1'"),
        Test = new RuleTest<PairedFacts>([nameof(PairedFacts.Pairs)], "pairs > 0", (f, _) => Finding.Of(f.Pairs > 0, $"正在结对 {f.Pairs} 对")).For(f => f.ShouldPair, "should_pair", "不在结对范围"),
        Examples = [new("有", new() { ShouldPair = true, Pairs = 1 }, Day, Outcome.Met), new("没有", new() { ShouldPair = true, Pairs = 0 }, Day, Outcome.Broken), new("学校", new() { ShouldPair = false, Pairs = 0 }, Day, Outcome.NotApplicable)],
    };

    public static readonly IReadOnlyList<Rule> All = [PairActive, DelegateActive, TeamWorks, Paired];
}
