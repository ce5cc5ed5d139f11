using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OrgWork.Ui;

/// <summary>
/// The tree at the left: from the topmost place the user holds a grant over, down to the place of the address. Drawn are the top's
/// children, the line down to here and what lies directly below; everything else opens through its own link, so that
/// thousands of places cost nothing.
/// </summary>
[HtmlTargetElement("locality-tree", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LocalityTreeTagHelper(Here here) : TagHelper
{
    /// <summary>Where a place leads: <c>/{code}/cadres/files</c>, with <c>{code}</c> for its code.</summary>
    public string Url { get; set; } = "";
    /// <summary>含下级. It belongs to the form <see cref="Form"/> and sends <c>below=0</c> when not ticked.</summary>
    public bool Below { get; set; } = true;
    /// <summary>The id of the filter's form; without one there is no tick.</summary>
    public string? Form { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var line = here.Localities.LineOf(here.Locality);
        var top = line.FirstOrDefault(step => here.User.Grants.Any(grant => step.Path.StartsWith(grant.Path, StringComparison.Ordinal))) ?? here.Locality;
        // A place without anything below shows its neighbours instead.
        var open = here.Localities.ChildrenOf(here.Locality).Any() || here.Locality == top ? here.Locality : line[^2];

        output.TagName = "aside";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("side");
        output.Attributes.SetAttribute("aria-label", "区划");
        var html = output.Content;
        html.AppendHtml(Form is null ? "<div class=\"side-head side-bare\">" : "<div class=\"side-head\">").AppendHtml("<button class=\"btn btn-s side-open\" type=\"button\">").Append(here.Locality.Name).AppendHtml("</button><input class=\"in\" type=\"search\" data-tree-filter hidden autocomplete=\"off\" aria-label=\"在下面的区划中查找\" placeholder=\"在下面查找\">");
        if (Form is not null)
            html.AppendHtml("<label class=\"lab\"><input type=\"hidden\" name=\"below\" value=\"0\" form=\"").Append(Form)
                .AppendHtml("\"><input class=\"check\" type=\"checkbox\" name=\"below\" value=\"1\" data-submit form=\"").Append(Form).AppendHtml(Below ? "\" checked>含下级</label>" : "\">含下级</label>");
        html.AppendHtml("</div><ul class=\"tree\">");
        Draw(html, top, 0, line, top, open);
        html.AppendHtml("</ul>");
    }

    void Draw(TagHelperContent html, Locality place, int level, IReadOnlyList<Locality> line, Locality top, Locality open)
    {
        var isOnLine = line.Contains(place);
        var hasBelow = here.Localities.ChildrenOf(place).Any();
        var isCurrent = place == here.Locality;
        var url = Url.Replace("{code}", place.Code, StringComparison.Ordinal);

        html.AppendHtml($"<li class=\"lv-{Math.Min(level, 8)}{(isCurrent ? " on" : "")}\">");
        if (hasBelow && isOnLine) html.AppendHtml("<button class=\"tw\" type=\"button\" aria-expanded=\"true\" data-fold=\"").Append(place.Code).AppendHtml("\" aria-label=\"收起\">▾</button>");
        else if (hasBelow) html.AppendHtml("<a class=\"tw\" tabindex=\"-1\" aria-hidden=\"true\" href=\"").Append(url).AppendHtml("\">▸</a>");
        else html.AppendHtml("<span class=\"tw\"></span>");
        html.AppendHtml("<a href=\"").Append(url).AppendHtml(isCurrent ? "\" aria-current=\"page\" title=\"" : "\" title=\"").Append(place.Name).AppendHtml("\">").Append(place.Name).AppendHtml("</a></li>");

        if (!isOnLine) return;
        foreach (var child in here.Localities.ChildrenOf(place))
            if (place == top || place == open || line.Contains(child))
                Draw(html, child, level + 1, line, top, open);
    }
}
