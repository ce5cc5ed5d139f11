using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>同一人: two who were written down apart turn out to be one; all files of both hang on one person from then on.</summary>
public sealed class SamePersonModel(Db db) : RegisterPageModel
{
    public sealed record Candidate(Guid Id, string Name, string? Sex, DateOnly? BirthOn, string? IdentityMask, string? Hindrance, IReadOnlyList<OnFile> Files);
    public sealed record OnFile(RegisterPlace Place, Guid Record, string Path, bool IsRemoved)
    {
        public string Name => NameOf(Place);
    }

    sealed record Found(Guid Id, string Name, string? Sex, DateOnly? BirthOn, string? IdentityMask, string? Hindrance, string SchemaName, string TableName, Guid Record, string Path, bool IsRemoved);

    public RegisterRecord Record { get; private set; } = null!;
    public IReadOnlyList<Candidate> Candidates { get; private set; } = [];
    public Guid? Other { get; private set; }
    public string Reason { get; private set; } = "";
    public string? Fault { get; private set; }

    /// <summary>Where the record's own person is on file, this record among it.</summary>
    IReadOnlyList<OnFile> own = [];

    public async Task<IActionResult> OnGetAsync(Guid id) => await LoadAsync(id) ? Page() : Gone();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid? other, string? reason)
    {
        if (!await LoadAsync(id)) return Gone();
        (Other, Reason) = (other, reason?.Trim() ?? "");
        var chosen = Candidates.FirstOrDefault(one => one.Id == other);
        if (chosen is null) Fault = "请选与谁是同一人";
        else if (Reason.Length is < 2 or > 200) Fault = "请写明凭什么认定是同一人，2 至 200 字";
        else Fault = chosen.Hindrance ?? (await db.FirstAsync<string>("select coalesce(org.merge_persons(@me, @chosen), '')", new { me = Record.PersonId, chosen = chosen.Id }, Stop) is { Length: > 0 } why ? why : null);
        if (Fault is not null) return this.Unprocessable();
        foreach (var file in chosen!.Files.Concat(own))
            await db.RecordAsync(new(DeedKind.Update, file.Place.Register.Id, file.Record, file.Path, Record.TitleIn(Register), [new("同一人", "分两人登记", "合为一人")], Reason), Stop);
        TempData["Done"] = "已合为一人，两边的档案都挂在这个人名下";
        return Redirect(RecordUrl(id));
    }

    /// <summary>What is written here is written in every file of both: who may not look at one of them, or has somebody above it, does not decide.</summary>
    string? ForOthers(Candidate chosen) =>
        chosen.Files.Concat(own).FirstOrDefault(file => !Here.May(file.Place.Register.ReadPermission)) is { } unseen ? $"{unseen.Name}您无权查看，请由管理它的科室办理"
        : chosen.Files.FirstOrDefault(file => file.Place != Place && file.Place.Register.KeptFrom is not null) is { } kept ? $"请从{kept.Name}里的那条记录办理" : null;

    async Task<bool> LoadAsync(Guid id)
    {
        if (await Rows.FindAsync(Place, id, Stop) is not { RemovedAt: null } record || !IsHere(record.LocalityPath) || KeptAbove(record) is not null) return false;
        Record = record;
        var found = await db.QueryAsync<Found>("""
            select c.id, c.name, c.sex, c.birth_on, c.identity_mask, c.hindrance, r.schema_name, r.table_name, r.record, r.path, r.is_removed
            from (select * from org.same_named(@PersonId) union all select @PersonId::uuid, '', null::text, null::date, null::text, null::text) c cross join lateral org.person_records(c.id) r
            """, new { record.PersonId }, Stop);
        var people = found.GroupBy(one => one.Id).ToList();
        own = [.. people.Where(same => same.Key == record.PersonId).SelectMany(FilesOf)];
        Candidates = [.. people.Where(same => same.Key != record.PersonId).Select(same => same.First() is var one ? new Candidate(one.Id, one.Name, one.Sex, one.BirthOn, one.IdentityMask, one.Hindrance, FilesOf(same)) : null!).Select(one => one with { Hindrance = one.Hindrance ?? ForOthers(one) })];
        return true;
    }

    List<OnFile> FilesOf(IEnumerable<Found> rows) =>
        [.. rows.SelectMany(file => Book.All.Where(place => place.Parent is null && place.Register.IsPerson && place.Module.Schema == file.SchemaName && place.Register.Table == file.TableName).Take(1).Select(place => new OnFile(place, file.Record, file.Path, file.IsRemoved)))];
}
