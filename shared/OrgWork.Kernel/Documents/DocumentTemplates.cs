using System.Security.Cryptography;

namespace OrgWork.Kernel;

/// <summary>One version of the office's own template.</summary>
public sealed record DocumentTemplate(Guid Id, string LocalityPath, int Number, string Name, string? Note, DateOnly ValidFrom, DateTime CreatedAt, string CreatedByName, DateTime? EndedAt, string? EndedByName);

/// <summary>
/// The office's own Word templates. A place uses the newest of its own that has begun; without one, that of the nearest place above;
/// without any, the one that comes with the module.
/// </summary>
public sealed class DocumentTemplates(Db db)
{
    /// <summary>The content of the template in force here; null for the shipped one.</summary>
    public Task<byte[]?> CurrentAsync(DocumentPlace place, Locality locality, DateOnly day, CancellationToken stop = default) => db.FirstAsync<byte[]>("""
        select content from org.document_templates(@document, @path) where ended_at is null and valid_from <= @day order by length(locality_path) desc, number desc limit 1
        """, new { document = KeyOf(place), day, path = locality.Path }, stop);

    /// <summary>Those of this place and of the places above it, newest first.</summary>
    public Task<IReadOnlyList<DocumentTemplate>> ListAsync(DocumentPlace place, Locality locality, CancellationToken stop = default) => db.QueryAsync<DocumentTemplate>("""
        select id, locality_path, number, name, note, valid_from, created_at, created_by_name, ended_at, ended_by_name
        from org.document_templates(@document, @path) order by length(locality_path) desc, number desc limit 100
        """, new { document = KeyOf(place), path = locality.Path }, stop);

    public Task<byte[]?> ContentAsync(DocumentPlace place, Locality locality, Guid id, CancellationToken stop = default) =>
        db.FirstAsync<byte[]>("select content from org.document_templates(@document, @path) where id = @id", new { id, document = KeyOf(place), path = locality.Path }, stop);

    public async Task<int> AddAsync(DocumentPlace place, Locality locality, string name, string? note, DateOnly validFrom, byte[] content, CancellationToken stop = default)
    {
        var number = await db.FirstAsync<int>("""
            insert into org.document_template (locality_path, document, number, name, note, valid_from, content, sha256, created_by_name)
            select @path, @document, coalesce(max(number), 0) + 1, @name, @note, @validFrom, @content, @sha256, @by from org.document_template where document = @document and locality_path = @path
            returning number
            """, new { path = locality.Path, document = KeyOf(place), name, note, validFrom, content, sha256 = SHA256.HashData(content), by = db.Actor.Name }, stop);
        await db.RecordAsync(new(DeedKind.Create, place.Register.Register.Id, Title: $"{place.Document.Title} 模板", Changes: [new("版次", null, $"第 {number} 版"), new("文件", null, name), new("起用", null, Dates.Format(validFrom))], Reason: note), stop);
        return number;
    }

    /// <summary>Takes one version out of use; what stood before it comes back.</summary>
    public async Task<bool> EndAsync(DocumentPlace place, Locality locality, Guid id, CancellationToken stop = default)
    {
        var number = await db.FirstAsync<int?>("""
            update org.document_template set ended_at = now(), ended_by_name = @by where id = @id and document = @document and locality_path = @path and ended_at is null returning number
            """, new { id, document = KeyOf(place), path = locality.Path, by = db.Actor.Name }, stop);
        if (number is null) return false;
        await db.RecordAsync(new(DeedKind.Update, place.Register.Register.Id, Title: $"{place.Document.Title} 模板", Changes: [new("状态", $"第 {number} 版在用", "停用")]), stop);
        return true;
    }

    internal static string KeyOf(DocumentPlace place) => $"{place.Register.Register.Id}/{place.Document.Id}";
}

/// <summary>字号 of papers: 代字〔年份〕序号, counted for each place, document, mark and year, without gaps.</summary>
public static class DocumentNumbers
{
    /// <summary>Takes so many numbers, for this transaction; the first of them is given back.</summary>
    public static async Task<int> TakeAsync(Db db, DocumentPlace place, Locality locality, string mark, int year, int count, CancellationToken stop = default) => await db.FirstAsync<int>("""
        insert into org.document_number (locality_path, document, mark, year, last) values (@path, @document, @mark, @year, @count)
        on conflict (module, document, locality_path, mark, year) do update set last = document_number.last + @count, changed_at = now() returning last
        """, new { path = locality.Path, document = DocumentTemplates.KeyOf(place), mark, year, count }, stop) - count + 1;

    /// <summary>The mark used last here, to begin with.</summary>
    public static Task<string?> LastMarkAsync(Db db, DocumentPlace place, Locality locality, CancellationToken stop = default) => db.FirstAsync<string>(
        "select mark from org.document_number where document = @document and locality_path = @path order by changed_at desc limit 1", new { path = locality.Path, document = DocumentTemplates.KeyOf(place) }, stop);

    public static string Format(string mark, int year, int number) => $"{mark}〔{year}〕{number}号";
}
