using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Cadres;

public sealed partial class BatchTests
{
    [Fact, Trait("Row", "C3.1")]
    public async Task The_standard_has_editions_and_reports_sheets_and_comments_stand_under_its_items_so_that_people_are_held_side_by_side()
    {
        using var officer = await OfficerAsync();
        await host.DoAsync("delete from cadres.standard_comment; delete from cadres.cadre_standard_item; delete from cadres.cadre_standard");
        async Task<Guid> EditionAsync(int number, params string[] items)
        {
            var made = await officer.SubmitAsync($"{Home}/cadre-standards/new", ("name", "好干部标准"), ("basis", "组织工作会议"), ("edition", $"{number}"));
            Assert.True(made.Status == 302, made.Why() + host.Log);
            var id = await host.AskAsync<Guid>($"select id from cadres.cadre_standard where edition = {number}");
            foreach (var item in items) Assert.Equal(302, (await officer.SubmitAsync($"{Home}/cadre-standards/{id}/items/new", ("name", item), ("words", "看" + item))).Status);
            return id;
        }
        Task<Answer> EnforceAsync(Guid id, string on) => officer.SubmitAsync($"{Home}/cadre-standards/deeds/enforce?id={id}", ("effective_on", on));
        var empty = await EditionAsync(9);
        Assert.Contains("还没有条目", (await EnforceAsync(empty, "2019.01.01")).Text, StringComparison.Ordinal);
        var old = await EditionAsync(1, "信念坚定", "清正廉洁");
        Assert.Equal(302, (await EnforceAsync(old, "2019.01.01")).Status);
        // In force it stays as it is.
        Assert.Contains("条目不再改", (await officer.SubmitAsync($"{Home}/cadre-standards/{old}/items/new", ("name", "又一条"), ("words", "看"))).Text, StringComparison.Ordinal);

        var (batch, one, person) = await ReadyAsync(officer, withLeaver: false);
        Assert.Equal(302, (await officer.FillAsync(one + "/turn/return", ("to", "inspection"), ("reason", "补充考察"))).Status);
        async Task<Answer> SayAsync(Guid cadre, string query, params (string Item, string Standing, string Words)[] said)
        {
            var values = new List<(string, string)> { ("on", "2025.03.14") };
            foreach (var (item, standing, words) in said)
            {
                var id = await host.AskAsync<Guid>($"select i.id from cadres.cadre_standard_item i join cadres.cadre_standard s on s.id = i.cadre_standard_id where s.state = '2' and i.name = '{item}'");
                values.AddRange([($"standing.{id}", standing), ($"words.{id}", words)]);
            }
            return await officer.PostAsync($"{Home}/cadre-standards/comment/{cadre}{query}", [.. values]);
        }
        // Every item is answered for.
        Assert.Contains("每一条都要写", (await SayAsync(first, $"?batch={batch}", ("信念坚定", "1", "旗帜鲜明"))).Text, StringComparison.Ordinal);
        var told = await SayAsync(first, $"?batch={batch}", ("信念坚定", "1", "旗帜鲜明"), ("清正廉洁", "2", "家风好"));
        Assert.True(told.Status == 302, told.Why() + host.Log);
        Assert.Equal(302, (await SayAsync(second, "?occasion=2", ("信念坚定", "2", "政治可靠"), ("清正廉洁", "4", "有反映"))).Status);
        // Under the items on paper, too; the sheet of assessment leads there.
        var report = (await PaperAsync(officer, batch, "inspection-report", ("purpose", "提交常委会"))).Text;
        Assert.Contains("信念坚定（突出）：旗帜鲜明", report, StringComparison.Ordinal);

        await host.DoAsync($"update cadres.appointment_candidate set state = '2' where appointment_batch_id = '{batch}' and cadre_id = '{second}'");
        var compare = $"{Home}/cadre-standards/compare/{batch}";
        var closed = await officer.GetAsync(compare);
        Assert.DoesNotContain("旗帜鲜明", closed.Text, StringComparison.Ordinal);
        var open = await officer.PostAsync(compare, ("purpose", "提交会议讨论"), ("reason", "县委常委会"));
        Assert.Equal($"600;url={compare}", open.Message.Headers.GetValues("Refresh").Single());
        var row = open.Document.QuerySelectorAll("tbody tr").First(line => line.TextContent.Contains("清正廉洁", StringComparison.Ordinal)).TextContent;
        foreach (var words in new[] { "家风好", "较差", "有反映", "年度考核" }) Assert.Contains(words, row, StringComparison.Ordinal);
        Assert.Equal(1L, await host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{batch}' and reason = '提交会议讨论：县委常委会'"));

        // A new edition takes over; what was said under the old one is still seen under it.
        var next = await EditionAsync(2, "信念坚定", "敢于担当");
        Assert.Equal(302, (await EnforceAsync(next, Dates.Format(Clock.Today))).Status);
        Assert.Equal("3", await host.AskAsync<string>($"select state from cadres.cadre_standard where id = '{old}'"));
        Assert.Contains("敢于担当", (await officer.GetAsync($"{Home}/cadre-standards/comment/{first}?occasion=4")).Text, StringComparison.Ordinal);
        Assert.Contains("家风好", (await officer.PostAsync(compare, ("edition", old.ToString()), ("purpose", "提交会议讨论"), ("reason", "县委常委会"))).Text, StringComparison.Ordinal);
        using var reader = await host.SignInAsync(county, "cadres.appointments.read", "cadres.appointments.act");
        Assert.Equal(403, (await reader.GetAsync(compare)).Status);
        Assert.Equal(403, (await reader.GetAsync($"{Home}/cadre-standards/comment/{first}")).Status);
    }
}
