using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrgWork.Kernel;

/// <summary>
/// Encrypts identity numbers and makes their blind index. A value is version (1) | key id (2) | nonce (12) | ciphertext | tag (16),
/// bound to its person: copied to another row it does not open. There are so few numbers that whoever has a key has them all;
/// the keys come from <see cref="Keys"/>, outside the database, one for encrypting and another for the index.
/// </summary>
public sealed class IdentityVault(Keys keys)
{
    const byte Version = 1;
    const ushort CurrentKey = 1;
    const int NonceSize = 12, TagSize = 16, HeadSize = 3;
    const string Column = "org.person.identity";

    readonly byte[] currentKey = KeyOf(keys, CurrentKey);
    readonly byte[] indexKey = keys.For("identity-index:1");

    public byte[] Encrypt(Guid person, string number)
    {
        var plain = Encoding.UTF8.GetBytes(IdentityNumber.Canonical(number));
        var value = new byte[HeadSize + NonceSize + plain.Length + TagSize];
        value[0] = Version;
        BinaryPrimitives.WriteUInt16BigEndian(value.AsSpan(1), CurrentKey);
        var nonce = value.AsSpan(HeadSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(currentKey, TagSize);
        aes.Encrypt(nonce, plain, value.AsSpan(HeadSize + NonceSize, plain.Length), value.AsSpan(^TagSize..), BoundTo(person, CurrentKey));
        return value;
    }

    public string Decrypt(Guid person, byte[] value)
    {
        if (value.Length < HeadSize + NonceSize + TagSize || value[0] != Version)
            throw new InvalidDataException("公民身份号码的密文不是本平台写下的格式");
        var keyId = BinaryPrimitives.ReadUInt16BigEndian(value.AsSpan(1));
        var plain = new byte[value.Length - HeadSize - NonceSize - TagSize];
        using var aes = new AesGcm(keyId == CurrentKey ? currentKey : KeyOf(keys, keyId), TagSize);
        try
        {
            aes.Decrypt(value.AsSpan(HeadSize, NonceSize), value.AsSpan(HeadSize + NonceSize, plain.Length), value.AsSpan(^TagSize..), plain, BoundTo(person, keyId));
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw new InvalidDataException("公民身份号码无法解开：密文被改动过、被移到了别人名下，或密钥文件不是加密时用的那一个", fault);
        }
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>The same number gives the same index, however it was typed; without the key nobody can try numbers against it.</summary>
    public byte[] Index(string number) => HMACSHA256.HashData(indexKey, Encoding.UTF8.GetBytes($"{Column}|{IdentityNumber.Canonical(number)}"));

    static byte[] KeyOf(Keys keys, ushort id) => keys.For($"identity:{id}");
    static byte[] BoundTo(Guid person, ushort key) => Encoding.UTF8.GetBytes($"{Column}|{person:D}|{key}");
}
