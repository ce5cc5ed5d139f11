namespace OrgWork.Department;

/// <summary>督导组: who is in it, which bodies it covers, where it goes, what it says; each body answers at its own place, the answer is checked, and no group ends with an opinion unanswered. Groups that come from above are kept in the same way.</summary>
static class Guidance
{
    public const string Read = "department.guidance.read", Edit = "department.guidance.edit", OpinionRead = "department.opinions.read", Answer = "department.opinions.answer";

    static readonly CodeSet Directions = new("guidance_direction", "派出、派来", "本平台", [new("1", "本级派出"), new("2", "上级派来")]);
    static readonly CodeSet Checks = new("guidance_check", "复核", "本平台", [new("1", "落实"), new("2", "没有落实")]);
    static Field On => Field.Date("on", "日期").Required().Past();

    public static readonly Rule<DoneFacts> Answered = AffairRules.Due("department.opinions.answered", "督导意见按期答复", "没有按期答复", "督导工作办法（本单位）", "red", new("opinions", "select o.id, o.locality_path, o.title, o.answer_due_on as due_on, o.answered_on as done_on from guidance_opinion o where o.removed_at is null and o.answered_on is null"), 0, "宽限");

    public static readonly Register Groups = new()
    {
        Id = "guidance", Title = "督导组", Noun = "督导组", Counter = "个", Table = "guidance_group", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "督导组", 120).Required().Wide(), Field.Text("campaign", "专项工作", 100).Required().Listed().Filter(), Field.Code("direction", "派出、派来", Directions).Required().Listed().FirstFilter(), Field.Text("leader", "组长", 36).Required().Listed(), Field.Date("began_on", "组建日期").Required().Listed().Filter().Sortable(),
            Field.Date("ended_on", "结束日期").Listed().Filter().ByDeed(), Field.LongText("ended_words", "工作总结", 2000).ByDeed(),
        ],
        Conditions = [new("在岗的", "ended_on.none=1"), new("上级派来的", "direction=2")],
        Children =
        [
            new() { Id = "members", Title = "成员", Noun = "成员", Counter = "人", Table = "guidance_member", ParentColumn = "guidance_group_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("name", "姓名", 36).Required().Listed(), Field.Text("work_unit", "单位、职务", 100).Required().Wide(), Field.Text("duty", "分工", 100).Listed()] },
            new() { Id = "units", Title = "督导单位", Noun = "单位", Counter = "个", Table = "guidance_unit", ParentColumn = "guidance_group_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Unit("unit_id", "单位") with { IsRequired = true, IsListed = true }, Field.Text("contact", "联络员", 36).Listed()] },
            new() { Id = "visits", Title = "行程", Noun = "到访", Counter = "次", Table = "guidance_visit", ParentColumn = "guidance_group_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Date("planned_on", "计划日期").Required().Listed(), Field.Unit("unit_id", "单位") with { IsRequired = true, IsListed = true }, Field.Date("visited_on", "到访日期").Listed().Past(), Field.Text("words", "了解的情况", 500).Wide()] },
            new() { Id = "opinions", Title = "督导意见", Noun = "意见", Counter = "条", Table = "guidance_opinion", ParentColumn = "guidance_group_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "department/opinions", Fields = [Field.Text("title", "意见").Wide(), Field.Text("unit_name", "单位").Listed(), Field.Date("answer_due_on", "答复时限").Listed(), Field.Date("answered_on", "答复日期").Listed(), Field.Code("check_result", "复核", Checks).Listed()] },
            new() { Id = "totals", Title = "评估得分", Noun = "单位", Counter = "个", Table = "guidance_total", ParentColumn = "guidance_group_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Unit("unit_id", "单位") with { IsListed = true }, Field.Number("criteria", "评了几项").Listed(), Field.Number("score", "得分").Listed(), Field.Number("points", "满分").Listed()] },
            new() { Id = "scores", Title = "逐项评估", Noun = "评估", Counter = "项", Table = "guidance_score", ParentColumn = "guidance_group_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Unit("unit_id", "单位") with { IsListed = true }, Field.Row("criterion_id", "标准", "guidance-criteria").Listed(), Field.Number("score", "得分").Listed(), Field.Text("words", "情况").Wide(), Field.Date("scored_on", "日期").Listed()] },
        ],
        Deeds =
        [
            new("advise", "提意见", Edit)
            {
                Consequence = "送到单位自己的“督导意见”，到期没有答复会亮灯；没有答复的，督导组不能结束",
                Fields = [Field.Unit("unit_id", "单位").Required(), Field.Text("title", "意见", 120).Required(), Field.LongText("words", "内容", 1000).Required(), On, Field.Date("due_on", "答复时限").Required()],
                Done = async (db, deed, stop) => deed.Day("due_on") < deed.Day("on") ? "答复时限不早于提出" : await db.ExecuteAsync("""
                    insert into guidance_opinion (locality_path, title, guidance_group_id, group_title, unit_id, unit_name, words, given_on, answer_due_on, created_by, changed_by) select u.locality_path, @title, g.id, g.title, u.id, u.name, @words, @on, @due_on, @by, @by
                    from guidance_group g join org.unit u on u.id = @unit_id where g.id = @id and g.ended_on is null and g.began_on <= @on and exists (select from guidance_unit c where c.guidance_group_id = g.id and c.unit_id = u.id and c.removed_at is null)
                    """, Assignments.Said(db, deed), stop) == 0 ? "已经结束，或日期早于组建，或单位不在督导单位里" : null,
            },
            new("score", "评估", Edit)
            {
                Consequence = "按评估标准逐项打分，同一项再评以后一次为准",
                Fields = [Field.Unit("unit_id", "单位").Required(), Field.Row("criterion_id", "标准", "guidance-criteria").Required(), Field.Number("score", "得分", 0, 100).Required(), Field.Text("words", "情况", 300), On],
                Done = async (db, deed, stop) => await db.ExecuteAsync("""
                    insert into guidance_score (locality_path, guidance_group_id, unit_id, criterion_id, score, scored_on, words, created_by, changed_by) select g.locality_path, g.id, @unit_id, c.id, @score::int, @on, @words, @by, @by
                    from guidance_group g join guidance_criterion c on c.id = @criterion_id and c.campaign = g.campaign and c.points >= @score::int where g.id = @id and exists (select from guidance_unit u where u.guidance_group_id = g.id and u.unit_id = @unit_id and u.removed_at is null)
                    on conflict (guidance_group_id, unit_id, criterion_id) where removed_at is null do update set score = excluded.score, scored_on = excluded.scored_on, words = excluded.words, version = guidance_score.version + 1
                    """, Assignments.Said(db, deed), stop) == 0 ? "得分超过分值，或标准不是这一专项的，或单位不在督导单位里" : null,
            },
            new("end", "结束督导", Edit)
            {
                Consequence = "每条意见都有答复才能结束",
                Fields = [On, Field.LongText("words", "工作总结", 2000).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.FirstAsync<int>("select count(*)::int from guidance_opinion where guidance_group_id = @id and answered_on is null and removed_at is null", said, stop) is > 0 and var open) return $"还有 {open} 条意见没有答复";
                    return await db.ExecuteAsync("update guidance_group set ended_on = @on, ended_words = @words, version = version + 1 where id = @id and ended_on is null and began_on <= @on", said, stop) == 0 ? "已经结束，或日期早于组建" : null;
                },
            },
        ],
    };

    public static readonly Register Opinions = new()
    {
        Id = "opinions", Title = "督导意见", Noun = "意见", Counter = "条", Table = "guidance_opinion", ReadPermission = OpinionRead, WritePermission = Answer, IsLedger = true,
        Fields =
        [
            Field.Text("title", "意见").Wide(), Field.Text("group_title", "督导组").Listed().Filter(), Field.Text("unit_name", "单位").Listed().Filter(), Field.LongText("words", "内容"), Field.Date("given_on", "提出日期").Listed().Filter().Sortable(), Field.Date("answer_due_on", "答复时限").Listed().Filter(),
            Field.Date("answered_on", "答复日期").Listed().Filter().In("答复和复核"), Field.LongText("answer", "答复").In("答复和复核"), Field.Text("answered_by_name", "答复人").In("答复和复核"), Field.Code("check_result", "复核", Checks).Listed().FirstFilter().In("答复和复核"), Field.Date("checked_on", "复核日期").In("答复和复核"), Field.LongText("check_words", "复核情况").In("答复和复核"),
        ],
        Rules = [Answered],
        Conditions = [ReadyCondition.Of(Answered), new("没有答复", "answered_on.none=1"), new("等复核", "answered_on.from=1900.01.01&check_result.none=1"), new("没有落实", "check_result=2")],
        Deeds =
        [
            Assignments.Deed("answer", "答复", Answer, "督导组复核；没有落实的退回再答", "update guidance_opinion set answered_on = @today, answer = @words, answered_by_name = @name, check_result = null, checked_on = null, version = version + 1 where id = @id and (answered_on is null or check_result = '2')", "已经答复", Field.LongText("words", "答复：怎么落实", 1000).Required()),
            Assignments.Deed("check", "复核", Edit, "落实的了结；没有落实的由单位再答", "update guidance_opinion set check_result = @result, checked_on = @on, check_words = @words, version = version + 1 where id = @id and answered_on <= @on", "还没有答复，或日期早于答复", On, Field.Code("result", "复核", Checks).Required(), Field.LongText("words", "复核情况", 1000).Required()),
        ],
    };

    public static readonly Register Criteria = new()
    {
        Id = "guidance-criteria", Title = "督导评估标准", Noun = "标准", Counter = "项", Table = "guidance_criterion", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "评估标准", 120).Required().Wide(), Field.Text("campaign", "专项工作", 100).Required().Listed().Filter(), Field.Number("points", "分值", 1, 100).Required().Listed()],
    };
}

/// <summary>All that looks after what others do: papers put out, inspections, guidance; and their figures (DI23, DI31).</summary>
static class Oversight
{
    public static IReadOnlyList<Register> All => [IssuedDocuments.Register, IssuedDocuments.Receipts, Supervision.Rounds, Supervision.Findings, Guidance.Groups, Guidance.Opinions, Guidance.Criteria];
    public static IReadOnlyList<Rule> Rules => [IssuedDocuments.InTime, Supervision.FedBack, Supervision.Rectified, Supervision.Reported, Guidance.Answered];

    const string Group = "督查督导";
    static readonly Counted Receipts = new() { Id = "receipts", Title = "应签收的文件", Counter = "份", ReadPermission = IssuedDocuments.ReceiptRead, RecordPath = "department/document-receipts", Columns = [Field.Text("unit_name", "收文单位").Wide(), Field.Date("due_on", "回执时限"), Field.Date("received_on", "签收日期")], Sql = "select r.id, r.locality_path, r.title, r.unit_name, r.due_on, r.received_on, r.received_on <= r.due_on and r.received_on <= {day} as is_in_time from document_receipt r where r.removed_at is null and r.due_on between {from} and {day}" };
    static readonly Counted Opinions = new() { Id = "opinions", Title = "督导意见", Counter = "条", ReadPermission = Guidance.OpinionRead, RecordPath = "department/opinions", Columns = [Field.Text("unit_name", "单位").Wide(), Field.Date("answer_due_on", "答复时限"), Field.Date("answered_on", "答复日期")], Sql = "select o.id, o.locality_path, o.title, o.unit_name, o.answer_due_on, o.answered_on, o.answered_on <= o.answer_due_on and o.answered_on <= {day} as is_in_time from guidance_opinion o where o.removed_at is null and o.given_on between {from} and {day}" };
    static readonly Counted Findings = new() { Id = "findings", Title = "督查发现的问题", Counter = "个", ReadPermission = Supervision.Read, RecordPath = "department/supervision-findings", Columns = [Field.Code("code", "问题类别", Supervision.Codes), Field.Date("found_on", "发现日期")], Sql = $$"""select f.id, f.locality_path, f.title, f.code, f.found_on, f.fed_back_on <= {day} as is_told, {{WorkThen.MadeOf("f.id")}} as is_taken_up, f.result = '1' and f.result_on <= {day} as is_mended from supervision_finding f where f.removed_at is null and f.found_on between {from} and {day}""" };

    static Figure Share(string id, string title, Counted of, string formula, string source) => new() { Id = id, Title = title, Group = Group, Of = of, Where = "is_in_time", OutOf = "true", Formula = formula, Source = source, Period = "本年", Better = Better.Higher, Target = 100, Wanting = "is_in_time is not true", WantingWords = "没有的" };

    public static IReadOnlyList<Figure> Figures =>
    [
        Share("receipts-in-time", "文件回执按时率", Receipts, "时限内签收的 ÷ 今年到期的收文", "发文登记"),
        Share("opinions-in-time", "督导意见答复率", Opinions, "时限内答复的 ÷ 今年的督导意见", "督导组"),
    ];

    public static readonly Report FindingReport = new()
    {
        Id = "findings", Number = "表3", Title = "督查发现的问题", Of = Findings, RowHead = "问题类别", Rows = [Lines.All, .. Lines.Codes(Supervision.Codes, "code", 1)], Charted = [1, 4],
        Columns = [Lines.All, new("已反馈", "is_told"), new("列入整改", "is_taken_up"), new("整改到位", "is_mended"), Line.Percent("到位%", 4, 1)], Checks = [new("行1=行2+行3+行4+行5+行6+行7")], Note = "统计日所在年度发现的问题。", Source = "督查检查",
    };
}
