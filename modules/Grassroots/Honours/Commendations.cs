namespace OrgWork.Grassroots;

/// <summary>党内表彰和奖励 of every kind and level, on the member's record as soon as it is entered; 先进典型 and how they are used; 反面案例 behind a permission of their own.</summary>
public static class Commendations
{
    public const string Read = HonourProcedures.Read, Act = HonourProcedures.Act, Cases = "grassroots.cases.view", EditCases = "grassroots.cases.edit";

    public static readonly CodeSet Kinds = new("commendation_kind", "类别", "中国共产党党内功勋荣誉表彰条例、干部奖励规定", [new("1", "平时奖励"), new("2", "专项表彰奖励"), new("3", "记功奖励"), new("4", "定期表彰")]);
    public static readonly CodeSet Levels = new("commendation_level", "级别", "本平台", [new("1", "全国"), new("2", "省"), new("3", "市"), new("4", "县"), new("5", "乡镇（街道）"), new("6", "单位、支部")]);
    static readonly CodeSet ModelKinds = new("model_kind", "种类", "本平台", [new("1", "党员"), new("2", "党务工作者"), new("3", "党组织")]);
    static readonly CodeSet Forms = new("model_use", "形式", "本平台", [new("1", "报告会、宣讲"), new("2", "党课"), new("3", "现场观摩"), new("4", "媒体宣传"), new("9", "其他")]);
    static readonly CodeSet CaseKinds = new("case_kind", "问题类型", "中国共产党纪律处分条例", [new("1", "政治纪律"), new("2", "组织纪律"), new("3", "廉洁纪律"), new("4", "群众纪律"), new("5", "工作纪律"), new("6", "生活纪律")]);

    static Field Organisation => (Field.Row("organisation_id", "党组织", "organisations") with { IsRequired = true, IsListed = true }).Filter();

    public static readonly Register Register = new()
    {
        Id = "commendations", Title = "党内表彰和奖励", Noun = "表彰奖励", Counter = "项", Table = "commendation", ReadPermission = Read, WritePermission = Act,
        Fields =
        [
            Field.Text("title", "荣誉名称", 100).Required().Wide(), Field.Code("kind", "类别", Kinds).Required().Listed().FirstFilter(), Field.Code("level", "级别", Levels).Required().Listed().FirstFilter(), (Field.Row("member_id", "获奖党员", "members") with { IsListed = true }).Filter().Hinted("奖给组织的不填"), Organisation, Field.Text("authority", "授予机关", 100).Required().Listed(), Field.Text("document_no", "文号", 60).Required(), Field.Date("awarded_on", "授予日期").Required().Listed().FirstFilter().Sortable().Past(), Field.Row("anniversary_id", "所属庆祝活动", "anniversaries").Filter(),
            Field.Date("revoked_on", "撤销日期").Filter().ByDeed(), Field.Text("revoked_reason", "撤销原因", 200).ByDeed(),
        ],
        Ledger = new("党内表彰奖励台账", "awarded_on", "title", "kind", "level", "member_id", "organisation_id", "authority", "document_no", "awarded_on", "revoked_on"),
        Conditions = [new("本年", "awarded_on.from=-1y"), new("省级以上", "level=1,2"), new("奖给组织的", "member_id.none=1"), new("已撤销", "revoked_on.from=1900.01.01")],
        Deeds =
        [
            new("revoke", "撤销", Act)
            {
                Consequence = "荣誉撤销，党员名册里的这一条同时移出；台账里保留并注明原因",
                Fields = [Field.Date("revoked_on", "撤销日期").Required().Past(), Field.Text("revoked_reason", "撤销原因和文号", 200).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update commendation set revoked_on = @on, revoked_reason = @words, version = version + 1 where id = @Id and revoked_on is null and awarded_on <= @on", new { deed.Id, on = deed.Day("revoked_on"), words = deed.Text("revoked_reason") }, stop) == 0 ? "已经撤销，或日期早于授予日期" : null,
            },
        ],
    };

    public static readonly Register Models = new()
    {
        Id = "models", Title = "先进典型", Noun = "先进典型", Counter = "个", Table = "role_model", ReadPermission = Read, WritePermission = Act,
        Fields =
        [
            Field.Text("title", "典型", 60).Required().Wide(), Field.Code("kind", "种类", ModelKinds).Required().Listed().FirstFilter(), (Field.Row("member_id", "党员", "members") with { IsListed = true }).Filter(), Organisation, Field.Code("sphere", "领域", GrassrootsCodes.Sphere).Required().Listed().FirstFilter(), Field.LongText("deeds", "事迹", 4000).Required(), Field.Code("publicity", "宣传层级", Levels).Required().Listed().Filter(), Field.Date("chosen_on", "选树日期").Required().Listed().Filter().Sortable().Past(),
            Field.Number("uses", "用于教育（次）").Listed().Filter().ByDeed(), Field.Date("last_on", "最近使用").ByDeed(),
        ],
        Conditions = [new("还没有用过", "uses.to=0"), new("省级以上宣传", "publicity=1,2")],
        Children = [new() { Id = "uses", Title = "用于教育", Noun = "使用", Counter = "次", Table = "model_use", ParentColumn = "role_model_id", BeganColumn = "used_on", ReadPermission = Read, WritePermission = Act, Fields = [Field.Date("used_on", "日期").Required().Listed().Past(), Field.Code("form", "形式", Forms).Required().Listed(), Field.Number("people", "受教育人数", 1).Required().Listed(), Field.Text("words", "说明", 200).Listed()] }],
        Deeds =
        [
            new("use", "记一次使用", Act)
            {
                Consequence = "记入典型用于教育的次数和人数",
                Fields = [Field.Date("used_on", "日期").Required().Past(), Field.Code("form", "形式", Forms).Required(), Field.Number("people", "受教育人数", 1, 1000000).Required(), Field.Text("words", "说明", 200)],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("used_on"), form = deed.Text("form"), people = deed.Values["people"], words = deed.Text("words") };
                    if (await db.ExecuteAsync("update role_model set version = version + 1 where id = @Id and chosen_on <= @on", args, stop) == 0) return "日期早于选树日期";
                    await db.ExecuteAsync("insert into model_use (role_model_id, locality_path, rank_order, used_on, form, people, words, created_by, changed_by) select id, locality_path, -(@on::date - date '2000-01-01'), @on, @form, @people, nullif(@words, ''), org.actor(), org.actor() from role_model where id = @Id", args, stop);
                    return null;
                },
            },
        ],
    };

    public static readonly Register Warnings = new()
    {
        Id = "warning-cases", Title = "反面案例", Noun = "案例", Counter = "件", Table = "warning_case", ReadPermission = Cases, WritePermission = EditCases,
        Fields = [Field.Text("title", "案例", 100).Required().Wide(), Field.Code("kind", "问题类型", CaseKinds).Required().Listed().FirstFilter(), Field.Text("document_no", "通报文件", 60).Required().Listed(), Field.Date("told_on", "通报日期").Required().Listed().Filter().Sortable().Past(), Field.LongText("facts", "案情", 4000).Required(), Field.LongText("lesson", "教训", 1000).Required(), Field.Text("readers", "知悉范围", 100).Required().Listed()],
    };

    public static readonly IReadOnlyList<Register> All = [Register, Models, Warnings];
}
