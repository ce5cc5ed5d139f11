using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Liaison;

/// <summary>联系专家总览: leaders with their experts and this quarter's contacts, key experts without a leader, campaigns by coverage and what came of them.</summary>
[Needs(Liaisons.Read)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public sealed record Leader(string Name, string Post, int Experts, int Contacted, int Visits)
    {
        public int Missing => Experts - Contacted;
    }

    public sealed record Expert(Guid Id, string Name, string Grade, string? Workplace);
    public sealed record Campaign(Guid Id, string Title, DateOnly BeginsOn, DateOnly EndsOn, int Targets, int Visited, int Needs, int Ordered, int Closed);
    public sealed record Counts(int Experts, int Paired);
    /// <summary>What is to come by the measures of the pairing: so long after the last contact of the leader's own, or after the beginning.</summary>
    public sealed record Next(Guid Id, string Leader, string? Secretary, string Expert, DateOnly? LastOn, DateOnly DueOn, string? Forms);

    public Here Here => here;
    public DateOnly From { get; private set; }
    public IReadOnlyList<Leader> Leaders { get; private set; } = [];
    public IReadOnlyList<Expert> Alone { get; private set; } = [];
    public IReadOnlyList<Campaign> Campaigns { get; private set; } = [];
    public IReadOnlyList<Next> Due { get; private set; } = [];
    public Counts All { get; private set; } = new(0, 0);
    public static string Share(int part, int whole) => whole == 0 ? "—" : $"{part * 100m / whole:0.0}%";

    public async Task OnGetAsync(CancellationToken stop)
    {
        var today = Clock.Today;
        From = new(today.Year, (today.Month - 1) / 3 * 3 + 1, 1);
        (Leaders, Alone, Campaigns, All, Due) = await db.QueryManyAsync("""
            select l.leader as name, min(l.leader_post) as post, count(*)::int as experts, count(*) filter (where v.visits > 0)::int as contacted, sum(v.visits)::int as visits
            from liaison l cross join lateral (select count(*)::int as visits from visit v where v.talent_id = l.talent_id and v.visitor = l.leader and v.removed_at is null and v.visited_on >= @from) v join talent t on t.id = l.talent_id and t.state = '1' and t.removed_at is null where l.removed_at is null and l.ended_on is null and l.leader_left_on is null group by l.locality_path, l.leader order by count(*) filter (where v.visits = 0) desc, l.leader limit 100;
            select t.id, t.name, t.grade, t.workplace from talent t where t.removed_at is null and t.state = '1' and t.grade in ('A', 'B', 'C', 'D') and not exists (select from liaison l where l.talent_id = t.id and l.ended_on is null and l.removed_at is null) order by t.grade, t.locality_path, t.rank_order, t.id limit 20;
            select c.id, c.title, c.begins_on, c.ends_on, c.targets, count(distinct coalesce(v.talent_id, v.employer_id))::int as visited, count(v.id) filter (where coalesce(v.need, '') <> '')::int as needs, count(v.id) filter (where v.need_ordered)::int as ordered, (select count(*)::int from service_order o join visit w on w.id = o.visit_id where w.campaign_id = c.id and o.state = '4' and o.removed_at is null) as closed
            from campaign c left join visit v on v.campaign_id = c.id and v.removed_at is null where c.removed_at is null group by c.id order by c.begins_on desc, c.id limit 30;
            select count(*)::int as experts, count(*) filter (where exists (select from liaison l where l.talent_id = t.id and l.ended_on is null and l.removed_at is null))::int as paired from talent t where t.removed_at is null and t.state = '1' and t.grade in ('A', 'B', 'C', 'D');
            select l.id, l.leader, l.secretary, t.name as expert, v.last_on, d.due_on, l.forms from liaison l join talent t on t.id = l.talent_id and t.state = '1' and t.removed_at is null
            cross join lateral (select max(v.visited_on) as last_on from visit v where v.talent_id = l.talent_id and v.visitor = l.leader and v.removed_at is null) v cross join lateral (select (greatest(l.began_on, v.last_on) + make_interval(months => l.period::int) / l.minimum)::date as due_on) d
            where l.removed_at is null and l.ended_on is null and l.leader_left_on is null and d.due_on <= @until order by d.due_on, l.leader, l.id limit 40
            """, new { from = From, until = today.AddDays(30) }, async grid => ((IReadOnlyList<Leader>)[.. await grid.ReadAsync<Leader>()], (IReadOnlyList<Expert>)[.. await grid.ReadAsync<Expert>()], (IReadOnlyList<Campaign>)[.. await grid.ReadAsync<Campaign>()], await grid.ReadFirstAsync<Counts>(), (IReadOnlyList<Next>)[.. await grid.ReadAsync<Next>()]), stop);
    }
}
