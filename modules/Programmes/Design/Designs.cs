using System.Text.Json;
using Npgsql;

namespace OrgWork.Programmes;

/// <summary>A programme as it is being designed: its draft, and what of it is published.</summary>
public sealed record DesignRow(Guid Id, string LocalityPath, int Version, string Name, string Sphere, int Edition, string State, string? Module, string Draft, int PublishedNo, string? Origin, DateTime ChangedAt, string? Received, string? Arrived, string? ArrivedFrom)
{
    public ProgrammeDescription Description => ProgrammeDescription.Parse(Draft);
    public bool IsPublished => State == Designs.Published;
    public string StateName => State switch { Designs.Published => "已发布", Designs.Retired => "已退役", Designs.Sealed => "已封存", _ => "草稿" };
    public string FullName => Edition == 0 ? Name : $"{Name}（{Edition}）";
}

public sealed record DesignVersion(int No, string Did, string PublishedByName, DateTime CreatedAt);

/// <summary>A deed that is refused, in words for who asked for it.</summary>
public sealed class DesignRefusedException(string message) : Exception(message);

/// <summary>Keeping designs and publishing them. Whoever saves over somebody else's change is refused; what is refused leaves nothing behind.</summary>
public sealed class Designs(Db db, Here here, ProgrammePress press)
{
    public const string Draft = "1", Published = "2", Retired = "3", Sealed = "4";
    public const string Read = "programmes.design.read", Edit = "programmes.design.edit";

    const string Columns = "id, locality_path, version, name, sphere, edition, state, module, draft::text as draft, published_no, origin, changed_at, received::text as received, arrived::text as arrived, arrived_from";

    public Task<IReadOnlyList<DesignRow>> AllAsync(CancellationToken stop) =>
        db.QueryAsync<DesignRow>($"select {Columns} from design where removed_at is null order by locality_path, state in ('3', '4'), edition desc, name, id limit 300", null, stop);

    public Task<DesignRow?> FindAsync(Guid id, CancellationToken stop) => db.FirstAsync<DesignRow>($"select {Columns} from design where id = @id and removed_at is null", new { id }, stop);

    public Task<IReadOnlyList<DesignVersion>> VersionsAsync(Guid id, CancellationToken stop) =>
        db.QueryAsync<DesignVersion>("select no, did, published_by_name, created_at from design_version where design_id = @id order by no desc limit 50", new { id }, stop);

    public async Task<ProgrammeDescription?> VersionAsync(Guid id, int no, CancellationToken stop) =>
        await db.FirstAsync<string>("select description::text from design_version where design_id = @id and no = @no", new { id, no }, stop) is { } json ? ProgrammeDescription.Parse(json) : null;

    // ---- drafts

    /// <param name="received">as its sender has it, where it was not made here</param>
    /// <param name="from">which edition it takes up, where it does</param>
    public async Task<Guid> AddAsync(ProgrammeDescription description, string? origin, ProgrammeDescription? received, CancellationToken stop, string? from = null)
    {
        if (description.Name.Trim().Length is 0 or > 30) throw new DesignRefusedException("请填写专项名称，不超过 30 字");
        await RefuseTwinAsync(description, Guid.Empty, stop);
        var id = Guid.NewGuid();
        await NamedAsync(description, () => db.ExecuteAsync("""
            insert into design (id, locality_path, name, sphere, edition, draft, origin, received, created_by, changed_by) values (@id, @Path, @name, @Sphere, @Edition, @draft::jsonb, @origin, @received::jsonb, org.actor(), org.actor())
            """, new { id, here.Locality.Path, name = description.Name.Trim(), description.Sphere, description.Edition, draft = description.ToJson(), origin, received = received?.ToJson() }, stop));
        await db.RecordAsync(new(DeedKind.Create, "design", id, here.Locality.Path, description.Name, [new("来源", null, from ?? origin ?? "新建")]), stop);
        return id;
    }

    /// <summary>The same under another year, as a draft of its own. Who sent it stays its sender, so that a newer one of theirs is a newer one of this as well.</summary>
    public Task<Guid> AddEditionAsync(DesignRow design, int year, CancellationToken stop)
    {
        var from = $"沿用 {design.FullName}";
        var received = design.Received is { } came ? ProgrammeEdition.InYear(ProgrammeDescription.Parse(came), year) : null;
        return AddAsync(ProgrammeEdition.Of(design.Description, year), received is null ? from : design.Origin, received, stop, from);
    }

