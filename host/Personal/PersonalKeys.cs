using Npgsql;

namespace OrgWork.Host;

/// <param name="Rows">how many values stand under it</param>
sealed record KeyUse(int Id, KeyState State, DateOnly Made, long Rows);

/// <summary>
/// Where values are encrypted in the database, and writing them anew under another key while hosts run. A value that somebody changes in between keeps their change:
/// each is replaced only if it is still what was read. What was begun and broken off is simply begun again.
/// </summary>
sealed class PersonalKeys(NpgsqlDataSource admin, Keys keys)
{
    const int Batch = 500;

    sealed record Column(string Schema, string Table, string Name, bool IsIndexed)
    {
        public string Path => $"{Schema}.{Table}.{Name}";
        public string From => $"\"{Schema}\".\"{Table}\"";
        public string Cipher => $"\"{Name}_cipher\"";
        public string Index => $"\"{Name}_index\"";
    }

    readonly IdentityVault vault = new(keys);

    /// <summary>
    /// The database remembers what keys it has seen. A key file that lacks one, or has another under its number, belongs to another deployment: what would be written
    /// with it could be read by nobody else, and people would be entered twice.
    /// </summary>
    /// <exception cref="InvalidDataException">says which key is missing, and what to do</exception>
    public async Task CheckAsync(CancellationToken stop)
    {
        await using var connection = await admin.OpenConnectionAsync(stop);
        var seen = new Dictionary<int, byte[]>();
        await using (var read = new NpgsqlCommand("select id, check_value from org.personal_key", connection))
        await using (var rows = await read.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop)) seen.Add(rows.GetInt32(0), rows.GetFieldValue<byte[]>(1));
        foreach (var (id, check) in seen)
            if (keys.Personal.All.FirstOrDefault(key => key.Id == id) is not { } key || key.IsLive && !key.Check.AsSpan().SequenceEqual(check))
                throw new InvalidDataException($"密钥文件 orgwork.key 不是这个数据库的：缺第 {id} 号个人信息密钥，或与原来的不同。请从密钥备份中恢复原来的文件；在此之前不要启动平台");
        foreach (var key in keys.Personal.Live.Where(key => !seen.ContainsKey(key.Id)))
        {
            await using var note = new NpgsqlCommand("insert into org.personal_key (id, check_value) values ($1, $2) on conflict do nothing", connection) { Parameters = { new() { Value = (int)key.Id }, new() { Value = key.Check } } };
            await note.ExecuteNonQueryAsync(stop);
        }
    }

    public async Task<IReadOnlyList<KeyUse>> UsesAsync(CancellationToken stop)
    {
        var counts = new Dictionary<int, long>();
        foreach (var column in await ColumnsAsync(stop))
            await AsKernelAsync(async connection =>
            {
                await using var count = new NpgsqlCommand($"select get_byte({column.Cipher}, 1) * 256 + get_byte({column.Cipher}, 2), count(*) from {column.From} where {column.Cipher} is not null group by 1", connection) { CommandTimeout = 0 };
                await using var rows = await count.ExecuteReaderAsync(stop);
                while (await rows.ReadAsync(stop)) counts[rows.GetInt32(0)] = counts.GetValueOrDefault(rows.GetInt32(0)) + rows.GetInt64(1);
                return counts;
            }, stop);
        return [.. keys.Personal.All.Select(key => new KeyUse(key.Id, key.State, key.Made, counts.GetValueOrDefault(key.Id)))];
    }

    /// <summary>Reads everything that is encrypted: does it open with the keys there are, and can each identity number be one? Whose cannot is entered for the rule that lights it.</summary>
    /// <returns>how many values were read, how many did not open, how many numbers cannot be right</returns>
    public async Task<(long Read, long Closed, long Doubts)> CheckValuesAsync(CancellationToken stop)
    {
        var (read, closed, doubts) = (0L, 0L, 0L);
        foreach (var column in await ColumnsAsync(stop))
            for (Guid? last = Guid.Empty; last is { } after;)
                last = await AsKernelAsync(async connection =>
                {
                    var (ids, right, wrong, ciphers) = (new List<Guid>(Batch), new List<Guid>(Batch), new List<Guid>(), new List<byte[]>());
                    await using (var select = new NpgsqlCommand($"select id, {column.Cipher} from {column.From} where id > $1 and {column.Cipher} is not null order by id limit {Batch}", connection) { CommandTimeout = 0, Parameters = { new() { Value = after } } })
                    await using (var rows = await select.ExecuteReaderAsync(stop))
                        while (await rows.ReadAsync(stop))
                        {
                            ids.Add(rows.GetGuid(0));
                            try
                            {
                                var cipher = rows.GetFieldValue<byte[]>(1);
                                var plain = vault.Decrypt(column.Path, ids[^1], cipher);
                                if (column.Path != IdentityVault.IdentityColumn) continue;
                                if (IdentityNumber.TryParse(plain, out _, out _)) right.Add(ids[^1]);
                                else
                                {
                                    wrong.Add(ids[^1]);
                                    ciphers.Add(cipher);
                                }
                            }
                            catch (InvalidDataException)
                            {
                                closed++;
                            }
                        }
                    read += ids.Count;
                    doubts += wrong.Count;
                    if (column.Path == IdentityVault.IdentityColumn)
                    {
                        // A number may have been put right since it was read: only the one that was looked at is marked.
                        await using var note = new NpgsqlCommand("""
                            with right_now as (delete from org.identity_doubt where person_id = any($1)),
                            held as (select p.id from unnest($2, $3) w (id, cipher) join org.person p on p.id = w.id and p.identity_cipher = w.cipher for update of p)
                            insert into org.identity_doubt select id from held on conflict do nothing
                            """, connection) { Parameters = { new() { Value = right.ToArray() }, new() { Value = wrong.ToArray() }, new() { Value = ciphers.ToArray() } } };
                        await note.ExecuteNonQueryAsync(stop);
                    }
                    return ids.Count < Batch ? (Guid?)null : ids[^1];
                }, stop);
        return (read, closed, doubts);
    }

    /// <summary>Writes everything that stands under another key anew under the active one.</summary>
    /// <param name="progress">how many are written, of how many</param>
    /// <returns>how many were written</returns>
    public async Task<long> RewriteAsync(Action<long, long> progress, CancellationToken stop)
    {
        var columns = await ColumnsAsync(stop);
        var active = keys.Personal.Active.Id;
        var all = (await UsesAsync(stop)).Where(use => use.Id != active).Sum(use => use.Rows);
        long done = 0;
        // A host may have read the active key a moment before it changed, and written with the old one behind our back: what is left is gone after.
        for (var pass = 0; pass < 20; pass++)
        {
            long found = 0;
            foreach (var column in columns)
                for (Guid? last = Guid.Empty; last is { } after;)
                {
                    (var count, last) = await AsKernelAsync(connection => OneBatchAsync(connection, column, active, after), stop);
                    found += count;
                    if (count > 0) progress(done + found, all);
                }
            done += found;
            if (found == 0) return done;
        }
        throw new CommandException("还有旧密钥写下的内容不断出现：可能有一台主机没有读到新的密钥文件，请检查各主机的 orgwork.key 是否相同");
    }

    async Task<(long Count, Guid? Last)> OneBatchAsync(NpgsqlConnection connection, Column column, int active, Guid after)
    {
        var (ids, old, fresh, indexes) = (new List<Guid>(Batch), new List<byte[]>(Batch), new List<byte[]>(Batch), new List<byte[]>(Batch));
        await using (var read = new NpgsqlCommand($"select id, {column.Cipher} from {column.From} where id > $1 and {column.Cipher} is not null and substr({column.Cipher}, 2, 2) <> $2 order by id limit {Batch}", connection) { CommandTimeout = 0 })
        {
            read.Parameters.Add(new() { Value = after });
            read.Parameters.Add(new() { Value = (byte[])[(byte)(active >> 8), (byte)active] });
            await using var rows = await read.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                var (id, cipher) = (rows.GetGuid(0), rows.GetFieldValue<byte[]>(1));
                var plain = vault.Decrypt(column.Path, id, cipher);
                ids.Add(id);
                old.Add(cipher);
                fresh.Add(vault.Encrypt(column.Path, id, plain));
                indexes.Add(vault.Indexes(column.Path, plain)[0]);
            }
        }
        if (ids.Count == 0) return (0, null);
        await using var write = new NpgsqlCommand($"update {column.From} t set {column.Cipher} = n.fresh{(column.IsIndexed ? $", {column.Index} = n.index" : "")} from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[]) n (id, old, fresh, index) where t.id = n.id and t.{column.Cipher} = n.old", connection) { CommandTimeout = 0 };
        foreach (var values in (object[])[ids.ToArray(), old.ToArray(), fresh.ToArray(), indexes.ToArray()]) write.Parameters.Add(new() { Value = values });
        await write.ExecuteNonQueryAsync();
        return (ids.Count, ids.Count < Batch ? null : ids[^1]);
    }

    Task<IReadOnlyList<Column>> ColumnsAsync(CancellationToken stop) => AsKernelAsync<IReadOnlyList<Column>>(async connection =>
    {
        await using var read = new NpgsqlCommand("select schema_name, table_name, column_name, is_indexed from org.sensitive_column order by 1, 2, 3", connection);
        await using var rows = await read.ExecuteReaderAsync(stop);
        var found = new List<Column>();
        while (await rows.ReadAsync(stop)) found.Add(new(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetBoolean(3)));
        return found;
    }, stop);

    /// <summary>With the rights of the kernel's own functions and no more, in one short transaction.</summary>
    async Task<T> AsKernelAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken stop)
    {
        await using var connection = await admin.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using (var role = new NpgsqlCommand("set local role ow_kernel; set local statement_timeout = 0; select set_config('orgwork.lo', '', true), set_config('orgwork.hi', '', true)", connection)) await role.ExecuteNonQueryAsync(stop);
        var answer = await work(connection);
        await transaction.CommitAsync(stop);
        return answer;
    }
}
