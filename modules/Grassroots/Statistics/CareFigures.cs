namespace OrgWork.Grassroots;

/// <summary>Care and honours (IND-30, IND-31).</summary>
static class CareFigures
{
    const string Care = "关怀帮扶", Honours = "表彰";

    static readonly Counted Objects = new()
    {
        Id = "care", Title = "关怀对象", ReadPermission = CareObjects.Read, RecordPath = "grassroots/care",
        Columns = [Field.Code("category", "类别", CareObjects.Categories), Field.Text("organisation", "联系党组织").Wide(), Field.Text("cause", "原因"), Field.Number("measures", "本年措施"), Field.Number("amount", "本年金额")],
        Sql = """
            select c.id, c.locality_path, c.name as title, c.category, c.cause, o.name as organisation, m.measures, m.visits, m.amount
            from grassroots.care_object c join grassroots.organisation o on o.id = c.organisation_id
            cross join lateral (select count(*)::int as measures, count(*) filter (where kind = '1')::int as visits, coalesce(sum(amount), 0)::int as amount from grassroots.care_measure m where m.care_object_id = c.id and m.removed_at is null and m.given_on between {from} and {day}) m
            where c.removed_at is null and c.listed_on <= {day} and (c.ended_on is null or c.ended_on > {day})
            """,
    };

    static readonly Counted Awarded = new()
    {
        Id = "awarded", Title = "“两优一先”表彰", Counter = "个", ReadPermission = HonourProcedures.Read,
        Columns = [Field.Code("kind", "类别", HonourProcedures.AwardKinds), Field.Date("awarded_on", "表彰日期"), Field.Text("authority", "表彰机关").Wide(), Field.Text("document_no", "文号")],
        Sql = """
            select h.id, h.locality_path, m.name as title, h.kind, h.awarded_on, h.authority, h.document_no from grassroots.member_honour h join grassroots.member m on m.id = h.member_id where h.removed_at is null and h.kind in ('0121', '0122') and h.awarded_on between {from} and {day}
            union all select h.id, h.locality_path, o.name, '0124', h.awarded_on, h.authority, h.document_no from grassroots.organisation_honour h join grassroots.organisation o on o.id = h.organisation_id where h.removed_at is null and h.revoked_on is null and h.title = '先进基层党组织' and h.awarded_on between {from} and {day}
            """,
    };

    static Figure Of(string id, string kind) => new() { Id = id, Title = HonourProcedures.AwardKinds.NameOf(kind) + "表彰数", Group = Honours, Of = Awarded, Where = $"kind = '{kind}'", Period = "本年", Formula = "本年表彰决定写入荣誉的（名额录为目标）", Source = "中国共产党党内功勋荣誉表彰条例" };

    public static IReadOnlyList<Figure> All =>
    [
        new() { Id = "care-objects", Title = "关怀帮扶对象", Group = Care, Of = Objects, Formula = "统计日在册的关怀对象", Source = "党内激励关怀帮扶的规定" },
        new() { Id = "care-covered", Title = "关怀覆盖率", Group = Care, Of = Objects, Where = "measures > 0", OutOf = "true", Wanting = "measures = 0", WantingWords = "今年还没有措施的", Period = "本年", Formula = "本年有过关怀措施的对象 ÷ 在册的关怀对象", Source = "党内激励关怀帮扶的规定", Better = Better.Higher, Target = 100, Yellow = 100 },
        new() { Id = "care-visited", Title = "走访慰问完成率", Group = Care, Of = Objects, Where = "visits > 0", OutOf = "true", Wanting = "visits = 0", WantingWords = "今年没有走访的", Period = "本年", Formula = "本年走访慰问过的对象 ÷ 在册的关怀对象", Source = "党内激励关怀帮扶的规定", Better = Better.Higher, Target = 100, Yellow = 100 },
        Of("awarded-members", "0121"), Of("awarded-workers", "0122"), Of("awarded-organisations", "0124"),
    ];
}
