namespace OrgWork.Grassroots;

public sealed record VacancyFacts
{
    [KnownAs("补齐期限")] public DateOnly? DueOn { get; init; }
    [KnownAs("补齐日期")] public DateOnly? ClosedOn { get; init; }
}

/// <summary>补齐任务: a vacant seat given to somebody to fill by a day. Given on the page of the committee, closed by putting somebody on the seat, however that is done.</summary>
public static class VacancyTasks
{
    const string Read = "grassroots.organisations.read", Write = "grassroots.organisations.edit";

    public static readonly Rule<VacancyFacts> InTime = new()
    {
        Id = "grassroots.vacancy-tasks.in-time", Title = "班子缺额按期补齐", WhenBroken = "超过期限没有补齐", Basis = Basis.Practice("党组织班子缺额补齐的通行做法"), Severity = Severity.Remind, Light = "red",
        Population = new("vacancy-tasks", "select t.id, t.locality_path, t.title, t.due_on, t.closed_on from vacancy_task t where t.removed_at is null and t.closed_on is null"),
        Test = new([nameof(VacancyFacts.DueOn)], "due_on >= {day} or closed_on is not null", (f, t) => Finding.Of(f.DueOn >= t.Day || f.ClosedOn is not null, f.ClosedOn is { } on ? $"{Dates.Format(on)} 补齐" : $"期限 {Dates.Format(f.DueOn!.Value)}；截至 {Dates.Format(t.Day)} 没有任命") with { Latest = f.DueOn }),
        Examples = [new("期限未到", new() { DueOn = new(2026, 12, 1) }, new(2026, 11, 21), Outcome.Met), new("过了五天", new() { DueOn = new(2026, 11, 16) }, new(2026, 11, 21), Outcome.Broken), new("补齐了", new() { DueOn = new(2026, 11, 16), ClosedOn = new(2026, 11, 18) }, new(2026, 11, 21), Outcome.Met)],
    };

    public static readonly Register Register = new()
    {
        Id = "vacancy-tasks", Title = "班子缺额补齐任务", Noun = "补齐任务", Counter = "项", Table = "vacancy_task", ReadPermission = Read, WritePermission = Write, IsLedger = true,
        Fields =
        [
            Field.Text("title", "职务", 60).Required().Listed(), (Field.Row("organisation_id", "党组织", "organisations") with { IsRequired = true, IsListed = true, IsWide = true }).Filter(), Field.Text("owner", "责任人", 36).Required().Listed().Filter(),
            Field.Date("vacant_since", "空缺自").Listed(), Field.Date("given_on", "交办日期"), Field.Date("due_on", "补齐期限").Listed().Filter().Sortable(), Field.Date("closed_on", "补齐日期").Listed().Filter(), Field.Text("filled_by", "补齐人选", 36).Listed(),
        ],
        Rules = [InTime],
        Conditions = [ReadyCondition.Of(InTime), new("没有补齐", "closed_on.none=1"), new("已补齐", "closed_on.from=1900.01.01")],
        Deeds =
        [
            new("give", "改派、改期限", Write)
            {
                Consequence = "责任人和期限改为新的；补齐仍然以任命为准",
                Fields = [Field.Text("owner", "责任人", 36).Required(), Field.Date("due_on", "补齐期限").Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update vacancy_task set owner = @owner, due_on = @due, version = version + 1 where id = @Id and closed_on is null and given_on <= @due", new { deed.Id, owner = deed.Text("owner"), due = deed.Day("due_on") }, stop) == 0 ? "已经补齐，或期限早于交办日期" : null,
            },
        ],
    };

    /// <summary>Who is put on a seat closes what was given for it.</summary>
    internal static Task<int> CloseAsync(Db db, Guid seat, Guid member, DateOnly day, CancellationToken stop) =>
        db.ExecuteAsync("update vacancy_task t set closed_on = @day, filled_by = m.name, version = t.version + 1, changed_at = now(), changed_by = @actor from member m where t.seat_id = @seat and m.id = @member and t.closed_on is null and t.removed_at is null", new { seat, member, day, actor = db.Actor.Id }, stop);
}
