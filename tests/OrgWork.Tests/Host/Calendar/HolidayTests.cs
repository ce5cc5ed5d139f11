using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Calendar;

public sealed class HolidayTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    const string Page = $"/{TestHost.City}/org/holidays";

    /// <summary>As published for 2026; the items of other years are built alike.</summary>
    const string Notice = """
        经国务院批准，现将2026年放假调休日期的具体安排通知如下。
        一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
        二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
        三、清明节：4月4日（周六）至6日（周一）放假，共3天。
        四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
        五、端午节：6月19日（周五）至21日（周日）放假，共3天。
        六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
        七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
        节假日期间，各地区、各部门要妥善安排好值班。
        """;

    [Fact]
    public async Task The_notice_as_published_gives_the_days_that_stand_in_the_calendar()
    {
        var (days, fault) = HolidayNotice.Read(2026, Notice);

        Assert.Null(fault);
        Assert.Equal(33, days.Count(day => !day.IsWorking));
        Assert.Equal(6, days.Count(day => day.IsWorking));
        foreach (var day in days)
            Assert.Equal(day.IsWorking, await office.Host.AskAsync<bool?>($"select is_working from org.holiday where day = '{day.On:yyyy-MM-dd}'"));
    }

    [Theory]
    [InlineData(2027, "一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。", "请核对年份")]
    [InlineData(2026, "一、元旦：1月1日至3日放假调休，共4天。", "写着共 4 天，读到 3 天")]
    [InlineData(2026, "一、元旦：1月1日放假。1月5日上班。", "不是周末")]
    [InlineData(2026, "一、元旦：1月32日放假。", "1 月只有 31 天")]
    [InlineData(2026, "今年照常。", "没有读到放假安排")]
    public void A_notice_that_does_not_fit_its_year_is_named(int year, string text, string fault) => Assert.Contains(fault, HolidayNotice.Read(year, text).Fault ?? "");

    [Fact]
    public async Task A_year_that_is_missing_is_warned_of_in_whatever_month_until_it_is_entered()
    {
        var (_, admin) = await office.MakeSignedInAsync(TestHost.City, ("system_admin", TestHost.City));
        var (_, looker) = await office.MakeSignedInAsync(TestHost.City, (OrgWork.Host.Roles.LocalAdmin, TestHost.City));
        using var _ = admin;
        using var __ = looker;
        var year = Clock.Today.Year;
        var title = $"{year} 年还没有录入";
        await office.Host.DoAsync($"create table kept_year as select * from org.holiday_year where year = {year}; create table kept as select * from org.holiday where year = {year}; delete from org.holiday where year = {year}; delete from org.holiday_year where year = {year}");
        var (warned, told) = (await admin.GetAsync(Page), await looker.GetAsync(Page));
        Assert.Contains(title, warned.In(".note-y"));
        Assert.Contains("公示、答复等期限不能确定", warned.In(".note-y"));
        Assert.Contains("请在下面粘贴录入", warned.In(".note-y"));
        Assert.Equal($"{year}", warned.Document.QuerySelector("input[name=year]")!.GetAttribute("value"));
        Assert.Contains("请系统管理员录入", told.In(".note-y"));

        await office.Host.DoAsync($"insert into org.holiday_year select * from kept_year; insert into org.holiday_year (year, source) values ({year}, '某号') on conflict do nothing; insert into org.holiday (day, is_working, name) select day, is_working, name from kept; drop table kept_year, kept");
        Assert.DoesNotContain(title, (await admin.GetAsync(Page)).Text);
    }

    [Fact]
    public async Task A_year_is_entered_by_pasting_its_notice()
    {
        var (_, admin) = await office.MakeSignedInAsync(TestHost.City, ("system_admin", TestHost.City));
        using var _ = admin;
        var refused = await admin.PostAsync(Page, ("year", "2031"), ("source", "某号"), ("notice", "二、春节：2月15日（周日）放假。"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("请核对年份", refused.Text);
        Assert.Equal(0, await office.CountAsync("from org.holiday_year where year = 2031"));

        Assert.Equal(302, (await admin.PostAsync(Page, ("year", "2031"), ("source", "国办发明电〔2030〕1号"), ("notice", "一、元旦：1月1日（周三）放假，共1天。\n二、国庆节：10月1日（周三）至3日（周五）放假调休，共3天。10月11日（周六）上班。"))).Status);
        Assert.Equal(4, await office.CountAsync("from org.holiday where year = 2031 and not is_working"));
        Assert.Equal("修改|2031 年节假日", await office.Host.AskAsync<string>("select concat_ws('|', deed, title) from audit.entry where register = 'holidays' order by id desc limit 1"));
        Assert.Equal(new DateOnly(2031, 1, 2), await office.Host.AskAsync<DateOnly?>("select org.nth_working_day(date '2031-01-01', 1, true)"));
    }
}
