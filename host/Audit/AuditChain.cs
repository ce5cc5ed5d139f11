using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace OrgWork.Host;

/// <param name="Chain">null where the fault is not in a chain</param>
sealed record AuditFault(long? Id, int? Chain, long? Link, DateTime? At, string Words);

/// <param name="Compared">how many ends of chains, kept on other days or in other places, were found again</param>
sealed record AuditReport(long Entries, int Compared, string Fingerprint, IReadOnlyList<AuditFault> Faults)
{
    /// <summary>Beyond this many there is no need to name more.</summary>
    public const int MostFaults = 100;
    public bool IsWell => Faults.Count == 0;
    public string Words => IsWell ? $"{Entries} 条操作记录首尾相接，没有改动、缺失、插入、换序；与 {Compared} 处留存的链尾相符"
        : $"发现 {(Faults.Count >= MostFaults ? $"至少 {MostFaults}" : Faults.Count)} 处问题，最早一处：{Faults[0].Words}";
}

/// <summary>
/// Proves the record of deeds: every entry is worked out again from all its columns and the entry before it. That finds what was altered, taken out, put in or
/// put elsewhere. Whoever also rewrites the ends of the chains is found by what was kept of them: the daily fingerprints, and anchors in files that the
/// database's administrator cannot write.
/// </summary>
static class AuditChain
{
    const int Chains = 64;

    sealed record Kept(long Link, string Hash, string Words);

    static byte[] Start(int chain) => SHA256.HashData(Encoding.UTF8.GetBytes($"orgwork {chain}"));

    /// <param name="db">over the whole deployment</param>
    public static async Task<AuditReport> VerifyAsync(Db db, IReadOnlyList<Anchor> anchors, CancellationToken stop)
    {
        // What is sorted are digests, not entries (the offset keeps it so): a tenth of the size.
        await db.ExecuteAsync("set local statement_timeout = 0; set local work_mem = '64MB'", stop: stop);
        db.Patience = TimeSpan.FromHours(2);
        var faults = new List<AuditFault>();
        var kept = Enumerable.Range(0, Chains).Select(_ => new List<Kept>()).ToArray();
        // Read before the entries, which may have grown on meanwhile.
        foreach (var (chain, link, hash) in await db.QueryAsync<(short, long, byte[])>("select chain, link, hash from audit.head order by chain", null, stop))
            kept[chain].Add(new(link, Convert.ToHexStringLower(hash), "链尾"));
        foreach (var (day, heads, isSound) in await db.QueryAsync<(DateOnly, string, bool)>("select day, heads::text, fingerprint = audit.fingerprint(heads) from audit.checkpoint order by day", null, stop))
        {
            if (!isSound) faults.Add(new(null, null, null, null, $"{Dates.Format(day)}的每日指纹与它留存的链尾不符"));
            foreach (var head in AnchorHead.Parse(heads)) kept[head.Chain].Add(new(head.Link, head.Hash, $"{Dates.Format(day)}的每日指纹"));
        }
        foreach (var anchor in anchors)
            foreach (var head in anchor.Heads) kept[head.Chain].Add(new(head.Link, head.Hash, $"{Clock.Show(anchor.At.UtcDateTime)}的锚点"));
        foreach (var list in kept)
        {
            list.RemoveAll(one => one.Link == 0);
            list.Sort((a, b) => a.Link.CompareTo(b.Link));
        }

        var walk = new Walk(kept, faults);
        await db.ReadAsync([new NpgsqlBatchCommand("select chain, link, id, at, hash, digest from (select e.chain, e.link, e.id, e.at, e.hash, audit.digest(e) as digest from audit.entry e offset 0) e order by chain, link, id")], async reader =>
        {
            while (await reader.ReadAsync(stop))
                walk.Take(reader.GetInt16(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetDateTime(3), reader.GetFieldValue<byte[]>(4), reader.GetFieldValue<byte[]>(5));
            return 0;
        }, stop);
        walk.Finish();

        // The path is outside the hash, because it moves with its place; a wrong one would hide an entry from those who may see it.
        foreach (var (id, chain, link, at) in await db.QueryAsync<(long, short, long, DateTime)>($"""
            select e.id, e.chain, e.link, e.at from audit.entry e left join org.locality l on l.id = e.place_id
            where e.locality_path is distinct from coalesce(l.path, '') order by e.id limit {AuditReport.MostFaults}
            """, null, stop))
            faults.Add(new(id, chain, link, at, $"第 {id} 条的区划路径与所在区划不符"));
        return new(walk.Entries, walk.Compared, await FingerprintAsync(db, stop), [.. faults.OrderBy(fault => fault.Id ?? long.MaxValue).Take(AuditReport.MostFaults)]);
    }

    /// <summary>The ends of all chains as they are now, in twenty characters.</summary>
    public static async Task<string> FingerprintAsync(Db db, CancellationToken stop) =>
        await db.FirstAsync<string>("select audit.fingerprint(jsonb_agg(jsonb_build_array(chain, link, encode(hash, 'hex')) order by chain)) from audit.head", null, stop) ?? "";

    /// <summary>Down the chains one after the other. After a fault it goes on from what stands there, so that one altered entry is one fault.</summary>
    sealed class Walk(List<Kept>[] kept, List<AuditFault> faults)
    {
        int chain = -1;
        long link;
        byte[] before = [];
        int waiting;

        public long Entries { get; private set; }
        public int Compared { get; private set; }

        public void Take(int ofChain, long ofLink, long id, DateTime at, byte[] hash, byte[] digest)
        {
            while (chain < ofChain) Next();
            Entries++;
            if (ofLink == link + 1 || faults.Count >= AuditReport.MostFaults)
            {
                if (!Follows(before, digest, hash)) Add($"第 {id} 条被改动过，或者与前一条接不上");
            }
            else if (ofLink > link + 1) Add($"第 {id} 条之前缺 {ofLink - link - 1} 条");
            else Add($"第 {id} 条是插入的：链 {chain} 里第 {ofLink} 位已经有了一条");
            (link, before) = (ofLink, hash);
            for (; waiting < kept[chain].Count && kept[chain][waiting].Link <= link; waiting++)
            {
                var wanted = kept[chain][waiting];
                if (wanted.Link == link && wanted.Hash == Convert.ToHexStringLower(hash)) Compared++;
                else Add(wanted.Link == link ? $"第 {id} 条与{wanted.Words}留存的散列不同：这条或它之前的被整段改写过" : $"{wanted.Words}留存的第 {wanted.Link} 位不见了");
            }

            void Add(string words)
            {
                if (faults.Count < AuditReport.MostFaults) faults.Add(new(id, chain, ofLink, at, words));
            }
        }

        static bool Follows(byte[] before, byte[] digest, byte[] hash)
        {
            Span<byte> both = stackalloc byte[64], worked = stackalloc byte[32];
            before.CopyTo(both);
            digest.CopyTo(both[32..]);
            SHA256.HashData(both, worked);
            return worked.SequenceEqual(hash);
        }

        public void Finish()
        {
            while (chain < Chains) Next();
        }

        void Next()
        {
            // What was kept of a chain and does not come any more was cut off.
            if (chain >= 0)
                for (; waiting < kept[chain].Count; waiting++)
                    faults.Add(new(null, chain, kept[chain][waiting].Link, null, $"链 {chain} 的末尾被截断：{kept[chain][waiting].Words}留存到第 {kept[chain][waiting].Link} 位，现在只到第 {link} 位"));
            chain++;
            (link, waiting) = (0, 0);
            if (chain < Chains) before = Start(chain);
        }
    }
}

sealed record AnchorHead(int Chain, long Link, string Hash)
{
    /// <summary><c>[[0, 17, "ab…"], …]</c></summary>
    public static IEnumerable<AnchorHead> Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(head => new AnchorHead(head[0].GetInt32(), head[1].GetInt64(), head[2].GetString()!))];
    }
}

