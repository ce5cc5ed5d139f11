using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OrgWork.Ui;

/// <summary>
/// A sensitive item, masked. With <c>reveal-url</c> it can be opened for a stated purpose: the form is posted there (purpose, reason)
/// and what comes back takes the item's place for two minutes. Without it, this person may not open it.
/// </summary>
[HtmlTargetElement("masked", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MaskedTagHelper : TagHelper
{
    /// <summary>The mask, never the item itself: 5301**********0042.</summary>
    public string Text { get; set; } = "";
    public string? RevealUrl { get; set; }

    /// <summary>For which an item is opened; no other is taken.</summary>
    public static readonly IReadOnlyList<string> Purposes = ["选拔任用核查", "档案审核", "办理手续", "联系本人", "数据更正", "本人申请核对"];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("mask");
        output.Content.AppendHtml("<span class=\"dots\">").Append(Text).AppendHtml("</span>");
        if (string.IsNullOrEmpty(RevealUrl) || Text.Length == 0) return;
        output.Content.AppendHtml("<details><summary>用途查看</summary><form class=\"pop\" method=\"post\" data-reveal hx-target=\"closest .mask\" hx-swap=\"textContent\" hx-post=\"").Append(RevealUrl)
            .AppendHtml("\"><label class=\"fld\"><span class=\"cap req\">用途</span><select class=\"sel\" name=\"purpose\" required><option value=\"\">请选择</option>");
        foreach (var purpose in Purposes) output.Content.AppendHtml("<option>").AppendHtml(purpose).AppendHtml("</option>");
        output.Content.AppendHtml("</select></label><label class=\"fld\"><span class=\"cap\">事由</span><input class=\"in\" name=\"reason\" maxlength=\"100\" autocomplete=\"off\"></label><div class=\"actions\"><button class=\"btn btn-main btn-s\" type=\"submit\">查看（留痕）</button><span class=\"hint\">显示 2 分钟</span></div></form></details>");
    }
}
