using OrgWork.Host;
using Xunit;

namespace OrgWork.Tests.Screens;

/// <summary>Each role opens everything its menus offer: it is there, nothing complains, nothing slides sideways at a desk or on a phone, and all of it can be read and worked by keyboard (legible.js).</summary>
[Collection(nameof(MenuTests))]
public sealed class MenuTests(Chromium chromium)
{
    /// <summary>How many roles have looked at a page on the screen, by its address without the place. Those who come after two of them ask only whether it opens: what fits a reader and a writer fits.</summary>
    static readonly Dictionary<string, int> looked = [];
    const int Looks = 2;
    static readonly string Legible = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Browser", "legible.js"));
    const string Menus = "'.mainnav a, .subnav > a, .me a'";

    public static TheoryData<string> Accounts => [.. DemoAccounts.All.Select(account => account.Account)];

    [Theory]
    [MemberData(nameof(Accounts))]
    public async Task All_that_the_menus_offer_a_role_opens_and_fits_the_screen(string account)
    {
        await using var screen = await chromium.SignInAsync(account);
        var page = screen.Page;
        await screen.GoAsync("/");
        var open = new Queue<string>(await LinksAsync());
        var seen = new HashSet<string>();
        var faults = new List<string>();
        while (open.TryDequeue(out var address))
        {
            if (!seen.Add(address)) continue;
            var kind = string.Join('/', address.Split('?')[0].Split('/').Skip(2));
            looked[kind] = looked.GetValueOrDefault(kind) + 1;
            if (looked[kind] > Looks)
            {
                var answer = await page.APIRequest.GetAsync(address, new() { MaxRedirects = 3 });
                if (answer.Status != 200) faults.Add($"{address} answers {answer.Status}");
                foreach (var link in await page.EvaluateAsync<string[]>($"html => [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll({Menus})].map(a => a.getAttribute('href'))", await answer.TextAsync())) open.Enqueue(link);
                continue;
            }
            if (await screen.GoAsync(address) is not 200 and var status) faults.Add($"{address} answers {status}");
            foreach (var width in (int[])[1366, 390])
            {
                await page.SetViewportSizeAsync(width, 768);
                // Two frames on, the page has arranged itself to its new width.
                var wide = await page.EvaluateAsync<int>("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)))))");
                if (wide > width) faults.Add($"{address} is {wide} wide on a screen of {width}");
            }
            await page.SetViewportSizeAsync(1366, 768);
            if (looked[kind] == 1)
            {
                await page.Keyboard.PressAsync("Tab");
                faults.AddRange((await page.EvaluateAsync<string[]>(Legible)).Select(fault => $"{address} has {fault}"));
            }
            foreach (var link in await LinksAsync()) open.Enqueue(link);
        }
        Assert.NotEmpty(seen);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(screen.Complaints);

        Task<string[]> LinksAsync() => page.EvaluateAsync<string[]>($"[...document.querySelectorAll({Menus})].map(a => a.getAttribute('href'))");
    }
}
