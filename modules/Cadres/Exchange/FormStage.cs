using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrgWork.Cadres;

/// <summary>Reads what was brought, finds whose it is, and says what is new, what differs and what is doubtful. Nothing of it touches the register yet.</summary>
sealed partial class FormStage(Db db, Here here, IdentityVault identities, FormVault vault)
{
    sealed record Read(ParcelForm Form, FormFile? File, IdentityNumber? Identity, string? Refusal)
    {
        public List<string> Reasons { get; } = [];
        /// <summary>Whose the identity number is, wherever it was registered.</summary>
        public Guid? Person { get; set; }
    }

    sealed record Namesake(Guid Id, Guid PersonId, string Name, DateOnly? BirthOn, string? IdentityMask, string? UnitName);
    sealed record UnitName(Guid Id, string Name);
    sealed record Owner(int Position, Guid? Person);

    public async Task<Guid> StageAsync(FormParcel parcel, string title, CancellationToken stop)
    {
        var batch = Guid.CreateVersion7();
        await db.ExecuteAsync("insert into cadre_exchange_batch (id, locality_path, title, refused, created_by_name) values (@batch, @path, @title, cast(@refused as jsonb), @name)",
            new { batch, path = here.Locality.Path, title = Masked(title), refused = JsonSerializer.Serialize(parcel.Refused.Select(refused => new Refused(Masked(refused.Name), refused.Reason))), name = here.User.Name }, stop);
        var forms = parcel.Forms.Select(ReadForm).ToList();
        var units = await db.QueryAsync<UnitName>("select id, name from org.unit where removed_at is null and length(name) > 3", null, stop);
        var people = await FindPeopleAsync(forms, stop);
        var matches = forms.ConvertAll(form => form.File is null ? new Match(null, []) : MatchOf(form, people));
        var records = await FormRecord.LoadAsync(db, matches.SelectMany(match => match.Cadre is { } id ? [id, .. match.Candidates] : match.Candidates), stop);
        // One person twice in a batch: which of the two is right is not for us to say.
        var twice = forms.Zip(matches).Where(pair => pair.First.File is not null).GroupBy(pair => pair.First.Identity?.Full ?? $"{pair.First.File!.Text(FormElements.Name)}|{pair.First.File.Text(FormElements.Birth)}").Where(same => same.Count() > 1).SelectMany(same => same.Select(pair => pair.First)).ToHashSet();
        for (var i = 0; i < forms.Count; i++)
        {
            if (twice.Contains(forms[i])) forms[i].Reasons.Add("这批文件里有两份是同一个人的，请只接受一份");
            await InsertAsync(batch, i + 1, forms[i], matches[i], records, units, stop);
        }
        return batch;
    }

    static Read ReadForm(ParcelForm form)
    {
        try
        {
            var file = FormFile.Read(form.Content, form.Picture);
            var typed = file.Text(FormElements.Identity);
            var read = new Read(form, file, IdentityNumber.TryParse(typed, out var identity, out var fault) ? identity : null, null);
            if (typed != "" && identity is null) read.Reasons.Add($"公民身份号码有误，没有用来认人：{Deed.Masked(fault)}");
            return read;
        }
        catch (FormRefusedException refusal)
        {
            return new(form, null, null, refusal.Message);
        }
    }

    async Task<IReadOnlyList<Namesake>> FindPeopleAsync(List<Read> forms, CancellationToken stop)
    {
        var numbered = forms.Where(form => form.Identity is not null).ToList();
        var indexes = numbered.SelectMany((form, position) => identities.Indexes(form.Identity!.Full).Select(index => (Position: position, Index: index))).ToList();
        foreach (var owner in await db.QueryAsync<Owner>("select n as position, org.person_by_identity(array_agg(i)) as person from unnest(@positions, @indexes) u (n, i) group by n",
            new { positions = indexes.Select(pair => pair.Position).ToArray(), indexes = indexes.Select(pair => pair.Index).ToArray() }, stop))
            numbered[owner.Position].Person = owner.Person;
        var persons = numbered.Where(form => form.Person is not null).Select(form => form.Person!.Value).ToArray();
        var names = forms.Where(form => form.File is not null).Select(form => FormFields.NameOf(form.File!.Text(FormElements.Name))).Where(name => name != "").Distinct().ToArray();
        return await db.QueryAsync<Namesake>("""
            select c.id, c.person_id, c.name, c.birth_on, c.identity_mask, u.name as unit_name from cadre c left join org.unit u on u.id = c.unit_id
            where c.removed_at is null and (c.name = any(@names) or c.person_id = any(@persons))
            """, new { names, persons }, stop);
    }

    sealed record Match(Guid? Cadre, IReadOnlyList<Guid> Candidates);

