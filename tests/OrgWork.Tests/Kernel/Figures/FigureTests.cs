using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel.Figures;

public sealed class FigureTests(StatisticsHost statistics) : IClassFixture<StatisticsHost>
{
    static readonly DateOnly December = new(2025, 12, 31);

    public static TheoryData<string, bool> ModulesAndDays => new() { { "grassroots", false }, { "grassroots", true }, { "cadres", false }, { "cadres", true }, { "talent", false }, { "talent", true }, { "department", false }, { "department", true } };

    /// <summary>Number and rows come from the same sentences, so this cannot fail for one table and hold for another; it is tried for every cell there is.</summary>
    [Theory, MemberData(nameof(ModulesAndDays))]
    public async Task Every_cell_of_every_table_opens_exactly_the_rows_it_counts(string module, bool isPast)
    {
        var place = statistics.Of(module);
        var cells = 0;
        foreach (var locality in statistics.Tree.ChildrenOf(statistics.City).Take(1).Append(statistics.City))
        {
            var (reader, db) = await statistics.ReaderAsync(place, locality, isPast ? December : null);
            await using var _ = db;
            foreach (var grid in await reader.GridsAsync(place.Set.Reports, default))
                for (var row = 0; row < grid.Rows.Count; row++)
                    for (var column = 0; column < grid.Report.Columns.Count; column++)
                    {
                        if (grid.Report.Columns[column].Share is not null) continue;
                        var (rows, total) = await reader.RowsAsync(grid.Report.Of, reader.ConditionOf(grid, row, column), null, 1000, default);
                        Assert.True(grid.Cells[row][column] == total && total == rows.Count, $"{locality.Name} {grid.Report.Number} {grid.Rows[row].Label} {grid.Report.Columns[column].Label}: {grid.Cells[row][column]}, {total}, {rows.Count}");
                        cells++;
                    }
        }
        Assert.True(cells > 40);
    }

    [Theory, MemberData(nameof(ModulesAndDays))]
    [Trait("Row", "P6.1")]
    public async Task Every_figure_opens_exactly_the_rows_it_counts_and_its_places_add_up(string module, bool isPast)
    {
        var place = statistics.Of(module);
        var (reader, db) = await statistics.ReaderAsync(place, statistics.City, isPast ? December : null);
        await using var _ = db;
        var (takenApart, parts) = (new HashSet<Counted>(), 0);
        foreach (var (figure, value) in await reader.ValuesAsync(place.Set.Figures, default))
        {
            Assert.Equal(value.Count, (await reader.RowsAsync(figure.Of, await reader.ConditionOfAsync(figure, default), null, 100_000, default)).Rows.Count);
            if (figure.OutOf is not null) Assert.Equal(value.OutOf, (await reader.RowsAsync(figure.Of, await reader.ConditionOfAsync(figure, default, "whole"), null, 100_000, default)).Rows.Count);
            // Of a share of sums they are the rows that fall short.
            if (figure is { Wanting: not null, SumOf: null }) Assert.Equal(value.OutOf - value.Count, (await reader.RowsAsync(figure.Of, await reader.ConditionOfAsync(figure, default, "wanting"), null, 1000, default)).Total);
            var byPlace = await reader.ByPlaceAsync(figure, default);
            Assert.Equal(value, byPlace[0].Value);
            Assert.Equal(value.Count, byPlace.Skip(1).Sum(row => row.Value.Count));
            // By level, sex, kind: the parts are the whole, and each opens its own rows. One figure of each thing that is counted.
            if (value.Count == 0 || !takenApart.Add(figure.Of)) continue;
            foreach (var column in figure.Of.Splits)
            {
                var split = await reader.ByColumnAsync(figure, column, default);
                Assert.Equal(value.Count, split.Sum(part => part.Value.Count));
                foreach (var (key, part) in split)
                {
                    Assert.Equal(key, CountedKey.Of(figure.Of, column.Column, key.InAddress));
                    var list = (await CountedList.FindAsync(place, reader, new(Figure: figure.Id, By: column.Column, Key: key.InAddress), default))!;
                    Assert.Equal(part.Count, await reader.CountAsync(list.Of, list.Condition, default));
                    parts++;
                }
            }
        }
        Assert.True(parts > 3, $"{parts} parts");
    }

