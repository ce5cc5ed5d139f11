using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Governance;

/// <summary>年度成效: the sheet of the year, counted from the registers, beside the year before; each number opens its rows; export.</summary>
[Needs("talent.figures.read")]
public sealed class YearModel(Db db, Here here) : PageModel
{
    /// <param name="Path">the list behind the number, with <c>{0}</c> for the year</param>
    public sealed record Line(string Group, string Title, string Counter, string Path, string Sql);

    const string Arrived = "from introduction i where i.removed_at is null and i.verified_on is not null and i.arrived_on >= @from and i.arrived_on < @to and i.form = ";
    const string Days = "arrived_on.from={0}.01.01&arrived_on.to={0}.12.31&verified_on.from=1900.01.01";

    static readonly Line[] Lines =
    [
        new("引进", "引进高层次人才（A—D 类，全职）", "人", "introductions?form=1&grade=A,B,C,D&" + Days, $"select count(*) {Arrived}'1' and i.grade in ('A', 'B', 'C', 'D')"),
        new("引进", "引进全日制本科以上人才（全职）", "人", "introductions?form=1&study_kind=1&" + Days, $"select count(*) {Arrived}'1' and i.study_kind = '1' and left(i.education, 1) in ('1', '2')"),
        new("引进", "引进关键技术、高新产业人才", "人", "introductions?form=1&is_key_tech=1&" + Days, $"select count(*) {Arrived}'1' and i.is_key_tech"),
        new("引进", "柔性引进", "人", "introductions?form=2&" + Days, $"select count(*) {Arrived}'2'"),
        new("需求", "供需对接签约", "对", "pairings?signed_on.from={0}.01.01&signed_on.to={0}.12.31", "select count(*) from pairing where removed_at is null and signed_on >= @from and signed_on < @to"),
        new("需求", "举办招引活动（有成效表）", "场", "recruitments?held_on.from={0}.01.01&held_on.to={0}.12.31&outcome_on.from=1900.01.01", "select count(*) from recruitment where removed_at is null and outcome_on is not null and held_on >= @from and held_on < @to"),
        new("政策", "兑现政策资金", "元", "applications?paid_on.from={0}.01.01&paid_on.to={0}.12.31", "select coalesce(sum(granted), 0) from application where removed_at is null and paid_on >= @from and paid_on < @to"),
        new("政策", "政策受益", "人（家）", "applications?paid_on.from={0}.01.01&paid_on.to={0}.12.31", "select count(distinct coalesce(talent_id, employer_id)) from application where removed_at is null and paid_on >= @from and paid_on < @to"),
        new("服务", "现行服务事项", "项", "service-items", "select count(*) from service_item where removed_at is null and (ended_on is null or ended_on >= @to)"),
        new("服务", "办结服务单", "件", "service-orders?done_on.from={0}.01.01&done_on.to={0}.12.31", "select count(*) from service_order where removed_at is null and done_on >= @from and done_on < @to"),
        new("联系", "走访联系人才、用人单位", "次", "visits?visited_on.from={0}.01.01&visited_on.to={0}.12.31", "select count(*) from visit where removed_at is null and visited_on >= @from and visited_on < @to"),
        new("联系", "专家解决基层难题", "件", "dispatches?solved_on.from={0}.01.01&solved_on.to={0}.12.31", "select count(*) from dispatch where removed_at is null and solved_on >= @from and solved_on < @to"),
    ];

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<(Line Line, long Now, long Before)> Rows { get; private set; } = [];
    public string UrlOf(Line line, int year) => here.Url("talent/" + string.Format(System.Globalization.CultureInfo.InvariantCulture, line.Path, year));
    /// <summary>The sentence for the year's summary.</summary>
    public string Paragraph => $"{Year} 年，{here.PlaceName}" + string.Join("，", Rows.Where(row => row.Now > 0).Select(row => $"{row.Line.Title.Split('（')[0]} {row.Now:#,##0} {row.Line.Counter}")) + "。";

    public async Task OnGetAsync(int? year, CancellationToken stop) => await LoadAsync(year, stop);

    public async Task<IActionResult> OnPostExportAsync(int? year, CancellationToken stop)
    {
        await LoadAsync(year, stop);
        var file = FileStore.Temporary();
        await using (var sheet = new SheetWriter(file, "年度成效") { Mark = here.Mark })
        {
            sheet.Begin([new("类别", 10), new("项目", 40), new("单位", 10), new($"{Year} 年", 14), new($"{Year - 1} 年", 14), new("增减", 12)], $"{Year} 年人才工作成效", $"{here.PlaceName}　数据日期 {Dates.Format(Clock.Today)}　导出人 {here.Mark}");
            foreach (var (line, now, before) in Rows) sheet.Row([line.Group, line.Title, line.Counter, $"{now}", $"{before}", $"{now - before:+0;-0;0}"]);
            await sheet.FinishAsync(stop);
        }
        await db.RecordAsync(new(DeedKind.Export, "figures", null, here.Locality.Path, $"{Year} 年人才工作成效"), stop);
        file.Position = 0;
        return File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"人才工作成效（{here.Locality.ShortName}）{Year}.xlsx");
    }

    async Task LoadAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        async Task<IReadOnlyList<long>> CountAsync(int of) => await db.QueryAsync<long>($"select n from ({string.Join(" union all ", Lines.Select((line, at) => $"select {at} as at, ({line.Sql})::bigint as n"))}) l order by at", new { from = new DateOnly(of, 1, 1), to = new DateOnly(of + 1, 1, 1) }, stop);
        var (now, before) = (await CountAsync(Year), await CountAsync(Year - 1));
        Rows = [.. Lines.Select((line, n) => (line, now[n], before[n]))];
    }
}
