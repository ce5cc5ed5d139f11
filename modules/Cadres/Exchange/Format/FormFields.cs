using System.Globalization;
using System.Text.RegularExpressions;
using OrgWork.Kernel;

namespace OrgWork.Cadres;

/// <summary>
/// One item of the form and the columns of the record that say the same. Reading knows the record as it stands, so that what a file cannot say
/// (the day of birth, 预备党员) is not lost; an item is the same when the form printed from the record would not change.
/// </summary>
/// <param name="Read">the columns' values for a text; a column that is not named stays</param>
/// <param name="Write">what the form says for the record; the second is how the file said it before, for its way of writing dates</param>
/// <param name="IsKeyFact">三龄两历: what may be changed only on proof</param>
sealed record FormField(string Element, string Label, int Most, Func<string, Columns, FormReading> Read, Func<Columns, string, string> Write, bool IsKeyFact = false)
{
    /// <summary>How the form would read if the file's text were taken over.</summary>
    public string Taken(string text, Columns record) => Write(record.With(Read(text, record).Values), text);

    public bool IsSame(string text, Columns record)
    {
        // What says nothing, or nothing that could be read, is the same as a record that says nothing.
        var reading = text == "" ? FormReading.Nothing : Read(text, record);
        return reading.Values.Count == 0 ? Write(record, "") == "" : Same(Write(record.With(reading.Values), text), Write(record, text));
    }

    internal static bool Same(string one, string other) => one == other || FormTexts.Plain(one) == FormTexts.Plain(other);
}

sealed record FormReading(IReadOnlyDictionary<string, object?> Values, string? Doubt = null)
{
    public static readonly FormReading Nothing = new(new Dictionary<string, object?>());
}

/// <summary>The columns of a cadre's row.</summary>
sealed class Columns(IReadOnlyDictionary<string, object?> values)
{
    public static readonly Columns Empty = new(new Dictionary<string, object?>());
    public IReadOnlyDictionary<string, object?> Values { get; } = values;
    public string Text(string column) => FormTexts.Plain(Values.GetValueOrDefault(column) as string);
    public DateOnly? Date(string column) => Values.GetValueOrDefault(column) as DateOnly?;

    public Columns With(IReadOnlyDictionary<string, object?> changes)
    {
        if (changes.Count == 0) return this;
        var all = new Dictionary<string, object?>(Values);
        foreach (var (column, value) in changes) all[column] = value;
        return new(all);
    }
}

static partial class FormFields
{
    static readonly Dictionary<string, string> NoAliases = [];

    // How files write what the code tables name differently. What the alias does not say exactly is kept as text.
    static readonly Dictionary<string, string> EducationAliases = new()
    {
        ["大学本科"] = "21", ["本科"] = "21", ["大学专科"] = "31", ["专科"] = "31", ["大学普通班"] = "3B", ["中等专科"] = "41", ["中专毕业"] = "41", ["技校"] = "47", ["普通高中"] = "61", ["普通初中"] = "71", ["小学毕业"] = "81",
        ["硕士研究生"] = "11", ["博士研究生"] = "11",
        ["中央党校本科"] = "2A", ["省委党校研究生"] = "1B", ["省委党校大学"] = "2B", ["省委党校本科"] = "2B", ["省委党校大专"] = "37",
        ["市委党校研究生"] = "1B", ["区委党校研究生"] = "1B",
    };

    static readonly Dictionary<string, string> RelationAliases = new() { ["夫"] = "12", ["妻"] = "13", ["子"] = "14", ["女"] = "15", ["父"] = "10", ["母"] = "11", ["大儿子"] = "20", ["大女儿"] = "28" };
    static readonly Dictionary<string, string> PoliticsAliases = new() { ["中国共产党党员"] = "01", ["党员"] = "01", ["中共预备党员"] = "02", ["团员"] = "03", ["民盟盟员"] = "05", ["九三"] = "10", ["农工"] = "08", ["致公"] = "09" };

