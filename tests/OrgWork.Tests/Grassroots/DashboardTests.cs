using System.Globalization;
using AngleSharp.Dom;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots;

/// <summary>看板 of every level: a row for each of the level below, five lights, each opening as many rows as it says.</summary>
public sealed class DashboardTests(StatisticsHost statistics) : IClassFixture<StatisticsHost>
{
    static readonly string[] Sees = ["grassroots.figures.read", "grassroots.organisations.read", "grassroots.members.read", "grassroots.life.read", "grassroots.admission.read", "grassroots.floating.read"];

    sealed record Branch(Guid Id, string Code, string Path);

    async Task<List<Branch>> BranchesAsync()
    {
        await using var read = statistics.Host.Admin.CreateCommand("select o.id, l.code, l.path from grassroots.organisation o join org.locality l on l.id = o.place_id where o.kind = '631' and o.state = '1' and (select count(*) from grassroots.member m where m.organisation_id = o.id and m.left_on is null and m.membership_state = '1') >= 3 order by o.code limit 2");
        await using var rows = await read.ExecuteReaderAsync();
        var found = new List<Branch>();
        while (await rows.ReadAsync()) found.Add(new(rows.GetGuid(0), rows.GetString(1), rows.GetString(2)));
        return found;
    }

    static int Number(string text) => int.Parse(string.Concat(text.Where(char.IsDigit)), CultureInfo.InvariantCulture);

    /// <summary>How many rows stand behind an address, page after page where the list does not say.</summary>
    static async Task<int> RowsAsync(Browser officer, string url, List<string>? texts = null)
    {
        var (count, path) = (0, url.Split('?')[0]);
        for (var next = url; ;)
        {
            var page = await officer.GetAsync(next);
            Assert.True(page.Status == 200, $"{next}: {page.Status}");
            texts?.Add(page.Text);
            // A long list counts when it is asked.
            if (texts is null && page.Document.QuerySelector(".total b") is { } total) return Number(total.GetAttribute("data-count-far") is { } far ? (await officer.GetAsync(path + far)).Text : total.TextContent);
            count += page.Document.QuerySelectorAll(".tbl-stick tbody tr").Length;
            if (page.Document.QuerySelectorAll(".pager a").FirstOrDefault(link => link.TextContent.Contains("下一页", StringComparison.Ordinal))?.GetAttribute("href") is not { } more) return count;
            next = more.StartsWith('?') ? path + more : more;
        }
    }

