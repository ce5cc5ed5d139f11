using System.IO.Compression;
using System.Security.Cryptography;

namespace OrgWork.Cadres;

/// <summary>One person's file on its way out.</summary>
/// <param name="Picture">beside an lrm file</param>
sealed record FormPiece(string Name, string Ending, byte[] Content, byte[]? Picture, bool IsOriginal);

/// <summary>
/// Files for other programs. Where one was received, it is that file: byte for byte when the record says the same, and otherwise different
/// only in the items in which the record differs. Where none was, a fresh one.
/// </summary>
sealed class FormExport(Db db, IdentityVault identities, FormVault vault)
{
    sealed record Original(Guid Id, Guid CadreId, Guid EntryId, string Ending, byte[] Content, byte[]? Picture, byte[]? KeyCipher);
    sealed record Secret(Guid PersonId, byte[]? Cipher);
    sealed record Photo(Guid CadreId, byte[] Content);

    /// <summary>What the person who exports should know, in words.</summary>
    public List<string> Notes { get; } = [];

    public async Task<IReadOnlyList<FormPiece>> MakeAsync(Guid[] ids, bool asLrmx, CancellationToken stop)
    {
        var records = await FormRecord.LoadAsync(db, ids, stop);
        var originals = (await db.QueryAsync<Original>("select distinct on (cadre_id) id, cadre_id, entry_id, ending, content, picture, key_cipher from cadre_original where cadre_id = any(@ids) and removed_at is null order by cadre_id, created_at desc, id desc", new { ids }, stop)).ToDictionary(original => original.CadreId);
        var photos = (await db.QueryAsync<Photo>("select distinct on (cadre_id) cadre_id, content from cadre_photo where cadre_id = any(@ids) and removed_at is null order by cadre_id, created_at desc, id desc", new { ids }, stop)).ToDictionary(photo => photo.CadreId, photo => photo.Content);
        var secrets = (await db.QueryAsync<Secret>("select p as person_id, org.person_cipher(p) as cipher from unnest(@people) p", new { people = records.Values.Select(record => record.PersonId).ToArray() }, stop)).ToDictionary(secret => secret.PersonId, secret => secret.Cipher);
        var pieces = new List<FormPiece>();
        foreach (var record in ids.Distinct().Where(records.ContainsKey).Select(id => records[id]))
        {
            stop.ThrowIfCancellationRequested();
            var identity = secrets.GetValueOrDefault(record.PersonId) is { } cipher ? identities.Decrypt(record.PersonId, cipher) : null;
            var photo = photos.GetValueOrDefault(record.Id);
            pieces.Add(originals.TryGetValue(record.Id, out var original) ? FromOriginal(record, original, identity, photo, asLrmx) : Fresh(record, identity, photo));
        }
        return pieces;
    }

    static string NameOf(FormRecord record) => (record.UnitName == "" ? record.Name : $"{record.UnitName}-{record.Name}") is var name && name.Length > 60 ? name[..60] : name;

    static FormPiece Fresh(FormRecord record, string? identity, byte[]? photo, FormFile? before = null)
    {
        var texts = FormFields.All.ToDictionary(field => field.Element, field => field.Write(record.Columns, before?.Text(field.Element) ?? ""));
        texts[FormElements.Identity] = identity ?? "";
        return new(NameOf(record), ".lrmx", LrmxFile.Fresh(texts, [.. record.Family.Select(row => FormFields.RelativeOf(row.Columns))], photo), null, false);
    }

    FormPiece FromOriginal(FormRecord record, Original original, string? identity, byte[]? photo, bool asLrmx)
    {
        var (content, picture) = vault.OpenOriginal(original.Id, original.KeyCipher, original.EntryId, original.Content, original.Picture);
        var file = FormFile.Read(content, picture);
        if (asLrmx && file is LrmFile) return Fresh(record, identity, photo ?? file.Photo, file);
        var changes = ChangesOf(file, record, identity, photo);
        if (changes.IsNothing) return new(NameOf(record), file.Ending, file.Bytes, file is LrmFile ? file.Photo : null, true);
        if (file.IsDamaged)
        {
            Notes.Add($"{record.Name}：收到的原件结构不完整，导出的是按名册新写的文件");
            return Fresh(record, identity, photo ?? file.Photo);
        }
        try
        {
            return new(NameOf(record), file.Ending, file.With(changes), file is LrmFile ? photo ?? file.Photo : null, false);
        }
        catch (FormRefusedException refusal)
        {
            Notes.Add($"{record.Name}：{refusal.Message}；这里已改为 lrmx");
            return Fresh(record, identity, photo ?? file.Photo);
        }
    }

    /// <summary>The items in which the form printed from the record would not say what the file says.</summary>
    static FormChanges ChangesOf(FormFile file, FormRecord record, string? identity, byte[]? photo)
    {
        var isLrm = file is LrmFile;
        var texts = new Dictionary<string, string>();
        foreach (var field in FormFields.All)
        {
            if (isLrm && field.Element is FormElements.AgeLimit or FormElements.FormerAgeLimit && isLrm) continue;
            var said = file.Text(field.Element);
            if (!field.IsSame(said, record.Columns)) texts[field.Element] = field.Write(record.Columns, said);
        }
        if (!isLrm && identity is not null && IdentityNumber.Canonical(file.Text(FormElements.Identity)) != identity) texts[FormElements.Identity] = identity;
        // Who says the same keeps the words of the file.
        var rest = file.Family.ToList();
        var family = record.Family.Select(row =>
        {
            var old = rest.FirstOrDefault(relative => relative.Name == row.Columns.Text("name"));
            if (old is not null) rest.Remove(old);
            var wanted = FormFields.RelativeOf(row.Columns, old?.Birth ?? "");
            return old is not null && FormFields.Taken(old) == wanted ? old : wanted;
        }).ToList();
        return new(texts, family.SequenceEqual(file.Family) ? null : family, !isLrm && photo is not null && (file.Photo is null || !SHA256.HashData(photo).AsSpan().SequenceEqual(SHA256.HashData(file.Photo))) ? photo : null);
    }

    /// <summary>Several files as they are given to others: names in UTF-8, each once.</summary>
    public byte[] Zip(IReadOnlyList<FormPiece> pieces)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var piece in pieces)
            {
                var name = piece.Name;
                for (var n = 2; !taken.Add(name); n++) name = $"{piece.Name}{n}";
                Add(name + piece.Ending, piece.Content);
                if (piece.Picture is { } picture) Add(name + ".pic", picture);
            }
            if (Notes.Count > 0) Add("导出说明.txt", [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(string.Join("\r\n", Notes))]);

            void Add(string name, byte[] content)
            {
                using var entry = zip.CreateEntry(string.Concat(name.Where(c => c is not ('/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|') && !char.IsControl(c)))).Open();
                entry.Write(content);
            }
        }
        return bytes.ToArray();
    }
}
