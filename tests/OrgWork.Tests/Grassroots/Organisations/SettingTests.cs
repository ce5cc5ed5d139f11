using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.PartyLife;
using Xunit;

namespace OrgWork.Tests.Grassroots.Organisations;

/// <summary>Organisations are set up, renamed, moved, divided and dissolved by request and written answer; what they were stays.</summary>
public sealed class SettingTests(LifeHost life) : IClassFixture<LifeHost>
{
    static readonly string[] Officer = ["grassroots.organisations.read", "grassroots.organisations.edit", "grassroots.members.read", "grassroots.adjustments.read", "grassroots.adjustments.act", "grassroots.figures.read"];
    string Address(string path) => $"/{life.Statistics.City.Code}/grassroots/{path}";

    async Task<Answer> EnforceAsync(Browser officer, Guid subject, string kind, params (string, string)[] values)
    {
        var opened = await officer.OpenCaseAsync(Address("adjustments"), subject, [("on", Dates.Format(Clock.Today.AddDays(-9))), ("outcome", kind), ("cause", "1"), ("request_no", "试请〔2026〕1号"), ("request_words", "因机构改革，拟作调整。"), .. values]);
        Assert.True(opened.Status == 302, opened.Why());
        var one = opened.Location!;
        await officer.DoStepAsync(one, "review", ("on", Dates.Format(Clock.Today.AddDays(-6))), ("outcome", "agree"));
        await officer.DoStepAsync(one, "approve", ("on", Dates.Format(Clock.Today.AddDays(-4))), ("approval_no", "试批〔2026〕7号"), ("approved_by", "试点党委"));
        return await officer.ActAsync(one, "effect", ("on", Dates.Format(Clock.Today.AddDays(-2))));
    }

    Task<decimal?> FigureAsync(string id) => FigureAsync(id, life.Statistics.City);

    async Task<decimal?> FigureAsync(string id, Locality place)
    {
        var of = life.Statistics.Of("grassroots");
        var (reader, db) = await life.Statistics.ReaderAsync(of, place);
        await using var _ = db;
        return (await reader.ValuesAsync([of.Figure(id)!], default)).Single().Value.Value;
    }

    async Task<Guid> PlannedAsync(LifeHost.Branch near, string name) => (await life.Host.AskAsync<Guid>($"""
        insert into grassroots.organisation (name, kind, sphere, parent_id, state, locality_path) select '{name}', '631', sphere, parent_id, '3', org.home_of(locality_path) from grassroots.organisation where id = '{near.Id}' returning id
        """));

    [Fact, Trait("Row", "G1.3")]
    public async Task A_renamed_branch_keeps_members_and_posts_is_found_by_its_old_name_and_code_and_is_counted()
    {
        var branch = await life.BranchAsync();
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, Officer);
        var (members, code, before) = (await life.MembersAsync(branch), await life.Host.AskAsync<string>($"select code from grassroots.organisation where id = '{branch.Id}'"), await FigureAsync("adjusted-reform"));
        var posts = await life.Host.AskAsync<long>($"select count(*) from grassroots.member_post where organisation_id = '{branch.Id}' and ended_on is null");

        var done = await EnforceAsync(officer, branch.Id, "kind5", ("new_name", "中共新湖中心党支部"), ("new_code", "990011"));

