using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Grassroots.PartyLife.LifeHost;

namespace OrgWork.Tests.Grassroots.PartyLife;

/// <summary>What a branch or a committee does once a year, or for each of its people: life meetings, reviews, talks, double organisational life, birthdays, sessions.</summary>
public sealed class YearlyTests(LifeHost life) : IClassFixture<LifeHost>
{
    [Fact, Trait("Row", "G2.5")]
    public async Task A_life_meeting_is_confirmed_with_all_its_steps_and_last_years_is_missing_after_March()
    {
        var branch = await life.BranchAsync();
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);
        (string, string)[] steps = [("p.study", "两次"), ("p.talks", "二十人次"), ("p.problems", "四个"), ("p.criticism", "逐人开展")];
        var year = Clock.Today.Year - 1;

        var without = await secretary.SubmitAsync(WriteUrl(branch, "22"), [.. Form(Clock.Today, "组织生活会", ("ForYear", year.ToString())), .. steps]);
        var open = (await secretary.GetAsync($"/{branch.Code}/grassroots/organisations/{branch.Id}?tab=rules")).Text;
        var with = await secretary.SubmitAsync(WriteUrl(branch, "22"), [.. Form(Clock.Today, "组织生活会", ("ForYear", year.ToString()), ("Also", "23")), .. steps, ("p.rectification", "九条，六月底前")]);
        var calendar = await secretary.GetAsync($"/{branch.Code}/grassroots/life/branch/{branch.Id}?year={year}");

