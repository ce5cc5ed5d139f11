using Xunit;

namespace OrgWork.Tests.Screens;

/// <summary>Writing a condition in the designer: what may stand there is offered while one types, by keys alone.</summary>
[Collection(nameof(Chromium))]
public sealed class FormulaTests(Chromium chromium)
{
    [Fact]
    public async Task Fields_and_words_are_offered_while_a_condition_is_typed_and_taken_by_keys()
    {
        await using var administrator = await chromium.SignInAsync("demo.county");
        var page = administrator.Page;
        await administrator.GoAsync($"/{Chromium.County}/programmes/design/new");
        await page.FillAsync("#name", "补全试用");
        await page.FillAsync("#title", "事项台账");
        await page.FillAsync("#columns", "事项名称、办结日期、办结时限、人数");
        await administrator.FollowAsync("button:text-is('建立草稿')");
        await administrator.GoAsync(new Uri(page.Url).AbsolutePath + "?part=lights");

        await page.FocusAsync("[name='when.0']");
        await page.Keyboard.TypeAsync("[办结");
        Assert.Equal(["[办结日期]", "[办结时限]"], await OffersAsync());
        Assert.Equal("formula-offer-0", await page.GetAttributeAsync("[name='when.0']", "aria-activedescendant"));
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Enter");
        // Enter took the word and did not send the form.
        Assert.Equal("[办结日期]", await page.InputValueAsync("[name='when.0']"));
        await page.Keyboard.TypeAsync(" 为");
        Assert.Equal(["为空"], await OffersAsync());
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("且 ");
        // By the initials of its name.
        await page.Keyboard.TypeAsync("[bjsx");
        Assert.Equal(["[办结时限]"], await OffersAsync());
        await page.Keyboard.PressAsync("Escape");
        Assert.Empty(await OffersAsync());
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync(" 早于 ");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.TypeAsync("今天");
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("[办结日期] 为空 且 [办结时限] 早于 今天", await page.InputValueAsync("[name='when.0']"));

        await page.FillAsync("[name='label.0']", "超期未办结");
        await administrator.FollowAsync("button:text-is('保存')");
        Assert.Contains("读作：([办结日期] 为空 且 [办结时限] 早于 今天)", await administrator.TextAsync("main"), StringComparison.Ordinal);
        Assert.Empty(administrator.Complaints);

        async Task<IEnumerable<string>> OffersAsync() => await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.offer li')].map(line => line.textContent)");
    }

    [Fact]
    public async Task The_designer_and_what_comes_of_it_are_used_on_a_telephone_without_sliding_sideways()
    {
        await using var administrator = await chromium.SignInAsync("demo.county", width: 390, height: 844);
        var module = (await chromium.Host.AskAsync<string>("select module from programmes.design where origin = '货架：sanlian-sancu'"))!;
        var design = await chromium.Host.AskAsync<Guid>($"select id from programmes.design where module = '{module}'");
        foreach (var path in (string[])["programmes/running", "programmes/shelf", "programmes/shelf/item/sanlian-sancu", .. ((string[])["basics", "fields", "participants", "steps", "figures", "lights", "papers", "who", "publish"]).Select(part => $"programmes/design/{design}?part={part}")])
            await FitsAsync(administrator, path);
        // Whoever designs it has no right in it of that alone.
        await using var officer = await chromium.SignInAsync("demo.programme", width: 390, height: 844);
        foreach (var path in (string[])[$"{module}/links", $"{module}/links/new", $"{module}/figures"]) await FitsAsync(officer, path);
        Assert.Empty(administrator.Complaints);
        Assert.Empty(officer.Complaints);

        static async Task FitsAsync(Screen screen, string path)
        {
            Assert.Equal(200, await screen.GoAsync($"/{Chromium.County}/{path}"));
            Assert.True(await screen.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1"), $"{path} slides sideways");
        }
    }
}
