using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace OrgWork.Programmes;

/// <summary>One part of the designer as it was sent, put into the description. What cannot be read is left as it was and named.</summary>
/// <param name="known">what other modules publish, where figures of theirs are chosen</param>
public sealed class DesignForm(IFormCollection form, IReadOnlyList<KnownFigure>? known = null)
{
    public List<string> Faults { get; } = [];

    string Text(string name, int row = -1) => form[row < 0 ? name : $"{name}.{row}"].ToString().Trim();
    bool Tick(string name, int row) => form[$"{name}.{row}"].ToString() == "1";
    int Rows => int.TryParse(form["rows"], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? Math.Min(rows, 400) : 0;

    int? Number(string name, int row, string where)
    {
        if (Text(name, row) is not { Length: > 0 } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Faults.Add($"{where}：“{text}”不是整数");
        return null;
    }

    decimal? Decimal(string name, int row, string where)
    {
        if (Text(name, row) is not { Length: > 0 } text) return null;
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1_000_000_000) return number;
        Faults.Add($"{where}：“{text}”不是数");
        return null;
    }

    public ProgrammeDescription Basics(ProgrammeDescription before)
    {
        var edition = 0;
        if (Text("edition") is { Length: > 0 } text && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out edition)) Faults.Add($"年度：“{text}”不是年份，写作 2026，长期坚持的留空");
        return before with { Name = Text("name"), Purpose = Text("purpose"), Sphere = Text("sphere"), Edition = edition, Owner = Text("owner"), Basis = Text("basis") };
    }

    // ---- what is recorded

    public ProgrammeDescription Fields(ProgrammeDescription before, string register)
    {
        if (before.Find(register) is not { } old) return before;
        var next = old with { Title = Text("title"), Noun = Text("noun"), Counter = Text("counter") is { Length: > 0 } counter ? counter : "条", Closed = form["closed"].ToString() == "1", Fields = ReadFields(old.Fields, before.Registers) };
        return ProgrammeRounds.Settle(Replace(before, next with { Round = ReadRound(before), Ranking = ReadRanking(next), Tells = ReadTells(old, next) }));
    }

    DescribedRound? ReadRound(ProgrammeDescription description) => Text("round_every") is { Length: > 0 } every ? new() { Orders = ReadOrders(description), Every = every, Places = Text("round_places"), Days = Number("round_days", -1, "报送时限") ?? 5, Opens = Number("round_opens", -1, "开始填报") ?? 0, From = Day("round_from", "轮次开始"), Until = Day("round_until", "轮次结束") } : null;

