using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace OrgWork.Ui;

/// <summary>
/// One field of many records at once: which records (chosen in the list, or all that its conditions bring), which field and what it shall
/// be, each record before and after, then all of them or none.
/// </summary>
public sealed class BulkModel : FormPageModel
{
    public const int Most = 500;

    public sealed record Line(RegisterRecord Record, string Title, string Place, string Before, bool Changes);

    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public Field? Chosen { get; private set; }
    public string After { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public string? ReasonFault { get; private set; }
    /// <summary>Everything is said; what is left is to look and to confirm.</summary>
    public bool IsPreview { get; private set; }
    /// <summary>What somebody else did to one of the records meanwhile.</summary>
    public string? Hindrance { get; private set; }
    public bool IsTooMany { get; private set; }
    /// <summary>What the rules say of each record with the change made, where it stands in the way.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<Finding>> Said { get; private set; } = new Dictionary<Guid, IReadOnlyList<Finding>>();
    /// <summary>Nothing was to be changed yet: the rules were asked beforehand.</summary>
    public bool IsOnlyLooked { get; private set; }
    public int Changing => Lines.Count(line => line.Changes);
    public override string Heading => $"批量修改{Register.Noun}";
    public override string CancelUrl => ListUrl;

    /// <summary>What differs from record to record by its nature, or is opened for a purpose only, is not for many at once.</summary>
    public IEnumerable<Field> Choices => Register.TypedFields.Where(f => f != Register.TitleField && !f.IsSensitive && f.Kind is not (FieldKind.Name or FieldKind.Identity));

    public async Task<IActionResult> OnGetAsync()
    {
        var asked = ListRequest.Parse(Register, Request.Query, Today);
        var found = await Rows.ListAsync(Place, asked, [Register.TitleField], Most, Stop);
        IsTooMany = found.Next is not null;
        return await ShowAsync(IsTooMany ? [] : [.. found.Rows.Select(row => row.Id)], null);
    }

    public Task<IActionResult> OnPostAsync(Guid[] id, string? field) => ShowAsync(id, field);

    public async Task<IActionResult> OnPostPreviewAsync(Guid[] id, string? field, string? reason)
    {
        await ShowAsync(id, field);
        if (Chosen is null || !Read(reason)) return this.Unprocessable();
        (IsPreview, IsOnlyLooked) = (true, true);
        // The changes are made, the rules asked, and all is taken back.
        await ChangeAsync(Lines.ToDictionary(line => line.Record.Id, line => line.Record.Version));
        await HttpContext.RequestServices.GetRequiredService<Db>().DisposeAsync();
        return Hindrance is null ? Page() : this.Unprocessable();
    }

    public async Task<IActionResult> OnPostApplyAsync(Guid[] id, int[] version, string? field, string? reason)
    {
        await ShowAsync(id, field);
        if (Chosen is null || id.Length != version.Length || !Read(reason)) return this.Unprocessable();
        if (await ChangeAsync(id.Zip(version).ToDictionary(pair => pair.First, pair => pair.Second)) is not { } count) return this.Unprocessable();
        TempData["Done"] = $"已修改 {count} {Register.Counter}的{Chosen.Label}";
        return Redirect(ListUrl);
    }

    /// <returns>how many; nothing when something stands in the way, which the page says then</returns>
    async Task<int?> ChangeAsync(Dictionary<Guid, int> versions)
    {
        var count = 0;
        var changing = Lines.Where(line => line.Changes).ToList();
        var before = await Checks.BrokenAsync(Place, [.. changing.Select(line => line.Record.Id)], reminders: false, Stop);
        foreach (var line in changing)
        {
            if (KeptAbove(line.Record) is { } keeper)
            {
                Hindrance = $"{line.Title}由{keeper.Name}管理，在这里只看不改";
                IsPreview = false;
                return null;
            }
            if (!KeepsHere(Form, line.Record.LocalityPath, line.Record))
            {
                (Hindrance, IsPreview) = ($"{line.Title}：{Form.Errors.Values.First()}", false);
                return null;
            }
            var clash = await Rows.ChangeAsync(Place, line.Record.Id, versions[line.Record.Id], line.Record.LocalityPath, Form, Stop, $"批量修改：{Reason}");
            if (clash is null && Form.IsValid)
            {
                count++;
                continue;
            }
            Hindrance = clash is null ? $"{line.Title}：{Form.Errors.Values.First()}" : $"{line.Title}刚被{(clash.By ?? "别人")}改过";
            IsPreview = clash is not null;
            return null;
        }
        return await KeepsRulesAsync(changing, before) ? count : null;
    }

    /// <summary>The rules once more, with the changes made in this transaction, as a single record's form asks them: what is refused, or lacks its waiver, takes all changes back.</summary>
    async Task<bool> KeepsRulesAsync(IReadOnlyList<Line> changed, ILookup<Guid, Finding> before)
    {
        var after = await Checks.BrokenAsync(Place, [.. changed.Select(line => line.Record.Id)], reminders: false, Stop);
        var fresh = changed.ToDictionary(line => line.Record.Id, line => (IReadOnlyList<Finding>)[.. after[line.Record.Id].Where(finding => !before[line.Record.Id].Any(old => old.Rule!.Id == finding.Rule!.Id && old.Words == finding.Words))]);
        if (fresh.Values.All(findings => findings.Count == 0)) return true;
        // Of several records that break the same rule, it is explained once; the table says which they are.
        static IReadOnlyList<Finding> OneEach(IEnumerable<Finding> findings) => [.. findings.GroupBy(finding => finding.Rule!.Id).Select(same => same.First())];
        Refused = OneEach(fresh.Values.SelectMany(findings => findings).Where(finding => finding.Refuses));
        Waiver = WaiverForm.Read(Request.Form, OneEach(fresh.Values.SelectMany(findings => findings).Where(finding => finding.NeedsWaiver)));
        if (Refused.Count == 0 && Waiver.Waiver is { } waiver && !IsOnlyLooked)
        {
            foreach (var line in changed.Where(line => fresh[line.Record.Id].Count > 0))
                await Checks.WaiveAsync(fresh[line.Record.Id], Register.Id, line.Record.Id, line.Record.LocalityPath, line.Title, $"批量修改{Register.Noun}", waiver, Stop);
            return true;
        }
        await HttpContext.RequestServices.GetRequiredService<Db>().DisposeAsync();
        (Said, IsPreview) = (fresh.Where(pair => pair.Value.Count > 0).ToDictionary(), true);
        return false;
    }

    bool Read(string? reason)
    {
        Reason = (reason ?? "").Trim();
        if (Reason.Length is 0 or > 100) ReasonFault = "请用 1 至 100 个字写明依据，记入每一条的变更记录";
        return Form.IsValid && ReasonFault is null;
    }

    async Task<IActionResult> ShowAsync(Guid[] ids, string? column)
    {
        IsTooMany |= ids.Length > Most;
        var records = ids.Length == 0 || IsTooMany ? [] : await Rows.FindManyAsync(Place, ids, Stop);
        Chosen = Choices.FirstOrDefault(field => field.Column == column);
        Form = RegisterForm.New(Register);
        if (Chosen is not null && Request.HasFormContentType && Request.Form.ContainsKey(Chosen.Column))
        {
            Form = RegisterForm.Read(Register, Request.Form, Today, Chosen);
            if (Form.Values.GetValueOrDefault(Chosen.Column) is Guid referred)
                Titles = new Dictionary<string, string> { [Chosen.Column] = await Rows.TitleOfAsync(Place, Chosen, referred, Stop) ?? "" };
            After = Chosen.Kind is FieldKind.Row or FieldKind.Unit ? Titles.GetValueOrDefault(Chosen.Column, "") : FieldText.Show(Chosen, Form.Values.GetValueOrDefault(Chosen.Column), Reckoning);
        }
        var wanted = Chosen is null ? null : Form.Values.GetValueOrDefault(Chosen.Column);
        Lines = [.. records.Select(record => new Line(record, record.TitleIn(Register), PlaceName(record.LocalityPath),
            Chosen is null ? "" : FieldText.Show(Chosen, record.ShownOf(Chosen), Reckoning), Chosen is not null && !Equals(record.Values.GetValueOrDefault(Chosen.Column), wanted)))];
        return Page();
    }
}
