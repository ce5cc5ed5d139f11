using System.Security.Cryptography;
using System.Text;

namespace OrgWork.Kernel;

/// <summary>
/// A key of its own for content that is large (files, received forms). Content is encrypted with it once; the key stands beside it, wrapped under a key for
/// personal data, and it is this wrapping alone that is written anew when those are changed. Without its wrapping the content is gone.
/// A piece is version (1) | nonce (12) | ciphertext | tag (16), bound to what it belongs to: moved, swapped or cut it does not open.
/// </summary>
/// <remarks>The wrapping stands in <c>key_cipher</c> of the row: <c>select org.make_content_key('table')</c> in the migration.</remarks>
public sealed class ContentKey
{
    const byte Version = 1;
    const int NonceSize = 12, TagSize = 16;
    /// <summary>By how much a piece is longer than what is in it.</summary>
    public const int Overhead = 1 + NonceSize + TagSize;

    readonly byte[] key;

    ContentKey(byte[] key) => this.key = key;

    public static ContentKey New() => new(RandomNumberGenerator.GetBytes(32));

    /// <param name="table">with its schema: <c>org.file</c></param>
    public byte[] Wrap(IdentityVault vault, string table, Guid row) => vault.Encrypt($"{table}.key", row, Convert.ToBase64String(key));

    /// <exception cref="InvalidDataException">in words: which key is missing, and what to do</exception>
    public static ContentKey Unwrap(IdentityVault vault, string table, Guid row, byte[]? wrapped) =>
        new(Convert.FromBase64String(vault.Decrypt($"{table}.key", row, wrapped ?? throw new InvalidDataException("内容的密钥已经清除，内容不能再读出"))));

    public byte[] Close(string boundTo, ReadOnlySpan<byte> plain)
    {
        var piece = new byte[Overhead + plain.Length];
        piece[0] = Version;
        var nonce = piece.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, piece.AsSpan(1 + NonceSize, plain.Length), piece.AsSpan(piece.Length - TagSize), Encoding.UTF8.GetBytes(boundTo));
        return piece;
    }

    /// <exception cref="InvalidDataException">altered, or not what belongs there</exception>
    public byte[] Open(string boundTo, ReadOnlySpan<byte> piece)
    {
        if (piece.Length < Overhead || piece[0] != Version) throw new InvalidDataException("密文不是本平台写下的格式");
        var plain = new byte[piece.Length - Overhead];
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(piece.Slice(1, NonceSize), piece[(1 + NonceSize)..^TagSize], piece[^TagSize..], plain, Encoding.UTF8.GetBytes(boundTo));
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw new InvalidDataException("内容无法解开：它被改动过，或被移到了别处。请从备份中恢复", fault);
        }
        return plain;
    }
}
