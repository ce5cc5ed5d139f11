namespace OrgWork.Grassroots;

/// <summary>党组织: every Party organisation of the place, from the committee to the branch. How many members it has is counted, never stored.</summary>
public static class PartyOrganisations
{
    const string Team = "班子任期", Contact = "联系方式";

    public static readonly Register Register = new()
    {
        Id = "organisations", Title = "党组织", Noun = "党组织", Counter = "个", Table = "organisation",
        KeepsHistory = true, EndedColumn = "abolished_on",
        Actions = [new("组织生活年历", "grassroots/life/branch", "grassroots.life.read", IsForOne: true), new("并入其他党组织…", "grassroots/organisations/merge", "grassroots.organisations.edit", IsForOne: true, Writes: true)],
        ReadPermission = "grassroots.organisations.read", WritePermission = "grassroots.organisations.edit", OpenPermission = "grassroots.organisations.open",
        Fields =
        [
            Field.Name("name", "党组织名称") with { MaxLength = 100, IsWide = true, CanSort = true },
            Field.Text("short_name", "简称", 40),
            Field.Text("code", "党组织代码", 30).WideScreensOnly().Filter(),
            Field.Code("kind", "类别", StandardCodes.PartyOrganisationKind).Required().Listed().FirstFilter(),
            Field.Code("sphere", "领域", GrassrootsCodes.Sphere).Required().Listed().FirstFilter(),
            Field.Row("parent_id", "上级党组织", "organisations").WideScreensOnly().Filter(),
            Field.Unit("unit_id", "所在单位").Filter(),
            Field.Month("founded_on", "建立时间").Filter().Past(),
            Field.Code("state", "组织状态", GrassrootsCodes.OrganisationState).Required().Filter().DefaultsTo("1"),
            Field.Date("abolished_on", "撤销日期").Filter().Past().Hinted("填了即不再在册，历史名册仍有"),
            Field.Row("merged_into_id", "并入党组织", "organisations"),
            Field.Code("stars", "星级", GrassrootsCodes.Stars).Listed().FirstFilter(),
            Field.Flag("is_weak", "软弱涣散").Filter(),

            Field.Text("secretary", "书记", 36).Listed().In(Team),
            Field.Flag("is_one_shoulder", "书记、主任“一肩挑”").Filter().In(Team),
            Field.Date("term_began_on", "本届选举日期").Filter().Past().In(Team),
            Field.Number("term_years", "每届年数", 1, 10).In(Team).Hinted("村、社区 5 年，其他支部 3 年，基层党委 5 年"),
            Field.Date("term_ends_on", "届满日期").Listed().FirstFilter().Sortable().In(Team),

            Field.Number("theme_day", "主题党日（每月几日）", 1, 28).In(Team),
            Field.Phone("contact_phone", "联系电话").In(Contact),
            Field.Text("address", "活动场所地址", 100).In(Contact),
            Field.Number("site_area", "活动场所面积（平方米）", 0, 100000).Filter().In(Contact),
            Field.LongText("remark", "备注", 1000).In(Contact),
        ],
        Rules = [.. OrganisationRules.All, .. MeetingRules.All, QuotaRule.NoneForYears],
        Conditions =
        [
            new("党委", "kind=611"),
            new("党支部", "kind=631,632"),
            new("村（社区）党组织", "sphere=1,2"),
            new("两新党组织", "sphere=7"),
            ReadyCondition.Of(OrganisationRules.TermOver),
            ReadyCondition.Of(OrganisationRules.TermNear),
            new("已撤销", "abolished_on.from=1900.01.01"),
            new("软弱涣散", "is_weak=1") { Light = "yellow" },
            ReadyCondition.Of(MeetingRules.General),
            ReadyCondition.Of(MeetingRules.Committee),
            ReadyCondition.Of(MeetingRules.ThemeDay),
            ReadyCondition.Of(OrganisationRules.SecretaryThere),
            ReadyCondition.Of(OrganisationRules.TermKnown),
            ReadyCondition.Of(QuotaRule.NoneForYears),
        ],
    };
}
