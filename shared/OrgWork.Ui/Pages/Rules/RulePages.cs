using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace OrgWork.Ui;

/// <summary>Gives every module that has rules the pages <c>/{locality}/{module}/rules</c> and <c>/rules/{rule}</c>.</summary>
public sealed class RulePages(RuleBook book) : IPageRouteModelConvention
{
    public void Apply(PageRouteModel model)
    {
        if (!model.RelativePath.StartsWith("/Pages/Rules/", StringComparison.Ordinal)) return;
        var isOne = Path.GetFileNameWithoutExtension(model.RelativePath) == "One";
        model.Selectors.Clear();
        foreach (var (module, _) in book.Modules)
            model.Selectors.Add(new SelectorModel
            {
                AttributeRouteModel = new() { Template = $"{{locality:locality}}/{module.Id}/rules{(isOne ? "/{rule}" : "")}", Order = 1 },
                EndpointMetadata =
                {
                    new BelongsTo(module),
                    isOne ? new NeedsAttribute(RuleBook.ReadPermission(module)) { Write = RuleBook.WritePermission(module) } : new NeedsAttribute(RuleBook.ReadPermission(module)) { EvenReadOnly = true },
                },
            });
    }
}
