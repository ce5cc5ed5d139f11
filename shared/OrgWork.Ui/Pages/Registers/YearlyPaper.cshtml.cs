using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>The ledger on paper: so many lines a page, each page with its number and the day. Putting it out is a deed.</summary>
public sealed class YearlyPaperModel(Db db) : YearlyPageModel(db)
{
    /// <summary>So many fit one page of <see cref="Paper.Roster"/>, two lines of writing each.</summary>
    public const int OfPage = 15;

    public IReadOnlyList<string[][]> Sheets => [.. Lines.Chunk(OfPage)];
    /// <summary>Wide where much is written.</summary>
    public IReadOnlyList<int> Widths
    {
        get
        {
            var most = Heads.Select((head, i) => Math.Clamp(Math.Max(head.Length, (int)Lines.DefaultIfEmpty(Heads.ToArray()).Average(line => line[i].Length)), 4, 22)).ToArray();
            return [.. most.Select(one => Math.Max(1, one * 96 / most.Sum()))];
        }
    }

    public IActionResult OnGet(int? year) => Redirect($"{LedgerUrl}?year={year}");

    public async Task<IActionResult> OnPostAsync(int? year)
    {
        await LoadAsync(year);
        if (IsMore || Lines.Count == 0)
        {
            TempData["Done"] = IsMore ? "条数太多，请到下级逐级打印" : "没有可打印的";
            return Redirect($"{LedgerUrl}?year={Year}");
        }
        await Db.RecordAsync(new(DeedKind.Print, Register.Id, LocalityPath: Here.Locality.Path, Title: Title, Changes: [new("条数", null, $"{Lines.Count}"), new("页数", null, $"{Sheets.Count}")]), Stop);
        return Page();
    }
}
