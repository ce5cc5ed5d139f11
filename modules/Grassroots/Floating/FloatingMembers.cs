using R = OrgWork.Grassroots.FloatingRules;

namespace OrgWork.Grassroots;

/// <summary>流动党员: those away, those who came, those abroad (rules B4). The register of members says 流动 because this ledger does.</summary>
public static class FloatingMembers
{
    public const string Read = "grassroots.floating.read", Edit = "grassroots.floating.edit";

    public static readonly CodeSet Direction = new("floating_direction", "流向", "本平台", [new("1", "流出"), new("2", "流入"), new("3", "出国（境）")]);
    static readonly CodeSet Away = new("floating_away", "流向", "本平台", [new("1", "流出"), new("3", "出国（境）")]);
    public static readonly CodeSet Reason = new("floating_reason", "事由", "流动党员登记表", [new("1", "务工经商"), new("2", "学习培训"), new("3", "投亲居住"), new("4", "毕业未就业"), new("9", "其他")]);
    static readonly CodeSet End = new("floating_end", "结束方式", "本平台", [new("1", "返回"), new("2", "转接组织关系"), new("3", "失去联系，转失联处置"), new("9", "其他")]);
    static readonly CodeSet Means = new("contact_means", "联系方式", "本平台", [new("1", "电话"), new("2", "网络"), new("3", "走访"), new("4", "参加活动"), new("5", "书面汇报")]);

    public static readonly Register Register = new()
    {
        Id = "floating", Title = "流动党员台账", Noun = "流动党员", Counter = "人", Table = "floating", ReadPermission = Read, WritePermission = Edit, EndedColumn = "ended_on",
        Fields =
        [
            Field.Text("name", "姓名", 36).Required().Listed(),
            Field.Code("direction", "流向", Direction).Required().Listed().FirstFilter(),
            Field.Row("member_id", "党员", "members").Hinted("流出、出国（境）必填；流入的不是本平台党员，不填").Filter(),
            (Field.Row("organisation_id", "负责联系的党支部", "organisations") with { IsRequired = true, IsListed = true }).Filter(),
            Field.Date("began_on", "外出（流入）日期").Required().Listed().Filter().Sortable().Past(),
            Field.Code("reason", "事由", Reason).Required().Listed().FirstFilter(),
            Field.Text("place", "流向地（来源地）", 60).Required().Listed(),
            Field.Flag("has_fixed_place", "地点相对固定").Filter(),
            Field.Text("other_organisation", "另一方党组织", 100),
            Field.Text("liaison", "联系人", 36).Required().Listed(),
            Field.Phone("phone", "党员联系电话"),
            Field.Text("certificate_no", "活动证编号", 40),
            Field.Date("contacted_on", "最近联系").Listed().Filter().Past().Hinted("记一次联系时自动更新"),
            Field.Date("ended_on", "结束日期").Filter().Past(),
            Field.Code("end_kind", "结束方式", End).Filter(),
            Field.LongText("remark", "备注", 500),
        ],
        Rules = [R.Contact, R.ContactNear, R.MustTransfer],
        Conditions = [ReadyCondition.Of(R.Contact), ReadyCondition.Of(R.ContactNear), ReadyCondition.Of(R.MustTransfer), new("流出", "direction=1"), new("流入", "direction=2"), new("出国（境）", "direction=3"), new("已结束", "ended_on.from=1900.01.01")],
        Children =
        [
            new()
            {
                Id = "contacts", Title = "联系记录", Noun = "联系记录", Counter = "次", Table = "floating_contact", ParentColumn = "floating_id", BeganColumn = "contacted_on", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Date("contacted_on", "联系日期").Required().Listed().Past(), Field.Code("means", "方式", Means).Required().Listed(), Field.Text("by_name", "联系人", 36).Required().Listed(), Field.Text("words", "情况", 300).Required().Listed()],
            },
        ],
        Deeds =
        [
            new("contact", "记一次联系", Edit)
            {
                Consequence = "记入联系记录，最近联系日期随之更新，联系提醒重新起算",
                Fields = [Field.Date("contacted_on", "联系日期").Required().Past(), Field.Code("means", "方式", Means).Required(), Field.Text("by_name", "联系人", 36).Required(), Field.Text("words", "情况", 300).Required()],
                Done = async (db, deed, stop) =>
                {
                    if (await db.ExecuteAsync("update floating set contacted_on = greatest(contacted_on, @on), version = version + 1 where id = @Id and ended_on is null and began_on <= @on", new { deed.Id, on = deed.Day("contacted_on") }, stop) == 0) return "已经结束流动，或联系日期早于外出日期";
                    await db.ExecuteAsync("insert into floating_contact (floating_id, locality_path, contacted_on, means, by_name, words) values (@Id, @LocalityPath, @on, @means, @by, @words)", new { deed.Id, deed.LocalityPath, on = deed.Day("contacted_on"), means = deed.Text("means"), by = deed.Text("by_name"), words = deed.Text("words") }, stop);
                    return null;
                },
            },
            new("end", "结束流动", Edit)
            {
                Consequence = "不再列为流动党员；返回的恢复在本支部参加组织生活，失去联系的请另办失联登记",
                Fields = [Field.Date("ended_on", "结束日期").Required().Past(), Field.Code("end_kind", "结束方式", End).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update floating set ended_on = @on, end_kind = @kind, version = version + 1 where id = @Id and ended_on is null and began_on <= @on", new { deed.Id, on = deed.Day("ended_on"), kind = deed.Text("end_kind") }, stop) == 0 ? "已经结束，或结束日期早于外出日期" : null,
            },
        ],
        Documents = [Certificate],
    };

