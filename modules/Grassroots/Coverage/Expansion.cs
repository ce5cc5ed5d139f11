namespace OrgWork.Grassroots;

/// <summary>扩面提质 with two targets for each township and office; 行业系统党建 with its office and committee; what instructors bring back from units; 四方满意 of each of their years there.</summary>
public static class Expansion
{
    const string Read = Establishments.Read, Write = Establishments.Write;

    public static readonly CodeSet Holders = new("expansion_holder", "单位类型", "本平台", [new("1", "乡镇（街道）"), new("2", "行业主管部门")]);
    public static readonly CodeSet Ways = new("expansion_way", "种类", "扩面提质行动", [new("1", "扩面（新建）"), new("2", "提质（等次提升）")]);
    public static readonly CodeSet Sides = new("satisfaction_side", "哪一方", "四方满意（企业、社会、派驻单位、指导员）", [new("1", "企业"), new("2", "社会"), new("3", "派驻单位"), new("4", "党建指导员")]);
    static readonly CodeSet Results = new("replacement_review", "评估结论", "本平台", [new("1", "继续选派，限期改进"), new("2", "调换指导员")]);

    public static readonly Register Targets = new()
    {
        Id = "expansion", Title = "扩面提质", Noun = "任务", Counter = "项", Table = "expansion_target", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("title", "责任单位", 60).Required().Wide(), Field.Code("kind", "单位类型", Holders).Required().Listed().FirstFilter(), Field.Number("year", "年度", 2000, 2200).Required().Listed().FirstFilter(), Field.Number("new_target", "扩面任务", 0, 100000).Required().Listed(), Field.Number("raise_target", "提质任务", 0, 100000).Required().Listed(), Field.Text("document_no", "文号", 60),
            Field.Number("expanded", "已新建").Listed().ByDeed(), Field.Number("raised", "已提升").Listed().ByDeed(),
        ],
        Rules = [ExpansionRules.OnCourse],
        Conditions = [ReadyCondition.Of(ExpansionRules.OnCourse), new("乡镇（街道）", "kind=1"), new("行业主管部门", "kind=2")],
        Actions = [new("按月进度", "grassroots/coverage/expansion", Read)],
        Children = [new() { Id = "results", Title = "完成情况", Noun = "完成情况", Counter = "个", Table = "expansion_result", ParentColumn = "expansion_target_id", BeganColumn = "done_on", IsLedger = true, ReadPermission = Read, WritePermission = Write, Fields = [Field.Row("organisation_id", "党组织", "organisations") with { IsListed = true, IsWide = true }, Field.Code("kind", "种类", Ways).Listed(), Field.Date("done_on", "日期").Listed(), Field.Code("from_grade", "原等次", GrassrootsCodes.Stars).Listed(), Field.Code("to_grade", "现等次", GrassrootsCodes.Stars).Listed()] }],
        Deeds =
        [
            new("expand", "记一个新建党组织", Write)
            {
                Consequence = "计入责任单位的扩面进度；党组织按名册上的成立日期算在那个月，一个组织只算一次",
                Fields = [Field.Row("organisation_id", "党组织", "organisations").Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, organisation = deed.Values["organisation_id"], today = Clock.Today };
                    var fault = await db.FirstAsync<string>("select case when o.sphere <> '7' then '“' || o.name || '”不是两新党组织' when o.founded_on is null then '名册上没有“' || o.name || '”的成立日期' when extract(year from o.founded_on) <> t.year or o.founded_on > @today then '“' || o.name || '” ' || to_char(o.founded_on, 'YYYY.MM.DD') || ' 成立，不是 ' || t.year || ' 年新建的' else '' end from organisation o, expansion_target t where o.id = @organisation and t.id = @Id", args, stop);
                    if (fault != "") return fault ?? "党组织不在您能看到的范围里";
                    if (await db.ExecuteAsync("insert into expansion_result (expansion_target_id, locality_path, rank_order, kind, organisation_id, done_on, created_by, changed_by) select t.id, t.locality_path, -(o.founded_on - date '2000-01-01'), '1', o.id, o.founded_on, org.actor(), org.actor() from expansion_target t, organisation o where t.id = @Id and o.id = @organisation on conflict (organisation_id) where kind = '1' and removed_at is null do nothing", args, stop) == 0) return "这个党组织已经算过一次";
                    await db.ExecuteAsync("update expansion_target set expanded = expanded + 1, version = version + 1 where id = @Id", args, stop);
                    return null;
                },
            },
            new("raise", "记一个等次提升", Write)
            {
                Consequence = "计入责任单位的提质进度；现等次以党组织名册上的星级为准",
                Fields = [Field.Row("organisation_id", "党组织", "organisations").Required(), Field.Code("from_grade", "原等次", GrassrootsCodes.Stars).Required(), Field.Date("done_on", "评定日期").Required().Past()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, organisation = deed.Values["organisation_id"], from = deed.Text("from_grade"), on = deed.Day("done_on") };
                    var fault = await db.FirstAsync<string>("select case when o.sphere <> '7' then '“' || o.name || '”不是两新党组织' when extract(year from @on::date) <> t.year then '评定日期不在 ' || t.year || ' 年' when coalesce(o.stars, '0') <= @from then '名册上“' || o.name || '”的星级没有高于原等次，先登记评定结果' else '' end from organisation o, expansion_target t where o.id = @organisation and t.id = @Id", args, stop);
                    if (fault != "") return fault ?? "党组织不在您能看到的范围里";
                    if (await db.ExecuteAsync("insert into expansion_result (expansion_target_id, locality_path, rank_order, kind, organisation_id, done_on, from_grade, to_grade, created_by, changed_by) select t.id, t.locality_path, -(@on::date - date '2000-01-01'), '2', o.id, @on, @from, o.stars, org.actor(), org.actor() from expansion_target t, organisation o where t.id = @Id and o.id = @organisation on conflict (organisation_id, to_grade) where kind = '2' and removed_at is null do nothing", args, stop) == 0) return "这次提升已经算过";
                    await db.ExecuteAsync("update expansion_target set raised = raised + 1, version = version + 1 where id = @Id", args, stop);
                    return null;
                },
            },
        ],
    };

    public static readonly Register Industries = new()
    {
        Id = "industry-systems", Title = "行业系统党建", Noun = "行业系统", Counter = "个", Table = "industry_system", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("name", "名称", 60).Required().Wide(), Field.Code("industry", "行业系统", Establishments.Industries).Required().Listed().FirstFilter(), Field.Text("office", "主管部门", 60).Required().Listed(), Field.Row("organisation_id", "行业党委", "organisations").Listed().Filter(), Field.Text("secretary", "行业党委书记", 36).Listed(), Field.LongText("remark", "备注", 500)],
        Conditions = [new("没有行业党委", "organisation_id.none=1") { Light = "yellow" }],
        Actions = [new("覆盖和党员", "grassroots/coverage/industries", Read)],
    };

    /// <summary>What instructors did, as one ledger over all units; requests go from here to departments and come back.</summary>
    public static readonly Register Log = new()
    {
        Id = "instructor-services", Title = "指导员服务事项", Noun = "服务事项", Counter = "件", Table = "instructor_log", IsLedger = true, ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("content", "做了什么", 400).Wide(), Field.Row("establishment_id", "单位", "establishments").Listed().Filter(), Field.Row("instructor_id", "指导员", "instructors").Listed().Filter(), Field.Date("happened_on", "日期").Listed().FirstFilter().Sortable(), Field.Code("service", "服务事项", Establishments.Services).Listed().FirstFilter(), Field.Code("kind", "方式", Establishments.LogKinds).Filter(), Field.Text("problem", "发现的问题", 200),
            Field.Text("request", "单位诉求", 200).Listed().Filter().In("诉求"), Field.Text("department", "转办部门", 60).Listed().Filter().In("诉求"), Field.Date("referred_on", "转办日期").Filter().In("诉求"), Field.Text("reply", "答复", 400).In("诉求"), Field.Date("replied_on", "答复日期").Filter().In("诉求"), Field.Date("closed_on", "销号日期").Listed().Filter().In("诉求"), Field.Text("closed_words", "单位反馈", 200).In("诉求"),
        ],
        Rules = [ExpansionRules.Referred, ExpansionRules.Answered],
        Conditions = [ReadyCondition.Of(ExpansionRules.Answered), ReadyCondition.Of(ExpansionRules.Referred), new("党的建设", "service=1"), new("经济发展", "service=2"), new("疫情防控", "service=3"), new("维护稳定", "service=4")],
        Deeds =
        [
            new("refer", "转办诉求", Write)
            {
                Consequence = "诉求转给部门，从转办之日起计算答复时间",
                Fields = [Field.Text("department", "转办部门", 60).Required(), Field.Date("referred_on", "转办日期").Required().Past()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update instructor_log set department = @department, referred_on = @on, version = version + 1 where id = @Id and request is not null and replied_on is null and happened_on <= @on", new { deed.Id, department = deed.Text("department"), on = deed.Day("referred_on") }, stop) == 0 ? "没有诉求、已经答复，或转办早于提出" : null,
            },
            new("reply", "登记答复", Write)
            {
                Consequence = "部门的答复记下来，等单位反馈后销号",
                Fields = [Field.Text("reply", "答复", 400).Required(), Field.Date("replied_on", "答复日期").Required().Past()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update instructor_log set reply = @reply, replied_on = @on, version = version + 1 where id = @Id and referred_on <= @on and closed_on is null", new { deed.Id, reply = deed.Text("reply"), on = deed.Day("replied_on") }, stop) == 0 ? "还没有转办、已经销号，或答复早于转办" : null,
            },
            new("close", "销号", Write)
            {
                Consequence = "单位认可的销号；不认可的填意见，退回部门重新办理",
                Fields = [Field.Flag("is_content", "单位认可"), Field.Text("closed_words", "单位反馈", 200).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync(deed.Values.GetValueOrDefault("is_content") is true
                    ? "update instructor_log set closed_on = @today, closed_words = @words, version = version + 1 where id = @Id and replied_on is not null and closed_on is null"
                    : "update instructor_log set reply = null, replied_on = null, closed_words = '退回：' || @words, version = version + 1 where id = @Id and replied_on is not null and closed_on is null", new { deed.Id, today = Clock.Today, words = deed.Text("closed_words") }, stop) == 0 ? "还没有答复，或已经销号" : null,
            },
        ],
    };

    public static readonly Register Satisfaction = new()
    {
        Id = "satisfaction", Title = "四方满意测评", Noun = "测评", Counter = "份", Table = "satisfaction", IsLedger = true, ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("title", "单位和指导员", 120).Wide(), Field.Row("establishment_id", "单位", "establishments").Filter(), Field.Row("instructor_id", "指导员", "instructors").Filter(), Field.Number("year", "年度").Listed().FirstFilter(),
            Field.Number("enterprise_score", "企业").Listed(), Field.Number("society_score", "社会").Listed(), Field.Number("sender_score", "派驻单位").Listed(), Field.Number("instructor_score", "指导员").Listed(), Field.Number("lowest", "最低一方").Filter(), Field.Date("reviewed_on", "调换评估").Listed().Filter(), Field.Code("review_result", "评估结论", Results).Listed().Filter(), Field.Text("review_words", "评估说明", 300),
        ],
        Rules = [ExpansionRules.Satisfied],
        Conditions = [ReadyCondition.Of(ExpansionRules.Satisfied), new("四方没有评全", "lowest.none=1"), new("评估后调换的", "review_result=2")],
        Children = [new() { Id = "answers", Title = "答卷", Noun = "答卷", Counter = "份", Table = "satisfaction_answer", ParentColumn = "satisfaction_id", BeganColumn = "answered_on", IsLedger = true, ReadPermission = Read, WritePermission = Write, Fields = [Field.Code("side", "哪一方", Sides).Listed(), Field.Number("score", "评分").Listed(), Field.Date("answered_on", "日期").Listed(), Field.Text("words", "意见", 200).Listed()] }],
        Deeds =
        [
            new("answer", "记一份答卷", Write)
            {
                Consequence = "按这一方已收的答卷重新平均；四方都有了即知道最低一方",
                Fields = [Field.Code("side", "哪一方", Sides).Required(), Field.Number("score", "评分（百分制）", 0, 100).Required(), Field.Date("answered_on", "日期").Required().Past(), Field.Text("words", "意见", 200)],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, side = deed.Text("side"), score = deed.Values["score"], on = deed.Day("answered_on"), words = deed.Text("words") };
                    if (await db.ExecuteAsync("insert into satisfaction_answer (satisfaction_id, locality_path, rank_order, side, score, answered_on, words, created_by, changed_by) select s.id, s.locality_path, -(@on::date - date '2000-01-01'), @side, @score, @on, nullif(@words, ''), org.actor(), org.actor() from satisfaction s where s.id = @Id and s.reviewed_on is null", args, stop) == 0) return "已经作过调换评估，答卷不再收";
                    await db.ExecuteAsync("""
                        update satisfaction s set enterprise_score = a.one, society_score = a.two, sender_score = a.three, instructor_score = a.four, lowest = case when a.sides = 4 then least(a.one, a.two, a.three, a.four) end, version = s.version + 1
                        from (select round(avg(score) filter (where side = '1'))::int as one, round(avg(score) filter (where side = '2'))::int as two, round(avg(score) filter (where side = '3'))::int as three, round(avg(score) filter (where side = '4'))::int as four, count(distinct side) as sides from satisfaction_answer where satisfaction_id = @Id and removed_at is null) a where s.id = @Id
                        """, args, stop);
                    return null;
                },
            },
            new("review", "调换评估", Write)
            {
                Consequence = "继续选派的写明怎样改进；调换的，这名指导员到这一天为止不再联系这个单位，单位列入没有指导员",
                Fields = [Field.Code("review_result", "结论", Results).Required(), Field.Date("reviewed_on", "日期").Required().Past(), Field.Text("review_words", "说明", 300).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, result = deed.Text("review_result"), on = deed.Day("reviewed_on"), words = deed.Text("review_words") };
                    if (await db.FirstAsync<int?>("update satisfaction set review_result = @result, reviewed_on = @on, review_words = @words, version = version + 1 where id = @Id and lowest is not null and reviewed_on is null returning lowest", args, stop) is null) return "四方还没有评全，或已经评估过";
                    if (args.result != "2") return null;
                    await db.TakesEffectAsync(args.on!.Value, stop);
                    return await db.ExecuteAsync("update instructor_assignment a set ended_on = @on, version = a.version + 1 from satisfaction s where s.id = @Id and a.id = s.assignment_id and a.ended_on is null and a.began_on <= @on", args, stop) == 0 ? "这次选派已经结束，或日期早于选派" : null;
                },
            },
        ],
    };

    public static readonly IReadOnlyList<Register> All = [Targets, Industries, Log, Satisfaction];
}

