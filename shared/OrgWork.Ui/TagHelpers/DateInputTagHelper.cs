using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OrgWork.Ui;

/// <summary>
/// A day (1979.06.01) or a month (1979.06), typed. 197906, 1979-6 and 1979年6月 are put right on leaving the field;
/// the server checks what arrives. The browser's own calendars are of no use for birth months.
/// </summary>
[HtmlTargetElement("date-input", TagStructure = TagStructure.NormalOrSelfClosing)]
[HtmlTargetElement("month-input", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateInputTagHelper : TagHelper
{
    public string? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var isMonth = context.TagName == "month-input";
        output.TagName = "input";
        output.TagMode = TagMode.StartTagOnly;
        output.AddClass("in in-s");
        output.Attributes.SetAttribute("value", Value ?? "");
        output.Attributes.SetAttribute("data-date", isMonth ? "month" : "day");
        output.Attributes.SetAttribute("inputmode", "decimal");
        output.Attributes.SetAttribute("maxlength", isMonth ? 9 : 12);
        output.Attributes.SetAttribute("autocomplete", "off");
        if (!output.Attributes.ContainsName("placeholder")) output.Attributes.SetAttribute("placeholder", isMonth ? "如 1979.06" : "如 1979.06.01");
        FieldTagHelper.Around(context)?.Dress(output);
    }
}
