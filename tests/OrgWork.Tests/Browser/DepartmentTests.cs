using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Screens;

[Collection(nameof(Chromium))]
public sealed class DepartmentTests(Chromium chromium)
{
    [Fact]
    public async Task The_office_writes_a_regulation_down_is_told_of_an_impossible_date_and_takes_it_to_its_draft_before_eyes_that_may_only_look()
    {
        await using var office = await chromium.SignInAsync("demo.office");
        var page = office.Page;
        var regulations = $"/{Chromium.City}/department/regulations";

        await office.GoAsync(regulations);
        await office.FollowAsync("a.btn-main:has-text('新增制度')");
        await page.FillAsync("#title", "机关值班值守办法");
        await page.FillAsync("#office", "办公室");
        await page.FillAsync("#owner", "梁叶青");
        await page.FillAsync("#planned_on", "2026.02.30");
        await page.FillAsync("#due_on", Dates.Format(Clock.Today.AddDays(60)));
        await page.ClickAsync("[data-save]");
        Assert.Contains("2 月", await office.TextAsync("#planned_on-err"), StringComparison.Ordinal);
        await page.FillAsync("#planned_on", Dates.Format(Clock.Today.AddDays(-20)));
        await office.FollowAsync("[data-save]");
        Assert.Contains("机关值班值守办法", await office.TextAsync(".who-name"), StringComparison.Ordinal);
        var record = new Uri(page.Url).AbsolutePath;

        await office.GoAsync($"{regulations}/deeds/draft?id={record.Split('/')[^1]}");
        await page.FillAsync("#on", Dates.Format(Clock.Today.AddDays(-2)));
        await page.ClickAsync("[data-save]");
        await office.FollowAsync("dialog button:text-is('成稿')");
        await office.GoAsync(record);
        Assert.Contains("起草", await office.TextAsync("main"), StringComparison.Ordinal);
        Assert.Contains(Dates.Format(Clock.Today.AddDays(-2)), await office.TextAsync("main"), StringComparison.Ordinal);
        Assert.Empty(office.Complaints);

        // Who may look sees the same record and no button.
        await using var reader = await chromium.SignInAsync("demo.reader");
        Assert.Equal(200, await reader.GoAsync(record));
        Assert.Contains("机关值班值守办法", await reader.TextAsync(".who-name"), StringComparison.Ordinal);
        Assert.False(await reader.ShowsAsync("a:text-is('修改')"));
        Assert.Equal(403, await reader.GoAsync($"{regulations}/deeds/draft?id={record.Split('/')[^1]}"));
    }
}
