namespace OrgWork.Grassroots;

/// <summary>
/// 组织生活提醒: every morning what a branch is about to owe, or owes, is written down once for each period, and with it the secretary reminded; who stands above is told when
/// the parameter's days have passed after the last day, and says what was done about it. What is held and confirmed is struck off by itself.
/// </summary>
public static class LifeReminders
{
    public static readonly CodeSet Kinds = new("life_duty", "组织生活", "支部工作条例（试行）、党内政治生活若干准则", [.. Duty.All.Select(duty => new Code(duty.Kind.Code, duty.Kind.Name))]);

    public static readonly Register Register = new()
    {
        Id = "life-reminders", Title = "组织生活提醒", Noun = "提醒", Counter = "条", Table = "life_reminder", ReadPermission = PartyMeetings.Read, WritePermission = PartyMeetings.Review, IsLedger = true,
        Fields =
        [
            Field.Text("title", "缺什么", 100).Required().Listed(), (Field.Row("organisation_id", "党组织", "organisations") with { IsRequired = true, IsListed = true, IsWide = true }).Filter(), Field.Code("kind", "类型", Kinds).Required().Filter(),
            Field.Date("began_on", "应开时段自"), Field.Date("due_on", "最迟日期").Listed().Filter().Sortable(), Field.Date("reminded_on", "提醒支部").Listed(), Field.Date("told_on", "告知上级").Listed().Filter(),
            Field.Date("handled_on", "督促日期").Listed().Filter(), Field.Text("handling", "督促情况", 300), Field.Date("settled_on", "补齐日期").Listed().Filter(),
        ],
        Conditions = [new("下级逾期没有开", "told_on.from=1900.01.01&settled_on.none=1&handled_on.none=1") { Light = "red" }, new("没有补齐的", "settled_on.none=1"), new("已补齐", "settled_on.from=1900.01.01")],
        Deeds =
        [
            new("handle", "登记督促", PartyMeetings.Review)
            {
                Consequence = "写明怎样督促的，不再列为待办；缺的次数仍然按记录计算",
                Fields = [Field.Date("handled_on", "督促日期").Required().Past(), Field.Text("handling", "督促情况", 300).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update life_reminder set handled_on = @on, handling = @words, version = version + 1 where id = @Id and told_on is not null and told_on <= @on and handled_on is null and settled_on is null", new { deed.Id, on = deed.Day("handled_on"), words = deed.Text("handling") }, stop) == 0
                    ? "还没有逾期到告知上级的日子、已经补齐或登记过，或日期早于告知的日期" : null,
            },
        ],
    };

    /// <summary>What is done on a day, in this order: who owes is written down, who stands above is told, what was held is struck off. {day} and the rest are put in.</summary>
    internal static IEnumerable<(string Remind, string Tell, string Settle)> Sweeps(RuleSettings settings, string scope, DateOnly today)
    {
        foreach (var duty in Duty.All)
        {
            var fact = duty.Rule.Tail["meetings.".Length..].Replace('-', '_');
            string Of(string parameter, string path = "locality_path") => RuleSql.Value(duty.Rule, parameter, settings, scope, today, path);
            var (start, isYearly) = (duty.Period.StartOf(today), duty.Period == DutyPeriod.Year);
            var before = start.AddMonths(-(int)duty.Period);
            string Title(DateOnly from) => duty.Period switch { DutyPeriod.Month => $"{from.Year} 年 {from.Month} 月{duty.Kind.Name}", DutyPeriod.Quarter => $"{from.Year} 年{"一二三四"[(from.Month - 1) / 3]}季度{duty.Kind.Name}", _ => $"{from.Year} 年度{duty.Kind.Name}" };
            static string Day(DateOnly day) => $"date '{day:yyyy-MM-dd}'";
            // A year's may still be held until the end of a month of the next; of the year that runs nothing is asked yet.
            var due = isYearly ? $"case when {Of("month", "f.locality_path")} > 0 then ({Day(start)} + make_interval(months => {Of("month", "f.locality_path")}::int))::date - 1 else {Day(start)} - 1 end" : $"{Day(start)} - 1";
            var now = isYearly ? "" : $" union all select 2, {Day(start)}, {Day(duty.Period.EndOf(today))}, '{Title(start)}', f.{fact}_now";
            var remind = $"""
                insert into grassroots.life_reminder (locality_path, rank_order, title, organisation_id, kind, began_on, due_on, reminded_on)
                select f.locality_path, 0, p.title, f.id, '{duty.Kind.Code}', p.began_on, p.due_on, {Day(today)} from ({RuleSql.Population(duty.Rule, today)}) f
                cross join lateral (select 1 as nth, {Day(before)} as began_on, {due} as due_on, '{Title(before)}' as title, f.{fact}_last as held{now}) p
                where f.{duty.AppliesSql} and p.held < {Of("count", "f.locality_path")} and (p.nth = 2 or coalesce(f.founded_on < {Day(start)}, true)){(isYearly ? "" : $" and (p.nth = 1 or {Day(today)} + {Of("days", "f.locality_path")}::int > p.due_on)")}
                on conflict (organisation_id, kind, due_on) where removed_at is null do nothing
                """;
            var tell = $"update grassroots.life_reminder r set told_on = {Day(today)}, version = version + 1 where r.kind = '{duty.Kind.Code}' and r.told_on is null and r.settled_on is null and r.removed_at is null and r.due_on + {Of("parent_days", "r.locality_path")}::int <= {Day(today)}";
            var settle = $"""
                update grassroots.life_reminder r set settled_on = {Day(today)}, version = version + 1 where r.kind = '{duty.Kind.Code}' and r.settled_on is null and r.removed_at is null and
                  (select count(*) from grassroots.meeting m where m.organisation_id = r.organisation_id and m.removed_at is null and m.state = '3' and (m.kind = r.kind or r.kind = any(m.also)) and m.held_on <= {Day(today)}
                    and {(isYearly ? "coalesce(m.for_year, extract(year from m.held_on)::int) = extract(year from r.began_on)::int" : "m.held_on between r.began_on and r.due_on")}) >= {Of("count", "r.locality_path")}
                """;
            yield return (remind, tell, settle);
        }
    }
}

public sealed class LifeReminderRounds : Job<NoArguments>
{
    public override string Id => "life-reminders";
    public override string Title => "组织生活提醒";
    public override Cycle? Cycle => OrgWork.Kernel.Cycle.Daily(new(6, 30));

    public override Task<JobResult> RunAsync(NoArguments arguments, JobRun run) => run.FinishAsync(async db =>
    {
        var (settings, reminded, told, settled) = (await RuleSettings.ReadAsync(db, run.Stop), 0, 0, 0);
        foreach (var (remind, tell, settle) in LifeReminders.Sweeps(settings, db.Scope.Lo, Clock.Today))
        {
            // What has come in since is struck off before anybody is told of it.
            settled += await db.ExecuteAsync(settle, null, run.Stop);
            reminded += await db.ExecuteAsync(remind, null, run.Stop);
            told += await db.ExecuteAsync(tell, null, run.Stop);
        }
        if (reminded + told + settled > 0) await db.RecordAsync(new(DeedKind.Update, "life-reminders", null, db.Scope.Lo, "组织生活提醒", [new("提醒支部", null, $"{reminded} 条"), new("告知上级", null, $"{told} 条"), new("已补齐", null, $"{settled} 条")]), run.Stop);
        return new JobResult($"提醒支部 {reminded} 条，告知上级 {told} 条，已补齐 {settled} 条");
    });
}
