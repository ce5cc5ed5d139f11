using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

public sealed class BinModel : RegisterPageModel
{
    public IReadOnlyList<RemovedRow> Removed { get; private set; } = [];
    public string? Fault { get; private set; }

    public async Task OnGetAsync() => Removed = await Rows.BinAsync(Place, Stop);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        Fault = await Rows.RestoreAsync(Place, id, Stop);
        if (Fault is not null)
        {
            Removed = await Rows.BinAsync(Place, Stop);
            return this.Unprocessable();
        }
        TempData["Done"] = $"已恢复，{Register.Noun}回到名册";
        return Redirect(RecordUrl(id));
    }
}
