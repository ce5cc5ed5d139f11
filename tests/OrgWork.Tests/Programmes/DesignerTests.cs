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
