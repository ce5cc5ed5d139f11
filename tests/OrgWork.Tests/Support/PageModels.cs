using System.Reflection;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;

namespace OrgWork.Tests;

/// <summary>The model behind each page of what is loaded: whose methods are its handlers.</summary>
static class PageModels
{
    static Dictionary<string, Type> known = Read();

    public static Type Of(PageActionDescriptor page)
    {
        // A module that was loaded since.
        if (!known.ContainsKey(page.RelativePath)) known = Read();
        return known[page.RelativePath];
    }

    static Dictionary<string, Type> Read() => AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name?.StartsWith("OrgWork.", StringComparison.Ordinal) == true)
        .SelectMany(assembly => assembly.GetCustomAttributes<RazorCompiledItemAttribute>()).Where(item => item.Kind == "mvc.1.0.razor-page")
        .GroupBy(item => item.Identifier).ToDictionary(same => same.Key, same => same.Last().Type.GetProperty("Model")!.PropertyType, StringComparer.OrdinalIgnoreCase);
}
