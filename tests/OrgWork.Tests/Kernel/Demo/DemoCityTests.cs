using OrgWork.Host;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

/// <summary>A small city, and one in which even rare faults occur.</summary>
public sealed class DemoCities : IAsyncLifetime
{
    internal static readonly DemoCounts SmallCounts = DemoCounts.For(DemoSize.Small);

    internal TestHost Small { get; private set; } = null!;
    internal TestHost Large { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Small = await TestHost.StartDemoAsync(SmallCounts);
        Large = await TestHost.StartDemoAsync(new(Counties: 3, Townships: 12, Villages: 150, Enterprises: 100, Cadres: 900, Members: 6_000, Talents: 300));
    }

    public async Task DisposeAsync()
    {
        await Small.DisposeAsync();
        await Large.DisposeAsync();
    }
}

/// <summary>The invented city as it stands in the database.</summary>
public sealed class DemoCityTests(DemoCities cities) : IClassFixture<DemoCities>
{

    [Fact]
    public async Task The_same_seed_makes_the_same_city_and_another_seed_another()
    {
        await using var same = await TestHost.MakeDemoAsync(DemoCities.SmallCounts, seed: 1);
        await using var other = await TestHost.StartDemoAsync(DemoCities.SmallCounts, seed: 2);
        var digests = await DigestAsync(cities.Small);
        Assert.True(digests.Count > 15, string.Join(' ', digests.Keys));
        var again = await DigestAsync(same);
        // A city that serves has had its morning: what was held is drawn from the modules by then.
        Assert.Empty(digests.Where(table => table.Key != "department.life_due" && again[table.Key] != table.Value).Select(table => table.Key));
        Assert.NotEqual(digests["org.person"], (await DigestAsync(other))["org.person"]);
        Assert.NotEqual(digests["grassroots.member"], (await DigestAsync(other))["grassroots.member"]);
    }

    /// <summary>Each table's rows but for when they were written and what a nonce hides.</summary>
    static async Task<SortedDictionary<string, string>> DigestAsync(TestHost host)
    {
        var tables = (await host.AskAsync<string[]>("""
            select array_agg(format('%I.%I', schemaname, tablename)) from pg_tables
            where schemaname in ('cadres', 'grassroots', 'talent', 'department', 'programmes') or schemaname = 'org' and tablename in ('locality', 'unit', 'person')
            """))!;
        var digests = new SortedDictionary<string, string>();
        foreach (var table in tables)
            digests[table] = (await host.AskAsync<string>($$"""
                select coalesce(md5(string_agg(t, '|' order by t collate "C")), '') || ' ' || count(*)
                from (select (to_jsonb(r) - '{created_at,changed_at,at,identity_cipher,phone_cipher,address_cipher,contact_phone_cipher}'::text[])::text as t from {{table}} r) rows
                """))!;
        return digests;
    }

    [Theory]
    [InlineData("select count(*) from org.locality where kind = 3", 2)]
    [InlineData("select count(*) from org.locality where kind = 4", 4)]
    [InlineData("select count(*) from org.locality where kind = 5", 30)]
    [InlineData("select count(*) from cadres.cadre", 150)]
    [InlineData("select count(*) from grassroots.member", 800)]
    [InlineData("select count(*) from talent.talent", 60)]
    public async Task The_small_city_is_as_large_as_it_says(string question, int count) => Assert.Equal(count, await cities.Small.AskAsync<long>(question));

