using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OrgWork.Ui;

/// <summary>Below a list: how much is shown, one page back, one page on (by key, so there are no page numbers). Its content stands after the words.</summary>
public sealed class PagerTagHelper : TagHelper
{
    /// <summary>本页 50 人，符合条件 1000+ 人</summary>
    public string Text { get; set; } = "";
    /// <summary>The address of the page before; none on the first.</summary>
    public string? Prev { get; set; }
    public string? Next { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "nav";
        // Written <pager … />, it would otherwise have no inside.
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("pager");
        output.Attributes.SetAttribute("aria-label", "翻页");
        output.PreContent.AppendHtml("<span>").Append(Text).AppendHtml("</span>");
        var end = output.PostContent;
        end.AppendHtml("<div class=\"actions\"><span class=\"keys\"><span class=\"kbd\">↑</span> <span class=\"kbd\">↓</span> 换行　<span class=\"kbd\">空格</span> 选择　<span class=\"kbd\">Enter</span> 打开　<span class=\"kbd\">Alt ← →</span> 翻页　</span>");
        Step(end, Prev, "prev", "上一页");
        Step(end, Next, "next", "下一页");
        end.AppendHtml("</div>");
    }

    static void Step(TagHelperContent end, string? url, string rel, string words)
    {
        if (string.IsNullOrEmpty(url)) end.AppendHtml("<span class=\"btn\" aria-disabled=\"true\">").AppendHtml(words).AppendHtml("</span>");
        else end.AppendHtml("<a class=\"btn\" rel=\"").AppendHtml(rel).AppendHtml("\" href=\"").Append(url).AppendHtml("\">").AppendHtml(words).AppendHtml("</a>");
    }
}
