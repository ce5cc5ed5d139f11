using static OrgWork.Talent.TalentWork;

namespace OrgWork.Talent;

public sealed record TargetFacts
{
    [KnownAs("目标值")] public int? Value { get; init; }
    [KnownAs("分解到各单位的合计")] public int? Parts { get; init; }
    [KnownAs("分解成", Unit = "项")] public int? Count { get; init; }
    [KnownAs("责任单位")] public string? Owner { get; init; }
}

public sealed record ObjectiveFacts
{
    [KnownAs("本年目标", Unit = "项")] public int? Targets { get; init; }
}

public sealed record AppraisalFacts
{
    [KnownAs("总分")] public int? Total { get; init; }
}

/// <summary>人才工作目标 with their parts and editions, half-year and year's results frozen, 年度考评 of member units, 述职, what the level above gave and judged; 战略规划 they come from.</summary>
public static class Targets
{
    public const string Read = Members.Read, Edit = Members.Edit, Issue = Members.Issue;
    static readonly DateOnly Day = new(2026, 11, 21);
    static readonly Basis Own = Basis.Practice("人才工作调度考评办法（本单位）");

    public static readonly CodeSet Origin = new("target_origin", "来源", "本平台", [new("1", "本级目标"), new("2", "上级下达")]);
    static readonly CodeSet State = new("target_state", "状态", "本平台", [new("1", "起草"), new("2", "已审定")]);
    public static readonly CodeSet Period = new("target_period", "评估", "半年一评估、全年总考评", [new("1", "半年"), new("2", "全年")]);
    static readonly CodeSet AppraisalState = new("appraisal_state", "进展", "单位自评、核验、初评、领导小组审定、公布", [new("1", "待自评"), new("2", "待核验"), new("3", "待初评"), new("4", "待审定"), new("5", "待公布"), new("6", "已公布")]);
    public static readonly CodeSet Grade = TalentCodes.AppraisalGrade;

