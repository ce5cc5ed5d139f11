namespace OrgWork.Kernel;

/// <summary>What surrounds a page: the banner, the line of works, the second level, the switcher of localities. Filled by the host once per request, read by the layout.</summary>
public sealed class Frame
{
    public const string Product = "组织工作平台";

    /// <summary>Under the product's name: 中共某某市委组织部.</summary>
    public string Department { get; set; } = "";
    /// <summary>Where the product's name leads.</summary>
    public string Home { get; set; } = "/";
    /// <summary>The lines of work across the top: 工作台, one for each module that is on here, 管理.</summary>
    public IReadOnlyList<FrameLink> Lines { get; set; } = [];
    /// <summary>The second level of the current line.</summary>
    public IReadOnlyList<FrameLink> Submenu { get; set; } = [];
    /// <summary>What stands in the group in which one is, where the second level has groups.</summary>
    public IReadOnlyList<FrameLink> Group { get; set; } = [];
    /// <summary>The places whose subtrees the user holds grants over: where the switcher can start from.</summary>
    public IReadOnlyList<Locality> Roots { get; set; } = [];
    /// <summary>Where the switcher leads in another locality, below its code: the current menu entry, so that one stays in one's work. Empty for its home.</summary>
    public string SwitchPath { get; set; } = "";
    /// <summary>The user's tasks: how many are open, and how many have ended without their having looked.</summary>
    public (int Open, int Unseen) Tasks { get; set; }
    public DateOnly AsOf { get; set; }
    /// <summary>The page can be shown as of any day: what else stands in its address.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? AsOfRest { get; set; }
    public string Version { get; set; } = "";
    /// <summary>What everybody who opens the page must know: the module is read-only here, maintenance tonight.</summary>
    public IReadOnlyList<FrameNotice> Notices { get; set; } = [];

    public string SwitchTo(Locality place) => $"/{place.Code}/{SwitchPath}";
}

public sealed record FrameLink(string Name, string Url, bool IsCurrent = false);

/// <param name="Kind">red, yellow, green or blue: how the note is drawn</param>
public sealed record FrameNotice(string Kind, string Text);
