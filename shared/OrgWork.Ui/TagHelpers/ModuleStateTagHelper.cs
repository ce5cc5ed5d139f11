using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OrgWork.Ui;

/// <summary>What a module is in a place: ● 开 ◐ 只读 ○ 关 ▣ 退役, or ↑ when taken from above. With <c>href</c> it opens the setting.</summary>
[HtmlTargetElement("module-state", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ModuleStateTagHelper : TagHelper
{
    public ModuleState State { get; set; }
    public bool Inherited { get; set; }
    /// <summary>For those who cannot see the row and column it stands in: the county and the module.</summary>
    public string? Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (mark, words, name) = State switch
        {
            ModuleState.On => ("●", "开", "on"),
            ModuleState.ReadOnly => ("◐", "只读", "ro"),
            ModuleState.Retired => ("▣", "退役", "ret"),
            _ => ("○", "关", "off"),
        };
        output.TagName = output.Attributes.ContainsName("href") ? "a" : "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass(!Inherited ? "sw sw-" + name : State is ModuleState.On or ModuleState.ReadOnly ? "sw sw-inh" : "sw sw-inh sw-no");
        if (Label is not null) output.Attributes.SetAttribute("aria-label", $"{Label}：{(Inherited ? "沿用上级，" : "")}{words}");
        output.Content.AppendHtml("<span aria-hidden=\"true\">").AppendHtml(Inherited ? "↑" : mark).AppendHtml("</span>").AppendHtml(words);
    }
}
