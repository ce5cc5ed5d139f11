using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

public sealed class BinModel : RegisterPageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "q")] public string? Search { get; set; }
    [BindProperty(SupportsGet = true)] public string? After { get; set; }
    [BindProperty(SupportsGet = true)] public string? Before { get; set; }

    public string Typed { get; private set; } = "";
    public IReadOnlyList<RemovedRow> Removed { get; private set; } = [];
    public string? Previous { get; private set; }
    public string? Next { get; private set; }
    public string? Fault { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (await Rows.FindAsync(Place, id, Stop) is { } record && KeptAbove(record) is not null) return StatusCode(403);
        Fault = await Rows.RestoreAsync(Place, id, Stop);
        if (Fault is not null)
        {
            await LoadAsync();
            return this.Unprocessable();
        }
        TempData["Done"] = $"已恢复，{Register.Noun}回到名册";
        return Redirect(RecordUrl(id));
    }

    async Task LoadAsync()
    {
        Typed = string.Concat((Search ?? "").Where(c => !char.IsControl(c))).Trim();
        var (rows, previous, next) = await Rows.BinAsync(Place, Typed, BinCursor.TryParse(After, false) ?? BinCursor.TryParse(Before, true), PageSize, Stop);
        Removed = rows;
        string Turn(string key, BinCursor to) => $"?{key}={to}{(Typed == "" ? "" : $"&q={Uri.EscapeDataString(Typed)}")}";
        Previous = previous is null ? null : Turn("before", previous);
        Next = next is null ? null : Turn("after", next);
    }
}
