using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots;

/// <summary>The tables of the yearly Party statistics beside stock and movements: reviews, students, sites, villagers and residents, years in the Party, each today and as of an earlier day.</summary>
[Trait("Row", "G4.13")]
public sealed class YearlyTablesTests(StatisticsHost statistics) : IClassFixture<StatisticsHost>
{
    static readonly DateOnly Before = Clock.Today.AddYears(-1);

    /// <summary>Members who have been what they are all the time.</summary>
    const string Steady = "select m.* from grassroots.member m join grassroots.organisation o on o.id = m.organisation_id and o.state = '1' and o.abolished_on is null where m.left_on is null and m.removed_at is null and m.membership_state = '1' and m.kind = '1' and m.became_full_on < '2010-01-01' and m.birth_on is not null and m.education is not null and m.sex is not null and (select count(*) = 1 and bool_and(h.valid_from <= '2020-01-01') from grassroots.member_history h where h.id = m.id)";

    async Task<Dictionary<string, long>> ReadAsync(string report, DateOnly? day = null, Locality? at = null)
    {
        var place = statistics.Of("grassroots");
        var (reader, db) = await statistics.ReaderAsync(place, at ?? statistics.City, day);
        await using var _ = db;
        var grid = await reader.GridAsync(place.Report(report)!, default);
        var cells = new Dictionary<string, long>();
        for (var row = 0; row < grid.Rows.Count; row++)
            for (var column = 0; column < grid.Report.Columns.Count; column++) cells.TryAdd($"{grid.Rows[row].Label} {grid.Report.Columns[column].Label}", grid.Cells[row][column]);
        return cells;
    }

    /// <summary>By how much each cell has changed; what has not is not named.</summary>
    static string Change(Dictionary<string, long> before, Dictionary<string, long> after) => string.Join(", ", before.Where(cell => after[cell.Key] != cell.Value).Select(cell => $"{cell.Key} {after[cell.Key] - cell.Value:+0;-0}"));

    [Fact]
    public async Task Years_in_the_Party_run_from_full_membership_to_the_day_that_is_shown_less_what_was_interrupted()
    {
        var three = (await statistics.Host.AskAsync<Guid[]>($"select array_agg(x.id) from ({Steady} and m.sex = '1' and m.nation = '01' and o.sphere = '1' order by m.id limit 3) x"))!;
        var those = $"where id = any('{{{string.Join(',', three)}}}')";
        Task SetAsync(string full, string interrupted) => statistics.Host.DoAsync($"select set_config('orgwork.effective_on', 'correction', true); update grassroots.member set applied_on = null, joined_on = {full} - 365, became_full_on = {full}, interrupted_months = {interrupted} {those}; update grassroots.member_history set joined_on = {full} - 365, became_full_on = {full}, interrupted_months = {interrupted} {those}");
        await SetAsync("date '1960-03-01'", "0");
        var (now, then) = (await ReadAsync("party-years"), await ReadAsync("party-years", Before));

        // Thirty years to the day; a day short of it; thirty, of which one did not count.
        await SetAsync($"((org.today() - interval '30 years')::date + case when id = '{three[1]}' then 1 else 0 end)", $"case when id = '{three[2]}' then 12 else 0 end");

        Assert.Equal("合计 20—29年 +2, 合计 30—39年 +1, 合计 50年及以上 -3, 农村 20—29年 +2, 农村 30—39年 +1, 农村 50年及以上 -3", Change(now, await ReadAsync("party-years")));
        Assert.Equal("合计 20—29年 +3, 合计 50年及以上 -3, 农村 20—29年 +3, 农村 50年及以上 -3", Change(then, await ReadAsync("party-years", Before)));
    }

    [Fact]
    public async Task Reviews_count_where_they_were_held_and_who_has_none_is_still_owed_one()
    {
        var (year, two) = (Clock.Today.Year - 1, (await statistics.Host.AskAsync<Guid[]>($"select array_agg(x.id) from ({Steady} and o.kind = '631' and o.sphere = '1' order by m.id desc limit 2) x"))!);
        await statistics.Host.DoAsync($"delete from grassroots.member_review where member_id = any('{{{two[0]},{two[1]}}}')");
        var (now, then) = (await ReadAsync("appraisal"), await ReadAsync("appraisal", Before));

        await statistics.Host.DoAsync($"insert into grassroots.member_review (organisation_id, locality_path, member_id, year, grade, follow_up) select organisation_id, locality_path, id, {year}, case when id = '{two[0]}' then '1' else '4' end, case when id = '{two[1]}' then '限期改正' end from grassroots.member where id in ('{two[0]}', '{two[1]}')");

        const string Reviewed = "合计 已评定 +2, 合计 优秀 +1, 合计 不合格 +1, 合计 没有评定 -2, 合计 基本合格、不合格的已有处置 +1, 农村 已评定 +2, 农村 优秀 +1, 农村 不合格 +1, 农村 没有评定 -2, 农村 基本合格、不合格的已有处置 +1";
        Assert.Equal(Reviewed, Change(now, await ReadAsync("appraisal")));
        // A year ago the review of the year before that one was the last.
        Assert.Equal("", Change(then, await ReadAsync("appraisal", Before)));

        // Who goes elsewhere afterwards stays among those their branch has reviewed.
        await statistics.Host.DoAsync($"update grassroots.member m set organisation_id = o.id, locality_path = o.locality_path from grassroots.organisation o where o.id = (select id from grassroots.organisation where kind = '631' and state = '1' and sphere = '3' order by id limit 1) and m.id = '{two[0]}'");
        Assert.Equal(Reviewed, Change(now, await ReadAsync("appraisal")));
    }

