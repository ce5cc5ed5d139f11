namespace OrgWork.Department;

/// <summary>督查检查: a round with its checklist, bodies and teams; what is found is told to the body, put among the problems and judged when it is put right.</summary>
static class Supervision
{
    public const string Read = "department.supervision.read", Edit = "department.supervision.edit";
    const string Book = "督查检查工作办法（本单位）";

    static readonly CodeSet Kinds = new("supervision_kind", "类别", "本平台", [new("1", "督查"), new("2", "专项调研检查"), new("3", "制度执行检查"), new("9", "其他")]);
    public static readonly CodeSet Codes = new("finding_code", "问题类别", "本平台（各地可另定）", [new("1", "没有部署"), new("2", "制度不健全"), new("3", "执行不到位"), new("4", "记录不规范"), new("5", "弄虚作假"), new("9", "其他")]);
    static readonly CodeSet Results = new("finding_result", "整改结果", "本平台", [new("1", "到位"), new("2", "基本到位"), new("3", "不到位")]);
    static Field On => Field.Date("on", "日期").Required().Past();

    public static readonly Rule<DoneFacts> FedBack = AffairRules.Due("department.supervision-findings.fed-back", "发现的问题按期向单位反馈", "没有反馈", Book, "yellow", new("supervision-findings", "select f.id, f.locality_path, f.title, f.found_on as due_on, f.fed_back_on as done_on from supervision_finding f where f.removed_at is null and f.fed_back_on is null"), 10, "反馈期限");
    public static readonly Rule<FollowFacts> Rectified = AffairRules.Followed("department.supervision-findings.rectified", "反馈的问题列入整改", "反馈了，没有列入整改", Book, new("supervision-findings", "select f.id, f.locality_path, f.title, (f.result is not null or exists (select from org.work_item i where i.source_id = f.id and i.state <> 'cancelled')) as is_followed from supervision_finding f where f.removed_at is null and f.fed_back_on is not null"), "red");
    public static readonly Rule<DoneFacts> Reported = AffairRules.Due("department.supervision.reported", "督查检查按期形成报告", "到期没有报告", Book, "yellow", new("supervision", "select s.id, s.locality_path, s.title, s.due_on, s.reported_on as done_on from supervision_round s where s.removed_at is null and s.reported_on is null"), 0, "宽限");

