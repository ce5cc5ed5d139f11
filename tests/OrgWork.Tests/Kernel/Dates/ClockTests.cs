using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public class ClockTests
{
    static readonly DateTime LateInLondon = new(2025, 12, 31, 16, 30, 0, DateTimeKind.Utc);

    [Fact]
    public void Hours_are_those_of_the_place() => Assert.Equal("2026.01.01 00:30", Clock.ShowFull(LateInLondon));

    [Fact]
    public void Days_are_those_of_the_place() => Assert.Equal(new DateOnly(2026, 1, 1), Clock.DayOf(LateInLondon));
}
