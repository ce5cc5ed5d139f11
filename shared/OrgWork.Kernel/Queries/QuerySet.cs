using System.Globalization;

namespace OrgWork.Kernel;

/// <summary>What can be asked of one set: the record itself or one of its lists, by column.</summary>
public sealed record QuerySet(RegisterPlace Place, bool IsRecord, IReadOnlyList<(Field Field, QueryFact? Fact)> Asked)
{
    /// <summary>As a part names it.</summary>
    public string? Id => IsRecord ? null : Place.Register.Id;
    public string Title => IsRecord ? "基本信息" : Place.Register.Title;
    /// <summary>Lines that last from a day to a day can be added up.</summary>
    public bool HasSpan => !IsRecord && Place.Register is { BeganColumn: not null, LastedColumn: not null };

    public Field? Find(string column) => Asked.FirstOrDefault(one => one.Field.Column == column).Field;
    public QueryFact? FactOf(string column) => Asked.FirstOrDefault(one => one.Field.Column == column).Fact;
    /// <summary>Other days of the same set, to which years can be counted.</summary>
    public IEnumerable<Field> OtherDays(Field field) => Asked.Where(one => one.Fact is null && one.Field.Kind is FieldKind.Date or FieldKind.Month && one.Field != field).Select(one => one.Field);

    /// <summary>All sets that may be asked, the record first. Lists that are opened for a purpose alone are not among them.</summary>
    public static IReadOnlyList<QuerySet> Of(RegisterPlace place, RegisterBook book, Func<string, bool> may) =>
    [
        new(place, true, [.. place.Register.Fields.Where(IsAskable).Select(field => (field, (QueryFact?)null)), .. place.Register.QueryFacts.Where(fact => fact.Permission is not { } needed || may(needed)).Select(fact => (fact.Field, (QueryFact?)fact))]),
        .. book.ChildrenOf(place).Where(child => !child.Register.IsGuarded && may(child.Register.ReadPermission)).Select(child => new QuerySet(child, false, [.. child.Register.Fields.Where(IsAskable).Select(field => (field, (QueryFact?)null))])),
    ];

    static bool IsAskable(Field field) => field.Kind != FieldKind.Row;

    /// <summary>The ways in which a column can be asked.</summary>
    public IReadOnlyList<(string How, string Words)> WaysOf(Field field)
    {
        (string, string)[] filled = field.IsRequired ? [] : [(QueryHow.Filled, "已填"), (QueryHow.Empty, "未填")];
        if (field.IsEncrypted || field.Kind == FieldKind.Identity) return [(QueryHow.Filled, "已填"), (QueryHow.Empty, "未填")];
        return field.Kind switch
        {
            FieldKind.Code => [(QueryHow.Is, "是其中之一"), (QueryHow.IsNot, "不是其中任何一个"), .. filled],
            FieldKind.Flag => [(QueryHow.Is, "是／否")],
            FieldKind.Number => [(QueryHow.Within, "自…至"), .. filled],
            FieldKind.Date or FieldKind.Month => [(QueryHow.Since, field.ShowsAge ? "满…岁（年）" : "距今满…年"), (QueryHow.Within, "自…至"), .. OtherDays(field).Any() ? ((string, string)[])[(QueryHow.Until, "到另一日期满…年")] : [], .. filled],
            _ => [(QueryHow.Contains, "含有"), .. filled],
        };
    }

    /// <summary>Reads a test against its column; null with the fault when it cannot be asked so.</summary>
    public string? FaultOf(QueryTest test, DateOnly day)
    {
        if (Find(test.Column) is not { } field) return $"{Title}里没有“{test.Column}”，或您不能按它查询";
        if (!WaysOf(field).Any(way => way.How == test.How)) return $"{field.Label}不能这样查询";
        switch (test.How)
        {
            case QueryHow.Is or QueryHow.IsNot when field.Kind == FieldKind.Code:
                if (test.Values.Count == 0) return $"{field.Label}：请勾选至少一个";
                return test.Values.FirstOrDefault(value => !field.Codes!.Has(value)) is { } unknown ? $"{field.Label}的代码表里没有“{unknown}”" : null;
            case QueryHow.Is:
                return test.Values is ["1"] or ["0"] ? null : $"{field.Label}：请选是或否";
            case QueryHow.Contains:
                return test.Values is [{ Length: > 0 and <= 40 }] ? null : $"{field.Label}：请填 1 至 40 个字";
            case QueryHow.Within:
                var (from, to) = Edges(test, 0);
                if (from == "" && to == "") return $"{field.Label}：起、止至少填一个";
                foreach (var (edge, text) in ((string, string)[])[("from", from), ("to", to)])
                    if (text != "" && !TryEdge(field, edge, text, day, out _, out var fault)) return fault;
                return null;
            case QueryHow.Since or QueryHow.Until:
                var shift = test.How == QueryHow.Until ? 1 : 0;
                if (shift == 1 && (test.Values.Count == 0 || !OtherDays(field).Any(other => other.Column == test.Values[0]))) return $"{field.Label}：请选到哪个日期";
                var (least, most) = Edges(test, shift);
                if (least == "" && most == "") return $"{field.Label}：年数至少填一个";
                foreach (var text in (string[])[least, most])
                    if (text != "" && !TrySpan(text, out _)) return $"{field.Label}：看不懂“{text}”，请填年数如 5，或月数如 18月";
                return null;
            default:
                return null;
        }
    }

