using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml;

namespace OrgWork.Kernel;

/// <summary>The file cannot be read as a sheet. The message is for the person who brought it, as it is.</summary>
public sealed class SheetRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What an archive may ask of us before we stop: bytes are counted while they come out, whatever the archive says of itself.</summary>
static class Guarded
{
    public const int MostEntries = 1000;
    const long MostBytes = 400L << 20, MostRatio = 100, RatioCountsFrom = 16L << 20;
    /// <summary>A cell holds 32,767 signs; written as references that is less than this.</summary>
    const int LongestPiece = 1 << 20;

    /// <summary>Opens an archive whose list of contents is of human size. Half a million empty entries cost 190 MiB to list, so their number is read first.</summary>
    public static ZipArchive OpenZip(Stream content)
    {
        var tail = new byte[(int)Math.Min(content.Length, 66_000)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        content.Position = 0;
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + 12 > tail.Length) throw new SheetRefusedException("文件不完整：压缩包没有结尾，可能没有下载完或已损坏；请重新取得文件");
        if (BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10)) > MostEntries) throw new SheetRefusedException($"压缩包里的文件超过 {MostEntries} 个，不接收");
        try
        {
            var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return zip.Entries.Count <= MostEntries ? zip : throw new SheetRefusedException($"压缩包里的文件超过 {MostEntries} 个，不接收");
        }
        catch (Exception fault) when (fault is InvalidDataException or ArgumentException or OverflowException or IOException)
        {
            throw new SheetRefusedException("文件已损坏，打不开；请重新取得文件", fault);
        }
    }

    public static Stream Open(ZipArchiveEntry entry, Spent spent)
    {
        try
        {
            return new Counting(entry.Open(), spent, Math.Max(1, entry.CompressedLength));
        }
        catch (InvalidDataException fault)
        {
            throw new SheetRefusedException("文件已损坏或加了密码，打不开；请重新取得文件", fault);
        }
    }

    /// <summary>No document type, no entities, nothing fetched from anywhere.</summary>
    public static XmlReader Xml(Stream stream) => XmlReader.Create(stream, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 1, MaxCharactersInDocument = MostBytes, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true,
    });

    /// <summary>All that came out of one archive.</summary>
    public sealed class Spent
    {
        public long Bytes { get; set; }
    }

    sealed class Counting(Stream inner, Spent spent, long compressed) : Stream
    {
        long own;
        int sinceMark;

        public override int Read(Span<byte> buffer)
        {
            int read;
            try
            {
                read = inner.Read(buffer);
            }
            catch (InvalidDataException fault)
            {
                throw new SheetRefusedException("文件已损坏，读到一半读不下去；请重新取得文件", fault);
            }
            own += read;
            spent.Bytes += read;
            if (spent.Bytes > MostBytes || own > RatioCountsFrom && own / compressed > MostRatio)
                throw new SheetRefusedException("文件展开后异常庞大，像是压缩炸弹，已停止读取；正常的表请另存为新文件（去掉空行空列的格式）后再传");
            var chunk = buffer[..read];
            var mark = chunk.LastIndexOfAny((byte)'<', (byte)'>');
            sinceMark = mark < 0 ? sinceMark + read : read - mark;
            if (sinceMark > LongestPiece) throw new SheetRefusedException("有一格的内容超过 32,767 字，不接收；请核对后另存");
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
