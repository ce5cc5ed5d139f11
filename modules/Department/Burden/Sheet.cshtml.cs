using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Burden;

/// <summary>汇总 of one round: every place with what it said, sums of what is numbers, who has not reported by the hour, who was late, who was reported for.</summary>
[Needs(DataCalls.Calls)]
public sealed class SheetModel(Db db, Here here) : PageModel
{
    public sealed record Line
    {
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";
        public Guid? ReplyId { get; init; }
        public DateTime? RepliedAt { get; init; }
        public string? By { get; init; }
        public string? Proxy { get; init; }
    }
    sealed record Value(Guid Reply, string Datum, string Words);

    public Here Here => here;
    public DataCalls.Call Call { get; private set; } = null!;
    public DateOnly Due { get; private set; }
    public IReadOnlyList<string> Data { get; private set; } = [];
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    Dictionary<(Guid, string), string> values = [];
    public bool IsLate => Clock.Now.DateTime >= Call.LateFrom(Due);
    public bool MayProxy => here.MayWrite(DataCalls.Edit) && here.MayWrite(DataCalls.Answer);
    public IReadOnlyList<Line> Silent => [.. Lines.Where(line => line.ReplyId is null)];
    public bool WasLate(Line line) => line.RepliedAt >= Call.LateFrom(Due);
    public string? Said(Line line, string datum) => line.ReplyId is { } reply ? values.GetValueOrDefault((reply, datum)) : null;
    /// <summary>Of those who gave a number; nothing where words were asked for.</summary>
    public string Sum(string datum)
    {
        var said = Lines.Select(line => Said(line, datum)).Where(words => words is not null).ToList();
        var numbers = said.Where(words => words!.Length <= 15 && decimal.TryParse(words, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out _)).Select(words => decimal.Parse(words!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return numbers.Count > 0 && numbers.Count * 2 >= said.Count ? numbers.Sum().ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) : "";
    }

    public async Task<IActionResult> OnGetAsync(Guid id, DateOnly due, CancellationToken stop)
    {
        var level = await db.FirstAsync<string?>("select level from data_call where id = @id and removed_at is null", new { id }, stop);
        if (level is null || (await DataCalls.OfLevelAsync(db, level, stop)).FirstOrDefault(call => call.Id == id) is not { } call || due > Clock.Today.AddYears(2) || !call.DaysTo(due).Contains(due)) return NotFound();
        (Call, Due) = (call, due);
        Data = await db.QueryAsync<string>("select datum from data_call_field where data_call_id = @id and removed_at is null order by rank_order, id", new { id }, stop);
        Lines = await db.QueryAsync<Line>("""
            select l.code, l.name, r.id as reply_id, r.created_at at time zone 'Asia/Shanghai' as replied_at, r.replied_by_name as by, r.proxy_words as proxy
            from org.locality l left join data_reply r on r.data_call_id = @id and r.due_on = @due and r.locality_path = l.path and r.removed_at is null
            where l.path > @lo and starts_with(l.path, @lo) and l.kind = @kind order by l.path limit 2000
            """, new { id, due, lo = here.Locality.Path, kind = short.Parse(level, System.Globalization.CultureInfo.InvariantCulture) }, stop);
        values = (await db.QueryAsync<Value>("select v.data_reply_id as reply, v.datum, v.value as words from data_reply_value v where v.data_reply_id = any(@ids) and v.removed_at is null", new { ids = Lines.Select(line => line.ReplyId).OfType<Guid>().ToArray() }, stop)).GroupBy(one => (one.Reply, one.Datum)).ToDictionary(same => same.Key, same => same.First().Words);
        return Page();
    }
}