        Assert.Equal((422, 302), (without.Status, with.Status));
        Assert.Contains("“整改措施”还没有写", without.Text, StringComparison.Ordinal);
        // Held this year for the last, and with it the review of that year.
        Assert.Equal(2, calendar.Document.QuerySelectorAll("td.cell-done[colspan='12']").Length);
        if (Clock.Today.Month > 3) Assert.Contains("上年度组织生活会没有开", open, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G2.4")]
    public async Task A_democratic_life_meeting_stays_open_until_every_step_has_its_words_and_its_document()
    {
        var committee = await life.Host.AskAsync<Guid>("select id from grassroots.organisation where kind = '142' or left(kind, 2) in ('14', '23') order by code limit 1");
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, Township);
        var address = $"/{life.Statistics.City.Code}/grassroots/meetings/write?organisation={committee}&kind=32";
        string[] steps = ["theme", "study", "opinions", "talks", "materials", "criticism", "problems", "rectification", "comment", "report"];
        (string, string)[] words = [.. steps.Select(step => ("p." + step, "已做"))];

        var bare = await officer.SubmitAsync(address, Form(Clock.Today, "民主生活会", ("ForYear", "2025")));
        var undocumented = await officer.SubmitAsync(address, [.. Form(Clock.Today, "民主生活会", ("ForYear", "2025")), .. words]);
        var kept = await officer.SubmitAsync(address, [.. Form(Clock.Today, "民主生活会", ("ForYear", "2025")).Where(field => field.Item1 != "act"), ("act", "keep"), .. words]);

        Assert.Equal((422, 422, 302), (bare.Status, undocumented.Status, kept.Status));
        Assert.Equal(10, bare.Document.QuerySelectorAll(".err").Count(error => error.TextContent.Contains("还没有写", StringComparison.Ordinal)));
        Assert.Equal(10, undocumented.Document.QuerySelectorAll(".err").Count(error => error.TextContent.Contains("要有文件", StringComparison.Ordinal)));

        // One document after the other is put on; with the last it is confirmed and counts for its year, and its problems go to the ledger with day and owner.
        var id = kept.Location!.Split('/')[^1];
        var again = $"/{life.Statistics.City.Code}/grassroots/meetings/write/{id}";
        var answers = new List<Answer>();
        foreach (var step in steps)
        {
            var version = await life.Host.AskAsync<int>($"select version from grassroots.meeting where id = '{id}'");
            (string, string)[] fields = [("Version", $"{version}"), ("HeldOn", Dates.Format(Clock.Today)), ("Topic", "民主生活会"), ("ForYear", "2025"), .. words, ("act", step == "report" ? "confirm" : "keep")];
            answers.Add(await officer.UploadAsync(again, "f." + step, step + ".txt", System.Text.Encoding.UTF8.GetBytes("材料"), fields));
        }
        Assert.All(answers, answer => Assert.True(answer.Status == 302, answer.Why()));
        Assert.Equal("3|2025", await life.Host.AskAsync<string>($"select state || '|' || for_year from grassroots.meeting where id = '{id}'"));
        Assert.Contains("问题列入台账", (await officer.GetAsync($"/{life.Statistics.City.Code}/grassroots/meetings/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G2.7")]
    public async Task A_review_adds_up_grades_full_members_alone_and_explains_itself_above_a_third()
    {
        var branch = await life.BranchAsync();
        var members = await life.MembersAsync(branch);
        await life.Host.DoAsync($"update grassroots.member set kind = '1', became_full_on = '2020-01-01', joined_on = '2019-01-01' where organisation_id = '{branch.Id}'; update grassroots.member set kind = '2', became_full_on = null where id = '{members[^1]}'; delete from grassroots.member_review where organisation_id = '{branch.Id}'");
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);
        var (address, year) = ($"/{branch.Code}/grassroots/reviews/sheet/{branch.Id}?year={Clock.Today.Year - 1}", Clock.Today.Year - 1);
        var full = members[..^1];
        (string, string)[] Sheet(int excellent, string votes = "3") => [("ballots", "3"), .. full.SelectMany((member, n) => ((string, string)[])[($"self.{member}", "1"), ($"mutual.{member}", "1"), ($"v{(n < excellent ? 1 : 2)}.{member}", votes), ($"grade.{member}", n < excellent ? "1" : n == full.Length - 1 ? "4" : "2")])];
        Task<long> Count(string where) => life.Host.AskAsync<long>($"select count(*) from grassroots.member_review where organisation_id = '{branch.Id}' and year = {year} and {where}");

        var page = await secretary.GetAsync(address);
        var wrongSum = await secretary.SubmitAsync(address, Sheet(0, "2"));
        var probationer = await secretary.SubmitAsync(address, [.. Sheet(0), ($"grade.{members[^1]}", "2")]);
        var tooMany = await secretary.SubmitAsync(address, Sheet(full.Length - 1));
        Assert.Equal(0L, await Count("true"));
        var done = await secretary.SubmitAsync(address, Sheet(0));

        Assert.Equal((200, 422, 422, 422, 302), (page.Status, wrongSum.Status, probationer.Status, tooMany.Status, done.Status));
        Assert.Contains("对不上", wrongSum.Text, StringComparison.Ordinal);
        Assert.Contains("不定等次", probationer.Text, StringComparison.Ordinal);
        Assert.Contains("三分之一", tooMany.Text, StringComparison.Ordinal);
        Assert.Equal(full.Length, await Count("grade is not null"));
        Assert.Equal(1L, await Count("grade = '4' and follow_due_on is not null"));
        // Who failed is on the list of those to be dealt with, and alone.
        var open = (await secretary.GetAsync($"/{branch.Code}/grassroots/reviews?grade=4&follow_done_on.none=1")).Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent.Replace("　", "", StringComparison.Ordinal)).ToList();
        Assert.Contains((await life.Host.AskAsync<string>($"select name from grassroots.member where id = '{full[^1]}'"))!, Assert.Single(open), StringComparison.Ordinal);

        // The township sees the branch among the others: how many, which grades, what is not finished; who failed stays open until it is settled.
        using var township = await life.Host.SignInAsync(branch.Home, Township);
        var rollup = $"/{branch.Home}/grassroots/reviews/rollup?year={year}";
        string RowOf(Answer answer) => answer.Document.QuerySelectorAll("tbody tr").Single(row => row.InnerHtml.Contains(branch.Id.ToString(), StringComparison.Ordinal)).TextContent;
        Assert.Contains("完成", RowOf(await township.GetAsync(rollup)), StringComparison.Ordinal);
        await life.Host.DoAsync($"update grassroots.member_review set grade = null where organisation_id = '{branch.Id}' and member_id = '{full[0]}'");
        Assert.Contains("没有评完", RowOf(await township.GetAsync(rollup)), StringComparison.Ordinal);
        Assert.DoesNotContain(branch.Id.ToString(), (await township.GetAsync(rollup + "&state=" + Uri.EscapeDataString("完成"))).In("tbody") ?? "", StringComparison.Ordinal);
        var failed = await life.Host.AskAsync<Guid>($"select id from grassroots.member_review where organisation_id = '{branch.Id}' and grade = '4'");
        var settle = $"/{branch.Code}/grassroots/reviews/deeds/settle?id={failed}";
        var settled = await secretary.SubmitAsync(settle, ("follow_done_on", Dates.Format(Clock.Today)), ("follow_up", "支部谈话，限期改正，已改正"));
        var twice = await secretary.SubmitAsync(settle, ("follow_done_on", Dates.Format(Clock.Today)), ("follow_up", "再来一次"));
        Assert.Equal((302, 422), (settled.Status, twice.Status));
    }

