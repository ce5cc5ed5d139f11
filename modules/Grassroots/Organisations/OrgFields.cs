namespace OrgWork.Grassroots;

/// <summary>领域分类: which fields a place sorts its organisations by, its own among them, and what each goes by. An organisation goes by the field chosen for it, else by that of its 领域, of the nearest place above that has set one.</summary>
public static class OrgFields
{
    const string Read = "grassroots.organisations.read", Plan = "grassroots.fields.plan";

    public static readonly Register Register = new()
    {
        Id = "org-fields", Title = "领域分类", Noun = "领域", Counter = "个", Table = "org_field", ReadPermission = Read, WritePermission = Plan, KnownBy = ["name"],
        Fields =
        [
            Field.Text("name", "领域", 40).Required().Wide().Hinted("如 农村、高校、商务楼宇"), Field.Code("sphere", "归入", GrassrootsCodes.Sphere).Required().Listed().FirstFilter(), Field.Flag("is_whole", "归入的都适用").Listed().Filter().Hinted("不勾的，只适用于在党组织里选了它的"), Field.Text("standard", "适用标准", 100).Required().Listed(), Field.Number("star_scale", "星级制（最高几星）", 1, 5).Required().Listed().DefaultsTo("5"),
            Field.Code("training_kind", "书记培训班", Education.Kinds).Listed(), Field.Number("demo_quota", "示范点名额", 0, 100000).Required().Listed().DefaultsTo("0"), Field.LongText("indicators", "考核指标", 1000).Hinted("一行一个，写指标名称"), Field.LongText("remark", "说明", 500),
        ],
        Rules = [OrgFieldRules.Quota],
        Conditions = [ReadyCondition.Of(OrgFieldRules.Quota)],
        Actions = [new("各领域适用情况", "grassroots/organisations/fields", Read)],
    };

    /// <summary>The field an organisation goes by; <c>o</c> is the organisation.</summary>
    public const string OfSql = "coalesce(o.field_id, (select w.id from org_field w where w.sphere = o.sphere and w.is_whole and w.removed_at is null and starts_with(o.locality_path, w.locality_path) order by length(w.locality_path) desc limit 1))";
}

public sealed record FieldStarFacts
{
    [KnownAs("星级", Unit = "星")] public int? Stars { get; init; }
    [KnownAs("本领域最高", Unit = "星")] public int? Scale { get; init; }
}

public sealed record SiteFacts
{
    [KnownAs("示范点", Unit = "个")] public int? Sites { get; init; }
    [KnownAs("名额", Unit = "个")] public int? Quota { get; init; }
}

public static class OrgFieldRules
{
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Basis Practice = Basis.Practice("基层党组织分类管理办法（各地）");

    public static readonly Rule<FieldStarFacts> Stars = new()
    {
        Id = "grassroots.organisations.field-stars", Title = "星级不超过本领域的星级制", WhenBroken = "星级超过本领域的星级制", Basis = Practice, Severity = Severity.Refuse,
        Population = new("organisations", $"select o.id, o.locality_path, o.name as title, nullif(o.stars, '')::int as stars, f.star_scale as scale from organisation o left join org_field f on f.id = {OrgFields.OfSql} where o.removed_at is null and o.abolished_on is null"),
        Test = new RuleTest<FieldStarFacts>([nameof(FieldStarFacts.Stars), nameof(FieldStarFacts.Scale)], "stars <= scale", (f, _) => Finding.Of(f.Stars <= f.Scale, $"{f.Stars} 星，本领域最高 {f.Scale} 星")).For(f => f.Stars is not null && f.Scale is not null, "stars is not null and scale is not null", "没有评星，或领域没有定星级制"),
        Examples = [new("三星制评三星", new() { Stars = 3, Scale = 3 }, Day, Outcome.Met), new("三星制评四星", new() { Stars = 4, Scale = 3 }, Day, Outcome.Broken), new("没有定", new() { Stars = 4 }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<SiteFacts> Quota = new()
    {
        Id = "grassroots.org-fields.quota", Title = "示范点不超过本领域的名额", WhenBroken = "示范点超过名额", Basis = Practice, Severity = Severity.Remind, Light = "yellow",
        Population = new("org-fields", $"select f.id, f.locality_path, f.name as title, (select count(*)::int from organisation o where o.is_demo and o.removed_at is null and o.abolished_on is null and starts_with(o.locality_path, f.locality_path) and {OrgFields.OfSql} = f.id) as sites, f.demo_quota as quota from org_field f where f.removed_at is null"),
        Test = new([nameof(SiteFacts.Sites), nameof(SiteFacts.Quota)], "sites <= quota", (f, _) => Finding.Of(f.Sites <= f.Quota, $"示范点 {f.Sites} 个，名额 {f.Quota} 个")),
        Examples = [new("没有满", new() { Sites = 2, Quota = 3 }, Day, Outcome.Met), new("多了", new() { Sites = 4, Quota = 3 }, Day, Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [Stars, Quota];
}
