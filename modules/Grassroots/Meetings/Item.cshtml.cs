using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Meetings;

/// <summary>One point of a committee's agenda: what was studied and how it is carried out, or what was decided, by which votes, and who sees to it.</summary>
[Needs(PartyMeetings.Edit)]
public sealed class ItemModel(Db db, Here here, MeetingBook book) : PageModel
{
    public Here Here { get; } = here;
    public Meeting Meeting { get; private set; } = null!;
    public AgendaItem? Before { get; private set; }
    public bool IsFirst { get; private set; }

    [BindProperty] public Guid NewId { get; set; } = Guid.CreateVersion7();
    [BindProperty] public int Version { get; set; }
    [BindProperty] public string? Kind { get; set; }
    [BindProperty] public string? Title { get; set; }
    [BindProperty] public string? Document { get; set; }
    [BindProperty] public string? Lead { get; set; }
    [BindProperty] public string? Measures { get; set; }
    [BindProperty] public string? Matter { get; set; }
    [BindProperty] public bool IsMajor { get; set; }
    [BindProperty] public string? Materials { get; set; }
    [BindProperty] public string? Spoke { get; set; }
    [BindProperty] public int? Voters { get; set; }
    [BindProperty] public int? VotesFor { get; set; }
    [BindProperty] public int? VotesAgainst { get; set; }
    [BindProperty] public int? VotesAbstained { get; set; }
    [BindProperty] public string? Decision { get; set; }
    [BindProperty] public string? Dissent { get; set; }
    [BindProperty] public string? Execution { get; set; }
    [BindProperty] public string? ExecutionOwner { get; set; }
    [BindProperty] public string? DueOn { get; set; }

    public string BackUrl => Here.Url($"grassroots/meetings/{Meeting.Id}");