    [Fact]
    public async Task A_figure_of_those_who_break_a_rule_has_no_number_of_its_own_and_goes_along_with_the_rules()
    {
        var place = statistics.Of("grassroots");
        async Task<long> CountAsync()
        {
            var (reader, db) = await statistics.ReaderAsync(place, statistics.City);
            await using var _ = db;
            return (await reader.ValuesAsync([place.Figure("dues")!], default)).Values.Single().Count;
        }
        Task<long> BehindAsync(int months) => statistics.Host.AskAsync<long>($"select count(*) from grassroots.member where left_on is null and removed_at is null and membership_state = '1' and dues_paid_to_on <= (date_trunc('month', org.today()::timestamp) - interval '{months} months')::date")!;

        var (six, one) = (await BehindAsync(6), await BehindAsync(1));
        Assert.NotEqual(six, one);
        Assert.Equal(six, await CountAsync());
        // The regulation itself has changed.
        await statistics.Host.DoAsync("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('grassroots.members.dues-half-year', 'months', 1, daterange('2020-01-01', null), '新规', '试', '试')");
        try
        {
            Assert.Equal(one, await CountAsync());
        }
        finally
        {
            await statistics.Host.DoAsync("delete from org.rule_parameter");
        }
    }

    /// <summary>A county is stricter than the regulation: there, and nowhere else, the figure counts whom the rule's list names.</summary>
    [Theory]
    [InlineData("dual-life", "grassroots.members.dual-life", "count", 40)]
    [InlineData("reserves-villages", "grassroots.organisations.reserve", "people", 9)]
    [InlineData("cadres-insured", "grassroots.village-cadres.insured", "kinds", 9)]
    [InlineData("secretary-over-60", "grassroots.village-cadres.age", "years", 35)]
    [InlineData("coverage-work", "grassroots.establishments.work", "months", 0)]
    [InlineData("study-done", "grassroots.members.study-hours", "member", 900)]
    [InlineData("large-branches", "grassroots.organisations.branch-size", "people", 2)]
    [InlineData("ending-terms", "grassroots.organisations.term-near", "months", 40)]
    public async Task A_figure_goes_by_the_parameter_that_is_in_force_at_a_county_and_agrees_with_the_list_of_the_rule(string id, string ruleId, string parameter, int value)
    {
        var place = statistics.Of("grassroots");
        var (figure, rule) = (place.Figure(id)!, statistics.Host.Platform.Current!.Rules.Find(ruleId)!);
        var (strict, other) = (statistics.Tree.ChildrenOf(statistics.City).First(), statistics.Tree.ChildrenOf(statistics.City).Last());
        async Task<(long Figure, long Rule)> BrokenAsync(Locality at)
        {
            var (reader, db) = await statistics.ReaderAsync(place, at);
            await using var _ = db;
            var found = (await reader.ValuesAsync([figure], default))[figure];
            // Of what is not about those who meet it: units that the rule asks are few among those the figure counts.
            var broken = figure.OutOf is null ? found.Count : (await reader.RowsAsync(figure.Of, await reader.ConditionOfAsync(figure, default, "wanting"), null, 1, default)).Total;
            Assert.True(figure.OutOf is null || broken == found.OutOf - found.Count);
            return (broken, (await new RuleChecks(db, null!).CountAsync([rule], default))[rule.Id]);
        }
        var (before, beside) = (await BrokenAsync(strict), await BrokenAsync(other));

        await statistics.Host.DoAsync($"insert into org.rule_parameter (rule, parameter, locality_id, value, valid, basis, reason, set_by_name) values ('{ruleId}', '{parameter}', {strict.Id}, {value}, daterange('2020-01-01', null), '县委规定', '试', '试')");
        try
        {
            var after = await BrokenAsync(strict);

            Assert.True(after.Figure > before.Figure, $"{before.Figure} → {after.Figure}");
            if (id != "coverage-work") Assert.Equal((before.Rule, after.Rule), (before.Figure, after.Figure));
            else Assert.InRange(after.Figure, 1, after.Rule);
            Assert.Equal(beside, await BrokenAsync(other));
            // Seen from the city, the county's stricter number holds in the county's row.
            var (reader, db) = await statistics.ReaderAsync(place, statistics.City);
            await using var _ = db;
            var row = (await reader.ByPlaceAsync(figure, default)).Single(one => one.Row.LocalityId == strict.Id && !one.Row.IsOwn).Value;
            Assert.Equal(after.Figure, figure.OutOf is null ? row.Count : row.OutOf - row.Count);
        }
        finally
        {
            await statistics.Host.DoAsync("delete from org.rule_parameter");
        }
    }

