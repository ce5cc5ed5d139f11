namespace OrgWork.Grassroots;

/// <summary>党组织: every Party organisation of the place, from the committee to the branch. How many members it has is counted, never stored.</summary>
public static class PartyOrganisations
{
    const string Team = "班子任期", Contact = "联系方式";

    /// <summary>A branch that counts: 党支部 and 联合党支部, temporary ones among them, that are neither dissolved nor in the bin. <c>o</c> is the organisation. Whatever counts branches counts these.</summary>
    public const string Branch = "o.kind in ('631', '632') and o.removed_at is null and o.abolished_on is null and o.state in ('1', '2')";
    /// <summary>A committee that counts: 基层党委 and above.</summary>
    public const string Committee = "(o.kind = '611' or left(o.kind, 1) in ('1', '2')) and o.removed_at is null and o.abolished_on is null and o.state in ('1', '2')";

    public static readonly Register Register = new()
    {
        Id = "organisations", Title = "党组织", Noun = "党组织", Counter = "个", Table = "organisation",
        KeepsHistory = true, EndedColumn = "abolished_on",
        Actions = [new("班子", "grassroots/committees", "grassroots.organisations.read", IsForOne: true), new("请示调整设置…", "grassroots/adjustments/new", "grassroots.adjustments.act", Writes: true), new("推荐先进基层党组织…", "grassroots/advanced/new", HonourProcedures.Act, Writes: true), new("组织生活年历", "grassroots/life/branch", "grassroots.life.read", IsForOne: true), new("政治生态问卷…", "grassroots/life/ask", CulturePoll.Conduct, IsForOne: true, Writes: true), new("党员需求调查…", "grassroots/service/survey", MemberService.Edit, IsForOne: true, Writes: true), new("准备换届选举…", "grassroots/elections/new", TermElections.Act, Writes: true), new("村（社区）“两委”换届…", "grassroots/village-elections/new", VillageCadres.Act, Writes: true), new("并入其他党组织…", "grassroots/organisations/merge", "grassroots.organisations.edit", IsForOne: true, Writes: true)],
        ReadPermission = "grassroots.organisations.read", WritePermission = "grassroots.organisations.edit", OpenPermission = "grassroots.organisations.open",
        Fields =
        [
            Field.Name("name", "党组织名称") with { MaxLength = 100, IsWide = true, CanSort = true },
            Field.Text("short_name", "简称", 40),
            Field.Text("code", "党组织代码", 30).WideScreensOnly().Filter(),
            Field.Text("former", "曾用名、曾用代码", 400).Hinted("更名、改设时自动写入；在“组织体系”里按原名称、原代码仍查得到"),
            Field.Code("kind", "类别", StandardCodes.PartyOrganisationKind).Required().Listed().FirstFilter(),
            Field.Code("sphere", "领域", GrassrootsCodes.Sphere).Required().Listed().FirstFilter(),
            Field.Code("level", "层级", GrassrootsCodes.Level).WideScreensOnly().FirstFilter().ByDeed(),
            Field.Row("parent_id", "上级党组织", "organisations").WideScreensOnly().Filter(),
            Field.Unit("unit_id", "所在单位").Filter(),
            Field.Month("founded_on", "建立时间").Filter().Past(),
            Field.Code("state", "组织状态", GrassrootsCodes.OrganisationState).Required().Filter().DefaultsTo("1"),
            Field.Date("abolished_on", "撤销日期").Filter().Past().Hinted("填了即不再在册，历史名册仍有"),
            Field.Row("merged_into_id", "并入党组织", "organisations"),
            Field.Code("form", "设置形式", GrassrootsCodes.Form).Filter(),
            Field.Text("bound_to", "依托", 100).Hinted("产业链、项目、合作社、工地、班组、岗位的名称"),
            Field.Date("planned_end_on", "计划结束").Filter().Hinted("临时、功能型党组织"),
            Field.Number("households", "带动户数", 0, 1000000).Filter(),
            Field.Code("stars", "星级", GrassrootsCodes.Stars).Listed().FirstFilter(),
            Field.Flag("is_weak", "软弱涣散").Filter(),
            Field.Row("field_id", "细分领域", "org-fields").Filter().Hinted("不选的，按领域适用"),
            Field.Flag("is_demo", "示范点").Filter(),

            Field.Text("secretary", "书记", 36).Listed().In(Team).Hinted("随班子登记自动更新"),
            Field.Flag("is_village", "村（社区）党组织").Filter().In(Team).Hinted("一村（社区）一个，其下的支部不勾；“两委”、换届、后备按它管理"),
            Field.Flag("is_one_shoulder", "书记、主任“一肩挑”").Filter().ByDeed().In(Team),
            Field.Date("term_began_on", "本届选举日期").Filter().Past().In(Team),
            Field.Number("term_years", "每届年数", 1, 10).In(Team).Hinted("村、社区 5 年，其他支部 3 年，基层党委 5 年"),
            Field.Date("term_ends_on", "届满日期").Listed().FirstFilter().Sortable().In(Team),

            Field.Date("term_reminded_on", "上级提醒换届").Filter().Past().In(Team),
            Field.Number("theme_day", "主题党日（每月几日）", 1, 28).In(Team),
            Field.Phone("contact_phone", "联系电话").In(Contact),
            Field.Text("address", "活动场所地址", 100).In(Contact),
            Field.Number("site_area", "活动场所面积（平方米）", 0, 100000).Filter().In(Contact),
            Field.LongText("remark", "备注", 1000).In(Contact),
        ],
        Rules = [.. OrganisationRules.All, OrgFieldRules.Stars, .. VillageRules.OfVillages, .. MeetingRules.All, QuotaRule.NoneForYears, OutreachRules.Paired, CoverageRules.JointSize],
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
            ReadyCondition.Of(MeetingRules.FixedDay),
            ReadyCondition.Of(OrganisationRules.SecretaryThere),
            ReadyCondition.Of(OrganisationRules.ThreeMembers),
            ReadyCondition.Of(OrganisationRules.CommitteeNeeded),
            ReadyCondition.Of(TemporaryRules.Over),
            ReadyCondition.Of(TemporaryRules.SixMonths),
            ReadyCondition.Of(CoverageRules.JointSize),
            new("临时党组织", "state=2"),
            new("产业、项目、合作社党支部", "form=2,3,4,5"),
            new("筹建", "state=3"),
            ReadyCondition.Of(OrganisationRules.TermKnown),
            ReadyCondition.Of(QuotaRule.NoneForYears),
            ReadyCondition.Of(VillageRules.OneShoulder),
            ReadyCondition.Of(VillageRules.Reserve),
            ReadyCondition.Of(VillageRules.NewTeam),
            // Without a light: where everybody has to have a pair, the county says so.
            new(OutreachRules.Paired.WhenBroken, "rule=" + OutreachRules.Paired.Tail),
        ],
        Children = [Seat, Term, Change, Attached, HonourProcedures.OfOrganisation],
        Documents = [AdjustmentPapers.Request, AdjustmentPapers.Answer, AdjustmentPapers.Reminder],
    };

    const string Read = "grassroots.organisations.read", Write = "grassroots.organisations.edit";

    static Register Seat => new()
    {
        Id = "seats", Title = "班子席位", Noun = "席位", Counter = "个", Table = "committee_seat", ParentColumn = "organisation_id", KeepsHistory = true, BeganColumn = "opened_on", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Code("post", "职务", StandardCodes.PartyPost).Required().Listed(),
            Field.Text("duty", "分工", 40).Listed().Hinted("如 组织委员、纪检委员"),
            Field.Date("opened_on", "设立日期").Required().Listed().Past(),
            Field.Date("closed_on", "撤销日期").Listed().Past(),
            Field.Text("remark", "说明", 200),
        ],
    };

    static Register Term => new()
    {
        Id = "terms", Title = "届次", Noun = "届次", Counter = "届", Table = "committee_term", ParentColumn = "organisation_id", KeepsHistory = true, BeganColumn = "began_on", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Number("number", "第几届", 1, 99).Listed(),
            Field.Date("began_on", "选举日期").Required().Listed().Past(),
            Field.Number("years", "每届年数", 1, 10).Required().Listed(),
            Field.Date("due_on", "应届满日期").Required().Listed(),
            Field.Date("ended_on", "实际届满").Listed().Past(),
            Field.Code("method", "产生方式", GrassrootsCodes.ElectedBy).Listed(),
            Field.Text("document_no", "批复文号", 60).Listed(),
            Field.Date("extended_to", "批准延期至"),
            Field.Text("extension_no", "延期批复文号", 60),
            Field.Text("extension_reason", "延期理由", 200),
            Field.Text("remark", "说明", 200),
        ],
    };

    static Register Change => new()
    {
        Id = "changes", Title = "沿革", Noun = "组织设置调整", Counter = "次", Table = "organisation_change", ParentColumn = "organisation_id", KeepsHistory = true, BeganColumn = "effective_on", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Code("kind", "调整", GrassrootsCodes.ChangeKind).Required().Listed(),
            Field.Code("cause", "原因", GrassrootsCodes.ChangeCause).Required().Listed(),
            Field.Date("effective_on", "生效日期").Required().Listed().Past(),
            Field.Text("was", "调整前", 200).Listed(),
            Field.Text("became", "调整后", 200).Listed(),
            Field.Text("document_no", "批复文号", 60).Listed(),
            Field.Text("approved_by", "批准机关", 60),
            Field.Date("approved_on", "批准日期").Past(),
            Field.Number("members", "涉及党员", 0, 1000000),
            Field.Text("remark", "说明", 200),
        ],
    };

    static Register Attached => new()
    {
        Id = "attached", Title = "编入党员", Noun = "编入党员", Counter = "人", Table = "attached_member", ParentColumn = "organisation_id", KeepsHistory = true, BeganColumn = "began_on", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Row("member_id", "党员", "members") with { IsRequired = true, IsListed = true },
            Field.Text("role", "担任", 40).Listed().Hinted("如 书记、党员示范岗"),
            Field.Date("began_on", "编入日期").Required().Listed().Past(),
            Field.Date("ended_on", "离开日期").Listed().Past(),
            Field.Text("remark", "说明", 200),
        ],
    };
}
