using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OrgWork.Kernel;

/// <summary>The numbers of the cell formats in <see cref="SheetParts"/>.</summary>
enum SheetStyle { Default, Title, Subtitle, Heading, Text, GuardedText, Number, Date, Month }

/// <summary>What surrounds the rows in a workbook (ISO/IEC 29500, SpreadsheetML).</summary>
static partial class SheetParts
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n";

    public static readonly (string Part, string Text)[] Fixed =
    [
        ("[Content_Types].xml", Declaration + """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
            """),
        ("_rels/.rels", Declaration + $"""
            <Relationships xmlns="{PackageRelations}"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """),
        ("xl/_rels/workbook.xml.rels", Declaration + $"""
            <Relationships xmlns="{PackageRelations}"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/styles" Target="styles.xml"/></Relationships>
            """),
        // The order of cellXfs is the order of SheetStyle. Format 49 is text: digits stay as they were typed.
        ("xl/styles.xml", Declaration + $"""
            <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\.mm\.dd"/><numFmt numFmtId="165" formatCode="yyyy\.mm"/></numFmts>
            <fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><sz val="18"/><name val="黑体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>
            <fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/></patternFill></fill></fills>
            <borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders>
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
            <cellXfs count="9">
            <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
            <xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>
            <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>
            <xf numFmtId="49" fontId="2" fillId="2" borderId="1" xfId="0" quotePrefix="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>
            <xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>
            <xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>
            <xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyAlignment="1"><alignment vertical="center"/></xf>
            <xf numFmtId="164" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>
            <xf numFmtId="165" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>
            </cellXfs></styleSheet>
            """),
    ];

    public static string WorksheetStart(int headingRow, IReadOnlyList<SheetColumn> columns)
    {
        var cols = string.Concat(columns.Select((column, i) => string.Create(CultureInfo.InvariantCulture, $"""<col min="{i + 1}" max="{i + 1}" width="{column.Width}" customWidth="1"/>""")));
        return Declaration + $"""
            <worksheet xmlns="{Main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="{headingRow}" topLeftCell="A{headingRow + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A{headingRow + 1}" sqref="A{headingRow + 1}"/></sheetView></sheetViews><cols>{cols}</cols><sheetData>
            """;
    }

    public static string WorksheetEnd(int headingRow, int lastRow, string[] letters, string mark)
    {
        using var foot = new StringWriter();
        // An ampersand begins a code there.
        Escape(mark.Replace("&", "&&", StringComparison.Ordinal), foot);
        var titles = letters.Length == 1 ? 0 : headingRow - 1;
        var merged = string.Concat(Enumerable.Range(1, titles).Select(row => $"""<mergeCell ref="A{row}:{letters[^1]}{row}"/>"""));
        return $"""
            </sheetData><autoFilter ref="A{headingRow}:{letters[^1]}{lastRow}"/>{(titles == 0 ? "" : $"""<mergeCells count="{titles}">{merged}</mergeCells>""")}<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>{(mark == "" ? "" : $"&amp;L{foot}")}&amp;{(mark == "" ? "C" : "R")}第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>
            """;
    }

    public static string Workbook(string name, int headingRow, int lastRow, string lastLetter)
    {
        using var quoted = new StringWriter();
        Escape(name, quoted);
        return Declaration + $"""
            <workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="{quoted}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'{quoted}'!$A${headingRow}:${lastLetter}${lastRow}</definedName><definedName name="_xlnm.Print_Titles" localSheetId="0">'{quoted}'!${headingRow}:${headingRow}</definedName></definedNames></workbook>
            """;
    }

    /// <summary>A workbook of one sheet whose heads repeat on every page.</summary>
    public static string WorkbookOf(string name, int headingRow)
    {
        using var quoted = new StringWriter();
        Escape(name, quoted);
        return Declaration + $"""
            <workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="{quoted}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'{quoted}'!$1:${headingRow}</definedName></definedNames></workbook>
            """;
    }

    /// <summary>Text into XML. In a cell <c>_x0041_</c> means a letter by its number, so that spelling is itself escaped.</summary>
    public static void Escape(ReadOnlySpan<char> text, TextWriter xml)
    {
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '&': xml.Write("&amp;"); break;
                case '<': xml.Write("&lt;"); break;
                case '>': xml.Write("&gt;"); break;
                case '"': xml.Write("&quot;"); break;
                case '_' when LetterByNumber().IsMatch(text[i..Math.Min(i + 7, text.Length)]): xml.Write("_x005F_"); break;
                default: xml.Write(text[i]); break;
            }
        }
    }

    [GeneratedRegex("^_x[0-9A-Fa-f]{4}_")]
    private static partial Regex LetterByNumber();
}
