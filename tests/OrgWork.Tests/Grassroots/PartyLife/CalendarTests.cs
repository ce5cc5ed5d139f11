using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Grassroots.PartyLife.LifeHost;

namespace OrgWork.Tests.Grassroots.PartyLife;

/// <summary>What a branch lacks is reckoned from its meetings and the rules, on the calendar, on the board and in the figures alike.</summary>
public sealed class CalendarTests(LifeHost life) : IClassFixture<LifeHost>
{
    [Fact, Trait("Row", "G2.16")]
    public async Task A_year_shows_what_was_held_and_what_is_missing_and_asks_for_nothing_before_the_branch_was_there()
    {
        var branch = await life.BranchAsync();
        var year = Clock.Today.Year - 1;
        await life.Host.DoAsync($"update grassroots.organisation set founded_on = '{year}-04-10' where id = '{branch.Id}'; update grassroots.member_post set ended_on = current_date where organisation_id = '{branch.Id}' and ended_on is null; update grassroots.member set party_group = null where organisation_id = '{branch.Id}'");
        await life.HoldAsync(branch, "11", new(year, 5, 8), also: "{14}");
        await life.HoldAsync(branch, "11", new(year, 8, 3), state: "2");
        await life.HoldAsync(branch, "21", new(year, 10, 5));
        await life.HoldAsync(branch, "22", new(year, 12, 5), forYear: year);
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);

        var page = await secretary.GetAsync($"/{branch.Code}/grassroots/life/branch/{branch.Id}?year={year}");
        string[] Of(string name) => [.. page.Document.QuerySelectorAll("table.year tbody tr").Single(row => row.QuerySelector("th")!.TextContent.StartsWith(name, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.ClassName!.Split("cell-")[1])];

        // Founded in April: the first quarter is nobody's. What is not confirmed does not count; one meeting may count twice when it says so.
        Assert.Equal(["none", "done", "missing", "missing"], Of("支部党员大会"));
        Assert.Equal(["none", "done", "missing", "missing"], Of("党课"));
        Assert.Equal(["none", "none", "none", "missing", "missing", "missing", "missing", "missing", "missing", "done", "missing", "missing"], Of("主题党日"));
        Assert.Equal(["done"], Of("组织生活会"));
        Assert.DoesNotContain("支部委员会会议", page.In("table.year"), StringComparison.Ordinal);
        Assert.Contains("支部党员大会", (await secretary.GetAsync($"/{branch.Code}/grassroots/life/branch/{branch.Id}")).In("ul.waiting"), StringComparison.Ordinal);
        Assert.Equal($"/{branch.Code}/grassroots/life/branch/{branch.Id}", (await secretary.GetAsync($"/{branch.Code}/grassroots/life")).Location);
    }

    [Fact, Trait("Row", "G2.16")]
    public async Task A_county_that_asks_for_more_finds_the_branch_behind_and_the_handbook_says_so_on_paper()
    {
        var branch = await life.BranchAsync();
        for (var on = new DateOnly(Clock.Today.Year - 1, 1, 5); on <= Clock.Today; on = on.AddMonths(1)) await life.HoldAsync(branch, "21", on);
        using var officer = await life.Host.SignInAsync(branch.Home, [.. Township, "grassroots.rules.read", "grassroots.rules.edit"]);
        var before = await officer.GetAsync($"/{branch.Home}/grassroots/life?lacks=meetings.theme-day&q={Uri.EscapeDataString(branch.Name)}");

        await life.Host.DoAsync($"insert into org.rule_parameter (rule, parameter, locality_id, value, valid, basis, reason, set_by_name) select 'grassroots.meetings.theme-day', 'count', id, 2, daterange('2020-01-01', null), '县委通知', '试', '试' from org.locality where code = '{branch.Home}'");
        try
        {
            var after = await officer.GetAsync($"/{branch.Home}/grassroots/life?lacks=meetings.theme-day&q={Uri.EscapeDataString(branch.Name)}");
            var handbook = await officer.GetAsync($"/{branch.Home}/grassroots/life/handbook/{branch.Id}?year={Clock.Today.Year - 1}");

            Assert.DoesNotContain(branch.Id.ToString(), before.Text, StringComparison.Ordinal);
            Assert.Contains(branch.Id.ToString(), after.Text, StringComparison.Ordinal);
            Assert.Contains("1 月、2 月", handbook.Text, StringComparison.Ordinal);
        }
        finally
        {
            await life.Host.DoAsync("delete from org.rule_parameter where rule = 'grassroots.meetings.theme-day'");
        }
    }

