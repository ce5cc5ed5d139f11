using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Problem;

/// <summary>专项总览: every campaign that runs, by stage, how far its units are, what was found and put right, and how many of those it concerned acknowledge it.</summary>
[Needs(KeyPoints.Read)]
public sealed class CampaigningModel(Db db, Here here) : PageModel
{
    public sealed record Line(Guid Id, string Title, string Kind, string Place, string LeadUnit, string Stage, DateOnly EndsOn, DateOnly? ClosedOn, int Units, int Done, int Found, int Rectified, int Models, int Votes, int Favourable);

    public Here Here => here;
    public bool MayAsk => here.MayWrite(SatisfactionPoll.Conduct);
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public static string Share(int part, int whole) => whole == 0 ? "—" : $"{part * 100m / whole:0.0}%";

    public async Task OnGetAsync(CancellationToken stop) => Lines = await db.QueryAsync<Line>("""
        select c.id, c.title, c.kind, l.name as place, c.lead_unit, c.stage, c.ends_on, c.closed_on, u.units, u.done, u.found, u.rectified, (select count(*)::int from campaign_case k where k.campaign_id = c.id and k.removed_at is null) as models, p.votes, p.favourable
        from campaign c join org.locality l on l.path = c.locality_path
        cross join lateral (select count(*)::int as units, count(*) filter (where u.stage = '4')::int as done, coalesce(sum(u.found), 0)::int as found, coalesce(sum(u.rectified), 0)::int as rectified from campaign_unit u where u.campaign_id = c.id and u.removed_at is null) u
        cross join lateral (select coalesce(sum(n.votes), 0)::int as votes, coalesce(sum(n.votes) filter (where n.choice in ('1', '2')), 0)::int as favourable from org.poll o join org.poll_count n on n.poll_id = o.id where o.module = 'department' and o.kind = 'campaign-polls' and o.subject_id = c.id and o.state = 'signed') p
        where c.removed_at is null order by c.closed_on nulls first, c.locality_path, c.kind, c.rank_order, c.id limit 200
        """, null, stop);
}
