using Npgsql;

namespace OrgWork.Host;

/// <summary>
/// Tables of a published programme were made by the compiler of their day. Whenever a programme is taken up, what today's compiler would index and the table does not have is made: one index a transaction,
/// each within the time a page may take, and never beside a migration of the same programme. What does not come off is tried again the next time; the programme serves meanwhile.
/// </summary>
static class DescribedIndexes
{
    public static async Task MendAsync(NpgsqlDataSource admin, string schema, string owner, ProgrammeDescription description, ILogger log, CancellationToken stop)
    {
        var there = new HashSet<string>();
        var tables = new HashSet<string>();
        await using (var ask = admin.CreateCommand("""
            select t.relname::text, i.indisunique, i.indpred is not null, array(select a.attname::text from unnest(i.indkey::int2[]) with ordinality k (n, nth) join pg_attribute a on a.attrelid = t.oid and a.attnum = k.n order by k.nth)
            from pg_class t join pg_namespace n on n.oid = t.relnamespace left join pg_index i on i.indrelid = t.oid and i.indisvalid where n.nspname = $1 and t.relkind = 'r'
            """))
        {
            ask.Parameters.Add(new() { Value = schema });
            await using var rows = await ask.ExecuteReaderAsync(stop);
            while (await rows.ReadAsync(stop))
            {
                tables.Add(rows.GetString(0));
                if (!rows.IsDBNull(1)) there.Add(Said(rows.GetString(0), rows.GetBoolean(1), rows.GetBoolean(2), rows.GetFieldValue<string[]>(3)));
            }
        }
        foreach (var index in ProgrammeSchema.Indexes(description).Where(index => tables.Contains(index.Table) && !there.Contains(Said(index.Table, index.IsUnique, index.OfKept, index.Columns))))
        {
            try
            {
                await using var connection = await admin.OpenConnectionAsync(stop);
                await using var transaction = await connection.BeginTransactionAsync(stop);
                await using var mend = new NpgsqlBatch(connection)
                {
                    BatchCommands = { new("select set_config('statement_timeout', '15s', true), set_config('lock_timeout', '3s', true)"), new("select pg_advisory_xact_lock(hashtext('orgwork migration ' || $1))") { Parameters = { new() { Value = schema } } }, new($"set local role {owner}"), new($"set local search_path = \"{schema}\""), new(index.Sql) },
                };
                await mend.ExecuteNonQueryAsync(stop);
                await transaction.CommitAsync(stop);
                log.LogInformation("专项 {Programme} 的表 {Table} 补上索引（{Columns}）", schema, index.Table, string.Join("、", index.Columns));
            }
            catch (PostgresException fault)
            {
                log.LogWarning("专项 {Programme} 的表 {Table} 缺索引（{Columns}），这次没有补上，下次启用时再补：{Fault}", schema, index.Table, string.Join("、", index.Columns), fault.MessageText);
            }
        }
    }

    static string Said(string table, bool isUnique, bool ofKept, IEnumerable<string> columns) => $"{table} {isUnique} {ofKept} {string.Join(' ', columns)}";
}
