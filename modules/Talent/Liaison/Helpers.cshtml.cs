using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Liaison;

/// <summary>服务团成员: what each has done this year and how it was judged, who has not served for long, and what the service cost.</summary>
[Needs(Liaisons.Read)]
public sealed class HelpersModel(Db db, RuleChecks rules, Here here) : PageModel
{
    public sealed record Member(Guid? TalentId, string Name, string Team, int Times, int Days, int Satisfied, int Points, DateOnly? LastOn, bool IsIdle);
    public sealed record Team(Guid Id, string Name, string? Support, int Members, int Times, int Cost, int Insured, int Letters);

    public Here Here => here;
    public IReadOnlyList<Member> Members { get; private set; } = [];
    public IReadOnlyList<Team> Teams { get; private set; } = [];
    public int Months { get; private set; }
    public string Formula { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken stop)
    {
        var terms = (await rules.SettingsAsync(stop)).For(ServiceRules.Served, here.Locality.Path, Clock.Today);
        Months = terms.Int("months");
        Formula = $"每次 {terms["times"]:0} 分，每天 {terms["days"]:0} 分，满意每次 {terms["marks"]:0} 分";
        (Members, Teams) = await db.QueryManyAsync("""
            select m.talent_id, m.name, e.name as team, d.times, d.days, d.satisfied, (d.times * @times + d.days * @days + d.satisfied * @marks)::int as points, l.last_on, (l.last_on is null or l.last_on < @today - make_interval(months => @months)) and e.began_on < @today - make_interval(months => @months) as is_idle
            from team_member m join expert_team e on e.id = m.expert_team_id cross join lateral (select count(*)::int as times, coalesce(sum(d.days), 0)::int as days, count(*) filter (where d.evaluation = '1')::int as satisfied from dispatch d where d.expert_id = m.talent_id and d.removed_at is null and d.sent_on >= @from) d
            cross join lateral (select max(d.sent_on) as last_on from dispatch d where d.expert_id = m.talent_id and d.removed_at is null) l
            where m.removed_at is null and e.removed_at is null and (e.ends_on is null or e.ends_on >= @today) order by e.locality_path, e.rank_order, e.id, 7 desc, m.rank_order, m.id limit 300;
            select e.id, e.name, e.support, (select count(*)::int from team_member m where m.expert_team_id = e.id and m.removed_at is null) as members, count(d.id)::int as times, coalesce(sum(d.cost), 0)::int as cost, count(d.id) filter (where coalesce(d.insurance, '') <> '')::int as insured, count(d.letter_no)::int as letters
            from expert_team e left join dispatch d on d.team_id = e.id and d.removed_at is null and d.sent_on >= @from where e.removed_at is null and (e.ends_on is null or e.ends_on >= @today) group by e.id order by e.locality_path, e.rank_order, e.id limit 100
            """, new { today = Clock.Today, from = new DateOnly(Clock.Today.Year, 1, 1), months = Months, times = terms["times"], days = terms["days"], marks = terms["marks"] }, async grid => ((IReadOnlyList<Member>)[.. await grid.ReadAsync<Member>()], (IReadOnlyList<Team>)[.. await grid.ReadAsync<Team>()]), stop);
    }
}
