using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots.Coverage;

/// <summary>两个覆盖: what should have an organisation and has none, who is sent where and comes, coverage on any day.</summary>
public sealed class CoverageTests(StatisticsHost statistics) : IClassFixture<StatisticsHost>
{
    static readonly string[] Officer = ["grassroots.coverage.read", "grassroots.coverage.edit", "grassroots.organisations.read", "grassroots.figures.read", "grassroots.figures.edit"];
    TestHost Host => statistics.Host;
    string Address(string path) => $"/{Home.Code}/grassroots/{path}";
    /// <summary>A township of its own for each test, so that figures are the test's own.</summary>
    Locality Home { get; set; } = null!;

    async Task<Browser> EnterAsync(int township)
    {
        Home = statistics.Tree.Below(statistics.City).Where(place => place.Kind == LocalityKind.Township).ElementAt(township);
        await Host.DoAsync($"update grassroots.establishment set removed_at = now() where starts_with(locality_path, '{Home.Path}'); update grassroots.cluster set removed_at = now() where starts_with(locality_path, '{Home.Path}')");
        return await Host.SignInAsync(Home.Code, Officer);
    }

    Task<Guid> UnitAsync(string name, string kind, int full, Guid? organisation = null, string more = "", string values = "") => Host.AskAsync<Guid>($"""
        insert into grassroots.establishment (locality_path, name, kind, members, full_members, staff, opened_on, organisation_id, checked_on{more}) values ('{Home.Path}', '{name}', '{kind}', {full}, {full}, 30, '2015-01-01', {(organisation is { } id ? $"'{id}'" : "null")}, current_date{values}) returning id
        """);

    async Task<FigureValue> FigureAsync(string id, DateOnly? day = null)
    {
        var of = statistics.Of("grassroots");
        var (reader, db) = await statistics.ReaderAsync(of, Home, day);
        await using var _ = db;
        return (await reader.ValuesAsync([of.Figure(id)!], default)).Single().Value;
    }

    Task<Guid> OrganisationAsync(string kind = "631") => Host.AskAsync<Guid>($"insert into grassroots.organisation (name, kind, sphere, locality_path) values ('中共某某公司支部{Guid.NewGuid():N}', '{kind}', '7', '{Home.Path}') returning id");

