namespace OrgWork.Kernel;

/// <summary>One record on paper: its fields under their headings, and the lists that hang on it.</summary>
static class RecordDocument
{
    static readonly double[] Columns = [27, 54, 27, 54];

    public static Document Of(RegisterPlace place) => new()
    {
        Id = "record", Title = place.Register.IsPerson ? $"{place.Register.Noun}基本情况表" : $"{place.Register.Noun}登记表", Permission = place.Register.ReadPermission,
        Options = [Field.Date("reckoning", "数据截至").Hinted("不填即今天，年龄也算到这天")],
        Layout = request => Layout(request.Place),
        Fill = FillAsync,
    };

    static Layout Layout(RegisterPlace place)
    {
        var parts = new List<LayoutPart>
        {
            new PaperLine("{标题}") { Font = PaperFont.Title, Size = 18, Align = PaperAlign.Centre, Leading = 32 },
            new PaperLine("{说明}") { Size = 10.5, Align = PaperAlign.End, Leading = 18 },
        };
        foreach (var group in place.Register.Fields.GroupBy(field => field.Group))
        {
            parts.Add(new PaperLine(group.Key) { Font = PaperFont.Hei, Size = 12, Leading = 22, Above = 4 });
            parts.Add(new PaperGrid(Columns, [.. RowsOf(group)]) { Size = 10.5 });
        }
        foreach (var child in place.Register.OnPaper)
        {
            parts.Add(new PaperLine($"{child.Title}") { Font = PaperFont.Hei, Size = 12, Leading = 22, Above = 4, When = child.Title });
            var shown = child.Fields.Where(field => field.IsListed).ToList();
            if (shown.Count == 0) shown = [.. child.Fields.Take(6)];
            var weights = shown.Select(field => field.Kind is FieldKind.Text or FieldKind.LongText ? 30d : field.Kind == FieldKind.Flag ? 12 : 18).ToList();
            parts.Add(new PaperGrid([.. weights.Select(weight => Math.Round(weight * Columns.Sum() / weights.Sum(), 1))],
                new PaperRow(7, [.. shown.Select(field => new PaperCell(field.Label))]) { IsHead = true, Grows = true },
                new PaperRow(7, [.. shown.Select(field => new PaperCell($"{{{field.Label}}}"))]) { Each = child.Title + "表", Grows = true }) { Size = 9, When = child.Title });
        }
        return new(Paper.Record, [.. parts]);
    }

    /// <summary>Two fields beside each other; a long one alone.</summary>
    static IEnumerable<PaperRow> RowsOf(IEnumerable<Field> fields)
    {
        Field? waiting = null;
        foreach (var field in fields)
        {
            if (field.IsWide || field.Kind == FieldKind.LongText || field.MaxLength > 100)
            {
                if (waiting is not null) yield return new(7.5, Label(waiting), Value(waiting, 3)) { Grows = true };
                waiting = null;
                yield return new(7.5, Label(field), Value(field, 3)) { Grows = true };
            }
            else if (waiting is null) waiting = field;
            else
            {
                yield return new(7.5, Label(waiting), Value(waiting, 1), Label(field), Value(field, 1)) { Grows = true };
                waiting = null;
            }
        }
        if (waiting is not null) yield return new(7.5, Label(waiting), Value(waiting, 3)) { Grows = true };
    }

    static PaperCell Label(Field field) => new(field.Label);
    static PaperCell Value(Field field, int across) => new($"{{{field.Label}}}") { Across = across, Align = PaperAlign.Start };

    static async Task<IReadOnlyList<DocumentCopy>> FillAsync(DocumentRequest request)
    {
        var (register, day) = (request.Place.Register, request.DayOf("reckoning"));
        var reckoning = Month.Of(day);
        var copies = new List<DocumentCopy>();
        foreach (var row in await request.RowsAsync(register.Fields))
        {
            var title = FieldText.Show(register.TitleField, row.Values[register.Fields.ToList().IndexOf(register.TitleField)], reckoning);
            var content = new DocumentContent()
                .Text("标题", register.IsPerson ? $"{register.Noun}基本情况表" : $"{register.Noun}登记表")
                .Text("说明", $"数据截至 {Dates.Format(day)}");
            for (var i = 0; i < register.Fields.Count; i++) content.Text(register.Fields[i].Label, FieldText.Show(register.Fields[i], row.Values[i], reckoning));
            foreach (var (place, rows) in await request.ChildrenAsync(row.Id))
            {
                var child = place.Register;
                content.Flag(child.Title, rows.Count > 0);
                content.Rows(child.Title + "表", rows.Select(values => child.Fields.Select((field, i) => (field, Text: FieldText.Show(field, values.Values[i], reckoning))).Aggregate(new DocumentContent(), (made, cell) => made.Text(cell.field.Label, cell.Text))));
            }
            var unit = register.Fields.Select((field, i) => (field, i)).FirstOrDefault(pair => pair.field.Kind == FieldKind.Unit) is { field: not null } found ? row.Values[found.i] as string : null;
            copies.Add(new(row.Id, title, unit ?? "", row.LocalityPath, content));
        }
        return copies;
    }
}
