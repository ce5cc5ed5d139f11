namespace OrgWork.Talent;

/// <summary>How the responsibility for talents is carried: what was set from above, rounds, half-year and year, lists, problems, cooperation with schools.</summary>
static class GovernanceFigures
{
    const string Read = Members.Read, Group = "责任落实";

    /// <summary>A target that counts itself is counted up to the day as the year's sheet counts it; another one is what was verified.</summary>
    static readonly Counted Quotas = new()
    {
        Id = "quotas", Title = "上级下达的指标", Counter = "项", ReadPermission = Read, RecordPath = "talent/targets",
        Columns = [Field.Text("document_no", "文号").Wide(), Field.Number("value", "下达"), Field.Number("done", "完成"), Field.Number("percent", "完成（%）")],
        Sql = $$"""
            select x.*, 100.0 * x.done / x.value as ratio, round(100.0 * x.done / x.value)::int as percent
            from (select t.id, t.locality_path, t.title, t.document_no, t.value, case t.indicator {{string.Concat(YearLines.All.Where(line => line.Says is null).Select(line => $"when '{line.Code}' then ({line.Sql.Replace("is not null", "<= {day}", StringComparison.Ordinal).Replace("@from", "{from}", StringComparison.Ordinal).Replace("@to", "({day} + 1)", StringComparison.Ordinal)} and starts_with(locality_path, t.locality_path)) "))}}
                else case when t.verified_on <= {day} then t.actual else 0 end end as done
              from talent.target t where t.removed_at is null and t.origin = '2' and t.parent_id is null and t.year = extract(year from {day})::int) x
            """,
    };

    static readonly Counted Rounds = new()
    {
        Id = "rounds", Title = "两月调度应报单位", Counter = "个（次）", ReadPermission = TalentWork.Read,
        Columns = [Field.Text("round", "轮次").Wide(), Field.Number("items", "任务（项）"), Field.Number("late", "没有按时报（项）"), Field.Date("due_on", "报送截止")],
        Sql = """
            select md5(r.id::text || coalesce(i.lead_unit_id::text, i.lead_name, ''))::uuid as id, r.locality_path, coalesce(i.lead_name, '没有牵头单位') as title, r.title as round, max(x.due_on) as due_on, count(*)::int as items, count(*) filter (where coalesce(x.reported_on > x.due_on, true))::int as late
            from org.work_round r join org.work_round_item x on x.round_id = r.id join org.work_item i on i.id = x.item_id
            where i.module = 'talent' and i.kind = 'tasks' and x.due_on between {from} and {day} group by r.id, r.locality_path, r.title, i.lead_unit_id, i.lead_name
            """,
    };

    static readonly Counted HalfYears = new()
    {
        Id = "half-years", Title = "半年评估的目标", Counter = "项", ReadPermission = Read, RecordPath = "talent/target-results",
        Columns = [Field.Number("value", "目标"), Field.Number("actual", "完成"), Field.Number("rate", "完成率（%）"), Field.Number("line", "半年线（%）"), Field.Date("frozen_on", "冻结")],
        Sql = "select r.id, r.locality_path, r.title, r.value, r.actual, r.rate, r.line, r.frozen_on from talent.target_result r where r.removed_at is null and r.period = '1' and r.frozen_on between {from} and {day}",
    };

    static readonly Counted Appraised = new()
    {
        Id = "appraised", Title = "全年考评", Counter = "个", ReadPermission = Read, RecordPath = "talent/appraisals",
        Columns = [Field.Number("year", "年度"), Field.Number("total", "总分"), Field.Code("grade", "档次", Targets.Grade), Field.Date("decided_on", "审定")],
        Sql = "select a.id, a.locality_path, a.title, a.year, a.total, a.grade, a.decided_on from talent.appraisal a where a.removed_at is null and a.decided_on between {from} and {day}",
    };

    static readonly Counted Judged = new()
    {
        Id = "upper-grades", Title = "上级评定", Counter = "次", ReadPermission = Read, RecordPath = "talent/upper-grades",
        Columns = [Field.Number("year", "年度"), Field.Text("body", "评定机关"), Field.Code("grade", "档次", Targets.Grade), Field.Date("received_on", "收到")],
        Sql = "select g.id, g.locality_path, g.title, g.year, g.body, g.grade, g.received_on from talent.upper_grade g where g.removed_at is null and g.received_on between {from} and {day}",
    };

    static readonly Counted Cooperating = new()
    {
        Id = "cooperating", Title = "县（市、区）校地合作", Counter = "个", ReadPermission = Read,
        Columns = [Field.Number("agreements", "协议（份）"), Field.Number("results", "成果（项）")],
        Sql = """
            select md5('cooperation ' || l.path)::uuid as id, l.path as locality_path, l.name as title, c.agreements, r.results
            from org.locality l
            cross join lateral (select count(*)::int as agreements from talent.cooperation c where starts_with(c.locality_path, l.path) and c.removed_at is null and c.verified_on <= {day} and c.signed_on between {from} and {day}) c
            cross join lateral (select count(*)::int as results from talent.cooperation_result r where starts_with(r.locality_path, l.path) and r.removed_at is null and r.verified_on <= {day} and r.achieved_on between {from} and {day}) r where l.kind = 3
            """,
    };

