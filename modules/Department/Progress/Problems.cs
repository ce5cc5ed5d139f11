namespace OrgWork.Department;

/// <summary>How far problems are put right: written off, repeated, looked back at (I-P18, I-P19, I-P20, I-P12).</summary>
static class Problems
{
    const string Source = "问题整改台账", Group = "问题整改";

    static readonly Counted Counted = new()
    {
        Id = "problems", Title = "整改问题", Counter = "个", ReadPermission = "department.tasks.read", RecordPath = "department/rectification/item",
        Columns = [Field.Text("plan", "来源").Wide(), Field.Text("number", "编号"), Field.Text("lead", "牵头单位").Wide(), Field.Date("due_on", "完成时限"), Field.Date("closed_on", "销号日期"), Field.Number("rebounds", "反弹")],
        Sql = """
            select t.id, t.locality_path, t.title, t.plan_title as plan, t.number, t.lead_name as lead, t.due_on, t.closed_on, t.rebounds, t.repeats_id is not null as is_repeated, coalesce(t.closed_on <= {day}, false) as is_closed,
              t.look_back_on, t.consolidated_on is not null as is_consolidated, exists (select from org.work_act a where a.item_id = t.id and a.kind = '回头看' and a.on_day <= {day}) as is_looked_at
            from org.work_item t
            where t.kind = 'rectification' and t.level = 2 and t.state not in ('draft', 'cancelled') and t.begins_on <= {day}
            """,
    };

    static Figure Of(string id, string title, string where, string? outOf, string formula, Better better, decimal? red = null, decimal? target = null, string? wanting = null) =>
        new() { Id = id, Title = title, Group = Group, Of = Counted, Where = where, OutOf = outOf, Formula = formula, Source = Source, Period = "至今", Better = better, Red = red, Target = target, Wanting = wanting, WantingWords = "没有的" };

    public static IReadOnlyList<Figure> All =>
    [
        Of("written-off", "问题销号率", "is_closed", "true", "已销号 ÷ 列入的问题", Better.Higher, target: 100, wanting: "not is_closed"),
        Of("written-off-in-time", "到期问题按期销号率", "is_closed and closed_on <= due_on and due_on <= {day}", "due_on <= {day}", "时限内销号 ÷ 时限在统计日及以前的", Better.Higher, target: 100, wanting: "due_on <= {day} and not is_closed"),
        Of("repeated", "重复出现的问题", "is_repeated", null, "与以前反馈的问题相同的", Better.Lower, red: 0),
        Of("consolidated", "回头看巩固率", "is_looked_at and is_consolidated", "is_looked_at", "认定巩固的 ÷ 已回头看的", Better.Higher, target: 100, wanting: "is_looked_at and not is_consolidated"),
        Of("rebounded", "反弹、不到位", "rebounds > 0", null, "回头看认定反弹或不到位的", Better.Lower, red: 0),
    ];
}
