using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace OrgWork.Ui;

/// <summary>Gives the poll pages one address per kind: <c>/{locality}/department/satisfaction/…</c>.</summary>
public sealed class PollPages(PollBook book) : IPageRouteModelConvention
{
    const string Folder = "/Pages/Polls/";

    public void Apply(PageRouteModel model)
    {
        if (!model.RelativePath.StartsWith(Folder, StringComparison.Ordinal)) return;
        model.Selectors.Clear();
        var page = Path.GetFileNameWithoutExtension(model.RelativePath);
        foreach (var place in book.All)
        {
            string[] templates = page switch
            {
                "PollList" => [place.Path],
                "Poll" => [place.Path + "/{id:guid}"],
                "PollSetup" => [place.Path + "/new", place.Path + "/{id:guid}/edit"],
                "PollCount" => [place.Path + "/{id:guid}/count"],
                "PollTurn" => [place.Path + "/{id:guid}/turn/{deed}"],
                _ => [],
            };
            var kind = place.Kind;
            foreach (var template in templates)
                model.Selectors.Add(new SelectorModel
                {
                    AttributeRouteModel = new() { Template = "{locality:locality}/" + template, Order = 1 },
                    EndpointMetadata = { new BelongsTo(place.Module), place, page is "PollList" or "Poll" ? new NeedsAttribute(kind.ReadPermission) { EvenReadOnly = true } : new NeedsAttribute(kind.ConductPermission) },
                });
        }
    }
}
