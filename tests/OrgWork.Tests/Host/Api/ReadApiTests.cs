using System.Net.Http.Headers;
using System.Text.Json;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Host.Api;

/// <summary>Other systems read by a key that is given out on a page: what it lists, where it stands, and nothing else.</summary>
public sealed class ReadApiTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    const string Entrants = "/api/v1/ledger/entrants";

    sealed record Told(int Status, JsonElement Body, string Text, HttpResponseMessage Message)
    {
        public IEnumerable<JsonElement> Items => Body.GetProperty("items").EnumerateArray();
        public IEnumerable<string> Names => Items.Select(item => item.GetProperty("values").GetProperty("name").GetString()!);
        public string? Next => Body.GetProperty("next").GetString();
    }

    async Task<Told> AskAsync(string? key, string address)
    {
        using var client = new HttpClient { BaseAddress = new(ledger.Host.Platform.BaseAddress) };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var message = await client.GetAsync(address);
        var text = await message.Content.ReadAsStringAsync();
        return new((int)message.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default, text, message);
    }

    Task<Browser> GuardianAsync(string place = TestHost.City) => ledger.Host.SignInAsync(place, "org.api.read", "org.api.edit");

    static (string, string)[] Form(params (string Name, string Value)[] more) =>
        [("Name", "市大数据平台"), ("Contact", "数据局　方明远　2031"), ("Purpose", "市委组织部〔2026〕12号"), ("ExpiresOn", Dates.Format(Clock.Today.AddMonths(6))), .. more];

    /// <summary>Through the page, as a guardian does it.</summary>
    async Task<(string Token, string Page)> GiveAsync(string place, params (string Name, string Value)[] more)
    {
        using var guardian = await GuardianAsync(place);
        var given = await guardian.PostAsync($"/{place}/org/api/new", Form(more));
        Assert.True(given.Status == 302, given.Text);
        var page = await guardian.GetAsync(given.Location!);
        var token = page.In("#api-key")!;
        Assert.StartsWith("ow1_", token);
        Assert.Null((await guardian.GetAsync(given.Location!)).In("#api-key"));
        return (token, given.Location!);
    }

    async Task<string> FillAsync(string mark, int count)
    {
        var path = await ledger.PathOfAsync(TestHost.County);
        for (var i = 0; i < count; i++) await ledger.AddEntrantAsync(path, $"{mark}{"甲乙丙丁戊"[i]}", rank: i);
        await ledger.AddEntrantAsync(await ledger.PathOfAsync(TestHost.Neighbour), mark + "邻");
        return path;
    }

    [Fact]
    public async Task A_key_reads_the_fields_on_its_list_of_its_place_page_by_page_and_each_time_is_on_record()
    {
        await FillAsync("阎", 3);
        var (key, page) = await GiveAsync(TestHost.County, ("Fields", "ledger/entrants.name"), ("Fields", "ledger/entrants.sex"));

        var first = await AskAsync(key, Entrants + "?limit=2");
        Assert.Equal(200, first.Status);
        Assert.Equal(["阎甲", "阎乙"], first.Names.Take(2));
        Assert.All(first.Items, item => Assert.Equal(["name", "sex"], item.GetProperty("values").EnumerateObject().Select(value => value.Name).Order()));
        Assert.Equal(TestHost.County, first.Items.First().GetProperty("place").GetProperty("code").GetString());
        List<string> all = [.. first.Names];
        for (var next = first.Next; next is not null;)
        {
            var more = await AskAsync(key, next);
            Assert.InRange(more.Items.Count(), 1, 2);
            all.AddRange(more.Names);
            next = more.Next;
        }
        Assert.Equal(["阎甲", "阎乙", "阎丙"], all.Where(name => name[0] == '阎'));

        Assert.Equal($"接口：市大数据平台|导出|2", await ledger.Host.AskAsync<string>($"select concat_ws('|', actor_name, deed, (select c ->> 'after' from jsonb_array_elements(changes) c where c ->> 'label' = '行数')) from audit.entry where actor = '{page.Split('/')[^1]}' order by id limit 1"));
        using var guardian = await GuardianAsync(TestHost.County);
        Assert.Contains("行数：2", (await guardian.GetAsync(page)).Text);
        // The key itself is nowhere.
        Assert.Equal(0, await ledger.Host.AskAsync<long?>($"select count(*) from org.api_key k where to_jsonb(k)::text like '%{key}%'"));
        Assert.Equal(0, await ledger.Host.AskAsync<long?>($"select count(*) from audit.entry e where to_jsonb(e)::text like '%{key}%'"));
    }

    [Fact]
    public async Task What_a_key_does_not_list_can_neither_be_read_nor_filtered_nor_sorted_by()
    {
        await FillAsync("鄢", 1);
        var (key, _) = await GiveAsync(TestHost.County, ("Fields", "ledger/entrants.name"));

        foreach (var asked in (string[])["?sex=1", "?birth_on.from=1980.01", "?sort=birth_on", "?rule=x", "?q=鄢", "?identity_mask=1", "?limit=0", "?limit=1001", "?after=x"])
            Assert.Equal((asked, 400), (asked, (await AskAsync(key, Entrants + asked)).Status));
        Assert.Equal(["鄢甲"], (await AskAsync(key, Entrants + "?name=鄢甲")).Names);
        Assert.Equal(404, (await AskAsync(key, "/api/v1/ledger/circles")).Status);
        Assert.Equal(404, (await AskAsync(key, "/api/v1/ledger/figures")).Status);
        Assert.Equal(404, (await AskAsync(key, "/api/v1/nothing/here")).Status);
        var neighbour = await ledger.Host.AskAsync<Guid?>("select id from ledger.entrant where name = '鄢邻'");
        Assert.Equal(404, (await AskAsync(key, $"{Entrants}/{neighbour}")).Status);
        // It opens no page that is for people.
        Assert.Contains("name=\"Password\"", (await AskAsync(key, $"/{TestHost.County}/ledger/entrants")).Text);
        var own = await ledger.Host.AskAsync<Guid?>("select id from ledger.entrant where name = '鄢甲'");
        Assert.Equal("鄢甲", (await AskAsync(key, $"{Entrants}/{own}")).Body.GetProperty("values").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_sensitive_item_is_not_offered_and_not_given_whatever_is_sent()
    {
        using var guardian = await GuardianAsync();
        var form = await guardian.GetAsync($"/{TestHost.City}/org/api/new");
        Assert.NotNull(form.Document.QuerySelector("input[value='ledger/entrants.name']"));
        Assert.Null(form.Document.QuerySelector("input[value='ledger/entrants.identity_mask']"));
        Assert.Null(form.Document.QuerySelector("input[value='ledger/entrants.phone']"));

        var refused = await guardian.PostAsync($"/{TestHost.City}/org/api/new", Form(("Fields", "ledger/entrants.identity_mask"), ("Fields", "ledger/entrants.phone")));
        Assert.Equal(422, refused.Status);
        Assert.Contains("请至少选一个栏目", refused.Text);

        // Written past the page, it is still not given.
        var (key, _) = await GiveAsync(TestHost.City, ("Fields", "ledger/entrants.name"));
        await ledger.Host.DoAsync($"update org.api_key set fields = fields || '{{ledger/entrants.identity_mask,ledger/entrants.phone}}' where hash = '\\x{Convert.ToHexString(ApiKeys.HashOf(key))}'");
        var told = await AskAsync(key, Entrants);
        Assert.All(told.Items, item => Assert.Equal(["name"], item.GetProperty("values").EnumerateObject().Select(value => value.Name)));
    }

    [Fact]
    public async Task Changes_are_told_from_where_the_last_answer_ended_with_what_went_to_the_bin()
    {
        await FillAsync("粘", 3);
        await ledger.Host.DoAsync("update ledger.entrant set changed_at = now() - interval '2 hours' where name like '粘_'");
        var (key, _) = await GiveAsync(TestHost.County, ("Fields", "ledger/entrants.name"));

        var start = $"{Entrants}/changes?since={DateTime.UtcNow.AddHours(-3):O}";
        var first = await AskAsync(key, start + "&limit=2");
        Assert.Equal(2, first.Items.Count());
        Assert.False(first.Body.GetProperty("isComplete").GetBoolean());
        var rest = await AskAsync(key, first.Next!.Replace("limit=2", "limit=1000", StringComparison.Ordinal));
        Assert.True(rest.Body.GetProperty("isComplete").GetBoolean());
        var seen = first.Items.Concat(rest.Items).Select(item => item.GetProperty("id").GetGuid()).ToList();
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Subset(seen.ToHashSet(), (await IdsAsync("粘甲", "粘乙", "粘丙")).ToHashSet());

        await ledger.Host.DoAsync("update ledger.entrant set name = '粘新', version = version + 1, changed_at = now() where name = '粘甲'");
        await ledger.Host.DoAsync("update ledger.entrant set removed_at = now(), version = version + 1, changed_at = now() where name = '粘乙'");
        var later = await AskAsync(key, rest.Next!);
        var changed = Assert.Single(later.Items, item => item.GetProperty("state").GetString() == "current" && item.GetProperty("values").GetProperty("name").GetString() == "粘新");
        Assert.Equal(2, changed.GetProperty("version").GetInt32());
        var gone = Assert.Single(later.Items, item => item.GetProperty("state").GetString() == "removed");
        Assert.False(gone.TryGetProperty("values", out _));
        // What is young is told again: its transaction may have begun before another one that was seen first.
        Assert.Contains(changed.GetProperty("id").GetGuid(), (await AskAsync(key, later.Next!)).Items.Select(item => item.GetProperty("id").GetGuid()));
    }

    async Task<List<Guid>> IdsAsync(params string[] names)
    {
        List<Guid> ids = [];
        foreach (var name in names) ids.Add((await ledger.Host.AskAsync<Guid?>($"select id from ledger.entrant where name = '{name}'"))!.Value);
        return ids;
    }

    [Fact]
    public async Task A_key_that_is_revoked_expired_shown_from_elsewhere_or_wrong_reads_nothing()
    {
        var (key, page) = await GiveAsync(TestHost.County, ("Fields", "ledger/entrants.name"));
        Assert.Equal(200, (await AskAsync(key, Entrants)).Status);
        var nothing = await AskAsync(null, Entrants);
        Assert.Equal((401, "Bearer"), (nothing.Status, nothing.Message.Headers.WwwAuthenticate.ToString()));
        Assert.Equal(401, (await AskAsync(key[..^1] + (key[^1] == 'A' ? 'B' : 'A'), Entrants)).Status);

        await ledger.Host.DoAsync($"update org.api_key set expires_on = current_date - 1 where hash = '\\x{Convert.ToHexString(ApiKeys.HashOf(key))}'");
        Assert.Contains("到期", (await AskAsync(key, Entrants)).Body.GetProperty("title").GetString());
        await ledger.Host.DoAsync($"update org.api_key set expires_on = current_date + 9, remotes = '{{10.9.8.7}}' where hash = '\\x{Convert.ToHexString(ApiKeys.HashOf(key))}'");
        Assert.Contains("不受理来自", (await AskAsync(key, Entrants)).Body.GetProperty("title").GetString());
        await ledger.Host.DoAsync($"update org.api_key set remotes = '{{}}' where hash = '\\x{Convert.ToHexString(ApiKeys.HashOf(key))}'");
        Assert.Equal(200, (await AskAsync(key, Entrants)).Status);

        using (var reader = await ledger.Host.SignInAsync(TestHost.County, "org.api.read")) Assert.Equal(403, (await reader.PostAsync(page, ("reason", "试"))).Status);
        using var guardian = await GuardianAsync(TestHost.County);
        Assert.Equal(422, (await guardian.PostAsync(page, ("reason", " "))).Status);
        Assert.Equal(302, (await guardian.PostAsync(page, ("reason", "项目结束"))).Status);
        Assert.Equal(401, (await AskAsync(key, Entrants)).Status);
        Assert.Contains("项目结束", (await guardian.GetAsync(page)).Text);
        // A neighbour's guardian does not see it.
        using var neighbour = await GuardianAsync(TestHost.Neighbour);
        Assert.Equal(404, (await neighbour.GetAsync(page.Replace(TestHost.County, TestHost.Neighbour, StringComparison.Ordinal))).Status);
        Assert.DoesNotContain(page.Split('/')[^1], (await neighbour.GetAsync($"/{TestHost.Neighbour}/org/api")).Text);
    }

    [Fact]
    public async Task Where_the_module_is_off_a_key_finds_nothing()
    {
        var (key, _) = await GiveAsync(TestHost.Neighbour, ("Fields", "ledger/entrants.name"));
        await ledger.Host.DoAsync($"insert into org.module_state (locality_id, module, state, reason) select id, 'ledger', 0, '试' from org.locality where code = '{TestHost.Neighbour}'");
        try
        {
            await TestHost.UntilAsync(async () => (await AskAsync(key, Entrants)).Status == 404, "the module is off for the key");
        }
        finally
        {
            await ledger.Host.DoAsync("delete from org.module_state");
        }
        await TestHost.UntilAsync(async () => (await AskAsync(key, Entrants)).Status == 200, "the module is on again for the key");
    }

    [Fact]
    public async Task The_description_names_what_the_key_may_ask_and_no_more()
    {
        var (key, _) = await GiveAsync(TestHost.City, ("Fields", "ledger/entrants.name"), ("Fields", "ledger/entrants.sex"), ("Figures", "grassroots"));
        var described = await AskAsync(key, "/api/v1/openapi.json");
        Assert.Equal("3.0.3", described.Body.GetProperty("openapi").GetString());
        var paths = described.Body.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Contains("/api/v1/ledger/entrants/changes", paths);
        Assert.Contains("/api/v1/grassroots/figures", paths);
        Assert.All(paths, path => Assert.True(path.StartsWith("/api/v1/ledger/entrants", StringComparison.Ordinal) || path.StartsWith("/api/v1/grassroots/figures", StringComparison.Ordinal), path));
        Assert.Equal(["name", "sex"], described.Body.GetProperty("components").GetProperty("schemas").GetProperty("ledger_entrants").GetProperty("properties").GetProperty("values").GetProperty("properties").EnumerateObject().Select(value => value.Name).Order());
        Assert.Equal("姓名", (await AskAsync(key, "/api/v1")).Body.GetProperty("registers")[0].GetProperty("fields")[0].GetProperty("label").GetString());

        var figures = await AskAsync(key, "/api/v1/grassroots/figures");
        Assert.Equal(200, figures.Status);
        var id = figures.Body.GetProperty("figures")[0].GetProperty("id").GetString();
        var one = await AskAsync(key, $"/api/v1/grassroots/figures/{id}?day=2025-12-31");
        Assert.Equal("2025-12-31", one.Body.GetProperty("day").GetString());
        Assert.Contains(TestHost.County, one.Body.GetProperty("places").EnumerateArray().Select(place => place.GetProperty("code").GetString()));
        Assert.Equal(404, (await AskAsync(key, "/api/v1/grassroots/figures/nothing")).Status);
        Assert.Equal(400, (await AskAsync(key, "/api/v1/grassroots/figures?day=2999-01-01")).Status);
        Assert.Equal(404, (await AskAsync(key, "/api/v1/cadres/figures")).Status);
    }

    [Fact]
    public async Task A_key_counts_what_anybody_may_who_looks_at_everything_and_nothing_confidential()
    {
        var (key, _) = await GiveAsync(TestHost.City, ("Fields", "ledger/entrants.name"), ("Figures", "cadres"));
        var told = await AskAsync(key, "/api/v1/cadres/figures");
        Assert.True(told.Status == 200, told.Text);
        var given = told.Body.GetProperty("figures").EnumerateArray().Select(figure => figure.GetProperty("id").GetString()!).ToHashSet();
        var module = ledger.Host.Platform.Current!.Modules.Single(one => one.Manifest.Id == "cadres");
        var all = module.Figures!.Set.Figures.ToLookup(figure => module.Manifest.Permissions.Single(permission => permission.Id == figure.Of.NumberPermission).IsConfidential);
        Assert.Contains(all[false], figure => given.Contains(figure.Id));
        Assert.NotEmpty(all[true]);
        foreach (var figure in all[true])
        {
            Assert.DoesNotContain(figure.Id, given);
            Assert.Equal(404, (await AskAsync(key, $"/api/v1/cadres/figures/{figure.Id}")).Status);
        }
    }

    [Fact]
    public async Task Who_asks_without_pause_is_told_to_wait()
    {
        var (key, _) = await GiveAsync(TestHost.City, ("Fields", "ledger/entrants.name"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => AskAsync(key, "/api/v1")));
        var held = answers.Where(answer => answer.Status == 429).ToList();
        Assert.NotEmpty(held);
        Assert.All(held, answer => Assert.Equal("1", answer.Message.Headers.RetryAfter?.ToString()));
        Assert.Contains(answers, answer => answer.Status == 200);
    }
}
