namespace OrgWork.Kernel;

/// <summary>
/// Which days are worked: Monday to Friday, but for the holidays and the make-up days (调休) the State Council publishes for each year.
/// Kept as data (<c>org.holiday</c>); a year nobody has entered is counted Monday to Friday and named, so that nobody takes the count for certain.
/// </summary>
public sealed class WorkingCalendar
{
    readonly Dictionary<DateOnly, bool> exceptions;
    readonly HashSet<int> years;

    /// <param name="exceptions">true for a make-up day that is worked, false for a day off</param>
    /// <param name="years">the years whose arrangement is entered</param>
    public WorkingCalendar(IEnumerable<KeyValuePair<DateOnly, bool>> exceptions, IEnumerable<int> years) => (this.exceptions, this.years) = (new(exceptions), [.. years]);

    public bool Knows(int year) => years.Contains(year);

    public bool IsWorkingDay(DateOnly day) => exceptions.TryGetValue(day, out var isWorked) ? isWorked : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The n-th working day from a day on.</summary>
    /// <param name="countsStart">whether the first day, when it is worked, is the first of them</param>
    public WorkingDay Nth(DateOnly start, int n, bool countsStart = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var day = countsStart ? start : start.AddDays(1);
        for (var left = n; ; day = day.AddDays(1))
            if (IsWorkingDay(day) && --left == 0) return new(day, Missing(start, day));
    }

    /// <summary>How many working days lie between two days, both counted.</summary>
    public WorkingDayCount Count(DateOnly first, DateOnly last)
    {
        var count = 0;
        for (var day = first; day <= last; day = day.AddDays(1))
            if (IsWorkingDay(day)) count++;
        return new(count, last < first ? [] : Missing(first, last));
    }

    List<int> Missing(DateOnly first, DateOnly last) => [.. Enumerable.Range(first.Year, last.Year - first.Year + 1).Where(year => !Knows(year))];
}

/// <param name="MissingYears">years the count runs through whose holidays are not entered: the day is a guess</param>
public readonly record struct WorkingDay(DateOnly Day, IReadOnlyList<int> MissingYears)
{
    public bool IsCertain => MissingYears.Count == 0;
    /// <summary>What must be said beside the day when it is a guess; empty when it is certain.</summary>
    public string Warning => WorkingDayCount.WarningOf(MissingYears);
}

/// <param name="MissingYears">years the count runs through whose holidays are not entered: the number is a guess</param>
public readonly record struct WorkingDayCount(int Days, IReadOnlyList<int> MissingYears)
{
    public bool IsCertain => MissingYears.Count == 0;
    public string Warning => WarningOf(MissingYears);

    internal static string WarningOf(IReadOnlyList<int> years) => years.Count == 0 ? "" : $"{string.Join("、", years)} 年的节假日安排还没有录入，暂按周一至周五推算；请系统管理员在“管理—节假日”录入后再定";
}
