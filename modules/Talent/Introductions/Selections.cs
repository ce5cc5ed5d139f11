using static OrgWork.Talent.TalentWork;

namespace OrgWork.Talent;

public sealed record SelectionFacts
{
    [KnownAs("公示开始")] public DateOnly? PublishedOn { get; init; }
    [KnownAs("公示截止")] public DateOnly? PublishUntil { get; init; }
}

/// <summary>A postgraduate was appointed by a round: the cadres' module takes the record over.</summary>
[Event("talent.postgraduate_appointed", 1)]
public sealed record PostgraduateAppointed(Guid Subject, string LocalityPath, Guid Round, string RoundTitle, int Year, DateOnly AnnouncedOn, string? DocumentNo, string Name, string? Sex, DateOnly? BirthOn, string Education, string? Degree, string School, string Department, string Post, int Wanted, DateOnly AppointedOn, string AppointmentNo) : ModuleEvent(Subject, LocalityPath);

/// <summary>事业单位岗位空缺表 and the rounds that fill vacancies: 专业性岗位选聘, 研究生选聘, 在外大学生回村（社区）; each step dated, each hire takes a vacancy, each hired person followed up every year.</summary>
public static class Selections
{
    const string Read = Employers.Read, Edit = Employers.Edit, Course = "各环节";
    /// <summary>Who applied, and what their vetting found: for those who select, not for everybody who reads employers.</summary>
    public const string ReadCandidates = "talent.selections.read";
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Basis Own = Basis.Practice("事业单位公开招聘和选聘工作办法（本单位）");

    public static readonly CodeSet Kind = new("selection_kind", "选聘类别", "事业单位专业性岗位选聘、研究生选聘、在外大学生回村（社区）", [new("1", "事业单位专业性岗位选聘"), new("2", "研究生选聘"), new("3", "在外大学生回村（社区）招聘")]);
    public static readonly CodeSet Stage = new("selection_stage", "进展", "公告、报名、资格审查、考试、体检考察、公示、聘用", [new("1", "制定方案"), new("2", "已公告"), new("3", "资格审查完成"), new("4", "已笔试"), new("5", "已面试"), new("6", "体检考察完成"), new("7", "公示"), new("8", "聘用完成")]);
    public static readonly CodeSet CandidateStage = new("selection_candidate_stage", "进展", "本平台", [new("1", "报名"), new("2", "资格合格"), new("3", "已考试"), new("4", "体检考察合格"), new("6", "已聘用"), new("8", "不合格"), new("9", "放弃")]);
    static readonly CodeSet PostGrade = new("institution_post_grade", "岗位等级", "事业单位岗位设置", [new("1", "管理岗位"), new("2", "专业技术高级"), new("3", "专业技术中级"), new("4", "专业技术初级"), new("5", "工勤技能")]);
    static readonly CodeSet Standing = new("selection_follow_result", "评价", "本平台", [new("1", "表现好"), new("2", "称职"), new("3", "需要帮助"), new("4", "不适应岗位")]);
    static readonly CodeSet Health = new("selection_health", "体检", "本平台", [new("1", "合格"), new("2", "不合格")]);

