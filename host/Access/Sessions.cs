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
        live.AccountsChanged += Forget;
    }

    /// <summary>Left alone for longer, a session is over. The database learns of activity once a minute at most.</summary>
    static readonly TimeSpan Idle = TimeSpan.FromMinutes(30), NoteEvery = TimeSpan.FromMinutes(1);

    sealed class Session(SignedIn user, DateTimeOffset expiresAt, DateTimeOffset seenAt)
    {
        long seen = seenAt.UtcTicks;
        public SignedIn User { get; } = user;
        public bool IsOpen(DateTimeOffset now) => now < expiresAt && now.UtcTicks - Volatile.Read(ref seen) < Idle.Ticks;

        /// <returns>true once for each span after which activity is to be noted</returns>
        public bool IsToBeNoted(DateTimeOffset now)
        {
            var before = Volatile.Read(ref seen);
            return now.UtcTicks - before >= NoteEvery.Ticks && Interlocked.CompareExchange(ref seen, now.UtcTicks, before) == before;
        }
    }

    int turn;

    void Forget()
    {
        Interlocked.Increment(ref turn);
        kept.Clear();
    }

    public static string CookieFor(HttpRequest request) => request.IsHttps ? CookieOnTls : Cookie;

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public async ValueTask<SignedIn?> FindAsync(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(CookieFor(context.Request), out var token) || token.Length != 43) return null;
        var hash = HashOf(token);
        var id = Convert.ToHexString(hash);
        var now = DateTimeOffset.UtcNow;
        // One that seems over may go on at another host: the database knows.
        if (!kept.TryGetValue(id, out var session) || !session.IsOpen(now))
        {
            var before = Volatile.Read(ref turn);
            session = await ReadAsync(hash, id, context.RequestAborted);
            if (session is null)
            {
                kept.TryRemove(id, out _);
                return null;
            }
            // What was being read while a change was told is used once and not kept.
            if (live.IsListening) kept[id] = session;
            if (Volatile.Read(ref turn) != before) kept.TryRemove(id, out _);
        }
        if (session.IsToBeNoted(now)) await Databases.AskAsync(() => NoteAsync(hash, context.RequestAborted));
        return session.User;
    }

    async Task<int> NoteAsync(byte[] hash, CancellationToken stop)
    {
        await using var note = databases.Host.CreateCommand("update org.session set seen_at = now() where token_hash = $1");
        note.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        return await note.ExecuteNonQueryAsync(stop);
    }

    /// <summary>What has been over for a day is of no use to anybody; that it was is on record.</summary>
    public async Task TidyAsync(CancellationToken stop)
    {
        await using var tidy = databases.Host.CreateCommand("delete from org.session where expires_at < now() - interval '1 day'");
        await tidy.ExecuteNonQueryAsync(stop);
    }

    async Task<Session?> ReadAsync(byte[] hash, string id, CancellationToken stop)
    {
        if (await Databases.AskAsync(() => ReadAccountAsync(hash, stop)) is not var (account, expires, seen)) return null;
        var lists = await ReadListsAsync(account.Id, stop);
        return new(account with { SessionId = id, Lists = lists }, expires, seen);
    }

    async Task<(SignedIn Account, DateTimeOffset Expires, DateTimeOffset Seen)?> ReadAccountAsync(byte[] hash, CancellationToken stop)
    {
        await using var batch = databases.Host.CreateBatch();
        batch.BatchCommands.Add(new("""
            select a.id, a.account, a.name, a.epoch, a.must_change_password, s.expires_at, s.seen_at
            from org.session s join org.sign_in a on a.id = s.account_id
            where s.token_hash = $1 and s.expires_at > now() and s.seen_at > now() - interval '30 minutes' and not a.is_closed
            """) { Parameters = { new NpgsqlParameter<byte[]> { TypedValue = hash } } });
        batch.BatchCommands.Add(new("""
            select g.role_id, r.name, l.id, l.path, array(select p.permission from org.role_permission p where p.role_id = g.role_id), l.kind, l.code, l.name, l.short_name, l.parent_id
            from org.session s join org.role_grant g on g.account_id = s.account_id join org.role r on r.id = g.role_id join org.locality l on l.id = g.locality_id
            where s.token_hash = $1
            order by length(l.path), l.path, r.rank_order
            """) { Parameters = { new NpgsqlParameter<byte[]> { TypedValue = hash } } });
        await using var rows = await batch.ExecuteReaderAsync(stop);
        if (!await rows.ReadAsync(stop)) return null;
        var (account, login, name, epoch, mustChange, expires, seen) = (rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetInt64(3), rows.GetBoolean(4), rows.GetFieldValue<DateTimeOffset>(5), rows.GetFieldValue<DateTimeOffset>(6));
        await rows.NextResultAsync(stop);
        var grants = new List<Grant>();
        while (await rows.ReadAsync(stop))
            grants.Add(new(rows.GetString(0), rows.GetString(1), rows.GetInt32(2), rows.GetString(3), rows.GetFieldValue<string[]>(4).ToHashSet(StringComparer.Ordinal))
            {
                Organisation = (LocalityKind)rows.GetInt16(5) == LocalityKind.Organisation ? new(rows.GetInt32(2), rows.GetString(6), rows.GetString(7), rows.GetString(8), LocalityKind.Organisation, rows.GetInt32(9), rows.GetString(3), 0) : null,
            });
        return (new SignedIn(account, login, name, "", epoch, grants, mustChange, new Dictionary<string, ListChoice>()), expires, seen);
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
