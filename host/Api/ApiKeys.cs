using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;

namespace OrgWork.Host;

/// <summary>On an address that answers a program by its key, and no person.</summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class ByKeyAttribute : Attribute;

/// <summary>A key in force: what of which place it reads.</summary>
sealed record ApiKey
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string LocalityPath { get; init; }
    /// <summary><c>grassroots/members.name</c></summary>
    public required string[] Fields { get; init; }
    /// <summary>Ids of modules.</summary>
    public required string[] Figures { get; init; }
    /// <summary>The only addresses it is taken from; none for any.</summary>
    public required string[] Remotes { get; init; }
    public required DateOnly ExpiresOn { get; init; }
    public DateTime? LastUsedAt { get; init; }

    /// <summary>What it reads of a register, in the register's order. A sensitive item is none of it, whatever the key's list says: it may have become so since.</summary>
    public List<Field> FieldsOf(RegisterPlace place) => [.. Readable(place).Where(field => Fields.Contains(NameOf(place, field)))];

    public static IEnumerable<Field> Readable(RegisterPlace place) => place.Register.Fields.Where(field => !field.IsSensitive);
    public static string NameOf(RegisterPlace place, Field field) => $"{place.Path}.{field.Column}";
    /// <summary>The numbers that anybody may see who looks at everything: a key is made by administrators, who see none, so it is given nothing that is confidential among people.</summary>
    public static IEnumerable<FigurePlace> FiguresOf(IEnumerable<FigurePlace> places) => places
        .Select(place => place with { Set = new() { Figures = [.. place.Set.Figures.Where(figure => place.Module.Permissions.Any(permission => permission.Id == figure.Of.NumberPermission && !permission.IsConfidential && permission.Id.EndsWith(".read", StringComparison.Ordinal)))], Reports = place.Set.Reports } })
        .Where(place => place.Set.Figures.Count > 0);
    /// <summary>Registers of their own; lists that hang on a record are not given out.</summary>
    public static IEnumerable<RegisterPlace> Registers(RegisterBook book) => book.All.Where(place => place.Parent is null);
}

/// <summary>Finds the key a program shows, and holds back who asks too often.</summary>
sealed class ApiKeys(Databases databases) : IDisposable
{
    const string Prefix = "ow1_";
    static readonly TimeSpan NoteEvery = TimeSpan.FromMinutes(1);

    readonly DbSource core = databases.Of(OrgModule.Manifest);
    // Sixty at once and five a second from then on; and for who shows a wrong key or none, from one address, twenty and one.
    readonly PartitionedRateLimiter<Guid> byKey = PartitionedRateLimiter.Create<Guid, Guid>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(60, 5)));
    readonly PartitionedRateLimiter<string> byRemote = PartitionedRateLimiter.Create<string, string>(remote => RateLimitPartition.GetTokenBucketLimiter(remote, _ => Bucket(20, 1)));

    static TokenBucketRateLimiterOptions Bucket(int most, int perSecond) => new() { TokenLimit = most, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 };

    public static string MakeToken() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    /// <returns>the key, or the status and the words with which the program is sent away</returns>
    public async Task<(ApiKey? Key, int Status, string Words)> FindAsync(HttpContext context)
    {
        var remote = Http.Remote(context);
        if (context.Request.Headers.Authorization.ToString() is not ['B' or 'b', ..] shown || !shown.StartsWith("Bearer " + Prefix, StringComparison.OrdinalIgnoreCase)) return Refuse("请在 Authorization 里带上密钥：Bearer ow1_…");
        await using var db = core.OpenForReading(Scope.Whole(Guid.Empty), new Actor(Guid.Empty, "数据接口", remote));
        var key = await db.FirstAsync<ApiKey>("select id, name, locality_path, fields, figures, remotes, expires_on, last_used_at from org.api_key where hash = @hash and revoked_at is null", new { hash = HashOf(shown["Bearer ".Length..].Trim()) }, context.RequestAborted);
        if (key is null) return Refuse("密钥不对，或已吊销");
        if (key.ExpiresOn < Clock.Today) return Refuse($"密钥已于 {Dates.Format(key.ExpiresOn)} 到期，请向发放单位续发");
        if (key.Remotes.Length > 0 && !key.Remotes.Contains(remote)) return Refuse($"这个密钥不受理来自 {remote} 的请求");
        if (!byKey.AttemptAcquire(key.Id).IsAcquired) return (null, 429, "问得太密，请隔一秒再问");
        return (key, 200, "");

        (ApiKey?, int, string) Refuse(string words) => byRemote.AttemptAcquire(remote).IsAcquired ? (null, 401, words) : (null, 429, "错得太多，请隔一秒再试");
    }

    /// <summary>That it is in use, once a minute; what was read stands in the record of deeds.</summary>
    public async Task NoteAsync(ApiKey key, string remote, CancellationToken stop)
    {
        if (key.LastUsedAt is { } last && DateTime.UtcNow - last < NoteEvery) return;
        await using var db = core.OpenForWriting(Scope.Whole(Guid.Empty), new Actor(key.Id, key.Name, remote));
        await db.ExecuteAsync("update org.api_key set last_used_at = now(), last_remote = @remote where id = @Id", new { key.Id, remote }, stop);
        db.NeedsNoDeed("when a key was last used is not a deed; what it read is recorded");
        await db.CommitAsync(stop);
    }

    public void Dispose()
    {
        byKey.Dispose();
        byRemote.Dispose();
    }
}
