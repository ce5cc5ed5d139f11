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

    /// <summary>Every pair that has to talk in a year, and whether it has. Who holds a post is the committee; the first of them the secretary.</summary>
    public static string PairsSql(string from, string to, string which) => $"""
        with seat as (select distinct on (m.id) o.id as organisation_id, o.locality_path, o.name as organisation, m.id, m.name, m.rank_order, p.post = '001A' as is_secretary
            from grassroots.organisation o join grassroots.member_post p on p.organisation_id = o.id join grassroots.member m on m.id = p.member_id
            where {which} and o.kind in ('631', '632') and o.removed_at is null and o.abolished_on is null and p.removed_at is null and p.ended_on is null and m.left_on is null and m.removed_at is null order by m.id, p.post),
        other as (select o.id as organisation_id, o.locality_path, o.name as organisation, m.id, m.name, m.rank_order from grassroots.organisation o join grassroots.member m on m.organisation_id = o.id
            where {which} and o.kind in ('631', '632') and o.removed_at is null and o.abolished_on is null and m.left_on is null and m.removed_at is null and m.membership_state = '1' and not exists (select from seat s where s.id = m.id)),
        spoke as (select t.from_member_id as a, t.to_member_id as b from grassroots.talk t where t.removed_at is null and t.talked_on between {from} and {to} union all select t.to_member_id, t.from_member_id from grassroots.talk t where t.removed_at is null and t.talked_on between {from} and {to})
        select case when s.is_secretary or x.is_secretary then '1' else '2' end as kind, s.organisation_id, s.locality_path, s.organisation, s.id as member_id, s.name, s.rank_order, x.id as other_id, x.name as other, exists (select from spoke k where k.a = s.id and k.b = x.id) as is_done
          from seat s join seat x on x.organisation_id = s.organisation_id and (s.is_secretary and not x.is_secretary or s.is_secretary = x.is_secretary and s.id < x.id)
        union all
        select '3', m.organisation_id, m.locality_path, m.organisation, m.id, m.name, m.rank_order, null, null, exists (select from spoke k join seat s on s.id = k.b where k.a = m.id) from other m where exists (select from seat s where s.organisation_id = m.organisation_id)
        union all
        select '4', m.organisation_id, m.locality_path, m.organisation, m.id, m.name, m.rank_order, null, null, exists (select from spoke k join other y on y.id = k.b where k.a = m.id) from other m
          where exists (select from other y where y.organisation_id = m.organisation_id and y.id <> m.id)
        """;
}
