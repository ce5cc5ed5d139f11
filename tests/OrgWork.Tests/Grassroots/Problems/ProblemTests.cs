using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Problems;

/// <summary>检视问题: on the ledger with measure, owner and day; struck off by another than who asked; looked at again. Inspections by lot bring their own.</summary>
public sealed class ProblemTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Secretary = ["grassroots.problems.read", "grassroots.problems.edit", "grassroots.organisations.read", "grassroots.members.read", "grassroots.life.read", "grassroots.life.edit"], Officer = [.. Secretary, "grassroots.problems.accept"];
    const string Town = $"/{TestHost.Township}/grassroots";

    TestHost Host => affairs.Host;
    static string In(int days) => Dates.Format(Clock.Today.AddDays(days));

    static (string, string)[] Form(AffairsHost.Branch branch, string words, string source, int due, params (string, string)[] more) =>
        [("words", words), ("source", source), ("organisation_id", branch.Id.ToString()), ("found_on", In(-20)), ("measures", "逐条整改"), ("owner", "支部书记"), ("due_on", In(due)), .. more];

    Task<Guid> IdAsync(string words) => Host.AskAsync<Guid>($"select id from grassroots.problem where words = '{words}'");
    Task<string?> StateAsync(Guid id) => Host.AskAsync<string>($"select state from grassroots.problem where id = '{id}'");

    [Fact, Trait("Row", "G3.5")]
    public async Task A_problem_is_struck_off_with_evidence_by_another_than_who_asked_and_looked_at_again()
    {
        var branch = await affairs.BranchAsync();
        using var secretary = await Host.SignInAsync(branch.Code, Secretary);
        using var officer = await Host.SignInAsync(TestHost.Township, Officer);
        var home = $"/{branch.Code}/grassroots/problems";
        var unowned = await secretary.FillAsync($"{home}/new", [.. Form(branch, "没有责任人", "2", 10).Where(field => field.Item1 != "owner")]);
        var made = await secretary.FillAsync($"{home}/new", Form(branch, "学习不经常", "2", -1, ("number", "01")));
        Assert.Equal((422, 302), (unowned.Status, made.Status));
        var id = await IdAsync("学习不经常");
        Assert.Contains("学习不经常", (await officer.GetAsync($"{Town}/problems?rule=problems.in-time")).Text, StringComparison.Ordinal);

        Assert.Equal(302, (await secretary.SubmitAsync($"{home}/deeds/progress?id={id}", ("progress", "每周一学"))).Status);
        Assert.Equal("2", await StateAsync(id));
        var early = await officer.SubmitAsync($"{Town}/problems/deeds/accept?id={id}", ("result", "1"));
        Assert.Equal(422, (await secretary.SubmitAsync($"{home}/deeds/apply?id={id}")).Status);
        Assert.Equal(302, (await secretary.SubmitAsync($"{home}/deeds/apply?id={id}", ("evidence", "学习记录八份"))).Status);
        Assert.Equal(403, (await secretary.GetAsync($"{home}/deeds/accept?id={id}")).Status);
        var bare = await officer.SubmitAsync($"{Town}/problems/deeds/accept?id={id}", ("result", "2"));
        var returned = await officer.SubmitAsync($"{Town}/problems/deeds/accept?id={id}", ("result", "2"), ("words", "缺讨论记录"));
        Assert.Equal((422, 422, 302), (early.Status, bare.Status, returned.Status));
        Assert.Equal("2", await StateAsync(id));
        // Who asks does not accept, whatever they may otherwise.
        Assert.Equal(302, (await officer.SubmitAsync($"{Town}/problems/deeds/apply?id={id}", ("evidence", "补了"))).Status);
        var own = await officer.SubmitAsync($"{Town}/problems/deeds/accept?id={id}", ("result", "1"));
        Assert.Equal(422, own.Status);
        Assert.Contains("请由别人验收", own.Text, StringComparison.Ordinal);
        using var second = await Host.SignInAsync(TestHost.Township, Officer);
        Assert.Equal(302, (await second.SubmitAsync($"{Town}/problems/deeds/accept?id={id}", ("result", "1"), ("recheck_on", In(30)))).Status);
        Assert.Equal("4", await StateAsync(id));
        Assert.DoesNotContain("学习不经常", (await officer.GetAsync($"{Town}/problems?rule=problems.in-time")).Text, StringComparison.Ordinal);

        await Host.DoAsync($"update grassroots.problem set recheck_on = org.today() where id = '{id}'");
        Assert.Contains("学习不经常", (await officer.GetAsync($"{Town}/problems?rule=problems.recheck")).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await officer.SubmitAsync($"{Town}/problems/deeds/recheck?id={id}", ("result", "2"), ("words", "又停了"))).Status);
        Assert.Equal(302, (await officer.SubmitAsync($"{Town}/problems/deeds/recheck?id={id}", ("result", "2"), ("words", "又停了"), ("due_on", In(20)))).Status);
        Assert.Equal("1|1", await Host.AskAsync<string>($"select state || '|' || reopened from grassroots.problem where id = '{id}'"));
    }

    [Fact, Trait("Row", "G2.13")]
    public async Task A_checkup_has_its_five_columns_and_its_problems_go_to_the_ledger_with_day_and_owner()
    {
        var branch = await affairs.BranchAsync();
        await affairs.MemberAsync(branch, "体检甲");
        using var secretary = await Host.SignInAsync(branch.Code, Secretary);
        var write = $"/{branch.Code}/grassroots/meetings/write?kind=42";
        (string, string)[] head = [("HeldOn", In(0)), ("Topic", "政治体检"), ("act", "confirm"), ("p.theory", "学得不深"), ("p.centre", "跟进不快"), ("p.rules", "无"), ("p.masses", "走访少")];
        var open = await secretary.SubmitAsync(write, head);
        var done = await secretary.SubmitAsync(write, [.. head, ("p.models", "差距在实干"), ("p.measures", "每月走访，年底前完成")]);
        Assert.Equal((422, 302), (open.Status, done.Status));
        Assert.Contains("“对照”还没有写", open.Text, StringComparison.Ordinal);
        var meeting = await secretary.GetAsync(done.Location!);
        foreach (var column in new[] { "对标", "对表", "扫描", "透视", "对照" }) Assert.Contains(column, meeting.Text, StringComparison.Ordinal);

        // The link carries branch, meeting and source into the form.
        var link = meeting.Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href") ?? "").Single(href => href.Contains("problems/new", StringComparison.Ordinal));
        var made = await secretary.SubmitAsync(link, ("words", "走访群众少"), ("measures", "每月走访"), ("owner", "书记"), ("found_on", In(0)), ("due_on", In(30)));
        Assert.True(made.Status == 302, made.Why());
        Assert.Equal($"4|{branch.Id}|{done.Location!.Split('/')[^1]}", await Host.AskAsync<string>("select source || '|' || organisation_id || '|' || meeting_id from grassroots.problem where words = '走访群众少'"));
        Assert.NotEqual(500, (await secretary.GetAsync($"/{branch.Code}/grassroots/problems/new?organisation_id=nonsense&due_on=nonsense")).Status);
    }

    [Fact, Trait("Row", "G2.14")]
    public async Task Branches_are_drawn_by_lot_what_is_found_must_be_mended_by_a_day_and_organisations_are_ranked_by_it()
    {
        var branches = new[] { await affairs.BranchAsync(AffairsHost.Community), await affairs.BranchAsync(AffairsHost.Community), await affairs.BranchAsync(AffairsHost.Community) };
        var place = $"/{AffairsHost.FarTownship}/grassroots";
        using var officer = await Host.SignInAsync(AffairsHost.FarTownship, Officer);
        using var secretary = await Host.SignInAsync(branches[0].Code, Secretary);
        var draw = $"{place}/problems/draw";
        var none = await officer.SubmitAsync(draw, ("number", "0"));
        var unseen = await officer.SubmitAsync(draw, ("batch", "试抽"), ("number", "2"), ("planned", In(0)));
        (string, string)[] seen = [("witness", "纪委委员"), ("spoken", "7316")];
        var drawn = await officer.SubmitAsync(draw, [("batch", "试抽"), ("number", "2"), ("planned", In(0)), .. seen]);
        Assert.Equal((422, 422, 302), (none.Status, unseen.Status, drawn.Status));
        Assert.Contains("见证人", unseen.In(".note-r") ?? unseen.Text, StringComparison.Ordinal);
        Assert.Equal(2L, await Host.AskAsync<long>("select count(*) from grassroots.inspection where batch = '试抽' and drawn = '1'"));
        Assert.Equal(403, (await secretary.PostAsync($"/{branches[0].Code}/grassroots/problems/draw", ("batch", "自抽"), ("number", "1"), ("planned", In(0)))).Status);
        // Once for an occasion, whatever the batch is called: again only with a reason, and then there is nobody left.
        var again = await officer.PostAsync(draw, [("batch", "再抽"), ("number", "5"), ("planned", In(1)), .. seen]);
        Assert.Equal(422, again.Status);
        Assert.Contains("再抽的，请写明理由", again.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.SubmitAsync(draw, [("batch", "再抽"), ("number", "5"), ("planned", In(1)), ("reason", "上级要求增加"), .. seen])).Status);
        Assert.Equal(422, (await officer.SubmitAsync(draw, [("batch", "又抽"), ("number", "5"), ("planned", In(1)), ("reason", "再要"), .. seen])).Status);
        // Both draws stay, anybody draws them again from urn and lot, and a record that was tampered with shows itself.
        var lot = await officer.GetAsync(drawn.Location!);
        Assert.Contains("核验一致", lot.Text, StringComparison.Ordinal);
        Assert.Equal(await Host.AskAsync<string>("select string_agg(o.name, '|' order by u.n) from grassroots.inspection_draw d, unnest(d.drawn) with ordinality u (id, n) join grassroots.organisation o on o.id = u.id where d.batch = '试抽'"), string.Join('|', lot.Document.QuerySelectorAll("#drawn td.name").Select(cell => cell.TextContent.Trim())));
        Assert.Contains("上级要求增加", (await officer.GetAsync(draw)).Text, StringComparison.Ordinal);
        Assert.Equal(2, await Host.AskAsync<int>("select (select pool_size from grassroots.inspection_draw where batch = '试抽') - (select pool_size from grassroots.inspection_draw where batch = '再抽')"));
        await Host.DoAsync("update grassroots.inspection_draw set drawn = array[drawn[2], drawn[1]] where batch = '试抽'");
        Assert.Contains("核验不一致", (await officer.GetAsync(drawn.Location!)).Text, StringComparison.Ordinal);
        await Host.DoAsync("update grassroots.inspection_draw set drawn = array[drawn[2], drawn[1]] where batch = '试抽'");

        var ids = await Host.AskAsync<Guid[]>("select array_agg(id order by id) from grassroots.inspection where batch = '试抽'");
        string Inspect(Guid id) => $"{place}/inspections/deeds/inspect?id={id}";
        (string, string)[] bad = [("inspected_on", In(0)), ("is_true", "1"), ("is_complete", "0"), ("is_on_time", "1"), ("inspectors", "督查组")];
        var unsaid = await officer.SubmitAsync(Inspect(ids![0]), bad);
        var endless = await officer.SubmitAsync(Inspect(ids[0]), [.. bad, ("problems", "缺记录\n缺签到")]);
        var found = await officer.SubmitAsync(Inspect(ids[0]), [.. bad, ("problems", "缺记录\n缺签到"), ("due_on", In(15))]);
        var clean = await officer.SubmitAsync(Inspect(ids[1]), ("inspected_on", In(0)), ("is_true", "1"), ("is_complete", "1"), ("is_on_time", "1"), ("inspectors", "督查组"));
        Assert.Equal((422, 422, 302, 302), (unsaid.Status, endless.Status, found.Status, clean.Status));
        Assert.Equal(2L, await Host.AskAsync<long>($"select count(*) from grassroots.problem where inspection_id = '{ids[0]}' and source = '5' and due_on = org.today() + 15"));

        var table = (await officer.GetAsync(draw)).Document.QuerySelectorAll("tbody")[0].QuerySelectorAll("tr").Select(row => row.TextContent).ToList();
        var worst = await Host.AskAsync<string>($"select o.name from grassroots.inspection i join grassroots.organisation o on o.id = i.organisation_id where i.id = '{ids[0]}'");
        Assert.Contains(worst!, table[0], StringComparison.Ordinal);
        Assert.Equal(2, table.Count);
    }

    [Fact, Trait("Row", "G8.14")]
    public async Task Weak_spots_are_listed_by_kind_with_place_people_and_organisation_and_closed_one_by_one()
    {
        var branch = await affairs.BranchAsync();
        using var officer = await Host.SignInAsync(TestHost.Township, Officer);
        (string, string)[] spot = [.. Form(branch, "新市民小区没有党组织", "7", 30).Where(field => field.Item1 != "organisation_id"), ("weak_kind", "4"), ("place", "北片小区"), ("people", "2600"), ("has_organisation", "0")];
        Assert.Equal(302, (await officer.FillAsync($"{Town}/problems/new", spot)).Status);
        var id = await IdAsync("新市民小区没有党组织");
        var list = await officer.GetAsync($"{Town}/problems?source=7&weak_kind=4&has_organisation=0");
        Assert.Contains(id.ToString(), list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(id.ToString(), (await officer.GetAsync($"{Town}/problems?weak_kind=3")).Text, StringComparison.Ordinal);
        await officer.SubmitAsync($"{Town}/problems/deeds/apply?id={id}", ("evidence", "成立临时党支部"));
        using var second = await Host.SignInAsync(TestHost.Township, Officer);
        Assert.Equal(302, (await second.SubmitAsync($"{Town}/problems/deeds/accept?id={id}", ("result", "1"))).Status);
        Assert.DoesNotContain(id.ToString(), (await officer.GetAsync($"{Town}/problems?source=7&state=1,2,3")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_reaches_no_problem_of_another_by_address_or_by_form()
    {
        var (own, other) = (await affairs.BranchAsync(), await affairs.BranchAsync());
        using var officer = await Host.SignInAsync(TestHost.Township, Officer);
        Assert.Equal(302, (await officer.FillAsync($"{Town}/problems/new", Form(other, "别的支部的问题", "2", 30))).Status);
        var id = await IdAsync("别的支部的问题");
        using var secretary = await Host.SignInAsync(own.Code, Secretary);
        Assert.Equal(404, (await secretary.GetAsync($"/{own.Code}/grassroots/problems/{id}")).Status);
        await secretary.PostAsync($"/{own.Code}/grassroots/problems/deeds/apply?id={id}", ("id", id.ToString()), ("evidence", "假的"));
        Assert.Equal("1", await StateAsync(id));
    }
}
