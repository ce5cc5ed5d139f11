using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Burden;

/// <summary>日报和汇总: of everything that is asked of those below, the round that counts now: how many have reported, how many have not by its hour.</summary>
[Needs(DataCalls.Calls)]
public sealed class SheetsModel(Db db, Here here) : PageModel
{
    public sealed record Line(DataCalls.Call Call, DateOnly Due, int Asked, int Replied, bool IsLate);
    sealed record Reply(Guid Call, DateOnly Due, int Count);

    public Here Here => here;
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var own = (int)here.Locality.Kind;
        var asked = (await db.QueryAsync<(short Kind, int Count)>("select kind, count(*)::int from org.locality where path > @lo and starts_with(path, @lo) group by kind", new { lo = here.Locality.Path }, stop)).ToDictionary(one => (int)one.Kind, one => one.Count);
        var all = new List<(DataCalls.Call Call, DateOnly Due)>();
        foreach (var level in DataCalls.Levels.Codes.Where(code => int.Parse(code.Value, System.Globalization.CultureInfo.InvariantCulture) > own))
            foreach (var call in await DataCalls.OfLevelAsync(db, level.Value, stop))
                if (call.Latest(Clock.Today) is { } due) all.Add((call, due));
        var replies = (await db.QueryAsync<Reply>("select r.data_call_id as call, r.due_on as due, count(*)::int as count from data_reply r where r.removed_at is null and r.data_call_id = any(@ids) and r.due_on >= @from group by 1, 2", new { ids = all.Select(one => one.Call.Id).ToArray(), from = Clock.Today.AddYears(-1) }, stop)).ToDictionary(one => (one.Call, one.Due), one => one.Count);
        Lines = [.. all.Select(one => new Line(one.Call, one.Due, asked.GetValueOrDefault(int.Parse(one.Call.Level, System.Globalization.CultureInfo.InvariantCulture)), replies.GetValueOrDefault((one.Call.Id, one.Due)), Clock.Now.DateTime >= one.Call.LateFrom(one.Due)))
            .OrderBy(line => line.Call.Cycle is "d" ? 0 : line.Call.Cycle is "w" ? 1 : 2).ThenByDescending(line => line.Due)];
    }
}
