using System.IO.Compression;
using AngleSharp.Dom;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Ui.Figures;

public sealed class FigurePageTests(StatisticsHost statistics) : IClassFixture<StatisticsHost>
{
    /// <summary>Whatever is counted, they may see its rows.</summary>
    string[] All => [.. statistics.Places.SelectMany(place => (string[])[FigureSet.ReadPermission(place.Module), FigureSet.WritePermission(place.Module), .. place.Set.Figures.Select(figure => figure.Of).Concat(place.Set.Reports.Select(report => report.Of)).SelectMany(counted => (string[])[counted.ReadPermission, counted.NumberPermission])]).Distinct()];

    string City => statistics.City.Code;

    [Fact]
    public void An_order_of_before_it_named_its_tables_asks_for_none_and_does_not_fall()
    {
        var place = statistics.Of("cadres");
        Assert.Equal([FigureSet.ReadPermission(place.Module)], new ReportsJob(place).PermissionsFor("""{"AsOf":null,"Maker":"县委组织部","Who":"何静"}""", null!));
    }

    [Fact]
    public async Task Every_page_of_figures_and_tables_is_shown_today_and_as_of_last_December()
    {
        using var officer = await statistics.Host.SignInAsync(City, All);
        foreach (var place in statistics.Places)
            foreach (var address in (string[])[place.Figures, place.Reports, place.Reports + "/checks", place.Reports + "/snapshots", .. place.Set.Figures.Select(f => $"{place.Figures}/{f.Id}"), .. place.Set.Reports.SelectMany(r => (string[])[$"{place.Reports}/{r.Id}", $"{place.Reports}/{r.Id}/compare"])])
                foreach (var day in (string[])["", "?asof=2025-12-31"])
                {
                    var answer = await officer.GetAsync($"/{City}/{address}{day}");
                    Assert.True(answer.Status == 200, $"{address}{day}: {answer.Status} {statistics.Host.Log}");
                    Assert.Contains(day == "" ? Dates.Format(Clock.Today) : "2025.12.31", answer.In(".asof summary"));
                }
    }

