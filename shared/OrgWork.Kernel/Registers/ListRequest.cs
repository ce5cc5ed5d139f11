using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace OrgWork.Kernel;

/// <summary>
/// What a list was asked for, read from its query string. Grammar: <c>q=</c> search; <c>below=0</c> without lower levels;
/// <c>column=value</c> (codes may repeat or be separated by commas); <c>column.from=</c>, <c>column.to=</c> for days, months and numbers,
/// where a day may be relative (<c>-40y</c>, <c>+6m</c>, <c>0d</c>); <c>birth_on.age.from=</c>, <c>birth_on.age.to=</c> for completed years; <c>column.none=1</c> for nothing entered; <c>rule=name</c> for those who break a rule of the register;
/// <c>asof=2025-12-31</c> as it was on a day; <c>sort=column</c>, <c>dir=desc</c>; <c>after=id</c>, <c>before=id</c> to page by key.
/// What cannot be read is named in <see cref="Faults"/> and left out.
/// </summary>
public sealed class ListRequest
{
    readonly List<KeyValuePair<string, string>> parts = [];
    readonly List<ListCondition> conditions = [];
    readonly List<string> faults = [];

    static readonly Field ByRule = new("rule", "规则", FieldKind.Flag);

    public string Search { get; private set; } = "";
    public bool Below { get; private set; } = true;
    /// <summary>The day the list is shown as of; nothing for as it is.</summary>
    public DateOnly? AsOf { get; private set; }
    public IReadOnlyList<ListCondition> Conditions => conditions;
    public Field? Sort { get; private set; }
    public bool Descending { get; private set; }
    public ListCursor? Cursor { get; private set; }
    public IReadOnlyList<string> Faults => faults;
    /// <summary>What a condition by rule is reckoned with; read once when there is one.</summary>
    internal RuleSettings? RuleSettings { get; set; }
    /// <summary>Nothing but the place narrows the list.</summary>
    public bool IsPlain => Search == "" && conditions.Count == 0;
    /// <summary>A whole number of a person stands in it: such a request is not kept, and not written down.</summary>
    public bool NamesPerson => conditions.Any(condition => condition.Field.IsEncrypted && condition.Value is not null) || Deed.Masked(Search) != Search;

    public static ListRequest Parse(Register register, IEnumerable<KeyValuePair<string, StringValues>> query, DateOnly today)
    {
        var request = new ListRequest();
        foreach (var (key, values) in query)
            if (key == Kernel.AsOf.Key) request.TakeDay(register, values.ToString(), today);
        // "Forty years ago" means before the day that is shown.
        today = request.AsOf ?? today;
        foreach (var (key, values) in query)
            // A tick sends its hidden "no" first; the last word counts.
            request.Take(register, key, key == "below" ? values[^1] ?? "" : string.Join(',', values.Where(v => !string.IsNullOrWhiteSpace(v))), today);
        return request;
    }

    void TakeDay(Register register, string value, DateOnly today)
    {
        if (!register.KeepsHistory) return;
        if (!Kernel.AsOf.TryParse(value, today, out var day, out var fault)) faults.Add(fault);
        AsOf = day;
        if (day is { } past) parts.Add(new(Kernel.AsOf.Key, Kernel.AsOf.Format(past)));
    }

    void Take(Register register, string key, string value, DateOnly today)
    {
        value = string.Concat(value.Where(c => !char.IsControl(c) && c != '\uFFFD')).Trim();
        if (value == "") return;
        switch (key)
        {
            case "q":
                Search = value.Length > 40 ? value[..(char.IsHighSurrogate(value[39]) ? 39 : 40)] : value;
                parts.Add(new(key, Search));
                return;
            case "below":
                Below = value != "0";
                if (!Below) parts.Add(new(key, "0"));
                return;
            case Kernel.AsOf.Key:
                return;
            case "rule":
                if (register.Rules.FirstOrDefault(rule => rule.Tail == value && rule.Population is not null) is not { } asked)
                {
                    faults.Add($"{register.Title}没有“{(value.Length > 40 ? value[..40] : value)}”这条规则");
                    return;
                }
                conditions.Add(new(ByRule, key, "", asked, asked.WhenBroken));
                parts.Add(new(key, value));
                return;
            case "sort":
                Sort = register.Find(value) is { CanSort: true } field ? field : null;
                if (Sort is not null) parts.Add(new(key, value));
                return;
            case "dir":
                Descending = value == "desc";
                if (Descending) parts.Add(new(key, value));
                return;
            case "after" or "before":
                Cursor = ListCursor.TryParse(value, isBefore: key == "before");
                return;
        }
        var (column, edge) = key.Split('.', 2) is [var head, var tail] ? (head, tail) : (key, "");
        if (register.Find(column) is not { } wanted) return;
        if (ListCondition.TryParse(wanted, edge, value, today, out var condition, out var fault))
        {
            conditions.Add(condition);
            parts.Add(new(key, value));
        }
        else
        {
            faults.Add(fault);
        }
    }

    /// <summary>The same request with something else: <c>With("sort", "name")</c>; null takes a part away. Paging starts anew.</summary>
    public string With(params ReadOnlySpan<(string Key, string? Value)> changes)
    {
        var all = new List<KeyValuePair<string, string>>(parts);
        foreach (var (key, value) in changes)
        {
            all.RemoveAll(part => part.Key == key);
            if (value is not null) all.Add(new(key, value));
        }
        return "?" + string.Join('&', all.Select(part => $"{Uri.EscapeDataString(part.Key)}={Uri.EscapeDataString(part.Value)}"));
    }

