namespace OrgWork.Kernel;

/// <summary>A sheet of paper: what is printed on, in millimetres. The same numbers stand in <c>documents.css</c> as <c>@page</c> rules.</summary>
public sealed record Paper(string Name, double Width, double Height, double Top, double Right, double Bottom, double Left)
{
    /// <summary>A4 for forms of cells: the 干部任免审批表 and its kin.</summary>
    public static readonly Paper Form = new("form", 210, 297, 16, 22, 12, 22);
    /// <summary>A4 as GB/T 9704 sets it: text area 156 × 225 mm, 37 mm above, 28 mm at the left.</summary>
    public static readonly Paper Official = new("official", 210, 297, 37, 26, 35, 28);
    /// <summary>A4 for what flows from page to page: one record with its lists.</summary>
    public static readonly Paper Record = new("record", 210, 297, 18, 24, 16, 24);
    /// <summary>A4 across, for lists.</summary>
    public static readonly Paper Roster = new("roster", 297, 210, 14, 12, 12, 12);

    /// <summary>Each page is drawn whole, margins and all; on others the words flow from page to page.</summary>
    public bool IsFixed => this == Form;
    public double TextWidth => Width - Left - Right;
}

/// <summary>宋体, 黑体, 仿宋, 楷体 and 小标宋.</summary>
public enum PaperFont { Song, Hei, FangSong, Kai, Title }

public enum PaperAlign { Start, Centre, End, Both }

/// <summary>
/// How a document looks, said once: the docx template and the print page are both made from it.
/// In texts <c>{姓名}</c> is a tag: a content control in Word, the value on the print page.
/// </summary>
public sealed record Layout(Paper Paper, params LayoutPart[] Parts)
{
    /// <summary>Every tag, in the order of the paper.</summary>
    public IEnumerable<string> Tags => Parts.SelectMany(part => part.Tags).Distinct();
}

public abstract record LayoutPart
{
    /// <summary>Stands on the paper only when this flag of the content is up.</summary>
    public string? When { get; init; }
    internal abstract IEnumerable<string> Tags { get; }
}

/// <summary>A paragraph. A tag alone in it takes several lines, each a paragraph.</summary>
public sealed record PaperLine(string Text) : LayoutPart
{
    public PaperFont Font { get; init; } = PaperFont.Song;
    public double Size { get; init; } = 12;
    public PaperAlign Align { get; init; } = PaperAlign.Start;
    /// <summary>The first line stands in by so many characters.</summary>
    public int Indent { get; init; }
    /// <summary>The whole paragraph stands in by so many characters at its end, as signatures do.</summary>
    public int IndentEnd { get; init; }
    /// <summary>From line to line in points.</summary>
    public double Leading { get; init; } = 20;
    /// <summary>Points above.</summary>
    public double Above { get; init; }
    /// <summary>A broken line across the paper, where it is cut.</summary>
    public bool IsCut { get; init; }
    internal override IEnumerable<string> Tags => TagText.TagsIn(Text).Concat(When is null ? [] : [When]);
}

/// <summary>What follows stands on a new page.</summary>
public sealed record NewPage : LayoutPart
{
    internal override IEnumerable<string> Tags => When is null ? [] : [When];
}

/// <summary>A grid of cells with fixed columns.</summary>
/// <param name="Columns">widths in millimetres</param>
public sealed record PaperGrid(double[] Columns, params PaperGridPart[] Rows) : LayoutPart
{
    /// <summary>Points, for cells that do not say.</summary>
    public double Size { get; init; } = 14;
    internal override IEnumerable<string> Tags => Rows.SelectMany(row => row.Tags).Concat(When is null ? [] : [When]);
}

public abstract record PaperGridPart
{
    internal abstract IEnumerable<string> Tags { get; }
}

/// <param name="Height">millimetres; exact unless <see cref="Grows"/></param>
public sealed record PaperRow(double Height, params PaperCell[] Cells) : PaperGridPart
{
    /// <summary>A list of the content: the row stands once for each of its items.</summary>
    public string? Each { get; init; }
    /// <summary>The height is the least, and the row grows with what is in it.</summary>
    public bool Grows { get; init; }
    /// <summary>Repeated at the top of every page.</summary>
    public bool IsHead { get; init; }
    internal override IEnumerable<string> Tags => Cells.SelectMany(cell => cell.Tags).Concat(Each is null ? [] : [Each]);
}

/// <summary>One of two sets of rows, as high and as many as each other.</summary>
/// <param name="Flag">up for the first set; the tag of the second is 无 and the flag</param>
public sealed record PaperEither(string Flag, PaperRow[] Then, PaperRow[] Else) : PaperGridPart
{
    public string NotFlag => "无" + Flag;
    internal override IEnumerable<string> Tags => Then.Concat(Else).SelectMany(row => row.Tags).Concat([Flag, NotFlag]);
}

/// <summary>A cell: words, tags among words, or one tag alone. A tag alone in a row of exact height is set smaller until it fits.</summary>
public sealed record PaperCell(string Text)
{
    public int Across { get; init; } = 1;
    public int Down { get; init; } = 1;
    public double? Size { get; init; }
    public PaperAlign Align { get; init; } = PaperAlign.Centre;
    public bool AtTop { get; init; }
    public bool AtBottom { get; init; }
    /// <summary>The tag is a picture, shown as large as the cell allows.</summary>
    public bool IsPicture { get; init; }
    /// <summary>Lines after the first stand in by so many characters: 9 for a résumé, whose dates take 18 half-width columns.</summary>
    public int Hanging { get; init; }
    public bool IsBold { get; init; }

    /// <summary>The tag, when it stands alone.</summary>
    internal string? OnlyTag => TagText.Only(Text);
    internal IEnumerable<string> Tags => TagText.TagsIn(Text);

    /// <summary>One character under the other.</summary>
    public static PaperCell Upright(string text, int down = 1) => new(string.Join('\n', text.EnumerateRunes())) { Down = down };
}

/// <summary>Texts with tags in braces.</summary>
static class TagText
{
    /// <summary>Words and tags by turns.</summary>
    public static IEnumerable<(string Text, bool IsTag)> Split(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0) break;
            if (open > at) yield return (text[at..open], false);
            yield return (text[(open + 1)..close], true);
            at = close + 1;
        }
        if (at < text.Length) yield return (text[at..], false);
    }

    public static IEnumerable<string> TagsIn(string text) => Split(text).Where(part => part.IsTag).Select(part => part.Text);

    public static string? Only(string text) => text is ['{', .., '}'] && text.IndexOf('}') == text.Length - 1 ? text[1..^1] : null;
}
