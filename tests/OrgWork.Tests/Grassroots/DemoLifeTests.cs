using OrgWork.Kernel;
using OrgWork.Tests.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots;

/// <summary>The invented city shows every grassroots capability with life in it: rows in every register, open cases at every step, elections just held and due.</summary>
public sealed class DemoLifeTests(DemoCities cities) : IClassFixture<DemoCities>
{
    TestHost Host => cities.Large;
    OrgWork.Kernel.Module Code => Host.Platform.Current!.Modules.Single(module => module.Manifest.Id == "grassroots").Code!;

    [Fact]
    public async Task Every_register_and_every_list_on_its_records_has_rows()
    {
        var empty = new List<string>();
        foreach (var register in Code.Registers.SelectMany(register => register.Children.Prepend(register)).Where(register => !register.IsLent))
            if (!await Host.AskAsync<bool>($"select exists (select from grassroots.{register.Table} where removed_at is null)")) empty.Add($"{register.Title}（{register.Table}）");
        Assert.True(empty.Count == 0, string.Join("\n", empty));
    }

    [Fact]
    public async Task An_open_case_stands_at_every_step_of_every_procedure()
    {
        var (empty, steps) = (new List<string>(), 0);
        foreach (var procedure in Code.Procedures)
            foreach (var step in procedure.Steps.Where(step => !step.IsClosed))
            {
                // A case begins with its first step done; behind one that is repeated and can be passed by, both wait under the first.
                if (step == procedure.First || procedure.Steps.TakeWhile(before => before != step).LastOrDefault() is { IsRepeated: true }) continue;
                // To what lies behind a change of the register one comes by that change alone: there a case stands where chance has brought it.
                if (DemoCase.WayTo(procedure, (waits, _) => waits == step) is null) continue;
                steps++;
                if (!await Host.AskAsync<bool>($"select exists (select from org.procedure_case where module = 'grassroots' and procedure = '{procedure.Id}' and step = '{step.Id}' and state = 'open')")) empty.Add($"{procedure.Title}：{step.Title}（{procedure.Id}/{step.Id}）");
            }
        Assert.True(steps > 40, $"{steps}");
        Assert.True(empty.Count == 0, string.Join("\n", empty));
    }

    [Fact]
    public async Task Every_procedure_has_come_to_an_end_somewhere_and_an_election_is_just_held_and_one_due()
    {
        var never = new List<string>();
        foreach (var procedure in Code.Procedures)
            if (DemoCase.WayTo(procedure, (waits, _) => waits is null) is not null && !await Host.AskAsync<bool>($"select exists (select from org.procedure_case where module = 'grassroots' and procedure = '{procedure.Id}' and state <> 'open')")) never.Add(procedure.Title);
        Assert.True(never.Count == 0, string.Join("\n", never));
        var today = $"date '{DemoCity.Today:yyyy-MM-dd}'";
        Assert.True(await Host.AskAsync<bool>($"select exists (select from grassroots.election e where e.state = '3' and e.held_on between {today} - 92 and {today} and exists (select from grassroots.election_candidate c where c.election_id = e.id and c.result = '1'))"));
        Assert.True(await Host.AskAsync<bool>($"select exists (select from grassroots.election where state = '1' and planned_on between {today} and {today} + 92)"));
        // This year's meetings of every kind a branch holds, and of those of committees.
        foreach (var kind in (string[])["11", "12", "13", "14", "21", "22", "23", "31", "32", "33", "41", "42"])
            Assert.True(await Host.AskAsync<bool>($"select exists (select from grassroots.meeting where kind = '{kind}' and state = '3' and held_on >= date_trunc('year', {today}) - interval '{(kind is "22" or "23" ? 1 : 0)} year')"), kind);
    }
}
