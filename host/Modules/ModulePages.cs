using System.Text;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>
/// Where pages answer. A module's page <c>Areas/Cadres/Pages/TermChange/Index</c> answers at <c>/{locality}/cadres/term-change</c>;
/// what its <c>@page</c> adds comes behind that. The host's own pages say their address themselves; those under <c>/{locality}/org/</c> stand in 管理.
/// </summary>
sealed class ModulePages(IReadOnlyList<LoadedModule> modules) : IPageRouteModelConvention
{
    public void Apply(PageRouteModel model)
    {
        if (model.AreaName is null)
        {
            foreach (var selector in model.Selectors.Where(s => s.AttributeRouteModel!.Template!.StartsWith("{locality:locality}/org/", StringComparison.Ordinal)))
                selector.EndpointMetadata.Add(new BelongsTo(OrgModule.Manifest));
            return;
        }
        var owner = modules.FirstOrDefault(m => m.Manifest.Area == model.AreaName)
            ?? throw new ModuleRefusedException($"页面 {model.RelativePath} 不在任何模块的区域之内");
        var selectors = model.Selectors.ToList();
        model.Selectors.Clear();
        // Two for an Index page: with and without the word. One is enough.
        var kept = selectors[0];
        if (kept.EndpointMetadata.OfType<PageRouteMetadata>().FirstOrDefault() is not { } page || page.RouteTemplate is ['/' or '~', ..])
            throw new ModuleFaultException(owner.Manifest.Id, $"页面 {model.ViewEnginePath} 自定了绝对地址；模块的页面只能在 /{{区划}}/{owner.Manifest.Id}/ 之下，@page 后不要以“/”开头");
        kept.AttributeRouteModel!.Template = Template(owner.Manifest, model.ViewEnginePath, page.RouteTemplate);
        kept.AttributeRouteModel.SuppressLinkGeneration = false;
        kept.EndpointMetadata.Add(new BelongsTo(owner.Manifest));
        model.Selectors.Add(kept);
    }

    static string Template(ModuleManifest module, string viewEnginePath, string? added)
    {
        var template = new StringBuilder("{locality:locality}/").Append(module.Id);
        foreach (var part in viewEnginePath.Split('/', StringSplitOptions.RemoveEmptyEntries))
            if (part != "Index") template.Append('/').Append(Kebab(part));
        if (!string.IsNullOrEmpty(added)) template.Append('/').Append(added);
        return template.ToString();
    }

    /// <summary>TermChange → term-change</summary>
    static string Kebab(string word)
    {
        var kebab = new StringBuilder();
        for (var i = 0; i < word.Length; i++)
        {
            if (i > 0 && char.IsUpper(word[i]) && !char.IsUpper(word[i - 1])) kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(word[i]));
        }
        return kebab.ToString();
    }
}

/// <summary>A code of a locality: two to twelve digits.</summary>
sealed class LocalityConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && Fits(value as string);

    /// <summary>The code of a place of the country, or <c>p</c> and the number of a Party organisation.</summary>
    public static bool Fits(string? text) => text is { Length: >= 2 and <= 12 } && !text.AsSpan(text[0] == 'p' ? 1 : 0).ContainsAnyExceptInRange('0', '9');
}

/// <summary>A module broke the making of a generation.</summary>
sealed class ModuleFaultException(string moduleId, string message, Exception? inner = null) : Exception(message, inner)
{
    public string ModuleId { get; } = moduleId;
}
