using FsCheck;
using FsCheck.Fluent;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public class DatesTests
{
    [Theory]
    [InlineData("2026.11.21")]
    [InlineData("2026-11-21")]
    [InlineData("2026/11/21")]
    [InlineData("20261121")]
    [InlineData("2026年11月21日")]
    [InlineData("2026年11月21号")]
    [InlineData("2026 年 11 月 21 日")]
    [InlineData("２０２６．１１．２１")]
    [InlineData("2026。11。21")]
    public void Every_way_officers_write_a_date_is_read(string text)
    {
        Assert.True(Dates.TryParse(text, out var date, out var fault), fault);
        Assert.Equal(new DateOnly(2026, 11, 21), date);
    }

    [Theory]
    [InlineData(null, "没有填日期")]
    [InlineData(" ", "没有填日期")]
    [InlineData("2026.02.30", "2026 年 2 月只有 28 天，填的是 30 日；请核对")]
    [InlineData("2028-02-30", "2028 年 2 月只有 29 天，填的是 30 日；请核对")]
    [InlineData("20260431", "2026 年 4 月只有 30 天，填的是 31 日；请核对")]
    [InlineData("2026.13.01", "月份应为 01—12，填的是 13；请核对")]
    [InlineData("2026.01.00", "日应从 01 起，填的是 00；请核对")]
    [InlineData("2026.11", "还要填到日，如 2026.11.21；填的是“2026.11”")]
    [InlineData("26.11.21", "年份请写四位，如 2026.11.21；填的是“26.11.21”")]
    [InlineData("明天", "看不懂“明天”，请按 2026.11.21 的样子填写")]
    [InlineData("2026.11.21.", "看不懂“2026.11.21.”，请按 2026.11.21 的样子填写")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一", "看不懂“一二三四五六七八九十一二三四五六七八九十…”，请按 2026.11.21 的样子填写")]
    public void What_is_no_date_is_refused_with_the_next_step(string? text, string expected)
    {
        Assert.False(Dates.TryParse(text, out _, out var fault));
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var days = from day in Gen.Choose(0, 146_000) select new DateOnly(1800, 1, 1).AddDays(day);
        Prop.ForAll(days.ToArbitrary(), date =>
            new[] { Dates.Format(date), $"{date:yyyy-MM-dd}", $"{date:yyyyMMdd}", $"{date.Year}年{date.Month}月{date.Day}日", $"{date.Year}/{date.Month}/{date.Day}" }
                .All(text => Dates.TryParse(text, out var read, out _) && read == date)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_date_is_read_exactly_when_the_calendar_has_it()
    {
        var typed = from year in Gen.Choose(1800, 2200) from month in Gen.Choose(0, 14) from day in Gen.Choose(0, 33) select (year, month, day);
        Prop.ForAll(typed.ToArbitrary(), t =>
        {
            var exists = t.month is >= 1 and <= 12 && t.day >= 1 && t.day <= DateTime.DaysInMonth(t.year, t.month);
            return Dates.TryParse($"{t.year}.{t.month:00}.{t.day:00}", out _, out var fault) == exists && (fault is null) == exists;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Half_a_letter_does_no_harm() =>
        Assert.All(["\uD800", "2026.11.2\uDC00"], text => Assert.False(Dates.TryParse(text, out _, out _)));

    [Fact]
    public void No_text_whatever_makes_it_fall() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
            Dates.TryParse(text, out _, out var fault) ? fault is null : !string.IsNullOrEmpty(fault)).QuickCheckThrowOnFailure();
}
