using Npgsql;

namespace OrgWork.Host;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: and so does everything it needs, each named.</summary>
static class Health
{
    /// <summary>Below these there are known faults.</summary>
    static readonly Version LowestRuntime = new(10, 0, 13), LowestPostgres = new(15, 20);

    public static void Map(WebApplication app, Platform platform)
    {
        app.MapGet("/health/live", () => Results.Text("ok")).WithMetadata(new OpenAttribute());
        app.MapGet("/health/ready", async (HttpContext context) =>
        {
            var report = await ReportAsync(platform, context.RequestAborted);
            return Results.Json(report, Commands.Json, statusCode: report.IsReady ? 200 : 503);
        }).WithMetadata(new OpenAttribute());
    }

    public static async Task<HealthReport> ReportAsync(Platform platform, CancellationToken stop)
    {
        var (version, settings, error) = await AskDatabaseAsync(platform.Databases, stop);
        var parked = error is null ? await ParkedAsync(platform, stop) : [];
        return new(error is null, OrgModule.Manifest.Version,
            new(platform.Current?.Number ?? 0, platform.GenerationsStarted, platform.GenerationsAlive),
            new(error is null, version, error, platform.Live.IsListening),
            [.. Warnings(version, settings), .. platform.Warnings, .. parked.Select(one => $"模块“{one.Module}”有 {one.Count} 个事件屡次处理不成（{one.Event}），请到“事件”里重试或丢弃")],
            [.. platform.Catalog.Statuses]);
    }

    sealed record Parked(string Module, string Event, int Count);

    static async Task<IReadOnlyList<Parked>> ParkedAsync(Platform platform, CancellationToken stop)
    {
        try
        {
            await using var db = platform.Databases.Of(OrgModule.Manifest).OpenForReading(Scope.Whole(Guid.Empty), Actor.System);
            return await db.QueryAsync<Parked>("select d.module, o.name as event, count(*)::int as count from org.delivery d join org.outbox o on o.id = d.event_id where d.state = 'parked' group by 1, 2 order by 1, 2", null, stop);
        }
        catch (NpgsqlException)
        {
            return [];
        }
    }

    static async Task<(string? Version, string[] Off, string? Error)> AskDatabaseAsync(Databases databases, CancellationToken stop)
    {
        const string question = """
            select current_setting('server_version'),
                   array(select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums') and setting = 'off' order by 1)
            """;
        async Task<(string?, string[], string?)> AskAsync()
        {
            await using var ask = databases.Host.CreateCommand(question);
            ask.CommandTimeout = 3;
            await using var row = await ask.ExecuteReaderAsync(stop);
            await row.ReadAsync(stop);
            return (row.GetString(0), row.GetFieldValue<string[]>(1), null);
        }
        try
        {
            // A server that hangs does not hear a cancellation either: whoever asks has waited long enough.
            return await AskAsync().WaitAsync(TimeSpan.FromSeconds(3), stop);
        }
        catch (PostgresException fault)
        {
            return (null, [], $"{fault.SqlState} {fault.MessageText}");
        }
        catch (NpgsqlException fault)
        {
            return (null, [], fault.Message);
        }
        catch (TimeoutException)
        {
            return (null, [], "3 秒内没有应答");
        }
    }

    static IEnumerable<string> Warnings(string? postgres, string[] off)
    {
        if (Environment.Version < LowestRuntime) yield return $".NET 运行时 {Environment.Version} 低于 {LowestRuntime}，请升级";
        if (postgres is not null && Version.TryParse(postgres.Split(' ')[0], out var version) && version < LowestPostgres) yield return $"PostgreSQL {version} 低于 {LowestPostgres}，请升级";
        foreach (var setting in off) yield return $"PostgreSQL 的 {setting} 为 off，断电可能丢失数据";
    }
}

sealed record HealthReport(bool IsReady, string Version, GenerationHealth Generation, DatabaseHealth Database, IReadOnlyList<string> Warnings, IReadOnlyList<ModuleStatus> Modules);
sealed record GenerationHealth(int Number, int Started, int Alive);
sealed record DatabaseHealth(bool Ok, string? Version, string? Error, bool Listening);
