namespace OrgWork.Department;

public sealed record EvaluationFacts
{
    [KnownAs("总分", Unit = "分")] public int? Total { get; init; }
}

/// <summary>What is awaited from above; groups of tasks; evaluation by a scheme that is frozen before anybody marks; guidance by the kind of a unit.</summary>
static class Wider
{
    const string Read = Requirements.Read, Edit = Requirements.Edit;
    static readonly DateOnly Day = new(2026, 11, 21);

    static readonly CodeSet ExpectedStates = new("expected_state", "状态", "本平台", [new("1", "等待"), new("2", "已到"), new("3", "不再等")]);
    public static readonly CodeSet GroupKinds = new("task_group_kind", "类别", "机制、工程、行动", [new("1", "机制"), new("2", "工程"), new("3", "行动")]);
    static readonly CodeSet SchemeStates = new("evaluation_scheme_state", "状态", "建立完善评估办法", [new("1", "拟订"), new("2", "已冻结")]);
    static readonly CodeSet Ways = new("evaluation_way", "怎么评", "本平台", [new("1", "数据"), new("2", "测评"), new("3", "核查")]);
    static readonly CodeSet States = new("evaluation_state", "进展", "自评、核查、评定", [new("1", "未开始"), new("2", "待自评"), new("3", "待核查"), new("4", "待评定"), new("5", "已定档")]);
    static readonly CodeSet Grades = new("evaluation_grade", "档次", "本平台（各地可另定）", [new("1", "优秀"), new("2", "良好"), new("3", "一般"), new("4", "较差")]);
    public static readonly CodeSet Materials = new("guide_material_kind", "类别", "坚持分类指导", [new("1", "要求"), new("2", "表样"), new("3", "指南")]);

    static Field Year => Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter().Sortable();

    public static readonly Rule<DoneFacts> Awaited = AffairRules.Due("department.expected-documents.awaited", "预计出台日过了的，问清楚", "预计出台日已过，没有到", "要求落实台账管理办法（本单位）", "yellow", new("expected-documents", "select e.id, e.locality_path, e.title, e.expected_on as due_on, null::date as done_on from expected_document e where e.removed_at is null and e.state = '1'"), 15);
    public static readonly Rule<FollowFacts> Grouped = AffairRules.Followed("department.task-groups.filled", "机制、工程、行动都有任务", "还没有任务", "专项工作编组办法（本单位）", new("task-groups", "select g.id, g.locality_path, g.title, exists (select from org.work_link l where l.row_id = g.id) as is_followed from task_group g where g.removed_at is null"));

    public static readonly Rule<EvaluationFacts> Grading = new()
    {
        Id = "department.evaluations.grades", Title = "按总分定档次", WhenBroken = "不到一般的分数线", Basis = Basis.Practice("评估办法（本单位）"), Severity = Severity.Remind,
        Parameters = [new("first", "优秀", 90, "分", Stricter.Higher) { Max = 100 }, new("second", "良好", 80, "分", Stricter.Higher) { Max = 100 }, new("third", "一般", 60, "分", Stricter.Higher) { Max = 100 }],
        Test = RuleTest<EvaluationFacts>.AtLeast(f => f.Total, "third", "分"),
        Examples = [new("七十分", new() { Total = 70 }, Day, Outcome.Met), new("五十分", new() { Total = 50 }, Day, Outcome.Broken)],
    };

