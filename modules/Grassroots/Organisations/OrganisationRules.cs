namespace OrgWork.Grassroots;

/// <summary>What the record of a Party organisation tells, with its members counted.</summary>
public sealed record OrganisationFacts
{
    [KnownAs("类别")] public string? Kind { get; init; }
    [KnownAs("领域")] public string? Sphere { get; init; }
    [KnownAs("组织状态")] public string? State { get; init; }
    [KnownAs("本届选举日期")] public DateOnly? TermBeganOn { get; init; }
    [KnownAs("每届年数", Unit = "年")] public int? TermYears { get; init; }
    [KnownAs("届满日期")] public DateOnly? TermEndsOn { get; init; }
    [KnownAs("正式党员", Unit = "人")] public int? FullMembers { get; init; }
    [KnownAs("全部党员", Unit = "人")] public int? AllMembers { get; init; }
    [KnownAs("书记")] public string? Secretary { get; init; }
    [KnownAs("书记转正时间")] public DateOnly? SecretaryFullOn { get; init; }
    [KnownAs("任期延长", Unit = "个月")] public int? ExtendedMonths { get; init; }
    [KnownAs("上级提醒换届")] public DateOnly? TermRemindedOn { get; init; }
    [KnownAs("支部委员会成员", Unit = "人")] public int? CommitteeMembers { get; init; }
    [KnownAs("连同下级的党员", Unit = "人")] public int? MembersBelow { get; init; }
    [KnownAs("按区划设置")] public bool? IsOfPlace { get; init; }
}

/// <summary>组织设置和任期 (rules B8). An organisation that stands normally is looked at; one being set up or provisional is not.</summary>
public static class OrganisationRules
{
    const string Branch = "中国共产党支部工作条例（试行）", Terms = "关于党的基层组织任期的意见", Election = "中国共产党基层组织选举工作条例";

    static readonly Population Organisations = new("organisations", """
        select o.id, o.locality_path, o.name as title, o.kind, o.sphere, o.state, o.term_began_on, o.term_years, o.term_ends_on, o.secretary, null::date as secretary_full_on, null::int as extended_months, o.term_reminded_on,
               (select count(*)::int from member_post p where p.organisation_id = o.id and p.removed_at is null and p.ended_on is null) as committee_members,
               (select count(*)::int from member m where m.removed_at is null and m.left_on is null and m.membership_state in ('1', '2') and m.organisation_id in (select b.id from organisation b where b.removed_at is null and b.abolished_on is null and (b.id = o.id or b.parent_id = o.id or b.parent_id in (select c.id from organisation c where c.parent_id = o.id and c.removed_at is null)))) as members_below,
               o.unit_id is null and coalesce((select l.kind < 5 from org.locality l where l.path = org.home_of(o.locality_path)), true) as is_of_place,
               (select count(*)::int from member m where m.organisation_id = o.id and m.removed_at is null and m.left_on is null and m.membership_state in ('1', '2') and m.kind = '1') as full_members,
               (select count(*)::int from member m where m.organisation_id = o.id and m.removed_at is null and m.left_on is null and m.membership_state in ('1', '2')) as all_members
        from organisation o where o.removed_at is null and o.abolished_on is null and o.state = '1'
        """);

    public static readonly Rule<OrganisationFacts> TermOver = new()
    {
        Id = "grassroots.organisations.term-over", Title = "任期届满按期换届", WhenBroken = "已超届", Basis = new(Election, "第三条", true), Severity = Severity.Remind, Light = "red", Population = Organisations,
        Text = "延期或提前换届，须报上级党组织批准，延长不超过一年；已批准的，改登记届满日期。",
        Test = new([nameof(OrganisationFacts.TermEndsOn)], "term_ends_on >= {day}", (f, t) => Finding.Of(f.TermEndsOn >= t.Day, $"届满 {Dates.Format(f.TermEndsOn!.Value)}；截至 {Dates.Format(t.Day)}{(f.TermEndsOn < t.Day ? $"，超 {t.Day.DayNumber - f.TermEndsOn.Value.DayNumber} 天" : "")}") with { Latest = f.TermEndsOn }),
        Examples = [new("明年届满", new() { TermEndsOn = new(2027, 6, 1) }, new(2026, 11, 21), Outcome.Met), new("上月届满", new() { TermEndsOn = new(2026, 10, 1) }, new(2026, 11, 21), Outcome.Broken), new("届满日期没有登记", new(), new(2026, 11, 21), Outcome.Unknown)],
    };

