using System.Text.RegularExpressions;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>From a name and the heads of a sheet to a live programme, and on to its next version.</summary>
public sealed partial class DesignerTests : IAsyncLifetime
{
    TestHost host = null!;
    Browser admin = null!;

    public async Task InitializeAsync()
    {
        host = await TestHost.StartAsync(Packages.Module("Programmes"));
        admin = await host.SignInAsync(TestHost.County, InstalledHost.Design, InstalledHost.Edit);
    }

    public async Task DisposeAsync()
    {
        admin.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task What_is_described_goes_live_with_its_rows_and_later_changes_keep_them()
    {
        var design = await NewAsync("环洲一号线", "点位台账", "点位名称、order、建成日期、投入数、😀 select");
        var module = await PublishAsync(design, 1);
        using var officer = await host.SignInAsync(TestHost.County, $"{module}.entries.read", $"{module}.entries.edit");
        var list = $"/{TestHost.County}/{module}/{await host.AskAsync<string>($"select draft -> 'registers' -> 0 ->> 'key' from programmes.design where id = '{design}'")}";
        var columns = (await host.AskAsync<string[]>($"select array(select f ->> 'key' from programmes.design, jsonb_array_elements(draft -> 'registers' -> 0 -> 'fields') f where id = '{design}')"))!;
        var made = await officer.SubmitAsync(list + "/new", (columns[0], "柳溪驿站"), (columns[1], "一号"), (columns[2], "2026.03.01"), (columns[3], "12"), (columns[4], "平整"));
        Assert.True(made.Status == 302, made.In("main"));
        using var next = await host.SignInAsync(TestHost.Neighbour, $"{module}.entries.read");
        Assert.Equal(404, (await next.GetAsync(list.Replace(TestHost.County, TestHost.Neighbour, StringComparison.Ordinal))).Status);

        // Renamed, of another kind, left out, and one more that must be filled in.
        var fields = $"/{TestHost.County}/programmes/design/{design}?part=fields";
        var saved = await SendAsync(fields, ("label.1", "编号"), ("kind.3", "Text"), ("closed.4", "1"), ("label.5", "验收人"), ("required.5", "1"));
        Assert.True(saved.Status == 302, string.Join("；", saved.Document.QuerySelectorAll(".note").Select(note => note.TextContent)));
        var review = (await admin.GetAsync($"/{TestHost.County}/programmes/design/{design}?part=publish")).Document.Body!.TextContent;
        foreach (var words in (string[])["“order”改名“编号”", "由数改为文字", "留作备份", "停用“😀 select”", "加“验收人”"]) Assert.Contains(words, review, StringComparison.Ordinal);
        await PublishAsync(design, 2);

        var record = await officer.GetAsync(made.Location!);
        Assert.Contains("编号", record.Text, StringComparison.Ordinal);
        Assert.Equal("12", await host.AskAsync<string>($"select {columns[3]} from {list.Split('/')[2]}.{list.Split('/')[3]}"));
        Assert.Equal(12, await host.AskAsync<int>($"select {columns[3]}_v2 from {list.Split('/')[2]}.{list.Split('/')[3]}"));
        Assert.Equal("平整", await host.AskAsync<string>($"select {columns[4]} from {list.Split('/')[2]}.{list.Split('/')[3]}"));
        Assert.Equal(200, (await officer.GetAsync(list + "?asof=2026.01.01")).Status);
    }

    [Fact]
    public async Task Of_two_who_design_at_once_the_second_is_told_and_nothing_is_lost()
    {
        var design = await NewAsync("季度赛", "成绩", "镇街、得分");
        var page = $"/{TestHost.County}/programmes/design/{design}";
        var stale = await host.AskAsync<int>($"select version from programmes.design where id = '{design}'");
        Assert.Equal(302, (await SendAsync(page, ("purpose", "先存的"))).Status);
        var refused = await SendAsync(page, ("purpose", "后存的"), ("version", stale.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(422, refused.Status);
        Assert.Contains("别人刚刚修改了", refused.Text, StringComparison.Ordinal);
        Assert.Equal("先存的", await host.AskAsync<string>($"select draft ->> 'purpose' from programmes.design where id = '{design}'"));
        Assert.Contains("已经有“季度赛”", (await admin.PostAsync($"/{TestHost.County}/programmes/design/new", ("name", "季度赛"), ("title", "成绩"), ("columns", ""), ("pasted", ""), ("sphere", "1"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_take_a_name_at_once_the_second_is_told_that_it_is_taken()
    {
        using var colleague = await host.SignInAsync(TestHost.County, InstalledHost.Design, InstalledHost.Edit);
        var answers = await host.AtOnceAsync("lock table programmes.design in share mode", () => MakeAsync(admin), () => MakeAsync(colleague));
        Assert.Equal([302, 422], answers.Select(answer => answer.Status).Order());
        Assert.Contains("已经有“同时起名”", answers.Single(answer => answer.Status == 422).Text, StringComparison.Ordinal);
        Assert.Equal(1L, await host.AskAsync<long>("select count(*) from programmes.design where name = '同时起名'"));

        static Task<Answer> MakeAsync(Browser who) => who.PostAsync($"/{TestHost.County}/programmes/design/new", ("name", "同时起名"), ("title", "台账"), ("columns", ""), ("pasted", ""), ("sphere", "1"));
    }

    [Fact]
    public async Task A_figure_of_totals_is_described_in_the_browser_read_back_in_words_and_reckoned_by_weight()
    {
        var design = await NewAsync("合计指标", "村台账", "村名、说事、办结");
        var part = $"/{TestHost.County}/programmes/design/{design}?part=";
        Assert.Equal(302, (await SendAsync(part + "fields", ("kind.1", "Number"), ("kind.2", "Number"))).Status);
        var register = await host.AskAsync<string>($"select draft -> 'registers' -> 0 ->> 'key' from programmes.design where id = '{design}'");
        Assert.Equal(302, (await SendAsync(part + "figures", ("label.0", "办结率"), ("register.0", register!), ("sum.0", "[办结]"), ("outof.0", "是"), ("label.1", "说事件数"), ("register.1", register!), ("sum.1", "[说事]"), ("unit.1", "件"))).Status);
        // What does not go together is said where it is described.
        Assert.Contains("不是同一种数", (await admin.GetAsync(part + "publish")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await SendAsync(part + "figures", ("outof.0", ""), ("sumof.0", "[说事]"))).Status);
        var form = await admin.GetAsync(part + "figures");
        foreach (var words in (string[])["或合计的数", "占哪个数", "读作"]) Assert.Contains(words, form.In("main")!, StringComparison.Ordinal);
        var module = await PublishAsync(design, 1);
        using var officer = await host.SignInAsync(TestHost.County, $"{module}.entries.read", $"{module}.entries.edit", $"{module}.figures.read");
        var columns = (await host.AskAsync<string[]>($"select array(select f ->> 'key' from programmes.design, jsonb_array_elements(draft -> 'registers' -> 0 -> 'fields') f where id = '{design}')"))!;
        foreach (var (name, raised, solved) in ((string, string, string)[])[("柳溪村", "2", "2"), ("岭头村", "1", "0"), ("没有报的村", "", "5")])
            Assert.Equal(302, (await officer.SubmitAsync($"/{TestHost.County}/{module}/{register}/new", (columns[0], name), (columns[1], raised), (columns[2], solved))).Status);
        var keys = (await host.AskAsync<string[]>($"select array(select f ->> 'key' from programmes.design, jsonb_array_elements(draft -> 'figures') f where id = '{design}')"))!;
        var share = await officer.GetAsync($"/{TestHost.County}/{module}/figures/{keys[0]}");
        Assert.Equal("66.7", share.In("#by-place tr.sum td.num"));
        Assert.Contains("[办结] 的合计 ÷ [说事] 的合计", share.In("main")!, StringComparison.Ordinal);
        var total = await officer.GetAsync($"/{TestHost.County}/{module}/figures/{keys[1]}");
        Assert.Equal("3", total.In("#by-place tr.sum td.num"));
        Assert.Contains("3 件", total.In("main")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_gets_places_behind_its_point_later_and_keeps_what_was_filled_in()
    {
        var design = await NewAsync("小数专项", "支出", "事项、金额、比上年");
        var part = $"/{TestHost.County}/programmes/design/{design}?part=";
        Assert.Equal(302, (await SendAsync(part + "fields", ("kind.1", "Number"), ("kind.2", "Number"))).Status);
        var register = await host.AskAsync<string>($"select draft -> 'registers' -> 0 ->> 'key' from programmes.design where id = '{design}'");
        Assert.Equal(302, (await SendAsync(part + "figures", ("label.0", "合计"), ("register.0", register!), ("sum.0", "[金额]"), ("unit.0", "万元"))).Status);
        var module = await PublishAsync(design, 1);
        using var officer = await host.SignInAsync(TestHost.County, $"{module}.entries.read", $"{module}.entries.edit", $"{module}.figures.read");
        var columns = (await host.AskAsync<string[]>($"select array(select f ->> 'key' from programmes.design, jsonb_array_elements(draft -> 'registers' -> 0 -> 'fields') f where id = '{design}')"))!;
        var list = $"/{TestHost.County}/{module}/{register}";
        Assert.Equal(302, (await officer.SubmitAsync(list + "/new", (columns[0], "修路"), (columns[1], "12"))).Status);
        Assert.Equal(422, (await officer.SubmitAsync(list + "/new", (columns[0], "修桥"), (columns[1], "0.25"))).Status);

        Assert.Equal(302, (await SendAsync(part + "fields", ("range.1", "0—100，2位小数"), ("range.2", "=[金额] / 3，1位小数"), ("listed.1", "1"), ("listed.2", "1"))).Status);
        Assert.Contains("“金额”改为 2 位小数，已填的数不变", (await admin.GetAsync(part + "publish")).Text, StringComparison.Ordinal);
        await PublishAsync(design, 2);
        Assert.Equal(302, (await officer.SubmitAsync(list + "/new", (columns[0], "修桥"), (columns[1], "0.25"))).Status);
        foreach (var wrong in (string[])["0.125", "100.5"]) Assert.Equal(422, (await officer.SubmitAsync(list + "/new", (columns[0], "修渠"), (columns[1], wrong))).Status);
        Assert.Equal("0.25 0.1|12.00 4.0", await host.AskAsync<string>($"select string_agg({columns[1]} || ' ' || {columns[2]}, '|' order by {columns[1]}) from {module}.{register}"));
        var shown = (await officer.GetAsync(list)).In("tbody")!;
        Assert.True(shown.Contains("0.25", StringComparison.Ordinal) && shown.Contains("12.00", StringComparison.Ordinal) && shown.Contains("4.0", StringComparison.Ordinal), shown);
        var figure = await host.AskAsync<string>($"select draft -> 'figures' -> 0 ->> 'key' from programmes.design where id = '{design}'");
        Assert.Equal("12.25", (await officer.GetAsync($"/{TestHost.County}/{module}/figures/{figure}")).In("#by-place tr.sum td.num"));
        // The designer reads back what it wrote, and takes no place away.
        Assert.Equal("0—100，2位小数", (await admin.GetAsync(part + "fields")).Document.QuerySelector("[name='range.1']")!.GetAttribute("value"));
        Assert.Equal(302, (await SendAsync(part + "fields", ("range.1", "0—100，1位小数"))).Status);
        Assert.Contains("小数位只能加，不能减", (await admin.GetAsync(part + "publish")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_database_would_refuse_is_refused_before_anything_is_kept()
    {
        var design = await NewAsync("坏条件", "台账", "名称、日期");
        Assert.Equal(302, (await SendAsync($"/{TestHost.County}/programmes/design/{design}?part=lights", ("label.0", "过期"), ("when.0", "[日其] 早于 今天"))).Status);
        var review = await admin.GetAsync($"/{TestHost.County}/programmes/design/{design}?part=publish");
        Assert.Contains("没有“日其”", review.Text, StringComparison.Ordinal);
        var refused = await PostAsync(design, "publish");
        Assert.Equal(422, refused.Status);
        Assert.Equal(0L, await host.AskAsync<long>("select count(*) from org.described_module"));
        Assert.Equal(0L, await host.AskAsync<long>("select count(*) from pg_namespace where nspname ~ '^p[0-9]+_'"));
    }

    const string Rounds = """
        { "name": "月度填报", "edition": 2026, "registers": [ { "key": "monthly", "title": "月报", "noun": "月报", "round": { "every": "month", "places": "township", "days": 5 }, "fields": [
          { "key": "name", "label": "月报", "kind": "name" }, { "key": "people", "label": "人数", "kind": "number", "required": true, "listed": true }, { "key": "words", "label": "情况", "kind": "longText" } ] } ] }
        """;

    [Fact]
    public async Task A_round_asks_every_place_for_one_record_that_is_filled_in_sent_in_time_and_sent_back()
    {
        var module = await PublishAsync(await ReceiveAsync(Rounds), 1);
        await TestHost.UntilAsync(async () => await host.AskAsync<long>($"select count(*) from {module}.monthly") > 0, "the round is opened");
        var (label, due) = ProgrammeRounds.Of(new() { Every = "month", Days = 5 }, Clock.Today);
        Assert.Equal($"枫岭镇　{label}|{due:yyyy-MM-dd}|1", await host.AskAsync<string>($"select min(r.name) || '|' || min(round_due_on) || '|' || count(*) from {module}.monthly r join org.locality l on l.path = r.locality_path where l.code = '{TestHost.Township}'"));
        // The neighbouring county's townships take no part, and nobody is asked twice.
        Assert.Equal(await host.AskAsync<long>($"select count(*) from org.locality where kind = 4 and code like '{TestHost.County}%'"), await host.AskAsync<long>($"select count(*) from {module}.monthly"));

        using var clerk = await host.SignInAsync(TestHost.Township, $"{module}.entries.read", $"{module}.entries.edit", $"{module}.figures.read");
        var list = $"/{TestHost.Township}/{module}/monthly";
        var row = await host.AskAsync<Guid>($"select r.id from {module}.monthly r join org.locality l on l.path = r.locality_path where l.code = '{TestHost.Township}'");
        Assert.Contains("还没有填：人数", (await clerk.DoDeedAsync(list, "send", row)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await clerk.FillAsync($"{list}/{row}/edit", ("people", "36"))).Status);
        // The day of sending is the deed's: a form that brings it along does not set it.
        await clerk.FillAsync($"{list}/{row}/edit", ("people", "37"), (ProgrammeRounds.Sent, "2026.01.01"));
        Assert.Null(await host.AskAsync<string>($"select {ProgrammeRounds.Sent}::text from {module}.monthly where id = '{row}'"));
        Assert.Equal(302, (await clerk.DoDeedAsync(list, "send", row)).Status);
        Assert.Contains("已经报送过了", (await clerk.DoDeedAsync(list, "send", row)).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await clerk.DoDeedAsync(list, "send-back", row, ("why", "试"))).Status);
        Assert.Equal("100.0", (await clerk.GetAsync($"/{TestHost.Township}/{module}/figures/monthly-intime")).In("#by-place tr.sum td.num"));

        using var office = await host.SignInAsync(TestHost.County, $"{module}.entries.read", $"{module}.entries.manage");
        Assert.Equal(302, (await office.DoDeedAsync($"/{TestHost.County}/{module}/monthly", "send-back", row, ("why", "人数不对"))).Status);
        await host.DoAsync($"update {module}.monthly set {ProgrammeRounds.Due} = org.today() - 1 where id = '{row}'");
        Assert.Contains("枫岭镇", (await office.GetAsync($"/{TestHost.County}/{module}/monthly?rule=monthly-unsent")).In("tbody"), StringComparison.Ordinal);
    }

    const string Duties = """
        { "name": "责任清单管理", "edition": 2026, "registers": [ { "key": "duties", "title": "责任清单", "noun": "事项", "round": { "every": "month", "places": "township", "days": 5 }, "fields": [
          { "key": "name", "label": "事项", "kind": "name" }, { "key": "kind", "label": "类别", "kind": "code", "required": true, "listed": true, "filter": true, "options": [ { "value": "1", "name": "党建" }, { "value": "2", "name": "治理" } ] },
          { "key": "owner", "label": "责任单位", "required": true, "listed": true, "length": 40 }, { "key": "written_off", "label": "销号日期", "kind": "date", "listed": true, "past": true } ] } ],
          "lights": [ { "key": "open", "register": "duties", "title": "没有销号", "when": "[销号日期] 为空", "light": "yellow" } ] }
        """;

    [Fact]
    [Trait("Row", "P4.4")]
    public async Task A_list_is_designed_with_typed_columns_owner_and_cycle_filled_in_below_merged_above_written_off_and_kept_by_period()
    {
        var module = await PublishAsync(await ReceiveAsync(Duties), 1);
        var ofTown = $"from {module}.duties r join org.locality l on l.path = r.locality_path where l.code = '{TestHost.Township}'";
        await TestHost.UntilAsync(async () => await host.AskAsync<long>($"select count(*) {ofTown}") > 0, "the period is opened");
        var row = await host.AskAsync<Guid>($"select r.id {ofTown}");
        using var clerk = await host.SignInAsync(TestHost.Township, $"{module}.entries.read", $"{module}.entries.edit");
        using var office = await host.SignInAsync(TestHost.County, $"{module}.entries.read", $"{module}.entries.manage");
        var (below, above) = ($"/{TestHost.Township}/{module}/duties", $"/{TestHost.County}/{module}/duties");
        // What a column takes is its type's and its code table's, and what is required is asked for.
        Assert.NotEqual(302, (await clerk.FillAsync($"{below}/{row}/edit", ("kind", "9"), ("owner", "组织办"))).Status);
        Assert.NotEqual(302, (await clerk.FillAsync($"{below}/{row}/edit", ("kind", "1"), ("owner", "组织办"), ("written_off", "明天"))).Status);
        Assert.Contains("还没有填", (await clerk.DoDeedAsync(below, "send", row)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await clerk.FillAsync($"{below}/{row}/edit", ("kind", "1"), ("owner", "组织办"))).Status);
        // Each level has its own right; the lists of below are one list above.
        Assert.Equal(403, (await office.GetAsync($"{above}/{row}/edit")).Status);
        var merged = (await office.GetAsync(above)).In("tbody");
        foreach (var words in (string[])["枫岭镇", "组织办", "党建"]) Assert.Contains(words, merged, StringComparison.Ordinal);
        Assert.Contains("枫岭镇", (await office.GetAsync($"{above}?rule=open")).In("tbody"), StringComparison.Ordinal);
        Assert.Equal(302, (await clerk.FillAsync($"{below}/{row}/edit", ("written_off", Dates.Format(Clock.Today)))).Status);
        Assert.DoesNotContain("组织办", (await office.GetAsync($"{above}?rule=open")).In("tbody") ?? "", StringComparison.Ordinal);
        // The next period begins with a list of its own, and the one before stays as it was.
        await host.DoAsync($"update {module}.duties set {ProgrammeRounds.Label} = '上一期', {ProgrammeRounds.Due} = {ProgrammeRounds.Due} - 31");
        await host.DoAsync($"select org.job_plan('{module}', 'rounds', '开启本轮填报', now())");
        await TestHost.UntilAsync(async () => await host.AskAsync<long>($"select count(*) {ofTown}") == 2, "the next period is opened");
        Assert.Equal("上一期 组织办", await host.AskAsync<string>($"select r.{ProgrammeRounds.Label} || ' ' || r.owner {ofTown} and r.id = '{row}'"));
        Assert.Null(await host.AskAsync<string>($"select r.owner {ofTown} and r.id <> '{row}'"));
    }

    [Fact]
    public async Task A_register_that_demands_a_number_can_be_asked_for_in_rounds_later_with_no_day_after_the_rounds_end()
    {
        var design = await ReceiveAsync("""{ "name": "后加轮次", "edition": 2026, "registers": [ { "key": "monthly", "title": "月报", "noun": "月报", "fields": [ { "key": "name", "label": "月报", "kind": "name" }, { "key": "people", "label": "人数", "kind": "number", "required": true } ] } ] }""");
        await PublishAsync(design, 1);
        Assert.Equal(302, (await SendAsync($"/{TestHost.County}/programmes/design/{design}?part=fields&register=monthly", ("round_every", "month"), ("round_places", "township"), ("round_days", "0"))).Status);
        var module = await PublishAsync(design, 2);
        await TestHost.UntilAsync(async () => await host.AskAsync<long>($"select count(*) from {module}.monthly") > 0, "the round is opened");
        Assert.Equal(ProgrammeRounds.Of(new() { Every = "month", Days = 0 }, Clock.Today).DueOn, DateOnly.FromDateTime(await host.AskAsync<DateTime>($"select min(round_due_on)::timestamp from {module}.monthly")));
    }

    [Theory]
    [InlineData("month", "2026-02-11", 5, "2026年2月", "2026-03-05")]
    [InlineData("quarter", "2026-11-22", 10, "2026年四季度", "2027-01-10")]
    [InlineData("quarter", "2026-03-31", 0, "2026年一季度", "2026-03-31")]
    [InlineData("half", "2026-06-30", 5, "2026年上半年", "2026-07-05")]
    [InlineData("half", "2026-07-01", 5, "2026年下半年", "2027-01-05")]
    [InlineData("year", "2026-11-22", -20, "2026年", "2026-12-11")]
    public void A_round_is_called_after_its_time_and_is_due_some_days_around_its_end(string every, string day, int days, string label, string due) =>
        Assert.Equal((label, DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture)), ProgrammeRounds.Of(new() { Every = every, Days = days }, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public async Task A_step_that_is_closed_is_finished_by_the_case_that_stands_in_it_and_no_other_comes_to_it()
    {
        var design = await ReceiveAsync("""
            { "name": "三步走", "edition": 2026, "registers": [ { "key": "matters", "title": "事项", "noun": "事项", "fields": [ { "key": "name", "label": "事项", "kind": "name" } ] } ],
              "procedure": { "title": "办理", "register": "matters", "steps": [
                { "key": "accept", "title": "受理", "who": "窗口", "level": "county" }, { "key": "discuss", "title": "会商", "who": "联席会", "level": "county", "fields": [ { "key": "said", "label": "意见", "kind": "text", "required": true } ] }, { "key": "answer", "title": "答复", "who": "窗口", "level": "county" } ] } }
            """);
        var module = await PublishAsync(design, 1);
        using var officer = await host.SignInAsync(TestHost.County, $"{module}.entries.read", $"{module}.entries.edit", $"{module}.entries.act");
        var stands = await OpenAsync("修路");
        Assert.Equal(302, (await SendAsync($"/{TestHost.County}/programmes/design/{design}?part=steps", ("closed.1", "1"))).Status);
        Assert.Contains("停用步骤“会商”", (await admin.GetAsync($"/{TestHost.County}/programmes/design/{design}?part=publish")).In("main"), StringComparison.Ordinal);
        await PublishAsync(design, 2);

        Assert.Contains("会商", (await officer.GetAsync(stands)).Text, StringComparison.Ordinal);
        await officer.DoStepAsync(stands, "discuss", ("on", Dates.Format(Clock.Today.AddDays(-3))), ("said", "同意"));
        await officer.DoStepAsync(stands, "answer", ("on", Dates.Format(Clock.Today.AddDays(-1))));
        var fresh = await OpenAsync("架桥");
        Assert.DoesNotContain("会商", (await officer.GetAsync(fresh)).In("main"), StringComparison.Ordinal);
        await officer.DoStepAsync(fresh, "answer", ("on", Dates.Format(Clock.Today.AddDays(-1))));
        Assert.Equal(2L, await host.AskAsync<long>($"select count(*) from org.procedure_case where module = '{module}' and state = 'done'"));

        async Task<string> OpenAsync(string name)
        {
            var made = await officer.SubmitAsync($"/{TestHost.County}/{module}/matters/new", ("name", name));
            var opened = await officer.OpenCaseAsync($"/{TestHost.County}/{module}/steps", Guid.Parse(Id().Match(made.Location!).Value), ("on", Dates.Format(Clock.Today.AddDays(-5))));
            Assert.True(opened.Status == 302, opened.Why());
            return opened.Location!.Split('?')[0];
        }
    }

    [Fact]
    public async Task A_letter_says_who_signed_it_is_refused_when_changed_and_comes_as_a_draft_that_shows_what_it_will_do()
    {
        var design = await NewAsync("邻里节", "活动", "活动名称、日期");
        var letter = (await PostAsync(design, "export")).Text;
        using var neighbour = await host.SignInAsync(TestHost.Neighbour, InstalledHost.Design, InstalledHost.Edit);
        Task<Answer> BringAsync(string text) => neighbour.PostAsync($"/{TestHost.Neighbour}/programmes/design/new", ("pasted", text));

        var changed = await BringAsync(letter.Replace("活动名称", "活动名单", StringComparison.Ordinal));
        Assert.Equal(422, changed.Status);
        Assert.Contains("签名之后被改动过", changed.Text, StringComparison.Ordinal);
        Assert.Equal(422, (await BringAsync(letter[..^40])).Status);
        Assert.Equal(0L, await host.AskAsync<long>("select count(*) from programmes.design where origin is not null"));

        // Laid out otherwise it is the same letter.
        var came = await BringAsync(System.Text.Json.Nodes.JsonNode.Parse(letter)!.ToJsonString());
        Assert.True(came.Status == 302, came.In(".note"));
        var review = (await neighbour.GetAsync(came.Location!)).Document.Body!.TextContent;
        foreach (var words in (string[])["自称“临溪县", "不在信任的签名人里", "新建“活动”，2 项"]) Assert.Contains(words, review, StringComparison.Ordinal);

        var print = ProgrammeLetter.Read(letter).Fingerprint!;
        await host.DoAsync($"insert into org.trusted_signer (fingerprint, name, public_key, added_name) values ('{print}', '市委组织部', '\\x00', '测试')");
        await host.DoAsync("update programmes.design set removed_at = now() where origin is not null");
        var trusted = await BringAsync(letter);
        Assert.Contains("市委组织部 签名，已核对", (await neighbour.GetAsync(trusted.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_version_comes_while_others_work_with_the_one_before_and_no_request_of_theirs_fails()
    {
        var design = await NewAsync("边办边改", "台账", "名称、联系人");
        var module = await PublishAsync(design, 1);
        var list = $"/{TestHost.County}/{module}/taizhang";
        using var ending = new CancellationTokenSource();
        var failed = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var (read, written) = (0, 0);
        var work = Enumerable.Range(0, 3).Select(n => Task.Run(async () =>
        {
            using var officer = await host.SignInAsync(TestHost.County, $"{module}.entries.read", $"{module}.entries.edit");
            for (var i = 0; !ending.IsCancellationRequested; i++)
            {
                if (await officer.GetAsync(list) is { Status: not 200 } page) failed.Enqueue($"list {page.Status} {page.In("main")}");
                Interlocked.Increment(ref read);
                if (i % 3 > 0) continue;
                var made = await officer.SubmitAsync(list + "/new", ("mingcheng", $"第 {n} 人第 {i} 行"));
                if (made.Status == 302) Interlocked.Increment(ref written);
                else failed.Enqueue($"form {made.Status} {made.Why()}");
            }
        })).ToList();
        await SendAsync($"/{TestHost.County}/programmes/design/{design}?part=fields", ("label.2", "所在村"));
        await PublishAsync(design, 2);
        await SendAsync($"/{TestHost.County}/programmes/design/{design}?part=fields", ("closed.1", "1"));
        await PublishAsync(design, 3);
        // Few requests would say nothing; on a busy machine they take their time.
        await TestHost.UntilAsync(() => Task.FromResult(Volatile.Read(ref read) > 10), "the requests beside the publishing");
        await ending.CancelAsync();
        await Task.WhenAll(work);
        Assert.Empty(failed);
        Assert.Equal(written, await host.AskAsync<long>($"select count(*) from {module}.taizhang"));
    }

    [Fact]
    public async Task Two_hundred_fields_are_published_and_a_form_with_all_of_them_is_saved()
    {
        var fields = string.Join(", ", Enumerable.Range(1, 199).Select(n => $"{{ \"key\": \"f{n}\", \"label\": \"项目{n}\", \"kind\": \"{(n % 3 == 0 ? "number" : n % 3 == 1 ? "text" : "date")}\" }}"));
        var design = await ReceiveAsync($$"""{ "name": "大表", "edition": 2026, "registers": [ { "key": "wide", "title": "大表", "noun": "行", "fields": [ { "key": "name", "label": "名称", "kind": "name" }, {{fields}} ] } ] }""");
        var module = await PublishAsync(design, 1);
        using var officer = await host.SignInAsync(TestHost.County, $"{module}.entries.read", $"{module}.entries.edit");
        var made = await officer.SubmitAsync($"/{TestHost.County}/{module}/wide/new", [("name", "一行"), .. Enumerable.Range(1, 199).Select(n => ($"f{n}", n % 3 == 0 ? "7" : n % 3 == 1 ? "字" : "2026.01.05"))]);
        Assert.True(made.Status == 302, made.Why());
        Assert.Equal("7|字", await host.AskAsync<string>($"select f198 || '|' || f199 from {module}.wide"));
        Assert.Equal(200, (await officer.GetAsync($"/{TestHost.County}/{module}/wide")).Status);
        // One more is too many, and is said.
        var more = await SendAsync($"/{TestHost.County}/programmes/design/{design}?part=fields", ("label.200", "再来一项"));
        Assert.Equal(302, more.Status);
        Assert.Contains("不能超过 200 个", (await admin.GetAsync($"/{TestHost.County}/programmes/design/{design}?part=publish")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_required_from_now_on_spares_the_rows_that_are_there_and_is_asked_for_when_they_are_changed()
    {
        var design = await NewAsync("后补", "台账", "名称、联系人");
        var module = await PublishAsync(design, 1);
        using var officer = await host.SignInAsync(TestHost.County, $"{module}.entries.read", $"{module}.entries.edit");
        var made = await officer.SubmitAsync($"/{TestHost.County}/{module}/taizhang/new", ("mingcheng", "旧行"));
        Assert.True(made.Status == 302, made.Why());
        Assert.Equal(302, (await SendAsync($"/{TestHost.County}/programmes/design/{design}?part=fields", ("required.1", "1"))).Status);
        Assert.Contains("改为必填：已经空着的行照旧", (await admin.GetAsync($"/{TestHost.County}/programmes/design/{design}?part=publish")).Text, StringComparison.Ordinal);
        await PublishAsync(design, 2);
        Assert.Contains("旧行", (await officer.GetAsync($"/{TestHost.County}/{module}/taizhang")).In("tbody"), StringComparison.Ordinal);
        var refused = await officer.FillAsync($"{made.Location!.Split('?')[0]}/edit", ("mingcheng", "改名"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("请填写联系人", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_reckoned_follows_its_list_and_its_formula_and_is_typed_by_nobody()
    {
        var design = await ReceiveAsync("""
            { "name": "工分", "edition": 2026, "registers": [ { "key": "people", "title": "人员", "noun": "人", "fields": [ { "key": "name", "label": "姓名", "kind": "name" }, { "key": "base", "label": "基础分", "kind": "number", "required": true }, { "key": "total", "label": "总分", "kind": "number", "formula": "[基础分] + 合计([加分], [分值])", "listed": true, "sort": true } ],
              "lists": [ { "key": "extras", "title": "加分", "noun": "加分", "fields": [ { "key": "points", "label": "分值", "kind": "number", "required": true, "listed": true } ] } ] } ] }
            """);
        var module = await PublishAsync(design, 1);
        using var officer = await host.SignInAsync(TestHost.County, $"{module}.entries.read", $"{module}.entries.edit");
        var made = await officer.SubmitAsync($"/{TestHost.County}/{module}/people/new", ("name", "陶静"), ("base", "60"), ("total", "9999"));
        var person = made.Location!.Split('?')[0];
        Assert.Equal(60, await host.AskAsync<int>($"select total from {module}.people"));
        Assert.Equal(302, (await officer.SubmitAsync($"{person}/extras/new", ("points", "15"))).Status);
        Assert.Equal(302, (await officer.SubmitAsync($"{person}/extras/new", ("points", "5"))).Status);
        Assert.Equal(80, await host.AskAsync<int>($"select total from {module}.people"));
        // What goes to the bin no longer counts.
        await host.DoAsync($"update {module}.extras set removed_at = now() where points = 5");
        Assert.Equal(75, await host.AskAsync<int>($"select total from {module}.people"));
        Assert.Equal(75, await host.AskAsync<int>($"select total from {module}.people_history where valid_to = 'infinity'"));

        Assert.Equal(302, (await SendAsync($"/{TestHost.County}/programmes/design/{design}?part=fields&register=people", ("range.2", "=[基础分] * 2"))).Status);
        Assert.Contains("算法有变，全部重算", (await admin.GetAsync($"/{TestHost.County}/programmes/design/{design}?part=publish")).Text, StringComparison.Ordinal);
        await PublishAsync(design, 2);
        Assert.Equal(120, await host.AskAsync<int>($"select total from {module}.people"));

        // Reckoned no more, it is typed, and stays as it was typed.
        Assert.Equal(302, (await SendAsync($"/{TestHost.County}/programmes/design/{design}?part=fields&register=people", ("range.2", ""))).Status);
        await PublishAsync(design, 3);
        Assert.Equal(302, (await officer.FillAsync($"{person}/edit", ("total", "7"))).Status);
        Assert.Equal(302, (await officer.SubmitAsync($"{person}/extras/new", ("points", "30"))).Status);
        Assert.Equal(7, await host.AskAsync<int>($"select total from {module}.people"));
    }

    async Task<string> ReceiveAsync(string description)
    {
        var made = await admin.PostAsync($"/{TestHost.County}/programmes/design/new", ("pasted", description));
        Assert.True(made.Status == 302, made.In(".note"));
        return Id().Match(made.Location!).Value;
    }

    async Task<string> NewAsync(string name, string title, string columns)
    {
        var made = await admin.PostAsync($"/{TestHost.County}/programmes/design/new", ("name", name), ("title", title), ("columns", columns), ("pasted", ""), ("sphere", "2"));
        Assert.True(made.Status == 302, made.In("main"));
        return Id().Match(made.Location!).Value;
    }

    async Task<string> PublishAsync(string design, int number)
    {
        var done = await PostAsync(design, "publish");
        Assert.True(done.Status == 302, string.Join("；", done.Document.QuerySelectorAll(".note, .light").Select(note => note.TextContent)));
        var module = (await host.AskAsync<string>($"select module from programmes.design where id = '{design}'"))!;
        await InstalledHost.ServesAsync(host, module, $"{Clock.Today.Year}.{number}.0");
        return module;
    }

    async Task<Answer> PostAsync(string design, string handler)
    {
        var page = $"/{TestHost.County}/programmes/design/{design}";
        var token = (await admin.GetAsync(page + "?part=publish")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await admin.PostBareAsync($"{page}?handler={handler}", ("version", (await host.AskAsync<int>($"select version from programmes.design where id = '{design}'")).ToString(System.Globalization.CultureInfo.InvariantCulture)), ("why", "试"), ("__RequestVerificationToken", token));
    }

    /// <summary>The part's form as it stands, ticks and all, with these changed.</summary>
    async Task<Answer> SendAsync(string path, params (string Name, string Value)[] changes)
    {
        var form = (await admin.GetAsync(path)).Document.QuerySelector("form[data-guard]")!;
        List<(string, string)> values = [];
        foreach (var control in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
        {
            var name = control.GetAttribute("name")!;
            if (changes.Any(change => change.Name == name) || control.GetAttribute("type") == "checkbox" && !control.HasAttribute("checked")) continue;
            values.Add((name, control is AngleSharp.Html.Dom.IHtmlSelectElement select ? select.Value ?? "" : control is AngleSharp.Html.Dom.IHtmlTextAreaElement text ? text.Value : control.GetAttribute("value") ?? ""));
        }
        return await admin.PostBareAsync(path, [.. values, .. changes]);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")] private static partial Regex Id();
}
