using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Host;

/// <summary>节假日: what the State Council arranges for each year, entered by pasting its notice.</summary>
[Needs("org.holidays.read", Write = "org.holidays.edit")]
sealed class HolidaysModel(Db db, Here here) : PageModel
{
    public sealed record Year(int Number, string Source, DateTime EnteredAt, int Off, int Made);

    public sealed record Day(DateOnly On, bool IsWorking, string Name);

    public Here Here => here;
    public IReadOnlyList<Year> Years { get; private set; } = [];
    public IReadOnlyList<Day> Days { get; private set; } = [];
    public int Shown { get; private set; }
    public int FormYear { get; private set; }
    public string Source { get; private set; } = "";
    public string Notice { get; private set; } = "";
    /// <summary>Years that counts may already run into and nobody has entered.</summary>
    public IEnumerable<int> Missing => Enumerable.Range(Clock.Today.Year, Clock.Today.Month >= 11 ? 2 : 1).Where(year => Years.All(known => known.Number != year));
    public bool MayEdit => here.MayWrite("org.holidays.edit");

    public Task OnGetAsync(int? year, CancellationToken stop) => LoadAsync(year, stop);

    public async Task<IActionResult> OnPostAsync(int? year, string? source, string? notice, CancellationToken stop)
    {
        var (number, from, text) = (year ?? 0, source?.Trim() ?? "", notice ?? "");
        if (number is < 1990 or > 2200) ModelState.AddModelError("year", "请填四位年份，如 2027");
        if (from == "") ModelState.AddModelError("source", "请写明依据文件，如 国办发明电某号");
        var (days, fault) = ModelState.IsValid ? HolidayNotice.Read(number, text) : ([], null);
        if (fault is not null) ModelState.AddModelError("notice", fault);
        if (!ModelState.IsValid)
        {
            await LoadAsync(null, stop);
            (FormYear, Source, Notice) = (number, from, text);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        await db.ExecuteAsync("""
            insert into org.holiday_year (year, source, entered_by) values (@number, @from, org.actor()) on conflict (year) do update set source = @from, entered_by = org.actor(), entered_at = now();
            delete from org.holiday where year = @number;
            insert into org.holiday (day, is_working, name) select * from unnest(@on, @working, @names)
            """, new { number, from, on = days.Select(day => day.On).ToArray(), working = days.Select(day => day.IsWorking).ToArray(), names = days.Select(day => day.Name).ToArray() }, stop);
        await db.RecordAsync(new(DeedKind.Update, "holidays", Title: $"{number} 年节假日", Changes: [new("放假", null, $"{days.Count(day => !day.IsWorking)} 天"), new("调休上班", null, $"{days.Count(day => day.IsWorking)} 天")], Reason: from), stop);
        TempData["Done"] = $"已录入 {number} 年：放假 {days.Count(day => !day.IsWorking)} 天，调休上班 {days.Count(day => day.IsWorking)} 天";
        return Redirect(here.Url($"org/holidays?year={number}"));
    }

    async Task LoadAsync(int? year, CancellationToken stop)
    {
        Years = await db.QueryAsync<Year>("""
            select y.year as number, y.source, y.entered_at, (select count(*)::int from org.holiday h where h.year = y.year and not h.is_working) as off, (select count(*)::int from org.holiday h where h.year = y.year and h.is_working) as made
            from org.holiday_year y order by y.year desc
            """, null, stop);
        Shown = Years.Any(known => known.Number == year) ? year!.Value : Years.FirstOrDefault(known => known.Number == Clock.Today.Year)?.Number ?? (Years.Count > 0 ? Years[0].Number : 0);
        Days = await db.QueryAsync<Day>("""select day as "on", is_working, name from org.holiday where year = @Shown order by day""", new { Shown }, stop);
        FormYear = Missing.FirstOrDefault(Clock.Today.Year + 1);
    }
}
