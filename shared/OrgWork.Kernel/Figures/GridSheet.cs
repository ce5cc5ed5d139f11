using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace OrgWork.Kernel;

/// <summary>A table as a workbook in the layout of the official one: title, unit and day, heads over several columns, numbered rows and columns.</summary>
public static class GridSheet
{
    /// <param name="maker">制表人</param>
    /// <param name="who">who takes it out, for the line that travels with it</param>
    public static byte[] Write(Grid grid, Here here, string maker, string who) => Write(grid, $"{grid.Report.Number}　{grid.Report.Title}",
        $"填报单位：{here.PlaceName}　　统计截止日期：{Dates.Format(here.Day)}　　计量单位：{grid.Report.Unit}",
        $"说明：{grid.Report.Note}　　制表人：{maker}　　制表日期：{Dates.Format(Clock.Today)}　　导出人 {who}");

    public static byte[] Write(Grid grid, string title, string subtitle, string foot)
    {
        var columns = grid.Report.Columns;
        var (width, merges, xml) = (columns.Count + 2, new List<string>(), new StringWriter(CultureInfo.InvariantCulture));
        var row = 0;

        void Start() => xml.Write($"<row r=\"{++row}\">");
        void End() => xml.Write("</row>");
        void Text(int column, string text, SheetStyle style)
        {
            xml.Write($"<c r=\"{Cell(column, row)}\" s=\"{(int)style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            SheetParts.Escape(text, xml);
            xml.Write("</t></is></c>");
        }
        void Number(int column, decimal number) => xml.Write($"<c r=\"{Cell(column, row)}\" s=\"{(int)SheetStyle.Number}\"><v>{number.ToString(CultureInfo.InvariantCulture)}</v></c>");
        void Merge(int fromColumn, int fromRow, int toColumn, int toRow)
        {
            if ((fromColumn, fromRow) != (toColumn, toRow)) merges.Add($"{Cell(fromColumn, fromRow)}:{Cell(toColumn, toRow)}");
        }

        foreach (var (text, style) in (IEnumerable<(string, SheetStyle)>)[(title, SheetStyle.Title), (subtitle, SheetStyle.Subtitle)])
        {
            Start();
            Text(0, text, style);
            End();
            Merge(0, row, width - 1, row);
        }
        var hasGroups = columns.Any(column => column.Group is not null);
        var headRow = row + 1;
        Start();
        Text(0, grid.Report.RowHead, SheetStyle.Heading);
        Text(1, "行次", SheetStyle.Heading);
        for (var i = 0; i < columns.Count; i++)
        {
            var isFirst = i == 0 || columns[i].Group is null || columns[i].Group != columns[i - 1].Group;
            Text(i + 2, isFirst ? columns[i].Group ?? columns[i].Label : "", SheetStyle.Heading);
            if (!isFirst || columns[i].Group is null) continue;
            var last = i;
            while (last + 1 < columns.Count && columns[last + 1].Group == columns[i].Group) last++;
            Merge(i + 2, row, last + 2, row);
        }
        End();
        if (hasGroups)
        {
            Start();
            Text(0, "", SheetStyle.Heading);
            Text(1, "", SheetStyle.Heading);
            for (var i = 0; i < columns.Count; i++)
            {
                Text(i + 2, columns[i].Group is null ? "" : columns[i].Label, SheetStyle.Heading);
                if (columns[i].Group is null) Merge(i + 2, headRow, i + 2, row);
            }
            End();
            Merge(0, headRow, 0, row);
            Merge(1, headRow, 1, row);
        }
        Start();
        Text(0, "甲", SheetStyle.Heading);
        Text(1, "乙", SheetStyle.Heading);
        for (var i = 0; i < columns.Count; i++) Text(i + 2, (i + 1).ToString(CultureInfo.InvariantCulture), SheetStyle.Heading);
        End();
        var frozen = row;
        for (var r = 0; r < grid.Rows.Count; r++)
        {
            Start();
            Text(0, new string('　', grid.Rows[r].Indent) + grid.Rows[r].Label, SheetStyle.Text);
            Number(1, r + 1);
            for (var c = 0; c < columns.Count; c++)
                if (grid.Value(r, c) is { } value) Number(c + 2, value);
                else Text(c + 2, "—", SheetStyle.Text);
            End();
        }
        Start();
        Text(0, foot, SheetStyle.Subtitle);
        End();
        Merge(0, row, width - 1, row);

        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (part, text) in SheetParts.Fixed) Put(zip, part, text);
            Put(zip, "xl/worksheets/sheet1.xml", SheetParts.WorksheetStart(frozen, [new(grid.Report.RowHead, 26), new("行次", 6), .. columns.Select(column => new SheetColumn(column.Label, Math.Max(8, column.Label.Length * 2 + 2)))])
                + xml + $"</sheetData><mergeCells count=\"{merges.Count}\">{string.Concat(merges.Select(merge => $"<mergeCell ref=\"{merge}\"/>"))}</mergeCells><printOptions horizontalCentered=\"1\"/><pageMargins left=\"0.4\" right=\"0.4\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>");
            Put(zip, "xl/workbook.xml", SheetParts.WorkbookOf(grid.Report.Number, frozen));
        }
        return file.ToArray();
    }

    static void Put(ZipArchive zip, string part, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(part, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        writer.Write(text);
    }

    static string Cell(int column, int row)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters = (char)('A' + (rest - 1) % 26) + letters;
        return letters + row.ToString(CultureInfo.InvariantCulture);
    }
}
