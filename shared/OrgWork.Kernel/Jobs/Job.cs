using System.Text.Json;

namespace OrgWork.Kernel;

/// <summary>What becomes of a task whose host went away in the middle.</summary>
public enum JobRestart
{
    /// <summary>Another host begins again; what was committed is there, and <see cref="JobRun.Checkpoint"/> says how far it got.</summary>
    Again,
    /// <summary>It ends as not done, and whoever asked decides.</summary>
    Never,
}

/// <summary>
/// Long work that a module offers: import, export, reports, documents in numbers. Runs on any host, in the name of whoever asked, within
/// their scope and under the module's login; progress, cancelling and the result page are the platform's.
/// </summary>
public abstract class Job
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Within its module: <c>export</c>.</summary>
    public abstract string Id { get; }
    /// <summary>What one needs to have asked for it; looked at again when it begins. Null where the page that asks knows better.</summary>
    public virtual string? Permission => null;
    /// <summary>The same for one order, where it depends on what was asked for.</summary>
    public virtual IEnumerable<string> PermissionsFor(string arguments, RegisterBook registers) => Permission is { } permission ? [permission] : [];
    /// <summary>The earlier day that one order looks back to; its run then reaches what belonged to the place on that day, as far as who asked may look there.</summary>
    public virtual DateOnly? DayOf(string arguments) => null;
    /// <summary>It changes rows: it rests where its module is read-only.</summary>
    public virtual bool Writes => true;
    public virtual JobRestart AfterBreak => JobRestart.Again;
    /// <summary>Comes round by the clock, once in the deployment for each topmost place, in the name of the platform.</summary>
    public virtual Cycle? Cycle => null;
    /// <summary>What a recurring one is called in lists.</summary>
    public virtual string Title => Id;

    public abstract Task<JobResult> RunAsync(string arguments, JobRun run);
}

/// <typeparam name="TArguments">a record; kept as JSON until it runs</typeparam>
public abstract class Job<TArguments> : Job
{
    public abstract Task<JobResult> RunAsync(TArguments arguments, JobRun run);

    public sealed override Task<JobResult> RunAsync(string arguments, JobRun run) => RunAsync(Arguments(arguments), run);
    protected static TArguments Arguments(string arguments) => JsonSerializer.Deserialize<TArguments>(arguments, Json)!;

    /// <summary>Asks for it within the page's transaction: when that is rolled back, nobody has asked.</summary>
    /// <param name="title">as it stands in 我的任务: 导出党员名册（某县）</param>
    public async Task<Guid> AskAsync(Db db, TArguments arguments, string title, CancellationToken stop)
    {
        var id = Guid.CreateVersion7();
        await db.ExecuteAsync("insert into org.job (id, locality_path, kind, title, arguments, account_name, remote) values (@id, @Top, @kind, @title, cast(@arguments as jsonb), @Name, @Remote)",
            new { id, db.Scope.Top, kind = Id, title, arguments = JsonSerializer.Serialize(arguments, Json), db.Actor.Name, db.Actor.Remote }, stop);
        await db.RecordAsync(new(DeedKind.Task, "jobs", id, Title: title, Changes: [new("任务", null, "提交")]), stop);
        return id;
    }
}

/// <summary>For recurring jobs, which nobody gives anything.</summary>
public sealed record NoArguments;

/// <summary>What became of it, for the result page.</summary>
/// <param name="Words">one sentence: 已导出 20,000 人</param>
/// <param name="Url">below the locality's code, where one goes on</param>
public sealed record JobResult(string Words, IReadOnlyList<JobCount>? Counts = null, string? Url = null);

public sealed record JobCount(string Name, long Count);

/// <summary>It cannot be done. The message is for the person who asked, as it is.</summary>
public sealed class JobRefusedException(string message) : Exception(message);

/// <summary>When recurring work is due, by the clock of the place: Asia/Shanghai, whatever the server's own zone.</summary>
public sealed record Cycle
{
    enum Turn { Minutes, Day, Week, Month }

    Turn turn;
    int number;
    TimeOnly at;

    Cycle() { }

    /// <summary>Counted from midnight: every 5 minutes is 00:00, 00:05, …</summary>
    public static Cycle EveryMinutes(int minutes) => minutes is > 0 and <= 1440 ? new() { turn = Turn.Minutes, number = minutes } : throw new ArgumentOutOfRangeException(nameof(minutes));
    public static Cycle Daily(TimeOnly at) => new() { turn = Turn.Day, at = at };
    public static Cycle Weekly(DayOfWeek day, TimeOnly at) => new() { turn = Turn.Week, number = (int)day, at = at };
    /// <summary>In a month without that day, on its last.</summary>
    public static Cycle Monthly(int day, TimeOnly at) => day is > 0 and <= 31 ? new() { turn = Turn.Month, number = day, at = at } : throw new ArgumentOutOfRangeException(nameof(day));

    /// <summary>The last time it was due, now included.</summary>
    public DateTimeOffset LastDue(DateTimeOffset now)
    {
        var midnight = now.Date;
        var due = turn switch
        {
            Turn.Minutes => midnight.AddMinutes((int)(now.DateTime - midnight).TotalMinutes / number * number),
            Turn.Day => midnight + at.ToTimeSpan(),
            Turn.Week => midnight.AddDays(-(((int)now.DayOfWeek - number + 7) % 7)) + at.ToTimeSpan(),
            _ => OnDay(midnight),
        };
        if (due > now.DateTime)
            due = turn switch { Turn.Day => due.AddDays(-1), Turn.Week => due.AddDays(-7), _ => OnDay(midnight.AddDays(1 - midnight.Day).AddMonths(-1)) };
        return new(due, now.Offset);
    }

    DateTime OnDay(DateTime month) => new DateTime(month.Year, month.Month, Math.Min(number, DateTime.DaysInMonth(month.Year, month.Month))) + at.ToTimeSpan();
}
