using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OrgWork.Ui;

/// <summary>A light: shape, colour and words. With <c>href</c> it opens what it counts. kind: red, yellow, green, none.</summary>
public sealed class LightTagHelper : TagHelper
{
    public string Kind { get; set; } = "none";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = output.Attributes.ContainsName("href") ? "a" : "span";
        output.AddClass("lt lt-" + Output.Letter(Kind));
    }
}
