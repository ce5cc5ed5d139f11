using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace OrgWork.Ui;

/// <summary>Gives the pages of figures and tables one address per module that has any: <c>/{locality}/grassroots/reports/…</c>.</summary>
public sealed class FigurePages(IReadOnlyList<FigurePlace> places) : IPageRouteModelConvention
{
    public void Apply(PageRouteModel model)
    {
        if (!model.RelativePath.StartsWith("/Pages/Figures/", StringComparison.Ordinal)) return;
        var page = Path.GetFileNameWithoutExtension(model.RelativePath);
        model.Selectors.Clear();
        foreach (var place in places)
            model.Selectors.Add(new SelectorModel
            {
                AttributeRouteModel = new() { Template = "{locality:locality}/" + TemplateOf(page, place), Order = 1 },
                EndpointMetadata = { new BelongsTo(place.Module), place, NeedsOf(page, place.Module), new ShowsAnyDayAttribute() },
            });
    }

    static string TemplateOf(string page, FigurePlace place) => page switch
    {
        "Figures" => place.Figures,
        "Figure" => place.Figures + "/{figure}",
        "FigureRows" => place.Figures + "/{figure}/rows",
        "Reports" => place.Reports,
        "Checks" => place.Reports + "/checks",
        "Snapshots" => place.Reports + "/snapshots",
        "Report" => place.Reports + "/{report}",
        "ReportRows" => place.Reports + "/{report}/rows",
        "Compare" => place.Reports + "/{report}/compare",
        _ => throw new InvalidOperationException($"{page} has no address."),
    };

    static NeedsAttribute NeedsOf(string page, ModuleManifest module) => page switch
    {
        "Figure" or "Checks" or "Snapshots" => new(FigureSet.ReadPermission(module)) { Write = FigureSet.WritePermission(module) },
        _ => new(FigureSet.ReadPermission(module)) { EvenReadOnly = true },
    };
}
