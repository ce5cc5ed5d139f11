using static OrgWork.Talent.TalentWork;

namespace OrgWork.Talent;

/// <summary>融合联动: themes under which talent work meets the other lines of work; tasks, visits and activities say to which they belong, and a theme shows them all.</summary>
public static class Themes
{
    const string Read = TalentWork.Read, Edit = TalentWork.Manage;

    public static readonly CodeSet FieldOf = new("theme_field", "领域", "基层党建、乡村振兴、脱贫攻坚、基层治理", [new("1", "基层党建"), new("2", "乡村振兴"), new("3", "巩固脱贫成果"), new("4", "基层治理"), new("5", "干部队伍建设"), new("9", "其他")]);

    public static readonly Register Register = new()
    {
        Id = "themes", Title = "融合联动主题", Noun = "主题", Counter = "个", Table = "theme", ReadPermission = Read, WritePermission = Edit, EndedColumn = "ended_on",
        Fields = [Field.Text("title", "主题", 60).Required().Wide(), Field.Code("field", "领域", FieldOf).Required().Listed().FirstFilter(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Text("owner", "责任单位", 60).Required().Listed(), Field.LongText("words", "和人才工作怎样结合", 500).Required(), Field.Date("ended_on", "结束").Past()],
        Actions = [new("联动情况", "talent/governance/joined", Read)],
        Children =
        [
            WorkHandOver.Given(Tasks, "talent", "handed_task"),
            new() { Id = "visits", Title = "走访", Noun = "走访", Counter = "次", Table = "visit", ParentColumn = "theme_id", ReadPermission = Liaisons.Read, WritePermission = Edit, IsLedger = true, RowPath = "talent/visits", Fields = [Field.Text("title", "走访").Wide(), Field.Date("visited_on", "日期").Listed(), Field.Text("visitor", "走访人").Listed()] },
            new() { Id = "activities", Title = "活动", Noun = "活动", Counter = "场", Table = "recruitment", ParentColumn = "theme_id", ReadPermission = Employers.Read, WritePermission = Edit, IsLedger = true, RowPath = "talent/recruitments", Fields = [Field.Text("title", "活动").Wide(), Field.Date("held_on", "日期").Listed(), Field.Number("people", "到场人数").Listed()] },
        ],
        Deeds = [WorkHandOver.Deed(Tasks, "themes")],
    };
}

public sealed record AllocationFacts
{
    [KnownAs("缺口到期没有补的", Unit = "项")] public int? Late { get; init; }
}

/// <summary>干部、组织、人才资源统筹配置: for a key task what it needs, who was sent, which Party organisations were set up, which talents were assigned, and what is still lacking, to be filled by whom and when.</summary>
public static class Allocations
{
    public const string Read = Members.Read, Edit = Members.Edit;

    public static readonly CodeSet Kind = new("allocation_kind", "类别", "干部、组织、人才资源", [new("1", "干部"), new("2", "党组织"), new("3", "人才")]);

    /// <summary>What is there of a kind, over <c>a</c>.</summary>
    public const string Have = """
        case n.kind when '1' then (select count(*) from allocation_cadre c where c.allocation_id = a.id and c.removed_at is null and (c.back_on is null or c.back_on > org.today()))
          when '2' then (select count(*) from allocation_body b where b.allocation_id = a.id and b.removed_at is null and (b.ended_on is null or b.ended_on > org.today()))
          else (select count(*) from allocation_talent t where t.allocation_id = a.id and t.removed_at is null and (t.ended_on is null or t.ended_on > org.today())) end
        """;

    public static readonly Rule<AllocationFacts> Filled = new()
    {
        Id = "talent.allocations.filled", Title = "重点任务的力量缺口按期补齐", WhenBroken = "缺口到期没有补齐", Basis = DemandRules.Own, Severity = Severity.Remind, Light = "red",
        // Needs of one kind are filled in the order of their days: what is there counts for the earliest first.
        Population = new("allocations", $"select a.id, a.locality_path, a.title, (select count(*)::int from (select n.fill_by, sum(n.needed) over (partition by n.kind order by n.fill_by, n.id) as wanted, {Have} as have from allocation_need n where n.allocation_id = a.id and n.removed_at is null) n where n.fill_by < {{day}} and n.wanted > n.have) as late from allocation a where a.removed_at is null and a.ended_on is null"),
        Test = new([nameof(AllocationFacts.Late)], "late = 0", (f, _) => Finding.Of(f.Late == 0, $"到期没有补齐的 {f.Late} 项")),
        Examples = [new("都补齐", new() { Late = 0 }, new(2026, 11, 21), Outcome.Met), new("两项没有补", new() { Late = 2 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Register Register = new()
    {
        Id = "allocations", Title = "干部组织人才统筹", Noun = "任务", Counter = "项", Table = "allocation", ReadPermission = Read, WritePermission = Edit, EndedColumn = "ended_on",
        Fields = [Field.Text("title", "重点任务（项目）", 100).Required().Wide(), Field.Text("source", "任务来源", 60).Required().Listed(), Field.Text("lead_unit", "牵头单位", 60).Required().Listed(), Field.Date("began_on", "开始").Required().Listed(), Field.Date("due_on", "完成时限").Required().Listed().Filter(), Field.Date("ended_on", "结束").Past(), Field.LongText("words", "说明", 500)],
        Rules = [Filled],
        Conditions = [ReadyCondition.Of(Filled)],
        Actions = [new("一张表", "talent/governance/forces", Read, IsForOne: true)],
        Children =
        [
            new() { Id = "needs", Title = "需要的力量", Noun = "需要", Counter = "项", Table = "allocation_need", ParentColumn = "allocation_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("words", "需要什么", 100).Required().Wide(), Field.Code("kind", "类别", Kind).Required().Listed(), Field.Number("needed", "需要数", 1, 10_000).Required().Listed().DefaultsTo("1"), Field.Text("filler", "由谁补", 60).Required().Listed(), Field.Date("fill_by", "补齐时限").Required().Listed()] },
            new() { Id = "cadres", Title = "选派的干部", Noun = "干部", Counter = "人", Table = "allocation_cadre", ParentColumn = "allocation_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Row("cadre_id", "干部", "lent-cadres").Required().Wide(), Field.Text("role", "担任", 60).Required().Listed(), Field.Date("sent_on", "选派日期").Required().Listed().Past(), Field.Date("back_on", "返回日期").Listed()] },
            new() { Id = "bodies", Title = "设立的党组织", Noun = "党组织", Counter = "个", Table = "allocation_body", ParentColumn = "allocation_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Row("organisation_id", "党组织", "lent-organisations").Required().Wide(), Field.Text("role", "作用", 60).Required().Listed(), Field.Date("set_on", "设立（明确）日期").Required().Listed().Past(), Field.Date("ended_on", "撤销日期").Listed()] },
            new() { Id = "talents", Title = "配备的人才", Noun = "人才", Counter = "人", Table = "allocation_talent", ParentColumn = "allocation_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Row("talent_id", "人才", "talents").Required().Wide(), Field.Text("role", "承担", 60).Required().Listed(), Field.Date("assigned_on", "配备日期").Required().Listed().Past(), Field.Date("ended_on", "结束日期").Listed()] },
        ],
    };

    public static readonly IReadOnlyList<Register> Lent = [LentRegister.Of("lent-cadres", "在职干部", "cadres.pub_cadre", Read), LentRegister.Of("lent-organisations", "党组织", "grassroots.pub_organisation", Read)];
}
