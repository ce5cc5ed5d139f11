using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace OrgWork.Cadres;

/// <summary>One person of a batch. With setters and not a constructor, since arrays come from the driver without their element's type.</summary>
sealed record FormEntry
{
    public Guid Id { get; init; }
    public Guid BatchId { get; init; }
    public string LocalityPath { get; init; } = "";
    public string FileName { get; init; } = "";
    public string Ending { get; init; } = "";
    public byte[]? Content { get; init; }
    public byte[]? Picture { get; init; }
    public byte[]? KeyCipher { get; init; }
    public byte[] Sha256 { get; init; } = [];
    public string Name { get; init; } = "";
    public string? PostTitle { get; init; }
    public string Verdict { get; init; } = "";
    public string[] Reasons { get; init; } = [];
    public int Differences { get; init; }
    public Guid? CadreId { get; init; }
    public Guid[] Candidates { get; init; } = [];
    public Guid? UnitId { get; init; }
    public string Choices { get; init; } = "{}";
    public DateTime? SettledAt { get; init; }
    public DateTime? AcceptedAt { get; init; }
    public string? Before { get; init; }

    // What was accepted has moved to the record; the batch still shows it.
    public const string Columns = "e.id, e.batch_id, e.locality_path, e.file_name, e.ending, coalesce(e.content, (select o.content from cadre_original o where o.entry_id = e.id limit 1)) as content, coalesce(e.picture, (select o.picture from cadre_original o where o.entry_id = e.id limit 1)) as picture, e.key_cipher, e.sha256, e.name, e.post_title, e.verdict, e.reasons, e.differences, e.cadre_id, e.candidates, e.unit_id, e.choices::text as choices, e.settled_at, e.accepted_at, e.before::text as before";

    public FormFile Open(FormVault vault)
    {
        var (content, picture) = vault.Open(Id, KeyCipher, Content!, Picture);
        return FormFile.Read(content, picture);
    }

    public bool MayBeAccepted => AcceptedAt is null && Content is not null && (Verdict is "new" or "same" or "differs" || Verdict == "doubtful" && SettledAt is not null);
}

/// <summary>Could not be taken over; the whole batch is as it was. The message is for the person at the page.</summary>
sealed class FormNotAcceptedException(string message) : Exception(message);

/// <summary>Takes files over into the register, and takes that back. All within the request's one transaction, each change with its entry in the record of deeds.</summary>
sealed class FormAccept(Db db, Here here, RegisterRows rows, RegisterBook book, FormVault vault)
{
    const string Reason = "导入任免审批表";

    /// <summary>What an acceptance changed, so that it can be taken back.</summary>
    sealed record Trace(bool IsNew, int Version, Dictionary<string, string[]> Columns, List<FormRelative>? FamilyBefore, List<FormRelative>? FamilyAfter, Guid? PhotoBefore, Guid? PhotoAfter);

    RegisterPlace Files => book.Of(here.Module!, "files");
    RegisterPlace Family => book.Of(here.Module!, "files/family");

