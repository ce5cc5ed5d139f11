using System.Globalization;

namespace OrgWork.Kernel;

public enum FormulaType { Truth, Number, Text, Date, Span }

/// <summary>What is wrong, and at which character.</summary>
public sealed record FormulaFault(int At, string Words);

/// <summary>
/// A condition or a number over one register, as an administrator writes it: <c>[开展日期] 早于 今天 - 30天 且 [办结时间] 为空</c>. Read and checked against the
/// register's fields, then written out as SQL over its own table, evaluated in C#, or said in words. It can name nothing else, write nothing and call nothing.
/// </summary>
public sealed class Formula
{
    public const int MostText = 500;

    readonly FormulaNode root;

    internal Formula(string text, FormulaNode root, FormulaReader reader) => (Text, this.root, Sums, Reads) = (text, root, reader.Sums, reader.Reads);

    public string Text { get; }
    public FormulaType Type => root.Type;
    /// <summary>What it asks of the lists that hang on a record: one column each, reckoned where the rows are selected.</summary>
    internal IReadOnlyList<FormulaSum> Sums { get; }
    /// <summary>What it asks of the record itself.</summary>
    internal IReadOnlySet<string> Reads { get; }
    /// <summary>It changes from day to day.</summary>
    internal bool AsksForToday => Sums.Select(sum => sum.Sql).Append(root.Sql("")).Any(sql => sql.Contains("{day}", StringComparison.Ordinal));

    /// <summary>Over the columns by their names; <c>{day}</c> is the day. True, false or null where something is not known.</summary>
    public string Sql => root.Sql("");
    /// <summary>The same for one row. A value that is not there is not known.</summary>
    public object? Evaluate(IReadOnlyDictionary<string, object?> values, DateOnly day)
    {
        try
        {
            return root.Value(values, day);
        }
        catch (Exception fault) when (fault is OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>In words, brackets and quotes set straight: what was understood.</summary>
    public string Explain() => root.Words();

    /// <exception cref="FormatException">what is wrong, and where</exception>
    public static Formula Parse(string text, DescribedRegister register, FormulaType type) =>
        TryParse(text, register, type, out var formula, out var fault) ? formula! : throw new FormatException($"第 {fault!.At + 1} 字处：{fault.Words}");

    public static bool TryParse(string text, DescribedRegister register, FormulaType type, out Formula? formula, out FormulaFault? fault)
    {
        (formula, fault) = (null, null);
        try
        {
            if (text.Length > MostText) throw new FormulaException(MostText, $"不能超过 {MostText} 字");
            var reader = new FormulaReader(text, register);
            var root = reader.Whole();
            if (root.Type != type) throw new FormulaException(0, $"这里要的是{NameOf(type)}，写的是{NameOf(root.Type)}{(type == FormulaType.Truth ? "；请写成条件，如 [数量] 大于 0" : "")}");
            formula = new(text, root, reader);
            return true;
        }
        catch (FormulaException wrong)
        {
            fault = new(Math.Min(wrong.At, Math.Max(0, text.Length - 1)), wrong.Message);
            return false;
        }
    }

    internal static string NameOf(FormulaType type) => type switch { FormulaType.Truth => "条件（是或否）", FormulaType.Number => "数", FormulaType.Text => "文字", FormulaType.Date => "日期", _ => "时间长度" };
}

sealed class FormulaException(int at, string words) : Exception(words)
{
    public int At => at;
}

/// <summary>A number over a list that hangs on the record, as a column of its own.</summary>
/// <param name="Column">by which conditions name it</param>
/// <param name="Sql">over the list's table, whose name and the record's id are put in for {list} and {id}</param>
sealed record FormulaSum(string Column, string Label, string List, FormulaType Type, string Sql)
{
    /// <param name="table">the list's table, or what stands for it on another day</param>
    /// <param name="id">the record's, with its alias, under which its other columns are to be found too</param>
    public string For(string table, string parent, string id) => $"({Sql.Replace("{list}", table, StringComparison.Ordinal).Replace("{parent}", ProgrammeSchema.Name(parent + "_id"), StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal).Replace(FormulaField.Record, id[..^2], StringComparison.Ordinal)})";
}

abstract record FormulaNode(FormulaType Type)
{
    /// <param name="alias">what stands before columns, with its dot</param>
    public abstract string Sql(string alias);
    public abstract object? Value(IReadOnlyDictionary<string, object?> values, DateOnly day);
    public abstract string Words();
}

/// <param name="Of">the register's title where, inside of a sum over a list, the record that the list hangs on is meant</param>
sealed record FormulaField(DescribedField Field, FormulaType Type, string Of = "") : FormulaNode(Type)
{
    /// <summary>Stands for the record's alias until it is known where the sum is put.</summary>
    internal const string Record = "{record}";