    public static readonly Rule<OrganisationFacts> TermNear = new()
    {
        Id = "grassroots.organisations.term-near", Title = "届满前六个月由上级党组织提醒换届", WhenBroken = "半年内届满，应发换届提醒", Basis = new(Terms, "", true), Severity = Severity.Remind, Population = Organisations,
        Parameters = [RuleParameter.Months("months", "提前", 6, Stricter.Higher)],
        Test = new([nameof(OrganisationFacts.TermEndsOn)], "not term_ends_on between {day} and ({day} + make_interval(months => {months}::int))::date or coalesce(term_reminded_on >= (term_ends_on - interval '1 year')::date, false)",
            (f, t) => Finding.Of(!(f.TermEndsOn >= t.Day && f.TermEndsOn <= t.Day.AddMonths(t.Int("months"))) || f.TermRemindedOn >= f.TermEndsOn!.Value.AddYears(-1), $"届满 {Dates.Format(f.TermEndsOn!.Value)}；{(f.TermRemindedOn is { } on ? $"{Dates.Format(on)} 提醒过；" : "")}截至 {Dates.Format(t.Day)}") with { Latest = f.TermEndsOn }),
        Examples = [new("还有一年", new() { TermEndsOn = new(2027, 11, 1) }, new(2026, 11, 21), Outcome.Met), new("还有五个月", new() { TermEndsOn = new(2027, 4, 1) }, new(2026, 11, 21), Outcome.Broken), new("上月提醒过", new() { TermEndsOn = new(2027, 4, 1), TermRemindedOn = new(2026, 10, 8) }, new(2026, 11, 21), Outcome.Met)],
    };