/// <summary>
/// Where all chains ended at one moment, signed with a key that is not in the database, one line of a file that is kept elsewhere. Each line carries the
/// signature of the one before it: a line cannot be taken out of the middle.
/// </summary>
sealed record Anchor(DateTimeOffset At, long Entries, IReadOnlyList<AnchorHead> Heads, string Before, string Signature)
{
    static byte[] KeyOf(Keys keys) => keys.For("audit-anchor");

    static string Sign(Keys keys, DateTimeOffset at, long entries, IEnumerable<AnchorHead> heads, string before) => Convert.ToHexStringLower(HMACSHA256.HashData(KeyOf(keys),
        Encoding.UTF8.GetBytes($"{at.ToUnixTimeSeconds()}|{entries}|{string.Join(';', heads.Select(head => $"{head.Chain}:{head.Link}:{head.Hash}"))}|{before}")));

    /// <exception cref="CommandException">the file is not one of ours, or a line was changed or taken out</exception>
    public static async Task<List<Anchor>> ReadAsync(string file, Keys keys, CancellationToken stop)
    {
        var all = new List<Anchor>();
        var before = "";
        foreach (var line in await File.ReadAllLinesAsync(file, stop))
        {
            Anchor? anchor;
            try
            {
                anchor = JsonSerializer.Deserialize<Anchor>(line, JsonSerializerOptions.Web);
            }
            catch (JsonException)
            {
                anchor = null;
            }
            if (anchor is null || anchor.Before != before || anchor.Signature != Sign(keys, anchor.At, anchor.Entries, anchor.Heads, anchor.Before))
                throw new CommandException($"{file} 第 {all.Count + 1} 行的签名不对：这一行或它之前的被改动、删除过，或者文件不是用本部署的密钥写的", 3);
            all.Add(anchor);
            before = anchor.Signature;
        }
        return all;
    }

    /// <summary>Adds a line to the file, which must be whole up to there.</summary>
    public static async Task<Anchor> AppendAsync(Db db, string file, Keys keys, CancellationToken stop)
    {
        var before = File.Exists(file) ? (await ReadAsync(file, keys, stop)).LastOrDefault()?.Signature ?? "" : "";
        var heads = AnchorHead.Parse(await db.FirstAsync<string>("select jsonb_agg(jsonb_build_array(chain, link, encode(hash, 'hex')) order by chain)::text from audit.head", null, stop) ?? "[]").ToList();
        var (at, entries) = (DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()), heads.Sum(head => head.Link));
        var anchor = new Anchor(at, entries, heads, before, Sign(keys, at, entries, heads, before));
        await File.AppendAllTextAsync(file, JsonSerializer.Serialize(anchor, JsonSerializerOptions.Web) + "\n", stop);
        return anchor;
    }
}
