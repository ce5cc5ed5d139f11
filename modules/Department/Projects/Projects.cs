namespace OrgWork.Department;

/// <summary>项目化推进: applied for, reviewed, approved, run in stages and dispatched, accepted; made of a task or a problem, or of its own. What changes after approval is on record.</summary>
static class Projects
{
    public const string Read = "department.projects.read", Edit = "department.projects.edit";
    const string Book = "项目化推进工作办法（本单位）";

    static readonly CodeSet States = new("project_state", "状态", "本平台", [new("1", "申报"), new("2", "已评审"), new("3", "已立项"), new("4", "实施"), new("5", "已验收"), new("6", "不立项、终止")]);
    static readonly CodeSet Grades = new("project_grade", "评价等次", "本平台", [new("1", "优秀"), new("2", "合格"), new("3", "不合格")]);
    static readonly CodeSet Changed = new("project_change_what", "变更什么", "本平台", [new("due_on", "完成时限"), new("budget", "预算"), new("owner", "负责人"), new("measure", "成果要求")]);
    static Field On => Field.Date("on", "日期").Required().Past();

    public static readonly Rule<DoneFacts> InTime = AffairRules.Due("department.projects.in-time", "项目按时限完成验收", "超过时限没有验收", Book, "red", new("projects", "select p.id, p.locality_path, p.title, p.due_on, p.accepted_on as done_on from project p where p.removed_at is null and p.state in ('3', '4')"), 0, "宽限");
    public static readonly Rule<DoneFacts> StagesDone = AffairRules.Due("department.projects.stages", "项目阶段按期完成", "阶段到期没有完成", Book, "yellow", new("projects", "select p.id, p.locality_path, p.title, (select min(s.due_on) from project_stage s where s.project_id = p.id and s.done_on is null and s.removed_at is null) as due_on, null::date as done_on from project p where p.removed_at is null and p.state in ('3', '4')"), 0, "宽限");
    public static readonly Rule<DoneFacts> Dispatched = AffairRules.Due("department.projects.dispatched", "项目每月调度", "一个多月没有调度", Book, "yellow", new("projects", "select p.id, p.locality_path, p.title, coalesce(p.dispatched_on, p.approved_on) as due_on, null::date as done_on from project p where p.removed_at is null and p.state in ('3', '4')"), 31, "调度间隔");
    public static readonly IReadOnlyList<Rule> Rules = [InTime, StagesDone, Dispatched];

    static Field[] Card =>
    [
        Field.Text("office", "申报单位、科室", 60).Required(), Field.LongText("problem", "要解决的问题", 1000).Required(), Field.LongText("goal", "目标", 1000).Required(), Field.Text("measure", "看什么成果（可衡量）", 200).Required(), Field.Text("owner", "负责人", 36).Required(), Field.Text("team", "项目组", 200), Field.Number("budget", "预算（元）").Required(), Field.Date("began_on", "开始").Required(), Field.Date("due_on", "完成时限").Required(),
    ];

    /// <summary>On a register of tasks or problems: one of them becomes a project.</summary>
    public static RegisterDeed Made(string id = "project") => new(id, "立为项目", Edit)
    {
        Consequence = "照这一条建项目卡，接着评审、立项；原来的任务照常调度",
        Fields = Card,
        Done = async (db, deed, stop) =>
        {
            if (deed.Day("due_on") < deed.Day("began_on")) return "完成时限不早于开始";
            var said = Assignments.Said(db, deed);
            said.Add("path", deed.LocalityPath);
            said.Add("title", deed.Title[..Math.Min(deed.Title.Length, 120)]);
            return await db.ExecuteAsync("insert into project (locality_path, title, office, problem, goal, measure, owner, team, budget, began_on, due_on, source_id, source_title, created_by, changed_by) select @path, @title, @office, @problem, @goal, @measure, @owner, @team, @budget::int, @began_on, @due_on, @id, @title, @by, @by where not exists (select from project where source_id = @id and removed_at is null and state <> '6')", said, stop) == 0 ? "已经立为项目" : null;
        },
    };

