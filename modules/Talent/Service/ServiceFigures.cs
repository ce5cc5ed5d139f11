namespace OrgWork.Talent;

/// <summary>What the desk does and how fast, which of its items are used, who lives in the flats, how much comes online.</summary>
static class ServiceFigures
{
    const string Read = ServiceOrders.Read, Group = "服务", Book = "人才服务台账（本平台）", Concerns = "concern in ('1', '2', '3', '4')";

    // Orders, because that is what the desk, the platform and visits write. What an order is about stays hidden and is no column here.
    public static readonly Counted Orders = new()
    {
        Id = "services", Title = "人才服务单", Counter = "件", ReadPermission = Read, RecordPath = "talent/service-orders",
        Columns = [Field.Text("item", "服务事项").Wide(), Field.Date("raised_on", "受理"), Field.Text("handling", "承办单位"), Field.Date("due_on", "期限"), Field.Date("done_on", "办结"), Field.Code("satisfaction", "评价", TalentCodes.Satisfaction)],
        Sql = """
            select o.id, o.locality_path, o.title, i.name as item, i.concern, o.source, o.visit_id is not null as is_of_visit, o.raised_on, o.handling, o.due_on, o.due_at, case when d.done_on is null then '2' else '4' end as state, d.done_on, d.done_at, r.returns, r.satisfaction
            from talent.service_order o join talent.service_item i on i.id = o.item_id
            cross join lateral (select case when o.done_on <= {day} then o.done_on end as done_on, case when o.done_on <= {day} then o.done_at end as done_at) d
            cross join lateral (select greatest(o.returns - count(*) filter (where t.on_day > {day} and (t.kind = '退回窗口' or t.kind = '记录评价' and o.satisfaction = '3')), 0)::int as returns, case when count(*) filter (where t.on_day > {day} and t.kind = '记录评价') = 0 then o.satisfaction end as satisfaction from talent.service_step t where t.service_order_id = o.id and t.removed_at is null) r
            where o.removed_at is null and o.raised_on between {from} and {day}
            """,
    };

    static readonly Counted Items = new()
    {
        Id = "service-items", Title = "服务事项", Counter = "项", ReadPermission = Read, RecordPath = "talent/service-items",
        Columns = [Field.Code("concern", "四子分类", ServiceOrders.Concern), Field.Text("handling", "承办单位"), Field.Number("uses", "本年使用（次）")],
        Sql = """
            select i.id, i.locality_path, i.name as title, i.concern, i.handling, u.uses
            from talent.service_item i cross join lateral (select count(*) filter (where o.raised_on between {from} and {day})::int as uses, min(o.raised_on) as first_on from talent.service_order o where o.item_id = i.id and o.removed_at is null) u
            where i.removed_at is null and coalesce(i.ended_on > {day}, true) and least((i.created_at at time zone 'Asia/Shanghai')::date, u.first_on) <= {day}
            """,
    };

    static readonly Counted Flats = new()
    {
        Id = "apartments", Title = "人才公寓", Counter = "套", ReadPermission = Read, RecordPath = "talent/apartments",
        Columns = [Field.Text("building", "楼栋"), Field.Text("tenant", "住户"), Field.Date("began_on", "入住")],
        Sql = """
            select a.id, a.locality_path, a.name as title, a.building, s.tenant, s.began_on
            from talent.apartment a left join lateral (select s.tenant, s.began_on from talent.apartment_stay s where s.apartment_id = a.id and s.removed_at is null and s.began_on <= {day} and coalesce(s.ended_on > {day}, true) order by s.began_on desc, s.id limit 1) s on true where a.removed_at is null
            """,
    };

