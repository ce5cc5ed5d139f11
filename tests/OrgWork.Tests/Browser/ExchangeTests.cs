using System.IO.Compression;
using OrgWork.Tests.Cadres;
using Xunit;

namespace OrgWork.Tests.Screens;

/// <summary>A zip of forms dragged onto the page with the mouse, as officers do.</summary>
[Collection(nameof(Chromium))]
public sealed class ExchangeTests(Chromium chromium)
{
    [Fact]
    public async Task A_zip_dropped_on_the_page_is_read_compared_and_accepted()
    {
        var file = Path.Combine(Scratch.Folder("drop"), "一批.zip");
        await using (var zip = await ZipFile.OpenAsync(file, ZipArchiveMode.Create))
        await using (var entry = await zip.CreateEntry("虞知远.lrmx").OpenAsync())
            await entry.WriteAsync(FormSamples.Editor);
        await using var screen = await chromium.SignInAsync("demo.cadre");
        var page = screen.Page;
        await screen.GoAsync($"/{Chromium.City}/cadres/exchange");
        var box = (await page.Locator(".drop").BoundingBoxAsync())!;
        var mouse = await page.Context.NewCDPSessionAsync(page);
        foreach (var type in (string[])["dragEnter", "dragOver", "drop"])
            await mouse.SendAsync("Input.dispatchDragEvent", new()
            {
                ["type"] = type, ["x"] = box.X + box.Width / 2, ["y"] = box.Y + box.Height / 2,
                ["data"] = new { items = Array.Empty<object>(), files = (string[])[file], dragOperationsMask = 1 },
            });
        await page.WaitForURLAsync("**/exchange/batch/*");
        Assert.Contains("新增", await screen.TextAsync("table tbody tr"), StringComparison.Ordinal);

        await screen.FollowAsync("table tbody td.name a");
        Assert.Contains("示范清水", await screen.TextAsync(".clash"), StringComparison.Ordinal);
        await page.ClickAsync("button:text-is('存下并接受')");
        await page.WaitForURLAsync("**/exchange/batch/*");
        Assert.Contains("已接受", await screen.TextAsync("table tbody tr"), StringComparison.Ordinal);

        await screen.GoAsync($"/{Chromium.City}/cadres/files?q=虞知远");
        await screen.FollowAsync("td.name a");
        Assert.Equal(8, await page.EvaluateAsync<int>("document.querySelector('.photo img').naturalWidth"));
        Assert.Empty(screen.Complaints);
    }
}
