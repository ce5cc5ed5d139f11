using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>双重组织生活 (C2.17): of each leading cadre how often at the branch's meetings as a member, which module 2 knows, and at the team's own; who falls short of the number for the year.</summary>
[Needs("cadres.teams.read")]
public sealed class DualModel(Db db, Here here, RuleChecks checks) : PageModel
{
    const int PageSize = 60;
    public sealed record Line(Guid Id, string Name, string Path, string? PostTitle, bool IsMember, int Branch, int Team);

    /// <summary>A line with the counts of all; the counts alone where nobody is listed.</summary>
    sealed record Found(int All, int Met, Guid? Id, string? Name, string? Path, string? PostTitle, bool? IsMember, int? Branch, int? Team);

    public Here Here { get; } = here;
    public int Year { get; private set; }
    public bool OnlyShort { get; private set; } = true;
    public int Branch { get; private set; }
    public int Team { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public int All { get; private set; }
    public int Met { get; private set; }
    public string? Next { get; private set; }
    public bool IsFirst { get; private set; }

    const string Leaders = """
        select c.id, c.name, c.locality_path as path, c.rank_order, c.post_title, exists (select from grassroots_member m where m.person_id = c.person_id) as is_member,
          (select count(*)::int from grassroots_attendance a where a.person_id = c.person_id and a.held_on between @First and @Last) as branch,
          (select count(distinct m.id)::int from life_sheet s join life_meeting m on m.id = s.life_meeting_id and m.removed_at is null and m.state <> '1' where s.cadre_id = c.id and s.removed_at is null and m.held_on between @First and @Last) as team
        from cadre c where c.removed_at is null and c.status = '1' and c.is_team_member and c.politics in ('01', '02')
        """;

    public async Task OnGetAsync(int? year, string? all, Guid? after, CancellationToken stop)
    {
        (Year, OnlyShort, IsFirst) = (year is > 1990 and < 2200 ? year.Value : Clock.Today.Year, all != "1", after is null);
        var terms = (await checks.SettingsAsync(stop)).For(TeamRules.DualLife, db.Scope.Top, Clock.Today);
        (Branch, Team) = (terms.Int("branch"), terms.Int("team"));
        var args = new { First = new DateOnly(Year, 1, 1), Last = new DateOnly(Year, 12, 31), Branch, Team, after };
        var found = await db.QueryAsync<Found>($"""
            with h as materialized ({Leaders}), counted as (select count(*)::int as "all", count(*) filter (where branch >= @Branch and team >= @Team)::int as met from h)
            select counted."all", counted.met, x.id, x.name, x.path, x.post_title, x.is_member, x.branch, x.team from counted left join (select h.id, h.name, h.path, h.rank_order, h.post_title, h.is_member, h.branch, h.team from h where {(OnlyShort ? "(h.branch < @Branch or h.team < @Team)" : "true")} {(after is null ? "" : "and (h.path, h.rank_order, h.id) > (select b.path, b.rank_order, b.id from h b where b.id = @after)")} order by h.path, h.rank_order, h.id limit {PageSize + 1}) x on true order by x.path, x.rank_order, x.id
            """, args, stop);
        (All, Met) = (found[0].All, found[0].Met);
        Lines = [.. found.Where(one => one.Id is not null).Select(one => new Line(one.Id!.Value, one.Name!, one.Path!, one.PostTitle, one.IsMember == true, one.Branch ?? 0, one.Team ?? 0))];
        if (Lines.Count > PageSize) (Lines, Next) = ([.. Lines.Take(PageSize)], $"?year={Year}&all={(OnlyShort ? "" : "1")}&after={Lines[PageSize - 1].Id}");
    }
}
