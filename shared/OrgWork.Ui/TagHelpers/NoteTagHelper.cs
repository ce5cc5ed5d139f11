using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OrgWork.Ui;

/// <summary>One message across the page. A red one is read out at once. kind: red, yellow, green, blue; plan for what is tried out and no fact.</summary>
public sealed class NoteTagHelper : TagHelper
{
    public string Kind { get; set; } = "blue";
    /// <summary>The first words, in bold with the light of the kind.</summary>
    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        var letter = Kind == "plan" ? 'p' : Output.Letter(Kind);
        var isQuiet = letter is 'b' or 'p';
        output.TagName = "div";
        output.AddClass("note note-" + letter);
        output.Attributes.SetAttribute("role", letter == 'r' ? "alert" : "status");
        output.Content.AppendHtml("<div>");
        if (!string.IsNullOrEmpty(Title)) output.Content.AppendHtml(isQuiet ? "<b class=\"first\">" : $"<span class=\"lt lt-{letter}\">").Append(Title).AppendHtml(isQuiet ? "</b>" : "</span>");
        output.Content.AppendHtml(body).AppendHtml("</div>");
    }
}