    public static readonly Register Rounds = new()
    {
        Id = "supervision", Title = "督查检查", Noun = "督查", Counter = "轮", Table = "supervision_round", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "督查检查", 120).Required().Wide(), Field.Code("kind", "类别", Kinds).Required().Listed().FirstFilter(), Field.LongText("scope", "范围和内容", 1000).Required(), Field.Text("basis", "依据", 120).Required(), Field.Text("teams", "分组", 200).Required(), Field.Date("began_on", "开始").Required().Listed().Filter().Sortable(), Field.Date("due_on", "完成时限").Required().Listed(),
            Field.Date("reported_on", "报告日期").Listed().Filter().ByDeed().In("报告"), Field.LongText("report", "报告", 4000).ByDeed().In("报告"), Field.Date("closed_on", "结束日期").Listed().Filter().ByDeed().In("报告"),
        ],
        Rules = [Reported],
        Conditions = [ReadyCondition.Of(Reported), new("进行中", "closed_on.none=1")],
        Children =
        [
            new() { Id = "items", Title = "检查清单", Noun = "检查项", Counter = "项", Table = "supervision_item", ParentColumn = "supervision_round_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "检查什么", 200).Required().Wide(), Field.Text("standard", "标准", 300).Required().Listed()] },
            new() { Id = "units", Title = "检查单位", Noun = "单位", Counter = "个", Table = "supervision_unit", ParentColumn = "supervision_round_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Unit("unit_id", "单位") with { IsRequired = true, IsListed = true }, Field.Text("team", "哪一组", 60).Required().Listed(), Field.Date("visited_on", "到单位日期").Listed().Past(), Field.Text("words", "总的情况", 300).Listed()] },
            new() { Id = "findings", Title = "发现的问题", Noun = "问题", Counter = "个", Table = "supervision_finding", ParentColumn = "supervision_round_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "department/supervision-findings", Fields = [Field.Text("title", "问题").Wide(), Field.Unit("unit_id", "单位") with { IsListed = true }, Field.Code("code", "问题类别", Codes).Listed(), Field.Date("fed_back_on", "反馈日期").Listed(), Field.Code("result", "整改结果", Results).Listed()] },
        ],
        Deeds =
        [
            new("find", "登记问题", Edit)
            {
                Consequence = "记在这一轮名下，接着向单位反馈、列入整改",
                Fields = [Field.Text("title", "问题", 120).Required(), Field.Unit("unit_id", "单位").Required(), Field.Code("code", "问题类别", Codes).Required(), Field.Text("item", "对应检查项", 200).Required(), Field.LongText("words", "情况", 1000).Required(), On],
                Done = async (db, deed, stop) => await db.ExecuteAsync("""
                    insert into supervision_finding (locality_path, title, supervision_round_id, unit_id, code, item, words, found_on, created_by, changed_by) select s.locality_path, @title, s.id, @unit_id, @code, @item, @words, @on, @by, @by
                    from supervision_round s where s.id = @id and s.closed_on is null and s.began_on <= @on and exists (select from supervision_unit u where u.supervision_round_id = s.id and u.unit_id = @unit_id and u.removed_at is null)
                    """, Assignments.Said(db, deed), stop) == 0 ? "已经结束，或日期早于开始，或单位不在这一轮的检查单位里" : null,
            },
            Assignments.Deed("report", "写报告", Edit, "这一轮的总体情况、问题和建议", "update supervision_round set report = @words, reported_on = @on, version = version + 1 where id = @id and began_on <= @on", "日期早于开始", On, Field.LongText("words", "报告", 4000).Required()),
            new("close", "结束", Edit)
            {
                Consequence = "有报告，问题都反馈并列入整改或有结论，才能结束",
                Fields = [On],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.FirstAsync<int>("select count(*)::int from supervision_finding f where f.supervision_round_id = @id and f.removed_at is null and (f.fed_back_on is null or f.result is null and not exists (select from org.work_item i where i.source_id = f.id and i.state <> 'cancelled'))", said, stop) is > 0 and var open) return $"还有 {open} 个问题没有反馈或没有列入整改";
                    return await db.ExecuteAsync("update supervision_round set closed_on = @on, version = version + 1 where id = @id and closed_on is null and reported_on <= @on", said, stop) == 0 ? "还没有报告，或已经结束" : null;
                },
            },
        ],
    };

    public static readonly Register Findings = new()
    {
        Id = "supervision-findings", Title = "督查发现的问题", Noun = "问题", Counter = "个", Table = "supervision_finding", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields =
        [
            Field.Text("title", "问题").Wide(), Field.Row("supervision_round_id", "哪次督查", "supervision").Listed().Filter(), Field.Unit("unit_id", "单位") with { IsListed = true, IsFilter = true }, Field.Code("code", "问题类别", Codes).Listed().FirstFilter(), Field.Text("item", "对应检查项"), Field.LongText("words", "情况"), Field.Date("found_on", "发现日期").Listed().Filter().Sortable(),
            Field.Date("fed_back_on", "反馈日期").Listed().Filter().In("反馈和整改"), Field.LongText("feedback", "反馈意见").In("反馈和整改"), Field.Code("result", "整改结果", Results).Listed().FirstFilter().In("反馈和整改"), Field.Date("result_on", "认定日期").In("反馈和整改"), Field.LongText("result_words", "认定情况").In("反馈和整改"),
        ],
        Rules = [FedBack, Rectified],
        Conditions = [ReadyCondition.Of(FedBack), ReadyCondition.Of(Rectified), new("没有结论", "result.none=1"), new("整改不到位", "result=3")],
        Children = [WorkHandOver.Given(Rectification.Kind, "department", "handed_task")],
        Deeds =
        [
            Assignments.Deed("feedback", "反馈", Edit, "告诉单位，接着列入整改", "update supervision_finding set fed_back_on = @on, feedback = @words, version = version + 1 where id = @id and fed_back_on is null and found_on <= @on", "已经反馈，或日期早于发现", On, Field.LongText("words", "反馈意见", 1000).Required()),
            WorkHandOver.Deed(Rectification.Kind, "supervision-findings", async (db, deed, stop) => await db.FirstAsync<bool>("select fed_back_on is not null from supervision_finding where id = @Id", new { deed.Id }, stop) ? null : "先向单位反馈", id: "rectify", title: "列入问题整改"),
            new("result", "认定整改结果", Edit)
            {
                Consequence = "列入整改的，销号以后才认定到位",
                Fields = [On, Field.Code("result", "整改结果", Results).Required(), Field.LongText("words", "认定情况", 1000).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (deed.Text("result") == "1" && await db.FirstAsync<bool>("select exists (select from org.work_item where source_id = @id and state not in ('closed', 'cancelled'))", said, stop)) return "还没有销号，不能认定到位";
                    return await db.ExecuteAsync("update supervision_finding set result = @result, result_on = @on, result_words = @words, version = version + 1 where id = @id and fed_back_on <= @on", said, stop) == 0 ? "还没有反馈，或日期早于反馈" : null;
                },
            },
        ],
    };
}
