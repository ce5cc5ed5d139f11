using System.Security.Cryptography;

namespace OrgWork.Host;

/// <summary>The deployment's own key, in its data directory, made when something is first signed. Its public half lies beside it, to be handed to those who shall trust it (module trust).</summary>
static class SigningKey
{
    public const string FileName = "signing.key";
    static readonly Lock making = new();

    public static string Write(string data, ProgrammeDescription description, string signer)
    {
        using var key = Open(Path.Combine(data, FileName));
        return ProgrammeLetter.Write(description, signer, DateTime.UtcNow, key);
    }

    static ECDsa Open(string file)
    {
        lock (making)
        {
            if (!File.Exists(file))
            {
                using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                // Nobody else's to read from the moment it is there, and never there by halves.
                using (var secret = new FileStream(file + ".new", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
                using (var text = new StreamWriter(secret)) text.WriteLine(made.ExportPkcs8PrivateKeyPem());
                File.WriteAllText(file + ".pub", made.ExportSubjectPublicKeyInfoPem() + "\n");
                File.Move(file + ".new", file);
            }
        }
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }

    public static Func<string, CancellationToken, Task<string?>> TrustedAsync(Databases databases) => async (fingerprint, stop) =>
    {
        await using var ask = databases.Host.CreateCommand("select name from org.trusted_signer where fingerprint = $1");
        ask.Parameters.Add(new() { Value = fingerprint });
        return await ask.ExecuteScalarAsync(stop) as string;
    };
}
