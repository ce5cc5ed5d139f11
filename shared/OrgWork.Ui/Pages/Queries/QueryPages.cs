using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace OrgWork.Ui;

/// <summary>Gives the query pages their addresses below each register that has queries: <c>/{locality}/cadres/files/queries/…</c>.</summary>
public sealed class QueryPages(RegisterBook book) : IPageRouteModelConvention
{
    const string Folder = "/Pages/Queries/";

    public void Apply(PageRouteModel model)
    {
        if (!model.RelativePath.StartsWith(Folder, StringComparison.Ordinal)) return;
        model.Selectors.Clear();
        var template = Path.GetFileNameWithoutExtension(model.RelativePath) switch
        {
            "Queries" => "queries",
            "Query" => "queries/{id:guid}",
            "QueryCondition" => "queries/{id:guid}/condition",
            "QueryWhy" => "queries/{id:guid}/why/{row:guid}",
            "QueryList" => "lists/{id:guid}",
            _ => null,
        };
        if (template is null) return;
        foreach (var place in book.All.Where(place => place.Register.HasQueries))
            model.Selectors.Add(new SelectorModel
            {
                AttributeRouteModel = new() { Template = $"{{locality:locality}}/{place.Path}/{template}", Order = 1 },
                // What somebody asks and the lists they make are their own screen: whoever reads the register may.
                EndpointMetadata = { new BelongsTo(place.Module), place, new NeedsAttribute(place.Register.ReadPermission) { EvenReadOnly = true } },
            });
    }
}
