using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots.Training;

/// <summary>应知应会考核测试: a bank, a paper drawn from it, an attempt against the clock, marks at once, another try for who did not pass, and who was not tested.</summary>
public sealed class KnowledgeTestTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    const string Place = $"/{TestHost.County}/grassroots";

    TestHost Host => affairs.Host;
    static string In(int days) => Dates.Format(Clock.Today.AddDays(days));

    async Task<(Browser Browser, Guid Id)> MemberAsync(AffairsHost.Branch branch, string name)
    {
        var id = await affairs.MemberAsync(branch, name);
        var browser = await Host.SignInAsync(branch.Code, "grassroots.own.view", "grassroots.own.ask");
        await Host.DoAsync($"update org.account set person_id = (select person_id from grassroots.member where id = '{id}') where account = '{browser.Account}'");
        return (browser, id);
    }

    [Fact, Trait("Row", "G3.10")]
    public async Task A_paper_is_drawn_from_the_bank_taken_against_the_clock_marked_at_once_taken_again_and_counted_by_organisation()
    {
        var branch = await affairs.BranchAsync(AffairsHost.Community);
        var (member, id) = await MemberAsync(branch, "应测甲");
        using var _ = member;
        var (second, other) = await MemberAsync(branch, "应测乙");
        using var __ = second;
        await affairs.MemberAsync(branch, "没测丙");
        var far = $"/{TestHost.Neighbour}/grassroots";
        using var officer = await Host.SignInAsync(TestHost.Neighbour, "grassroots.training.read", "grassroots.training.edit", "grassroots.training.plan", "grassroots.questions.view", "grassroots.members.read", "grassroots.organisations.read");
        (string, string)[] Question(string words, string kind, string answer) => [("words", words), ("kind", kind), ("category", "2"), ("audience", "1"), ("option_a", "对的"), ("option_b", "错的"), ("option_c", "都不是"), ("answer", answer)];
        var wrong = await officer.FillAsync($"{far}/questions/new", Question("答案不在选项里", "1", "F"));
        var two = await officer.FillAsync($"{far}/questions/new", Question("单选填两个", "1", "AB"));
        Assert.Equal((422, 422), (wrong.Status, two.Status));
        foreach (var (words, kind, answer) in new[] { ("单选一", "1", "A"), ("单选二", "1", "B"), ("多选一", "2", "AC"), ("判断一", "3", "A") }) Assert.Equal(302, (await officer.FillAsync($"{far}/questions/new", Question(words, kind, answer))).Status);
        async Task<Guid> TestAsync(string title, string singles)
        {
            var made = await officer.FillAsync($"{far}/tests/new", ("title", title), ("target", "1"), ("opens_on", In(0)), ("closes_on", In(5)), ("minutes", "30"), ("singles", singles), ("multiples", "1"), ("judgements", "1"));
            Assert.True(made.Status == 302, made.Why());
            return await Host.AskAsync<Guid>($"select id from grassroots.knowledge_test where title = '{title}'");
        }
        var large = await TestAsync("题不够的", "5");
        var short_ = await officer.SubmitAsync($"{far}/tests/deeds/make?id={large}");
        Assert.Equal(422, short_.Status);
        Assert.Contains("单选还差 3 道", short_.Text, StringComparison.Ordinal);
        var test = await TestAsync("应知应会", "2");
        Assert.Equal(302, (await officer.SubmitAsync($"{far}/tests/deeds/make?id={test}")).Status);
        Assert.Equal("1,1,2,3", await Host.AskAsync<string>($"select string_agg(kind, ',' order by kind) from grassroots.test_question where knowledge_test_id = '{test}' and removed_at is null"));

        // Before it is begun nothing is shown; then a time stands and no key.
        var own = $"/{branch.Code}/grassroots/own/test/{test}";
        Assert.DoesNotContain("单选一", (await member.GetAsync(own)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await member.PostAsync(own + "?handler=start")).Status);
        Assert.Equal(422, (await member.PostAsync(own + "?handler=start")).Status);
        var paper = await member.GetAsync(own);
        Assert.Contains("单选一", paper.Text, StringComparison.Ordinal);
        Assert.Contains("以前交卷", paper.Text, StringComparison.Ordinal);
        Assert.Empty(paper.Document.QuerySelectorAll("input[checked]"));
        Assert.Equal(422, (await officer.SubmitAsync($"{far}/tests/deeds/make?id={test}")).Status);
        async Task<(string, string)[]> AnswersAsync(Func<string, string, string> say) => [.. (await Host.AskAsync<string[]>($"select array_agg(number || '|' || words || '|' || answer order by number) from grassroots.test_question where knowledge_test_id = '{test}' and removed_at is null"))!.Select(line => line.Split('|')).SelectMany(line => say(line[1], line[2]).Select(letter => ($"q{line[0]}", letter.ToString())))];

        // Half of several choices is not right: two of four.
        Assert.Equal(302, (await member.PostAsync(own, await AnswersAsync((words, answer) => words switch { "多选一" => "A", "判断一" => "B", _ => answer }))).Status);
        Assert.Equal("50|false|60", await Host.AskAsync<string>($"select concat_ws('|', score, passed::text, pass_mark) from grassroots.test_attempt where member_id = '{id}'"));
        Assert.Equal(422, (await member.PostAsync(own, await AnswersAsync((_, answer) => answer))).Status);
        // Again: everything right, but too late by the server's clock; the third time in time.
        Assert.Equal(302, (await member.PostAsync(own + "?handler=start")).Status);
        await Host.DoAsync($"update grassroots.test_attempt set due_at = now() - interval '5 minutes' where member_id = '{id}' and nth = 2");
        Assert.Equal(302, (await member.PostAsync(own, await AnswersAsync((_, answer) => answer))).Status);
        Assert.Equal("0|true", await Host.AskAsync<string>($"select concat_ws('|', score, is_late::text) from grassroots.test_attempt where member_id = '{id}' and nth = 2"));
        Assert.Equal(302, (await member.PostAsync(own + "?handler=start")).Status);
        Assert.Equal(302, (await member.PostAsync(own, await AnswersAsync((_, answer) => answer))).Status);
        Assert.Equal("100|true", await Host.AskAsync<string>($"select concat_ws('|', score, passed::text) from grassroots.test_attempt where member_id = '{id}' and nth = 3"));
        Assert.Contains("100 分", (await member.GetAsync(own)).Text, StringComparison.Ordinal);
        Assert.Equal(422, (await member.PostAsync(own + "?handler=start")).Status);

        // On paper: entered on the member, judged by the same line, and no more often than allowed.
        Task<Answer> EnterAsync(Guid who, string score) => officer.SubmitAsync($"{far}/members/deeds/test-result?id={who}", ("knowledge_test_id", test.ToString()), ("taken_on", In(0)), ("score", score));
        Assert.Equal((302, 422), ((await EnterAsync(other, "40")).Status, (await EnterAsync(id, "70")).Status));
        Assert.Contains("应测乙", (await officer.GetAsync($"{far}/test-results?rule=test-results.passed")).Text.Replace("　", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("应测甲", (await officer.GetAsync($"{far}/test-results?rule=test-results.passed")).In("tbody")!.Replace("　", "", StringComparison.Ordinal), StringComparison.Ordinal);

        var page = await officer.GetAsync($"{far}/training/test/{test}");
        string[] Row(string name) => [.. page.Document.QuerySelectorAll("#by-organisation tbody tr").First(row => row.TextContent.Contains(name, StringComparison.Ordinal)).QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];
        Assert.Equal([branch.Name, "3", "2", "66.7%", "70.0", "1", "50.0%"], Row(branch.Name));
        var left = page.In("#left")!;
        Assert.Contains("没测丙", left, StringComparison.Ordinal);
        Assert.DoesNotContain("应测甲", left, StringComparison.Ordinal);
        // What the cadres' module may read: leading members alone, and marks of theirs.
        Assert.Null(await PublishedAsync());
        await Host.DoAsync($"update grassroots.member set is_leading = true where id = '{other}'");
        Assert.Equal(40, await PublishedAsync());

        // Who reads the paper and shuts the page has had a try, and nought in it.
        Assert.Equal(302, (await second.PostAsync(own + "?handler=start")).Status);
        Assert.Equal(422, (await second.PostAsync(own + "?handler=start")).Status);
        await Host.DoAsync($"update grassroots.test_attempt set due_at = now() - interval '5 minutes' where member_id = '{other}' and nth = 2; insert into grassroots.test_attempt (locality_path, member_id, knowledge_test_id, organisation_id, nth, taken_on, started_at, due_at) select locality_path, id, '{test}', organisation_id, 1, org.today(), now() - interval '1 hour', now() - interval '30 minutes' from grassroots.member where name = '没测丙' and organisation_id = '{branch.Id}'");
        page = await officer.GetAsync($"{far}/training/test/{test}");
        Assert.Equal([branch.Name, "3", "3", "100.0%", "46.7", "1", "33.3%"], Row(branch.Name));
        Assert.Contains("测了 2 次", page.In("#left"), StringComparison.Ordinal);
        Assert.Contains("没测丙", (await officer.GetAsync($"{far}/test-results?rule=test-results.passed")).Text.Replace("　", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var over = await second.GetAsync(own);
        Assert.Contains("到时没有交卷", over.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("单选一", over.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await second.PostAsync(own + "?handler=start")).Status);

        async Task<int?> PublishedAsync()
        {
            await using var db = Host.Platform.Databases.Of(Host.Platform.Current!.Modules.First(module => module.Manifest.Id == "grassroots").Manifest).OpenForReading(Scope.Whole(Guid.Empty), Actor.System);
            return await db.FirstAsync<int?>("select score from pub_test_result where title = '应知应会'", null, default);
        }
        // Who may only look makes no paper and reads no bank.
        using var reader = await Host.SignInAsync(TestHost.Neighbour, "grassroots.training.read");
        Assert.Equal((403, 403), ((await reader.GetAsync($"{far}/questions")).Status, (await reader.GetAsync($"{far}/tests/deeds/make?id={test}")).Status));
    }
}
