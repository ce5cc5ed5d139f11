using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OrgWork.Ui;

/// <summary>
/// A row of a form: label, control, hint, reason. The control written directly inside gets its name, id, class and
/// wrong state from the row; radio buttons and ticks stand in labels of their own and keep theirs.
/// </summary>
public sealed class FieldTagHelper : TagHelper
{
    /// <summary>The control's name.</summary>
    public string For { get; set; } = "";
    public string Label { get; set; } = "";
    public string? Hint { get; set; }
    public bool Required { get; set; }
    /// <summary>What is wrong. Unless given, what ModelState says about the name.</summary>
    public string? Error { get; set; }
    /// <summary>Across all columns of the form.</summary>
    public bool Wide { get; set; }
    [HtmlAttributeNotBound, ViewContext] public ViewContext View { get; set; } = null!;

    internal string Id => For.Replace('.', '_').Replace('[', '_').Replace(']', '_');

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        // What a page writes as null arrives as nothing written.
        if (string.IsNullOrEmpty(Hint)) Hint = null;
        if (string.IsNullOrEmpty(Error)) Error = View.ViewData.ModelState.TryGetValue(For, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;
        context.Items[typeof(FieldTagHelper)] = this;
        var control = await output.GetChildContentAsync();

        output.TagName = "div";
        output.AddClass(Wide ? "fld fld-wide" : "fld");
        output.Content.AppendHtml(Required ? "<label class=\"req\" for=\"" : "<label for=\"").Append(Id).AppendHtml("\">").Append(Label).AppendHtml("</label><div class=\"fld-in\">").AppendHtml(control);
        if (Error is not null) output.Content.AppendHtml("<p class=\"err\" id=\"").Append(Id + "-err").AppendHtml("\">").Append(Error).AppendHtml("</p>");
        if (Hint is not null) output.Content.AppendHtml("<p class=\"hint\" id=\"").Append(Id + "-hint").AppendHtml("\">").Append(Hint).AppendHtml("</p>");
        output.Content.AppendHtml("</div>");
    }

    internal static FieldTagHelper? Around(TagHelperContext context) => context.Items.TryGetValue(typeof(FieldTagHelper), out var field) ? (FieldTagHelper)field : null;

    /// <summary>Gives a control what its row knows.</summary>
    internal void Dress(TagHelperOutput control)
    {
        Default(control, "name", For);
        Default(control, "id", Id);
        if (Required) Default(control, "aria-required", "true");
        if (Error is not null) Default(control, "aria-invalid", "true");
        var words = (Error is not null ? Id + "-err " : "") + (Hint is not null ? Id + "-hint" : "");
        if (words.Length > 0) Default(control, "aria-describedby", words.TrimEnd());
    }

    static void Default(TagHelperOutput control, string name, string value)
    {
        if (!control.Attributes.ContainsName(name)) control.Attributes.SetAttribute(name, value);
    }
}

[HtmlTargetElement("input", ParentTag = "field", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("select", ParentTag = "field")]
[HtmlTargetElement("textarea", ParentTag = "field")]
public sealed class FieldControlTagHelper : TagHelper
{
    /// <summary>After <c>asp-for</c>, whose name and id count.</summary>
    public override int Order => 1000;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (FieldTagHelper.Around(context) is not { } field) return;
        field.Dress(output);
        output.AddClass(output.TagName == "select" ? "sel" : output.Attributes["type"]?.Value?.ToString() is "checkbox" or "radio" ? "check" : "in");
    }
}