    public async Task<IActionResult> OnGetAsync(Guid meeting, Guid? item, CancellationToken stop)
    {
        if (!await LoadAsync(meeting, item, stop)) return NotFound();
        if (Before is { } old)
        {
            (Kind, Title, Document, Lead, Measures, IsMajor, Materials, Spoke, Voters) = (old.Kind, old.Title, old.Document, old.Lead, old.Measures, old.IsMajor, old.Materials, old.Spoke, old.Voters);
            (VotesFor, VotesAgainst, VotesAbstained, Decision, Dissent, Execution, ExecutionOwner, Version) = (old.VotesFor, old.VotesAgainst, old.VotesAbstained, old.Decision, old.Dissent, old.Execution, old.ExecutionOwner, old.Version);
            Matter = old.Matter;
            DueOn = old.DueOn is { } due ? Dates.Format(due) : null;
        }
        else (Kind, Execution) = (IsFirst ? "1" : "2", "1");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid meeting, Guid? item, CancellationToken stop)
    {
        if (!await LoadAsync(meeting, item, stop)) return NotFound();
        DateOnly? due = null;
        if (string.IsNullOrWhiteSpace(Title)) ModelState.AddModelError(nameof(Title), "请写议题");
        if (Kind is not ("1" or "2" or "3")) ModelState.AddModelError(nameof(Kind), "请选类别");
        if (Kind == "1" && string.IsNullOrWhiteSpace(Document)) ModelState.AddModelError(nameof(Document), "学习议题请写学习文件");
        if (Kind == "1" && string.IsNullOrWhiteSpace(Lead)) ModelState.AddModelError(nameof(Lead), "请写领学人");
        if (Kind == "2" && string.IsNullOrWhiteSpace(Decision)) ModelState.AddModelError(nameof(Decision), "请写会议的决定");
        if (Kind == "2" && !AgendaItem.Matters.Has(Matter ?? "")) ModelState.AddModelError(nameof(Matter), "请选决策事项的类别");
        if (Kind == "2" && IsMajor && Voters is null) ModelState.AddModelError(nameof(Voters), "重大事项须表决，请填有表决权到会人数和票数");
        var votes = (VotesFor ?? 0) + (VotesAgainst ?? 0) + (VotesAbstained ?? 0);
        if (Voters is { } voters && votes != voters) ModelState.AddModelError(nameof(Voters), $"赞成、反对、弃权加起来 {votes}，有表决权到会 {voters}，对不上");
        if (!string.IsNullOrWhiteSpace(DueOn))
        {
            if (Dates.TryParse(DueOn, out var day, out var fault)) due = day;
            else ModelState.AddModelError(nameof(DueOn), fault ?? "请填日期");
        }
        if (!ModelState.IsValid) return Again();
        var row = new
        {
            id = item ?? NewId, meeting, path = Meeting.LocalityPath, kind = Kind, title = Title!.Trim(), document = Blank(Document), lead = Blank(Lead), measures = Blank(Measures), isMajor = Kind == "2" && IsMajor, materials = Blank(Materials), spoke = Blank(Spoke),
            voters = Kind == "2" ? Voters : null, votesFor = Kind == "2" ? VotesFor : null, votesAgainst = Kind == "2" ? VotesAgainst : null, abstained = Kind == "2" ? VotesAbstained : null, decision = Blank(Decision), dissent = Blank(Dissent),
            execution = Kind == "2" && AgendaItem.Executions.Has(Execution ?? "") ? Execution : "9", owner = Blank(ExecutionOwner), matter = Kind == "2" ? Matter : null, due, by = db.Actor.Id, Version,
        };
        var done = item is null
            ? await db.ExecuteAsync("""
                insert into meeting_item (id, meeting_id, locality_path, rank_order, kind, title, document, lead, measures, is_major, materials, spoke, voters, votes_for, votes_against, votes_abstained, decision, dissent, execution, execution_owner, matter, due_on, created_by, changed_by)
                values (@id, @meeting, @path, (select coalesce(max(rank_order), 0) + 10 from meeting_item where meeting_id = @meeting), @kind, @title, @document, @lead, @measures, @isMajor, @materials, @spoke, @voters, @votesFor, @votesAgainst, @abstained, @decision, @dissent, @execution, @owner, @matter, @due, @by, @by)
                on conflict (id) do nothing
                """, row, stop)
            : await db.ExecuteAsync("""
                update meeting_item set kind = @kind, title = @title, document = @document, lead = @lead, measures = @measures, is_major = @isMajor, materials = @materials, spoke = @spoke, voters = @voters, votes_for = @votesFor, votes_against = @votesAgainst,
                  votes_abstained = @abstained, decision = @decision, dissent = @dissent, execution = @execution, execution_owner = @owner, matter = @matter, due_on = @due, done_on = case when @execution = '3' then coalesce(done_on, org.today()) end, version = version + 1, changed_at = now(), changed_by = @by
                where id = @id and meeting_id = @meeting and version = @Version
                """, row, stop);
        if (done == 0 && item is not null)
        {
            ModelState.AddModelError(nameof(Title), "您打开之后，别人先改了这个议题；请返回看清再改");
            return Again();
        }
        await db.RecordAsync(new(item is null ? DeedKind.Create : DeedKind.Update, "meetings", meeting, Meeting.LocalityPath, Meeting.Topic, [new("议题", Before?.Title, row.title), new("执行", Before is null ? null : AgendaItem.Executions.NameOf(Before.Execution), AgendaItem.Executions.NameOf(row.execution!))]), stop);
        TempData["Done"] = "议题已保存";
        return Redirect(BackUrl);
    }

    async Task<bool> LoadAsync(Guid meeting, Guid? item, CancellationToken stop)
    {
        if (await book.FindAsync(meeting, stop) is not { } found || !found.MayDecide) return false;
        Meeting = found;
        var items = await AgendaItem.OfAsync(db, meeting, stop);
        Before = item is { } id ? items.FirstOrDefault(one => one.Id == id) : null;
        IsFirst = found.KindOf.HasAgenda && (items.Count == 0 || items[0].Id == item);
        return item is null || Before is not null;
    }

    PageResult Again()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
