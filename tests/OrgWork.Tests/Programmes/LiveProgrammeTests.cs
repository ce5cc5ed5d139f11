using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>A host with the product's modules, and one programme of the shelf installed in one county by a click.</summary>
public sealed class InstalledHost : IAsyncLifetime
{
    public const string Design = "programmes.design.read", Edit = "programmes.design.edit";

    internal TestHost Host { get; private set; } = null!;
    internal string Module { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Host = await TestHost.StartAsync(Packages.Modules);
        Module = await InstallAsync(Host, TestHost.County, "sanlian-sancu");
    }

    internal static async Task<string> InstallAsync(TestHost host, string county, string key)
    {
        using var admin = await host.SignInAsync(county, Design, Edit);
        var answer = await admin.PostAsync($"/{county}/programmes/shelf", ("key", key));
        Assert.True(answer.Status == 302, answer.In(".note-r") ?? answer.In("main") ?? answer.Text);
        var module = await host.AskAsync<string>($"select d.module from programmes.design d join org.locality l on l.path = d.locality_path where d.origin = '货架：{key}' and l.code = '{county}'");
        await ServesAsync(host, module!);
        return module!;
    }

    internal static async Task ServesAsync(TestHost host, string module, string? version = null)
    {
        await TestHost.UntilAsync(() => Task.FromResult(host.Platform.Current!.Modules.Any(one => one.Manifest.Id == module && (version is null || one.Manifest.Version == version)) || host.Platform.Catalog.Statuses.Any(status => status.Id == module && status.Error is not null)), $"{module} serves");
        Assert.Null(host.Platform.Catalog.Statuses.First(status => status.Id == module).Error);
    }

    internal string[] May => [.. ((string[])["entries.read", "entries.edit", "entries.act", "figures.read", "rules.read", "entries.open"]).Select(tail => $"{Module}.{tail}")];

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}

public sealed class LiveProgrammeTests(InstalledHost installed) : IClassFixture<InstalledHost>
{
    TestHost Host => installed.Host;
    string Module => installed.Module;

