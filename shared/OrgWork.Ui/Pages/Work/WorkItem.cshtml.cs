using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>One item with everything that was said and done about it.</summary>
public sealed class WorkItemModel(Db db, FileStore files) : WorkPageModel
{
    public WorkItem Item { get; private set; } = null!;
    /// <summary>Whoever has a part in it sees the part, not always the plan.</summary>
    public bool SeesPlan { get; private set; }
    public IReadOnlyList<WorkItem> Parts { get; private set; } = [];
    public IReadOnlyList<WorkParty> Parties { get; private set; } = [];
    public IReadOnlyList<WorkReport> Reports { get; private set; } = [];
    public IReadOnlyList<WorkAct> Acts { get; private set; } = [];
    public (Guid Id, string Title, string PlanTitle)? Repeated { get; private set; }
    public IReadOnlyList<StoredFile> Files { get; private set; } = [];
    public IReadOnlyList<string> Deeds { get; private set; } = [];
    public WorkLights Lights { get; private set; } = null!;
    public Finding? Behind { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await Desk.ItemAsync(Place, id, Stop) is not { } item) return NotFound();
        Item = item;
        (SeesPlan, Parts, Parties, Reports, Acts, Repeated) = await db.QueryManyAsync($"""
            select exists (select from org.work_plan where id = @PlanId);
            select {WorkItem.Columns} from org.work_item where parent_id = @Id and kind = @kind order by rank;
            select {WorkParty.Columns} from org.work_party where item_id = @Id order by is_lead desc, name;
            select {WorkReport.Columns} from org.work_report where item_id = @Id order by reported_on desc, entered_at desc limit 60;
            select {WorkAct.Columns} from org.work_act where item_id = @Id order by on_day desc, entered_at desc limit 100;
            select i.id, i.title, p.title as plan_title from org.work_item i join org.work_plan p on p.id = i.plan_id where i.id = @RepeatsId
            """, new { item.Id, item.PlanId, item.RepeatsId, kind = Kind.Id }, async grid => (await grid.ReadFirstAsync<bool>(), (IReadOnlyList<WorkItem>)[.. await grid.ReadAsync<WorkItem>()], (IReadOnlyList<WorkParty>)[.. await grid.ReadAsync<WorkParty>()], (IReadOnlyList<WorkReport>)[.. await grid.ReadAsync<WorkReport>()], (IReadOnlyList<WorkAct>)[.. await grid.ReadAsync<WorkAct>()],
                (await grid.ReadAsync<(Guid, string, string)>()).ToList() is [var one, ..] ? one : ((Guid, string, string)?)null), Stop);
        Files = await files.ListAsync(id, Stop);
        Lights = await Desk.LightsAsync(Kind, item.LocalityPath, Stop);
        Deeds = Desk.Possible(Place, item, Parties, item.Parts > 0);
        return Page();
    }

    public string DeedName(string deed) => WorkDesk.NameOf(Kind, deed, Item);
    public bool MayEdit => Desk.Manages(Place, Item.LocalityPath) && Item.State is not ("closed" or "cancelled");
    public bool AnswersHere => Desk.Answers(Place, Parties) && Item.State == "open" && Item.Parts == 0;
}