    internal static (string From, string To) Edges(QueryTest test, int shift) => (test.Values.ElementAtOrDefault(shift)?.Trim() ?? "", test.Values.ElementAtOrDefault(shift + 1)?.Trim() ?? "");

    /// <summary>5, 5年, 18m, 18月, 18个月: as months.</summary>
    internal static bool TrySpan(string text, out int months)
    {
        months = 0;
        var inMonths = text.EndsWith('m') || text.EndsWith('月');
        var digits = text.TrimEnd('年', '岁', 'm', '月', '个');
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 1200) return false;
        months = inMonths ? number : number * 12;
        return true;
    }

    internal static string SpanWords(string text) => TrySpan(text, out var months) ? text.EndsWith('m') || text.EndsWith('月') ? $"{months} 个月" : $"{months / 12} 年" : text;

    internal static bool TryEdge(Field field, string edge, string text, DateOnly day, out ListCondition condition, out string fault)
    {
        // A year said backwards: -3 is the third before the present one.
        if (field is { Kind: FieldKind.Number, Min: >= 1900 } && (text == "0" || text[0] == '-') && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var back) && back > -200) text = (day.Year + back).ToString(CultureInfo.InvariantCulture);
        return ListCondition.TryParse(field, edge, text, day, out condition, out fault);
    }

    /// <summary>A test in words.</summary>
    public string Say(QueryTest test, DateOnly day)
    {
        if (Find(test.Column) is not { } field) return test.Column;
        switch (test.How)
        {
            case QueryHow.Is when field.Kind == FieldKind.Flag: return test.Values is ["1"] ? field.Label : "非" + field.Label;
            case QueryHow.Is: return $"{field.Label} {string.Join("、", test.Values.Select(field.Codes!.NameOf))}";
            case QueryHow.IsNot: return $"{field.Label}不是 {string.Join("、", test.Values.Select(field.Codes!.NameOf))}";
            case QueryHow.Contains: return $"{field.Label}含有“{test.Values[0]}”";
            case QueryHow.Filled: return field.Label + "已填";
            case QueryHow.Empty: return field.Label + "未填";
            case QueryHow.Within:
                var (from, to) = Edges(test, 0);
                string Edge(string edge, string text) => TryEdge(field, edge, text, day, out var read, out _) ? read.Value switch { DateOnly at when field.Kind == FieldKind.Month => Month.Of(at).ToString(), DateOnly at => Dates.Format(at), var value => value!.ToString()! } : text;
                return field.Label + (from == "" ? "" : $" 自 {Edge("from", from)}") + (to == "" ? "" : $" 至 {Edge("to", to)}");
            default:
                var shift = test.How == QueryHow.Until ? 1 : 0;
                var (least, most) = Edges(test, shift);
                var of = shift == 1 ? $"{field.Label}到{Find(test.Values[0])?.Label}" : field.Label;
                return field.ShowsAge && shift == 0 && field.AgeWords.After == "岁"
                    ? $"年龄{(least == "" ? "" : $" {SpanWords(least)[..^2]} 岁以上")}{(most == "" ? "" : $" {SpanWords(most)[..^2]} 岁以下")}"
                    : of + (least == "" ? "" : $" 满 {SpanWords(least)}") + (most == "" ? "" : $" 不超过 {SpanWords(most)}");
        }
    }

    /// <summary>A condition in words: 任职：职务层次 乡科级正职，累计满 24 个月.</summary>
    public string Say(QueryPart part, DateOnly day)
    {
        var tests = string.Join("，", part.Tests.Select(test => Say(test, day)));
        if (IsRecord) return tests;
        var head = part.IsAbsent ? $"没有{Title}" : part.LinesWanted > 1 ? $"{Title}至少 {part.LinesWanted} {Place.Register.Counter}" : $"有{Title}";
        return $"{head}{(tests == "" ? "" : "：" + tests)}{(part.Months > 0 ? $"，累计满 {part.Months} 个月" : "")}";
    }
}
