using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace OrgWork.Ui;

public sealed class ListModel(Db db, IdentityVault vault) : RegisterPageModel
{
    /// <summary>Far: how far is counted for one who asks on.</summary>
    public const int PageSize = 50, CountCap = 1000, FarCountCap = 200_000;
    /// <summary>How many filters stand in the first row of a register that names none for it.</summary>
    const int FirstFilters = 4;
    /// <summary>What fits on the line of ready conditions, in Chinese characters.</summary>
    const double ChipLine = 64;

    public ListRequest Asked { get; private set; } = null!;
    public IReadOnlyList<Field> Columns { get; private set; } = [];
    public ListPage Shown { get; private set; } = null!;
    /// <summary>Known without counting when the list ends on its first page.</summary>
    public int? Total { get; private set; }
    /// <summary>For an empty list: what would be there without one of the conditions, or else with one alone; only what brings somebody.</summary>
    public List<(string Words, string Url, int Count)> WaysOut { get; } = [];
    public ListChoice Choice => Here.User.ListChoiceOf(Place.Path);
    public IReadOnlyList<Field> Filters { get; private set; } = [];
    public IReadOnlyList<Field> MoreFilters { get; private set; } = [];
    public bool UsesMoreFilters => Asked.Conditions.Any(condition => MoreFilters.Any(more => IsAge(condition) ? more.Column == condition.Field.Column + ".age" : more == condition.Field));
    /// <summary>The user's own first, then the register's, as far as one line goes; the rest.</summary>
    public IReadOnlyList<Chip> Chips { get; private set; } = [];
    public IReadOnlyList<Chip> MoreChips { get; private set; } = [];
    public bool ShowsAge => Columns.Any(column => column.ShowsAge);

    public async Task OnGetAsync()
    {
        Asked = Ask();
        Columns = ChosenColumns();
        ArrangeFilters();
        foreach (var condition in Asked.Conditions.Where(c => c.Value is Guid).ToList())
            Asked.Say(condition, await Rows.TitleOfAsync(Place, condition.Field, (Guid)condition.Value!, Stop) ?? "（不在您的授权范围之内）");
        Shown = await Rows.ListAsync(Place, Asked, Columns, PageSize, Stop);
        if (Shown.Next is null && Asked.Cursor is null) Total = Shown.Rows.Count;
        if (Total == 0 && !Asked.IsPlain) await FindWaysOutAsync();
    }

    /// <summary>How many, fetched after the list itself: counting is the slower half.</summary>
    public async Task<IActionResult> OnGetCountAsync(bool far)
    {
        var cap = far ? FarCountCap : CountCap;
        return Content(Counted(await Rows.CountAsync(Place, Ask(), cap, Stop), cap), "text/plain");
    }

    /// <summary>Whether its rows may break rules today; which of them do is asked behind the page, for the rows it shows.</summary>
    public bool HasHints => Place.Parent is null && Here.AsOf is null && Register.Rules.Any(rule => rule.Population is not null);

    /// <summary>What the rules say of the rows on the screen, fetched after the list itself.</summary>
    public async Task<IActionResult> OnGetHintsAsync(Guid[] id)
    {
        if (id.Length > PageSize || !HasHints) return BadRequest();
        var broken = await HttpContext.RequestServices.GetRequiredService<RuleChecks>().BrokenAsync(Place, id, reminders: true, Stop);
        return Partial("_ListHints", (IReadOnlyList<(Guid, string, IReadOnlyList<Finding>)>)[.. broken.Select(row => (row.Key, RecordUrl(row.Key), (IReadOnlyList<Finding>)[.. row.OrderByDescending(one => one.Rule!.Severity)]))]);
    }

    /// <summary>The filters behind 更多条件, fetched when it is opened.</summary>
    public IActionResult OnGetFilters()
    {
        Asked = Ask();
        ArrangeFilters();
        return Partial("_Filters", (Asked, MoreFilters));
    }