    public static readonly Rule<TargetFacts> PartsAddUp = new()
    {
        Id = "talent.targets.parts", Title = "分解到各单位的合计不少于总目标", WhenBroken = "分解的合计少于总目标", Basis = Own, Severity = Severity.Remind, Light = "red",
        Population = new("targets", "select t.id, t.locality_path, t.title, t.value, (select coalesce(sum(p.value), 0)::int from target p where p.parent_id = t.id and p.removed_at is null) as parts, (select count(*)::int from target p where p.parent_id = t.id and p.removed_at is null) as count, null::text as owner from target t where t.removed_at is null and t.year >= extract(year from {day}::date)"),
        Test = new RuleTest<TargetFacts>([nameof(TargetFacts.Value), nameof(TargetFacts.Parts)], "parts >= value", (f, _) => Finding.Of(f.Parts >= f.Value, $"总目标 {f.Value}，分解 {f.Count} 项合计 {f.Parts}")).For(f => f.Count is { } count ? count > 0 : null, "count > 0", "没有分解"),
        Examples = [new("正好", new() { Value = 30, Parts = 30, Count = 3 }, Day, Outcome.Met), new("少五个", new() { Value = 30, Parts = 25, Count = 3 }, Day, Outcome.Broken), new("没有分解", new() { Value = 30, Parts = 0, Count = 0 }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<TargetFacts> Owned = new()
    {
        Id = "talent.targets.owned", Title = "每项目标有责任单位", WhenBroken = "目标没有责任单位", Basis = Own, Severity = Severity.Remind,
        Population = new("targets", "select t.id, t.locality_path, t.title, t.value, null::int as parts, (select count(*)::int from target p where p.parent_id = t.id and p.removed_at is null) as count, (select m.name from member_unit m where m.id = t.member_unit_id and m.ended_on is null and m.removed_at is null) as owner from target t where t.removed_at is null and t.year >= extract(year from {day}::date)"),
        Test = new RuleTest<TargetFacts>([], "coalesce(owner, '') <> ''", (f, _) => Finding.Of(!string.IsNullOrEmpty(f.Owner), string.IsNullOrEmpty(f.Owner) ? "没有现任的责任单位" : $"责任单位 {f.Owner}")).For(f => f.Count is 0 or null, "coalesce(count, 0) = 0", "已分解到各单位"),
        Examples = [new("有", new() { Owner = "科技局", Count = 0 }, Day, Outcome.Met), new("没有", new() { Count = 0 }, Day, Outcome.Broken), new("已分解", new() { Count = 2 }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<TargetFacts> HalfYear = new()
    {
        Id = "talent.targets.half-year", Title = "半年评估应完成的比例", WhenBroken = "没有达到半年线", Basis = Own, Severity = Severity.Remind, Parameters = [RuleParameter.Percent("line", "半年线", 50, Stricter.Higher), RuleParameter.Percent("whole", "全年线", 100, Stricter.Higher), RuleParameter.Days("days", "整改期限", 60, Stricter.Lower)],
        Test = new([nameof(TargetFacts.Value), nameof(TargetFacts.Parts)], "parts::numeric * 100 >= value * {line}::numeric", (f, t) => Finding.Of((decimal)f.Parts!.Value * 100 >= f.Value!.Value * t["line"], $"完成 {f.Parts}，目标 {f.Value}，半年线 {t["line"]:0}%")),
        Examples = [new("过半", new() { Value = 30, Parts = 16 }, Day, Outcome.Met), new("三成", new() { Value = 30, Parts = 9 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<ObjectiveFacts> Targeted = new()
    {
        Id = "talent.objectives.targeted", Title = "规划目标每年有年度目标", WhenBroken = "规划目标今年没有年度目标", Basis = Own, Severity = Severity.Remind,
        Population = new("objectives", "select o.id, o.locality_path, o.title, (select count(*)::int from target t where t.objective_id = o.id and t.removed_at is null and t.year = extract(year from {day}::date)) as targets from objective o join strategy s on s.id = o.strategy_id where o.removed_at is null and s.removed_at is null and {day}::date between s.began_on and s.ends_on"),
        Test = new([nameof(ObjectiveFacts.Targets)], "targets > 0", (f, _) => Finding.Of(f.Targets > 0, $"今年的目标 {f.Targets} 项")),
        Examples = [new("有两项", new() { Targets = 2 }, Day, Outcome.Met), new("没有", new() { Targets = 0 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<AppraisalFacts> Score = new()
    {
        Id = "talent.appraisals.score", Title = "年度总考评的算法和档次", WhenBroken = "没有进第一档", Basis = Own, Severity = Severity.Remind, Text = "总分＝目标得分×权重＋调度报送得分×权重＋半年评估得分×权重＋加分－减分；目标得分按完成率（封顶）和权重加权。",
        Parameters = [RuleParameter.Percent("targets", "目标权重", 70, Stricter.Free), RuleParameter.Percent("dispatch", "调度报送权重", 10, Stricter.Free), RuleParameter.Percent("half", "半年评估权重", 20, Stricter.Free), new("cap", "完成率封顶", 120, "%", Stricter.Free) { Max = 500 }, new("first", "第一档不低于", 90, "分", Stricter.Free) { Max = 200 }, new("second", "第二档不低于", 75, "分", Stricter.Free) { Max = 200 }, new("third", "第三档不低于", 60, "分", Stricter.Free) { Max = 200 }],
        Test = new([nameof(AppraisalFacts.Total)], "total >= {first}", (f, t) => Finding.Of(f.Total >= t["first"], $"总分 {f.Total}，第一档不低于 {t["first"]:0}")),
        Examples = [new("九十五", new() { Total = 95 }, Day, Outcome.Met), new("八十", new() { Total = 80 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<DueFacts> ReportFiled = IntroductionRules.Due("talent.duty-reports.filed", "述职报告按期报送", "述职报告超期没有报", "red", new("duty-reports", "select d.id, d.locality_path, d.title, d.due_on, d.filed_on as done_on from duty_report d where d.removed_at is null and d.filed_on is null"), "grace", "宽限", 0);
    public static readonly Rule<DueFacts> Reviewed = IntroductionRules.Due("talent.institutions.review", "人才工作制度按期评估", "制度到期没有评估", "yellow", new("institutions", "select i.id, i.locality_path, i.title, i.review_on as due_on, null::date as done_on from institution i where i.removed_at is null and i.ended_on is null"), "grace", "宽限", 0);

    public static readonly Register Strategies = new()
    {
        Id = "strategies", Title = "人才战略和规划", Noun = "规划", Counter = "项", Table = "strategy", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "战略、规划", 80).Required().Wide(), Field.Text("issuer", "印发机关", 60).Required().Listed(), Field.Text("number", "文号", 60).Listed(), Field.Date("began_on", "开始").Required().Listed().Filter(), Field.Date("ends_on", "结束").Required().Listed().Filter(), Field.LongText("words", "主要内容", 4000)],
        Children = [new() { Id = "objectives", Title = "规划目标", Noun = "目标", Counter = "项", Table = "objective", ParentColumn = "strategy_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "talent/objectives", Fields = [Field.Text("title", "目标").Wide()] }],
    };

    public static readonly Register Objectives = new()
    {
        Id = "objectives", Title = "规划目标", Noun = "目标", Counter = "项", Table = "objective", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "目标", 100).Required().Wide(), Field.Row("strategy_id", "战略、规划", "strategies").Required().Listed().Filter(), Field.LongText("words", "说明", 500)],
        Rules = [Targeted], Conditions = [ReadyCondition.Of(Targeted)],
        Children = [new() { Id = "targets", Title = "年度目标", Noun = "目标", Counter = "项", Table = "target", ParentColumn = "objective_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "talent/targets", Fields = [Field.Text("title", "目标").Wide(), Field.Number("year", "年度").Listed(), Field.Number("value", "目标值").Listed(), Field.Number("actual", "实绩").Listed()] }],
    };

    public static readonly Register Register = new()
    {
        Id = "targets", Title = "人才工作目标", Noun = "目标", Counter = "项", Table = "target", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "目标", 80).Required().Wide(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Code("origin", "来源", Origin).Required().Listed().FirstFilter().DefaultsTo("1"), Field.Text("document_no", "下达文号", 60).Hinted("上级下达的必填"), Field.Code("indicator", "自动取数的指标", YearLines.Indicator).Filter().Hinted("填了就从名册台账现算；不填的由责任单位登记、另一人核验"), Field.Text("measure", "计量单位", 20).Required(),
            Field.Number("value", "目标值", 1, 2_000_000_000).Required().Listed(), Field.Number("weight", "权重", 0, 100).Required().Listed().DefaultsTo("0"), Field.Date("due_on", "完成时限").Required().Listed().Filter(), Field.Row("member_unit_id", "责任单位", "members").Listed().Filter(), Field.Row("objective_id", "对应的规划目标", "objectives").Filter(), Field.Row("parent_id", "分解自", "targets").Filter(),
            Field.Code("state", "状态", State).Listed().FirstFilter().ByDeed(), Field.Date("approved_on", "审定").ByDeed(), Field.Number("edition", "第几版").ByDeed(), Field.Number("actual", "实绩").Listed().ByDeed(), Field.Date("actual_on", "实绩截至").ByDeed(), Field.Text("evidence", "佐证").ByDeed(), Field.Date("verified_on", "核验").Filter().ByDeed(), Field.Text("verified_by", "核验人").ByDeed(),
        ],
        Rules = [PartsAddUp, Owned],
        Conditions = [new("待审定", "state=1") { Light = "yellow" }, new("上级下达", "origin=2"), ReadyCondition.Of(PartsAddUp), ReadyCondition.Of(Owned), new("实绩待核验", "actual_on.from=1900.01.01&verified_on.none=1")],
        Children =
        [
            new() { Id = "parts", Title = "分解", Noun = "目标", Counter = "项", Table = "target", ParentColumn = "parent_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "talent/targets", Fields = [Field.Text("title", "目标").Wide(), Field.Row("member_unit_id", "责任单位", "members").Listed(), Field.Number("value", "目标值").Listed(), Field.Number("actual", "实绩").Listed()] },
            new() { Id = "editions", Title = "以前各版", Noun = "版本", Counter = "版", Table = "target_edition", ParentColumn = "target_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Text("reason", "调整理由").Wide(), Field.Number("edition", "第几版").Listed(), Field.Number("value", "目标值").Listed(), Field.Number("weight", "权重").Listed(), Field.Date("due_on", "完成时限").Listed(), Field.Date("until_on", "用到").Listed()] },
        ],
        Deeds =
        [
            Deed("approve", "审定", Issue, "目标值、权重、时限和责任单位从此只能用“调整”改", "update target set state = '2', approved_on = @on, version = version + 1 where id = @id and state = '1'", "已经审定", Field.Date("on", "日期").Required().Past()),
            new("adjust", "调整", Issue)
            {
                Consequence = "现在这一版和理由留存，按新版执行", Fields = [Field.Date("on", "日期").Required().Past(), Field.Number("value", "新目标值", 1, 2_000_000_000).Required(), Field.Number("weight", "新权重", 0, 100).Required(), Field.Date("due_on", "新时限").Required(), Field.Text("reason", "理由", 200).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("on"), value = deed.Values["value"], weight = deed.Values["weight"], due = deed.Day("due_on"), reason = deed.Text("reason") };
                    if (await db.ExecuteAsync("insert into target_edition (target_id, locality_path, rank_order, edition, value, weight, due_on, until_on, reason) select id, locality_path, -edition, edition, value, weight, due_on, @on, @reason from target where id = @Id and state = '2' and approved_on <= @on", args, stop) == 0) return "还没有审定（直接改），或日期早于审定";
                    await db.ExecuteAsync("update target set value = @value, weight = @weight, due_on = @due, edition = edition + 1, version = version + 1 where id = @Id", args, stop);
                    return null;
                },
            },
            Deed("enter", "登记实绩", Edit, "自动取数的不用登记；登记后由另一人核验才算数", "update target set actual = @actual, actual_on = @on, evidence = @evidence, entered_by = @by, verified_on = null, verified_by = null, version = version + 1 where id = @id and state = '2' and indicator is null", "还没有审定，或这一项自动取数", Field.Date("on", "截至").Required().Past(), Field.Number("actual", "实绩", 0, 2_000_000_000).Required(), Field.Text("evidence", "佐证", 200).Required()),
            Deed("verify", "核验实绩", Edit, "核验的实绩计入完成率和评估", "update target set verified_on = @on, verified_by = @name, version = version + 1 where id = @id and actual_on <= @on and verified_on is null and entered_by is distinct from @by", "没有登记实绩或已经核验，或日期早于实绩；登记的人不能自己核验", Field.Date("on", "日期").Required().Past()),
        ],
    };

    public static readonly Register Results = new()
    {
        Id = "target-results", Title = "目标评估结果", Noun = "评估结果", Counter = "项", Table = "target_result", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields =
        [
            Field.Text("title", "目标").Wide(), Field.Number("year", "年度").Listed().FirstFilter(), Field.Code("period", "评估", Period).Listed().FirstFilter(), Field.Row("member_unit_id", "责任单位", "members").Listed().Filter(), Field.Date("frozen_on", "数据截至").Listed(), Field.Number("value", "目标值").Listed(), Field.Number("weight", "权重"), Field.Number("actual", "实绩").Listed(), Field.Number("rate", "完成率（%）").Listed().Filter(), Field.Number("line", "应达到（%）").Listed(),
            Field.LongText("opinion", "评估意见", 500).Filter(), Field.Text("opinion_by", "评估人"), Field.Date("feedback_on", "反馈").Listed().Filter(), Field.Row("target_id", "目标记录", "targets"),
        ],
        Conditions = [new("没有评估意见", "opinion.none=1") { Light = "yellow" }, new("没有反馈", "feedback_on.none=1"), new("半年", "period=1"), new("全年", "period=2")],
        Children = [Given],
        Deeds = [Deed("opinion", "写评估意见", Edit, "意见写进给单位的反馈单", "update target_result set opinion = @opinion, opinion_by = @name, version = version + 1 where id = @id and feedback_on is null", "已经反馈", Field.LongText("opinion", "评估意见", 500).Required())],
    };

    public static readonly Register Appraisals = new()
    {
        Id = "appraisals", Title = "成员单位年度考评", Noun = "考评", Counter = "家", Table = "appraisal", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "考评", 60).Required().Wide(), Field.Row("member_unit_id", "成员单位", "members").Required().Listed().Filter(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Code("state", "进展", AppraisalState).Listed().FirstFilter().ByDeed(), Field.Number("total", "总分").Listed().Sortable().ByDeed(), Field.Code("grade", "档次", Grade).Listed().FirstFilter().ByDeed(),
            Field.Number("self_score", "自评分").ByDeed(), Field.LongText("self_words", "自评说明", 1000).ByDeed(), Field.Text("checked_words", "核验情况").ByDeed(), Field.Number("target_score", "目标得分").Listed().ByDeed(), Field.Number("dispatch_score", "调度报送得分").Listed().ByDeed(), Field.Number("half_score", "半年评估得分").Listed().ByDeed(), Field.Number("bonus", "加分").ByDeed(), Field.Number("deduction", "减分").ByDeed(), Field.LongText("item_words", "加减分事项", 500).ByDeed(),
            Field.Date("decided_on", "审定").ByDeed(), Field.Text("decision", "审定意见").ByDeed(), Field.Date("published_on", "公布").Listed().Filter().ByDeed(), Field.Date("appealed_on", "申诉").Filter().ByDeed(), Field.LongText("appeal", "申诉内容", 500).ByDeed(), Field.Date("settled_on", "申诉答复").Filter().ByDeed(), Field.LongText("settlement", "申诉处理", 500).ByDeed(), Field.LongText("terms_words", "冻结的权重和档次线", 500).ByDeed(),
        ],
        Conditions = [new("进行中", "published_on.none=1"), new("已公布", "published_on.from=1900.01.01"), new("申诉没有答复", "appealed_on.from=1900.01.01&settled_on.none=1") { Light = "yellow" }],
        Deeds =
        [
            new("self", "单位自评", Edit)
            {
                Consequence = "由另一人核验；权重、封顶和档次线从此冻结，后来调整的不影响这一次", Fields = [Field.Number("self_score", "自评分", 0, 150).Required(), Field.LongText("self_words", "自评说明", 1000).Required()],
                Done = async (db, deed, stop) =>
                {
                    var terms = (await RuleSettings.ReadAsync(db, stop)).For(Score, deed.LocalityPath, Clock.Today);
                    return await db.ExecuteAsync("update appraisal set self_score = @self_score, self_words = @self_words, self_by = @by, terms = @terms, terms_words = @said, state = '2', version = version + 1 where id = @Id and state = '1'", new { deed.Id, self_score = deed.Values["self_score"], self_words = deed.Text("self_words"), by = db.Actor.Id, terms = terms.Freeze(), said = terms.Words(Score) }, stop) == 0 ? "不在自评阶段" : null;
                },
            },
            Deed("check", "核验", Edit, "核对自评和佐证", "update appraisal set checked_words = @words, state = '3', version = version + 1 where id = @id and state = '2' and self_by is distinct from @by", "不在核验阶段；录入自评的人不能自己核验", Field.Text("words", "核验情况", 200).Required()),
            new("assess", "初评", Edit)
            {
                Consequence = "目标、调度、半年评估得分由系统从全年评估结果、调度轮次和半年评估结果算出，加上加减分得总分和档次",
                Fields = [Field.Number("bonus", "加分", 0, 50).Required(), Field.Number("deduction", "减分", 0, 100).Required(), Field.LongText("item_words", "加减分事项", 500).Required()], Done = AssessAsync,
            },
            Deed("decide", "领导小组审定", Issue, "审定后公布", "update appraisal set decided_on = @on, decision = @decision, state = '5', version = version + 1 where id = @id and state = '4'", "还没有初评", Field.Date("on", "日期").Required().Past(), Field.Text("decision", "审定意见", 200).Required()),
            Deed("publish", "公布", Issue, "列入公布的档次名单，单位可以申诉", "update appraisal set published_on = @on, state = '6', version = version + 1 where id = @id and state = '5' and decided_on <= @on", "还没有审定，或日期早于审定", Field.Date("on", "日期").Required().Past()),
            Deed("appeal", "登记申诉", Edit, "要有答复", "update appraisal set appealed_on = @on, appeal = @appeal, version = version + 1 where id = @id and published_on <= @on and appealed_on is null", "还没有公布或已经申诉过", Field.Date("on", "日期").Required().Past(), Field.LongText("appeal", "申诉内容", 500).Required()),
            Deed("settle", "答复申诉", Issue, "答复告知单位", "update appraisal set settled_on = @on, settlement = @settlement, version = version + 1 where id = @id and appealed_on <= @on and settled_on is null", "没有申诉或已经答复", Field.Date("on", "日期").Required().Past(), Field.LongText("settlement", "处理", 500).Required()),
        ],
    };

    /// <summary>Σ weight × min(rate, cap), punctual reports in the rounds of tasks, targets that stood above the line at half-year.</summary>
    static async Task<string?> AssessAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        // As it stood when the unit marked itself.
        var terms = (await RuleSettings.ReadAsync(db, stop)).For(Score, deed.LocalityPath, Clock.Today).AsFrozen(await db.FirstAsync<string?>("select terms from appraisal where id = @Id", new { deed.Id }, stop));
        var args = new { deed.Id, cap = terms["cap"] };
        var parts = await db.FirstAsync<(decimal? Targets, decimal? Dispatch, decimal? Half)>("""
            select (select sum(r.weight * least(r.rate, @cap)) / nullif(sum(r.weight), 0) from target_result r where r.member_unit_id = a.member_unit_id and r.year = a.year and r.period = '2' and r.removed_at is null) as targets,
              (select 100.0 * count(*) filter (where x.reported_on <= x.due_on) / nullif(count(*), 0) from org.work_round_item x join org.work_item i on i.id = x.item_id join member_unit m on m.unit_id = i.lead_unit_id where m.id = a.member_unit_id and i.kind = 'tasks' and extract(year from x.due_on) = a.year and x.due_on < org.today()) as dispatch,
              (select 100.0 * count(*) filter (where r.rate >= r.line) / nullif(count(*), 0) from target_result r where r.member_unit_id = a.member_unit_id and r.year = a.year and r.period = '1' and r.removed_at is null) as half
            from appraisal a where a.id = @Id
            """, args, stop);
        if (parts.Targets is not { } targets) return "这个单位没有全年评估结果，请先在“目标进度”里冻结全年数";
        // What a unit was never asked for does not count against it: its weight goes to the others.
        var weighed = new[] { (targets, terms["targets"]), (parts.Dispatch ?? -1, terms["dispatch"]), (parts.Half ?? -1, terms["half"]) }.Where(one => one.Item1 >= 0).ToList();
        if (weighed.Sum(one => one.Item2) is not (> 0 and var whole)) return "权重都是零，请在规则里调整";
        var (bonus, deduction) = (Convert.ToInt32(deed.Values["bonus"], System.Globalization.CultureInfo.InvariantCulture), Convert.ToInt32(deed.Values["deduction"], System.Globalization.CultureInfo.InvariantCulture));
        var total = (int)Math.Round(weighed.Sum(one => one.Item1 * one.Item2) / whole, MidpointRounding.AwayFromZero) + bonus - deduction;
        return await db.ExecuteAsync("update appraisal set target_score = round(@targets), dispatch_score = round(@dispatch), half_score = round(@half), bonus = @bonus, deduction = @deduction, item_words = @words, total = @total, grade = @grade, state = '4', version = version + 1 where id = @Id and state in ('3', '4')", new
        {
            deed.Id, targets, dispatch = parts.Dispatch, half = parts.Half, bonus, deduction, words = deed.Text("item_words"), total, grade = total >= terms["first"] ? "1" : total >= terms["second"] ? "2" : total >= terms["third"] ? "3" : "4",
        }, stop) == 0 ? "还没有核验，或已经审定" : null;
    }

    public static readonly Register DutyReports = new()
    {
        Id = "duty-reports", Title = "人才工作述职", Noun = "述职", Counter = "份", Table = "duty_report", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "述职", 60).Required().Wide(), Field.Row("member_unit_id", "成员单位", "members").Required().Listed().Filter(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Date("due_on", "报送期限").Required().Listed().Filter(),
            Field.Date("filed_on", "报送").Listed().Filter().ByDeed(), Field.LongText("words", "述职报告", 4000).ByDeed(), Field.Number("score", "评委平均分").Listed().ByDeed(), Field.Code("grade", "档次", Grade).Listed().FirstFilter().ByDeed(),
        ],
        Rules = [ReportFiled],
        Conditions = [ReadyCondition.Of(ReportFiled), new("没有评定", "grade.none=1")],
        Children = [new() { Id = "scores", Title = "评委评分", Noun = "评分", Counter = "份", Table = "duty_score", ParentColumn = "duty_report_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("judge", "评委", 36).Required().Listed(), Field.Number("score", "评分", 0, 100).Required().Listed(), Field.Text("words", "评语", 200).Listed()] }],
        Deeds =
        [
            Deed("file", "报送述职报告", Edit, "停止计时，交评委评分", "update duty_report set filed_on = @on, words = @words, version = version + 1 where id = @id and filed_on is null", "已经报送", Field.Date("on", "日期").Required().Past(), Field.LongText("words", "述职报告", 4000).Required()),
            Deed("grade", "评定", Issue, "评委平均分由系统算出", "update duty_report d set score = s.score, grade = @grade, version = d.version + 1 from (select round(avg(score))::int as score, count(*) as n from duty_score where duty_report_id = @id and removed_at is null) s where d.id = @id and d.filed_on is not null and s.n > 0", "还没有报送，或没有评委评分", Field.Code("grade", "档次", Grade).Required()),
        ],
    };

    public static readonly Register UpperGrades = new()
    {
        Id = "upper-grades", Title = "上级评定的档次", Noun = "评定", Counter = "次", Table = "upper_grade", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "考核", 60).Required().Wide(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Text("body", "评定机关", 60).Required().Listed(), Field.Code("grade", "档次", Grade).Required().Listed().FirstFilter(), Field.Text("document_no", "文号", 60).Required().Listed(), Field.Date("received_on", "收到").Required().Listed().Past(), Field.LongText("words", "说明", 500)],
    };

    public static readonly Register Bodies = new()
    {
        Id = "governing-bodies", Title = "领导机构", Noun = "领导机构", Counter = "个", Table = "governing_body", ReadPermission = Read, WritePermission = Edit, EndedColumn = "ended_on",
        Fields = [Field.Text("name", "领导机构", 60).Required().Wide(), Field.Text("leader", "主要负责人", 36).Required().Listed(), Field.Text("leader_post", "职务", 60).Required().Listed(), Field.Text("office", "办事机构", 60).Required().Listed(), Field.Text("office_head", "办事机构负责人", 36).Listed(), Field.Date("began_on", "任期起").Required().Listed(), Field.Date("ends_on", "任期止").Listed(), Field.LongText("statement", "责任书", 2000), Field.Date("signed_on", "责任书签订").Listed().Past(), Field.Date("ended_on", "撤销").Filter().Past()],
    };

    static readonly CodeSet Conclusion = new("institution_conclusion", "评估结论", "本平台", [new("1", "继续执行"), new("2", "修订"), new("3", "废止")]);

    public static readonly Register Institutions = new()
    {
        Id = "institutions", Title = "人才工作制度", Noun = "制度", Counter = "项", Table = "institution", ReadPermission = Read, WritePermission = Edit, EndedColumn = "ended_on",
        Fields =
        [
            Field.Text("title", "制度", 80).Required().Wide(), Field.Text("number", "文号", 60).Required().Listed(), Field.Text("scope", "适用范围", 100).Required().Listed(), Field.Text("office", "责任科室", 60).Required().Listed(), Field.Date("effective_on", "施行日期").Required().Listed().Filter(), Field.Date("review_on", "下次评估").Required().Listed().Filter(),
            Field.Date("reviewed_on", "最近评估").Filter().ByDeed(), Field.Code("conclusion", "评估结论", Conclusion).Listed().FirstFilter().ByDeed(), Field.LongText("words", "评估说明", 500).ByDeed(), Field.Date("ended_on", "废止").Filter().ByDeed(),
        ],
        Rules = [Reviewed],
        Conditions = [ReadyCondition.Of(Reviewed), new("要修订", "conclusion=2") { Light = "yellow" }, new("要废止", "conclusion=3") { Light = "yellow" }],
        Deeds =
        [
            Deed("review", "登记评估", Edit, "要修订、要废止的列入清单；下次评估日期随之更新", "update institution set reviewed_on = @on, conclusion = @conclusion, words = @words, review_on = @next, version = version + 1 where id = @id and ended_on is null and @next > @on", "已经废止，或下次评估不在这次以后", Field.Date("on", "日期").Required().Past(), Field.Code("conclusion", "结论", Conclusion).Required(), Field.LongText("words", "说明", 500).Required(), Field.Date("next", "下次评估").Required()),
            Deed("repeal", "废止", Issue, "从现行制度里去掉", "update institution set ended_on = @on, version = version + 1 where id = @id and ended_on is null and effective_on <= @on", "已经废止，或日期早于施行", Field.Date("on", "日期").Required().Past()),
        ],
    };

    public static readonly IReadOnlyList<Register> All = [Register, Results, Appraisals, DutyReports, UpperGrades, Strategies, Objectives, Bodies, Institutions];
    public static readonly IReadOnlyList<Rule> Rules = [PartsAddUp, Owned, HalfYear, Targeted, Score, ReportFiled, Reviewed];
}