    public async Task AcceptAsync(FormEntry entry, CancellationToken stop)
    {
        var file = entry.Open(vault);
        var records = await FormRecord.LoadAsync(db, entry.CadreId is { } known ? [known] : [], stop);
        var record = entry.CadreId is { } id ? records.GetValueOrDefault(id) ?? throw new FormNotAcceptedException($"“{entry.Name}”：名册里的这个人已不在，请重新上传") : null;
        AskKeeper(entry, record);
        var identityIsNew = IdentityNumber.TryParse(file.Text(FormElements.Identity), out var identity, out _) && record?.IdentityMask is null;
        var choices = FormChoice.Of(entry.Choices);
        var taken = FormDifference.Of(file, record, identityIsNew).ToDictionary(difference => difference.Element, difference => choices.GetValueOrDefault(difference.Element) ?? new(record is null || difference.TakesFile ? FormChoice.File : FormChoice.Keep));

        var columns = record?.Columns ?? Columns.Empty;
        var wanted = new Dictionary<string, object?>();
        foreach (var field in FormFields.All)
            if (taken.TryGetValue(field.Element, out var choice) && choice.Take != FormChoice.Keep)
                foreach (var (column, value) in field.Read(choice.Take == FormChoice.Own ? FormTexts.Plain(choice.Text) : file.Text(field.Element), columns.With(wanted)).Values) wanted[column] = value;
        if (record is null) Complete(wanted, identity);
        var typed = wanted.Where(pair => record is null ? pair.Value is not null : !Same(pair.Value, record.Columns.Values.GetValueOrDefault(pair.Key))).ToDictionary(pair => pair.Key, pair => Input(pair.Key, pair.Value));
        var before = typed.Keys.ToDictionary(column => column, column => (string[])[Input(column, record?.Columns.Values.GetValueOrDefault(column)), typed[column]]);
        if (identityIsNew && Takes(FormElements.Identity)) typed["identity_mask"] = identity!.Full;

        var cadre = record?.Id ?? Guid.CreateVersion7();
        var path = record?.LocalityPath ?? await PlaceOfAsync(entry, typed, stop);
        if (typed.Count > 0) await WriteAsync(entry.Name, record, cadre, path, typed, stop);
        var familyBefore = record?.Family.Select(row => FormFields.RelativeOf(row.Columns)).ToList() ?? [];
        var takesFamily = Takes(FormElements.Family);
        if (takesFamily) await PutFamilyAsync(entry.Name, cadre, path, record?.Family ?? [], file.Family, stop);
        var photo = Takes(FormElements.Photo) && file.Photo is { } picture ? await PutPhotoAsync(db, cadre, path, entry.Name, picture, stop) : (Guid?)null;
        var original = Guid.CreateVersion7();
        await db.ExecuteAsync("""
            insert into cadre_original (id, locality_path, cadre_id, entry_id, file_name, ending, content, picture, key_cipher, sha256, created_by, changed_by)
              values (@original, @path, @cadre, @Id, @FileName, @Ending, @Content, @Picture, @wrapped, @Sha256, @actor, @actor)
            """, new { original, wrapped = vault.Rewrap(entry.Id, entry.KeyCipher, original), path, cadre, entry.Id, entry.FileName, entry.Ending, entry.Content, entry.Picture, entry.Sha256, actor = db.Actor.Id }, stop);
        var version = await db.FirstAsync<int>("select version from cadre where id = @cadre", new { cadre }, stop);
        var trace = new Trace(record is null, version, before, takesFamily ? familyBefore : null, takesFamily ? [.. file.Family.Select(FormFields.Taken)] : null, photo is null ? null : record?.PhotoId, photo);
        await db.ExecuteAsync("update cadre_exchange_entry set accepted_at = now(), undone_at = null, cadre_id = @cadre, before = cast(@trace as jsonb), content = null, picture = null where id = @Id and accepted_at is null", new { entry.Id, cadre, trace = JsonSerializer.Serialize(trace) }, stop);
        await db.RecordAsync(new(DeedKind.Import, Files.Register.Id, cadre, path, entry.Name, [new("任免审批表", null, entry.FileName), new("原件 SHA-256", null, Convert.ToHexStringLower(entry.Sha256))], record is null ? "新增" : typed.Count == 0 && !takesFamily && photo is null ? "与名册相同，只存原件" : "按所选更新"), stop);

        bool Takes(string element) => taken.TryGetValue(element, out var choice) && choice.Take == FormChoice.File;
    }

    /// <summary>Whose committee manages the cadre changes the record (C1.5), by a file as by hand.</summary>
    void AskKeeper(FormEntry entry, FormRecord? record)
    {
        if (record is not null && Keeping.Above(here, record.LocalityPath, Files.Register.WritePermission, record.Columns.Text("management")) is { } keeper) throw new FormNotAcceptedException($"“{entry.Name}”由{keeper.Name}管理，档案由{keeper.Name}修改，这里不能用任免审批表更改");
    }

    /// <summary>What somebody new must have and the form does not say.</summary>
    static void Complete(Dictionary<string, object?> wanted, IdentityNumber? identity)
    {
        if (wanted.GetValueOrDefault("birth_on") is DateOnly { Day: 1 } born && identity is not null && (identity.Birth.Year, identity.Birth.Month) == (born.Year, born.Month)) wanted["birth_on"] = identity.Birth;
        // The form leaves the cell empty for 群众.
        if (wanted.GetValueOrDefault("politics") is null) wanted["politics"] = "13";
        wanted["status"] = "1";
    }

