using System.Net.Http.Headers;
using System.Text.Json;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>A described programme is read by other systems as a built module is, and goes on being read when a new version is out.</summary>
public sealed class ReadByOtherSystemsTests(DesignHost at) : IClassFixture<DesignHost>
{
    static string Described(string label, string more) => $$"""
        { "name": "邻里走访", "edition": 2026, "registers": [ { "key": "visits", "title": "走访台账", "noun": "走访", "fields": [ { "key": "name", "label": "对象", "kind": "name" }, { "key": "households", "label": "{{label}}", "kind": "number", "listed": true }{{more}} ] } ],
          "figures": [ { "key": "many", "register": "visits", "title": "走访数" } ] }
        """;

    [Fact]
    public async Task Rows_changes_figures_and_the_description_of_all_that_before_and_after_a_new_version()
    {
        var design = await at.ReceiveAsync(Described("户数", ""));
        var module = await at.PublishAsync(design, 1);
        using var officer = await at.OfficerAsync(module);
        var list = $"/{TestHost.County}/{module}/visits";
        var first = await DesignHost.AddAsync(officer, list, ("name", "岭头村"), ("households", "12"));
        await DesignHost.AddAsync(officer, list, ("name", "柳溪村"), ("households", "8"));
        using var guardian = await at.Host.SignInAsync(TestHost.County, "org.api.read", "org.api.edit");
        var given = await guardian.PostAsync($"/{TestHost.County}/org/api/new", ("Name", "县大数据平台"), ("Contact", "数据局　方明远　2031"), ("Purpose", "县委组织部〔2026〕12号"), ("ExpiresOn", Dates.Format(Clock.Today.AddMonths(6))),
            ("Fields", $"{module}/visits.name"), ("Fields", $"{module}/visits.households"), ("Figures", module));
        Assert.True(given.Status == 302, given.Text);
        using var client = new HttpClient { BaseAddress = new(at.Host.Platform.BaseAddress) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await guardian.GetAsync(given.Location!)).In("#api-key")!);
        var rows = $"/api/v1/{module}/visits";

        Assert.Equal(["岭头村 12", "柳溪村 8"], Rows(await AskAsync(rows)));
        Assert.Equal(["岭头村 12"], Rows(await AskAsync(rows + "?name=" + Uri.EscapeDataString("岭头村"))));
        var changes = await AskAsync($"{rows}/changes?since={DateTime.UtcNow.AddHours(-1):O}");
        Assert.Equal(2, changes.GetProperty("items").GetArrayLength());
        Assert.Equal("many", (await AskAsync($"/api/v1/{module}/figures")).GetProperty("figures")[0].GetProperty("id").GetString());
        var county = (await AskAsync($"/api/v1/{module}/figures/many")).GetProperty("places").EnumerateArray().First(place => place.GetProperty("code").GetString() == TestHost.County);
        Assert.Equal(2, county.GetProperty("value").GetDecimal());
        Assert.Equal(["name 对象", "households 户数"], await FieldsAsync());

        await at.ReceiveAsync(Described("走访户数", ", { \"key\": \"words\", \"label\": \"情况\", \"listed\": true }"), onto: design);
        await at.PublishAsync(design, 2);
        Assert.Equal(302, (await officer.FillAsync($"{list}/{first}/edit", ("households", "15"), ("words", "不给别人看"))).Status);
        // What was listed goes on, under its new name; what came since is on no list and not given.
        Assert.Equal(["岭头村 15", "柳溪村 8"], Rows(await AskAsync(rows)));
        Assert.Equal(["name 对象", "households 走访户数"], await FieldsAsync());
        Assert.DoesNotContain("不给别人看", (await AskAsync($"{rows}/changes?since={DateTime.UtcNow.AddHours(-1):O}")).GetRawText(), StringComparison.Ordinal);

        async Task<JsonElement> AskAsync(string address)
        {
            var told = await client.GetAsync(address);
            var text = await told.Content.ReadAsStringAsync();
            Assert.True((int)told.StatusCode == 200, $"{address}: {told.StatusCode} {text}");
            return JsonDocument.Parse(text).RootElement;
        }

        // As the key's own page of contents and as OpenAPI say it: the same fields.
        async Task<IEnumerable<string>> FieldsAsync()
        {
            var openapi = (await AskAsync("/api/v1/openapi.json")).GetProperty("components").GetProperty("schemas").GetProperty($"{module}_visits").GetProperty("properties").GetProperty("values").GetProperty("properties");
            var said = (await AskAsync("/api/v1")).GetProperty("registers")[0].GetProperty("fields").EnumerateArray().ToList();
            Assert.Equal(["households", "name"], openapi.EnumerateObject().Select(value => value.Name).Order());
            return said.Select(field => $"{field.GetProperty("name").GetString()} {field.GetProperty("label").GetString()}");
        }

        static IEnumerable<string> Rows(JsonElement told) => told.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("values")).Select(values => $"{values.GetProperty("name").GetString()} {values.GetProperty("households")}");
    }
}
