using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Reviews;

/// <summary>民主评议的汇总: of each branch and of each place below, whether it was held, how many were to be graded, who got what, where the share of 优秀 is too large.</summary>
[Needs(PartyMeetings.Read)]
public sealed class RollupModel(Db db, Here here) : PageModel
{
    public sealed record Row(Guid Id, string Name, string LocalityPath, DateOnly? HeldOn, Guid? MeetingId, int Due, int Graded, int Excellent, int Qualified, int Basic, int Failed, int Open)
    {
        /// <summary>优秀一般不超过三分之一.</summary>
        public bool IsOver => Excellent * 3 > Due && Excellent > 0;
        public string State => HeldOn is null && Graded == 0 ? "没有开展" : Graded < Due ? "没有评完" : IsOver ? "优秀超三分之一" : "完成";
    }

    const int PageSize = 60;
    public static readonly IReadOnlyList<string> States = ["没有开展", "没有评完", "优秀超三分之一", "完成"];

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public string? State { get; private set; }
    public Row Sum { get; private set; } = new(default, "合计", "", null, null, 0, 0, 0, 0, 0, 0, 0);
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public Guid? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(int? year, string? state, Guid? after, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Month <= 3 ? Clock.Today.Year - 2 : Clock.Today.Year - 1;
        State = States.FirstOrDefault(one => one == state);
        var rows = $"""
            select o.id, o.name, o.locality_path, o.rank_order, h.held_on, h.id as meeting_id, coalesce(m.due, 0) as due, coalesce(r.graded, 0) as graded, coalesce(r.excellent, 0) as excellent, coalesce(r.qualified, 0) as qualified, coalesce(r.basic, 0) as basic, coalesce(r.failed, 0) as failed, coalesce(r.open, 0) as open
            from organisation o
            left join (select organisation_id, count(*)::int as due from member where removed_at is null and membership_state = '1' and kind = '1' and joined_on <= @to and (left_on is null or left_on > @to) group by 1) m on m.organisation_id = o.id
            left join (select organisation_id, count(grade)::int as graded, count(*) filter (where grade = '1')::int as excellent, count(*) filter (where grade = '2')::int as qualified, count(*) filter (where grade = '3')::int as basic, count(*) filter (where grade = '4')::int as failed,
              count(*) filter (where grade = '4' and follow_done_on is null)::int as open from member_review where removed_at is null and year = @Year group by 1) r on r.organisation_id = o.id
            left join lateral (select t.id, t.held_on from meeting t where t.organisation_id = o.id and t.removed_at is null and t.state = '3' and (t.kind = '23' or '23' = any(t.also)) and coalesce(t.for_year, extract(year from t.held_on)::int) = @Year order by t.held_on limit 1) h on true
            where o.kind in ('631', '632') and o.removed_at is null and o.abolished_on is null and o.state in ('1', '2')
            """;
        const string StateSql = "case when held_on is null and graded = 0 then '没有开展' when graded < due then '没有评完' when excellent * 3 > due and excellent > 0 then '优秀超三分之一' else '完成' end";
        (Sum, Counts, Rows) = await db.QueryManyAsync($"""
            with c as ({rows}) select '00000000-0000-0000-0000-000000000000'::uuid as id, '合计' as name, '' as locality_path, null::date as held_on, null::uuid as meeting_id, coalesce(sum(due), 0)::int as due, coalesce(sum(graded), 0)::int as graded, coalesce(sum(excellent), 0)::int as excellent, coalesce(sum(qualified), 0)::int as qualified, coalesce(sum(basic), 0)::int as basic, coalesce(sum(failed), 0)::int as failed, coalesce(sum(open), 0)::int as open from c;
            with c as ({rows}) select {StateSql} as state, count(*)::int from c group by 1;
            with c as ({rows}) select c.id, c.name, c.locality_path, c.held_on, c.meeting_id, c.due, c.graded, c.excellent, c.qualified, c.basic, c.failed, c.open from c where (@State is null or {StateSql} = @State)
              {(after is null ? "" : "and (c.locality_path, c.rank_order, c.id) > ((select x.locality_path from organisation x where x.id = @after), (select x.rank_order from organisation x where x.id = @after), @after)")} order by c.locality_path, c.rank_order, c.id limit {PageSize + 1}
            """, new { Year, State, after, to = new DateOnly(Year, 12, 31) < Clock.Today ? new DateOnly(Year, 12, 31) : Clock.Today }, async grid => (await grid.ReadSingleAsync<Row>(), (IReadOnlyDictionary<string, int>)(await grid.ReadAsync<(string State, int Count)>()).ToDictionary(one => one.State, one => one.Count), (IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()]), stop);
        if (Rows.Count > PageSize) (Rows, Next) = ([.. Rows.Take(PageSize)], Rows[PageSize - 1].Id);
        return Page();
    }
}
