namespace OrgWork.Cadres;

/// <summary>Figures of the assessment: cycles there, grades of persons and of teams, results used, goals of performance reached (I-C28, I-C29, I-C31, I-C32).</summary>
static class AssessmentFigures
{
    const string Group = "考核", Regulation = "党政领导干部考核工作条例", Yearly = "公务员考核规定", Routine = "公务员平时考核办法（试行）";

    static string Scheme(string day, string alias) => $"left join lateral (select m.cycle from cadres.assessment_scheme m where m.object = '1' and m.state = '2' and m.removed_at is null and m.year = extract(year from {day})::int and starts_with(c.locality_path, m.locality_path) order by length(m.locality_path) desc limit 1) {alias} on true";

    /// <summary>Members of teams and the last cycle that is over on the day: a quarter, or half a year where the scheme of its year says so. In January it is of the year before, and so is its scheme.</summary>
    static readonly Counted Cycles = new()
    {
        Id = "routine-due", Title = "应有平时考核的干部", ReadPermission = Assessing.Read, RecordPath = "cadres/files",
        Columns = [Field.Text("post_title", "现任职务").Wide(), Field.Code("level", "职务层次", StandardCodes.PostLevel), Field.Number("year", "考核年度"), Field.Number("cycle", "第几期"), Field.Code("grade", "等次", Assessing.RoutineGrades), Field.Date("assessed_on", "评定日期")],
        Sql = $$"""
            select c.id, c.locality_path, c.name as title, c.post_title, c.level, extract(year from last.until)::int as year, last.cycle, r.grade, r.assessed_on
            from {cadres.cadre} c
            {{Scheme("{day}", "now")}}
            cross join lateral (select (case when now.cycle = '2' then make_date(extract(year from {day})::int, case when extract(month from {day}) > 6 then 7 else 1 end, 1) else date_trunc('quarter', {day}::timestamp)::date end) - 1 as until) ends
            {{Scheme("ends.until", "scheme")}}
            cross join lateral (select ends.until, case when scheme.cycle = '2' then extract(month from ends.until)::int / 6 else extract(quarter from ends.until)::int end as cycle) last
            left join {cadres.cadre_routine} r on r.cadre_id = c.id and r.year = extract(year from last.until)::int and r.cycle = last.cycle and r.assessed_on <= {day}
            where c.status = '1' and c.is_team_member
            """,
    };

    /// <summary>A unit's sheet of the year before: its numbers are what the rule of the share judges.</summary>
    static readonly Counted Sheets = new()
    {
        Id = "assessment-sheets", Title = "年度考核的单位", Counter = "个", ReadPermission = Assessing.Read, RecordPath = "cadres/assessment/sheet",
        Columns = [Field.Number("year", "考核年度"), Field.Number("participants", "参加考核"), Field.Number("excellent", "优秀"), Field.Flag("is_raised", "经同意提高比例"), Field.Date("decided_on", "决定日期")],
        Sql = $$"""
            select s.id, s.locality_path, s.unit_name as title, s.year, s.is_raised, s.decided_on, n.participants, n.excellent from cadres.assessment_sheet s
            cross join lateral (select count(*) filter (where l.grade not in {{AssessmentSheets.Ungraded}})::int as participants, count(*) filter (where l.grade = '1')::int as excellent from cadres.assessment_line l where l.assessment_sheet_id = s.id and l.removed_at is null) n
            where s.removed_at is null and s.year = extract(year from {day})::int - 1 and s.state <> '1' and s.decided_on <= {day}
            """,
    };

    /// <summary>What the yearly evaluation of units that was published last gave each of them.</summary>
    static readonly Counted Units = new()
    {
        Id = "evaluated-teams", Title = "综合考评的单位（班子）", Counter = "个", ReadPermission = Assessing.Read, RecordPath = "cadres/evaluation", RecordColumn = "evaluation_id",
        Columns = [Field.Text("evaluation", "考评").Wide(), Field.Number("year", "年度"), Field.Number("place", "名次"), Field.Code("grade", "等次", Evaluations.Grades)],
        Sql = """
            select u.id, e.id as evaluation_id, u.locality_path, u.unit_name as title, e.name as evaluation, e.year, u.place, u.grade
            from cadres.evaluation_unit u join cadres.evaluation e on e.id = u.evaluation_id and e.removed_at is null where u.removed_at is null and e.state = '2' and e.published_on <= {day} and e.year = extract(year from {day})::int - 1
            """,
    };

    static readonly Counted Consequences = new()
    {
        Id = "assessment-uses", Title = "考核结果运用建议", Counter = "条", ReadPermission = Assessing.Read, RecordPath = "cadres/consequences",
        Columns = [Field.Text("unit_name", "单位"), Field.Code("level", "职务层次", StandardCodes.PostLevel), Field.Code("grade", "等次", StandardCodes.AssessmentResult), Field.Code("kind", "运用方式", Assessing.Uses), Field.Text("words", "建议").Wide(), Field.Date("due_on", "办理期限"), Field.Date("done_on", "办理日期")],
        Sql = """
            select a.id, a.locality_path, a.name as title, a.unit_name, c.level, a.grade, a.kind, a.words, a.due_on, a.done_on, coalesce(a.state <> '1' and a.done_on <= {day}, false) as is_done, a.due_on between {from} and {day} as is_due
            from cadres.assessment_consequence a left join {cadres.cadre} c on c.id = a.cadre_id where a.removed_at is null and a.due_on >= {from} and a.due_on <= {day}
            """,
    };