    /// <summary>The tables and their histories tell the same of today.</summary>
    [Fact]
    public async Task Today_is_the_same_reckoned_from_the_tables_and_from_their_histories()
    {
        foreach (var place in statistics.Places)
        {
            var (now, db) = await statistics.ReaderAsync(place, statistics.City);
            await using var _ = db;
            var (past, pastDb) = await statistics.ReaderAsync(place, statistics.City, Clock.Today);
            await using var __ = pastDb;
            var (present, remembered) = (await now.GridsAsync(place.Set.Reports, default), await past.GridsAsync(place.Set.Reports, default));
            for (var i = 0; i < present.Count; i++) Assert.Equal(present[i].Cells, remembered[i].Cells);
            Assert.Equal(await now.ValuesAsync(place.Set.Figures, default), await past.ValuesAsync(place.Set.Figures, default));
        }
    }

    [Fact]
    public async Task A_grid_counts_what_a_plain_query_counts()
    {
        var place = statistics.Of("grassroots");
        var (reader, db) = await statistics.ReaderAsync(place, statistics.City);
        await using var _ = db;
        var basics = await reader.GridAsync(place.Report("basics")!, default);

        Assert.Equal(await statistics.Host.AskAsync<long>("select count(*) from grassroots.member where left_on is null and removed_at is null and membership_state <> '3'"), basics.Cells[0][0]);
        Assert.Equal(await statistics.Host.AskAsync<long>("select count(*) from grassroots.member where left_on is null and removed_at is null and membership_state <> '3' and sex = '2' and kind = '2'"), (await reader.RowsAsync(basics.Report.Of, $"{basics.Report.Rows[2].Where} and ({basics.Report.Columns[2].Where})", null, 999, default)).Total);
    }

    [Fact]
    public async Task A_sum_that_does_not_come_out_is_found_and_names_the_rows_that_are_to_blame()
    {
        var place = statistics.Of("grassroots");
        var someone = await statistics.Host.AskAsync<Guid>("select id from grassroots.member where left_on is null and membership_state = '1' and education is not null order by id limit 1");
        await statistics.Host.DoAsync($"update grassroots.member set education = null where id = '{someone}'");
        var (reader, db) = await statistics.ReaderAsync(place, statistics.City);
        await using var _ = db;
        var grid = await reader.GridAsync(place.Report("education")!, default);

        var broken = (await reader.ChecksAsync(place, [grid], default)).First(result => result is { Holds: false, Row: 0 });

        Assert.Contains("合计", broken.Words);
        var (rows, total) = await reader.RowsAsync(grid.Report.Of, reader.FailingOf(grid, broken)!, null, 100, default);
        Assert.Equal((long)broken.Difference, total);
        Assert.Contains(rows, row => row.RecordId == someone);
    }

    /// <summary>Who was only given another branch, without a transfer, makes stock and movements differ: the table says where, and by how much.</summary>
    [Fact]
    public async Task Stock_and_movements_of_members_meet_unless_somebody_was_moved_without_a_transfer()
    {
        var place = statistics.Of("grassroots");
        async Task<List<CheckResult>> ChecksAsync()
        {
            var (reader, db) = await statistics.ReaderAsync(place, statistics.City);
            await using var _ = db;
            return [.. (await reader.ChecksAsync(place, [await reader.GridAsync(place.Report("flows")!, default)], default)).Where(result => result.Check.Formula == "列10=列1+列2-列6")];
        }
        var before = await ChecksAsync();
        await statistics.Host.DoAsync("update grassroots.member m set organisation_id = (select id from grassroots.organisation where kind = '631' order by locality_path desc limit 1) where id = (select id from grassroots.member where left_on is null and joined_on < '2020-01-01' and membership_state = '1' and locality_path < (select path from org.locality where kind = 3 order by path desc limit 1) and rank_order > 4 order by id limit 1)");
        var after = await ChecksAsync();

        Assert.All(before, result => Assert.True(result.Holds, result.Words));
        Assert.Equal(2, after.Count(result => !result.Holds));
        Assert.Equal([-1m, 1m], after.Where(result => !result.Holds).Select(result => result.Difference).Order());
    }

