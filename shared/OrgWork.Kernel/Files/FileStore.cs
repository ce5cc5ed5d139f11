using Microsoft.AspNetCore.Http;

namespace OrgWork.Kernel;

/// <summary>A file as it is known; its content is fetched apart.</summary>
/// <param name="Permission">what one needs to have it, at its place</param>
/// <param name="WritePermission">what one needs to take it away; null when its module alone decides</param>
/// <param name="Row">the record it hangs on</param>
public sealed record StoredFile(Guid Id, string LocalityPath, string Module, string? Register, Guid? RowId, string Permission, string? WritePermission, string Name, string MediaType, long Size, DateTime CreatedAt, string CreatedByName)
{
    /// <summary>Where it is downloaded, below the locality's code.</summary>
    public string Path => $"org/files/{Id}";
}

/// <summary>Where a file belongs: place, record, and who may have it.</summary>
/// <param name="OnlyFor">seen by this account alone: what somebody brought for an import, what a job made for them</param>
/// <param name="KeptFor">after that it is taken away; null for good</param>
public sealed record FileHome(string LocalityPath, string Permission, string? WritePermission = null, string? Register = null, Guid? RowId = null, Guid? OnlyFor = null, TimeSpan? KeptFor = null);

/// <summary>
/// Files of the request's module, in the database, in pieces, each encrypted under a key of the file's own (<see cref="ContentKey"/>). Within the scope, like every row:
/// <code>
/// var minutes = await files.SaveAsync(new(place, "grassroots.members.read", "grassroots.members.edit", "cases", caseId), upload, FileRules.Attachment, stop);
/// var all = await files.ListAsync(caseId, stop);
/// </code>
/// </summary>
public sealed class FileStore(Db db, IdentityVault vault)
{
    const int PieceLength = 512 * 1024;
    const string Table = "org.file";
    const string Columns = "id, locality_path, module, register, row_id, permission, write_permission, name, media_type, size, created_at, created_by_name";

    /// <exception cref="FileRefusedException">wrong kind, too large, empty: the message is for the field</exception>
    public async Task<StoredFile> SaveAsync(FileHome home, IFormFile upload, FileRules rules, CancellationToken stop)
    {
        await using var content = upload.OpenReadStream();
        return await SaveAsync(home, upload.FileName, content, rules, stop);
    }

