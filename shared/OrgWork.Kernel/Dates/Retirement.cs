namespace OrgWork.Kernel;

/// <summary>
/// The month in which somebody retires, with the gradual delay in force since January 2025 (decision of 2024-09-13): of those born to retire at 60 or 55 the
/// limit grows by one month for every four, to 36; of those at 50 by one for every two, to 60. The age before the reform is the person's own
/// (post, sex, choice) and is never guessed here. <c>org.retirement_month</c> is the same in SQL.
/// </summary>
public static class Retirement
{
    static readonly Month Start = new(2025, 1);

    public static bool HasFormula(int formerAge) => formerAge is 50 or 55 or 60;

    public static int DelayOf(Month birth, int formerAge)
    {
        if (!HasFormula(formerAge)) throw new ArgumentOutOfRangeException(nameof(formerAge), formerAge, "No formula: the month is a decision, kept with the person.");
        var (step, most) = formerAge == 50 ? (2, 60) : (4, 36);
        var months = Start.MonthsUntil(birth.AddYears(formerAge)) + 1;
        return months <= 0 ? 0 : Math.Min(most, (months + step - 1) / step);
    }

    public static Month MonthOf(Month birth, int formerAge) => birth.AddYears(formerAge).AddMonths(DelayOf(birth, formerAge));
}
