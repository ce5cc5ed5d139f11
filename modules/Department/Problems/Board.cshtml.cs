using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Problem;

/// <summary>重点工程看板: of every line of work the named projects, with the next milestone and step, risks, who answers, and how old the last update is.</summary>
[Needs(Requirements.Read)]
public sealed class BoardModel(Db db, RuleChecks rules, Here here) : PageModel
{
    public sealed record Card(Guid Id, string Title, string Line, string Place, string? Programme, string Leader, string Officer, DateOnly DueOn, string NextStep, string? Risk, DateOnly UpdatedOn, int Milestones, int Done, string? Next, DateOnly? NextOn);

    public Here Here => here;
    public int Days { get; private set; }
    public ILookup<string, Card> Cards { get; private set; } = Array.Empty<Card>().ToLookup(card => card.Line);
    public static int Age(Card card) => Clock.Today.DayNumber - card.UpdatedOn.DayNumber;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Days = (await rules.SettingsAsync(stop)).For(KeyProjects.Fresh, here.Locality.Path, Clock.Today).Int("days");
        Cards = (await db.QueryAsync<Card>("""
            select k.id, k.title, k.line, l.name as place, k.programme, k.leader, k.officer, k.due_on, k.next_step, k.risk, k.updated_on, m.n as milestones, m.done, x.title as next, x.due_on as next_on from key_project k join org.locality l on l.path = k.locality_path
            cross join lateral (select count(*)::int as n, count(m.done_on)::int as done from key_milestone m where m.key_project_id = k.id and m.removed_at is null) m
            left join lateral (select m.title, m.due_on from key_milestone m where m.key_project_id = k.id and m.removed_at is null and m.done_on is null order by m.due_on, m.id limit 1) x on true
            where k.removed_at is null and k.closed_on is null order by k.line, k.updated_on, k.id limit 200
            """, null, stop)).ToLookup(card => card.Line);
    }
}