    /// <param name="content">able to go back to its beginning</param>
    /// <exception cref="FileRefusedException">wrong kind, too large, empty: the message is for the field</exception>
    public async Task<StoredFile> SaveAsync(FileHome home, string name, Stream content, FileRules rules, CancellationToken stop)
    {
        name = Tidy(name);
        if (rules.Refuse(name, content, out var kind) is { } refusal) throw new FileRefusedException(refusal);
        content.Position = 0;
        using var stripped = rules.StripsMetadata ? await StripAsync(content, kind, name, stop) : null;
        content = stripped ?? content;
        var key = ContentKey.New();
        var file = new StoredFile(Guid.CreateVersion7(), home.LocalityPath, "", home.Register, home.RowId, home.Permission, home.WritePermission, name, kind.MediaType, content.Length, DateTime.UtcNow, db.Actor.Name);
        await db.ExecuteAsync("""
            insert into org.file (id, locality_path, register, row_id, permission, write_permission, only_for, name, media_type, size, key_cipher, created_by_name, expires_at)
            values (@Id, @LocalityPath, @Register, @RowId, @Permission, @WritePermission, @OnlyFor, @Name, @MediaType, @Size, @wrapped, @CreatedByName, now() + @KeptFor)
            """, new { file.Id, file.LocalityPath, file.Register, file.RowId, file.Permission, file.WritePermission, home.OnlyFor, file.Name, file.MediaType, file.Size, wrapped = key.Wrap(vault, Table, file.Id), file.CreatedByName, home.KeptFor }, stop);
        content.Position = 0;
        var piece = new byte[(int)Math.Min(PieceLength, content.Length)];
        for (var number = 0; ; number++)
        {
            var length = await content.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, stop);
            if (length == 0) break;
            await db.ExecuteAsync("insert into org.file_piece (file_id, locality_path, number, bytes) values (@Id, @LocalityPath, @number, @bytes)", new { file.Id, file.LocalityPath, number, bytes = key.Close(Piece(file, number), piece.AsSpan(0, length)) }, stop);
        }
        if (home.OnlyFor is null)
            await db.RecordAsync(new(DeedKind.Attach, home.Register, home.RowId, home.LocalityPath, name, [new("文件", null, $"{name}（{FileSize.Show(file.Size)}）")]), stop);
        return file;
    }

    static async Task<MemoryStream> StripAsync(Stream content, FileKind kind, string name, CancellationToken stop)
    {
        var whole = new byte[content.Length];
        await content.ReadExactlyAsync(whole, stop);
        return new(PhotoMetadata.Strip(whole, kind, name));
    }

    /// <summary>What hangs on a record, in the order it came.</summary>
    public Task<IReadOnlyList<StoredFile>> ListAsync(Guid rowId, CancellationToken stop) =>
        db.QueryAsync<StoredFile>($"select {Columns} from org.file where row_id = @rowId and removed_at is null order by created_at, id", new { rowId }, stop);

    /// <summary>Null when there is none within the scope, or it was taken away.</summary>
    public Task<StoredFile?> FindAsync(Guid id, CancellationToken stop) =>
        db.FirstAsync<StoredFile>($"select {Columns} from org.file where id = @id and removed_at is null and (expires_at is null or expires_at > now())", new { id }, stop);

    /// <summary>What a piece is bound to: its file, its place in it, and how long the whole is. So none is missing at the end.</summary>
    static string Piece(StoredFile file, int number) => $"{Table}|{file.Id:D}|{number}|{file.Size}";

    /// <summary>Content piece by piece: whatever the size, one piece at a time is in memory.</summary>
    /// <exception cref="InvalidDataException">altered, or the deployment's keys are not those it was stored with; nothing was written when it is the keys</exception>
    public async Task CopyAsync(StoredFile file, Stream target, CancellationToken stop)
    {
        var key = ContentKey.Unwrap(vault, Table, file.Id, await db.FirstAsync<byte[]>("select key_cipher from org.file where id = @Id", new { file.Id }, stop));
        for (var number = 0; number < (file.Size + PieceLength - 1) / PieceLength; number++)
        {
            var piece = await db.FirstAsync<byte[]>("select bytes from org.file_piece where file_id = @Id and number = @number", new { file.Id, number }, stop) ?? throw new FileRefusedException($"“{file.Name}”的内容不完整，请联系管理员");
            await target.WriteAsync(key.Open(Piece(file, number), piece), stop);
        }
    }

    /// <summary>Content in a temporary file without a name, for readers that go to and fro.</summary>
    public async Task<Stream> OpenAsync(StoredFile file, CancellationToken stop)
    {
        var copy = Temporary();
        try
        {
            await CopyAsync(file, copy, stop);
            copy.Position = 0;
            return copy;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Out of sight; who did it and why stays. The content is kept with the record's history.</summary>
    public async Task RemoveAsync(StoredFile file, string reason, CancellationToken stop)
    {
        if (await db.ExecuteAsync("update org.file set removed_at = now(), removed_by = org.actor(), removed_reason = @reason where id = @Id and removed_at is null", new { file.Id, reason }, stop) == 0) return;
        await db.RecordAsync(new(DeedKind.Detach, file.Register, file.RowId, file.LocalityPath, file.Name, [new("文件", file.Name, null)], reason), stop);
    }

    /// <summary>A file of this process alone, gone with it however that ends.</summary>
    public static FileStream Temporary()
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.Asynchronous, BufferSize = 1 << 16, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        File.Delete(path);
        return file;
    }

    /// <summary>The name alone, without folders and signs that mean something elsewhere; its ending stays when it is cut.</summary>
    static string Tidy(string name)
    {
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = string.Concat(name.Where(c => !char.IsControl(c) && c is not ('"' or '<' or '>' or '|' or ':' or '*' or '?') && !(c is >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069'))).Trim().TrimEnd('.');
        var ending = System.IO.Path.GetExtension(name);
        if (ending.Length > 10) ending = "";
        var stem = name[..^ending.Length];
        if (stem.Length > 120) stem = stem[..(char.IsHighSurrogate(stem[119]) ? 119 : 120)];
        return stem == "" ? "文件" + ending : stem + ending;
    }
}
