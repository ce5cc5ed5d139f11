namespace OrgWork.Department;

/// <summary>要求台账: 一条一条梳理、一项一项研究、一件一件落实. Each has its study, its tasks or the reason why there are none, its report to whoever asked, its evidence.</summary>
static class Requirements
{
    public const string Read = "department.affairs.read", Edit = "department.affairs.edit";

    public static readonly CodeSet Sources = new("requirement_source", "来源类别", "本平台", [new("1", "指示批示"), new("2", "法规制度"), new("3", "上级文件"), new("4", "重大风险"), new("5", "会议讲话"), new("6", "领导批示")]);
    public static readonly CodeSet States = new("requirement_state", "状态", "一条一条梳理、一项一项研究、一件一件落实", [new("1", "梳理"), new("2", "研究"), new("3", "落实"), new("4", "办结")]);

    public static readonly Register Register = new()
    {
        Id = "requirements", Title = "要求台账", Noun = "要求", Counter = "条", Table = "requirement", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("words", "要求", 300).Required().Wide(), Field.Code("source_kind", "来源类别", Sources).Required().Listed().FirstFilter(), Field.Text("source", "来源文件、讲话", 120).Required().Listed().Filter(), Field.Text("clause", "条款", 60), Field.Code("line", "条线", DepartmentCodes.Aspect).Listed().FirstFilter(), Field.Date("received_on", "收到日期").Required().Listed().Filter().Sortable().Past(), Field.Date("due_on", "上级要求的时限").Filter(), Field.Number("target_number", "上级目标数").Hinted("没有数的不填"), Field.Text("target_unit", "目标数单位", 20),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("studied_on", "研究日期").ByDeed().In("研究"), Field.Flag("applies", "适用本地").Filter().ByDeed().In("研究"), Field.LongText("measures", "研究意见", 1000).ByDeed().In("研究"), Field.Text("office", "承办科室").Listed().Filter().ByDeed().In("研究"), Field.Text("owner", "责任人").ByDeed().In("研究"), Field.Text("no_task_reason", "不交办任务的理由", 300).ByDeed().In("研究"),
            Field.Date("reported_on", "最近一次报告").Listed().Filter().ByDeed().In("落实"), Field.Text("report_to", "报告对象").ByDeed().In("落实"), Field.LongText("report_words", "报告内容", 1000).ByDeed().In("落实"), Field.Date("closed_on", "办结日期").Filter().ByDeed().In("落实"), Field.LongText("evidence", "办结佐证", 1000).ByDeed().In("落实"),
        ],
        Rules = [AffairRules.Studied, AffairRules.Tasked, AffairRules.Told],
        Conditions = [ReadyCondition.Of(AffairRules.Studied), ReadyCondition.Of(AffairRules.Tasked), ReadyCondition.Of(AffairRules.Told), new("梳理", "state=1"), new("研究", "state=2"), new("落实", "state=3"), new("办结", "state=4")],
        Children = [Assignments.Given],
        Deeds =
        [
            new("study", "研究", Edit)
            {
                Consequence = "适用的接着交办任务；不适用、不需任务的写明理由",
                Fields = [Field.Date("on", "研究日期").Required().Past(), Field.Flag("applies", "适用本地").Required(), Field.LongText("measures", "研究意见：怎么落实", 1000).Required(), Field.Text("office", "承办科室", 60).Required(), Field.Text("owner", "责任人", 36).Required(), Field.Text("reason", "不交办任务的理由", 300).Hinted("不适用的必填；适用而不需要另外交办的也在这里写明")],
                Done = async (db, deed, stop) => deed.Values.GetValueOrDefault("applies") is false && string.IsNullOrWhiteSpace(deed.Text("reason")) ? "不适用的请写明理由"
                    : await db.ExecuteAsync("update requirement set state = '2', studied_on = @on, applies = @applies, measures = @measures, office = @office, owner = @owner, no_task_reason = @reason, version = version + 1 where id = @id and state in ('1', '2') and received_on <= @on", Assignments.Said(db, deed), stop) == 0 ? "已经在落实，或研究日期早于收到" : null,
            },
            Assignments.Task("requirements", async (db, deed, stop) => await db.ExecuteAsync("update requirement set state = '3', no_task_reason = null, version = version + 1 where id = @Id and state in ('2', '3') and applies", new { deed.Id }, stop) == 0 ? "先研究；不适用的不交办" : null),
            Assignments.Deed("report", "向上级报告", Edit, "记下最近一次报告；下一次从这一天起算", "update requirement set reported_on = @on, report_to = @to, report_words = @words, version = version + 1 where id = @id and state in ('2', '3', '4') and received_on <= @on and coalesce(reported_on <= @on, true)", "还没有研究，或日期早于上一次报告", Field.Date("on", "报告日期").Required().Past(), Field.Text("to", "报告对象", 60).Required(), Field.LongText("words", "报告内容", 1000).Required()),
            new("close", "办结", Edit)
            {
                Consequence = "任务都办结了，或写明了不需要任务，才能办结",
                Fields = [Field.LongText("evidence", "佐证", 1000).Required()],
                Done = async (db, deed, stop) =>
                {
                    if (await db.FirstAsync<int>("select count(*)::int from org.work_item where source_id = @Id and state not in ('closed', 'cancelled')", new { deed.Id }, stop) is > 0 and var open) return $"还有 {open} 项任务没有办结";
                    return await db.ExecuteAsync("update requirement set state = '4', closed_on = @today, evidence = @evidence, version = version + 1 where id = @id and state in ('2', '3') and (no_task_reason is not null or exists (select from org.work_item i where i.source_id = requirement.id and i.state = 'closed'))", Assignments.Said(db, deed), stop) == 0 ? "还没有研究，或没有任务也没有理由" : null;
                },
            },
        ],
    };
}