    /// <summary>The choice of columns, fetched when it is opened.</summary>
    public IActionResult OnGetPicks()
    {
        Asked = Ask();
        Columns = ChosenColumns();
        return Partial("_ColumnPicks", this);
    }

    public static string Counted(int count, int cap = CountCap) => count > cap ? $"{cap}+" : count.ToString(CultureInfo.InvariantCulture);

    public sealed record Chip(string Name, string Query, bool IsOwn, bool IsCurrent);

    void ArrangeFilters()
    {
        var all = Register.Fields.Where(field => field.IsFilter && field.Kind is FieldKind.Code or FieldKind.Flag or FieldKind.Date or FieldKind.Month or FieldKind.Number or FieldKind.Row or FieldKind.Unit).ToList();
        Filters = all.Exists(field => field.IsFirstFilter) ? all.FindAll(field => field.IsFirstFilter) : [.. all.Take(FirstFilters)];
        MoreFilters = [.. all.Except(Filters)];
        // Of a birth date it is the age that is asked for; the dates themselves stand behind.
        MoreFilters = [.. Filters.Where(field => field.ShowsAge), .. MoreFilters.SelectMany(field => field.ShowsAge ? (Field[])[AgeOf(field), field] : [field])];
        Filters = [.. Filters.Select(field => field.ShowsAge ? AgeOf(field) : field)];

        var query = Asked.ToQuery();
        var chips = Choice.Conditions.Select(saved => new Chip(saved.Name, saved.Query, true, saved.Query == query))
            .Concat(Register.Conditions.Select(ready => new Chip(ready.Name, ready.Query, false, ready.Query == query))).ToList();
        double room = ChipLine;
        var fitting = chips.FindIndex(chip => (room -= chip.Name.Sum(c => c > '\u2E7F' ? 1 : 0.6) + 2) < 0);
        Chips = fitting < 0 ? chips : chips[..fitting];
        MoreChips = fitting < 0 ? [] : chips[fitting..];
    }

    static bool IsAge(ListCondition condition) => condition.Key.Contains(".age.", StringComparison.Ordinal);
    static Field AgeOf(Field birth) => Field.Number(birth.Column + ".age", "年龄");

    /// <summary>Sensitive columns that are shown and that this person may take out whole.</summary>
    public IReadOnlyList<Field> Openable => Register.OpenPermission is { } need && Here.May(need) && Here.AsOf is null ? [.. RegisterExport.Openable(Register, Columns)] : [];

