namespace OrgWork.Talent;

/// <summary>重点产业 and 用人单位: who needs talents, and in which line of the economy.</summary>
public static class Employers
{
    public const string Read = "talent.demand.read", Edit = "talent.demand.edit", Open = "talent.demand.open";

    public static readonly Register Industries = new()
    {
        Id = "industries", Title = "重点产业目录", Noun = "产业", Counter = "个", Table = "industry", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("name", "产业、产业链", 40).Required().Listed(), Field.Text("chain", "关键环节", 200).Wide(), Field.Flag("is_leading", "主导产业").Listed().Filter().DefaultsTo("1"), Field.Flag("is_new_business", "新业态").Listed().FirstFilter().DefaultsTo("0").Hinted("智能制造、在线消费、远程服务等"),
            Field.Text("lead_unit", "牵头单位", 60).Listed(), Field.LongText("goal", "人才目标", 500),
        ],
        Conditions = [new("主导产业", "is_leading=1"), new("新业态", "is_new_business=1")],
    };

    public static readonly Register Register = new()
    {
        Id = "employers", Title = "用人单位", Noun = "用人单位", Counter = "家", Table = "employer", ReadPermission = Read, WritePermission = Edit, OpenPermission = Open,
        Fields =
        [
            Field.Name("name", "单位名称") with { MaxLength = 100, IsWide = true, CanSort = true },
            Field.Code("kind", "类别", TalentCodes.EmployerKind).Required().Listed().FirstFilter(),
            Field.Row("industry_id", "所属产业", "industries").Listed().Filter(),
            Field.Flag("is_key", "主培企业（重点单位）").Listed().FirstFilter().DefaultsTo("0"),
            Field.Number("staff", "从业人数", 0, 1_000_000).WideScreensOnly().Filter(),
            Field.Number("talents", "现有人才数", 0, 1_000_000).Listed(),
            Field.Number("spent", "本年引才投入（元）", 0, 2_000_000_000).WideScreensOnly().Filter(),
            Field.Text("service_officer", "服务专员", 36).Listed().Filter(),
            Field.CreditCode(), Field.Unit("unit_id", "对应机构").Hinted("在机构树里的填"),
            Field.Text("contact", "联系人", 36).In("联系"), Field.Phone("phone", "联系电话").In("联系"), Field.Text("address", "地址", 100).In("联系"), Field.LongText("remark", "备注", 500).In("联系"),
        ],
        Rules = [DemandRules.KeyServed, DemandRules.Code],
        Conditions = [new("主培企业", "is_key=1"), new("企业", "kind=1"), ReadyCondition.Of(DemandRules.KeyServed), ReadyCondition.Of(DemandRules.Code)],
        Actions = [new("可享受的政策", "talent/policy/for", "talent.policy.read", IsForOne: true)],
        Children = [Problems.Own],
    };
}