/// <summary>Apart from the registers, which are made of one another.</summary>
static class ExpansionDeeds
{
    /// <summary>On instructors: the year's survey for each unit they are with.</summary>
    public static readonly RegisterDeed Survey = new("survey", "开展四方满意测评", Establishments.Write)
    {
        Consequence = "所选指导员联系的每个单位各建一份测评，四方的答卷到“四方满意测评”里登记；同一年度已有的不重复",
        Fields = [Field.Number("year", "年度", 2000, 2200).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("""
            insert into satisfaction (locality_path, rank_order, title, establishment_id, instructor_id, assignment_id, year, created_by, changed_by)
            select e.locality_path, e.rank_order, left(e.name || ' · ' || i.name, 120), e.id, i.id, a.id, @year, org.actor(), org.actor()
            from instructor i join instructor_assignment a on a.instructor_id = i.id and a.removed_at is null and a.began_on < make_date(@year + 1, 1, 1) and coalesce(a.ended_on >= make_date(@year, 1, 1), true) join establishment e on e.id = a.establishment_id and e.removed_at is null and e.closed_on is null where i.id = @Id
            on conflict (assignment_id, year) where removed_at is null do nothing
            """, new { deed.Id, year = deed.Values["year"] }, stop) == 0 ? "这一年没有联系单位，或已经开展过" : null,
    };
}

public sealed record ExpansionFacts
{
    [KnownAs("年度")] public int? Year { get; init; }
    [KnownAs("任务合计", Unit = "个")] public int? Target { get; init; }
    [KnownAs("完成合计", Unit = "个")] public int? Done { get; init; }
}

public sealed record RequestFacts
{
    [KnownAs("提出日期")] public DateOnly? HappenedOn { get; init; }
    [KnownAs("转办日期")] public DateOnly? ReferredOn { get; init; }
    [KnownAs("销号日期")] public DateOnly? ClosedOn { get; init; }
}

public sealed record SatisfactionFacts
{
    [KnownAs("最低一方评分", Unit = "分")] public decimal? Lowest { get; init; }
    [KnownAs("已作调换评估")] public bool? IsReviewed { get; init; }
}

public static class ExpansionRules
{
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Basis Practice = Basis.Practice("两新组织党建“扩面提质”的通行做法"), Sent = Basis.Practice("选派党建指导员的要求");