    [Fact]
    public async Task A_year_is_closed_once_and_its_end_is_held_against_the_beginning_of_the_next()
    {
        var place = statistics.Of("cadres");
        var (reader, db) = await statistics.ReaderAsync(place, statistics.City, December, writes: true);
        await using (db)
        {
            Assert.Equal(place.Set.Reports.Count + place.Set.Figures.Count, await reader.TakeAsync(place, "2025 年度", isYearEnd: true, default));
            Assert.Null(await reader.TakeAsync(place, "2025 年度又一次", isYearEnd: true, default));
            await db.CommitAsync();
        }
        var (later, laterDb) = await statistics.ReaderAsync(place, statistics.City);
        await using var _ = laterDb;

        var kept = Assert.Single(await later.SnapshotsAsync(place.Module, withContent: true, default));

        Assert.Equal((await reader2Async()).Cells, kept.Content!.Reports["ages"].Cells);
        // Another module's login does not see them, and nobody changes them.
        var (other, otherDb) = await statistics.ReaderAsync(statistics.Of("talent"), statistics.City, writes: true);
        await using var __ = otherDb;
        Assert.Empty(await other.SnapshotsAsync(place.Module, withContent: false, default));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => otherDb.ExecuteAsync("update org.figure_snapshot set title = 'x'"));

        async Task<Grid> reader2Async()
        {
            var (again, againDb) = await statistics.ReaderAsync(place, statistics.City, December);
            await using var ___ = againDb;
            return await again.GridAsync(place.Report("ages")!, default);
        }
    }

    [Theory]
    [InlineData("列1=列2+列3-列4", 1, 3, true, false)]
    [InlineData("行1 ＝ 行2 ＋ 行3", 1, 2, false, true)]
    [InlineData("表2.行1.列1≥表3.行1.列4", 1, 1, false, false)]
    [InlineData("列1=上年列10", 1, 1, true, false)]
    public void A_formula_is_read_as_it_is_written(string formula, int left, int right, bool overColumns, bool overRows)
    {
        var parsed = CheckFormula.Parse(formula);

        Assert.Equal((left, right, overColumns, overRows), (parsed.Left.Count, parsed.Right.Count, parsed.IsOverColumns, parsed.IsOverRows));
    }

    [Theory]
    [InlineData("列1")]
    [InlineData("列1=列2=列3")]
    [InlineData("列1=加上列2")]
    [InlineData("=列2")]
    public void A_formula_that_cannot_be_read_is_refused(string formula) => Assert.Throws<FormatException>(() => CheckFormula.Parse(formula));

    [Theory]
    [InlineData(49.9, "red")]
    [InlineData(50d, "yellow")]
    [InlineData(80d, "green")]
    [InlineData(null, null)]
    public void A_light_follows_limit_and_target(double? value, string? light)
    {
        var figure = new Figure { Id = "f", Title = "f", Group = "g", Of = statistics.Of("cadres").Set.Figures[0].Of, Formula = "f", Source = "s", OutOf = "true", Better = Better.Higher, Red = 50 };

        Assert.Equal(light, figure.LightOf((decimal?)value, new(80, null, "s")));
    }

    [Theory]
    [InlineData(95d, 90d, null, "green")]
    [InlineData(85d, 90d, null, "yellow")]
    [InlineData(79d, 90d, null, "red")]
    [InlineData(79d, 75d, null, "green")]
    [InlineData(74d, 75d, null, "red")]
    [InlineData(74d, 75d, 60d, "yellow")]
    [InlineData(59d, 75d, 60d, "red")]
    [InlineData(95d, null, null, "yellow")]
    public void What_a_place_sets_for_itself_comes_before_what_is_declared(double value, double? target, double? red, string light)
    {
        var figure = new Figure { Id = "f", Title = "f", Group = "g", Of = statistics.Of("cadres").Set.Figures[0].Of, Formula = "f", Source = "s", OutOf = "true", Better = Better.Higher, Target = 100, Yellow = 100, Red = 80 };

        Assert.Equal(light, figure.LightOf((decimal)value, target is { } set ? new((decimal)set, (decimal?)red, "s") : null));
    }
}
