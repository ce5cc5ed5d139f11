using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Department.DepartmentHost;

namespace OrgWork.Tests.Department;

/// <summary>Leaders at the front line; looking back in rounds; rectification on each unit's sheet and in its evaluation; what somebody found wanting in himself.</summary>
public sealed class FrontlineTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    TestHost Host => department.Host;
    static string[] Cells(Answer page, string of) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(of, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => string.Join(' ', cell.TextContent.Split((char[])[' ', '\n', '　'], StringSplitOptions.RemoveEmptyEntries)))];

    [Fact]
    [Trait("Row", "P2.12")]
    public async Task What_a_leader_finds_at_the_front_line_is_solved_there_or_given_out_with_a_day_and_each_leader_has_counts_that_open()
    {
        using var office = await department.OfficeAsync();
        (string, string)[] Work(string title, string leader, string place, int ago) => [("title", title), ("leader", leader), ("place", place), ("visited_on", Day(ago)), ("words", "入户走访，座谈")];
        var dike = await EnterAsync(office, "site-works", [.. Work("查看防汛堤坝", "梁叶青", "柳溪村", 1), ("unit_id", $"{department.TownCommittee}")]);
        await EnterAsync(office, "site-works", Work("走访困难党员", "梁叶青", "云岭村", 0));
        var park = await EnterAsync(office, "site-works", Work("调研产业园党建", "何静", "产业园", 0));
        await DoneAsync(office, "site-works", "find", dike, ("title", "沙袋不够"), ("words", "只有两百个"), ("solution", "当场调来五百个"));
        await DoneAsync(office, "site-works", "find", dike, ("title", "值守没有排班"), ("words", "夜间无人"), ("solution", ""));
        await DoneAsync(office, "site-works", "find", park, ("title", "活动场所不足"), ("words", "三个支部一间屋"), ("solution", ""));
        async Task<Guid> FoundAsync(string title) => await Host.AskAsync<Guid>($"select id from department.site_problem where title = '{title}'");
        var (solved, watch, room) = (await FoundAsync("沙袋不够"), await FoundAsync("值守没有排班"), await FoundAsync("活动场所不足"));
        Assert.Equal($"1|当场调来五百个|{Clock.Today.AddDays(-1):yyyy-MM-dd}", await department.OfAsync("site_problem", solved, "handling, solution, found_on"));

        // What was neither solved nor given out is listed once its days are over.
        await Host.DoAsync($"update department.site_problem set found_on = found_on - 5 where id = '{watch}'");
        var loose = await ListAsync(office, "site-problems", "rule=site-problems.handled");
        Assert.Contains("值守没有排班", loose, StringComparison.Ordinal);
        Assert.DoesNotContain("沙袋不够", loose, StringComparison.Ordinal);
        await RefusedAsync("已经解决或已经交办", office, "site-problems", "task", solved, Handing(department.TownCommittee));
        await DoneAsync(office, "site-problems", "task", watch, Handing(department.TownCommittee, "排出值守班次", 10));
        Assert.Equal($"2|枫岭镇党委|{Clock.Today.AddDays(10):yyyy-MM-dd}", await department.OfAsync("site_problem", watch, "handling, assigned_to, due_on"));
        await RefusedAsync("已经解决或已经交办", office, "site-problems", "solve", watch, ("words", "其实当场办了"));
        Assert.DoesNotContain("值守没有排班", await ListAsync(office, "site-problems", "rule=site-problems.handled"), StringComparison.Ordinal);
        Assert.Contains("排出值守班次", (await office.GetAsync($"{County}/site-problems/{watch}?tab=tasks")).In("main")!, StringComparison.Ordinal);
        using var town = await department.TownAsync();
        Assert.Contains("排出值守班次", (await town.GetAsync($"{Town}/assignments/mine")).Text, StringComparison.Ordinal);

        var page = await office.GetAsync($"{County}/site-works/leaders");
        Assert.Equal(["2", "2", "2", "1", "50.0%", "1", "0", "", ""], Cells(page, "梁叶青").Skip(1));
        Assert.Equal(["1", "1", "1", "0", "0.0%", "0", "0", "", "1"], Cells(page, "何静").Skip(1));
        var open = page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains("何静", StringComparison.Ordinal)).QuerySelectorAll("a")[^1].GetAttribute("href")!;
        var opened = (await office.GetAsync(open.Split('#')[0])).In("#problems")!;
        Assert.Contains("活动场所不足", opened, StringComparison.Ordinal);
        Assert.DoesNotContain("沙袋不够", opened, StringComparison.Ordinal);
        var visits = (await office.GetAsync(page.Document.QuerySelectorAll("tbody tr td a").First(link => link.TextContent.Trim() == "2").GetAttribute("href")!)).In("table")!;
        Assert.Contains("走访困难党员", visits, StringComparison.Ordinal);
        Assert.DoesNotContain("调研产业园党建", visits, StringComparison.Ordinal);

        // I-P14, with the rows behind it; a number is for who may see its rows.
        Assert.Contains("33.3", (await FiguresAsync(office))["全年现场解决率"], StringComparison.Ordinal);
        Assert.Contains("沙袋不够", (await office.GetAsync($"{County}/figures/on-site-solved-year/rows")).Text, StringComparison.Ordinal);
        await DoneAsync(office, "site-problems", "solve", room, ("words", "协调一间会议室"));
        Assert.Contains("66.7", (await FiguresAsync(office))["全年现场解决率"], StringComparison.Ordinal);
        using var narrow = await department.OfficeAsync("department.supervision.read", "department.supervision.edit");
        foreach (var closed in (string[])["site-works", "site-works/leaders", "site-problems"]) Assert.Equal(403, (await narrow.GetAsync($"{County}/{closed}")).Status);
        Assert.DoesNotContain("全年现场解决率", (await FiguresAsync(narrow)).Keys);
        using var reader = await Host.SignInAsync(TestHost.County, "department.supervision.read");
        Assert.Equal(200, (await reader.GetAsync($"{County}/site-works/leaders")).Status);
        Assert.Equal(403, (await reader.GetAsync($"{County}/site-works/deeds/find?id={dike}")).Status);
    }
}
