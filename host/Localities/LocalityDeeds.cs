namespace OrgWork.Host;

/// <summary>What the form and the command line say about a locality.</summary>
sealed record LocalityWords(string Code, string Name, string ShortName, LocalityKind Kind);

/// <summary>
/// Changes of the tree, by the pages and by the command line alike. The database keeps the history, carries subtrees and refuses cycles and wrong levels
/// (migration 0002); here is what only people can get wrong: dates, codes, and places that others still stand on.
/// </summary>
sealed class LocalityDeeds(Db db, LocalityTree tree)
{
    public async Task<int> AddAsync(LocalityWords words, Locality? parent, DateOnly on, string? reason, CancellationToken stop)
    {
        Check(words, on);
        var id = await db.FirstAsync<int>("""
            insert into org.locality (code, name, short_name, kind, parent_id, rank_order, valid_from)
            values (@Code, @Name, @ShortName, @kind, @parent, (select coalesce(max(rank_order), 0) + 1 from org.locality where parent_id is not distinct from @parent), @on) returning id
            """, new { words.Code, words.Name, words.ShortName, kind = (short)words.Kind, parent = parent?.Id, on }, stop);
        await RecordAsync((parent?.Path ?? "") + id + ".", words.Name, [new("区划", null, $"{words.Name}（{words.Code}）"), new("上级", null, parent?.Name ?? "无"), new("层级", null, NameOf(words.Kind)), new("生效日期", null, Dates.Format(on))], reason, stop);
        return id;
    }

    /// <summary>New name, code or level, from a day on; what it was stays in its history.</summary>
    public async Task ChangeAsync(Locality place, LocalityWords words, DateOnly on, string? reason, CancellationToken stop)
    {
        Check(words, on);
        List<Change> changes = [];
        if (place.Code != words.Code) changes.Add(new("代码", place.Code, words.Code));
        if (place.Name != words.Name) changes.Add(new("名称", place.Name, words.Name));
        if (place.ShortName != words.ShortName) changes.Add(new("简称", place.ShortName, words.ShortName));
        if (place.Kind != words.Kind) changes.Add(new("层级", NameOf(place.Kind), NameOf(words.Kind)));
        if (changes.Count == 0) throw new RefusedException("没有改动");
        // Taking the kind along only when it changes keeps the subtree out of it.
        await db.ExecuteAsync($"update org.locality set code = @Code, name = @Name, short_name = @ShortName, {(place.Kind == words.Kind ? "" : "kind = @kind, ")}valid_from = @on, version = version + 1 where id = @Id",
            new { place.Id, words.Code, words.Name, words.ShortName, kind = (short)words.Kind, on }, stop);
        changes.Add(new("生效日期", null, Dates.Format(on)));
        await RecordAsync(place.Path, place.Name, changes, reason, stop);
    }

    public async Task MoveAsync(Locality place, Locality parent, DateOnly on, string? reason, CancellationToken stop)
    {
        if (parent.Id == place.ParentId) throw new RefusedException($"{place.Name}本来就在{parent.Name}之下");
        CheckDay(on);
        await db.ExecuteAsync("update org.locality set parent_id = @parent, valid_from = @on, version = version + 1, rank_order = (select coalesce(max(rank_order), 0) + 1 from org.locality where parent_id = @parent) where id = @Id", new { place.Id, parent = parent.Id, on }, stop);
        var old = place.ParentId is { } id ? tree.Find(id)?.Name : null;
        await RecordAsync(parent.Path + place.Id + ".", place.Name, [new("上级", old ?? "无", parent.Name), new("随迁下级", null, $"{tree.Below(place).Count() - 1} 处"), new("生效日期", null, Dates.Format(on))], reason, stop);
    }

    /// <summary>The established order is data: earlier or later by one among its neighbours.</summary>
    public async Task ReorderAsync(Locality place, int step, CancellationToken stop)
    {
        var line = (place.ParentId is { } id && tree.Find(id) is { } parent ? tree.ChildrenOf(parent) : tree.Roots).ToList();
        var (from, to) = (line.FindIndex(p => p.Id == place.Id), Math.Clamp(line.FindIndex(p => p.Id == place.Id) + step, 0, line.Count - 1));
        if (from == to) return;
        line.RemoveAt(from);
        line.Insert(to, place);
        await db.ExecuteAsync("update org.locality l set rank_order = o.place from unnest(@ids) with ordinality o (id, place) where l.id = o.id and l.rank_order <> o.place", new { ids = line.Select(p => p.Id).ToArray() }, stop);
        await RecordAsync(place.Path, place.Name, [new("次序", $"第 {from + 1}", $"第 {to + 1}")], null, stop);
    }

    /// <summary>The place is no more from a day on. Its history and the rows that were written there stay, below the places above it.</summary>
    public async Task AbolishAsync(Locality place, DateOnly on, string reason, CancellationToken stop)
    {
        CheckDay(on);
        if (tree.ChildrenOf(place).Count() is > 0 and var children) throw new RefusedException($"{place.Name}还有 {children} 个下级，请先把它们移走或撤销");
        var accounts = await db.FirstAsync<int>("select count(*)::int from org.account where locality_path = @Path and disabled_at is null and removed_at is null", new { place.Path }, stop);
        if (accounts > 0) throw new RefusedException($"{place.Name}还有 {accounts} 个在用的账号，请先把账号改到别处或停用");
        await db.ExecuteAsync("update org.locality set valid_to = @on, version = version + 1 where id = @Id", new { place.Id, on }, stop);
        await RecordAsync(place.Path, place.Name, [new("状态", "现行", "撤销"), new("撤销日期", null, Dates.Format(on))], reason, stop);
    }

    Task RecordAsync(string path, string title, IReadOnlyList<Change> changes, string? reason, CancellationToken stop) =>
        db.RecordAsync(new Deed(DeedKind.Locality, "localities", null, path, title, changes, reason), stop);

    static void Check(LocalityWords words, DateOnly on)
    {
        if (words.Code.Length is < 2 or > 12 || words.Code.Any(c => !char.IsAsciiDigit(c))) throw new RefusedException("区划代码为 2 至 12 位数字", "Code");
        if (words.Name.Length is < 2 or > 50) throw new RefusedException("名称为 2 至 50 字", "Name");
        if (words.ShortName.Length is < 1 or > 20) throw new RefusedException("简称为 1 至 20 字", "ShortName");
        if (!Enum.IsDefined(words.Kind)) throw new RefusedException("请选择层级", "Kind");
        CheckDay(on);
    }

    static void CheckDay(DateOnly on)
    {
        if (on > Clock.Today) throw new RefusedException($"生效日期不能晚于今天（{Dates.Format(Clock.Today)}），请到那天再办", "On");
        if (on.Year < 1949) throw new RefusedException("生效日期太早，请核对", "On");
    }

    public static string NameOf(LocalityKind kind) => kind switch { LocalityKind.Province => "省", LocalityKind.City => "市", LocalityKind.County => "县", LocalityKind.Township => "乡", _ => "村" };
}
