using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OrgWork.Ui;

/// <summary>The line at the top of a page: title, what is being looked at, buttons at the right. Also names the page in the browser's tab.</summary>
public sealed class PageHeadTagHelper : TagHelper
{
    public string Title { get; set; } = "";
    public string? Meta { get; set; }
    [HtmlAttributeNotBound, ViewContext] public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        View.ViewData["Title"] = Title;
        var buttons = await output.GetChildContentAsync();
        output.TagName = "div";
        output.AddClass("page-head");
        output.Content.AppendHtml("<h1>").Append(Title).AppendHtml("</h1>");
        if (!string.IsNullOrEmpty(Meta)) output.Content.AppendHtml("<span class=\"meta\">").Append(Meta).AppendHtml("</span>");
        if (!buttons.IsEmptyOrWhiteSpace) output.Content.AppendHtml("<div class=\"actions\">").AppendHtml(buttons).AppendHtml("</div>");
    }
}
