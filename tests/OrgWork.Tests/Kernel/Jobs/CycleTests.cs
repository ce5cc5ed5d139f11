using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel.Jobs;

public class CycleTests
{
    static DateTimeOffset At(string local) => new(DateTime.Parse(local), TimeSpan.FromHours(8));

    [Theory]
    [InlineData("2026-11-21 10:07:30", "2026-11-21 10:05")]
    [InlineData("2026-11-21 00:00:00", "2026-11-21 00:00")]
    public void Every_five_minutes(string now, string due) => Assert.Equal(At(due), Cycle.EveryMinutes(5).LastDue(At(now)));

    [Theory]
    [InlineData("2026-11-21 02:30", "2026-11-21 02:30")]
    [InlineData("2026-11-21 02:29", "2026-11-20 02:30")]
    [InlineData("2026-03-01 01:00", "2026-02-28 02:30")]
    public void Daily(string now, string due) => Assert.Equal(At(due), Cycle.Daily(new(2, 30)).LastDue(At(now)));

    [Theory]
    [InlineData("2026-11-21 12:00", "2026-11-16 08:00")]
    [InlineData("2026-11-16 07:59", "2026-11-09 08:00")]
    public void Weekly(string now, string due) => Assert.Equal(At(due), Cycle.Weekly(DayOfWeek.Monday, new(8, 0)).LastDue(At(now)));

    [Theory]
    [InlineData("2026-02-28 09:00", "2026-02-28 08:00")]
    [InlineData("2026-02-27 09:00", "2026-01-31 08:00")]
    [InlineData("2026-03-30 09:00", "2026-02-28 08:00")]
    public void Monthly_on_the_last_day_where_the_month_is_short(string now, string due) => Assert.Equal(At(due), Cycle.Monthly(31, new(8, 0)).LastDue(At(now)));
}
