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
            select c.id, c.locality_path, c.name as title, c.category, c.cause, o.name as organisation, m.measures, m.amount
            from grassroots.care_object c join grassroots.organisation o on o.id = c.organisation_id
            cross join lateral (select count(*)::int as measures, coalesce(sum(amount), 0)::int as amount from grassroots.care_measure m where m.care_object_id = c.id and m.removed_at is null and m.given_on between {from} and {day}) m
            where c.removed_at is null and c.listed_on <= {day} and (c.ended_on is null or c.ended_on > {day})
            """,
    };

    /// <summary>Whom the rounds that began this year were to visit. Who could not be visited for a reason that was written down is not owed.</summary>
    static readonly Counted Visits = new()
    {
        Id = "visits", Title = "走访对象", Counter = "户", ReadPermission = CareObjects.Read, RecordPath = "grassroots/visits",
        Columns = [Field.Text("round", "批次").Wide(), Field.Text("organisation", "联系党组织").Wide(), Field.Text("leader", "走访领导"), Field.Date("planned_on", "计划日期"), Field.Date("visited_on", "走访日期"), Field.Text("failed_reason", "没有走成的原因").Wide()],
        Sql = """
            select v.id, v.locality_path, v.name as title, r.title as round, o.name as organisation, v.leader, v.planned_on, case when v.visited_on <= {day} then v.visited_on end as visited_on, case when coalesce(v.failed_on <= {day}, true) then v.failed_reason end as failed_reason
            from grassroots.visit v join grassroots.visit_round r on r.id = v.round_id join grassroots.organisation o on o.id = v.organisation_id where v.removed_at is null and r.began_on between {from} and {day}
            """,
    };

    /// <summary>Honours and beside them the quotas; what a quota has passed on below counts there.</summary>
    static readonly Counted Awarded = new()
    {
        Id = "awarded", Title = "“两优一先”表彰和名额", Counter = "个", ReadPermission = HonourProcedures.Read, RecordPathColumn = "record_path", RecordColumn = "record_id",
        Columns = [Field.Number("planned", "名额（不含已分到下级的）"), Field.Code("kind", "类别", HonourProcedures.AwardKinds), Field.Date("awarded_on", "表彰日期"), Field.Text("authority", "表彰机关").Wide(), Field.Text("document_no", "文号")],
        Sql = $$"""
            select h.id, m.id as record_id, 'grassroots/members' as record_path, null::int as planned, h.locality_path, m.name as title, h.kind, h.awarded_on, h.authority, h.document_no from grassroots.member_honour h join grassroots.member m on m.id = h.member_id where h.removed_at is null and h.kind in ('0121', '0122') and h.awarded_on between {from} and {day}
            union all select h.id, o.id, 'grassroots/organisations', null, h.locality_path, o.name, '0124', h.awarded_on, h.authority, h.document_no from grassroots.organisation_honour h join grassroots.organisation o on o.id = h.organisation_id where h.removed_at is null and coalesce(h.revoked_on > {day}, true) and h.title = '先进基层党组织' and h.awarded_on between {from} and {day}
            union all select q.id, q.id, 'grassroots/award-quotas', greatest(q.planned - coalesce(p.passed, 0), 0)::int,
              q.locality_path, (select l.name from org.locality l where l.path = q.locality_path) || '名额', q.kind, null, null, q.document_no from grassroots.award_quota q left join {{AdmissionFigures.PassedOn("grassroots.award_quota", "kind")}} p on p.id = q.id where q.removed_at is null and q.year = extract(year from {day}::date)
            """,
    };

    static Figure Of(string id, string kind) => new() { Id = id, Title = HonourProcedures.AwardKinds.NameOf(kind) + "表彰名额使用率", Group = Honours, Of = Awarded, Where = $"kind = '{kind}' and planned is null", OutOf = $"kind = '{kind}' and planned is not null", SumOf = "planned", Period = "本年", Formula = "本年表彰决定写入荣誉的 ÷ 下达的名额（分到下级的计在下级）", Source = "中国共产党党内功勋荣誉表彰条例" };

    public static IReadOnlyList<Figure> All =>
    [
        new() { Id = "care-objects", Title = "关怀帮扶对象", Group = Care, Of = Objects, Formula = "统计日在册的关怀对象", Source = "党内激励关怀帮扶的规定" },
        new() { Id = "care-covered", Title = "关怀覆盖率", Group = Care, Of = Objects, Where = "measures > 0", OutOf = "true", Wanting = "measures = 0", WantingWords = "今年还没有措施的", Period = "本年", Formula = "本年有过关怀措施的对象 ÷ 在册的关怀对象", Source = "党内激励关怀帮扶的规定", Better = Better.Higher, Target = 100, Yellow = 100 },
        new() { Id = "care-visited", Title = "走访慰问完成率", Group = Care, Of = Visits, Where = "visited_on is not null", OutOf = "failed_reason is null", Wanting = "failed_reason is null and visited_on is null", WantingWords = "还没有走访的", Period = "本年", Formula = "走访了的 ÷ 本年各批次列入走访的对象（写明原因没有走成的不计）", Source = "党内激励关怀帮扶的规定", Better = Better.Higher, Target = 100, Yellow = 100 },
        Of("awarded-members", "0121"), Of("awarded-workers", "0122"), Of("awarded-organisations", "0124"),
    ];
}
