using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Dues;

/// <summary>交纳标准: class and base of everybody of a branch on one sheet, with what follows from them; relief with the paper that approved it.</summary>
[Needs(DuesBook.Read, Write = DuesBook.Edit)]
public sealed class StandardsModel(Db db, Here here, DuesBook book) : PageModel
{
    public Here Here { get; } = here;
    public DuesBook.Head Head { get; private set; } = null!;
    public IReadOnlyList<DuesLine> Lines { get; private set; } = [];
    public string? Fault { get; private set; }
    public bool MayWrite => Here.MayWrite(DuesBook.Edit);
    static DateOnly Now => Month.Of(Clock.Today).First;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        var before = Lines;
        var terms = await book.TermsAsync(Head.LocalityPath, Now, stop);
        Lines = [.. Lines.Select(line => Read(line) is var read && read.Fault is null ? read with { Due = DuesStandard.DueOf(read, Now, terms) } : read)];
        if (Lines.Any(line => line.Fault is not null))
        {
            Fault = $"有 {Lines.Count(line => line.Fault is not null)} 人要改，见表中说明；没有保存";
            Response.StatusCode = 422;
            return Page();
        }
        var changed = before.Zip(Lines).Where(pair => Key(pair.First) != Key(pair.Second)).ToList();
        foreach (var (was, line) in changed)
        {
            await db.ExecuteAsync("update member set dues_class = @Class, dues_base = @DuesBase, dues_fixed = @DuesFixed, dues_relief = @DuesRelief, dues_relief_until = @DuesReliefUntil, version = version + 1, changed_at = now(), changed_by = @actor where id = @MemberId",
                new { line.MemberId, line.Class, line.DuesBase, line.DuesFixed, line.DuesRelief, line.DuesReliefUntil, actor = db.Actor.Id }, stop);
            await db.RecordAsync(new(DeedKind.Update, "members", line.MemberId, line.LocalityPath, line.Name, [new("党费交纳标准", $"{Say(was)}，每月 {DuesStandard.Money(was.Due)} 元", $"{Say(line)}，每月 {DuesStandard.Money(line.Due)} 元")]), stop);
        }
        TempData["Done"] = changed.Count == 0 ? "没有改动" : $"已更新 {changed.Count} 人的标准，从没有登记的月份起按新标准";
        return Redirect(Here.Url($"grassroots/dues/standards/{id}"));
    }

    static (string, int?, decimal?, string?, DateOnly?) Key(DuesLine line) => (line.DuesClass ?? "", line.DuesBase, line.DuesFixed, line.DuesRelief, line.DuesReliefUntil);
    static string Say(DuesLine line) => DuesStandard.Classes.NameOf(line.Class) + (line.DuesBase is { } amount ? $"，基数 {amount}" : "") + (line.DuesRelief is { } relief ? $"，减免：{relief}" : "");

    DuesLine Read(DuesLine line)
    {
        string? Text(string name) => Request.Form[$"{name}.{line.MemberId}"].ToString().Trim() is { Length: > 0 } text ? text : null;
        var (amount, money, until) = (Text("base"), Text("fixed"), Text("until"));
        var read = line with
        {
            DuesClass = Text("class") is { } chosen && DuesStandard.Classes.Has(chosen) ? chosen : line.Class, DuesBase = int.TryParse(amount, out var number) && number is >= 0 and <= 1_000_000 ? number : null, DuesFixed = DuesStandard.Read(money),
            DuesRelief = Text("relief") is { } relief ? relief.Length > 100 ? relief[..100] : relief : null, DuesReliefUntil = until is not null && Month.TryParse(until, out var month, out _) ? month.First : null,
        };
        var fault = amount is not null && read.DuesBase is null ? "基数写整数元" : money is not null && read.DuesFixed is null ? "定额写成 0.50" : until is not null && read.DuesReliefUntil is null ? "减免至写成 2026.12"
            : DuesStandard.PayerOf(read.Class) != "3" && read.DuesBase is null && read.DuesRelief is null && !line.IsGuessed ? "请填计算基数" : null;
        return read with { Fault = fault };
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await book.HeadAsync(id, stop) is not { } head) return false;
        Head = head;
        var terms = await book.TermsAsync(head.LocalityPath, Now, stop);
        Lines = [.. (await book.LinesAsync(id, Now, stop)).Select(line => line with { Due = DuesStandard.DueOf(line, Now, terms) })];
        return true;
    }
}