    [Theory]
    [InlineData(LocalityKind.City)]
    [InlineData(LocalityKind.County)]
    [InlineData(LocalityKind.Township)]
    public async Task Every_light_of_a_level_opens_as_many_rows_as_it_says(LocalityKind level)
    {
        var place = statistics.Tree.Below(statistics.City).First(one => one.Kind == level);
        using var officer = await statistics.Host.SignInAsync(place.Code, Sees);

        var page = await officer.GetAsync($"/{place.Code}/grassroots/dashboard");

        Assert.Equal(200, page.Status);
        var rows = page.Document.QuerySelectorAll("#board tbody tr:not(.sum)").ToList();
        string[] below = level == LocalityKind.Township
            ? await statistics.Host.AskAsync<string[]>($"select array_agg('/{place.Code}/grassroots/life/branch/' || id order by locality_path, rank_order, id) from grassroots.organisation where removed_at is null and abolished_on is null and state in ('1', '2') and starts_with(locality_path, '{place.Path}')") ?? []
            : [.. statistics.Tree.ChildrenOf(place).Select(child => $"/{child.Code}/grassroots/dashboard")];
        Assert.Equal(below, rows.Select(row => row.QuerySelector("th a")?.GetAttribute("href")).OfType<string>());
        Assert.Equal(5, page.Document.QuerySelectorAll("#tiles > li").Length);

        // What stands in the rows is what stands above them.
        int[] Sums(IElement row) => [.. row.QuerySelectorAll("td").Select(cell => int.Parse(cell.GetAttribute("data-number")!, CultureInfo.InvariantCulture))];
        var total = Sums(page.Document.QuerySelector("#board tr.sum")!);
        Assert.Equal(total, rows.Select(Sums).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]));
        Assert.True(total.Count(sum => sum > 0) >= (level == LocalityKind.Township ? 1 : 3), string.Join("、", total));

        // Whatever stands in a place opens. Of a township's, those alone that stand in no organisation of the list have nothing to open.
        Assert.Empty(page.Document.QuerySelectorAll("#board .lt:not(a)").Where(light => level != LocalityKind.Township || light.Closest("tr")!.QuerySelector("th")!.TextContent != "其他").Select(light => light.OuterHtml));

        var lights = page.Document.QuerySelectorAll("#tiles a.lt, #board a.lt").Select(light => (Url: light.GetAttribute("href")!, Text: light.TextContent, Column: light.Closest("td")?.GetAttribute("data-l") ?? "")).DistinctBy(light => light.Url).ToList();
        var named = new Dictionary<string, List<string>>();
        async Task<List<string>> NamedAsync(string column)
        {
            if (named.TryGetValue(column, out var known)) return known;
            named[column] = known = [];
            foreach (var list in page.Document.QuerySelectorAll("#tiles > li").Single(tile => tile.QuerySelector(".q")!.TextContent == column).QuerySelectorAll("a.lt")) await RowsAsync(officer, list.GetAttribute("href")!, known);
            return known;
        }
        Assert.True(lights.Count > (level == LocalityKind.Township ? 1 : 5));
        foreach (var (url, text, column) in lights.Take(60))
        {
            // One organisation's own page is the one row, and it is that organisation which the list of the light names.
            if (url.Contains("/life/branch/", StringComparison.Ordinal) || url.Contains("/organisations/", StringComparison.Ordinal))
            {
                Assert.Equal((1, 200), (Number(text), (await officer.GetAsync(url)).Status));
                Assert.Contains(await NamedAsync(column), list => list.Contains(url.Split('/')[^1], StringComparison.Ordinal));
                continue;
            }
            var (said, opened) = (Number(text), await RowsAsync(officer, url));
            Assert.True(said == opened, $"{url}: {said}, {opened}");
        }
        // The plan is what is planned, not how many papers plan it.
        if (level != LocalityKind.Township)
        {
            var plan = page.Document.QuerySelectorAll("#plan tbody tr").Select(row => (row.QuerySelector("th")!.TextContent.Trim(), row.QuerySelectorAll("td")[1].TextContent, row.QuerySelectorAll("td")[0].TextContent)).ToList();
            var figure = (await officer.GetAsync($"/{place.Code}/grassroots/figures/admission-plan")).Document.QuerySelectorAll("#by-place tbody tr").Select(row => (row.QuerySelector("th")!.TextContent.Trim(), row.QuerySelectorAll("td")[1].TextContent, row.QuerySelectorAll("td")[2].TextContent)).ToList();
            Assert.Equal(figure, plan);
            Assert.True(Number(plan[0].Item3) > await statistics.Host.AskAsync<long>($"select count(*) from grassroots.admission_quota where year = extract(year from org.today()) and starts_with(locality_path, '{place.Path}')"));
        }
        // What Party life lacks, kind by kind, opens too.
        foreach (var lack in page.Document.QuerySelectorAll("#lacks a.fig").Take(3)) Assert.Equal(Number(lack.TextContent), await RowsAsync(officer, lack.GetAttribute("href")!));
        Assert.True(page.Document.QuerySelectorAll("[data-chart]").Length == 3 && page.Document.QuerySelectorAll("[data-chart]").All(chart => page.Document.GetElementById(chart.GetAttribute("data-chart-of")!) is not null));
    }

    [Fact]
    public async Task A_branch_sees_its_own_members_matters_its_own_figures_and_nobody_elses()
    {
        var branches = await BranchesAsync();
        var (own, other) = (branches[0], branches[1]);
        async Task<Guid> InArrearsAsync(Branch branch)
        {
            var id = await statistics.Host.AskAsync<Guid>($"select id from grassroots.member where organisation_id = '{branch.Id}' and left_on is null and removed_at is null and membership_state = '1' order by rank_order, id limit 1");
            await statistics.Host.DoAsync($"update grassroots.member set dues_paid_to_on = (date_trunc('month', org.today()::timestamp) - interval '9 months')::date where id = '{id}'");
            return id;
        }
        var (mine, theirs) = (await InArrearsAsync(own), await InArrearsAsync(other));
        var members = await statistics.Host.AskAsync<long>($"select count(*) from grassroots.member where organisation_id = '{own.Id}' and left_on is null and removed_at is null and membership_state in ('1', '2')");
        using var secretary = await statistics.Host.SignInAsync(own.Code, Sees);

        var page = await secretary.GetAsync($"/{own.Code}/grassroots/dashboard");

        Assert.Equal(200, page.Status);
        var matter = page.Document.QuerySelectorAll("#matters tbody tr").Single(row => row.QuerySelector("a")!.GetAttribute("href") == $"/{own.Code}/grassroots/members/{mine}" && row.TextContent.Contains("欠交党费半年以上", StringComparison.Ordinal));
        Assert.Contains("欠 9 个月", matter.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(theirs.ToString(), page.Text, StringComparison.Ordinal);
        Assert.Equal(page.Document.QuerySelectorAll("#matters tbody tr").Count(row => row.TextContent.Contains("欠交党费", StringComparison.Ordinal)), Number(page.Document.QuerySelectorAll("#lit tbody tr").Single(row => row.TextContent.Contains("党费", StringComparison.Ordinal)).QuerySelector("td")!.TextContent));
        foreach (var light in page.Document.QuerySelectorAll("#tiles a.lt").Where(light => !light.GetAttribute("href")!.Contains("/life", StringComparison.Ordinal))) Assert.Equal(Number(light.TextContent), await RowsAsync(secretary, light.GetAttribute("href")!));
        Assert.Equal(members, await RowsAsync(secretary, $"/{own.Code}/grassroots/figures/members/rows"));
        Assert.True((await secretary.GetAsync($"/{other.Code}/grassroots/dashboard")).Status is 403 or 404);
    }

    [Fact]
    public async Task A_secretary_by_the_delivered_role_reads_no_number_of_what_the_role_may_not_open()
    {
        var own = (await BranchesAsync())[0];
        var place = statistics.Of("grassroots");
        var role = RoleOf("branch_secretary", place);
        Assert.DoesNotContain("grassroots.leaders.read", role);
        using var secretary = await statistics.Host.SignInAsync(own.Code, role);

        var board = await secretary.GetAsync($"/{own.Code}/grassroots/dashboard");
        var figures = await secretary.GetAsync($"/{own.Code}/grassroots/figures");

        Assert.Equal((200, 200), (board.Status, figures.Status));
        Assert.NotNull(board.Document.QuerySelector("#held"));
        var shown = figures.Document.QuerySelectorAll("td.name a").Select(link => link.GetAttribute("href")!.Split('/')[^1]).ToList();
        Assert.Contains("members", shown);
        var closed = place.Set.Figures.Where(figure => !role.Contains(figure.Of.ReadPermission)).Select(figure => figure.Id).ToList();
        foreach (var known in (string[])["secretaries-adjusted", "secretaries-filed", "risks-closed", "admission-problems-closed"]) Assert.Contains(known, closed);
        foreach (var figure in closed)
        {
            Assert.DoesNotContain(figure, shown);
            foreach (var address in (string[])[figure, figure + "/rows", figure + "/rows?part=wanting"]) Assert.Equal((address, 403), (address, (await secretary.GetAsync($"/{own.Code}/grassroots/figures/{address}")).Status));
        }
        foreach (var report in place.Set.Reports.Where(report => !role.Contains(report.Of.ReadPermission))) Assert.Equal((report.Id, 403), (report.Id, (await secretary.GetAsync($"/{own.Code}/grassroots/reports/{report.Id}")).Status));
    }

    static string[] RoleOf(string id, FigurePlace place) => [.. place.Module.Permissions.Where(permission => OrgWork.Host.Roles.Fits(OrgWork.Host.Roles.All.Single(role => role.Id == id), permission)).Select(permission => permission.Id)];

    [Theory]
    [InlineData("leader", LocalityKind.City)]
    [InlineData("organisation_section", LocalityKind.County)]
    [InlineData("reader", LocalityKind.County)]
    [InlineData("township", LocalityKind.Township)]
    public async Task Every_role_that_has_a_board_sees_it_whole(string role, LocalityKind level)
    {
        var at = statistics.Tree.Below(statistics.City).Append(statistics.City).First(one => one.Kind == level);
        using var officer = await statistics.Host.SignInAsync(at.Code, RoleOf(role, statistics.Of("grassroots")));
        var page = await officer.GetAsync($"/{at.Code}/grassroots/dashboard");
        Assert.Equal(200, page.Status);
        Assert.Equal(5, page.Document.QuerySelectorAll("#tiles > li").Length);
        Assert.NotNull(page.Document.QuerySelector(level == LocalityKind.Township ? "#ages" : "#plan"));
        // Who may count nothing of it gets no pictures, and no error.
        using var bare = await statistics.Host.SignInAsync(at.Code, "grassroots.figures.read");
        var empty = await bare.GetAsync($"/{at.Code}/grassroots/dashboard");
        Assert.Equal(200, empty.Status);
        Assert.Null(empty.Document.QuerySelector("#ages, #plan, #lacks"));
    }

    [Fact]
    public async Task A_committee_with_branches_below_it_has_a_row_for_each_and_a_long_list_says_what_it_leaves_out()
    {
        var path = (await BranchesAsync())[0].Path;
        var home = await statistics.Host.AskAsync<string>($"select org.home_of('{path}')");
        var committee = await statistics.Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, kind, sphere, founded_on) values ('{home}', '试验机关党委', '611', '1', '2001-01-01') returning id");
        var branch = await statistics.Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, kind, sphere, founded_on, parent_id) values ('{home}', '试验机关第一支部', '631', '1', '2001-01-01', '{committee}') returning id");
        async Task<string> CodeAsync(Guid id) => (await statistics.Host.AskAsync<string>($"select l.code from grassroots.organisation o join org.locality l on l.id = o.place_id where o.id = '{id}'"))!;
        await statistics.Host.DoAsync($"""
            with p as (insert into org.person (name, sex, birth_on) select '欠费' || n, '1', '1980-05-01' from generate_series(1, 45) n returning id, name)
            insert into grassroots.member (locality_path, name, person_id, organisation_id, kind, joined_on, became_full_on, dues_paid_to_on)
            select (select locality_path from grassroots.organisation where id = '{branch}'), name, id, '{branch}', '1', '2005-06-01', '2006-06-01', (date_trunc('month', org.today()::timestamp) - interval '9 months')::date from p
            """);
        using var above = await statistics.Host.SignInAsync(await CodeAsync(committee), Sees);
        using var below = await statistics.Host.SignInAsync(await CodeAsync(branch), Sees);

        var wide = await above.GetAsync($"/{await CodeAsync(committee)}/grassroots/dashboard");
        var narrow = await below.GetAsync($"/{await CodeAsync(branch)}/grassroots/dashboard");

        Assert.Equal((200, 200), (wide.Status, narrow.Status));
        Assert.Null(wide.Document.GetElementById("matters"));
        var row = wide.Document.QuerySelectorAll("#board tbody tr").Single(one => one.QuerySelector("th")!.TextContent.Contains("试验机关第一支部", StringComparison.Ordinal));
        Assert.Equal("45", row.QuerySelectorAll("td").Single(cell => cell.GetAttribute("data-l") == "党费").GetAttribute("data-number"));
        Assert.Contains("试验机关党委", wide.In("#board tbody")!, StringComparison.Ordinal);
        // Forty are listed, and it is said; the whole list is a click away.
        Assert.Equal(40, narrow.Document.QuerySelectorAll("#matters tbody tr").Count(one => one.TextContent.Contains("欠交党费半年以上", StringComparison.Ordinal)));
        var foot = narrow.Document.QuerySelectorAll(".panel-foot").Single();
        Assert.Contains("共 45 人，这里只列前 40 人", foot.TextContent, StringComparison.Ordinal);
        Assert.Equal(45, await RowsAsync(below, foot.QuerySelector("a")!.GetAttribute("href")!));
        await statistics.Host.DoAsync($"update grassroots.member set removed_at = now() where organisation_id = '{branch}'; update grassroots.organisation set removed_at = now() where id in ('{committee}', '{branch}')");
    }
}
