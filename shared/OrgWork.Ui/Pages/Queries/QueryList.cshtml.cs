using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>A list ordered by hand, with a note on each line; printed as a roster with its own columns, exported, and handed to the register's papers.</summary>
public sealed class QueryListModel(Db db, IdentityVault vault) : QueryPageModel
{
    public SavedList List { get; private set; } = null!;
    public IReadOnlyList<Field> Columns { get; private set; } = [];
    public IReadOnlyList<(ListRow Row, string? Note)> Lines { get; private set; } = [];
    /// <summary>Who stands on it and is not there any more, or lies outside the scope.</summary>
    public int Missing { get; private set; }
    public IReadOnlyList<ListRow> Found { get; private set; } = [];
    public string Find { get; private set; } = "";
    public bool MayChange => List.CreatedBy == Here.User.Id;
    public string Address => $"{ListsUrl}/{List.Id}";
    public string TitleOf(ListRow row) => FieldText.Show(Register.TitleField, row.Values[0], Reckoning);

    async Task<bool> LoadAsync(Guid id)
    {
        if (await Kept.FindListAsync(Place, id, Stop) is not { } list) return false;
        List = list;
        Columns = ColumnsOf(list.Columns);
        var order = await Kept.RowsOfAsync(list, Stop);
        var rows = order.Count == 0 ? new Dictionary<Guid, ListRow>() : (await Rows.ReadManyAsync(Place, [.. order.Select(one => one.Row)], Columns, Stop)).ToDictionary(row => row.Id);
        Lines = [.. order.Where(one => rows.ContainsKey(one.Row)).Select(one => (rows[one.Row], one.Note))];
        Missing = order.Count - Lines.Count;
        return true;
    }

    public async Task<IActionResult> OnGetAsync(Guid id, string? q)
    {
        if (!await LoadAsync(id)) return NotFound();
        Find = q?.Trim() ?? "";
        if (Find != "") Found = (await Rows.ListAsync(Place, ListRequest.Parse(Register, [new("q", Find)], Today), [Register.TitleField], 20, Stop)).Rows;
        return Page();
    }

    /// <param name="line">the rows in the order of the page</param>
    /// <param name="at">the number typed beside each; equal ones keep their order</param>
    /// <param name="up">the row that goes up one, <paramref name="down"/> down, <paramref name="leave"/> out</param>
    public async Task<IActionResult> OnPostAsync(Guid id, int version, string? name, bool shared, string[] columns, Guid[] line, string?[] at, string?[] note, Guid? up, Guid? down, Guid? leave)
    {
        if (!await LoadAsync(id)) return NotFound();
        if (!MayChange) return Forbidden();
        var known = Lines.Select(one => one.Row.Id).ToHashSet();
        var rows = line.Select((row, i) => (Row: row, Note: note.ElementAtOrDefault(i)?.Trim() is { Length: > 0 } said ? said.Length > 200 ? said[..200] : said : null,
            At: decimal.TryParse(at.ElementAtOrDefault(i), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var typed) ? typed : i + 1)).Where(one => known.Contains(one.Row)).DistinctBy(one => one.Row).ToList();
        // A form that lost lines on its way must not empty the list.
        rows.AddRange(Lines.Where(one => rows.TrueForAll(row => row.Row != one.Row.Id)).Select(one => (one.Row.Id, one.Note, decimal.MaxValue)));
        rows = [.. rows.OrderBy(one => one.At)];
        if ((up ?? down) is { } moved)
        {
            var from = rows.FindIndex(one => one.Row == moved);
            var to = up is null ? from + 1 : from - 1;
            if (from >= 0 && to >= 0 && to < rows.Count) (rows[from], rows[to]) = (rows[to], rows[from]);
        }
        if (leave is { } gone) rows.RemoveAll(one => one.Row == gone);
        var chosen = columns.Length == 0 ? List.Columns : [.. columns.Where(column => Register.Find(column) is not null).Distinct()];
        if (!await Kept.ArrangeAsync(Place, List with { Version = version }, NameOf(name, List.Name), shared, chosen, [.. rows.Select(one => (one.Row, one.Note))], Stop))
            TempData["Fault"] = "这份名单刚在别处改过，请看了再改";
        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostAddAsync(Guid id, Guid[] row)
    {
        if (!await LoadAsync(id)) return NotFound();
        if (!MayChange) return Forbidden();
        if (Lines.Count + row.Length > QueryModel.MostListed)
        {
            TempData["Fault"] = $"一份名单最多 {QueryModel.MostListed} {Register.Counter}";
            return Redirect(Address);
        }
        if (await Kept.AddToListAsync(Place, List, row, Stop) == 0) TempData["Fault"] = "没有加入：已在名单里，或不在您的授权范围之内";
        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id)
    {
        if (!await LoadAsync(id)) return NotFound();
        if (!MayChange || !await Kept.RemoveListAsync(Place, List, Stop)) return Forbidden();
        TempData["Done"] = $"名单“{List.Name}”已删去，{Register.Title}不受影响";
        return Redirect(QueriesUrl);
    }

    public async Task<IActionResult> OnPostExportAsync(Guid id)
    {
        if (!await LoadAsync(id)) return NotFound();
        if (Lines.Count == 0)
        {
            TempData["Fault"] = "名单是空的，没有导出";
            return Redirect(Address);
        }
        var file = FileStore.Temporary();
        try
        {
            var export = new RegisterExport(db, Book, vault, Place, Here.Locality, PlaceName);
            await export.WriteAsync(file, new(Place.Path, "", [.. Lines.Select(one => one.Row.Id)], [.. Columns.Select(column => column.Column)], [], $"{Here.User.Name}（{Here.User.Account}）", null) { Words = $"名单“{List.Name}”", IsInOrder = true }, ListRequest.Parse(Register, [], Today), Today, null, Stop);
            file.Position = 0;
            return File(file, FileKind.Xlsx.MediaType, export.FileName(Today));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
