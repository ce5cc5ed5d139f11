using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace OrgWork.Kernel;

/// <summary>
/// A description on its way to another county or deployment: readable as it is, and signed by the deployment that sends it. The signature is over what the description says,
/// not over how it is laid out, so that it survives being pasted and indented.
/// </summary>
/// <param name="Signer">who sends it, in their own words; nothing where nobody signed</param>
/// <param name="Fingerprint">of the key that signed; that the signature fits has been checked</param>
public sealed record ProgrammeLetter(ProgrammeDescription Description, string? Signer, string? Fingerprint, DateTime? At)
{
    const string Kind = "orgwork programme 1";

    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), WriteIndented = true };

    static byte[] Statement(ProgrammeDescription description, string signer, string at) => Encoding.UTF8.GetBytes($"{Kind}\n{signer}\n{at}\n{description.ToJson()}");

    public static string Write(ProgrammeDescription description, string signer, DateTime at, ECDsa key)
    {
        var when = at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["letter"] = Kind, ["signer"] = signer, ["at"] = when, ["description"] = JsonNode.Parse(description.ToJson()),
            ["publicKey"] = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), ["signature"] = Convert.ToBase64String(key.SignData(Statement(description, signer, when), HashAlgorithmName.SHA256)),
        }.ToJsonString(Json);
    }

    /// <exception cref="ModuleRefusedException">it cannot be read, or it was changed after it was signed</exception>
    public static ProgrammeLetter Read(string text)
    {
        JsonObject? letter;
        try
        {
            letter = JsonNode.Parse(text, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 }) as JsonObject;
        }
        catch (JsonException fault)
        {
            throw new ModuleRefusedException($"方案文件读不懂（第 {fault.LineNumber + 1} 行）：不是完整的方案文件，请重新导出，从头到尾粘贴", fault);
        }
        // A description by itself, as the shelf has them, is unsigned.
        if (letter?["letter"] is null) return new(ProgrammeDescription.Parse(text), null, null, null);
        try
        {
            if ((string?)letter["letter"] != Kind) throw new ModuleRefusedException($"这是 {letter["letter"]} 格式的方案文件，这个平台读的是 {Kind}；请升级平台或请对方另存");
            var (signer, at, key, signature) = ((string)letter["signer"]!, (string)letter["at"]!, Convert.FromBase64String((string)letter["publicKey"]!), Convert.FromBase64String((string)letter["signature"]!));
            var description = ProgrammeDescription.Parse(letter["description"]!.ToJsonString(Json));
            using var check = ECDsa.Create();
            check.ImportSubjectPublicKeyInfo(key, out _);
            if (check.KeySize != 256 || !check.VerifyData(Statement(description, signer, at), signature, HashAlgorithmName.SHA256)) throw new ModuleRefusedException("签名与内容不符：方案文件在签名之后被改动过，请向来源重新取得");
            return new(description, signer, FingerprintOf(key), DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException or InvalidOperationException or ArgumentNullException or NullReferenceException)
        {
            throw new ModuleRefusedException($"方案文件的签名读不懂：{fault.Message}", fault);
        }
    }

    public static string FingerprintOf(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey))[..32];
}
