using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>What is typed in a step stands in the record, and nowhere else is it typed.</summary>
public sealed class StepsThatWriteTests(DesignHost at) : IClassFixture<DesignHost>
{
    static string Titles(string field = "\"into\": \"score\"", string sets = "[ { \"column\": \"named_on\" }, { \"column\": \"stage\", \"option\": \"已命名\" } ]", string score = "") => $$"""
        { "name": "先锋评选", "edition": 2026, "registers": [ { "key": "people", "title": "人选", "noun": "人选", "fields": [
            { "key": "name", "label": "姓名", "kind": "name" }, { "key": "score", "label": "得分", "kind": "number", "max": 100, "listed": true{{score}} }, { "key": "named_on", "label": "命名日期", "kind": "date", "listed": true },
            { "key": "stage", "label": "阶段", "kind": "code", "options": [ { "value": "1", "name": "参评" }, { "value": "2", "name": "已命名" } ] }, { "key": "phone", "label": "电话", "kind": "phone" }, { "key": "merits", "label": "事迹", "kind": "longText" } ] } ],
          "figures": [ { "key": "named", "register": "people", "title": "已命名的", "count": "[命名日期] 不为空" } ],
          "procedure": { "title": "评选", "register": "people", "steps": [
            { "key": "apply", "title": "推荐", "who": "单位", "level": "county", "sets": [ { "column": "stage", "option": "参评" } ] },
            { "key": "judge", "title": "评审", "who": "评审组", "level": "county", "fields": [ { "key": "mark", "label": "评分", "kind": "number", "required": true, "max": 100, {{field}} } ] },
            { "key": "naming", "title": "命名", "who": "县委", "level": "county", "outcomes": [ { "key": "yes", "title": "命名", "sets": {{sets}} }, { "key": "no", "title": "再评", "next": "judge" } ] },
            { "key": "file", "title": "归档", "who": "组织部", "level": "county" } ] } }
        """;

    [Fact]
    public void What_does_not_fit_is_said()
    {
        Assert.Empty(Faults(Titles()));
        Assert.Contains("没有可以写入的项目 nowhere", Assert.Single(Faults(Titles("\"into\": \"nowhere\""))), StringComparison.Ordinal);
        Assert.Contains("类型和“事迹”不一样", Assert.Single(Faults(Titles("\"into\": \"merits\""))), StringComparison.Ordinal);
        Assert.Contains("敏感", Assert.Single(Faults(Titles("\"into\": \"phone\""))), StringComparison.Ordinal);
        Assert.Contains("不能设为必填", Assert.Single(Faults(Titles(score: ", \"required\": true"))), StringComparison.Ordinal);
        Assert.Contains("取值范围超出了“得分”的", Assert.Single(Faults(Titles("\"min\": 1, \"into\": \"score\"", score: ", \"min\": 10"))), StringComparison.Ordinal);
        Assert.Contains("没有可选的“金牌”", Assert.Single(Faults(Titles(sets: "[ { \"column\": \"stage\", \"option\": \"金牌\" } ]"))), StringComparison.Ordinal);
        Assert.Contains("不是日期", Assert.Single(Faults(Titles(sets: "[ { \"column\": \"score\" } ]"))), StringComparison.Ordinal);
        Assert.Contains("写入了两次", Assert.Single(Faults(Titles(sets: "[ { \"column\": \"named_on\" }, { \"column\": \"named_on\" } ]"))), StringComparison.Ordinal);

        static List<string> Faults(string description) => [.. ProgrammeCheck.Of(ProgrammeDescription.Parse(description)).Select(fault => fault.ToString())];
    }

    [Fact]
    public void A_version_that_begins_to_write_says_so()
    {
        var (before, after) = (ProgrammeDescription.Parse(Titles("\"hint\": \"百分制\"", "[]")), ProgrammeDescription.Parse(Titles()));
        var notes = ProgrammeChange.Between(before, after, 2).Notes.Select(note => note.Words).ToList();
        foreach (var label in (string[])["得分", "命名日期"]) Assert.Contains($"人选：“{label}”改由步骤写入，不再人工填，已填的保留", notes);
        Assert.Contains("人选：“得分”不再由步骤写入，以后人工填", ProgrammeChange.Between(after, before, 2).Notes.Select(note => note.Words));
    }

