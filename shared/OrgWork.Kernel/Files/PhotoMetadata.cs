using System.Buffers.Binary;

namespace OrgWork.Kernel;

/// <summary>
/// Takes out of a photo what says where, when and with which telephone it was taken. The picture itself is copied as it is; of a JPEG the way up stays
/// (otherwise upright photos would lie down), colour profile and Adobe's colour mark too.
/// </summary>
public static class PhotoMetadata
{
    /// <exception cref="FileRefusedException">the file is not put together as its kind says</exception>
    public static byte[] Strip(byte[] photo, FileKind kind, string name)
    {
        try
        {
            return kind == FileKind.Jpeg ? StripJpeg(photo) : kind == FileKind.Png ? StripPng(photo) : photo;
        }
        catch (Exception broken) when (broken is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new FileRefusedException($"“{name}”已损坏，读不完整；请重新拍照或导出后再传");
        }
    }

    static byte[] StripJpeg(byte[] photo)
    {
        using var kept = new MemoryStream(photo.Length);
        kept.Write(photo, 0, 2);
        var at = 2;
        while (at < photo.Length)
        {
            if (photo[at] != 0xFF) throw new ArgumentOutOfRangeException(nameof(photo));
            var marker = photo[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            // From the first scan on there is picture and nothing else.
            if (marker is 0xDA or 0xD9)
            {
                kept.Write(photo, at, photo.Length - at);
                break;
            }
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(photo.AsSpan(at + 2, 2));
            var segment = photo.AsSpan(at, length);
            if (marker == 0xE1 && OrientationOf(segment) is { } way and > 1) kept.Write(WayUp(way));
            // 0xE0 JFIF, 0xE2 colour profile, 0xEE Adobe's colours; every other APPn and the comments go.
            if (marker is not (>= 0xE0 and <= 0xEF or 0xFE) || marker is 0xE0 or 0xEE || marker == 0xE2 && segment[4..].StartsWith("ICC_PROFILE"u8)) kept.Write(segment);
            at += length;
        }
        return kept.ToArray();
    }

    static ushort? OrientationOf(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 24 || !segment[4..].StartsWith("Exif\0\0"u8)) return null;
        var tiff = segment[10..];
        var isLittle = tiff[0] == 'I';
        ushort Short(ReadOnlySpan<byte> at) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);
        var first = (int)(isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]));
        if (first < 8 || first + 2 > tiff.Length) return null;
        var entries = Short(tiff[first..]);
        for (var n = 0; n < entries && first + 2 + n * 12 + 12 <= tiff.Length; n++)
            if (tiff.Slice(first + 2 + n * 12, 12) is var entry && Short(entry) == 0x0112) return Short(entry[8..]) is >= 1 and <= 8 and var way ? way : null;
        return null;
    }

    /// <summary>An Exif segment with the way up and nothing else.</summary>
    static byte[] WayUp(ushort way) =>
    [
        0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)way, 0, 0, 0, 0, 0, 0,
    ];

    static byte[] StripPng(byte[] photo)
    {
        using var kept = new MemoryStream(photo.Length);
        kept.Write(photo, 0, 8);
        for (var at = 8; at < photo.Length;)
        {
            var length = 12 + (int)BinaryPrimitives.ReadUInt32BigEndian(photo.AsSpan(at, 4));
            var type = photo.AsSpan(at + 4, 4);
            // Texts, Exif and the time of the last change.
            if (!(type.SequenceEqual("tEXt"u8) || type.SequenceEqual("zTXt"u8) || type.SequenceEqual("iTXt"u8) || type.SequenceEqual("eXIf"u8) || type.SequenceEqual("tIME"u8))) kept.Write(photo.AsSpan(at, length));
            at += length;
        }
        return kept.ToArray();
    }
}
