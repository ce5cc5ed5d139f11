using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

/// <summary>The smallest city alone: what is shown to whoever asks to see the product.</summary>
public sealed class SmallCity : IAsyncLifetime
{
    internal TestHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await TestHost.StartDemoAsync(DemoCities.SmallCounts);

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();
}

/// <summary>Of talent, the department's own work and cadres every state occurs that a declaration names; the states are read from the declarations, so that a new one asks for its demo rows.</summary>
public sealed class DemoStateTests(SmallCity city) : IClassFixture<SmallCity>
{
    OrgWork.Kernel.Module CodeOf(string module) => city.Host.Platform.Current!.Modules.Single(one => one.Manifest.Id == module).Code!;

    Task<bool> HasAsync(string rows) => city.Host.AskAsync<bool>($"select exists ({rows})");

    /// <summary>Both counties, and the city with what it has below.</summary>
    Task<string[]> SeatsAsync() => city.Host.AskAsync<string[]>("select array_agg(path order by path) from org.locality where kind in (2, 3)")!;

    [Theory, InlineData("talent"), InlineData("department"), InlineData("cadres")]
    public async Task Every_state_and_every_stage_a_register_declares_has_a_row(string module)
    {
        var (missing, asked) = (new List<string>(), 0);
        var registers = CodeOf(module).Registers.SelectMany(register => register.Children.Prepend(register)).Where(register => !register.IsLent && !register.Table.Contains('.', StringComparison.Ordinal)).DistinctBy(register => register.Table).ToList();
        foreach (var register in registers)
            foreach (var field in register.Fields.Where(field => field is { Column: "state" or "stage", Codes: not null }))
            {
                asked++;
                foreach (var code in field.Codes!.Codes.Where(code => !code.IsClosed))
                    if (!await HasAsync($"select from {module}.{register.Table} where removed_at is null and {field.Column} = '{code.Value}'")) missing.Add($"{register.Title}：{code.Name}（{register.Table}.{field.Column} {code.Value}）");
            }
        Assert.True(asked >= 10, $"{asked}");
        Assert.Equal(Absent.Order(StringComparer.Ordinal).Where(state => state.StartsWith(module, StringComparison.Ordinal)), missing.Select(one => $"{module} {one}").Order(StringComparer.Ordinal));
    }

    /// <summary>Two townships in a county are surveyed, inspected and taught before its change; with more of them some are still to be.</summary>
    static readonly string[] Absent = ["cadres 先期调研：计划（term_survey.state 1）", "cadres 换届考察：考察中（term_inspection.state 1）", "cadres 学习情况：待学习（warning_study.state 1）"];

    [Fact]
    public async Task An_application_for_a_policy_waits_at_every_step_in_each_county_and_some_are_granted_and_some_refused()
    {
        var fulfilment = CodeOf("talent").Procedures.Single(one => one.Id == "fulfilment");
        var stages = fulfilment.Steps.Select(step => "待" + step.Title).Concat(["已兑现", "不予兑现"]).ToList();
        Assert.Equal(9, stages.Count);
        var missing = new List<string>();
        foreach (var seat in await SeatsAsync())
            foreach (var stage in stages)
                if (!await HasAsync($"select from talent.application where removed_at is null and starts_with(locality_path, '{seat}') and stage = '{stage}'")) missing.Add($"{seat} {stage}");
        Assert.True(missing.Count == 0, string.Join("\n", missing));
        // And the case of each stands where the application says it does.
        Assert.Equal(0L, await city.Host.AskAsync<long>("""
            select count(*) from talent.application a join org.procedure_case c on c.module = 'talent' and c.procedure = 'fulfilment' and c.subject_id = a.id
            where (c.state = 'stopped') <> (a.stage = '不予兑现') or (c.state = 'done') <> (a.stage = '已兑现')
            """));
    }

    [Theory]
    [InlineData("service-orders", "service_order", "state", "true")]
    [InlineData("service-orders", "service_order", "state", "date_trunc('month', raised_on) = date '2026-11-01'")]
    [InlineData("service-orders", "service_order", "source", "true")]
    [InlineData("demands", "demand", "direction", "true")]
    [InlineData("visits", "visit", "purpose", "true")]
    [InlineData("pairings", "pairing", "stage", "true")]
    public async Task Each_county_shows_every_kind_of_what_it_works_on_daily(string register, string table, string column, string when)
    {
        var field = CodeOf("talent").Registers.Single(one => one.Id == register).Fields.Single(one => one.Column == column);
        var missing = new List<string>();
        foreach (var seat in await SeatsAsync())
            foreach (var code in field.Codes!.Codes.Where(code => !code.IsClosed))
                if (!await HasAsync($"select from talent.{table} where removed_at is null and starts_with(locality_path, '{seat}') and {column} = '{code.Value}' and {when}")) missing.Add($"{seat} {code.Name}（{code.Value}）");
        Assert.True(missing.Count == 0, string.Join("\n", missing));
    }