    [Theory]
    [InlineData("a person entered twice", "select count(*) from (select name, birth_on from org.person group by 1, 2 having count(*) > 1) twice")]
    [InlineData("no identity number", "select count(*) from org.person where identity_mask is null")]
    [InlineData("a term that ran out", "select count(*) from grassroots.organisation where state = '1' and term_ends_on < '2026-11-20'")]
    [InlineData("an end of term not filled in", "select count(*) from grassroots.organisation where term_ends_on is null")]
    [InlineData("no secretary", "select count(*) from grassroots.organisation where secretary is null")]
    [InlineData("probation past its year", "select count(*) from grassroots.member where kind = '2' and joined_on < '2025-11-20'")]
    [InlineData("full membership without its date", "select count(*) from grassroots.member where kind = '1' and became_full_on is null")]
    [InlineData("no application on file", "select count(*) from grassroots.member where applied_on is null")]
    [InlineData("dues months behind", "select count(*) from grassroots.member where dues_paid_to_on < '2026-05-20'")]
    [InlineData("a member nobody can reach", "select count(*) from grassroots.member where membership_state = '2'")]
    [InlineData("past the age and serving", "select count(*) from cadres.cadre where status = '1' and birth_on < '1966-11-20'")]
    [InlineData("no native place", "select count(*) from cadres.cadre where native_place is null")]
    [InlineData("months no post covers", "select count(*) from (select began_on, lag(ended_on) over (partition by cadre_id order by began_on) as before from cadres.cadre_post) p where began_on > before")]
    [InlineData("a year without assessment", "select count(*) from (select cadre_id from cadres.cadre_assessment group by 1 having max(year) - min(year) + 1 > count(*)) a")]
    [InlineData("a contract that ran out", "select count(*) from talent.talent where state = '1' and contract_ends_on < '2026-11-20'")]
    [InlineData("an application in every stage", "select count(*) / 7 from (select distinct stage from talent.application) s")]
    [InlineData("a year of rounds behind the tasks", "select count(*) from (select plan_id from org.work_round where module = 'talent' and closed_on is not null group by 1 having count(*) >= 4 and max(closed_on) - min(opened_on) > 150) r")]
    [InlineData("visits in each quarter", "select count(*) / 4 from (select distinct date_trunc('quarter', visited_on) from talent.visit where visited_on >= '2026-01-01') q")]
    [InlineData("rent that did not come", "select count(*) from talent.apartment_rent where paid_on is null and month_on < '2026-11-01'")]
    [InlineData("a decision nobody was given", "select count(*) from talent.group_decision d where not exists (select from org.work_item i where i.source_id = d.id)")]
    [InlineData("somebody housed before those ahead", "select count(*) from talent.apartment_stay where passed_words is not null")]
    [InlineData("a demand for which nothing was done", "select count(*) from talent.demand d where d.closed_on is null and not exists (select from talent.training_action a where a.demand_id = d.id) and not exists (select from talent.introduction i where i.demand_id = d.id)")]
    [InlineData("a congress whose ballots are counted and signed", "select count(*) from org.poll p join cadres.term_congress c on c.id = p.subject_id where p.kind = 'congress-ballots' and p.state = 'signed' and exists (select from org.poll_count v where v.poll_id = p.id)")]
    [InlineData("a locked year", "select count(*) from talent.year_line where year = 2025 and amount > 0")]
    [InlineData("a task past its day", "select count(*) from org.work_item where kind = 'points' and state = 'open' and due_on < '2026-11-20'")]
    [InlineData("a task without a person", "select count(*) from org.work_item where level > 1 and person is null")]
    [InlineData("a programme past its end", "select count(*) from programmes.programme where state in ('1', '2') and ends_on < '2026-11-20'")]
    public async Task A_fault_is_planted(string fault, string question) => Assert.True(await cities.Large.AskAsync<long>(question) > 0, fault);

    /// <summary>Whoever corrects a word of such a poll would be refused for votes he never saw.</summary>
    [Fact]
    public async Task The_votes_of_every_poll_that_was_counted_add_up() => Assert.Equal((true, ""), (
        await cities.Large.AskAsync<long>("select count(*) from org.poll where state in ('counted', 'signed')") > 10,
        await cities.Large.AskAsync<string>("select coalesce(string_agg(title || '：' || org.poll_fault(id), ' '), '') from org.poll where state in ('counted', 'signed') and org.poll_fault(id) is not null")));

    [Fact]
    public async Task At_least_thirty_programmes_of_the_shelf_are_live_and_none_of_their_tables_is_empty()
    {
        var designs = (await cities.Large.AskAsync<string[]>("select array_agg(module || ' ' || draft::text) from programmes.design where origin like '货架：%' and state = '2'"))!.Select(one => one.Split(' ', 2)).ToList();
        Assert.InRange(designs.Count, 30, int.MaxValue);
        var tables = designs.SelectMany(one => ProgrammeDescription.Parse(one[1]).AllRegisters.Where(register => !register.Closed).Select(register => $"{one[0]}.{register.Key}")).ToList();
        var empty = await cities.Large.AskAsync<string[]>($"select array(select t from ({string.Join(" union all ", tables.Select(table => $"select '{table}' as t, exists (select from {table} where removed_at is null) as has"))}) x where not has)");
        Assert.Empty(empty!);
    }

