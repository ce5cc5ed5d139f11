using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Cadres.Standard;

/// <summary>The people of a batch side by side under the items of the standard: of inspection, assessment and what else was said, the latest of each. Opened for a stated purpose, on record.</summary>
[Needs(Appointing.Open, EvenReadOnly = true)]
public sealed class CompareModel(Db db, Here here) : PageModel
{
    public Here Here { get; } = here;
    public Batch Batch { get; private set; } = null!;
    public IReadOnlyList<Standards.Edition> Editions { get; private set; } = [];
    public Standards.Edition? Edition { get; private set; }
    public IReadOnlyList<Standards.Item> Items { get; private set; } = [];
    public ILookup<(Guid Cadre, Guid Item), Standards.Comment> Said { get; private set; } = Array.Empty<Standards.Comment>().ToLookup(_ => default((Guid, Guid)));
    public IReadOnlyList<BatchCandidate> People { get; private set; } = [];
    public int Count { get; private set; }
    public string? Purpose { get; private set; }
    public string? Fault { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, null, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid? edition, string? purpose, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, edition, stop)) return NotFound();
        if (Opening.Stated(Batches.MaterialsModel.Purposes, purpose, reason, asksReason: true) is not { } stated)
        {
            Fault = "请选用途，并写明事由（100 字以内）";
            Response.StatusCode = 422;
            return Page();
        }
        Purpose = stated;
        this.ShutAgain(Here.Url($"cadres/cadre-standards/compare/{id}"));
        // The latest of each occasion; older ones stay in the table.
        Said = (await db.QueryAsync<Standards.Comment>("select distinct on (cadre_id, item_id, occasion) cadre_id, standard_id, item_id, occasion, standing, words, said_on, said_by from standard_comment where cadre_id = any(@people) and standard_id = @standard and removed_at is null order by cadre_id, item_id, occasion, said_on desc, id desc",
            new { people = People.Select(one => one.CadreId).ToArray(), standard = Edition?.Id }, stop)).ToLookup(one => (one.CadreId, one.ItemId));
        await db.RecordAsync(new(DeedKind.Reveal, "batches", id, Batch.Head.Path, Batch.Head.Name, [new("按好干部标准比较", null, $"{People.Count} 人")], Purpose), stop);
        return Page();
    }

    async Task<bool> LoadAsync(Guid id, Guid? edition, CancellationToken stop)
    {
        if (await Batch.LoadAsync(db, id, Clock.Today, stop) is not { } batch) return false;
        Batch = batch;
        People = [.. batch.Candidates.Where(one => one.State != "4")];
        // Editions under which something was said of them, and the one in force.
        (Editions, Count) = await db.QueryManyAsync("""
            select s.id, s.name, s.edition as number, s.state, s.effective_on from cadre_standard s where s.removed_at is null and (s.state = '2' or exists (select from standard_comment c where c.standard_id = s.id and c.cadre_id = any(@people) and c.removed_at is null)) order by s.state = '2' desc, length(s.locality_path), s.effective_on desc, s.id;
            select count(*)::int from standard_comment where cadre_id = any(@people) and removed_at is null
            """, new { people = People.Select(one => one.CadreId).ToArray() }, async grid => ((IReadOnlyList<Standards.Edition>)[.. await grid.ReadAsync<Standards.Edition>()], await grid.ReadSingleAsync<int>()), stop);
        Edition = Editions.FirstOrDefault(one => one.Id == edition) ?? (Editions.Count > 0 ? Editions[0] : null);
        if (Edition is not null) Items = await db.QueryAsync<Standards.Item>("select id, cadre_standard_id as standard_id, name, words from cadre_standard_item where cadre_standard_id = @Id and removed_at is null order by rank_order, id", new { Edition.Id }, stop);
        return true;
    }
}
