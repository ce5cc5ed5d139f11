using System.Globalization;

namespace OrgWork.Kernel;

/// <summary>A column of a sheet; the width is in characters of half width.</summary>
public sealed record SheetColumn(string Heading, double Width = 12);

/// <summary>One value on its way into a sheet: a text, a number, a date or a month, each by plain assignment. Null is an empty cell.</summary>
public readonly struct SheetCell
{
    readonly decimal number;
    internal SheetCell(string? text) => (Text, Kind) = (text, string.IsNullOrEmpty(text) ? SheetCellKind.Blank : SheetCellKind.Text);
    internal SheetCell(decimal value, SheetCellKind kind) => (number, Kind) = (value, kind);

    internal SheetCellKind Kind { get; }
    internal string? Text { get; }
    internal bool TryFormat(Span<char> target, out int length) => number.TryFormat(target, out length, default, CultureInfo.InvariantCulture);

    public static implicit operator SheetCell(string? text) => new(text);
    public static implicit operator SheetCell(int number) => new(number, SheetCellKind.Number);
    public static implicit operator SheetCell(long number) => new(number, SheetCellKind.Number);
    public static implicit operator SheetCell(decimal number) => new(number, SheetCellKind.Number);
    public static implicit operator SheetCell(int? number) => number is { } value ? value : default(SheetCell);
    public static implicit operator SheetCell(DateOnly date) => Day(date, SheetCellKind.Date, Dates.Format(date));
    public static implicit operator SheetCell(DateOnly? date) => date is { } value ? value : default(SheetCell);
    public static implicit operator SheetCell(Month month) => Day(month.First, SheetCellKind.Month, month.ToString());
    public static implicit operator SheetCell(Month? month) => month is { } value ? value : default(SheetCell);

    // Sheets count days from 1900 and take 1900 for a leap year; what lies before its false 29 February is written as text.
    static SheetCell Day(DateOnly date, SheetCellKind kind, string text) =>
        date >= new DateOnly(1900, 3, 1) ? new(date.DayNumber - new DateOnly(1899, 12, 30).DayNumber, kind) : new(text);
}

enum SheetCellKind : byte { Blank, Text, Number, Date, Month }
