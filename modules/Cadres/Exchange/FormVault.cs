using System.Security.Cryptography;
using System.Text;

namespace OrgWork.Cadres;

/// <summary>
/// Received files hold identity numbers in clear, of the cadre and sometimes of relatives: in the database they lie encrypted. A value is
/// version (1) | nonce (12) | ciphertext | tag (16), bound to its entry, and goes with it from staging to the record.
/// </summary>
sealed class FormVault(Keys keys)
{
    const byte Version = 1;
    const int NonceSize = 12, TagSize = 16;

    readonly byte[] key = keys.For("cadres:form:1");

    public byte[] Close(Guid entry, byte[] plain)
    {
        var value = new byte[1 + NonceSize + plain.Length + TagSize];
        value[0] = Version;
        var nonce = value.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, value.AsSpan(1 + NonceSize, plain.Length), value.AsSpan(^TagSize..), BoundTo(entry));
        return value;
    }

    public byte[] Open(Guid entry, byte[] value)
    {
        if (value.Length < 1 + NonceSize + TagSize || value[0] != Version) throw new InvalidDataException("任免表原件的密文不是本平台写下的格式");
        var plain = new byte[value.Length - 1 - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(value.AsSpan(1, NonceSize), value.AsSpan(1 + NonceSize, plain.Length), value.AsSpan(^TagSize..), plain, BoundTo(entry));
        return plain;
    }

    static byte[] BoundTo(Guid entry) => Encoding.UTF8.GetBytes($"cadres.form|{entry:D}");
}