    public static readonly Register Expected = new()
    {
        Id = "expected-documents", Title = "待出台上级文件", Noun = "文件", Counter = "件", Table = "expected_document", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "文件", 120).Required().Wide(), Field.Text("issuer", "哪里印发", 60).Required().Listed(), Field.Date("announced_on", "得知日期").Required().Past(), Field.Text("announced_in", "从哪里得知", 120).Required(), Field.Date("expected_on", "预计出台").Required().Listed().Filter().Sortable(), Field.Text("office", "对接科室", 60).Required().Listed().Filter(), Field.Code("line", "条线", DepartmentCodes.Aspect).Listed().FirstFilter(),
            Field.Code("state", "状态", ExpectedStates).Listed().FirstFilter().ByDeed(), Field.Date("arrived_on", "到文日期").Listed().Filter().ByDeed(), Field.Row("upper_meeting_id", "贯彻记录", "upper-meetings").ByDeed(), Field.Text("ended_words", "不再等的缘由").ByDeed(),
        ],
        Rules = [Awaited],
        Conditions = [ReadyCondition.Of(Awaited), new("等待", "state=1"), new("已到", "state=2")],
        Deeds =
        [
            new("arrive", "到文，转贯彻", Edit)
            {
                Consequence = "转成一条“上级会议文件贯彻”记录，起草贯彻意见，按时限提请研究",
                Fields = [Field.Date("on", "到文日期").Required().Past(), Field.LongText("main_points", "主要精神", 2000).Required(), Field.Date("due_on", "贯彻意见时限").Required()],
                Done = async (db, deed, stop) =>
                {
                    if (deed.Day("due_on") < deed.Day("on")) return "贯彻意见时限早于到文日期";
                    var said = Assignments.Said(db, deed);
                    var meeting = Guid.CreateVersion7();
                    said.Add("meeting", meeting);
                    if (await db.ExecuteAsync("insert into upper_meeting (id, locality_path, rank_order, title, issuer, held_on, main_points, line, due_on, created_by, changed_by) select @meeting, locality_path, rank_order, title, issuer, @on, @main_points, line, @due_on, @by, @by from expected_document where id = @id and state = '1' and announced_on <= @on", said, stop) == 0) return "已经到文或不再等，或日期早于得知";
                    await db.ExecuteAsync("update expected_document set state = '2', arrived_on = @on, upper_meeting_id = @meeting, version = version + 1 where id = @id", said, stop);
                    await db.RecordAsync(new(DeedKind.Create, "upper-meetings", meeting, deed.LocalityPath, deed.Title, [new("来自", null, "待出台上级文件"), new("贯彻意见时限", null, Dates.Format(deed.Day("due_on")!.Value))]), stop);
                    return null;
                },
            },
            Assignments.Deed("end", "不再等", Edit, "不再列入等待", "update expected_document set state = '3', ended_words = @words, version = version + 1 where id = @id and state = '1'", "已经到文或不再等", Field.Text("words", "缘由", 200).Required()),
        ],
    };

    public static readonly Register Groups = new()
    {
        Id = "task-groups", Title = "机制、工程、行动", Noun = "编组", Counter = "个", Table = "task_group", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "名称", 120).Required().Wide(), Field.Code("kind", "类别", GroupKinds).Required().Listed().FirstFilter(), Year, Field.Text("owner", "总牵头", 60).Required().Listed().Filter(), Field.LongText("aim", "目标", 1000).Required()],
        Rules = [Grouped],
        Conditions = [ReadyCondition.Of(Grouped), new("机制", "kind=1"), new("工程", "kind=2"), new("行动", "kind=3")],
        Children =
        [
            Affairs.Tagged,
            new() { Id = "indicators", Title = "指标", Noun = "指标", Counter = "项", Table = "task_group_indicator", ParentColumn = "task_group_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "指标", 60).Required().Wide(), Field.Number("target", "目标").Required().Listed(), Field.Number("actual", "实绩").Listed(), Field.Text("unit", "单位", 20).Listed(), Field.Date("as_of", "数据日期").Listed().Past()] },
        ],
    };

    public static readonly Register Schemes = new()
    {
        Id = "evaluation-schemes", Title = "评估办法", Noun = "评估办法", Counter = "个", Table = "evaluation_scheme", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "评估办法", 120).Required().Wide(), Year, Field.Text("object", "评估对象", 60).Required().Listed(), Field.LongText("purpose", "评估什么", 1000).Required(), Field.Code("state", "状态", SchemeStates).Listed().FirstFilter().ByDeed(), Field.Date("frozen_on", "冻结日期").Listed().ByDeed(), Field.Text("approver", "批准人").ByDeed()],
        Conditions = [new("拟订", "state=1"), new("已冻结", "state=2")],
        Children = [new() { Id = "items", Title = "评估内容和权重", Noun = "评估内容", Counter = "项", Table = "evaluation_item", ParentColumn = "evaluation_scheme_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "评估内容", 80).Required().Wide(), Field.Code("way", "怎么评", Ways).Required().Listed(), Field.Number("weight", "权重（%）", 1, 100).Required().Listed().Hinted("各项合计 100"), Field.Text("standard", "评分标准", 300).Required().Listed()] }],
        Deeds =
        [
            new("freeze", "批准并冻结", Edit)
            {
                Consequence = "冻结以后内容和权重都不能改，才能开始评分",
                Fields = [Field.Text("approver", "批准人", 36).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.FirstAsync<int>("select coalesce(sum(weight), 0)::int from evaluation_item where evaluation_scheme_id = @id and removed_at is null", said, stop) is not 100 and var sum) return $"各项权重合计 {sum}，应为 100";
                    return await db.ExecuteAsync("update evaluation_scheme set state = '2', frozen_on = @today, approver = @approver, version = version + 1 where id = @id and state = '1'", said, stop) == 0 ? "已经冻结" : null;
                },
            },
        ],
    };

    public static readonly Register Evaluations = new()
    {
        Id = "evaluations", Title = "单位评估", Noun = "评估", Counter = "家", Table = "evaluation", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "评估", 120).Required().Wide(), Field.Row("evaluation_scheme_id", "评估办法", "evaluation-schemes").Required().Listed().Filter(), Field.Unit("unit_id", "被评估单位").Required().Listed(),
            Field.Code("state", "进展", States).Listed().FirstFilter().ByDeed(), Field.LongText("self_words", "自评说明").ByDeed(), Field.LongText("check_words", "核查情况").ByDeed(), Field.Number("total", "总分").Listed().ByDeed(), Field.Code("grade", "档次", Grades).Listed().FirstFilter().ByDeed(), Field.Date("graded_on", "定档日期").Listed().ByDeed(), Field.Text("approver", "审定").ByDeed(),
        ],
        Conditions = [new("待自评", "state=2"), new("待核查", "state=3"), new("待评定", "state=4"), new("已定档", "state=5")],
        Children = [new() { Id = "scores", Title = "评分", Noun = "评分", Counter = "项", Table = "evaluation_score", ParentColumn = "evaluation_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "评估内容", 80).ByDeed().Wide(), Field.Number("weight", "权重（%）", 1, 100).ByDeed().Listed(), Field.Number("self_score", "自评分", 0, 100).Listed(), Field.Number("score", "核查评分", 0, 100).Listed(), Field.Text("words", "说明", 200).Listed()] }],
        Deeds =
        [
            new("begin", "开始评估", Edit)
            {
                Consequence = "按冻结的办法列出评分项，请单位自评",
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (!await db.FirstAsync<bool>("select s.state = '2' from evaluation e join evaluation_scheme s on s.id = e.evaluation_scheme_id where e.id = @id", said, stop)) return "评估办法还没有冻结，先批准冻结再评分";
                    if (await db.ExecuteAsync("update evaluation set state = '2', version = version + 1 where id = @id and state = '1'", said, stop) == 0) return "已经开始";
                    await db.ExecuteAsync("insert into evaluation_score (locality_path, evaluation_id, rank_order, title, weight, created_by, changed_by) select e.locality_path, e.id, i.rank_order, i.title, i.weight, @by, @by from evaluation e join evaluation_item i on i.evaluation_scheme_id = e.evaluation_scheme_id and i.removed_at is null where e.id = @id", said, stop);
                    return null;
                },
            },
            new("self", "自评完成", Edit)
            {
                Consequence = "由另一人核查评分",
                Fields = [Field.LongText("words", "自评说明", 1000).Required()],
                Done = async (db, deed, stop) => await UnmarkedAsync(db, deed, "self_score", stop) is { } missing ? $"还有 {missing} 项没有自评分" : await db.ExecuteAsync("update evaluation set state = '3', self_by = @by, self_words = @words, version = version + 1 where id = @id and state = '2'", Assignments.Said(db, deed), stop) == 0 ? "不在自评阶段" : null,
            },
            new("check", "核查完成", Edit)
            {
                Consequence = "核查评分以后提请定档",
                Fields = [Field.LongText("words", "核查情况", 1000).Required()],
                Done = async (db, deed, stop) => await UnmarkedAsync(db, deed, "score", stop) is { } missing ? $"还有 {missing} 项没有核查评分" : await db.ExecuteAsync("update evaluation set state = '4', check_words = @words, version = version + 1 where id = @id and state = '3' and self_by is distinct from @by", Assignments.Said(db, deed), stop) == 0 ? "不在核查阶段；登记自评的人不能自己核查" : null,
            },
            new("grade", "审定档次", Edit)
            {
                Consequence = "总分由核查评分按权重算出，档次按规则里的分数线；定档以后不再改分",
                Fields = [Field.Text("approver", "审定", 60).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    var lines = (await RuleSettings.ReadAsync(db, stop)).For(Grading, deed.LocalityPath, Clock.Today);
                    said.Add("first", lines.Int("first"));
                    said.Add("second", lines.Int("second"));
                    said.Add("third", lines.Int("third"));
                    return await db.ExecuteAsync("""
                        update evaluation e set state = '5', total = t.total, grade = case when t.total >= @first then '1' when t.total >= @second then '2' when t.total >= @third then '3' else '4' end, graded_on = @today, approver = @approver, version = e.version + 1
                        from (select round(sum(weight * score) / 100.0)::int as total from evaluation_score where evaluation_id = @id and removed_at is null) t where e.id = @id and e.state = '4'
                        """, said, stop) == 0 ? "还没有核查，或已经定档" : null;
                },
            },
        ],
    };

    static async Task<int?> UnmarkedAsync(Db db, RowDeed deed, string column, CancellationToken stop) => await db.FirstAsync<int>($"select count(*)::int from evaluation_score where evaluation_id = @Id and removed_at is null and {column} is null", new { deed.Id }, stop) is > 0 and var missing ? missing : null;

    public static readonly Register Guides = new()
    {
        Id = "guide-groups", Title = "分类指导", Noun = "类别", Counter = "类", Table = "guide_group", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "类别", 80).Required().Wide().Hinted("如 乡镇党委、机关单位、学校"), Year, Field.LongText("aim", "指导重点", 1000).Required()],
        Children =
        [
            new() { Id = "kinds", Title = "适用的单位", Noun = "机构类别", Counter = "类", Table = "guide_group_kind", ParentColumn = "guide_group_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Code("kind", "机构类别", StandardCodes.UnitKind).Required().Wide()] },
            new() { Id = "materials", Title = "要求、表样、指南", Noun = "材料", Counter = "份", Table = "guide_material", ParentColumn = "guide_group_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "题目", 120).Required().Wide(), Field.Code("kind", "类别", Materials).Required().Listed(), Field.Date("issued_on", "印发日期").Required().Listed().Past(), Field.LongText("content", "内容", 8000).Required()] },
        ],
    };

    public static IReadOnlyList<Register> All => [Expected, Groups, Schemes, Evaluations, Guides];
    public static IReadOnlyList<Rule> Rules => [Awaited, Grouped, Grading];
}
