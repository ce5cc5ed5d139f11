using FsCheck;
using FsCheck.Fluent;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public class MonthTests
{
    static readonly Gen<Month> Months = from count in Gen.Choose(0, 400 * 12 - 1) select new Month(1800, 1).AddMonths(count);

    [Theory]
    [InlineData("1979.06")]
    [InlineData("1979.6")]
    [InlineData("1979-06")]
    [InlineData("1979-6")]
    [InlineData("1979/6")]
    [InlineData("197906")]
    [InlineData("1979年6月")]
    [InlineData("1979年06月")]
    [InlineData(" 1979 年 6 月 ")]
    [InlineData("１９７９．０６")]
    public void Every_way_officers_write_a_month_is_read(string text)
    {
        Assert.True(Month.TryParse(text, out var month, out var fault), fault);
        Assert.Equal(new Month(1979, 6), month);
    }

    [Theory]
    [InlineData(null, "没有填年月")]
    [InlineData("　", "没有填年月")]
    [InlineData("1988.13", "月份应为 01—12，填的是 13；请核对")]
    [InlineData("198800", "月份应为 01—12，填的是 00；请核对")]
    [InlineData("0979.06", "年份应在 1800—2200 之间，填的是 979；请核对")]
    [InlineData("79.06", "年份请写四位，如 1979.06；填的是“79.06”")]
    [InlineData("19796", "看不懂“19796”，请按 1979.06 的样子填写")]
    [InlineData("六月", "看不懂“六月”，请按 1979.06 的样子填写")]
    [InlineData("1979.06.21", "这里只填到月，如 1979.06；填的是“1979.06.21”")]
    public void What_is_no_month_is_refused_with_the_next_step(string? text, string expected)
    {
        Assert.False(Month.TryParse(text, out _, out var fault));
        Assert.Equal(expected, fault);
    }

    [Theory]
    [InlineData("1979.06.21")]
    [InlineData("1979-06-21")]
    [InlineData("19790621")]
    [InlineData("1979年6月21日")]
    [InlineData("1979.06")]
    public void A_full_date_is_taken_where_asked(string text)
    {
        Assert.True(Month.TryParse(text, out var month, out var fault, orFullDate: true), fault);
        Assert.Equal(new Month(1979, 6), month);
    }

    [Fact]
    public void A_full_date_that_does_not_exist_is_not_taken_for_its_month()
    {
        Assert.False(Month.TryParse("1979.06.31", out _, out var fault, orFullDate: true));
        Assert.Equal("1979 年 6 月只有 30 天，填的是 31 日；请核对", fault);
    }

    [Theory]
    // The appointment form's manual: the day is ignored, 47 even on the first of March.
    [InlineData("1978.03", "2025.03.01", 47)]
    [InlineData("1978.03", "2025.02.28", 46)]
    [InlineData("1978.03", "2025.06.01", 47)]
    [InlineData("1980.06", "2025.06.01", 45)]
    [InlineData("2008.09", "2025.06.01", 16)]
    [InlineData("1950.01", "2025.06.01", 75)]
    [InlineData("2008.12", "2009.01.31", 0)]
    public void Age_is_completed_years_by_month(string birth, string reckoning, int age)
    {
        Assert.True(Month.TryParse(birth, out var month, out _));
        Assert.True(Dates.TryParse(reckoning, out var date, out _));
        Assert.Equal(age, month.AgeAt(date));
    }

    [Fact]
    public void What_is_written_is_read_back() =>
        Prop.ForAll(Months.ToArbitrary(), month =>
            new[] { month.ToString(), $"{month.Year}-{month.Number}", $"{month.Year}{month.Number:00}", $"{month.Year}年{month.Number}月" }
                .All(text => Month.TryParse(text, out var read, out _) && read == month)).QuickCheckThrowOnFailure();

    [Fact]
    public void Order_and_arithmetic_agree() =>
        Prop.ForAll(Months.ToArbitrary(), Months.ToArbitrary(), (a, b) =>
            a.AddMonths(a.MonthsUntil(b)) == b
            && (a < b) == (a.MonthsUntil(b) > 0) && (a <= b) == !(a > b) && (a >= b) == (a.CompareTo(b) >= 0)
            && (a < b) == (string.CompareOrdinal(a.ToString(), b.ToString()) < 0)).QuickCheckThrowOnFailure();

    [Fact]
    public void Age_rises_by_one_in_every_birth_month_and_at_no_other_time() =>
        Prop.ForAll(Months.ToArbitrary(), Months.ToArbitrary(), (birth, at) =>
            birth.AgeAt(at.AddMonths(1)) - birth.AgeAt(at) == (at.AddMonths(1).Number == birth.Number ? 1 : 0)
            && birth.AgeAt(at) == (int)Math.Floor(birth.MonthsUntil(at) / 12.0)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_month_begins_on_its_first_day_and_ends_on_its_last() =>
        Prop.ForAll(Months.ToArbitrary(), month =>
            month.First.Day == 1 && Month.Of(month.Last) == month && Month.Of(month.Last.AddDays(1)) == month.AddMonths(1)).QuickCheckThrowOnFailure();
}