    [Fact]
    public async Task An_installed_programme_has_the_list_form_record_figures_rules_and_papers_of_a_built_module()
    {
        using var officer = await Host.SignInAsync(TestHost.County, installed.May);
        var made = await officer.SubmitAsync($"/{TestHost.County}/{Module}/links/new", ("name", "云岭果业公司"), ("kind", "2"), ("leader", "陶静"), ("promotes", "1"), ("began_on", "2026.03.02"), ("planned", "12"), ("phone", "13800001234"));
        Assert.True(made.Status == 302, made.In("main"));
        var record = await officer.GetAsync(made.Location!);
        Assert.Contains("云岭果业公司", record.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("13800001234", record.Text, StringComparison.Ordinal);

        foreach (var path in (string[])["links", "links?q=yunling", "links?q=云岭", "links?kind=2", "links?sort=began_on&dir=desc", "problems", "problems/new", "links/bin", "links/imports", "links/documents/roster/print", "steps", "figures", "figures/covered", "rules"])
        {
            var page = await officer.GetAsync($"/{TestHost.County}/{Module}/{path}");
            Assert.True(page.Status is 200 or 302, $"{path}: {page.Status} {page.In("main")}");
        }
        Assert.Contains("云岭果业公司", (await officer.GetAsync($"/{TestHost.County}/{Module}/links?q=yunling")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_value_of_a_filter_is_walked_in_the_order_of_the_list_and_counted_without_the_table()
    {
        var path = await Host.AskAsync<string>($"select path from org.locality where code = '{TestHost.County}'");
        await Host.DoAsync($"""
            insert into {Module}.links (locality_path, rank_order, name, kind, leader, promotes, began_on, planned) select '{path}', i, '联系点' || i, (1 + i % 4)::text, '计数员', '1', org.today(), 12 from generate_series(1, 2000) i;
            analyze {Module}.links
            """);
        await using var data = Host.Platform.Databases.Of(Host.Platform.Current!.Modules.First(one => one.Manifest.Id == Module).Manifest).OpenForReading(Scope.Subtree(path!, Guid.Empty), Actor.System);
        // As RegisterSql writes it: nothing is sorted, and no row is asked whether its module is on there.
        var plan = string.Join('\n', await data.QueryAsync<string>("explain select count(*)::int from (select 1 from links t where t.removed_at is null and t.kind = '2' order by t.locality_path, t.rank_order, t.id limit 1001) counted"));
        Assert.Contains("links_kind_locality_path_rank_order_id_idx", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
        Assert.Equal("", await data.FirstAsync<string>("select current_setting('orgwork.switches')"));
        using var officer = await Host.SignInAsync(TestHost.County, installed.May);
        foreach (var (asked, count) in ((string, string)[])[("kind=2", "500"), ("kind=2,3", "1000"), ("kind=2&kind=4", "1000")])
            Assert.Equal(count, (await officer.GetAsync($"/{TestHost.County}/{Module}/links?handler=count&{asked}&leader=计数员")).Text.Trim());
        await Host.DoAsync($"update {Module}.links set removed_at = now() where name like '联系点%'");
    }

    [Fact]
    public async Task It_is_in_the_menu_of_its_own_county_and_nowhere_else()
    {
        using var here = await Host.SignInAsync(TestHost.County, [.. installed.May, InstalledHost.Design]);
        var overview = await here.GetAsync($"/{TestHost.County}/programmes/running");
        Assert.Contains($"/{TestHost.County}/{Module}/links", overview.Document.QuerySelectorAll("nav a").Select(link => link.GetAttribute("href")));
        // Of thirty programmes none takes a place in the line of works.
        Assert.DoesNotContain("三联三促", overview.Document.QuerySelectorAll(".mainnav a").Select(link => link.TextContent.Trim()));

        using var next = await Host.SignInAsync(TestHost.Neighbour, [.. installed.May, InstalledHost.Design]);
        Assert.DoesNotContain("三联三促", (await next.GetAsync($"/{TestHost.Neighbour}/programmes/running")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await next.GetAsync($"/{TestHost.Neighbour}/{Module}/links")).Status);
        using var above = await Host.SignInAsync(TestHost.City, installed.May);
        Assert.Equal(404, (await above.GetAsync($"/{TestHost.City}/{Module}/links")).Status);
    }

    [Fact]
    public async Task Its_tables_are_real_ones_with_types_keys_and_comments()
    {
        Assert.Equal("date", await Host.AskAsync<string>($"select format_type(atttypid, atttypmod) from pg_attribute where attrelid = '{Module}.problems'::regclass and attname = 'due_on'"));
        Assert.Equal("办结时限", await Host.AskAsync<string>($"select col_description(attrelid, attnum) from pg_attribute where attrelid = '{Module}.problems'::regclass and attname = 'due_on'"));
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from pg_class where relnamespace = '{Module}'::regnamespace and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)"));
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from pg_constraint where conrelid = '{Module}.problems'::regclass and confrelid = '{Module}.links'::regclass"));
    }

    [Fact]
    public async Task A_light_refuses_what_its_condition_forbids_and_narrows_the_list()
    {
        using var officer = await Host.SignInAsync(TestHost.County, installed.May);
        var link = await AddLinkAsync(officer, "岭头村");
        var wrong = await officer.SubmitAsync($"/{TestHost.County}/{Module}/problems/new", ("name", "机耕路不通"), ("link_id", link), ("kind", "5"), ("raised_on", "2026.03.10"), ("words", "雨季无法通行"), ("due_on", "2026.03.01"));
        Assert.Equal(422, wrong.Status);
        Assert.Contains("办结时限早于提出日期", wrong.Text, StringComparison.Ordinal);
        var right = await officer.SubmitAsync($"/{TestHost.County}/{Module}/problems/new", ("name", "机耕路不通"), ("link_id", link), ("kind", "5"), ("raised_on", "2026.03.10"), ("words", "雨季无法通行"), ("due_on", "2026.04.01"));
        Assert.Equal(302, right.Status);
        Assert.Contains("机耕路不通", (await officer.GetAsync($"/{TestHost.County}/{Module}/problems?rule=overdue")).Text, StringComparison.Ordinal);
        Assert.Contains("问题超期未办结", (await officer.GetAsync($"/{TestHost.County}?handler=numbers")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_it_is_about_is_chosen_from_the_platforms_own_registers_within_ones_place_and_no_more_of_them_is_seen()
    {
        var module = await InstalledHost.InstallAsync(Host, TestHost.County, "guangju-xinghuo");
        var (ours, theirs) = (await CadreAsync(TestHost.County, "叶晓岚"), await CadreAsync(TestHost.Neighbour, "叶晓峰"));
        // No right in the cadres' module.
        using var officer = await Host.SignInAsync(TestHost.County, $"{module}.entries.read", $"{module}.entries.edit");
        var members = $"/{TestHost.County}/{module}/members";
        foreach (var typed in (string[])["叶晓", "yexiao", "yxl"])
        {
            var found = System.Text.Json.JsonDocument.Parse((await officer.GetAsync($"{members}/new?handler=pick&field=cadre_id&q={Uri.EscapeDataString(typed)}")).Text).RootElement.EnumerateArray().ToList();
            Assert.Equal($"{ours} 叶晓岚　县委办副主任", $"{Assert.Single(found).GetProperty("value")} {found[0].GetProperty("text")}");
        }
        (string, string)[] told = [("name", "叶晓岚"), ("unit", "县委办"), ("stage", "2"), ("entered_on", Dates.Format(Clock.Today.AddDays(-9)))];
        Assert.Contains("不在您的授权范围之内", (await officer.SubmitAsync($"{members}/new", [.. told, ("cadre_id", theirs.ToString())])).In("main"));
        var made = await officer.SubmitAsync($"{members}/new", [.. told, ("cadre_id", ours.ToString())]);
        Assert.True(made.Status == 302, made.In("main"));
        Assert.Contains("叶晓岚　县委办副主任", (await officer.GetAsync(members)).In("tbody"));
        Assert.Equal(404, (await officer.GetAsync($"/{TestHost.County}/{module}/listed-cadre")).Status);
        Assert.Equal(403, (await officer.GetAsync($"/{TestHost.County}/cadres/files")).Status);
        // The post changes where cadres are kept; nobody types it again.
        await Host.DoAsync($"update cadres.cadre set post_title = '乡长' where id = '{ours}'");
        Assert.Contains("叶晓岚　乡长", (await officer.GetAsync(made.Location!)).In("main"));

        async Task<Guid> CadreAsync(string place, string name) => await Host.AskAsync<Guid>($"""
            with p as (insert into org.person (name, name_pinyin, name_initials, sex, birth_on) values ('{name}', '{Pinyin.OfName(name)}', '{Pinyin.InitialsOfName(name)}', '2', '1992-05-01') returning id)
            insert into cadres.cadre (locality_path, name, person_id, post_title, politics) select (select path from org.locality where code = '{place}'), '{name}', id, '县委办副主任', '01' from p returning id
            """);
    }

    [Fact]
    public async Task Cadres_take_part_their_posts_are_taken_over_and_those_who_have_entered_nothing_are_listed()
    {
        foreach (var (place, name) in ((string, string)[])[(TestHost.County, "单雄"), (TestHost.County, "解放军"), (TestHost.Neighbour, "李雷")])
            await Host.DoAsync($"""
                with p as (insert into org.person (name, name_pinyin, name_initials, sex, birth_on) values ('{name}', '{Pinyin.OfName(name)}', '{Pinyin.InitialsOfName(name)}', '1', '1988-05-01') returning id)
                insert into cadres.cadre (locality_path, name, person_id, post_title, politics) select (select path from org.locality where code = '{place}'), '{name}', id, '乡镇长', '01' from p
                """);
        using var admin = await Host.SignInAsync(TestHost.County, InstalledHost.Design, InstalledHost.Edit);
        var made = await admin.PostAsync($"/{TestHost.County}/programmes/design/new", ("pasted", """
            { "name": "干部登台", "edition": 2026, "participants": { "who": "cadre", "register": "talks" }, "registers": [ { "key": "talks", "title": "登台", "noun": "登台", "fields": [ { "key": "name", "label": "讲题", "kind": "name" },
              { "key": "cadre_id", "label": "主讲", "kind": "listed", "register": "cadre", "required": true, "listed": true }, { "key": "post", "label": "职务", "from": "cadre_id.post", "listed": true, "filter": true }, { "key": "home", "label": "哪里的", "from": "cadre_id.place" } ] } ] }
            """));
        var design = made.Location!.Split('/')[^1].Split('?')[0];
        var published = await DesignHost.DoAsync(admin, design, "publish", await Host.AskAsync<int>($"select version from programmes.design where id = '{design}'"));
        Assert.True(published.Status == 302, published.In("main"));
        var module = (await Host.AskAsync<string>($"select module from programmes.design where id = '{design}'"))!;
        await InstalledHost.ServesAsync(Host, module);
        // No right in the cadres' module.
        using var officer = await Host.SignInAsync(TestHost.County, $"{module}.entries.read", $"{module}.entries.edit", $"{module}.figures.read");
        var home = $"/{TestHost.County}/{module}";
        var missing = (await officer.GetAsync($"{home}/figures/taking-part-missing/rows")).In("tbody")!;
        Assert.Contains("单雄", missing, StringComparison.Ordinal);
        Assert.Contains("解放军", missing, StringComparison.Ordinal);
        Assert.DoesNotContain("李雷", missing, StringComparison.Ordinal);

        var cadre = await Host.AskAsync<Guid>("select id from cadres.cadre where name = '单雄'");
        await DesignHost.AddAsync(officer, $"{home}/talks", ("name", "第一讲"), ("cadre_id", cadre.ToString()));
        Assert.Equal("乡镇长 临溪县", await Host.AskAsync<string>($"select post || ' ' || home from {module}.talks"));
        await Host.DoAsync($"update cadres.cadre set post_title = '县委办主任' where id = '{cadre}'");
        var list = (await officer.GetAsync($"{home}/talks")).In("tbody")!;
        // Whom it is about is called as today; what he was on that day stands beside it.
        Assert.Contains("单雄　县委办主任", list, StringComparison.Ordinal);
        Assert.Contains("乡镇长", list, StringComparison.Ordinal);
        missing = (await officer.GetAsync($"{home}/figures/taking-part-missing/rows")).In("tbody")!;
        Assert.DoesNotContain("单雄", missing, StringComparison.Ordinal);
        Assert.Contains("解放军", missing, StringComparison.Ordinal);
    }

    async Task<string> AddLinkAsync(Browser officer, string name)
    {
        var made = await officer.SubmitAsync($"/{TestHost.County}/{Module}/links/new", ("name", name), ("kind", "3"), ("leader", "陶静"), ("promotes", "2"), ("began_on", "2026.03.02"), ("planned", "12"));
        Assert.True(made.Status == 302, made.In("main"));
        return made.Location!.Split('/')[^1].Split('?')[0];
    }
}
