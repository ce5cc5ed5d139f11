using FsCheck;
using FsCheck.Fluent;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public sealed class WorkingCalendarTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    static readonly Gen<DateOnly> Days = Gen.Choose(0, 365 * 5).Select(n => new DateOnly(2023, 1, 1).AddDays(n));

    /// <summary>The arrangements of 国办发明电〔2019〕16号 with 〔2020〕1号, 〔2020〕27号, 〔2021〕11号, 〔2022〕16号, 〔2023〕7号, 〔2024〕12号 and of 2025-11-04, as many days as they name.</summary>
    [Theory]
    [InlineData(2020, 30, 6)]
    [InlineData(2021, 31, 7)]
    [InlineData(2022, 32, 7)]
    [InlineData(2023, 26, 7)]
    [InlineData(2024, 28, 8)]
    [InlineData(2025, 28, 5)]
    [InlineData(2026, 33, 6)]
    public async Task A_published_year_has_the_days_off_and_the_make_up_days_of_its_notice(int year, int off, int made)
    {
        var calendar = await CalendarAsync();
        var days = Enumerable.Range(0, 366).Select(n => new DateOnly(year, 1, 1).AddDays(n)).Where(day => day.Year == year).ToList();

        Assert.True(calendar.Knows(year));
        Assert.Equal(off, await ledger.Host.AskAsync<long>($"select count(*) from org.holiday where year = {year} and not is_working"));
        Assert.Equal(made, await ledger.Host.AskAsync<long>($"select count(*) from org.holiday where year = {year} and is_working"));
        // A make-up day always falls on a weekend.
        Assert.Equal(made, days.Count(day => calendar.IsWorkingDay(day) && day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && calendar.IsWorkingDay(day)));
    }

    [Theory]
    [InlineData("2026.02.12", 5, "2026.02.25")]
    [InlineData("2026.09.29", 5, "2026.10.10")]
    [InlineData("2025.01.24", 2, "2025.01.26")]
    [InlineData("2026.11.16", 5, "2026.11.20")]
    public async Task Five_working_days_run_over_holidays_and_make_up_days(string start, int n, string last) => Assert.Equal(Day(last), (await CalendarAsync()).Nth(Day(start), n).Day);

    [Fact]
    public async Task A_count_that_runs_into_a_year_nobody_has_entered_says_so_and_is_not_known_to_the_database()
    {
        var calendar = await CalendarAsync();
        var ends = calendar.Nth(Day("2029.12.28"), 5);

        Assert.False(ends.IsCertain);
        Assert.Contains("2029", ends.Warning);
        Assert.Contains("还没有录入", ends.Warning);
        Assert.Null(await ledger.Host.AskAsync<DateOnly?>("select org.nth_working_day(date '2029-12-28', 5, true)"));
        Assert.Null(await ledger.Host.AskAsync<int?>("select org.working_days(date '2026-12-28', date '2030-01-08')"));
    }

    [Fact]
    public async Task The_database_counts_as_the_platform_does()
    {
        var calendar = await CalendarAsync();
        Prop.ForAll(Arb.From(Days), Arb.From(Gen.Choose(1, 60)), Arb.From(Gen.Elements(true, false)), (start, n, counts) =>
        {
            var (here, there) = (calendar.Nth(start, n, counts), ledger.Host.AskAsync<DateOnly?>($"select org.nth_working_day(date '{start:yyyy-MM-dd}', {n}, {counts})").GetAwaiter().GetResult());
            var (span, theirs) = (calendar.Count(start, start.AddDays(n)), ledger.Host.AskAsync<int?>($"select org.working_days(date '{start:yyyy-MM-dd}', date '{start.AddDays(n):yyyy-MM-dd}')").GetAwaiter().GetResult());
            return there == (here.IsCertain ? here.Day : null) && theirs == (span.IsCertain ? span.Days : null);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public async Task The_nth_working_day_is_worked_and_n_of_them_lie_up_to_it()
    {
        var calendar = await CalendarAsync();
        Prop.ForAll(Arb.From(Days), Arb.From(Gen.Choose(1, 90)), (start, n) =>
            calendar.Nth(start, n).Day is var day && calendar.IsWorkingDay(day) && calendar.Count(start, day).Days == n && calendar.Nth(start, n + 1).Day > day).Check(Config.QuickThrowOnFailure);
    }

    async Task<WorkingCalendar> CalendarAsync()
    {
        await using var db = ledger.Host.Platform.Databases.Of(ledger.Ledger).OpenForReading(Scope.Whole(Guid.Empty), Actor.System);
        return (await RuleSettings.ReadAsync(db)).Calendar;
    }

    static DateOnly Day(string text) => Dates.TryParse(text, out var day, out var fault) ? day : throw new ArgumentException(fault);
}
