using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public sealed class RetirementTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    public static readonly TheoryData<int, string, string, int> Vectors = new()
    {
        { 60, "1964.12", "2024.12", 0 }, { 60, "1965.01", "2025.02", 1 }, { 60, "1965.05", "2025.07", 2 }, { 60, "1971.08", "2033.04", 20 }, { 60, "1976.08", "2039.07", 35 }, { 60, "1976.09", "2039.09", 36 },
        { 55, "1970.09", "2025.12", 3 }, { 55, "1981.09", "2039.09", 36 }, { 50, "1975.03", "2025.05", 2 }, { 50, "1984.11", "2039.11", 60 },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_delay_grows_as_the_published_table_has_it(int age, string birth, string month, int delay)
    {
        Assert.Equal(delay, Retirement.DelayOf(MonthOf(birth), age));
        Assert.Equal(month, Retirement.MonthOf(MonthOf(birth), age).ToString());
    }

    [Fact]
    public async Task The_database_reckons_the_same_month_for_everybody_born_since_1930()
    {
        await using var ask = ledger.Host.Admin.CreateCommand("select birth::date, age, org.retirement_month(birth::date, age) from generate_series(timestamp '1930-01-01', timestamp '2010-12-01', interval '1 month') birth, unnest(array[50, 55, 60, 63]) age");
        await using var rows = await ask.ExecuteReaderAsync();
        var count = 0;
        for (; await rows.ReadAsync(); count++)
        {
            var (birth, age) = (Month.Of(rows.GetFieldValue<DateOnly>(0)), rows.GetInt32(1));
            Assert.Equal(Retirement.HasFormula(age) ? Retirement.MonthOf(birth, age).First : null, rows.IsDBNull(2) ? (DateOnly?)null : rows.GetFieldValue<DateOnly>(2));
        }
        Assert.Equal(81 * 12 * 4, count);
    }

    [Fact]
    public void Nobody_younger_retires_earlier()
    {
        foreach (var age in (int[])[50, 55, 60])
            for (var birth = new Month(1950, 1); birth < new Month(2000, 1); birth = birth.AddMonths(1))
                Assert.True(Retirement.MonthOf(birth, age) <= Retirement.MonthOf(birth.AddMonths(1), age), $"{birth} at {age}");
    }

    static Month MonthOf(string text) => Month.TryParse(text, out var month, out var fault) ? month : throw new ArgumentException(fault);
}
