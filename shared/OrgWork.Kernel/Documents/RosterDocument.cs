using System.Globalization;

namespace OrgWork.Kernel;

/// <summary>花名册: the list as it stands on the screen, its columns and its order, on paper and in Word.</summary>
static class RosterDocument
{
    public static Document Of(RegisterPlace place) => new()
    {
        Id = "roster", Title = "花名册", Permission = place.Register.ReadPermission, IsForAll = true,
        Options =
        [
            Field.Text("title", "标题", 60).Hinted($"不填即“{place.Register.Title.TrimEnd('册')}册”"),
            Field.Text("maker", "制表人", 20), Field.Date("reckoning", "数据截至").Hinted("不填即今天，年龄也算到这天"),
        ],
        Layout = Layout,
        Fill = FillAsync,
    };

    static Layout Layout(DocumentRequest request)
    {
        var paper = Paper.Roster;
        const double number = 10;
        var weights = request.Columns.Select(WidthOf).ToArray();
        var share = (paper.TextWidth - number) / weights.Sum();
        var widths = weights.Select(weight => Math.Round(weight * share, 1)).Prepend(number).ToArray();
        return new(paper,
            new PaperLine("{标题}") { Font = PaperFont.Title, Size = 18, Align = PaperAlign.Centre, Leading = 30 },
            new PaperLine("{说明}") { Size = 10.5, Align = PaperAlign.End, Leading = 18 },
            new PaperGrid(widths,
                new PaperRow(9, [new("序号"), .. request.Columns.Select(column => new PaperCell(column.Label))]) { IsHead = true, Grows = true },
                new PaperRow(7.5, [new("{序号}"), .. request.Columns.Select(column => new PaperCell($"{{{column.Label}}}") { Align = column.IsWide ? PaperAlign.Start : PaperAlign.Centre })]) { Each = "名单", Grows = true }) { Size = request.Columns.Count > 14 ? 7.5 : request.Columns.Count > 9 ? 9 : 10.5 });
    }

    static double WidthOf(Field field) => field.IsWide ? 44 : field.Kind switch
    {
        FieldKind.Name => 20,
        FieldKind.Flag or FieldKind.Number => 12,
        FieldKind.Code => Math.Clamp(field.Label.Length * 4.5, 12, 22),
        FieldKind.Date => field.ShowsAge ? 34 : 20,
        FieldKind.Month => field.ShowsAge ? 26 : 16,
        FieldKind.Unit or FieldKind.Row => 34,
        FieldKind.LongText => 40,
        _ => 24,
    };

    static async Task<IReadOnlyList<DocumentCopy>> FillAsync(DocumentRequest request)
    {
        var reckoning = request.DayOf("reckoning");
        var rows = new List<DocumentContent>();
        foreach (var row in await request.RowsAsync(request.Columns))
        {
            var content = new DocumentContent().Text("序号", (rows.Count + 1).ToString(CultureInfo.InvariantCulture));
            for (var i = 0; i < request.Columns.Count; i++)
            {
                var text = FieldText.Show(request.Columns[i], row.Values[i], Month.Of(reckoning));
                content.Text(request.Columns[i].Label, request.Columns[i].Kind == FieldKind.Name ? FieldText.Padded(text) : text);
            }
            rows.Add(content);
        }
        var title = request.TextOf("title") is { Length: > 0 } own ? own : request.Locality.Name + request.Place.Register.Title;
        var maker = request.TextOf("maker");
        return
        [
            new(null, "", title, null, new DocumentContent()
                .Text("标题", title)
                .Text("说明", $"共 {rows.Count} {request.Place.Register.Counter}　数据截至 {Dates.Format(reckoning)}{(maker == "" ? "" : $"　制表人 {maker}")}")
                .Rows("名单", rows)),
        ];
    }
}
