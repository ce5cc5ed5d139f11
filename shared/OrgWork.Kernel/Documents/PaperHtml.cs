using System.Globalization;
using System.Text.Encodings.Web;

namespace OrgWork.Kernel;

/// <summary>
/// Writes a <see cref="Layout"/> with its content as a print page. Sizes stand in width and height attributes and in the classes of
/// <c>documents.css</c>: the content policy takes no style that is written in.
/// </summary>
sealed class PaperHtml(TextWriter html, HtmlEncoder encoder)
{
    const double PixelsPerMillimetre = 96 / 25.4, PointsPerMillimetre = 72 / 25.4;
    /// <summary>Left and right within a cell, together, in millimetres; as in documents.css and in the Word template.</summary>
    const double CellPadding = 2;
    static readonly double[] Named = [22, 18, 16, 15, 14, 12, 10.5, 9, 7.5, 6.5, 5.5];

    DocumentContent content = new();

    public static void Write(TextWriter html, HtmlEncoder encoder, Layout layout, DocumentContent content) => new PaperHtml(html, encoder).Paper(layout, content);

    void Paper(Layout layout, DocumentContent given)
    {
        content = given.Copy();
        SplitLongTexts(layout);
        html.Write($"<section class=\"paper paper-{layout.Paper.Name}\">");
        var parts = layout.Parts.Where(part => content.IsUp(part.When)).ToList();
        for (var i = 0; i < parts.Count; i++)
            switch (parts[i])
            {
                case NewPage:
                    html.Write($"</section><section class=\"paper paper-{layout.Paper.Name}\">");
                    break;
                case PaperLine line:
                    Paragraphs(line, content, i + 1 < parts.Count && parts[i + 1] is PaperGrid);
                    break;
                case PaperGrid grid:
                    Table(grid);
                    break;
            }
        html.Write("</section>");
    }

    void SplitLongTexts(Layout layout)
    {
        foreach (var (tag, value) in content.All.ToList())
            if (value is DocumentText { Rest: { } rest } text)
            {
                content.Text(rest, "").Flag("有" + rest, false);
                if (layout.Parts.OfType<PaperGrid>().SelectMany(grid => RowsOf(grid).SelectMany(row => row.Cells.Select(cell => (grid, row, cell)))).FirstOrDefault(place => place.cell.OnlyTag == tag) is not { cell: not null } found) continue;
                var (width, height) = BoxOf(found.grid, found.row, found.cell, 1);
                if (TextFit.Fits(text.Text, width, height, TextFit.Smallest, found.cell.Hanging)) continue;
                var (fitting, left) = TextFit.Split(text.Text, width, height, TextFit.Smallest, found.cell.Hanging);
                content.Text(tag, fitting).Text(rest, left).Flag("有" + rest, left != "");
            }
    }

    // ---- lines

    void Paragraphs(PaperLine line, DocumentContent values, bool staysWithNext)
    {
        var css = $"ln f-{line.Font.ToString().ToLowerInvariant()} fs-{SizeName(line.Size)} al-{line.Align.ToString().ToLowerInvariant()} ld-{line.Leading:0}"
            + (line.Indent > 0 ? $" in-{line.Indent}" : "") + (line.IndentEnd > 0 ? $" out-{line.IndentEnd}" : "") + (line.Above > 0 ? $" up-{line.Above:0}" : "") + (line.IsCut ? " cut" : "") + (staysWithNext ? " keep" : "");
        foreach (var text in TagText.Only(line.Text) is { } tag ? TextOf(values, tag).Split('\n') : [line.Text])
        {
            html.Write($"<p class=\"{css}\">");
            if (TagText.Only(line.Text) is not null) Words(text);
            else Inline(text, values);
            html.Write("</p>");
        }
    }

    void Inline(string text, DocumentContent values)
    {
        foreach (var part in TagText.Split(text)) Words(part.IsTag ? TextOf(values, part.Text) : part.Text);
    }

