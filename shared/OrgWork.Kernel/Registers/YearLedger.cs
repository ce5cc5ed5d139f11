namespace OrgWork.Kernel;

/// <summary>
/// 台账: what running cases (appointments, problems, visits, awards) gave in a year, put together of a register's rows and typed by nobody a second time. Under
/// <c>…/yearly</c> it is read and printed with page numbers and the day; closed when the year is over, it is kept as it was (<c>org.year_ledger</c>).
/// </summary>
/// <param name="Title">任免台账</param>
/// <param name="DayColumn">by which a row belongs to a year: a date that filters and sorts</param>
/// <param name="Columns">in their order; nothing sensitive stands in a ledger</param>
public sealed record YearLedger(string Title, string DayColumn, params IReadOnlyList<string> Columns)
{
    public IReadOnlyList<Field> FieldsOf(Register register) => [.. Columns.Select(column => register.Find(column) is { IsSensitive: false } field ? field : throw new InvalidOperationException($"{register.Id}: {column} is no column of a ledger."))];
}
