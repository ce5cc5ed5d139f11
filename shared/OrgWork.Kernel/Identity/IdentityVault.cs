using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrgWork.Kernel;

/// <summary>
/// Encrypts what identifies a person (identity numbers, telephone numbers, addresses) and makes the blind indexes by which a whole value is found again.
/// A value is version (1) | key id (2) | nonce (12) | ciphertext | tag (16), bound to its column and its row: copied elsewhere it does not open. There are so few
/// numbers that whoever has a key has them all; the keys come from <see cref="Keys"/>, outside the database, one for encrypting and another for the index.
/// </summary>
/// <remarks>A column is named <c>schema.table.column</c>; its ciphertext stands in <c>…_cipher</c>, its index in <c>…_index</c>, its mask in the column itself.</remarks>
public sealed class IdentityVault(Keys keys)
{
    const byte Version = 1;
    const int NonceSize = 12, TagSize = 16, HeadSize = 3;
    public const string IdentityColumn = "org.person.identity";

    public byte[] Encrypt(string column, Guid row, string value)
    {
        var key = keys.Personal.Active;
        var plain = Encoding.UTF8.GetBytes(value);
        var all = new byte[HeadSize + NonceSize + plain.Length + TagSize];
        all[0] = Version;
        BinaryPrimitives.WriteUInt16BigEndian(all.AsSpan(1), key.Id);
        var nonce = all.AsSpan(HeadSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Cipher, TagSize);
        aes.Encrypt(nonce, plain, all.AsSpan(HeadSize + NonceSize, plain.Length), all.AsSpan(^TagSize..), BoundTo(column, row, key.Id));
        return all;
    }

    /// <exception cref="InvalidDataException">altered, moved to another row, or written under a key that this deployment does not have; in words</exception>
    public string Decrypt(string column, Guid row, byte[] value)
    {
        if (value.Length < HeadSize + NonceSize + TagSize || value[0] != Version) throw new InvalidDataException("密文不是本平台写下的格式");
        var id = KeyOf(value);
        if (keys.Personal.Find(id) is not { IsLive: true } key) throw new InvalidDataException($"密文用的是第 {id} 号密钥，密钥文件 orgwork.key 里没有它，或者它已经销毁；请从密钥备份中恢复原来的文件");
        var plain = new byte[value.Length - HeadSize - NonceSize - TagSize];
        using var aes = new AesGcm(key.Cipher, TagSize);
        try
        {
            aes.Decrypt(value.AsSpan(HeadSize, NonceSize), value.AsSpan(HeadSize + NonceSize, plain.Length), value.AsSpan(^TagSize..), plain, BoundTo(column, row, id));
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw new InvalidDataException("密文无法解开：它被改动过、被移到了别处，或密钥文件 orgwork.key 不是加密时用的那一个；请从密钥备份中恢复原来的文件，内容被改动的从数据备份恢复", fault);
        }
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>Under which key a value was written.</summary>
    public static ushort KeyOf(byte[] value) => BinaryPrimitives.ReadUInt16BigEndian(value.AsSpan(1));

    /// <summary>
    /// The blind indexes of a value, one for each key under which it may stand: the first is the one to write, any of them is it when looking.
    /// The same value gives the same index, however it was typed; without the key nobody can try values against it.
    /// </summary>
    public byte[][] Indexes(string column, string value)
    {
        var text = Encoding.UTF8.GetBytes($"{column}|{value}");
        return [.. keys.Personal.Live.Select(key => HMACSHA256.HashData(key.Index, text))];
    }

    // ---- identity numbers, which stand with the person

    public byte[] Encrypt(Guid person, string number) => Encrypt(IdentityColumn, person, IdentityNumber.Canonical(number));
    public string Decrypt(Guid person, byte[] value) => Decrypt(IdentityColumn, person, value);
    public byte[][] Indexes(string number) => Indexes(IdentityColumn, IdentityNumber.Canonical(number));

    // ---- sensitive fields of registers

    public byte[] Encrypt(RegisterPlace place, Field field, Guid row, string value) => Encrypt(ColumnOf(place, field), row, value);
    public string Decrypt(RegisterPlace place, Field field, Guid row, byte[] value) => Decrypt(ColumnOf(place, field), row, value);
    public byte[][] Indexes(RegisterPlace place, Field field, string value) => Indexes(ColumnOf(place, field), field.Canonical(value));

    static string ColumnOf(RegisterPlace place, Field field) => $"{place.Module.Schema}.{place.Register.Table}.{field.Column}";

    static byte[] BoundTo(string column, Guid row, ushort key) => Encoding.UTF8.GetBytes($"{column}|{row:D}|{key}");
}
