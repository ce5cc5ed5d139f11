namespace OrgWork.Department;

/// <summary>DI11, DI12, DI29, DI36, DI28 and the rates of requirements and standards.</summary>
static class ControlFigures
{
    const string Group = "制度和内控";

    static Counted Counted(string id, string title, string counter, string register, string permission, string sql) => new() { Id = id, Title = title, Counter = counter, ReadPermission = permission, RecordPath = $"department/{register}", Columns = [Field.Text("owner", "科室、责任人")], Sql = sql };

    static readonly Counted Regulations = Counted("regulations", "现行制度", "项", "regulations", Control.Read, "select r.id, r.locality_path, r.title, r.office as owner, exists (select from regulation_check c where c.regulation_id = r.id and c.checked_on between {from} and {day} and c.removed_at is null) as is_checked from regulation r where r.removed_at is null and r.issued_on <= {day} and (r.ended_on is null or r.ended_on > {day})");
    static readonly Counted Controls = Counted("controls", "内控事项", "项", "controls", Control.Read, "select c.id, c.locality_path, c.title, c.responsible as owner, exists (select from regulation r where r.id = c.regulation_id and r.issued_on <= {day} and (r.ended_on is null or r.ended_on > {day})) as is_covered from control c where c.removed_at is null");
    static readonly Counted Matters = Counted("matters", "“三重一大”事项", "项", "matters", Control.Read, "select m.id, m.locality_path, m.title, m.office as owner, m.closed_on is not null and m.closed_on <= {day} as is_closed, b.present * 3 >= b.eligible * 2 and coalesce(b.minutes, '') <> '' as is_lawful from matter m left join board_meeting b on b.id = m.board_meeting_id where m.removed_at is null and m.kind <> '5' and m.filed_on <= {day}");
    static readonly Counted Standards = Counted("standards", "标准项", "项", "standards", Control.Read, "select s.id, s.locality_path, s.title, s.office as owner, (select c.state from standard_check c where c.standard_item_id = s.id and c.checked_on <= {day} and c.removed_at is null order by c.checked_on desc, c.id desc limit 1) as state from standard_item s where s.removed_at is null");
    static readonly Counted Requirements = Counted("requirements", "要求", "条", "requirements", Department.Requirements.Read, $$"""select r.id, r.locality_path, r.words as title, r.owner, coalesce(r.no_task_reason is not null and r.studied_on <= {day}, false) or {{WorkThen.MadeOf("r.id")}} as is_landed from requirement r where r.removed_at is null and r.received_on <= {day}""");
    static readonly Counted Central = Counted("central", "中心工作", "项", "central", Department.Requirements.Read, "select c.id, c.locality_path, c.title, c.lead_unit as owner, exists (select from central_action a where a.central_task_id = c.id and a.acted_on <= {day} and a.removed_at is null) as is_served from central_task c where c.removed_at is null and c.year = extract(year from {day}::date)::int");

    static Figure Share(string id, string title, Counted of, string where, string outOf, string formula, string source, string wanting, decimal target = 100) =>
        new() { Id = id, Title = title, Group = Group, Of = of, Where = where, OutOf = outOf, Formula = formula, Source = source, Period = "本年", Better = Better.Higher, Target = target, Wanting = wanting, WantingWords = "没有的" };

    public static IReadOnlyList<Figure> All =>
    [
        Share("controlled", "内控制度覆盖率", Controls, "is_covered", "true", "有现行控制制度的 ÷ 内控事项", "内控目录", "not is_covered"),
        Share("regulations-checked", "制度执行检查率", Regulations, "is_checked", "true", "本年检查过执行的 ÷ 现行制度", "制度台账", "not is_checked"),
        Share("decided-together", "集体决策合规率", Matters, "is_closed and is_lawful", "is_closed", "到会够数、有纪要的会议决定的 ÷ 办结的“三重一大”事项", "部务会议题", "is_closed and is_lawful is not true"),
        Share("standards-met", "标准化达标率", Standards, "state = '1'", "true", "最近检查达标的 ÷ 标准项", "标准化清单", "state is distinct from '1'", 90),
        Share("requirements-landed", "要求落地率", Requirements, "is_landed", "true", "有任务或写明理由的 ÷ 要求", "要求台账", "not is_landed"),
        Share("central-served", "中心任务对接率", Central, "is_served", "true", "有组织工作行动的 ÷ 今年的中心工作", "中心工作对接", "not is_served"),
    ];
}
