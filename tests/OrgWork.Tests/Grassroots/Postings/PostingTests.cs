using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Posted;

/// <summary>驻村选派: which villages must have somebody, who is there, how the months went, and what was decided of them.</summary>
public sealed class PostingTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Town = ["grassroots.postings.read", "grassroots.postings.edit", "grassroots.organisations.read", "grassroots.figures.read", "grassroots.coverage.read"];
    static readonly string[] County = [.. Town, "grassroots.postings.decide"];
    const string There = $"/{TestHost.County}/grassroots", Below = $"/{TestHost.Township}/grassroots";

    TestHost Host => affairs.Host;
    static string In(int days) => Dates.Format(Clock.Today.AddDays(days));
    static Month LastMonth => Month.Of(Clock.Today.AddMonths(-1));

    async Task<AffairsHost.Branch> VillageAsync(string name, bool isWeak = false)
    {
        var branch = await affairs.BranchAsync(name: name);
        await Host.DoAsync($"update grassroots.organisation set is_village = true, is_weak = {isWeak} where id = '{branch.Id}'");
        return branch;
    }

    static async Task<Guid> AddAsync(Browser officer, string register, params (string, string)[] values)
    {
        var made = await officer.FillAsync($"{register}/new", values);
        Assert.True(made.Status == 302, $"{register}: {made.Status} {made.Why()}");
        return Guid.Parse(made.Location!.Split('/')[^1].Split('?')[0]);
    }

    static Task<Guid> SendAsync(Browser officer, AffairsHost.Branch village, string name, string role = "1", string level = "3", int began = -100, int due = 700, Guid? after = null) =>
        AddAsync(officer, $"{Below}/postings", [("name", name), ("unit", "县水利局"), ("level", level), ("organisation_id", village.Id.ToString()), ("role", role), ("began_on", In(began)), ("due_on", In(due)), .. after is { } one ? [("replaces_id", one.ToString())] : Array.Empty<(string, string)>()]);

    static string[] Row(Answer page, string table, string name) => [.. page.Document.QuerySelectorAll($"{table} tbody tr").First(row => row.TextContent.Contains(name, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];

    [Fact, Trait("Row", "G10.1"), Trait("Row", "G10.2")]
    public async Task Villages_and_communities_that_must_have_somebody_are_listed_those_without_are_named_and_terms_that_end_are_lit()
    {
        using var county = await Host.SignInAsync(TestHost.County, County);
        using var town = await Host.SignInAsync(TestHost.Township, Town);
        var (weak, poor, community) = (await VillageAsync("整顿村党支部", isWeak: true), await VillageAsync("脱贫村党支部"), await VillageAsync("河畔社区党委"));
        await AddAsync(county, $"{Below}/posting-targets", ("title", "脱贫村"), ("organisation_id", poor.Id.ToString()), ("kind", "1"), ("reason", "2"), ("listed_on", In(-200)));
        var target = await AddAsync(county, $"{Below}/posting-targets", ("title", "河畔社区"), ("organisation_id", community.Id.ToString()), ("kind", "2"), ("reason", "5"), ("listed_on", In(-200)));
        Assert.Equal(403, (await town.GetAsync($"{Below}/posting-targets/new")).Status);
        await Host.DoAsync($"insert into grassroots.establishment (locality_path, name, kind, opened_on) select path, '待派企业', '1', '2020-01-01' from org.locality where code = '{TestHost.Township}'");

        // A village under rectification must have one, listed or not.
        var before = await town.GetAsync($"{Below}/postings/overview");
        Assert.Equal(["第一书记", "2", "0", "2", "0.0"], Row(before, "#kinds", "第一书记"));
        Assert.Equal(["社区下沉干部", "1", "0", "1", "0.0"], Row(before, "#kinds", "下沉干部"));
        Assert.Equal(["两新组织党建指导员", "1", "0", "1", "0.0"], Row(before, "#kinds", "指导员"));
        Assert.Equal(["整顿村党支部", "第一书记", "软弱涣散村", "没有派过"], Row(before, "#gaps ~ *", "整顿村党支部"));
        Assert.Contains("脱贫村", (await county.GetAsync($"{There}/posting-targets?rule=posting-targets.posted")).In("tbody"), StringComparison.Ordinal);

        var first = await SendAsync(town, weak, "季书记", due: 30, began: -701);
        await SendAsync(town, poor, "路书记", level: "1");
        await SendAsync(town, poor, "石队员", role: "3");
        await SendAsync(town, community, "江下沉", role: "4", due: 200);
        var after = await town.GetAsync($"{Below}/postings/overview");
        Assert.Equal(["第一书记", "2", "2", "0", "100.0"], Row(after, "#kinds", "第一书记"));
        Assert.Equal(["社区下沉干部", "1", "1", "0", "100.0"], Row(after, "#kinds", "下沉干部"));
        Assert.Contains("应派的都派了人", after.Text, StringComparison.Ordinal);
        Assert.Equal("100.0", (await county.GetAsync($"{There}/figures/first-secretaries")).In("#by-place tr.sum td.num"));

        // Two years at least, and who comes next before the term is over.
        Assert.Contains("江下沉", (await town.GetAsync($"{Below}/postings?rule=postings.long-enough")).In("tbody"), StringComparison.Ordinal);
        var ending = (await town.GetAsync($"{Below}/postings?rule=postings.ending")).In("tbody");
        Assert.Contains("季书记", ending, StringComparison.Ordinal);
        Assert.DoesNotContain("路书记", ending, StringComparison.Ordinal);
        Assert.Equal("1", (await county.GetAsync($"{There}/figures/postings-ending")).In("#by-place tr.sum td.num"));
        string End(Guid who) => $"{Below}/postings/deeds/end?id={who}";
        Assert.Equal(422, (await town.SubmitAsync(End(first), ("ended_on", In(0)), ("ended_words", "还没有期满"))).Status);
        Assert.Equal(302, (await town.SubmitAsync(End(first), ("ended_on", In(0)), ("is_early", "1"), ("ended_words", "另有任用"))).Status);
        var empty = await town.GetAsync($"{Below}/postings/overview");
        Assert.Equal(["整顿村党支部", "第一书记", "软弱涣散村", In(0)], Row(empty, "#gaps ~ *", "整顿村党支部"));
        Assert.Equal("50.0", (await county.GetAsync($"{There}/figures/first-secretaries")).In("#by-place tr.sum td.num"));
        await SendAsync(town, weak, "乔书记", began: 0, after: first);
        Assert.Equal("100.0", (await county.GetAsync($"{There}/figures/first-secretaries")).In("#by-place tr.sum td.num"));

        // No longer on the list: nobody is asked for, and who is there stays.
        Assert.Equal(302, (await county.SubmitAsync($"{There}/posting-targets/deeds/end?id={target}", ("ended_on", In(0)), ("ended_words", "力量已充实"))).Status);
        Assert.Equal("0", Row(await town.GetAsync($"{Below}/postings/overview"), "#kinds", "下沉干部")[1]);
        // Nothing of it in another county.
        using var far = await Host.SignInAsync(TestHost.Neighbour, County);
        Assert.DoesNotContain("路书记", (await far.GetAsync($"/{TestHost.Neighbour}/grassroots/postings")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G10.3")]
    public async Task Days_in_the_village_plans_diaries_leave_checks_training_and_allowances_stand_on_the_posting_and_a_short_month_is_lit()
    {
        using var town = await Host.SignInAsync(TestHost.Township, Town);
        var village = await VillageAsync("月报村党支部");
        var (diligent, idle) = (await SendAsync(town, village, "勤驻村"), await SendAsync(town, village, "懒驻村", role: "3"));
        string Of(Guid who, string list) => $"{Below}/postings/{who}/{list}";
        (string, string)[] month = [("month", LastMonth.ToString()), ("plan", "走访三十户"), ("summary", "修好水渠")];
        Assert.Equal(422, (await town.FillAsync($"{Of(diligent, "months")}/new", [.. month, ("days", "32")])).Status);
        Assert.Equal(302, (await town.FillAsync($"{Of(diligent, "months")}/new", [.. month, ("days", "21")])).Status);
        Assert.Equal(422, (await town.FillAsync($"{Of(diligent, "months")}/new", [.. month, ("days", "22")])).Status);
        Assert.Equal(302, (await town.FillAsync($"{Of(idle, "months")}/new", [.. month, ("days", "9")])).Status);
        foreach (var (list, values) in new (string, (string, string)[])[]
        {
            ("leaves", [("began_on", In(-9)), ("ended_on", In(-7)), ("reason", "家中有事"), ("approved_by", "镇党委书记"), ("back_on", In(-7))]), ("diary", [("done_on", In(-3)), ("words", "同支书商量冷库选址")]),
            ("checks", [("checked_on", In(-2)), ("checker", "督查组"), ("is_there", "1"), ("words", "在岗")]), ("trainings", [("title", "驻村干部轮训班"), ("began_on", In(-60)), ("hours", "24")]), ("benefits", [("kind", "3"), ("period", "本年"), ("amount", "120"), ("paid_on", In(-50))]),
        })
            Assert.True((await town.FillAsync($"{Of(diligent, list)}/new", values)) is { Status: 302 }, list);
        foreach (var (list, words) in new[] { ("months", "21"), ("leaves", "镇党委书记"), ("diary", "冷库选址"), ("checks", "督查组"), ("trainings", "轮训班"), ("benefits", "意外伤害保险") })
            Assert.Contains(words, (await town.GetAsync($"{Below}/postings/{diligent}?tab={list}")).In("main"), StringComparison.Ordinal);

        var lit = (await town.GetAsync($"{Below}/postings?rule=postings.there&organisation_id={village.Id}")).In("tbody");
        Assert.Contains("懒驻村", lit, StringComparison.Ordinal);
        Assert.DoesNotContain("勤驻村", lit, StringComparison.Ordinal);
        using var at = await Host.SignInAsync(village.Code, Town);
        Assert.Equal("50.0", (await at.GetAsync($"/{village.Code}/grassroots/figures/postings-there")).In("#by-place tr.sum td.num"));
        using var reader = await Host.SignInAsync(TestHost.Township, "grassroots.postings.read", "grassroots.organisations.read");
        Assert.Equal(403, (await reader.GetAsync($"{Of(diligent, "months")}/new")).Status);
    }

    [Fact, Trait("Row", "G10.4")]
    public async Task Who_is_posted_is_commended_talked_to_or_called_back_which_opens_a_replacement_task_and_the_year_is_counted_by_type_and_level()
    {
        using var county = await Host.SignInAsync(TestHost.County, County);
        using var town = await Host.SignInAsync(TestHost.Township, Town);
        var village = await VillageAsync("处置村党支部");
        var (good, late, gone) = (await SendAsync(town, village, "优驻村", level: "1"), await SendAsync(town, village, "迟驻村", role: "3"), await SendAsync(town, village, "召驻村", role: "2"));
        (string, string)[] said = [("reason", "群众公认"), ("decider", "县委组织部"), ("decided_on", In(-1)), ("document_no", "县组〔2026〕9号")];
        string Deed(string deed, Guid who) => $"{There}/postings/deeds/{deed}?id={who}";
        Assert.Equal(403, (await town.GetAsync($"{Below}/postings/deeds/commend?id={good}")).Status);
        Assert.Equal(422, (await county.SubmitAsync(Deed("commend", good), [.. said.Where(field => field.Item1 != "decider")])).Status);
        Assert.Equal(422, (await county.SubmitAsync(Deed("commend", good), [.. said.Where(field => field.Item1 != "decided_on"), ("decided_on", In(-101))])).Status);
        Assert.Equal(302, (await county.SubmitAsync(Deed("commend", good), said)).Status);
        Assert.Equal(302, (await county.SubmitAsync(Deed("warn", late), said)).Status);
        (string, string)[] recall = [.. said, ("owner", "组织二科"), ("due_on", In(20))];
        Assert.Equal(422, (await county.SubmitAsync(Deed("recall", gone), [.. said, ("owner", "组织二科"), ("due_on", In(-5))])).Status);
        Assert.Equal(302, (await county.SubmitAsync(Deed("recall", gone), recall)).Status);
        Assert.Equal(422, (await county.SubmitAsync(Deed("recall", gone), recall)).Status);

        Assert.Contains("县组〔2026〕9号", (await town.GetAsync($"{Below}/postings/{good}?tab=cases")).In("main"), StringComparison.Ordinal);
        Assert.Contains("召驻村", (await town.GetAsync($"{Below}/postings?ended_on.from=1900.01.01&ended_kind=3")).In("tbody"), StringComparison.Ordinal);
        foreach (var (figure, count) in new[] { ("postings-commended", "1"), ("postings-warned", "1"), ("postings-recalled", "1") })
            Assert.Equal(count, (await county.GetAsync($"{There}/figures/{figure}")).In("#by-place tr.sum td.num"));
        // By type and level.
        var report = (await county.GetAsync($"{There}/reports/posting-cases")).Document;
        string[] Line(string level) => [.. report.QuerySelectorAll("tbody tr").First(row => row.QuerySelector("th")!.TextContent.Trim() == level).QuerySelectorAll("td").Skip(1).Select(cell => cell.TextContent.Trim())];
        Assert.Equal(["1", "1", "0", "0"], Line("省"));
        Assert.Equal(["2", "0", "1", "1"], Line("县"));

        // The task waits for somebody of the same role there, and for nothing else; taken back as a mistake, it waits again.
        var late20 = await county.GetAsync($"{There}/posting-tasks?done_on.none=1");
        Assert.Contains("接替召驻村", late20.In("tbody"), StringComparison.Ordinal);
        await SendAsync(town, village, "别的人", role: "3", began: 0);
        Assert.Null(await FilledAsync());
        var next = await SendAsync(town, village, "补驻村", role: "2", began: 0, after: gone);
        Assert.Equal(next, await FilledAsync());
        Assert.Contains("补驻村", (await county.GetAsync($"{There}/posting-tasks?done_on.from=1900.01.01")).In("tbody"), StringComparison.Ordinal);
        Assert.Equal(302, (await town.PostAsync($"{Below}/postings/{next}/remove", ("reason", "登记错了"))).Status);
        Assert.Null(await FilledAsync());
        await Host.DoAsync($"update grassroots.posting_task set given_on = org.today() - 40, due_on = org.today() - 1 where posting_id = '{gone}'");
        Assert.Contains("接替召驻村", (await county.GetAsync($"{There}/posting-tasks?rule=posting-tasks.filled")).In("tbody"), StringComparison.Ordinal);

        Task<Guid?> FilledAsync() => Host.AskAsync<Guid?>($"select filled_id from grassroots.posting_task where posting_id = '{gone}'");
    }
}
