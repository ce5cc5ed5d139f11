using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Grassroots.Transfers.AffairsHost;

namespace OrgWork.Tests.Grassroots.Transfers;

/// <summary>组织关系接转 through its pages: within the platform by both sides, to outside with letter and receipt.</summary>
public sealed class TransferTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    const string Board = $"/{TestHost.Township}/grassroots/transfers", There = $"/{FarTownship}/grassroots/transfers";

    TestHost Host => affairs.Host;

    static async Task<string> OpenAsync(Browser officer, Guid member, int ago = 12)
    {
        var opened = await officer.OpenCaseAsync(Board, member, ("on", Day(ago)), ("reason_code", "1"), ("from_organisation", "本支部"), ("dues_paid_to", ThisMonth));
        Assert.True(opened.Status == 302, opened.Why());
        return opened.Location!;
    }

    static async Task<string> SendAsync(Browser officer, Guid member, int ago = 10, string to = FarTownship)
    {
        var one = await OpenAsync(officer, member, ago + 2);
        await officer.DoStepAsync(one, "approve", ("on", Day(ago)), ("to_organisation", "中共望江镇委员会"), ("receiver_may_approve", "1"), ("outcome", "inside"));
        await officer.DoStepAsync(one, "send", ("on", Day(ago)), ("other", to), ("valid_days", "30"));
        return one;
    }

    static string At(string one, string board) => board + "/" + one[^36..];

    [Fact]
    [Trait("Row", "G4.9")]
    public async Task A_member_is_sent_to_another_county_received_there_and_counted_by_exactly_one_branch_on_any_day()
    {
        var (from, to) = (await affairs.BranchAsync(), await affairs.BranchAsync(FarTownship));
        var member = await affairs.MemberAsync(from, "倪转接");
        await Host.DoAsync($"insert into grassroots.member_honour (member_id, locality_path, kind, title, awarded_on) values ('{member}', '{from.Path}', '0121', '优秀共产党员', '2021-07-01')");
        using var sender = await affairs.OfficerAsync(TestHost.Township);
        using var receiver = await affairs.OfficerAsync(FarTownship);
        var one = await SendAsync(sender, member);

        // The other side sees the case and what the letter says, and not the member.
        Assert.Contains("倪转接", (await receiver.GetAsync(There)).In("tbody"));
        var seen = await receiver.GetAsync(At(one, There));
        Assert.Equal(200, seen.Status);
        Assert.DoesNotContain("人员档案", seen.Text);
        Assert.Equal(404, (await receiver.GetAsync($"/{FarTownship}/grassroots/members/{member}")).Status);

        await receiver.DoStepAsync(At(one, There), "receive", ("on", Day(3)), ("outcome", "accepted"), ("organisation_id", to.Id.ToString()));

        Assert.Equal($"{to.Id}|{to.Path}", await Host.AskAsync<string>($"select organisation_id || '|' || locality_path from grassroots.member where id = '{member}'"));
        Assert.Equal(200, (await receiver.GetAsync($"/{FarTownship}/grassroots/members/{member}")).Status);
        Assert.Equal(404, (await sender.GetAsync($"/{TestHost.Township}/grassroots/members/{member}")).Status);
        // What hangs on the member came along; who looks for the name finds it there and not here.
        Assert.Equal(to.Path, await Host.AskAsync<string>($"select string_agg(distinct locality_path, ',') from (select locality_path from grassroots.member_honour where member_id = '{member}' union all select locality_path from grassroots.member_move where member_id = '{member}' union all select locality_path from grassroots.member_gram where row_id = '{member}') x"));
        Assert.Contains("倪", (await receiver.GetAsync($"/{FarTownship}/grassroots/members?q=倪转接")).In("tbody"));
        Assert.Equal($"100|{Clock.Today.AddDays(-3):yyyy-MM-dd}|本支部|{to.Name}", await Host.AskAsync<string>($"select kind || '|' || moved_on || '|' || from_organisation || '|' || to_organisation from grassroots.member_move where member_id = '{member}'"));
        // Until the day of acceptance here, from that day on there.
        foreach (var (ago, there) in ((int, bool)[])[(20, false), (4, false), (3, true), (0, true)])
            Assert.Equal((ago, there ? to.Id : from.Id), (ago, await Host.AskAsync<Guid>($"select organisation_id from grassroots.member_history where id = '{member}' and valid_from <= org.today() - {ago} and valid_to > org.today() - {ago}")));
        // Both sides still see the case, done.
        Assert.Contains("接收", (await sender.GetAsync(one)).In(".who"));
        Assert.Contains("倪转接", (await receiver.GetAsync(There + "?state=done")).In("tbody"));
    }

    [Fact]
    public async Task A_transfer_too_long_on_its_way_is_red_on_the_branchs_the_townships_and_both_counties_boards()
    {
        var from = await affairs.BranchAsync();
        using var sender = await affairs.OfficerAsync(TestHost.Township);
        await SendAsync(sender, await affairs.MemberAsync(from, "迟在途"), 40);
        foreach (var (signed, place) in ((string, string)[])[(from.Code, from.Code), (TestHost.Township, TestHost.Township), (TestHost.County, TestHost.County), (FarTownship, FarTownship), (TestHost.Neighbour, TestHost.Neighbour), (TestHost.City, TestHost.City)])
        {
            using var officer = await affairs.OfficerAsync(signed);
            var board = await officer.GetAsync($"/{place}/grassroots/transfers?light=red");
            Assert.True(board.In("tbody")?.Contains("迟在途", StringComparison.Ordinal) == true, $"{place}: {board.Status} {board.In("main")}");
        }
    }

    [Fact]
    public async Task Another_branch_another_county_and_a_reader_do_nothing_and_see_only_what_is_theirs()
    {
        var (from, beside) = (await affairs.BranchAsync(), await affairs.BranchAsync());
        using var sender = await affairs.OfficerAsync(TestHost.Township);
        var one = await OpenAsync(sender, await affairs.MemberAsync(from, "别人事"));
        using var secretary = await affairs.OfficerAsync(beside.Code);
        using var stranger = await affairs.OfficerAsync(FarTownship);
        using var reader = await Host.SignInAsync(TestHost.Township, "grassroots.transfers.read");
        using var nobody = await Host.SignInAsync(TestHost.Township, "grassroots.members.read");

        // By address.
        foreach (var (browser, board) in new[] { (secretary, $"/{beside.Code}/grassroots/transfers"), (stranger, There) })
        {
            Assert.DoesNotContain("别人事", (await browser.GetAsync(board)).Text);
            foreach (var path in new[] { "", "/act/approve", "/turn/return", "/turn/stop", "/turn/delegate" }) Assert.Equal((path, 404), (path, (await browser.GetAsync(At(one, board) + path)).Status));
            Assert.True((await browser.GetAsync(one)).Status is 403 or 404);
        }
        Assert.Equal((200, 200), ((await reader.GetAsync(Board)).Status, (await reader.GetAsync(one)).Status));
        foreach (var path in new[] { "/act/approve", "/turn/stop" }) Assert.Equal(403, (await reader.GetAsync(one + path)).Status);
        Assert.Equal(403, (await reader.GetAsync(Board + "/new")).Status);
        Assert.Equal((403, 403), ((await nobody.GetAsync(Board)).Status, (await nobody.GetAsync(one)).Status));
        Assert.DoesNotContain("btn-main", (await reader.GetAsync(one)).Document.QuerySelector(".page-head")!.InnerHtml);

        // By a form of their own that is sent elsewhere.
        var own = await OpenAsync(sender, await affairs.MemberAsync(from, "自己事"));
        var form = (await sender.GetAsync($"{own}/act/approve")).FormOf();
        (string, string)[] answers = [("on", Day(1)), ("to_organisation", "某委员会"), ("receiver_may_approve", "1"), ("outcome", "inside")];
        Assert.True((await secretary.SendAsync($"{one}/act/approve", form, answers)).Status is 400 or 403 or 404);
        Assert.True((await secretary.SendAsync($"{At(one, $"/{beside.Code}/grassroots/transfers")}/act/approve", form, answers)).Status is 400 or 404);
        Assert.True((await reader.SendAsync($"{one}/act/approve", form, answers)).Status is 400 or 403);
        Assert.True((await stranger.SendAsync($"{At(one, There)}/act/approve", form, answers)).Status is 400 or 404);
        Assert.Equal("approve|1", await Host.AskAsync<string>($"select step || '|' || acts from org.procedure_case where id = '{one[^36..]}'"));
    }

    [Fact]
    public async Task A_branch_secretary_applies_for_the_own_branch_and_the_committees_step_is_refused()
    {
        var (own, other) = (await affairs.BranchAsync(), await affairs.BranchAsync());
        var (mine, theirs) = (await affairs.MemberAsync(own, "本支部人"), await affairs.MemberAsync(other, "他支部人"));
        using var secretary = await affairs.OfficerAsync(own.Code);
        var board = $"/{own.Code}/grassroots/transfers";
        (string, string)[] answers = [("on", Day(2)), ("reason_code", "1"), ("from_organisation", own.Name), ("dues_paid_to", ThisMonth)];

        Assert.Equal(422, (await secretary.OpenCaseAsync(board, theirs, answers)).Status);
        var opened = await secretary.OpenCaseAsync(board, mine, answers);
        Assert.True(opened.Status == 302, opened.Why());
        var refused = await secretary.ActAsync(opened.Location!, "approve", ("on", Day(1)), ("to_organisation", "某委员会"), ("receiver_may_approve", "1"), ("outcome", "inside"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("枫岭镇的基层党委办理", refused.In(".refuse"));
        // The case lies with the branch, and the township finds it among its own.
        Assert.Equal(own.Path, await Host.AskAsync<string>($"select locality_path from org.procedure_case where id = '{opened.Location![^36..]}'"));
        using var township = await affairs.OfficerAsync(TestHost.Township);
        Assert.Contains("本支部人", (await township.GetAsync(Board + "?mine=1")).In("tbody"));
    }

    [Fact]
    public async Task The_side_whose_turn_it_is_not_is_refused_and_nobody_takes_a_member_into_anothers_branch()
    {
        var (from, to, elsewhere) = (await affairs.BranchAsync(), await affairs.BranchAsync(FarTownship), await affairs.BranchAsync());
        var member = await affairs.MemberAsync(from, "轮不到");
        using var sender = await affairs.OfficerAsync(TestHost.Township);
        using var receiver = await affairs.OfficerAsync(FarTownship);
        var one = await SendAsync(sender, member);

        // The sender cannot receive for the other; the receiver cannot go back to the sender's steps, nor end the case.
        Assert.Equal(422, (await sender.ActAsync(one, "receive", ("on", Day(1)), ("outcome", "accepted"), ("organisation_id", from.Id.ToString()))).Status);
        Assert.Contains("退回转出地", (await receiver.FillAsync(At(one, There) + "/turn/stop", ("reason", "不要"))).Text);
        Assert.Equal(422, (await receiver.ActAsync(At(one, There), "send", ("on", Day(1)), ("other", TestHost.Township), ("valid_days", "30"))).Status);
        // A branch that does not lie with the receiver, though the form says so.
        Assert.Equal(422, (await receiver.ActAsync(At(one, There), "receive", ("on", Day(1)), ("outcome", "accepted"), ("organisation_id", elsewhere.Id.ToString()))).Status);
        // Too early: before it was sent.
        var early = await receiver.ActAsync(At(one, There), "receive", ("on", Day(11)), ("outcome", "accepted"), ("organisation_id", to.Id.ToString()));
        Assert.Contains($"最早为 {Day(10)}", early.In(".refuse"));
        Assert.Equal($"{from.Id}", await Host.AskAsync<string>($"select organisation_id::text from grassroots.member where id = '{member}'"));

        // Whoever asks the database directly is refused as well: it is not their turn.
        await using var db = Host.Platform.Databases.Of(Host.Platform.Current!.Modules.First(module => module.Manifest.Id == "grassroots").Manifest).OpenForWriting(Scope.Subtree(from.Path, Guid.NewGuid()), Actor.System);
        var thrown = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.FirstAsync<int>("select org.carry_subject(@one, 'member', 'organisation_id', @to)", new { one = Guid.Parse(one[^36..]), to = to.Id }));
        Assert.Equal("42501", thrown.SqlState);
    }

    [Fact]
    public async Task What_is_sent_back_is_sent_again_elsewhere_what_was_just_sent_is_withdrawn_and_a_step_is_delegated()
    {
        var from = await affairs.BranchAsync();
        var member = await affairs.MemberAsync(from, "退回人");
        using var sender = await affairs.OfficerAsync(TestHost.Township);
        using var receiver = await affairs.OfficerAsync(FarTownship);
        using var secretary = await affairs.OfficerAsync(from.Code);
        var one = await SendAsync(sender, member);

        await receiver.DoStepAsync(At(one, There), "receive", ("on", Day(8)), ("outcome", "back"), ("back_reason", "居住地不在本镇"));
        Assert.Contains("居住地不在本镇", (await sender.GetAsync(one)).Text);
        Assert.Equal("approve", await Host.AskAsync<string>($"select step from org.procedure_case where id = '{one[^36..]}'"));

        // The committee lets the branch do it this once; then it is the committee's again.
        Assert.Equal(422, (await sender.FillAsync(one + "/turn/delegate", ("reason", ""))).Status);
        Assert.Equal(302, (await sender.FillAsync(one + "/turn/delegate", ("reason", "委员外出，由支部代办"))).Status);
        await secretary.DoStepAsync(At(one, $"/{from.Code}/grassroots/transfers"), "approve", ("on", Day(7)), ("to_organisation", "中共望川县城关镇委员会"), ("receiver_may_approve", "1"), ("outcome", "inside"));
        Assert.Equal(422, (await secretary.ActAsync(At(one, $"/{from.Code}/grassroots/transfers"), "send", ("on", Day(6)), ("other", TestHost.Neighbour), ("valid_days", "30"))).Status);

        await sender.DoStepAsync(one, "send", ("on", Day(6)), ("other", TestHost.Neighbour), ("valid_days", "30"));
        Assert.Equal(302, (await sender.FillAsync(one + "/turn/withdraw", ("reason", "选错了转入地"))).Status);
        Assert.Equal("send", await Host.AskAsync<string>($"select step from org.procedure_case where id = '{one[^36..]}'"));
        await sender.DoStepAsync(one, "send", ("on", Day(5)), ("other", FarTownship), ("valid_days", "10"));
        var feed = (await sender.GetAsync(one)).In(".feed")!;
        foreach (var word in new[] { "委托", "撤回", "选错了转入地", "居住地不在本镇" }) Assert.Contains(word, feed);
    }

    [Fact]
    public async Task To_outside_the_letters_days_are_the_rules_the_receipt_ends_it_and_what_is_late_is_red_and_needs_approval()
    {
        var from = await affairs.BranchAsync();
        var (member, late) = (await affairs.MemberAsync(from, "外转人"), await affairs.MemberAsync(from, "过期人"));
        using var officer = await affairs.OfficerAsync(TestHost.Township, "grassroots.documents.letters");
        (string, string)[] approval = [("to_organisation", "中共石城市某街道工作委员会"), ("receiver_may_approve", "1"), ("outcome", "outside")];
        var one = await OpenAsync(officer, member, 30);
        // Who has no power to admit cannot take a member.
        Assert.Contains("没有审批预备党员的权限", (await officer.ActAsync(one, "approve", ("on", Day(29)), ("to_organisation", "某支部"), ("receiver_may_approve", "0"), ("outcome", "outside"))).In(".refuse"));
        await officer.DoStepAsync(one, "approve", [("on", Day(29)), .. approval]);
        Assert.Equal("30", (await officer.GetAsync($"{one}/act/letter")).Document.QuerySelector("#valid_days")!.GetAttribute("value"));
        Assert.Contains("应不超过 90 天", (await officer.ActAsync(one, "letter", ("on", Day(28)), ("letter_no", "枫组转〔2026〕1号"), ("valid_days", "91"))).In(".refuse"));
        await officer.DoStepAsync(one, "letter", ("on", Day(28)), ("letter_no", "枫组转〔2026〕1号"), ("valid_days", "30"));
        var page = await officer.GetAsync(one);
        Assert.Contains("打印介绍信", page.In(".page-head"));
        Assert.Contains("剩 2 天", page.In(".who"));
        Assert.Equal(422, (await officer.ActAsync(one, "receipt", ("on", Day(1)), ("outcome", "returned"))).Status);
        Assert.Contains("应在开出介绍信之后", (await officer.ActAsync(one, "receipt", ("on", Day(1)), ("outcome", "returned"), ("received_on", Day(29)))).In(".refuse"));
        await officer.DoStepAsync(one, "receipt", ("on", Day(1)), ("outcome", "returned"), ("received_on", Day(6)));
        Assert.Equal($"{Clock.Today.AddDays(-6):yyyy-MM-dd}|200", await Host.AskAsync<string>($"select left_on || '|' || left_kind from grassroots.member where id = '{member}'"));
        Assert.Equal("枫组转〔2026〕1号", await Host.AskAsync<string>($"select letter_no from grassroots.member_move where member_id = '{member}'"));
        Assert.DoesNotContain("外转人", (await officer.GetAsync($"/{TestHost.Township}/grassroots/members?q=外转人")).In("tbody") ?? "");

        // Expired: red; accepted all the same only with approval; or a new letter.
        var two = await OpenAsync(officer, late, 60);
        await officer.DoStepAsync(two, "approve", [("on", Day(59)), .. approval]);
        await officer.DoStepAsync(two, "letter", ("on", Day(58)), ("letter_no", "枫组转〔2026〕2号"), ("valid_days", "30"));
        Assert.Contains("过期人", (await officer.GetAsync(Board + "?light=red")).In("tbody"));
        var overdue = await officer.ActAsync(two, "receipt", ("on", Day(1)), ("outcome", "returned"), ("received_on", Day(20)));
        Assert.Contains("需经批准", overdue.Text);
        await officer.DoStepAsync(two, "receipt", ("on", Day(1)), ("outcome", "expired"));
        Assert.Equal("letter|", await Host.AskAsync<string>($"select step || '|' || coalesce(facts ->> 'letter_no', '') from org.procedure_case where id = '{two[^36..]}'"));
    }

    [Fact]
    public async Task Letters_are_checked_against_the_places_own_limit_when_printed_and_running_cases_follow_a_parameter_that_changes()
    {
        var from = await affairs.BranchAsync();
        var member = await affairs.MemberAsync(from, "限期人");
        using var officer = await affairs.OfficerAsync(TestHost.County, "grassroots.documents.letters", "grassroots.rules.read", "grassroots.rules.edit", "grassroots.admission.read", "grassroots.admission.act");
        var letter = $"/{TestHost.County}/grassroots/members/documents/transfer-letter?ids={member:N}";
        const string rule = $"/{TestHost.County}/grassroots/rules/transfers.letter-days", looks = $"/{TestHost.County}/grassroots/rules/admission.half-year-look";
        Assert.Equal("30", (await officer.GetAsync(letter)).Document.QuerySelector("[name=valid_days]")!.GetAttribute("value"));
        Assert.Equal(302, (await officer.FillAsync(rule, ("Parameter", "days"), ("Value", "60"), ("From", Day(0)), ("Basis", "县委组织部通知"), ("Reason", "试行"))).Status);
        Assert.Equal(302, (await officer.FillAsync(rule, ("Parameter", "usual"), ("Value", "15"), ("From", Day(0)), ("Basis", "县委组织部通知"), ("Reason", "试行"))).Status);
        Assert.Equal("15", (await officer.GetAsync(letter)).Document.QuerySelector("[name=valid_days]")!.GetAttribute("value"));
        Assert.Contains("最多 60（", (await officer.FillAsync(letter + "&handler=word", ("valid_days", "61"), ("to_head", "某市委组织部"), ("to_organisation", "某党委"), ("sender", "中共枫岭镇委员会"), ("number_mark", "枫组转"), ("purpose", "转接"))).Text);

        // 半年考察改为每季度：在办的案子期限跟着变，别县的不变。
        var (mine, theirs) = (await FosteringAsync(from), await FosteringAsync(await affairs.BranchAsync(FarTownship)));
        var activist = Clock.Today.AddMonths(-4);
        var changed = await officer.FillAsync(looks, ("Parameter", "months"), ("Value", "3"), ("From", Day(0)), ("Basis", "县委组织部通知"), ("Reason", "从严"));
        Assert.Equal(302, changed.Status);
        Assert.Contains("在办的 1 件期限已重新计算", (await officer.GetAsync(looks)).Text);
        Assert.Equal(activist.AddMonths(3), await Host.AskAsync<DateOnly>($"select due_on from org.procedure_case where id = '{mine}'"));
        Assert.Equal(activist.AddMonths(6), await Host.AskAsync<DateOnly>($"select due_on from org.procedure_case where id = '{theirs}'"));
        Assert.Contains("在培人", (await officer.GetAsync($"/{TestHost.County}/grassroots/admission?light=red")).In("tbody"));
        // What takes effect on a later day is found in the night.
        await Host.DoAsync($"update org.rule_parameter set valid = daterange(org.today() + 1, null) where parameter = 'months' and rule = 'grassroots.admission.half-year-look'");
        var module = Host.Platform.Current!.Modules.First(module => module.Manifest.Id == "grassroots");
        async Task<Db> NightlyAsync() => Host.Platform.Databases.Of(module.Manifest).OpenForWriting(Scope.Subtree(await affairs.PathOfAsync(TestHost.City), Guid.NewGuid()), Actor.System);
        // Somebody acts upon the case at that very moment: it has reckoned its own, and the night has nothing to tell.
        await using (var late = await NightlyAsync())
        {
            await using var acting = await Host.Admin.OpenConnectionAsync();
            await using var act = await acting.BeginTransactionAsync();
            await using (var held = new Npgsql.NpgsqlCommand($"update org.procedure_case set version = version + 1 where id = '{mine}'", acting, act)) await held.ExecuteNonQueryAsync();
            var settling = CaseLights.SettleAsync(late, module.Procedures, null, default);
            for (var tries = 0; tries < 200 && !await Host.AskAsync<bool>("select exists (select from pg_locks where not granted)"); tries++) await Task.Delay(20);
            await act.CommitAsync();
            Assert.Equal(0, await settling);
            await late.CommitAsync();
        }
        await using var db = await NightlyAsync();
        Assert.Equal(1, await CaseLights.SettleAsync(db, module.Procedures, null, default));
    }

    /// <summary>An activist of four months whom nobody has looked at yet.</summary>
    async Task<Guid> FosteringAsync(Branch branch)
    {
        var applicant = await affairs.ApplicantAsync(branch, "在培人");
        var activist = Clock.Today.AddMonths(-4);
        return await Host.AskAsync<Guid>($$"""
            insert into org.procedure_case (id, locality_path, acts_path, module, procedure, number, title, subject_id, step, stage, facts, opened_on, step_since, warn_on, due_on)
            values (gen_random_uuid(), '{{branch.Path}}', '{{branch.Path}}', 'grassroots', 'admission', '{{branch.Code}}-1', '在培人', '{{applicant}}', 'foster', 2, '{"applied_on": "2025-01-01", "activist_on": "{{activist:yyyy-MM-dd}}"}', '2025-01-01', '{{activist:yyyy-MM-dd}}', '{{activist.AddMonths(6).AddDays(-30):yyyy-MM-dd}}', '{{activist.AddMonths(6):yyyy-MM-dd}}') returning id
            """);
    }

    [Fact]
    public async Task One_meeting_decides_many_transfers_each_checked_for_itself()
    {
        var from = await affairs.BranchAsync();
        using var officer = await affairs.OfficerAsync(TestHost.Township);
        var cases = new List<string>();
        foreach (var (name, ago) in ((string, int)[])[("批甲", 12), ("批乙", 11), ("批丙", 1)]) cases.Add(await OpenAsync(officer, await affairs.MemberAsync(from, name), ago));
        var answer = await officer.SubmitAsync(Board + "/batch?" + string.Join('&', cases.Select(one => "id=" + one[^36..])), ("on", Day(5)), ("to_organisation", "中共望江镇委员会"), ("receiver_may_approve", "1"), ("outcome", "inside"));
        Assert.Contains("已办 2 件，没有办的 1 件", answer.Text);
        Assert.Equal(2, await Host.AskAsync<long>($"select count(*) from org.procedure_case where step = 'send' and id in ({string.Join(',', cases.Select(one => $"'{one[^36..]}'"))})"));
    }
}
