using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using DW = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using P = DocumentFormat.OpenXml.Drawing.Pictures;

namespace OrgWork.Kernel;

/// <summary>Makes the Word template of a <see cref="Layout"/>: every tag a content control, so that the office can move it about in Word.</summary>
sealed class TemplateWriter
{
    const double TwipsPerMillimetre = 1440 / 25.4;
    const int EmuPerMillimetre = 36000;
    /// <summary>What filling writes at the foot of every page: who put it out, and when.</summary>
    public const string MarkTag = "输出标记";
    static readonly byte[] BlankPicture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8//8/AwAI/AL+hc2rNAAAAABJRU5ErkJggg==");

    readonly Layout layout;
    MainDocumentPart main = null!;
    int lastId;

    TemplateWriter(Layout layout) => this.layout = layout;

    public static byte[] Write(Layout layout)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document)) new TemplateWriter(layout).Fill(document);
        return stream.ToArray();
    }

    void Fill(WordprocessingDocument document)
    {
        main = document.AddMainDocumentPart();
        main.Document = new DocumentFormat.OpenXml.Wordprocessing.Document(new Body());
        var body = main.Document.Body!;
        OpenXmlElement? last = null;
        for (var i = 0; i < layout.Parts.Length; i++)
        {
            var part = layout.Parts[i];
            // Word joins two tables that touch.
            if (part is PaperGrid && last is Table) body.Append(Sliver());
            OpenXmlElement made = part switch { PaperLine line => Paragraphs(line, i + 1 < layout.Parts.Length && layout.Parts[i + 1] is PaperGrid), NewPage => Sliver(breaks: true), PaperGrid grid => TableOf(grid), _ => throw new InvalidOperationException($"No Word for {part.GetType().Name}.") };
            last = made;
            body.Append(part.When is { } flag ? Control(new SdtBlock(), flag, new SdtContentBlock(made is Table ? [made, Sliver()] : [made])) : made);
        }
        if (last is Table) body.Append(Sliver());
        body.Append(Section());
        Styles();
    }

    // ---- page

    SectionProperties Section()
    {
        var footer = main.AddNewPart<FooterPart>();
        footer.Footer = new Footer(MarkParagraph());
        var paper = layout.Paper;
        return new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
            new PageSize { Width = (uint)Twips(paper.Width), Height = (uint)Twips(paper.Height), Orient = paper.Width > paper.Height ? PageOrientationValues.Landscape : PageOrientationValues.Portrait },
            new PageMargin { Top = Twips(paper.Top), Right = (uint)Twips(paper.Right), Bottom = Twips(paper.Bottom), Left = (uint)Twips(paper.Left), Header = 300, Footer = 240, Gutter = 0 });
    }

    /// <summary>The line at the foot of a page; made into templates that have none as well.</summary>
    internal static OpenXmlElement MarkParagraph() => new SdtBlock(
        new SdtProperties(new SdtAlias { Val = MarkTag }, new Tag { Val = MarkTag }, new DocumentFormat.OpenXml.Wordprocessing.Lock { Val = LockingValues.SdtContentLocked }),
        new SdtContentBlock(new Paragraph(
            new ParagraphProperties(new SpacingBetweenLines { Line = "160", LineRule = LineSpacingRuleValues.Exact }, new Justification { Val = JustificationValues.Center }),
            new Run(new RunProperties(Fonts(PaperFont.Song), new Color { Val = "808080" }, new FontSize { Val = "12" }), new Text("")))));

    void Styles()
    {
        var styles = main.AddNewPart<StyleDefinitionsPart>();
        styles.Styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(Fonts(PaperFont.Song), new FontSize { Val = "24" }, new FontSizeComplexScript { Val = "24" }, new Languages { Val = "en-US", EastAsia = "zh-CN" })),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { Before = "0", After = "0" }))),
            new Style(new StyleName { Val = "Normal" }) { Type = StyleValues.Paragraph, Default = true, StyleId = "Normal" });
    }

    // ---- parts

    OpenXmlElement Paragraphs(PaperLine line, bool staysWithNext)
    {
        var properties = new ParagraphProperties();
        if (staysWithNext) properties.Append(new KeepNext());
        if (line.IsCut) properties.Append(new ParagraphBorders(new BottomBorder { Val = BorderValues.Dashed, Size = 6, Space = 1 }));
        properties.Append(new SpacingBetweenLines { Before = Twenty(line.Above), Line = Twenty(line.Leading), LineRule = LineSpacingRuleValues.Exact });
        // In twips: Word would reckon characters in the size of the style, and not of the words.
        if (line.Indent > 0 || line.IndentEnd > 0) properties.Append(new Indentation { FirstLine = Twenty(line.Indent * line.Size), Right = Twenty(line.IndentEnd * line.Size) });
        properties.Append(new Justification { Val = AlignOf(line.Align) });
        return TagText.Only(line.Text) is { } tag
            ? Control(new SdtBlock(), tag, new SdtContentBlock(new Paragraph(properties, Words(tag, line.Font, line.Size, false))))
            : new Paragraph([properties, .. Inline(line.Text, line.Font, line.Size, false)]);
    }

    /// <summary>A paragraph that takes next to no height: between tables, after the last one, and before a new page.</summary>
    static Paragraph Sliver(bool breaks = false)
    {
        var properties = new ParagraphProperties();
        if (breaks) properties.Append(new PageBreakBefore());
        properties.Append(new SpacingBetweenLines { Line = "20", LineRule = LineSpacingRuleValues.Exact }, new ParagraphMarkRunProperties(new FontSize { Val = "2" }));
        return new Paragraph(properties);
    }

    Table TableOf(PaperGrid grid)
    {
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = $"{grid.Columns.Sum(Twips)}", Type = TableWidthUnitValues.Dxa },
                new TableJustification { Val = TableRowAlignmentValues.Center },
                new TableBorders(Edge<TopBorder>(8), Edge<LeftBorder>(8), Edge<BottomBorder>(8), Edge<RightBorder>(8), Edge<InsideHorizontalBorder>(4), Edge<InsideVerticalBorder>(4)),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TableCellLeftMargin { Width = 57, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 57, Type = TableWidthValues.Dxa })),
            new TableGrid(grid.Columns.Select(width => new GridColumn { Width = $"{Twips(width)}" })));
        var open = new Span?[grid.Columns.Length];
        foreach (var part in grid.Rows)
        {
            if (part is PaperRow row)
            {
                table.Append(RowOf(grid, row, open));
                continue;
            }
            var either = (PaperEither)part;
            var before = (Span?[])open.Clone();
            table.Append(Control(new SdtRow(), either.Flag, new SdtContentRow(either.Then.Select(then => RowOf(grid, then, open)))));
            open = before;
            table.Append(Control(new SdtRow(), either.NotFlag, new SdtContentRow(either.Else.Select(@else => RowOf(grid, @else, open)))));
        }
        return table;
    }

    /// <summary>A cell that goes on downwards: its width in columns, and how many rows are still to come.</summary>
    sealed record Span(int Across, int Left);

    OpenXmlElement RowOf(PaperGrid grid, PaperRow row, Span?[] open)
    {
        var properties = new TableRowProperties(new CantSplit(), new TableRowHeight { Val = (uint)Twips(row.Height), HeightType = row.Grows ? HeightRuleValues.AtLeast : HeightRuleValues.Exact });
        if (row.IsHead) properties.Append(new TableHeader());
        var made = new TableRow(properties);
        var cells = new Queue<PaperCell>(row.Cells);
        for (var column = 0; column < grid.Columns.Length;)
        {
            if (open[column] is { } going)
            {
                made.Append(new TableCell(CellProperties(grid, column, going.Across, new VerticalMerge { Val = MergedCellValues.Continue }, null), new Paragraph()));
                open[column] = going.Left > 1 ? going with { Left = going.Left - 1 } : null;
                column += going.Across;
                continue;
            }
            if (!cells.TryDequeue(out var cell)) throw new InvalidOperationException($"A row of {row.Cells.Length} cells leaves column {column + 1} of {grid.Columns.Length} empty.");
            var merge = cell.Down > 1 ? new VerticalMerge { Val = MergedCellValues.Restart } : null;
            made.Append(new TableCell([CellProperties(grid, column, cell.Across, merge, cell), .. Inside(grid, column, cell, row)]));
            if (cell.Down > 1) open[column] = new(cell.Across, cell.Down - 1);
            column += cell.Across;
        }
        if (cells.Count > 0) throw new InvalidOperationException($"A row has {cells.Count} cells too many.");
        return row.Each is { } list ? Control(new SdtRow(), list, new SdtContentRow(made)) : made;
    }

    static TableCellProperties CellProperties(PaperGrid grid, int column, int across, VerticalMerge? merge, PaperCell? cell)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = $"{grid.Columns.Skip(column).Take(across).Sum(Twips)}", Type = TableWidthUnitValues.Dxa });
        if (across > 1) properties.Append(new GridSpan { Val = across });
        if (merge is not null) properties.Append(merge);
        properties.Append(new TableCellVerticalAlignment { Val = cell is { AtTop: true } ? TableVerticalAlignmentValues.Top : cell is { AtBottom: true } ? TableVerticalAlignmentValues.Bottom : TableVerticalAlignmentValues.Center });
        return properties;
    }

    IEnumerable<OpenXmlElement> Inside(PaperGrid grid, int column, PaperCell cell, PaperRow row)
    {
        var size = cell.Size ?? grid.Size;
        if (cell.IsPicture) return [PictureControl(cell, grid.Columns.Skip(column).Take(cell.Across).Sum(), row.Height * cell.Down)];
        if (cell.OnlyTag is { } tag) return [Control(new SdtBlock(), tag, new SdtContentBlock(new Paragraph(InCell(cell, size), Words(tag, PaperFont.Song, size, cell.IsBold))))];
        return cell.Text.Split('\n').Select(line => new Paragraph([InCell(cell, size), .. Inline(line, PaperFont.Song, size, cell.IsBold)]));
    }

    static ParagraphProperties InCell(PaperCell cell, double size)
    {
        var properties = new ParagraphProperties(new SpacingBetweenLines { Line = Twenty(size * TextFit.Leading), LineRule = LineSpacingRuleValues.Exact });
        if (cell.Hanging > 0) properties.Append(new Indentation { Left = Twenty(cell.Hanging * size), Hanging = Twenty(cell.Hanging * size) });
        properties.Append(new Justification { Val = AlignOf(cell.Align) });
        return properties;
    }

    IEnumerable<OpenXmlElement> Inline(string text, PaperFont font, double size, bool isBold) => TagText.Split(text).Select(part => part.IsTag
        ? Control(new SdtRun(), part.Text, new SdtContentRun(Words(part.Text, font, size, isBold)))
        : (OpenXmlElement)Words(part.Text, font, size, isBold));

    static Run Words(string text, PaperFont font, double size, bool isBold)
    {
        var properties = new RunProperties(Fonts(font));
        if (isBold) properties.Append(new Bold());
        properties.Append(new FontSize { Val = $"{size * 2:0}" }, new FontSizeComplexScript { Val = $"{size * 2:0}" });
        return new Run(properties, new Text(text) { Space = SpaceProcessingModeValues.Preserve });
    }

    T Control<T>(T control, string tag, OpenXmlElement content) where T : SdtElement
    {
        control.Append(new SdtProperties(new SdtAlias { Val = tag }, new Tag { Val = tag }, new SdtId { Val = ++lastId }), content);
        return control;
    }

    SdtBlock PictureControl(PaperCell cell, double width, double height)
    {
        var image = main.AddImagePart(ImagePartType.Png);
        image.FeedData(new MemoryStream(BlankPicture));
        // A little of the cell stays free, or Word makes the row higher.
        var (wide, high) = ((long)((width - 2.2) * EmuPerMillimetre), (long)((height - 1) * EmuPerMillimetre));
        var id = (uint)++lastId;
        var drawing = new Drawing(new DW.Inline(
            new DW.Extent { Cx = wide, Cy = high },
            new DW.DocProperties { Id = id, Name = cell.OnlyTag! },
            new A.Graphic(new A.GraphicData(
                new P.Picture(
                    new P.NonVisualPictureProperties(new P.NonVisualDrawingProperties { Id = id, Name = cell.OnlyTag! }, new P.NonVisualPictureDrawingProperties()),
                    new P.BlipFill(new A.Blip { Embed = main.GetIdOfPart(image) }, new A.Stretch(new A.FillRectangle())),
                    new P.ShapeProperties(new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = wide, Cy = high }), new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
            { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 });
        var control = new SdtBlock();
        control.Append(new SdtProperties(new SdtAlias { Val = cell.OnlyTag! }, new Tag { Val = cell.OnlyTag! }, new SdtId { Val = ++lastId }, new SdtContentPicture()),
            new SdtContentBlock(new Paragraph(new ParagraphProperties(new Justification { Val = JustificationValues.Center }), new Run(drawing))));
        return control;
    }

    // ---- units

    internal static RunFonts Fonts(PaperFont font)
    {
        var name = font switch { PaperFont.Hei => "黑体", PaperFont.FangSong => "仿宋", PaperFont.Kai => "楷体", PaperFont.Title => "方正小标宋简体", _ => "宋体" };
        return new() { Ascii = name, HighAnsi = name, EastAsia = name, ComplexScript = name };
    }

    static T Edge<T>(uint size) where T : BorderType, new() => new() { Val = BorderValues.Single, Size = size, Space = 0, Color = "000000" };
    static JustificationValues AlignOf(PaperAlign align) => align switch { PaperAlign.Centre => JustificationValues.Center, PaperAlign.End => JustificationValues.Right, PaperAlign.Both => JustificationValues.Both, _ => JustificationValues.Left };
    static int Twips(double millimetres) => (int)Math.Round(millimetres * TwipsPerMillimetre);
    static string Twenty(double points) => $"{Math.Round(points * 20):0}";
}
