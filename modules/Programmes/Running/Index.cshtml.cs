using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Programmes.Running;

/// <summary>在办专项: the programmes of this place and below, how each fares, and the way into it.</summary>
[Needs(Designs.Read)]
public sealed class IndexModel(Designs designs, Here here) : PageModel
{
    public Here Here { get; } = here;
    public IReadOnlyList<DesignRow> All { get; private set; } = [];
    public IReadOnlyList<DesignRow> Running => [.. All.Where(design => design.State == Designs.Published)];
    public IReadOnlyList<DesignRow> Others => [.. All.Where(design => design.State != Designs.Published)];

    public async Task OnGetAsync(CancellationToken stop) => All = await designs.AllAsync(stop);

    public ProgrammeCondition? ConditionOf(DesignRow design) => designs.ConditionOf(design);
    public Locality? PlaceOf(DesignRow design) => Here.Localities.AtPath(design.LocalityPath);
    /// <summary>Its first list, where one may look at it.</summary>
    public string? UrlOf(DesignRow design) => PlaceOf(design) is { } place && ConditionOf(design) is { IsServing: true } && Here.May(ProgrammePackage.Permission(design.Module!, "read"))
        && design.Description.Registers.FirstOrDefault(register => !register.Closed) is { } first ? $"/{place.Code}/{design.Module}/{first.Key}" : null;
}
