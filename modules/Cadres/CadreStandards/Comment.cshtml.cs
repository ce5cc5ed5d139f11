using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Standard;

/// <summary>What is said of one cadre on one occasion, item by item of the standard in force; in an inspection it belongs to the batch. What was said before is not shown to who writes.</summary>
[Needs(Appointing.Open, Write = Appointing.Act)]
public sealed class CommentModel(Db db, Here here) : PageModel
{
    public sealed record Person(Guid Id, string Name, string? PostTitle, string Path, string? Management);
    public Here Here { get; } = here;
    public Person One { get; private set; } = null!;
    public Standards.Edition? Edition { get; private set; }
    public IReadOnlyList<Standards.Item> Items { get; private set; } = [];
    public Guid? Batch { get; private set; }
    public string? BatchName { get; private set; }
    public string? Fault { get; private set; }
    public string Occasion { get; private set; } = "4";

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? batch, string? occasion, CancellationToken stop) => await LoadAsync(id, batch, occasion, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid? batch, string? occasion, string? on, CancellationToken stop)
    {
        if (!await LoadAsync(id, batch, occasion, stop)) return NotFound();
        if (Edition is null) return Refuse("还没有施行的标准");
        if (Keeping.Above(Here, One.Path, Appointing.Act, One.Management) is { } keeper) return Refuse($"{One.Name}由{keeper.Name}管理，由{keeper.Name}评价");
        if (!Dates.TryParse(on, out var day, out var wrong) || day > Clock.Today) return Refuse($"日期：{wrong ?? "晚于今天"}");
        var said = Items.Select(item => (Item: item, Standing: Request.Form[$"standing.{item.Id}"].ToString(), Words: Request.Form[$"words.{item.Id}"].ToString().Trim())).ToList();
        if (said.Find(one => !Standards.Standings.Has(one.Standing) || one.Words.Length is 0 or > 500) is { Item: { } lacks }) return Refuse($"“{lacks.Name}”：请选评价，写具体表现（500 字以内）；每一条都要写");
        await db.ExecuteAsync("insert into standard_comment (locality_path, rank_order, cadre_id, standard_id, item_id, occasion, standing, words, said_on, said_by, batch_id, created_by, changed_by) select @Path, 0, @id, @standard, i, @Occasion, s, w, @day, @by, @Batch, @actor, @actor from unnest(@items, @standings, @words) x (i, s, w)",
            new { One.Path, id, standard = Edition.Id, Occasion, day, by = db.Actor.Name, Batch, actor = db.Actor.Id, items = said.Select(one => one.Item.Id).ToArray(), standings = said.Select(one => one.Standing).ToArray(), words = said.Select(one => one.Words).ToArray() }, stop);
        if (Batch is { } at && await OrgWork.Cadres.Batch.LoadAsync(db, at, Clock.Today, stop) is { } found) await OrgWork.Cadres.Batch.LogAsync(db, found.Head, day, "按好干部标准评价", One.Name, $"{Edition.Name}第 {Edition.Number} 版，{Items.Count} 条", stop);
        await db.RecordAsync(new(DeedKind.Update, "files", id, One.Path, One.Name, [new("按好干部标准评价", null, $"{Standards.Occasions.NameOf(Occasion)}，{Items.Count} 条")]), stop);
        TempData["Done"] = $"{One.Name}：{Items.Count} 条评价已登记";
        return Redirect(Here.Url(Batch is { } back ? $"cadres/batches/{back}" : $"cadres/overview/{id}"));
    }

    async Task<bool> LoadAsync(Guid id, Guid? batch, string? occasion, CancellationToken stop)
    {
        if (await db.FirstAsync<Person>("select id, name, post_title, locality_path as path, management from cadre where id = @id and removed_at is null", new { id }, stop) is not { } one) return false;
        One = one;
        (Edition, Items) = await Standards.InForceAsync(db, stop);
        Occasion = occasion is not null && Standards.Occasions.Has(occasion) ? occasion : "4";
        if (batch is not { } at) return Occasion != "1";
        // In an inspection: of somebody of that batch.
        BatchName = await db.FirstAsync<string>("select b.name from appointment_batch b join appointment_candidate x on x.appointment_batch_id = b.id and x.cadre_id = @id and x.removed_at is null where b.id = @at and b.removed_at is null", new { id, at }, stop);
        (Batch, Occasion) = (at, "1");
        return BatchName is not null;
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }
}
