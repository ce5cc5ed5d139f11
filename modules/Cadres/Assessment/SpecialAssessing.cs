namespace OrgWork.Cadres;

/// <summary>
/// 专项考核 (C6.5, C6.6): the year's approved list of projects, and those that begin within a day when something urgent has arisen; what was seen on the spot, a result for each who was seen,
/// and what follows: who stood out is proposed for use and for praise, who failed for accountability.
/// </summary>
public static class SpecialAssessing
{
    public static readonly CodeSet Kinds = new("special_kind", "类别", "党政领导干部考核工作条例", [new("1", "年度专项考核项目"), new("2", "急难险重任务现实表现考核")]);
    public static readonly CodeSet States = new("special_state", "状态", "本平台", [new("1", "拟列"), new("2", "考核中"), new("3", "已有结果"), new("4", "不再开展")]);
    static readonly CodeSet Standings = new("special_standing", "评价", "本平台", [new("1", "表现突出"), new("2", "较好"), new("3", "一般"), new("4", "表现差")]);
    static readonly CodeSet Uses = new("special_use", "运用", "本平台", [new("1", "表扬"), new("2", "不列名单"), new("3", "批评、提请问责")]);

    public static readonly Register Register = new()
    {
        Id = "special-projects", Title = "专项考核", Noun = "专项考核", Counter = "项", Table = "special_project", ReadPermission = Assessing.Read, WritePermission = Assessing.Write,
        Fields =
        [
            Field.Text("name", "专项考核", 100).Required().Wide(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Code("kind", "类别", Kinds).Required().Listed().FirstFilter().DefaultsTo("1"), Field.Text("basis", "依据", 200).Required().Hinted("文件、会议或突发任务"), Field.Text("objects", "考核对象", 200).Required(),
            Field.Date("began_on", "自何日起").Required().Listed(), Field.Date("ended_on", "至何日").Required().Listed().Sortable(), Field.Text("lead_office", "牵头单位", 60).Required().Listed(), Field.Date("arose_on", "急难险重任务发生日期").Past().Hinted("急难险重的必填"), Field.LongText("plan", "考核方案", 2000),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("started_on", "批准（启动）日期").Listed().ByDeed(), Field.Text("approved_by", "批准机关").ByDeed(), Field.Text("document_no", "批准文号").ByDeed(), Field.Date("concluded_on", "结果确定日期").Listed().ByDeed(), Field.Text("summary", "结果摘要", 500).ByDeed(),
        ],
        Rules = [MoreAssessmentRules.CrisisStarted, MoreAssessmentRules.SpecialInTime],
        Conditions = [ReadyCondition.Of(MoreAssessmentRules.CrisisStarted), ReadyCondition.Of(MoreAssessmentRules.SpecialInTime), new("拟列", "state=1"), new("考核中", "state=2"), new("已有结果", "state=3"), new("急难险重", "kind=2")],
        Children = [Notes, Results], Deeds = [Start, Conclude, Drop],
    };

    static Register Notes => new()
    {
        Id = "notes", Title = "现场记录", Noun = "现场记录", Counter = "条", Table = "special_note", ParentColumn = "special_project_id", ReadPermission = Assessing.Read, WritePermission = Assessing.Write,
        Fields = [Field.Date("observed_on", "日期").Required().Listed().Past(), (Field.Row("cadre_id", "干部", "files") with { IsRequired = true, IsListed = true }), Field.Text("place", "地点、任务", 100).Required().Listed(), Field.Text("words", "表现", 300).Required().Listed(), Field.Code("standing", "评价", Standings).Required().Listed(), Field.Text("observer", "记录人", 60).Required().Listed()],
    };

    static Register Results => new()
    {
        Id = "results", Title = "个人结果", Noun = "个人结果", Counter = "人", Table = "special_result", ParentColumn = "special_project_id", IsLedger = true, ReadPermission = Assessing.Read, WritePermission = Assessing.Write,
        Fields = [Field.Text("name", "姓名", 36).Listed(), (Field.Row("cadre_id", "干部", "files") with { IsRequired = true }), Field.Text("unit_name", "单位", 100).Listed(), Field.Number("notes", "现场记录（条）").Listed(), Field.Code("grade", "等次", Assessing.RoutineGrades).Listed(), Field.Code("use", "运用", Uses).Listed(), Field.Text("words", "评语", 600).Listed()],
    };

    static RegisterDeed Start => new("start", "批准（启动）", Assessing.Decide)
    {
        Consequence = "年度项目列入当年计划；急难险重的即时启动，考核组可以到现场记录",
        Fields = [Field.Date("started_on", "批准（启动）日期").Required().Past(), Field.Text("approved_by", "批准机关", 60).Required(), Field.Text("document_no", "批准文号", 60).Hinted("年度项目必填；急难险重的可以先启动")],
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<(string Kind, string State, DateOnly? Arose)?>("select kind, state, arose_on from special_project where id = @Id", new { deed.Id }, stop) is not { State: "1" } one) return "已经批准（启动）或不再开展";
            if (one.Kind == "1" && string.IsNullOrWhiteSpace(deed.Text("document_no"))) return "年度专项考核项目须经批准，请填批准文号";
            if (one.Arose > deed.Day("started_on")) return $"任务 {Dates.Format(one.Arose.Value)} 才发生，启动不能更早";
            await db.ExecuteAsync("update special_project set state = '2', started_on = @on, approved_by = @organ, document_no = @no, version = version + 1, changed_at = now(), changed_by = @by where id = @Id", new { deed.Id, on = deed.Day("started_on"), organ = deed.Text("approved_by"), no = deed.Text("document_no"), by = db.Actor.Id }, stop);
            return null;
        },
    };

    sealed record Seen(Guid CadreId, string Name, string Path, string? UnitName, int Notes, int Outstanding, int Poor, string Words);

    /// <summary>A person's result from what was seen of them: outstanding without anything poor is commended, poor without anything outstanding is blamed.</summary>
    static RegisterDeed Conclude => new("conclude", "确定结果", Assessing.Decide)
    {
        Consequence = "按现场记录给每个人定结果并固定下来：表现突出（没有表现差）的列表扬名单、进入表现突出人选；表现差的列批评名单、提请问责核查；都记入个人考核（特定考核）",
        Fields = [Field.Date("concluded_on", "结果确定日期").Required().Past(), Field.Text("summary", "结果摘要", 500).Required()],
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<(string Name, int Year, string State, DateOnly? Started, string Office)?>("select name, year, state, started_on, lead_office from special_project where id = @Id", new { deed.Id }, stop) is not { State: "2" } one) return "还没有批准（启动），或已经确定过结果";
            var on = deed.Day("concluded_on")!.Value;
            if (on < one.Started) return "结果不能早于启动";
            var people = await db.QueryAsync<Seen>("""
                select n.cadre_id, c.name, c.locality_path as path, u.name as unit_name, count(*)::int as notes, count(*) filter (where n.standing = '1')::int as outstanding, count(*) filter (where n.standing = '4')::int as poor, left(string_agg(n.words, '；' order by n.observed_on, n.id), 600) as words
                from special_note n join cadre c on c.id = n.cadre_id left join org.unit u on u.id = c.unit_id where n.special_project_id = @Id and n.removed_at is null group by n.cadre_id, c.name, c.locality_path, u.name order by c.name, n.cadre_id
                """, new { deed.Id }, stop);
            if (people.Count == 0) return "还没有现场记录，不能确定结果";
            foreach (var person in people)
            {
                var (grade, use) = person switch { { Poor: > 0, Outstanding: 0 } => ("4", "3"), { Poor: > 0 } => ("3", "2"), { Outstanding: > 0 } => ("1", "1"), _ => ("2", "2") };
                var what = new { id = deed.Id, deed.LocalityPath, person.CadreId, person.Name, person.Path, person.UnitName, unit = person.UnitName ?? "没有登记单位", person.Notes, person.Words, grade, use, of = $"{one.Name}：{person.Words}", title = one.Name, one.Year, one.Office, on, by = db.Actor.Id, result = grade switch { "1" => "1", "4" => "4", "3" => "3", _ => "2" } };
                await db.ExecuteAsync("insert into special_result (special_project_id, locality_path, cadre_id, name, unit_name, notes, grade, use, words, created_by) values (@id, @LocalityPath, @CadreId, @Name, @UnitName, @Notes, @grade, @use, @Words, @by)", what, stop);
                await db.ExecuteAsync("insert into cadre_assessment (cadre_id, locality_path, year, kind, grade, remark, rank_order, created_by, changed_by) values (@CadreId, @Path, @Year, '30', @result, left('专项考核：' || @title, 200), -@Year, @by, @by)", what, stop);
                if (use == "1")
                {
                    await db.ExecuteAsync("insert into nomination (locality_path, rank_order, name, cadre_id, source, words, noted_on, noted_by, created_by, changed_by) values (@Path, -(@on::date - date '2000-01-01'), @Name, @CadreId, '1', left(@of, 600), @on, @Office, @by, @by)", what, stop);
                    await db.ExecuteAsync("insert into assessment_consequence (locality_path, cadre_id, name, unit_name, year, grade, kind, words, basis, due_on, created_by) values (@Path, @CadreId, @Name, @unit, @Year, '7', '1', left('专项考核表现突出，提出表扬：' || @title, 200), '党政领导干部考核工作条例', @on::date + 60, @by)", what, stop);
                }
                if (use == "3")
                    await db.ExecuteAsync("insert into assessment_consequence (locality_path, cadre_id, name, unit_name, year, grade, kind, words, basis, due_on, created_by) values (@Path, @CadreId, @Name, @unit, @Year, '7', '6', left('专项考核表现差，提请核查问责：' || @title, 200), '中国共产党问责条例', @on::date + 30, @by)", what, stop);
                await db.RecordAsync(new(DeedKind.Update, "files", person.CadreId, person.Path, person.Name, [new($"专项考核：{one.Name}", null, Assessing.RoutineGrades.NameOf(grade))]), stop);
            }
            await db.ExecuteAsync("update special_project set state = '3', concluded_on = @on, summary = @words, version = version + 1, changed_at = now(), changed_by = @by where id = @Id", new { deed.Id, on, words = deed.Text("summary"), by = db.Actor.Id }, stop);
            return null;
        },
    };

    static RegisterDeed Drop => new("drop", "不再开展", Assessing.Decide)
    {
        Consequence = "不再开展，理由留在结果摘要里；计入当年没有开展的项目",
        Fields = [Field.Text("summary", "理由", 300).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update special_project set state = '4', concluded_on = org.today(), summary = @words, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state in ('1', '2')", new { deed.Id, words = deed.Text("summary"), by = db.Actor.Id }, stop) == 0 ? "已经有结果" : null,
    };

    static readonly Counted Counted = new()
    {
        Id = "special-projects", Title = "专项考核", Counter = "项", ReadPermission = Assessing.Read, RecordPath = "cadres/special-projects",
        Columns = [Field.Number("year", "年度"), Field.Code("kind", "类别", Kinds), Field.Code("state", "状态", States), Field.Date("ended_on", "至何日")],
        Sql = "select p.id, p.locality_path, p.name as title, p.year, p.kind, s.state, p.ended_on from cadres.special_project p cross join lateral (select case when p.concluded_on <= {day} then p.state when p.started_on <= {day} then '2' else '1' end as state) s where p.removed_at is null and p.year = extract(year from {day})::int",
    };

    /// <summary>Planned against done, of the year.</summary>
    public static readonly IReadOnlyList<Figure> Figures =
    [
        new() { Id = "special-planned", Title = "专项考核项目（计划）", Group = "考核", Of = Counted, Where = "kind = '1' and state in ('2', '3', '4')", Period = "年", Formula = "当年批准列入计划的专项考核项目", Source = "党政领导干部考核工作条例" },
        new() { Id = "special-done", Title = "专项考核项目完成率", Group = "考核", Of = Counted, Where = "state = '3'", OutOf = "kind = '1' and state in ('2', '3', '4')", Period = "年", Formula = "已有结果 ÷ 当年批准列入计划的专项考核项目", Source = "党政领导干部考核工作条例", Better = Better.Higher },
    ];
}
