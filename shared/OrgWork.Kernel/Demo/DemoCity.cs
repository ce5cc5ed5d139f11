using System.Reflection;
using Npgsql;

namespace OrgWork.Kernel;

/// <summary>
/// An invented city, the same for the same seed. The kernel makes localities, units and people; each module fills its own tables.
/// No name in it belongs to a real place or person.
/// </summary>
public sealed class DemoCity(DemoCounts counts, int seed, NpgsqlConnection connection, LocalityTree localities, IReadOnlyList<DemoUnit> units, IdentityVault vault)
{
    /// <summary>The city's own today: were it the clock's, the same seed would make another city tomorrow.</summary>
    public static readonly DateOnly Today = new(2026, 11, 20);

    public DemoCounts Counts { get; } = counts;
    /// <summary>An administrator's connection, in a transaction: not bound by row security, may COPY.</summary>
    public NpgsqlConnection Connection { get; } = connection;
    public LocalityTree Localities { get; } = localities;
    public IReadOnlyList<DemoUnit> Units { get; } = units;
    public DemoPopulation Population { get; } = new(counts, seed, Today, localities, units);

    /// <summary>One for the whole city, so that no two modules give out the same number.</summary>
    public IdentityNumbers IdentityNumbers { get; } = new();

    /// <summary>Each part of the city draws from its own stream, so that one part's growth does not change another.</summary>
    public DemoRandom RandomFor(string part, long number = 0) => new(DemoRandom.SeedOf(seed, part, number));

    public Guid IdFor(string part, long number) => DemoIds.Make(seed, part, number);

    /// <summary>
    /// Writes rows by COPY. The names of a row's properties are the table's columns. The table's own triggers rest meanwhile, so rows say
    /// what triggers would have filled in (a person's sex, birth, nation, mask, pinyin); search pieces and history are made at the end, all at once.
    /// </summary>
    /// <remarks>A sensitive column is given in plain and written as its mask, its ciphertext and its index.</remarks>
    /// <returns>how many</returns>
    public async Task<long> CopyAsync<T>(string table, IEnumerable<T> rows, CancellationToken stop)
    {
        var properties = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        var sensitive = await SensitiveColumnsAsync(table, stop);
        var id = properties.FirstOrDefault(property => property.Name == "id");
        await ExecuteAsync($"alter table {table} disable trigger user", stop);
        long count = 0;
        var columns = properties.SelectMany(property => sensitive.Contains(property.Name) ? [property.Name, property.Name + "_cipher", property.Name + "_index"] : (string[])[property.Name]);
        await using (var writer = await Connection.BeginBinaryImportAsync($"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)", stop))
        {
            foreach (var row in rows)
            {
                await writer.StartRowAsync(stop);
                foreach (var property in properties)
                {
                    var value = property.GetValue(row);
                    if (sensitive.Contains(property.Name))
                    {
                        var (column, text) = ($"{table}.{property.Name}", value as string);
                        await WriteAsync(writer, text is null ? null : FieldText.Mask(text), stop);
                        await WriteAsync(writer, text is null ? null : vault.Encrypt(column, (Guid)id!.GetValue(row)!, text), stop);
                        await WriteAsync(writer, text is null ? null : vault.Indexes(column, text)[0], stop);
                    }
                    else await WriteAsync(writer, value, stop);
                }
                count++;
            }
            await writer.CompleteAsync(stop);
        }
        await ExecuteAsync($"alter table {table} enable trigger user", stop);
        await using var search = new NpgsqlCommand($"""
            select org.rebuild_grams(tgrelid::regclass, convert_from(substr(tgargs, 1, length(tgargs) - 1), 'UTF8'))
            from pg_trigger where tgrelid = '{table}'::regclass and tgname = 'grams_new';
            select org.rebuild_history(tgrelid::regclass) from pg_trigger where tgrelid = '{table}'::regclass and tgname = 'history_new'
            """, Connection) { CommandTimeout = 0 };
        await search.ExecuteNonQueryAsync(stop);
        await ExecuteAsync($"analyze {table}", stop);
        return count;
    }

    static Task WriteAsync(NpgsqlBinaryImporter writer, object? value, CancellationToken stop) => value is null ? writer.WriteNullAsync(stop) : writer.WriteAsync(value, stop);

    async Task<HashSet<string>> SensitiveColumnsAsync(string table, CancellationToken stop)
    {
        // The person's own number is put in place by the kernel, cipher and index and all.
        await using var command = new NpgsqlCommand("select column_name from org.sensitive_column where schema_name || '.' || table_name = $1 and schema_name <> 'org'", Connection) { Parameters = { new() { Value = table } } };
        await using var rows = await command.ExecuteReaderAsync(stop);
        var found = new HashSet<string>();
        while (await rows.ReadAsync(stop)) found.Add(rows.GetString(0));
        return found;
    }

    async Task ExecuteAsync(string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }
}