    /// <summary>Behind when less is done than the months that are over ask for; the year before is judged whole.</summary>
    public static readonly Rule<ExpansionFacts> OnCourse = new()
    {
        Id = "grassroots.expansion.on-course", Title = "扩面提质按月推进", WhenBroken = "扩面提质落后于时间进度", Basis = Practice, Severity = Severity.Remind, Light = "yellow",
        Population = new("expansion", "select t.id, t.locality_path, t.title, t.year, t.new_target + t.raise_target as target, least(t.expanded, t.new_target) + least(t.raised, t.raise_target) as done from expansion_target t where t.removed_at is null"),
        Test = new RuleTest<ExpansionFacts>([nameof(ExpansionFacts.Year), nameof(ExpansionFacts.Target), nameof(ExpansionFacts.Done)], "done * 12 >= target * case when year < extract(year from {day}::date) then 12 when year > extract(year from {day}::date) then 0 else extract(month from {day}::date)::int - 1 end", (f, t) =>
        {
            var months = f.Year < t.Day.Year ? 12 : f.Year > t.Day.Year ? 0 : t.Day.Month - 1;
            return Finding.Of(f.Done * 12 >= f.Target * months, $"任务 {f.Target} 个，完成 {f.Done} 个；时间过了 {months} 个月");
        }),
        Examples = [new("够", new() { Year = 2026, Target = 12, Done = 10 }, Day, Outcome.Met), new("少", new() { Year = 2026, Target = 12, Done = 9 }, Day, Outcome.Broken), new("明年的", new() { Year = 2027, Target = 12, Done = 0 }, Day, Outcome.Met)],
    };

