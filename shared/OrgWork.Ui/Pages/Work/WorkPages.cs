using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace OrgWork.Ui;

/// <summary>Gives the pages of work one address per kind: <c>/{locality}/department/points/…</c>.</summary>
public sealed class WorkPages(WorkBook book) : IPageRouteModelConvention
{
    const string Folder = "/Pages/Work/";

    public void Apply(PageRouteModel model)
    {
        if (!model.RelativePath.StartsWith(Folder, StringComparison.Ordinal)) return;
        model.Selectors.Clear();
        var page = Path.GetFileNameWithoutExtension(model.RelativePath);
        foreach (var place in book.All)
        {
            var kind = place.Kind;
            (string[] Templates, NeedsAttribute Needs) at = page switch
            {
                "WorkLevels" => ([place.Path + "/levels"], new NeedsAttribute(kind.ReadPermission)),
                "WorkDivision" => ([place.Path + "/{id:guid}/division"], new NeedsAttribute(kind.ReadPermission)),
                "WorkItemLink" => ([place.Path + "/item/{id:guid}/link"], new NeedsAttribute(kind.ManagePermission)),
                "WorkBoard" => ([place.Path], new NeedsAttribute(kind.ReadPermission) { EvenReadOnly = true }),
                "WorkPlanSetup" => ([place.Path + "/new", place.Path + "/{id:guid}/edit"], new NeedsAttribute(kind.ManagePermission)),
                "WorkPlan" => ([place.Path + "/{id:guid}"], new NeedsAttribute(kind.ReadPermission)),
                "WorkPlanTurn" => ([place.Path + "/{id:guid}/turn/{deed}"], new NeedsAttribute(kind.ManagePermission)),
                "WorkItemEdit" => ([place.Path + "/{plan:guid}/new", place.Path + "/item/{id:guid}/edit"], new NeedsAttribute(kind.ManagePermission)),
                "WorkItem" => ([place.Path + "/item/{id:guid}"], new NeedsAttribute(kind.ReadPermission) { EvenReadOnly = true }),
                "WorkItemTurn" => ([place.Path + "/item/{id:guid}/turn/{deed}"], new NeedsAttribute(kind.ReadPermission) { Write = kind.ReportPermission }),
                "WorkMine" => ([place.Path + "/mine"], new NeedsAttribute(kind.ReadPermission) { Write = kind.ReportPermission }),
                _ => ([], new NeedsAttribute(kind.ReadPermission)),
            };
            foreach (var template in at.Templates)
                model.Selectors.Add(new SelectorModel { AttributeRouteModel = new() { Template = "{locality:locality}/" + template, Order = 1 }, EndpointMetadata = { new BelongsTo(place.Module), place, at.Needs } });
        }
    }
}
