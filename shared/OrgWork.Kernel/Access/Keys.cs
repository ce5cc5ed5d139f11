using System.Security.Cryptography;
using System.Text;

namespace OrgWork.Kernel;

/// <summary>
/// The deployment's keys, from a file outside the database: the master key with the keys drawn from it for one use each, and the keys for personal data,
/// which are changed while the platform runs. Whoever has a copy of the database without this file has no identity number, no password of a role and no seal.
/// </summary>
public sealed class Keys(byte[] master, KeyRing personal)
{
    /// <summary>Without a file: one key for personal data, drawn from the master key.</summary>
    public Keys(byte[] master) : this(master, new KeyRing([new(1, KeyState.Active, default, HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "personal"u8.ToArray()))])) { }

    /// <summary>For identity numbers, telephone numbers, addresses.</summary>
    public KeyRing Personal { get; } = personal;

    public byte[] For(string use, int length = 32) => HKDF.DeriveKey(HashAlgorithmName.SHA256, master, length, info: Encoding.UTF8.GetBytes(use));
    public string PasswordOf(string role) => Convert.ToHexStringLower(For("role:" + role, 24));
    public ScopeSeal ScopeSeal() => new(For("scope"));

    /// <summary>Reads the key file; makes it, readable by its owner alone, when there is none.</summary>
    public static Keys Open(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            KeyFile.Write(path, RandomNumberGenerator.GetBytes(32), [KeyFile.NewKey([], KeyState.Active)]);
        }
        var (master, keys) = KeyFile.Read(path);
        if (keys.Count == 0) keys = KeyFile.Change(path, known => known.Count > 0 ? known : [KeyFile.NewKey([], KeyState.Active)]);
        return new(master, new(keys, path));
    }
}
