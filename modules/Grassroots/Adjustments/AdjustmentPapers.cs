namespace OrgWork.Grassroots;

/// <summary>请示 and 批复 of an organisation's setting; 提醒函 before a term ends.</summary>
static class AdjustmentPapers
{
    const string Permission = "grassroots.documents.letters", Templates = "grassroots.documents.templates";

    public static readonly Document Request = Paper_("adjustment-request", "组织设置调整请示", "关于{党组织}组织设置调整的请示", "{上级党组织}：",
        ["{事项}", "妥否，请批示。"], [Field.Text("number", "文号", 40), Field.LongText("request", "请示事项", 1000).Required(), Field.Text("sender", "落款", 60).Hinted("不填即本党组织"), Field.Date("on", "日期").Hinted("不填即今天")]);

    public static readonly Document Answer = Paper_("adjustment-answer", "组织设置调整批复", "关于{党组织}组织设置调整的批复", "{党组织}：",
        ["你们的请示{请示文号}收悉。经研究，同意：{批复事项}", "此复。"], [Field.Text("number", "文号", 40).Required(), Field.Text("request_no", "请示文号", 40), Field.Text("organ", "批准机关", 60).Required(), Field.LongText("answer", "批复事项", 1000).Required(), Field.Date("on", "日期").Hinted("不填即今天")]);

    public static readonly Document Reminder = Paper_("term-reminder", "换届提醒函", "换届提醒函", "{党组织}：",
        ["你们本届班子选举于{选举日期}，每届任期{每届年数}年，将于{届满日期}届满。按照《中国共产党支部工作条例（试行）》和《关于党的基层组织任期的意见》的规定，请及早做好换届准备，按期向我们报送换届选举的请示；确需延期或者提前的，应当报批，延长期限不超过一年。"],
        [Field.Text("number", "文号", 40), Field.Text("organ", "发函党组织", 60).Required(), Field.Date("on", "日期").Hinted("不填即今天")]);

    static Document Paper_(string id, string title, string heading, string to, string[] body, IReadOnlyList<Field> options) => new()
    {
        Id = id, Title = title, Permission = Permission, TemplatePermission = Templates, Options = options, RequiredTags = ["党组织"], Fill = FillAsync,
        Layout = _ => new(Paper.Official,
        [
            new PaperLine("{文号}") { Font = PaperFont.FangSong, Size = 16, Align = PaperAlign.Centre, Leading = 28 },
            new PaperLine(heading) { Font = PaperFont.Title, Size = 22, Align = PaperAlign.Centre, Leading = 36, Above = 12 },
            new PaperLine(to) { Font = PaperFont.FangSong, Size = 16, Leading = 29, Above = 16 },
            .. body.Select(words => new PaperLine(words) { Font = PaperFont.FangSong, Size = 16, Leading = 29, Indent = 2, Align = PaperAlign.Both }),
            new PaperLine("{落款}") { Font = PaperFont.FangSong, Size = 16, Leading = 29, Align = PaperAlign.End, IndentEnd = 2, Above = 24 },
            new PaperLine("{日期}") { Font = PaperFont.FangSong, Size = 16, Leading = 29, Align = PaperAlign.End, IndentEnd = 4 },
        ]),
    };

    sealed record One(Guid Id, string Name, string LocalityPath, string? Parent, DateOnly? TermBeganOn, int? TermYears, DateOnly? TermEndsOn);

    static async Task<IReadOnlyList<DocumentCopy>> FillAsync(DocumentRequest request)
    {
        var all = await request.Db.QueryAsync<One>($"select o.id, o.name, o.locality_path, p.name as parent, o.term_began_on, o.term_years, o.term_ends_on from {request.Table} o left join {request.AsItWas("organisation")} p on p.id = o.parent_id where o.id = any(@ids)", new { ids = request.Ids.ToArray() }, request.Stop);
        return [.. request.InOrder(all.ToDictionary(one => one.Id)).Select(one =>
        {
            string Or(string option, string otherwise) => request.TextOf(option) is { Length: > 0 } said ? said : otherwise;
            static string Long(DateOnly? day) => day is { } on ? FormText.LongDate(on) : "　　年　月　日";
            var content = new DocumentContent().Text("党组织", one.Name).Text("上级党组织", one.Parent ?? "上级党组织").Text("文号", request.TextOf("number")).Text("事项", request.TextOf("request"))
                .Text("请示文号", Or("request_no", "") is { Length: > 0 } number ? $"（{number}）" : "").Text("批复事项", request.TextOf("answer")).Text("落款", Or("organ", Or("sender", one.Name))).Text("日期", FormText.LongDate(request.DayOf("on")))
                .Text("选举日期", Long(one.TermBeganOn)).Text("届满日期", Long(one.TermEndsOn)).Text("每届年数", one.TermYears?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "　");
            return new DocumentCopy(one.Id, one.Name, "", one.LocalityPath, content);
        })];
    }
}
