using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OrgWork.Kernel;

/// <summary>A date known to the month: born, joined, began to work in 1979.06. Stored as the month's first day.</summary>
public readonly record struct Month : IComparable<Month>
{
    public Month(int year, int number) => First = new DateOnly(year, number, 1);

    /// <summary>What the database holds.</summary>
    public DateOnly First { get; }
    public int Year => First.Year;
    /// <summary>1 to 12.</summary>
    public int Number => First.Month;
    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    public static Month Of(DateOnly date) => new(date.Year, date.Month);

    public Month AddMonths(int months) => Of(First.AddMonths(months));
    public Month AddYears(int years) => Of(First.AddYears(years));
    public int MonthsUntil(Month later) => (later.Year - Year) * 12 + later.Number - Number;

    /// <summary>Completed years, counted by month as on the appointment form: born 1978.03, in 2025.03 aged 47, from the first day on.</summary>
    public int AgeAt(Month reckoning) => reckoning.Year - Year - (reckoning.Number < Number ? 1 : 0);
    public int AgeAt(DateOnly reckoning) => AgeAt(Of(reckoning));

    /// <summary>Reads 1979.06, 1979-6, 1979/6, 197906 and 1979年6月, full-width digits included.</summary>
    /// <param name="orFullDate">takes 1979.06.21 too and leaves the day out: for what comes from other programs</param>
    /// <param name="fault">what is wrong, and what to do, in words for the screen</param>
    public static bool TryParse(string? text, out Month month, [NotNullWhen(false)] out string? fault, bool orFullDate = false)
    {
        (month, fault) = (default, null);
        var plain = Dates.Plain(text);
        if (plain == "")
        {
            fault = "没有填年月";
            return false;
        }
        if (Dates.YearMonthDay().IsMatch(plain))
        {
            if (!orFullDate)
            {
                fault = $"这里只填到月，如 1979.06；填的是“{Dates.Quote(text)}”";
                return false;
            }
            var isDate = Dates.TryParse(text, out var date, out fault);
            month = Of(date);
            return isDate;
        }
        var match = Dates.YearAndMonth().Match(plain);
        if (!match.Success)
        {
            fault = Dates.Unreadable(plain, text, "1979.06");
            return false;
        }
        int year = Dates.Number(match, "y"), number = Dates.Number(match, "m");
        if (Dates.FaultOf(year, number) is { } wrong)
        {
            fault = $"{wrong}；请核对";
            return false;
        }
        month = new Month(year, number);
        return true;
    }

    public int CompareTo(Month other) => First.CompareTo(other.First);
    public static bool operator <(Month left, Month right) => left.First < right.First;
    public static bool operator <=(Month left, Month right) => left.First <= right.First;
    public static bool operator >(Month left, Month right) => left.First > right.First;
    public static bool operator >=(Month left, Month right) => left.First >= right.First;

    /// <summary>As in tables: 1979.06.</summary>
    public override string ToString() => First.ToString("yyyy.MM", CultureInfo.InvariantCulture);
}
