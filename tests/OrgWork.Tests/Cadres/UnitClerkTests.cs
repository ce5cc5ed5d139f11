using System.IO.Compression;
using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

/// <summary>单位人事干部: the unit that somebody is granted becomes a place (build/decisions/0120). The clerk keeps its files, proposes where the county manages, and reaches nobody else's; the county sees what it saw.</summary>
public sealed class UnitClerkTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static int made;

    TestHost Host => office.Host;

    /// <param name="Own">managed by the unit itself</param>
    /// <param name="Kept">managed by the county</param>
    /// <param name="Next">of the unit beside it</param>
    sealed record Bureau(Guid Unit, Guid Beside, string Code, Guid Own, Guid Kept, Guid Next, string Tail)
    {
        public string Files => $"/{Code}/cadres/files";
    }

    async Task<string[]> ClerkMayAsync() => await Host.AskAsync<string[]>("select array_agg(permission order by permission) from org.role_permission where role_id = 'unit_clerk'") ?? [];
    async Task<Browser> ClerkAsync(Bureau bureau, params string[] more) => await Host.SignInAsync(bureau.Code, [.. await ClerkMayAsync(), .. more]);
    Task<Guid> UnitAsync(string name, string? below = null, string? path = null) => Host.AskAsync<Guid>($"insert into org.unit (locality_path, name, kind, parent_id) values ('{path ?? office.Path}', '{name}', '36', {(below is null ? "null" : $"'{below}'")}) returning id");

    async Task<Guid> CadreAsync(string name, Guid unit, string management)
    {
        var id = await office.CadreAsync(name, "management, native_place", $"'{management}', '云江'");
        await Host.DoAsync($"update cadres.cadre set unit_id = '{unit}' where id = '{id}'");
        return id;
    }

    async Task<(Browser Browser, Guid Account)> AdministratorAsync()
    {
        await using var db = Host.Platform.Databases.Of(OrgModule.Manifest).OpenForWriting(Scope.Whole(Guid.Empty), Actor.System);
        var id = await new AccountDeeds(db, Host.Platform.Passwords, Host.Platform.Identities).InsertAsync(new($"clerk.{Interlocked.Increment(ref made)}", "苗静姝", null, null), (await LocalityRows.ReadTreeAsync(db, default)).Find(TestHost.County)!, "-", mustChange: false, default);
        db.NeedsNoDeed("arranged by a test");
        await db.CommitAsync();
        var browser = await Host.SignInAsync(TestHost.County, "org.accounts.read", "org.grants.edit");
        await Host.DoAsync($"insert into org.role_grantable (role_id, grantable_id) select 'r_{browser.Account}', 'unit_clerk'");
        return (browser, id);
    }

    static Task<Answer> GrantAsync(Browser administrator, Guid account, params (string, string)[] more) => administrator.PostAsync($"/{TestHost.County}/org/accounts/{account}/grants", [("Role", "unit_clerk"), ("Place", TestHost.County), ("Reason", "新任"), .. more]);

    async Task<Bureau> BureauAsync(bool isGranted = true)
    {
        var tail = $"{(char)('一' + Interlocked.Increment(ref made))}";
        var (unit, beside) = (await UnitAsync($"县甲{tail}局"), await UnitAsync($"县乙{tail}局"));
        var (own, kept, next) = (await CadreAsync($"甲科员{tail}", unit, "09"), await CadreAsync($"甲局长{tail}", unit, "04"), await CadreAsync($"乙科员{tail}", beside, "09"));
        await Host.DoAsync($"insert into cadres.cadre_post (cadre_id, locality_path, unit_name, post_name, began_on, state, is_main) values ('{own}', '{office.Path}', '县甲局', '科员', '2015-01-01', '1', true)");
        if (isGranted)
        {
            var (administrator, account) = await AdministratorAsync();
            using var _ = administrator;
            var done = await GrantAsync(administrator, account, ("Unit", unit.ToString()));
            Assert.True(done.Status == 302, $"{done.Why()} {Host.Log}");
        }
        return new(unit, beside, await Host.AskAsync<string>($"select l.code from org.unit u join org.locality l on l.id = u.place_id where u.id = '{unit}'") ?? "", own, kept, next, tail);
    }

    [Fact]
    public async Task The_role_is_given_for_one_unit_and_for_no_place_and_the_unit_becomes_a_place_once()
    {
        var bureau = await BureauAsync(isGranted: false);
        var (administrator, account) = await AdministratorAsync();
        using var _ = administrator;
        var far = await UnitAsync("邻县某局", path: await Host.AskAsync<string>($"select path from org.locality where code = '{TestHost.Neighbour}'"));

        var atPlace = await GrantAsync(administrator, account);
        Assert.Equal(200, atPlace.Status);
        Assert.Contains("请选择单位", atPlace.Text, StringComparison.Ordinal);
        Assert.Contains("请从候选里选单位", (await GrantAsync(administrator, account, ("Unit", far.ToString()))).Text, StringComparison.Ordinal);
        Assert.Equal(0, await Host.AskAsync<long>($"select count(*) from org.role_grant where account_id = '{account}'"));
        var found = (await administrator.GetAsync($"/{TestHost.County}/org/accounts/{account}/grants?handler=units&q={Uri.EscapeDataString("甲" + bureau.Tail)}")).Text;
        Assert.Contains(bureau.Unit.ToString(), found, StringComparison.Ordinal);
        Assert.Equal(302, (await GrantAsync(administrator, account, ("Unit", bureau.Unit.ToString()))).Status);
        var place = await Host.AskAsync<int>($"select place_id from org.unit where id = '{bureau.Unit}'");
        Assert.True(place < 0);
        Assert.Equal(place, await Host.AskAsync<int>($"select locality_id from org.role_grant where account_id = '{account}'"));

        // Somebody else of the same unit: the same place.
        var (again, other) = await AdministratorAsync();
        using var __ = again;
        Assert.Equal(302, (await GrantAsync(again, other, ("Unit", bureau.Unit.ToString()))).Status);
        Assert.Equal(place, await Host.AskAsync<int>($"select locality_id from org.role_grant where account_id = '{other}'"));
        Assert.Equal(0, await Host.AskAsync<long>($"select count(*) from org.role_grant where account_id = '{account}' and locality_id > 0"));
    }

    [Fact]
    public async Task A_clerk_sees_the_cadres_of_the_own_unit_and_no_others_by_list_record_search_question_export_figure_and_address()
    {
        var bureau = await BureauAsync();
        using var clerk = await ClerkAsync(bureau);
        void OnlyOwn(string text)
        {
            Assert.Contains($"甲科员{bureau.Tail}", text, StringComparison.Ordinal);
            Assert.Contains($"甲局长{bureau.Tail}", text, StringComparison.Ordinal);
            Assert.DoesNotContain("乙科员", text, StringComparison.Ordinal);
        }

        Assert.Equal("/" + bureau.Code, (await clerk.GetAsync("/")).Location);
        Assert.Equal(200, (await clerk.GetAsync("/" + bureau.Code)).Status);
        var list = await clerk.GetAsync(bureau.Files);
        Assert.True(list.Status == 200, list.Why() + Host.Log);
        OnlyOwn(list.In("main")!);
        Assert.Equal("2", list.In(".total b"));
        var record = await clerk.GetAsync($"{bureau.Files}/{bureau.Own}");
        Assert.Equal(200, record.Status);
        Assert.Contains($"县甲{bureau.Tail}局", record.In("main"), StringComparison.Ordinal);
        Assert.Contains("科员", (await clerk.GetAsync($"{bureau.Files}/{bureau.Own}?tab=posts")).In("main"), StringComparison.Ordinal);
        OnlyOwn((await clerk.GetAsync($"{bureau.Files}?q={bureau.Tail}")).In("main")!);
        OnlyOwn((await clerk.GetAsync($"/{bureau.Code}/find?q={bureau.Tail}")).In("main")!);
        var query = (await clerk.PostAsync($"{bureau.Files}/queries?handler=new", ("name", "本单位全部"))).Location!;
        Assert.Equal(302, (await clerk.PostAsync($"{query}/condition?group=&set=", ("group", ""), ("set", ""), ("how.sex", "is"), ("v.sex", "1"))).Status);
        OnlyOwn((await clerk.GetAsync(query)).In("main")!);
        using var sheet = new ZipArchive(new MemoryStream(await (await clerk.PostAsync($"{bureau.Files}?handler=export")).Message.Content.ReadAsByteArrayAsync()));
        OnlyOwn(string.Concat(sheet.Entries.Where(part => part.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(part => new StreamReader(part.Open()).ReadToEnd())));

        // Of figures the role sees none; who may count at the unit counts the unit.
        Assert.Equal(403, (await clerk.GetAsync($"/{bureau.Code}/cadres/figures")).Status);
        using var counting = await ClerkAsync(bureau, "cadres.figures.read");
        var figure = await counting.GetAsync($"/{bureau.Code}/cadres/figures/cadres/rows");
        Assert.True(figure.Status == 200, figure.Why() + Host.Log);
        OnlyOwn(figure.In("main")!);

        foreach (var beyond in new[] { $"{bureau.Files}/{bureau.Next}", $"{bureau.Files}/{bureau.Next}/edit", $"/{bureau.Code}/cadres/overview/{bureau.Next}", $"/{bureau.Code}/cadres/resume/{bureau.Next}", $"/{bureau.Code}/cadres/photo/{bureau.Next}", $"{Home}/files", $"{Home}/files/{bureau.Own}", $"{Home}/files/{bureau.Next}", $"/{TestHost.City}/cadres/files", $"/{TestHost.Neighbour}/cadres/files" })
            Assert.True((await clerk.GetAsync(beyond)).Status is 403 or 404, beyond);
        foreach (var other in new[] { "teams", "batches", "appointments", "archives", "assessment", "term-changes", "exchange", "exchange/export", "rules", "figures", "own", "nominations", "consequences", "team-tasks" })
            Assert.True((await clerk.GetAsync($"/{bureau.Code}/cadres/{other}")).Status == 403, other);
        foreach (var other in new[] { "org/accounts", "org/units", "org/audit", "grassroots/members", "talent/talents", "department", "programmes" })
            Assert.True((await clerk.GetAsync($"/{bureau.Code}/{other}")).Status is 403 or 404, other);
        // Neither can what is the neighbour's be written, by a form that no page gave out for it.
        Assert.Equal(404, (await clerk.PostFromAsync($"{bureau.Files}/{bureau.Own}/edit", $"{bureau.Files}/{bureau.Next}/edit", ("name", "改名"), ("why", "改"))).Status);
        Assert.Equal(404, (await clerk.PostFromAsync($"{bureau.Files}/{bureau.Own}/edit", $"{bureau.Files}/deeds/propose", ("id", bureau.Next.ToString()), ("isSaid", "true"), ("item", "health"), ("wanted", "良好"), ("grounds", "体检表"))).Status);
    }

    [Fact]
    public async Task The_county_sees_and_changes_what_it_did_before_and_the_next_county_nothing()
    {
        var bureau = await BureauAsync(isGranted: false);
        string[] may = ["cadres.files.read", "cadres.files.edit", "cadres.figures.read"];
        using var officer = await Host.SignInAsync(TestHost.County, may);
        async Task<string?> CountedAsync() => (await officer.GetAsync($"{Home}/figures/cadres")).In("#by-place tr.sum td.num");
        async Task<string?> ListedAsync(string more = "") => (await officer.GetAsync($"{Home}/files{more}")).In(".total b");
        var before = (await CountedAsync(), await ListedAsync(), await ListedAsync("?below=0"));
        var (administrator, account) = await AdministratorAsync();
        using var _ = administrator;
        Assert.Equal(302, (await GrantAsync(administrator, account, ("Unit", bureau.Unit.ToString()))).Status);

        Assert.Equal(before, (await CountedAsync(), await ListedAsync(), await ListedAsync("?below=0")));
        foreach (var id in new[] { bureau.Own, bureau.Kept })
        {
            Assert.Equal(200, (await officer.GetAsync($"{Home}/files/{id}")).Status);
            Assert.Equal(302, (await officer.FillAsync($"{Home}/files/{id}/edit", ("health", "良好"), ("nation", "01"), ("why", "体检表"))).Status);
            Assert.Equal("良好 t", await Host.AskAsync<string>($"select health || ' ' || starts_with(locality_path, (select locality_path from org.unit where id = '{bureau.Unit}'))::text::char from cadres.cadre where id = '{id}'"));
        }
        Assert.Contains($"甲局长{bureau.Tail}", (await officer.GetAsync($"{Home}/files?q={bureau.Tail}")).In("main"), StringComparison.Ordinal);
        // What hangs on the record went along, and nobody's history has got a new period.
        Assert.Equal("t 1 1", await Host.AskAsync<string>($"select bool_and(p.locality_path = c.locality_path)::text::char || ' ' || (select count(*) from cadres.cadre_history h where h.id = '{bureau.Kept}' and h.valid_to = 'infinity') || ' ' || (select count(distinct h.locality_path) from cadres.cadre_history h where h.id = '{bureau.Own}') from cadres.cadre c join cadres.cadre_post p on p.cadre_id = c.id where c.id = '{bureau.Own}'"));
        using var far = await Host.SignInAsync(TestHost.Neighbour, may);
        Assert.Equal(404, (await far.GetAsync($"/{TestHost.Neighbour}/cadres/files/{bureau.Own}")).Status);
        var code = await Host.AskAsync<string>($"select l.code from org.unit u join org.locality l on l.id = u.place_id where u.id = '{bureau.Unit}'");
        Assert.Equal(404, (await far.GetAsync($"/{code}/cadres/files")).Status);
    }

    [Fact]
    public async Task A_clerk_changes_whom_the_unit_manages_proposes_where_the_county_does_and_the_county_decides()
    {
        var bureau = await BureauAsync();
        using var clerk = await ClerkAsync(bureau);
        using var officer = await Host.SignInAsync(TestHost.County, "cadres.files.read", "cadres.files.edit");

        var changed = await clerk.FillAsync($"{bureau.Files}/{bureau.Own}/edit", ("health", "良好"), ("nation", "01"), ("why", "体检表"));
        Assert.True(changed.Status == 302, changed.Why() + Host.Log);
        Assert.Equal(302, (await clerk.SubmitAsync($"{bureau.Files}/{bureau.Own}/education/new", ("school", "云江大学"), ("major", "会计"), ("kind", "1"), ("graduated_on", "2012.07"))).Status);
        Assert.DoesNotContain("deeds/propose?", (await clerk.GetAsync($"{bureau.Files}/{bureau.Own}")).Document.Body!.InnerHtml, StringComparison.Ordinal);
        var needless = await clerk.SubmitAsync($"{bureau.Files}/deeds/propose?id={bureau.Own}", ("item", "native_place"), ("wanted", "示范清水"), ("grounds", "户口簿"));
        Assert.Equal(422, needless.Status);
        Assert.Contains("由本级管理，请直接修改", needless.Text, StringComparison.Ordinal);

        Assert.Equal(404, (await clerk.GetAsync($"{bureau.Files}/{bureau.Kept}/edit")).Status);
        Assert.Equal(404, (await clerk.GetAsync($"{bureau.Files}/{bureau.Kept}/education/new")).Status);
        Assert.Contains("deeds/propose?", (await clerk.GetAsync($"{bureau.Files}/{bureau.Kept}")).Document.Body!.InnerHtml, StringComparison.Ordinal);
        var propose = $"{bureau.Files}/deeds/propose?id={bureau.Kept}";
        Assert.Contains("与现在登记的一样", (await clerk.SubmitAsync(propose, ("item", "native_place"), ("wanted", "云江"), ("grounds", "户口簿"))).Text, StringComparison.Ordinal);
        var asked = await clerk.SubmitAsync(propose, ("item", "native_place"), ("wanted", "示范清水"), ("grounds", "户口簿"));
        Assert.True(asked.Status == 302, asked.Why() + Host.Log);
        Assert.Equal(422, (await clerk.SubmitAsync(propose, ("item", "native_place"), ("wanted", "示范云山"), ("grounds", "户口簿"))).Status);
        Assert.Equal(302, (await clerk.SubmitAsync(propose, ("item", "other"), ("wanted", "任现职时间应为 2021.05"), ("grounds", "任职文件"))).Status);
        var request = await Host.AskAsync<Guid>($"select id from cadres.cadre_correction where cadre_id = '{bureau.Kept}' and item = 'native_place'");
        Assert.Equal("云江", await Host.AskAsync<string>($"select native_place from cadres.cadre where id = '{bureau.Kept}'"));

        // Who proposes does not decide.
        Assert.Equal(422, (await clerk.SubmitAsync($"/{bureau.Code}/cadres/corrections/deeds/decide?id={request}", ("result", "2"), ("reason", "同意"))).Status);
        Assert.Equal("1", await Host.AskAsync<string>($"select state from cadres.cadre_correction where id = '{request}'"));
        Assert.Contains("示范清水", (await officer.GetAsync($"{Home}/corrections/{request}")).In("main"), StringComparison.Ordinal);
        var decided = await officer.SubmitAsync($"{Home}/corrections/deeds/decide?id={request}", ("result", "2"), ("reason", "与户口簿一致"));
        Assert.True(decided.Status == 302, decided.Why() + Host.Log);
        Assert.Equal("示范清水", await Host.AskAsync<string>($"select native_place from cadres.cadre where id = '{bureau.Kept}'"));
        Assert.Contains("与户口簿一致", (await clerk.GetAsync($"/{bureau.Code}/cadres/corrections/{request}")).In("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_to_the_unit_or_leaves_it_comes_and_leaves_the_clerks_list_and_nobody_is_sent_away_by_form()
    {
        var bureau = await BureauAsync();
        using var clerk = await ClerkAsync(bureau);
        using var officer = await Host.SignInAsync(TestHost.County, "cadres.files.read", "cadres.files.edit");
        async Task<bool> SeesAsync(Guid id) => (await clerk.GetAsync($"{bureau.Files}/{id}")).Status == 200;

        Assert.Equal(302, (await officer.FillAsync($"{Home}/files/{bureau.Next}/edit", ("unit_id", bureau.Unit.ToString()), ("nation", "01"), ("why", "调任"))).Status);
        Assert.True(await SeesAsync(bureau.Next));
        Assert.Equal(302, (await officer.FillAsync($"{Home}/files/{bureau.Next}/edit", ("unit_id", bureau.Beside.ToString()), ("nation", "01"), ("why", "调任"))).Status);
        Assert.False(await SeesAsync(bureau.Next));
        Assert.Equal(office.Path, await Host.AskAsync<string>($"select locality_path from cadres.cadre where id = '{bureau.Next}'"));

        // The clerk's form knows no other unit, and no cadre without one.
        Assert.Equal(422, (await clerk.FillAsync($"{bureau.Files}/{bureau.Own}/edit", ("unit_id", bureau.Beside.ToString()), ("nation", "01"), ("why", "调任"))).Status);
        Assert.Equal(422, (await clerk.FillAsync($"{bureau.Files}/{bureau.Own}/edit", ("unit_id", ""), ("nation", "01"), ("why", "调任"))).Status);
        Assert.True(await SeesAsync(bureau.Own));
        var entered = await clerk.SubmitAsync($"{bureau.Files}/new", ("name", $"新录用{bureau.Tail}"), ("sex", "2"), ("birth_on", "2001.05.15"), ("nation", "01"), ("politics", "03"), ("status", "1"), ("management", "09"));
        Assert.True(entered.Status == 302, entered.Why() + Host.Log);
        Assert.Equal(bureau.Unit, await Host.AskAsync<Guid>($"select unit_id from cadres.cadre where name = '新录用{bureau.Tail}'"));

        // A body of the unit belongs to it, from the day it is put below it until it is taken away.
        var (body, person) = (await UnitAsync($"甲{bureau.Tail}局信息中心"), Guid.Empty);
        person = await CadreAsync($"中心人{bureau.Tail}", body, "09");
        Assert.False(await SeesAsync(person));
        await Host.DoAsync($"update org.unit set parent_id = '{bureau.Unit}' where id = '{body}'");
        Assert.True(await SeesAsync(person));
        await Host.DoAsync($"update org.unit set parent_id = null where id = '{body}'");
        Assert.False(await SeesAsync(person));
        await Host.DoAsync($"update org.unit set parent_id = '{bureau.Unit}' where id = '{body}'");

        // Who keeps the units names it and hangs it elsewhere by the form, and its place is called so.
        using var keeper = await Host.SignInAsync(TestHost.County, "org.units.read", "org.units.edit");
        var named = await keeper.SubmitAsync($"/{TestHost.County}/org/units/{bureau.Unit}/edit", ("name", $"县丙{bureau.Tail}局"), ("parent_id", bureau.Beside.ToString()));
        Assert.True(named.Status == 302, named.Why() + Host.Log);
        Assert.Equal($"县丙{bureau.Tail}局", await Host.AskAsync<string>($"select l.name from org.locality l join org.unit u on u.place_id = l.id where u.id = '{bureau.Unit}' and u.locality_path = l.path"));
        Assert.True(await SeesAsync(bureau.Own) && await SeesAsync(person));

        // The whole unit goes to another place with everybody, and its clerk with it.
        await Host.DoAsync($"update org.unit set locality_path = (select path from org.locality where code = '{TestHost.Neighbour}') where id = '{bureau.Unit}'");
        Assert.True(await Host.AskAsync<bool>($"select bool_and(starts_with(c.locality_path, l.path)) from cadres.cadre c, org.locality l where l.code = '{TestHost.Neighbour}' and c.id in ('{bureau.Own}', '{bureau.Kept}', '{person}')"));
        using var there = await ClerkAsync(bureau);
        Assert.Equal(200, (await there.GetAsync($"{bureau.Files}/{bureau.Own}")).Status);
        Assert.Equal(404, (await officer.GetAsync($"{Home}/files/{bureau.Own}")).Status);
    }

    [Fact]
    public async Task Whom_nobody_said_the_unit_manages_the_clerk_does_not_change_nor_says_so_nor_hands_anybody_upwards_and_nobody_writes_the_own_file()
    {
        var bureau = await BureauAsync();
        using var clerk = await ClerkAsync(bureau);
        using var officer = await Host.SignInAsync(TestHost.County, "cadres.files.read", "cadres.files.edit");
        var unknown = await office.CadreAsync($"没登记{bureau.Tail}");
        await Host.DoAsync($"update cadres.cadre set unit_id = '{bureau.Unit}' where id = '{unknown}'");
        Assert.Equal(200, (await clerk.GetAsync($"{bureau.Files}/{unknown}")).Status);
        Assert.Equal(404, (await clerk.GetAsync($"{bureau.Files}/{unknown}/edit")).Status);
        Assert.Equal(404, (await clerk.GetAsync($"{bureau.Files}/{unknown}/assessments/new")).Status);
        Assert.Contains("deeds/propose?", (await clerk.GetAsync($"{bureau.Files}/{unknown}")).Document.Body!.InnerHtml, StringComparison.Ordinal);

        // To say that somebody is managed above, or by nobody knows whom, is not the unit's.
        foreach (var management in (string[])["04", ""])
        {
            var changed = await clerk.FillAsync($"{bureau.Files}/{bureau.Own}/edit", ("management", management), ("nation", "01"), ("why", "改"));
            Assert.Equal(422, changed.Status);
            Assert.Contains("临溪县管理", changed.Text, StringComparison.Ordinal);
            Assert.Equal(422, (await clerk.SubmitAsync($"{bureau.Files}/new", ("name", $"自报{bureau.Tail}"), ("sex", "2"), ("birth_on", "2001.05.15"), ("nation", "01"), ("politics", "03"), ("status", "1"), ("management", management))).Status);
        }
        Assert.Equal("09", await Host.AskAsync<string>($"select management from cadres.cadre where id = '{bureau.Own}'"));
        // Neither by a sheet.
        async Task<string> BroughtAsync(string name, string management)
        {
            var import = (await clerk.UploadAsync($"{bureau.Files}/imports", "sheet", "名单.csv", System.Text.Encoding.UTF8.GetBytes($"姓名,性别,出生日期,民族,政治面貌,人员管理状态,管理类别\n{name},女,2001.05.15,汉族,群众,现职人员,{management}\n"))).Location!;
            await OrgWork.Tests.Ui.Registers.ImportTests.CheckAsync(Host, clerk, import);
            Assert.Equal(1, OrgWork.Tests.Ui.Registers.ImportTests.CountOf(await clerk.GetAsync(import), "new"));
            Assert.Equal(302, (await clerk.PostAsync(import + "?handler=write")).Status);
            return import;
        }
        Assert.Contains("照这样填写由临溪县管理", (await clerk.GetAsync(await BroughtAsync($"表入甲{bureau.Tail}", "县级党委管理干部"))).Text, StringComparison.Ordinal);
        await OrgWork.Tests.Ui.Registers.ImportTests.UntilAsync(Host, await BroughtAsync($"表入乙{bureau.Tail}", "其他"), 4);
        Assert.Equal($"表入乙{bureau.Tail}", await Host.AskAsync<string>($"select string_agg(name, ',') from cadres.cadre where name like '表入_{bureau.Tail}'"));
        // The county says whose the cadre is, and from then on the unit writes.
        var said = await officer.FillAsync($"{Home}/files/{unknown}/edit", ("management", "09"), ("nation", "01"), ("why", "单位管理"));
        Assert.True(said.Status == 302, said.Why());
        Assert.Equal(200, (await clerk.GetAsync($"{bureau.Files}/{unknown}/edit")).Status);

        // The own file is somebody else's to write, at the unit and above it.
        foreach (var (who, home) in new[] { (clerk, bureau.Files), (officer, $"{Home}/files") })
        {
            await Host.DoAsync($"update org.account set person_id = null where person_id = (select person_id from cadres.cadre where id = '{bureau.Own}'); update org.account set person_id = (select person_id from cadres.cadre where id = '{bureau.Own}') where account = '{who.Account}'");
            foreach (var answer in new[] { await who.FillAsync($"{home}/{bureau.Own}/edit", ("health", "良好"), ("nation", "01"), ("why", "改")), await who.SubmitAsync($"{home}/{bureau.Own}/assessments/new", ("year", "2025"), ("kind", "20"), ("grade", "1")), await who.PostAsync($"{home}/{bureau.Own}/remove", ("reason", "移走")) })
            {
                Assert.Equal(422, answer.Status);
                Assert.Contains("您本人的档案", answer.Text, StringComparison.Ordinal);
            }
        }
        Assert.Equal(0, await Host.AskAsync<long>($"select count(*) from cadres.cadre_assessment where cadre_id = '{bureau.Own}'"));
    }

    [Fact]
    public async Task What_is_asked_to_be_corrected_goes_with_the_cadre_and_is_decided_by_those_who_manage_the_cadre_now()
    {
        var (first, second) = (await BureauAsync(), await BureauAsync());
        using var officer = await Host.SignInAsync(TestHost.County, "cadres.files.read", "cadres.files.edit");
        using var before = await ClerkAsync(first);
        using var after = await ClerkAsync(second);
        var request = await Host.AskAsync<Guid>($"insert into cadres.cadre_correction (locality_path, cadre_id, item, label, stands, wanted, value, grounds, asked_on, asked_by, management) select locality_path, id, 'native_place', '籍贯', '云江', '示范清水', '示范清水', '户口簿', org.today(), gen_random_uuid(), management from cadres.cadre where id = '{first.Own}' returning id");
        Assert.Equal(200, (await before.GetAsync($"/{first.Code}/cadres/corrections/{request}")).Status);
        Assert.Equal(302, (await officer.FillAsync($"{Home}/files/{first.Own}/edit", ("unit_id", second.Unit.ToString()), ("nation", "01"), ("why", "调任"))).Status);
        Assert.Equal(404, (await before.GetAsync($"/{first.Code}/cadres/corrections/{request}")).Status);
        Assert.Equal(200, (await after.GetAsync($"/{second.Code}/cadres/corrections/{request}")).Status);

        // Meanwhile the county has taken over: the unit decides no more.
        Assert.Equal(302, (await officer.FillAsync($"{Home}/files/{first.Own}/edit", ("management", "04"), ("nation", "01"), ("why", "提任"))).Status);
        Assert.Equal(422, (await after.SubmitAsync($"/{second.Code}/cadres/corrections/deeds/decide?id={request}", ("result", "2"), ("reason", "同意"))).Status);
        Assert.Equal("云江", await Host.AskAsync<string>($"select native_place from cadres.cadre where id = '{first.Own}'"));
        var decided = await officer.SubmitAsync($"{Home}/corrections/deeds/decide?id={request}", ("result", "2"), ("reason", "属实"));
        Assert.True(decided.Status == 302, decided.Why() + Host.Log);
        Assert.Equal("示范清水", await Host.AskAsync<string>($"select native_place from cadres.cadre where id = '{first.Own}'"));
    }

    [Fact]
    public async Task A_role_of_a_Party_organisation_is_given_for_one_and_a_units_place_is_none()
    {
        var bureau = await BureauAsync();
        var (administrator, account) = await AdministratorAsync();
        using var _ = administrator;
        await Host.DoAsync($"insert into org.role_grantable (role_id, grantable_id) select 'r_{administrator.Account}', 'branch_secretary'");
        var number = await Host.AskAsync<int>($"select place_id from org.unit where id = '{bureau.Unit}'");
        foreach (var (more, why) in new[] { (("Unit", bureau.Unit.ToString()), "请选择党组织"), (("Organisation", number.ToString(System.Globalization.CultureInfo.InvariantCulture)), "请从候选里选党组织") })
            Assert.Contains(why, (await administrator.PostAsync($"/{TestHost.County}/org/accounts/{account}/grants", ("Role", "branch_secretary"), ("Place", TestHost.County), ("Reason", "新任"), more)).Text, StringComparison.Ordinal);
        Assert.Equal(0, await Host.AskAsync<long>($"select count(*) from org.role_grant where account_id = '{account}'"));
    }

    [Fact]
    public async Task A_deployment_of_before_gets_the_role_with_what_it_may_and_its_branch_secretaries_the_figures_they_read()
    {
        var may = await ClerkMayAsync();
        Assert.Equal(["cadres.files.edit", "cadres.files.read"], may);
        async Task<string> RunAsync(string name)
        {
            using var text = new StreamReader(typeof(Roles).Assembly.GetManifestResourceStream($"migrations/org/{name}.sql")!);
            return "set search_path = org, public; " + await text.ReadToEndAsync();
        }
        const string Figures = "select count(*) from org.role_permission where role_id = 'branch_secretary' and permission = 'grassroots.figures.read'";
        await Host.DoAsync("delete from org.role_grant where role_id = 'unit_clerk'; delete from org.role_grantable where grantable_id = 'unit_clerk'; delete from org.role_permission where role_id = 'unit_clerk' or role_id = 'branch_secretary' and permission = 'grassroots.figures.read'; delete from org.role where id = 'unit_clerk'");
        var others = await Host.AskAsync<string>("select md5(string_agg(role_id || permission, ',' order by role_id, permission)) from org.role_permission where role_id not in ('unit_clerk', 'branch_secretary')");

        await Roles.SeedAsync(Host.Platform.Databases.Host, [OrgModule.Manifest, .. Host.Platform.Current!.Modules.Select(module => module.Manifest)], default);
        // The role is new and gets all that fits it; what others have lost or never had is left as it is.
        Assert.Equal(may, await ClerkMayAsync());
        Assert.True(await Host.AskAsync<bool>("select exists (select from org.role_grantable where role_id = 'local_admin' and grantable_id = 'unit_clerk')"));
        Assert.Equal(others, await Host.AskAsync<string>("select md5(string_agg(role_id || permission, ',' order by role_id, permission)) from org.role_permission where role_id not in ('unit_clerk', 'branch_secretary')"));
        Assert.Equal(0, await Host.AskAsync<long>(Figures));
        foreach (var _ in new[] { 1, 2 }) await Host.DoAsync(await RunAsync("0121_branches_read_figures"));
        Assert.Equal(1, await Host.AskAsync<long>(Figures));

        // A permission that was renamed stays with whom it was given to.
        await Host.DoAsync("insert into org.role_permission (role_id, permission) values ('reader', 'department.opinions.open')");
        foreach (var _ in new[] { 1, 2 }) await Host.DoAsync(await RunAsync("0141_asked_opinions"));
        Assert.Equal("department.asked-opinions.open", await Host.AskAsync<string>("select string_agg(permission, ',') from org.role_permission where role_id = 'reader' and permission like 'department.%opinions.open'"));
        await Host.DoAsync("delete from org.role_permission where role_id = 'reader' and permission = 'department.asked-opinions.open'");
    }
}
