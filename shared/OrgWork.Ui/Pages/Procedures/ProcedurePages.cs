using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace OrgWork.Ui;

/// <summary>Gives the procedure pages one address per procedure: <c>/{locality}/grassroots/admission/…</c>.</summary>
public sealed class ProcedurePages(ProcedureBook book) : IPageRouteModelConvention
{
    const string Folder = "/Pages/Procedures/";

    public void Apply(PageRouteModel model)
    {
        if (!model.RelativePath.StartsWith(Folder, StringComparison.Ordinal)) return;
        model.Selectors.Clear();
        var page = Path.GetFileNameWithoutExtension(model.RelativePath);
        foreach (var place in book.All)
        {
            var template = page switch
            {
                "Board" => place.Path,
                "Case" => place.Path + "/{id:guid}",
                "Open" => place.Path + "/new",
                "Act" => place.Path + "/{id:guid}/act/{step}",
                "Turn" => place.Path + "/{id:guid}/turn/{deed}",
                "Batch" => place.Path + "/batch",
                _ => null,
            };
            if (template is null) continue;
            var procedure = place.Procedure;
            model.Selectors.Add(new SelectorModel
            {
                AttributeRouteModel = new() { Template = "{locality:locality}/" + template, Order = 1 },
                EndpointMetadata = { new BelongsTo(place.Module), place, page is "Board" or "Case" ? new NeedsAttribute(procedure.ReadPermission) { EvenReadOnly = true } : new NeedsAttribute(procedure.ActPermission) },
            });
        }
    }
}