    [Fact]
    public async Task Who_becomes_a_student_or_goes_from_a_village_to_a_community_counts_there_from_that_day_on()
    {
        var one = await statistics.Host.AskAsync<Guid>($"select x.id from ({Steady} and o.kind = '631' and o.sphere = '1' and m.occupation is distinct from '12' and m.sex = '1' and m.birth_on < org.today() - 32 * 366 order by m.id offset 3 limit 1) x");
        var community = await statistics.Host.AskAsync<Guid>("select id from grassroots.organisation where kind = '631' and state = '1' and sphere = '3' and abolished_on is null order by id limit 1");
        await statistics.Host.DoAsync($"update grassroots.organisation_history set valid_from = '2020-01-01' where id = '{community}' and valid_to = 'infinity' and not exists (select from grassroots.organisation_history e where e.id = '{community}' and e.valid_to <> 'infinity'); update grassroots.organisation_history set sphere = '2' where id = '{community}'; select set_config('orgwork.effective_on', 'correction', true); update grassroots.organisation set sphere = '2' where id = '{community}'");
        async Task<Dictionary<string, long>[]> AllAsync(DateOnly? day) => [await ReadAsync("students", day), await ReadAsync("villagers", day), await ReadAsync("residents", day)];
        var (now, then) = (await AllAsync(null), await AllAsync(Before));

        await statistics.Host.DoAsync($"update grassroots.member m set occupation = '12', organisation_id = o.id, locality_path = o.locality_path from grassroots.organisation o where o.id = '{community}' and m.id = '{one}'");

        var after = await AllAsync(null);
        Assert.Equal((1L, 1L, 1L), (after[0]["合计 合计"] - now[0]["合计 合计"], after[0]["正式党员 男"] - now[0]["正式党员 男"], after[0]["在其他党组织的 31岁及以上"] - now[0]["在其他党组织的 31岁及以上"]));
        Assert.Equal((0L, 0L), (after[0]["在学校党组织的 合计"] - now[0]["在学校党组织的 合计"], after[0]["合计 本年入党"] - now[0]["合计 本年入党"]));
        Assert.Equal((-1L, -1L, 1L, 1L), (after[1]["合计 合计"] - now[1]["合计 合计"], after[1]["正式党员 合计"] - now[1]["正式党员 合计"], after[2]["合计 合计"] - now[2]["合计 合计"], after[2]["正式党员 合计"] - now[2]["正式党员 合计"]));
        // The year before nothing of it had happened.
        var earlier = await AllAsync(Before);
        for (var n = 0; n < 3; n++) Assert.Equal("", Change(then[n], earlier[n]));
    }

    [Fact]
    public async Task A_site_is_counted_by_its_size_from_the_day_the_organisation_has_it()
    {
        await statistics.Host.DoAsync("update grassroots.organisation_history h set valid_from = '2020-01-01' where h.valid_to = 'infinity' and not exists (select from grassroots.organisation_history e where e.id = h.id and e.valid_to <> 'infinity')");
        var two = (await statistics.Host.AskAsync<Guid[]>("select array_agg(id) from (select id from grassroots.organisation o where o.kind = '631' and o.state = '1' and o.abolished_on is null and o.removed_at is null and o.sphere = '3' and not o.is_village and (select count(*) from grassroots.organisation_history h where h.id = o.id) = 1 order by id limit 2) o"))!;
        await statistics.Host.DoAsync($"select set_config('orgwork.effective_on', 'correction', true); update grassroots.organisation set site_area = null where id = any('{{{two[0]},{two[1]}}}')");
        var (now, then) = (await ReadAsync("sites"), await ReadAsync("sites", Before));

        await statistics.Host.DoAsync($"update grassroots.organisation set site_area = case when id = '{two[0]}' then 199 else 0 end where id = any('{{{two[0]},{two[1]}}}')");

        Assert.Equal("合计 有活动场所 +1, 合计 没有登记场所 -1, 合计 100—199 +1, 机关 有活动场所 +1, 机关 没有登记场所 -1, 机关 100—199 +1", Change(now, await ReadAsync("sites")));
        Assert.Equal("", Change(then, await ReadAsync("sites", Before)));
    }

    /// <summary>What two tables say of the same is the same, today and a year ago, at the city and in a county.</summary>
    [Fact]
    public async Task Sums_between_these_tables_and_the_others_come_out()
    {
        var place = statistics.Of("grassroots");
        foreach (var (day, at) in ((DateOnly?, Locality)[])[(null, statistics.City), (Before, statistics.City), (null, statistics.Tree.ChildrenOf(statistics.City).First())])
        {
            var (reader, db) = await statistics.ReaderAsync(place, at, day);
            await using var _ = db;
            var results = await reader.ChecksAsync(place, await reader.GridsAsync([.. place.Set.Reports.Where(report => report.Id is "appraisal" or "students" or "sites" or "villagers" or "residents" or "party-years")], default), default);
            var between = results.Where(result => result.Check.Formula.Contains('表', StringComparison.Ordinal)).ToList();
            Assert.Equal(7, between.Count);
            Assert.All(between, result => Assert.True(result.Holds, $"{at.Name} {result.Words}"));
            Assert.True(day is not null || at != statistics.City || between.Count(result => result.Left > 0) >= 5, string.Join('\n', between.Select(result => result.Words)));
        }
    }
}