    static readonly Population Requests = new("instructor-services", "select w.id, w.locality_path, w.content as title, w.happened_on, w.referred_on, w.closed_on from instructor_log w where w.request is not null and w.removed_at is null");

    public static readonly Rule<RequestFacts> Referred = new()
    {
        Id = "grassroots.instructor-services.referred", Title = "单位诉求及时转办", WhenBroken = "单位诉求没有转办", Basis = Sent, Severity = Severity.Remind, Light = "yellow", Population = Requests,
        Parameters = [RuleParameter.Days("days", "提出后", 3, Stricter.Lower)],
        Test = new([nameof(RequestFacts.HappenedOn)], "referred_on is not null or closed_on is not null or happened_on + {days}::int >= {day}", (f, t) => Finding.Of(f.ReferredOn is not null || f.ClosedOn is not null || f.HappenedOn!.Value.AddDays(t.Int("days")) >= t.Day, $"提出 {Dates.Format(f.HappenedOn!.Value)}；{(f.ReferredOn is { } on ? $"{Dates.Format(on)} 转办" : "没有转办")}")),
        Examples = [new("转了", new() { HappenedOn = new(2026, 11, 1), ReferredOn = new(2026, 11, 2) }, Day, Outcome.Met), new("没有转", new() { HappenedOn = new(2026, 11, 1) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<RequestFacts> Answered = new()
    {
        Id = "grassroots.instructor-services.answered", Title = "单位诉求限期办结销号", WhenBroken = "单位诉求超期没有销号", Basis = Sent, Severity = Severity.Remind, Light = "yellow",
        Population = Requests, Parameters = [RuleParameter.Days("days", "办理", 30, Stricter.Lower)],
        Test = new([nameof(RequestFacts.HappenedOn)], "closed_on is not null or happened_on + {days}::int >= {day}", (f, t) => Finding.Of(f.ClosedOn is not null || f.HappenedOn!.Value.AddDays(t.Int("days")) >= t.Day, $"提出 {Dates.Format(f.HappenedOn!.Value)}；{(f.ClosedOn is { } on ? $"{Dates.Format(on)} 销号" : $"{t.Int("days")} 天内应销号")}")),
        Examples = [new("销了号", new() { HappenedOn = new(2026, 5, 1), ClosedOn = new(2026, 9, 1) }, Day, Outcome.Met), new("没有", new() { HappenedOn = new(2026, 9, 1) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<SatisfactionFacts> Satisfied = new()
    {
        Id = "grassroots.satisfaction.low", Title = "四方满意测评低的作调换评估", WhenBroken = "四方满意测评低，要作调换评估", Basis = Sent, Severity = Severity.Remind, Light = "red",
        Population = new("satisfaction", "select s.id, s.locality_path, s.title, s.lowest::numeric as lowest, s.reviewed_on is not null as is_reviewed from satisfaction s where s.removed_at is null and s.lowest is not null"),
        Parameters = [new("score", "评分", 60, "分", Stricter.Higher)],
        Test = RuleTest<SatisfactionFacts>.AtLeast(f => f.Lowest, "score", "分").For(f => f.IsReviewed is null ? null : !f.IsReviewed, "not is_reviewed", "已经评估"),
        Examples = [new("都满意", new() { Lowest = 82, IsReviewed = false }, Day, Outcome.Met), new("企业不满意", new() { Lowest = 45, IsReviewed = false }, Day, Outcome.Broken), new("评估过", new() { Lowest = 45, IsReviewed = true }, Day, Outcome.NotApplicable)],
    };

    public static readonly IReadOnlyList<Rule> All = [OnCourse, Referred, Answered, Satisfied];
}
