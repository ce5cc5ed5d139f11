using System.IO.Compression;
using System.Text;

namespace OrgWork.Kernel;

/// <summary>
/// An empty sheet of a register to be filled in: headings, drop-downs from the code tables (a list of theirs stands on a hidden sheet), every column as text, so that
/// an identity number stays as it was typed and 1988.10 does not become 1988.1.
/// </summary>
public static class SheetTemplate
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n";
    const int Rows = 5000;

    public static void Write(Stream target, Register register)
    {
        var columns = register.TypedFields.Select(field => (Heading: (field.IsRequired ? "*" : "") + field.Label, Options: OptionsOf(field), Width: field.IsWide ? 36 : field.Kind == FieldKind.Identity ? 22 : 15)).Append((Heading: Headings.PlaceLabel, Options: null, Width: 18)).ToList();
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        Put(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>""");
        Put(zip, "_rels/.rels", $"""<Relationships xmlns="{PackageRelations}"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Put(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{PackageRelations}"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
        Put(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="{Escaped(register.Title.Length > 31 ? register.Title[..31] : register.Title)}" sheetId="1" r:id="rId1"/><sheet name="代码" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>""");
        Put(zip, "xl/styles.xml", $"""<styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="2" applyAlignment="1"><alignment horizontal="center" wrapText="1"/></xf></cellXfs></styleSheet>""");
        var sheet = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (var i = 0; i < columns.Count; i++) sheet.Append($"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{columns[i].Width}\" style=\"1\" customWidth=\"1\"/>");
        sheet.Append("</cols><sheetData><row r=\"1\">");
        for (var i = 0; i < columns.Count; i++) sheet.Append($"<c r=\"{Letters(i)}1\" s=\"2\" t=\"inlineStr\"><is><t>{Escaped(columns[i].Heading)}</t></is></c>");
        sheet.Append("</row></sheetData>");
        var lists = columns.Select((column, i) => (column.Options, At: i)).Where(column => column.Options is not null).ToList();
        if (lists.Count > 0)
        {
            sheet.Append($"<dataValidations count=\"{lists.Count}\">");
            for (var i = 0; i < lists.Count; i++)
                sheet.Append($"<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" errorStyle=\"warning\" errorTitle=\"不在代码表里\" error=\"请从下拉列表里选\" sqref=\"{Letters(lists[i].At)}2:{Letters(lists[i].At)}{Rows}\"><formula1>代码!${Letters(i)}$1:${Letters(i)}${lists[i].Options!.Count}</formula1></dataValidation>");
            sheet.Append("</dataValidations>");
        }
        Put(zip, "xl/worksheets/sheet1.xml", sheet.Append("</worksheet>").ToString());
        var codes = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        for (var row = 0; row < lists.Select(list => list.Options!.Count).DefaultIfEmpty(0).Max(); row++)
        {
            codes.Append($"<row r=\"{row + 1}\">");
            for (var i = 0; i < lists.Count; i++)
                if (row < lists[i].Options!.Count) codes.Append($"<c r=\"{Letters(i)}{row + 1}\" t=\"inlineStr\"><is><t>{Escaped(lists[i].Options![row])}</t></is></c>");
            codes.Append("</row>");
        }
        Put(zip, "xl/worksheets/sheet2.xml", codes.Append("</sheetData></worksheet>").ToString());
    }

    static List<string>? OptionsOf(Field field) => field.Kind switch
    {
        FieldKind.Code => [.. field.Codes!.Codes.Where(code => !code.IsClosed).Select(code => code.Name)],
        FieldKind.Flag => ["是", "否"],
        _ => null,
    };

    static string Escaped(string text)
    {
        using var writer = new StringWriter();
        SheetParts.Escape(text, writer);
        return writer.ToString();
    }

    static void Put(ZipArchive zip, string part, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(part, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        writer.Write(Declaration + xml);
    }

    static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + (char)('A' + column % 26);
}
