using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OrgWork.Ui;

/// <summary>The tabs of a record. Each is a link: the address says which one is open.</summary>
public sealed class TabsTagHelper : TagHelper
{
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "nav";
        output.AddClass("tabs");
        output.Attributes.SetAttribute("aria-label", Label);
    }
}

[HtmlTargetElement("tab", ParentTag = "tabs")]
public sealed class TabTagHelper : TagHelper
{
    public bool Current { get; set; }
    public string? Count { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "a";
        if (Current) output.Attributes.SetAttribute("aria-current", "page");
        if (!string.IsNullOrEmpty(Count)) output.PostContent.AppendHtml("<span class=\"n\">").Append(Count).AppendHtml("</span>");
    }
}