    public static readonly IReadOnlyList<FormField> All =
    [
        Name(), Code(FormElements.Sex, "性别", 18, "sex", StandardCodes.Sex), Birth(), Code(FormElements.Nation, "民族", 18, "nation", StandardCodes.Nation, bare => bare + "族"),
        Text("JiGuan", "籍贯", 60, "native_place"), Text("ChuShengDi", "出生地", 60, "birth_place"), Party(), Date(FormElements.WorkBegan, "参加工作时间", "work_began_on", isKeyFact: true), Date(FormElements.AgeLimit, "到龄时间", "age_limit_on"),
        Text("JianKangZhuangKuang", "健康状况", 60, "health"), Text("ZhuanYeJiShuZhiWu", "专业技术职务", 90, "technical_title"), Text("ShuXiZhuanYeYouHeZhuanChang", "熟悉专业有何专长", 120, "specialty"),
        Coded("QuanRiZhiJiaoYu_XueLi", "全日制学历", "full_time_education", StandardCodes.Education, EducationAliases, isKeyFact: true), Coded("QuanRiZhiJiaoYu_XueWei", "全日制学位", "full_time_degree", StandardCodes.Degree, NoAliases),
        Text("QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "全日制毕业院校系及专业", 120, "full_time_school"), Text("QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "全日制学位毕业院校系及专业", 120, "full_time_degree_school"),
        Coded("ZaiZhiJiaoYu_XueLi", "在职学历", "in_service_education", StandardCodes.Education, EducationAliases, isKeyFact: true), Coded("ZaiZhiJiaoYu_XueWei", "在职学位", "in_service_degree", StandardCodes.Degree, NoAliases),
        Text("ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi", "在职毕业院校系及专业", 120, "in_service_school"), Text("ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi", "在职学位毕业院校系及专业", 120, "in_service_degree_school"),
        Text(FormElements.Post, "现任职务", 500, "post_title"), Text("NiRenZhiWu", "拟任职务", 324, "proposed_post"), Text("NiMianZhiWu", "拟免职务", 324, "post_to_remove"), Resume(),
        Text("JiangChengQingKuang", "奖惩情况", 1000, "rewards"), Text("NianDuKaoHeJieGuo", "年度考核结果", 500, "assessment_summary"), Text("RenMianLiYou", "任免理由", 600, "appointment_reason"),
        Text("ChengBaoDanWei", "呈报单位", 252, "submitting_unit"), Text(FormElements.FormerAgeLimit, "改革前任职年龄界限", 60, "former_age_limit"),
        Date("JiSuanNianLingShiJian", "计算年龄时间", "age_reckoned_on", keepsDay: true), Date("TianBiaoShiJian", "填表时间", "form_filled_on", keepsDay: true), Text("TianBiaoRen", "填表人", 36, "form_filled_by"),
    ];

    static readonly Dictionary<string, FormField> ByElement = All.ToDictionary(field => field.Element);
    public static FormField? Find(string element) => ByElement.GetValueOrDefault(element);

    static FormReading One(string column, object? value, string? doubt = null) => new(new Dictionary<string, object?> { [column] = value }, doubt);

    static FormField Text(string element, string label, int most, string column) => new(element, label, most,
        (text, _) => One(column, text == "" ? null : text),
        (record, _) => record.Text(column));

    static FormField Name() => new(FormElements.Name, "姓名", 36,
        (text, _) => One("name", NameOf(text)),
        (record, before) => record.Text("name") is var name && NameOf(before) == name && before != "" ? before : name, IsKeyFact: true);

    /// <summary>As the editor does it: every sign that people type for the dot of a transcribed name becomes the one of the standard, and blanks go.</summary>
    public static string NameOf(string text) => NameDots().Replace(string.Concat(text.Where(c => !char.IsWhiteSpace(c))), "·");

    static FormField Code(string element, string label, int most, string column, CodeSet codes, Func<string, string>? fuller = null) => new(element, label, most,
        (text, _) => text == "" ? One(column, null)
            : (codes.Named(text) ?? (fuller is null ? null : codes.Named(fuller(text)))) is { } code ? One(column, code.Value)
            : new(FormReading.Nothing.Values, $"{label}“{text}”不在代码表里，没有读入"),
        (record, before) => record.Text(column) is { Length: > 0 } value ? before != "" && fuller is not null && codes.Named(fuller(before))?.Value == value ? before : codes.NameOf(value) : "", IsKeyFact: column == "sex");

