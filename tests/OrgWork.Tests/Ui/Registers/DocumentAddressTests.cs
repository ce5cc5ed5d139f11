using Xunit;

namespace OrgWork.Tests.Ui.Registers;

/// <summary>For whom paper is put out: those in the address, those under the list's conditions, or all when that is said; never everybody because something was lost.</summary>
public sealed class DocumentAddressTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    const string Roster = $"/{TestHost.County}/ledger/entrants/documents/roster";

    [Fact]
    public async Task An_address_without_ids_takes_nobody_and_one_that_says_all_takes_all()
    {
        using var officer = await ledger.Host.SignInAsync(TestHost.County, "ledger.entrants.read");
        var path = await ledger.PathOfAsync(TestHost.County);
        var one = await ledger.AddEntrantAsync(path, "单打印");
        await ledger.AddEntrantAsync(path, "季在册");

        Assert.Contains("没有选中", (await officer.GetAsync(Roster)).In(".empty"));
        // The page of papers is reached by a form; its address, opened again, leads back to the same people.
        Assert.Equal($"{Roster}?ids={one:N}", (await officer.GetAsync($"{Roster}/print?ids={one:N}")).Location);
        Assert.DoesNotContain("季在册", (await officer.GetAsync($"{Roster}?ids={one:N}")).Text);
        Assert.Contains($"/print?ids={one:N}", (await officer.GetAsync($"{Roster}?ids={one:N}")).Document.QuerySelector(".form-foot .btn-main")!.GetAttribute("formaction"));
        var all = await officer.GetAsync($"{Roster}?all=1");
        Assert.Contains("季在册", all.Text);
        Assert.Contains("当前条件下的全部 2 人", all.Text);
        Assert.Contains("documents/roster?all=1", (await officer.GetAsync($"/{TestHost.County}/ledger/entrants")).Document.QuerySelector("a[href*='documents/roster']")!.GetAttribute("href"));
        Assert.Contains("单打印", (await officer.GetAsync($"{Roster}?sex=1&q=单")).Text);
    }
}
