using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>调配方案: those of the place; up to three are laid side by side.</summary>
[Needs(TeamPlans.Read, Write = TeamPlans.Write)]
public sealed class PlansModel(Db db, Here here) : PageModel
{
    public sealed record Team(Guid Id, string Name, string Path);

    public Here Here { get; } = here;
    public IReadOnlyList<TeamPlanHead> Plans { get; private set; } = [];
    public IReadOnlyList<Team> Found { get; private set; } = [];
    public string? Fault { get; private set; }
    public string Name { get; private set; } = "";
    public string ActsOn { get; private set; } = "";
    public Guid? TeamId { get; private set; }
    public bool MayWrite => Here.MayWrite(TeamPlans.Write);
    public string UrlOf(Guid id) => Here.Url($"cadres/teams/plan/{id}");

    public async Task OnGetAsync(Guid? team, CancellationToken stop)
    {
        (TeamId, ActsOn) = (team, Dates.Format(Clock.Today));
        await LoadAsync(stop);
    }

    async Task LoadAsync(CancellationToken stop)
    {
        Plans = await TeamPlans.AllAsync(db, stop);
        Found = await db.QueryAsync<Team>("select id, name, locality_path as path from team where removed_at is null order by locality_path, rank_order, id limit 400", null, stop);
    }

    public async Task<IActionResult> OnPostAsync(string? name, string? on, Guid team, CancellationToken stop)
    {
        (Name, ActsOn, TeamId) = (name?.Trim() ?? "", on?.Trim() ?? "", team);
        await LoadAsync(stop);
        var isDay = Dates.TryParse(ActsOn, out var day, out var dayFault);
        Fault = Name.Length is 0 or > 60 ? "名称：请填 1 至 60 个字" : !isDay ? $"拟讨论日期：{dayFault}" : null;
        // The team decides where the plan lies: one of another place is as good as absent.
        var of = await db.FirstAsync<Team>("select id, name, locality_path as path from team where id = @team and removed_at is null", new { team }, stop);
        if (Fault is null && of is null) Fault = "班子：请从列表里选";
        if (Fault is not null)
        {
            Response.StatusCode = 422;
            return Page();
        }
        var id = Guid.CreateVersion7();
        await db.ExecuteAsync("insert into team_plan (id, locality_path, name, acts_on, teams, created_by, created_by_name, changed_by) values (@id, @Path, @Name, @day, array[@team], @actor, @by, @actor)", new { id, of!.Path, Name, day, team, actor = db.Actor.Id, by = db.Actor.Name }, stop);
        await db.RecordAsync(new(DeedKind.Create, "plans", id, of.Path, "调配方案：" + Name, [new("班子", null, of.Name), new("拟讨论日期", null, Dates.Format(day))]), stop);
        return Redirect(UrlOf(id));
    }
}
