using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Talks;

/// <summary>Which talks of the year a branch still lacks: each with each on the committee, the committee with every member, every member with another.</summary>
[Needs(PartyMeetings.Read)]
public sealed class GapsModel(Db db, Here here, MeetingBook book) : PageModel
{
    /// <param name="OtherId">null where anybody of the other side will do</param>
    public sealed record Pair(string Kind, Guid MemberId, string Name, Guid? OtherId, string? Other, bool IsDone);

    public Here Here { get; } = here;
    public Shape Shape { get; private set; } = null!;
    public int Year { get; private set; }
    public IReadOnlyList<Pair> Pairs { get; private set; } = [];
    public bool MayWrite => Here.MayWrite(PartyMeetings.Edit);

    public async Task<IActionResult> OnGetAsync(Guid organisation, int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        if (await book.ShapeAsync(organisation, stop) is not { } shape) return NotFound();
        Shape = shape;
        Pairs = await db.QueryAsync<Pair>($"""
            select p.kind, p.member_id, p.name, p.other_id, p.other, p.is_done from ({PairsSql("@from", "@to", "o.id = @organisation")}) p order by p.kind, p.is_done, p.rank_order, p.other
            """, new { organisation, from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, stop);
        return Page();
    }

    /// <summary>
    /// Every pair that has to talk in a year, and whether it has. Who holds a post is the committee; the first of them the secretary. Each looks up its own talks by index:
    /// for a county of tens of thousands of members the planner cannot tell how large sets of sets are, and joins them row by row.
    /// </summary>
    public static string PairsSql(string from, string to, string which)
    {
        var branch = $"{which} and o.kind in ('631', '632') and o.removed_at is null and o.abolished_on is null";
        const string holds = "p.removed_at is null and p.ended_on is null", belongs = "m.left_on is null and m.removed_at is null";
        var inTime = $"t.removed_at is null and t.talked_on between {from} and {to}";
        string Spoke(string one, string other) => $"(exists (select from grassroots.talk t where t.from_member_id = {one} and t.to_member_id = {other} and {inTime}) or exists (select from grassroots.talk t where t.from_member_id = {other} and t.to_member_id = {one} and {inTime}))";
        string SpokeWith(string who) => $"exists (select from (select t.to_member_id as id from grassroots.talk t where t.from_member_id = m.id and {inTime} union all select t.from_member_id from grassroots.talk t where t.to_member_id = m.id and {inTime}) k where {who})";
        static string IsSeat(string member) => $"exists (select from grassroots.member_post p where p.member_id = {member} and p.organisation_id = o.id and {holds})";
        var others = $"from grassroots.organisation o join grassroots.member m on m.organisation_id = o.id where {branch} and {belongs} and m.membership_state = '1' and not {IsSeat("m.id")}";
        return $"""
            select case when s.is_secretary or x.is_secretary then '1' else '2' end as kind, s.organisation_id, s.locality_path, s.organisation, s.id as member_id, s.name, s.rank_order, x.id as other_id, x.name as other, {Spoke("s.id", "x.id")} as is_done
              from (select distinct on (m.id, o.id) o.id as organisation_id, o.locality_path, o.name as organisation, m.id, m.name, m.rank_order, p.post = '001A' as is_secretary
                from grassroots.organisation o join grassroots.member_post p on p.organisation_id = o.id join grassroots.member m on m.id = p.member_id where {branch} and {holds} and {belongs} order by m.id, o.id, p.post) s
              cross join lateral (select distinct on (m.id) m.id, m.name, p.post = '001A' as is_secretary
                from grassroots.member_post p join grassroots.member m on m.id = p.member_id where p.organisation_id = s.organisation_id and {holds} and {belongs} order by m.id, p.post) x
              where s.is_secretary and not x.is_secretary or s.is_secretary = x.is_secretary and s.id < x.id
            union all
            select '3', o.id, o.locality_path, o.name, m.id, m.name, m.rank_order, null, null, {SpokeWith(IsSeat("k.id"))} {others} and exists (select from grassroots.member_post p where p.organisation_id = o.id and {holds})
            union all
            select '4', o.id, o.locality_path, o.name, m.id, m.name, m.rank_order, null, null, {SpokeWith($"exists (select from grassroots.member y where y.id = k.id and y.organisation_id = o.id) and not {IsSeat("k.id")}")} {others}
              and exists (select from grassroots.member y where y.organisation_id = o.id and y.removed_at is null and y.left_on is null and y.membership_state = '1' and y.id <> m.id and not {IsSeat("y.id")})
            """;
    }
}
