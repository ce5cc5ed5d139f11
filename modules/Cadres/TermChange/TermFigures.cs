using OrgWork.Cadres.TermChange;

namespace OrgWork.Cadres;

/// <summary>Figures of a term change: teams done, what becomes of their members and who was talked with, structure met, discipline taught (I-C21–I-C24).</summary>
static class TermFigures
{
    const string Group = "换届", Plan = "换届工作总体方案";

    /// <summary>Changes that were under way in the year of the day.</summary>
    const string OfTheYear = "g.removed_at is null and (g.closed_on is null or g.closed_on >= {from})";

    static readonly Counted Teams = new()
    {
        Id = "term-teams", Title = "换届的班子", Counter = "个", ReadPermission = TermChanges.Read, RecordPath = "cadres/teams/board", RecordColumn = "team_id",
        Columns = [Field.Text("project", "换届工作").Wide(), Field.Code("tier", "层级", TermChanges.Tiers), Field.Number("done", "已完成的阶段"), Field.Number("stages", "阶段"), Field.Number("lacking", "没有达到的结构要求")],
        Sql = $$"""
            select md5(g.id::text || t.id::text)::uuid as id, t.id as team_id, t.locality_path, t.name as title, g.name as project, g.tier, s.stages, d.done, s.stages > 0 and d.done = s.stages as is_done, {{Requirements.LackingSql}} as lacking
            from cadres.term_change g join cadres.team t on t.removed_at is null and starts_with(t.locality_path, g.locality_path) join org.locality l on l.path = t.locality_path
            cross join lateral (select count(*)::int as stages from cadres.term_stage s where s.term_change_id = g.id and s.removed_at is null) s
            cross join lateral (select count(*)::int as done from cadres.term_team d where d.team_id = t.id and d.term_change_id = g.id and d.done_on <= {day} and d.removed_at is null) d
            where {{OfTheYear}} and g.opened_on <= {day} and {{BoardModel.OfTier("g.tier")}}
            """,
    };

    static readonly Counted Congresses = new()
    {
        Id = "term-congresses", Title = "换届会议", Counter = "次", ReadPermission = TermChanges.Read, RecordPath = "cadres/term-congresses",
        Columns = [Field.Text("project", "换届工作").Wide(), Field.Code("tier", "层级", TermChanges.Tiers), Field.Code("meeting", "会议类别", TermChanges.Meetings), Field.Date("planned_on", "计划日期"), Field.Date("held_on", "选举日期")],
        Sql = $$"""
            select c.id, c.locality_path, c.name as title, g.name as project, g.tier, c.meeting, c.planned_on, case when c.held_on <= {day} then c.held_on end as held_on, c.state = '4' and c.held_on <= {day} as is_held
            from cadres.term_congress c join cadres.term_change g on g.id = c.term_change_id where c.removed_at is null and {{OfTheYear}} and g.opened_on <= {day}
            """,
    };

    static readonly Counted Members = new()
    {
        Id = "term-dispositions", Title = "进退留转", ReadPermission = TermChanges.Persons, RecordPath = "cadres/dispositions",
        Columns = [Field.Text("team_name", "班子"), Field.Text("post", "现任职务").Wide(), Field.Code("level", "职务层次", StandardCodes.PostLevel), Field.Code("kind", "安排", TermChanges.Ways), Field.Date("talked_on", "谈话日期")],
        Sql = $$"""
            select d.id, d.locality_path, d.name as title, d.team_name, d.post, c.level, v.kind, d.talked_on, coalesce(d.talked_on <= {day}, false) as is_talked
            from cadres.disposition d join cadres.term_change g on g.id = d.term_change_id left join {cadres.cadre} c on c.id = d.cadre_id
            join lateral (select v.kind from cadres.disposition_version v where v.disposition_id = d.id and v.set_on <= {day} order by v.edition desc limit 1) v on true
            where d.removed_at is null and {{OfTheYear}}
            """,
    };

    /// <summary>A unit and a way of teaching: who was covered by the day, repeated sessions of the same counted once.</summary>
    static readonly Counted Taught = new()
    {
        Id = "term-education", Title = "换届纪律教育", Counter = "个单位", ReadPermission = TermChanges.Read, RecordPath = "cadres/term-changes", RecordColumn = "term_change_id",
        Columns = [Field.Text("project", "换届工作").Wide(), Field.Code("kind", "方式", TermChanges.Lessons), Field.Number("required", "应参加"), Field.Number("covered", "已参加")],
        Sql = $$"""
            select md5(g.id::text || e.unit_name || e.kind)::uuid as id, g.id as term_change_id, g.locality_path, e.unit_name as title, g.name as project, e.kind, max(e.required)::int as required, max(e.covered)::int as covered
            from cadres.term_education e join cadres.term_change g on g.id = e.term_change_id where e.removed_at is null and e.held_on <= {day} and {{OfTheYear}} group by g.id, g.locality_path, g.name, e.unit_name, e.kind
            """,
    };

    static readonly Counted Breaches = new()
    {
        Id = "term-violations", Title = "换届违纪线索", Counter = "件", ReadPermission = TermChanges.Breaches, RecordPath = "cadres/term-violations",
        Columns = [Field.Code("kind", "违纪类别", TermChanges.BreachKinds), Field.Text("unit_name", "涉及单位"), Field.Date("received_on", "受理日期"), Field.Code("state", "状态", TermChanges.BreachStates), Field.Code("verdict", "是否属实", TermChanges.Verdicts), Field.Text("sanction", "处理")],
        Sql = """
            select v.id, v.locality_path, left(v.content, 60) as title, v.kind, v.unit_name, v.received_on, case when v.closed_on <= {day} then v.sanction end as sanction, case when v.closed_on <= {day} then v.state else '1' end as state, case when v.closed_on <= {day} then v.verdict end as verdict
            from cadres.term_violation v where v.removed_at is null and v.received_on <= {day}
            """,
    };

