using static OrgWork.Department.Assignments;

namespace OrgWork.Department;

public sealed record LateFacts
{
    [KnownAs("期限")] public DateOnly? DueOn { get; init; }
    [KnownAs("办理")] public DateOnly? DoneOn { get; init; }
}

public sealed record SilentFacts
{
    [KnownAs("报送最晚的单位超过周期", Unit = "天")] public int? Silent { get; init; }
}

/// <summary>检视问题 from whatever source in one list; self-checks that come round by themselves; 专项整治 and 专项行动 by stage and unit; opinions asked for.</summary>
static class ProblemLists
{
    const string Read = KeyPoints.Read, Edit = KeyPoints.Manage, Report = KeyPoints.Report;
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Basis Own = Basis.Practice("问题整改销号办法（本单位）");

    static readonly CodeSet Source = new("problem_source", "来源", "主题教育、民主生活会、巡视、督查、调研、自查", [new("1", "主题教育"), new("2", "民主生活会"), new("3", "巡视巡察"), new("4", "督查检查"), new("5", "调研"), new("6", "自查"), new("7", "征求意见")]);
    static readonly CodeSet OwnerKind = new("problem_owner", "责任主体", "班子、个人、单位", [new("1", "班子"), new("2", "个人"), new("3", "单位")]);
    public static readonly CodeSet CampaignKind = new("campaign_kind", "类别", "专项整治、专项行动、主题活动", [new("1", "专项整治"), new("2", "专项行动"), new("3", "主题活动")]);
    public static readonly CodeSet Stage = new("campaign_stage", "阶段", "自查、检查、整改、总结", [new("1", "自查（动员）"), new("2", "检查（推进）"), new("3", "整改（攻坚）"), new("4", "总结")]);
    static readonly CodeSet Cycle = new("campaign_cycle", "报送周期", "本平台", [new("week", "每周"), new("month", "每月"), new("two_months", "每两月")]);
    static readonly CodeSet CaseKind = new("campaign_case", "典型", "典型案例", [new("1", "正面典型"), new("2", "反面典型")]);
    static readonly CodeSet OpinionKind = new("opinion_kind", "类别", "本平台", [new("1", "干部工作"), new("2", "组织工作"), new("3", "人才工作"), new("4", "作风"), new("9", "其他")]);
    static readonly CodeSet FromKind = new("opinion_from", "来自", "问政于民、问苦于民、问计于民", [new("1", "群众"), new("2", "党员"), new("3", "干部"), new("4", "人才、企业"), new("5", "下级单位")]);

