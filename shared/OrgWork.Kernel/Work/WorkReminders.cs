namespace OrgWork.Kernel;

/// <summary>明确时限、责任到人: reminds whoever is named before the day and on it, and the leader once it has passed; each once for each day that was set, kept on the item.</summary>
public sealed class WorkReminders(params WorkKind[] kinds) : Job<NoArguments>
{
    /// <summary>How a reminder stands among the acts of an item.</summary>
    public const string Act = "自动提醒";
    const string Before = "到期前", That = "到期日", After = "逾期";

    public override string Id => "work-reminders";
    public override string Title => "到期自动提醒";
    public override Cycle? Cycle => OrgWork.Kernel.Cycle.Daily(new(6, 40));

    sealed record Due(Guid Id, string LocalityPath, string? OtherPath, string Kind, string Title, string? Person, string? Leader, string? LeadName, DateOnly DueOn, int Percent);

    public override Task<JobResult> RunAsync(NoArguments arguments, JobRun run) => run.FinishAsync(async db =>
    {
        var settings = await RuleSettings.ReadAsync(db, run.Stop);
        var sent = 0;
        // The farthest any place wants to be reminded ahead.
        var ahead = kinds.Max(kind => settings.Most(kind.DueSoon, "days", Clock.Today));
        foreach (var item in await db.QueryAsync<Due>($"""
            select id, locality_path, other_path, kind, title, person, leader, lead_name, due_on, percent from org.work_item i
            where kind = any(@kinds) and state = 'open' and not plan_closed and level > 1 and parts = 0 and due_on <= @last
              and not exists (select from org.work_act a where a.item_id = i.id and a.kind = @act and a.changes = case when i.due_on > @today then '{Before}' when i.due_on = @today then '{That}' else '{After}' end || to_char(i.due_on, ' YYYY.MM.DD'))
            order by due_on desc, id limit 20000
            """, new { kinds = kinds.Select(kind => kind.Id).ToArray(), act = Act, today = Clock.Today, last = Clock.Today.AddDays(ahead) }, run.Stop))
        {
            var days = settings.For(kinds.First(kind => kind.Id == item.Kind).DueSoon, item.LocalityPath, Clock.Today).Int("days");
            if (item.DueOn > Clock.Today.AddDays(days)) continue;
            var (stage, to) = item.DueOn > Clock.Today ? (Before, item.Person) : item.DueOn == Clock.Today ? (That, item.Person) : (After, item.Leader);
            var whom = stage == After ? $"责任领导{(to is null ? "" : " " + to)}" : $"责任人{(to is null ? "" : " " + to)}";
            var left = stage switch { Before => $"还有 {item.DueOn.DayNumber - Clock.Today.DayNumber} 天", That => "今天到期", _ => $"已超期 {Clock.Today.DayNumber - item.DueOn.DayNumber} 天" };
            // A day that was moved is a new day to be reminded of.
            var given = await db.ExecuteAsync("""
                insert into org.work_act (id, item_id, locality_path, other_path, kind, on_day, words, changes, entered_by_name)
                select @entry, @Id, @LocalityPath, @OtherPath, @act, @today, @words, @changes, '本平台' where not exists (select from org.work_act a where a.item_id = @Id and a.kind = @act and a.changes = @changes)
                """, new { entry = Guid.CreateVersion7(), item.Id, item.LocalityPath, item.OtherPath, act = Act, today = Clock.Today, words = $"提醒{whom}：时限 {Dates.Format(item.DueOn)}，{left}，进度 {item.Percent}%", changes = $"{stage} {Dates.Format(item.DueOn)}" }, run.Stop);
            if (given == 0) continue;
            await db.RecordAsync(new(DeedKind.Step, item.Kind, item.Id, item.LocalityPath, item.Title, [new(Act, null, $"{whom}，{left}")]), run.Stop);
            sent++;
        }
        return new JobResult($"提醒了 {sent} 项");
    });
}
