namespace OrgWork.Cadres;

/// <summary>函询 and changes of what cadres report of themselves (rules A16): that there is one, about whom, and the days that count. What was reported stays sealed and is not kept here.</summary>
static class Supervision
{
    public const string Read = "cadres.supervision.view", Write = "cadres.supervision.edit";

    static readonly CodeSet Results = new("inquiry_result", "对答复的认定", "关于组织人事部门对领导干部进行提醒、函询和诫勉的实施细则", [new("1", "采信，予以了结"), new("2", "再次函询"), new("3", "核查了解")]);
    /// <summary>Those of the fourteen matters whose change is reported at once.</summary>
    static readonly CodeSet Matters = new("reported_matter", "有关事项", "领导干部报告个人有关事项规定",
    [
        new("1", "本人婚姻情况"), new("2", "护照和因私出国"), new("3", "往来港澳、台湾"), new("4", "子女与外国人、无国籍人通婚"), new("5", "子女与港澳台居民通婚"), new("6", "配偶、子女移居国（境）外"), new("7", "配偶、子女及其配偶从业"), new("8", "配偶、子女及其配偶被追究刑事责任"),
    ]);

    public static readonly Register Inquiries = new()
    {
        Id = "inquiries", Title = "函询", Noun = "函询", Counter = "件", Table = "inquiry", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("number", "函询编号", 40).Required().Listed(), (Field.Row("cadre_id", "干部", "files") with { IsRequired = true }).Listed().Filter(), Field.Date("issued_on", "发出日期").Required().Listed().Filter().Sortable().Past(),
            Field.LongText("questions", "函询的问题", 2000).Required().Wide().Hinted("逐条编号"),
            Field.Date("answered_on", "书面答复").Listed().Filter().ByDeed(), Field.Code("result", "认定", Results).Listed().FirstFilter().ByDeed(), Field.Date("concluded_on", "认定日期").Listed().ByDeed(), Field.Date("told_on", "告知本人").Listed().ByDeed(), Field.Text("result_words", "认定说明", 300).ByDeed(),
        ],
        Rules = [SupervisionRules.InquiryAnswer],
        Conditions = [ReadyCondition.Of(SupervisionRules.InquiryAnswer), new("还没有答复", "answered_on.none=1"), new("答复了还没有认定", "answered_on.from=1900.01.01&concluded_on.none=1") { Light = "yellow" }],
        Deeds =
        [
            new("answer", "登记答复", Write)
            {
                Consequence = "记下收到书面答复的日期；逾期与否按这一天计算",
                Fields = [Field.Date("answered_on", "收到书面答复").Required().Past()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update inquiry set answered_on = @on, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and answered_on is null and issued_on <= @on", new { deed.Id, on = deed.Day("answered_on"), by = db.Actor.Id }, stop) == 0 ? "已经登记过答复，或答复日期早于发出日期" : null,
            },
            new("conclude", "认定答复", Write)
            {
                Consequence = "采信的告知本人，了结；再次函询的另发一件",
                Fields = [Field.Code("result", "认定", Results).Required(), Field.Date("concluded_on", "认定日期").Required().Past(), Field.Date("told_on", "告知本人").Past().Hinted("采信的必须填写"), Field.Text("result_words", "认定说明", 300).Required()],
                Done = async (db, deed, stop) => deed.Text("result") == "1" && deed.Day("told_on") is null ? "采信的要告知本人，请填写告知日期"
                    : await db.ExecuteAsync("update inquiry set result = @result, concluded_on = @on, told_on = @told, result_words = @words, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and concluded_on is null and answered_on <= @on", new { deed.Id, result = deed.Text("result"), on = deed.Day("concluded_on"), told = deed.Day("told_on"), words = deed.Text("result_words"), by = db.Actor.Id }, stop) == 0 ? "还没有答复、已经认定过，或认定日期早于答复" : null,
            },
        ],
    };

    public static readonly Register MatterChanges = new()
    {
        Id = "matter-changes", Title = "有关事项变化", Noun = "变化报告", Counter = "件", Table = "matter_change", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("number", "登记号", 40).Required().Listed(), (Field.Row("cadre_id", "干部", "files") with { IsRequired = true }).Listed().Filter(), Field.Code("matter", "变化的事项", Matters).Required().Listed().FirstFilter(),
            Field.Date("changed_on", "发生变化").Required().Listed().Filter().Sortable().Past(), Field.Date("reported_on", "本人报告").Listed().Filter().Past().Hinted("只登记日期；报告内容封存，不在这里"), Field.Text("remark", "逾期原因", 300),
        ],
        Rules = [CadreRules.PersonalMatters],
        Conditions = [ReadyCondition.Of(CadreRules.PersonalMatters), new("还没有报告", "reported_on.none=1")],
    };
}
