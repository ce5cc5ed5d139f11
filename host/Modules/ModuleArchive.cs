using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OrgWork.Host;

/// <summary>
/// A module in one file, to be sent: its folder as a zip, with who vouches for it. The signature is over the list of hashes, and so over every file.
/// </summary>
sealed class ModuleArchive : IDisposable
{
    public const string Extension = ".owmodule", SignatureName = "files.sig", ListName = "files.sha256";
    /// <summary>Beyond this it is no module of ours, and the machine is not filled with it.</summary>
    const int MostFiles = 2000;
    const long MostBytes = 200L << 20;

    /// <param name="PublicKey">of the curve P-256, as its SubjectPublicKeyInfo</param>
    public sealed record Seal(string Signer, DateTime At, byte[] PublicKey, byte[] Signature)
    {
        public string Fingerprint => FingerprintOf(PublicKey);
    }

    ModuleArchive(string folder, Seal? seal, long bytes) => (Folder, Signed, Bytes) = (folder, seal, bytes);

    /// <summary>Where its files lie, until it is disposed of.</summary>
    public string Folder { get; }
    /// <summary>Nothing where nobody signed it. That it fits the files has been checked.</summary>
    public Seal? Signed { get; }
    public long Bytes { get; }

    public static string FingerprintOf(byte[] publicKey) => ProgrammeLetter.FingerprintOf(publicKey);

    /// <summary>What is signed: the list of hashes under a name of its own, so that no other signature of the same key can stand here.</summary>
    static byte[] Statement(string list, string signer, DateTime at) => Encoding.UTF8.GetBytes($"orgwork module 1\n{signer}\n{at:O}\n{list}");

    /// <exception cref="ModuleRefusedException">the folder is no whole module</exception>
    public static void Pack(string folder, string file, ECDsa? key, string signer, DateTime at)
    {
        var scratch = Directory.CreateTempSubdirectory("orgwork-pack-").FullName;
        try
        {
            // Copied and checked file by file, as a host would: what does not fit its list is not packed.
            var package = Taken(folder, scratch);
            var list = File.ReadAllText(Path.Combine(folder, ListName));
            var fresh = file + ".new";
            using (var zip = new ZipArchive(File.Create(fresh), ZipArchiveMode.Create))
            {
                foreach (var path in Directory.GetFiles(package.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                    zip.CreateEntryFromFile(path, Path.GetRelativePath(package.Folder, path).Replace('\\', '/'), CompressionLevel.Optimal);
                Write(zip, ListName, list);
                if (key is not null) Write(zip, SignatureName, JsonSerializer.Serialize(new Seal(signer, at, key.ExportSubjectPublicKeyInfo(), key.SignData(Statement(list, signer, at), HashAlgorithmName.SHA256)), Commands.Json));
            }
            File.Move(fresh, file, overwrite: true);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    static void Write(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }

    /// <exception cref="ModuleRefusedException">it is no archive, or reaches out of its folder, or its signature does not fit</exception>
    public static ModuleArchive Open(string file)
    {
        var folder = Directory.CreateTempSubdirectory("orgwork-module-").FullName;
        try
        {
            long bytes = 0;
            using (var zip = Zip(file))
            {
                if (zip.Entries.Count > MostFiles) throw new ModuleRefusedException($"包里有 {zip.Entries.Count} 个文件，超过 {MostFiles} 个");
                foreach (var entry in zip.Entries)
                {
                    if (entry.FullName.EndsWith('/')) continue;
                    var target = Path.GetFullPath(Path.Combine(folder, entry.FullName));
                    if (!target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || entry.FullName.Contains('\\')) throw new ModuleRefusedException($"包里的文件名“{entry.FullName}”指到了包外，不予打开");
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    using var from = entry.Open();
                    using var to = new FileStream(target, FileMode.CreateNew);
                    var buffer = new byte[81920];
                    // What an entry says of its own length is not believed.
                    for (int read; (read = from.Read(buffer)) > 0; to.Write(buffer, 0, read))
                        if ((bytes += read) > MostBytes) throw new ModuleRefusedException($"包展开后超过 {MostBytes >> 20} MB，不予打开");
                }
            }
            return new(folder, ReadSeal(folder), bytes);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException && fault is not FileNotFoundException)
        {
            Directory.Delete(folder, recursive: true);
            throw new ModuleRefusedException($"打不开这个包：{fault.Message}", fault);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    static ZipArchive Zip(string file)
    {
        try
        {
            return ZipFile.OpenRead(file);
        }
        catch (InvalidDataException fault)
        {
            throw new ModuleRefusedException("这不是模块包（应为 .owmodule 文件）", fault);
        }
    }

    static Seal? ReadSeal(string folder)
    {
        var path = Path.Combine(folder, SignatureName);
        if (!File.Exists(path)) return null;
        var list = Path.Combine(folder, ListName);
        Seal? seal;
        try
        {
            seal = JsonSerializer.Deserialize<Seal>(File.ReadAllText(path), Commands.Json);
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(seal!.PublicKey, out _);
            if (key.KeySize != 256 || !File.Exists(list) || !key.VerifyData(Statement(File.ReadAllText(list), seal.Signer, seal.At), seal.Signature, HashAlgorithmName.SHA256))
                throw new ModuleRefusedException("签名与内容不符：包在签名之后被改动过，请向来源重新取得");
        }
        catch (Exception fault) when (fault is JsonException or CryptographicException or NullReferenceException or ArgumentException)
        {
            throw new ModuleRefusedException($"签名读不懂：{fault.Message}", fault);
        }
        // It stands beside the list, not in it.
        File.Delete(path);
        return seal;
    }

    /// <summary>The package as a host would take it up: every file of its list there and as listed, and no other.</summary>
    public ModulePackage Take(string store) => Taken(Folder, store);

    static ModulePackage Taken(string folder, string store)
    {
        try
        {
            return ModulePackage.Take(folder, store);
        }
        catch (ModuleUnfinishedException fault)
        {
            throw new ModuleRefusedException($"{fault.Message}。包不完整或被改动过，请重新取得", fault);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
