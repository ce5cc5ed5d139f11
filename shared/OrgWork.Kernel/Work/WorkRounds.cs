namespace OrgWork.Kernel;

/// <summary>Opens the rounds that are due by a plan's rhythms, every morning: nobody has to remember. What is dispatched opens as a period begins; what is judged, in its last month.</summary>
public sealed class WorkRounds(params WorkKind[] kinds) : Job<NoArguments>
{
    public override string Id => "work-rounds";
    public override string Title => "按周期开始调度";
    public override Cycle? Cycle => OrgWork.Kernel.Cycle.Daily(new(6, 20));

    sealed record Due
    {
        public Guid Id { get; init; }
        public string LocalityPath { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Title { get; init; } = "";
        public string Purpose { get; init; } = "";
        public string Cycle { get; init; } = "";
        public DateOnly? LastOn { get; init; }
        public int Number { get; init; }
    }

    /// <summary>False when another has ended it.</summary>
    internal static async Task<bool> CloseAsync(Db db, Guid round, Guid plan, string minutes, string? demands, WorkLights lights, CancellationToken stop)
    {
        if (await db.ExecuteAsync("update org.work_round set closed_on = @today, minutes = @minutes, next_demands = @demands where id = @round and closed_on is null", new { round, today = Clock.Today, minutes, demands }, stop) == 0) return false;
        await db.ExecuteAsync($"update org.work_round_item x set percent_after = i.percent, light_after = i.light, is_open = false from (select id, percent, {lights.Sql} as light from org.work_item where plan_id = @plan) i where x.round_id = @round and x.item_id = i.id", new { round, plan, today = Clock.Today }, stop);
        return true;
    }

    /// <summary>How many items it asks for; null when one of its purpose is running.</summary>
    internal static async Task<int?> OpenAsync(Db db, Guid plan, string path, string purpose, string title, DateOnly due, WorkLights lights, CancellationToken stop)
    {
        var args = new { id = Guid.CreateVersion7(), plan, path, purpose, title, due, today = Clock.Today };
        // An officer and the morning's job, or two officers: the second finds the first one's round.
        await db.ExecuteAsync("select from org.work_plan where id = @plan for update", args, stop);
        if (await db.ExecuteAsync("insert into org.work_round (id, plan_id, locality_path, purpose, number, title, opened_on, due_on) select @id, @plan, @path, @purpose, coalesce(max(number), 0) + 1, @title, @today, @due from org.work_round where plan_id = @plan and purpose = @purpose having bool_and(closed_on is not null) is not false", args, stop) == 0) return null;
        return await db.ExecuteAsync($"insert into org.work_round_item (round_id, item_id, locality_path, other_path, due_on, percent_before, light_before) select @id, i.id, i.locality_path, i.other_path, @due, i.percent, {lights.Sql} from org.work_item i where plan_id = @plan and level > 1 and state = 'open' and lead_unit_id is not null and parts = 0 and (@purpose <> 'key' or is_key)", args, stop);
    }

