using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Cadres.Batches;

/// <summary>
/// What was said and written of the people of a batch: reports, talks, answers, why somebody was vetoed, what was reported in publicity. Opened for a stated purpose, this once; who opened it and why stands in
/// the record of deeds before anything is shown.
/// </summary>
[Needs(Appointing.Open, EvenReadOnly = true)]
public sealed class MaterialsModel(Db db, Here here) : PageModel
{
    public sealed record Talk(string Stage, string Category, string TalkedWith, DateOnly TalkedOn, string Talkers, string Words);
    public sealed record Entry(DateOnly OnDay, string What, string? Candidate, string Words);

    public static readonly IReadOnlyList<string> Purposes = ["提交会议讨论", "考察组起草、核对", "上级检查、备案", "信访举报查核", "归档", "本级领导审阅"];

    public Here Here { get; } = here;
    public Batch Batch { get; private set; } = null!;
    public IReadOnlyList<Talk> Talks { get; private set; } = [];
    public IReadOnlyList<Entry> Log { get; private set; } = [];
    /// <summary>Open this once, for what was said.</summary>
    public string? Purpose { get; private set; }
    public string? Fault { get; private set; }
    public bool MayReturn => Here.May(Appointing.Read);
    /// <summary>Who works on the case changes a report from here, having opened it.</summary>
    public bool MayChange { get; private set; }
    public IEnumerable<BatchCandidate> People => Batch.Candidates.Where(one => one.Report is not null || Standard.ContainsKey(one.CadreId) || one.VetoReason is not null || one.Objection is not null || one.Checks.Any(check => check.Words is not null));
    public int Reports => Batch.Candidates.Count(one => one.Report is not null);
    public int TalkCount { get; private set; }
    /// <summary>What was said of each under the items of the standard, for whoever writes the report.</summary>
    public IReadOnlyDictionary<Guid, string> Standard { get; private set; } = new Dictionary<Guid, string>();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? purpose, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Opening.Stated(Purposes, purpose, reason, asksReason: true) is not { } stated)
        {
            Fault = "请选用途，并写明事由（100 字以内）";
            Response.StatusCode = 422;
            return Page();
        }
        Purpose = stated;
        this.ShutAgain(Here.Url($"cadres/batches/materials/{id}"));
        (Talks, Log) = await db.QueryManyAsync("""
            select stage, category, talked_with, talked_on, talkers, words from appointment_talk where appointment_batch_id = @id and removed_at is null order by stage, talked_on, rank_order, id;
            select on_day, what, candidate, words from appointment_log where appointment_batch_id = @id and words is not null order by entered_at, id
            """, new { id }, async grid => ((IReadOnlyList<Talk>)[.. await grid.ReadAsync<Talk>()], (IReadOnlyList<Entry>)[.. await grid.ReadAsync<Entry>()]), stop);
        Standard = (await Standards.OfBatchAsync(db, id, stop)).ToDictionary(one => one.Cadre, one => one.Words);
        MayChange = Here.MayWrite(Appointing.Act) && await db.FirstAsync<bool>("select exists (select from org.procedure_case where subject_id = @id and procedure = 'appointments' and step = 'inspection' and state = 'open')", new { id }, stop);
        await db.RecordAsync(new(DeedKind.Reveal, "batches", id, Batch.Head.Path, Batch.Head.Name, [new("考察材料、谈话记录", null, $"材料 {Reports} 份，谈话 {Talks.Count} 条")], Purpose), stop);
        return Page();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await Batch.LoadAsync(db, id, Clock.Today, stop) is not { } batch) return false;
        (Batch, TalkCount) = (batch, await db.FirstAsync<int>("select count(*)::int from appointment_talk where appointment_batch_id = @id and removed_at is null", new { id }, stop));
        return true;
    }
}
