namespace OrgWork.Cadres;

/// <summary>考核: the year's scheme, 平时考核 on the files, and what follows from a grade. The sheets of the year have pages of their own.</summary>
public static class Assessing
{
    public const string Read = "cadres.assessment.read", Write = "cadres.assessment.edit", Decide = "cadres.assessment.decide";

    static readonly CodeSet Objects = new("assessment_object", "考核对象", "党政领导干部考核工作条例", [new("1", "领导干部、公务员"), new("2", "领导班子")]);
    public static readonly CodeSet Cycles = new("routine_cycle", "平时考核周期", "公务员平时考核办法（试行）", [new("4", "每季度"), new("2", "每半年")]);
    static readonly CodeSet States = new("scheme_state", "状态", "本平台", [new("1", "拟订"), new("2", "已批准，考核期内不改")]);
    public static readonly CodeSet Kinds = new("assessment_way", "考核方式", "党政领导干部考核工作条例第二条", [new("10", "平时考核"), new("20", "年度考核"), new("30", "专项考核"), new("40", "任期考核")]);
    static readonly CodeSet Scorers = new("assessment_scorer", "评价主体", "本平台", [new("1", "上级领导"), new("2", "民主测评"), new("3", "主管部门"), new("4", "服务对象"), new("5", "组织部门核定")]);
    static readonly CodeSet Grades = new("assessment_grades", "等次", "党政领导干部考核工作条例", [new("1", "优秀、称职、基本称职、不称职"), new("2", "优秀、良好、一般、较差"), new("3", "好、较好、一般、较差")]);
    public static readonly CodeSet RoutineGrades = new("routine_grade", "等次", "公务员平时考核办法（试行）", [new("1", "好"), new("2", "较好"), new("3", "一般"), new("4", "较差")]);
    public static readonly CodeSet Uses = new("assessment_use", "运用方式", "公务员考核规定", [new("1", "奖励"), new("2", "晋升资格"), new("3", "培训"), new("4", "谈话、诫勉"), new("5", "组织调整"), new("6", "提请核查问责")]);
    static readonly CodeSet UseStates = new("use_state", "办理情况", "本平台", [new("1", "待办"), new("2", "已办"), new("3", "不办（写明理由）")]);