    [Fact, Trait("Row", "G2.8")]
    public async Task Talks_fill_the_pairs_that_have_to_talk_and_what_was_said_stays_closed()
    {
        // Below the city: above it there is somebody who answers for many branches.
        var branch = await life.BranchAsync(5, isBelowCity: true);
        var members = await life.MembersAsync(branch);
        await life.Host.DoAsync($"delete from grassroots.talk where organisation_id = '{branch.Id}'; update grassroots.member_post set ended_on = current_date where organisation_id = '{branch.Id}' and ended_on is null");
        foreach (var (member, post) in new[] { (members[0], "001A"), (members[1], "002A"), (members[2], "002K") })
            await life.Host.DoAsync($"insert into grassroots.member_post (member_id, locality_path, post, organisation_name, organisation_id, began_on) values ('{member}', '{branch.Path}', '{post}', '试行支委', '{branch.Id}', '2025-02-01')");
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);
        var gaps = $"/{branch.Code}/grassroots/talks/gaps/{branch.Id}";
        async Task<int> MissingAsync() => (await secretary.GetAsync(gaps)).Document.QuerySelectorAll(".pairs .lt-y").Length;
        // Secretary with two, the two with each other, the team with each of the rest, each of the rest with another.
        var rest = members.Length - 3;
        Assert.Equal(2 + 1 + rest + rest, await MissingAsync());

        async Task<int> TalkAsync(int from, int to, string kind) => (await secretary.SubmitAsync($"/{branch.Code}/grassroots/talks/new", ("topics", "谈问题"), ("kind", kind), ("talked_on", Dates.Format(Clock.Today)), ("from_member_id", members[from].ToString()), ("to_member_id", members[to].ToString()), ("organisation_id", branch.Id.ToString()), ("notes", "家里有困难"))).Status;
        int[] talked = [await TalkAsync(0, 1, "1"), await TalkAsync(2, 3, "3"), await TalkAsync(3, 4, "4")];
        Assert.All(talked, status => Assert.Equal(302, status));