    async Task<string> PlaceOfAsync(FormEntry entry, Dictionary<string, string> typed, CancellationToken stop)
    {
        if (entry.UnitId is not { } unit || await db.FirstAsync<string>("select locality_path from org.unit where id = @unit and removed_at is null", new { unit }, stop) is not { } path) return entry.LocalityPath;
        typed["unit_id"] = unit.ToString();
        return path;
    }

    async Task WriteAsync(string name, FormRecord? record, Guid cadre, string path, Dictionary<string, string> typed, CancellationToken stop)
    {
        var form = RegisterForm.Read(Files.Register, new FormCollection(typed.ToDictionary(pair => pair.Key, pair => new StringValues(pair.Value))), Clock.Today);
        if (form.IsValid)
        {
            if (record is null) await rows.CreateAsync(Files, cadre, path, null, form, stop);
            else if (await rows.ChangeAsync(Files, cadre, record.Version, path, form, stop, Reason) is not null) throw new FormNotAcceptedException($"“{name}”的记录刚被别人改过，请重新打开这一批再接受");
        }
        if (!form.IsValid) throw new FormNotAcceptedException($"“{name}”：{string.Join("；", form.Errors.Select(error => Files.Register.Find(error.Key) is { } field && !error.Value.Contains(field.Label, StringComparison.Ordinal) ? $"{field.Label}：{error.Value}" : error.Value))}");
    }

    /// <summary>The lists of relatives are made the same: who is there by name is changed, who is not comes or goes, and the order is the file's.</summary>
    async Task PutFamilyAsync(string name, Guid cadre, string path, IReadOnlyList<FormFamilyRow> known, IReadOnlyList<FormRelative> wanted, CancellationToken stop)
    {
        var rest = known.ToList();
        var order = new List<Guid>();
        foreach (var relative in wanted)
        {
            var values = FormFields.Read(relative).Values;
            var row = rest.FirstOrDefault(row => row.Columns.Text("name") == (string)values["name"]!);
            if (row is not null) rest.Remove(row);
            var typed = values.Where(pair => row is null ? pair.Value is not null : !Same(pair.Value, row.Columns.Values.GetValueOrDefault(pair.Key))).ToDictionary(pair => pair.Key, pair => new StringValues(FieldText.Input(Family.Register.Find(pair.Key)!, pair.Value)));
            var id = row?.Id ?? Guid.CreateVersion7();
            order.Add(id);
            if (typed.Count == 0) continue;
            var form = RegisterForm.Read(Family.Register, new FormCollection(typed), Clock.Today);
            if (form.IsValid && row is null) await rows.CreateAsync(Family, id, path, cadre, form, stop);
            else if (form.IsValid) await rows.ChangeAsync(Family, id, row!.Version, path, form, stop, Reason);
            if (!form.IsValid) throw new FormNotAcceptedException($"“{name}”的家庭成员“{relative.Name}”：{string.Join("；", form.Errors.Values)}");
        }
        foreach (var row in rest) await rows.RemoveAsync(Family, row.Id, Reason, stop);
        await db.ExecuteAsync("update cadre_family f set rank_order = o.n * 10 from unnest(@order) with ordinality o (id, n) where f.id = o.id and f.rank_order <> o.n * 10", new { order = order.ToArray() }, stop);
    }

    /// <summary>The one before goes to the bin.</summary>
    public static async Task<Guid> PutPhotoAsync(Db db, Guid cadre, string path, string name, byte[] picture, CancellationToken stop)
    {
        var id = Guid.CreateVersion7();
        var had = await db.ExecuteAsync("update cadre_photo set removed_at = now(), removed_by = @actor, removed_reason = '换照片' where cadre_id = @cadre and removed_at is null", new { cadre, actor = db.Actor.Id }, stop);
        await db.ExecuteAsync("insert into cadre_photo (id, locality_path, cadre_id, content, media_type, sha256, created_by, changed_by) values (@id, @path, @cadre, @picture, @kind, @sha256, @actor, @actor)",
            new { id, path, cadre, picture, kind = PictureKind.Of(picture), sha256 = SHA256.HashData(picture), actor = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Update, "files", cadre, path, name, [new("照片", had > 0 ? "原照片" : null, "新照片")]), stop);
        return id;
    }

