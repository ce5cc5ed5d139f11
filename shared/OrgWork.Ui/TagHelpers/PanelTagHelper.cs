using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OrgWork.Ui;

/// <summary>One border, one head line. Panels do not stand in panels.</summary>
public sealed class PanelTagHelper : TagHelper
{
    public string? Title { get; set; }
    public string? Count { get; set; }
    /// <summary>Quiet words beside the title: the date of the figures, where they come from.</summary>
    public string? Meta { get; set; }
    /// <summary>The words of the link at the right of the head.</summary>
    public string? More { get; set; }
    public string? MoreHref { get; set; }
    /// <summary>For running text and controls; tables, lists and kv bring their own edges.</summary>
    public bool Padded { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        output.TagName = "section";
        output.AddClass("panel");
        if (!string.IsNullOrEmpty(Title))
        {
            output.Content.AppendHtml("<div class=\"panel-head\"><h2>").Append(Title);
            if (!string.IsNullOrEmpty(Count)) output.Content.AppendHtml("<span class=\"n\">").Append(Count).AppendHtml("</span>");
            output.Content.AppendHtml("</h2>");
            if (!string.IsNullOrEmpty(Meta)) output.Content.AppendHtml("<span class=\"meta\">").Append(Meta).AppendHtml("</span>");
            if (!string.IsNullOrEmpty(More)) output.Content.AppendHtml("<a class=\"more\" href=\"").Append(MoreHref ?? "").AppendHtml("\">").Append(More).AppendHtml("</a>");
            output.Content.AppendHtml("</div>");
        }
        if (Padded) output.Content.AppendHtml("<div class=\"panel-body\">").AppendHtml(body).AppendHtml("</div>");
        else output.Content.AppendHtml(body);
    }
}
