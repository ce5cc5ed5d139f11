using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Training;

/// <summary>注册率和活跃率: of a platform in a month, branch by branch: who has ever been registered, and who learnt something in the month.</summary>
[Needs(Education.Read)]
public sealed class PlatformsModel(Db db, Here here) : PageModel
{
    public sealed record Line(Guid Id, string Name, int Members, int Registered, int Active, long Points, long Hours);

    const int Most = 300;

    public Here Here { get; } = here;
    public string Platform { get; private set; } = "1";
    public Month Of { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public Line Sum { get; private set; } = new(default, "合计", 0, 0, 0, 0, 0);
    public int Branches { get; private set; }
    public bool IsCut => Branches > Lines.Count;
    public static string Percent(int part, int whole) => whole == 0 ? "—" : $"{100m * part / whole:0.0}%";

    public async Task OnGetAsync(string? platform, string? month, CancellationToken stop)
    {
        Platform = platform is not null && Platforms.Codes.Has(platform) ? platform : "1";
        Of = Month.TryParse(month ?? "", out var asked, out _) ? asked : await db.FirstAsync<DateOnly?>("select max(month) from platform_use where platform = @Platform and removed_at is null", new { Platform }, stop) is { } latest ? Month.Of(latest) : Month.Of(Clock.Today);
        // The branches are gone through once: each line carries the sums over all of them.
        var lines = await db.QueryAsync<Counted>($"""
            with u as (select p.member_id, sum(p.points) filter (where p.month = @first) as points, sum(p.hours) filter (where p.month = @first) as hours from platform_use p where p.platform = @Platform and p.month <= @first and p.removed_at is null group by 1),
              l as (select o.id, o.name, o.locality_path, o.rank_order, count(m.id)::int as members, count(u.member_id)::int as registered, count(*) filter (where u.points > 0 or u.hours > 0)::int as active, coalesce(sum(u.points), 0)::bigint as points, coalesce(sum(u.hours), 0)::bigint as hours
                from organisation o join member m on m.organisation_id = o.id and m.left_on is null and m.removed_at is null and m.membership_state = '1' left join u on u.member_id = m.id where o.removed_at is null and o.abolished_on is null group by o.id)
            select l.id, l.name, l.members, l.registered, l.active, l.points, l.hours, count(*) over ()::int as branches, (sum(l.members) over ())::int as all_members, (sum(l.registered) over ())::int as all_registered, (sum(l.active) over ())::int as all_active, (sum(l.points) over ())::bigint as all_points, (sum(l.hours) over ())::bigint as all_hours
            from l order by l.registered::numeric / l.members, l.locality_path, l.rank_order, l.id limit {Most}
            """, new { Platform, first = Of.First }, stop);
        Lines = [.. lines.Select(line => new Line(line.Id, line.Name, line.Members, line.Registered, line.Active, line.Points, line.Hours))];
        if (lines is [var any, ..]) (Sum, Branches) = (new(default, "合计", any.AllMembers, any.AllRegistered, any.AllActive, any.AllPoints, any.AllHours), any.Branches);
    }

    sealed record Counted(Guid Id, string Name, int Members, int Registered, int Active, long Points, long Hours, int Branches, int AllMembers, int AllRegistered, int AllActive, long AllPoints, long AllHours);
}