    DateOnly? Day(string name, string where)
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        if (Dates.TryParse(text, out var day, out var fault)) return day;
        Faults.Add($"{where}：{fault}");
        return null;
    }

    DescribedOrders? ReadOrders(ProgrammeDescription description)
    {
        if (description.Registers.FirstOrDefault(register => register.Key == Text("orders_of")) is not { } orders) return null;
        return new() { Register = orders.Key, Places = Key("orders_places", "谁报"), Every = Key("orders_every", "多久一报"), From = Key("orders_from", "从哪天起"), Until = Key("orders_until", "到哪天止") };

        string Key(string name, string what)
        {
            if (orders.Open.FirstOrDefault(field => field.Label == Text(name)) is { } found) return found.Key;
            Faults.Add($"{what}：“{orders.Title}”里没有“{Text(name)}”这一项，请写那本台账里项目的名称");
            return Text(name);
        }
    }

    /// <summary>For each item in which somebody is chosen: what goes to the record there, and of which day.</summary>
    List<DescribedTelling> ReadTells(DescribedRegister old, DescribedRegister next)
    {
        List<DescribedTelling> all = [];
        foreach (var about in next.Open.Where(field => field.Kind == DescribedKind.Listed))
        {
            // An item that is new has not been asked about yet.
            if (!form.ContainsKey("tell_says." + about.Key))
            {
                all.AddRange(old.Tells.Where(one => one.About == about.Key));
                continue;
            }
            var says = LabelsIn(form["tell_says." + about.Key].ToString(), next.Open, $"“{about.Label}”的记录上记什么");
            if (says.Count == 0) continue;
            var on = LabelsIn(form["tell_on." + about.Key].ToString(), next.Open, $"“{about.Label}”的记录上记哪天");
            all.Add(new() { About = about.Key, On = on.FirstOrDefault(), Says = says });
        }
        return all;
    }

    /// <summary>Items by their names, 得分、名次; a name may have the mark in it that stands between two.</summary>
    List<string> LabelsIn(string text, IEnumerable<DescribedField> fields, string what)
    {
        List<string> all = [];
        var byLength = fields.OrderByDescending(field => field.Label.Length).ToList();
        var rest = text.TrimStart(Marks);
        while (rest != "")
        {
            if (byLength.FirstOrDefault(field => rest.StartsWith(field.Label, StringComparison.Ordinal) && (rest.Length == field.Label.Length || Marks.Contains(rest[field.Label.Length]))) is { } found)
            {
                all.Add(found.Key);
                rest = rest[found.Label.Length..].TrimStart(Marks);
                continue;
            }
            var word = rest.Split(Marks, 2)[0];
            Faults.Add($"{what}：没有“{word}”这一项，请写这本台账里项目的名称");
            rest = rest[word.Length..].TrimStart(Marks);
        }
        return all;
    }

    static readonly char[] Marks = ['、', '，', ',', '；', ';', ' ', '　'];

    DescribedRanking? ReadRanking(DescribedRegister register)
    {
        if (Text("rank_by") is not { Length: > 0 } by) return null;
        return new()
        {
            By = by, Rank = Key("rank_in", Text("rank_in")), Before = Optional("rank_before"), Total = Optional("rank_total"), Standing = Optional("rank_standing"),
            Within = [.. Text("rank_within").Split(['、', '，', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(label => Key("rank_within", label))],
        };

        string? Optional(string what) => Text(what) is { Length: > 0 } label ? Key(what, label) : null;

        string Key(string what, string label)
        {
            if (register.Open.FirstOrDefault(field => field.Label == label) is { } found) return found.Key;
            Faults.Add($"{(what == "rank_within" ? "在什么范围里排" : what == "rank_in" ? "名次记在" : what == "rank_before" ? "上次名次记在" : what == "rank_total" ? "累计记在" : "累计位次记在")}：没有“{label}”这一项，请写这本台账里项目的名称");
            return label;
        }
    }

    List<DescribedField> ReadFields(IReadOnlyList<DescribedField> old, IReadOnlyList<DescribedRegister> registers)
    {
        List<(int Order, DescribedField Field)> all = [];
        var taken = old.Select(field => field.Key).ToHashSet();
        for (var row = 0; row < Rows; row++)
        {
            var label = Text("label", row);
            if (label == "") continue;
            var was = old.FirstOrDefault(field => field.Key == Text("key", row));
            var kind = Enum.TryParse<DescribedKind>(Text("kind", row), out var chosen) && Enum.IsDefined(chosen) ? chosen : DescribedKind.Text;
            var range = Text("range", row);
            (var decimals, range) = kind == DescribedKind.Number ? ReadDecimals(range) : (0, range);
            // What a round fills in keeps its kind; it may be called and shown otherwise.
            if (was is { ByDeed: true })
            {
                all.Add((Number("order", row, label) ?? row + 1, was with { Label = label, Listed = Tick("listed", row), Filter = Tick("filter", row), Sort = Tick("sort", row) }));
                continue;
            }
            var field = (was ?? new() { Key = KeyFor(label, taken), Label = label }) with
            {
                Label = label, Kind = kind, Required = Tick("required", row), Listed = Tick("listed", row), Filter = Tick("filter", row), Sort = Tick("sort", row), Sensitive = Tick("sensitive", row), Closed = Tick("closed", row),
                Hint = Text("hint", row) is { Length: > 0 } hint ? hint : null, Codes = null, Options = [], Register = null, Formula = null, From = null, Follows = false,
            };
            if (range.StartsWith("取自", StringComparison.Ordinal)) field = ReadSource(field, range, old, registers);
            else if (range.StartsWith("跟着", StringComparison.Ordinal)) field = ReadSource(field, range, old, registers) with { Follows = true };
            else if (kind == DescribedKind.Code)
                field = StandardCodes.All.FirstOrDefault(set => set.Name == range) is { } set ? field with { Codes = set.Id } : field with { Options = ReadOptions(range, was?.Options ?? []) };
            else if (kind == DescribedKind.Listed) field = field with { Register = ProgrammeLists.All.FirstOrDefault(list => list.Name == range)?.Key ?? range };
            else if (kind == DescribedKind.Row) field = field with { Register = registers.FirstOrDefault(one => one.Title == range)?.Key ?? range };
            else if (kind == DescribedKind.Number && range is ['=' or '＝', ..]) field = field with { Formula = range[1..].Trim(), Min = null, Max = null, Required = false };
            else if (kind is DescribedKind.Number or DescribedKind.Year) field = ReadRange(field, range);
            else if (kind is DescribedKind.Date or DescribedKind.Month) field = field with { Past = range.Contains("不晚于今天", StringComparison.Ordinal) };
            all.Add((Number("order", row, label) ?? row + 1, field.Kind == DescribedKind.Number && field.From is null ? field with { Decimals = decimals } : field with { Decimals = 0 }));
        }
        return [.. all.OrderBy(one => one.Order).Select(one => one.Field)];
    }

    /// <summary><c>取自[联系干部]的职务或单位</c>. Of a row of another register it is of the kind that it is there.</summary>
    DescribedField ReadSource(DescribedField field, string range, IReadOnlyList<DescribedField> old, IReadOnlyList<DescribedRegister> registers)
    {
        var parts = range[2..].Replace('【', '[').Replace('】', ']').Split(']', 2, StringSplitOptions.TrimEntries);
        var (label, item) = (parts[0].TrimStart('['), parts.Length == 2 ? parts[1].TrimStart('的').Trim() : "");
        var by = old.FirstOrDefault(one => !one.Closed && one.Label == label && one.Kind is DescribedKind.Unit or DescribedKind.Listed or DescribedKind.Row);
        var (key, other) = by?.Kind switch
        {
            DescribedKind.Unit => (ProgrammeLists.UnitItems.FirstOrDefault(one => one.Name == item).Key, null),
            DescribedKind.Listed => (ProgrammeLists.Items.FirstOrDefault(one => one.Name == item).Key, null),
            DescribedKind.Row => registers.FirstOrDefault(one => one.Key == by.Register)?.Open.FirstOrDefault(one => one.Label == item) is { } there ? (there.Key, there) : (null, null),
            _ => ((string?)null, (DescribedField?)null),
        };
        if (key is null)
        {
            Faults.Add($"{field.Label}：写作 取自[联系干部]的职务或单位；前面是已经保存的机构、名册或引用项目，机构能取{string.Join("、", ProgrammeLists.UnitItems.Select(one => one.Name))}，名册能取{string.Join("、", ProgrammeLists.Items.Select(one => one.Name))}，引用能取那本台账的项目");
            return field;
        }
        var kind = other is null || other.Kind == DescribedKind.Name ? DescribedKind.Text : other.Kind;
        return field with { From = $"{by!.Key}.{key}", Kind = kind, Codes = kind == DescribedKind.Code ? other?.Codes : null, Options = kind == DescribedKind.Code ? other!.Options : [], Required = false };
    }

    /// <summary><c>0—100，2位小数</c>: how many places there are behind the point stands last.</summary>
    static (int Decimals, string Range) ReadDecimals(string range)
    {
        const string tail = "位小数";
        return range.EndsWith(tail, StringComparison.Ordinal) && range.Length > tail.Length && char.IsAsciiDigit(range[^(tail.Length + 1)]) ? (range[^(tail.Length + 1)] - '0', range[..^(tail.Length + 1)].TrimEnd('，', ',', '；', ' ')) : (0, range);
    }

    internal static int LeastOf(DescribedKind kind) => kind == DescribedKind.Year ? 1900 : 0;

    DescribedField ReadRange(DescribedField field, string range)
    {
        // Where no least was set, the form shows what holds without one.
        int? Least(int min) => field.Min is null && min == LeastOf(field.Kind) ? null : min;
        if (range == "") return field with { Min = null, Max = null };
        var parts = range.Split(['—', '-', '～', '~', '至'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var min) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var max)) return field with { Min = Least(min), Max = max };
        if (parts.Length == 1 && range[^1] is '—' or '-' or '～' or '~' && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least)) return field with { Min = Least(least), Max = null };
        Faults.Add($"{field.Label}：取值范围写作 1—100，只限最小的写作 1—；由系统计算的写作 =[甲]+[乙]");
        return field;
    }

    /// <summary>What was there keeps its value, whatever became of its place.</summary>
    static List<DescribedOption> ReadOptions(string text, IReadOnlyList<DescribedOption> old)
    {
        var next = old.Select(option => int.TryParse(option.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty().Max();
        var names = DesignText.Split(text);
        return [.. names
            .Select(name => old.FirstOrDefault(option => option.Name == name) is { } was ? was with { Closed = false } : new DescribedOption((++next).ToString(CultureInfo.InvariantCulture), name)), .. old.Where(option => !names.Contains(option.Name)).Select(option => option with { Closed = true })];
    }

    /// <summary>A plain word for the column, from the pinyin of what it is called.</summary>
    public static string KeyFor(string label, HashSet<string> taken)
    {
        var word = string.Concat(Pinyin.Of(label).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(30));
        if (word == "" || !char.IsAsciiLetter(word[0])) word = "x" + word;
        var key = word;
        for (var n = 2; !ProgrammeCheck.MayBeKey(key) || !taken.Add(key); n++) key = $"{word}_{n}";
        return key;
    }

    static ProgrammeDescription Replace(ProgrammeDescription before, DescribedRegister next) => before with
    {
        Registers = [.. before.Registers.Select(one => one.Key == next.Key ? next : one with { Lists = [.. one.Lists.Select(list => list.Key == next.Key ? next : list)] })],
    };

    /// <summary>A further register, or a list that hangs on one.</summary>
    public (ProgrammeDescription Next, string Key) AddRegister(ProgrammeDescription before)
    {
        var (title, under) = (Text("new_title"), Text("under"));
        if (title == "") Faults.Add("请写新台账的名称");
        var taken = before.AllRegisters.Select(register => register.Key).ToHashSet();
        taken.UnionWith(["figures", "reports", "rules", "steps", "figure", "report"]);
        var key = KeyFor(title, taken);
        if (key.Length > 24) key = KeyFor(key[..24], taken);
        var made = new DescribedRegister { Key = key, Title = title, Noun = Text("new_noun") is { Length: > 0 } noun ? noun : "记录", Fields = [under == "" ? new() { Key = "name", Label = "名称", Kind = DescribedKind.Name } : new() { Key = "riqi", Label = "日期", Kind = DescribedKind.Date, Required = true, Listed = true }] };
        return (under == "" ? before with { Registers = [.. before.Registers, made] } : before with { Registers = [.. before.Registers.Select(one => one.Key == under ? one with { Lists = [.. one.Lists, made] } : one)] }, key);
    }

    // ---- what happens

    public ProgrammeDescription Steps(ProgrammeDescription before)
    {
        var old = before.Procedure?.Steps ?? [];
        List<(int Order, DescribedStep Step, string Outcomes)> all = [];
        var register = before.Find(Text("of"));
        var (taken, facts) = (old.Select(step => step.Key).ToHashSet(), old.SelectMany(step => step.Fields).Select(field => field.Key).ToHashSet());
        for (var row = 0; row < Rows; row++)
        {
            var title = Text("label", row);
            if (title == "") continue;
            var was = old.FirstOrDefault(step => step.Key == Text("key", row));
            all.Add((Number("order", row, title) ?? row + 1, (was ?? new() { Key = KeyFor(title, taken), Title = title, Who = "" }) with
            {
                Title = title, Who = Text("who", row), Level = Text("level", row), MinDays = Number("min", row, title), MaxDays = Number("max", row, title), Closed = Tick("closed", row), Requirement = Text("requirement", row),
                Documents = [.. Text("documents", row).Split(['、', '\n', '\r', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
                Fields = DesignText.ReadFields(Text("fields", row), was?.Fields ?? [], facts, register, words => Faults.Add($"{title}：{words}")),
                Sets = DesignText.ReadSets(Text("sets", row), register, words => Faults.Add($"{title}：{words}")),
            }, Text("outcomes", row)));
        }
        if (all.Count == 0) return before with { Procedure = null };
        List<DescribedStep> steps = [.. all.OrderBy(one => one.Order).Select(one => one.Step)];
        // Where outcomes lead is known when all steps are.
        steps = [.. steps.Select(step => step with { Outcomes = DesignText.ReadOutcomes(all.First(one => one.Step == step).Outcomes, step.Outcomes, steps, register, words => Faults.Add($"{step.Title}：{words}")) })];
        return before with { Procedure = new() { Title = Text("title") is { Length: > 0 } title2 ? title2 : "办理程序", Register = Text("of"), Steps = steps } };
    }

    // ---- what counts, lights, is printed; who may

    public ProgrammeDescription Figures(ProgrammeDescription before)
    {
        var taken = before.Figures.Select(one => one.Key).ToHashSet();
        List<DescribedFigure> all = [];
        for (var row = 0; row < Rows; row++)
        {
            var title = Text("label", row);
            if (title == "") continue;
            var was = before.Figures.FirstOrDefault(one => one.Key == Text("key", row));
            all.Add((was ?? new() { Key = Dashed(title, taken), Register = "", Title = title }) with
            {
                Title = title, Register = Text("register", row), Count = Text("count", row), OutOf = Text("outof", row), Mean = Text("mean", row), Sum = Text("sum", row), SumOf = Text("sumof", row), Better = Text("better", row), Unit = Text("unit", row),
                Target = Decimal("target", row, title), Yellow = Decimal("yellow", row, title), Red = Decimal("red", row, title),
            });
        }
        return before with { Figures = all, Shows = ReadShows() };
    }

    List<DescribedShown> ReadShows()
    {
        List<DescribedShown> all = [];
        for (var row = 0; row < 400 && form.ContainsKey($"shown.{row}"); row++)
        {
            if (Text("shown", row) is not { Length: > 0 } words) continue;
            // One of a programme that is not here yet is written as the description has it: 红色物业/covered.
            if ((known?.FirstOrDefault(one => one.Words == words)?.Figure ?? (words.Contains('/', StringComparison.Ordinal) ? words : null)) is { } figure) all.Add(new(figure, Text("shown_under", row)));
            else Faults.Add($"别处的指标：没有“{words}”，请从候选里选");
        }
        return all;
    }

    public ProgrammeDescription Participants(ProgrammeDescription before)
    {
        if (Text("who") is not { Length: > 0 } who) return before with { Participants = null };
        List<string> kinds = [];
        foreach (var name in Text("kinds").Split(['、', '，', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (StandardCodes.UnitKind.Named(name) is { } kind) kinds.Add(kind.Value);
            else Faults.Add($"没有机构类别“{name}”，请写机构名册里的类别");
        int? age = int.TryParse(Text("age"), NumberStyles.None, CultureInfo.InvariantCulture, out var years) ? years : null;
        if (age is null && Text("age") != "") Faults.Add($"年龄“{Text("age")}”看不懂，请填岁数，如 35");
        return before with { Participants = new() { Who = who, Register = Text("of"), Kinds = who == "unit" ? kinds : [], AgeAtMost = ProgrammeLists.Find(who) is { IsOfPeople: true } ? age : null } };
    }

    public ProgrammeDescription Lights(ProgrammeDescription before)
    {
        var taken = before.Lights.Select(one => one.Key).ToHashSet();
        List<DescribedLight> all = [];
        for (var row = 0; row < Rows; row++)
        {
            var title = Text("label", row);
            if (title == "") continue;
            var was = before.Lights.FirstOrDefault(one => one.Key == Text("key", row));
            all.Add((was ?? new() { Key = Dashed(title, taken), Register = "", Title = title, When = "" }) with { Title = title, Register = Text("register", row), When = Text("when", row), Light = Text("light", row), Severity = Text("severity", row), Demand = Text("demand", row) });
        }
        return before with { Lights = all };
    }

    public ProgrammeDescription Papers(ProgrammeDescription before)
    {
        var taken = before.Papers.Select(one => one.Key).ToHashSet();
        List<DescribedPaper> all = [];
        for (var row = 0; row < Rows; row++)
        {
            var title = Text("label", row);
            if (title == "") continue;
            var was = before.Papers.FirstOrDefault(one => one.Key == Text("key", row));
            all.Add((was ?? new() { Key = Dashed(title, taken), Register = "", Title = title }) with { Title = title, Register = Text("register", row), Signed = Text("signed", row), Lines = [.. Text("lines", row).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] });
        }
        return before with { Papers = all };
    }

    public ProgrammeDescription Who(ProgrammeDescription before)
    {
        IReadOnlyList<string> Chosen(string name) => [.. form[name].OfType<string>().Where(role => ProgrammeWords.Roles.Any(one => one.Id == role))];
        return before with { Who = new() { Read = Chosen("read"), Edit = Chosen("edit"), Act = Chosen("act"), Manage = Chosen("manage") } };
    }

    static string Dashed(string title, HashSet<string> taken)
    {
        var word = string.Concat(Pinyin.Initials(title).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(20));
        if (word == "" || !char.IsAsciiLetter(word[0])) word = "x" + word;
        var key = word;
        for (var n = 2; !taken.Add(key); n++) key = $"{word}-{n}";
        return key;
    }
}