    /// <summary>By identity number; else by name and month of birth, and of several by the unit.</summary>
    static Match MatchOf(Read form, IReadOnlyList<Namesake> people)
    {
        var file = form.File!;
        var name = FormFields.NameOf(file.Text(FormElements.Name));
        var birth = FormFields.DayOf(file.Text(FormElements.Birth), out _);
        if (form.Person is { } owner && people.FirstOrDefault(person => person.PersonId == owner) is { } known)
        {
            if (known.Name == name) return new(known.Id, []);
            form.Reasons.Add($"公民身份号码与名册里“{known.Name}”的相同，姓名却不同，请核对是改名还是号码填错");
            return new(null, [known.Id]);
        }
        var namesakes = people.Where(person => person.Name == name).ToList();
        if (namesakes.Count == 0) return new(null, []);
        var same = namesakes.Where(person => birth is { } day && person.BirthOn is { } on && Month.Of(on) == Month.Of(day)).ToList();
        if (same.Count > 1 && same.Where(person => person.UnitName is { } unit && file.Text(FormElements.Post).Contains(unit, StringComparison.Ordinal)).ToList() is { Count: 1 } here) same = here;
        switch (same.Count)
        {
            case 1:
                if (form.Identity is { } other && same[0].IdentityMask is { } mask && form.Person != same[0].PersonId)
                {
                    form.Reasons.Add($"姓名、出生年月与名册里的“{name}”相同，公民身份号码却不同（文件 {other.Mask}，名册 {mask}）");
                    return new(null, [same[0].Id]);
                }
                return new(same[0].Id, []);
            case > 1:
                form.Reasons.Add($"名册里有 {same.Count} 人与他同名、同年月出生，请指明是谁");
                return new(null, [.. same.Select(person => person.Id)]);
            default:
                form.Reasons.Add(birth is null ? "没有出生年月，名册里有同名的人，请指明是谁" : $"名册里有同名的人，出生年月不同（文件 {Month.Of(birth.Value)}，名册 {string.Join("、", namesakes.Select(person => person.BirthOn is { } on ? Month.Of(on).ToString() : "未填"))}），请指明是不是同一个人");
                return new(null, [.. namesakes.Select(person => person.Id)]);
        }
    }

    async Task InsertAsync(Guid batch, int number, Read form, Match match, IReadOnlyDictionary<Guid, FormRecord> records, IReadOnlyList<UnitName> units, CancellationToken stop)
    {
        var id = Guid.CreateVersion7();
        var record = match.Cadre is { } cadre ? records.GetValueOrDefault(cadre) : null;
        var (verdict, reasons, differences) = form.File is { } file ? Judge(file, form.Identity, record, form.Reasons) : ("unreadable", [form.Refusal!], 0);
        var post = form.File?.Text(FormElements.Post) ?? "";
        var (wrapped, content, picture) = vault.Close(id, form.Form.Content, form.Form.Picture);
        await db.ExecuteAsync("""
            insert into cadre_exchange_entry (id, batch_id, locality_path, number, file_name, ending, content, picture, key_cipher, sha256, name, birth_on, post_title, verdict, reasons, differences, cadre_id, candidates, unit_id)
            values (@id, @batch, @path, @number, @file_name, @ending, @content, @picture, @wrapped, @sha256, @name, @birth, @post, @verdict, @reasons, @differences, @cadre, @candidates, @unit)
            """, new
        {
            id, batch, path = here.Locality.Path, number, file_name = Masked(form.Form.Name[(form.Form.Name.LastIndexOfAny(['/', '\\']) + 1)..]), ending = form.File?.Ending ?? "",
            content, picture, wrapped, sha256 = SHA256.HashData(form.Form.Content),
            name = FormFields.NameOf(form.File?.Text(FormElements.Name) ?? "") is var name && name.Length > 60 ? name[..60] : name,
            birth = FormFields.DayOf(form.File?.Text(FormElements.Birth) ?? "", out _), post = post == "" ? null : post, verdict, reasons = reasons.ToArray(), differences, cadre = match.Cadre, candidates = match.Candidates.ToArray(),
            unit = record is null ? UnitOf(post, units) : null,
        }, stop);
    }

    /// <param name="who">why it is not certain whose the file is</param>
    /// <remarks>Doubts about who it is and about 三龄两历 want a person's word before anything is taken over; a gap in the résumé is said, and no more.</remarks>
    public static (string Verdict, IReadOnlyList<string> Reasons, int Differences) Judge(FormFile file, IdentityNumber? identity, FormRecord? record, IEnumerable<string> who)
    {
        var differences = FormDifference.Of(file, record, identity is not null && record?.IdentityMask is null);
        var checks = FormCheck.Doubts(file, identity, record?.Columns, record?.Posts ?? [], Month.Of(Clock.Today)).ToLookup(doubt => doubt.StartsWith(FormCheck.Career, StringComparison.Ordinal));
        List<string> grave = [.. who, .. checks[false], .. file.IsDamaged ? file.Doubts : []];
        if (record is null) grave.AddRange(differences.Where(difference => difference.IsSilent).Select(difference => $"没有{difference.Label}，登记前请补上"));
        List<string> light = [.. file.Doubts, .. differences.Where(difference => difference.Doubt is not null).Select(difference => difference.Doubt!), .. checks[true]];
        var differing = differences.Count(difference => !difference.IsSilent);
        return (grave.Count > 0 ? "doubtful" : record is null ? "new" : differing > 0 ? "differs" : "same", [.. grave.Concat(light).Distinct()], differing);
    }

    /// <summary>The unit the post begins with, the longest when several fit; none when two are equally long.</summary>
    static Guid? UnitOf(string post, IReadOnlyList<UnitName> units)
    {
        var fitting = units.Where(unit => post.Contains(unit.Name, StringComparison.Ordinal)).GroupBy(unit => unit.Name.Length).MaxBy(same => same.Key)?.ToList();
        return fitting is { Count: 1 } ? fitting[0].Id : null;
    }

    /// <summary>People name files after identity numbers.</summary>
    static string Masked(string name) => IdentityDigits().Replace(name, number => IdentityNumber.MaskOf(number.Value)) is var masked && masked.Length > 200 ? masked[..199] + "…" : masked;

    [GeneratedRegex("[0-9]{17}[0-9Xx]|[0-9]{15}")] private static partial Regex IdentityDigits();
}

sealed record Refused(string Name, string Reason);
