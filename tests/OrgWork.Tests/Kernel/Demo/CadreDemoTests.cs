using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

/// <summary>The invented city has life in every capability of the cadre section: no register is empty, cases stand at every step, batches are in every state.</summary>
public sealed class CadreDemoTests(DemoCities cities) : IClassFixture<DemoCities>
{
    TestHost City => cities.Large;

    [Fact]
    public async Task Every_register_and_every_list_on_a_record_has_rows()
    {
        var module = City.Platform.Current!.Modules.Single(one => one.Manifest.Id == "cadres");
        var tables = module.Registers.SelectMany(register => register.Children.Prepend(register)).Select(register => register.Table).Distinct().ToList();
        Assert.True(tables.Count > 60, $"{tables.Count}");
        var empty = new List<string>();
        foreach (var table in tables)
            if (!await City.AskAsync<bool>($"select exists (select from {(table.Contains('.', StringComparison.Ordinal) ? table : "cadres." + table)})")) empty.Add(table);
        // What is only asked for by the persons themselves comes with the first of them who signs in.
        Assert.True(empty.Count == 0, string.Join('、', empty));
    }

    /// <summary>Steps as the procedure declares them; a case is opened with its first step done.</summary>
    [Theory]
    [InlineData("talks")]
    [InlineData("reference")]
    [InlineData("meeting")]
    [InlineData("objects")]
    [InlineData("foretell")]
    [InlineData("inspection")]
    [InlineData("decision")]
    [InlineData("notice")]
    [InlineData("appointed")]
    [InlineData("talk")]
    [InlineData("confirmed")]
    public async Task A_case_of_appointment_stands_at_each_step(string step) =>
        Assert.True(await City.AskAsync<bool>($"select exists (select from org.procedure_case where module = 'cadres' and procedure = 'appointments' and step = '{step}' and state = 'open')"), step);

    /// <summary>酝酿, 办理中, 已任职未办结, 办结, 终止.</summary>
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("8")]
    [InlineData("9")]
    public async Task Batches_are_in_every_state(string state) => Assert.True(await City.AskAsync<bool>($"select exists (select from cadres.appointment_batch where state = '{state}' and removed_at is null)"), state);

    [Theory]
    [InlineData("a term change under way", "select count(*) from cadres.term_change where state = '2'")]
    [InlineData("one that is being prepared", "select count(*) from cadres.term_change where state = '1'")]
    [InlineData("a team over its number", "select count(*) from cadres.team t where (select max(approved) from cadres.team_quota q where q.team_id = t.id and q.ended_on is null and q.level is null) < (select count(*) from cadres.team_seat s join cadres.cadre_post p on p.seat_id = s.id and p.ended_on is null where s.team_id = t.id and s.is_counted)")]
    [InlineData("a principal's seat that is vacant", "select count(*) from cadres.team_seat s where s.is_principal and s.closed_on is null and not exists (select from cadres.cadre_post p where p.seat_id = s.id and p.ended_on is null)")]
    [InlineData("a year's sheets that are decided", "select count(*) from cadres.assessment_sheet where state <> '1'")]
    [InlineData("a year's sheets that are open", "select count(*) from cadres.assessment_sheet where state = '1'")]
    [InlineData("somebody vetoed", "select count(*) from cadres.appointment_candidate where state = '3'")]
    [InlineData("a fact that is not determined", "select count(*) from cadres.archive_determination where state in ('1', '2')")]
    public async Task There_is(string what, string question) => Assert.True(await City.AskAsync<long>(question) > 0, what);
}