    const string Found = "verdict in ('1', '2')";

    static Figure Covered(string id, string title, string where, string formula) => new() { Id = id, Title = title, Group = Group, Of = Taught, Where = where, OutOf = where, Sum = "covered", SumOf = "required", Wanting = $"({where}) and covered < required", WantingWords = "没有全覆盖的", Period = "换届年", Formula = formula, Source = Plan, Better = Better.Higher, Yellow = 100 };

    public static readonly IReadOnlyList<Figure> All =
    [
        new() { Id = "term-progress", Title = "换届进度", Group = Group, Of = Teams, Where = "is_done", OutOf = "true", Wanting = "not is_done", WantingWords = "没有完成的", Period = "月", Formula = "各阶段都已完成的班子 ÷ 已经启动的换届应换届的班子", Source = Plan, Better = Better.Higher },
        .. TermChanges.Tiers.Codes.Select(tier => new Figure { Id = "term-progress-" + tier.Value, Title = $"其中：{tier.Name}换届进度", Group = Group, Of = Teams, Where = "is_done", OutOf = $"tier = '{tier.Value}'", Period = "月", Formula = $"{tier.Name}班子里各阶段都已完成的 ÷ 应换届的", Source = Plan, Better = Better.Higher }),
        new() { Id = "term-congresses", Title = "换届会议选举完成率", Group = Group, Of = Congresses, Where = "is_held", OutOf = "true", Wanting = "not is_held", WantingWords = "还没有选举的", Period = "月", Formula = "已经选举、各候选人都有结果的会议 ÷ 已经启动的换届列出的会议", Source = Plan, Better = Better.Higher },
        .. TermChanges.Tiers.Codes.Select(tier => new Figure { Id = "term-congresses-" + tier.Value, Title = $"其中：{tier.Name}换届会议", Group = Group, Of = Congresses, Where = "is_held", OutOf = $"tier = '{tier.Value}'", Period = "月", Formula = $"{tier.Name}换届会议里已经选举的 ÷ 列出的", Source = Plan, Better = Better.Higher }),
        new() { Id = "term-structure", Title = "换届后班子结构达标率", Group = Group, Of = Teams, Where = "lacking = 0", OutOf = "is_done", Wanting = "is_done and lacking > 0", WantingWords = "没有达标的", Period = "换届年", Formula = "逐个班子的结构要求都达到的 ÷ 各阶段都已完成的班子", Source = Plan, Better = Better.Higher, Yellow = 100 },
        .. TermChanges.Ways.Codes.Select(way => new Figure { Id = "disposition-" + way.Value, Title = $"进退留转：{way.Name}", Group = Group, Of = Members, Where = $"kind = '{way.Value}'", Period = "换届年", Formula = $"统计日安排为“{way.Name}”的班子成员", Source = Plan }),
        new() { Id = "disposition-talks", Title = "退、转谈话覆盖率", Group = Group, Of = Members, Where = "is_talked", OutOf = "kind in ('2', '4')", Wanting = "kind in ('2', '4') and not is_talked", WantingWords = "还没有谈话的", Period = "换届年", Formula = "已经谈话的 ÷ 安排为退、转的", Source = Plan, Better = Better.Higher, Red = 100 },
        Covered("discipline-taught", "换届纪律教育覆盖率", "true", "各单位各种方式已参加人数之和 ÷ 应参加人数之和"),
        .. TermChanges.Lessons.Codes.Select(way => Covered("discipline-taught-" + way.Value, $"其中：{way.Name}", $"kind = '{way.Value}'", $"各单位{way.Name}已参加人数之和 ÷ 应参加人数之和")),
        new() { Id = "term-violations", Title = "换届违纪线索", Group = Group, Of = Breaches, Formula = "受理的换届违纪线索件数，目标为零", Source = "换届纪律规定", Better = Better.Lower, Red = 0 },
        new() { Id = "term-violations-found", Title = "查实的换届违纪", Group = Group, Of = Breaches, Where = Found, Formula = "办结时认定属实、部分属实的件数", Source = "换届纪律规定", Better = Better.Lower, Red = 0 },
        new() { Id = "term-violations-handled", Title = "查实的换届违纪处理率", Group = Group, Of = Breaches, Where = "sanction is not null", OutOf = Found, Wanting = Found + " and sanction is null", WantingWords = "没有处理的", Formula = "已经处理的 ÷ 查实的", Source = "换届纪律规定", Better = Better.Higher, Red = 100 },
    ];

    public static readonly IReadOnlyList<Report> Reports =
    [
        new()
        {
            Id = "term-violations", Number = "换届1", Title = "换届违纪线索分类", Of = Breaches, RowHead = "违纪类别",
            Rows = [Lines.All, .. TermChanges.BreachKinds.Codes.Select(code => Line.Sub(code.Name, $"kind = '{code.Value}'"))], Columns = [Lines.All, Line.Sub("核查中", "state = '1'"), Line.Sub("已办结", "state = '2'"), Line.Sub("其中查实", Found)],
            Checks = [new("列1=列2+列3"), new("列3≥列4"), new("行1=" + string.Join('+', Enumerable.Range(2, TermChanges.BreachKinds.Codes.Count).Select(n => "行" + n)))], Note = "目标为零。", Source = "换届违纪线索（本平台）", Confidence = "待核",
        },
    ];
}
