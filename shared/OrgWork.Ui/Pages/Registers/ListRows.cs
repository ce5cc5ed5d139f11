using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace OrgWork.Ui;

/// <summary>
/// The rows of a list: the one place where a page draws hundreds of cells. They are written when the page is sent, straight into the
/// response, instead of through the buffers that a page's own markup goes through. What the script can add where it is needed (labels on
/// a phone, the whole text of a clipped cell) is not repeated in every row.
/// </summary>
sealed class ListRows(ListModel list) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        // In a list the month is enough, and its age; the day stands on the record.
        IReadOnlyList<Field> columns = [.. list.Columns.Select(column => column.ShowsAge ? column with { Kind = FieldKind.Month } : column)];
        var heads = new string[columns.Count];
        for (var i = 0; i < heads.Length; i++) heads[i] = CellStart(columns[i]);
        var reckoning = list.Reckoning;
        var query = list.AsOfQuery;
        var address = list.ListUrl;
        Span<char> id = stackalloc char[36];
        foreach (var row in list.Shown.Rows)
        {
            row.Id.TryFormat(id, out _);
            var title = FieldText.Show(columns[0], row.Values[0], reckoning);
            writer.Write("<tr><td class=\"tick\"><input class=\"check\" type=\"checkbox\" form=\"batch\" name=\"id\" value=\"");
            writer.Write(id);
            writer.Write("\" aria-label=\"选择");
            encoder.Encode(writer, title);
            writer.Write("\"></td><td class=\"name\"><a href=\"");
            writer.Write(address);
            writer.Write('/');
            writer.Write(id);
            writer.Write(query);
            writer.Write("\">");
            encoder.Encode(writer, list.Register.IsPerson ? FieldText.Padded(title) : title);
            writer.Write("</a></td>");
            for (var i = 1; i < heads.Length; i++)
            {
                var text = FieldText.Show(columns[i], row.Values[i], reckoning);
                writer.Write(heads[i]);
                encoder.Encode(writer, text);
                writer.Write("</td>");
            }
            writer.Write("<td class=\"w nw hide\">");
            encoder.Encode(writer, list.Here.PlaceAt(row.LocalityPath)?.ShortName ?? "");
            writer.Write("</td></tr>\n");
        }
    }

    public static string HeadClass(Field column) => (column.Kind == FieldKind.Number ? "num" : "") + (column.OnlyOnWideScreens ? " w" : "");

    static string CellStart(Field column)
    {
        var css = column.IsWide ? "full clip" : column.Kind == FieldKind.Number ? "num" : "nw";
        return $"<td class=\"{css}{(column.OnlyOnWideScreens ? " w hide" : "")}\">";
    }
}
