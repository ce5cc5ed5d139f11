namespace OrgWork.Kernel;

/// <summary>What a module asks of places beside tasks: a report of its round, a paper to be signed for, an answer. Each row that waits is a line of the one list of everything that is wanted from a place.</summary>
/// <param name="What">填报（每月）, 签收文件: as it stands on the list</param>
/// <param name="Path">of the rows, below the locality: <c>department/document-receipts</c></param>
/// <param name="Permission">of those who answer</param>
public sealed record Asking(string What, string Path, string Permission)
{
    /// <summary><c>id, locality_path, title, asker, due_on, done_on</c>; a row lies at the place it is asked of.</summary>
    public required string Sql { get; init; }
    /// <summary>What has to be said, by name: it is counted, and held against what others ask.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];
    /// <summary>How much of it the platform fills in by itself.</summary>
    public int Known { get; init; }
    /// <summary>It counts among what may be asked for in a month.</summary>
    public bool IsReport { get; init; }
}

/// <summary>A line of the list.</summary>
/// <param name="Fields">how much has to be said</param>
/// <param name="Known">how much of it the platform knows</param>
/// <param name="Path">below the locality, where it is answered</param>
public sealed record AskedLine(DateOnly? DueOn, string Title, string Asker, string What, int Fields, int Known, string Path)
{
    /// <summary>Names of what is asked for; of tasks none, which are all told in the same way.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];
    public bool IsReport { get; init; }
    public bool IsDone { get; init; }
    /// <summary>What asks it, whichever the round: two lines of one are not two that ask.</summary>
    public string Source { get; init; } = Path;
}

/// <summary>All that the modules of the running generation ask.</summary>
public sealed class AskBook(IEnumerable<(ModuleManifest Module, IEnumerable<Asking> Asks)> modules)
{
    public IReadOnlyList<(ModuleManifest Module, IReadOnlyList<Asking> Asks)> All { get; } = [.. modules.Select(one => (one.Module, (IReadOnlyList<Asking>)[.. one.Asks]))];
}

/// <summary>
/// 要我报的: everything that anybody wants from the place of the address, of whichever module. Each module is asked under its own login and only for what the reader may answer or read there,
/// so that no module reads another's tables for it.
/// </summary>
/// <param name="open">the way to a module's rows; nothing where it is off here</param>
public sealed class AskedOf(Here here, AskBook asks, WorkBook work, Func<ModuleManifest, CancellationToken, ValueTask<Db?>> open)
{
    /// <summary>进展、进度、存在问题、下步打算; the progress last told stands there.</summary>
    const int ReportFields = 4, ReportKnown = 1, Most = 400;

    sealed record TaskRow(Guid Id, string Kind, string Title, string Issuer, DateOnly? DueOn, bool IsReported);
    sealed record Row(Guid Id, string Title, string Asker, DateOnly? DueOn, bool IsDone);

    /// <summary>What waits, and what of this month is done already, in no order.</summary>
    public async Task<IReadOnlyList<AskedLine>> LinesAsync(CancellationToken stop)
    {
        var all = await Task.WhenAll(asks.All.Select(one => (one.Module, Asks: one.Asks.Where(ask => here.May(ask.Permission)).ToList(), Kinds: work.All.Where(place => place.Module.Id == one.Module.Id && here.May(place.Kind.ReadPermission)).ToList()))
            .Where(one => one.Asks.Count > 0 || one.Kinds.Count > 0).Select(one => OfAsync(one.Module, one.Asks, one.Kinds, stop)));
        return [.. all.SelectMany(lines => lines)];
    }

    async Task<IEnumerable<AskedLine>> OfAsync(ModuleManifest module, List<Asking> asked, List<WorkPlace> kinds, CancellationToken stop)
    {
        if (await open(module, stop) is not { } source) return [];
        await using var db = source;
        List<AskedLine> lines = [];
        var month = new DateOnly(Clock.Today.Year, Clock.Today.Month, 1);
        var args = new { lo = here.Locality.Path, own = Scope.OwnBound(here.Locality.Path), month, last = month.AddMonths(1).AddDays(-1), kinds = kinds.Select(place => place.Kind.Id).ToArray() };
        if (kinds.Count > 0)
            lines.AddRange((await db.QueryAsync<TaskRow>($"""
                select i.id, i.kind, i.title, coalesce(i.source_title, i.plan_title) as issuer, coalesce(min(x.due_on) filter (where x.is_open and x.reported_on is null), i.due_on) as due_on, coalesce(bool_or(x.is_open) and not bool_or(x.is_open and x.reported_on is null), false) as is_reported
                from unnest(@kinds) k cross join lateral org.party_items(k) i join org.work_party w on w.item_id = i.id and w.is_lead and w.locality_path >= @lo and w.locality_path < @own left join org.work_round_item x on x.item_id = i.id
                where i.state = 'open' and i.parts = 0 and not i.plan_closed group by i.id, i.kind, i.title, i.plan_title, i.due_on, i.source_title limit {Most}
                """, args, stop)).Where(task => !task.IsReported).Select(task => new AskedLine(task.DueOn, task.Title, task.Issuer, "任务进展", ReportFields, ReportKnown, $"{module.Id}/{task.Kind}/mine#i-{task.Id}")));
        foreach (var ask in asked)
            lines.AddRange((await db.QueryAsync<Row>($"select a.id, a.title, a.asker, a.due_on, a.done_on is not null as is_done from ({ask.Sql}) a where a.locality_path >= @lo and a.locality_path < @own and (a.done_on is null or a.due_on between @month and @last) order by a.due_on, a.id limit {Most}", args, stop))
                .Select(row => new AskedLine(row.DueOn, row.Title, row.Asker, ask.What, ask.Data.Count, ask.Known, $"{ask.Path}/{row.Id}") { Data = ask.Data, IsReport = ask.IsReport, IsDone = row.IsDone, Source = ask.Path }));
        return lines;
    }
}
