using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Assessment;

/// <summary>年度考核: every unit of the place in a year, with the share of 优秀 it may have and has.</summary>
[Needs(Assessing.Read, Write = Assessing.Write)]
public sealed class IndexModel(Db db, Here here, RuleChecks checks) : PageModel
{
    const int PageSize = 50;

    public Here Here { get; } = here;
    public int Year { get; private set; } = Clock.Today.Month >= 11 ? Clock.Today.Year : Clock.Today.Year - 1;
    public IReadOnlyList<(AssessmentSheet Sheet, Finding Share)> Lines { get; private set; } = [];
    public (int Due, int Done) Used { get; private set; }
    public string? Next { get; private set; }
    public bool IsFirst { get; private set; }
    public bool MayWrite => Here.MayWrite(Assessing.Write);
    public string UrlOf(AssessmentSheet sheet) => Here.Url($"cadres/assessment/sheet/{sheet.Id}");

    public async Task OnGetAsync(int? year, Guid? after, CancellationToken stop)
    {
        if (year is >= 1980 and <= 2100) Year = year.Value;
        IsFirst = after is null;
        var found = await AssessmentSheets.OfYearAsync(db, Year, after, PageSize + 1, stop);
        var lines = new List<(AssessmentSheet, Finding)>();
        foreach (var sheet in found.Take(PageSize)) lines.Add((sheet, await checks.CheckAsync(AssessmentRules.ExcellentShare, sheet.Facts, sheet.Path, stop: stop)));
        Lines = lines;
        Used = await db.FirstAsync<(int, int)>("select count(*)::int, count(*) filter (where state <> '1')::int from assessment_consequence where year = @Year and removed_at is null", new { Year }, stop);
        Next = found.Count > PageSize ? $"?year={Year}&after={found[PageSize - 1].Id}" : null;
    }

    public async Task<IActionResult> OnPostAsync(int year, CancellationToken stop)
    {
        if (year < Clock.Today.Year - 5 || year > Clock.Today.Year)
        {
            TempData["Fault"] = $"考核年度：请填 {Clock.Today.Year - 5} 至 {Clock.Today.Year}";
            return Redirect(Here.Url("cadres/assessment"));
        }
        if (!await db.FirstAsync<bool>("select exists (select from assessment_scheme where year = @year and object = '1' and state = '2' and removed_at is null)", new { year }, stop))
        {
            TempData["Fault"] = $"{year} 年度还没有批准的考核方案，先在“考核方案”里拟订、报批，批准以后方可开展";
            return Redirect(Here.Url($"cadres/assessment?year={year}"));
        }
        var people = await AssessmentSheets.OpenYearAsync(db, year, stop);
        await db.RecordAsync(new(DeedKind.Create, "assessment", Title: $"{year} 年度考核", Changes: [new("列入", null, $"{people} 人")]), stop);
        TempData["Done"] = people == 0 ? "没有新的单位要列入：有在职干部的单位都已有这一年的考核表" : $"{year.ToString(CultureInfo.InvariantCulture)} 年度考核已列入 {people} 人";
        return Redirect(Here.Url($"cadres/assessment?year={year}"));
    }
}
