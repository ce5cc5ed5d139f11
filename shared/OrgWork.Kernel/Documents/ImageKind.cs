using System.Buffers.Binary;
using DocumentFormat.OpenXml.Packaging;

namespace OrgWork.Kernel;

/// <summary>What a picture is, told from its first bytes and not from its name; and how large.</summary>
sealed record ImageKind(string ContentType, ImagePartType PartType, int Width, int Height)
{
    public static ImageKind? Of(ReadOnlySpan<byte> image)
    {
        if (image.Length > 24 && image[0] == 0x89 && image[1..4].SequenceEqual("PNG"u8))
            return new("image/png", ImagePartType.Png, BinaryPrimitives.ReadInt32BigEndian(image[16..]), BinaryPrimitives.ReadInt32BigEndian(image[20..]));
        if (image.Length > 26 && image.StartsWith("BM"u8))
            return new("image/bmp", ImagePartType.Bmp, BinaryPrimitives.ReadInt32LittleEndian(image[18..]), Math.Abs(BinaryPrimitives.ReadInt32LittleEndian(image[22..])));
        if (image.Length > 4 && image[0] == 0xFF && image[1] == 0xD8)
        {
            var (width, height) = SizeOfJpeg(image);
            return new("image/jpeg", ImagePartType.Jpeg, width, height);
        }
        return null;
    }

    static (int Width, int Height) SizeOfJpeg(ReadOnlySpan<byte> image)
    {
        for (var at = 2; at + 9 < image.Length;)
        {
            if (image[at] != 0xFF) break;
            var marker = image[at + 1];
            // The frame header, whichever way the picture is coded.
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
                return (BinaryPrimitives.ReadUInt16BigEndian(image[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(image[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(image[(at + 2)..]);
        }
        return (0, 0);
    }
}
