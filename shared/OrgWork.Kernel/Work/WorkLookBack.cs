namespace OrgWork.Kernel;

/// <summary>回头看 at what was closed: it holds, or it came back or was not enough and is taken up again by a day (补课). Done one by one on the desk, and in rounds of a module's own.</summary>
public static class WorkLookBack
{
    /// <summary>The deed's name among the acts of an item.</summary>
    public const string Name = "回头看";

    /// <summary>What an item becomes of it (taken up again it is worked on, though its plan has been summed up), or why it cannot be said.</summary>
    internal static (string? Why, string Set) Becomes(string? result, DateOnly? day) => result switch
    {
        "巩固" => (null, "consolidated_on = @today"),
        "反弹" or "不到位" when day is { } again && again >= Clock.Today => (null, $"state = 'open', percent = 50, rebounds = rebounds + 1, due_on = @day, begins_on = @today, closed_on = null, look_back_on = null, ladder = 0, plan_closed = false, {WorkDesk.Undone}"),
        "反弹" or "不到位" => ($"{result}的要重新整改，请填补课时限，不早于今天", ""),
        _ => ("请选回头看结果", ""),
    };

    /// <summary>Looks back at an item that is closed; a text is why it cannot be, and nothing is written then.</summary>
    public static async Task<string?> DoAsync(Db db, Guid item, string result, string words, DateOnly? day, CancellationToken stop)
    {
        var (why, set) = Becomes(result, day);
        if (why is not null) return why;
        var done = await db.FirstAsync<(string? Path, string? Other, string? Kind, string? Title)>($"update org.work_item set {set}, version = version + 1 where id = @item and state = 'closed' and applied_by is distinct from @actor returning locality_path, other_path, kind, title", new { item, actor = db.Actor.Id, today = Clock.Today, day }, stop);
        if (done.Path is null) return "已经不在办结（销号）状态，或是您自己经办的，请另一人办";
        await db.ExecuteAsync("insert into org.work_act (id, item_id, locality_path, other_path, kind, on_day, words, changes, entered_by_name) values (@id, @item, @Path, @Other, @Name, @today, @words, @result, @by)",
            new { id = Guid.CreateVersion7(), item, done.Path, done.Other, Name, today = Clock.Today, words, result, by = db.Actor.Name }, stop);
        await db.RecordAsync(new(DeedKind.Step, done.Kind!, item, done.Path, done.Title, [new(Name, null, result)], words), stop);
        return null;
    }
}
