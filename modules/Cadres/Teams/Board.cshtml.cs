using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>班子一览: seats in their order, who sits there, what is vacant, numbers approved and filled, structure; as of any day.</summary>
[Needs("cadres.teams.read")]
public sealed class BoardModel(Db db, Here here, RuleChecks checks, RegisterBook book) : PageModel
{
    public Here Here { get; } = here;
    public TeamBoard Board { get; private set; } = null!;
    public IReadOnlyList<RowFinding> Findings { get; private set; } = [];
    public sealed record Evaluated(Guid Id, string Name, int Year, decimal Total, int Place, int Units, string Grade);
    /// <summary>What the yearly evaluations that are published made of the unit: an input of analysing the team.</summary>
    public IReadOnlyList<Evaluated> Evaluations { get; private set; } = [];
    public string? DayFault { get; private set; }
    /// <summary>The day that is asked for; today unless said.</summary>
    public DateOnly Day { get; private set; } = Clock.Today;
    public bool IsPast => Day < Clock.Today;
    public bool MayWrite => !IsPast && Here.MayWrite("cadres.teams.edit");

    public string RecordUrl => Here.Url($"cadres/teams/{Board.Id}");
    public string PersonUrl(BoardSeat seat) => Here.Url($"cadres/files/{seat.CadreId}{(IsPast ? $"?asof={AsOf.Format(Day)}" : "")}");
    public string PhotoUrl(BoardSeat seat) => Here.Url($"cadres/photo/show/{seat.CadreId}");

    public async Task<IActionResult> OnGetAsync(Guid id, string? on, CancellationToken stop)
    {
        if (!string.IsNullOrWhiteSpace(on))
        {
            if (Dates.TryParse(on, out var day, out var fault) && day <= Clock.Today) Day = day;
            else DayFault = fault ?? "看哪一天：不能晚于今天";
        }
        if (await TeamBoard.LoadAsync(db, id, Day, stop) is not { } board) return NotFound();
        Board = board with { Limits = TeamRules.Limits(await checks.SettingsAsync(stop), board.Path, Day) };
        if (!IsPast) Findings = await checks.OfRowAsync(book.All.First(place => place.Path == "cadres/teams"), id, stop: stop);
        if (Here.May(Assessing.Read))
            Evaluations = await db.QueryAsync<Evaluated>("""
                select v.id, v.name, v.year, e.total, e.place, (select count(*)::int from evaluation_unit x where x.evaluation_id = v.id and x.removed_at is null) as units, e.grade
                from evaluation_unit e join evaluation v on v.id = e.evaluation_id join team t on t.unit_id = e.unit_id where t.id = @id and v.state = '2' and v.published_on <= @Day and e.removed_at is null and v.removed_at is null order by v.year desc, v.published_on desc limit 3
                """, new { id, Day }, stop);
        return Page();
    }
}
