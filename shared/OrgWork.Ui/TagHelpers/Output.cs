using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OrgWork.Ui;

static class Output
{
    /// <summary>Puts our class before those the page wrote.</summary>
    public static void AddClass(this TagHelperOutput output, string name)
    {
        var written = output.Attributes["class"]?.Value;
        var text = written is HtmlString html ? html.Value : written?.ToString();
        output.Attributes.SetAttribute("class", string.IsNullOrEmpty(text) ? name : $"{name} {text}");
    }

    /// <summary>The letter by which a kind of light or note is drawn.</summary>
    public static char Letter(string kind) => kind switch
    {
        "red" => 'r',
        "yellow" => 'y',
        "green" => 'g',
        "blue" => 'b',
        "none" => 'n',
        _ => throw new ArgumentException($"There is no light '{kind}': red, yellow, green, blue or none.", nameof(kind)),
    };
}