    /// <summary>A code, and beside it the text when no name of the code says the same.</summary>
    static FormField Coded(string element, string label, string column, CodeSet codes, Dictionary<string, string> aliases, bool isKeyFact = false) => new(element, label, 54,
        (text, _) =>
        {
            if (text == "") return new(new Dictionary<string, object?> { [column] = null, [column + "_text"] = null });
            var code = CodeOf(text, codes, aliases);
            return new(new Dictionary<string, object?> { [column] = code, [column + "_text"] = code is not null && Printed(code, codes) == text ? null : text },
                code is null ? $"{label}“{text}”不在代码表里，按文字保存，不进统计" : null);
        },
        (record, _) =>
        {
            var (code, text) = (record.Text(column), record.Text(column + "_text"));
            // A text that says another code than the record's was left behind by a correction.
            if (text != "" && (code == "" || CodeOf(text, codes, aliases) is null || CodeOf(text, codes, aliases) == code)) return text;
            return code == "" ? "" : Printed(code, codes);
        }, isKeyFact);

    static string? CodeOf(string text, CodeSet codes, Dictionary<string, string> aliases)
    {
        if (codes.Named(text)?.Value is { } exact) return exact;
        if (aliases.TryGetValue(text, out var alias)) return alias;
        if (ReferenceEquals(aliases, EducationAliases))
        {
            // 中共示范省委党校研究生, 示范省委党校大学.
            var school = PartySchool().Match(text);
            if (school.Success) return aliases.GetValueOrDefault((text.Contains("中央党校", StringComparison.Ordinal) ? "中央党校" : "省委党校") + school.Groups["level"].Value) ?? codes.Named((text.Contains("中央党校", StringComparison.Ordinal) ? "中央党校" : "省（区、市）委党校") + school.Groups["level"].Value)?.Value;
        }
        return codes.Codes.FirstOrDefault(code => Printed(code.Value, codes) == text)?.Value;
    }

    static string Printed(string code, CodeSet codes) => codes.NameOf(code).Replace("省（区、市）委", "省委");

    static FormField Birth() => new(FormElements.Birth, "出生年月", 18,
        (text, record) =>
        {
            if (text == "") return One("birth_on", null);
            if (DayOf(text, out var hasDay) is not { } day) return new(FormReading.Nothing.Values, $"出生年月“{text}”无法读出，没有读入");
            // The record may know the day, which the form does not print.
            return One("birth_on", record.Date("birth_on") is { } known && (known.Year, known.Month) == (day.Year, day.Month) && !hasDay ? known : day);
        },
        (record, before) => record.Date("birth_on") is { } day ? Same(day, before, byMonth: true) ? before : Styled(day, before, keepsDay: false) : "", IsKeyFact: true);

    static FormField Date(string element, string label, string column, bool isKeyFact = false, bool keepsDay = false) => new(element, label, 18,
        (text, record) => text == "" ? One(column, null) : DayOf(text, out _) is { } day ? One(column, keepsDay ? day : new DateOnly(day.Year, day.Month, 1)) : new(FormReading.Nothing.Values, $"{label}“{text}”无法读出，没有读入"),
        (record, before) => record.Date(column) is { } day ? Same(day, before, byMonth: !keepsDay) ? before : Styled(day, before, keepsDay) : "", isKeyFact);

    static bool Same(DateOnly day, string before, bool byMonth) => DayOf(before, out var hasDay) is { } was && (byMonth || !hasDay ? (was.Year, was.Month) == (day.Year, day.Month) && (byMonth || day.Day == 1) : was == day);