    public static readonly Rule<OrganisationFacts> TermKnown = new()
    {
        Id = "grassroots.organisations.term-known", Title = "登记届满日期", WhenBroken = "届满日期未填", Basis = new(Terms), Severity = Severity.Remind, Population = Organisations,
        Test = new([], "term_ends_on is not null", (f, _) => Finding.Of(f.TermEndsOn is not null, f.TermEndsOn is { } on ? $"届满 {Dates.Format(on)}" : "没有届满日期，不能提醒换届")),
        Examples = [new("有", new() { TermEndsOn = new(2027, 11, 1) }, new(2026, 11, 21), Outcome.Met), new("没有", new(), new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<OrganisationFacts> TermLength = new()
    {
        Id = "grassroots.organisations.term-length", Title = "任期：村、社区和基层党委五年，其他党支部、党总支三年", WhenBroken = "每届年数与规定不符", Basis = new(Terms, "", true), Severity = Severity.Warn, Light = "yellow", Population = Organisations,
        Parameters = [RuleParameter.Years("village", "村、社区党支部（总支）", 5, Stricter.Fixed), RuleParameter.Years("branch", "其他党支部、党总支", 3, Stricter.Fixed), RuleParameter.Years("committee", "基层党委", 5, Stricter.Fixed)],
        Test = new RuleTest<OrganisationFacts>([nameof(OrganisationFacts.Kind), nameof(OrganisationFacts.Sphere), nameof(OrganisationFacts.TermYears)], "term_years = case when kind = '611' then {committee} when sphere in ('1', '2') then {village} else {branch} end", (f, t) =>
        {
            var years = t[f.Kind == "611" ? "committee" : f.Sphere is "1" or "2" ? "village" : "branch"];
            return Finding.Of(f.TermYears == years, $"{StandardCodes.PartyOrganisationKind.NameOf(f.Kind!)}（{GrassrootsCodes.Sphere.NameOf(f.Sphere!)}）每届应为 {years:0} 年，登记为 {f.TermYears} 年");
        }).For(f => f.Kind is null ? null : f.Kind is "611" or "621" or "631" or "632", "kind in ('611', '621', '631', '632')", "不是基层党委、总支、支部"),
        Examples = [new("村党支部五年", new() { Kind = "631", Sphere = "1", TermYears = 5 }, new(2026, 11, 21), Outcome.Met), new("机关党支部五年", new() { Kind = "631", Sphere = "3", TermYears = 5 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<OrganisationFacts> TermSum = new()
    {
        Id = "grassroots.organisations.term-sum", Title = "届满日期等于选举日期加每届年数", WhenBroken = "届满日期与选举日期、年数对不上", Basis = new(Terms), Severity = Severity.Warn, Light = "yellow", Population = Organisations,
        Text = "经批准延期的，至多多一年。",
        Parameters = [RuleParameter.Months("extra", "经批准延长至多", 12, Stricter.Lower)],
        Test = new([nameof(OrganisationFacts.TermBeganOn), nameof(OrganisationFacts.TermYears), nameof(OrganisationFacts.TermEndsOn)], "term_ends_on <= (term_began_on + make_interval(years => term_years, months => {extra}::int))::date and term_ends_on > term_began_on", (f, t) =>
        {
            var (end, most) = (f.TermBeganOn!.Value.AddYears(f.TermYears!.Value), f.TermBeganOn.Value.AddMonths(12 * f.TermYears.Value + t.Int("extra")));
            return Finding.Of(f.TermEndsOn <= most && f.TermEndsOn > f.TermBeganOn, $"选举 {Dates.Format(f.TermBeganOn.Value)} ＋ {f.TermYears} 年 ＝ {Dates.Format(end)}，延长至多到 {Dates.Format(most)}；登记届满 {Dates.Format(f.TermEndsOn!.Value)}");
        }),
        Examples = [new("相符", new() { TermBeganOn = new(2024, 3, 1), TermYears = 3, TermEndsOn = new(2027, 3, 1) }, new(2026, 11, 21), Outcome.Met), new("多了两年", new() { TermBeganOn = new(2024, 3, 1), TermYears = 3, TermEndsOn = new(2029, 3, 1) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<OrganisationFacts> ThreeMembers = new()
    {
        Id = "grassroots.organisations.three-members", Title = "有正式党员三人以上的，方可成立党支部", WhenBroken = "正式党员不足三人", Basis = new(Branch, "", true), Severity = Severity.Remind, Light = "yellow", Population = Organisations,
        Text = "不足三人的，与邻近单位成立联合党支部，一般不超过五个单位。",
        Parameters = [new("people", "人数", 3, "人", Stricter.Fixed)],
        Test = RuleTest<OrganisationFacts>.AtLeast(f => f.FullMembers, "people", "人").For(f => f.Kind is null ? null : f.Kind == "631", "kind = '631'", "不是党支部"),
        Examples = [new("十二人", new() { Kind = "631", FullMembers = 12 }, new(2026, 11, 21), Outcome.Met), new("两人", new() { Kind = "631", FullMembers = 2 }, new(2026, 11, 21), Outcome.Broken), new("联合党支部", new() { Kind = "632", FullMembers = 2 }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<OrganisationFacts> BranchSize = new()
    {
        Id = "grassroots.organisations.branch-size", Title = "党支部党员一般不超过五十人", WhenBroken = "党支部超过五十人", Basis = new(Branch, "", true), Severity = Severity.Remind, Population = Organisations,
        Parameters = [new("people", "人数", 50, "人", Stricter.Lower)],
        Test = RuleTest<OrganisationFacts>.AtMost(f => f.AllMembers, "people", "人").For(f => f.Kind is null ? null : f.Kind is "631" or "632", "kind in ('631', '632')", "不是党支部"),
        Examples = [new("四十八人", new() { Kind = "631", AllMembers = 48 }, new(2026, 11, 21), Outcome.Met), new("六十二人", new() { Kind = "631", AllMembers = 62 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<OrganisationFacts> CommitteeNeeded = new()
    {
        Id = "grassroots.organisations.committee-needed", Title = "有正式党员七人以上的党支部，应当设立支部委员会，由三至五人组成，一般不超过七人", WhenBroken = "支部委员会人数不符", Basis = new(Branch, "", true), Severity = Severity.Remind, Light = "yellow", Population = Organisations,
        Text = "人数按在任的党内职务计算。不足三人的，补选或请示调整；多于七人的，下次换届调整。",
        Parameters = [new("people", "正式党员", 7, "人", Stricter.Fixed), new("least", "不少于", 3, "人", Stricter.Fixed), new("most", "不超过", 7, "人", Stricter.Fixed)],
        Test = new RuleTest<OrganisationFacts>([nameof(OrganisationFacts.FullMembers), nameof(OrganisationFacts.CommitteeMembers)], "full_members < {people} or committee_members between {least} and {most}",
            (f, t) => Finding.Of(f.FullMembers < t["people"] || f.CommitteeMembers >= t["least"] && f.CommitteeMembers <= t["most"], $"正式党员 {f.FullMembers} 人，支部委员会 {f.CommitteeMembers} 人，应为 {t["least"]:0} 至 {t["most"]:0} 人"))
            .For(f => f.Kind is null ? null : f.Kind is "631" or "632", "kind in ('631', '632')", "不是党支部"),
        Examples = [new("二十人，支委五人", new() { Kind = "631", FullMembers = 20, CommitteeMembers = 5 }, new(2026, 11, 21), Outcome.Met), new("二十人，只有书记", new() { Kind = "631", FullMembers = 20, CommitteeMembers = 1 }, new(2026, 11, 21), Outcome.Broken), new("六人", new() { Kind = "631", FullMembers = 6, CommitteeMembers = 1 }, new(2026, 11, 21), Outcome.Met)],
    };

    public static readonly Rule<OrganisationFacts> NoCommittee = new()
    {
        Id = "grassroots.organisations.no-committee", Title = "正式党员不足七人的党支部，设一名书记，必要时设一名副书记", WhenBroken = "不足七人的支部设了支部委员会", Basis = new(Branch, "", true), Severity = Severity.Remind, Light = "yellow", Population = Organisations,
        Parameters = [new("people", "正式党员", 7, "人", Stricter.Fixed), new("most", "至多", 2, "人", Stricter.Fixed)],
        Test = new RuleTest<OrganisationFacts>([nameof(OrganisationFacts.FullMembers), nameof(OrganisationFacts.CommitteeMembers)], "full_members >= {people} or committee_members <= {most}",
            (f, t) => Finding.Of(f.FullMembers >= t["people"] || f.CommitteeMembers <= t["most"], $"正式党员 {f.FullMembers} 人，在任 {f.CommitteeMembers} 人，至多 {t["most"]:0} 人"))
            .For(f => f.Kind is null ? null : f.Kind is "631" or "632", "kind in ('631', '632')", "不是党支部"),
        Examples = [new("五人，书记一名", new() { Kind = "631", FullMembers = 5, CommitteeMembers = 1 }, new(2026, 11, 21), Outcome.Met), new("五人，支委四名", new() { Kind = "631", FullMembers = 5, CommitteeMembers = 4 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<OrganisationFacts> GeneralBranchSize = new()
    {
        Id = "grassroots.organisations.general-branch-size", Title = "党总支党员一般五十人以上、一百人以下", WhenBroken = "党总支党员人数不在五十至一百之间", Basis = new("中国共产党党和国家机关基层组织工作条例", "", true), Severity = Severity.Remind, Light = "yellow", Population = Organisations,
        Text = "连同下级支部的党员。多于一百人的，请示改设党委；少于五十人的，请示改设党支部，或者说明批准保留的文号。",
        Parameters = [new("least", "不少于", 50, "人", Stricter.Higher), new("most", "不超过", 100, "人", Stricter.Lower)],
        Test = new RuleTest<OrganisationFacts>([nameof(OrganisationFacts.MembersBelow)], "members_below between {least} and {most}", (f, t) => Finding.Of(f.MembersBelow >= t["least"] && f.MembersBelow <= t["most"], $"连同下级共 {f.MembersBelow} 人，应在 {t["least"]:0} 至 {t["most"]:0} 人之间"))
            .For(f => f.Kind is null ? null : f.Kind == "621", "kind = '621'", "不是党总支"),
        Examples = [new("七十人", new() { Kind = "621", MembersBelow = 70 }, new(2026, 11, 21), Outcome.Met), new("三十人", new() { Kind = "621", MembersBelow = 30 }, new(2026, 11, 21), Outcome.Broken), new("党支部", new() { Kind = "631", MembersBelow = 30 }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<OrganisationFacts> CommitteeMembership = new()
    {
        Id = "grassroots.organisations.committee-membership", Title = "单位设党的基层委员会，党员一般一百人以上", WhenBroken = "基层党委党员不足一百人", Basis = new("中国共产党党和国家机关基层组织工作条例", "", true), Severity = Severity.Remind, Light = "yellow", Population = Organisations,
        Text = "连同下级支部的党员。市、县、乡镇（街道）的党委（工委）按区划设置，不按人数。",
        Parameters = [new("people", "人数", 100, "人", Stricter.Higher)],
        Test = RuleTest<OrganisationFacts>.AtLeast(f => f.MembersBelow, "people", "人").For(f => f.Kind is not null and not "611" || f.IsOfPlace == true ? false : f.Kind is null || f.IsOfPlace is null ? null : true, "kind = '611' and not is_of_place", "不是单位的基层党委"),
        Examples = [new("医院党委一百五十人", new() { Kind = "611", IsOfPlace = false, MembersBelow = 150 }, new(2026, 11, 21), Outcome.Met), new("八十人", new() { Kind = "611", IsOfPlace = false, MembersBelow = 80 }, new(2026, 11, 21), Outcome.Broken), new("镇党委", new() { Kind = "611", IsOfPlace = true, MembersBelow = 8 }, new(2026, 11, 21), Outcome.NotApplicable)],
    };

    public static readonly Rule<OrganisationFacts> SecretaryThere = new()
    {
        Id = "grassroots.organisations.secretary", Title = "书记不得空缺", WhenBroken = "书记空缺", Basis = new(Branch), Severity = Severity.Remind, Population = Organisations,
        Test = new RuleTest<OrganisationFacts>([nameof(OrganisationFacts.Kind)], "coalesce(secretary, '') <> ''", (f, _) => Finding.Of(!string.IsNullOrEmpty(f.Secretary), string.IsNullOrEmpty(f.Secretary) ? "没有登记书记" : $"书记 {f.Secretary}"))
            .For(f => f.Kind is null ? null : f.Kind is "611" or "621" or "631" or "632", "kind in ('611', '621', '631', '632')", "不是基层党委、总支、支部"),
        Examples = [new("有书记", new() { Kind = "631", Secretary = "某人" }, new(2026, 11, 21), Outcome.Met), new("空缺", new() { Kind = "631" }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<OrganisationFacts> SecretaryStanding = new()
    {
        Id = "grassroots.organisations.secretary-standing", Title = "党支部书记一般应有一年以上党龄", WhenBroken = "书记党龄不满一年", Basis = new(Branch), Severity = Severity.Warn,
        Parameters = [RuleParameter.Years("years", "党龄", 1, Stricter.Higher)],
        Test = RuleTest<OrganisationFacts>.NotBefore(f => f.SecretaryFullOn, Span.Years, "years", f => f.TermBeganOn),
        Examples = [new("十年", new() { SecretaryFullOn = new(2016, 5, 1), TermBeganOn = new(2026, 5, 1) }, new(2026, 11, 21), Outcome.Met), new("半年", new() { SecretaryFullOn = new(2025, 11, 1), TermBeganOn = new(2026, 5, 1) }, new(2026, 11, 21), Outcome.Broken) { Earliest = new(2026, 11, 1) }],
    };

    public static readonly Rule<OrganisationFacts> Postponement = new()
    {
        Id = "grassroots.organisations.postponement", Title = "延期换届不超过一年", WhenBroken = "延期换届超过一年", Basis = new(Election, "第三条", true), Severity = Severity.Refuse,
        Parameters = [RuleParameter.Months("months", "最长", 12, Stricter.Lower)],
        Test = RuleTest<OrganisationFacts>.AtMost(f => f.ExtendedMonths, "months", "个月"),
        Examples = [new("半年", new() { ExtendedMonths = 6 }, new(2026, 11, 21), Outcome.Met), new("一年半", new() { ExtendedMonths = 18 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [TermOver, TermNear, TermKnown, TermLength, TermSum, ThreeMembers, BranchSize, CommitteeNeeded, NoCommittee, GeneralBranchSize, CommitteeMembership, SecretaryThere, SecretaryStanding, Postponement, .. TemporaryRules.All];
}
