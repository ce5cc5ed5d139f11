using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Department.DepartmentHost;

namespace OrgWork.Tests.Department;

/// <summary>What anybody wants from a lower unit stands on one list; nothing is asked twice, or beyond the limit, unless somebody says why.</summary>
public sealed class BurdenTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    static async Task<Guid> CallAsync(Browser office, string title, string asker, int dueIn, string cycle, params (string Datum, string Source)[] data)
    {
        var call = await EnterAsync(office, "data-calls", ("title", title), ("asker", asker), ("level", "4"), ("cycle", cycle), ("basis", "工作通知"), ("first_due_on", Day(-dueIn)));
        foreach (var (datum, source) in data) await AddAsync(office, "data-calls", call, "data", ("datum", datum), ("source", source));
        return call;
    }

    [Fact]
    [Trait("Row", "P2.16"), Trait("Row", "D5.9")]
    public async Task A_lower_unit_has_one_list_of_what_is_wanted_prefilled_and_counted_and_the_same_datum_is_not_asked_twice()
    {
        using var office = await department.OfficeAsync();
        using var town = await department.Host.SignInAsync(TestHost.Township, "department.tasks.read", "department.tasks.report", "department.burden.read", "department.burden.answer");
        var members = await CallAsync(office, "党员情况表", "组织科", 20, "3", ("党员人数", "1"), ("流动党员去向", "0"));
        await RefusedAsync("先登记要填的数据项", office, "data-calls", "issue", await CallAsync(office, "空表", "组织科", 30, "0"));
        await DoneAsync(office, "data-calls", "issue", members);
        Assert.Equal("2|2|1", await department.OfAsync("data_call", members, "state, fields, prefilled"));

        // The same datum, spelt with a space: pointed out to whoever asks; merged, what is its own goes over.
        var again = await CallAsync(office, "干部作风情况", "干部科", 25, "0", ("党员 人数", "0"), ("作风问题", "0"));
        await RefusedAsync("“党员 人数”组织科《党员情况表》已经在要", office, "data-calls", "issue", again);
        Assert.Contains("干部作风情况", await ListAsync(office, "data-calls", "rule=data-calls.once"), StringComparison.Ordinal);
        await DoneAsync(office, "data-calls", "merge", again, ("into", members.ToString()), ("words", "一并报"));
        Assert.Equal("3|3", $"{await department.OfAsync("data_call", again, "state")}|{await department.OfAsync("data_call", members, "fields")}");
        Assert.Equal(0L, await department.Host.AskAsync<long>($"select count(*) from department.data_call_field where data_call_id = '{members}' and datum = '党员 人数'"));

        // Beyond the month's limit a reason is wanted.
        for (var n = 0; n < 5; n++) await DoneAsync(office, "data-calls", "issue", await CallAsync(office, $"月报{n}", "办公室", 0, "1", ($"月度数据{n}", "0")));
        var sixth = await CallAsync(office, "第六件", "办公室", 0, "0", ("临时数据", "0"));
        await RefusedAsync("6 件，应不超过 5 件", office, "data-calls", "issue", sixth);
        await DoneAsync(office, "data-calls", "issue", sixth, ("reason", "防汛急需"));
        Assert.Equal("防汛急需", await department.OfAsync("data_call", sixth, "reason"));

        // Calls and tasks together, by day, with what has to be said and what is known.
        var review = await EnterAsync(office, "reviews", ("title", "防汛复盘"), ("ended_on", Day(9)), ("held_on", Day(5)), ("asked", "守住"), ("did", "值守"), ("result", "平安"), ("shortfalls", "名单"), ("measures", "修订"));
        await DoneAsync(office, "reviews", "task", review, Handing(department.TownCommittee, "核对值守名单", 10));
        var list = await town.GetAsync($"{Town}/burden");
        var rows = list.Document.QuerySelectorAll("tbody tr").Select(row => row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToList()).ToList();
        Assert.Equal(["核对值守名单", "党员情况表"], rows.Select(row => row[1]).Where(title => title is "核对值守名单" or "党员情况表"));
        var first = rows.First(row => row[1] == "党员情况表");
        Assert.Equal(("3", "1"), (first[4], first[5]));
        Assert.Contains("本月填报 6 件，限额 5", list.Text, StringComparison.Ordinal);
        Assert.Contains("本月要报的超过限额", list.Text, StringComparison.Ordinal);

        var fill = list.Document.QuerySelectorAll("a").First(link => link.TextContent == "党员情况表").GetAttribute("href")!;
        var form = await town.GetAsync(fill);
        var known = form.Document.QuerySelector("input[readonly]")!.GetAttribute("value");
        Assert.Equal(await department.Host.AskAsync<string>($"select count(*)::text from grassroots.member m join org.locality l on l.code = '{TestHost.Township}' and starts_with(m.locality_path, l.path) where m.removed_at is null and m.membership_state = '1'"), known);
        (string, string)[] typed = [.. form.Document.QuerySelectorAll("input[name^='v.']").Where(input => !input.HasAttribute("readonly")).Select(input => (input.GetAttribute("name")!, "三人在外"))];
        var partly = await town.PostAsync(fill, typed[0]);
        Assert.Equal(422, partly.Status);
        Assert.Contains("没有的填“无”", partly.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await town.PostAsync(fill, typed)).Status);
        Assert.Equal(404, (await town.GetAsync(fill)).Status);
        Assert.Equal("3|1", await department.Host.AskAsync<string>("select fields || '|' || prefilled from department.data_reply where title = '党员情况表'"));
        Assert.Contains("党员情况表", await ListAsync(office, "data-replies", "below=1"), StringComparison.Ordinal);

        // What is too much is said, and answered.
        Assert.Equal(302, (await town.SubmitAsync($"{Town}/burden-complaints/new", ("title", "月报太多"), ("words", "六件月报"), ("raised_on", Day(16)))).Status);
        var complaint = await department.Host.AskAsync<Guid>("select id from department.burden_complaint where title = '月报太多'");
        Assert.Contains("月报太多", await ListAsync(office, "burden-complaints", "rule=burden-complaints.answered"), StringComparison.Ordinal);
        Assert.Equal(403, (await town.GetAsync($"{Town}/burden-complaints/deeds/answer?id={complaint}")).Status);
        await DoneAsync(office, "burden-complaints", "answer", complaint, ("words", "合并为一件"));
        Assert.Contains("合并为一件", (await town.GetAsync($"{Town}/burden-complaints/{complaint}")).Text, StringComparison.Ordinal);
        await DoneAsync(office, "data-calls", "cancel", sixth, ("words", "汛期已过"));
        Assert.Contains("本月填报 5 件", (await town.GetAsync($"{Town}/burden")).Text, StringComparison.Ordinal);

        // Whoever is asked neither asks nor writes what is asked; the neighbour hears nothing.
        Assert.Equal(403, (await town.GetAsync($"{Town}/data-calls")).Status);
        using var neighbour = await department.Host.SignInAsync(TestHost.Neighbour, "department.burden.read");
        Assert.DoesNotContain("党员情况表", (await neighbour.GetAsync($"/{TestHost.Neighbour}/department/burden")).Text, StringComparison.Ordinal);
    }
}
