using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>One query: its conditions, who meets them, who lacks one, each person's yes and no; from here to lists, paper and sheets.</summary>
public sealed class QueryModel(Db db, IdentityVault vault) : QueryPageModel
{
    public const int PageSize = 50, MostListed = 2000;

    public IReadOnlyList<Field> Columns { get; private set; } = [];
    public IReadOnlyList<ListRow> Shown { get; private set; } = [];
    public int Total { get; private set; }
    public Guid? Next { get; private set; }
    public bool IsFirst { get; private set; } = true;
    /// <summary>Who lacks just one of the topmost conditions.</summary>
    public bool IsNear { get; private set; }
    /// <summary>Each person beside each condition.</summary>
    public bool IsTable { get; private set; }
    public IReadOnlyDictionary<Guid, QueryVerdict> Verdicts { get; private set; } = new Dictionary<Guid, QueryVerdict>();
    /// <summary>Somebody of whom it is asked why they are in or out.</summary>
    public IReadOnlyList<ListRow> Found { get; private set; } = [];
    public string Who { get; private set; } = "";
    public bool CanBeNear => Whole is { Mode: QueryMode.All, Parts.Count: > 1 };
    public IReadOnlyList<(string Way, QueryPart Part)> Conditions => [.. Whole.Conditions()];

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? after, string? near, string? table, string? who)
    {
        if (!await FindAsync(id)) return NotFound();
        (IsNear, IsTable, IsFirst) = (near == "1" && CanBeNear, table == "1", after is null);
        Columns = ColumnsOf(Saved.Columns);
        if (Faults.Count > 0) return Page();
        var (rows, total) = await Kept.PageAsync(Asked, Sets, Columns, after, PageSize, IsNear ? 1 : 0, Stop);
        (Shown, Total) = ([.. rows.Take(PageSize)], total);
        Next = rows.Count > PageSize ? Shown[^1].Id : null;
        if ((IsTable || IsNear) && Shown.Count > 0) Verdicts = (await Kept.ExplainAsync(Asked, Sets, [.. Shown.Select(row => row.Id)], Stop)).ToDictionary(verdict => verdict.Id);
        Who = who?.Trim() ?? "";
        if (Who != "") Found = (await Rows.ListAsync(Place, ListRequest.Parse(Register, [new("q", Who)], Today), [Register.TitleField], 20, Stop)).Rows;
        return Page();
    }

    public string With(bool? near = null, bool? table = null, Guid? after = null) =>
        "?" + string.Join('&', ((string?[])[near ?? IsNear ? "near=1" : null, table ?? IsTable ? "table=1" : null, after is null ? null : $"after={after:N}"]).OfType<string>());

    public string TitleOf(ListRow row) => FieldText.Show(Columns.Count > 0 && row.Values.Length == Columns.Count ? Columns[0] : Register.TitleField, row.Values[0], Reckoning);

    // ---- the conditions

    public async Task<IActionResult> OnPostGroupAsync(Guid id, string? way, QueryMode mode, int least) =>
        await ChangeAsync(id, whole => whole.Adding(way, new() { Mode = mode == QueryMode.Condition ? QueryMode.Any : mode, Least = mode == QueryMode.Least ? 1 : 0 }));

    public async Task<IActionResult> OnPostModeAsync(Guid id, string? way, QueryMode mode, int least) =>
        await ChangeAsync(id, whole => mode == QueryMode.Condition || whole.At(way) is not { IsGroup: true } group ? whole : whole.With(way, group with { Mode = mode, Least = mode == QueryMode.Least ? Math.Max(1, least) : 0 }));

    public async Task<IActionResult> OnPostTakeAsync(Guid id, string? way) => await ChangeAsync(id, whole => string.IsNullOrEmpty(way) ? whole with { Parts = [] } : whole.With(way, null));

    async Task<IActionResult> ChangeAsync(Guid id, Func<QueryPart, QueryPart> change)
    {
        if (!await FindAsync(id)) return NotFound();
        await PutAsync(Saved, change(Whole));
        return Redirect(QueryUrl);
    }

    // ---- the query

    public async Task<IActionResult> OnPostKeepAsync(Guid id, string? name, string? reckoned, string[] columns, bool shared)
    {
        if (!await FindAsync(id)) return NotFound();
        DateOnly? day = null;
        if (!string.IsNullOrWhiteSpace(reckoned))
        {
            if (!Dates.TryParse(reckoned, out var typed, out var fault))
            {
                TempData["Fault"] = $"计算日期：{fault}";
                return Redirect(QueryUrl);
            }
            day = typed;
        }
        if (await PutAsync(Saved with { Name = NameOf(name, Saved.Name), ReckonedOn = day, IsShared = shared, Columns = [.. columns.Where(column => Register.Find(column) is not null).Distinct()] }, Whole)) TempData["Done"] = "已保存";
        return Redirect(QueryUrl);
    }

    public async Task<IActionResult> OnPostCopyAsync(Guid id)
    {
        if (!await FindAsync(id)) return NotFound();
        if (Faults.Count > 0) return Forbidden();
        return Redirect($"{QueriesUrl}/{await Kept.AddAsync(Place, NameOf(Saved.Name + "（我的）", ""), Whole, Saved.Columns, Saved.ReckonedOn, Say(Whole), Stop)}");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id)
    {
        if (!await FindAsync(id)) return NotFound();
        if (!IsOwn || !await Kept.RemoveAsync(Place, Saved, Stop)) return Forbidden();
        TempData["Done"] = $"查询“{Saved.Name}”已删去，名册和名单不受影响";
        return Redirect(QueriesUrl);
    }

    // ---- what becomes of it

    /// <param name="row">who was ticked; nobody for all</param>
    public async Task<IActionResult> OnPostListAsync(Guid id, string? name, Guid[] row)
    {
        if (!await FindAsync(id)) return NotFound();
        if (Faults.Count > 0) return Forbidden();
        // Ticked or not: only who meets the query comes from it.
        var all = await Kept.IdsAsync(Asked, Sets, MostListed + 1, Stop);
        if (row.Length == 0 && all.Length > MostListed)
        {
            TempData["Fault"] = $"一份名单最多 {MostListed} {Register.Counter}，请再加条件，或勾选其中一些";
            return Redirect(QueryUrl);
        }
        var chosen = row.Length == 0 ? all : row.Length > MostListed ? row[..MostListed] : row;
        return Redirect($"{ListsUrl}/{await Kept.AddListAsync(Place, NameOf(name, Saved.Name), $"组合查询“{Saved.Name}”，{Dates.Format(Today)}：{Say(Whole)}", Saved.Columns, chosen, Stop)}");
    }

    public async Task<IActionResult> OnPostExportAsync(Guid id)
    {
        if (!await FindAsync(id)) return NotFound();
        if (Faults.Count > 0) return Forbidden();
        var ids = await Kept.IdsAsync(Asked, Sets, RegisterExport.AtOnce + 1, Stop);
        if (ids.Length > RegisterExport.AtOnce)
        {
            TempData["Fault"] = $"一次导出最多 {RegisterExport.AtOnce:N0} {Register.Counter}，请再加条件";
            return Redirect(QueryUrl);
        }
        if (ids.Length == 0)
        {
            TempData["Fault"] = $"没有符合条件的{Register.Noun}，没有导出";
            return Redirect(QueryUrl);
        }
        var file = FileStore.Temporary();
        try
        {
            var export = new RegisterExport(db, Book, vault, Place, Here.Locality, PlaceName);
            await export.WriteAsync(file, new(Place.Path, "", ids, [.. ColumnsOf(Saved.Columns).Select(column => column.Column)], [], $"{Here.User.Name}（{Here.User.Account}）", null) { Words = $"组合查询“{Saved.Name}”：{Say(Whole)}", IsInOrder = true }, ListRequest.Parse(Register, [], Today), Day, null, Stop);
            file.Position = 0;
            return File(file, FileKind.Xlsx.MediaType, export.FileName(Day));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