    /// <summary>Of each unit under a set in force, what its indicators come to: the arithmetic of <see cref="Scoring"/> over all values at once.</summary>
    static readonly Counted Performance = new()
    {
        Id = "performance-units", Title = "实绩考核的单位", Counter = "个", ReadPermission = Assessing.Read, RecordPath = "cadres/performance", RecordColumn = "set_id",
        Columns = [Field.Text("indicators", "指标体系").Wide(), Field.Number("open", "没有完成值的指标"), Field.Number("points", "得分"), Field.Number("weight", "总分")],
        Sql = """
            select md5(v.indicator_set_id::text || v.unit_id::text)::uuid as id, v.indicator_set_id as set_id, v.locality_path, u.name as title, v.name as indicators, sum(v.weight)::int as weight, count(*) filter (where v.points is null)::int as open, round(coalesce(sum(v.points), 0), 2) as points
            from (select n.indicator_set_id, n.unit_id, n.locality_path, s.name, i.weight, round(case
                      when n.actual is null then null
                      when i.rule = '3' then i.weight * (count(n.actual) over same - (1 + count(*) filter (where n.actual is not null) over before) + 1)::numeric / count(n.actual) over same
                      when n.target is null then null
                      when i.rule = '2' then case when case when i.direction = '1' then n.actual >= n.target else n.actual <= n.target end then i.weight else 0 end
                      when case when i.direction = '1' then n.target else n.actual end = 0 then i.weight * s.cap / 100.0
                      else i.weight * least(case when i.direction = '1' then n.actual / nullif(n.target, 0) else n.target / nullif(n.actual, 0) end, s.cap / 100.0) end, 2) as points
                  from (select o.indicator_set_id, o.indicator_id, o.unit_id, o.locality_path, o.target, case when o.reported_on <= {day} then o.actual end as actual from cadres.indicator_value o where o.removed_at is null) n join cadres.indicator i on i.id = n.indicator_id and i.removed_at is null join cadres.indicator_set s on s.id = n.indicator_set_id and s.removed_at is null
                  where s.state in ('2', '3') and s.enabled_on <= {day} and s.year = extract(year from {day})::int
                  window same as (partition by n.indicator_id),
                    before as (partition by n.indicator_id order by case when n.actual is null then null when i.direction = '1' then - n.actual else n.actual end range between unbounded preceding and current row exclude group)) v
            join org.unit u on u.id = v.unit_id group by v.indicator_set_id, v.unit_id, v.locality_path, u.name, v.name
            """,
    };

    static Figure Grade(string id, string title, string where) => new() { Id = id, Title = title, Group = Group, Of = CadresCounted.Assessments, Where = where, OutOf = "grade in ('1', '2', '2B', '3', '3B', '4', '4B')", Period = "年", Formula = "上年度这一等次的人 ÷ 确定等次的人", Source = Yearly };

    public static readonly IReadOnlyList<Figure> All =
    [
        new() { Id = "routine-there", Title = "平时考核完成率", Group = Group, Of = Cycles, Where = "grade is not null", OutOf = "true", Wanting = "grade is null", WantingWords = "还没有评定的", Period = "期", Formula = "最近一期有平时考核的班子成员 ÷ 班子成员（按季度；方案定半年的按半年）", Source = Routine, Better = Better.Higher, Yellow = 100 },
        Grade("grade-competent", "上年度考核称职（合格）占比", "grade in ('2', '2B')"), Grade("grade-basic", "上年度考核基本称职（基本合格）占比", "grade in ('3', '3B')"), Grade("grade-poor", "上年度考核不称职（不合格）占比", "grade in ('4', '4B')"),
        new() { Id = "excellent-over", Title = "优秀超过比例的单位", Group = Group, Of = Sheets, Breaks = AssessmentRules.ExcellentShare, Period = "年", Formula = "上年度考核里优秀人数超过规则所定比例的单位（比例、取整办法在规则里设定）", Source = Yearly, Confidence = "已核", Better = Better.Lower, Red = 0 },
        .. Evaluations.Grades.Codes.Select(grade => new Figure { Id = "teams-grade-" + grade.Value, Title = $"上年度综合考评{grade.Name}的班子占比", Group = Group, Of = Units, Where = $"grade = '{grade.Value}'", OutOf = "grade is not null", Period = "年", Formula = $"上年度综合考评公布为{grade.Name}的单位 ÷ 公布等次的单位", Source = Regulation }),
        new() { Id = "performance", Title = "实绩指标完成率", Group = Group, Of = Performance, Sum = "points", SumOf = "weight", OutOf = "true", Wanting = "open > 0", WantingWords = "还有指标没有填报的", Period = "季度、年", Formula = "各单位各指标得分之和 ÷ 权重之和；没有填完成值的按零分", Source = Regulation, Better = Better.Higher },
        new() { Id = "results-used", Title = "考核结果运用率", Group = Group, Of = Consequences, Where = "is_done", OutOf = "is_due", Wanting = "is_due and not is_done", WantingWords = "到期没有办的", Period = "年", Formula = "已经办理（不办的写明理由）的 ÷ 当年到期的运用建议", Source = Yearly, Better = Better.Higher, Yellow = 100 },
        .. Assessing.Uses.Codes.Select(use => new Figure { Id = "results-used-" + use.Value, Title = $"其中：{use.Name}", Group = Group, Of = Consequences, Where = "is_done", OutOf = $"is_due and kind = '{use.Value}'", Wanting = $"is_due and not is_done and kind = '{use.Value}'", WantingWords = "到期没有办的", Period = "年", Formula = $"已经办理的 ÷ 当年到期的{use.Name}建议", Source = Yearly, Better = Better.Higher }),
    ];
}