        Assert.Equal(2 + 1 + rest + rest - 4, await MissingAsync());
        Assert.Equal(0L, await life.Host.AskAsync<long>($"select count(*) from grassroots.talk where organisation_id = '{branch.Id}' and notes like '%困难%'"));
        // Opened by the branch for a purpose, on record; not by whoever answers for many branches, though their forms reach the record.
        var talk = await life.Host.AskAsync<Guid>($"select id from grassroots.talk where organisation_id = '{branch.Id}' order by id limit 1");
        string Record(string place) => $"/{place}/grassroots/talks/{talk}";
        (string, string)[] purpose = [("purpose", "数据更正")];
        using var city = await life.Host.SignInAsync(life.Statistics.City.Code, Township);
        using var reader = await life.Host.SignInAsync(branch.Code, "grassroots.life.read");
        var read = await secretary.PostFromAsync(Record(branch.Code), Record(branch.Code) + "?handler=reveal&field=notes", purpose);
        var entries = await life.Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{talk}'");
        Assert.Equal((200, "家里有困难"), (read.Status, read.Text));
        foreach (var (somebody, place) in new[] { (city, life.Statistics.City.Code), (reader, branch.Code) })
        {
            Assert.Equal(200, (await somebody.GetAsync(Record(place))).Status);
            Assert.DoesNotContain("handler=reveal&amp;field=notes", (await somebody.GetAsync(Record(place))).Text, StringComparison.Ordinal);
            Assert.Equal(403, (await somebody.PostFromAsync($"/account/password", Record(place) + "?handler=reveal&field=notes", purpose)).Status);
        }
        Assert.Equal(entries, await life.Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{talk}'"));
    }

