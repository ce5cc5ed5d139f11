using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>结构要求对照: each requirement in force against the teams it asks of; met, or short by so many, with those it is about.</summary>
[Needs("cadres.teams.read")]
public sealed class RequiredModel(Db db, Here here) : PageModel
{
    public sealed record Line(Requirement Requirement, IReadOnlyList<(TeamBoard? Team, RequirementResult Result)> Short, int Met, int All, RequirementResult? Together);

    public Here Here { get; } = here;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public bool MayWrite => Here.MayWrite("cadres.teams.edit");
    /// <summary>So many teams that fall short are named; the rest is a number.</summary>
    public const int Named = 60;

    public async Task OnGetAsync(CancellationToken stop)
    {
        // What is asked of this place; what a county asks of its own stands on the county's page.
        var requirements = (await Requirements.InForceAsync(db, Clock.Today, stop)).Where(requirement => requirement.Path == db.Scope.Top).ToList();
        if (requirements.Count == 0) return;
        string?[] kinds = [.. requirements.Select(requirement => requirement.TeamKind).Distinct()];
        var ids = await db.QueryAsync<Guid>("select id from team where removed_at is null and (@any or kind = any(@kinds))", new { any = kinds.Contains(null), kinds = kinds.OfType<string>().ToArray() }, stop);
        var teams = await TeamBoard.LoadManyAsync(db, [.. ids], Clock.Today, stop);
        Lines = [.. requirements.Select(requirement => LineOf(requirement, teams))];
    }

    Line LineOf(Requirement requirement, IReadOnlyList<TeamBoard> teams)
    {
        if (requirement.Scope != "1") return new(requirement, [], 0, 0, requirement.Judge([.. teams], Here.PlaceName));
        var results = teams.Where(requirement.Concerns).Select(team => ((TeamBoard?)team, requirement.Judge(team))).ToList();
        var falling = results.Where(one => !one.Item2.IsMet).OrderByDescending(one => one.Item2.Off).ToList();
        return new(requirement, falling, results.Count - falling.Count, results.Count, null);
    }
}