    [Fact, Trait("Row", "G2.16")]
    public async Task The_secretary_is_reminded_of_what_was_missed_and_who_stands_above_when_the_days_that_are_set_have_passed()
    {
        var branch = await life.BranchAsync();
        var due = new DateOnly(Clock.Today.Year, Clock.Today.Month, 1).AddDays(-1);
        var passed = Clock.Today.DayNumber - due.DayNumber;
        using var township = await life.Host.SignInAsync(branch.Home, Township);
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);
        async Task MorningAsync(int days)
        {
            const string Waiting = "select count(*) from org.job where module = 'grassroots' and kind = 'life-reminders' and state in (0, 1)";
            await life.Host.DoAsync($"delete from org.rule_parameter where rule = 'grassroots.meetings.theme-day'; insert into org.rule_parameter (rule, parameter, locality_id, value, valid, basis, reason, set_by_name) select 'grassroots.meetings.theme-day', 'parent_days', id, {days}, daterange('2020-01-01', null), '县委通知', '试', '试' from org.locality where code = '{branch.Home}'");
            await TestHost.UntilAsync(async () => await life.Host.AskAsync<long>(Waiting) == 0, "what was planned to be done");
            await life.Host.DoAsync("select org.job_plan('grassroots', 'life-reminders', '组织生活提醒', now())");
            await TestHost.UntilAsync(async () => await life.Host.AskAsync<long>(Waiting) == 0, "the reminders to be given");
        }
        var title = $"{due.Year} 年 {due.Month} 月主题党日";
        string List(string code, string query) => $"/{code}/grassroots/life-reminders?organisation_id={branch.Id}{query}";
        const string ToDo = "&told_on.from=1900.01.01&settled_on.none=1&handled_on.none=1";
        try
        {
            // What the host's own morning told by other days, perhaps only now, is gone before it begins.
            await MorningAsync(passed + 1);
            await life.Host.DoAsync($"delete from grassroots.life_reminder where organisation_id = '{branch.Id}'");
            // The day before: the secretary has it, nobody above is told.
            await MorningAsync(passed + 1);
            Assert.Contains(title, (await secretary.GetAsync(List(branch.Code, ""))).In("tbody") ?? "", StringComparison.Ordinal);
            Assert.DoesNotContain(title, (await township.GetAsync(List(branch.Home, ToDo))).In("tbody") ?? "", StringComparison.Ordinal);
            // On the day it stands on the township's desk, once, however many mornings come.
            await MorningAsync(passed);
            await MorningAsync(passed);
            Assert.Contains(title, (await township.GetAsync(List(branch.Home, ToDo))).In("tbody") ?? "", StringComparison.Ordinal);
            Assert.Contains("下级逾期没有开", (await township.GetAsync($"/{branch.Home}?handler=numbers")).Text, StringComparison.Ordinal);
            var id = await life.Host.AskAsync<Guid>($"select id from grassroots.life_reminder where organisation_id = '{branch.Id}' and kind = '21' and due_on = '{due:yyyy-MM-dd}'");
            Assert.Equal(Clock.Today, await life.Host.AskAsync<DateOnly>($"select told_on from grassroots.life_reminder where id = '{id}'"));

            // The branch does not strike off what it was told; the township says what it did.
            (string, string)[] handled = [("handled_on", Dates.Format(Clock.Today)), ("handling", "约谈书记，月内补开")];
            Assert.Equal(403, (await secretary.GetAsync($"/{branch.Code}/grassroots/life-reminders/deeds/handle?id={id}")).Status);
            var done = await township.SubmitAsync($"/{branch.Home}/grassroots/life-reminders/deeds/handle?id={id}", handled);
            Assert.True(done.Status == 302, done.Why());
            Assert.DoesNotContain(title, (await township.GetAsync(List(branch.Home, ToDo))).In("tbody") ?? "", StringComparison.Ordinal);

            // A record of that month that is confirmed late strikes it off by itself.
            await life.HoldAsync(branch, "21", due.AddDays(-3));
            await MorningAsync(passed);
            Assert.Equal(Clock.Today, await life.Host.AskAsync<DateOnly>($"select settled_on from grassroots.life_reminder where id = '{id}'"));
        }
        finally
        {
            await life.Host.DoAsync("delete from org.rule_parameter where rule = 'grassroots.meetings.theme-day'");
        }
    }

    [Fact, Trait("Row", "G2.2")]
    public async Task A_branch_without_a_theme_day_last_month_is_on_the_list_until_it_has_one()
    {
        var branch = await life.BranchAsync();
        var lastMonth = new DateOnly(Clock.Today.Year, Clock.Today.Month, 1).AddDays(-3);
        using var township = await life.Host.SignInAsync(branch.Home, Township);
        async Task<bool> IsListedAsync() => (await township.GetAsync($"/{branch.Home}/grassroots/life?lacks=meetings.theme-day&q={Uri.EscapeDataString(branch.Name)}")).Text.Contains(branch.Id.ToString(), StringComparison.Ordinal);
        var before = await IsListedAsync();

        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);
        var held = await secretary.SubmitAsync(WriteUrl(branch, "21"), Form(lastMonth, "志愿服务", ("Themes", "志愿服务")));
        var thisMonth = Clock.Today.Day > 20;
        if (thisMonth) await life.HoldAsync(branch, "21", Clock.Today);

        Assert.Equal(302, held.Status);
        Assert.True(before);
        Assert.False(await IsListedAsync());
    }

    [Fact, Trait("Row", "G2.2")]
    public async Task A_county_sets_the_months_theme_and_a_branch_with_a_fixed_day_finds_both_filled_in_planned_and_lit()
    {
        var (branch, without) = (await life.BranchAsync(), await life.BranchAsync());
        // One of a township, below which nothing but organisations lies.
        while (await life.Host.AskAsync<bool>($"select kind < 4 from org.locality where code = '{branch.Home}'")) branch = await life.BranchAsync();
        var today = Clock.Today;
        var county = await life.Host.AskAsync<string>($"select code from org.locality where kind = 3 and starts_with('{branch.Path}', path)");
        await life.Host.DoAsync($"delete from grassroots.month_theme; update grassroots.organisation set theme_day = 1 where id = '{branch.Id}'; update grassroots.organisation set theme_day = null where id = '{without.Id}'");
        using var section = await life.Host.SignInAsync(county!, "grassroots.life.read", "grassroots.life.plan");
        using var secretary = await life.Host.SignInAsync(branch.Code, [.. Secretary, "grassroots.organisations.edit"]);
        using var officer = await life.Host.SignInAsync(branch.Home, [.. Township, "grassroots.life.plan"]);

        var made = await section.FillAsync($"/{county}/grassroots/month-themes/new", ("theme", "护河净滩志愿行"), ("month_on", $"{today:yyyy.MM}"), ("programme", "每个支部清理一段河道"), ("document_no", "县组通〔2026〕11号"));
        var again = await section.FillAsync($"/{county}/grassroots/month-themes/new", ("theme", "另一个"), ("month_on", $"{today:yyyy.MM}"));
        var form = await secretary.GetAsync(WriteUrl(branch, "21"));
        var year = await secretary.GetAsync($"/{branch.Code}/grassroots/life/branch/{branch.Id}");

        Assert.True(made.Status == 302, made.Why());
        Assert.NotEqual(302, again.Status);
        Assert.Equal(("护河净滩志愿行", $"{today:yyyy.MM}.01"), (form.Document.QuerySelector("input[name=Topic]")!.GetAttribute("value"), form.Document.QuerySelector("input[name=HeldOn]")!.GetAttribute("value")));
        Assert.Contains("每个支部清理一段河道", form.In("main"), StringComparison.Ordinal);
        Assert.Contains("护河净滩志愿行", year.In("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("护河净滩志愿行", (await secretary.GetAsync(WriteUrl(branch, "11"))).Text, StringComparison.Ordinal);
        // The months to come stand planned on the fixed day; who may read themes sets none.
        if (today.Month < 12) Assert.Contains("12.1定", year.In("table.year"), StringComparison.Ordinal);
        Assert.Equal(403, (await secretary.GetAsync($"/{branch.Code}/grassroots/month-themes/new")).Status);
        // A township's own theme is nearer.
        Assert.Equal(302, (await officer.FillAsync($"/{branch.Home}/grassroots/month-themes/new", ("theme", "本镇的主题"), ("month_on", $"{today:yyyy.MM}"))).Status);
        Assert.Equal("本镇的主题", (await secretary.GetAsync(WriteUrl(branch, "21"))).Document.QuerySelector("input[name=Topic]")!.GetAttribute("value"));

        // The first is over (but on the first itself): the branch is lit, the one without a day is not asked.
        async Task<string> LitAsync() => (await officer.GetAsync($"/{branch.Home}/grassroots/organisations?rule=meetings.fixed-day")).Text;
        var lit = await LitAsync();
        Assert.Equal(today.Day > 1, lit.Contains(branch.Id.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(without.Id.ToString(), lit, StringComparison.Ordinal);
        async Task<bool> HasNoneAsync() => (await officer.GetAsync($"/{branch.Home}/grassroots/life/themes?never=month")).Text.Contains(branch.Id.ToString(), StringComparison.Ordinal);
        Assert.True(await HasNoneAsync());
        Assert.Equal(302, (await secretary.SubmitAsync(WriteUrl(branch, "21"), Form(new(today.Year, today.Month, 1), "护河净滩志愿行", ("Themes", "志愿服务")))).Status);
        Assert.DoesNotContain(branch.Id.ToString(), await LitAsync(), StringComparison.Ordinal);
        Assert.False(await HasNoneAsync());
    }

    [Fact, Trait("Row", "P2.19")]
    public async Task Who_has_fewer_records_than_a_period_asks_for_is_listed_before_it_ends_and_the_share_of_those_who_have_them_is_counted()
    {
        var branch = await life.BranchAsync();
        using var officer = await life.Host.SignInAsync(branch.Home, [.. Township, "grassroots.figures.read"]);
        async Task<string?> ListedAsync() => (await officer.GetAsync($"/{branch.Home}/grassroots/life?lacks=meetings.theme-day&q={Uri.EscapeDataString(branch.Name)}")).Document.QuerySelectorAll("tbody tr").FirstOrDefault(row => row.TextContent.Contains(branch.Name, StringComparison.Ordinal))?.QuerySelector("td[data-l='主题党日']")?.GetAttribute("title");
        async Task<string> ShareAsync() => (await officer.GetAsync($"/{branch.Home}/grassroots/figures")).Document.QuerySelectorAll("tbody tr").First(row => row.QuerySelector("a")?.TextContent.Trim() == "主题党日开展率").TextContent;
        // Asked for from the first day of a month on.
        await life.Host.DoAsync($"insert into org.rule_parameter (rule, parameter, locality_id, value, valid, basis, reason, set_by_name) select 'grassroots.meetings.theme-day', 'days', id, 31, daterange('2020-01-01', null), '县委通知', '试', '试' from org.locality where code = '{branch.Home}'");
        try
        {
            var before = await ShareAsync();
            await life.HoldAsync(branch, "21", new DateOnly(Clock.Today.Year, Clock.Today.Month, 1).AddDays(-3));
            Assert.NotEqual(before, await ShareAsync());
            var words = await ListedAsync();
            Assert.Contains("上月 1 次", words!, StringComparison.Ordinal);
            Assert.Contains("应不少于 1 次，本月还有", words!, StringComparison.Ordinal);
            await life.HoldAsync(branch, "21", Clock.Today);
            Assert.Null(await ListedAsync());
        }
        finally
        {
            await life.Host.DoAsync("delete from org.rule_parameter where rule = 'grassroots.meetings.theme-day'");
        }
    }

    [Fact, Trait("Row", "G2.3")]
    public async Task Each_theme_day_says_which_of_the_four_contents_it_had_and_the_shares_follow()
    {
        var branch = await life.BranchAsync();
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);
        await secretary.SubmitAsync(WriteUrl(branch, "21"), Form(Clock.Today, "学习和服务", ("Themes", "政治学习"), ("Themes", "志愿服务")));
        await secretary.SubmitAsync(WriteUrl(branch, "21"), Form(Clock.Today, "再一次", ("Themes", "志愿服务")));
        var place = life.Statistics.Of("grassroots");
        var (reader, db) = await life.Statistics.ReaderAsync(place, new Locality(-1, branch.Code, branch.Name, branch.Name, LocalityKind.Organisation, null, branch.Path, 0));
        await using var _ = db;

        async Task<decimal?> ShareAsync(string id) => (await reader.ValuesAsync([place.Figure(id)!], default)).Single().Value.Value;
        decimal?[] shares = [await ShareAsync("theme-study"), await ShareAsync("theme-deliberation"), await ShareAsync("theme-service"), await ShareAsync("theme-life")];
        Assert.Equal((decimal?[])[50, 0, 100, 0], shares);

        // What was deliberated becomes points that somebody sees to until they are done; a theme day without it has none.
        var talked = await secretary.SubmitAsync(WriteUrl(branch, "21"), Form(Clock.Today, "议修路", ("Themes", "民主议事"), ("Resolution", "修通组路")));
        Assert.Equal(302, talked.Status);
        var deliberated = await life.Host.AskAsync<Guid>($"select id from grassroots.meeting where organisation_id = '{branch.Id}' and topic = '议修路'");
        var learnt = await life.Host.AskAsync<Guid>($"select id from grassroots.meeting where organisation_id = '{branch.Id}' and topic = '学习和服务'");
        Assert.Equal(404, (await secretary.GetAsync($"/{branch.Code}/grassroots/meetings/item/{learnt}")).Status);
        var point = await secretary.SubmitAsync($"/{branch.Code}/grassroots/meetings/item/{deliberated}", ("Kind", "2"), ("Title", "修通三组村路"), ("Matter", "3"), ("IsMajor", "false"), ("Decision", "年内修通"), ("Execution", "2"), ("ExecutionOwner", "村委会主任"), ("DueOn", Dates.Format(Clock.Today.AddDays(30))));
        Assert.True(point.Status == 302, point.Why());
        var shown = await secretary.GetAsync($"/{branch.Code}/grassroots/meetings/{deliberated}");
        foreach (var said in new[] { "修通三组村路", "年内修通", "在办", "重大项目" }) Assert.Contains(said, shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("首个议题不是学习", shown.Text, StringComparison.Ordinal);
        await life.Host.DoAsync($"delete from grassroots.meeting_item where meeting_id = '{deliberated}'; update grassroots.meeting set removed_at = now() where id = '{deliberated}'");

        // The branch is on the list of those that never deliberated; deliberation without a decision is not confirmed.
        var never = $"/{branch.Code}/grassroots/life/themes?never=";
        var undecided = await secretary.SubmitAsync(WriteUrl(branch, "21"), Form(Clock.Today, "议事", ("Themes", "民主议事")));
        Assert.Equal(422, undecided.Status);
        Assert.Contains("请写议定的事项", undecided.Text, StringComparison.Ordinal);
        Assert.Contains(branch.Id.ToString(), (await secretary.GetAsync(never + "deliberation")).In("tbody") is not null ? (await secretary.GetAsync(never + "deliberation")).Text : "", StringComparison.Ordinal);
        Assert.Null((await secretary.GetAsync(never + "service")).In("tbody"));
        // What was done for others stands with everybody who was there, once, and waits for the branch.
        var service = await life.Host.AskAsync<Guid>($"select id from grassroots.meeting where organisation_id = '{branch.Id}' and topic = '再一次'");
        var deed = $"/{branch.Code}/grassroots/meetings/deeds/service?id={service}";
        var done = await secretary.SubmitAsync(deed, ("hours", "3"), ("role", "清理河道"));
        var twice = await secretary.SubmitAsync(deed, ("hours", "3"), ("role", "清理河道"));
        Assert.Equal((302, 422), (done.Status, twice.Status));
        Assert.Equal(await life.Host.AskAsync<int>($"select present_count from grassroots.meeting where id = '{service}'"), (int)await life.Host.AskAsync<long>($"select count(*) from grassroots.member_deed where meeting_id = '{service}' and hours = 3 and confirmed_on is null"));
    }

    [Fact, Trait("Row", "G2.9")]
    public async Task A_ceremony_is_a_record_like_the_others_with_who_took_part()
    {
        var branch = await life.BranchAsync();
        var members = await life.MembersAsync(branch);
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);

        var saved = await secretary.SubmitAsync(WriteUrl(branch, "41"), [.. Form(Clock.Today, "重温入党誓词", ("Ceremony", "1")), ($"s.{members[0]}", "2")]);

        Assert.Equal(302, saved.Status);
        Assert.Equal(members.Length - 1, await life.Host.AskAsync<int>($"select present_count from grassroots.meeting where organisation_id = '{branch.Id}' and kind = '41'"));
        Assert.Equal(422, (await secretary.SubmitAsync(WriteUrl(branch, "41"), Form(Clock.Today, "没有说是哪种"))).Status);

        // Who has joined and not sworn is listed, on the register and on the branch's page, until present at an oath.
        await life.Host.DoAsync($"update grassroots.member set joined_on = org.today() - 120, kind = '2', became_full_on = null where id = '{members[1]}'");
        async Task<bool> IsListedAsync() => (await secretary.GetAsync($"/{branch.Code}/grassroots/members?rule=members.oath")).Text.Contains(members[1].ToString(), StringComparison.Ordinal);
        Assert.True(await IsListedAsync());
        Assert.Contains("没有入党宣誓", (await secretary.GetAsync($"/{branch.Code}/grassroots/life/branch/{branch.Id}")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await secretary.SubmitAsync(WriteUrl(branch, "41"), Form(Clock.Today, "入党宣誓", ("Ceremony", "3"), ("Lecturer", "支部书记")))).Status);
        Assert.False(await IsListedAsync());
    }

    [Fact]
    public async Task The_figure_the_board_and_the_calendar_agree_about_every_branch()
    {
        var place = life.Statistics.Of("grassroots");
        var (reader, db) = await life.Statistics.ReaderAsync(place, life.Statistics.City, DemoCity.Today);
        await using var _ = db;
        var figure = place.Figure("life-general")!;
        var value = (await reader.ValuesAsync([figure], default))[figure];
        var quarters = (DemoCity.Today.Month - 1) / 3;

        Assert.Equal(quarters * await life.Host.AskAsync<long>("select count(*) from grassroots.organisation where kind in ('631', '632') and abolished_on is null and removed_at is null and state in ('1', '2') and coalesce(founded_on < '2026-01-01', true)"), value.OutOf);
        Assert.InRange(value.Value!.Value, 40m, 99m);
        var (rows, total) = await reader.RowsAsync(figure.Of, figure.Wanting!, null, 100, default);
        Assert.Equal(value.OutOf - value.Count, total);
        Assert.NotEmpty(rows);
    }
}