    [Theory]
    [InlineData("a visit of this month", "select from talent.visit where date_trunc('month', visited_on) = date '2026-11-01'")]
    [InlineData("a need told in a visit that is an order", "select from talent.visit where need_ordered")]
    [InlineData("a need told in a visit that nobody took up", "select from talent.visit where need is not null and not need_ordered")]
    [InlineData("an advice that was answered", "select from talent.visit where answered_on is not null")]
    [InlineData("an advice past its day", "select from talent.visit where advice is not null and answered_on is null and advice_due_on < date '2026-11-20'")]
    [InlineData("an order in time", "select from talent.service_order where done_on <= due_on")]
    [InlineData("an order too late", "select from talent.service_order where coalesce(done_on, date '2026-11-20') > due_on")]
    [InlineData("somebody not satisfied", "select from talent.service_order where satisfaction = '3'")]
    [InlineData("a demand that is open", "select from talent.demand where closed_on is null")]
    [InlineData("a demand that was met", "select from talent.demand where closed_on is not null")]
    [InlineData("a payment of this year", "select from talent.fund_voucher where kind = 'pay' and on_day >= date '2026-01-01'")]
    public async Task Each_county_has(string what, string rows)
    {
        foreach (var seat in await SeatsAsync()) Assert.True(await HasAsync($"{rows} and removed_at is null and starts_with(locality_path, '{seat}')"), $"{seat}: {what}");
    }

    [Fact]
    public async Task The_fund_has_vouchers_of_every_kind_that_can_be_booked_and_a_closed_year()
    {
        var missing = new List<string>();
        // The kinds as the column itself names them.
        var kinds = (await city.Host.AskAsync<string[]>("select array(select (regexp_matches(col_description('talent.fund_voucher'::regclass, attnum), '[a-z]+', 'g'))[1] from pg_attribute where attrelid = 'talent.fund_voucher'::regclass and attname = 'kind')"))!;
        Assert.Equal(7, kinds.Length);
        foreach (var seat in await SeatsAsync())
            foreach (var kind in kinds)
                if (!await HasAsync($"select from talent.fund_voucher where starts_with(locality_path, '{seat}') and kind = '{kind}'")) missing.Add($"{seat} {kind}");
        Assert.True(missing.Count == 0, string.Join("\n", missing));
        Assert.Equal((true, 0L, 0L), (await HasAsync("select from talent.fund_item where closed_on is not null"),
            await city.Host.AskAsync<long>("select count(*) from talent.fund_item i join talent.fund_balance b on b.fund_item_id = i.id where i.closed_on is not null and b.account in ('available', 'committed') and b.balance <> 0"),
            // What the balances say is what the entries come to.
            await city.Host.AskAsync<long>("select count(*) from talent.fund_balance b where b.balance <> coalesce((select sum(case when b.account = 'source' then e.credit - e.debit else e.debit - e.credit end) from talent.fund_entry e where e.fund_item_id = b.fund_item_id and e.account = b.account), 0)")));
    }

    [Theory, InlineData("talent"), InlineData("department")]
    public async Task Work_of_every_kind_stands_in_every_state_and_its_rounds_run_and_are_closed(string module)
    {
        var (missing, kinds) = (new List<string>(), CodeOf(module).Work.ToList());
        Assert.NotEmpty(kinds);
        foreach (var kind in kinds)
        {
            foreach (var state in WorkPlan.States.Codes)
                if (!await HasAsync($"select from org.work_plan where module = '{module}' and kind = '{kind.Id}' and state = '{state.Value}'")) missing.Add($"{kind.Title}：{kind.PlanNoun}{state.Name}");
            // A problem is checked before it is written off; a task is not.
            foreach (var state in (string[])["draft", "open", "applied", .. kind.IsRectification ? new[] { "checked" } : [], "closed", "cancelled"])
                if (!await HasAsync($"select from org.work_item where module = '{module}' and kind = '{kind.Id}' and level > 1 and state = '{state}'")) missing.Add($"{kind.Title}：{kind.ItemNoun} {state}");
            foreach (var closed in (string[])["is null", "is not null"])
                if (!await HasAsync($"select from org.work_round r join org.work_plan p on p.id = r.plan_id where p.module = '{module}' and p.kind = '{kind.Id}' and r.closed_on {closed}")) missing.Add($"{kind.Title}：轮次 closed_on {closed}");
        }
        Assert.True(missing.Count == 0, string.Join("\n", missing));
    }
}
