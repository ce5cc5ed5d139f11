using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>年度台账: read, and closed once when the year is over.</summary>
public sealed class YearlyModel(Db db) : YearlyPageModel(db)
{
    public string? Fault { get; private set; }
    public bool MayClose => Closed is null && IsOver && !IsMore && Here.MayWrite(Register.WritePermission);

    public Task OnGetAsync(int? year) => LoadAsync(year);

    public async Task<IActionResult> OnPostAsync(int? year)
    {
        await LoadAsync(year);
        if ((Fault = await CloseAsync()) is not null) return this.Unprocessable();
        TempData["Done"] = $"已封存 {Year} 年{Ledger.Title}，{Lines.Count} 条";
        return Redirect($"{LedgerUrl}?year={Year}");
    }
}
