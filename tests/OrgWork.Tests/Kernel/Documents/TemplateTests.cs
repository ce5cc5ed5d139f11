using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

/// <summary>Layout → Word template → filled document, and what is refused when the office brings its own.</summary>
public class TemplateTests
{
    static readonly Layout Form = new(Paper.Form,
        new PaperLine("登记表") { Align = PaperAlign.Centre },
        new PaperLine("兹有{姓名}同志，{说明}。") { Indent = 2 },
        new PaperGrid([20, 60, 40],
            new PaperRow(12, new PaperCell("姓名"), new PaperCell("{姓名}"), new PaperCell("{照片}") { Down = 2, IsPicture = true }),
            new PaperEither("新版", [new(12, new PaperCell("到龄"), new PaperCell("{到龄}"))], [new(12, new PaperCell("健康"), new PaperCell("{健康}"))]),
            new PaperRow(50, new PaperCell("简历"), new PaperCell("{简历}") { Across = 2, Hanging = 9, Size = 12, Align = PaperAlign.Start }),
            new PaperRow(10, new PaperCell("{称谓}"), new PaperCell("{亲属}") { Across = 2 }) { Each = "亲属表" }),
        new NewPage { When = "有简历续" },
        new PaperGrid([120], new PaperRow(200, new PaperCell("{简历续}") { Hanging = 9, Size = 10.5 })) { When = "有简历续" });

    static DocumentContent Content => new DocumentContent().Text("姓名", "陶　静").Text("说明", "").Picture("照片", null).Either("新版", true).Text("到龄", "2041.03").Text("健康", "健康")
        .Text("简历", "2003.07--2008.10  某县某局科员", rest: "简历续").Rows("亲属表", [new DocumentContent().Text("称谓", "妻子").Text("亲属", "沈知夏")], 3);

    static byte[] Fill(DocumentContent content, byte[]? template = null) => DocumentFiles.Fill(template ?? DocumentFiles.Template(Form), "登记表", content, "周文博 2026.11.21");

