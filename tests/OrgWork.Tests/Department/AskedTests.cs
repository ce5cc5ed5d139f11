using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Department.DepartmentHost;

namespace OrgWork.Tests.Department;

/// <summary>Whoever wants something of a lower unit, of whichever module, it stands on one list; what two of them want is pointed out to both and to whoever is about to ask.</summary>
public sealed class AskedTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    TestHost Host => department.Host;

    const string Round = """
        { "name": "党员大走访", "edition": 2026, "registers": [ { "key": "monthly", "title": "走访月报", "noun": "月报", "round": { "every": "month", "places": "township", "days": 5 }, "fields": [
          { "key": "name", "label": "月报", "kind": "name" }, { "key": "people", "label": "党员人数", "kind": "number", "required": true, "listed": true }, { "key": "words", "label": "走访情况", "kind": "longText" } ] } ] }
        """;

    static async Task<string> ReceiveAsync(Browser admin, string description)
    {
        var made = await admin.PostAsync($"/{TestHost.County}/programmes/design/new", ("pasted", description), ("onto", ""));
        Assert.True(made.Status == 302, made.In(".note"));
        return made.Location!.Split('/', '?').First(part => Guid.TryParse(part, out var _));
    }

    static string Days(int ahead) => $"org.today() + {ahead}";

    [Fact]
    [Trait("Row", "P2.16"), Trait("Row", "D5.9")]
    public async Task One_list_holds_what_calls_programmes_tasks_of_all_modules_papers_opinions_self_checks_and_political_life_want_by_day()
    {
        using var office = await department.OfficeAsync();
        using var admin = await Host.SignInAsync(TestHost.County, Programmes.InstalledHost.Design, Programmes.InstalledHost.Edit);
        // A programme that asks townships every month.
        var design = await ReceiveAsync(admin, Round);
        var published = await Programmes.DesignHost.DoAsync(admin, design, "publish", await Host.AskAsync<int>($"select version from programmes.design where id = '{design}'"));
        Assert.True(published.Status == 302, published.In("main"));
        var module = (await Host.AskAsync<string>($"select module from programmes.design where id = '{design}'"))!;
        await Programmes.InstalledHost.ServesAsync(Host, module);
        await TestHost.UntilAsync(async () => await Host.AskAsync<long>($"select count(*) from {module}.monthly") > 0, "the round is opened");

        // Who asks for the same is told of the programme, and has to say why all the same.
        var call = await EnterAsync(office, "data-calls", ("title", "党员情况表"), ("asker", "组织科"), ("level", "4"), ("cycle", "0"), ("basis", "工作通知"), ("first_due_on", Day(-7)));
        foreach (var (datum, source) in new[] { ("党员 人数", "1"), ("流动去向", "0") }) await AddAsync(office, "data-calls", call, "data", ("datum", datum), ("source", source));
        Assert.Contains("党员情况表", await ListAsync(office, "data-calls", "rule=data-calls.once"), StringComparison.Ordinal);
        await RefusedAsync("“党员 人数”专项《党员大走访》已经在要", office, "data-calls", "issue", call);
        await DoneAsync(office, "data-calls", "issue", call, ("reason", "统计口径不同"));
        // And who designs another programme is told of the call and of the programme that runs.
        var second = await ReceiveAsync(admin, Round.Replace("党员大走访", "党员大回访", StringComparison.Ordinal));
        var review = (await admin.GetAsync($"/{TestHost.County}/programmes/design/{second}?part=publish")).In("main")!;
        foreach (var twice in (string[])["“党员人数”组织科《党员情况表》已经在要", "“走访情况”专项《党员大走访》已经在要"]) Assert.Contains(twice, review, StringComparison.Ordinal);
        Assert.DoesNotContain("已经在要", (await admin.GetAsync($"/{TestHost.County}/programmes/design/{design}?part=publish")).In("main")!.Replace("“党员人数”组织科《党员情况表》已经在要", "", StringComparison.Ordinal), StringComparison.Ordinal);

        var (town, county, body) = (await Host.AskAsync<string>($"select path from org.locality where code = '{TestHost.Township}'"), await Host.AskAsync<string>($"select path from org.locality where code = '{TestHost.County}'"), department.TownCommittee);
        await Host.DoAsync($"""
            update {module}.monthly set {ProgrammeRounds.Due} = {Days(6)} where locality_path = '{town}';
            insert into department.guidance_group (id, locality_path, title, campaign, direction, leader, began_on) values (md5('asked group')::uuid, '{county}', '第三督导组', '主题教育', '1', '何伟', org.today() - 9);
            insert into department.guidance_opinion (locality_path, title, guidance_group_id, group_title, unit_id, unit_name, words, given_on, answer_due_on) values ('{town}', '补学习记录', md5('asked group')::uuid, '第三督导组', '{body}', '枫岭镇党委', '缺两次', org.today() - 3, {Days(1)}), ('{town}', '答过的意见', md5('asked group')::uuid, '第三督导组', '{body}', '枫岭镇党委', '缺', org.today() - 3, {Days(1)});
            update department.guidance_opinion set answered_on = org.today(), answer = '已补' where title = '答过的意见';
            insert into department.document_receipt (locality_path, title, number, issuer, issued_document_id, unit_id, unit_name, content, issued_on, due_on) values ('{town}', '关于做好换届的通知', '1 号', '办公室', gen_random_uuid(), '{body}', '枫岭镇党委', '请落实', org.today() - 1, {Days(2)});
            insert into department.self_check (locality_path, title, unit_id, period, opened_on, due_on) values ('{town}', '枫岭镇党委下半年自查', '{body}', '下半年', org.today() - 5, {Days(3)});
            insert into department.life_due (locality_path, title, requirement_id, source, unit_id, unit_name, period, opens_on, due_on) values ('{town}', '民主生活会', gen_random_uuid(), '1', '{body}', '枫岭镇党委', '今年', org.today() - 30, {Days(5)}), ('{town}', '政治学习', gen_random_uuid(), '0', '{body}', '枫岭镇党委', '今年', org.today() - 30, {Days(9)});
            """);
        var plans = new[] { ("talent", "tasks", "人才任务一件", 4), ("cadres", "team-tasks", "班子任务一件", 8), ("department", "assignments", "交办任务一件", 10) };
        foreach (var (of, kind, title, due) in plans)
            await Host.DoAsync($"""
                insert into org.work_plan (id, locality_path, module, kind, title, year, state, issued_on) values (md5('{title}')::uuid, '{county}', '{of}', '{kind}', '今年要点', {Clock.Today.Year}, 'issued', org.today() - 20);
                insert into org.work_item (id, plan_id, locality_path, other_path, module, kind, plan_title, year, level, rank, number, title, lead_unit_id, lead_name, person, due_on, begins_on, state) values (md5('item {title}')::uuid, md5('{title}')::uuid, '{county}', '{town}', '{of}', '{kind}', '今年要点', {Clock.Today.Year}, 2, 1, '1', '{title}', '{body}', '枫岭镇党委', '陶静', {Days(due)}, org.today() - 20, 'open');
                insert into org.work_party (item_id, unit_id, locality_path, other_path, module, name, is_lead) values (md5('item {title}')::uuid, '{body}', '{town}', '{county}', '{of}', '枫岭镇党委', true);
                """);

        string[] may = ["department.burden.read", "department.burden.answer", "department.tasks.read", "department.tasks.report", "department.receipts.read", "department.receipts.answer", "department.opinions.read", "department.opinions.answer", "talent.work.read", TeamRead, $"{module}.entries.read", $"{module}.entries.edit"];
        using var clerk = await Host.SignInAsync(TestHost.Township, may);
        var page = await clerk.GetAsync($"{Town}/burden");
        var rows = Rows(page);
        var label = ProgrammeRounds.Of(new() { Every = "month" }, Clock.Today).Label;
        string[] wanted = ["补学习记录", "关于做好换届的通知", "枫岭镇党委下半年自查", "人才任务一件", "枫岭镇党委：民主生活会　今年", $"走访月报　{label}", "党员情况表", "班子任务一件", "枫岭镇党委：政治学习　今年", "交办任务一件"];
        Assert.Equal(wanted, rows.Select(row => row.Title));
        Assert.Equal(["答复督导意见", "签收文件", "报送自查", "任务进展", "开展党内政治生活", "填报（每月）", "填报（一次）", "任务进展", "登记党内政治生活", "任务进展"], rows.Select(row => row.What));
        // How much has to be said, and how much of it is known already; the burden over all of it.
        Assert.Equal([(1, 0), (1, 0), (2, 0), (4, 1), (0, 0), (2, 0), (2, 1), (4, 1), (1, 0), (4, 1)], rows.Select(row => (row.Fields, row.Known)));
        Assert.Contains("10 件，要填 21 项，系统带出 4 项", page.Text, StringComparison.Ordinal);
        // The same datum under two that ask, on both lines.
        Assert.Collection(rows.Where(row => row.Twice != ""), row => Assert.EndsWith("组织科《党员情况表》也在要", row.Twice, StringComparison.Ordinal), row => Assert.StartsWith("“党员 人数”党员大走访《走访月报", row.Twice, StringComparison.Ordinal));
        // Each line leads to where it is answered.
        foreach (var url in rows.Select(row => row.Url)) Assert.Equal(200, (await clerk.GetAsync(url.Split('#')[0])).Status);
        Assert.Contains($"/{module}/monthly/", rows[5].Url, StringComparison.Ordinal);

        // Who may not see a module's business finds none of its lines; the office sees how much is asked of townships, rounds among it.
        using var narrow = await Host.SignInAsync(TestHost.Township, "department.burden.read", "department.burden.answer");
        Assert.Equal(["党员情况表"], Rows(await narrow.GetAsync($"{Town}/burden")).Select(row => row.Title));
        var load = (await office.GetAsync($"{County}/burden")).Document.QuerySelectorAll("tr").First(row => row.TextContent.Contains("乡镇（街道）", StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal(["1", "1", "4", "1"], load[1..5]);

        // What was sent is off the list.
        var row = await Host.AskAsync<Guid>($"select id from {module}.monthly where locality_path = '{town}'");
        Assert.Equal(302, (await clerk.FillAsync($"/{TestHost.Township}/{module}/monthly/{row}/edit", ("people", "36"))).Status);
        Assert.Equal(302, (await clerk.DoDeedAsync($"/{TestHost.Township}/{module}/monthly", "send", row)).Status);
        Assert.DoesNotContain("走访月报", (await clerk.GetAsync($"{Town}/burden")).Text.Replace("《走访月报", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    const string TeamRead = "cadres.team-tasks.view";

    sealed record Line(string Title, string Twice, string What, int Fields, int Known, string Url);

    static List<Line> Rows(Answer page) => [.. page.Document.QuerySelectorAll("table.tbl-stick tbody tr").Select(row => row.QuerySelectorAll("td").ToList()).Select(cells => new Line(
        cells[1].QuerySelector("a")!.TextContent.Trim(), cells[1].QuerySelector("div.q2")?.TextContent.Replace("重复", "", StringComparison.Ordinal).Trim() ?? "", cells[3].TextContent.Trim(), int.Parse(cells[4].TextContent, System.Globalization.CultureInfo.InvariantCulture), int.Parse(cells[5].TextContent, System.Globalization.CultureInfo.InvariantCulture), cells[1].QuerySelector("a")!.GetAttribute("href")!))];
}
