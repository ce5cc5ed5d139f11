using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.Transfers;
using Xunit;

namespace OrgWork.Tests.Grassroots;

/// <summary>Of which place somebody is counted: below a committee, after they came from elsewhere, while their probation goes on.</summary>
public sealed class WhereCountedTests(AffairsHost affairs) : IClassFixture<AffairsHost>
{
    static readonly string[] Counting = ["grassroots.figures.read", "grassroots.members.read", "grassroots.training.read", "grassroots.admission.read", "grassroots.organisations.read"];
    static readonly int Year = Clock.Today.Year;

    TestHost Host => affairs.Host;

    static async Task<string[]> FigureAsync(Browser officer, string place, string figure)
    {
        var page = await officer.GetAsync($"/{place}/grassroots/figures/{figure}");
        Assert.True(page.Status == 200, page.Why());
        return [.. page.Document.QuerySelectorAll("#by-place tr.sum td.num").Select(cell => cell.TextContent.Trim())];
    }

    [Fact]
    public async Task Members_of_a_branch_below_a_committee_are_of_the_township_both_are_at_home_in()
    {
        var home = await affairs.PathOfAsync(TestHost.Township);
        var committee = await Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, kind, sphere, founded_on) values ('{home}', '镇机关党总支', '621', '1', '2001-01-01') returning id");
        var id = await Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, kind, sphere, founded_on, parent_id) values ('{home}', '镇机关一支部', '631', '1', '2001-01-01', '{committee}') returning id");
        var path = await Host.AskAsync<string>($"select locality_path from grassroots.organisation where id = '{id}'");
        var branch = new AffairsHost.Branch(id, "", path!, "镇机关一支部");
        Assert.Equal(2, path!.Count(letter => letter == '-'));
        await affairs.MemberAsync(branch, "镇机关党员");
        await Host.DoAsync($"insert into grassroots.drive (locality_path, title, category, target, least_level, began_on, due_on) select path, '全员培训', '1', '1', '3', org.today(), org.today() + 60 from org.locality where code = '{TestHost.County}'");
        using var officer = await Host.SignInAsync(TestHost.Township, Counting);

        var (township, county) = (await FigureAsync(officer, TestHost.Township, "drive-trained-township"), await FigureAsync(officer, TestHost.Township, "drive-trained-county"));

        Assert.Equal("0", county[2]);
        Assert.NotEqual("0", township[2]);
        await Host.DoAsync("update grassroots.drive set removed_at = now() where title = '全员培训'");
    }

    [Fact]
    public async Task Who_was_admitted_elsewhere_is_no_admission_of_ours_and_who_moves_stays_one_of_the_place_that_admitted_them()
    {
        var (near, far) = (await affairs.BranchAsync(), await affairs.BranchAsync(AffairsHost.FarTownship));
        using var city = await Host.SignInAsync(TestHost.City, Counting);
        using var first = await Host.SignInAsync(TestHost.County, Counting);
        using var second = await Host.SignInAsync(TestHost.Neighbour, Counting);
        async Task<string> OfAsync(Browser officer, string place) => string.Join(' ', (await FigureAsync(officer, place, "admitted"))[0], (await FigureAsync(officer, place, "admission-plan"))[1]);
        async Task<(string, string, string)> AllAsync() => (await OfAsync(city, TestHost.City), await OfAsync(first, TestHost.County), await OfAsync(second, TestHost.Neighbour));
        Assert.Equal(("0 0", "0 0", "0 0"), await AllAsync());
        var joined = $"'{Year}-01-01'";
        Task<Guid> MemberAsync(AffairsHost.Branch branch, string name) => affairs.MemberAsync(branch, name);
        Task JoinedAsync(Guid id) => Host.DoAsync($"select set_config('orgwork.effective_on', 'correction', true); update grassroots.member set joined_on = {joined}, became_full_on = null, kind = '2' where id = '{id}'; update grassroots.member_history set valid_from = {joined} where id = '{id}'");

        // Admitted here.
        var own = await MemberAsync(near, "本地发展");
        await JoinedAsync(own);
        Assert.Equal(("1 1", "1 1", "0 0"), await AllAsync());
        // Admitted elsewhere this year; come here since, by the procedure (on the register from that day on) or written down by hand.
        var (arrived, noted) = (await MemberAsync(near, "外地发展"), await MemberAsync(near, "外地补登"));
        await JoinedAsync(arrived);
        await JoinedAsync(noted);
        await Host.DoAsync($"""
            update grassroots.member_history set valid_from = org.today() where id = '{arrived}';
            insert into grassroots.member_move (member_id, locality_path, kind, moved_on, from_organisation) values ('{arrived}', '{near.Path}', '100', org.today(), '外地某支部'), ('{noted}', '{near.Path}', '141', org.today(), '外省某支部')
            """);
        Assert.Equal(("1 1", "1 1", "0 0"), await AllAsync());
        // Moved on within the city: whoever admitted them has done so, as the city sees it and each of the two.
        if (Clock.Today.DayOfYear > 1)
        {
            await Host.DoAsync($"""
                select set_config('orgwork.effective_on', org.today()::text, true);
                update grassroots.member set organisation_id = '{far.Id}', locality_path = '{far.Path}' where id = '{own}';
                insert into grassroots.member_move (member_id, locality_path, kind, moved_on, from_organisation) values ('{own}', '{far.Path}', '100', org.today(), '{near.Name}')
                """);
            Assert.Equal(("1 1", "1 1", "0 0"), await AllAsync());
        }
    }

    [Fact]
    public async Task Whose_probation_was_extended_is_not_overdue_before_that_is_over_nor_is_whose_membership_rests()
    {
        var branch = await affairs.BranchAsync();
        async Task<Guid> ProbationerAsync(string name, string more = "")
        {
            var id = await affairs.MemberAsync(branch, name);
            await Host.DoAsync($"update grassroots.member set kind = '2', became_full_on = null, joined_on = (org.today() - interval '14 months')::date {more} where id = '{id}'");
            return id;
        }
        await ProbationerAsync("期满没办");
        await ProbationerAsync("停止党籍", ", membership_state = '3'");
        foreach (var (name, months) in new[] { ("延长半年", 6), ("延长一月", 1) })
        {
            var id = await ProbationerAsync(name);
            await Host.DoAsync($$"""
                with a as (insert into grassroots.applicant (locality_path, name, person_id, organisation_id, occupation, education) select m.locality_path, m.name, m.person_id, m.organisation_id, '07', '21' from grassroots.member m where m.id = '{{id}}' returning id, locality_path, name)
                insert into org.procedure_case (id, locality_path, acts_path, module, procedure, number, title, subject_id, step, stage, state, facts, opened_on, step_since)
                select gen_random_uuid(), a.locality_path, a.locality_path, 'grassroots', 'admission', '试-' || gen_random_uuid(), a.name, a.id, 'full-meeting', 5, 'open', '{"extension_months": "{{months}}", "admission": "approved"}', org.today() - 900, org.today() - 10 from a
                """);
        }
        using var officer = await Host.SignInAsync(TestHost.Township, Counting);

        var lit = (await officer.GetAsync($"/{TestHost.Township}/grassroots/members?rule=members.probation-over")).Document.QuerySelectorAll("td.name").Select(cell => cell.TextContent.Trim()).ToList();

        Assert.Equal(["延长一月", "期满没办"], lit.Where(name => name.Length == 4).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_plan_counts_where_it_was_passed_on_to_through_every_level_once()
    {
        var branch = await affairs.BranchAsync();
        await Host.DoAsync($"""
            update grassroots.admission_quota set removed_at = now();
            insert into grassroots.admission_quota (locality_path, year, planned) select path, {Year}, case code when '{TestHost.City}' then 100 when '{TestHost.County}' then 40 else 10 end from org.locality where code in ('{TestHost.City}', '{TestHost.County}', '{TestHost.Township}');
            insert into grassroots.admission_quota (locality_path, year, planned) values ('{branch.Path}', {Year}, 3)
            """);
        using var city = await Host.SignInAsync(TestHost.City, Counting);
        var rows = (await city.GetAsync($"/{TestHost.City}/grassroots/figures/admission-plan/rows?part=whole")).Document.QuerySelectorAll("tbody tr").Select(row => row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).First(cell => int.TryParse(cell, out _))).Select(int.Parse);

        // Each less what it has passed on to the nearest below: 100 − 40, 40 − 10, 10 − 3, 3.
        Assert.Equal([3, 7, 30, 60], rows.Order());
        Assert.Equal("100", (await FigureAsync(city, TestHost.City, "admission-plan"))[2]);
        await Host.DoAsync("update grassroots.admission_quota set removed_at = now()");
    }
}
