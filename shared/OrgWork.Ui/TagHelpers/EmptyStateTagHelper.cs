using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OrgWork.Ui;

/// <summary>Nothing here: says why and, in a child with class <c>actions</c>, what to do about it.</summary>
public sealed class EmptyStateTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.AddClass("empty");
        output.PreContent.AppendHtml("<b>").Append(Title).AppendHtml("</b>");
    }
}
