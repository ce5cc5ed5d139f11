namespace OrgWork.Host;

/// <summary>What has to be done from time to time, by whichever host comes first: partitions made ahead, the day's fingerprint kept.</summary>
sealed class Upkeep(Databases databases, ILogger<Upkeep> log) : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);
    readonly CancellationTokenSource ending = new();
    Task running = Task.CompletedTask;

    public void Start() => running = Task.Run(RunAsync);

    async Task RunAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await OnceAsync(ending.Token);
                await Task.Delay(Pause, ending.Token);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested) { }
            catch (Exception fault)
            {
                log.LogWarning("例行维护没有做成，稍后再试：{Fault}", fault.Message);
                try { await Task.Delay(TimeSpan.FromSeconds(20), ending.Token); } catch (OperationCanceledException) { }
            }
        }
    }

    public async Task OnceAsync(CancellationToken stop)
    {
        await using var command = databases.Host.CreateCommand("select audit.prepare_months(), audit.keep_checkpoint(), org.tidy_events()");
        await command.ExecuteNonQueryAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await running;
        ending.Dispose();
    }
}