    static readonly Counted Units = new()
    {
        Id = "members", Title = "成员单位", Counter = "个", ReadPermission = Read, RecordPath = "talent/members",
        Columns = [Field.Text("head", "负责人"), Field.Number("lists", "在用的清单（种）")],
        Sql = """
            select m.id, m.locality_path, m.name as title, m.head, d.lists
            from talent.member_unit m cross join lateral (select count(distinct d.list)::int as lists from talent.duty_item d where d.member_unit_id = m.id and d.removed_at is null and d.issued_on <= {day} and coalesce(d.ended_on > {day}, true)) d
            where m.removed_at is null and m.began_on <= {day} and coalesce(m.ended_on > {day}, true)
            """,
    };

    // What was cancelled later was still to be done.
    static readonly Counted Issues = new()
    {
        Id = "issues", Title = "人才短板问题", Counter = "个", ReadPermission = TalentWork.Read, RecordPath = "talent/issues/item",
        Columns = [Field.Text("number", "编号"), Field.Text("lead", "责任单位").Wide(), Field.Date("due_on", "期限"), Field.Date("closed_on", "销号")],
        Sql = $$"""
            select t.id, t.locality_path, t.title, t.number, t.lead_name as lead, t.due_on, case when t.closed_on <= {day} then t.closed_on end as closed_on
            from org.work_item t
            where t.module = 'talent' and t.kind = 'issues' and t.parts = 0 and t.state <> 'draft' and t.due_on between {{Spans.Quarter}} and {day} and (t.state <> 'cancelled' or exists (select from org.work_act a where a.item_id = t.id and a.kind = '取消' and a.on_day > {day}))
            """,
    };

    public static readonly IReadOnlyList<Figure> All =
    [
        new() { Id = "quotas-multiple", Title = "上级任务完成率", Group = Group, Of = Quotas, Mean = "ratio", Unit = "%", Formula = "各项上级下达指标 实际 ÷ 下达 的平均；每项在名单里看", Source = "上级下达指标对照（本平台）", Period = "本年", Better = Better.Higher, Target = 100 },
        Spans.Share("quotas-reached", "完成的上级任务占比", Group, Quotas, "done >= value", "true", "实际不少于下达的 ÷ 上级下达的指标", "上级下达指标对照（本平台）", target: 100, wanting: "没有完成的"),
        Spans.Share("rounds-filed", "两月调度按时报送率", Group, Rounds, "late = 0", "true", "各项任务都按时报送的单位 ÷ 应报送的单位，本年已截止的各轮", "人才任务调度（本平台）", "本年各轮", 100, "没有按时报的"),
        Spans.Share("half-year-reached", "半年评估达标率", Group, HalfYears, "rate >= line", "true", "达到半年线的 ÷ 本年半年评估的目标", "目标评估结果（本平台）", wanting: "没有达标的"),
        new() { Id = "appraisal-score", Title = "全年总考评平均得分", Group = Group, Of = Appraised, Mean = "total", Unit = "分", Formula = "本年审定的成员单位总分的平均；总分按规则由目标、调度、半年评估和加减分算出", Source = "年度考评台账（本平台）", Period = "本年审定", Better = Better.Higher },
        Spans.Share("appraisal-first", "全年总考评第一档占比", Group, Appraised, "grade = '1'", "true", "第一档 ÷ 本年审定的成员单位", "年度考评台账（本平台）", "本年审定", wanting: "没有进第一档的"),
        Spans.Share("upper-first", "本地被上级评为第一档", Group, Judged, "grade = '1'", "true", "第一档 ÷ 本年收到的上级评定", "上级评定台账（本平台）", wanting: "没有评为第一档的"),
        new() { Id = "cooperation-points", Title = "校地合作绩效得分", Group = Group, Of = Cooperating, Under = [Cooperations.Points], Mean = "least({most}, agreements * {agreement} + results * {result})", Unit = "分", Formula = "各县（市、区）当年核验的协议、成果按规则得分的平均，不超过满分", Source = "校地合作台账（本平台）", Period = "本年", Better = Better.Higher },
        Spans.Share("lists-complete", "三张清单覆盖率", Group, Units, "lists = 3", "true", "三张清单都在用的 ÷ 统计日的成员单位", "三张清单（本平台）", "当日", 100, "清单不全的"),
        Spans.Share("issues-closed", "人才问题清单销号率", Group, Issues, "closed_on is not null", "true", "已凭佐证销号的 ÷ 本季度到期的问题", "短板清单（本平台）", "本季度", 95, "没有销号的"),
    ];
}