    /// <param name="open">with sensitive items whole, for a purpose</param>
    public async Task<IActionResult> OnPostExportAsync(Guid[] id, bool open, string? purpose, string? reason)
    {
        Asked = Ask();
        Columns = ChosenColumns();
        if (open && Openable.Count == 0) return StatusCode(Microsoft.AspNetCore.Http.StatusCodes.Status403Forbidden);
        if (open && string.IsNullOrWhiteSpace(purpose))
        {
            TempData["Fault"] = "导出完整号码，请先选择用途";
            return Redirect(Request.Path + Asked.With());
        }
        var order = new ExportOrder(Place.Path, Asked.ToQuery(), id, [.. Columns.Select(column => column.Column)], open ? [.. Openable.Select(column => column.Column)] : [], $"{Here.User.Name}（{Here.User.Account}）", open ? string.Join('：', ((string?[])[purpose, reason]).Select(words => words?.Trim()).Where(words => !string.IsNullOrEmpty(words))) : null);
        // A whole number among the conditions finds a handful, and is not to be written down with a task.
        if (id.Length == 0 && !Asked.NamesPerson && await Rows.CountAsync(Place, Asked, RegisterExport.AtOnce, Stop) > RegisterExport.AtOnce)
        {
            await new ExportJob().AskAsync(db, order, $"导出{Register.Title}（{Here.PlaceName}）", Stop);
            TempData["Done"] = $"超过 {RegisterExport.AtOnce:N0} {Register.Counter}，已转为任务，做完在这里下载；可以离开去做别的事";
            return Redirect("/account/jobs");
        }
        // A long list takes its time; the login's own limit is for pages.
        await db.ExecuteAsync("set local statement_timeout = '10min'", stop: Stop);
        var file = FileStore.Temporary();
        try
        {
            var export = new RegisterExport(db, Book, vault, Place, Here.Locality, PlaceName);
            await export.WriteAsync(file, order, Asked, Here.Day, null, Stop);
            file.Position = 0;
            return File(file, FileKind.Xlsx.MediaType, export.FileName(Here.Day));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public async Task<IActionResult> OnPostColumnsAsync(string[] columns)
    {
        db.NeedsNoDeed(OwnScreen);
        var known = columns.Where(name => Register.Find(name) is not null).Distinct().ToArray();
        await db.ExecuteAsync(known.Length == 0
            ? "delete from org.column_choice where module = @module and register = @register"
            : "insert into org.column_choice (module, register, columns) values (@module, @register, @known) on conflict (account_id, module, register) do update set columns = @known", new { module = Place.Module.Id, register = Register.Id, known });
        return Redirect(Request.Path + Ask().With());
    }

    public async Task<IActionResult> OnPostKeepAsync(string name)
    {
        if (Ask().NamesPerson)
        {
            TempData["Fault"] = "条件里有整个证件号码或电话号码，不能存为常用条件；请先去掉它";
            return Redirect(Request.Path + Ask().With());
        }
        name = (name ?? "").Trim();
        if (name.Length is 0 or > 20)
        {
            TempData["Fault"] = "常用条件的名称请填 1 至 20 个字";
            return Redirect(Request.Path + Ask().With());
        }
        db.NeedsNoDeed(OwnScreen);
        await db.ExecuteAsync("insert into org.saved_condition (module, register, name, query) values (@module, @register, @name, @query) on conflict (account_id, module, register, name) do update set query = @query",
            new { module = Place.Module.Id, register = Register.Id, name, query = Ask().ToQuery() });
        return Redirect(Request.Path + Ask().With());
    }

    public async Task<IActionResult> OnPostForgetAsync(Guid saved)
    {
        db.NeedsNoDeed(OwnScreen);
        await db.ExecuteAsync("delete from org.saved_condition where id = @saved", new { saved });
        return Redirect(Request.Path + Ask().With());
    }

    const string OwnScreen = "how somebody arranges their own list";

    ListRequest Ask() => ListRequest.Parse(Register, Request.Query, Today);

    /// <summary>What rows are called by stands first, whatever was chosen.</summary>
    IReadOnlyList<Field> ChosenColumns()
    {
        var chosen = Choice.Columns.Select(Register.Find).OfType<Field>().ToList();
        if (chosen.Count == 0) chosen = [.. Register.Fields.Where(field => field.IsListed)];
        chosen.Remove(Register.TitleField);
        return [Register.TitleField, .. chosen];
    }

    async Task FindWaysOutAsync()
    {
        const int most = 5;
        List<(string Key, string Words)> all = [.. Asked.Search == "" ? [] : ((string, string)[])[("q", $"查找“{Asked.Search}”")], .. Asked.Conditions.Select(condition => (condition.Key, $"“{condition.Words}”"))];
        foreach (var (key, words) in all.Take(most)) await TryAsync($"去掉{words}", Asked.With((key, null)));
        // No single one stands in the way: what does each bring by itself?
        if (WaysOut.Count == 0 && all.Count > 2)
            foreach (var (key, words) in all.Take(most)) await TryAsync($"只按{words}", Asked.With([.. all.Where(other => other.Key != key).Select(other => (other.Key, (string?)null))]));
    }

    async Task TryAsync(string words, string url)
    {
        var count = await Rows.CountAsync(Place, ListRequest.Parse(Register, Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url), Today), CountCap, Stop);
        if (count > 0) WaysOut.Add((words, url, count));
    }
}