    /// <summary>The conditions alone, as they are kept under a name: no paging.</summary>
    public string ToQuery() => With()[1..];

    /// <summary>Says a condition on a referred row or unit with what it is called.</summary>
    public void Say(ListCondition condition, string title) => conditions[conditions.IndexOf(condition)] = condition with { Words = $"{condition.Field.Label}：{title}" };

    /// <summary>What a filter's control shows.</summary>
    public string ValueOf(string key) => parts.FirstOrDefault(part => part.Key == key).Value ?? "";
}

/// <summary>The row a page begins after, or ends before.</summary>
/// <param name="InNulls">the row has nothing in the column the list is ordered by, and stands behind all that have</param>
public sealed record ListCursor(Guid Id, bool IsBefore, bool InNulls)
{
    public static ListCursor? TryParse(string text, bool isBefore)
    {
        var inNulls = text.StartsWith("n.", StringComparison.Ordinal);
        return Guid.TryParse(inNulls ? text.AsSpan(2) : text, out var id) ? new(id, isBefore, inNulls) : null;
    }

    public override string ToString() => (InNulls ? "n." : "") + Id.ToString("N");
}

/// <summary>One condition of a list, with the words for its chip.</summary>
/// <param name="Key">its part of the query string</param>
/// <param name="Operator">an SQL operator that keeps its index under row security</param>
public sealed record ListCondition(Field Field, string Key, string Operator, object? Value, string Words)
{
    public static bool TryParse(Field field, string edge, string text, DateOnly today, out ListCondition condition, out string fault)
    {
        condition = null!;
        fault = "";
        var key = edge == "" ? field.Column : $"{field.Column}.{edge}";
        if (edge == "none")
        {
            condition = new(field, key, "is null", null, $"{field.Label}未填");
            return true;
        }
        switch (field.Kind)
        {
            case FieldKind.Code when edge == "" && text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } values:
                if (Array.Find(values, value => !field.Codes!.Has(value)) is { } unknown)
                {
                    fault = $"{field.Label}的代码表里没有“{unknown}”";
                    return false;
                }
                condition = new(field, key, "= any", values, string.Join("、", values.Select(field.Codes!.NameOf)));
                return true;
            case FieldKind.Flag when edge == "" && text is "0" or "1":
                condition = new(field, key, "=", text == "1", text == "1" ? field.Label : $"非{field.Label}");
                return true;
            case FieldKind.Row or FieldKind.Unit when edge == "" && Guid.TryParse(text, out var id):
                condition = new(field, key, "=", id, field.Label);
                return true;
            case FieldKind.Number when edge is "from" or "to":
                if (FieldText.Number(field, text) is not { } number)
                {
                    fault = $"{field.Label}：看不懂“{text}”，请填{(field.Decimals > 0 ? "数" : "整数")}";
                    return false;
                }
                condition = new(field, key, edge == "from" ? ">=" : "<=", number, $"{field.Label} {(edge == "from" ? "≥" : "≤")} {number}");
                return true;
            case FieldKind.Date or FieldKind.Month when edge is "age.from" or "age.to" && field.ShowsAge:
                if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var age) || age > 150)
                {
                    fault = $"年龄：看不懂“{text}”，请填岁数，如 45";
                    return false;
                }
                // By the month, as ages are shown.
                var turned = Month.Of(today).AddYears(-age);
                condition = edge == "age.from" ? new(field, key, "<=", turned.Last, $"{age} 岁及以上") : new(field, key, ">=", turned.AddYears(-1).AddMonths(1).First, $"{age} 岁及以下");
                return true;
            case FieldKind.Date or FieldKind.Month when edge is "from" or "to":
                if (!TryDay(field, edge, text, today, out var day, out var reason))
                {
                    fault = $"{field.Label}：{reason}";
                    return false;
                }
                // Months are stored as their first day.
                if (field.Kind == FieldKind.Month) day = edge == "from" ? Month.Of(day).First : Month.Of(day).Last;
                var shown = field.Kind == FieldKind.Month ? Month.Of(day).ToString() : Dates.Format(day);
                condition = new(field, key, edge == "from" ? ">=" : "<=", day, $"{field.Label}{(edge == "from" ? "自" : "至")} {shown}");
                return true;
            case FieldKind.Text or FieldKind.LongText or FieldKind.Phone when edge == "" && field.IsEncrypted:
                // Found by the whole value alone, through its blind index.
                condition = new(field, key, "=", text, $"{field.Label}：{FieldText.Mask(field.Canonical(text))}");
                return true;
            case FieldKind.Text or FieldKind.Name or FieldKind.LongText when edge == "":
                if (field.Spelling is { } spelling) text = spelling(text);
                condition = new(field, key, "=", text, $"{field.Label}：{text}");
                return true;
        }
        fault = $"{field.Label}：不能按“{text}”查询";
        return false;
    }

    static bool TryDay(Field field, string edge, string text, DateOnly today, out DateOnly day, out string reason)
    {
        reason = "";
        day = default;
        if (text.Length >= 2 && text[^1] is 'y' or 'm' or 'd' && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var steps) && Math.Abs((long)steps) <= text[^1] switch { 'y' => 200, 'm' => 2400, _ => 73000 })
        {
            day = text[^1] switch { 'y' => today.AddYears(steps), 'm' => today.AddMonths(steps), _ => today.AddDays(steps) };
            return true;
        }
        if (Month.TryParse(text, out var month, out var monthFault))
        {
            day = edge == "to" ? month.Last : month.First;
            return true;
        }
        if (Dates.TryParse(text, out day, out var dayFault)) return true;
        reason = field.Kind == FieldKind.Month ? monthFault : dayFault;
        return false;
    }
}
