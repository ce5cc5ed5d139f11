using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>The polls of a kind, the latest first.</summary>
public sealed class PollListModel(Db db) : PollPageModel
{
    const int PageSize = 50;

    public IReadOnlyList<Poll> Rows { get; private set; } = [];
    public IReadOnlyDictionary<string, long> Counts { get; private set; } = new Dictionary<string, long>();
    public string? State { get; private set; }
    public int? Year { get; private set; }
    public string? Next { get; private set; }
    public bool IsFirst { get; private set; }

    public async Task OnGetAsync(string? state, int? year, string? after)
    {
        (State, Year, IsFirst) = (Poll.States.Has(state ?? "") ? state : null, year is >= 2000 and <= 2200 ? year : null, after is null);
        var cursor = after?.Split('_') is [var day, var id] && DateOnly.TryParseExact(day, "yyyyMMdd", out var on) && Guid.TryParse(id, out var last) ? (On: on, Id: last) : ((DateOnly On, Guid Id)?)null;
        var within = $"kind = @kind{(Year is null ? "" : " and held_on between @from and @to")}";
        var args = new { kind = Kind.Id, state = State, from = Year is { } y ? new DateOnly(y, 1, 1) : default, to = Year is { } z ? new DateOnly(z, 12, 31) : default, day = cursor?.On, id = cursor?.Id };
        (Rows, Counts) = await db.QueryManyAsync($"""
            select {Poll.Columns} from org.poll where {within}{(State is null ? "" : " and state = @state")}{(cursor is null ? "" : " and (held_on < @day or held_on = @day and id > @id)")} order by held_on desc, id limit {PageSize + 1};
            select state, count(*) from org.poll where {within} group by state
            """, args, async grid => ((IReadOnlyList<Poll>)[.. await grid.ReadAsync<Poll>()], (IReadOnlyDictionary<string, long>)(await grid.ReadAsync<(string State, long Count)>()).ToDictionary(c => c.State, c => c.Count)), Stop);
        if (Rows.Count <= PageSize) return;
        Rows = [.. Rows.Take(PageSize)];
        Next = With($"{Rows[^1].HeldOn:yyyyMMdd}_{Rows[^1].Id:N}");
    }

    public string With(string? after = null, string? state = null) =>
        "?" + string.Join('&', new[] { (state ?? State) is { Length: > 0 } s ? $"state={s}" : "", Year is { } y ? $"year={y}" : "", after is null ? "" : $"after={after}" }.Where(part => part != ""));
}
