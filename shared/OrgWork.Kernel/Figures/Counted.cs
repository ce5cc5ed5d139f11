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
    public bool IsPeople => Columns.Any(column => column.Column == "birth_on");
}
