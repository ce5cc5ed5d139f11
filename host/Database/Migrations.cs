using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace OrgWork.Host;

sealed record Migration(string File, string Sql)
{
    /// <summary>Line endings do not count: a checkout on another system is still the same file.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}

/// <summary>
/// Ordered .sql files, forward only. All pending files of a schema run in one transaction under a lock, as the owner of that schema:
/// a schema is never half migrated, and two starters do not collide.
/// </summary>
static class Migrations
{
    public static IReadOnlyList<Migration> OfKernel()
    {
        var assembly = typeof(Migrations).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith("migrations/org/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return new Migration(Path.GetFileName(name), reader.ReadToEnd());
        })];
    }

    public static IReadOnlyList<Migration> OfFolder(string folder) => Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder, "*.sql").Order(StringComparer.Ordinal).Select(path => new Migration(Path.GetFileName(path), File.ReadAllText(path)))]
        : [];

    /// <returns>the files that were run now</returns>
    /// <exception cref="ModuleRefusedException">a file was changed or taken away after it had run, or failed to run; nothing is left half done</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(NpgsqlDataSource admin, string schema, string owner, IReadOnlyList<Migration> files, IReadOnlyDictionary<string, string> placeless, CancellationToken stop)
    {
        await using var connection = await admin.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var ran = await ApplyAsync(connection, schema, owner, files, placeless, stop);
        await transaction.CommitAsync(stop);
        return ran;
    }

    /// <summary>The same within the transaction of this connection, which may be undone.</summary>
    /// <param name="atMost">how long the server lets one file run, should this host be gone by then; nothing for as long as it takes</param>
    public static async Task<IReadOnlyList<string>> ApplyAsync(NpgsqlConnection connection, string schema, string owner, IReadOnlyList<Migration> files, IReadOnlyDictionary<string, string> placeless, CancellationToken stop, TimeSpan? atMost = null)
    {
        await using (var prepare = new NpgsqlCommand($"""
            set local statement_timeout = {(long)(atMost ?? TimeSpan.Zero).TotalMilliseconds};
            select pg_advisory_xact_lock(hashtext('orgwork migration ' || '{schema}'));
            """, connection))
            await prepare.ExecuteNonQueryAsync(stop);
        await using (var journal = new NpgsqlCommand("""
            set local role ow_owner;
            create table if not exists org.migration (schema_name text not null, file text not null, sha256 text not null, ran_at timestamptz not null default now(), primary key (schema_name, file));
            comment on table org.migration is '结构升级记录';
            comment on column org.migration.schema_name is '模块';
            comment on column org.migration.file is '文件';
            comment on column org.migration.sha256 is '校验';
            comment on column org.migration.ran_at is '执行时间';
            reset role
            """, connection))
            await journal.ExecuteNonQueryAsync(stop);

        var done = new Dictionary<string, string>();
        await using (var read = new NpgsqlCommand("select file, sha256 from org.migration where schema_name = $1", connection) { Parameters = { new() { Value = schema } } })
        await using (var rows = await read.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop)) done.Add(rows.GetString(0), rows.GetString(1));

        if (done.Keys.Except(files.Select(f => f.File)).FirstOrDefault() is { } missing)
            throw new ModuleRefusedException($"结构升级文件 {schema}/{missing} 已执行过，但现在的包里没有；请安装不低于原来版本的包");
        foreach (var file in files.Where(f => done.TryGetValue(f.File, out var sha256) && sha256 != f.Sha256))
            throw new ModuleRefusedException($"结构升级文件 {schema}/{file.File} 执行之后又被改动；已执行的文件不可再改，请另写下一个");

        var ran = new List<string>();
        foreach (var file in files.Where(f => !done.ContainsKey(f.File)))
        {
            try
            {
                // Inside a block the server itself refuses a file that would end the transaction.
                await using var run = new NpgsqlBatch(connection)
                {
                    Timeout = 0,
                    BatchCommands =
                    {
                        new("select set_config('orgwork.migration', $1, true)") { Parameters = { new() { Value = file.Sql } } },
                        new($"set local role {owner}"), new($"set local search_path = \"{schema}\""),
                        new("do $run$ begin execute current_setting('orgwork.migration'); end $run$"),
                        new("reset role"),
                    },
                };
                await run.ExecuteNonQueryAsync(stop);
            }
            catch (PostgresException fault)
            {
                throw new ModuleRefusedException($"结构升级文件 {schema}/{file.File} 执行失败（{fault.SqlState}）：{fault.MessageText}；数据库未作任何改动", fault);
            }
            await using var note = new NpgsqlCommand("insert into org.migration (schema_name, file, sha256) values ($1, $2, $3)", connection) { Parameters = { new() { Value = schema }, new() { Value = file.File }, new() { Value = file.Sha256 } } };
            await note.ExecuteNonQueryAsync(stop);
            ran.Add(file.File);
        }
        if (ran.Count > 0)
        {
            // Columns that came to a table with a history come to its history (migration 0025).
            await using var extend = new NpgsqlBatch(connection) { Timeout = 0, BatchCommands = { new($"set local role {owner}"), new($"set local search_path = \"{schema}\""), new("do $run$ begin if to_regproc('org.extend_histories') is not null then perform org.extend_histories(); end if; end $run$"), new("reset role") } };
            await extend.ExecuteNonQueryAsync(stop);
        }
        // Before anything is kept: a table outside the fence takes its migration back with it.
        await Fence.CheckAsync(connection, schema, placeless, stop);
        return ran;
    }
}
