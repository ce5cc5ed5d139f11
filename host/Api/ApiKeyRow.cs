namespace OrgWork.Host;

/// <summary>A key as administrators see it: everything but the key.</summary>
sealed record ApiKeyRow
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Contact { get; init; }
    public required string Purpose { get; init; }
    public required string LocalityPath { get; init; }
    public required string[] Fields { get; init; }
    public required string[] Figures { get; init; }
    public required string[] Remotes { get; init; }
    public required DateOnly ExpiresOn { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required string CreatedName { get; init; }
    public DateTime? LastUsedAt { get; init; }
    public string? LastRemote { get; init; }
    public DateTime? RevokedAt { get; init; }
    public string? RevokedName { get; init; }
    public string? RevokedReason { get; init; }

    const string Columns = "id, name, contact, purpose, locality_path, fields, figures, remotes, expires_on, created_at, created_name, last_used_at, last_remote, revoked_at, revoked_name, revoked_reason";

    public static Task<IReadOnlyList<ApiKeyRow>> AllAsync(Db db, CancellationToken stop) => db.QueryAsync<ApiKeyRow>($"select {Columns} from org.api_key order by (revoked_at is not null), created_at desc limit 300", null, stop);
    public static Task<ApiKeyRow?> FindAsync(Db db, Guid id, CancellationToken stop) => db.FirstAsync<ApiKeyRow>($"select {Columns} from org.api_key where id = @id", new { id }, stop);

    public (string Level, string Words) Light => RevokedAt is not null ? ("none", "已吊销") : ExpiresOn < Clock.Today ? ("red", "已到期") : ExpiresOn < Clock.Today.AddDays(30) ? ("yellow", "一月内到期") : ("green", "有效");
    public bool IsInForce => RevokedAt is null && ExpiresOn >= Clock.Today;
    public IEnumerable<string> Registers => Fields.Select(name => name[..name.LastIndexOf('.')]).Distinct();
}