    public static readonly Register Register = new()
    {
        Id = "projects", Title = "项目清单", Noun = "项目", Counter = "个", Table = "project", ReadPermission = Read, WritePermission = Edit, AsksReason = true,
        FixedBecause = row => row.GetValueOrDefault("state") is "3" or "4" or "5" or "6" ? "项目已经立项，时限、预算、负责人、成果的变更请用“变更”，须经批准；其余内容不再改" : null,
        Fields =
        [
            Field.Text("title", "项目", 120).Required().Wide(), Field.Text("office", "申报单位、科室", 60).Required().Listed().Filter(), Field.Text("campaign", "所属专项", 60).Filter(), Field.LongText("problem", "要解决的问题", 1000).Required(), Field.LongText("goal", "目标", 1000).Required(), Field.Text("measure", "看什么成果（可衡量）", 200).Required(), Field.Text("owner", "负责人", 36).Required().Listed(), Field.Text("team", "项目组", 200), Field.Number("budget", "预算（元）").Required(), Field.Date("began_on", "开始").Required(), Field.Date("due_on", "完成时限").Required().Listed().Filter().Sortable(), Field.Text("source_title", "来自任务、问题").ByDeed(),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed().In("立项"), Field.Date("reviewed_on", "评审日期").ByDeed().In("立项"), Field.LongText("review_words", "评审意见").ByDeed().In("立项"), Field.Text("approver", "批准").ByDeed().In("立项"), Field.Date("approved_on", "批准日期").ByDeed().In("立项"),
            Field.Number("percent", "进度（%）").Listed().Filter().ByDeed().In("调度和验收"), Field.Number("cost", "已支出（元）").Listed().ByDeed().In("调度和验收"), Field.Date("dispatched_on", "最近调度").Listed().Filter().ByDeed().In("调度和验收"), Field.Date("accepted_on", "验收日期").Filter().ByDeed().In("调度和验收"), Field.LongText("acceptance", "验收评价").ByDeed().In("调度和验收"), Field.Code("grade", "评价等次", Grades).Filter().ByDeed().In("调度和验收"), Field.Date("stopped_on", "终止日期").ByDeed().In("调度和验收"),
        ],
        Rules = Rules,
        Conditions = [ReadyCondition.Of(InTime), ReadyCondition.Of(StagesDone), ReadyCondition.Of(Dispatched), new("在办的", "state=3,4"), new("申报、评审", "state=1,2"), new("已验收", "state=5")],
        Children =
        [
            new() { Id = "served", Title = "服务的中心工作", Noun = "行动", Counter = "项", Table = "central_action", ParentColumn = "project_id", ReadPermission = Requirements.Read, WritePermission = Requirements.Edit, IsLedger = true, Fields = [Field.Text("words", "做了什么").Wide(), Field.Row("central_task_id", "中心工作", "central").Listed(), Field.Date("acted_on", "日期").Listed()] },
            new() { Id = "stages", Title = "阶段", Noun = "阶段", Counter = "个", Table = "project_stage", ParentColumn = "project_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "阶段目标", 120).Required().Wide(), Field.Date("due_on", "时限").Required().Listed(), Field.Date("done_on", "完成日期").Listed().Past(), Field.Text("evidence", "佐证", 200).Listed()] },
            new() { Id = "dispatches", Title = "调度表", Noun = "调度", Counter = "次", Table = "project_dispatch", ParentColumn = "project_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Date("on_day", "日期").Listed(), Field.Number("percent", "进度（%）").Listed(), Field.Number("cost", "已支出（元）").Listed(), Field.Text("words", "进展").Wide(), Field.Text("blocking", "卡在哪里").Listed(), Field.Text("by_name", "登记人").Listed()] },
            new() { Id = "changes", Title = "变更记录", Noun = "变更", Counter = "次", Table = "project_change", ParentColumn = "project_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Date("on_day", "日期").Listed(), Field.Code("what", "变更什么", Changed).Listed(), Field.Text("before", "原来").Listed(), Field.Text("after", "现在").Listed(), Field.Text("reason", "理由").Wide(), Field.Text("approver", "批准").Listed()] },
        ],
        Deeds =
        [
            new("serves", "标注服务的中心工作", Edit)
            {
                Consequence = "在那项中心工作的“组织工作服务”里列出这个项目",
                Fields = [Field.Row("central", "中心工作", "central").Required(), Field.Code("line", "哪项组织工作", Affairs.Hands).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("insert into central_action (locality_path, central_task_id, rank_order, words, kind, line, acted_on, unit, project_id, created_by, changed_by) select c.locality_path, c.id, -(@today::date - date '2000-01-01'), p.title, '3', @line, @today, p.office, p.id, @by, @by from project p join central_task c on c.id = @central and c.removed_at is null where p.id = @id and not exists (select from central_action a where a.central_task_id = c.id and a.project_id = p.id and a.removed_at is null)", Assignments.Said(db, deed), stop) == 0 ? "已经标注" : null,
            },
            Assignments.Deed("review", "评审", Edit, "评审以后报批立项", "update project set state = '2', reviewed_on = @on, review_words = @words, version = version + 1 where id = @id and state in ('1', '2')", "已经立项或终止", On, Field.LongText("words", "评审意见", 1000).Required()),
            new("approve", "立项", Control.Approve)
            {
                Consequence = "批准以后按月调度；时限、预算、负责人、成果的变更要批准，留在变更记录里",
                Fields = [On, Field.Text("approver", "批准", 60).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.FirstAsync<int>("select count(*)::int from project_stage where project_id = @id and removed_at is null", said, stop) == 0) return "先列出阶段和时限";
                    return await db.ExecuteAsync("update project set state = '3', approver = @approver, approved_on = @on, version = version + 1 where id = @id and state = '2' and reviewed_on <= @on", said, stop) == 0 ? "还没有评审，或日期早于评审" : null;
                },
            },
            new("dispatch", "调度", Edit)
            {
                Consequence = "记入调度表；超过预算的先变更预算",
                Fields = [On, Field.Number("percent", "进度（%）", 0, 100).Required(), Field.Number("cost", "累计支出（元）").Required(), Field.Text("words", "进展", 500).Required(), Field.Text("blocking", "卡在哪里", 200)],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.ExecuteAsync("update project set state = '4', percent = @percent::int, cost = @cost::int, dispatched_on = @on, version = version + 1 where id = @id and state in ('3', '4') and approved_on <= @on and coalesce(dispatched_on <= @on, true) and @cost::int <= budget", said, stop) == 0) return "还没有立项或已经验收，或日期早于上一次，或支出超过预算";
                    await db.ExecuteAsync("insert into project_dispatch (locality_path, project_id, rank_order, on_day, percent, cost, words, blocking, by_name, created_by, changed_by) select locality_path, id, -(@on::date - date '2000-01-01'), @on, @percent::int, @cost::int, @words, nullif(@blocking, ''), @name, @by, @by from project where id = @id", said, stop);
                    return null;
                },
            },
            new("change", "变更", Control.Approve)
            {
                Consequence = "原来的和理由留在变更记录里",
                Fields = [On, Field.Code("what", "变更什么", Changed).Required(), Field.Text("after", "改为", 200).Required().Hinted("时限写作 2026.12.31，预算写整数"), Field.Text("reason", "理由", 300).Required(), Field.Text("approver", "批准", 60).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    var (what, after) = (deed.Text("what")!, deed.Text("after")!.Trim());
                    // A column of the code set, never what was typed.
                    var column = Changed.Codes.First(code => code.Value == what).Value;
                    if (what == "due_on")
                    {
                        if (!DateOnly.TryParseExact(after, (string[])["yyyy.M.d", "yyyy-M-d", "yyyy.MM.dd"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day)) return "时限写作 2026.12.31";
                        if (await db.FirstAsync<DateOnly>("select began_on from project where id = @id", said, stop) is var began && day < began) return $"时限不能早于开始的 {Dates.Format(began)}";
                        said.Add("to", day);
                    }
                    else if (what == "budget")
                    {
                        if (!int.TryParse(after, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var sum)) return "预算写整数";
                        said.Add("to", sum);
                    }
                    else said.Add("to", after);
                    if (await db.ExecuteAsync($"insert into project_change (locality_path, project_id, on_day, what, before, after, reason, approver, created_by, changed_by) select locality_path, id, @on, @what, {column}::text, @after, @reason, @approver, @by, @by from project where id = @id and state in ('3', '4') and approved_on <= @on", said, stop) == 0) return "没有在办，或日期早于立项";
                    await db.ExecuteAsync($"update project set {column} = @to, version = version + 1 where id = @id", said, stop);
                    return null;
                },
            },
            new("accept", "验收", Edit)
            {
                Consequence = "阶段都完成、有佐证才能验收；不合格的退回实施",
                Fields = [On, Field.Code("grade", "评价等次", Grades).Required(), Field.LongText("words", "验收评价", 1000).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.FirstAsync<int>("select count(*)::int from project_stage where project_id = @id and removed_at is null and (done_on is null or coalesce(evidence, '') = '')", said, stop) is > 0 and var open) return $"还有 {open} 个阶段没有完成或没有佐证";
                    return await db.ExecuteAsync("update project set state = case @grade when '3' then '4' else '5' end, accepted_on = case when @grade <> '3' then @on::date end, acceptance = @words, grade = @grade, percent = case when @grade <> '3' then 100 else percent end, version = version + 1 where id = @id and state = '4' and dispatched_on <= @on", said, stop) == 0 ? "没有在实施，或日期早于调度" : null;
                },
            },
            Assignments.Deed("stop", "不立项、终止", Control.Approve, "写明理由，列入终止的", "update project set state = '6', acceptance = @words, stopped_on = @today, version = version + 1 where id = @id and state in ('1', '2', '3', '4')", "已经验收或终止", Field.LongText("words", "理由", 1000).Required()),
        ],
    };
}
