using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Teams;

/// <summary>Up to three plans beside the teams as they are: who moves, numbers, structure, what is refused; to be printed.</summary>
[Needs(TeamPlans.Read)]
public sealed class CompareModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public const int Most = 3;
    public sealed record Column(TeamPlan Plan, IReadOnlyList<PlanFinding> Findings);

    public Here Here { get; } = here;
    public IReadOnlyList<Column> Columns { get; private set; } = [];
    public string? Note { get; private set; }

    public async Task OnGetAsync(Guid[] id, CancellationToken stop)
    {
        var columns = new List<Column>();
        foreach (var one in id.Distinct().Take(Most))
            if (await TeamPlans.LoadAsync(db, one, Here.May(Measures.Read), stop) is { } plan) columns.Add(new(plan, await TeamPlans.JudgeAsync(plan, checks, Here.PlaceAt, stop)));
        Columns = columns;
        ends = TeamRules.Limits(await checks.SettingsAsync(stop), db.Scope.Top, Clock.Today);
        Note = id.Distinct().Count() > Most ? $"一次比较 {Most} 个，后面的没有列出" : null;
    }

    /// <summary>All teams that one of the plans looks at; as it is today from whichever has it.</summary>
    public IEnumerable<TeamBoard> Teams => Columns.SelectMany(column => column.Plan.Before).DistinctBy(team => team.Id);
    public static TeamBoard? Of(Column column, TeamBoard team) => column.Plan.After.FirstOrDefault(after => after.Id == team.Id);

    IReadOnlyList<int> ends = [];

    public IReadOnlyList<(string Name, Func<TeamBoard, string> Value)> Rows =>
    [
        ("实配 / 核定", team => $"{team.Occupied} / {team.Approved?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "未核定"}{(team.Over > 0 ? $"，超 {team.Over}" : "")}"),
        ("空缺职位", team => $"{team.Seats.Count(seat => !seat.IsHeld)}"),
        ("平均年龄", team => $"{team.MeanAge:0.0}"),
        .. ends.Skip(1).Take(2).Select(end => ($"{end} 岁及以下", (Func<TeamBoard, string>)(team => $"{team.Held.Count(seat => seat.AgeOn(team.Day) <= end)}"))),
        ("女干部", team => $"{team.Held.Count(seat => seat.Sex == "2")}"),
        ("党外干部", team => $"{team.Held.Count(seat => seat.Politics is not ("01" or "02"))}"),
        ("少数民族干部", team => $"{team.Held.Count(seat => seat.Nation is not (null or "01"))}"),
        ("研究生", team => $"{team.Held.Count(seat => seat.Education is ['1', ..])}"),
        ("有基层经历", team => $"{team.Held.Count(seat => seat.GrassrootsYears > 0)}"),
    ];
}
