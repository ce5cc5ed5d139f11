namespace OrgWork.Department;

/// <summary>How far problems are put right: written off, repeated, looked back at (I-P18, I-P19, I-P20, I-P12); what the department itself has claimed and how it keeps pace (DI4, DI6), and its own problems.</summary>
static class Problems
{
    const string Source = "问题整改台账", Group = "问题整改";

    static readonly Counted Counted = new()
    {
        Id = "problems", Title = "整改问题", Counter = "个", ReadPermission = "department.tasks.read", RecordPath = "department/rectification/item",
        Columns = [Field.Text("plan", "来源").Wide(), Field.Text("number", "编号"), Field.Text("lead", "牵头单位").Wide(), Field.Date("due_on", "完成时限"), Field.Date("closed_on", "销号日期"), Field.Number("rebounds", "反弹")],
        Sql = $$"""
            select t.id, t.locality_path, t.title, t.line as aspect, t.plan_title as plan, t.number, t.lead_name as lead, t.due_on, c.closed_on, k.rebounds, t.repeats_id is not null as is_repeated, c.closed_on is not null as is_closed,
              t.line, t.lead_unit_id is not null and exists (select from org.unit u where u.id = t.lead_unit_id and u.kind = '3203' and org.home_of(u.locality_path) = org.home_of(t.locality_path)) as is_ours, t.line = '6' as is_own,
              c.closed_on is not null or t.due_on is null or t.due_on <= t.begins_on or coalesce((select r.percent from org.work_report r where r.item_id = t.id and r.reported_on <= {day} order by r.reported_on desc, r.entered_at desc limit 1), 0) >= least(100, greatest(0, ({day}::date - t.begins_on) * 100 / (t.due_on - t.begins_on))) as keeps_pace,
              case when c.closed_on is not null then 100 else coalesce((select r.percent from org.work_report r where r.item_id = t.id and r.reported_on <= {day} order by r.reported_on desc, r.entered_at desc limit 1), 0) end as percent_then,
              case when t.due_on is null or t.begins_on is null then null when t.due_on <= t.begins_on then 100 else least(100, greatest(0, ({day}::date - t.begins_on) * 100 / (t.due_on - t.begins_on))) end as percent_due,
              t.look_back_on, coalesce(t.consolidated_on <= {day}, false) as is_consolidated, k.is_looked_at
            from org.work_item t
            -- What was found to have come back after the day was not known of on it, and what was taken up again then was closed.
            cross join lateral (select greatest(t.rebounds - count(*) filter (where a.changes in ('反弹', '不到位') and a.on_day > {day}), 0)::int as rebounds, count(*) filter (where a.on_day <= {day}) > 0 as is_looked_at, min(a.on_day) filter (where a.changes in ('反弹', '不到位') and a.on_day > {day}) as again_on from org.work_act a where a.item_id = t.id and a.kind = '回头看') k
            cross join lateral (select case when t.closed_on <= {day} then t.closed_on when k.again_on is not null then (select max(a.on_day) from org.work_act a where a.item_id = t.id and a.kind = '批准销号' and a.on_day <= {day}) end as closed_on) c
            where t.kind = 'rectification' and t.level = 2 and t.state <> 'draft' and {{WorkThen.Standing}} and (t.begins_on <= {day} or k.again_on is not null)
            """,
    };

    static Figure Of(string id, string title, string where, string? outOf, string formula, Better better, decimal? red = null, decimal? target = null, string? wanting = null) =>
        new() { Id = id, Title = title, Group = Group, Of = Counted, Where = where, OutOf = outOf, Formula = formula, Source = Source, Period = "至今", Better = better, Red = red, Target = target, Wanting = wanting, WantingWords = "没有的" };

