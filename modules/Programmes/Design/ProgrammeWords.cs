namespace OrgWork.Programmes;

/// <summary>How a description is said on screen.</summary>
public static class ProgrammeWords
{
    public static readonly IReadOnlyList<(string Value, string Name)> Spheres = [("1", "干部"), ("2", "基层党建"), ("3", "人才"), ("4", "自身建设"), ("9", "综合")];

    public static readonly IReadOnlyList<(DescribedKind Kind, string Name, string Hint)> Kinds =
    [
        (DescribedKind.Name, "名称", "一行凭它称呼和查找，每本台账一个"), (DescribedKind.Text, "文字", "一行"), (DescribedKind.LongText, "多行文字", ""), (DescribedKind.Number, "数", "整数；要小数的在取值范围里写 2位小数"),
        (DescribedKind.Date, "日期", "2026.03.01"), (DescribedKind.Month, "年月", "2026.03"), (DescribedKind.Year, "年份", ""), (DescribedKind.Code, "选项", "自己写，或用代码表"), (DescribedKind.Flag, "是否", ""),
        (DescribedKind.Phone, "电话", "加密存放，查看留痕"), (DescribedKind.Unit, "机构", "从机构名册里选"), (DescribedKind.Listed, "名册", "从在职干部、党组织、在岗人才或用人单位里选"), (DescribedKind.Row, "引用", "本专项另一本台账的一行"),
    ];

    public static string SphereOf(string sphere) => Spheres.FirstOrDefault(one => one.Value == sphere).Name ?? "综合";
    public static string KindOf(DescribedKind kind) => Kinds.First(one => one.Kind == kind).Name;

    public static string Holds(ProgrammeDescription description)
    {
        List<string> parts = [string.Join("、", description.Registers.Where(one => !one.Closed).Select(one => one.Title))];
        foreach (var register in description.Registers.Where(one => one is { Closed: false, Round: not null })) parts.Add(RoundOf(register.Round!));
        if (description.Registers.Any(one => one is { Closed: false, Ranking: not null })) parts.Add("排名次");
        if (description.Registers.Any(one => one is { Closed: false, Tells.Count: > 0 })) parts.Add("结果记到名册里的记录上");
        if (description.Procedure is { } procedure) parts.Add($"{procedure.Steps.Count(step => !step.Closed)} 步程序");
        if (description.Figures.Count > 0) parts.Add($"{description.Figures.Count} 个指标");
        if (description.Shows.Count > 0) parts.Add($"旁边列 {description.Shows.Count} 个别处的指标");
        if (description.Lights.Count > 0) parts.Add($"{description.Lights.Count} 盏灯");
        if (description.Papers.Count > 0) parts.Add(string.Join("、", description.Papers.Select(paper => paper.Title)));
        return string.Join("；", parts);
    }

    /// <summary>What may be filled in for a field, in a few words.</summary>
    public static string RangeOf(DescribedField field, ProgrammeDescription description) => field.From?.Split('.') is [var by, var item] ? SourceWords(by, item, description, field) : field.Kind switch
    {
        DescribedKind.Code when field.Codes is { } codes => StandardCodes.All.FirstOrDefault(set => set.Id == codes)?.Name ?? codes,
        DescribedKind.Code => string.Join("、", field.Options.Where(option => !option.Closed).Select(option => option.Name)),
        DescribedKind.Listed => ProgrammeLists.Find(field.Register)?.Name ?? "",
        DescribedKind.Row => description.Find(field.Register ?? "")?.Title ?? "",
        DescribedKind.Number => string.Join('，', ((string?[])[field.Formula is { } reckoned ? "=" + reckoned : field.Min is not null || field.Max is not null ? $"{field.Min ?? 0}—{field.Max}" : null, field.Decimals > 0 ? $"{field.Decimals}位小数" : null]).OfType<string>()),
        DescribedKind.Year when field.Min is not null || field.Max is not null => $"{field.Min ?? DesignForm.LeastOf(field.Kind)}—{field.Max}",
        DescribedKind.Date or DescribedKind.Month when field.Past => "不晚于今天",
        _ => "",
    };

    static string SourceWords(string by, string item, ProgrammeDescription description, DescribedField field)
    {
        var source = description.AllRegisters.FirstOrDefault(register => register.Fields.Contains(field))?.Fields.FirstOrDefault(one => one.Key == by);
        var called = source?.Kind switch
        {
            DescribedKind.Unit => ProgrammeLists.UnitItems.FirstOrDefault(one => one.Key == item).Name, DescribedKind.Listed => ProgrammeLists.Items.FirstOrDefault(one => one.Key == item).Name,
            _ => description.Find(source?.Register ?? "")?.Fields.FirstOrDefault(one => one.Key == item)?.Label,
        };
        return $"{(field.Follows ? "跟着" : "取自")}[{source?.Label ?? by}]的{called ?? item}";
    }

    /// <summary>Who reports, how often, by when and until when: 每季一轮，乡镇（街道）报送，期满后 5 天截止，到 2026.12.31 为止.</summary>
    public static string RoundOf(DescribedRound round) => round.Orders is not null ? "谁报、多久一报、从哪天到哪天由台账里的一道道要求定"
        : $"{ProgrammeRounds.Every.FirstOrDefault(one => one.Id == round.Every).Name}一轮，{ProgrammeRounds.Places.FirstOrDefault(one => one.Id == round.Places).Name}报送，{(round.Days < 0 ? $"期满前 {-round.Days} 天" : $"期满后 {round.Days} 天")}截止{(round.From is { } from ? $"，从 {Dates.Format(from)} 起" : "")}{(round.Until is { } until ? $"，到 {Dates.Format(until)} 为止" : "")}";

    public static readonly IReadOnlyList<(string Id, string Name)> Roles =
        [("programme_office", "专项管理"), ("township", "乡镇组织委员"), ("cadre_section", "干部科"), ("organisation_section", "组织科"), ("talent_office", "人才办"), ("general_office", "办公室"), ("branch_secretary", "支部书记"), ("leader", "部领导")];
}
