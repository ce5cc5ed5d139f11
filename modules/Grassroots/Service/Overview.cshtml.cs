using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Service;

/// <summary>党员服务 of a year: needs by category and quarter, areas without a member, members without an assignment, the retired by branch.</summary>
[Needs(MemberService.Read)]
public sealed class OverviewModel(Db db, Here here) : PageModel
{
    const int Most = 200;

    public sealed record Trend(string Category, int First, int Second, int Third, int Fourth, int Late, int Unhappy)
    {
        public int All => First + Second + Third + Fourth;
    }

    public sealed record Branch(Guid Id, string Name, int Areas, int Empty, int Households, int Unassigned);

    public sealed record Retired(Guid Id, string Name, int People, int Hours);

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Trend> Trends { get; private set; } = [];
    public IReadOnlyList<Branch> Branches { get; private set; } = [];
    public IReadOnlyList<Retired> Homes { get; private set; } = [];

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        (Trends, Branches, Homes) = await db.QueryManyAsync($"""
            select n.category, count(*) filter (where extract(quarter from n.raised_on) = 1)::int as first, count(*) filter (where extract(quarter from n.raised_on) = 2)::int as second, count(*) filter (where extract(quarter from n.raised_on) = 3)::int as third,
              count(*) filter (where extract(quarter from n.raised_on) = 4)::int as fourth, count(*) filter (where coalesce(n.answered_on, @today) > n.due_on)::int as late, count(*) filter (where n.satisfaction = '3')::int as unhappy
            from member_need n where n.removed_at is null and n.raised_on >= @from and n.raised_on < @to group by n.category order by count(*) desc, n.category;
            select o.id, o.name, a.areas, a.empty, a.households, (select count(*)::int from member m where m.organisation_id = o.id and m.left_on is null and m.removed_at is null and m.membership_state = '1' and not m.is_floating and not exists (select from duty_area d where d.member_id = m.id and d.removed_at is null)) as unassigned
            from (select d.organisation_id, count(*)::int as areas, count(*) filter (where d.member_id is null)::int as empty, coalesce(sum(d.households) filter (where d.member_id is null), 0)::int as households from duty_area d where d.removed_at is null group by d.organisation_id) a
            join organisation o on o.id = a.organisation_id order by a.empty desc, o.name limit {Most};
            select o.id, o.name, count(distinct r.member_id)::int as people, coalesce(sum(r.hours), 0)::int as hours from retired_role r join organisation o on o.id = r.organisation_id where r.removed_at is null and r.ended_on is null group by o.id, o.name order by 4 desc, o.name limit {Most}
            """, new { from = new DateOnly(Year, 1, 1), to = new DateOnly(Year + 1, 1, 1), today = Clock.Today },
            async grid => ((IReadOnlyList<Trend>)[.. await grid.ReadAsync<Trend>()], (IReadOnlyList<Branch>)[.. await grid.ReadAsync<Branch>()], (IReadOnlyList<Retired>)[.. await grid.ReadAsync<Retired>()]), stop);
    }
}
