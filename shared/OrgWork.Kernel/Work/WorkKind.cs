namespace OrgWork.Kernel;

/// <summary>
/// A kind of work (年度要点, 巡视整改): declared in the module. Plans as they were written, items with bodies, persons and days, rounds, reports, board, urging and
/// escalation, closing, look-back and export follow from it under <c>/{locality}/{module}/{Id}</c>.
/// </summary>
public sealed class WorkKind
{
    public required string Id { get; init; }
    /// <summary>年度要点</summary>
    public required string Title { get; init; }
    /// <summary>要点, 反馈意见: what items come from.</summary>
    public required string PlanNoun { get; init; }
    /// <summary>任务, 问题</summary>
    public required string ItemNoun { get; init; }
    public string Counter { get; init; } = "项";
    public required string ReadPermission { get; init; }
    /// <summary>To enter, break down, issue, urge, check, close: held at the place that issues.</summary>
    public required string ManagePermission { get; init; }
    /// <summary>To receive, report and apply: held at the place of the body.</summary>
    public required string ReportPermission { get; init; }
    /// <summary>By which plans, summaries and statistics are cut alike in every year.</summary>
    public required CodeSet Lines { get; init; }
    /// <summary>Problems are written off (销号): checked by another than who applied, approved, looked back at; those that come again are marked and need a cause.</summary>
    public bool IsRectification { get; init; }
    /// <summary>How often rounds open by themselves, unless a plan says otherwise.</summary>
    public string? Cycle { get; init; }
    /// <summary>What an item must have before it is issued.</summary>
    public required Rule<WorkFacts> Complete { get; init; }
    public required Rule<WorkFacts> Overdue { get; init; }
    /// <summary>Behind time-proportional progress; its parameter is <c>gap</c>.</summary>
    public required Rule<WorkFacts> Behind { get; init; }
    /// <summary>Its parameter is <c>days</c>.</summary>
    public required Rule<WorkFacts> DueSoon { get; init; }
    /// <summary>So many transfers need a decision; its parameter is <c>times</c>.</summary>
    public required Rule<WorkFacts> Transfers { get; init; }
    /// <summary>Until which day of the new period the one that is over is reported on; its parameter is <c>days</c>. Without it a round that opens by itself runs a week.</summary>
    public Rule<WorkFacts>? Filing { get; init; }

    /// <summary>The list of duties by which something is handed to a lower level: <c>id</c>, <c>title</c> of its entries. Where there is one, an item for a lower body names its entry or says why there is none.</summary>
    public string? DutiesSql { get; init; }
    /// <summary>What items may have to do with beside their bodies; places are always among them.</summary>
    public IReadOnlyList<WorkObject> Objects { get; init; } = [];

    /// <summary>The day of the month on which write-offs are decided; its parameter is <c>on</c>. What was applied for by then is not left over to the next.</summary>
    public Rule<WorkFacts>? WriteOff { get; init; }

    /// <summary>认领: a body takes upon itself to lead or to support.</summary>
    public string ReceiveWord => IsRectification ? "认领" : "签收";
    public string ClosedWord => IsRectification ? "销号" : "办结";
    public IEnumerable<Rule> Rules => [Complete, Overdue, Behind, DueSoon, Transfers, .. (Rule?[])[Filing, WriteOff] is var more ? more.OfType<Rule>() : []];
}

/// <summary>Rows that an item may be linked with.</summary>
/// <param name="Register">how the link remembers what it is</param>
/// <param name="Sql"><c>id</c>, <c>title</c> of all that may be chosen, in their order, with <c>@find</c>; how many are offered is not its matter</param>
/// <param name="Permission">to choose them and to read their names</param>
/// <param name="Path">of a row's page below the locality, if it has one</param>
public sealed record WorkObject(string Register, string Name, string Sql, string Permission, string? Path = null);

/// <summary>A kind of work in its module.</summary>
public sealed record WorkPlace(ModuleManifest Module, WorkKind Kind)
{
    /// <summary>Below the locality: <c>department/points</c>.</summary>
    public string Path => $"{Module.Id}/{Kind.Id}";

    /// <summary>Places first: a county, a township, a village that it is about.</summary>
    public IReadOnlyList<WorkObject> Objects => [new("places", "地方", "select md5('place' || id)::uuid as id, name as title from org.locality where path >= @lo and path < @hi and kind < 6 and valid_to is null and position(@find in name) > 0 order by path", Kind.ReadPermission), .. Kind.Objects];
}

/// <summary>All kinds of work of the running generation.</summary>
public sealed class WorkBook
{
    public WorkBook(IEnumerable<(ModuleManifest Module, IEnumerable<WorkKind> Kinds)> modules)
    {
        All = [.. modules.SelectMany(one => one.Kinds.Select(kind => new WorkPlace(one.Module, kind)))];
        foreach (var place in All)
        {
            if (All.Count(other => other.Path == place.Path) > 1) throw new ModuleRefusedException($"任务“{place.Kind.Title}”的地址 {place.Path} 用了两次");
            foreach (var permission in (string[])[place.Kind.ReadPermission, place.Kind.ManagePermission, place.Kind.ReportPermission])
                if (place.Module.Permissions.All(p => p.Id != permission)) throw new ModuleRefusedException($"任务“{place.Kind.Title}”要求的权限“{permission}”没有在 module.json 里声明");
        }
    }

    public IReadOnlyList<WorkPlace> All { get; }
}