    public static readonly Rule<SelectionFacts> Publicity = new()
    {
        Id = "talent.selections.publicity", Title = "拟聘人员公示不少于规定天数", WhenBroken = "公示天数不够", Basis = Own, Severity = Severity.Refuse, Parameters = [RuleParameter.Days("days", "公示不少于", 7, Stricter.Higher)],
        Test = new([nameof(SelectionFacts.PublishedOn), nameof(SelectionFacts.PublishUntil)], "publish_until >= published_on + {days}::int", (f, t) => Finding.Of(f.PublishUntil >= f.PublishedOn!.Value.AddDays(t.Int("days")), $"公示 {Dates.Format(f.PublishedOn.Value)} 至 {Dates.Format(f.PublishUntil!.Value)}，不少于 {t.Int("days")} 天")),
        Examples = [new("七天", new() { PublishedOn = new(2026, 11, 1), PublishUntil = new(2026, 11, 8) }, Day, Outcome.Met), new("三天", new() { PublishedOn = new(2026, 11, 1), PublishUntil = new(2026, 11, 4) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<DueFacts> Followed = IntroductionRules.Due("talent.selection-candidates.follow", "选聘人员每年跟踪一次", "到期没有跟踪", "yellow", new("selection-candidates", "select c.id, c.locality_path, c.name as title, c.follow_due_on as due_on, null::date as done_on from selection_candidate c where c.removed_at is null and c.stage = '6' and c.ended_on is null"), "grace", "宽限", 30);

    static Field On => Field.Date("on", "日期").Required().Past();

    public static readonly Register Posts = new()
    {
        Id = "institution-posts", Title = "事业单位岗位空缺表", Noun = "岗位", Counter = "类", Table = "institution_post", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "岗位", 60).Required().Wide(), Field.Row("employer_id", "单位", "employers").Required().Listed().Filter(), Field.Code("system", "系统", TalentCodes.System).Required().Listed().FirstFilter(), Field.Code("grade", "岗位等级", PostGrade).Required().Listed().FirstFilter(), Field.Code("domain", "专业领域", TalentCodes.Domain).Required().Listed().FirstFilter(),
            Field.Number("approved", "核定", 0, 100_000).Required().Listed(), Field.Number("occupied", "已聘", 0, 100_000).Required().Listed().DefaultsTo("0"), Field.Number("vacant", "空缺", -100_000).Listed().Filter().ByDeed(), Field.Date("counted_on", "核对日期").Required().Listed().Past(),
        ],
        Conditions = [new("有空缺的", "vacant.from=1")],
        Children = [new() { Id = "posts", Title = "列入过的选聘岗位", Noun = "选聘岗位", Counter = "个", Table = "selection_post", ParentColumn = "institution_post_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "talent/selection-posts", Fields = [Field.Text("title", "岗位").Wide(), Field.Row("selection_id", "批次", "selections").Listed(), Field.Number("wanted", "招聘人数").Listed(), Field.Number("filled", "已聘用").Listed()] }],
        Deeds =
        [
            new("plan", "列入选聘批次", Edit)
            {
                Consequence = "从空缺里拿出名额作选聘岗位；聘用一人，空缺减一", Fields = [Field.Row("selection_id", "批次", "selections").Required(), Field.Number("wanted", "招聘人数", 1, 10_000).Required(), Field.LongText("conditions", "报考条件", 500).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, selection = deed.Values["selection_id"], wanted = deed.Values["wanted"], conditions = deed.Text("conditions"), actor = db.Actor.Id };
                    if (!await db.FirstAsync<bool>("select exists (select from selection where id = @selection and removed_at is null and stage = '1')", args, stop)) return "批次不存在，或已经公告，不能再加岗位";
                    // What other rounds have already been given and have not filled is not given twice.
                    return await db.ExecuteAsync("""
                        insert into selection_post (locality_path, rank_order, title, selection_id, institution_post_id, unit, system, wanted, conditions, created_by)
                        select p.locality_path, p.rank_order, p.title, @selection, p.id, e.name, p.system, @wanted, @conditions, @actor from institution_post p join employer e on e.id = p.employer_id
                        where p.id = @Id and p.vacant - coalesce((select sum(s.wanted - s.filled) from selection_post s join selection b on b.id = s.selection_id where s.institution_post_id = p.id and s.removed_at is null and b.removed_at is null and b.stage < '8'), 0) >= @wanted
                        """, args, stop) == 0 ? "空缺不够：已经列入别的批次、还没有聘用的名额也算在内" : null;
                },
            },
        ],
    };

    public static readonly Register Rounds = new()
    {
        Id = "selections", Title = "选聘批次", Noun = "批次", Counter = "批", Table = "selection", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "批次", 80).Required().Wide(), Field.Code("kind", "类别", Kind).Required().Listed().FirstFilter(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter().Sortable(), Field.Text("document_no", "方案文号", 60).Listed(), Field.Code("stage", "进展", Stage).Listed().FirstFilter().ByDeed(), Field.Date("stage_on", "最近一步").Listed().ByDeed(), Field.LongText("remark", "说明", 1000),
            Field.Date("announced_on", "公告").ByDeed().In(Course), Field.Text("announced_at", "公告载体").ByDeed().In(Course), Field.Date("apply_until", "报名截止").ByDeed().In(Course), Field.Date("qualified_on", "资格审查").ByDeed().In(Course), Field.Date("tested_on", "笔试").ByDeed().In(Course), Field.Date("interviewed_on", "面试").ByDeed().In(Course), Field.Date("vetted_on", "体检考察").ByDeed().In(Course), Field.Date("published_on", "公示开始").ByDeed().In(Course), Field.Date("publish_until", "公示截止").ByDeed().In(Course), Field.Date("closed_on", "聘用完成").ByDeed().In(Course),
        ],
        Rules = [Publicity],
        Conditions = [new("进行中", "stage=2,3,4,5,6,7"), new("专业性岗位", "kind=1"), new("研究生", "kind=2"), new("回村（社区）", "kind=3")],
        Children =
        [
            new() { Id = "posts", Title = "岗位", Noun = "岗位", Counter = "个", Table = "selection_post", ParentColumn = "selection_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "talent/selection-posts", Fields = [Field.Text("title", "岗位").Wide(), Field.Text("unit", "用人单位").Listed(), Field.Number("wanted", "招聘人数").Listed(), Field.Number("filled", "已聘用").Listed()] },
            new() { Id = "candidates", Title = "报名人", Noun = "报名人", Counter = "人", Table = "selection_candidate", ParentColumn = "selection_id", ReadPermission = ReadCandidates, WritePermission = Edit, IsLedger = true, RowPath = "talent/selection-candidates", Fields = [Field.Text("name", "姓名").Wide(), Field.Row("selection_post_id", "岗位", "selection-posts").Listed(), Field.Code("stage", "进展", CandidateStage).Listed(), Field.Number("total", "综合成绩").WithDecimals(2).Listed()] },
        ],
        Actions = [new("选聘总览", "talent/introductions/selecting", Read)],
        Deeds =
        [
            Deed("announce", "公告", Edit, "岗位和条件从此定下来，开始报名", "update selection set stage = '2', announced_on = @on, stage_on = @on, announced_at = @at, apply_until = @until, version = version + 1 where id = @id and stage = '1' and @until::date >= @on::date and exists (select from selection_post p where p.selection_id = selection.id and p.removed_at is null)", "已经公告，没有岗位，或报名截止早于公告", On, Field.Text("at", "公告载体", 100).Required(), Field.Date("until", "报名截止").Required()),
            Step("qualify", "资格审查完成", "3", "qualified_on", "没有审查的报名人不能参加考试", "greatest(s.announced_on, s.apply_until)"),
            Step("test", "笔试", "4", "tested_on", "不笔试、直接面试的，用“面试”", "s.stage_on"),
            Deed("interview", "面试", Edit, "进入体检考察", "update selection set stage = '5', interviewed_on = @on, stage_on = @on, version = version + 1 where id = @id and stage in ('3', '4') and stage_on <= @on", "还没有资格审查，或日期早于上一步", On),
            Step("vet", "体检考察完成", "6", "vetted_on", "合格的列入拟聘名单", "s.stage_on"),
            new("publish", "公示", Edit)
            {
                Consequence = "公示期满、没有异议才能聘用；天数由规则定", Fields = [Field.Date("on", "公示开始").Required().Past(), Field.Date("until", "公示截止").Required()],
                Done = async (db, deed, stop) =>
                {
                    var days = (await RuleSettings.ReadAsync(db, stop)).For(Publicity, deed.LocalityPath, Clock.Today).Int("days");
                    var args = new { deed.Id, on = deed.Day("on"), until = deed.Day("until") };
                    if (args.until < args.on!.Value.AddDays(days)) return $"公示不少于 {days} 天";
                    return await db.ExecuteAsync("update selection set stage = '7', published_on = @on, publish_until = @until, stage_on = @on, version = version + 1 where id = @Id and stage = '6' and stage_on <= @on", args, stop) == 0 ? "还没有体检考察，或日期早于上一步" : null;
                },
            },
            Deed("close", "聘用完成", Edit, "没有聘满的名额退回岗位空缺", "update selection set stage = '8', closed_on = @on, stage_on = @on, version = version + 1 where id = @id and stage = '7' and publish_until < @on", "还没有公示，或公示没有期满", On),
        ],
    };

    /// <summary>One step further, not before the day of the step before.</summary>
    static RegisterDeed Step(string id, string title, string stage, string column, string consequence, string after) =>
        Deed(id, title, Edit, consequence, $"update selection s set stage = '{stage}', {column} = @on, stage_on = @on, version = version + 1 where id = @id and stage = '{(char)(stage[0] - 1)}' and {after} <= @on", "上一步还没有完成，或日期早于上一步", On);

    public static readonly Register RoundPosts = new()
    {
        Id = "selection-posts", Title = "选聘岗位", Noun = "选聘岗位", Counter = "个", Table = "selection_post", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "岗位", 60).Required().Wide(), Field.Row("selection_id", "批次", "selections").Required().Listed().Filter(), Field.Text("unit", "用人单位（部门、村）", 60).Required().Listed(), Field.Code("system", "系统", TalentCodes.System).Required().Listed().FirstFilter(), Field.Number("wanted", "招聘人数", 1, 10_000).Required().Listed().DefaultsTo("1"), Field.Number("filled", "已聘用").Listed().ByDeed(), Field.LongText("conditions", "报考条件", 500).Required(), Field.Row("institution_post_id", "来自空缺岗位", "institution-posts").Filter().ByDeed(),
        ],
        Conditions = [new("没有聘到人", "filled.to=0")],
        Children = [new() { Id = "candidates", Title = "报名人", Noun = "报名人", Counter = "人", Table = "selection_candidate", ParentColumn = "selection_post_id", ReadPermission = ReadCandidates, WritePermission = Edit, IsLedger = true, RowPath = "talent/selection-candidates", Fields = [Field.Text("name", "姓名").Wide(), Field.Code("stage", "进展", CandidateStage).Listed(), Field.Number("total", "综合成绩").WithDecimals(2).Listed()] }],
    };

    public static readonly Register Candidates = new()
    {
        Id = "selection-candidates", Title = "选聘报名人", Noun = "报名人", Counter = "人", Table = "selection_candidate", ReadPermission = ReadCandidates, WritePermission = Edit, OpenPermission = Employers.Open,
        Fields =
        [
            Field.Name(), Field.Row("selection_id", "批次", "selections").Required().Filter(), Field.Row("selection_post_id", "报考岗位", "selection-posts").Required().Wide().Filter(), Field.Code("sex", "性别", StandardCodes.Sex), Field.Date("birth_on", "出生日期").WithAge().Past(), Field.Text("native_place", "籍贯", 60).Hinted("回村（社区）招聘的必填"), Field.Code("politics", "政治面貌", StandardCodes.Politics),
            Field.Code("education", "学历", StandardCodes.Education).Required().Listed().Filter(), Field.Code("study_kind", "教育类别", StandardCodes.StudyKind).Filter(), Field.Code("degree", "学位", StandardCodes.Degree), Field.Text("school", "毕业院校及专业", 80).Required(), Field.Phone("phone", "联系电话"), Field.Date("applied_on", "报名").Required().WideScreensOnly().Past(),
            Field.Code("stage", "进展", CandidateStage).Listed().FirstFilter().ByDeed().In(Course), Field.Text("check_words", "资格审查").ByDeed().In(Course), Field.Number("test_score", "笔试").WithDecimals(2).ByDeed().In(Course), Field.Number("interview_score", "面试").WithDecimals(2).ByDeed().In(Course), Field.Number("total", "综合成绩").WithDecimals(2).Listed().ByDeed().In(Course), Field.Code("health", "体检", Health).ByDeed().In(Course), Field.Text("vetting", "考察（政审）").ByDeed().In(Course), Field.Date("vetted_on", "体检考察日期").ByDeed().In(Course),
            Field.Date("appointed_on", "聘用（任职）").Listed().Filter().ByDeed().In(Course), Field.Text("appointed_to", "去向").ByDeed().In(Course), Field.Text("appointment_no", "文号").ByDeed().In(Course), Field.Date("follow_due_on", "下次跟踪").WideScreensOnly().Filter().ByDeed().In(Course), Field.Date("ended_on", "离开").Filter().ByDeed().In(Course), Field.Text("ended_reason", "离开原因").ByDeed().In(Course),
        ],
        Rules = [Followed],
        Conditions = [new("已聘用在岗", "stage=6&ended_on.none=1"), ReadyCondition.Of(Followed), new("待资格审查", "stage=1") { Light = "yellow" }, new("已离开", "ended_on.from=1900.01.01")],
        Children =
        [
            new() { Id = "follow-ups", Title = "聘用后跟踪", Noun = "跟踪", Counter = "次", Table = "selection_follow_up", ParentColumn = "selection_candidate_id", BeganColumn = "followed_on", ReadPermission = ReadCandidates, WritePermission = Edit, IsLedger = true, Fields = [Field.LongText("words", "情况", 500).Wide(), Field.Date("followed_on", "日期").Listed(), Field.Code("result", "评价", Standing).Listed(), Field.Text("by_name", "跟踪人").Listed()] },
        ],
        Deeds =
        [
            Deed("qualify", "资格审查", Edit, "合格的参加考试；研究生选聘只收全日制研究生，回村招聘只收本地籍", """
                update selection_candidate c set stage = case when @passed then '2' else '8' end, check_words = @words, version = c.version + 1 from selection s where c.id = @id and s.id = c.selection_id and c.stage = '1' and s.stage in ('2', '3')
                  and (not @passed or (s.kind <> '2' or left(c.education, 1) = '1' and c.study_kind = '1') and (s.kind <> '3' or coalesce(c.native_place, '') <> ''))
                """, "批次没有公告，已经审查过；或研究生选聘的不是全日制研究生，回村招聘的没有登记籍贯", Field.Flag("passed", "合格").Required(), Field.Text("words", "审查情况", 200).Required()),
            Deed("score", "登记成绩", Edit, "综合成绩由笔试、面试各半算出；没有笔试的按面试", "update selection_candidate c set stage = '3', test_score = @test, interview_score = @interview, version = c.version + 1 from selection s where c.id = @id and s.id = c.selection_id and c.stage in ('2', '3') and s.stage in ('4', '5')", "资格没有通过，或批次还没有考试", Field.Number("test", "笔试", 0, 100).WithDecimals(2), Field.Number("interview", "面试", 0, 100).WithDecimals(2).Required()),
            Deed("vet", "登记体检考察", Edit, "不合格的到此为止，可以依次递补", "update selection_candidate set stage = case when @health = '1' and @passed then '4' else '8' end, health = @health, vetting = @vetting, vetted_on = @on, version = version + 1 where id = @id and stage = '3'", "还没有考试成绩", On, Field.Code("health", "体检", Health).Required(), Field.Flag("passed", "考察合格").Required(), Field.Text("vetting", "考察（政审）结论", 200).Required()),
            new("appoint", "聘用（任职）", Edit)
            {
                Consequence = "公示期满才能办；占一个名额，岗位空缺减一；一年后跟踪。研究生选聘的，本人记录同时移交干部部门", Fields = [On, Field.Text("no", "聘用（任职）文号", 60).Required()],
                Done = AppointAsync,
            },
            new("follow", "记跟踪", Edit)
            {
                Consequence = "记入聘用后跟踪，下次跟踪在一年以后", Fields = [On, Field.Code("result", "评价", Standing).Required(), Field.LongText("words", "思想、工作、生活情况", 500).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, deed.LocalityPath, deed.By, on = deed.Day("on"), result = deed.Text("result"), words = deed.Text("words") };
                    if (await db.ExecuteAsync("update selection_candidate set follow_due_on = (@on::date + interval '1 year')::date, version = version + 1 where id = @Id and stage = '6' and ended_on is null and appointed_on <= @on", args, stop) == 0) return "没有聘用或已经离开，或日期早于聘用";
                    await db.ExecuteAsync("insert into selection_follow_up (selection_candidate_id, locality_path, rank_order, followed_on, by_name, result, words) values (@Id, @LocalityPath, -(@on::date - date '2000-01-01'), @on, @By, @result, @words)", args, stop);
                    return null;
                },
            },
            new("leave", "登记离开", Edit)
            {
                Consequence = "不再跟踪；岗位空出来", Fields = [On, Field.Text("reason", "原因", 200).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("on"), reason = deed.Text("reason") };
                    if (await db.ExecuteAsync("update selection_candidate set ended_on = @on, ended_reason = @reason, version = version + 1 where id = @Id and stage = '6' and ended_on is null and appointed_on <= @on", args, stop) == 0) return "没有聘用或已经离开，或日期早于聘用";
                    await db.ExecuteAsync("update institution_post i set occupied = occupied - 1, version = i.version + 1 from selection_candidate c join selection_post p on p.id = c.selection_post_id where c.id = @Id and i.id = p.institution_post_id and i.occupied > 0", args, stop);
                    return null;
                },
            },
            Deed("drop", "登记放弃", Edit, "到此为止，可以依次递补", "update selection_candidate set stage = '9', ended_reason = @reason, version = version + 1 where id = @id and stage < '6'", "已经聘用或已经结束", Field.Text("reason", "原因", 200).Required()),
        ],
    };

    static async Task<string?> AppointAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        var args = new { deed.Id, on = deed.Day("on"), no = deed.Text("no") };
        if (await db.ExecuteAsync("update selection_post p set filled = p.filled + 1, version = p.version + 1 from selection_candidate c join selection s on s.id = c.selection_id where c.id = @Id and p.id = c.selection_post_id and c.stage = '4' and s.stage in ('7', '8') and s.publish_until < @on and p.filled < p.wanted", args, stop) == 0)
            return "体检考察没有合格，公示没有期满，或这个岗位已经聘满";
        if (await db.FirstAsync<bool>("select exists (select from selection_post p join selection_candidate c on c.selection_post_id = p.id where c.id = @Id and p.institution_post_id is not null)", args, stop)
            && await db.ExecuteAsync("update institution_post i set occupied = i.occupied + 1, counted_on = greatest(i.counted_on, @on), version = i.version + 1 from selection_candidate c join selection_post p on p.id = c.selection_post_id where c.id = @Id and i.id = p.institution_post_id and i.vacant > 0", args, stop) == 0)
            return "这个岗位已经没有空缺";
        await db.ExecuteAsync("update selection_candidate c set stage = '6', appointed_on = @on, appointment_no = @no, appointed_to = p.unit || p.title, follow_due_on = (@on::date + interval '1 year')::date, version = c.version + 1 from selection_post p where c.id = @Id and p.id = c.selection_post_id", args, stop);
        if (await db.FirstAsync<PostgraduateAppointed>("""
            select c.id as subject, c.locality_path, s.id as round, s.title as round_title, s.year, s.announced_on, s.document_no, c.name, c.sex, c.birth_on, c.education, c.degree, c.school, p.unit as department, p.title as post,
              (select sum(o.wanted)::int from selection_post o where o.selection_id = s.id and o.unit = p.unit and o.removed_at is null) as wanted, c.appointed_on, c.appointment_no
            from selection_candidate c join selection s on s.id = c.selection_id join selection_post p on p.id = c.selection_post_id where c.id = @Id and s.kind = '2'
            """, args, stop) is { } postgraduate) await db.PublishAsync(postgraduate, stop);
        return null;
    }

    public static readonly IReadOnlyList<Register> All = [Posts, Rounds, RoundPosts, Candidates];
    public static readonly IReadOnlyList<Rule> Rules = [Publicity, Followed];
}
