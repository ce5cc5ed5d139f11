using System.Globalization;

namespace OrgWork.Ledger;

/// <summary>Jobs of every temper, for the tests of the job engine. Each step leaves a circle with the step's name.</summary>
public static class LedgerJobs
{
    public sealed record Steps(int Count, int PauseMs, string Name);

    public static readonly IReadOnlyList<Job> All = [new Walk(), new Once(), new Fragile(), new Clockwork()];

    /// <summary>What is called secret is kept from the record.</summary>
    static async Task AddAsync(Db db, string name, CancellationToken stop)
    {
        await db.ExecuteAsync("insert into circle (locality_path, name) values (@Lo, @name)", new { db.Scope.Lo, name }, stop);
        if (!name.Contains('密')) await db.RecordAsync(new(DeedKind.Create, "circles", Title: name), stop);
    }

    /// <summary>Step by step; goes on where it was.</summary>
    public sealed class Walk : Job<Steps>
    {
        public override string Id => "walk";
        public override string Permission => "ledger.circles.edit";

        public override async Task<JobResult> RunAsync(Steps steps, JobRun run)
        {
            for (var step = int.Parse(run.Checkpoint ?? "0", CultureInfo.InvariantCulture); step < steps.Count; step++)
            {
                run.Report(step, steps.Count, $"第 {step + 1} 步");
                await Task.Delay(steps.PauseMs, run.Stop);
                await run.DoAsync(db => AddAsync(db, $"{steps.Name}{step}", run.Stop), $"{step + 1}");
            }
            return new($"走了 {steps.Count} 步");
        }
    }

    /// <summary>One transaction, and with it done; leaves a file.</summary>
    public sealed class Once : Job<Steps>
    {
        public override string Id => "once";

        public override Task<JobResult> RunAsync(Steps steps, JobRun run) => run.FinishAsync(async db =>
        {
            await AddAsync(db, steps.Name, run.Stop);
            await Task.Delay(steps.PauseMs, run.Stop);
            await run.SaveFileAsync(db, "清单.txt", new MemoryStream("一二三"u8.ToArray()), "ledger.circles.read");
            return new JobResult("做了一次", [new("份", 1)], "ledger/circles");
        });
    }

    /// <summary>Not to be begun again; fails when told to.</summary>
    public sealed class Fragile : Job<Steps>
    {
        public override string Id => "fragile";
        public override JobRestart AfterBreak => JobRestart.Never;

        public override async Task<JobResult> RunAsync(Steps steps, JobRun run)
        {
            await Task.Delay(steps.PauseMs, run.Stop);
            // Nothing to do, and nothing asked of the database.
            if (steps.Name == "idle") return await run.FinishAsync(_ => Task.FromResult(new JobResult("无事可做")));
            return steps.Name switch { "refuse" => throw new JobRefusedException("名单里没有人"), "break" => throw new InvalidOperationException("secret"), _ => new("好") };
        }
    }

    public sealed class Clockwork : Job<NoArguments>
    {
        public override string Id => "clockwork";
        public override string Title => "报时";
        public override Cycle Cycle => Cycle.EveryMinutes(1440);

        public override Task<JobResult> RunAsync(NoArguments arguments, JobRun run) => Task.FromResult(new JobResult($"{run.Place.Name}报时"));
    }
}