    public override Task<JobResult> RunAsync(NoArguments arguments, JobRun run) => run.FinishAsync(async db =>
    {
        var (opened, settings) = (0, await RuleSettings.ReadAsync(db, run.Stop));
        WorkLights LightsOf(string id, string path)
        {
            var kind = kinds.First(kind => kind.Id == id);
            return new(settings.For(kind.Behind, path, Clock.Today).Int("gap"), settings.For(kind.DueSoon, path, Clock.Today).Int("days"), Clock.Today);
        }
        // What is asked for daily is over with its day: nobody writes minutes every evening, and the next morning asks anew.
        foreach (var over in await db.QueryAsync<(Guid Round, Guid Plan, string Path, string Kind, string Title)>("""
            select r.id, p.id, p.locality_path, p.kind, p.title || '　' || r.title from org.work_plan p join org.work_round r on r.plan_id = p.id and r.closed_on is null and r.opened_on < @today
            where p.state = 'issued' and p.kind = any(@kinds) and case r.purpose when 'dispatch' then p.cycle when 'key' then p.key_cycle end = 'day' order by r.id
            """, new { today = Clock.Today, kinds = kinds.Select(kind => kind.Id).ToArray() }, run.Stop))
            if (await CloseAsync(db, over.Round, over.Plan, "当日结束，次日另开一轮", null, LightsOf(over.Kind, over.Path), run.Stop))
                await db.RecordAsync(new(DeedKind.Update, over.Kind, over.Plan, over.Path, over.Title, [new("调度", "进行中", "自动结束")]), run.Stop);
        foreach (var plan in await db.QueryAsync<Due>("""
            select p.id, p.locality_path, p.kind, p.title, c.purpose, c.cycle, max(r.opened_on) as last_on, coalesce(max(r.number) filter (where r.purpose = c.purpose), 0) as number
            from org.work_plan p cross join lateral (values (1, 'dispatch', p.cycle), (2, 'key', p.key_cycle), (3, 'evaluate', p.evaluate_cycle), (4, 'examine', p.examine_cycle)) c (n, purpose, cycle)
              left join org.work_round r on r.plan_id = p.id and (r.purpose = c.purpose or c.purpose = 'key' and r.purpose = 'dispatch')
            where p.state = 'issued' and c.cycle is not null and p.kind = any(@kinds)
            group by p.id, c.n, c.purpose, c.cycle having count(*) filter (where r.id is not null and r.closed_on is null) = 0 order by p.id, c.n
            """, new { kinds = kinds.Select(kind => kind.Id).ToArray() }, run.Stop))
        {
            var (began, isJudged) = (WorkPlan.PeriodBegan(plan.Cycle, Clock.Today), plan.Purpose is "evaluate" or "examine");
            if (plan.LastOn >= began || isJudged && Clock.Today.Month != WorkPlan.PeriodEnds(plan.Cycle, Clock.Today).Month) continue;
            // Everything is asked for today already.
            if (plan.Purpose == "key" && await db.FirstAsync<bool>("select exists (select from org.work_round r where r.plan_id = @Id and r.purpose = 'dispatch' and r.closed_on is null)", new { plan.Id }, run.Stop)) continue;
            var kind = kinds.First(kind => kind.Id == plan.Kind);
            var lights = LightsOf(plan.Kind, plan.LocalityPath);
            var over = began.AddDays(-1);
            // A host that slept through the first days of a period gives them back.
            var filing = kind.Filing is null || plan.Purpose != "dispatch" ? (DateOnly?)null : over.AddDays(settings.For(kind.Filing, plan.LocalityPath, Clock.Today).Int("days")) is var day && day >= Clock.Today ? day : Clock.Today.AddDays(settings.For(kind.Filing, plan.LocalityPath, Clock.Today).Int("days"));
            var title = isJudged ? $"{WorkPlan.PeriodWords(plan.Cycle, Clock.Today)}{WorkPlan.Purposes.NameOf(plan.Purpose)}" : filing is null ? $"第 {plan.Number + 1} 轮{WorkPlan.Purposes.NameOf(plan.Purpose)}" : $"第 {plan.Number + 1} 轮调度（{WorkPlan.PeriodWords(plan.Cycle, over)}）";
            var due = isJudged ? WorkPlan.PeriodEnds(plan.Cycle, Clock.Today) : filing ?? Clock.Today.AddDays(plan.Cycle switch { "day" => 0, "week" => 3, _ => 7 });
            if (await OpenAsync(db, plan.Id, plan.LocalityPath, plan.Purpose, title, due, lights, run.Stop) is not { } asked) continue;
            await db.RecordAsync(new(DeedKind.Create, plan.Kind, plan.Id, plan.LocalityPath, $"{plan.Title}　{title}", [new(WorkPlan.Purposes.NameOf(plan.Purpose), null, $"{asked} 项，{Dates.Format(due)} 前报告")]), run.Stop);
            opened++;
        }
        return new JobResult($"开始了 {opened} 轮调度");
    });
}
