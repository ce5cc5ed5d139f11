using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.TaskGroups;

/// <summary>编组进展: each mechanism, project family, action with its tasks of whichever module, their owners, how far they are, and its indicators. A task may be in several.</summary>
[Needs(Requirements.Read, Write = Requirements.Edit)]
public sealed class BoardModel(Db db, Here here, WorkBook work, WorkDesk desk) : PageModel
{
    public sealed record Group(Guid Id, string Title, string Kind, int Year, string Owner, string Aim, string LocalityPath);
    public sealed record Indicator(Guid GroupId, string Title, string? Unit, int Target, int? Actual, DateOnly? AsOf);
    public sealed record Item
    {
        /// <summary>The group it is linked with; of one that was found, nothing.</summary>
        public Guid? RowId { get; init; }
        public Guid Id { get; init; }
        public string Module { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Number { get; init; } = "";
        public string Title { get; init; } = "";
        public string? LeadName { get; init; }
        public string? Person { get; init; }
        public DateOnly? DueOn { get; init; }
        public int Percent { get; init; }
        public string State { get; init; } = "";
        public string LocalityPath { get; init; } = "";
        public bool IsRed => State is "open" or "applied" or "checked" && DueOn < Clock.Today;
    }

    public Here Here => here;
    public IReadOnlyList<Group> Groups { get; private set; } = [];
    public ILookup<Guid, Indicator> Indicators { get; private set; } = Array.Empty<Indicator>().ToLookup(one => one.GroupId);
    public Dictionary<Guid, IReadOnlyList<Item>> Tasks { get; } = [];
    public IReadOnlyList<Item> Found { get; private set; } = [];
    public Guid? Chosen { get; private set; }
    public string Find { get; private set; } = "";
    public bool MayEdit => here.MayWrite(Requirements.Edit);

    /// <summary>Work of those kinds only that this reader may see in their own modules.</summary>
    string[] Kinds => [.. work.All.Where(place => here.May(place.Kind.ReadPermission)).Select(place => place.Path)];
    public string KindName(Item item) => work.All.FirstOrDefault(place => place.Path == $"{item.Module}/{item.Kind}")?.Kind.Title ?? item.Kind;

    public async Task<IActionResult> OnGetAsync(Guid? group, string? q, CancellationToken stop)
    {
        await LoadAsync(group, stop);
        if (Chosen is not null && Groups.Count == 0) return NotFound();
        Find = q?.Trim() ?? "";
        if (Chosen is { } chosen && Find != "") Found = [.. (await db.QueryAsync<Item>("select * from org.work_anywhere(@kinds, null, null, @find)", new { kinds = Kinds, find = Find }, stop)).Where(item => Tasks[chosen].All(one => one.Id != item.Id)).Take(30)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid group, Guid[] items, CancellationToken stop)
    {
        await LoadAsync(group, stop);
        if (Groups is not [var one]) return NotFound();
        var known = await db.QueryAsync<Item>("select * from org.work_anywhere(@kinds, null, @items, '')", new { kinds = Kinds, items }, stop);
        foreach (var item in known) await desk.LinkAsync(item.Kind, item.Id, one.LocalityPath, item.Title, "task-groups", one.Id, one.Title, stop);
        TempData["Done"] = items.Length == 0 ? "没有选任务" : known.Count < items.Length ? $"已列入 {known.Count} 项；另有 {items.Length - known.Count} 项已经办结或不在您看得到的范围" : $"已列入 {known.Count} 项";
        return Redirect(here.Url($"department/task-groups/board?group={group}"));
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid group, Guid item, CancellationToken stop)
    {
        await LoadAsync(group, stop);
        if (Groups is not [var one] || Tasks[one.Id].FirstOrDefault(task => task.Id == item) is not { } task) return NotFound();
        await desk.UnlinkAsync(task.Kind, item, task.Title, group, stop);
        TempData["Done"] = "已移出";
        return Redirect(here.Url($"department/task-groups/board?group={group}"));
    }

    async Task LoadAsync(Guid? group, CancellationToken stop)
    {
        Chosen = group;
        (Groups, Indicators) = await db.QueryManyAsync("""
            select id, title, kind, year, owner, aim, locality_path from task_group where removed_at is null and (@group::uuid is null or id = @group) order by year desc, locality_path, rank_order, id limit 40;
            select task_group_id as group_id, title, unit, target, actual, as_of from task_group_indicator where removed_at is null and (@group::uuid is null or task_group_id = @group) order by rank_order, id limit 400
            """, new { group }, async grid => ((IReadOnlyList<Group>)[.. await grid.ReadAsync<Group>()], (await grid.ReadAsync<Indicator>()).ToLookup(one => one.GroupId)), stop);
        var tasks = (await db.QueryAsync<Item>("select * from org.work_anywhere(@kinds, @groups, null, '')", new { kinds = Kinds, groups = Groups.Select(one => one.Id).ToArray() }, stop)).ToLookup(task => task.RowId);
        foreach (var one in Groups) Tasks[one.Id] = [.. tasks[one.Id]];
    }
}
