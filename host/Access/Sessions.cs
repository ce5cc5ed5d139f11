using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace OrgWork.Host;

/// <summary>Who a request comes from. The cookie is 256 random bits; the database has only their hash.</summary>
sealed class Sessions
{
    public const string Cookie = "ow", CookieOnTls = "__Host-ow";

    readonly Databases databases;
    readonly Live live;
    readonly ConcurrentDictionary<string, Session> kept = [];

    public Sessions(Databases databases, Live live)
    {
        (this.databases, this.live) = (databases, live);
        live.AccountsChanged += kept.Clear;
    }

    sealed record Session(SignedIn User, DateTimeOffset ExpiresAt);

    public static string CookieFor(HttpRequest request) => request.IsHttps ? CookieOnTls : Cookie;

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public async ValueTask<SignedIn?> FindAsync(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(CookieFor(context.Request), out var token) || token.Length != 43) return null;
        var hash = HashOf(token);
        var id = Convert.ToHexString(hash);
        if (!kept.TryGetValue(id, out var session))
        {
            session = await ReadAsync(hash, id, context.RequestAborted);
            if (session is null) return null;
            if (live.IsListening) kept[id] = session;
        }
        if (session.ExpiresAt > DateTimeOffset.UtcNow) return session.User;
        kept.TryRemove(id, out _);
        return null;
    }

    async Task<Session?> ReadAsync(byte[] hash, string id, CancellationToken stop)
    {
        await using var batch = databases.Host.CreateBatch();
        batch.BatchCommands.Add(new("""
            select a.id, a.account, a.name, a.epoch, a.must_change_password, s.expires_at
            from org.session s join org.sign_in a on a.id = s.account_id
            where s.token_hash = $1 and s.expires_at > now() and not a.is_closed
            """) { Parameters = { new NpgsqlParameter<byte[]> { TypedValue = hash } } });
        batch.BatchCommands.Add(new("""
            select g.role_id, r.name, l.id, l.path, array(select p.permission from org.role_permission p where p.role_id = g.role_id)
            from org.session s join org.role_grant g on g.account_id = s.account_id join org.role r on r.id = g.role_id join org.locality l on l.id = g.locality_id
            where s.token_hash = $1
            order by length(l.path), l.path, r.rank_order
            """) { Parameters = { new NpgsqlParameter<byte[]> { TypedValue = hash } } });
        await using var rows = await batch.ExecuteReaderAsync(stop);
        if (!await rows.ReadAsync(stop)) return null;
        var (account, login, name, epoch, mustChange, expires) = (rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetInt64(3), rows.GetBoolean(4), rows.GetFieldValue<DateTimeOffset>(5));
        await rows.NextResultAsync(stop);
        var grants = new List<Grant>();
        while (await rows.ReadAsync(stop))
            grants.Add(new(rows.GetString(0), rows.GetString(1), rows.GetInt32(2), rows.GetString(3), rows.GetFieldValue<string[]>(4).ToHashSet(StringComparer.Ordinal)));
        await rows.DisposeAsync();
        return new(new SignedIn(account, login, name, id, epoch, grants, mustChange, await ReadListsAsync(account, stop)), expires);
    }

    /// <summary>Columns and conditions they have arranged for themselves, by register.</summary>
    async Task<Dictionary<string, ListChoice>> ReadListsAsync(Guid account, CancellationToken stop)
    {
        await using var db = databases.Of(OrgModule.Manifest).OpenForReading(new Scope("", "", account), Actor.System);
        NpgsqlBatchCommand columns = new("select module || '/' || register, columns from org.column_choice where account_id = org.actor()");
        NpgsqlBatchCommand conditions = new("select module || '/' || register, id, name, query from org.saved_condition where account_id = org.actor() order by created_at");
        return await db.ReadAsync([columns, conditions], async rows =>
        {
            var chosen = new Dictionary<string, IReadOnlyList<string>>();
            var saved = new List<(string Register, SavedCondition Condition)>();
            while (await rows.ReadAsync(stop)) chosen[rows.GetString(0)] = rows.GetFieldValue<string[]>(1);
            await rows.NextResultAsync(stop);
            while (await rows.ReadAsync(stop)) saved.Add((rows.GetString(0), new(rows.GetGuid(1), rows.GetString(2), rows.GetString(3))));
            return chosen.Keys.Concat(saved.Select(s => s.Register)).Distinct().ToDictionary(register => register,
                register => new ListChoice(chosen.GetValueOrDefault(register, []), [.. saved.Where(s => s.Register == register).Select(s => s.Condition)]));
        }, stop);
    }
}
