using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>班子研判材料: what is on record of one team, brought together for an analysis or a review: structure, requirements, the year's checks, members, tasks, surveys. What needs another right is left out and said to be.</summary>
[Needs(TeamYears.Analyse)]
public sealed class PackModel(Db db, Here here) : PageModel
{
    public sealed record Member(Guid CadreId, string Name, string Post, DateOnly? BirthOn, string? Education, DateOnly? Since, string? Grades, int Measures, string? Suggested, string? Words);
    public sealed record TaskLine(string Title, string LeadName, DateOnly? DueOn, int Percent, string State);
    public sealed record Survey(DateOnly? HeldOn, string? Findings, string? Problems);

    public Here Here { get; } = here;
    public TeamBoard Board { get; private set; } = null!;
    internal TeamFactsOf Facts { get; private set; } = null!;
    public IReadOnlyList<RequirementResult> Judged { get; private set; } = [];
    public IReadOnlyList<Member> Members { get; private set; } = [];
    public IReadOnlyList<TaskLine> Tasks { get; private set; } = [];
    public IReadOnlyList<Survey> Surveys { get; private set; } = [];
    public bool KnowsMeasures => Here.May(Cadres.Measures.Read);
    public bool KnowsTasks => Here.May("cadres.team-tasks.view");
    public bool KnowsLife => Here.May(TeamYears.Life);
    public bool KnowsWorks => Here.May(Assessing.Read);
    public bool KnowsPersons => Here.May(TermChanges.Persons);

    /// <summary>What is left out, and for want of which right.</summary>
    public string LeftOut => string.Concat(new[] { (KnowsMeasures, "影响期", "打开处分处理"), (KnowsPersons, "先期调研", "看进退留转"), (KnowsLife, "民主集中制和民主生活会", "看民主生活会"), (KnowsWorks, "考评和重点任务", "查看考核"), (KnowsTasks, "整改", "查看班子整改") }.Where(one => !one.Item1).Select(one => $"　没有{one.Item2}（您没有{one.Item3}的权限）"));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        // A team's own, or that of a review.
        var team = await db.FirstAsync<Guid?>("select id from team where id = @id and removed_at is null union all select team_id from team_review where id = @id and removed_at is null limit 1", new { id }, stop);
        if (team is not { } of || await TeamBoard.LoadAsync(db, of, Clock.Today, stop) is not { } board) return NotFound();
        Board = board;
        Facts = await TeamFactsOf.YearAsync(db, of, Clock.Today.Year, stop);
        Judged = [.. (await Requirements.InForceAsync(db, Clock.Today, stop)).Where(one => one.Scope == "1" && one.Concerns(board)).Select(one => one.Judge(board))];
        (Members, Tasks, Surveys) = await db.QueryManyAsync($"""
            select c.id as cadre_id, c.name, s.post, c.birth_on, {CadreSql.Highest} as education, p.began_on as since,
              {CadreSql.Grades("c.id")} as grades,
              {(KnowsMeasures ? "(select count(*)::int from cadre_measure m where m.cadre_id = c.id and m.removed_at is null and m.began_on <= @today and m.effect_until > @today)" : "0")} as measures, d.suggested, d.survey_words as words
            from team_seat s join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= @today and (p.ended_on is null or p.ended_on > @today) join cadre c on c.id = p.cadre_id and c.removed_at is null
            left join lateral (select x.suggested, x.survey_words from disposition x where {(KnowsPersons ? "x.cadre_id = c.id and x.removed_at is null" : "false")} order by x.changes_on desc limit 1) d on true where s.team_id = @of and s.removed_at is null order by s.rank_order, s.id;
            select i.title, i.lead_name, i.due_on, coalesce(i.percent, 0)::int as percent, i.state from org.work_item i where {(KnowsTasks ? "true" : "false")} and i.kind = @kind and i.lead_unit_id = @UnitId and i.state in ('open', 'applied', 'checked') order by i.due_on limit 30;
            select held_on, findings, problems from term_survey where {(KnowsPersons ? "team_id = @of and state = '2' and removed_at is null" : "false")} order by held_on desc limit 2
            """, new { of, today = Clock.Today, kind = TeamWork.Kind.Id, board.UnitId }, async grid => ((IReadOnlyList<Member>)[.. await grid.ReadAsync<Member>()], (IReadOnlyList<TaskLine>)[.. await grid.ReadAsync<TaskLine>()], (IReadOnlyList<Survey>)[.. await grid.ReadAsync<Survey>()]), stop);
        return Page();
    }

    public static string GradesOf(string? grades) => CadreSql.InWords(grades);
}
