using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>Ready programmes for what one place does and another does not: taken from the shelf by the click, filled in through their pages, lit and counted as the inventory says.</summary>
public sealed class GrassrootsShelfTests(ShelfHost<GrassrootsShelfTests> shelf) : IClassFixture<ShelfHost<GrassrootsShelfTests>>
{
    Browser Officer => shelf.Officer;
    static string In(int days) => Dates.Format(Clock.Today.AddDays(days));

    /// <summary>Enters a row through the form; its id comes back.</summary>
    async Task<string> EnterAsync(string register, params (string, string)[] fields)
    {
        var made = await Officer.SubmitAsync($"{register}/new", fields);
        Assert.True(made.Status == 302, $"{register}: {made.Why()}");
        return made.Location!.Split('/')[^1].Split('?')[0];
    }

    async Task PartAsync(string register, string row, string list, params (string, string)[] fields)
    {
        var made = await Officer.SubmitAsync($"{register}/{row}/{list}/new", fields);
        Assert.True(made.Status == 302, $"{list}: {made.Why()}");
    }

    async Task<bool> IsLitAsync(string register, string light, string id) => (await Officer.GetAsync($"{register}?rule={light}")).Text.Contains(id, StringComparison.Ordinal);

    /// <summary>The county's own value, as its page shows it.</summary>
    async Task CountsAsync(string module, string figure, string value)
    {
        var page = await Officer.GetAsync($"{module}/figures/{figure}");
        Assert.Equal(value, page.In("#by-place tr.sum td.num")?.Replace(".0", "", StringComparison.Ordinal));
    }

