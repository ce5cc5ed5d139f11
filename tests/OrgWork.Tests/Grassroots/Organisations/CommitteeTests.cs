using OrgWork.Kernel;
using OrgWork.Tests.Grassroots.PartyLife;
using Xunit;

namespace OrgWork.Tests.Grassroots.Organisations;

/// <summary>Committees: seats and who sits there on any day, vacancies in days, terms with their ends, reminders and approved delays.</summary>
public sealed class CommitteeTests(LifeHost life) : IClassFixture<LifeHost>
{
    static readonly string[] Officer = ["grassroots.organisations.read", "grassroots.organisations.edit", "grassroots.members.read", "grassroots.figures.read"];
    string Address(string path) => $"/{life.Statistics.City.Code}/grassroots/{path}";

    /// <summary>A branch with a secretary's and two further seats, nobody on them yet.</summary>
    async Task<(LifeHost.Branch Branch, Guid[] Seats, Guid[] Members)> EmptyAsync(int members = 5)
    {
        var branch = await life.BranchAsync(members);
        await life.Host.DoAsync($"""
            update grassroots.member_post set removed_at = now() where organisation_id = '{branch.Id}';
            update grassroots.committee_seat set removed_at = now() where organisation_id = '{branch.Id}';
            update grassroots.committee_term set removed_at = now() where organisation_id = '{branch.Id}';
            update grassroots.organisation set secretary = null, state = '1' where id = '{branch.Id}';
            update grassroots.member set kind = '1', became_full_on = '2015-01-01' where organisation_id = '{branch.Id}' and left_on is null;
            insert into grassroots.committee_seat (organisation_id, locality_path, rank_order, post, duty, opened_on) select '{branch.Id}', '{branch.Path}', n, case n when 1 then '001A' else '002A' end, case n when 2 then '组织委员' when 3 then '宣传委员' end, '{Clock.Today.AddDays(-30):yyyy-MM-dd}' from generate_series(1, 3) n
            """);
        return (branch, (await life.Host.AskAsync<Guid[]>($"select array_agg(id order by rank_order) from grassroots.committee_seat where organisation_id = '{branch.Id}' and removed_at is null"))!, await life.MembersAsync(branch));
    }

    async Task<(decimal? Share, long Open)> FilledAsync(Locality? at = null, DateOnly? on = null)
    {
        var of = life.Statistics.Of("grassroots");
        var (reader, db) = await life.Statistics.ReaderAsync(of, at ?? life.Statistics.City, on);
        await using var _ = db;
        var value = (await reader.ValuesAsync([of.Figure("secretaries-filled")!], default)).Single().Value;
        return (value.Value, value.OutOf - value.Count);
    }

    [Fact, Trait("Row", "G1.8")]
    public async Task A_vacant_seat_is_counted_in_days_until_somebody_sits_there_and_the_share_of_filled_ones_follows()
    {
        var (branch, seats, members) = await EmptyAsync();
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, Officer);
        var lit = await officer.GetAsync(Address("organisations?rule=organisations.secretary&q=" + Uri.EscapeDataString(branch.Name)));
        var page = await officer.GetAsync(Address($"committees/{branch.Id}"));
        var open = (await FilledAsync()).Open;

        var filled = await officer.SubmitAsync(Address($"committees/appoint/{seats[0]}"), ("member", members[0].ToString()), ("on", Dates.Format(Clock.Today.AddDays(-3))), ("document", "党委批〔2026〕9号"));
        var after = await officer.GetAsync(Address($"committees/{branch.Id}"));
        var before = await officer.GetAsync(Address($"committees/{branch.Id}?on={Dates.Format(Clock.Today.AddDays(-5))}"));