    /// <summary>On the register of members: who goes away, entered from the list.</summary>
    public static readonly RegisterDeed Leave = new("float", "登记流出", Edit)
    {
        Consequence = "列入流动党员台账，按规定的间隔联系；党员名册上标明流动和流向地",
        Fields =
        [
            Field.Code("direction", "流向", Away).Required().DefaultsTo("1"), Field.Date("began_on", "外出日期").Required().Past(), Field.Code("reason", "事由", Reason).Required(), Field.Text("place", "流向地", 60).Required(),
            Field.Flag("has_fixed_place", "地点相对固定").Required(), Field.Text("other_organisation", "流入地党组织", 100), Field.Text("liaison", "本支部联系人", 36).Required(),
        ],
        Done = async (db, deed, stop) => await db.ExecuteAsync("""
            insert into floating (locality_path, name, direction, member_id, organisation_id, began_on, reason, place, has_fixed_place, other_organisation, liaison)
            select m.locality_path, m.name, @direction, m.id, m.organisation_id, @on, @reason, @place, @isFixed, @other, @liaison from member m where m.id = @Id and m.left_on is null and m.removed_at is null on conflict do nothing
            """, new { deed.Id, direction = deed.Text("direction"), on = deed.Day("began_on"), reason = deed.Text("reason"), place = deed.Text("place"), isFixed = deed.Values.GetValueOrDefault("has_fixed_place") is true, other = deed.Text("other_organisation"), liaison = deed.Text("liaison") }, stop) == 0 ? "已经在流动党员台账里，或已不在名册上" : null,
    };

    static Document Certificate => new()
    {
        Id = "certificate", Title = "流动党员活动证", Permission = "grassroots.documents.letters",
        NumberHint = "如 临流；年份和号由平台续编",
        Options = [Field.Text("sender", "发证党组织", 60).Required(), Field.Date("issued_on", "发证日期").Hinted("不填即今天")],
        Layout = _ => new(Paper.Form,
            new PaperLine("流动党员活动证") { Font = PaperFont.Title, Size = 22, Align = PaperAlign.Centre, Leading = 40, Above = 24 },
            new PaperLine("{字号}") { Size = 12, Align = PaperAlign.End, Leading = 22 },
            new PaperLine("{姓名}同志系{党支部}党员，现外出到{流向地}（{事由}），自{外出日期}起。凭本证参加当地党组织的活动。") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Indent = 2, Align = PaperAlign.Both },
            new PaperLine("本支部联系人：{联系人}") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Indent = 2 },
            new PaperLine("{落款}（盖章）") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Align = PaperAlign.End, IndentEnd = 2, Above = 12 },
            new PaperLine("{发证日期}") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Align = PaperAlign.End, IndentEnd = 2 }),
        Fill = async request =>
        {
            var rows = await request.Db.QueryAsync<(Guid Id, string Path, string Name, string Organisation, string Place, string Reason, DateOnly BeganOn, string Liaison)>(
                "select f.id, f.locality_path, f.name, o.name, f.place, f.reason, f.began_on, f.liaison from floating f join organisation o on o.id = f.organisation_id where f.id = any(@ids)", new { ids = request.Ids.ToArray() }, request.Stop);
            return [.. request.InOrder(rows.ToDictionary(row => row.Id)).Select(row => new DocumentCopy(row.Id, row.Name, row.Organisation, row.Path, new DocumentContent().Text("姓名", row.Name).Text("党支部", row.Organisation).Text("流向地", row.Place).Text("事由", Reason.NameOf(row.Reason))
                .Text("外出日期", FormText.LongDate(row.BeganOn)).Text("联系人", row.Liaison).Text("落款", request.TextOf("sender")).Text("发证日期", FormText.LongDate(request.DayOf("issued_on")))))];
        },
    };
}
