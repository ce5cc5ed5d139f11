namespace OrgWork.Department;

public sealed record EvaluationFacts
{
    [KnownAs("总分", Unit = "分")] public int? Total { get; init; }
}

/// <summary>Evaluation of units by a scheme that is frozen before anybody marks: the unit itself, another who checks, a grade by the rule.</summary>
static class UnitEvaluation
{
    const string Read = Requirements.Read, Edit = Requirements.Edit;
    static readonly DateOnly Day = new(2026, 11, 21);

    static readonly CodeSet SchemeStates = new("evaluation_scheme_state", "状态", "建立完善评估办法", [new("1", "拟订"), new("2", "已冻结")]);
    static readonly CodeSet Ways = new("evaluation_way", "怎么评", "本平台", [new("1", "数据"), new("2", "测评"), new("3", "核查")]);
    static readonly CodeSet States = new("evaluation_state", "进展", "自评、核查、评定", [new("1", "未开始"), new("2", "待自评"), new("3", "待核查"), new("4", "待评定"), new("5", "已定档")]);
    static readonly CodeSet Grades = new("evaluation_grade", "档次", "本平台（各地可另定）", [new("1", "优秀"), new("2", "良好"), new("3", "一般"), new("4", "较差")]);

    public static readonly Rule<EvaluationFacts> Grading = new()
    {
        Id = "department.evaluations.grades", Title = "按总分定档次", WhenBroken = "不到一般的分数线", Basis = Basis.Practice("评估办法（本单位）"), Severity = Severity.Remind,
        Parameters = [new("first", "优秀", 90, "分", Stricter.Higher) { Max = 100 }, new("second", "良好", 80, "分", Stricter.Higher) { Max = 100 }, new("third", "一般", 60, "分", Stricter.Higher) { Max = 100 }],
        Test = RuleTest<EvaluationFacts>.AtLeast(f => f.Total, "third", "分"),
        Examples = [new("七十分", new() { Total = 70 }, Day, Outcome.Met), new("五十分", new() { Total = 50 }, Day, Outcome.Broken)],
    };

    public static readonly Register Schemes = new()
    {
        Id = "evaluation-schemes", Title = "评估办法", Noun = "评估办法", Counter = "个", Table = "evaluation_scheme", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "评估办法", 120).Required().Wide(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter().Sortable(), Field.Text("object", "评估对象", 60).Required().Listed(), Field.LongText("purpose", "评估什么", 1000).Required(), Field.Code("state", "状态", SchemeStates).Listed().FirstFilter().ByDeed(), Field.Date("frozen_on", "冻结日期").Listed().ByDeed(), Field.Text("approver", "批准人").ByDeed(), Field.Text("terms_words", "冻结的档次分数线").ByDeed()],
        Conditions = [new("拟订", "state=1"), new("已冻结", "state=2")],
        Children = [new() { Id = "items", Title = "评估内容和权重", Noun = "评估内容", Counter = "项", Table = "evaluation_item", ParentColumn = "evaluation_scheme_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "评估内容", 80).Required().Wide(), Field.Code("way", "怎么评", Ways).Required().Listed(), Field.Number("weight", "权重（%）", 1, 100).Required().Listed().Hinted("各项合计 100"), Field.Text("standard", "评分标准", 300).Required().Listed()] }],
        Deeds =
        [
            new("freeze", "批准并冻结", Edit)
            {
                Consequence = "冻结以后内容、权重和档次分数线都不能改，才能开始评分",
                Fields = [Field.Text("approver", "批准人", 36).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.FirstAsync<int>("select coalesce(sum(weight), 0)::int from evaluation_item where evaluation_scheme_id = @id and removed_at is null", said, stop) is not 100 and var sum) return $"各项权重合计 {sum}，应为 100";
                    var lines = (await RuleSettings.ReadAsync(db, stop)).For(Grading, deed.LocalityPath, Clock.Today);
                    said.Add("terms", lines.Freeze());
                    said.Add("terms_words", lines.Words(Grading));
                    return await db.ExecuteAsync("update evaluation_scheme set state = '2', frozen_on = @today, approver = @approver, terms = @terms, terms_words = @terms_words, version = version + 1 where id = @id and state = '1'", said, stop) == 0 ? "已经冻结" : null;
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
            .. Responsibility.StateFields("巡视巡察整改"),
        ],
        Conditions = [new("待自评", "state=2"), new("待核查", "state=3"), new("待评定", "state=4"), new("已定档", "state=5"), new("整改超期的", "overdue.from=1&state=2,3,4") { Light = "yellow" }],
        Children = [Responsibility.Rectified, new() { Id = "scores", Title = "评分", Noun = "评分", Counter = "项", Table = "evaluation_score", ParentColumn = "evaluation_id", ReadPermission = Read, WritePermission = Edit, IsLaidOut = true, Fields = [Field.Text("title", "评估内容", 80).ByDeed().Wide(), Field.Number("weight", "权重（%）", 1, 100).ByDeed().Listed(), Field.Number("self_score", "自评分", 0, 100).Listed(), Field.Number("score", "核查评分", 0, 100).Listed(), Field.Text("words", "说明", 200).Listed()] }],
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
                    await StateAsync(db, deed, stop);
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
                Consequence = "核查评分以后提请定档；整改情况照当天的写上",
                Fields = [Field.LongText("words", "核查情况", 1000).Required()],
                Done = async (db, deed, stop) =>
                {
                    if (await UnmarkedAsync(db, deed, "score", stop) is { } missing) return $"还有 {missing} 项没有核查评分";
                    if (await db.ExecuteAsync("update evaluation set state = '4', check_words = @words, version = version + 1 where id = @id and state = '3' and self_by is distinct from @by", Assignments.Said(db, deed), stop) == 0) return "不在核查阶段；登记自评的人不能自己核查";
                    await StateAsync(db, deed, stop);
                    return null;
                },
            },
            new("grade", "审定档次", Edit)
            {
                Consequence = "总分由核查评分按权重算出，档次按办法冻结时的分数线；定档以后不再改分",
                Fields = [Field.Text("approver", "审定", 60).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    var lines = (await RuleSettings.ReadAsync(db, stop)).For(Grading, deed.LocalityPath, Clock.Today).AsFrozen(await db.FirstAsync<string?>("select s.terms from evaluation e join evaluation_scheme s on s.id = e.evaluation_scheme_id where e.id = @id", said, stop));
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

    /// <summary>How far the unit has come with what inspections found, as it stands today.</summary>
    static Task<int> StateAsync(Db db, RowDeed deed, CancellationToken stop) => db.ExecuteAsync($"update evaluation e set problems = r.problems, written_off = r.written_off, overdue = r.overdue, rebounds = r.rebounds, stated_on = @today from {Responsibility.State} r where e.id = @id", new { id = deed.Id, today = Clock.Today }, stop);

    static async Task<int?> UnmarkedAsync(Db db, RowDeed deed, string column, CancellationToken stop) => await db.FirstAsync<int>($"select count(*)::int from evaluation_score where evaluation_id = @Id and removed_at is null and {column} is null", new { deed.Id }, stop) is > 0 and var missing ? missing : null;

    public static IReadOnlyList<Register> All => [Schemes, Evaluations];
}
