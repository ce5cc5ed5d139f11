using System.Collections.Frozen;

namespace OrgWork.Host;

/// <summary>Whose tasks are open or ended unseen: asked when the database says that something has changed, so that a page asks nothing.</summary>
sealed class JobTally
{
    readonly Databases databases;
    readonly ILogger log;
    FrozenDictionary<Guid, (int, int)> tally = FrozenDictionary<Guid, (int, int)>.Empty;
    int wanted;

    public JobTally(Databases databases, Live live, ILogger<JobTally> log)
    {
        (this.databases, this.log) = (databases, log);
        live.JobsChanged += () =>
        {
            // Many changes at once are one question.
            if (Interlocked.Increment(ref wanted) == 1) _ = Task.Run(ReadAsync);
        };
    }

    public (int Open, int Unseen) Of(Guid account) => Volatile.Read(ref tally).GetValueOrDefault(account);

    async Task ReadAsync()
    {
        int before;
        do
        {
            before = Volatile.Read(ref wanted);
            try
            {
                await using var ask = databases.Host.CreateCommand("select account_id, open, unseen from org.job_tally()");
                await using var rows = await ask.ExecuteReaderAsync();
                var found = new Dictionary<Guid, (int, int)>();
                while (await rows.ReadAsync()) found[rows.GetGuid(0)] = (rows.GetInt32(1), rows.GetInt32(2));
                Volatile.Write(ref tally, found.ToFrozenDictionary());
            }
            catch (Exception fault)
            {
                log.LogWarning("任务数没有读到：{Fault}", fault.Message);
            }
        }
        while (Interlocked.CompareExchange(ref wanted, 0, before) != before);
    }
}