    [Fact]
    public async Task The_directory_counts_what_runs_by_the_days_it_runs_from_and_to()
    {
        using var officer = await cities.Large.SignInAsync("990100", "programmes.directory.read", "programmes.figures.read");
        var (begun, running) = (await cities.Large.AskAsync<long>("select count(*) from programmes.programme where began_on <= org.today()"), await cities.Large.AskAsync<long>("select count(*) from programmes.programme where began_on <= org.today() and (ends_on is null or ends_on >= org.today())"));
        Assert.InRange(running, 1, begun - 1);
        Assert.Equal($"{running}", (await officer.GetAsync("/990100/programmes/figures/running")).In("#by-place tr.sum td.num"));
        Assert.Equal((100m * running / begun).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture), (await officer.GetAsync("/990100/programmes/figures/running-share")).In("#by-place tr.sum td.num"));
        // Whoever may read the directory alone has none of it.
        using var reader = await cities.Large.SignInAsync("990100", "programmes.directory.read");
        Assert.Equal(403, (await reader.GetAsync("/990100/programmes/figures/running")).Status);
    }

    [Fact]
    public async Task Some_identity_numbers_are_wrong_and_all_belong_to_a_province_that_does_not_exist()
    {
        var vault = new IdentityVault(cities.Large.Platform.Keys);
        var (wrong, all) = (new HashSet<Guid>(), 0);
        await using var people = cities.Large.Admin.CreateCommand("select id, identity_cipher from org.person where identity_cipher is not null");
        await using var rows = await people.ExecuteReaderAsync();
        for (; await rows.ReadAsync(); all++)
        {
            var number = vault.Decrypt(rows.GetGuid(0), rows.GetFieldValue<byte[]>(1));
            Assert.StartsWith("99", number, StringComparison.Ordinal);
            if (!IdentityNumber.TryParse(number, out _, out _)) wrong.Add(rows.GetGuid(0));
        }
        Assert.InRange(wrong.Count, 1, all / 20);

        // And they are found, on the lists where their people stand, and nobody else.
        using var officer = await cities.Large.SignInAsync("990100", "grassroots.members.read", "cadres.files.read");
        foreach (var (register, table, rule, serving) in (IEnumerable<(string, string, string, string)>)[("grassroots/members", "grassroots.member", "members.identity-digit", "left_on is null"), ("cadres/files", "cadres.cadre", "files.identity-digit", "status = '1'")])
        {
            var faulty = await cities.Large.AskAsync<Guid[]>($"select array_agg(id) from {table} where removed_at is null and {serving} and person_id = any('{{{string.Join(',', wrong)}}}')") ?? [];
            Assert.NotEmpty(faulty);
            Assert.Equal($"{faulty.Length}", (await officer.GetAsync($"/990100/{register}?handler=count&rule={rule}")).Text);
            var lit = await officer.GetAsync($"/990100/{register}?rule={rule}");
            Assert.Contains("公民身份号码校验位不成立", lit.Text, StringComparison.Ordinal);
            Assert.Contains(faulty, one => lit.In("tbody")!.Contains($"{one}", StringComparison.Ordinal) || lit.Document.QuerySelector($"tbody [href*='{one:N}'], tbody [href*='{one}'], tbody [value='{one}']") is not null);
        }
    }

    [Theory]
    [InlineData("grassroots/establishments", "grassroots.establishment", "grassroots.coverage.read", "closed_on is null")]
    [InlineData("talent/employers", "talent.employer", "talent.demand.read", "true")]
    public async Task Some_credit_codes_are_wrong_all_belong_to_a_division_that_does_not_exist_and_the_list_finds_them(string register, string table, string permission, string serving)
    {
        var codes = (await cities.Large.AskAsync<string[]>($"select array_agg(credit_code) from {table} where removed_at is null and {serving}"))!;
        Assert.All(codes, code => Assert.Equal("990000", code[2..8]));
        var wrong = codes.Count(code => CreditCode.FaultOf(code) is not null);
        Assert.InRange(wrong, 1, codes.Length / 20);
        using var officer = await cities.Large.SignInAsync("990100", permission);
        Assert.Equal($"{wrong}", (await officer.GetAsync($"/990100/{register}?handler=count&rule={register.Split('/')[1]}.credit-code")).Text);
        Assert.Contains("统一社会信用代码不成立", (await officer.GetAsync($"/990100/{register}?rule={register.Split('/')[1]}.credit-code")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_place_is_one_that_does_not_exist()
    {
        Assert.Equal(0L, await cities.Large.AskAsync<long>("select count(*) from org.locality where kind < 6 and code not like '99%'"));
        // And what is written into texts names no province either.
        string[] real = ["北京", "天津", "河北", "山西", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆"];
        foreach (var (table, column) in ((string, string)[])[("org.locality", "name"), ("org.unit", "name"), ("grassroots.organisation", "name"), ("cadres.cadre", "native_place"), ("grassroots.member", "native_place"), ("grassroots.member", "floats_to"), ("talent.talent", "came_from"), ("talent.talent", "school"), ("cadres.cadre", "full_time_school")])
            Assert.Null(await cities.Large.AskAsync<string>($"select {column} from {table} where {column} ~ '{string.Join('|', real)}' limit 1"));
    }
}
