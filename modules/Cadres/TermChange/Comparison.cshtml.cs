using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.TermChange;

/// <summary>四比 (C4.17): what each unit in the change and its leaders have entered under the four headings, and how far key works are, against the time that has passed; slack work is seen early.</summary>
[Needs(TermChanges.Read)]
public sealed class ComparisonModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Head(Guid Id, string Path, string Name, string State, DateOnly? OpenedOn, DateOnly ChangesOn);
    public sealed record Entry(Guid Id, Guid TeamId, Guid? CadreId, string Name, string Heading, string Result, int Progress, DateOnly ReportedOn);
    public sealed record Work(Guid TeamId, int Works, int Progress);
    public sealed record Row(Guid TeamId, string Team, IReadOnlyDictionary<string, Entry> Own, IReadOnlyList<Entry> Leaders, Work? Work, int? Mean, int Behind);

    public Here Here { get; } = here;
    public Head One { get; private set; } = null!;
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    /// <summary>Of the time between the beginning and the day of the change, in percent.</summary>
    public int Passed { get; private set; }
    public int Gap { get; private set; }
    public bool MayWrite => Here.MayWrite(TermChanges.Write) && One.State == "2";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Head>("select id, locality_path as path, name, state, opened_on, changes_on from term_change where id = @id and removed_at is null", new { id }, stop) is not { } head) return NotFound();
        One = head;
        Passed = head.OpenedOn is { } opened ? TermWorkRules.PassedOf(opened, head.ChangesOn, Clock.Today) : 0;
        Gap = (await checks.SettingsAsync(stop)).For(TermWorkRules.Slack, head.Path, Clock.Today).Int("gap");
        Rows = await db.QueryManyAsync($"""
            {BoardModel.TeamsSql};
            select id, team_id, cadre_id, name, heading, result, progress, reported_on from term_comparison where term_change_id = @id and removed_at is null order by team_id, name, heading;
            select team_id, count(*)::int as works, avg(progress)::int as progress from (select distinct t.id as team_id, w.id, w.progress from team t join team_seat s on s.team_id = t.id and s.removed_at is null join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= @today and (p.ended_on is null or p.ended_on > @today)
              join key_person k on k.cadre_id = p.cadre_id and (k.until_on is null or k.until_on > @today) and k.removed_at is null join key_work w on w.id = k.key_work_id and w.removed_at is null and w.year = extract(year from @today::date) where t.id in (select x.id from ({BoardModel.TeamsSql}) x)) one group by team_id
            """, new { id, today = Clock.Today }, async grid =>
        {
            var teams = (await grid.ReadAsync<BoardModel.Team>()).ToList();
            var entries = (await grid.ReadAsync<Entry>()).ToLookup(entry => entry.TeamId);
            var works = (await grid.ReadAsync<Work>()).ToDictionary(work => work.TeamId);
            return (IReadOnlyList<Row>)[.. teams.Select(team =>
            {
                var own = entries[team.Id].Where(entry => entry.CadreId is null).ToDictionary(entry => entry.Heading);
                var all = entries[team.Id].Select(entry => entry.Progress).ToList();
                int? mean = all.Count == 0 ? null : (int)all.Average();
                return new Row(team.Id, team.Name, own, [.. entries[team.Id].Where(entry => entry.CadreId is not null)], works.GetValueOrDefault(team.Id), mean, mean is { } at && head.State == "2" && at + Gap < Passed ? Passed - at : 0);
            }).OrderByDescending(row => row.Behind).ThenBy(row => row.Mean is not null)];
        }, stop);
        return Page();
    }
}