        Assert.Contains(branch.Id.ToString(), lit.Text, StringComparison.Ordinal);
        Assert.Contains("30 天", page.Text, StringComparison.Ordinal);
        Assert.Equal(302, filled.Status);
        Assert.Equal(open - 1, (await FilledAsync()).Open);
        Assert.Equal(2, after.Document.QuerySelectorAll("tbody .lt").Length);
        Assert.Equal(3, before.Document.QuerySelectorAll("tbody .lt").Length);
        var name = await life.Host.AskAsync<string>($"select name from grassroots.member where id = '{members[0]}'");
        Assert.Equal(name, await life.Host.AskAsync<string>($"select secretary from grassroots.organisation where id = '{branch.Id}'"));
        Assert.Equal(2L, await life.Host.AskAsync<long>($"select count(*) from audit.entry where row_id in ('{branch.Id}', '{members[0]}') and changes::text like '%{Dates.Format(Clock.Today.AddDays(-3))}%'"));
    }

    [Fact, Trait("Row", "G1.8")]
    public async Task A_seat_whose_secretary_has_gone_to_another_county_is_among_those_to_be_filled_where_it_is()
    {
        var (branch, seats, members) = await EmptyAsync();
        using var above = await life.Host.SignInAsync(life.Statistics.City.Code, Officer);
        Assert.Equal(302, (await above.SubmitAsync(Address($"committees/appoint/{seats[0]}"), ("member", members[0].ToString()), ("on", Dates.Format(Clock.Today.AddDays(-20))))).Status);
        // What else they may hold elsewhere is none of this test's.
        await life.Host.DoAsync($"update grassroots.member_post set removed_at = now() where member_id = '{members[0]}' and seat_id is distinct from '{seats[0]}'");
        var county = life.Statistics.Tree.ChildrenOf(life.Statistics.City).Single(place => branch.Path.StartsWith(place.Path, StringComparison.Ordinal));
        var (open, before) = ((await FilledAsync(county)).Open, (await FilledAsync(county, Clock.Today.AddDays(-12))).Open);
        // Taken off the seat and away nine days ago, in one go.
        await life.Host.DoAsync($"""
            select set_config('orgwork.effective_on', '{Clock.Today.AddDays(-9):yyyy-MM-dd}', true);
            update grassroots.member_post set ended_on = '{Clock.Today.AddDays(-9):yyyy-MM-dd}' where seat_id = '{seats[0]}';
            update grassroots.member m set organisation_id = o.organisation_id, locality_path = o.locality_path from (select organisation_id, locality_path from grassroots.member where left_on is null and removed_at is null and organisation_id <> '{branch.Id}' and split_part(locality_path, '.', 3) <> split_part('{branch.Path}', '.', 3) order by id limit 1) o where m.id = '{members[0]}'
            """);

        Assert.Equal(open + 1, (await FilledAsync(county)).Open);
        // What was so before stays so; the new secretary fills it.
        Assert.Equal(before, (await FilledAsync(county, Clock.Today.AddDays(-12))).Open);
        Assert.Equal(302, (await above.SubmitAsync(Address($"committees/appoint/{seats[0]}"), ("member", members[1].ToString()), ("on", Dates.Format(Clock.Today.AddDays(-2))))).Status);
        Assert.Equal(open, (await FilledAsync(county)).Open);
    }

    [Fact, Trait("Row", "G1.8")]
    public async Task Whoever_has_gone_to_another_place_is_still_on_the_committee_of_a_day_before_and_the_seat_is_vacant_since_that_day()
    {
        var (branch, seats, members) = await EmptyAsync();
        using var above = await life.Host.SignInAsync(life.Statistics.City.Code, Officer);
        Assert.Equal(302, (await above.SubmitAsync(Address($"committees/appoint/{seats[1]}"), ("member", members[0].ToString()), ("on", Dates.Format(Clock.Today.AddDays(-20))))).Status);
        var name = await life.Host.AskAsync<string>($"select name from grassroots.member where id = '{members[0]}'");
        // Left the seat nine days ago, and the branch with it: the record is kept where the new one is.
        await life.Host.DoAsync($"""
            select set_config('orgwork.effective_on', '{Clock.Today.AddDays(-9):yyyy-MM-dd}', true);
            update grassroots.member_post set ended_on = '{Clock.Today.AddDays(-9):yyyy-MM-dd}' where seat_id = '{seats[1]}';
            update grassroots.member m set organisation_id = o.organisation_id, locality_path = o.locality_path from (select organisation_id, locality_path from grassroots.member where left_on is null and removed_at is null and organisation_id <> '{branch.Id}' and split_part(locality_path, '.', 3) <> split_part('{branch.Path}', '.', 3) order by id limit 1) o where m.id = '{members[0]}'
            """);
        var code = branch.Code;
        using var officer = await life.Host.SignInAsync(code, Officer);
        async Task<string> SeatAsync(int ago) => (await officer.GetAsync($"/{code}/grassroots/committees/{branch.Id}{(ago == 0 ? "" : $"?on={Dates.Format(Clock.Today.AddDays(-ago))}")}")).Document.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("组织委员", StringComparison.Ordinal)).TextContent.Replace("　", "", StringComparison.Ordinal);

        Assert.Contains($"{Dates.Format(Clock.Today.AddDays(-9))} 起，9 天", await SeatAsync(0), StringComparison.Ordinal);
        Assert.Contains(name!, await SeatAsync(10), StringComparison.Ordinal);
        Assert.Contains("空缺", await SeatAsync(9), StringComparison.Ordinal);
        Assert.Contains("空缺", await SeatAsync(25), StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G1.8")]
    public async Task An_election_ends_the_former_committee_seats_the_elected_and_starts_a_term_of_the_years_the_rule_says()
    {
        var (branch, seats, members) = await EmptyAsync();
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, Officer);
        foreach (var n in new[] { 0, 1 }) await officer.SubmitAsync(Address($"committees/appoint/{seats[n]}"), ("member", members[n].ToString()), ("on", Dates.Format(Clock.Today.AddDays(-20))));
        var village = await life.Host.AskAsync<string>($"select sphere from grassroots.organisation where id = '{branch.Id}'") is "1" or "2";
        var form = await officer.GetAsync(Address($"committees/renew/{branch.Id}"));

        var twice = await officer.SubmitAsync(Address($"committees/renew/{branch.Id}"), ("on", Dates.Format(Clock.Today)), ("document", "批"), ($"seat.{seats[0]}", members[2].ToString()), ($"seat.{seats[1]}", members[2].ToString()));
        var done = await officer.SubmitAsync(Address($"committees/renew/{branch.Id}"), ("on", Dates.Format(Clock.Today)), ("document", "党委批〔2026〕30号"), ($"seat.{seats[0]}", members[1].ToString()), ($"seat.{seats[1]}", members[2].ToString()), ($"seat.{seats[2]}", ""));

        Assert.Equal(village ? "5" : "3", form.Document.QuerySelector("#years")!.GetAttribute("value"));
        Assert.Contains("同一个人不能坐两个席位", twice.Text, StringComparison.Ordinal);
        Assert.Equal(302, done.Status);
        Assert.Equal($"{members[1]},{members[2]}", await life.Host.AskAsync<string>($"select string_agg(p.member_id::text, ',' order by s.rank_order) from grassroots.member_post p join grassroots.committee_seat s on s.id = p.seat_id where p.organisation_id = '{branch.Id}' and p.ended_on is null and p.removed_at is null"));
        Assert.Equal(Clock.Today.AddYears(village ? 5 : 3), await life.Host.AskAsync<DateOnly>($"select term_ends_on from grassroots.organisation where id = '{branch.Id}'"));
        Assert.Equal(1L, await life.Host.AskAsync<long>($"select count(*) from grassroots.committee_term where organisation_id = '{branch.Id}' and ended_on is null and removed_at is null"));
        var then = await officer.GetAsync(Address($"committees/{branch.Id}?on={Dates.Format(Clock.Today.AddDays(-1))}"));
        Assert.Contains(members[0].ToString(), then.Text, StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G1.8")]
    public async Task A_term_that_ends_within_six_months_is_listed_and_lit_until_reminded_and_is_put_off_by_a_year_at_most()
    {
        var (branch, seats, members) = await EmptyAsync();
        var ends = Clock.Today.AddMonths(3);
        await life.Host.DoAsync($"update grassroots.organisation set term_began_on = '{ends.AddYears(-3):yyyy-MM-dd}', term_years = 3, term_ends_on = '{ends:yyyy-MM-dd}', term_reminded_on = null where id = '{branch.Id}'; insert into grassroots.committee_term (organisation_id, locality_path, number, began_on, years, due_on) values ('{branch.Id}', '{branch.Path}', 4, '{ends.AddYears(-3):yyyy-MM-dd}', 3, '{ends:yyyy-MM-dd}')");
        using var officer = await life.Host.SignInAsync(branch.Home, Officer);
        async Task<bool> IsLitAsync() => (await officer.GetAsync($"/{branch.Home}/grassroots/organisations?rule=organisations.term-near")).Text.Contains(branch.Id.ToString(), StringComparison.Ordinal);
        var (listed, lit) = (await officer.GetAsync($"/{branch.Home}/grassroots/committees/terms"), await IsLitAsync());

        var reminded = await officer.PostAsync($"/{branch.Home}/grassroots/committees/terms", ("id", branch.Id.ToString()));
        var letter = await officer.GetAsync($"/{branch.Home}/grassroots/committees/terms");
        var tooLong = await officer.PostFromAsync($"/{branch.Home}/grassroots/committees/{branch.Id}", $"/{branch.Home}/grassroots/committees/{branch.Id}?handler=extend", ("to", Dates.Format(ends.AddYears(1).AddDays(1))), ("number", "县批1号"), ("reason", "换届试点"));
        var extended = await officer.PostFromAsync($"/{branch.Home}/grassroots/committees/{branch.Id}", $"/{branch.Home}/grassroots/committees/{branch.Id}?handler=extend", ("to", Dates.Format(ends.AddMonths(8))), ("number", "县批1号"), ("reason", "换届试点"));

        Assert.Contains(branch.Id.ToString(), listed.Text, StringComparison.Ordinal);
        Assert.Equal((true, 302, false), (lit, reminded.Status, await IsLitAsync()));
        Assert.Contains($"term-reminder?id={branch.Id}", letter.Text, StringComparison.Ordinal);
        Assert.Equal((422, 302), (tooLong.Status, extended.Status));
        Assert.Contains("第三条", tooLong.Text, StringComparison.Ordinal);
        Assert.Equal(ends.AddMonths(8), await life.Host.AskAsync<DateOnly>($"select term_ends_on from grassroots.organisation where id = '{branch.Id}'"));
        Assert.NotEmpty(seats);
        Assert.NotEmpty(members);
    }

    [Fact, Trait("Row", "G1.8")]
    public async Task A_vacant_seat_is_given_to_somebody_with_a_day_is_red_after_it_and_closed_by_appointing_alone()
    {
        var (branch, seats, members) = await EmptyAsync();
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, Officer);
        using var reader = await life.Host.SignInAsync(life.Statistics.City.Code, "grassroots.organisations.read");
        var (page, give) = (Address($"committees/{branch.Id}"), Address($"committees/appoint/{seats[0]}"));
        (string, string)[] Task(string due) => [("owner", "郑文博"), ("due", due)];
        string List(string query = "") => Address($"vacancy-tasks?organisation_id={branch.Id}{query}");

        Assert.Equal(422, (await officer.PostFromAsync(page, give, Task(Dates.Format(Clock.Today.AddDays(-1))))).Status);
        Assert.Equal(403, (await reader.PostFromAsync(page, give, Task(Dates.Format(Clock.Today.AddDays(20))))).Status);
        Assert.Equal(302, (await officer.PostFromAsync(page, give, Task(Dates.Format(Clock.Today.AddDays(20))))).Status);
        Assert.Equal(422, (await officer.PostFromAsync(page, give, Task(Dates.Format(Clock.Today.AddDays(30))))).Status);
        Assert.Contains($"郑文博负责，{Dates.Format(Clock.Today.AddDays(20))} 前补齐", (await officer.GetAsync(page)).In("main"), StringComparison.Ordinal);
        Assert.Contains("郑文博", (await officer.GetAsync(List("&closed_on.none=1"))).In("tbody"), StringComparison.Ordinal);
        Assert.DoesNotContain("郑文博", (await officer.GetAsync(List("&rule=vacancy-tasks.in-time"))).In("tbody") ?? "", StringComparison.Ordinal);
        await life.Host.DoAsync($"update grassroots.vacancy_task set given_on = org.today() - 40, due_on = org.today() - 1 where seat_id = '{seats[0]}'");
        Assert.Contains("郑文博", (await officer.GetAsync(List("&rule=vacancy-tasks.in-time"))).In("tbody"), StringComparison.Ordinal);
        Assert.Contains("超 1 天", (await officer.GetAsync(page)).In("main"), StringComparison.Ordinal);

        // Another seat filled closes nothing; this one does.
        Assert.Equal(302, (await officer.SubmitAsync(Address($"committees/appoint/{seats[1]}"), ("member", members[1].ToString()), ("on", Dates.Format(Clock.Today)))).Status);
        Assert.Contains("郑文博", (await officer.GetAsync(List("&closed_on.none=1"))).In("tbody"), StringComparison.Ordinal);
        Assert.Equal(302, (await officer.SubmitAsync(Address($"committees/appoint/{seats[0]}"), ("member", members[0].ToString()), ("on", Dates.Format(Clock.Today)))).Status);
        var name = await life.Host.AskAsync<string>($"select name from grassroots.member where id = '{members[0]}'");
        Assert.Equal($"{name} {Clock.Today:yyyy-MM-dd}", await life.Host.AskAsync<string>($"select filled_by || ' ' || closed_on from grassroots.vacancy_task where seat_id = '{seats[0]}'"));
        Assert.DoesNotContain("郑文博", (await officer.GetAsync(List("&rule=vacancy-tasks.in-time"))).In("tbody") ?? "", StringComparison.Ordinal);
    }

    [Fact, Trait("Row", "G1.9")]
    public async Task A_branch_of_two_full_members_and_one_of_fifty_one_are_lit_with_what_to_do_and_one_of_three_and_of_fifty_is_not()
    {
        var (small, _, members) = await EmptyAsync();
        var (large, _, _) = await EmptyAsync();
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, [.. Officer, "grassroots.adjustments.read", "grassroots.adjustments.act"]);
        async Task<bool> IsLitAsync(LifeHost.Branch branch, string rule) => (await officer.GetAsync(Address($"organisations?rule=organisations.{rule}&q={Uri.EscapeDataString(branch.Name)}"))).Text.Contains(branch.Id.ToString(), StringComparison.Ordinal);
        // Full members are counted: a fourth on probation makes no third.
        Task HaveAsync(LifeHost.Branch branch, int full) => life.Host.DoAsync($"update grassroots.member m set kind = case when n.nth <= {full} then '1' else '2' end, became_full_on = case when n.nth <= {full} then date '2015-01-01' end from (select id, row_number() over (order by rank_order, id) as nth from grassroots.member where organisation_id = '{branch.Id}' and left_on is null and removed_at is null) n where n.id = m.id");
        await HaveAsync(small, 3);
        var three = await IsLitAsync(small, "three-members");
        await HaveAsync(small, 2);
        var two = await IsLitAsync(small, "three-members");
        var page = await officer.GetAsync(Address($"committees/{small.Id}"));

        Assert.Equal((false, true), (three, two));
        Assert.Contains("正式党员 2 人", page.In("main"), StringComparison.Ordinal);
        Assert.Contains("正式党员不足三人", page.In("main"), StringComparison.Ordinal);
        Assert.Contains($"adjustments/new?subject={small.Id}", page.Text, StringComparison.Ordinal);

        // As many more as make fifty, then one more.
        var has = await life.Host.AskAsync<long>($"select count(*) from grassroots.member where organisation_id = '{large.Id}' and left_on is null and removed_at is null and membership_state in ('1', '2')");
        Task JoinAsync(long more) => life.Host.DoAsync($"""
            with p as (insert into org.person (name, sex, birth_on) select '新来' || n, '1', '1980-05-01' from generate_series(1, {more}) n returning id, name)
            insert into grassroots.member (locality_path, name, person_id, organisation_id, kind, joined_on, became_full_on) select '{large.Path}', name, id, '{large.Id}', '1', '2005-06-01', '2006-06-01' from p
            """);
        await JoinAsync(50 - has);
        var fifty = await IsLitAsync(large, "branch-size");
        await JoinAsync(1);
        Assert.Equal((false, true), (fifty, await IsLitAsync(large, "branch-size")));
        var crowded = await officer.GetAsync(Address($"committees/{large.Id}"));
        Assert.Contains("51 人", crowded.In("main"), StringComparison.Ordinal);
        Assert.Contains($"adjustments/new?subject={large.Id}", crowded.Text, StringComparison.Ordinal);
        Assert.NotEmpty(members);
    }

    [Fact, Trait("Row", "G1.1")]
    public async Task Organisations_are_told_apart_by_level_which_follows_their_place_and_their_unit()
    {
        var city = life.Statistics.City;
        using var officer = await life.Host.SignInAsync(city.Code, Officer);
        async Task<Guid> MakeAsync(Locality place, bool isOfUnit) => await life.Host.AskAsync<Guid>($"insert into grassroots.organisation (name, kind, sphere, locality_path, unit_id) values ('层级试验{Guid.NewGuid():N}', '631', '3', '{place.Path}', {(isOfUnit ? $"(select id from org.unit where removed_at is null and starts_with(locality_path, '{place.Path}') order by id limit 1)" : "null")}) returning id");
        Locality At(LocalityKind kind) => life.Statistics.Tree.Below(city).First(place => place.Kind == kind);
        var (county, township, village, unit) = (await MakeAsync(At(LocalityKind.County), false), await MakeAsync(At(LocalityKind.Township), false), await MakeAsync(At(LocalityKind.Village), false), await MakeAsync(At(LocalityKind.County), true));
        async Task<bool> IsListedAsync(Guid id, string level) => (await officer.GetAsync(Address($"organisations?level={level}&q=" + Uri.EscapeDataString((await life.Host.AskAsync<string>($"select name from grassroots.organisation where id = '{id}'"))!)))).Text.Contains(id.ToString(), StringComparison.Ordinal);
        foreach (var (id, level) in new[] { (county, "3"), (township, "4"), (village, "5"), (unit, "6") })
            foreach (var asked in new[] { "2", "3", "4", "5", "6" }) Assert.Equal((level, asked, asked == level), (level, asked, await IsListedAsync(id, asked)));
        Assert.Contains("乡镇（街道）", (await officer.GetAsync(Address($"organisations/{township}"))).In("main"), StringComparison.Ordinal);
        // One that gets a unit is a unit's from then on.
        await life.Host.DoAsync($"update grassroots.organisation set unit_id = (select unit_id from grassroots.organisation where id = '{unit}') where id = '{township}'");
        Assert.True(await IsListedAsync(township, "6"));
        await life.Host.DoAsync($"update grassroots.organisation set removed_at = now() where id in ('{county}', '{township}', '{village}', '{unit}')");
    }

    [Fact, Trait("Row", "G1.9")]
    public async Task A_branch_of_seven_without_a_committee_of_three_is_lit_with_what_to_do_and_no_longer_when_it_has_one()
    {
        var (branch, seats, members) = await EmptyAsync(7);
        using var officer = await life.Host.SignInAsync(life.Statistics.City.Code, [.. Officer, "grassroots.adjustments.read", "grassroots.adjustments.act"]);
        async Task<bool> IsLitAsync() => (await officer.GetAsync(Address($"organisations?rule=organisations.committee-needed&q={Uri.EscapeDataString(branch.Name)}"))).Text.Contains(branch.Id.ToString(), StringComparison.Ordinal);
        var (before, page) = (await IsLitAsync(), await officer.GetAsync(Address($"committees/{branch.Id}")));
        foreach (var n in new[] { 0, 1, 2 }) Assert.Equal(302, (await officer.SubmitAsync(Address($"committees/appoint/{seats[n]}"), ("member", members[n].ToString()), ("on", Dates.Format(Clock.Today)))).Status);

        Assert.Equal((true, false), (before, await IsLitAsync()));
        Assert.Contains("应为 3 至 7 人", page.Text, StringComparison.Ordinal);
        Assert.Contains($"adjustments/new?subject={branch.Id}", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secretary_sees_the_own_committee_changes_nothing_in_it_and_sees_no_other()
    {
        var ((own, seats, members), other) = (await EmptyAsync(), await life.BranchAsync());
        using var secretary = await life.Host.SignInAsync(own.Code, LifeHost.Secretary);

        Assert.Equal(200, (await secretary.GetAsync($"/{own.Code}/grassroots/committees/{own.Id}")).Status);
        Assert.Equal(404, (await secretary.GetAsync($"/{own.Code}/grassroots/committees/{other.Id}")).Status);
        Assert.Equal(403, (await secretary.GetAsync($"/{own.Code}/grassroots/committees/appoint/{seats[0]}")).Status);
        Assert.Equal(403, (await secretary.PostFromAsync($"/{own.Code}/grassroots/committees/{own.Id}", $"/{own.Code}/grassroots/committees/renew/{own.Id}", ($"seat.{seats[0]}", members[0].ToString()))).Status);
    }
}
