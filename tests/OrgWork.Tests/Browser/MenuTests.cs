using System.Collections.Concurrent;
using Microsoft.Playwright;
using OrgWork.Host;
using Xunit;

namespace OrgWork.Tests.Screens;

/// <summary>Each role opens everything its menus offer: it is there, nothing complains, nothing slides sideways at a desk or on a phone, and all of it can be read and worked by keyboard (legible.js).</summary>
[Collection(nameof(MenuTests))]
public sealed class MenuTests(Chromium chromium)
{
    /// <summary>How many roles have looked at a page on the screen, by its address without the place. Those who come after two of them ask only whether it opens: what fits a reader and a writer fits.</summary>
    static readonly Dictionary<string, int> looked = [];
    const int Looks = 2, Tabs = 2, Desk = 1366, Phone = 390;
    static readonly string Legible = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Browser", "legible.js"));
    const string Menus = ".mainnav a, .subnav > a, .me a";

    public static TheoryData<string> Accounts => [.. DemoAccounts.All.Select(account => account.Account)];

    [Theory]
    [MemberData(nameof(Accounts))]
    public async Task All_that_the_menus_offer_a_role_opens_and_fits_the_screen(string account)
    {
        await using var screen = await chromium.SignInAsync(account);
        await screen.GoAsync("/");
        // While one tab waits for its page, another arranges its own.
        var tabs = new List<Tab> { new(screen) };
        while (tabs.Count < Tabs) tabs.Add(new(await screen.BesideAsync()));
        using var follower = await chromium.AlsoAsync(screen);
        var (seen, faults) = (new HashSet<string>(), new ConcurrentBag<string>());
        for (var wave = await LinksAsync(screen.Page); wave.Count > 0;)
        {
            seen.UnionWith(wave);
            var (open, found) = (new ConcurrentQueue<string>(wave), new ConcurrentBag<string>());
            await Task.WhenAll(tabs.Select(async tab =>
            {
                while (open.TryDequeue(out var address))
                    foreach (var link in LookOf(address) is var look && look > Looks ? await FollowAsync(follower, address, faults) : await LookAsync(tab, address, look, faults)) found.Add(link);
            }));
            wave = [.. found.Distinct().Where(link => !seen.Contains(link))];
        }
        Assert.NotEmpty(seen);
        Assert.True(faults.IsEmpty, string.Join('\n', faults));
        Assert.All(tabs, tab => Assert.Empty(tab.Screen.Complaints));
    }

    sealed class Tab(Screen screen)
    {
        public Screen Screen => screen;
        public int Width { get; set; } = Desk;
    }

    /// <summary>How many have come to this page, with this one.</summary>
    static int LookOf(string address)
    {
        var kind = string.Join('/', address.Split('?')[0].Split('/').Skip(2));
        lock (looked) return looked[kind] = looked.GetValueOrDefault(kind) + 1;
    }

    static async Task<IReadOnlyList<string>> LookAsync(Tab tab, string address, int look, ConcurrentBag<string> faults)
    {
        var page = tab.Screen.Page;
        if (await tab.Screen.GoAsync(address) is not 200 and var status) faults.Add($"{address} answers {status}");
        await FitsAsync();
        // It comes at the width the last one was left at, and is then made to fit the other.
        tab.Width = Desk + Phone - tab.Width;
        await page.SetViewportSizeAsync(tab.Width, 768);
        await FitsAsync();
        if (look == 1)
        {
            if (tab.Width != Desk) await page.SetViewportSizeAsync(tab.Width = Desk, 768);
            await page.Keyboard.PressAsync("Tab");
            foreach (var fault in await page.EvaluateAsync<string[]>(Legible)) faults.Add($"{address} has {fault}");
        }
        return await LinksAsync(page);

        async Task FitsAsync()
        {
            // Two frames on, the page has arranged itself to its width.
            var wide = await page.EvaluateAsync<int>("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)))))");
            if (wide > tab.Width) faults.Add($"{address} is {wide} wide on a screen of {tab.Width}");
        }
    }

    /// <summary>Opened without a screen, by the same session.</summary>
    static async Task<IReadOnlyList<string>> FollowAsync(Tests.Browser follower, string address, ConcurrentBag<string> faults)
    {
        var answer = await follower.GetAsync(address);
        for (var more = 0; more < 3 && answer.Status == 302; more++) answer = await follower.GetAsync(answer.Location!);
        if (answer.Status != 200) faults.Add($"{address} answers {answer.Status}");
        return [.. answer.Document.QuerySelectorAll(Menus).Select(link => link.GetAttribute("href")!)];
    }

    static async Task<IReadOnlyList<string>> LinksAsync(IPage page) => [.. (await page.EvaluateAsync<string[]>($"[...document.querySelectorAll('{Menus}')].map(a => a.getAttribute('href'))")).Distinct()];
}
