namespace OrgWork.Grassroots;

/// <summary>组织关系转入: who comes from outside the platform with a letter; the letter is checked, the archive looked through, the branch takes the member, the receipt goes back.</summary>
public static class Arrivals
{
    public static readonly CodeSet FlowKind = new("arrival_kind", "转入类型", "ZB60", [.. StandardCodes.MemberFlow.Codes.Where(code => code.Value.StartsWith('1') && code.Value is not ("100" or "173"))]);

    public static readonly Register Register = new()
    {
        Id = "arrivals", Title = "转入登记", Noun = "转入党员", Counter = "人", Table = "arrival", IsPerson = true,
        ReadPermission = "grassroots.transfers.read", WritePermission = "grassroots.transfers.act",
        Fields =
        [
            Field.Name(),
            Field.Code("sex", "性别", StandardCodes.Sex).Required().Listed().Filter(),
            Field.Date("birth_on", "出生日期").Required().Listed().WithAge().Past(),
            Field.Code("nation", "民族", StandardCodes.Nation).Required().DefaultsTo("01"),
            (Field.Row("organisation_id", "拟编入党支部", "organisations") with { IsRequired = true, IsWide = true, IsListed = true }).Filter(),
            Field.Code("kind", "人员类别", StandardCodes.MemberKind).Required().Listed().Filter().DefaultsTo("1"),
            Field.Date("joined_on", "入党时间").Required().Listed().Past(),
            Field.Date("became_full_on", "转正时间").Past(),
            Field.Code("education", "学历", StandardCodes.Education),
            Field.Code("flow_kind", "转入类型", FlowKind).Required().Listed().FirstFilter().In(Letter),
            Field.Text("from_organisation", "原所在党组织", 100).Required().Listed().In(Letter),
            Field.Text("letter_no", "介绍信编号", 40).Required().Listed().In(Letter),
            Field.Date("issued_on", "介绍信开具日期").Required().Listed().Filter().Sortable().Past().In(Letter),
            Field.Number("valid_days", "介绍信有效期（天）", 1, 366).Required().DefaultsTo("30").In(Letter),
            Field.Month("dues_paid_to_on", "党费交至").In(Letter),
            Field.Code("occupation", "工作岗位", GrassrootsCodes.Occupation).In(Work),
            Field.Text("workplace", "工作单位及职务", 120).In(Work),
            Field.Identity().In(Work),
            Field.Phone("phone", "联系电话").In(Work),
            Field.LongText("remark", "备注", 500).In(Work),
        ],
        Actions = [new("办理接收…", "grassroots/incoming/new", "grassroots.transfers.act", Writes: true)],
        Documents = [Receipt],
    };

    const string Letter = "介绍信", Work = "工作和联系";

    static Document Receipt => new()
    {
        Id = "transfer-receipt", Title = "组织关系介绍信回执", Permission = "grassroots.documents.letters",
        Options = [Field.Text("receiver", "收回执的党组织", 60).Required().Hinted("介绍信上的落款"), Field.Text("sender", "落款党组织", 60).Required(), Field.Text("contact", "经办人、联系电话", 60), Field.Date("issued_on", "日期").Hinted("不填即今天")],
        Layout = _ => new(Paper.Form,
            new PaperLine("中国共产党党员组织关系介绍信（回执）") { Font = PaperFont.Title, Size = 18, Align = PaperAlign.Centre, Leading = 32, Above = 24 },
            new PaperLine("{收信}：") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Above = 12 },
            new PaperLine("{姓名}同志的组织关系（介绍信{字号}）已转达我处，于{接收日期}编入{党支部}，现将回执寄还，特此回复。") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Indent = 2, Align = PaperAlign.Both },
            new PaperLine("{落款}（盖章）") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Align = PaperAlign.End, IndentEnd = 2, Above = 12 },
            new PaperLine("{日期}") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Align = PaperAlign.End, IndentEnd = 2 },
            new PaperLine("经办人、联系电话：{经办}") { Size = 12, Leading = 22, Above = 8 }),
        Fill = async request =>
        {
            var rows = await request.Db.QueryAsync<(Guid Id, string Path, string Name, string LetterNo, string Organisation, DateOnly? Received)>("""
                select a.id, a.locality_path, a.name, a.letter_no, o.name, (select (c.facts ->> 'received_on')::date from org.procedure_case c where c.procedure = 'incoming' and c.subject_id = a.id and c.state <> 'stopped' order by c.opened_on desc limit 1)
                from arrival a join organisation o on o.id = a.organisation_id where a.id = any(@ids)
                """, new { ids = request.Ids.ToArray() }, request.Stop);
            return [.. request.InOrder(rows.ToDictionary(row => row.Id)).Select(row => new DocumentCopy(row.Id, row.Name, row.Organisation, row.Path, new DocumentContent()
                .Text("姓名", row.Name).Text("字号", row.LetterNo).Text("党支部", row.Organisation).Text("接收日期", row.Received is { } on ? FormText.LongDate(on) : "　　　年　月　日")
                .Text("收信", request.TextOf("receiver")).Text("落款", request.TextOf("sender")).Text("经办", request.TextOf("contact")).Text("日期", FormText.LongDate(request.DayOf("issued_on"))))
            { Warnings = row.Received is null ? ["还没有编入党支部"] : [] })];
        },
    };
}
