using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>What is done with an item beside reporting: each deed with its consequence said before.</summary>
[TakesFiles(64)]
public sealed class WorkItemTurnModel(FileStore files) : WorkPageModel
{
    public WorkItem Item { get; private set; } = null!;
    public string Deed { get; private set; } = "";
    public string? Fault { get; private set; }
    IReadOnlyList<WorkParty> parties = [];
    bool hasParts;

    [BindProperty] public string? Words { get; set; }
    [BindProperty] public string? Approver { get; set; }
    [BindProperty] public string? Day { get; set; }
    [BindProperty] public Guid? Unit { get; set; }
    [BindProperty] public string? Result { get; set; }
    [BindProperty] public string? Review { get; set; }

    /// <summary>What a check can find; what falls short goes back instead.</summary>
    public string[] Results => Deed switch { "lookback" => ["巩固", "反弹", "不到位"], "check" => ["达到", "基本达到"], "close" when !Kind.IsRectification => ["达到", "基本达到"], _ => [] };
    public bool AsksReview => Deed == "close" && Item.IsProject;

    public string Heading => WorkDesk.NameOf(Kind, Deed, Item);
    public string WordsLabel => Deed switch { "apply" => "完成情况", "reply" => "回复", "urge" => "催办内容", "check" => "核验情况", "close" => "意见", "lookback" => "回头看情况", "escalate" => "事由", _ => "理由" };
    public bool NeedsApprover => Deed is "escalate" or "date" or "cancel" || Deed == "close" && Kind.IsRectification || Deed == "transfer";
    public string? DayLabel => Deed switch { "date" => "新的时限", "close" when Kind.IsRectification => "何时回头看", "lookback" => "补课时限", _ => null };
    public string Consequence => Deed switch
    {
        "dispute" => "交由印发单位裁定；只能提一次，裁定前照常办理",
        "apply" => $"附佐证材料，由{(Kind.IsRectification ? "申请人以外的人核验，批准后销号" : "申请人以外的人同意后办结")}；在此之前不再填报",
        "urge" => "单位在“本单位填报”里看到，并作回复；催办和回复都留在这一条",
        "escalate" => $"督办升一级：提醒 → 通报 → 约谈 → 问责，逐级进行，每一级须经批准",
        "date" => "原时限留在办理记录里", "transfer" => "原单位不再牵头；转办次数计入，一再转办须由分管领导决定", "cancel" => "不再办理，不计入完成率",
        "check" => "核验人不能是申请人；核验后报批销号", "close" => Kind.IsRectification ? "进入巩固期，到期回头看" : "计入完成", "back" => "回到办理中，进度退到 90% 以下，由牵头单位重新申请",
        "lookback" => "巩固的了结；反弹、不到位的重新整改，计入反弹次数", _ => "留在办理记录里",
    };

    public async Task<IActionResult> OnGetAsync(Guid id, string deed) => await LoadAsync(id, deed) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string deed, int version, IFormFileCollection? evidence)
    {
        if (!await LoadAsync(id, deed)) return NotFound();
        var day = DayOf(nameof(Day), Day, false);
        var there = (await files.ListAsync(id, Stop)).Count;
        if (ModelState.IsValid && deed == "apply" && evidence is not null)
            try
            {
                foreach (var file in evidence.Where(file => file.Length > 0))
                {
                    await files.SaveAsync(new(parties.First(party => party.IsLead).LocalityPath, Kind.ReadPermission, null, Kind.Id, id), file, FileRules.Attachment, Stop);
                    there++;
                }
            }
            catch (FileRefusedException refused)
            {
                ModelState.AddModelError("evidence", refused.Message);
            }
        if (ModelState.IsValid) Fault = await Desk.DoAsync(Place, Item, parties, hasParts, new(deed, Words) { Approver = Approver, Day = day, Unit = Unit, Result = Result, Review = Review }, version, there, Stop);
        if (!ModelState.IsValid || Fault is not null) return this.Unprocessable();
        TempData["Done"] = $"{Heading}：已办";
        return Redirect(ItemUrl(id));
    }

    public async Task<IActionResult> OnGetPickAsync(string? q) => new JsonResult((await Desk.UnitsAsync(q, Stop)).Select(unit => new { value = unit.Id, text = unit.Name }));

    async Task<bool> LoadAsync(Guid id, string deed)
    {
        if (await Desk.ItemAsync(Place, id, Stop) is not { } item) return false;
        (Item, Deed, parties) = (item, deed, await Desk.PartiesAsync(id, Stop));
        hasParts = item.Parts > 0;
        return Desk.Possible(Place, item, parties, hasParts).Contains(deed);
    }
}
