using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using OrgWork.Kernel;

namespace OrgWork.Tests;

/// <summary>Forms as people fill them in: what the page gave out goes back, but for what is changed.</summary>
static class FilledForms
{
    public static Dictionary<string, string> FormOf(this Answer page)
    {
        var form = page.Document.QuerySelector("form[data-guard], form.stack") ?? throw new InvalidOperationException($"No form on this page ({page.Status}): {page.In("h1")}");
        var values = new Dictionary<string, string>();
        foreach (var control in form.QuerySelectorAll("input[name], select[name], textarea[name]"))
            values[control.GetAttribute("name")!] = control switch
            {
                IHtmlSelectElement select => select.Value ?? "",
                IHtmlTextAreaElement text => text.Value,
                IHtmlInputElement input => input.Value,
                _ => "",
            };
        return values;
    }

    public static Task<Answer> SendAsync(this Browser browser, string path, Dictionary<string, string> form, params (string Name, string Value)[] changes)
    {
        var all = new Dictionary<string, string>(form);
        foreach (var (name, value) in changes) all[name] = value;
        return browser.PostBareAsync(path, [.. all.Select(pair => (pair.Key, pair.Value))]);
    }

    public static async Task<Answer> FillAsync(this Browser browser, string path, params (string Name, string Value)[] changes) =>
        await browser.SendAsync(path, (await browser.GetAsync(path)).FormOf(), changes);

    public static string? ErrorAt(this Answer page, string column) => page.In($"#{column}-err");

    /// <summary>A number with its right check digit: nobody's, since its region does not exist.</summary>
    public static string NumberOf(int sequence, string birth = "19800307")
    {
        var body = $"990121{birth}{sequence:000}";
        return body + IdentityNumber.CheckOf(body);
    }
}