    /// <summary>As the file wrote it: with dots where it had dots.</summary>
    static string Styled(DateOnly day, string before, bool keepsDay)
    {
        var separator = DateSeparator().Match(before) is { Success: true } match ? match.Value : "";
        var withDay = keepsDay && (before == "" || before.Count(char.IsAsciiDigit) > 6 || day.Day != 1);
        return day.ToString(withDay ? $"yyyy'{separator}'MM'{separator}'dd" : $"yyyy'{separator}'MM", CultureInfo.InvariantCulture);
    }

    /// <summary>yyyyMMdd, yyyyMM and what other programs write; a day or month of 00 is not known.</summary>
    public static DateOnly? DayOf(string text, out bool hasDay)
    {
        hasDay = false;
        if (EmptyDay().Match(text) is { Success: true } empty) text = empty.Groups["month"].Value;
        if (Dates.TryParse(text, out var day, out _))
        {
            hasDay = true;
            return day;
        }
        return Month.TryParse(text, out var month, out _) ? month.First : null;
    }

    static FormField Resume() => new(FormElements.Resume, "简历", 4000,
        (text, _) => text == "" ? One("resume", null) : One("resume", ResumeText.Stored(text, out var notes), notes.Count > 0 ? string.Join("；", notes) : null),
        (record, before) => record.Text("resume") is var resume && before != "" && ResumeText.Stored(before, out _) == resume ? before : resume, IsKeyFact: true);

    // ---- 入党时间: a grammar of its own

    const string OthersFrom = "04", OthersTo = "11";

    static bool IsOtherParty(string? code) => string.CompareOrdinal(code, OthersFrom) >= 0 && string.CompareOrdinal(code, OthersTo) <= 0;

    static FormField Party() => new(FormElements.Party, "入党时间", 60, ReadParty, (record, before) =>
    {
        var (joined, politics, text) = (record.Date("party_joined_on"), record.Text("politics"), record.Text("party_text"));
        if (text != "" && ReadParty(text, record).Values.GetValueOrDefault("party_joined_on") as DateOnly? == joined) return text;
        if (before != "" && ReadParty(before, record) is { Doubt: null } was && was.Values.GetValueOrDefault("party_joined_on") as DateOnly? == joined && was.Values.GetValueOrDefault("politics") as string == politics && was.Values.GetValueOrDefault("party_text") is null) return before;
        if (IsOtherParty(politics)) return joined is { } both ? $"{Styled(both, before, keepsDay: false)}；{StandardCodes.Politics.NameOf(politics)}" : StandardCodes.Politics.NameOf(politics);
        return joined is { } day ? Styled(day, before, keepsDay: false) : politics == "12" ? "无党派" : "";
    }, IsKeyFact: true);

