using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrgWork.Kernel;

/// <summary>What a key for personal data is for.</summary>
public enum KeyState
{
    /// <summary>Known to all hosts, so that they read what another writes; not written with yet.</summary>
    Ready,
    /// <summary>What is written is written with it. There is one.</summary>
    Active,
    /// <summary>What was written with it is read and found, until it is written anew.</summary>
    DecryptOnly,
    /// <summary>Its secret is gone; its number is not used again.</summary>
    Destroyed,
}

/// <summary>One key for personal data: from its secret come the key that encrypts and the other one that makes blind indexes.</summary>
public sealed record PersonalKey(ushort Id, KeyState State, DateOnly Made, byte[]? Secret)
{
    byte[]? cipher, index;

    internal byte[] Cipher => cipher ??= Derive("cipher");
    internal byte[] Index => index ??= Derive("index");
    public bool IsLive => State != KeyState.Destroyed;

    /// <summary>Tells two keys of the same number apart without giving anything of them away.</summary>
    public byte[] Check => Derive("check");

    byte[] Derive(string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Secret ?? throw new InvalidOperationException($"Key {Id} is destroyed."), 32, info: Encoding.UTF8.GetBytes("personal " + use));

    /// <summary>As it stands in the key file: <c>personal 2 active 2026-11-21 9f3c…</c></summary>
    internal string ToLine() => $"personal {Id} {State.ToString().ToLowerInvariant()} {Made.ToString("O", CultureInfo.InvariantCulture)} {(Secret is null ? "-" : Convert.ToHexStringLower(Secret))}";

    internal static PersonalKey Parse(string line) => line.Split(' ') is ["personal", var id, var state, var made, var secret]
        ? new(ushort.Parse(id, CultureInfo.InvariantCulture), Enum.Parse<KeyState>(state, ignoreCase: true), DateOnly.ParseExact(made, "O", CultureInfo.InvariantCulture), secret == "-" ? null : Convert.FromHexString(secret))
        : throw new FormatException("不是密钥行");
}

/// <summary>
/// The keys for personal data, from the deployment's key file. The file is looked at again when it has changed, at most once a second, and at once when a key
/// is asked for that is not known: keys are rotated while hosts run.
/// </summary>
public sealed class KeyRing
{
    /// <summary>After this long every host knows what was changed in the file.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    readonly string? path;
    readonly Lock reading = new();
    volatile IReadOnlyList<PersonalKey> keys;
    long lookedAt = Environment.TickCount64;
    DateTime written;

    internal KeyRing(IReadOnlyList<PersonalKey> keys, string? path = null)
    {
        (this.keys, this.path) = (keys, path);
        if (path is not null) written = File.GetLastWriteTimeUtc(path);
    }

    public IReadOnlyList<PersonalKey> All
    {
        get
        {
            if (path is not null && Environment.TickCount64 - Volatile.Read(ref lookedAt) > Look.TotalMilliseconds) LookAgain(even: false);
            return keys;
        }
    }

    public PersonalKey Active => All.First(key => key.State == KeyState.Active);

    /// <summary>Keys under which something may stand, the active one first.</summary>
    public IEnumerable<PersonalKey> Live => All.Where(key => key.IsLive).OrderBy(key => key.State != KeyState.Active).ThenByDescending(key => key.Id);

    internal PersonalKey? Find(ushort id)
    {
        if (All.FirstOrDefault(key => key.Id == id) is { } known) return known;
        if (path is not null) LookAgain(even: true);
        return keys.FirstOrDefault(key => key.Id == id);
    }

    void LookAgain(bool even)
    {
        lock (reading)
        {
            Volatile.Write(ref lookedAt, Environment.TickCount64);
            try
            {
                var now = File.GetLastWriteTimeUtc(path!);
                if (now == written && !even) return;
                keys = KeyFile.Read(path!).Personal;
                written = now;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
            {
                // Out of reach for the moment: what is known goes on.
            }
        }
    }
}

/// <summary>The file: the master key in the first line, one line for each key for personal data.</summary>
public static class KeyFile
{
    public static (byte[] Master, IReadOnlyList<PersonalKey> Personal) Read(string path)
    {
        var lines = File.ReadAllLines(path).Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        try
        {
            var master = Convert.FromHexString(lines[0]);
            if (master.Length == 32) return (master, [.. lines.Skip(1).Select(PersonalKey.Parse)]);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            // Said below, in words.
        }
        throw new InvalidDataException($"{path} 不是本平台的密钥文件：第一行应为 64 位十六进制数，以下每行一把个人信息密钥");
    }

    /// <summary>Changes the keys for personal data. A reader sees the old file or the new one; two changes at once wait for each other.</summary>
    public static IReadOnlyList<PersonalKey> Change(string path, Func<IReadOnlyList<PersonalKey>, IReadOnlyList<PersonalKey>> change)
    {
        using var alone = new FileStream(path + ".lock", new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.DeleteOnClose });
        var (master, personal) = Read(path);
        var changed = change(personal);
        Write(path, master, changed);
        return changed;
    }

    internal static void Write(string path, byte[] master, IEnumerable<PersonalKey> personal)
    {
        var fresh = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using (var file = new FileStream(fresh, options))
        {
            file.Write(Encoding.ASCII.GetBytes(string.Join('\n', [Convert.ToHexStringLower(master), .. personal.Select(key => key.ToLine())]) + "\n"));
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
    }

    public static PersonalKey NewKey(IReadOnlyList<PersonalKey> known, KeyState state) => new((ushort)(known.Select(key => (int)key.Id).DefaultIfEmpty().Max() + 1), state, Clock.Today, RandomNumberGenerator.GetBytes(32));
}
