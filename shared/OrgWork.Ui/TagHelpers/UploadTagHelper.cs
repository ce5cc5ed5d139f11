using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OrgWork.Ui;

/// <summary>
/// The control for a file, inside a <c>field</c>: <c>&lt;field for="Minutes" label="会议记录"&gt;&lt;upload rules="FileRules.Attachment" /&gt;&lt;/field&gt;</c>.
/// Its form says <c>enctype="multipart/form-data"</c>, and its page <c>[TakesFiles(megabytes)]</c>.
/// </summary>
[HtmlTargetElement("upload", TagStructure = TagStructure.WithoutEndTag)]
public sealed class UploadTagHelper : TagHelper
{
    public FileRules Rules { get; set; } = FileRules.Attachment;
    public bool Several { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "input";
        output.TagMode = TagMode.SelfClosing;
        output.Attributes.SetAttribute("type", "file");
        output.Attributes.SetAttribute("accept", Rules.Accept);
        output.Attributes.SetAttribute("data-most", Rules.MaxBytes.ToString());
        if (Several) output.Attributes.SetAttribute("multiple", "multiple");
        output.AddClass("in in-file");
        FieldTagHelper.Around(context)?.Dress(output);
        output.PostElement.AppendHtml("<p class=\"hint\">").Append(Rules.Words).AppendHtml("</p>");
    }
}
