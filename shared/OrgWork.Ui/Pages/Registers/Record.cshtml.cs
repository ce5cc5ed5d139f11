using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace OrgWork.Ui;

public sealed class RecordModel : RegisterPageModel
{
    public RecordSheet Sheet { get; private set; } = null!;
    public RegisterRecord Record => Sheet.Record;
    /// <summary>Which tab is open: <c>basic</c>, the id of a child, or <c>history</c>.</summary>
    public string Tab { get; private set; } = "basic";
    public ChildList? OpenChild => Sheet.Children.FirstOrDefault(child => child.Place.Register.Id == Tab);
    public string Title => Record.TitleIn(Register);
    /// <summary>What the rules say of the record; asked for by their tab, and behind the page for the hints.</summary>
    public IReadOnlyList<RowFinding> Findings { get; private set; } = [];
    public bool HasRules => Here.AsOf is null && Record.RemovedAt is null && Register.Rules.Any(rule => rule.Population is not null);

    public async Task<IActionResult> OnGetAsync(Guid id, string? tab)
    {
        if (await Rows.SheetAsync(Place, id, Stop, Here.AsOf, may: Here.May) is not { } sheet) return Gone();
        Sheet = sheet;
        Tab = tab ?? "basic";
        if (Tab == "rules" && HasRules) Findings = await HttpContext.RequestServices.GetRequiredService<RuleChecks>().OfRowAsync(Place, id, stop: Stop);
        return Page();
    }

    /// <summary>The guarded list that is open, this once.</summary>
    public string? Opened { get; private set; }

    /// <summary>Opens a guarded list for a purpose. What is shown is shown after the commit: no entry, no sight.</summary>
    public async Task<IActionResult> OnPostOpenAsync(Guid id, string? tab, string? purpose, string? reason)
    {
        if (Book.ChildrenOf(Place).FirstOrDefault(child => child.Register.Id == tab) is not { Register.IsGuarded: true } wanted) return Gone();
        if (!Here.May(wanted.Register.ReadPermission)) return StatusCode(403);
        if (await Rows.SheetAsync(Place, id, Stop, opened: MaskedTagHelper.Purposes.Contains(purpose) ? tab : null, may: Here.May) is not { } sheet) return Gone();
        (Sheet, Tab) = (sheet, wanted.Register.Id);
        if (KeptAbove(Record, wanted.Register.ReadPermission) is not null) return StatusCode(403);
        if (Opening.Stated(MaskedTagHelper.Purposes, purpose, reason) is not { } stated)
        {
            TempData["Done"] = null;
            return this.Unprocessable();
        }
        Opened = wanted.Register.Id;
        this.ShutAgain($"{RecordUrl(id)}?tab={wanted.Register.Id}");
        await HttpContext.RequestServices.GetRequiredService<Db>().RecordAsync(new(DeedKind.Reveal, Register.Id, id, Record.LocalityPath, Title, [new(wanted.Register.Title, null, null)], stated), Stop);
        return Page();
    }

    /// <summary>The hints beside the name, fetched after the page itself.</summary>
    public async Task<IActionResult> OnGetHintsAsync(Guid id)
    {
        if (await Rows.FindAsync(Place, id, Stop) is null) return Gone();
        Findings = await HttpContext.RequestServices.GetRequiredService<RuleChecks>().OfRowAsync(Place, id, stop: Stop);
        return Partial("_Hints", (Findings, RecordUrl(id)));
    }

    /// <summary>Who stands before and behind in the list, under the conditions it was left with; fetched after the page itself.</summary>
    public async Task<IActionResult> OnGetNeighboursAsync(Guid id)
    {
        if (await Rows.FindAsync(Place, id, Stop) is not { RemovedAt: null } record) return Gone();
        var list = ListRequest.Parse(Register, Request.Query, Today);
        async Task<ListRow?> NextAsync(string key)
        {
            var cursor = (list.Sort is { } sort && record.Values.GetValueOrDefault(sort.Column) is null ? "n." : "") + id.ToString("N");
            var from = ListRequest.Parse(Register, Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(list.With((key, cursor))), Today);
            return (await Rows.ListAsync(Place, from, [Register.TitleField], 1, Stop)).Rows is [var row, ..] ? row : null;
        }
        return Partial("_Neighbours", (this, await NextAsync("before"), await NextAsync("after")));
    }

