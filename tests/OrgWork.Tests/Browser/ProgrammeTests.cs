using Xunit;

namespace OrgWork.Tests.Screens;

/// <summary>What a newcomer is promised within the hour, from the first click to the switched-on county: a programme without code, and a module in C#.</summary>
[Collection(nameof(Chromium))]
public sealed class ProgrammeTests(Chromium chromium)
{
    /// <summary>The tutorial of modules/Programmes/README.md, click by click.</summary>
    [Fact]
    public async Task A_county_administrator_makes_a_programme_and_a_town_fills_it_in_while_the_neighbour_sees_nothing()
    {
        await using var administrator = await chromium.SignInAsync("demo.county");
        var page = administrator.Page;
        await administrator.FollowAsync(".mainnav a:text-is('专项工作')");
        await administrator.FollowAsync(".subnav a:text-is('在办专项')");
        await administrator.FollowAsync("a:text-is('新建专项')");
        await page.FillAsync("#name", "红色驿站");
        await page.FillAsync("#title", "驿站台账");
        await page.FillAsync("#columns", "驿站名称、建成日期、管理员");
        await administrator.FollowAsync("button:text-is('建立草稿')");

        // 登记内容: the second field is required and orders the list; a fourth has three options.
        await page.CheckAsync("input[name='required.1']");
        await page.CheckAsync("input[name='sort.1']");
        await page.FillAsync("input[name='label.3']", "状态");
        await page.SelectOptionAsync("select[name='kind.3']", "Code");
        await page.FillAsync("input[name='range.3']", "建设、开放、停用");
        await page.CheckAsync("input[name='listed.3']");
        await administrator.FollowAsync("button:text-is('保存，下一步')");
        await administrator.FollowAsync(".parts a:has-text('指标')");
        await page.FillAsync("input[name='label.0']", "开放率");
        await page.FillAsync("[name='count.0']", "[状态] = \"开放\"");
        await page.FillAsync("[name='outof.0']", "是");
        await page.SelectOptionAsync("select[name='better.0']", "higher");
        await page.FillAsync("input[name='target.0']", "90");
        await administrator.FollowAsync("button:text-is('保存')");
        // Below each line stands how it was read.
        Assert.Matches("读作：.*状态.*开放", await administrator.TextAsync(".fld:has([name='count.0'])"));
        Assert.Contains("读作：", await administrator.TextAsync(".fld:has([name='outof.0'])"), StringComparison.Ordinal);
        await administrator.FollowAsync(".parts a:has-text('亮灯')");
        await page.FillAsync("input[name='label.0']", "建成半年没有开放");
        await page.FillAsync("[name='when.0']", "[建成日期] 早于 今天 - 6个月 且 [状态] 不等于 \"开放\"");
        await administrator.FollowAsync("button:text-is('保存')");
        Assert.Matches("读作：.*建成日期.*6.*状态", await administrator.TextAsync(".fld:has([name='when.0'])"));
        await administrator.FollowAsync("a:text-is('检查并发布')");
        var review = await administrator.TextAsync("main");
        Assert.Contains("新建“驿站台账”", review, StringComparison.Ordinal);
        Assert.Contains("已在数据库里试运行过一遍", review, StringComparison.Ordinal);
        await page.ClickAsync("button:text-is('发布第 1 版')");
        await administrator.FollowAsync("dialog button:text-is('发布')");
        Assert.Contains("红色驿站", await administrator.TextAsync("main"), StringComparison.Ordinal);
        var module = (await chromium.Host.AskAsync<string>("select module from programmes.design where name = '红色驿站'"))!;
        await Programmes.InstalledHost.ServesAsync(chromium.Host, module);

        await using var clerk = await chromium.SignInAsync("demo.township");
        var township = (await chromium.Host.AskAsync<string>($"select code from org.locality where code like '{Chromium.County}%' and kind = 4 order by rank_order limit 1"))!;
        await clerk.FollowAsync(".mainnav a:text-is('专项工作')");
        await clerk.FollowAsync(".subnav a:text-is('红色驿站')");
        var list = new Uri(clerk.Page.Url).AbsolutePath.Replace($"/{township}/", "", StringComparison.Ordinal);
        await clerk.FollowAsync("a:text-is('新增驿站')");
        await clerk.Page.FillAsync("main form[data-guard] input[maxlength='100']", "下坪驿站");
        await clerk.FollowAsync("button[data-save]");
        // What is required is asked for, and what was typed is still there.
        Assert.Contains("请填写建成日期", await clerk.TextAsync("main"), StringComparison.Ordinal);
        var column = (await chromium.Host.AskAsync<string>($"select f ->> 'key' from programmes.design, jsonb_array_elements(draft -> 'registers' -> 0 -> 'fields') f where module = '{module}' and f ->> 'label' = '建成日期'"))!;
        await clerk.Page.FillAsync($"#{column}", "2024.03.01");
        await clerk.FollowAsync("button[data-save]");
        Assert.Contains("下坪驿站", await clerk.TextAsync("main"), StringComparison.Ordinal);
        await clerk.GoAsync($"/{township}/{list}");
        Assert.Contains("建成半年没有开放", await clerk.TextAsync("main"), StringComparison.Ordinal);
        await administrator.GoAsync($"/{Chromium.County}/{module}/figures");
        Assert.Contains("开放率", await administrator.TextAsync("main"), StringComparison.Ordinal);

        await using var two = await chromium.SignInAsync("demo.programme");
        Assert.Equal(200, await two.GoAsync($"/{Chromium.County}/{list}"));
        Assert.Equal(404, await two.GoAsync($"/{Chromium.Neighbour}/{list}"));
        await two.GoAsync($"/{Chromium.Neighbour}/programmes/running");
        Assert.DoesNotContain("红色驿站", await two.TextAsync("body"), StringComparison.Ordinal);
        Assert.Empty(administrator.Complaints);
        Assert.Empty(clerk.Complaints);
    }

