using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Burden;

/// <summary>要我报的: everything that anybody wants from this place, in the order of its days, with what the platform fills in by itself and the burden counted.</summary>
[Needs(DataCalls.Read)]
public sealed class IndexModel(Db db, Here here, RuleChecks rules) : PageModel
{
    /// <param name="Fields">how much has to be said, and how much of it the platform knows</param>
    public sealed record Line(DateOnly? DueOn, string Title, string Asker, string What, int Fields, int Prefilled, string Url);
    public sealed record Load(string Level, int Calls, int Fields, int Prefilled, int ThisMonth, int Complaints);
    sealed record TaskRow(Guid Id, string Kind, string Title, string PlanTitle, DateOnly? DueOn, bool IsReported, string Issuer);

    /// <summary>进展、进度、存在问题、下步打算; the progress last told stands there.</summary>
    const int ReportFields = 4, ReportKnown = 1;

    public Here Here => here;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<Load> Loads { get; private set; } = [];
    public int Limit { get; private set; }
    public int ThisMonth { get; private set; }
    public bool MayAnswer => here.MayWrite(DataCalls.Answer);
    public bool MayAsk => here.May(DataCalls.Calls);
    public int Fields => Lines.Sum(line => line.Fields);
    public int Prefilled => Lines.Sum(line => line.Prefilled);

    public async Task OnGetAsync(CancellationToken stop)
    {
        var (today, level) = (Clock.Today, ((int)here.Locality.Kind).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Limit = (await rules.SettingsAsync(stop)).For(DataCalls.Limit, here.Locality.Path, today).Int("calls");
        var calls = await DataCalls.OfLevelAsync(db, level, stop, here.Locality.Path);
        ThisMonth = calls.Count(call => call.DueIn(today.Year, today.Month));
        var tasks = await db.QueryAsync<TaskRow>("""
            select i.id, i.kind, i.title, i.plan_title, coalesce(min(x.due_on) filter (where x.is_open and x.reported_on is null), i.due_on) as due_on, coalesce(bool_or(x.is_open) and not bool_or(x.is_open and x.reported_on is null), false) as is_reported, coalesce(i.source_title, i.plan_title) as issuer
            from (select * from org.party_items('points') union all select * from org.party_items('rectification') union all select * from org.party_items('assignments')) i
              join org.work_party w on w.item_id = i.id and w.is_lead and w.locality_path >= @lo and w.locality_path < @own left join org.work_round_item x on x.item_id = i.id
            where i.state = 'open' and i.parts = 0 group by i.id, i.kind, i.title, i.plan_title, i.due_on, i.source_title limit 400
            """, new { lo = here.Locality.Path, own = Scope.OwnBound(here.Locality.Path) }, stop);
        Lines =
        [
            .. calls.SelectMany(call => call.Owed(today).Select(day => new Line(day, call.Title, call.Asker, $"填报（{DataCalls.Cycles.NameOf(call.Cycle)}）", call.Fields, call.Prefilled, here.Url($"department/burden/fill/{call.Id}?due={day:yyyy-MM-dd}"))))
                .Concat(tasks.Where(task => !task.IsReported).Select(task => new Line(task.DueOn, task.Title, task.PlanTitle, "任务进展", ReportFields, ReportKnown, here.Url($"department/{task.Kind}/mine#i-{task.Id}"))))
                .OrderBy(line => line.DueOn ?? DateOnly.MaxValue).ThenBy(line => line.Title, StringComparer.Ordinal),
        ];
        if (!MayAsk) return;
        var complaints = await db.FirstAsync<int>("select count(*)::int from burden_complaint where removed_at is null and answered_on is null", null, stop);
        var loads = new List<Load>();
        foreach (var one in DataCalls.Levels.Codes.Where(code => string.CompareOrdinal(code.Value, level) > 0))
        {
            var asked = await DataCalls.OfLevelAsync(db, one.Value, stop);
            loads.Add(new(one.Value, asked.Count, asked.Sum(call => call.Fields), asked.Sum(call => call.Prefilled), asked.Count(call => call.DueIn(today.Year, today.Month)), complaints));
        }
        Loads = loads;
    }

    public static (string Kind, string Words) LightOf(DateOnly? due) => due is not { } day ? ("none", "") : day < Clock.Today ? ("red", $"超期 {Clock.Today.DayNumber - day.DayNumber} 天") : day <= Clock.Today.AddDays(7) ? ("yellow", $"剩 {day.DayNumber - Clock.Today.DayNumber} 天") : ("none", "");
}
