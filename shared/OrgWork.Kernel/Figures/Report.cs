namespace OrgWork.Kernel;

/// <summary>A row or a column of a table: its words and its condition.</summary>
/// <param name="Where">SQL over the columns of what is counted; null counts as no</param>
public sealed record Line(string Label, string Where)
{
    /// <summary>For columns: the heading over several of them. For rows: how far the label is set in.</summary>
    public string? Group { get; init; }
    public int Indent { get; init; }
    /// <summary>A share in percent of two other columns, by their numbers, in place of a count.</summary>
    public (int Part, int Whole)? Share { get; init; }

    /// <summary>As it is called outside its table: two heads may both have a 小计.</summary>
    public string FullLabel => Group is null ? Label : Label == "小计" ? Group + Label : $"{Group}·{Label}";
    /// <summary>The same for people, where the head adds nothing.</summary>
    public string Words => Label == "小计" ? FullLabel : Label;

    public static Line Percent(string label, int part, int whole) => new(label, "false") { Share = (part, whole) };
    /// <summary>A sum or a part that stands under the line before.</summary>
    public static Line Of(string label, string where, string? group = null) => new(label, where) { Group = group };
    public static Line Sub(string label, string where) => new(label, where) { Indent = 1 };
}

/// <summary>
/// A sum that must come out, as it stands in the official tables, and as it is executed: within one table <c>列1=列2+列3</c> in every row and
/// <c>行1=行2+行3</c> in every column; between tables <c>表1.行1.列2=表3.行1.列1</c>; with <c>上年</c> before a term its value at the last frozen year-end.
/// </summary>
public sealed record SumCheck(string Formula)
{
    /// <summary>Only in these rows, by number; everywhere when empty.</summary>
    public IReadOnlyList<int> Rows { get; init; } = [];
    public string? Note { get; init; }
}

/// <summary>A table of statistics (统计表): rows × columns of conditions over one thing that is counted.</summary>
public sealed class Report
{
    public required string Id { get; init; }
    /// <summary>表2.</summary>
    public required string Number { get; init; }
    public required string Title { get; init; }
    public required Counted Of { get; init; }
    /// <summary>The head of the first column: 甲.</summary>
    public string RowHead { get; init; } = "项目";
    /// <summary>The rows. None: one for the whole, and one for each place below.</summary>
    public IReadOnlyList<Line> Rows { get; init; } = [];
    public required IReadOnlyList<Line> Columns { get; init; }
    /// <summary>The rules whose word and parameters its lines name, as in <see cref="Figure.Under"/>.</summary>
    public IReadOnlyList<Rule> Under { get; init; } = [];
    public IReadOnlyList<SumCheck> Checks { get; init; } = [];
    /// <summary>What the numbers mean, in words: 口径.</summary>
    public required string Note { get; init; }
    public required string Source { get; init; }
    public string Confidence { get; init; } = "待核";
    public string Unit => Of.Counter;
    public bool IsByPlace => Rows.Count == 0;
    /// <summary>Which columns the chart draws, by number, over the rows; the first two when none is named.</summary>
    public IReadOnlyList<int> Charted { get; init; } = [];
}

/// <summary>The figures and tables of a module, listed under <c>/{locality}/{module}/figures</c> and <c>…/reports</c>; the permissions <c>{module}.figures.read</c> and <c>.edit</c> go with them.</summary>
public sealed class FigureSet
{
    public IReadOnlyList<Figure> Figures { get; init; } = [];
    public IReadOnlyList<Report> Reports { get; init; } = [];
    /// <summary>Figures of other modules that stand beside these, each to those who may see it there.</summary>
    public IReadOnlyList<ShownFigure> Shown { get; init; } = [];
    public static string ReadPermission(ModuleManifest module) => module.Id + ".figures.read";
    public static string WritePermission(ModuleManifest module) => module.Id + ".figures.edit";
}

/// <summary>On an address: the module whose figures it shows.</summary>
public sealed record FigurePlace(ModuleManifest Module, FigureSet Set)
{
    /// <summary>Nothing for a module without figures.</summary>
    /// <exception cref="ModuleRefusedException">two of the same name, a formula that cannot be read, a permission that is not declared</exception>
    public static FigurePlace? Of(ModuleManifest module, FigureSet? set)
    {
        if (set is null || set.Figures.Count + set.Reports.Count + set.Shown.Count == 0) return null;
        foreach (var permission in (string[])[FigureSet.ReadPermission(module), FigureSet.WritePermission(module), .. set.Figures.Select(f => f.Of).Concat(set.Reports.Select(r => r.Of)).SelectMany(counted => (string[])[counted.ReadPermission, counted.NumberPermission])])
            if (module.Permissions.All(p => p.Id != permission)) throw new ModuleRefusedException($"模块声明了统计指标，要求的权限“{permission}”没有在 module.json 里声明");
        foreach (var twice in new[] { set.Figures.Select(f => f.Id), set.Reports.Select(r => r.Id), set.Reports.Select(r => r.Number) }.SelectMany(ids => ids.GroupBy(id => id)).Where(group => group.Count() > 1))
            throw new ModuleRefusedException($"有两个指标或统计表同用 {twice.Key}");
        if (set.Figures.FirstOrDefault(figure => figure.Contradiction is not null) is { } wrong) throw new ModuleRefusedException($"指标“{wrong.Title}”（{wrong.Id}）{wrong.Contradiction}");
        var place = new FigurePlace(module, set);
        foreach (var report in set.Reports)
            foreach (var check in report.Checks)
                try
                {
                    foreach (var term in CheckFormula.Parse(check.Formula).Terms)
                        if (term.Table is { } number && place.Numbered(number) is null || term is { Table: null, Column: { } column } && column > report.Columns.Count || term is { Table: null, Row: { } row } && !report.IsByPlace && row > report.Rows.Count)
                            throw new FormatException($"校核公式“{check.Formula}”所说的行、栏或表不存在");
                }
                catch (FormatException fault)
                {
                    throw new ModuleRefusedException($"{report.Number}：{fault.Message}", fault);
                }
        return place;
    }

    /// <summary>As far as somebody here may see its numbers: what they may not is not there for them, on any page.</summary>
    public FigurePlace For(Here here) => this with { Set = new() { Figures = [.. Set.Figures.Where(figure => here.May(figure.Of.NumberPermission))], Reports = [.. Set.Reports.Where(report => here.May(report.Of.NumberPermission))], Shown = Set.Shown } };

    public string Figures => $"{Module.Id}/figures";
    public string Reports => $"{Module.Id}/reports";
    public Figure? Figure(string id) => Set.Figures.FirstOrDefault(figure => figure.Id == id);
    public Report? Report(string id) => Set.Reports.FirstOrDefault(report => report.Id == id);
    public Report? Numbered(string number) => Set.Reports.FirstOrDefault(report => report.Number == number);
}