    public override string Sql(string alias) => (Of == "" ? alias : Record) + ProgrammeSchema.Name(Field.Key) + (Type == FormulaType.Number ? "::numeric" : "");
    public override object? Value(IReadOnlyDictionary<string, object?> values, DateOnly day) => FormulaValue.Of(values.GetValueOrDefault(Field.Key));
    public override string Words() => Of == "" ? $"[{Field.Label}]" : $"[{Of}.{Field.Label}]";
}

sealed record FormulaSumColumn(FormulaSum Sum) : FormulaNode(Sum.Type)
{
    public override string Sql(string alias) => alias + ProgrammeSchema.Name(Sum.Column) + (Type == FormulaType.Number ? "::numeric" : "");
    public override object? Value(IReadOnlyDictionary<string, object?> values, DateOnly day) => FormulaValue.Of(values.GetValueOrDefault(Sum.Column));
    public override string Words() => Sum.Label;
}

/// <param name="Shown">a code's name, where the value is a code</param>
sealed record FormulaConst(FormulaType Type, object Plain, string Shown) : FormulaNode(Type)
{
    public override string Sql(string alias) => Plain switch
    {
        bool truth => truth ? "true" : "false",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "::numeric",
        DateOnly day => $"date '{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'",
        // Braces are the engines' own marks: none may come from here.
        string text => string.Join("||chr(123)||", text.Replace("\0", "", StringComparison.Ordinal).Split('{').Select(part => $"'{part.Replace("'", "''", StringComparison.Ordinal)}'")) is var quoted && text.Contains('{', StringComparison.Ordinal) ? $"({quoted})" : quoted,
        var other => throw new InvalidOperationException($"No literal for {other}."),
    };
    public override object Value(IReadOnlyDictionary<string, object?> values, DateOnly day) => Plain;
    public override string Words() => Shown;
}

sealed record FormulaToday() : FormulaNode(FormulaType.Date)
{
    public override string Sql(string alias) => "{day}";
    public override object Value(IReadOnlyDictionary<string, object?> values, DateOnly day) => day;
    public override string Words() => "今天";
}

sealed record FormulaSpan(int Count, bool IsMonths, string Shown) : FormulaNode(FormulaType.Span)
{
    public override string Sql(string alias) => throw new InvalidOperationException("A span stands beside a date.");
    public override object Value(IReadOnlyDictionary<string, object?> values, DateOnly day) => throw new InvalidOperationException("A span stands beside a date.");
    public override string Words() => Shown;
}

sealed record FormulaShift(FormulaNode Date, FormulaSpan Span, bool IsBack) : FormulaNode(FormulaType.Date)
{
    int Count => IsBack ? -Span.Count : Span.Count;
    public override string Sql(string alias) => Span.IsMonths ? $"({Date.Sql(alias)} + make_interval(months => {Count}))::date" : $"({Date.Sql(alias)} + ({Count}))";
    public override object? Value(IReadOnlyDictionary<string, object?> values, DateOnly day) => Date.Value(values, day) is DateOnly from ? Span.IsMonths ? from.AddMonths(Count) : from.AddDays(Count) : null;
    public override string Words() => $"{Date.Words()} {(IsBack ? "-" : "+")} {Span.Words()}";
}

sealed record FormulaArithmetic(char Sign, FormulaNode Left, FormulaNode Right) : FormulaNode(FormulaType.Number)
{
    public override string Sql(string alias) => Left.Type == FormulaType.Date ? $"({Left.Sql(alias)} - {Right.Sql(alias)})::numeric"
        : Sign == '/' ? $"({Left.Sql(alias)} / nullif({Right.Sql(alias)}, 0))" : $"({Left.Sql(alias)} {Sign} {Right.Sql(alias)})";

    public override object? Value(IReadOnlyDictionary<string, object?> values, DateOnly day) => (Left.Value(values, day), Right.Value(values, day)) switch
    {
        (DateOnly a, DateOnly b) => (decimal)(a.DayNumber - b.DayNumber),
        (decimal a, decimal b) => Sign switch { '+' => a + b, '-' => a - b, '*' => a * b, _ => b == 0 ? null : a / b },
        _ => null,
    };

    // Brackets where they are needed, as one writes it by hand.
    bool IsProduct => Sign is '*' or '/';
    string Beside(FormulaNode side, bool isRight) => side is FormulaArithmetic other && (IsProduct && !other.IsProduct || isRight && Sign is '-' or '/' && other.IsProduct == IsProduct) || isRight && side is FormulaShift ? $"({side.Words()})" : side.Words();
    public override string Words() => $"{Beside(Left, false)} {Sign switch { '*' => '×', '/' => '÷', _ => Sign }} {Beside(Right, true)}";
}

/// <param name="Sign">=, &lt;&gt;, &lt;, &lt;=, &gt;, &gt;=</param>
sealed record FormulaCompare(string Sign, FormulaNode Left, FormulaNode Right) : FormulaNode(FormulaType.Truth)
{
    // Texts compare alike everywhere: by their bytes.
    string Collated => Left.Type == FormulaType.Text ? " collate \"C\"" : "";
    public override string Sql(string alias) => $"({Left.Sql(alias)}{Collated} {Sign} {Right.Sql(alias)})";

    public override object? Value(IReadOnlyDictionary<string, object?> values, DateOnly day)
    {
        if (Left.Value(values, day) is not { } a || Right.Value(values, day) is not { } b) return null;
        var order = a is string text ? string.CompareOrdinal(text, (string)b) : ((IComparable)a).CompareTo(b);
        return Sign switch { "=" => order == 0, "<>" => order != 0, "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
    }

    public override string Words() => $"{Left.Words()} {(Left.Type == FormulaType.Date ? Sign switch { "=" => "等于", "<>" => "不等于", "<" => "早于", "<=" => "不晚于", ">" => "晚于", _ => "不早于" } : Sign switch { "=" => "等于", "<>" => "不等于", "<" => "小于", "<=" => "不超过", ">" => "大于", _ => "不少于" })} {Right.Words()}";
}

sealed record FormulaEmpty(FormulaNode Of, bool IsNot) : FormulaNode(FormulaType.Truth)
{
    public override string Sql(string alias) => Of.Type == FormulaType.Text ? $"(coalesce({Of.Sql(alias)}, '') {(IsNot ? "<>" : "=")} '')" : $"({Of.Sql(alias)} is {(IsNot ? "not " : "")}null)";
    public override object Value(IReadOnlyDictionary<string, object?> values, DateOnly day) => Of.Value(values, day) is null or "" != IsNot;
    public override string Words() => $"{Of.Words()} {(IsNot ? "不为空" : "为空")}";
}

sealed record FormulaIn(FormulaNode Of, IReadOnlyList<FormulaNode> Among, bool IsNot) : FormulaNode(FormulaType.Truth)
{
    public override string Sql(string alias) => $"({Of.Sql(alias)} {(IsNot ? "not in" : "in")} ({string.Join(", ", Among.Select(one => one.Sql(alias)))}))";
    public override object? Value(IReadOnlyDictionary<string, object?> values, DateOnly day) => Of.Value(values, day) is { } value ? Among.Any(one => value.Equals(one.Value(values, day))) != IsNot : null;
    public override string Words() => $"{Of.Words()} {(IsNot ? "不在" : "在")} ({string.Join("、", Among.Select(one => one.Words()))})";
}

sealed record FormulaContains(FormulaNode Of, FormulaConst Piece, bool IsNot) : FormulaNode(FormulaType.Truth)
{
    public override string Sql(string alias) => $"(strpos({Of.Sql(alias)}, {Piece.Sql(alias)}) {(IsNot ? "=" : ">")} 0)";
    public override object? Value(IReadOnlyDictionary<string, object?> values, DateOnly day) => Of.Value(values, day) is string text ? text.Contains((string)Piece.Plain, StringComparison.Ordinal) != IsNot : null;
    public override string Words() => $"{Of.Words()} {(IsNot ? "不包含" : "包含")} {Piece.Words()}";
}

sealed record FormulaJoin(bool IsAnd, FormulaNode Left, FormulaNode Right) : FormulaNode(FormulaType.Truth)
{
    public override string Sql(string alias) => $"({Left.Sql(alias)} {(IsAnd ? "and" : "or")} {Right.Sql(alias)})";
    public override object? Value(IReadOnlyDictionary<string, object?> values, DateOnly day) => (Left.Value(values, day) as bool?, Right.Value(values, day) as bool?) switch
    {
        (true, true) => true,
        (false, false) => false,
        (false, _) or (_, false) when IsAnd => false,
        (true, _) or (_, true) when !IsAnd => true,
        _ => null,
    };
    public override string Words() => $"({Left.Words()} {(IsAnd ? "且" : "或")} {Right.Words()})";
}

sealed record FormulaNot(FormulaNode Of) : FormulaNode(FormulaType.Truth)
{
    public override string Sql(string alias) => $"(not {Of.Sql(alias)})";
    public override object? Value(IReadOnlyDictionary<string, object?> values, DateOnly day) => Of.Value(values, day) is bool truth ? !truth : null;
    public override string Words() => $"非 {Of.Words()}";
}

static class FormulaValue
{
    /// <summary>As the database gives it, in the kinds the language knows.</summary>
    public static object? Of(object? value) => value switch
    {
        null or DBNull => null,
        bool or decimal or string or DateOnly => value,
        Month month => month.First,
        DateTime moment => DateOnly.FromDateTime(moment),
        IConvertible number => number.ToDecimal(CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
