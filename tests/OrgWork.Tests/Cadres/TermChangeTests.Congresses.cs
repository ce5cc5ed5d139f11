using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

public sealed partial class TermChangeTests
{
    static async Task<Answer> BallotAsync(Browser chief, Guid congress, int eligible, int present, int seats, params (string Line, int[] Marks)[] items)
    {
        var url = $"{Home}/congress-ballots/new?subject={congress}&title=选票";
        var page = await chief.GetAsync(url);
        if (page.Document.QuerySelector("form[data-guard]") is null) return page;
        var made = await chief.SendAsync(url, page.FormOf(), [("HeldOn", Day(1)), ("Most", $"{seats}"), ("items", string.Join('\n', items.Select(item => item.Line))), ("Tellers", "监票人"), ("Counter", "计票人"), ("Subject", congress.ToString())]);
        if (made.Status != 302) return made;
        var counted = await chief.SubmitAsync(made.Location + "/count", [("g1.eligible", $"{eligible}"), ("g1.present", $"{present}"), ("g1.issued", $"{present}"), ("g1.returned", $"{present}"), ("g1.invalid", "0"), .. items.SelectMany((item, n) => item.Marks.Select((votes, c) => ($"c1.{n + 1}.{c + 1}", $"{votes}")))]);
        if (counted.Status != 302) return counted;
        return await chief.PostAsync(made.Location + "/turn/sign", ("version", "2"));
    }

    /// <summary>People are asked on paper: of ten in each group so many are content with each of the four questions, the others are not.</summary>
    static async Task<string> SurveyedAsync(Browser chief, Guid project, string title, params int[] content)
    {
        var url = $"{Home}/term-satisfaction/new?subject={project}&title={title}";
        var made = await chief.SendAsync(url, (await chief.GetAsync(url)).FormOf(), [("Title", title), ("Way", "paper"), ("HeldOn", Day(1)), ("Tellers", "监票人"), ("Counter", "计票人"), ("Subject", project.ToString())]);
        Assert.True(made.Status == 302, made.Why());
        (string, string)[] numbers = [.. Enumerable.Range(1, 3).SelectMany(group => ((string, string)[])[($"g{group}.eligible", "10"), ($"g{group}.present", "10"), ($"g{group}.issued", "10"), ($"g{group}.returned", "10"), ($"g{group}.invalid", "0"), .. content.SelectMany((some, n) => ((string, string)[])[($"c{group}.{n + 1}.1", $"{some}"), ($"c{group}.{n + 1}.3", $"{10 - some}")])])];
        var counted = await chief.SubmitAsync(made.Location + "/count", numbers);
        Assert.True(counted.Status == 302, counted.Why());
        var signed = await chief.PostAsync(made.Location + "/turn/sign", ("version", "2"));
        Assert.True(signed.Status == 302, signed.Why());
        return made.Location!;
    }