    [Fact, Trait("Row", "G4.13")]
    public async Task A_number_of_the_annual_statistics_opens_the_people_behind_it_with_its_definition_and_day()
    {
        using var officer = await statistics.Host.SignInAsync(City, All);
        var table = await officer.GetAsync($"/{City}/grassroots/reports/basics?asof=2025-12-31");
        var cell = table.Document.QuerySelectorAll("#grid tbody tr")[3].QuerySelector("a.fig")!;

        var rows = await officer.GetAsync(cell.GetAttribute("href")!);

        Assert.Equal("女", table.Document.QuerySelectorAll("#grid tbody tr")[3].QuerySelector("th")!.TextContent.Trim());
        Assert.Equal(cell.TextContent, rows.In(".total b"));
        Assert.Equal(Math.Min(100, int.Parse(cell.TextContent)), rows.Document.QuerySelectorAll("table.tbl tbody tr").Length);
        Assert.All(rows.Document.QuerySelectorAll("table.tbl tbody tr"), row => Assert.Equal("女", row.QuerySelectorAll("td")[1].TextContent));
        Assert.Contains("组织关系在本地", rows.In("#main .note"));
        Assert.Contains("截至 2025.12.31", rows.In(".page-head"));
        // They leave as a sheet, which is on record.
        var (address, exports) = (cell.GetAttribute("href")!, "select count(*) from audit.entry where deed = '导出'");
        var before = await statistics.Host.AskAsync<long>(exports);
        var sheet = await officer.PostAsync(address + "&handler=export");
        Assert.Equal((200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (sheet.Status, sheet.Message.Content.Headers.ContentType!.MediaType));
        Assert.Equal(before + 1, await statistics.Host.AskAsync<long>(exports));
        // From the list to the record as it was then.
        Assert.EndsWith("?asof=2025-12-31", rows.Document.QuerySelector("td.name a")!.GetAttribute("href"));
        Assert.Equal(200, (await officer.GetAsync(rows.Document.QuerySelector("td.name a")!.GetAttribute("href")!)).Status);
    }

    [Fact]
    public async Task The_people_behind_a_number_are_turned_page_by_page_to_the_last()
    {
        using var officer = await statistics.Host.SignInAsync(City, All);
        var address = $"/{City}/grassroots/figures/members/rows";
        var (seen, pages, next) = (new List<string>(), 0, (string?)address);
        while (next is not null)
        {
            var page = await officer.GetAsync(next);
            Assert.Equal(200, page.Status);
            seen.AddRange(page.Document.QuerySelectorAll("table.tbl td.name a").Select(link => link.GetAttribute("href")!));
            Assert.True(++pages < 100, "the same page again and again");
            next = page.Document.QuerySelectorAll("a").FirstOrDefault(link => link.TextContent.Contains("下一页", StringComparison.Ordinal))?.GetAttribute("href") is { } more ? address + more : null;
        }
        Assert.True(pages > 2);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(await statistics.Host.AskAsync<long>("select count(*) from grassroots.member where removed_at is null and left_on is null and membership_state in ('1', '2')"), seen.Count);
        Assert.Equal(400, (await officer.GetAsync(address + "?after=1.2.x_nobody")).Status);
    }

    [Fact, Trait("Row", "C2.4")]
    public async Task The_age_structure_of_cadres_by_level_adds_up_to_those_in_office()
    {
        using var officer = await statistics.Host.SignInAsync(City, All);
        var table = await officer.GetAsync($"/{City}/cadres/reports/ages");
        var numbers = table.Document.QuerySelectorAll("#grid tbody tr")[0].QuerySelectorAll("td.num").Select(cell => int.Parse(cell.TextContent)).ToList();

        Assert.Equal(await statistics.Host.AskAsync<long>("select count(*) from cadres.cadre where status = '1' and removed_at is null"), numbers[0]);
        Assert.Equal(numbers[0], numbers.Skip(1).Sum());
    }

    [Fact]
    public async Task Who_may_see_numbers_but_no_names_sees_no_names()
    {
        // Archives are opened for a purpose; how many are audited is for whoever keeps the list of them.
        using var reader = await statistics.Host.SignInAsync(City, "cadres.figures.read", "cadres.archives.read");

        var number = await reader.GetAsync($"/{City}/cadres/figures/archive-audit");
        var rows = await reader.GetAsync($"/{City}/cadres/figures/archive-audit/rows");
        var post = await reader.PostAsync($"/{City}/cadres/figures/archive-audit/rows?handler=export");

        Assert.Equal((200, 200), (number.Status, rows.Status));
        Assert.Contains("可以看数，不能看名单", rows.Text);
        Assert.Null(rows.Document.QuerySelector("table.tbl"));
        Assert.NotEqual(200, post.Status);
    }

    [Fact]
    public async Task A_number_whose_rows_are_not_for_somebody_is_on_no_page_of_theirs_and_in_no_file()
    {
        using var reader = await statistics.Host.SignInAsync(City, "grassroots.figures.read", "grassroots.figures.edit", "grassroots.organisations.read");
        var set = statistics.Of("grassroots").Set;
        bool IsTheirs(Counted counted) => counted.ReadPermission == "grassroots.organisations.read";
        Assert.Contains(set.Reports, report => IsTheirs(report.Of));
        Assert.Contains(set.Reports, report => !IsTheirs(report.Of));

        var figures = await reader.GetAsync($"/{City}/grassroots/figures");
        var reports = await reader.GetAsync($"/{City}/grassroots/reports");
        string[] Named(Answer page, string under) => [.. page.Document.QuerySelectorAll("td.name a").Select(link => link.GetAttribute("href")!).Where(url => url.Contains(under, StringComparison.Ordinal)).Select(url => url.Split('/')[^1])];
        Assert.Equal(set.Figures.Where(figure => IsTheirs(figure.Of)).Select(figure => figure.Id).Order(), Named(figures, "/figures/").Order());
        Assert.Equal(set.Reports.Where(report => IsTheirs(report.Of)).Select(report => report.Id), Named(reports, "/reports/"));
        foreach (var address in (string[])["figures/members", "figures/members/rows", "reports/basics", "reports/basics/compare", "reports/basics/rows?row=1&column=1"])
            Assert.Equal((address, 403), (address, (await reader.GetAsync($"/{City}/grassroots/{address}")).Status));
        foreach (var address in (string[])["figures/members?handler=target", "reports/basics?handler=export"])
            Assert.Equal((address, 403), (address, (await reader.PostFromAsync($"/{City}/grassroots/reports", $"/{City}/grassroots/{address}", ("value", "1"), ("source", "试试"))).Status));
        Assert.Equal(404, (await reader.GetAsync($"/{City}/grassroots/figures/none")).Status);
        // Of sums between tables those are told that one may see both sides of.
        Assert.Equal(200, (await reader.GetAsync($"/{City}/grassroots/reports/checks")).Status);

        Assert.Equal("/account/jobs", (await reader.PostFromAsync($"/{City}/grassroots/reports", $"/{City}/grassroots/reports?handler=export")).Location);
        await TestHost.UntilAsync(async () => await statistics.Host.AskAsync<long>($"select count(*) from org.job j join org.account a on a.id = j.account_id where j.kind = 'reports' and j.state > 1 and a.account = '{reader.Account}'") == 1, "the set to be made");
        var file = (await reader.GetAsync("/account/jobs")).Document.QuerySelector("a[href*='/org/files/']")!.GetAttribute("href")!;
        using var zip = new ZipArchive(await (await reader.GetAsync(file)).Message.Content.ReadAsStreamAsync());
        Assert.Equal(set.Reports.Where(report => IsTheirs(report.Of)).Select(report => $"{report.Number} {report.Title}.xlsx").Append("校核结果.xlsx").Order(StringComparer.Ordinal), zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_table_leaves_in_the_official_layout_with_numbered_rows_and_heads_over_several_columns()
    {
        using var officer = await statistics.Host.SignInAsync(City, All);

        var answer = await officer.PostAsync($"/{City}/grassroots/reports/basics?handler=export");

        Assert.Equal(200, answer.Status);
        using var zip = new ZipArchive(await answer.Message.Content.ReadAsStreamAsync());
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var xml = await sheet.ReadToEndAsync();
        foreach (var expected in (string[])["表2　党员基本情况", "填报单位：", ">甲<", ">乙<", ">性别<", ">30岁及以下<", "mergeCell ref=\"D3:E3\""]) Assert.Contains(expected, xml);
        Assert.Equal(1L, await statistics.Host.AskAsync<long>("select count(*) from audit.entry where deed = '导出' and register = 'reports' and title <> '统计报表全套'"));
    }

    [Fact]
    public async Task A_difference_is_listed_with_its_formula_until_somebody_says_why_it_is_right()
    {
        await statistics.Host.DoAsync("update grassroots.member set education = null where id in (select id from grassroots.member where left_on is null order by id limit 2)");
        using var officer = await statistics.Host.SignInAsync(City, All);
        var checks = $"/{City}/grassroots/reports/checks";
        var line = (await officer.GetAsync(checks)).Document.QuerySelectorAll("table.tbl tbody tr").First(row => row.TextContent.Contains("表5", StringComparison.Ordinal) && row.TextContent.Contains("合计", StringComparison.Ordinal));
        (string, string) Value(string name) => (name, line.QuerySelector($"input[name={name}]")!.GetAttribute("value")!);

        var empty = await officer.PostAsync($"{checks}?handler=note", Value("report"), Value("formula"), Value("line"), ("reason", ""));
        var noted = await officer.PostAsync($"{checks}?handler=note", Value("report"), Value("formula"), Value("line"), ("reason", "两名党员学历待认定"));

        Assert.Equal((422, 302), (empty.Status, noted.Status));
        Assert.Contains("请写明理由", empty.Text);
        Assert.Contains("两名党员学历待认定", (await officer.GetAsync(checks)).Text);

    }

    [Fact]
    public async Task A_target_is_set_for_the_year_and_changes_the_light()
    {
        using var officer = await statistics.Host.SignInAsync(City, All);
        var address = $"/{City}/grassroots/figures/one-shoulder";

        var wrong = await officer.PostAsync($"{address}?handler=target", ("value", "很高"), ("source", "市委通知"));
        var right = await officer.PostAsync($"{address}?handler=target", ("value", "99.5"), ("source", "市委换届通知"));

        Assert.Equal((422, 302), (wrong.Status, right.Status));
        Assert.Contains("99.5 %　市委换届通知", (await officer.GetAsync(address)).Document.Body!.TextContent);
        var row = (await officer.GetAsync($"/{City}/grassroots/figures")).Document.QuerySelectorAll("tbody tr").First(tr => tr.TextContent.Contains("一肩挑", StringComparison.Ordinal));
        Assert.Contains("未达目标", row.TextContent);
    }

    [Fact]
    public async Task A_target_comes_before_the_limits_that_are_declared_and_red_is_set_beside_it()
    {
        using var officer = await statistics.Host.SignInAsync(City, All);
        async Task<(decimal Value, string Light)> ReadAsync(string id)
        {
            var row = (await officer.GetAsync($"/{City}/grassroots/figures/{id}")).Document.QuerySelector("#by-place tbody tr")!;
            return (decimal.TryParse(row.QuerySelector(".num")!.TextContent, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : -1, row.LastElementChild!.TextContent.Trim());
        }
        static string Typed(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        // Any share with limits of its own that this city reaches in part.
        Figure? figure = null;
        (decimal Value, string Light) was = default;
        foreach (var one in statistics.Of("grassroots").Set.Figures.Where(one => one is { OutOf: not null, Better: Better.Higher, Red: not null, Yellow: not null }))
            if ((was = await ReadAsync(one.Id)) is { Value: > 1 and < 99, Light: not "" })
            {
                figure = one;
                break;
            }
        Assert.NotNull(figure);
        var (value, address) = (was.Value, $"/{City}/grassroots/figures/{figure.Id}");
        async Task<int> SetAsync(decimal target, decimal? red) => (await officer.PostAsync($"{address}?handler=target", ("value", Typed(target)), ("red", red is { } at ? Typed(at) : ""), ("source", "县委通知"))).Status;
        Assert.Contains($"低于 {Typed(figure.Red!.Value)} 红灯；低于 {Typed(figure.Yellow!.Value)} 黄灯", (await officer.GetAsync(address)).Document.Body!.TextContent);

        Assert.Equal(422, await SetAsync(value + 0.5m, red: value + 0.8m));
        Assert.Equal(302, await SetAsync(value + 0.5m, red: value - 0.5m));
        Assert.Equal((value, "未达目标"), await ReadAsync(figure.Id));
        Assert.Equal(302, await SetAsync(value + 0.8m, red: value + 0.5m));
        Assert.Equal((value, "未达到"), await ReadAsync(figure.Id));

        // What the place asks for is reached: no light, though what is declared asks for more.
        Assert.Equal(302, await SetAsync(value - 0.5m, red: null));
        Assert.Equal((value, ""), await ReadAsync(figure.Id));
        Assert.Contains("达到", (await officer.GetAsync($"/{City}/grassroots/figures")).Document.QuerySelectorAll("tbody tr").First(tr => tr.QuerySelector($"a[href$='/figures/{figure.Id}']") is not null).TextContent);
    }

    [Fact]
    public async Task The_whole_set_leaves_as_one_task_every_table_in_its_layout_beside_what_was_checked()
    {
        using var officer = await statistics.Host.SignInAsync(City, All);
        using var stranger = await statistics.Host.SignInAsync(City, "grassroots.members.read");
        var reports = $"/{City}/grassroots/reports";
        Assert.Equal(403, (await stranger.PostAsync($"{reports}?handler=export")).Status);

        var told = await statistics.Host.AskAsync<long>("select count(*) from audit.entry where deed = '导出' and title = '统计报表全套'");
        Assert.Equal("/account/jobs", (await officer.PostFromAsync(reports, $"{reports}?handler=export")).Location);
        await TestHost.UntilAsync(async () => await statistics.Host.AskAsync<long>($"select count(*) from org.job j join org.account a on a.id = j.account_id where j.kind = 'reports' and j.state > 1 and a.account = '{officer.Account}'") == 1, "the set to be made");

        var page = await officer.GetAsync("/account/jobs");
        var file = page.Document.QuerySelector("a[href*='/org/files/']")!.GetAttribute("href")!;
        using var zip = new System.IO.Compression.ZipArchive(await (await officer.GetAsync(file)).Message.Content.ReadAsStreamAsync());
        var set = statistics.Host.Platform.Current!.Modules.First(module => module.Manifest.Id == "grassroots").Figures!.Set;
        Assert.Equal(set.Reports.Select(report => $"{report.Number} {report.Title}.xlsx").Append("校核结果.xlsx").Order(StringComparer.Ordinal), zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        // A table says what the page says.
        var shown = (await officer.GetAsync($"{reports}/basics")).Document.QuerySelector("#grid tbody tr a.fig")!.TextContent.Trim().Replace(",", "", StringComparison.Ordinal);
        var basics = set.Reports.First(report => report.Id == "basics");
        using var inner = new System.IO.Compression.ZipArchive(await CopyAsync(zip.GetEntry($"{basics.Number} {basics.Title}.xlsx")!));
        using var sheet = new StreamReader(inner.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.Contains($"<v>{shown}</v>", await sheet.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Contains($"已导出 {set.Reports.Count} 张表", page.Text, StringComparison.Ordinal);
        Assert.Equal(told + 1, await statistics.Host.AskAsync<long>("select count(*) from audit.entry where deed = '导出' and title = '统计报表全套'"));

        static async Task<MemoryStream> CopyAsync(System.IO.Compression.ZipArchiveEntry entry)
        {
            var copy = new MemoryStream();
            await using var content = entry.Open();
            await content.CopyToAsync(copy);
            copy.Position = 0;
            return copy;
        }
    }

    [Fact]
    public async Task A_year_end_is_taken_down_and_compared_with()
    {
        using var officer = await statistics.Host.SignInAsync(City, All);
        var address = $"/{City}/grassroots/reports/snapshots";
        var (lastEnd, endBefore) = (new DateOnly(Clock.Today.Year - 1, 12, 31), new DateOnly(Clock.Today.Year - 2, 12, 31));

        var today = await officer.PostAsync($"{address}?handler=take", ("title", "不对"), ("yearEnd", "true"));
        var taken = await officer.PostAsync($"{address}?handler=take&asof={AsOf.Format(lastEnd)}", ("title", $"{lastEnd.Year} 年度"), ("yearEnd", "true"));
        await TestHost.UntilAsync(async () => await statistics.Host.AskAsync<long>("select count(*) from org.job where kind = 'snapshot' and state > 1") == 1, "the year to be closed");
        var twice = await officer.PostAsync($"{address}?handler=take&asof={AsOf.Format(lastEnd)}", ("title", $"{lastEnd.Year} 年度"), ("yearEnd", "true"));

        Assert.Equal((422, 302, 422), (today.Status, taken.Status, twice.Status));
        Assert.Contains("只能是 12 月 31 日", today.Text);
        Assert.Contains($"已封存“{lastEnd.Year} 年度”", (await officer.GetAsync("/account/jobs")).Text, StringComparison.Ordinal);
        // Asked for by two at once, it is closed once: the second task says why not.
        await statistics.Host.DoAsync("insert into org.job (id, locality_path, module, kind, title, arguments, account_id, account_name) select gen_random_uuid(), locality_path, module, kind, title, arguments, account_id, account_name from org.job where kind = 'snapshot'");
        await TestHost.UntilAsync(async () => await statistics.Host.AskAsync<long>("select count(*) from org.job where kind = 'snapshot' and state > 1") == 2, "the second to end");
        Assert.Contains("已经封存过年末数", (await officer.GetAsync("/account/jobs")).Text, StringComparison.Ordinal);
        var id = await statistics.Host.AskAsync<Guid>("select id from org.figure_snapshot where module = 'grassroots' and is_year_end");
        var compare = await officer.GetAsync($"/{City}/grassroots/reports/basics/compare?with={id}");
        Assert.Contains("封存的数", compare.Text);
        // Line by line: what was taken down, what is, and by how much it differs.
        var lastYear = (await officer.GetAsync($"/{City}/grassroots/reports/basics?asof={AsOf.Format(lastEnd)}")).Document.QuerySelectorAll("#grid tbody tr")[0].QuerySelector("a.fig")!.TextContent.Trim();
        var thisYear = (await officer.GetAsync($"/{City}/grassroots/reports/basics")).Document.QuerySelectorAll("#grid tbody tr")[0].QuerySelector("a.fig")!.TextContent.Trim();
        var line = compare.Document.QuerySelectorAll("table.tbl tbody tr")[0].QuerySelectorAll("td").Take(3).Select(cell => cell.TextContent.Trim()).ToList();
        var grown = int.Parse(thisYear) - int.Parse(lastYear);
        Assert.Equal([lastYear, thisYear, grown == 0 ? "0" : grown.ToString("+0;−0")], line);
        // Over the years: a closed one says what was closed, whatever the histories say by now; the others are reckoned from them.
        await statistics.Host.DoAsync($"update org.figure_snapshot set content = jsonb_set(content, '{{reports,basics,cells,0,0}}', '7') where id = '{id}'");
        var years = (await officer.GetAsync($"/{City}/grassroots/reports/basics?handler=years")).Document.QuerySelectorAll("#years tbody tr").Select(row => (row.QuerySelector("th")!.TextContent, row.QuerySelector("td.num")!.TextContent, row.QuerySelector("td:last-child")!.TextContent)).ToList();
        await statistics.Host.DoAsync($"update org.figure_snapshot set content = jsonb_set(content, '{{reports,basics,cells,0,0}}', '{lastYear}') where id = '{id}'");
        Assert.Equal((Dates.Format(lastEnd), "7", "年末封存数"), years[^2]);
        Assert.Equal((Dates.Format(Clock.Today), thisYear, "本表"), years[^1]);
        var reckoned = (await officer.GetAsync($"/{City}/grassroots/reports/basics?asof={AsOf.Format(endBefore)}")).Document.QuerySelector("#grid tbody tr td.num")!.TextContent.Trim();
        Assert.Equal((Dates.Format(endBefore), reckoned, "按沿革回算"), years[^3]);
        // Last year's end is held against this year's beginning.
        Assert.DoesNotContain("没有年末封存数", (await officer.GetAsync($"/{City}/grassroots/reports/checks")).Text);
    }
}
