using System.Globalization;

namespace OrgWork.Programmes;

/// <summary>Small things that are written rather than clicked together: what a step records, one a line, and how it may go.</summary>
public static class DesignText
{
    /// <summary><c>评价 选项：满意、不满意 必填 →对方评价</c>: behind the arrow stands the item of the register that takes it.</summary>
    public static string Of(DescribedField field, DescribedRegister? register) => Of(field) + (field.Into is { } into ? $" →{LabelOf(into, register)}" : "");

    static string Of(DescribedField field) =>
        $"{field.Label} {ProgrammeWords.KindOf(field.Kind)}{(field.Kind == DescribedKind.Code ? "：" + (field.Codes is { } codes ? StandardCodes.All.First(set => set.Id == codes).Name : string.Join('、', field.Options.Where(option => !option.Closed).Select(option => option.Name))) : "")}{(field.Required ? " 必填" : "")}";

    public static IReadOnlyList<DescribedField> ReadFields(string text, IReadOnlyList<DescribedField> old, HashSet<string> taken, DescribedRegister? register, Action<string> say)
    {
        List<DescribedField> all = [];
        foreach (var whole in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var sides = whole.Split(Arrows, 2, StringSplitOptions.TrimEntries);
            var line = sides[0];
            if (line == "")
            {
                say($"“{whole}”前面要写登记什么：得分 数 必填 →评审得分");
                continue;
            }
            var into = sides.Length == 2 ? KeyOf(sides[1], register, say) : null;
            var words = line.Split([' ', '　', '\t'], StringSplitOptions.RemoveEmptyEntries);
            var (label, isRequired) = (words[0], words.Length > 1 && words[^1] == "必填");
            var rest = string.Join(' ', words[1..(isRequired ? ^1 : ^0)]).Split('：', 2);
            if (ProgrammeWords.Kinds.FirstOrDefault(one => one.Name == rest[0].Trim()) is not { Name: not null } kind)
            {
                if (rest[0].Trim() != "") say($"“{line}”读不懂：写作 办理情况 多行文字 必填，或 评价 选项：满意、不满意 必填；类型有{string.Join("、", ProgrammeWords.Kinds.Select(one => one.Name))}");
                kind = ProgrammeWords.Kinds.First(one => one.Kind == DescribedKind.Text);
            }
            var was = old.FirstOrDefault(field => field.Label == label);
            var names = rest.Length == 2 ? Split(rest[1]) : [];
            var next = (was?.Options ?? []).Select(option => int.TryParse(option.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty().Max();
            all.Add((was ?? new() { Key = DesignForm.KeyFor(label, taken), Label = label }) with
            {
                Kind = kind.Kind, Required = isRequired, Into = into, Codes = names is [var one] && StandardCodes.All.FirstOrDefault(set => set.Name == one) is { } set2 ? set2.Id : null,
                // What is offered no more keeps its value: cases that chose it still say it, and no other option is given that value.
                Options = names is [var single] && StandardCodes.All.Any(set => set.Name == single) ? [] : [.. names.Select(name => was?.Options.FirstOrDefault(option => option.Name == name) is { } had ? had with { Closed = false } : new DescribedOption((++next).ToString(CultureInfo.InvariantCulture), name)), .. kind.Kind == DescribedKind.Code ? (was?.Options ?? []).Where(option => !names.Contains(option.Name)).Select(option => option with { Closed = true }) : []],
            });
        }
        return all;
    }

    /// <summary>What is written one behind the other: 满意、基本满意、不满意. What stands in brackets is one: 县（市、区）.</summary>
    public static string[] Split(string text)
    {
        List<string> all = [];
        var (from, depth) = (0, 0);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] is '（' or '(') depth++;
            else if (at < text.Length && text[at] is '）' or ')') depth = Math.Max(0, depth - 1);
            else if (at == text.Length || text[at] is '\n' or '\r' || depth == 0 && text[at] is '、' or '，' or ',' or '；' or ';')
            {
                if (text[from..at].Trim() is { Length: > 0 } part) all.Add(part);
                (from, depth) = (at + 1, 0);
            }
        }
        return [.. all];
    }

    static readonly string[] Arrows = ["→", "->", "—>"];

    static string LabelOf(string key, DescribedRegister? register) => register?.Open.FirstOrDefault(field => field.Key == key)?.Label ?? key;

    static string? KeyOf(string label, DescribedRegister? register, Action<string> say)
    {
        if (register?.Open.FirstOrDefault(field => field.Label.Trim() == label.Trim('[', ']', '【', '】')) is { } field) return field.Key;
        say($"“{register?.Title}”里没有“{label}”这一项，写不进去");
        return null;
    }

    /// <summary><c>命名日期=当天、阶段=成型</c></summary>
    public static string Of(IReadOnlyList<DescribedSet> sets, DescribedRegister? register) => string.Join('、', sets.Select(set => $"{LabelOf(set.Column, register)}={set.Option ?? "当天"}"));

    public static IReadOnlyList<DescribedSet> ReadSets(string text, DescribedRegister? register, Action<string> say)
    {
        List<DescribedSet> all = [];
        foreach (var part in text.Split(['、', '，', ',', '；', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split(['=', '＝'], 2, StringSplitOptions.TrimEntries) is not [var label, { Length: > 0 } value]) say($"“{part}”读不懂：写作 命名日期=当天，或 阶段=成型");
            else if (KeyOf(label, register, say) is { } key) all.Add(new(key, value == "当天" ? null : value));
        }
        return all;
    }

    /// <summary><c>同意→下一步；不同意→终止；满意→办结（办结日期=当天）；不满意→办理</c></summary>
    public static string Of(IReadOnlyList<DescribedOutcome> outcomes, IReadOnlyList<DescribedStep> steps, DescribedRegister? register) =>
        string.Join('；', outcomes.Select(outcome => $"{outcome.Title}→{(outcome.Ends ? "终止" : outcome.Completes ? "办结" : outcome.Next is { } next ? steps.FirstOrDefault(step => step.Key == next)?.Title ?? next : "下一步")}{(outcome.Sets.Count > 0 ? $"（{Of(outcome.Sets, register)}）" : "")}"));

    public static IReadOnlyList<DescribedOutcome> ReadOutcomes(string text, IReadOnlyList<DescribedOutcome> old, IReadOnlyList<DescribedStep> steps, DescribedRegister? register, Action<string> say)
    {
        List<DescribedOutcome> all = [];
        var taken = old.Select(outcome => outcome.Key).ToHashSet();
        foreach (var whole in text.Split(['；', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var arrow = whole.IndexOfAny(['→', '>']);
            var bracket = arrow < 0 ? -1 : whole.IndexOfAny(['（', '('], arrow);
            var (part, sets) = bracket < 0 || whole[^1] is not ('）' or ')') ? (whole, "") : (whole[..bracket], whole[(bracket + 1)..^1]);
            var sides = part.Split(Arrows, 2, StringSplitOptions.TrimEntries);
            var (title, to) = (sides[0], sides.Length == 2 ? sides[1] : "下一步");
            var was = old.FirstOrDefault(outcome => outcome.Title == title);
            var step = steps.FirstOrDefault(one => one.Title == to && !one.Closed);
            if (step is null && to is not ("下一步" or "终止" or "办结")) say($"结果“{title}”后面没有“{to}”这一步；可以写下一步、终止、办结，或某一步的名称");
            all.Add(new() { Key = was?.Key ?? DesignForm.KeyFor(title, taken), Title = title, Ends = to == "终止", Completes = to == "办结", Next = step?.Key, Sets = ReadSets(sets, register, say) });
        }
        return all;
    }
}
