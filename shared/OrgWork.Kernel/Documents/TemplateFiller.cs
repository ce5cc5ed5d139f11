using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Office2013.Word;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using DW = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace OrgWork.Kernel;

/// <summary>
/// Fills the content controls of a Word template. It knows no template: sizes are read from the one at hand, so that what the office has
/// rearranged in Word is filled as well as what came with the module. Controls of texts stay in the document; those of lists and flags go.
/// </summary>
sealed class TemplateFiller
{
    readonly DocumentContent content;
    OpenXmlPart part = null!;

    TemplateFiller(DocumentContent content) => this.content = content.Copy();

    /// <param name="mark">stands at the foot of every page: who put the document out, and when</param>
    public static byte[] Fill(byte[] template, DocumentContent content, string title, string mark)
    {
        using var stream = new MemoryStream();
        stream.Write(template);
        using (var document = WordprocessingDocument.Open(stream, true))
        {
            new TemplateFiller(content.Copy().Text(TemplateWriter.MarkTag, mark)).Fill(document.MainDocumentPart!);
            // Neither the template's author nor this computer is the document's.
            document.PackageProperties.Title = title;
            document.PackageProperties.Creator = "";
            document.PackageProperties.LastModifiedBy = "";
        }
        return stream.ToArray();
    }

    void Fill(MainDocumentPart main)
    {
        MakeMarks(main);
        part = main;
        SplitLongTexts(main.Document);
        FillWithin(main.Document.Body!, content);
        foreach (var other in main.HeaderParts.Cast<OpenXmlPart>().Concat(main.FooterParts))
        {
            part = other;
            FillWithin(other.RootElement!, content);
        }
        foreach (var control in main.Document.Descendants<SdtElement>().ToList()) FitInCell(control);
        Tidy(main.Document);
    }

