using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Service;

/// <summary>网上服务使用情况 of a year, branch by branch: how many of its members used what.</summary>
[Needs(MemberService.Read)]
public sealed class OnlineModel(Db db, Here here) : PageModel
{
    public sealed record Line(Guid Id, string Name, int Members, int Users, int SignUps, int SignIns, int Tests, int Wishes, int Needs, int Corrections)
    {
        public string Share => Members == 0 ? "—" : $"{100m * Users / Members:0.0}%";
    }
    sealed record Counted(Guid Id, string Name, int Members, int Users, int SignUps, int SignIns, int Tests, int Wishes, int Needs, int Corrections, int Branches, int AllMembers, int AllUsers, int AllSignUps, int AllSignIns, int AllTests, int AllWishes, int AllNeeds, int AllCorrections);

    const int Most = 300;

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public Line Sum { get; private set; } = new(default, "合计", 0, 0, 0, 0, 0, 0, 0, 0);
    public int Branches { get; private set; }

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2200 ? year.Value : Clock.Today.Year;
        var all = await db.QueryAsync<Counted>($"""
            with u as (
              select s.member_id, count(*) filter (where s.signed_up_on between @from and @to)::int as ups, count(*) filter (where s.signed_in_at >= @from::date and s.signed_in_at < @to::date + 1)::int as ins, 0 as tests, 0 as wishes, 0 as needs, 0 as corrections from meeting_sign s where s.removed_at is null and (s.signed_up_on between @from and @to or s.signed_in_at >= @from::date and s.signed_in_at < @to::date + 1) group by 1
              union all select a.member_id, 0, 0, count(*)::int, 0, 0, 0 from test_attempt a where a.removed_at is null and a.started_at is not null and a.taken_on between @from and @to group by 1
              union all select w.member_id, 0, 0, 0, count(*)::int, 0, 0 from transfer_wish w where w.removed_at is null and w.asked_on between @from and @to group by 1
              union all select n.member_id, 0, 0, 0, 0, count(*)::int, 0 from member_need n where n.removed_at is null and n.is_online and n.raised_on between @from and @to group by 1
              union all select c.member_id, 0, 0, 0, 0, 0, count(*)::int from correction c where c.removed_at is null and c.asked_on between @from and @to group by 1),
            used as (select m.organisation_id, count(distinct u.member_id)::int as users, sum(u.ups)::int as ups, sum(u.ins)::int as ins, sum(u.tests)::int as tests, sum(u.wishes)::int as wishes, sum(u.needs)::int as needs, sum(u.corrections)::int as corrections from u join member m on m.id = u.member_id where m.left_on is null and m.removed_at is null and m.membership_state = '1' group by 1),
            l as (select o.id, o.name, o.locality_path, o.rank_order, (select count(*)::int from member m where m.organisation_id = o.id and m.left_on is null and m.removed_at is null and m.membership_state = '1') as members, coalesce(x.users, 0) as users, coalesce(x.ups, 0) as sign_ups, coalesce(x.ins, 0) as sign_ins, coalesce(x.tests, 0) as tests, coalesce(x.wishes, 0) as wishes, coalesce(x.needs, 0) as needs, coalesce(x.corrections, 0) as corrections
              from organisation o left join used x on x.organisation_id = o.id where {PartyOrganisations.Branch})
            select l.id, l.name, l.members, l.users, l.sign_ups, l.sign_ins, l.tests, l.wishes, l.needs, l.corrections, count(*) over ()::int as branches, (sum(l.members) over ())::int as all_members, (sum(l.users) over ())::int as all_users, (sum(l.sign_ups) over ())::int as all_sign_ups, (sum(l.sign_ins) over ())::int as all_sign_ins,
              (sum(l.tests) over ())::int as all_tests, (sum(l.wishes) over ())::int as all_wishes, (sum(l.needs) over ())::int as all_needs, (sum(l.corrections) over ())::int as all_corrections
            from l order by l.users desc, l.locality_path, l.rank_order, l.id limit {Most}
            """, new { from = new DateOnly(Year, 1, 1), to = new DateOnly(Year, 12, 31) }, stop);
        Lines = [.. all.Select(one => new Line(one.Id, one.Name, one.Members, one.Users, one.SignUps, one.SignIns, one.Tests, one.Wishes, one.Needs, one.Corrections))];
        if (all is [var any, ..]) (Sum, Branches) = (new(default, "合计", any.AllMembers, any.AllUsers, any.AllSignUps, any.AllSignIns, any.AllTests, any.AllWishes, any.AllNeeds, any.AllCorrections), any.Branches);
    }
}