    [Fact]
    public async Task The_record_and_its_figure_follow_the_steps_back_and_forth_and_the_designer_keeps_what_was_said()
    {
        var design = await at.ReceiveAsync(Titles());
        // Through the designer's own form and back: the same.
        var steps = (await at.Admin.GetAsync(DesignHost.Page(design, "steps"))).Document;
        Assert.Equal("评分 数 必填 →得分", steps.QuerySelector("[name='fields.1']")!.TextContent.Trim());
        Assert.Equal("命名→下一步（命名日期=当天、阶段=已命名）；再评→评审", steps.QuerySelector("[name='outcomes.2']")!.GetAttribute("value"));
        await at.SaveAsync(DesignHost.Page(design, "steps"));
        Assert.Equal("score named_on 已命名 参评", await at.Host.AskAsync<string>($"select concat_ws(' ', p #>> '{{1,fields,0,into}}', p #>> '{{2,outcomes,0,sets,0,column}}', p #>> '{{2,outcomes,0,sets,1,option}}', p #>> '{{0,sets,0,option}}') from (select draft #> '{{procedure,steps}}' as p from programmes.design where id = '{design}') x"));
        Assert.Contains("由步骤写入", await at.ReviewAsync(design), StringComparison.Ordinal);
        var module = await at.PublishAsync(design, 1);
        var home = $"/{TestHost.County}/{module}";
        using var officer = await at.OfficerAsync(module);
        var made = await officer.SubmitAsync($"{home}/people/new", ("name", "魏东升"), ("score", "99"), ("named_on", "2026.01.01"), ("merits", "修路"));
        Assert.True(made.Status == 302, made.Why());
        var row = Guid.Parse(made.Location!.Split('/')[^1].Split('?')[0]);
        Task<string?> StandsAsync() => at.Host.AskAsync<string>($"select concat_ws(' ', coalesce(score::text, '—'), coalesce(named_on::text, '—'), coalesce(stage, '—')) from {module}.people where id = '{row}'");
        async Task CountsAsync(string value) => Assert.Equal(value, (await officer.GetAsync($"{home}/figures/named")).In("#by-place tr.sum td.num")?.Replace(".0", "", StringComparison.Ordinal));
        Assert.Equal("— — —", await StandsAsync());
        Assert.Equal("name", Assert.Single((await officer.GetAsync($"{home}/people/new")).Document.QuerySelectorAll("[name=name], [name=score], [name=named_on], [name=stage]")).GetAttribute("name"));

        var opened = await officer.OpenCaseAsync($"{home}/steps", row, ("on", Day(20)));
        Assert.True(opened.Status == 302, opened.Why());
        var one = opened.Location!.Split('?')[0];
        Assert.Equal("— — 1", await StandsAsync());
        await officer.DoStepAsync(one, "judge", ("on", Day(15)), ("mark", "91"));
        Assert.Equal("91 — 1", await StandsAsync());
        await CountsAsync("0");
        await officer.DoStepAsync(one, "naming", ("on", Day(10)), ("outcome", "yes"));
        Assert.Equal($"91 {Clock.Today.AddDays(-10):yyyy-MM-dd} 2", await StandsAsync());
        await CountsAsync("1");
        // Taken back: the record is as it was before the step; sent back: what is to be done anew is not there.
        Assert.Equal(302, (await officer.FillAsync(one + "/turn/withdraw", ("reason", "名单有误"))).Status);
        Assert.Equal("91 — 1", await StandsAsync());
        await CountsAsync("0");
        await officer.DoStepAsync(one, "naming", ("on", Day(9)), ("outcome", "no"));
        Assert.Equal("— — 1", await StandsAsync());
        await officer.DoStepAsync(one, "judge", ("on", Day(8)), ("mark", "95"));
        await officer.DoStepAsync(one, "naming", ("on", Day(7)), ("outcome", "yes"));
        Assert.Equal($"95 {Clock.Today.AddDays(-7):yyyy-MM-dd} 2", await StandsAsync());
        // A deed on the record, and in its history.
        Assert.Equal(1L, await at.Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{row}' and reason = '评选：评审' and changes::text like '%95%'"));
        Assert.Equal("95", await at.Host.AskAsync<string>($"select score::text from {module}.people_history where id = '{row}' and valid_to = 'infinity'"));
    }

    static string Day(int ago) => Dates.Format(Clock.Today.AddDays(-ago));
}