    public static readonly Register Schemes = new()
    {
        Id = "assessment-schemes", Title = "考核方案", Noun = "考核方案", Counter = "个", Table = "assessment_scheme", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "方案", 80).Required().Wide().Hinted("如 2026 年度县管领导干部考核方案"), Field.Number("year", "考核年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Code("object", "考核对象", Objects).Required().Listed().FirstFilter().DefaultsTo("1"),
            Field.Code("cycle", "平时考核周期", Cycles).Required().Listed().DefaultsTo("4"), Field.Date("began_on", "自何日起").Required().Listed(), Field.Date("ended_on", "至何日").Required().Listed(),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("approved_on", "批准日期").Listed().ByDeed(), Field.Text("approved_by", "批准机关", 60).Listed().ByDeed(), Field.Text("document_no", "批准文号", 60).ByDeed(), Field.LongText("remark", "说明", 500),
        ],
        Conditions = [new("拟订", "state=1"), new("已批准", "state=2")],
        Children = [Items], Deeds = [Approve],
    };

    static Register Items => new()
    {
        Id = "items", Title = "内容和权重", Noun = "考核内容", Counter = "项", Table = "assessment_item", ParentColumn = "assessment_scheme_id", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Code("kind", "考核方式", Kinds).Required().Listed(), Field.Text("name", "考核内容", 80).Required().Listed().Hinted("如 德能勤绩廉民主测评"), Field.Number("weight", "权重（%）", 1, 100).Required().Listed().Hinted("各项合计 100"),
            Field.Code("scorer", "评价主体", Scorers).Required().Listed(), Field.Code("grades", "等次", Grades).Required().Listed(), Field.Date("due_on", "完成日期").Required().Listed(),
        ],
    };

    static RegisterDeed Approve => new("approve", "批准并冻结", Decide)
    {
        Consequence = "批准以后，方案和各项权重在考核期内不能改；这一年的年度考核表按这个方案开展",
        Fields = [Field.Date("approved_on", "批准日期").Required().Past(), Field.Text("approved_by", "批准机关", 60).Required(), Field.Text("document_no", "批准文号", 60).Required()],
        Done = async (db, deed, stop) =>
        {
            var (sum, yearly, routine, cycle) = await db.FirstAsync<(int, int, int, string)>("""
                select coalesce(sum(i.weight), 0)::int, count(*) filter (where i.kind = '20')::int, count(*) filter (where i.kind = '10')::int, s.cycle from assessment_scheme s left join assessment_item i on i.assessment_scheme_id = s.id and i.removed_at is null where s.id = @Id group by s.cycle
                """, new { deed.Id }, stop);
            if (yearly == 0 || routine == 0) return "方案里至少要有平时考核和年度考核的内容";
            if (sum != 100) return $"各项权重合计 {sum}，应为 100";
            return await db.ExecuteAsync("""
                update assessment_scheme s set state = '2', approved_on = @on, approved_by = @by, document_no = @no, version = version + 1 where id = @Id and state = '1'
                  and not exists (select from assessment_scheme o where o.id <> s.id and o.locality_path = s.locality_path and o.year = s.year and o.object = s.object and o.state = '2' and o.removed_at is null)
                """, new { deed.Id, on = deed.Day("approved_on"), by = deed.Text("approved_by"), no = deed.Text("document_no") }, stop) == 0 ? "已经批准，或者同一年度、同一对象已有批准的方案" : null;
        },
    };

    /// <summary>On the file, cycle by cycle.</summary>
    public static Register Routine => new()
    {
        Id = "routine", Title = "平时考核", Noun = "平时考核", Counter = "次", Table = "cadre_routine", ParentColumn = "cadre_id", KeepsHistory = true, BeganColumn = "assessed_on", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Number("year", "考核年度", 2000, 2100).Required().Listed(), Field.Number("cycle", "第几期", 1, 4).Required().Listed().Hinted("按季度填 1—4，按半年填 1、2"), Field.Code("grade", "等次", RoutineGrades).Required().Listed(), Field.Text("tasks", "任务完成情况", 300).Required().Listed(),
            Field.Text("talks", "谈话、走访了解", 300), Field.Text("praise", "表扬、批评", 300), Field.Text("reason", "评定理由", 300).Required().Listed(), Field.Date("assessed_on", "评定日期").Required().Listed().Past(), Field.Text("assessed_by", "评定人", 60).Required(),
        ],
    };

    public static readonly Register Consequences = new()
    {
        Id = "consequences", Title = "考核结果运用", Noun = "运用建议", Counter = "条", Table = "assessment_consequence", ReadPermission = Read, WritePermission = Write, IsLedger = true,
        Fields =
        [
            Field.Text("name", "姓名", 36).Listed().ByDeed(), Field.Text("unit_name", "单位", 100).Listed().ByDeed(), Field.Number("year", "考核年度", 2000, 2100).Listed().FirstFilter().ByDeed(), Field.Code("grade", "等次", StandardCodes.AssessmentResult).Listed().FirstFilter().ByDeed(),
            Field.Code("kind", "运用方式", Uses).Listed().FirstFilter().ByDeed(), Field.Text("words", "建议", 200).Wide().ByDeed(), Field.Text("basis", "依据", 100).Listed().ByDeed(), Field.Date("due_on", "办理期限").Listed().Filter().Sortable().ByDeed(),
            Field.Code("state", "办理情况", UseStates).Listed().FirstFilter().ByDeed(), Field.Date("done_on", "办理日期").Listed().ByDeed(), Field.Text("done_words", "办理结果", 200).ByDeed(),
        ],
        // What the forum, the quarterly race and their like came to in the year of the grade is evidence for what follows from it.
        Children = [ProgrammeResults.On("consequence_evidence", Read, Write, "consequence_id", "考核依据：专项工作中的成绩")],
        Conditions = [new("待办", "state=1"), new("超期未办", "state=1&due_on.to=-1d") { Light = "red" }, new("已办", "state=2")],
        Deeds =
        [
            new("settle", "登记办理结果", Write)
            {
                Consequence = "记为已办（或不办），计入考核结果运用率",
                Fields = [Field.Date("done_on", "办理日期").Required().Past(), Field.Flag("is_dropped", "不办").Hinted("不办的，在办理结果里写明理由"), Field.Code("award", "奖励", InformationSets.Awards).Hinted("奖励类的必填，记进干部的“奖励”"), Field.Text("organ", "批准机关", 60), Field.Text("document_no", "文号", 60), Field.Text("done_words", "办理结果", 200).Required().Hinted("如 嘉奖，文号")],
                Done = async (db, deed, stop) =>
                {
                    var (isDropped, award, on) = (deed.Values["is_dropped"] is true, deed.Text("award"), deed.Day("done_on")!.Value);
                    var one = await db.FirstAsync<(Guid Cadre, string Kind)>("select cadre_id, kind from assessment_consequence where id = @Id", new { deed.Id }, stop);
                    if (one.Kind == "1" && !isDropped && award is null) return "奖励已办的，请选奖励：记进干部的“奖励”";
                    if (await db.ExecuteAsync("update assessment_consequence set state = @state, done_on = @on, done_words = @words, version = version + 1 where id = @Id and state = '1'", new { deed.Id, state = isDropped ? "3" : "2", on, words = deed.Text("done_words") }, stop) == 0) return "已经办过";
                    if (one.Kind == "1" && !isDropped) await InformationSets.AwardAsync(db, one.Cadre, award!, on, deed.Text("organ"), deed.Text("document_no"), stop);
                    return null;
                },
            },
        ],
    };
}