    /// <summary>What is told to the Party committee of the look-back.</summary>
    public static readonly Report LookBack = new()
    {
        Id = "look-back", Number = "表4", Title = "巡视巡察整改问题“回头看”情况", Of = Counted, RowHead = "方面", Rows = [Lines.All, .. Lines.Codes(DepartmentCodes.Aspect, "aspect", 1), new("未分条线", "aspect is null") { Indent = 1 }],
        Columns = [Lines.All, new("已销号", "is_closed"), new("已回头看", "is_looked_at"), new("巩固", "is_looked_at and is_consolidated and rebounds = 0"), new("反弹、不到位", "is_looked_at and rebounds > 0"), Line.Percent("反弹率%", 5, 3)],
        Checks = [new("行1=行2+行3+行4+行5+行6+行7+行8+行9")], Note = "列入整改的问题，截至统计日；报党委（党组）。", Source = Source,
    };

    public static IReadOnlyList<Figure> All =>
    [
        Of("written-off", "问题销号率", "is_closed", "true", "已销号 ÷ 列入的问题", Better.Higher, target: 100, wanting: "not is_closed"),
        Of("written-off-in-time", "到期问题按期销号率", "is_closed and closed_on <= due_on and due_on <= {day}", "due_on <= {day}", "时限内销号 ÷ 时限在统计日及以前的", Better.Higher, target: 100, wanting: "due_on <= {day} and not is_closed"),
        Of("repeated", "重复出现的问题", "is_repeated", null, "与以前反馈的问题相同的", Better.Lower, red: 0),
        Of("consolidated", "回头看巩固率", "is_looked_at and is_consolidated", "is_looked_at", "认定巩固的 ÷ 已回头看的", Better.Higher, target: 100, wanting: "is_looked_at and not is_consolidated"),
        Of("claimed", "本部门认领的问题", "is_ours", null, "由组织部门牵头整改的问题", Better.Neither),
        Of("claimed-written-off", "认领问题销号率", "is_ours and is_closed", "is_ours", "已销号 ÷ 本部门认领的问题", Better.Higher, target: 100, wanting: "is_ours and not is_closed"),
        Of("claimed-in-pace", "认领问题序时推进率", "is_ours and keeps_pace", "is_ours", "进度不落后于已过时间的 ÷ 本部门认领的问题", Better.Higher, target: 100, wanting: "is_ours and not keeps_pace"),
        new() { Id = "claimed-schedule", Title = "认领问题序时进度", Group = Group, Of = Counted, Where = "is_ours and percent_due is not null", OutOf = "is_ours and percent_due is not null", Sum = "percent_then", SumOf = "percent_due", Formula = "本部门认领的各问题已完成的进度之和 ÷ 按时间应完成的进度之和", Source = Source, Period = "月", Better = Better.Higher, Target = 100 },
        Of("own", "自身建设问题", "is_own", null, "制度、能力、作风等部门自身建设方面的问题", Better.Neither),
        Of("own-written-off", "自身建设问题销号率", "is_own and is_closed", "is_own", "已销号 ÷ 自身建设问题", Better.Higher, target: 100, wanting: "is_own and not is_closed"),
        Of("rebound-rate", "回头看反弹率", "is_looked_at and rebounds > 0", "is_looked_at", "认定反弹、不到位的 ÷ 已回头看的", Better.Lower, red: 10),
        Of("rebounded", "反弹、不到位", "rebounds > 0", null, "回头看认定反弹或不到位的", Better.Lower, red: 0),
    ];

    /// <summary>What the body of discipline inspection asks for.</summary>
    public static readonly Report Account = new()
    {
        Id = "rectification", Number = "表2", Title = "巡视巡察反馈意见整改进展（报纪检监察机关）", Of = Counted, RowHead = "方面", Rows = [Lines.All, .. Lines.Codes(DepartmentCodes.Aspect, "line", 1)], Charted = [1, 2, 6],
        Columns = [Lines.All, new("已销号", "is_closed"), new("整改中", "not is_closed"), Line.Percent("销号%", 2, 1), new("超期", "not is_closed and due_on < {day}"), new("本部门认领", "is_ours"), new("认领已销号", "is_ours and is_closed"), new("认领序时推进", "is_ours and keeps_pace"), new("重复出现", "is_repeated"), new("反弹、不到位", "rebounds > 0")],
        Checks = [new("列1=列2+列3")], Note = "印发后列入整改的问题；序时推进指进度不落后于已过的时间。", Source = Source,
    };
}
