using static OrgWork.Talent.TalentWork;

namespace OrgWork.Talent;

/// <summary>政治引领、政治吸纳: the year's plan of studies, talks and visits, with who was there. Admission itself is the grassroots module's; here it is only shown as a state. Nobody's views are marked.</summary>
public static class Guidances
{
    public const string Read = Liaisons.Read, Edit = Liaisons.Edit;

    public static readonly CodeSet Kind = new("guidance_kind", "形式", "本平台", [new("1", "理论学习"), new("2", "国情研修"), new("3", "谈心谈话"), new("4", "走访慰问"), new("5", "主题活动")]);

    public static readonly Rule<DueFacts> Held = IntroductionRules.Due("talent.guidances.held", "政治引领活动按计划举办", "过了计划日期没有举办", "yellow", new("guidances", "select g.id, g.locality_path, g.title, g.planned_on as due_on, g.held_on as done_on from guidance g where g.removed_at is null and g.held_on is null"), "grace", "宽限", 15);

    public static readonly Register Register = new()
    {
        Id = "guidances", Title = "政治引领活动", Noun = "活动", Counter = "次", Table = "guidance", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "活动", 80).Required().Wide(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter().Sortable(), Field.Code("kind", "形式", Kind).Required().Listed().FirstFilter(), Field.Date("planned_on", "计划日期").Required().Listed().Filter(), Field.Text("unit", "承办单位", 60).Required().Listed(), Field.Text("theme", "主题", 100).Required(), Field.Number("invited", "应到", 0, 100_000).Required().DefaultsTo("0"),
            Field.Date("held_on", "举办").Listed().Filter().ByDeed(), Field.Number("attended", "实到").Listed().ByDeed(), Field.LongText("words", "情况").ByDeed(),
        ],
        Rules = [Held],
        Conditions = [ReadyCondition.Of(Held), new("已举办", "held_on.from=1900.01.01"), new("还没有举办", "held_on.none=1")],
        Actions = [new("引领和吸纳", "talent/liaison/guiding", Read)],
        Children = [new() { Id = "attendance", Title = "参加的人才", Noun = "人才", Counter = "人", Table = "guidance_attendance", ParentColumn = "guidance_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Row("talent_id", "人才", "talents").Required().Wide(), Field.Flag("attended", "到会").Required().Listed().DefaultsTo("1"), Field.Text("leave_reason", "请假事由", 60).Listed()] }],
        Deeds = [Deed("hold", "登记举办", Edit, "实到从“参加的人才”里数；没有名单的不能登记", "update guidance g set held_on = @on, words = @words, attended = a.attended, invited = greatest(g.invited, a.n), version = g.version + 1 from (select count(*)::int as n, count(*) filter (where attended)::int as attended from guidance_attendance where guidance_id = @id and removed_at is null) a where g.id = @id and a.n > 0", "先登记参加的人才", Field.Date("on", "日期").Required().Past(), Field.LongText("words", "情况", 500).Required())],
    };
}