    internal static Rule<LateFacts> Late(string id, string title, string broken, Population population, int grace = 0, string light = "red") => new()
    {
        Id = id, Title = title, WhenBroken = broken, Basis = Own, Severity = Severity.Remind, Light = light, Population = population, Parameters = [RuleParameter.Days("grace", "宽限", grace, Stricter.Lower)],
        Test = RuleTest<LateFacts>.NotAfter(f => f.DueOn, Span.Days, "grace", f => f.DoneOn),
        Examples = [new("还没有到", new() { DueOn = Day.AddDays(10) }, Day, Outcome.Met), new("早就过了", new() { DueOn = Day.AddDays(-grace - 5) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<LateFacts> Settled = Late("department.problems.settled", "检视的问题在时限内整改", "问题超期没有整改", new("problems", "select p.id, p.locality_path, p.title, p.due_on, p.settled_on as done_on from problem p where p.removed_at is null and p.settled_on is null"));
    public static readonly Rule<LateFacts> Filed = Late("department.self-checks.filed", "每半年自查一次，按期报送", "自查没有按期报送", new("self-checks", "select c.id, c.locality_path, c.title, c.due_on, c.filed_on as done_on from self_check c where c.removed_at is null and c.filed_on is null"));
    public static readonly Rule<LateFacts> Answered = Late("department.asked-opinions.replied", "征求到的意见按期答复", "意见超期没有答复", new("asked-opinions", "select o.id, o.locality_path, o.title, o.due_on, o.replied_on as done_on from opinion o where o.removed_at is null and o.replied_on is null and o.due_on is not null"));

    public static readonly Rule<LateFacts> Round = new()
    {
        Id = "department.self-checks.round", Title = "自查每半年一轮，自动开始", WhenBroken = "自查还没有报送", Basis = Own, Severity = Severity.Remind, Parameters = [RuleParameter.Days("days", "开始后几天内报送", 30, Stricter.Lower)],
        Test = RuleTest<LateFacts>.NotAfter(f => f.DueOn, Span.Days, "days", f => f.DoneOn), Examples = [new("刚开始", new() { DueOn = Day.AddDays(-3) }, Day, Outcome.Met), new("开始两个月", new() { DueOn = Day.AddDays(-60) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<SilentFacts> Reported = new()
    {
        Id = "department.campaigns.reported", Title = "参加单位按周期报送专项进展", WhenBroken = "有单位没有按周期报送", Basis = Own, Severity = Severity.Remind, Parameters = [RuleParameter.Days("grace", "宽限", 5, Stricter.Lower)],
        Population = new("campaigns", "select c.id, c.locality_path, c.title, coalesce((select max({day}::date - coalesce(u.reported_on, c.began_on) - case c.cycle when 'week' then 7 when 'month' then 31 else 62 end) from campaign_unit u where u.campaign_id = c.id and u.removed_at is null), 0) as silent from campaign c where c.removed_at is null and c.closed_on is null and c.began_on <= {day}"),
        Test = new([nameof(SilentFacts.Silent)], "silent <= {grace}", (f, t) => Finding.Of(f.Silent <= t["grace"], $"报送最晚的单位超过周期 {f.Silent} 天，宽限 {t["grace"]:0} 天")),
        Examples = [new("都报了", new() { Silent = 0 }, Day, Outcome.Met), new("晚了半个月", new() { Silent = 15 }, Day, Outcome.Broken)],
    };

    static Field On => Field.Date("on", "日期").Required().Past();

    public static readonly Register Problems = new()
    {
        Id = "problems", Title = "检视问题清单", Noun = "问题", Counter = "个", Table = "problem", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "问题", 120).Required().Wide(), Field.Code("source", "来源", Source).Required().Listed().FirstFilter(), Field.Text("source_words", "来源的活动、文件", 100).Required().Filter(), Field.Code("owner_kind", "责任主体", OwnerKind).Required().Listed().FirstFilter(), Field.Text("owner", "责任班子、个人、单位", 60).Required().Listed().Filter(),
            Field.LongText("content", "具体表现", 1000).Required(), Field.LongText("cause", "原因", 500), Field.LongText("measure", "整改措施", 1000).Required(), Field.Date("found_on", "检视日期").Required().Filter().Sortable().Past(), Field.Date("due_on", "整改时限").Required().Listed().FirstFilter(), Field.Row("self_check_id", "来自自查", "self-checks").Filter(), Field.Row("regulation_id", "据此建立的制度", "regulations").Filter().Hinted("从根子上解决的，写明建立或修订了哪项制度"),
            Field.Date("settled_on", "整改完成").Listed().Filter().ByDeed(), Field.Text("evidence", "佐证").ByDeed(), Field.Text("settled_by", "确认人").ByDeed(), Field.Number("rebounds", "反弹次数").Filter().ByDeed(),
        ],
        Rules = [Settled],
        Ledger = new("问题整改台账", "found_on", "title", "source", "owner", "found_on", "due_on", "settled_on", "evidence", "settled_by"),
        Conditions = [ReadyCondition.Of(Settled), new("班子的", "owner_kind=1&settled_on.none=1"), new("个人的", "owner_kind=2&settled_on.none=1"), new("单位的", "owner_kind=3&settled_on.none=1"), new("已整改", "settled_on.from=1900.01.01"), new("反弹的", "rebounds.from=1"), new("已整改没有建制度", "settled_on.from=1900.01.01&regulation_id.none=1")],
        Children = [WorkHandOver.Given(Rectification.Kind, "department", "handed_task")],
        Deeds =
        [
            WorkHandOver.Deed(Rectification.Kind, "problems", title: "列入整改台账", first: async (db, deed, stop) => await db.FirstAsync<bool>("select settled_on is null from problem where id = @Id", new { deed.Id }, stop) ? null : "已经整改完成"),
            Deed("settle", "确认整改完成", Edit, "列入整改台账的，要先在台账里销号；登记问题的人不能自己确认", "update problem p set settled_on = @on, evidence = @evidence, settled_by = @name, settled_by_id = @by, version = p.version + 1 where p.id = @id and p.settled_on is null and p.found_on <= @on and p.created_by is distinct from @by and not exists (select from org.work_item i where i.source_id = p.id and i.state not in ('closed', 'cancelled'))", "已经确认，日期早于检视，台账里还没有销号，或是您自己登记的", On, Field.Text("evidence", "佐证", 200).Required()),
        ],
    };

    public static readonly Register SelfChecks = new()
    {
        Id = "self-checks", Title = "半年自查", Noun = "自查", Counter = "份", Table = "self_check", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields = [Field.Text("title", "自查").Wide(), Field.Unit("unit_id", "单位").Listed().Filter(), Field.Text("period", "期次").Listed().FirstFilter(), Field.Date("opened_on", "开始").Listed(), Field.Date("due_on", "报送期限").Listed().Filter(), Field.Date("filed_on", "报送").Listed().FirstFilter(), Field.Number("found", "查出问题").Listed(), Field.LongText("words", "自查情况")],
        Rules = [Filed],
        Conditions = [ReadyCondition.Of(Filed), new("还没有报送", "filed_on.none=1"), new("没有查出问题", "found.to=0")],
        Children = [new() { Id = "problems", Title = "查出的问题", Noun = "问题", Counter = "个", Table = "problem", ParentColumn = "self_check_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "department/problems", Fields = [Field.Text("title", "问题").Wide(), Field.Text("owner", "责任主体").Listed(), Field.Date("due_on", "整改时限").Listed(), Field.Date("settled_on", "整改完成").Listed()] }],
        Deeds = [Deed("file", "报送自查", Report, "查出的问题由组织部门登记到检视问题清单", "update self_check set filed_on = @on, found = @found, words = @words, version = version + 1 where id = @id and filed_on is null and opened_on <= @on", "已经报送，或日期早于开始", On, Field.Number("found", "查出问题（个）", 0, 1000).Required(), Field.LongText("words", "自查情况和问题", 2000).Required())],
    };

    public static readonly Register Campaigns = new()
    {
        Id = "campaigns", Title = "专项整治和行动", Noun = "专项", Counter = "项", Table = "campaign", ReadPermission = Read, WritePermission = Edit, EndedColumn = "closed_on",
        Fields =
        [
            Field.Text("title", "专项", 100).Required().Wide(), Field.Code("kind", "类别", CampaignKind).Required().Listed().FirstFilter(), Field.LongText("goal", "整治什么、达到什么", 500).Required(), Field.Text("lead_unit", "牵头单位", 60).Required().Listed(), Field.Date("began_on", "开始").Required().Listed(), Field.Date("ends_on", "结束").Required().Listed().Filter(), Field.LongText("measures", "主要措施", 1000).Required(), Field.Code("cycle", "报送周期", Cycle).Required().DefaultsTo("month"),
            Field.Code("stage", "阶段", Stage).Listed().FirstFilter().ByDeed(), Field.Date("stage_on", "进入阶段").ByDeed(), Field.Date("closed_on", "收官").Filter().ByDeed(), Field.LongText("closing_report", "总结报告").ByDeed(),
        ],
        Rules = [Reported],
        Conditions = [ReadyCondition.Of(Reported), new("专项整治", "kind=1"), new("专项行动", "kind=2"), new("主题活动", "kind=3"), new("已收官", "closed_on.from=1900.01.01")],
        Actions = [new("专项总览", "department/problems/campaigning", Read)],
        Children =
        [
            new() { Id = "units", Title = "参加单位", Noun = "单位", Counter = "个", Table = "campaign_unit", ParentColumn = "campaign_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("unit", "单位", 60).Required().Wide(), Field.Code("stage", "进到哪一阶段", Stage).Required().Listed().DefaultsTo("1"), Field.Number("found", "查出问题", 0, 10_000).Required().Listed().DefaultsTo("0"), Field.Number("rectified", "已整改", 0, 10_000).Required().Listed().DefaultsTo("0"), Field.Date("reported_on", "最近报送").Listed().Past(), Field.LongText("words", "进展", 500)] },
            new() { Id = "cases", Title = "典型", Noun = "典型", Counter = "个", Table = "campaign_case", ParentColumn = "campaign_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "典型", 100).Required().Wide(), Field.Code("kind", "典型类别", CaseKind).Required().Listed(), Field.Text("unit", "单位", 60).Required().Listed(), Field.LongText("words", "事例", 1000).Required(), Field.Date("issued_on", "通报（宣传）").Listed().Past()] },
            new() { Id = "stages", Title = "阶段小结", Noun = "小结", Counter = "个", Table = "campaign_stage", ParentColumn = "campaign_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Text("title", "小结").Wide(), Field.Code("stage", "阶段", Stage).Listed(), Field.Date("ended_on", "完成日期").Listed()] },
        ],
        Deeds =
        [
            new("advance", "转入下一阶段", Edit)
            {
                Consequence = "这一阶段的小结留存", Fields = [On, Field.Text("words", "这一阶段的小结", 500).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, deed.LocalityPath, on = deed.Day("on"), words = deed.Text("words"), by = db.Actor.Id };
                    if (await db.ExecuteAsync("insert into campaign_stage (campaign_id, locality_path, rank_order, title, stage, ended_on, created_by) select id, locality_path, stage::int, @words, stage, @on, @by from campaign where id = @Id and stage < '4' and closed_on is null and coalesce(stage_on, began_on) <= @on", args, stop) == 0) return "已经是总结阶段，或日期早于这一阶段开始";
                    await db.ExecuteAsync("update campaign set stage = (stage::int + 1)::text, stage_on = @on, version = version + 1 where id = @Id", args, stop);
                    return null;
                },
            },
            Deed("close", "收官", Edit, "写成总结报告归档；参加单位都到总结阶段、问题都整改了才能收官", "update campaign c set closed_on = @on, closing_report = @report, version = c.version + 1 where c.id = @id and c.stage = '4' and c.closed_on is null and c.stage_on <= @on and not exists (select from campaign_unit u where u.campaign_id = c.id and u.removed_at is null and (u.stage < '4' or u.rectified < u.found))", "还没有到总结阶段，日期早于总结，或还有单位没有完成、问题没有整改", On, Field.LongText("report", "总结报告", 4000).Required()),
        ],
    };

    public static readonly Register Opinions = new()
    {
        Id = "asked-opinions", Title = "征求到的意见", Noun = "意见", Counter = "条", Table = "opinion", ReadPermission = Requirements.Read, WritePermission = Requirements.Edit, OpenPermission = "department.asked-opinions.open",
        Fields =
        [
            Field.Text("title", "意见", 100).Required().Wide(), Field.Text("topic", "征求的题目", 60).Required().Listed().FirstFilter(), Field.Code("kind", "类别", OpinionKind).Required().Listed().FirstFilter(), Field.Code("from_kind", "来自", FromKind).Required().Listed().FirstFilter(), Field.Text("from_whom", "谁提的", 60).Sensitive().Hinted("一律遮住，有权的写明用途才能打开"), Field.Flag("is_private", "要求保密").Listed().Filter().DefaultsTo("0"),
            Field.Date("received_on", "收到").Required().Listed().Filter().Sortable().Past(), Field.LongText("content", "内容", 2000).Required().Hinted("要求保密的，内容里不写能认出人的话"), Field.Text("handler", "承办单位").Listed().Filter().ByDeed(), Field.Date("due_on", "办理时限").Filter().ByDeed(), Field.Date("handled_on", "办理").ByDeed(), Field.LongText("handling", "办理情况").ByDeed(), Field.Date("replied_on", "答复").Listed().Filter().ByDeed(), Field.LongText("reply", "答复内容").ByDeed(), Field.Row("problem_id", "列为的问题", "problems").Filter().ByDeed(),
        ],
        Rules = [Answered],
        Conditions = [new("待交办", "handler.none=1") { Light = "yellow" }, ReadyCondition.Of(Answered), new("已答复", "replied_on.from=1900.01.01")],
        Children = [Given],
        Deeds =
        [
            Deed("assign", "交承办单位", Requirements.Edit, "到时限没有答复的亮灯", "update opinion set handler = @handler, due_on = @due, version = version + 1 where id = @id and replied_on is null and @due::date >= received_on", "已经答复，或时限早于收到", Field.Text("handler", "承办单位", 60).Required(), Field.Date("due", "办理时限").Required()),
            Deed("handle", "登记办理", Requirements.Edit, "办理以后答复", "update opinion set handled_on = @on, handling = @words, version = version + 1 where id = @id and handler is not null and replied_on is null and received_on <= @on", "还没有交承办单位，已经答复，或日期早于收到", On, Field.LongText("words", "办理情况", 1000).Required()),
            Deed("reply", "答复", Requirements.Edit, "停止计时；要求保密的不公开答复", "update opinion set replied_on = @on, reply = @words, version = version + 1 where id = @id and handled_on <= @on and replied_on is null", "还没有办理，已经答复，或日期早于办理", On, Field.LongText("words", "答复", 1000).Required()),
            new("problem", "列为问题", Requirements.Edit)
            {
                Consequence = "列入检视问题清单，来源写征求意见，不写是谁提的", Fields = [Field.Code("owner_kind", "责任主体", OwnerKind).Required(), Field.Text("owner", "责任班子、个人、单位", 60).Required(), Field.LongText("measure", "整改措施", 1000).Required(), Field.Date("due_on", "整改时限").Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Said(db, deed);
                    said.Add("problem", Guid.CreateVersion7());
                    if (await db.ExecuteAsync("insert into problem (id, locality_path, rank_order, title, source, source_words, owner_kind, owner, content, measure, found_on, due_on, created_by) select @problem, locality_path, 0, title, '7', topic, @owner_kind, @owner, content, @measure, received_on, @due_on, @by from opinion where id = @id and problem_id is null and @due_on::date >= received_on", said, stop) == 0) return "已经列为问题，或时限早于收到";
                    await db.ExecuteAsync("update opinion set problem_id = @problem, version = version + 1 where id = @id", said, stop);
                    return null;
                },
            },
            Assignments.Task("asked-opinions"),
        ],
    };

    public static readonly Rule<PollFacts> Minimum = PollRules.Minimum("department.campaign-polls.minimum", Basis.Practice("网上测评管理办法（本单位）"));

    /// <summary>整改认可度: those whom it concerned are asked, once it is put right.</summary>
    public static readonly PollKind Recognition = new()
    {
        Id = "campaign-polls", Title = "专项整改认可度", Form = PollForm.Some, Choices = new("campaign_recognition", "认可程度", "本平台", [new("1", "认可"), new("2", "基本认可"), new("3", "不认可"), new("4", "不了解")]), Favourable = ["1", "2"], ItemNoun = "问题", ShareName = "认可率", ReadPermission = SatisfactionPoll.Read, ConductPermission = SatisfactionPoll.Conduct,
        Groups = [new("基层干部"), new("群众")], Items = ["问题整改到位", "身边的变化看得见", "整改有没有反弹"], IsOnline = true, TakesRemarks = true, Minimum = Minimum, SubjectPath = "department/campaigns",
        Ready = async (db, subject, _, stop) => subject is not { } campaign ? "认可度按专项做：在专项总览里点“测评”" : await db.FirstAsync<bool>("select exists (select from campaign where id = @campaign and stage >= '3')", new { campaign }, stop) ? null : "进到整改阶段以后才测评",
    };

    public static readonly IReadOnlyList<Register> All = [Problems, SelfChecks, Campaigns, Opinions];
    public static readonly IReadOnlyList<Rule> Rules = [Settled, Filed, Round, Answered, Reported];
}

/// <summary>Opens the self-check of the half-year for every unit that has been given work: nobody has to remember.</summary>
public sealed class SelfCheckRounds : Job<NoArguments>
{
    public override string Id => "self-checks";
    public override string Title => "开始半年自查";
    public override Cycle? Cycle => OrgWork.Kernel.Cycle.Daily(new(6, 40));

    public override Task<JobResult> RunAsync(NoArguments arguments, JobRun run) => run.FinishAsync(async db =>
    {
        var (began, period) = (WorkPlan.PeriodBegan("half_year", Clock.Today), WorkPlan.PeriodWords("half_year", Clock.Today));
        var settings = await RuleSettings.ReadAsync(db, run.Stop);
        var asked = await db.QueryAsync<(Guid Unit, string Path, string Title)>("""
            select u.id, u.locality_path, u.name || @period || '自查' from org.unit u
            where u.removed_at is null and u.abolished_on is null and exists (select from org.work_party w join org.work_item i on i.id = w.item_id where w.unit_id = u.id and w.module = 'department' and w.is_lead and i.begins_on > @began::date - 400)
              and not exists (select from self_check c where c.unit_id = u.id and c.period = @period and c.removed_at is null)
            """, new { period, began }, run.Stop);
        foreach (var one in asked)
        {
            var (id, due) = (Guid.CreateVersion7(), Clock.Today.AddDays(settings.For(ProblemLists.Round, one.Path, Clock.Today).Int("days")));
            await db.ExecuteAsync("insert into self_check (id, locality_path, rank_order, title, unit_id, period, opened_on, due_on) values (@id, @Path, 0, @Title, @Unit, @period, @today, @due)", new { id, one.Path, one.Title, one.Unit, period, today = Clock.Today, due }, run.Stop);
            await db.RecordAsync(new(DeedKind.Create, "self-checks", id, one.Path, one.Title, [new("报送期限", null, Dates.Format(due))]), run.Stop);
        }
        return new JobResult($"开始了 {asked.Count} 个单位的自查");
    });
}