    /// <summary>Names are one's own in a place and a year; elsewhere they may be anything, and are not shown.</summary>
    async Task RefuseTwinAsync(ProgrammeDescription description, Guid self, CancellationToken stop)
    {
        if (await db.FirstAsync<bool>("select exists (select from design where locality_path = @Path and name = @name and edition = @Edition and id <> @self and removed_at is null)", new { here.Locality.Path, name = description.Name.Trim(), description.Edition, self }, stop))
            throw Twin(description);
    }

    DesignRefusedException Twin(ProgrammeDescription description) => new($"{here.Locality.Name}已经有“{description.Name.Trim()}”{(description.Edition == 0 ? "" : $"{description.Edition} 年版")}，请换一个名称或年度，或打开原来的修改");

    /// <summary>Of two who take a name at once neither sees the other's when they look: the second meets the index, and is told the same.</summary>
    async Task<int> NamedAsync(ProgrammeDescription description, Func<Task<int>> write)
    {
        try
        {
            return await write();
        }
        catch (PostgresException twice) when (twice is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "design_named" })
        {
            throw Twin(description);
        }
    }

    public async Task SaveAsync(DesignRow before, ProgrammeDescription description, string what, CancellationToken stop)
    {
        RefuseElsewhere(before);
        if (description.Name.Trim().Length is 0 or > 30) throw new DesignRefusedException("请填写专项名称，不超过 30 字");
        await RefuseTwinAsync(description, before.Id, stop);
        var done = await NamedAsync(description, () => db.ExecuteAsync("""
            update design set name = @name, sphere = @Sphere, edition = @Edition, draft = @draft::jsonb, version = version + 1, changed_at = now(), changed_by = org.actor() where id = @Id and version = @Version
            """, new { before.Id, before.Version, name = description.Name.Trim(), description.Sphere, description.Edition, draft = description.ToJson() }, stop));
        if (done == 0) throw new DesignRefusedException("别人刚刚修改了这个设计，没有保存；请重新打开，在新的基础上修改");
        await db.RecordAsync(new(DeedKind.Update, "design", before.Id, before.LocalityPath, description.Name, [new("草稿", null, what)]), stop);
    }

    void RefuseElsewhere(DesignRow design)
    {
        if (design.LocalityPath != here.Locality.Path) throw new DesignRefusedException($"这个专项属于{here.Localities.AtPath(design.LocalityPath)?.Name}，请到那里修改");
    }

    // ---- publishing

    /// <summary>What publishing would do, without doing it.</summary>
    public async Task<(ProgrammePackage? Package, ProgrammeChange Change, IReadOnlyList<ProgrammeFault> Faults)> PrepareAsync(DesignRow design, CancellationToken stop)
    {
        var before = design.PublishedNo == 0 ? null : await VersionAsync(design.Id, design.PublishedNo, stop);
        var faults = ProgrammeCheck.Of(design.Description);
        if (faults.Count > 0) return (null, ProgrammeChange.Nothing, faults);
        var change = ProgrammeChange.Between(before, design.Description, design.PublishedNo + 1);
        if (change.Faults.Count > 0) return (null, change, change.Faults);
        var files = before is null ? new() : JsonSerializer.Deserialize<Dictionary<string, string>>((await db.FirstAsync<string>("select files::text from design_version where design_id = @Id and no = @PublishedNo", new { design.Id, design.PublishedNo }, stop))!)!;
        // Until it has a name in the database, any will do for trying it out.
        return (ProgrammePackage.Make(design.Module ?? "p0_" + Letters(design.Name), change.Description, design.PublishedNo + 1, ProgrammePackage.MigrationsOf(files), change.Sql), change, []);
    }

    public Task<Trial> TryOutAsync(ProgrammePackage package, CancellationToken stop) => press.TryOutAsync(package, isDeed: false, stop);

    /// <summary>Tried out on the database first, then kept and told to all hosts, in one transaction. Refused, everything is as before.</summary>
    public async Task<string> PublishAsync(DesignRow design, string why, CancellationToken stop)
    {
        RefuseElsewhere(design);
        if (design.State is Retired or Sealed) throw new DesignRefusedException($"这个专项{design.StateName}，请先恢复使用再发布");
        var (package, change, faults) = await PrepareAsync(design, stop);
        if (package is null) throw new DesignRefusedException($"还不能发布：{faults[0]}{(faults.Count > 1 ? $"（共 {faults.Count} 处，见检查结果）" : "")}");
        var module = design.Module ?? $"p{await db.FirstAsync<long>("select nextval('design_number')", null, stop)}_{Letters(design.Name)}";
        if (design.Module is null) package = ProgrammePackage.Make(module, change.Description, 1, new Dictionary<string, string>(), change.Sql);
        var trial = await press.TryOutAsync(package, isDeed: true, stop);
        if ((trial.Fault ?? trial.Cut) is { } against) throw new DesignRefusedException($"没有发布，一切照旧：{against}");
        var did = change.Notes.Count == 0 ? "首次发布" : string.Join("；", change.Notes.Select(note => note.Words));
        var no = design.PublishedNo + 1;
        var done = await db.ExecuteAsync("""
            update design set state = '2', module = @module, published_no = @no, draft = @draft::jsonb,
              received = coalesce(arrived, received), origin = case when arrived is null then origin else arrived_from end, arrived = null, arrived_from = null,
              version = version + 1, changed_at = now(), changed_by = org.actor() where id = @Id and version = @Version
            """, new { design.Id, design.Version, module, no, draft = package.Description.ToJson() }, stop);
        if (done == 0) throw new DesignRefusedException("别人刚刚修改或发布了这个设计，没有发布；请重新打开看过再发布");
        var files = JsonSerializer.Serialize(package.Files);
        await db.ExecuteAsync("""
            insert into design_version (design_id, locality_path, rank_order, no, description, files, did, published_by_name, created_by, changed_by)
            values (@Id, @LocalityPath, -@no, @no, @description::jsonb, @files::jsonb, @did, @name, org.actor(), org.actor())
            """, new { design.Id, design.LocalityPath, no, description = package.Description.ToJson(), files, did = did.Length > 2000 ? did[..2000] + "…" : did, name = db.Actor.Name }, stop);
        await db.ExecuteAsync("select org.publish_module(@module, @LocalityPath, @files::jsonb, @Sha256, @why)", new { module, design.LocalityPath, files, package.Sha256, why = why.Trim() is { Length: > 0 } said ? said : $"发布专项“{design.Name}”" }, stop);
        await db.RecordAsync(new(DeedKind.Update, "design", design.Id, design.LocalityPath, design.Name, [new("发布", design.PublishedNo == 0 ? null : $"第 {design.PublishedNo} 版", $"第 {no} 版"), .. change.Notes.Take(20).Select(note => new Change("改动", null, note.Words))], why), stop);
        return module;
    }

    /// <summary>At most a dozen small letters, for the schema's name.</summary>
    static string Letters(string name)
    {
        var letters = string.Concat(Pinyin.Initials(name).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(12));
        return letters == "" ? "zx" : letters;
    }

    /// <summary>Out of the menu for good (退役), to be looked at alone (封存), or back into use; tables and rows stay.</summary>
    public async Task SwitchAsync(DesignRow design, string to, string why, CancellationToken stop)
    {
        RefuseElsewhere(design);
        if (design.Module is null || to is not (Published or Sealed or Retired) || design.State is not (Published or Sealed or Retired)) throw new DesignRefusedException("这个专项还没有发布");
        if (design.State == to) throw new DesignRefusedException($"这个专项已经是“{design.StateName}”");
        if (string.IsNullOrWhiteSpace(why)) throw new DesignRefusedException("请写明理由");
        await db.ExecuteAsync("update design set state = @state, version = version + 1, changed_at = now(), changed_by = org.actor() where id = @Id", new { design.Id, state = to }, stop);
        await db.ExecuteAsync("select org.switch_described_module(@Module, @state::smallint, @why)", new { design.Module, state = to switch { Published => 2, Sealed => 1, _ => 3 }, why = why.Trim() }, stop);
        await db.RecordAsync(new(DeedKind.Switch, "design", design.Id, design.LocalityPath, design.Name, [new("状态", design.StateName, (design with { State = to }).StateName)], why.Trim()), stop);
    }

    /// <summary>The description as a file for others, signed in the name of this place.</summary>
    public string LetterOf(DesignRow design) => press.Write(design.Description, $"{here.Localities.AtPath(design.LocalityPath)?.Name}　{design.Description.Owner}".Trim());

    /// <summary>What came in a letter, as a draft. Whether its sender is known here is said with it, and stays with it.</summary>
    /// <param name="onto">the programme here that it is a newer version of</param>
    public async Task<(Guid Id, ProgrammeLetter Letter)> ReceiveAsync(string text, string name, Guid? onto, CancellationToken stop)
    {
        var letter = ProgrammeLetter.Read(text);
        var origin = letter.Fingerprint is null ? "方案文件：没有签名"
            : await press.TrustedNameAsync(letter.Fingerprint, stop) is { } known ? $"方案文件：{known} 签名，已核对"
            : $"方案文件：自称“{letter.Signer}”，指纹 {letter.Fingerprint}，不在信任的签名人里";
        if (onto is { } there)
        {
            await UpgradeAsync(await FindAsync(there, stop) ?? throw new DesignRefusedException("要升级的专项已经不在了"), letter.Description, origin, stop);
            return (there, letter);
        }
        return (await AddAsync(name == "" ? letter.Description : letter.Description with { Name = name }, origin, letter.Description, stop), letter);
    }

    /// <summary>A newer version of what is installed becomes its draft, with what the place has added. Nothing is done to it before that is looked at and published.</summary>
    public async Task UpgradeAsync(DesignRow design, ProgrammeDescription newer, string origin, CancellationToken stop)
    {
        RefuseElsewhere(design);
        if (design.State is Retired or Sealed) throw new DesignRefusedException($"“{design.FullName}”{design.StateName}，请先恢复使用再升级");
        ProgrammeDescription next;
        try
        {
            var (before, arrived) = (design.Received is { } came ? ProgrammeDescription.Parse(came) : null, design.Arrived is { } waits ? ProgrammeDescription.Parse(waits) : null);
            next = ProgrammeUpgrade.Of(design.Description, arrived is null ? before : before is null ? arrived : ProgrammeUpgrade.Known(arrived, before), newer);
        }
        catch (ModuleRefusedException other)
        {
            throw new DesignRefusedException(other.Message);
        }
        await SaveAsync(design, next, "升级：" + origin, stop);
        await db.ExecuteAsync("update design set arrived = @arrived::jsonb, arrived_from = @origin where id = @Id", new { design.Id, arrived = newer.ToJson(), origin }, stop);
    }

    /// <summary>The newer one that came into the draft is not taken: the draft is again what is published, and the sender's next one is compared with what was received before.</summary>
    public async Task ForgoAsync(DesignRow design, CancellationToken stop)
    {
        if (design.Arrived is null || design.PublishedNo == 0 || await VersionAsync(design.Id, design.PublishedNo, stop) is not { } published) throw new DesignRefusedException("草稿里没有等着发布的新版");
        await SaveAsync(design, published, $"不要新版：{design.ArrivedFrom}", stop);
        await db.ExecuteAsync("update design set arrived = null, arrived_from = null where id = @Id", new { design.Id }, stop);
    }

    /// <summary>Of several that came from one sender, that which is in use, the latest year first.</summary>
    public static DesignRow? Foremost(IEnumerable<DesignRow> designs) => designs.OrderBy(design => design.State switch { Published => 0, Draft => 1, _ => 2 }).ThenByDescending(design => design.Edition).FirstOrDefault();

    /// <summary>What publishing this package would mean, beside what is live now.</summary>
    public async Task<ProgrammeReview> ReviewAsync(ProgrammePackage package, DesignRow? design, CancellationToken stop)
    {
        if (design?.Module is null) return ProgrammeReview.Of(package, null, null);
        var files = JsonSerializer.Deserialize<Dictionary<string, string>>((await db.FirstAsync<string>("select files::text from design_version where design_id = @Id and no = @PublishedNo", new { design.Id, design.PublishedNo }, stop))!)!;
        return ProgrammeReview.Of(package, ModuleManifest.Parse(files["module.json"]), await press.RoomOfAsync(design.Module, stop));
    }

    public ProgrammeCondition? ConditionOf(DesignRow design) => design.Module is { } module ? press.ConditionOf(module) : null;
}