    [Fact, Trait("Row", "G1.10")]
    public async Task A_joint_committee_is_lit_until_its_conditions_hold_and_keeps_villages_projects_and_meetings()
    {
        var home = shelf["zhongxincun-lianhe-dangwei"].Home;
        var joint = shelf["zhongxincun-lianhe-dangwei"];
        var id = await EnterAsync($"{home}/committees", ("name", "云峰中心村联合党委"), ("centre", "云峰村"), ("secretary", "梁向东"), ("near", "1"), ("industry", "1"), ("strong", "1"), ("willing", "0"));
        var one = await joint.OpenAsync(Guid.Parse(id), ("on", In(-130)));
        await joint.StepAsync(one, "conditions", 120, ("words", "连片"), ("outcome", "ready"));
        // Approved before all conditions are ticked: the step is not taken, with the reason, and nothing of it stands in the record.
        Assert.Contains("条件没有全部具备就批准", (await joint.TryStepAsync(one, "approve", 100, ("paper", "批〔2026〕3号"))).Text, StringComparison.Ordinal);
        Assert.Equal("0", await joint.AskAsync<string>($"select count(coalesce(approved_on::text, document))::text from {{m}}.committees where id = '{id}'"));
        Assert.Equal(302, (await Officer.SubmitAsync($"{home}/committees/{id}/edit", ("willing", "1"))).Status);
        await joint.StepAsync(one, "approve", 100, ("paper", "批〔2026〕3号"));
        Assert.True(await IsLitAsync($"{home}/committees", "few", id));
        Assert.True(await IsLitAsync($"{home}/committees", "silent", id));
        foreach (var village in new[] { "甲村", "乙村" }) await PartAsync($"{home}/committees", id, "villages", ("village", village), ("members", "40"), ("above", "镇党委"));
        await PartAsync($"{home}/committees", id, "meetings", ("held_on", In(-3)), ("topics", "共用冷库"));
        await PartAsync($"{home}/committees", id, "projects", ("project", "冷库"), ("money", "120"));
        Assert.False(await IsLitAsync($"{home}/committees", "few", id));
        Assert.False(await IsLitAsync($"{home}/committees", "silent", id));
        Assert.Contains("甲村", (await Officer.GetAsync($"{home}/committees/{id}?tab=villages")).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G8.10")]
    public async Task A_firm_that_has_grown_is_lit_until_its_party_building_was_looked_at()
    {
        var home = shelf["gezhuanqi-dangjian"].Home;
        var id = await EnterAsync($"{home}/firms", ("name", "云岭果业"), ("stage", "3"), ("changed_on", In(-45)), ("members", "4"));
        await PartAsync($"{home}/firms", id, "stages", ("stage", "小升规"), ("on_day", In(-45)));
        Assert.True(await IsLitAsync($"{home}/firms", "unchecked", id));
        Assert.Equal(302, (await Officer.SubmitAsync($"{home}/firms/{id}/edit", ("checked_on", In(-1)), ("result", "1"))).Status);
        Assert.False(await IsLitAsync($"{home}/firms", "unchecked", id));
        await CountsAsync(home, "handled", "100");
        await CountsAsync(home, "built", "1");
    }

    [Fact, Trait("Row", "G8.13")]
    public async Task Demo_streets_are_counted_against_the_target_of_the_year()
    {
        var home = shelf["liangxin-shifandian"].Home;
        var id = await EnterAsync($"{home}/years", ("name", "本年创建"), ("year", $"{Clock.Today.Year}"), ("streets_target", "1"), ("sites_target", "0"));
        Assert.True(await IsLitAsync($"{home}/years", "streets", id));
        var street = await EnterAsync($"{home}/demo_streets", ("name", "滨河街"), ("unit_count", "12"));
        await PartAsync($"{home}/years", id, "planned", ("street_id", street));
        // Planned is not yet done; the plan knows when the street itself is accepted.
        Assert.True(await IsLitAsync($"{home}/years", "streets", id));
        Assert.Equal(302, (await Officer.FillAsync($"{home}/demo_streets/{street}/edit", ("accepted_on", In(-1)))).Status);
        Assert.False(await IsLitAsync($"{home}/years", "streets", id));
        await CountsAsync(home, "streets", "1");
    }

    [Fact, Trait("Row", "G9.15")]
    public async Task A_village_without_a_student_is_lit_and_coverage_follows()
    {
        var home = shelf["yicun-yiming-daxuesheng"].Home;
        var (one, two) = (await EnterAsync($"{home}/villages", ("name", "上村"), ("planned", "1"), ("contact", "甲")), await EnterAsync($"{home}/villages", ("name", "下村"), ("planned", "1"), ("contact", "乙")));
        Assert.True(await IsLitAsync($"{home}/villages", "none", one) && await IsLitAsync($"{home}/villages", "none", two));
        await PartAsync($"{home}/villages", one, "students", ("student", "学员甲"), ("school", "某学院"), ("major", "农学"), ("mode", "1"), ("began_on", In(-700)), ("status", "2"), ("graduated_on", In(-10)));
        Assert.False(await IsLitAsync($"{home}/villages", "none", one));
        Assert.True(await IsLitAsync($"{home}/villages", "idle", one));
        await CountsAsync(home, "coverage", "50");
    }

    [Fact, Trait("Row", "G9.16")]
    public async Task Who_came_back_is_reviewed_every_year_and_who_stays_is_a_share_of_who_was_hired()
    {
        var home = shelf["huicun-daxuesheng"].Home;
        var stays = await EnterAsync($"{home}/people", ("name", "归来甲"), ("round", "第一批"), ("village", "上村"), ("school", "某大学"), ("until_on", In(60)));
        var left = await EnterAsync($"{home}/people", ("name", "归来乙"), ("round", "第一批"), ("village", "下村"), ("school", "某大学"), ("left_on", In(-100)));
        // Hired last week: nobody can say yet whether they stay.
        var fresh = await EnterAsync($"{home}/people", ("name", "归来丙"), ("round", "第二批"), ("village", "上村"), ("school", "某大学"));
        await CountsAsync(home, "hired", "0");
        foreach (var (person, marks, ago) in ((string, string, int)[])[(stays, "86", 500), (left, "80", 400), (fresh, "90", 7)])
        {
            var one = await shelf["huicun-daxuesheng"].OpenAsync(Guid.Parse(person), ("on", In(-ago - 30)));
            await shelf["huicun-daxuesheng"].StepAsync(one, "qualify", ago + 25, ("outcome", "fit"));
            await shelf["huicun-daxuesheng"].StepAsync(one, "exam", ago + 10, ("marks", marks), ("outcome", "listed"));
            await shelf["huicun-daxuesheng"].StepAsync(one, "hire", ago, ("outcome", "hired"));
        }
        Assert.True(await IsLitAsync($"{home}/people", "unreviewed", stays) && await IsLitAsync($"{home}/people", "ending", stays));
        await PartAsync($"{home}/people", stays, "reviews", ("year", $"{Clock.Today.Year - 1}"), ("held_on", In(-30)), ("grade", "1"));
        Assert.False(await IsLitAsync($"{home}/people", "unreviewed", stays));
        await CountsAsync(home, "hired", "3");
        await CountsAsync(home, "kept", "50");
        // Who left after the months had run stayed as long as is asked.
        Assert.Equal(302, (await Officer.SubmitAsync($"{home}/people/{left}/edit", ("left_on", In(-10)))).Status);
        await CountsAsync(home, "kept", "100");
        Assert.Equal(200, (await Officer.GetAsync($"{home}/people?hired_on.from=2000.01.01&left_on.none=1")).Status);
    }

    [Fact, Trait("Row", "G9.23")]
    public async Task Each_on_the_path_has_a_stage_a_next_step_and_its_day()
    {
        var path = shelf["zhuanye-zhili-rencai"];
        var home = path.Home;
        var id = await EnterAsync($"{home}/people", ("name", "培养甲"), ("organisation", "某社区党委"), ("role", "1"), ("stage", "5"), ("next_on", In(-1)));
        // Nobody types a stage: each is reached by its step, and left again by going back.
        await StageAsync("");
        Assert.True(await IsLitAsync($"{home}/people", "late", id));
        var one = await path.OpenAsync(Guid.Parse(id), ("on", In(-300)));
        await StageAsync("1");
        await path.StepAsync(one, "train", 250, ("hours", "40"));
        await StageAsync("2");
        await path.StepAsync(one, "follow", 120, ("mentor", "陶静"));
        Assert.Contains(id, (await Officer.GetAsync($"{home}/people?stage=3")).Text, StringComparison.Ordinal);
        Assert.True(await IsLitAsync($"{home}/people", "late", id));
        await path.StepAsync(one, "certify", 100, ("outcome", "again"));
        await StageAsync("2");
        await path.StepAsync(one, "follow", 60, ("mentor", "陶静"));
        await path.StepAsync(one, "certify", 50, ("outcome", "pass"), ("paper", "治理证字3号"));
        await CountsAsync(home, "certified", "1");
        await CountsAsync(home, "used", "0");
        await path.StepAsync(one, "use", 10, ("assigned", "网格党支部书记"));
        Assert.Equal("5 治理证字3号 网格党支部书记", await path.AskAsync<string>($"select concat_ws(' ', stage, certificate, post) from {{m}}.people where id = '{id}'"));
        Assert.False(await IsLitAsync($"{home}/people", "late", id));
        Assert.False(await IsLitAsync($"{home}/people", "unposted", id));
        await CountsAsync(home, "used", "100");

        async Task StageAsync(string stage) => Assert.Equal(stage, await path.AskAsync<string>($"select coalesce(stage, '') from {{m}}.people where id = '{id}'"));
    }

    [Fact, Trait("Row", "G8.12")]
    public async Task A_loan_without_a_grade_is_held_up_one_with_a_reason_is_answered_by_the_bank_and_looked_after_and_its_amount_counts()
    {
        var home = shelf["hongse-dongli-dai"].Home;
        // Nobody types a grade: who is on no ledger has none, and is not recommended without a reason and an approver.
        var none = await Officer.SubmitAsync($"{home}/loans/new", ("name", "没有等次的企业"), ("applied_on", In(-40)), ("grade", "五星"), ("asked", "50"));
        Assert.Equal(422, none.Status);
        (string, string)[] approved = [("WaiverReason", "新建党组织，尚未评星"), ("WaiverApprover", "部长会"), ("WaiverOn", In(-1))];
        var slow = await EnterAsync($"{home}/loans", [("name", "没有等次的企业"), ("applied_on", In(-40)), ("grade", "五星"), ("asked", "50"), .. approved]);
        Assert.DoesNotContain("五星", (await Officer.GetAsync($"{home}/loans/{slow}")).In("main") ?? "", StringComparison.Ordinal);
        Assert.True(await IsLitAsync($"{home}/loans", "slow", slow));
        var lent = await EnterAsync($"{home}/loans", [("name", "放了款的企业"), ("applied_on", In(-260)), ("asked", "100"), ("bank", "某银行"), .. approved]);
        var loans = shelf["hongse-dongli-dai"];
        var one = await loans.OpenAsync(Guid.Parse(lent), ("on", In(-258)));
        await loans.StepAsync(one, "grade_check", 256, ("outcome", "ok"));
        await loans.StepAsync(one, "recommend", 252);
        await CountsAsync(home, "count", "0");
        await loans.StepAsync(one, "bank", 230, ("answer", "1"), ("lent", "80"), ("outcome", "lent"));
        Assert.True(await IsLitAsync($"{home}/loans", "unfollowed", lent));
        await CountsAsync(home, "count", "1");
        await CountsAsync(home, "amount", "80");
        Assert.Equal(302, (await Officer.SubmitAsync($"{home}/loans/{lent}/edit", ("followed_on", In(0)))).Status);
        Assert.False(await IsLitAsync($"{home}/loans", "unfollowed", lent));
    }

    [Fact, Trait("Row", "G9.22")]
    public async Task Five_titles_of_one_s_own_have_candidates_marks_a_title_and_a_check_every_year()
    {
        var home = shelf["wuming-xingdong"].Home;
        // The place names its actions itself and says what each asks for.
        var (first, second) = (await EnterAsync($"{home}/actions", ("name", "名书记"), ("number", "1")), await EnterAsync($"{home}/actions", ("name", "名讲师"), ("number", "2")));
        Assert.True(await IsLitAsync($"{home}/actions", "unmeasured", second));
        await PartAsync($"{home}/actions", second, "standards", ("standard", "一年讲党课十次以上"), ("points", "60"));
        Assert.False(await IsLitAsync($"{home}/actions", "unmeasured", second));
        Assert.True(await IsLitAsync($"{home}/actions", "hundred", second));
        await PartAsync($"{home}/actions", second, "standards", ("standard", "群众听得懂"), ("points", "40"));
        Assert.False(await IsLitAsync($"{home}/actions", "hundred", second));
        Assert.Contains("一年讲党课十次以上", (await Officer.GetAsync($"{home}/actions/{second}?tab=standards")).In("main"), StringComparison.Ordinal);
        var id = await EnterAsync($"{home}/candidates", ("name", "书记甲"), ("organisation", "某村党总支"), ("action_id", second), ("recommended_by", "某镇党委"), ("recommended_on", In(-500)), ("merits", "能讲能干"));
        var titles = shelf["wuming-xingdong"];
        var one = await titles.OpenAsync(Guid.Parse(id), ("on", In(-490)));
        await titles.StepAsync(one, "review", 470, ("outcome", "pass"), ("marks", "91"));
        await titles.StepAsync(one, "publish", 420, ("objections", "无异议"));
        await titles.StepAsync(one, "naming", 400);
        Assert.True(await IsLitAsync($"{home}/candidates", "recheck", id));
        Assert.Contains(id, (await Officer.GetAsync($"{home}/candidates?action_id={second}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await Officer.GetAsync($"{home}/candidates?action_id={first}")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await Officer.SubmitAsync($"{home}/candidates/{id}/edit", ("checked_on", In(-3)))).Status);
        Assert.False(await IsLitAsync($"{home}/candidates", "recheck", id));
        await CountsAsync(home, "titled", "1");
        await CountsAsync(home, "titled-2", "1");
        await CountsAsync(home, "titled-1", "0");
    }
}