    static FormReading ReadParty(string text, Columns record)
    {
        var now = record.Text("politics");
        if (text == "") return new(new Dictionary<string, object?> { ["party_joined_on"] = null, ["party_text"] = null });
        // 民盟（2002.03）, （民盟、民革）: the printed form.
        var plain = Brackets().Replace(text, "；").Trim('；', ' ');
        var (joined, others, unknown) = ((DateOnly?)null, new List<string>(), false);
        foreach (var part in plain.Split(['；', ';', '、', '，', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (DayOf(part, out _) is { } day && joined is null) joined = new DateOnly(day.Year, day.Month, 1);
            else if (CodeOf(part, StandardCodes.Politics, PoliticsAliases) is { } code) others.Add(code);
            else unknown = true;
        }
        var bare = others.Where(code => code is not ("01" or "02")).ToList();
        if (unknown || bare.Count > 1 || joined is null && bare.Count == 0)
        {
            var main = joined is not null ? now is "01" or "02" || IsOtherParty(now) ? now : "01" : bare.FirstOrDefault() ?? (now == "" ? null : now);
            return new(new Dictionary<string, object?> { ["party_joined_on"] = joined, ["politics"] = main, ["party_text"] = text }, unknown || joined is null && bare.Count == 0 ? $"入党时间“{text}”没有完全读懂，按文字保存" : null);
        }
        // 预备党员 and 中共党员 are written alike: the record knows.
        var politics = bare.Count == 1 ? bare[0] : now is "01" or "02" ? now : others.FirstOrDefault() ?? "01";
        return new(new Dictionary<string, object?> { ["party_joined_on"] = joined, ["politics"] = politics, ["party_text"] = null });
    }

    // ---- family

    /// <summary>A relative of the record as the form prints it; the month in the way the file wrote it.</summary>
    public static FormRelative RelativeOf(Columns row, string birthBefore = "")
    {
        var situation = row.Text("situation");
        var work = row.Text("workplace");
        return new(CodedText(row, "relation", StandardCodes.Kinship, RelationAliases), row.Text("name"),
            row.Date("birth_on") is { } birth ? Same(birth, birthBefore, byMonth: true) ? birthBefore : Styled(birth, birthBefore, keepsDay: false) : "",
            CodedText(row, "politics", StandardCodes.Politics, PoliticsAliases),
            situation == "" || work.Contains(situation, StringComparison.Ordinal) ? work : $"{work}（{situation}）");
    }

    static string CodedText(Columns row, string column, CodeSet codes, Dictionary<string, string> aliases)
    {
        var (code, text) = (row.Text(column), row.Text(column + "_text"));
        if (text != "" && (code == "" || CodeOf(text, codes, aliases) is not { } said || said == code)) return text;
        return code == "" ? "" : codes.NameOf(code);
    }

    /// <summary>The columns of a relative's row for a line of the form.</summary>
    public static FormReading Read(FormRelative relative)
    {
        var doubts = new List<string>();
        var birth = relative.Birth == "" ? null : DayOf(relative.Birth, out _);
        if (relative.Birth != "" && birth is null) doubts.Add($"家庭成员“{relative.Name}”的出生年月“{relative.Birth}”无法读出，没有读入");
        if (relative.Name == "") doubts.Add($"家庭成员有一行（{relative}）没有姓名，按“（未填）”读入");
        var end = Situation().Match(relative.Work);
        var values = new Dictionary<string, object?>
        {
            ["name"] = relative.Name == "" ? "（未填）" : relative.Name,
            ["birth_on"] = birth is { } day ? new DateOnly(day.Year, day.Month, 1) : null,
            ["workplace"] = Null(end.Success ? end.Groups["work"].Value : relative.Work),
            ["situation"] = end.Success ? end.Groups["is"].Value : null,
        };
        Put("relation", relative.Relation, StandardCodes.Kinship, RelationAliases);
        Put("politics", relative.Politics, StandardCodes.Politics, PoliticsAliases);
        return new(values, doubts.Count > 0 ? string.Join("；", doubts) : null);

        void Put(string column, string text, CodeSet codes, Dictionary<string, string> aliases)
        {
            var code = text == "" ? null : CodeOf(text, codes, aliases);
            values[column] = code;
            values[column + "_text"] = text == "" || code is not null && codes.NameOf(code) == text ? null : text;
        }

        static string? Null(string text) => text == "" ? null : text;
    }

    /// <summary>How a line of the form reads once it is in the record: what the two are compared by.</summary>
    public static FormRelative Taken(FormRelative relative) => RelativeOf(new Columns(Read(relative).Values), relative.Birth) with { Name = relative.Name };

    [GeneratedRegex(@"[。.？?、•．‧・]")] private static partial Regex NameDots();
    [GeneratedRegex(@"委党校(?<level>研究生|大学|本科|大专)$|中央党校(?<level>研究生|大学|本科|大专)$")] private static partial Regex PartySchool();
    [GeneratedRegex(@"(?<=^[0-9]{4})[./年-](?=[0-9])")] private static partial Regex DateSeparator();
    [GeneratedRegex(@"^(?<month>[0-9]{4}(?:0[1-9]|1[0-2]))00$")] private static partial Regex EmptyDay();
    [GeneratedRegex(@"[（(）)]+")] private static partial Regex Brackets();
    [GeneratedRegex(@"^(?<work>.+)（(?<is>已退休|已去世|已故|退休|去世|离休|已离休)）$", RegexOptions.Singleline)] private static partial Regex Situation();
}