    [Fact, Trait("Row", "G1.4")]
    public async Task A_unit_with_three_full_members_and_no_organisation_is_owed_one_with_reason_owner_and_deadline_and_no_longer_when_it_has_one()
    {
        using var officer = await EnterAsync(0);
        var (three, two) = (await UnitAsync("三人公司", "1", 3), await UnitAsync("两人公司", "1", 2));
        await UnitAsync("列入公司", "1", 1, more: ", is_listed", values: ", true");
        var lit = await officer.GetAsync(Address("establishments?rule=establishments.should-establish"));
        var joint = await officer.GetAsync(Address("establishments?rule=establishments.joint"));
        var check = Address($"coverage/check?id={three}");

        var silent = await officer.SubmitAsync(check, ("on", Dates.Format(Clock.Today)));
        var written = await officer.SubmitAsync(check, ("on", Dates.Format(Clock.Today)), ($"reason.{three}", "2"), ($"responsible.{three}", "张立新"), ($"due.{three}", Dates.Format(Clock.Today.AddMonths(2))));
        var board = await officer.GetAsync(Address("coverage"));
        var owed = await FigureAsync("should-left");
        await Host.DoAsync($"update grassroots.establishment set organisation_id = '{await OrganisationAsync()}' where id = '{three}'");

        Assert.Contains("三人公司", lit.Text, StringComparison.Ordinal);
        Assert.Contains("列入公司", lit.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("两人公司", lit.Text, StringComparison.Ordinal);
        Assert.Contains(two.ToString(), joint.Text, StringComparison.Ordinal);
        Assert.Equal((422, 302), (silent.Status, written.Status));
        Assert.Contains("请写未建原因", silent.Text, StringComparison.Ordinal);
        Assert.Contains("张立新", board.Text, StringComparison.Ordinal);
        Assert.Equal((2L, 1L), (owed.Count, (await FigureAsync("should-left")).Count));
        Assert.Equal(50m, (await FigureAsync("should-rate")).Value);
    }

    [Fact, Trait("Row", "G1.4")]
    public async Task A_joint_branch_of_six_units_is_named_one_of_five_is_not_and_what_is_owed_is_told_by_field_and_place()
    {
        using var officer = await EnterAsync(0);
        var (five, six) = (await OrganisationAsync("632"), await OrganisationAsync("632"));
        foreach (var n in Enumerable.Range(1, 5)) await UnitAsync($"五家之{n}", "1", 1, five);
        foreach (var n in Enumerable.Range(1, 6)) await UnitAsync($"六家之{n}", "1", 1, six);
        await UnitAsync("欠建律所", "2", 3, null, ", industry", ", '03'");
        async Task<string> NamedAsync() => (await officer.GetAsync(Address("organisations?rule=organisations.joint-units"))).Text;
        var before = await NamedAsync();
        var record = await officer.GetAsync(Address($"organisations/{six}?tab=rules"));
        await Host.DoAsync($"update grassroots.establishment set closed_on = org.today() where name = '六家之6' and organisation_id = '{six}'");

        Assert.Contains(six.ToString(), before, StringComparison.Ordinal);
        Assert.DoesNotContain(five.ToString(), before, StringComparison.Ordinal);
        Assert.Contains("6 个", record.In("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(six.ToString(), await NamedAsync(), StringComparison.Ordinal);
        // 应建、已建、应建未建 by the field of the unit and by place.
        string[] Last(Answer report, string row) => [.. report.Document.QuerySelectorAll("tbody tr").First(line => line.TextContent.Contains(row, StringComparison.Ordinal)).QuerySelectorAll("td.num").Select(cell => cell.TextContent.Trim())];
        Assert.Equal(("1", "1"), (Last(await officer.GetAsync(Address("reports/coverage-industry")), "律师")[^1], Last(await officer.GetAsync(Address("reports/coverage")), Home.Name)[^1]));
    }

    [Fact]
    public async Task A_credit_code_is_kept_in_one_spelling_and_asked_about_when_it_does_not_hold()
    {
        using var officer = await EnterAsync(1);
        var code = CreditCodes.For(Guid.NewGuid(), "91");
        var wrong = code[..17] + (code[17] == '0' ? '1' : '0');
        (string, string)[] unit = [("name", "清河物流有限公司"), ("kind", "1"), ("members", "0"), ("full_members", "0")];
        Task<string?> KeptAsync() => Host.AskAsync<string>($"select string_agg(credit_code, ',') from grassroots.establishment where locality_path = '{Home.Path}' and removed_at is null and name = '清河物流有限公司'");

        var asked = await officer.FillAsync(Address("establishments/new"), [.. unit, ("credit_code", wrong)]);
        Assert.NotNull(asked.Document.QuerySelector("input[name=WaiverReason]"));
        Assert.Contains($"第 18 位应为 {code[17]}", asked.Text, StringComparison.Ordinal);
        Assert.Null(await KeptAsync());
        var made = await officer.FillAsync(Address("establishments/new"), [.. unit, ("credit_code", $" {code[..8].ToLowerInvariant()} {code[8..].ToLowerInvariant()}")]);
        Assert.True(made.Status == 302, made.Text);
        Assert.Equal(code, await KeptAsync());
        // It is found under any spelling; and one that came another way is lit.
        Assert.Contains("清河物流有限公司", (await officer.GetAsync(Address("establishments?credit_code=" + code.ToLowerInvariant()))).In("tbody"), StringComparison.Ordinal);
        Assert.DoesNotContain("清河物流有限公司", (await officer.GetAsync(Address("establishments?rule=establishments.credit-code"))).Text, StringComparison.Ordinal);
        await Host.DoAsync($"update grassroots.establishment set credit_code = '{wrong}' where credit_code = '{code}'");
        Assert.Contains("清河物流有限公司", (await officer.GetAsync(Address("establishments?rule=establishments.credit-code"))).In("tbody"), StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G8.1")]
    public async Task A_unit_is_registered_with_what_it_is_checked_every_year_and_its_organisation_rated()
    {
        using var officer = await EnterAsync(1);
        var organisation = await OrganisationAsync();
        var made = await officer.FillAsync(Address("establishments/new"), ("name", "清河电商有限公司"), ("credit_code", "91990000MA00000X7U"), ("kind", "1"), ("industry", "06"), ("staff", "46"), ("members", "5"), ("full_members", "4"), ("organisation_id", organisation.ToString()), ("owner_is_member", "1"), ("has_union", "1"));
        var id = await Host.AskAsync<Guid>("select id from grassroots.establishment where credit_code = '91990000MA00000X7U'");
        var late = await officer.GetAsync(Address("establishments?rule=establishments.checked"));
        var unrated = await officer.SubmitAsync(Address($"coverage/check?id={id}"), ("on", Dates.Format(Clock.Today)));
        var tooMany = await officer.SubmitAsync(Address($"coverage/check?id={id}"), ("on", Dates.Format(Clock.Today)), ($"rating.{id}", "3"), ($"members.{id}", "90"));
        var rated = await officer.SubmitAsync(Address($"coverage/check?id={id}"), ("on", Dates.Format(Clock.Today)), ($"rating.{id}", "3"), ($"staff.{id}", "52"));

        Assert.Equal(302, made.Status);
        Assert.Contains(id.ToString(), late.Text, StringComparison.Ordinal);
        Assert.Equal((422, 422, 302), (unrated.Status, tooMany.Status, rated.Status));
        Assert.DoesNotContain(id.ToString(), (await officer.GetAsync(Address("establishments?rule=establishments.checked"))).Text, StringComparison.Ordinal);
        Assert.Equal(1L, (await FigureAsync("rated-poor")).Count);
        Assert.Contains("46", await Host.AskAsync<string>($"select changes::text from audit.entry where row_id = '{id}' and changes::text like '%从业人数%' and changes::text like '%52%'"), StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G8.2")]
    public async Task Coverage_is_told_apart_for_enterprises_and_societies_on_any_day_beside_the_average_somebody_set()
    {
        using var officer = await EnterAsync(2);
        var organisation = await OrganisationAsync("632");
        await UnitAsync("甲厂", "1", 2, organisation);
        await UnitAsync("乙厂", "1", 2, organisation);
        await UnitAsync("丙厂", "1", 0);
        await UnitAsync("丁会", "2", 0);
        await Host.DoAsync($"update grassroots.establishment_history set organisation_id = null, valid_to = '{Clock.Today:yyyy-MM-dd}' where id in (select id from grassroots.establishment where name = '乙厂' and locality_path = '{Home.Path}'); insert into grassroots.establishment_history select (jsonb_populate_record(null::grassroots.establishment_history, to_jsonb(h) || jsonb_build_object('organisation_id', '{organisation}', 'valid_from', '{Clock.Today:yyyy-MM-dd}', 'valid_to', 'infinity'))).* from grassroots.establishment_history h join grassroots.establishment e on e.id = h.id where e.name = '乙厂' and e.locality_path = '{Home.Path}'");
        var set = await officer.PostFromAsync(Address("figures/coverage-enterprises"), Address("figures/coverage-enterprises?handler=target"), ("value", "60"), ("source", "全省通报"));
        var board = await officer.GetAsync(Address("coverage"));

        Assert.Equal((66.7m, 0m), (Math.Round((await FigureAsync("coverage-enterprises")).Value!.Value, 1), (await FigureAsync("coverage-societies")).Value!.Value));
        Assert.Equal(33.3m, Math.Round((await FigureAsync("coverage-enterprises", Clock.Today.AddDays(-1))).Value!.Value, 1));
        Assert.Equal(302, set.Status);
        Assert.Contains("对照 60%，高 6.7", board.Text, StringComparison.Ordinal);
        Assert.Contains("66.7", (await officer.GetAsync(Address("reports/coverage"))).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G8.7")]
    public async Task An_instructor_is_sent_to_several_units_at_once_and_is_missed_where_he_does_not_come()
    {
        using var officer = await EnterAsync(3);
        var units = new[] { await UnitAsync("子店", "1", 0), await UnitAsync("丑店", "1", 1), await UnitAsync("寅会", "2", 0) };
        var who = await Host.AskAsync<Guid>($"insert into grassroots.instructor (locality_path, name, work_unit) values ('{Home.Path}', '许同舟', '党建办') returning id");
        var without = await FigureAsync("instructors-sent");
        var page = Address($"coverage/assign?id={units[0]}&id={units[1]}");
        var form = await officer.GetAsync(page);
        var token = form.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var nobody = await officer.PostBareAsync(page, ("id", units[0].ToString()), ("on", Dates.Format(Clock.Today)), ("__RequestVerificationToken", token));
        var sent = await officer.PostBareAsync(page, ("id", units[0].ToString()), ("id", units[1].ToString()), ("instructor", who.ToString()), ("on", Dates.Format(Clock.Today.AddDays(-70))), ("due", ""), ("replaces", "1"), ("__RequestVerificationToken", token));
        var missed = await officer.GetAsync(Address("establishments?rule=establishments.visits"));
        var idle = await officer.GetAsync(Address("instructors?rule=instructors.idle"));
        var logged = await officer.FillAsync(Address($"establishments/{units[0]}/logs/new"), ("happened_on", Dates.Format(Clock.Today)), ("kind", "1"), ("service", "1"), ("content", "走访，了解党员情况"), ("instructor_id", who.ToString()));
        var after = await officer.GetAsync(Address("establishments?rule=establishments.visits"));

        Assert.Equal((422, 302), (nobody.Status, sent.Status));
        Assert.Equal(0m, without.Value);
        Assert.Equal((2L, 3L), ((await FigureAsync("instructors-sent")).Count, (await FigureAsync("instructors-sent")).OutOf));
        Assert.Contains("子店", missed.Text, StringComparison.Ordinal);
        Assert.Contains("许同舟", idle.Text, StringComparison.Ordinal);
        Assert.Equal(302, logged.Status);
        Assert.DoesNotContain("子店", after.Text, StringComparison.Ordinal);
        Assert.Contains("丑店", after.Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G8.3")]
    public async Task A_unit_without_an_organisation_is_covered_by_work_only_while_somebody_has_been_there_lately()
    {
        using var officer = await EnterAsync(0);
        var unit = await UnitAsync("辰店", "1", 0);
        var who = await Host.AskAsync<Guid>($"insert into grassroots.instructor (locality_path, name) values ('{Home.Path}', '卢知远') returning id");
        await Host.DoAsync($"insert into grassroots.instructor_assignment (establishment_id, locality_path, instructor_id, began_on) values ('{unit}', '{Home.Path}', '{who}', '{Clock.Today.AddYears(-1):yyyy-MM-dd}')");
        async Task<bool> IsLitAsync() => (await officer.GetAsync(Address("establishments?rule=establishments.work"))).Text.Contains("辰店", StringComparison.Ordinal);
        var (before, share) = (await IsLitAsync(), (await FigureAsync("coverage-work")).Value);
        await Host.DoAsync($"insert into grassroots.instructor_log (establishment_id, locality_path, instructor_id, happened_on, kind, content) values ('{unit}', '{Home.Path}', '{who}', '{Clock.Today.AddMonths(-4):yyyy-MM-dd}', '1', '走访')");
        var old = await IsLitAsync();
        await Host.DoAsync($"insert into grassroots.instructor_log (establishment_id, locality_path, instructor_id, happened_on, kind, content) values ('{unit}', '{Home.Path}', '{who}', '{Clock.Today.AddDays(-9):yyyy-MM-dd}', '2', '上党课')");

        Assert.Equal((true, 0m, true, false), (before, share, old, await IsLitAsync()));
        Assert.Equal(100m, (await FigureAsync("coverage-work")).Value);

        // Whatever time the place sets, page and figure say the same of it.
        await Host.DoAsync($"update grassroots.instructor_log set happened_on = '{Clock.Today.AddMonths(-2):yyyy-MM-dd}' where establishment_id = '{unit}'");
        foreach (var (months, said) in new[] { (3, 100m), (1, 0m) })
        {
            await Host.DoAsync($"insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('grassroots.establishments.work', 'months', {months}, daterange('2020-01-01', null), '文', '试', '试')");
            try
            {
                var page = (await officer.GetAsync(Address("coverage"))).Document.Body!.TextContent;
                Assert.Contains($"指导员 {months} 个月内去过 {(said == 0 ? 0 : 1)}", page, StringComparison.Ordinal);
                Assert.Equal(said, (await FigureAsync("coverage-work")).Value);
            }
            finally
            {
                await Host.DoAsync("delete from org.rule_parameter where rule = 'grassroots.establishments.work'");
            }
        }
    }

    [Fact, Trait("Row", "G8.3"), Trait("Row", "G8.7")]
    public async Task A_leaders_contact_point_is_covered_as_by_an_instructor_while_somebody_comes_and_no_instructor_is_counted()
    {
        using var officer = await EnterAsync(2);
        var unit = await UnitAsync("巳店", "1", 0);
        async Task<bool> IsLitAsync() => (await officer.GetAsync(Address("establishments?rule=establishments.work"))).Text.Contains("巳店", StringComparison.Ordinal);
        var logged = await officer.FillAsync(Address($"establishments/{unit}/logs/new"), ("happened_on", Dates.Format(Clock.Today.AddDays(-9))), ("kind", "1"), ("service", "1"), ("content", "领导到店里了解党员情况"));
        var before = (await IsLitAsync(), (await FigureAsync("coverage-work")).Value);
        var named = await officer.FillAsync(Address($"establishments/{unit}/edit"), ("contact_leader", "江涛"), ("contact_since", Dates.Format(Clock.Today.AddDays(-30))));

        Assert.True(logged.Status == 302, logged.Why());
        Assert.True(named.Status == 302, named.Why());
        Assert.Equal((true, 0m), before);
        Assert.Equal((false, 100m, 0m), (await IsLitAsync(), (await FigureAsync("coverage-work")).Value, (await FigureAsync("instructors-sent")).Value));
        Assert.Contains("党建工作联系点 1", (await officer.GetAsync(Address("coverage"))).Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("巳店", (await officer.GetAsync(Address("establishments?contact_since.from=1900.01.01"))).In("tbody"), StringComparison.Ordinal);
        // Nobody came for half a year: a contact point by name alone covers nothing.
        await Host.DoAsync($"update grassroots.instructor_log set happened_on = '{Clock.Today.AddMonths(-6):yyyy-MM-dd}' where establishment_id = '{unit}'");
        Assert.True(await IsLitAsync());
    }

    [Fact, Trait("Row", "G8.5")]
    public async Task A_cluster_is_covered_when_it_or_all_its_units_have_an_organisation_and_is_red_after_its_day()
    {
        using var officer = await EnterAsync(1);
        var cluster = await Host.AskAsync<Guid>($"insert into grassroots.cluster (locality_path, name, kind, due_on, owner) values ('{Home.Path}', '金桥大厦', '4', '{Clock.Today.AddDays(-1):yyyy-MM-dd}', '周正') returning id");
        var organisation = await OrganisationAsync();
        await UnitAsync("楼上公司", "1", 4, organisation, ", cluster_id", $", '{cluster}'");
        var open = await UnitAsync("楼下公司", "1", 4, null, ", cluster_id", $", '{cluster}'");
        var board = await officer.GetAsync(Address("coverage"));
        var lit = await officer.GetAsync(Address("clusters?rule=clusters.due"));
        var share = await FigureAsync("coverage-clusters");
        await Host.DoAsync($"update grassroots.establishment set organisation_id = '{organisation}' where id = '{open}'");

        Assert.Contains("超期", board.Text, StringComparison.Ordinal);
        Assert.Contains("金桥大厦", lit.Text, StringComparison.Ordinal);
        Assert.Equal((0m, 100m), (share.Value, (await FigureAsync("coverage-clusters")).Value));
        Assert.DoesNotContain("金桥大厦", (await officer.GetAsync(Address("clusters?rule=clusters.due"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_secretary_has_no_business_with_the_ledger_of_units()
    {
        using var officer = await EnterAsync(2);
        var code = await Host.AskAsync<string>("select l.code from grassroots.organisation o join org.locality l on l.id = o.place_id where o.kind = '631' order by o.code limit 1");
        using var secretary = await Host.SignInAsync(code!, "grassroots.organisations.read", "grassroots.members.read");
        Assert.Equal(403, (await secretary.GetAsync($"/{code}/grassroots/establishments")).Status);
        Assert.Equal(403, (await secretary.GetAsync($"/{code}/grassroots/coverage")).Status);
        Assert.Equal(200, (await officer.GetAsync(Address("coverage"))).Status);
    }
}
