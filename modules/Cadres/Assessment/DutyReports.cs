namespace OrgWork.Cadres;

/// <summary>述职考核 (C6.14): the report by its day, who has read it, the appraisal, the comments that go back, and what is to be put right until it is.</summary>
public static class DutyReports
{
    public static readonly CodeSet States = new("duty_report_state", "状态", "本平台", [new("1", "待交报告"), new("2", "已交，待评议"), new("3", "已评议，待反馈"), new("4", "已反馈，整改中"), new("5", "办结")]);

    public static readonly Register Register = new()
    {
        Id = "duty-reports", Title = "述职考核", Noun = "述职", Counter = "人次", Table = "duty_report", ReadPermission = Assessing.Read, WritePermission = Assessing.Write,
        Fields =
        [
            Field.Text("title", "述职", 80).Required().Wide().Hinted("如 2026 年度述职述廉"), (Field.Row("cadre_id", "述职人", "files") with { IsRequired = true, IsListed = true }).Filter(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Date("due_on", "交述职报告期限").Required().Listed().Filter().Sortable(), Field.Text("assessors", "评议人员范围", 200).Required().Hinted("如 党委（党组）成员、中层干部、服务对象代表"),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("submitted_on", "交报告日期").Listed().ByDeed(), Field.LongText("report", "述职报告", 8000).ByDeed().In("述职和评议"), Field.Text("readers", "已阅").ByDeed().In("述职和评议"),
            Field.Date("appraised_on", "评议日期").ByDeed().In("述职和评议"), Field.Number("issued", "发出").ByDeed().In("述职和评议"), Field.Number("returned", "收回").ByDeed().In("述职和评议"), Field.Number("valid", "有效").ByDeed().In("述职和评议"), Field.Number("good", "好").ByDeed().Listed().In("述职和评议"), Field.Number("fair", "较好").ByDeed().In("述职和评议"), Field.Number("plain", "一般").ByDeed().In("述职和评议"), Field.Number("poor", "较差").ByDeed().Listed().In("述职和评议"),
            Field.Date("returned_on", "反馈日期").ByDeed().In("述职和评议"), Field.LongText("comments", "评议意见", 2000).ByDeed().In("述职和评议"),
        ],
        Rules = [MoreAssessmentRules.DutyInTime, MoreAssessmentRules.DutyMended],
        Conditions = [ReadyCondition.Of(MoreAssessmentRules.DutyInTime), ReadyCondition.Of(MoreAssessmentRules.DutyMended), new("待交报告", "state=1"), new("待评议", "state=2"), new("待反馈", "state=3") { Light = "yellow" }, new("整改中", "state=4"), new("办结", "state=5")],
        Children = [Items], Deeds = [Submit, ReadIt, Return, Close],
        // What the ballots came to is written by their signing-off.
        Actions = [new("设评议票…", $"cadres/{AppraisalPolls.Duty.Id}/new?subject=", Assessing.Write, IsForOne: true, Writes: true)],
    };

    static Register Items => new()
    {
        Id = "items", Title = "整改事项", Noun = "整改事项", Counter = "项", Table = "duty_item", ParentColumn = "duty_report_id", ReadPermission = Assessing.Read, WritePermission = Assessing.Write,
        Fields = [Field.Text("problem", "评议指出的问题", 300).Required().Listed(), Field.Text("measure", "整改措施", 300).Required().Listed(), Field.Date("due_on", "整改期限").Required().Listed(), Field.Date("done_on", "完成日期").Listed().Past(), Field.Text("result", "整改结果", 300).Listed()],
    };

    static RegisterDeed Submit => new("submit", "代交述职报告", Assessing.Write)
    {
        Consequence = "记为已交；本人有账号的由本人在“我的干部档案”里交",
        Fields = [Field.Date("submitted_on", "交报告日期").Required().Past(), Field.LongText("report", "述职报告", 8000).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update duty_report set report = @report, submitted_on = @on, state = '2', version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state in ('1', '2')", new { deed.Id, report = deed.Text("report"), on = deed.Day("submitted_on"), by = db.Actor.Id }, stop) == 0 ? "已经评议，不能再改述职报告" : null,
    };

    /// <summary>An assessor says that the report was read: as whoever is signed in, once.</summary>
    static RegisterDeed ReadIt => new("read", "已阅", Assessing.Read)
    {
        Consequence = "以您的名义记下已阅述职报告",
        Done = async (db, deed, stop) => await db.ExecuteAsync("update duty_report set readers = concat_ws('、', readers, @By), version = version + 1 where id = @Id and report is not null and not coalesce(@By = any (string_to_array(readers, '、')), false)", new { deed.Id, deed.By }, stop) == 0 ? "您已经阅过，或者报告还没有交" : null,
    };

    static RegisterDeed Return => new("return", "反馈评议意见", Assessing.Write)
    {
        Consequence = "本人看到评议票数和意见；要整改的事项登记在“整改事项”里，没有的可以直接办结",
        Fields = [Field.Date("returned_on", "反馈日期").Required().Past(), Field.LongText("comments", "评议意见", 2000).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update duty_report set returned_on = @on, comments = @words, state = '4', version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '3' and appraised_on <= @on", new { deed.Id, on = deed.Day("returned_on"), words = deed.Text("comments"), by = db.Actor.Id }, stop) == 0 ? "还没有评议，或者反馈早于评议" : null,
    };

    static RegisterDeed Close => new("close", "办结", Assessing.Write)
    {
        Consequence = "整改事项都完成，这次述职办结",
        Done = async (db, deed, stop) =>
        {
            var open = await db.QueryAsync<string>("select problem from duty_item where duty_report_id = @Id and done_on is null and removed_at is null order by due_on", new { deed.Id }, stop);
            if (open.Count > 0) return $"还有 {open.Count} 项没有完成整改：{string.Join("；", open.Take(3))}";
            return await db.ExecuteAsync("update duty_report set state = '5', version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '4'", new { deed.Id, by = db.Actor.Id }, stop) == 0 ? "还没有反馈，或者已经办结" : null;
        },
    };
}
