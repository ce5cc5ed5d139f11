namespace OrgWork.Grassroots;

/// <summary>学习平台台账: who is registered on an outside platform and what was learnt there in a month, as its own export says. Brought in by sheet; nobody's name or password for a platform is asked for.</summary>
public static class Platforms
{
    public static readonly CodeSet Codes = new("learning_platform", "平台", "本平台（各地可另定）", [new("1", "学习强国"), new("2", "干部网络学院"), new("3", "智慧党建平台"), new("9", "其他平台")]);

    public static readonly Register Register = new()
    {
        Id = "platform-use", Title = "学习平台台账", Noun = "学习平台记录", Counter = "条", Table = "platform_use", ReadPermission = Education.Read, WritePermission = Education.Edit, KnownBy = ["platform", "month", "member_id"],
        Fields =
        [
            (Field.Row("member_id", "党员", "members") with { IsRequired = true, IsListed = true }).Filter(), Field.Code("platform", "平台", Codes).Required().Listed().FirstFilter(), Field.Month("month", "月份").Required().Listed().FirstFilter().Sortable(), (Field.Row("organisation_id", "党支部", "organisations") with { IsRequired = true, IsListed = true }).Filter(),
            Field.Number("points", "当月积分", 0, 1000000).Required().Listed().Filter().DefaultsTo("0").Hinted("注册了没有学习的填 0"), Field.Number("hours", "当月学时", 0, 1000).Required().Listed().DefaultsTo("0"),
        ],
        Conditions = [new("注册了没有学习", "points.to=0"), .. Codes.Codes.Select(code => new ReadyCondition(code.Name, $"platform={code.Value}"))],
        Actions = [new("注册率和活跃率", "grassroots/training/platforms", Education.Read)],
    };
}
