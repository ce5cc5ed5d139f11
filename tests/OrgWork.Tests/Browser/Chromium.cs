using Microsoft.Playwright;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Screens;

[CollectionDefinition(nameof(Chromium))]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;

/// <summary>The walk through all menus takes as long as all other tests of the screen together: beside them, with a browser and a city of its own.</summary>
[CollectionDefinition(nameof(MenuTests))]
public sealed class MenuCollection : ICollectionFixture<Chromium>;

/// <summary>One browser and one invented city for all tests that look at the screen.</summary>
public sealed class Chromium : IAsyncLifetime
{
    IPlaywright playwright = null!;
    IBrowser browser = null!;

    internal const string City = "990100", County = "990121", Neighbour = "990122";

    internal TestHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await TestHost.StartDemoAsync(new(Counties: 2, Townships: 4, Villages: 16, Enterprises: 4, Cadres: 160, Members: 400, Talents: 40));
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Somebody of the city at their own screen, signed in by the form.</summary>
    internal async Task<Screen> SignInAsync(string account, int width = 1366, int height = 768)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = Host.Platform.BaseAddress, ViewportSize = new() { Width = width, Height = height }, Locale = "zh-CN" });
        context.SetDefaultTimeout(15_000);
        var screen = new Screen(await context.NewPageAsync());
        await screen.GoAsync("/signin");
        await screen.Page.FillAsync("#Account", account);
        await screen.Page.FillAsync("#Password", DemoAccounts.Password);
        await screen.Page.ClickAsync("button:text-is('登录')");
        await screen.Page.WaitForSelectorAsync("header.banner");
        return screen;
    }

    /// <summary>The same session without a screen.</summary>
    internal async Task<Tests.Browser> AlsoAsync(Screen screen) => new(Host.Platform.BaseAddress, (await screen.Page.Context.CookiesAsync()).Single(cookie => cookie.Name == Sessions.Cookie).Value);

    public async Task DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await Host.DisposeAsync();
    }
}

/// <summary>A page of the browser that remembers what the browser complained of: errors of scripts, things the content policy refused, things not found.</summary>
sealed class Screen : IAsyncDisposable
{
    readonly List<string> complaints = [];

    public Screen(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            // A refused form answers 422, and the browser notes that too.
            if (message.Type is "error" or "warning" && !message.Text.Contains("status of 422", StringComparison.Ordinal)) complaints.Add($"{message.Text} ({page.Url})");
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => complaints;

    public async Task<int> GoAsync(string path) => (await Page.GotoAsync(path))!.Status;

    /// <summary>Clicks what leads to another page and waits until that one is there whole, pictures included: what is read next is not the old page's.</summary>
    public async Task FollowAsync(string selector)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrived(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += Arrived;
        try
        {
            await Page.ClickAsync(selector);
            await loaded.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
        finally
        {
            Page.Load -= Arrived;
        }
    }

    /// <summary>Another tab of the same browser.</summary>
    public async Task<Screen> BesideAsync() => new(await Page.Context.NewPageAsync());

    public Task<string> TextAsync(string selector) => Page.InnerTextAsync(selector);

    public async Task<bool> ShowsAsync(string selector) => await Page.Locator(selector).CountAsync() > 0;

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
