namespace OrgWork.Talent;

/// <summary>What is known of a post and somebody who might fill it. Levels count from 1 (A类) to 6 (F类), education from 1 (研究生) downwards.</summary>
public sealed record MatchFacts
{
    [KnownAs("岗位专业领域")] public string? NeedDomain { get; init; }
    [KnownAs("人选专业领域")] public string? Domain { get; init; }
    [KnownAs("岗位最低层次")] public int? NeedGrade { get; init; }
    [KnownAs("人选层次")] public int? Grade { get; init; }
    [KnownAs("岗位最低学历")] public int? NeedEducation { get; init; }
    [KnownAs("人选学历")] public int? Education { get; init; }
    [KnownAs("在意向地点之内")] public bool? IsInPlace { get; init; }
    [KnownAs("岗位年薪上限", Unit = "元")] public int? PayTo { get; init; }
    [KnownAs("期望年薪", Unit = "元")] public int? PayMin { get; init; }
    [KnownAs("岗位外语")] public string? NeedLanguage { get; init; }
    [KnownAs("人选外语")] public string? Language { get; init; }
    [KnownAs("岗位方式")] public string? NeedForm { get; init; }
    [KnownAs("人选方式")] public string? Form { get; init; }
}

/// <summary>By what a post and a person are matched: specialty, level, place, pay, language, form. What refuses must hold for a pair to be proposed; the others are reasons for or against.</summary>
public static class MatchRules
{
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Basis Own = DemandRules.Own;

    static string Grade(int? grade) => grade is >= 1 and <= 6 ? $"{(char)('A' + grade - 1)}类" : $"第 {grade} 层次";
    static string Education(int? education) => education switch { 1 => "研究生", 2 => "大学", 3 => "大专", 4 => "中专", _ => "高中及以下" };

    public static readonly Rule<MatchFacts> Speciality = Of("speciality", "专业领域一致", Severity.Refuse, [nameof(MatchFacts.NeedDomain), nameof(MatchFacts.Domain)], "domain = need_domain",
        (f, _) => Finding.Of(f.Domain == f.NeedDomain, $"专业领域{(f.Domain == f.NeedDomain ? "都是" : "不同：人选")}{TalentCodes.Domain.NameOf(f.Domain!)}"),
        new("一致", new() { NeedDomain = "01", Domain = "01" }, Day, Outcome.Met), new("不一致", new() { NeedDomain = "01", Domain = "02" }, Day, Outcome.Broken));

    public static readonly Rule<MatchFacts> Level = Of("level", "层次达到岗位要求", Severity.Refuse, [nameof(MatchFacts.Grade)], "grade <= need_grade",
        (f, _) => Finding.Of(f.Grade <= f.NeedGrade, $"层次 {Grade(f.Grade)}，要求 {Grade(f.NeedGrade)}以上"),
        new("D 类应聘 E 类岗位", new() { NeedGrade = 5, Grade = 4 }, Day, Outcome.Met), new("F 类应聘 D 类岗位", new() { NeedGrade = 4, Grade = 6 }, Day, Outcome.Broken), f => f.NeedGrade is not null, "need_grade is not null", "岗位不限层次");

    public static readonly Rule<MatchFacts> Schooling = Of("education", "学历达到岗位要求", Severity.Refuse, [nameof(MatchFacts.Education)], "education <= need_education",
        (f, _) => Finding.Of(f.Education <= f.NeedEducation, $"学历 {Education(f.Education)}，要求 {Education(f.NeedEducation)}以上"),
        new("研究生应聘大学岗位", new() { NeedEducation = 2, Education = 1 }, Day, Outcome.Met), new("大专应聘大学岗位", new() { NeedEducation = 2, Education = 3 }, Day, Outcome.Broken), f => f.NeedEducation is not null, "need_education is not null", "岗位不限学历");

    public static readonly Rule<MatchFacts> Place = Of("place", "岗位在意向地点之内", Severity.Remind, [nameof(MatchFacts.IsInPlace)], "is_in_place", (f, _) => Finding.Of(f.IsInPlace!.Value, f.IsInPlace.Value ? "在意向地点之内" : "不在意向地点之内"),
        new("在", new() { IsInPlace = true }, Day, Outcome.Met), new("不在", new() { IsInPlace = false }, Day, Outcome.Broken));

    public static readonly Rule<MatchFacts> Pay = Of("pay", "年薪达到期望", Severity.Remind, [nameof(MatchFacts.PayTo)], "pay_to >= pay_min", (f, _) => Finding.Of(f.PayTo >= f.PayMin, $"期望 {f.PayMin / 10000m:0.##} 万元，岗位最高 {f.PayTo / 10000m:0.##} 万元"),
        new("够", new() { PayTo = 200_000, PayMin = 150_000 }, Day, Outcome.Met), new("不够", new() { PayTo = 100_000, PayMin = 150_000 }, Day, Outcome.Broken), f => f.PayMin is not null, "pay_min is not null", "薪酬面议");

    public static readonly Rule<MatchFacts> Tongue = Of("language", "外语符合", Severity.Remind, [], "coalesce(language, '') = need_language", (f, _) => Finding.Of((f.Language ?? "") == f.NeedLanguage, f.Language is { } spoken ? $"外语 {TalentCodes.Language.NameOf(spoken)}，要求 {TalentCodes.Language.NameOf(f.NeedLanguage!)}" : $"没有登记外语，要求 {TalentCodes.Language.NameOf(f.NeedLanguage!)}"),
        new("会德语", new() { NeedLanguage = "4", Language = "4" }, Day, Outcome.Met), new("没有登记", new() { NeedLanguage = "4" }, Day, Outcome.Broken), f => f.NeedLanguage is not null, "need_language is not null", "岗位不要求外语");

    public static readonly Rule<MatchFacts> Form = Of("form", "全职、柔性方式相合", Severity.Remind, [nameof(MatchFacts.NeedForm), nameof(MatchFacts.Form)], "need_form = '3' or form = '3' or need_form = form", (f, _) => Finding.Of(f.NeedForm == "3" || f.Form == "3" || f.NeedForm == f.Form, $"人选{TalentCodes.Form.NameOf(f.Form!)}，岗位{TalentCodes.Form.NameOf(f.NeedForm!)}"),
        new("都可以", new() { NeedForm = "1", Form = "3" }, Day, Outcome.Met), new("不合", new() { NeedForm = "1", Form = "2" }, Day, Outcome.Broken));

    public static readonly IReadOnlyList<Rule<MatchFacts>> All = [Speciality, Level, Schooling, Place, Pay, Tongue, Form];

    static Rule<MatchFacts> Of(string id, string title, Severity severity, string[] needs, string sql, Func<MatchFacts, RuleTerms, Finding> check, RuleCase<MatchFacts> met, RuleCase<MatchFacts> broken, Func<MatchFacts, bool?>? applies = null, string appliesSql = "true", string otherwise = "不适用") => new()
    {
        Id = "talent.matching." + id, Title = title, Basis = Own, Severity = severity, Test = new RuleTest<MatchFacts>(needs, sql, check) { Applies = applies, AppliesSql = appliesSql, OtherwiseWords = otherwise }, Examples = [met, broken],
    };
}