    /// <summary>A template that was rearranged may have lost the line at the foot: nothing leaves without it.</summary>
    static void MakeMarks(MainDocumentPart main)
    {
        var body = main.Document.Body!;
        var sections = body.Descendants<SectionProperties>().ToList();
        if (sections.Count == 0) sections.Add(body.AppendChild(new SectionProperties()));
        if (!sections.SelectMany(section => section.Elements<FooterReference>()).Any())
        {
            var made = main.AddNewPart<FooterPart>();
            made.Footer = new Footer(TemplateWriter.MarkParagraph());
            sections[0].PrependChild(new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(made) });
        }
        foreach (var footer in main.FooterParts)
            if (!footer.Footer.Descendants<Tag>().Any(tag => tag.Val == TemplateWriter.MarkTag)) footer.Footer.Append(TemplateWriter.MarkParagraph());
    }

    /// <summary>Texts that may go on elsewhere: what fits the cell in the smallest size stays, the rest goes on.</summary>
    void SplitLongTexts(OpenXmlElement root)
    {
        foreach (var (tag, value) in content.All.ToList())
        {
            if (value is not DocumentText { Rest: { } rest } text) continue;
            var control = root.Descendants<SdtElement>().FirstOrDefault(control => TagOf(control) == tag);
            if (control is null || ProtoOf(control) is not { } proto || BoxOf(proto) is not { } box || TextFit.Fits(text.Text, box.Width, box.Height, TextFit.Smallest, HangingOf(proto)))
            {
                content.Text(rest, "").Flag("有" + rest, false);
                continue;
            }
            var (fitting, left) = TextFit.Split(text.Text, box.Width, box.Height, TextFit.Smallest, HangingOf(proto));
            content.Text(tag, fitting).Text(rest, left).Flag("有" + rest, left != "");
        }
    }

    // ---- filling

    void FillWithin(OpenXmlElement root, DocumentContent values)
    {
        foreach (var control in TopControls(root).ToList())
        {
            var inside = ContentOf(control);
            if (inside is null) continue;
            switch (TagOf(control) is { } tag ? values.Find(tag) : null)
            {
                case DocumentRows rows:
                    FillRows(control, inside, rows, values);
                    break;
                case DocumentFlag { IsUp: false }:
                    Remove(control);
                    break;
                case DocumentFlag:
                    FillWithin(inside, values);
                    Unwrap(control, inside);
                    break;
                case DocumentPicture picture:
                    FillPicture(control, picture.Image);
                    break;
                case DocumentText text:
                    FillText(control, inside, text.Text);
                    break;
                case null when inside.Descendants<SdtElement>().Any():
                    FillWithin(inside, values);
                    break;
                // A tag nobody knows: the upload named it; on paper it is empty.
                default:
                    FillText(control, inside, "");
                    break;
            }
        }
    }

    void FillRows(SdtElement control, OpenXmlElement inside, DocumentRows rows, DocumentContent values)
    {
        // Word's own repeating section wraps its item once more.
        var prototypes = inside.ChildElements is [SdtElement section] && section.SdtProperties?.GetFirstChild<SdtRepeatedSectionItem>() is not null ? ContentOf(section)!.ChildElements.ToList() : [.. inside.ChildElements];
        foreach (var item in rows.Filled)
        {
            foreach (var prototype in prototypes)
            {
                var copy = prototype.CloneNode(true);
                control.InsertBeforeSelf(copy);
                if (copy is TableRow row && rows.Scale < 1 && HeightOf(row) is { } height) height.Val = (uint)Math.Floor(height.Val!.Value * rows.Scale);
                // A lone control is its own top.
                FillCopy(copy, item.Within(values));
            }
        }
        Remove(control);
    }

    void FillCopy(OpenXmlElement copy, DocumentContent values)
    {
        if (copy is not SdtElement) FillWithin(copy, values);
        else
        {
            var holder = new Body();
            copy.InsertBeforeSelf(holder);
            copy.Remove();
            holder.Append(copy);
            FillWithin(holder, values);
            foreach (var made in holder.ChildElements.ToList())
            {
                made.Remove();
                holder.InsertBeforeSelf(made);
            }
            holder.Remove();
        }
    }

    static void FillText(SdtElement control, OpenXmlElement inside, string text)
    {
        control.SdtProperties?.GetFirstChild<ShowingPlaceholder>()?.Remove();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (inside.Descendants<Paragraph>().FirstOrDefault() is not { } first)
        {
            var run = inside.Descendants<Run>().FirstOrDefault();
            var looks = LooksOf(run?.RunProperties);
            inside.RemoveAllChildren();
            inside.Append(RunOf(lines, looks));
            return;
        }
        var runLooks = LooksOf(first.Descendants<Run>().FirstOrDefault()?.RunProperties);
        foreach (var other in first.Parent!.Elements<Paragraph>().Skip(1).ToList()) other.Remove();
        var properties = first.ParagraphProperties;
        foreach (var line in lines)
        {
            var paragraph = new Paragraph();
            if (properties is not null) paragraph.Append(properties.CloneNode(true));
            paragraph.Append(RunOf([line], runLooks));
            first.InsertBeforeSelf(paragraph);
        }
        first.Remove();
    }

    static RunProperties? LooksOf(RunProperties? properties)
    {
        if (properties?.CloneNode(true) is not RunProperties looks) return null;
        if (looks.RunStyle?.Val?.Value is "PlaceholderText" or "a3") looks.RunStyle.Remove();
        return looks;
    }

    static Run RunOf(string[] lines, RunProperties? looks)
    {
        var run = new Run();
        if (looks is not null) run.Append(looks.CloneNode(true));
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0) run.Append(new Break());
            run.Append(new Text(Clean(lines[i])) { Space = SpaceProcessingModeValues.Preserve });
        }
        return run;
    }

    /// <summary>What XML cannot carry, and half of a pair, comes only from broken files.</summary>
    static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\t' or >= 0x20 and not 0xFFFE and not 0xFFFF).Select(rune => rune.ToString()));

    void FillPicture(SdtElement control, byte[]? image)
    {
        if (control.Descendants<Drawing>().FirstOrDefault() is not { } drawing) return;
        if (image is null || ImageKind.Of(image) is not { } kind)
        {
            drawing.Remove();
            return;
        }
        var added = part is MainDocumentPart main ? main.AddImagePart(kind.PartType) : part is HeaderPart header ? header.AddImagePart(kind.PartType) : ((FooterPart)part).AddImagePart(kind.PartType);
        using (var stream = new MemoryStream(image)) added.FeedData(stream);
        foreach (var blip in drawing.Descendants<A.Blip>())
        {
            blip.Embed = part.GetIdOfPart(added);
            blip.Link = null;
        }
        // Within the room of the placeholder, in its own proportions.
        if (drawing.Descendants<DW.Extent>().FirstOrDefault() is not { Cx.Value: var wide, Cy.Value: var high } extent || kind.Width == 0) return;
        var scale = Math.Min((double)wide / kind.Width, (double)high / kind.Height);
        (extent.Cx, extent.Cy) = ((long)(kind.Width * scale), (long)(kind.Height * scale));
        foreach (var inner in drawing.Descendants<A.Extents>()) (inner.Cx, inner.Cy) = (extent.Cx, extent.Cy);
    }

    // ---- fitting

    /// <summary>In a row whose height is fixed the text gives way: smaller, step by step.</summary>
    static void FitInCell(SdtElement control)
    {
        if (control.Descendants<SdtElement>().Any() || ContentOf(control) is not { } inside || ProtoOf(control) is not { } first || BoxOf(first) is not { } box) return;
        // One among other words: they share the cell, and nobody knows how.
        if (control is SdtRun) return;
        if (inside.Descendants<Drawing>().Any()) return;
        var hanging = HangingOf(first);
        var size = SizeOf(first);
        var text = string.Join('\n', inside.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText));
        var fitting = TextFit.SizeFor(text, box.Width, box.Height, size, hanging);
        if (fitting >= size) return;
        foreach (var paragraph in inside.Descendants<Paragraph>())
        {
            paragraph.ParagraphProperties ??= new ParagraphProperties();
            paragraph.ParagraphProperties.SpacingBetweenLines = new() { Before = "0", After = "0", Line = $"{Math.Round(fitting * TextFit.Leading * 20):0}", LineRule = LineSpacingRuleValues.Exact };
            if (hanging > 0) paragraph.ParagraphProperties.Indentation = new() { Left = $"{hanging * fitting * 20:0}", Hanging = $"{hanging * fitting * 20:0}" };
            foreach (var run in paragraph.Descendants<Run>())
            {
                run.RunProperties ??= new RunProperties();
                run.RunProperties.FontSize = new() { Val = $"{fitting * 2:0}" };
                run.RunProperties.FontSizeComplexScript = new() { Val = $"{fitting * 2:0}" };
            }
        }
    }

    static Paragraph? ProtoOf(SdtElement control) => control.Descendants<Paragraph>().FirstOrDefault() ?? control.Ancestors<Paragraph>().FirstOrDefault();

    static double SizeOf(Paragraph paragraph) =>
        double.TryParse(paragraph.Descendants<Run>().Select(run => run.RunProperties?.FontSize?.Val?.Value).FirstOrDefault(size => size is not null), NumberStyles.Number, CultureInfo.InvariantCulture, out var half) ? half / 2 : 10.5;

    /// <summary>How many characters the following lines stand in by.</summary>
    static int HangingOf(Paragraph paragraph) => paragraph.ParagraphProperties?.Indentation?.Hanging?.Value is { } twips && int.TryParse(twips, out var all) ? (int)Math.Round(all / 20d / SizeOf(paragraph)) : 0;

    /// <summary>Width and height of the cell in points, when its rows have exact heights.</summary>
    static (double Width, double Height)? BoxOf(OpenXmlElement inside)
    {
        if (inside.Ancestors<TableCell>().FirstOrDefault() is not { } cell || cell.Ancestors<TableRow>().FirstOrDefault() is not { } row || row.Ancestors<Table>().FirstOrDefault() is not { } table) return null;
        var grid = table.GetFirstChild<TableGrid>()?.Elements<GridColumn>().Select(column => int.TryParse(column.Width?.Value, out var twips) ? twips : 0).ToList() ?? [];
        var at = ColumnOf(row, cell);
        var width = grid.Skip(at).Take(SpanOf(cell)).Sum();
        if (width == 0 && cell.TableCellProperties?.TableCellWidth is { Type: { } type, Width: { } stated } && type == TableWidthUnitValues.Dxa) _ = int.TryParse(stated.Value, out width);
        if (width == 0 || HeightOf(row) is not { } first || first.HeightType?.Value != HeightRuleValues.Exact) return null;
        var height = first.Val!.Value;
        if (cell.TableCellProperties?.VerticalMerge is { Val: { } merged } && merged == MergedCellValues.Restart)
            foreach (var next in table.Descendants<TableRow>().SkipWhile(other => other != row).Skip(1))
            {
                if (next.Descendants<TableCell>().FirstOrDefault(other => ColumnOf(next, other) == at) is not { TableCellProperties.VerticalMerge: { } merge } || merge.Val is { } kind && kind == MergedCellValues.Restart) break;
                if (HeightOf(next) is not { Val: { } more, HeightType: { } rule } || rule != HeightRuleValues.Exact) return null;
                height += more.Value;
            }
        // The margins within cells: those of the table, or what Word takes when nothing is said.
        var margins = table.GetFirstChild<TableProperties>()?.TableCellMarginDefault;
        var left = margins?.TableCellLeftMargin?.Width?.Value ?? 108;
        var right = margins?.TableCellRightMargin?.Width?.Value ?? 108;
        return ((width - left - right) / 20d, height / 20d);
    }

    static int ColumnOf(TableRow row, TableCell cell) => (row.TableRowProperties?.GetFirstChild<GridBefore>()?.Val?.Value ?? 0) + row.Descendants<TableCell>().TakeWhile(other => other != cell).Sum(SpanOf);
    static int SpanOf(TableCell cell) => cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1;
    static TableRowHeight? HeightOf(TableRow row) => row.TableRowProperties?.GetFirstChild<TableRowHeight>();

    // ---- controls

    internal static string? TagOf(SdtElement control) => control.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value is { Length: > 0 } tag ? tag : control.SdtProperties?.GetFirstChild<SdtAlias>()?.Val?.Value;

    static OpenXmlElement? ContentOf(SdtElement control) => control.ChildElements.FirstOrDefault(child => child is SdtContentBlock or SdtContentRun or SdtContentRow or SdtContentCell or SdtContentRunRuby);

    /// <summary>Controls not inside another control.</summary>
    static IEnumerable<SdtElement> TopControls(OpenXmlElement root)
    {
        foreach (var child in root.ChildElements)
            if (child is SdtElement control) yield return control;
            else
                foreach (var below in TopControls(child)) yield return below;
    }

    static void Unwrap(SdtElement control, OpenXmlElement inside)
    {
        foreach (var child in inside.ChildElements.ToList())
        {
            child.Remove();
            control.InsertBeforeSelf(child);
        }
        Remove(control);
    }

    static void Remove(SdtElement control)
    {
        var parent = control.Parent!;
        control.Remove();
        // A cell without a paragraph, and a table without a row, is nothing Word opens.
        if (parent is TableCell cell && !cell.Elements<Paragraph>().Any()) cell.Append(new Paragraph());
        if (parent is Table table && !table.Descendants<TableRow>().Any()) table.Remove();
    }

    /// <summary>Copies carry the numbers of what they were copied from.</summary>
    static void Tidy(OpenXmlElement root)
    {
        foreach (var id in root.Descendants<SdtId>().ToList()) id.Remove();
        var number = 1u;
        foreach (var properties in root.Descendants<DW.DocProperties>()) properties.Id = number++;
        foreach (var bookmark in root.Descendants<BookmarkStart>().ToList()) bookmark.Remove();
        foreach (var bookmark in root.Descendants<BookmarkEnd>().ToList()) bookmark.Remove();
    }
}
