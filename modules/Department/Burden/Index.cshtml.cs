using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Burden;

/// <summary>要我报的: everything that anybody wants from this place, of whichever module, in the order of its days, with what the platform fills in by itself, the burden counted, and what is asked twice pointed out.</summary>
[Needs(DataCalls.Read)]
public sealed class IndexModel(Db db, Here here, RuleChecks rules, AskedOf asked) : PageModel
{
    /// <param name="Twice">data of it that others ask as well, with who does</param>
    public sealed record Line(AskedLine Asked, string Twice);
    public sealed record Load(string Level, int Calls, int Rounds, int Fields, int Prefilled, int ThisMonth, int Complaints);

    public Here Here => here;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<Load> Loads { get; private set; } = [];
    public int Limit { get; private set; }
    public int ThisMonth { get; private set; }
    public bool MayAnswer => here.MayWrite(DataCalls.Answer);
    public bool MayAsk => here.May(DataCalls.Calls);
    public int Fields => Lines.Sum(line => line.Asked.Fields);
    public int Prefilled => Lines.Sum(line => line.Asked.Known);

    public async Task OnGetAsync(CancellationToken stop)
    {
        var (today, level) = (Clock.Today, ((int)here.Locality.Kind).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Limit = (await rules.SettingsAsync(stop)).For(DataCalls.Limit, here.Locality.Path, today).Int("calls");
        var calls = await DataCalls.OfLevelAsync(db, level, stop, here.Locality.Path);
        List<AskedLine> all =
        [
            .. calls.SelectMany(call => call.Owed(today).Select(day => new AskedLine(day, call.Title, call.Asker, $"填报（{DataCalls.Cycles.NameOf(call.Cycle)}）", call.Fields, call.Prefilled, $"department/burden/fill/{call.Id}?due={day:yyyy-MM-dd}") { Data = call.Data, Source = $"{call.Id}" })),
            .. await asked.LinesAsync(stop),
        ];
        ThisMonth = calls.Count(call => call.DueIn(today.Year, today.Month)) + all.Where(line => line.IsReport && line.DueOn is { } due && due.Year == today.Year && due.Month == today.Month).Select(line => line.Source).Distinct().Count();
        // The same datum under two that ask, whoever they are: a call, a programme, a self-check.
        var askers = all.SelectMany(line => line.Data.Select(datum => (Datum: Plain(datum), line.Source, line.Asker, line.Title))).DistinctBy(one => (one.Datum, one.Source)).ToLookup(one => one.Datum);
        Lines =
        [
            .. all.Where(line => !line.IsDone).OrderBy(line => line.DueOn ?? DateOnly.MaxValue).ThenBy(line => line.Title, StringComparer.Ordinal)
                .Select(line => new Line(line, string.Join("；", line.Data.SelectMany(datum => askers[Plain(datum)].Where(other => other.Source != line.Source).Take(1).Select(other => $"“{datum}”{other.Asker}《{other.Title}》也在要")).Take(3)))),
        ];
        if (!MayAsk) return;
        var complaints = await db.FirstAsync<int>("select count(*)::int from burden_complaint where removed_at is null and answered_on is null", null, stop);
        var loads = new List<Load>();
        foreach (var one in DataCalls.Levels.Codes.Where(code => string.CompareOrdinal(code.Value, level) > 0))
        {
            var (of, rounds) = (await DataCalls.OfLevelAsync(db, one.Value, stop), await DataCalls.RoundsOfAsync(db, one.Value, stop));
            loads.Add(new(one.Value, of.Count, rounds.Count, of.Sum(call => call.Fields) + (int)rounds.Sum(round => round.Fields), of.Sum(call => call.Prefilled), of.Count(call => call.DueIn(today.Year, today.Month)) + rounds.Count(round => round.AsksIn(today.Year, today.Month)), complaints));
        }
        Loads = loads;
    }

    static string Plain(string datum) => string.Concat(datum.Where(letter => !char.IsWhiteSpace(letter)));

    public static (string Kind, string Words) LightOf(DateOnly? due) => due is not { } day ? ("none", "") : day < Clock.Today ? ("red", $"超期 {Clock.Today.DayNumber - day.DayNumber} 天") : day == Clock.Today ? ("yellow", "今天到期") : day <= Clock.Today.AddDays(7) ? ("yellow", $"剩 {day.DayNumber - Clock.Today.DayNumber} 天") : ("none", "");
}