    static readonly Counted Filed = new()
    {
        Id = "filed", Title = "办理申请", Counter = "件", ReadPermission = Read, RecordPathColumn = "record_path",
        Columns = [Field.Text("kind", "类别"), Field.Date("filed_on", "提出"), Field.Flag("is_online", "线上")],
        Sql = $$"""
            select o.id, o.locality_path, o.title, '服务单' as kind, o.raised_on as filed_on, o.source = '4' as is_online, 'talent/service-orders' as record_path from talent.service_order o where o.removed_at is null and o.raised_on between {{Spans.Month}} and {day}
            union all
            select a.id, a.locality_path, a.title, '政策申报', a.applied_on, a.channel = '2', 'talent/applications' from talent.application a where a.removed_at is null and a.applied_on between {{Spans.Month}} and {day}
            """,
    };

    public static readonly IReadOnlyList<Figure> All =
    [
        Spans.Share("services-due-in-time", "人才服务按时办结率", Group, Orders, "state = '4' and done_at <= due_at", $"raised_on >= {Spans.Month} and (state = '4' or due_on < {{day}})", "期限内办结的 ÷ 本月受理、已办结或已超期的服务单", Book, "本月", 95, "超期的"),
        Spans.Share("visit-problems-done", "走访问题办结率", Group, Orders, "state = '4'", $"is_of_visit and raised_on >= {Spans.Quarter}", "已办结的 ÷ 本季度走访中提出的问题", Book, "本季度", wanting: "没有办结的"),
        Spans.Share("concerns-solved", "“四子”问题解决率", Group, Orders, "state = '4'", Concerns, "已办结的 ÷ 年初至统计日受理的住房、子女、健康、礼遇问题", Book, wanting: "没有解决的"),
        Spans.Share("concerns-solved-quarter", "“四子”问题解决率（本季度）", Group, Orders, "state = '4'", $"{Concerns} and raised_on >= {Spans.Quarter}", "已办结的 ÷ 本季度受理的住房、子女、健康、礼遇问题", Book, "本季度", wanting: "没有解决的"),
        new() { Id = "concerns-days", Title = "“四子”问题平均用时", Group = Group, Of = Orders, Where = $"state = '4' and {Concerns}", Mean = "done_on - raised_on", Unit = "天", Formula = "办结日期 − 受理日期，年初至统计日受理、已办结的", Source = Book, Period = "本年", Better = Better.Lower },
        new() { Id = "service-items", Title = "现行服务事项", Group = Group, Of = Items, Formula = "统计日没有停止的服务事项", Source = "服务事项目录（本平台）", Better = Better.Higher },
        new() { Id = "service-uses", Title = "服务事项平均使用", Group = Group, Of = Items, Mean = "uses", Unit = "次", Formula = "本年受理的服务单 ÷ 现行服务事项", Source = "服务事项目录（本平台）", Period = "本年" },
        new() { Id = "service-unused", Title = "没有人用的服务事项", Group = Group, Of = Items, Where = "uses = 0", Formula = "本年没有受理过服务单的现行事项", Source = "服务事项目录（本平台）", Period = "本年", Better = Better.Lower, Yellow = 0 },
        Spans.Share("apartments-taken", "人才公寓入住率", Group, Flats, "began_on is not null", "true", "统计日有人住的 ÷ 全部公寓", "人才公寓台账（本平台）", "当日", wanting: "空置的"),
        Spans.Share("filed-online", "上线办理比例", Group, Filed, "is_online", "true", "线上提出的 ÷ 本月受理的服务单和政策申报", "线上平台使用情况", "本月", wanting: "不是线上的"),
    ];

    public static readonly Report ByConcern = new()
    {
        Id = "concerns", Number = "表9", Title = "“四子”问题：按类别", Of = Orders, RowHead = "类别", Rows = [Lines.All, .. Lines.Codes(ServiceOrders.Concern, "concern", 1)],
        Columns = [Lines.All, new("已办结", "state = '4'"), new("没有办结", "state <> '4'"), new("超期没有办结", "state <> '4' and due_on < {day}"), Line.Percent("解决率", 2, 1)], Checks = [new("列1=列2+列3")], Note = "年初至统计日受理的服务单。", Source = Book,
    };
}