    [Fact, Trait("Row", "G2.6")]
    public async Task A_leading_member_who_stays_away_from_the_branch_is_on_the_list_and_committee_meetings_do_not_count()
    {
        var branch = await life.BranchAsync();
        var leader = (await life.MembersAsync(branch))[0];
        await life.Host.DoAsync($"update grassroots.member set is_leading = true where id = '{leader}'; delete from grassroots.attendance where member_id = '{leader}'");
        using var officer = await life.Host.SignInAsync(branch.Home, Township);
        async Task<bool> IsListedAsync() => (await officer.GetAsync($"/{branch.Home}/grassroots/members?rule=members.dual-life")).Text.Contains(leader.ToString(), StringComparison.Ordinal);
        Task AttendAsync(string kind, int count) => life.Host.DoAsync($"""
            with held as (insert into grassroots.meeting (organisation_id, locality_path, kind, topic, held_on, state) select '{branch.Id}', '{branch.Path}', '{kind}', '试', org.today(), '3' from generate_series(1, {count}) returning id, locality_path)
            insert into grassroots.attendance (meeting_id, member_id, locality_path, held_on, standing) select id, '{leader}', locality_path, org.today(), '1' from held
            """);

        await AttendAsync("12", 6);
        var before = await IsListedAsync();
        await AttendAsync("21", 4);

        if (Clock.Today.Month > 3) Assert.True(before);
        Assert.False(await IsListedAsync());
        // The branch reads it on its own page.
        using var secretary = await life.Host.SignInAsync(branch.Code, "grassroots.life.read");
        var leaders = (await secretary.GetAsync($"/{branch.Code}/grassroots/life/branch/{branch.Id}")).Document.QuerySelectorAll("#leaders tbody tr");
        var name = await life.Host.AskAsync<string>($"select name from grassroots.member where id = '{leader}'");
        Assert.Equal([name, "4", "4"], leaders.Single(row => row.TextContent.Contains(name!, StringComparison.Ordinal)).QuerySelectorAll("td").Take(3).Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task Whom_no_meeting_was_held_for_stands_in_no_red_on_the_page_everybody_reads()
    {
        var branch = await life.BranchAsync();
        var members = await life.MembersAsync(branch);
        var (away, fresh) = (members[0], members[1]);
        await life.Host.DoAsync($"update grassroots.member set is_leading = id in ('{away}', '{fresh}') where organisation_id = '{branch.Id}'; delete from grassroots.attendance where member_id in ('{away}', '{fresh}')");
        // A rule that asks for one in every month is broken by who was at none, in January too; only one of the two was expected anywhere.
        await life.Host.DoAsync($"insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('grassroots.members.dual-life', 'count', 12, daterange('2020-01-01', null), '文', '试', '试')");
        await life.Host.DoAsync($"""
            with held as (insert into grassroots.meeting (organisation_id, locality_path, kind, topic, held_on, state) values ('{branch.Id}', '{branch.Path}', '21', '试', org.today(), '3'), ('{branch.Id}', '{branch.Path}', '21', '试', make_date({Clock.Today.Year - 1}, 5, 5), '3') returning id, locality_path, held_on)
            insert into grassroots.attendance (meeting_id, member_id, locality_path, held_on, standing, reason) select id, '{away}', locality_path, held_on, '2', '出差' from held
            """);
        using var secretary = await life.Host.SignInAsync(branch.Code, "grassroots.life.read", "grassroots.members.read");
        async Task<string> LightAsync(Guid of, string year = "") => (await secretary.GetAsync($"/{branch.Code}/grassroots/life/branch/{branch.Id}{year}")).Document.QuerySelectorAll("#leaders tbody tr").Single(row => row.InnerHtml.Contains(of.ToString(), StringComparison.Ordinal)).QuerySelector(".lt")?.TextContent.Trim() ?? "";

        Assert.Equal(("一次没有参加", "次数不足"), (await LightAsync(away), await LightAsync(fresh)));
        Assert.Equal(("一次没有参加", ""), (await LightAsync(away, $"?year={Clock.Today.Year - 1}"), await LightAsync(fresh, $"?year={Clock.Today.Year - 1}")));
        // Where nothing is owed yet, nobody is told of, there or not.
        await life.Host.DoAsync("update org.rule_parameter set value = 0 where rule = 'grassroots.members.dual-life'");
        Assert.Equal(("", ""), (await LightAsync(away), await LightAsync(fresh)));
        await life.Host.DoAsync("delete from org.rule_parameter where rule = 'grassroots.members.dual-life'");
    }

    [Fact, Trait("Row", "G2.10")]
    public async Task Political_birthdays_come_from_the_day_of_joining_and_are_held_by_who_was_there()
    {
        var branch = await life.BranchAsync();
        var members = await life.MembersAsync(branch);
        await life.Host.DoAsync($"update grassroots.member set joined_on = '{Clock.Today.Year - 30}-{Clock.Today:MM}-01' where id = '{members[0]}'; update grassroots.member set joined_on = '{Clock.Today.Year - 7}-{Clock.Today:MM}-02' where id = '{members[1]}'");
        using var secretary = await life.Host.SignInAsync(branch.Code, Secretary);
        // Some days before, the secretary is told on the branch's own page, until it was held; the card is printed from there.
        await life.Host.DoAsync($"update grassroots.member set joined_on = (org.today() + 3 - interval '20 years')::date where id = '{members[2]}'");
        var page = $"/{branch.Code}/grassroots/life/branch/{branch.Id}";
        var soon = await secretary.GetAsync(page);
        var card = $"/{branch.Code}/grassroots/members/documents/birthday-card?id={members[2]}";
        Assert.Contains(card, soon.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await secretary.GetAsync(card)).Status);
        var before = await secretary.GetAsync($"/{branch.Code}/grassroots/life/birthdays");
        await secretary.SubmitAsync(WriteUrl(branch, "41"), Form(Clock.Today, "本月的", ("Ceremony", "4")));
        var after = await secretary.GetAsync($"/{branch.Code}/grassroots/life/birthdays");
        Assert.DoesNotContain(card, (await secretary.GetAsync(page)).Text, StringComparison.Ordinal);

        string RowOf(Answer answer, int member = 0) => answer.Document.QuerySelectorAll("tbody tr").Single(row => row.InnerHtml.Contains(members[member].ToString(), StringComparison.Ordinal)).TextContent;
        Assert.Contains("7 年", RowOf(before, 1), StringComparison.Ordinal);
        Assert.DoesNotContain("逢十", RowOf(before, 1), StringComparison.Ordinal);
        Assert.Contains("30 年", RowOf(before), StringComparison.Ordinal);
        Assert.Contains("逢十", RowOf(before), StringComparison.Ordinal);
        Assert.DoesNotContain("已过", RowOf(before), StringComparison.Ordinal);
        Assert.Contains("已过", RowOf(after), StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G2.11"), Trait("Row", "G2.15")]
    public async Task A_session_that_does_not_begin_with_study_is_counted_out_and_a_decision_needs_votes_that_add_up()
    {
        var committee = await life.Host.AskAsync<Guid>("select id from grassroots.organisation where kind = '142' or left(kind, 2) in ('14', '23') order by code desc limit 1");
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, Township);
        var place = $"/{life.Statistics.City.Code}/grassroots";
        var saved = await officer.SubmitAsync($"{place}/meetings/write?organisation={committee}&kind=31", Form(Clock.Today, "党委会议"));
        var id = saved.Location!.Split('/')[^1];
        (string, string)[] decision = [("Kind", "2"), ("Title", "重大项目安排"), ("Decision", "同意"), ("IsMajor", "true"), ("Matter", "3")];

        var unvoted = await officer.SubmitAsync($"{place}/meetings/item/{id}", decision);
        var wrong = await officer.SubmitAsync($"{place}/meetings/item/{id}", [.. decision, ("Voters", "7"), ("VotesFor", "5"), ("VotesAgainst", "1")]);
        var right = await officer.SubmitAsync($"{place}/meetings/item/{id}", [.. decision, ("Voters", "7"), ("VotesFor", "5"), ("VotesAgainst", "1"), ("VotesAbstained", "1"), ("Dissent", "一人认为时机不成熟"), ("Execution", "2"), ("ExecutionOwner", "分管领导")]);
        var notFirst = await officer.GetAsync($"{place}/meetings/{id}");
        var share = await FirstItemsAsync();
        await life.Host.DoAsync($"update grassroots.meeting_item set rank_order = 90 where meeting_id = '{id}'");
        await life.Host.DoAsync($"insert into grassroots.meeting_item (meeting_id, locality_path, rank_order, kind, title, document, lead) select id, locality_path, 1, '1', '学习', '文件', '某人' from grassroots.meeting where id = '{id}'");

        Assert.Equal((422, 422, 302), (unvoted.Status, wrong.Status, right.Status));
        Assert.Equal(422, (await officer.SubmitAsync($"{place}/meetings/item/{id}", [.. decision.Where(pair => pair.Item1 != "Matter"), ("Matter", ""), ("Voters", "7"), ("VotesFor", "7")])).Status);
        // The report has it under its matter and as far as it is carried out, and once more among the major ones.
        using var counting = await life.Host.SignInAsync(life.Statistics.City.Code, [.. Township, "grassroots.figures.read"]);
        async Task<int[]> ReportAsync(int of) => [.. (await counting.GetAsync($"{place}/reports/decisions")).Document.QuerySelectorAll("tbody tr").Where(row => row.TextContent.Contains("重大项目", StringComparison.Ordinal)).ElementAt(of).QuerySelectorAll("td.num").Select(cell => int.TryParse(cell.TextContent.Trim(), out var count) ? count : 0)];
        var (all, major) = (await ReportAsync(0), await ReportAsync(1));
        await life.Host.DoAsync($"update grassroots.meeting_item set execution = '3' where meeting_id = '{id}' and kind = '2'");
        var (allDone, majorDone) = (await ReportAsync(0), await ReportAsync(1));
        Assert.Equal((all[0], all[2] - 1, all[3] + 1), (allDone[0], allDone[2], allDone[3]));
        Assert.Equal((major[0], major[2] - 1, major[3] + 1), (majorDone[0], majorDone[2], majorDone[3]));
        Assert.Contains("对不上", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("首个议题不是学习", notFirst.Text, StringComparison.Ordinal);
        Assert.Contains("一人认为时机不成熟", notFirst.Text, StringComparison.Ordinal);
        Assert.Equal(share + 1, await FirstItemsAsync());

        async Task<long> FirstItemsAsync()
        {
            var grassroots = life.Statistics.Of("grassroots");
            var (reader, db) = await life.Statistics.ReaderAsync(grassroots, life.Statistics.City);
            await using var _ = db;
            return (await reader.ValuesAsync([grassroots.Figure("first-item")!], default)).Single().Value.Count;
        }
    }
}
