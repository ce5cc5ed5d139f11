using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Exchange;

/// <summary>One file beside its record, item by item.</summary>
[Needs("cadres.exchange.import")]
public sealed class EntryModel(Db db, Here here, RegisterRows rows, RegisterBook book, IdentityVault identities) : PageModel
{
    readonly FormVault vault = new(identities);

    public Here Here { get; } = here;
    internal FormEntry Entry { get; private set; } = null!;
    internal FormFile? Form { get; private set; }
    internal FormRecord? Record { get; private set; }
    internal IReadOnlyList<FormRecord> Candidates { get; private set; } = [];
    internal IReadOnlyList<FormDifference> Differences { get; private set; } = [];
    internal IReadOnlyList<ResumeLine> Lines { get; private set; } = [];
    IReadOnlyDictionary<string, FormChoice> choices = new Dictionary<string, FormChoice>();

    public bool NeedsWho => Entry.CadreId is null && Entry.Candidates.Length > 0;
    internal FormChoice TakeOf(FormDifference difference) => choices.GetValueOrDefault(difference.Element) ?? new(Record is null || difference.TakesFile ? FormChoice.File : FormChoice.Keep);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostWhoAsync(Guid id, string? who, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop) || Form is null || Entry.AcceptedAt is not null) return NotFound();
        Guid? chosen = Guid.TryParse(who, out var cadre) ? cadre : null;
        if (chosen is not null && Candidates.All(candidate => candidate.Id != chosen) || chosen is null && who != "new") return BadRequest();
        Record = Candidates.FirstOrDefault(candidate => candidate.Id == chosen);
        var identity = IdentityNumber.TryParse(Form.Text(FormElements.Identity), out var number, out _) ? number : null;
        var (verdict, reasons, differences) = FormStage.Judge(Form, identity, Record, []);
        await db.ExecuteAsync("update cadre_exchange_entry set cadre_id = @chosen, candidates = case when @is_new then '{}' else candidates end, verdict = @verdict, reasons = @reasons, differences = @differences, choices = '{}', settled_at = null where id = @id and accepted_at is null",
            new { id, chosen, is_new = chosen is null, verdict, reasons = reasons.ToArray(), differences }, stop);
        await RecordAsync("是谁", Record is null ? "新登记的人" : $"名册里的{Record.Name}", stop);
        return Redirect(Here.Url($"cadres/exchange/entry/{id}"));
    }

    public async Task<IActionResult> OnPostAsync(Guid id, bool accept, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop) || Form is null || Entry.AcceptedAt is not null) return NotFound();
        if (NeedsWho) return await RefuseAsync(id, "请先指明是谁", stop);
        var made = new Dictionary<string, FormChoice>();
        foreach (var difference in Differences)
        {
            var take = Request.Form[$"take.{difference.Element}"].ToString();
            if (take is not (FormChoice.File or FormChoice.Keep or FormChoice.Own)) continue;
            var typed = Request.Form[$"text.{difference.Element}"];
            // Whoever types something else means it, whether or not they also tick it.
            if (typed.Count > 0 && FormTexts.Plain(typed.ToString()) != FormTexts.Plain(TakeOf(difference).Text ?? difference.Said)) take = FormChoice.Own;
            var text = take == FormChoice.Own ? FormTexts.Plain(typed.ToString()) : null;
            if (take == FormChoice.Own && FormFields.Find(difference.Element) is { } field && field.Read(text!, Columns.Empty) is { Doubt: { } doubt, Values.Count: 0 }) return await RefuseAsync(id, doubt, stop);
            made[difference.Element] = new(take, text);
        }
        var json = FormChoice.ToJson(made);
        await db.ExecuteAsync("update cadre_exchange_entry set choices = cast(@json as jsonb), settled_at = now() where id = @id and accepted_at is null", new { id, json }, stop);
        await RecordAsync("核对", string.Join("、", Differences.Where(difference => made.ContainsKey(difference.Element)).Select(difference => $"{difference.Label}：{made[difference.Element].Words}")), stop);
        if (!accept)
        {
            TempData["Done"] = "已存下，可在本批页面接受";
            return Redirect(Here.Url($"cadres/exchange/batch/{Entry.BatchId}"));
        }
        try
        {
            await new FormAccept(db, Here, rows, book, vault).AcceptAsync(Entry with { Choices = json, SettledAt = DateTime.UtcNow }, stop);
        }
        catch (FormNotAcceptedException refusal)
        {
            await db.DisposeAsync();
            return await RefuseAsync(id, refusal.Message, stop);
        }
        TempData["Done"] = $"已接受“{Entry.Name}”";
        return Redirect(Here.Url($"cadres/exchange/batch/{Entry.BatchId}"));
    }

    Task RecordAsync(string label, string words, CancellationToken stop) => db.RecordAsync(new(DeedKind.Update, "exchange", Entry.Id, Here.Locality.Path, Entry.Name, [new(label, null, words)]), stop);

    async Task<IActionResult> RefuseAsync(Guid id, string fault, CancellationToken stop)
    {
        await LoadAsync(id, stop);
        ModelState.AddModelError("", fault);
        Fault = fault;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    public string? Fault { get; private set; }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<FormEntry>($"select {FormEntry.Columns} from cadre_exchange_entry e where e.id = @id", new { id }, stop) is not { Verdict: not "unreadable" } entry) return false;
        Entry = entry;
        choices = FormChoice.Of(entry.Choices);
        var records = await FormRecord.LoadAsync(db, entry.CadreId is { } cadre ? [cadre, .. entry.Candidates] : entry.Candidates, stop);
        Record = entry.CadreId is { } known ? records.GetValueOrDefault(known) : null;
        Candidates = [.. entry.Candidates.Where(records.ContainsKey).Select(candidate => records[candidate])];
        if (entry.Content is null) return true;
        Form = entry.Open(vault);
        Differences = FormDifference.Of(Form, Record, IdentityNumber.TryParse(Form.Text(FormElements.Identity), out _, out _) && Record?.IdentityMask is null);
        Lines = ResumeText.Read(Form.Text(FormElements.Resume) is { Length: > 0 } resume ? ResumeText.Stored(resume, out _) : null, Month.Of(Clock.Today));
        return true;
    }
}
