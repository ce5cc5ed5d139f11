using System.Text.Encodings.Web;

namespace OrgWork.Ui;

/// <summary>The rows of a list, written straight into the page: the one place where a page draws hundreds of cells.</summary>
static class ListCells
{
    public static string Head(Field column) => (column.Kind == FieldKind.Number ? "num" : "") + (column.OnlyOnWideScreens ? " w" : "");

    public static void Write(TextWriter page, HtmlEncoder encoder, ListModel list)
    {
        var heads = new string[list.Columns.Count];
        for (var i = 0; i < heads.Length; i++) heads[i] = CellStart(list.Columns[i]);
        foreach (var row in list.Shown.Rows)
        {
            var id = row.Id.ToString();
            var title = FieldText.Show(list.Columns[0], row.Values[0], ListModel.Reckoning);
            page.Write("<tr><td class=\"tick\"><input class=\"check\" type=\"checkbox\" form=\"batch\" name=\"id\" value=\"");
            page.Write(id);
            page.Write("\" aria-label=\"选择");
            encoder.Encode(page, title);
            page.Write("\"></td><td class=\"name\"><a href=\"");
            page.Write(list.RecordUrl(row.Id));
            page.Write("\">");
            encoder.Encode(page, list.Register.IsPerson ? FieldText.Padded(title) : title);
            page.Write("</a></td>");
            for (var i = 1; i < heads.Length; i++)
            {
                var text = FieldText.Show(list.Columns[i], row.Values[i], ListModel.Reckoning);
                page.Write(heads[i]);
                if (list.Columns[i].IsWide)
                {
                    page.Write(" title=\"");
                    encoder.Encode(page, text);
                    page.Write('"');
                }
                page.Write('>');
                encoder.Encode(page, text);
                page.Write("</td>");
            }
            page.Write("<td class=\"w nw hide\">");
            encoder.Encode(page, list.Here.Localities.AtPath(row.LocalityPath)?.ShortName ?? "");
            page.Write("</td></tr>\n");
        }
    }

    static string CellStart(Field column)
    {
        var css = column.IsWide ? "full clip" : column.Kind == FieldKind.Number ? "num" : "nw";
        return $"<td class=\"{css}{(column.OnlyOnWideScreens ? " w hide" : "")}\"{(column.IsWide ? "" : $" data-l=\"{column.Label}\"")}";
    }
}
