using System.Text.Json;

namespace OrgWork.Kernel;

/// <summary>One run of a job, as the job sees it.</summary>
/// <param name="here">where it stands, and the day it looks back to</param>
/// <param name="scope">what it reaches</param>
/// <param name="source">the module's way to the database, with time for long statements</param>
/// <param name="fence">held against a host that takes over</param>
public sealed class JobRun(Guid id, int fence, ModuleManifest module, Here here, Scope scope, Actor actor, DbSource source, RegisterBook registers, RuleBook rules, IdentityVault identities, string? checkpoint, CancellationToken stop)
{
    /// <summary>How long one transaction of a job may last.</summary>
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    (long Done, long Total, string Said) progress = (0, 0, "");

    public Guid Id => id;
    public ModuleManifest Module => module;
    /// <summary>The place and its tree, as pages have them; nobody is signed in.</summary>
    public Here Here => here;
    public Locality Place => here.Locality;
    public LocalityTree Localities => here.Localities;
    public Actor Actor => actor;
    public RegisterBook Registers => registers;
    public RuleBook Rules => rules;
    public IdentityVault Identities => identities;
    /// <summary>What an earlier run kept with <see cref="DoAsync"/>; null in the first.</summary>
    public string? Checkpoint => checkpoint;
    /// <summary>Cancelled by the person, the host's end, or a lost lease: pass it on everywhere.</summary>
    public CancellationToken Stop => stop;

    /// <summary>Set once the work was finished by <see cref="FinishAsync"/>.</summary>
    public bool IsFinished { get; private set; }

    public (long Done, long Total, string Said) Progress
    {
        get { lock (source) return progress; }
    }

    /// <summary>Shown as a bar within a second; costs nothing, so say it often.</summary>
    public void Report(long done, long total, string? said = null)
    {
        lock (source) progress = (done, total, said ?? progress.Said);
    }

    public Db OpenForReading() => source.OpenForReading(scope, actor);

    /// <summary>A piece of the work: one transaction, committed only while this host still holds the task.</summary>
    /// <param name="reached">kept with it: where a later run goes on</param>
    public async Task DoAsync(Func<Db, Task> work, string? reached = null)
    {
        await using var db = source.OpenForWriting(scope, actor, Lifetime);
        await work(db);
        await db.AccountForAsync(stop);
        await HoldAsync(db, reached, null);
        await db.CommitAsync(CancellationToken.None);
    }

    /// <summary>The last piece, or the only one: by the same commit the task is done. Work done so is done once, whatever breaks.</summary>
    public async Task<JobResult> FinishAsync(Func<Db, Task<JobResult>> work)
    {
        await using var db = source.OpenForWriting(scope, actor, Lifetime);
        var result = await work(db);
        await db.AccountForAsync(stop);
        await HoldAsync(db, null, JsonSerializer.Serialize(result, Job.Json));
        await db.CommitAsync(CancellationToken.None);
        IsFinished = true;
        return result;
    }

    Task<object?> HoldAsync(Db db, string? reached, string? result) =>
        db.FirstAsync<object>("select org.job_hold(@id, @fence, @reached, cast(@result as jsonb))", new { id, fence, reached, result }, stop);

    /// <summary>A file for the person who asked, found on the result page for a week.</summary>
    public async Task<StoredFile> SaveFileAsync(Db db, string name, Stream content, string permission) =>
        await new FileStore(db, identities).SaveAsync(new(Place.Path, permission, Register: "jobs", RowId: id, OnlyFor: actor.Id, KeptFor: TimeSpan.FromDays(7)), name, content, FileRules.Made, stop);
}