    void Words(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0) html.Write("<br>");
            encoder.Encode(html, lines[i]);
        }
    }

    static string TextOf(DocumentContent values, string tag) => values.TextOf(tag).ReplaceLineEndings("\n");

    // ---- tables

    void Table(PaperGrid grid)
    {
        html.Write($"<table class=\"grid fs-{SizeName(grid.Size)}\" width=\"{Pixels(grid.Columns.Sum())}\"><colgroup>");
        foreach (var column in grid.Columns) html.Write($"<col width=\"{Pixels(column)}\">");
        html.Write("</colgroup>");
        var heads = grid.Rows.OfType<PaperRow>().TakeWhile(row => row.IsHead).ToList();
        if (heads.Count > 0)
        {
            html.Write("<thead>");
            foreach (var head in heads) Row(grid, head, content, 1);
            html.Write("</thead>");
        }
        html.Write("<tbody>");
        foreach (var row in RowsOf(grid).Where(row => !row.IsHead))
            if (row.Each is null) Row(grid, row, content, 1);
            else if (content.Find<DocumentRows>(row.Each) is { } rows)
                foreach (var item in rows.Filled) Row(grid, row, item.Within(content), rows.Scale);
        html.Write("</tbody></table>");
    }

    IEnumerable<PaperRow> RowsOf(PaperGrid grid) => grid.Rows.SelectMany(part => part switch
    {
        PaperEither either => content.IsUp(either.Flag) ? either.Then : either.Else,
        _ => [(PaperRow)part],
    });

    void Row(PaperGrid grid, PaperRow row, DocumentContent values, double scale)
    {
        html.Write($"<tr height=\"{Pixels(row.Height * scale)}\">");
        foreach (var cell in row.Cells)
        {
            html.Write("<td");
            if (cell.Across > 1) html.Write($" colspan=\"{cell.Across}\"");
            if (cell.Down > 1) html.Write($" rowspan=\"{RowsOf(grid).SkipWhile(other => other != row).Take(cell.Down).Sum(CopiesOf)}\"");
            var size = SizeIn(grid, row, cell, values, scale);
            html.Write($" class=\"al-{cell.Align.ToString().ToLowerInvariant()}{(cell.AtTop ? " at-top" : cell.AtBottom ? " at-bottom" : "")}{(cell.IsBold ? " bold" : "")}{(size == grid.Size ? "" : " fs-" + SizeName(size))}{(cell.IsPicture ? " pic" : "")}\"");
            if (cell.OnlyTag is { } tag) html.Write($" data-tag=\"{encoder.Encode(tag)}\"");
            html.Write('>');
            if (cell.IsPicture) Picture(cell, grid, row, values);
            else if (cell.Hanging > 0) Resume(TextOf(values, cell.OnlyTag!));
            else Inline(cell.Text, values);
            html.Write("</td>");
        }
        html.Write("</tr>");
    }

    /// <summary>How often a row stands on the paper.</summary>
    int CopiesOf(PaperRow row) => row.Each is { } list ? content.Find<DocumentRows>(list)?.Filled.Count() ?? 0 : 1;

    double SizeIn(PaperGrid grid, PaperRow row, PaperCell cell, DocumentContent values, double scale)
    {
        var size = cell.Size ?? grid.Size;
        if (row.Grows || cell.IsPicture || cell.OnlyTag is not { } tag) return size;
        var (width, height) = BoxOf(grid, row, cell, scale);
        return TextFit.SizeFor(TextOf(values, tag), width, height, size, cell.Hanging);
    }

    /// <summary>Points; where the cell begins is where no cell from above goes on.</summary>
    (double Width, double Height) BoxOf(PaperGrid grid, PaperRow row, PaperCell cell, double scale)
    {
        var rows = RowsOf(grid).ToList();
        var at = rows.IndexOf(row);
        var column = ColumnOf(rows, at, cell);
        var width = grid.Columns.Skip(column).Take(cell.Across).Sum() - CellPadding;
        var height = rows.Skip(at).Take(cell.Down).Sum(below => below.Height) * scale;
        return (width * PointsPerMillimetre, height * PointsPerMillimetre);
    }

    static int ColumnOf(List<PaperRow> rows, int at, PaperCell wanted)
    {
        var open = new Dictionary<int, int>();
        for (var index = 0; index <= at; index++)
        {
            var next = new Dictionary<int, int>();
            var column = 0;
            void Skip()
            {
                while (open.TryGetValue(column, out var left) && left > 0)
                {
                    if (left > 1) next[column] = left - 1;
                    column++;
                }
            }
            foreach (var cell in rows[index].Cells)
            {
                Skip();
                if (index == at && ReferenceEquals(cell, wanted)) return column;
                for (var i = 0; i < cell.Across; i++)
                    if (cell.Down > 1) next[column + i] = cell.Down - 1;
                column += cell.Across;
            }
            Skip();
            open = next;
        }
        return 0;
    }

    /// <summary>A résumé's dates stand in a column of their own, so that its lines hang whatever font is at hand.</summary>
    void Resume(string text)
    {
        if (text == "") return;
        foreach (var line in text.Split('\n'))
        {
            var (date, words) = FormText.PartsOfResumeLine(line);
            html.Write("<div class=\"jl\"><span>");
            encoder.Encode(html, date);
            html.Write("</span><span>");
            encoder.Encode(html, words);
            html.Write("</span></div>");
        }
    }

    void Picture(PaperCell cell, PaperGrid grid, PaperRow row, DocumentContent values)
    {
        if (values.Find<DocumentPicture>(cell.OnlyTag!)?.Image is not { } image || ImageKind.Of(image) is not { } kind) return;
        var (width, height) = BoxOf(grid, row, cell, 1);
        // As large as the cell allows, in its own proportions.
        var (wide, high) = (width / PointsPerMillimetre + CellPadding - 0.6, height / PointsPerMillimetre - 0.6);
        if (kind.Width > 0 && kind.Height > 0)
        {
            var scale = Math.Min(wide / kind.Width, high / kind.Height);
            (wide, high) = (kind.Width * scale, kind.Height * scale);
        }
        html.Write($"<img alt=\"{encoder.Encode(cell.OnlyTag!)}\" width=\"{Pixels(wide)}\" height=\"{Pixels(high)}\" src=\"data:{kind.ContentType};base64,{Convert.ToBase64String(image)}\">");
    }

    static string Pixels(double millimetres) => Math.Round(millimetres * PixelsPerMillimetre, 2).ToString(CultureInfo.InvariantCulture);

    /// <summary>The class of a size that has one; others take the next smaller.</summary>
    static string SizeName(double size) => Named.FirstOrDefault(named => named <= size, Named[^1]).ToString(CultureInfo.InvariantCulture).Replace('.', '-');
}
