using System.Security.Cryptography;
using System.Text;

namespace OrgWork.Kernel;

/// <summary>
/// The deployment's master key, from a file outside the database, and the keys drawn from it for one use each.
/// Whoever has a copy of the database without this file has no identity number, no password of a role and no seal.
/// </summary>
public sealed class Keys(byte[] master)
{
    public byte[] For(string use, int length = 32) => HKDF.DeriveKey(HashAlgorithmName.SHA256, master, length, info: Encoding.UTF8.GetBytes(use));
    public string PasswordOf(string role) => Convert.ToHexStringLower(For("role:" + role, 24));
    public ScopeSeal ScopeSeal() => new(For("scope"));

    /// <summary>Reads the key file; makes it, readable by its owner alone, when there is none.</summary>
    public static Keys Open(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
            using var file = new FileStream(path, options);
            file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))));
        }
        var master = Convert.FromHexString(File.ReadAllText(path).Trim());
        return master.Length == 32 ? new Keys(master) : throw new InvalidDataException($"{path} 不是本平台的密钥文件：应为 64 位十六进制数");
    }
}
