using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

/// <summary>The roles a deployment is shipped with, each tried on what it must not do; and an officer of one county on what is the next one's.</summary>
public sealed class RoleTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    TestHost Host => office.Host;

    async Task<string[]> OfAsync(string role) => await Host.AskAsync<string[]>($"select array_agg(permission order by permission) from org.role_permission where role_id = '{role}'") ?? [];
    async Task<Browser> AsAsync(string role, string place = TestHost.County) => await Host.SignInAsync(place, await OfAsync(role));

    /// <summary>Addresses below the county that the role does not open, and registers whose form it does not.</summary>
    [Theory]
    // Sees, decides nothing, writes nothing; what is being prepared and what is looked up for a purpose is not among it.
    [InlineData("leader", new[] { "archive-facts", "determinations", "audit-items", "term-violations", "dispositions", "team-reviews", "exchange", "files/new", "batches/new", "teams/new", "assessment-schemes/new", "archives/new", "term-changes/new", "achievements/new", "appointments/new", "reforms/new", "special-projects/new", "nominations/new" })]
    // Keeps the files: neither appoints nor assesses, nor decides what the files say.
    [InlineData("archive_keeper", new[] { "batches", "appointments", "ledger", "assessment", "assessment-schemes", "consequences", "term-changes", "dispositions", "teams/plans", "nominations", "team-analyses", "files/new", "exchange", "special-projects", "duty-reports", "life-meetings" })]
    // Prepares: neither keeps files nor writes down a decision.
    [InlineData("cadre_section", new[] { "archives/new", "archive-audits/new", "own" })]
    // Looks at what everybody may: nothing confidential of it.
    [InlineData("reader", new[] { "batches", "appointments", "nominations", "assessment", "evaluations", "teams/plans", "archives", "determinations", "term-violations", "dispositions", "team-analyses", "life-meetings", "duty-reports", "files/new", "teams/new" })]
    [InlineData("organisation_section", new[] { "batches", "assessment", "teams/plans", "archives", "dispositions", "term-violations", "files/new", "teams/new", "term-changes/new" })]
    [InlineData("general_office", new[] { "batches", "assessment", "teams/plans", "archives", "dispositions", "files/new", "teams/new" })]
    [InlineData("township", new[] { "files", "batches", "assessment", "teams", "archives", "dispositions", "figures", "teams/plans" })]
    // Keeps the files of one unit; UnitClerkTests asks what of them.
    [InlineData("unit_clerk", new[] { "batches", "appointments", "assessment", "teams", "archives", "archive-facts", "figures", "consequences", "rules", "own", "exchange", "exchange/export", "nominations", "dispositions", "team-tasks" })]
    [InlineData("cadre_self", new[] { "files", "batches", "assessment", "teams", "archives", "figures", "consequences", "rules" })]
    public async Task A_role_does_not_open_what_is_not_its_work(string role, string[] addresses)
    {
        using var browser = await AsAsync(role);
        foreach (var address in addresses)
        {
            var answer = await browser.GetAsync($"{Home}/{address}");
            Assert.True(answer.Status == 403, $"{role} {address}: {answer.Status}");
        }
    }

    /// <summary>No role that prepares can write down what is decided of it; the section's head can, and leads nothing of the archives but approval.</summary>
    [Theory]
    [InlineData("leader", "edit", "act", "decide", "approve", "determine", "arrange", "pursue", "import")]
    [InlineData("cadre_section", "decide", "approve", "determine")]
    [InlineData("archive_keeper", "decide", "approve", "determine", "act", "arrange")]
    [InlineData("reader", "edit", "act", "decide", "approve", "determine", "open", "view", "arrange", "pursue", "import", "export")]
    public async Task A_role_holds_no_permission_of_these_kinds(string role, params string[] kinds)
    {
        string[] allowed = role == "archive_keeper" ? ["cadres.archives.edit"] : [];
        Assert.Empty((await OfAsync(role)).Where(permission => permission.StartsWith("cadres.", StringComparison.Ordinal) && kinds.Any(kind => permission.EndsWith("." + kind, StringComparison.Ordinal))).Except(allowed));
    }

    [Fact]
    public async Task Deeds_of_decision_are_refused_to_who_prepares_and_to_who_keeps_the_files_by_form_as_well()
    {
        var scheme = await Host.AskAsync<Guid>($"insert into cadres.assessment_scheme (locality_path, name, year, object, began_on, ended_on) values ('{office.Path}', '角色方案', 2031, '1', '2031-01-01', '2031-12-31') returning id");
        var change = await Host.AskAsync<Guid>($"insert into cadres.term_change (locality_path, name, tier, changes_on, lead) values ('{office.Path}', '角色换届', '2', '2031-06-01', '部长') returning id");
        foreach (var role in new[] { "leader", "cadre_section", "archive_keeper", "reader" })
        {
            using var browser = await AsAsync(role);
            Assert.Equal(403, (await browser.PostAsync($"{Home}/assessment-schemes/deeds/approve?id={scheme}", ("approved_on", Day(1)), ("approved_by", "县委"), ("document_no", "文"))).Status);
            Assert.Equal(403, (await browser.PostAsync($"{Home}/term-changes/deeds/open?id={change}", ("opened_on", Day(1)), ("approved_by", "县委"))).Status);
        }
        using var head = await AsAsync("cadre_head");
        Assert.Equal(422, (await head.SubmitAsync($"{Home}/assessment-schemes/deeds/approve?id={scheme}", ("approved_on", Day(1)), ("approved_by", "县委"), ("document_no", "文"))).Status);
        Assert.Equal("1 1", await Host.AskAsync<string>($"select (select state from cadres.assessment_scheme where id = '{scheme}') || ' ' || (select state from cadres.term_change where id = '{change}')"));
    }

    /// <summary>Each register's rows of one county by address, list, form and deed, for an officer of the next with everything that officers may.</summary>
    [Fact]
    public async Task An_officer_of_the_next_county_finds_nothing_of_this_one()
    {
        var cadre = await office.CadreAsync("邻县不见");
        var team = await Host.AskAsync<Guid>($"insert into cadres.team (locality_path, name, kind, unit_id) values ('{office.Path}', '邻县不见班子', '2', '{office.Unit}') returning id");
        var change = await Host.AskAsync<Guid>($"insert into cadres.term_change (locality_path, name, tier, changes_on, lead) values ('{office.Path}', '邻县不见换届', '2', '2032-06-01', '部长') returning id");
        async Task<Guid> RowAsync(string table, string columns, string values) => await Host.AskAsync<Guid>($"set search_path = cadres, org, public; insert into cadres.{table} (locality_path, {columns}) values ('{office.Path}', {values}) returning id");
        var rows = new (string Register, Guid Id, string Table)[]
        {
            ("files", cadre, "cadre"), ("teams", team, "team"), ("archives", await RowAsync("archive", "cadre_id, number, kept_at", $"'{cadre}', '邻1', '组织部'"), "archive"),
            ("indicator-sets", await RowAsync("indicator_set", "name, year, unit_kind", "'邻县不见指标', 2032, '2'"), "indicator_set"), ("evaluations", await RowAsync("evaluation", "name, year, objects", "'邻县不见考评', 2032, '2'"), "evaluation"),
            ("duty-reports", await RowAsync("duty_report", "title, cadre_id, year, due_on, assessors", $"'邻县不见述职', '{cadre}', 2025, '2026-01-31', '全委会'"), "duty_report"),
            ("special-projects", await RowAsync("special_project", "name, kind, basis, year, objects, began_on, ended_on, lead_office", "'邻县不见专项', '1', '文', 2025, '班子成员', '2025-01-01', '2025-12-31', '干部科'"), "special_project"),
            ("nominations", await RowAsync("nomination", "name, cadre_id, source, words, noted_on, noted_by", $"'邻县不见', '{cadre}', '1', '表现突出', '2025-05-01', '人'"), "nomination"),
            ("term-surveys", await RowAsync("term_survey", "name, term_change_id, team_id, planned_on, group_lead", $"'邻县不见班子', '{change}', '{team}', '2032-01-01', '组长'"), "term_survey"),
            ("life-meetings", await RowAsync("life_meeting", "name, team_id, year, topic, planned_on", $"'邻县不见班子', '{team}', 2025, '主题', '2025-12-01'"), "life_meeting"),
            ("reforms", await RowAsync("reform", "name, effective_on, document_no", "'邻县不见改革', '2025-01-01', '文'"), "reform"),
            ("key-works", await RowAsync("key_work", "name, kind, year, lead_unit, target, due_on", "'邻县不见项目', '2', 2025, '局', '目标', '2025-12-31'"), "key_work"),
        };
        using var far = await Host.SignInAsync(TestHost.Neighbour, [.. (await OfAsync("cadre_head")).Union(await OfAsync("archive_keeper"))]);
        using var near = await AsAsync("cadre_head");
        foreach (var (register, id, table) in rows)
        {
            var home = $"/{TestHost.Neighbour}/cadres";
            // It is there for its own officer, so that what follows is not an address nobody has.
            if (register != "archives") Assert.True((await near.GetAsync($"{Home}/{register}/{id}")).Status is 200 or 302, register);
            foreach (var address in new[] { $"{home}/{register}/{id}", $"{home}/{register}/{id}/edit", $"{Home}/{register}/{id}", $"{Home}/{register}" })
                Assert.True((await far.GetAsync(address)).Status is 403 or 404, $"{address}");
            Assert.DoesNotContain(id.ToString(), (await far.GetAsync($"{home}/{register}")).Text, StringComparison.Ordinal);
            Assert.NotEqual(302, (await far.PostAsync($"{home}/{register}/{id}/edit", ("name", "改了"), ("version", "1"))).Status);
            Assert.Equal(1, await Host.AskAsync<int>($"select version from cadres.{table} where id = '{id}'"));
        }
    }
}
