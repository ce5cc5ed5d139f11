using System.Security.Cryptography;
using System.Text;

namespace OrgWork.Kernel;

/// <summary>Which rows a transaction may see, and in whose name: the range of paths from <paramref name="Lo"/> to below <paramref name="Hi"/>.</summary>
public sealed record Scope(string Lo, string Hi, Guid Actor)
{
    /// <summary>The place whose rows are meant, when they are not all of the scope's: as of a day on which other places belonged to it.</summary>
    public PastReach? Reach { get; init; }
    /// <summary>The place itself, without what is below.</summary>
    public string Top => Reach?.Top ?? Lo;
    /// <summary>What a statement that is to stay within the reach adds; nothing where the scope says it all. Paths are digits and dots, safe to write.</summary>
    public string ReachOn(string column) => Reach is null ? "" : Reach.On(column);
    /// <summary>The path by which rows are ordered and summed up: today's, or that of the day that is shown.</summary>
    public string PathOn(string column) => Reach is null ? column : Reach.PathOf(column);

    /// <summary>The whole deployment, whatever its roots: for what happens before anybody stands in a place, such as signing in.</summary>
    public static Scope Whole(Guid actor) => new("", "~", actor);
    public static Scope Subtree(Locality top, Guid actor) => Subtree(top.Path, actor);
    public static Scope Subtree(string path, Guid actor) => new(path, UpperBound(path), actor);

    /// <summary>The first text after the subtree: <c>/</c> is the byte after <c>.</c></summary>
    public static string UpperBound(string path) => path[..^1] + "/";

    /// <summary>The first text after a place's own rows and those of its Party organisations, whose ids begin with a minus, and before all places below it.</summary>
    public static string OwnBound(string path) => path + ".";

    /// <summary>0 for the whole deployment, growing downwards. Statements are prepared once per depth, so that a plan made for a city is not used for a village.</summary>
    public int Depth => Lo.AsSpan().Count('.');
}

/// <summary>
/// Seals scopes, so that SQL alone cannot choose another one: custom settings can be written by anybody,
/// the seal only by who holds the key. The policies check it once per query (<c>org.scope_sealed()</c>).
/// </summary>
public sealed class ScopeSeal(byte[] key)
{
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <param name="role">the database login the scope is meant for</param>
    /// <returns>expiry and MAC, as <c>org.scope_sealed()</c> reads them</returns>
    public string For(Scope scope, string role, TimeSpan? lifetime = null)
    {
        var expiry = DateTimeOffset.UtcNow.Add(lifetime ?? Lifetime).ToUnixTimeSeconds();
        var mac = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{scope.Lo}|{scope.Hi}|{scope.Actor:D}|{expiry}|{role}"));
        return $"{expiry}|{Convert.ToHexStringLower(mac)}";
    }
}
