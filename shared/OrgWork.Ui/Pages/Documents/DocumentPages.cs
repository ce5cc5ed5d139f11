using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace OrgWork.Ui;

/// <summary>Gives the document pages one address per document: <c>/{locality}/cadres/files/documents/approval/…</c>, each with the permission of its document.</summary>
public sealed class DocumentPages(RegisterBook book) : IPageRouteModelConvention
{
    const string Folder = "/Pages/Documents/";

    public void Apply(PageRouteModel model)
    {
        if (!model.RelativePath.StartsWith(Folder, StringComparison.Ordinal)) return;
        var page = Path.GetFileNameWithoutExtension(model.RelativePath);
        model.Selectors.Clear();
        foreach (var place in book.All.SelectMany(DocumentPlace.Of))
        {
            var isTemplates = page == "Templates";
            if (isTemplates && place.Document.TemplatePermission is null) continue;
            var selector = new SelectorModel
            {
                AttributeRouteModel = new() { Template = $"{{locality:locality}}/{place.Path}{(page == "Prepare" ? "" : "/" + page.ToLowerInvariant())}", Order = 1 },
                EndpointMetadata =
                {
                    new BelongsTo(place.Register.Module), place,
                    isTemplates ? new NeedsAttribute(place.Document.Permission) { Write = place.Document.TemplatePermission } : new NeedsAttribute(place.Document.Permission) { EvenReadOnly = true },
                },
            };
            if (!isTemplates && place.Register.Register.KeepsHistory) selector.EndpointMetadata.Add(new ShowsAnyDayAttribute());
            model.Selectors.Add(selector);
        }
    }
}
