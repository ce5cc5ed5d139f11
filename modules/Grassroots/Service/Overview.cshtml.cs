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

    /// <summary>What members said they need in the year's surveys, beside the year before.</summary>
    public sealed record Wanted(int Item, int Organisations, int Answers, int Urgent, int Needed, decimal? Share, decimal? Before)
    {
        public string Category => MemberService.Category.Codes.ElementAtOrDefault(Item - 1)?.Name ?? $"第 {Item} 项";
        public decimal? Change => Share - Before;
    }

    public sealed record Branch(Guid Id, string Name, int Areas, int Empty, int Households, int Unassigned);

    public sealed record Retired(Guid Id, string Name, int People, int Hours);

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Trend> Trends { get; private set; } = [];
    public IReadOnlyList<Wanted> Surveyed { get; private set; } = [];
    public IReadOnlyList<Branch> Branches { get; private set; } = [];
    public IReadOnlyList<Retired> Homes { get; private set; } = [];

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        (Trends, Surveyed, Branches, Homes) = await db.QueryManyAsync($"""
            select n.category, count(*) filter (where extract(quarter from n.raised_on) = 1)::int as first, count(*) filter (where extract(quarter from n.raised_on) = 2)::int as second, count(*) filter (where extract(quarter from n.raised_on) = 3)::int as third,
              count(*) filter (where extract(quarter from n.raised_on) = 4)::int as fourth, count(*) filter (where coalesce(n.answered_on, @today) > n.due_on)::int as late, count(*) filter (where n.satisfaction = '3')::int as unhappy
            from member_need n where n.removed_at is null and n.raised_on >= @from and n.raised_on < @to group by n.category order by count(*) desc, n.category;
            select c.item_number::int as item, count(distinct p.subject_id) filter (where p.held_on >= @from)::int as organisations, coalesce(sum(c.votes) filter (where p.held_on >= @from), 0)::int as answers,
              coalesce(sum(c.votes) filter (where p.held_on >= @from and c.choice = '1'), 0)::int as urgent, coalesce(sum(c.votes) filter (where p.held_on >= @from and c.choice = '2'), 0)::int as needed,
              round(100.0 * sum(c.votes) filter (where p.held_on >= @from and c.choice in ('1', '2')) / nullif(sum(c.votes) filter (where p.held_on >= @from), 0), 1) as share,
              round(100.0 * sum(c.votes) filter (where p.held_on < @from and c.choice in ('1', '2')) / nullif(sum(c.votes) filter (where p.held_on < @from), 0), 1) as before
            from org.poll p join org.poll_count c on c.poll_id = p.id where p.module = 'grassroots' and p.kind = 'need-surveys' and p.state = 'signed' and p.held_on >= @before and p.held_on < @to group by c.item_number order by share desc nulls last, c.item_number;
            select o.id, o.name, a.areas, a.empty, a.households, (select count(*)::int from member m where m.organisation_id = o.id and m.left_on is null and m.removed_at is null and m.membership_state = '1' and not m.is_floating and not exists (select from duty_area d where d.member_id = m.id and d.removed_at is null)) as unassigned
            from (select d.organisation_id, count(*)::int as areas, count(*) filter (where d.member_id is null)::int as empty, coalesce(sum(d.households) filter (where d.member_id is null), 0)::int as households from duty_area d where d.removed_at is null group by d.organisation_id) a
            join organisation o on o.id = a.organisation_id order by a.empty desc, o.name limit {Most};
            select o.id, o.name, count(distinct r.member_id)::int as people, coalesce(sum(r.hours), 0)::int as hours from retired_role r join organisation o on o.id = r.organisation_id where r.removed_at is null and r.ended_on is null group by o.id, o.name order by 4 desc, o.name limit {Most}
            """, new { before = new DateOnly(Year - 1, 1, 1), from = new DateOnly(Year, 1, 1), to = new DateOnly(Year + 1, 1, 1), today = Clock.Today },
            async grid => ((IReadOnlyList<Trend>)[.. await grid.ReadAsync<Trend>()], (IReadOnlyList<Wanted>)[.. await grid.ReadAsync<Wanted>()], (IReadOnlyList<Branch>)[.. await grid.ReadAsync<Branch>()], (IReadOnlyList<Retired>)[.. await grid.ReadAsync<Retired>()]), stop);
    }
}