    // ---- taking back

    /// <returns>what could not be taken back, since it was changed afterwards</returns>
    public async Task<IReadOnlyList<string>> UndoAsync(FormEntry entry, CancellationToken stop)
    {
        var left = new List<string>();
        var trace = JsonSerializer.Deserialize<Trace>(entry.Before!)!;
        var cadre = entry.CadreId!.Value;
        if ((await FormRecord.LoadAsync(db, [cadre], stop)).GetValueOrDefault(cadre) is { } record)
        {
            AskKeeper(entry, record);
            if (trace.IsNew)
            {
                if (record.Version == trace.Version) await rows.RemoveAsync(Files, cadre, "撤销导入任免审批表", stop);
                else left.Add($"“{entry.Name}”导入后又改过，没有移入回收站；确实不要，请打开记录移除");
            }
            else await UndoChangesAsync(entry, trace, record, left, stop);
        }
        else left.Add($"“{entry.Name}”已不在名册里");
        // The file goes back to the batch, from where it can be accepted again.
        await db.ExecuteAsync("""
            update cadre_exchange_entry e set accepted_at = null, undone_at = now(), before = null, content = o.content, picture = o.picture, cadre_id = case when @is_new then null else e.cadre_id end
              from cadre_original o where o.entry_id = e.id and e.id = @Id and o.removed_at is null;
            update cadre_original set removed_at = now(), removed_by = @actor, removed_reason = '撤销导入' where entry_id = @Id and removed_at is null
            """, new { entry.Id, is_new = trace.IsNew, actor = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Undo, Files.Register.Id, cadre, entry.LocalityPath, entry.Name, [new("任免审批表", entry.FileName, null)], left.Count > 0 ? string.Join("；", left) : "撤销导入"), stop);
        return left;
    }

    async Task UndoChangesAsync(FormEntry entry, Trace trace, FormRecord record, List<string> left, CancellationToken stop)
    {
        var back = new Dictionary<string, string>();
        foreach (var (column, change) in trace.Columns)
            if (Input(column, record.Columns.Values.GetValueOrDefault(column)) == change[1]) back[column] = change[0];
            else left.Add($"“{entry.Name}”的{Files.Register.Find(column)?.Label ?? column}导入后又改过，没有恢复");
        if (back.Count > 0) await WriteAsync(entry.Name, record, record.Id, record.LocalityPath, back, stop);
        if (trace.FamilyAfter is { } after)
        {
            if (record.Family.Select(row => FormFields.RelativeOf(row.Columns)).SequenceEqual(after.Select(FormFields.Taken).Select(Plain))) await PutFamilyAsync(entry.Name, record.Id, record.LocalityPath, record.Family, trace.FamilyBefore!, stop);
            else left.Add($"“{entry.Name}”的家庭成员导入后又改过，没有恢复");
        }
        if (trace.PhotoAfter is { } photo)
        {
            if (record.PhotoId == photo)
                await db.ExecuteAsync("""
                    update cadre_photo set removed_at = now(), removed_by = @actor, removed_reason = '撤销导入' where id = @photo;
                    update cadre_photo set removed_at = null, removed_by = null, removed_reason = null where id = @before
                    """, new { photo, before = trace.PhotoBefore, actor = db.Actor.Id }, stop);
            else left.Add($"“{entry.Name}”的照片导入后又换过，没有恢复");
        }
        // The month as the record writes it, whatever the file wrote.
        static FormRelative Plain(FormRelative relative) => FormFields.RelativeOf(new Columns(FormFields.Read(relative).Values));
    }

    string Input(string column, object? value) => Files.Register.Find(column) is { } field ? FieldText.Input(field, value) : value?.ToString() ?? "";

    static bool Same(object? one, object? other) => Equals(one, other) || one is string or null && other is string or null && FormTexts.Plain(one as string) == FormTexts.Plain(other as string);
}
