namespace OrgWork.Kernel;

/// <summary>
/// What is counted: a select that yields one row for each thing, with the columns that conditions speak of. A figure's number and the rows
/// behind it are this select under the same condition, so they cannot disagree. Row security keeps it within the scope.
/// </summary>
/// <remarks>
/// The select yields <c>id</c>, <c>locality_path</c> and <c>title</c> beside its dimensions. In it stand
/// <c>{grassroots.member}</c> for a register's table as of the day, <c>{grassroots.member@opening}</c> as of the day before the period,
/// <c>{day}</c> the day, <c>{from}</c> the first day of its year, <c>{opening}</c> the day before that.
/// </remarks>
public sealed class Counted
{
    public required string Id { get; init; }
    /// <summary>What the rows are called: 党员.</summary>
    public required string Title { get; init; }
    public string Counter { get; init; } = "人";
    public required string Sql { get; init; }
    /// <summary>Who may see the rows behind a number, and so the number: at a place of three people it is known whom it counts.</summary>
    public required string ReadPermission { get; init; }
    /// <summary>Who may see the number without its rows, where those are opened for a purpose only. Beside either stands <c>{module}.figures.read</c>.</summary>
    public string NumberPermission { get => field ?? ReadPermission; init; }
    /// <summary>Below the locality, the register whose records the ids are: <c>grassroots/members</c>.</summary>
    public string? RecordPath { get; init; }
    /// <summary>Where the rows are records of several registers: the column that says of which, in place of <see cref="RecordPath"/>.</summary>
    public string? RecordPathColumn { get; init; }
    /// <summary>Where one record has several rows (events): the column with the record's id.</summary>
    public string RecordColumn { get; init; } = "id";
    /// <summary>Where the rows are stock and movements of the same things: the column by which they belong together, so that a sum that does not come out names those things.</summary>
    public string? BalancedBy { get; init; }
    /// <summary>What stands beside the title in a list of rows.</summary>
    public required IReadOnlyList<Field> Columns { get; init; }
    /// <summary>By what a number can be taken apart: level, sex, kind, yes or no.</summary>
    public IEnumerable<Field> Splits => Columns.Where(column => column.Kind == FieldKind.Flag || column is { Kind: FieldKind.Code, Codes: not null });
    public bool IsPeople => Columns.Any(column => column.Column == "birth_on");
}

/// <summary>One code of a column by which a number is taken apart; none for the rows without.</summary>
public sealed record CountedKey(Field Column, string? Code)
{
    /// <summary>What stands in an address for no code.</summary>
    public const string None = "-";

    public static string Expression(Field column) => $"x.{column.Column}::text";

    /// <summary>From an address; nothing unless it is a code of that column.</summary>
    public static CountedKey? Of(Counted counted, string? column, string? code) =>
        counted.Splits.FirstOrDefault(field => field.Column == column) is not { } field ? null
        : code == None ? new(field, null)
        : field.Kind == FieldKind.Flag ? code is "true" or "false" ? new(field, code) : null
        : code is not null && field.Codes!.Has(code) ? new(field, code) : null;

    public string Name => Code is null ? $"没有{Column.Label}" : Column.Kind == FieldKind.Flag ? Code == "true" ? Column.Label : $"不是{Column.Label}" : Column.Codes!.NameOf(Code);
    public string InAddress => Code ?? None;
    /// <summary>The codes are the set's own, so nothing typed stands in it.</summary>
    public string Condition => Code is null ? $"({Expression(Column)} is null)" : $"({Expression(Column)} = '{Code.Replace("'", "''", StringComparison.Ordinal)}')";
    internal int Order => Code is null ? int.MaxValue : Column.Kind == FieldKind.Flag ? Code == "true" ? 0 : 1 : Column.Codes!.Codes.Select(code => code.Value).ToList().IndexOf(Code) is >= 0 and var at ? at : int.MaxValue - 1;
}