    [Fact]
    public async Task A_developer_makes_a_module_and_one_county_has_it_switched_on_and_works_with_it()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var sources = new Checkout();
        await sources.RunAsync("build/new-module", ["visits", "走访"], patience.Token);
        await sources.RunAsync("dotnet", ["build", "modules/Visits", "--nologo", "--tl:off", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:BuildProjectReferences=false", $"-p:ModulesPath={chromium.Host.ModulesFolder}/"], patience.Token);
        try
        {
            // Known to the catalogue is not yet served: the pages of the generation that has it are what is looked at.
            await TestHost.UntilAsync(() => Task.FromResult(chromium.Host.Platform.Current!.Modules.Any(module => module.Manifest.Id == "visits")), "visits serves");
            // Who may is the guardian's to say.
            await using var guardian = await chromium.SignInAsync("demo.security");
            await guardian.GoAsync($"/{Chromium.City}/org/roles?role=programme_office");
            foreach (var permission in (string[])["visits.entries.read", "visits.entries.edit"]) await guardian.Page.CheckAsync($"input[value='{permission}']");
            await guardian.Page.FillAsync("#Reason", "试用走访");
            await guardian.Page.ClickAsync("button[data-save]");
            await guardian.FollowAsync("dialog button:text-is('保存')");

            await using var administrator = await chromium.SignInAsync("demo.system");
            var city = (await chromium.Host.AskAsync<string>($"select name from org.locality where code = '{Chromium.City}'"))!;
            await SetAsync(administrator, city, "关");
            await SetAsync(administrator, "临溪县", "开");

            await using var officer = await chromium.SignInAsync("demo.programme");
            await TestHost.UntilAsync(async () => await officer.GoAsync($"/{Chromium.Neighbour}/visits/entries") == 404, "off beside");
            Assert.Equal(404, await officer.GoAsync($"/{Chromium.City}/visits/entries"));
            await officer.GoAsync($"/{Chromium.County}");
            await officer.FollowAsync(".mainnav a:text-is('走访')");
            await officer.FollowAsync("a:has-text('新增')");
            await officer.Page.FillAsync("#title", "走访柳溪村");
            await officer.FollowAsync("button[data-save]");
            Assert.Contains("走访柳溪村", await officer.TextAsync("main"), StringComparison.Ordinal);
            Assert.Empty(guardian.Complaints);
            Assert.Empty(administrator.Complaints);
            Assert.All(officer.Complaints, complaint => Assert.Contains("status of 404", complaint, StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(Path.Combine(chromium.Host.ModulesFolder, "Visits"), recursive: true);
        }

        async Task SetAsync(Screen administrator, string place, string state)
        {
            await administrator.GoAsync($"/{Chromium.City}/org/modules");
            await administrator.Page.ClickAsync($".matrix a[aria-label='{place} 走访'], .matrix a[aria-label^='{place} 走访']");
            await administrator.Page.CheckAsync($"#set label:has(b:text-is('{state}')) input");
            await administrator.Page.FillAsync("#Reason", "先在一个县试用");
            await administrator.Page.ClickAsync("#set button:text-is('设定')");
            await administrator.Page.WaitForSelectorAsync($"text=已设为“{state}”");
        }
    }
}
