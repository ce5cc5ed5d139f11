using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace OrgWork.Ui;

/// <summary>
/// Gives the register pages one address per register: <c>/{locality}/cadres/files/…</c>. Each address carries its register, its
/// module and what it needs, as a page of the module's own would. A module that has made a page at such an address keeps its own.
/// </summary>
public sealed class RegisterPages(RegisterBook book) : IPageRouteModelConvention
{
    const string Folder = "/Pages/Registers/";
    const string Locality = "{locality:locality}";

    public void Apply(PageRouteModel model)
    {
        if (!model.RelativePath.StartsWith(Folder, StringComparison.Ordinal)) return;
        var page = Path.GetFileNameWithoutExtension(model.RelativePath);
        model.Selectors.Clear();
        foreach (var place in book.All)
        {
            if (page == "Deed" && place.Parent is null)
                foreach (var deed in place.Register.Deeds)
                    model.Selectors.Add(new SelectorModel
                    {
                        AttributeRouteModel = new() { Template = $"{Locality}/{place.Path}/deeds/{deed.Id}", Order = 1 },
                        EndpointMetadata = { new BelongsTo(place.Module), place, deed, new NeedsAttribute(deed.Permission) },
                    });
            if (TemplateOf(page, place) is not { } template) continue;
            var selector = new SelectorModel
            {
                AttributeRouteModel = new() { Template = $"{Locality}/{template}", Order = 1 },
                EndpointMetadata = { new BelongsTo(place.Module), place, NeedsOf(page, place.Register) },
            };
            if (place.Register.KeepsHistory && page is "List" or "Record") selector.EndpointMetadata.Add(new ShowsAnyDayAttribute());
            model.Selectors.Add(selector);
        }
    }

    static string? TemplateOf(string page, RegisterPlace place)
    {
        if (page is "Yearly" or "YearlyPaper") return place is { Parent: null, Register.Ledger: not null } ? $"{place.Path}/yearly{(page == "Yearly" ? "" : "/paper")}" : null;
        if (place.Register.IsLedger && page is not ("List" or "Record")) return null;
        if (place.Register.IsLaidOut && page is not ("List" or "Record" or "Edit" or "Bulk")) return null;
        if (place.Parent is null)
            return page switch
            {
                "List" => place.Path,
                "Record" when !place.Register.HasOwnRecord => place.Path + "/{id:guid}",
                "New" => place.Path + "/new",
                "Edit" => place.Path + "/{id:guid}/edit",
                "Remove" => place.Path + "/{id:guid}/remove",
                "Bin" => place.Path + "/bin",
                "Imports" => place.Path + "/imports",
                "Import" => place.Path + "/imports/{id:guid}",
                "Bulk" => place.Path + "/bulk",
                "SamePerson" when place.Register.IsPerson => place.Path + "/{id:guid}/same",
                _ => null,
            };
        var under = $"{place.Parent.Path}/{{parent:guid}}/{place.Register.Id}";
        return page switch
        {
            "New" => under + "/new",
            "Edit" => under + "/{id:guid}/edit",
            "Remove" => under + "/{id:guid}/remove",
            _ => null,
        };
    }

    static NeedsAttribute NeedsOf(string page, Register register) => page switch
    {
        "List" or "Record" or "YearlyPaper" => new(register.ReadPermission) { EvenReadOnly = true },
        "Bin" or "Yearly" => new(register.ReadPermission) { Write = register.WritePermission },
        _ => new(register.WritePermission),
    };
}