    /// <param name="child">the list on the record that <paramref name="row"/> stands in; without one, the record itself is meant</param>
    public async Task<IActionResult> OnPostRevealAsync(Guid id, string? field, string? purpose, string? reason, string? child, Guid row)
    {
        var place = child is null ? Place : Book.ChildrenOf(Place).FirstOrDefault(one => one.Register.Id == child);
        if (field is null || place?.Register.Find(field) is not { IsSensitive: true } wanted) return BadRequest();
        if (child is not null && (await Rows.FindAsync(place, row, Stop))?.ParentId != id) return Gone();
        if (!MayOpen || await Rows.FindAsync(Place, id, Stop) is { } record && !OpensHere(record)) return StatusCode(403);
        if (!MaskedTagHelper.Purposes.Contains(purpose)) return Content("请选择用途", "text/plain");
        return Content(await Rows.RevealAsync(place, child is null ? id : row, wanted, purpose!, reason?.Trim(), Stop) ?? "没有登记", "text/plain");
    }

    public string TabUrl(string? tab = null) => RecordUrl(Record.Id) + AsOfQuery + (tab is null ? "" : $"{(Here.AsOf is null ? "?" : "&")}tab={tab}");
    bool MayOpen => Register.MayOpen(Here.May) && (Sheet is null || OpensHere(Record));
    bool OpensHere(RegisterRecord record) => (!Register.OpensAtHome || Here.User.Grants.Any(grant => (grant.Path == record.LocalityPath || grant.Path == LocalityTree.HomeOf(record.LocalityPath)) && grant.Permissions.Contains(Register.OpenPermission ?? Register.WritePermission)))
        && (KeptAbove(record) is null || Register.OpenPermission is { } open && KeptAbove(record, open) is null);
    /// <summary>Where an item is opened; null for who may not.</summary>
    public string? RevealUrl(Field field) => !MayOpen || Here.AsOf is not null ? null : $"{RecordUrl(Record.Id)}?handler=reveal&field={field.Column}";
    public string? RevealUrl(Register child, Guid row, Field field) => RevealUrl(field) is not { } address ? null : $"{address}&child={child.Id}&row={row:D}";
    public string Shown(Field field) => FieldText.Show(field, Record.ShownOf(field), Reckoning);
    public IEnumerable<IGrouping<string, Field>> Groups => Register.Fields.Where(f => f != Register.TitleField).GroupBy(f => f.Group);
    /// <summary>Under the name: what is listed first, as a line of facts.</summary>
    public IEnumerable<Field> Facts => Register.Fields.Where(f => f.IsListed && !f.IsWide && f != Register.TitleField && Shown(f) != "").Take(8);
    /// <summary>How many rows of a list stand beside the record.</summary>
    public const int AtAGlance = 6;

    /// <summary>What holds now before what was: by the day since when a row holds, the latest first; a list without such a day (a birthday is none) in its own order.</summary>
    public static IEnumerable<ListRow> Latest(ChildList child)
    {
        var since = child.Place.Register.Fields.ToList().FindIndex(field => child.Place.Register.BeganColumn is { } began ? field.Column == began : field.Kind is FieldKind.Date or FieldKind.Month && !field.ShowsAge);
        return since < 0 ? child.Rows : child.Rows.OrderByDescending(row => row.Values[since] as DateOnly? ?? DateOnly.MinValue);
    }

    public Field? Headline => Register.Fields.FirstOrDefault(f => f.IsWide);
}
