namespace OrgWork.Kernel;

/// <summary>A paper of a described programme: lines with the record's fields in them, and the office's name below.</summary>
static class DescribedDocument
{
    public static Document Of(DescribedPaper paper, DescribedRegister register, string permission)
    {
        var used = register.Open.Where(field => paper.Lines.Any(line => line.Contains($"{{{field.Label}}}", StringComparison.Ordinal))).Select(DescribedModule.FieldOf).ToList();
        var name = DescribedModule.FieldOf(register.Name!);
        return new()
        {
            Id = paper.Key, Title = paper.Title, Permission = permission,
            Options = [Field.Date("given_on", "落款日期").Hinted("不填即今天")],
            Layout = _ => new(Paper.Official,
            [
                new PaperLine(paper.Title) { Font = PaperFont.Title, Size = 22, Align = PaperAlign.Centre, Leading = 36 },
                .. paper.Lines.Select((line, n) => new PaperLine(line) { Font = PaperFont.FangSong, Size = 16, Leading = 28, Above = n == 0 ? 18 : 0, Indent = line.EndsWith('：') ? 0 : 2, Align = PaperAlign.Both }),
                new PaperLine(paper.Signed is { Length: > 0 } signed ? signed : "{区划}") { Font = PaperFont.FangSong, Size = 16, Leading = 28, Above = 28, Align = PaperAlign.End, IndentEnd = 2 },
                new PaperLine("{落款日期}") { Font = PaperFont.FangSong, Size = 16, Leading = 28, Align = PaperAlign.End, IndentEnd = 2 },
            ]),
            Fill = async request =>
            {
                var day = request.DayOf("given_on");
                return [.. (await request.RowsAsync([name, .. used])).Select(row =>
                {
                    var content = new DocumentContent().Text("落款日期", $"{day.Year}年{day.Month}月{day.Day}日").Text("今天", $"{request.Today.Year}年{request.Today.Month}月{request.Today.Day}日").Text("区划", request.Locality.Name);
                    for (var i = 0; i < used.Count; i++) content.Text(used[i].Label, FieldText.Show(used[i], row.Values[i + 1], Month.Of(day)));
                    return new DocumentCopy(row.Id, FieldText.Show(name, row.Values[0], Month.Of(day)), "", row.LocalityPath, content);
                })];
            },
        };
    }
}
