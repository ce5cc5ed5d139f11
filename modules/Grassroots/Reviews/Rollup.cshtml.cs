using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Reviews;

/// <summary>民主评议的汇总: of each branch and of each place below, whether it was held, how many were to be graded, who got what, where the share of 优秀 is too large.</summary>
[Needs(PartyMeetings.Read)]
public sealed class RollupModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Row(Guid Id, string Name, string LocalityPath, DateOnly? HeldOn, Guid? MeetingId, int Due, int Graded, int Excellent, int Qualified, int Basic, int Failed, int Open, string State);
    public sealed record Totals(int Due, int Graded, int Excellent, int Qualified, int Basic, int Failed, int Open, int NotHeld, int NotFinished, int TooMany, int Complete);

    const string NotHeld = "没有开展", NotFinished = "没有评完", TooMany = "优秀超比例", Complete = "完成";
    const int PageSize = 60;
    public static readonly IReadOnlyList<string> States = [NotHeld, NotFinished, TooMany, Complete];

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public string? State { get; private set; }
    public Totals Sum { get; private set; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public Guid? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(int? year, string? state, Guid? after, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Month <= 3 ? Clock.Today.Year - 2 : Clock.Today.Year - 1;
        State = States.FirstOrDefault(one => one == state);
        // How large the share of 优秀 may be says the rule, as it is set here.
        var part = (await checks.SettingsAsync(stop)).For(MeetingRules.ExcellentThird, Here.Locality.Path, Clock.Today)["part"];
        var rows = $"""
            select o.id, o.name, o.locality_path, o.rank_order, h.held_on, h.id as meeting_id, coalesce(m.due, 0) as due, coalesce(r.graded, 0) as graded, coalesce(r.excellent, 0) as excellent, coalesce(r.qualified, 0) as qualified, coalesce(r.basic, 0) as basic, coalesce(r.failed, 0) as failed, coalesce(r.open, 0) as open
            from organisation o
            left join (select organisation_id, count(*)::int as due from member where removed_at is null and membership_state = '1' and kind = '1' and joined_on <= @to and (left_on is null or left_on > @to) group by 1) m on m.organisation_id = o.id
            left join (select organisation_id, count(grade)::int as graded, count(*) filter (where grade = '1')::int as excellent, count(*) filter (where grade = '2')::int as qualified, count(*) filter (where grade = '3')::int as basic, count(*) filter (where grade = '4')::int as failed,
              count(*) filter (where grade = '4' and follow_done_on is null)::int as open from member_review where removed_at is null and year = @Year group by 1) r on r.organisation_id = o.id
            left join lateral (select t.id, t.held_on from meeting t where t.organisation_id = o.id and t.removed_at is null and t.state = '3' and (t.kind = '23' or '23' = any(t.also)) and coalesce(t.for_year, extract(year from t.held_on)::int) = @Year order by t.held_on limit 1) h on true
            where {PartyOrganisations.Branch}
            """;
        // The branches are gone through once: their sums, how many are how far, and the page.
        var all = await db.QueryAsync<Read>($"""
            with c as materialized (select x.*, case when held_on is null and graded = 0 then '{NotHeld}' when graded < due then '{NotFinished}' when excellent * @part > due and excellent > 0 then '{TooMany}' else '{Complete}' end as state from ({rows}) x),
              t as (select coalesce(sum(due), 0)::int as all_due, coalesce(sum(graded), 0)::int as all_graded, coalesce(sum(excellent), 0)::int as all_excellent, coalesce(sum(qualified), 0)::int as all_qualified, coalesce(sum(basic), 0)::int as all_basic, coalesce(sum(failed), 0)::int as all_failed, coalesce(sum(open), 0)::int as all_open,
                count(*) filter (where state = '{NotHeld}')::int as not_held, count(*) filter (where state = '{NotFinished}')::int as not_finished, count(*) filter (where state = '{TooMany}')::int as too_many, count(*) filter (where state = '{Complete}')::int as complete from c)
            select t.*, p.* from t left join (select c.* from c where (@State is null or c.state = @State)
              {(after is null ? "" : "and (c.locality_path, c.rank_order, c.id) > ((select x.locality_path from organisation x where x.id = @after), (select x.rank_order from organisation x where x.id = @after), @after)")} order by c.locality_path, c.rank_order, c.id limit {PageSize + 1}) p on true order by p.locality_path, p.rank_order, p.id
            """, new { Year, State, after, part, to = new DateOnly(Year, 12, 31) < Clock.Today ? new DateOnly(Year, 12, 31) : Clock.Today }, stop);
        var one = all[0];
        Sum = new(one.AllDue, one.AllGraded, one.AllExcellent, one.AllQualified, one.AllBasic, one.AllFailed, one.AllOpen, one.NotHeld, one.NotFinished, one.TooMany, one.Complete);
        Counts = new Dictionary<string, int> { [NotHeld] = Sum.NotHeld, [NotFinished] = Sum.NotFinished, [TooMany] = Sum.TooMany, [Complete] = Sum.Complete };
        Rows = [.. all.Where(row => row.Id is not null).Select(row => new Row(row.Id!.Value, row.Name!, row.LocalityPath!, row.HeldOn, row.MeetingId, row.Due ?? 0, row.Graded ?? 0, row.Excellent ?? 0, row.Qualified ?? 0, row.Basic ?? 0, row.Failed ?? 0, row.Open ?? 0, row.State!))];
        if (Rows.Count > PageSize) (Rows, Next) = ([.. Rows.Take(PageSize)], Rows[PageSize - 1].Id);
        return Page();
    }

    sealed record Read
    {
        public int AllDue { get; init; }
        public int AllGraded { get; init; }
        public int AllExcellent { get; init; }
        public int AllQualified { get; init; }
        public int AllBasic { get; init; }
        public int AllFailed { get; init; }
        public int AllOpen { get; init; }
        public int NotHeld { get; init; }
        public int NotFinished { get; init; }
        public int TooMany { get; init; }
        public int Complete { get; init; }
        public Guid? Id { get; init; }
        public string? Name { get; init; }
        public string? LocalityPath { get; init; }
        public DateOnly? HeldOn { get; init; }
        public Guid? MeetingId { get; init; }
        public int? Due { get; init; }
        public int? Graded { get; init; }
        public int? Excellent { get; init; }
        public int? Qualified { get; init; }
        public int? Basic { get; init; }
        public int? Failed { get; init; }
        public int? Open { get; init; }
        public string? State { get; init; }
    }
}