    [Fact, Trait("Row", "C4.10")]
    public async Task Each_township_has_a_congress_of_its_own_with_its_list_its_approval_its_ballot_and_the_change_is_done_when_all_are()
    {
        const string first = "539921801", second = "539921802";
        await Host.DoAsync($"insert into org.locality (code, name, short_name, kind, parent_id) select v.code, v.name, v.name, 4, l.id from org.locality l cross join (values ('{first}', '东溪镇'), ('{second}', '西溪镇')) v (code, name) where l.code = '{TestHost.County}'");
        await Host.DoAsync("update cadres.team set kind = '8'");
        await Host.DoAsync($"insert into cadres.team (locality_path, name, kind, rank_order) select path, name || '党委', '3', 1 from org.locality where code in ('{first}', '{second}')");
        using var chief = await Host.SignInAsync(TestHost.County, Chief);
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        await OkAsync(chief.SubmitAsync($"{Home}/term-changes/new", ("name", "两镇换届"), ("tier", "3"), ("changes_on", Day(1)), ("lead", "部长")), Host);
        var project = await Host.AskAsync<Guid>("select id from cadres.term_change where name = '两镇换届'");
        await OpenedAsync(chief, project, 20, ("大会选举", 20, 1));
        await OkAsync(DoAsync(chief, "term-changes", project, "checks", ("meeting", "1"), ("due_on", Day(1))), Host);
        Assert.Equal("2 18", await Host.AskAsync<string>($"select (select count(*) from cadres.term_congress where term_change_id = '{project}') || ' ' || (select count(*) from cadres.term_check where term_change_id = '{project}')"));
        async Task<Guid> CongressAsync(string town) => await Host.AskAsync<Guid>($"select id from cadres.term_congress where name = '{town}党委·党代表大会'");
        var (east, west) = (await CongressAsync("东溪镇"), await CongressAsync("西溪镇"));

        // Each is signed off on its own: a step of one is not held up by the other's.
        async Task SignAllAsync(Guid congress)
        {
            for (var step = 1; step <= 9; step++) await OkAsync(DoAsync(chief, "term-checks", await Host.AskAsync<Guid>($"select id from cadres.term_check where congress_id = '{congress}' and step = {step}"), "sign", ("signed_on", Day(0)), ("evidence", "齐")), Host);
        }
        await SignAllAsync(east);
        Assert.Equal(9L, await Host.AskAsync<long>($"select count(*) from cadres.term_check where congress_id = '{west}' and state = '1'"));

        // Who is put up: a cadre whom a batch has decided to nominate, and somebody who is in no file.
        var cadre = await office.CadreAsync("书记甲");
        await Host.DoAsync($"""
            with b as (insert into cadres.appointment_batch (locality_path, name, decided_by, decided_on) values ('{office.Path}', '两镇提名', '县委', '{Iso(15)}') returning id), p as (insert into cadres.appointment_post (appointment_batch_id, locality_path, title, unit_name, post_name, way) select id, '{office.Path}', '东溪镇党委书记', '东溪镇党委', '书记', '2' from b returning id, appointment_batch_id)
            insert into cadres.appointment_candidate (appointment_batch_id, locality_path, cadre_id, name, post_id, kind, state, decided_on) select appointment_batch_id, '{office.Path}', '{cadre}', '书记甲', id, '1', '5', '{Iso(15)}' from p
            """);
        Task<Answer> PutUpAsync(Guid congress, params (string, string)[] values) => chief.SubmitAsync($"{Home}/term-congresses/{congress}/nominees/new", values);
        Assert.Contains("请选干部", (await PutUpAsync(east, ("post", "委员"))).Text, StringComparison.Ordinal);
        await OkAsync(PutUpAsync(east, ("cadre_id", cadre.ToString()), ("post", "书记")), Host);
        foreach (var name in new[] { "委员乙", "委员丙" }) await OkAsync(PutUpAsync(east, ("name", name), ("origin", "东溪村党支部书记"), ("post", "委员")), Host);
        Assert.Equal(403, (await clerk.GetAsync($"{Home}/term-congresses/{east}/nominees/new")).Status);
        Assert.DoesNotContain("书记甲", (await clerk.GetAsync($"{Home}/term-congresses/{east}")).Text, StringComparison.Ordinal);

        (string, int[])[] all = [("书记：书记甲", [95, 3, 2]), ("委员：委员乙", [70, 20, 10]), ("委员：委员丙", [40, 50, 10])];
        Assert.Contains("经上级批复以后才能选举", (await BallotAsync(chief, east, 105, 100, 3, all)).Text, StringComparison.Ordinal);
        Assert.Contains("还没有候选人预备人选", (await DoAsync(chief, "term-congresses", west, "submit", ("submitted_on", Day(9)), ("submitted_to", "县委"))).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(chief, "term-congresses", east, "submit", ("submitted_on", Day(9)), ("submitted_to", "县委")), Host);
        Assert.Contains("名单已经呈报", (await PutUpAsync(east, ("name", "委员丁"), ("post", "委员"))).Text, StringComparison.Ordinal);
        var asked = await chief.GetAsync($"{Home}/term-congresses/documents/nomination-list?ids={east:N}");
        var paper = (await chief.SendAsync($"{Home}/term-congresses/documents/nomination-list/print?ids={east:N}", asked.FormOf(), [("organ", "东溪镇党委")])).Text;
        foreach (var words in new[] { "东溪镇党委·党代表大会", "候选人预备人选呈报名单", "县试验局副局长", "东溪村党支部书记" }) Assert.Contains(words, paper, StringComparison.Ordinal);
        Assert.Contains("批复早于呈报", (await DoAsync(chief, "term-congresses", east, "approve", ("approved_on", Day(10)), ("approved_by", "县委"), ("approved_no", "东批〔1〕号"))).Text, StringComparison.Ordinal);
        await OkAsync(DoAsync(chief, "term-congresses", east, "approve", ("approved_on", Day(5)), ("approved_by", "县委"), ("approved_no", "东批〔1〕号")), Host);

        // The engine's arithmetic, quorum and majority; then it stands at each of them and at the batch.
        Assert.Contains("有效票 100 张，对不上", (await BallotAsync(chief, east, 105, 100, 3, ("书记：书记甲", [95, 3, 1]))).Text, StringComparison.Ordinal);
        Assert.Contains("五分之四", (await BallotAsync(chief, east, 130, 100, 3, all)).Text, StringComparison.Ordinal);
        Assert.Contains("不在批复的名单里", (await BallotAsync(chief, east, 105, 100, 3, ("书记：路人", [95, 3, 2]))).Text, StringComparison.Ordinal);
        await OkAsync(BallotAsync(chief, east, 105, 100, 3, all), Host);
        Assert.Equal("1 95/3/2 100,1 70/20/10 100,2 40/50/10 100", await Host.AskAsync<string>($"select string_agg(result || ' ' || votes_for || '/' || votes_against || '/' || votes_abstain || ' ' || present, ',' order by votes_for desc) from cadres.term_nominee where term_congress_id = '{east}'"));
        Assert.Equal(Iso(1), await Host.AskAsync<string>($"select lawful_on::text from cadres.appointment_candidate where cadre_id = '{cadre}'"));
        Assert.Equal("4", await Host.AskAsync<string>($"select state from cadres.term_congress where id = '{east}'"));
        var ballots = (await chief.GetAsync($"{Home}/term-change/ballots/{east}")).Text;
        foreach (var words in new[] { "书记甲", "未当选", "依法任职日期已填" }) Assert.Contains(words, ballots, StringComparison.Ordinal);
        Assert.Equal(403, (await clerk.GetAsync($"{Home}/term-change/ballots/{east}")).Status);

        // What is missing is said team by team.
        var close = new[] { ("closed_on", Day(0)), ("lessons", "好") };
        foreach (var town in new[] { first, second }) await OkAsync(chief.PostAsync($"{Home}/term-change/board/{project}", ("team", (await Host.AskAsync<Guid>($"select t.id from cadres.team t join org.locality l on l.path = t.locality_path where l.code = '{town}'")).ToString()), ("on", Day(0))), Host);
        var refused = (await DoAsync(chief, "term-changes", project, "close", close)).Text;
        foreach (var words in new[] { "有 2 处没有办完", "西溪镇党委·党代表大会（筹备）还没有选举结果", "西溪镇党委程序核对还有 9 步没有签" }) Assert.Contains(words, refused, StringComparison.Ordinal);
        string[] RowOf(Answer page, string town) => [.. page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(town, StringComparison.Ordinal)).Children.Select(cell => cell.TextContent.Trim())];
        var results = $"{Home}/term-change/results/{project}";
        var seen = await chief.GetAsync(results);
        Assert.Contains("会议 2 次，已选举 1 次　当选 2 人，未当选 1 人", seen.In("main"), StringComparison.Ordinal);
        Assert.Equal(["东溪镇党委", "党代表大会", Day(1), "已选举", "9 / 9 步", "东批〔1〕号", "3", "2 人：书记 书记甲、委员 委员乙", "1 人：委员 委员丙"], RowOf(seen, "东溪镇党委"));
        Assert.Equal("筹备", RowOf(seen, "西溪镇党委")[3]);
        // Who was not elected is for those who may see arrangements of persons.
        Assert.Equal("1 人", RowOf(await clerk.GetAsync(results), "东溪镇党委")[8]);

        await OkAsync(PutUpAsync(west, ("name", "书记戊"), ("origin", "县委办"), ("post", "书记")), Host);
        await OkAsync(DoAsync(chief, "term-congresses", west, "submit", ("submitted_on", Day(9)), ("submitted_to", "县委")), Host);
        await OkAsync(DoAsync(chief, "term-congresses", west, "approve", ("approved_on", Day(5)), ("approved_by", "县委"), ("approved_no", "西批〔1〕号")), Host);
        await OkAsync(BallotAsync(chief, west, 100, 90, 1, ("书记：书记戊", [80, 6, 4])), Host);
        await SignAllAsync(west);
        await SurveyedAsync(chief, project, "两镇满意度", 10, 10, 9, 9);
        await OkAsync(DoAsync(chief, "term-changes", project, "close", close), Host);
        Assert.Contains("会议 2 次，已选举 2 次　当选 3 人，未当选 1 人", (await chief.GetAsync(results)).In("main"), StringComparison.Ordinal);
    }
}