    static T Open<T>(byte[] file, Func<WordprocessingDocument, T> look)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(file), false);
        return look(document);
    }

    static string TextOf(byte[] file, string tag) => Open(file, document =>
    {
        var control = document.MainDocumentPart!.Document.Descendants<SdtElement>().First(control => control.SdtProperties!.GetFirstChild<Tag>()!.Val == tag);
        return control is SdtRun ? control.InnerText : string.Join('\n', control.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText));
    });

    [Fact]
    public void Template_and_document_are_what_Word_opens_without_a_word()
    {
        foreach (var file in (byte[][])[DocumentFiles.Template(Form), Fill(Content)])
            Assert.Empty(Open(file, document => new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2016).Validate(document).Select(fault => $"{fault.Path?.XPath}: {fault.Description}").ToList()));
    }

    [Fact]
    public void Every_tag_of_the_layout_is_a_control_of_the_template()
    {
        var tags = Open(DocumentFiles.Template(Form), document => document.MainDocumentPart!.Document.Descendants<Tag>().Select(tag => tag.Val!.Value!).ToHashSet());
        Assert.Equal(Form.Tags.Order(StringComparer.Ordinal), tags.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Values_stand_in_their_controls_and_lists_take_the_room_they_have()
    {
        var file = Fill(Content);
        Assert.Equal("陶　静", TextOf(file, "姓名"));
        Assert.Equal("2003.07--2008.10  某县某局科员", TextOf(file, "简历"));
        // 姓名, 到龄, 简历 and three rows of which two are empty; the other edition's row is gone.
        Assert.Equal(6, Open(file, document => document.MainDocumentPart!.Document.Descendants<TableRow>().Count()));
        Assert.DoesNotContain("健康", Open(file, document => document.MainDocumentPart!.Document.InnerText), StringComparison.Ordinal);
    }

    [Fact]
    public void More_rows_than_the_form_has_share_the_same_height()
    {
        var file = Fill(Content.Rows("亲属表", Enumerable.Range(1, 6).Select(number => new DocumentContent().Text("称谓", "亲属").Text("亲属", $"甲{number}")), 3));
        var heights = Open(file, document => document.MainDocumentPart!.Document.Descendants<TableRow>().TakeLast(6).Select(row => row.Descendants<TableRowHeight>().First().Val!.Value).ToList());
        Assert.Equal(6, heights.Count);
        Assert.InRange(heights.Sum(height => (int)height), 3 * 567 - 12, 3 * 567);
    }

    [Fact]
    public void A_long_text_is_set_smaller_and_then_goes_on_elsewhere()
    {
        static double SizeOf(byte[] file) => Open(file, document => document.MainDocumentPart!.Document.Descendants<SdtElement>().First(control => control.SdtProperties!.GetFirstChild<Tag>()!.Val == "简历").Descendants<FontSize>().Select(size => double.Parse(size.Val!.Value!) / 2).First());
        string Resume(int lines) => string.Join('\n', Enumerable.Range(0, lines).Select(i => FormText.ResumeLine(new(1980 + i % 40, 1, 1), new(1981 + i % 40, 1, 1), "示范省云山市清水县发展和改革局党组书记、局长")));
        var sizes = ((int[])[2, 12, 16, 20]).Select(lines => SizeOf(Fill(Content.Text("简历", Resume(lines), rest: "简历续")))).ToList();
        Assert.Equal(12, sizes[0]);
        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.True(sizes[^1] is < 9 and >= 5.5, $"{sizes[^1]}");

        var file = Fill(Content.Text("简历", Resume(60), rest: "简历续"));
        Assert.Equal(5.5, SizeOf(file));
        var all = TextOf(file, "简历") + "\n" + TextOf(file, "简历续");
        Assert.Equal(Resume(60), all);
        Assert.DoesNotContain("简历续", Open(Fill(Content), document => document.MainDocumentPart!.Document.Descendants<Tag>().Select(tag => tag.Val!.Value!).ToList()));
    }

    [Fact]
    public void The_mark_stands_at_the_foot_of_a_template_that_has_lost_its_own()
    {
        var stream = new MemoryStream();
        stream.Write(DocumentFiles.Template(Form));
        using (var document = WordprocessingDocument.Open(stream, true))
        {
            document.MainDocumentPart!.DeleteParts(document.MainDocumentPart.FooterParts.ToList());
            foreach (var reference in document.MainDocumentPart.Document.Descendants<FooterReference>().ToList()) reference.Remove();
        }
        Assert.Equal("周文博 2026.11.21", Open(Fill(Content, stream.ToArray()), document => document.MainDocumentPart!.FooterParts.Single().Footer.InnerText));
    }

    [Fact]
    public void A_picture_takes_the_room_of_the_cell_in_its_own_proportions()
    {
        var photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8//8/AwAI/AL+hc2rNAAAAABJRU5ErkJggg==");
        var file = Fill(Content.Picture("照片", photo));
        var extent = Open(file, document => document.MainDocumentPart!.Document.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.Extent>().Select(extent => (extent.Cx!.Value, extent.Cy!.Value)).Single());
        Assert.Equal(extent.Item1, extent.Item2);
        Assert.Empty(Open(Fill(Content), document => document.MainDocumentPart!.Document.Descendants<Drawing>().ToList()));
    }

    // ---- what is brought

    static TemplateFindings Check(byte[] file) => TemplateCheck.Check(file, Form.Tags, ["姓名", "简历"]);

    static byte[] Changed(Action<WordprocessingDocument> change)
    {
        var stream = new MemoryStream();
        stream.Write(DocumentFiles.Template(Form));
        using (var document = WordprocessingDocument.Open(stream, true)) change(document);
        return stream.ToArray();
    }

    [Fact]
    public void The_shipped_template_comes_back_without_findings()
    {
        var found = Check(DocumentFiles.Template(Form));
        Assert.Empty(found.Refusals.Concat(found.Unknown).Concat(found.Missing));
    }

    [Fact]
    public void Unknown_and_missing_controls_are_named_and_a_required_one_is_not_to_be_missed()
    {
        var renamed = Changed(document => document.MainDocumentPart!.Document.Descendants<Tag>().First(tag => tag.Val == "到龄").Val = "到龄时间啊");
        Assert.Equal(["到龄时间啊"], Check(renamed).Unknown);
        Assert.Equal(["到龄"], Check(renamed).Missing);
        var without = Changed(document => document.MainDocumentPart!.Document.Descendants<SdtElement>().Where(control => control.SdtProperties!.GetFirstChild<Tag>()!.Val == "简历").ToList().ForEach(control => control.Remove()));
        Assert.Contains("简历", Assert.Single(Check(without).Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_runs_reaches_out_or_hides_is_taken()
    {
        Assert.Contains("链接", Assert.Single(Check(Changed(document => document.MainDocumentPart!.AddHyperlinkRelationship(new Uri("http://example.invalid/"), true))).Refusals), StringComparison.Ordinal);
        Assert.Contains("链接", Assert.Single(Check(Changed(document => document.MainDocumentPart!.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate", new Uri("file:///x.dotm")))).Refusals), StringComparison.Ordinal);
        Assert.Contains("域", Assert.Single(Check(Changed(document => document.MainDocumentPart!.Document.Body!.Append(new Paragraph(new Run(new FieldCode(" DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe ")))))).Refusals), StringComparison.Ordinal);
        Assert.Contains("宏", Check(Changed(document => document.MainDocumentPart!.AddNewPart<VbaProjectPart>().FeedData(new MemoryStream([1, 2, 3])))).Refusals[0], StringComparison.Ordinal);
        Assert.Contains("嵌有", Check(Changed(document => document.MainDocumentPart!.AddEmbeddedObjectPart("application/vnd.openxmlformats-officedocument.oleObject").FeedData(new MemoryStream([1])))).Refusals[0], StringComparison.Ordinal);
        Assert.Contains("启用宏", Check(Changed(document => document.ChangeDocumentType(DocumentFormat.OpenXml.WordprocessingDocumentType.MacroEnabledDocument))).Refusals[0], StringComparison.Ordinal);
        Assert.False(Check([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).IsUsable);
        Assert.False(Check("PK\x03\x04 and nothing"u8.ToArray()).IsUsable);
        Assert.False(Check(new byte[6 * 1024 * 1024]).IsUsable);
    }

    [Fact]
    public void A_template_that_unpacks_to_a_mountain_is_refused_before_it_is_opened()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("word/document.xml", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 80; i++) entry.Write(zeros);
        }
        Assert.Contains("过大", Assert.Single(Check(stream.ToArray()).Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_named_unit_name_form_each_once()
    {
        DocumentCopy Copy(string unit, string name) => new(null, name, unit, null, new());
        Assert.Equal(["县委办-陶静-任免审批表.docx", "县委办-陶静（2）-任免审批表.docx", "李·雷-任免审批表.docx"], DocumentFiles.Names("任免审批表", [Copy("县委办", "陶静"), Copy("县委办", "陶静"), Copy("", "李·雷/")]));
    }
}