        Assert.True(done.Status == 302, done.Why());
        Assert.Equal("中共新湖中心党支部|990011", await life.Host.AskAsync<string>($"select name || '|' || code from grassroots.organisation where id = '{branch.Id}'"));
        Assert.Equal(members, await life.MembersAsync(branch));
        Assert.Equal(posts, await life.Host.AskAsync<long>($"select count(*) from grassroots.member_post where organisation_id = '{branch.Id}' and ended_on is null"));
        foreach (var was in new[] { branch.Name, code! })
            Assert.Contains("中共新湖中心党支部", (await officer.GetAsync(Address($"organisations/tree?q={Uri.EscapeDataString(was)}"))).Text, StringComparison.Ordinal);
        var record = await officer.GetAsync(Address($"organisations/{branch.Id}?tab=changes"));
        Assert.Contains("试批〔2026〕7号", record.Text, StringComparison.Ordinal);
        Assert.Equal(branch.Name, (await officer.GetAsync(Address($"organisations/{branch.Id}?asof={AsOf.Format(Clock.Today.AddDays(-3))}"))).In("h1"));
        Assert.Equal(before + 1, await FigureAsync("adjusted-reform"));
    }

    [Fact, Trait("Row", "G1.3")]
    public async Task A_branch_of_two_is_refused_with_the_article_and_one_of_three_stands_from_the_day_it_is_in_force()
    {
        var near = await life.BranchAsync();
        var planned = await PlannedAsync(near, "中共云上合作社党支部");
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, Officer);
        (string, string)[] two = [("on", Dates.Format(Clock.Today.AddDays(-9))), ("outcome", "kind1"), ("cause", "4"), ("request_words", "拟设立党支部。"), ("full_members", "2"), ("all_members", "4")];

        var refused = await officer.OpenCaseAsync(Address("adjustments"), planned, two);
        var standing = await officer.OpenCaseAsync(Address("adjustments"), near.Id, two);
        var done = await EnforceAsync(officer, planned, "kind1", ("full_members", "3"), ("all_members", "4"));

        Assert.Equal((422, 422), (refused.Status, standing.Status));
        Assert.Contains("中国共产党章程", refused.Text, StringComparison.Ordinal);
        Assert.Contains("筹建", standing.Text, StringComparison.Ordinal);
        Assert.True(done.Status == 302, done.Why());
        Assert.Equal($"1|{Clock.Today.AddDays(-2):yyyy-MM-dd}", await life.Host.AskAsync<string>($"select state || '|' || founded_on from grassroots.organisation where id = '{planned}'"));
    }

    [Fact, Trait("Row", "G1.3")]
    public async Task A_divided_branch_gives_the_named_members_to_the_new_one_and_a_dissolved_one_all_to_its_heir()
    {
        var (branch, heir) = (await life.BranchAsync(6), await life.BranchAsync());
        var members = await life.MembersAsync(branch);
        await life.Host.DoAsync($"update grassroots.member set party_group = '东片党小组' where id in ('{members[^1]}', '{members[^2]}', '{members[^3]}')");
        var off = await PlannedAsync(branch, "中共东片党支部");
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, Officer);

        var unknown = await officer.OpenCaseAsync(Address("adjustments"), branch.Id, ("on", Dates.Format(Clock.Today)), ("outcome", "kind4"), ("cause", "4"), ("request_words", "拟拆分。"), ("branch_off_id", off.ToString()), ("moving_members", "查无此人"));
        var divided = await EnforceAsync(officer, branch.Id, "kind4", ("branch_off_id", off.ToString()), ("moving_members", "东片党小组"));
        var gone = await EnforceAsync(officer, branch.Id, "kind2", ("heir_id", heir.Id.ToString()));

        Assert.Contains("没有叫“查无此人”的党员", unknown.Text, StringComparison.Ordinal);
        Assert.True(divided.Status == 302, divided.Why());
        Assert.True(gone.Status == 302, gone.Why());
        Assert.Equal(3L, await life.Host.AskAsync<long>($"select count(*) from grassroots.member where organisation_id = '{off}' and left_on is null"));
        Assert.Equal(members.Length - 3L, await life.Host.AskAsync<long>($"select count(*) from grassroots.member where organisation_id = '{heir.Id}' and id in ('{string.Join("','", members)}')"));
        Assert.Equal("9", await life.Host.AskAsync<string>($"select state from grassroots.organisation where id = '{branch.Id}'"));
        Assert.Equal(0L, await life.Host.AskAsync<long>($"select count(*) from grassroots.member_post where organisation_id = '{branch.Id}' and ended_on is null"));
    }

    [Fact, Trait("Row", "G1.3")]
    public async Task A_branch_under_another_superior_is_no_longer_counted_under_the_old_one_and_never_stands_under_itself()
    {
        var branch = await life.BranchAsync();
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, Officer);
        var root = await life.Host.AskAsync<Guid>("select id from grassroots.organisation where parent_id is null");
        var below = await officer.OpenCaseAsync(Address("adjustments"), root, ("on", Dates.Format(Clock.Today)), ("outcome", "kind6"), ("cause", "1"), ("request_words", "拟变更。"), ("new_parent_id", branch.Id.ToString()));

        var moved = await EnforceAsync(officer, branch.Id, "kind6", ("new_parent_id", root.ToString()));

        Assert.Contains("是它的下级", below.Text, StringComparison.Ordinal);
        Assert.True(moved.Status == 302, moved.Why());
        Assert.Contains(branch.Id.ToString(), (await officer.GetAsync(Address($"organisations/tree?of={root}"))).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G1.3")]
    public async Task A_branch_that_is_raised_and_one_that_goes_into_another_keep_their_people_their_old_names_and_are_counted_by_reason()
    {
        var (raised, goes, into) = (await life.BranchAsync(), await life.BranchAsync(), await life.BranchAsync());
        var planned = await PlannedAsync(goes, "中共下设党支部");
        await life.Host.DoAsync($"update grassroots.organisation set parent_id = '{goes.Id}', state = '1' where id = '{planned}'");
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, Officer);
        var (its, theirs, held) = (await life.MembersAsync(raised), await life.MembersAsync(goes), await life.Host.AskAsync<string>($"select string_agg(id::text, ',' order by id) from grassroots.member_post where organisation_id = '{raised.Id}' and ended_on is null"));
        async Task<(int Reform, int Raised, int Merged)> CountsAsync()
        {
            var row = (await officer.GetAsync(Address("reports/adjustments"))).Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains("机构改革", StringComparison.Ordinal));
            int[] cells = [.. row.QuerySelectorAll("td.num").Select(cell => int.TryParse(cell.TextContent.Trim(), out var count) ? count : 0)];
            return (cells[0], cells[7], cells[3]);
        }
        var before = await CountsAsync();

        var up = await EnforceAsync(officer, raised.Id, "kind7", ("new_kind", "621"), ("upgraded_name", "中共升格总支部委员会"), ("reason", "片区党员将陆续转入"), ("approver", "试点党委书记"), ("approved_on", Dates.Format(Clock.Today.AddDays(-10))));
        var merged = await EnforceAsync(officer, goes.Id, "kind3", ("into_id", into.Id.ToString()));

        Assert.True(up.Status == 302, up.Why());
        Assert.True(merged.Status == 302, merged.Why());
        Assert.Equal("621|中共升格总支部委员会", await life.Host.AskAsync<string>($"select kind || '|' || name from grassroots.organisation where id = '{raised.Id}'"));
        Assert.Equal(its, await life.MembersAsync(raised));
        Assert.Equal(held, await life.Host.AskAsync<string>($"select string_agg(id::text, ',' order by id) from grassroots.member_post where organisation_id = '{raised.Id}' and ended_on is null"));
        Assert.Contains("中共升格总支部委员会", (await officer.GetAsync(Address($"organisations/tree?q={Uri.EscapeDataString(raised.Name)}"))).Text, StringComparison.Ordinal);
        // Merged: its members and what stood under it are the other's, its posts have ended, it stays where it is looked for.
        Assert.Equal($"9|{into.Id}", await life.Host.AskAsync<string>($"select state || '|' || merged_into_id from grassroots.organisation where id = '{goes.Id}'"));
        Assert.Equal((long)theirs.Length, await life.Host.AskAsync<long>($"select count(*) from grassroots.member where organisation_id = '{into.Id}' and id in ('{string.Join("','", theirs)}')"));
        Assert.Equal((into.Id, 0L), (await life.Host.AskAsync<Guid>($"select parent_id from grassroots.organisation where id = '{planned}'"), await life.Host.AskAsync<long>($"select count(*) from grassroots.member_post where organisation_id = '{goes.Id}' and ended_on is null")));
        var after = await CountsAsync();
        Assert.Equal((before.Reform + 2, before.Raised + 1, before.Merged + 1), after);
    }

    [Fact]
    public async Task A_secretary_may_ask_for_a_change_and_cannot_answer_it()
    {
        var branch = await life.BranchAsync();
        using var secretary = await life.Host.SignInAsync(branch.Code, "grassroots.organisations.read", "grassroots.adjustments.read", "grassroots.adjustments.act");
        var opened = await secretary.OpenCaseAsync($"/{branch.Code}/grassroots/adjustments", branch.Id, ("on", Dates.Format(Clock.Today)), ("outcome", "kind5"), ("cause", "2"), ("request_words", "因单位更名，拟更名。"), ("new_name", "中共清水党支部"));
        var answered = await secretary.ActAsync(opened.Location!, "review", ("on", Dates.Format(Clock.Today)), ("outcome", "agree"));

        Assert.True(opened.Status == 302, opened.Why());
        Assert.NotEqual(302, answered.Status);
        Assert.Equal(branch.Name, await life.Host.AskAsync<string>($"select name from grassroots.organisation where id = '{branch.Id}'"));
    }

    [Fact, Trait("Row", "G1.1")]
    public async Task The_tree_counts_organisations_and_members_below_each_as_of_any_day()
    {
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, Officer);
        var root = await life.Host.AskAsync<Guid>("select id from grassroots.organisation where parent_id is null");
        var (members, organisations) = (await life.Host.AskAsync<long>("select count(*) from grassroots.member where left_on is null and removed_at is null and membership_state in ('1', '2')"), await life.Host.AskAsync<long>("select count(*) from grassroots.organisation where abolished_on is null and removed_at is null and state in ('1', '2')"));
        var last = Clock.Today.AddYears(-1);
        // One that is younger than that day does not stand in it.
        var near = await life.BranchAsync();
        await life.Host.DoAsync($"insert into grassroots.organisation (name, kind, sphere, parent_id, state, founded_on, locality_path) select '中共今年新建党支部', '631', sphere, parent_id, '1', org.today() - 30, org.home_of(locality_path) from grassroots.organisation where id = '{near.Id}'");
        organisations++;
        var stood = await life.Host.AskAsync<long>($"select count(*) from grassroots.organisation_history where abolished_on is null and removed_at is null and state in ('1', '2') and valid_from <= '{last:yyyy-MM-dd}' and valid_to > '{last:yyyy-MM-dd}'");
        var then = await life.Host.AskAsync<long>($"select count(*) from grassroots.member_history where left_on is null and removed_at is null and membership_state in ('1', '2') and valid_from <= '{last:yyyy-MM-dd}' and valid_to > '{last:yyyy-MM-dd}'");

        var tree = await officer.GetAsync(Address($"organisations/tree?of={root}"));
        var before = await officer.GetAsync(Address($"organisations/tree?of={root}&asof={AsOf.Format(last)}"));
        var top = await officer.GetAsync(Address("organisations/tree"));

        string[] Bigs(Answer page) => [.. page.Document.QuerySelectorAll(".strip .big").Select(big => big.TextContent.Trim())];
        Assert.Equal(($"{organisations - 1}", $"{members}"), (Bigs(tree)[0], Bigs(tree)[1]));
        Assert.Equal(($"{stood - 1}", $"{then}"), (Bigs(before)[0], Bigs(before)[1]));
        Assert.True(stood < organisations, $"{stood} {organisations}");
        Assert.Contains(root.ToString(), top.Text, StringComparison.Ordinal);
        Assert.NotEmpty(tree.Document.QuerySelectorAll("tbody tr"));
    }

    [Fact, Trait("Row", "G1.6")]
    public async Task A_temporary_organisation_lists_whom_it_borrows_lights_before_its_end_and_is_asked_to_become_formal_after_six_months()
    {
        var (near, home) = (await life.BranchAsync(), await life.BranchAsync());
        var planned = await PlannedAsync(near, "中共大坝抢险临时党支部");
        await life.Host.DoAsync($"update grassroots.organisation set form = '9', bound_to = '大坝抢险', planned_end_on = '{Clock.Today.AddDays(10):yyyy-MM-dd}' where id = '{planned}'");
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, Officer);
        var member = (await life.MembersAsync(home))[0];
        var founded = await FigureAsync("temporary-founded");

        var done = await EnforceAsync(officer, planned, "kind1", ("full_members", "5"), ("all_members", "5"));
        var attached = await officer.FillAsync(Address($"organisations/{planned}/attached/new"), ("member_id", member.ToString()), ("began_on", Dates.Format(Clock.Today)), ("role", "书记"));
        var rules = await officer.GetAsync(Address("organisations?rule=organisations.temporary-near"));
        await life.Host.DoAsync($"update grassroots.organisation set founded_on = '{Clock.Today.AddMonths(-7):yyyy-MM-dd}', planned_end_on = '{Clock.Today.AddDays(-1):yyyy-MM-dd}' where id = '{planned}'");
        var late = await officer.GetAsync(Address("organisations?rule=organisations.temporary-over"));
        var long_ = await officer.GetAsync(Address("organisations?rule=organisations.temporary-six-months"));

        Assert.True(done.Status == 302, done.Why());
        Assert.Equal((302, "2"), (attached.Status, await life.Host.AskAsync<string>($"select state from grassroots.organisation where id = '{planned}'")));
        Assert.Equal(home.Id, await life.Host.AskAsync<Guid>($"select organisation_id from grassroots.member where id = '{member}'"));
        Assert.All([rules, late, long_], page => Assert.Contains("中共大坝抢险临时党支部", page.Text, StringComparison.Ordinal));
        Assert.True(founded is not null);
        var gone = await EnforceAsync(officer, planned, "kind2");
        Assert.True(gone.Status == 302, gone.Why());
        Assert.Contains("撤销", (await officer.GetAsync(Address($"organisations/{planned}?tab=changes"))).Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G1.5")]
    public async Task Branches_of_a_chain_a_project_or_a_cooperative_are_listed_with_what_they_stand_on_and_whom_they_bring_along()
    {
        var branch = await life.BranchAsync();
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, Officer);
        var before = await FigureAsync("functional");
        var changed = await officer.FillAsync(Address($"organisations/{branch.Id}/edit"), ("form", "2"), ("bound_to", "高原花卉产业链"), ("households", "64"));

        Assert.Equal(302, changed.Status);
        Assert.Equal(before + 1, await FigureAsync("functional"));
        Assert.Contains("高原花卉产业链", (await officer.GetAsync(Address("figures/functional/rows"))).Text, StringComparison.Ordinal);
        Assert.Contains(branch.Id.ToString(), (await officer.GetAsync(Address("organisations?form=2"))).Text, StringComparison.Ordinal);
    }
}
