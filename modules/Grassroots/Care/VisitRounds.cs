namespace OrgWork.Grassroots;

/// <summary>走访慰问: a round with its budget, whom to visit, by whom, on which day, with what; visited with a signature, and on the ledger of care at once.</summary>
public static class VisitRounds
{
    public const string Read = CareObjects.Read, Write = CareObjects.Write;

    static readonly CodeSet Occasions = new("visit_occasion", "场合", "本平台（各地可另定）", [new("1", "七一"), new("2", "春节"), new("3", "国庆"), new("4", "重阳"), new("9", "其他")]);

    public static readonly Register Rounds = new()
    {
        Id = "visit-rounds", Title = "走访慰问批次", Noun = "批次", Counter = "批", Table = "visit_round", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("title", "名称", 60).Required().Wide(), Field.Code("occasion", "场合", Occasions).Required().Listed().FirstFilter(), Field.Date("began_on", "计划开始").Required().Listed().Filter().Sortable(), Field.Date("due_on", "计划完成").Required().Listed().Filter(), Field.Number("budget", "预算（元）", 0, 100000000).Required().Listed(), Field.Text("document_no", "文号", 60), Field.Row("anniversary_id", "所属庆祝活动", "anniversaries").Filter(), Field.LongText("remark", "说明", 500)],
        Actions = [new("进度和预算", "grassroots/care/round", Read, IsForOne: true)],
        Deeds =
        [
            new("list", "列入走访对象", Write)
            {
                IsForBelow = true,
                Consequence = "把关怀台账里这一类在册的对象（批次所在地及下级）都列入，已列入的不重复；之后可以逐个改走访人、日期和金额",
                Fields = [Field.Code("category", "关怀类别", CareObjects.Categories).Required(), Field.Text("leader", "走访领导", 36).Required(), Field.Date("planned_on", "计划日期").Required(), Field.Number("amount", "慰问金（元）", 0, 1000000).Required(), Field.Text("goods", "物品", 60)],
                Done = async (db, deed, stop) => await db.ExecuteAsync("""
                    insert into visit (locality_path, rank_order, name, round_id, care_object_id, organisation_id, leader, planned_on, amount, goods, created_by, changed_by)
                    select c.locality_path, c.rank_order, c.name, r.id, c.id, c.organisation_id, @leader, @on, @amount, nullif(@goods, ''), org.actor(), org.actor()
                    from visit_round r join care_object c on starts_with(c.locality_path, r.locality_path) and c.category = @category and c.ended_on is null and c.removed_at is null where r.id = @Id and @on between r.began_on and r.due_on
                    on conflict (round_id, care_object_id) where removed_at is null do nothing
                    """, new { deed.Id, category = deed.Text("category"), leader = deed.Text("leader"), on = deed.Day("planned_on"), amount = deed.Values["amount"], goods = deed.Text("goods") }, stop) == 0 ? "计划日期不在批次的起止之间，或这一类没有还没列入的对象" : null,
            },
        ],
    };

    public static readonly Register Visits = new()
    {
        Id = "visits", Title = "走访慰问", Noun = "走访", Counter = "户", Table = "visit", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "姓名", 36).Required().Listed(), (Field.Row("round_id", "批次", "visit-rounds") with { IsRequired = true, IsListed = true }).Filter(), (Field.Row("care_object_id", "关怀对象", "care") with { IsRequired = true }).Filter(), (Field.Row("organisation_id", "联系党组织", "organisations") with { IsRequired = true, IsListed = true }).Filter(),
            Field.Text("leader", "走访领导", 36).Required().Listed().Filter(), Field.Date("planned_on", "计划日期").Required().Listed().FirstFilter().Sortable(), Field.Number("amount", "慰问金（元）", 0, 1000000).Required().Listed(), Field.Text("goods", "物品", 60).Listed(),
            Field.Date("visited_on", "走访日期").Listed().Filter().ByDeed(), Field.Number("paid", "实发（元）").Listed().ByDeed(), Field.Text("received_by", "签收人", 36).ByDeed(), Field.Text("remark", "情况", 300).ByDeed(), Field.Text("failed_reason", "没有走成的原因", 200).Filter().ByDeed(),
        ],
        Rules = [VisitRules.InTime],
        Conditions = [ReadyCondition.Of(VisitRules.InTime), new("还没有走访", "visited_on.none=1&failed_reason.none=1"), new("已走访", "visited_on.from=1900.01.01")],
        Deeds =
        [
            new("visited", "登记走访", Write)
            {
                Consequence = "记入这一户的走访和关怀台账的关怀措施；照片传到这条记录的附件",
                Fields = [Field.Date("visited_on", "走访日期").Required().Past(), Field.Number("paid", "实发（元）", 0, 1000000).Required(), Field.Text("received_by", "签收人", 36).Required(), Field.Text("remark", "情况", 300)],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("visited_on"), paid = deed.Values["paid"], by = deed.Text("received_by"), words = deed.Text("remark") };
                    if (await db.ExecuteAsync("update visit set visited_on = @on, paid = @paid, received_by = @by, remark = nullif(@words, ''), failed_reason = null, failed_on = null, version = version + 1 where id = @Id and visited_on is null", args, stop) == 0) return "已经登记过走访";
                    await db.ExecuteAsync("""
                        insert into care_measure (care_object_id, locality_path, rank_order, kind, given_on, leader, amount, goods, occasion, received_by, remark, created_by, changed_by)
                        select c.id, c.locality_path, -(@on::date - date '2000-01-01'), '1', @on, v.leader, @paid, v.goods, left(r.title, 40), @by, nullif(@words, ''), org.actor(), org.actor() from visit v join care_object c on c.id = v.care_object_id join visit_round r on r.id = v.round_id where v.id = @Id
                        """, args, stop);
                    return null;
                },
            },
            new("failed", "登记没有走成", Write)
            {
                Consequence = "写明原因（去世、外出、婉拒），不再算还没有走访",
                Fields = [Field.Text("failed_reason", "原因", 200).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update visit set failed_reason = @words, failed_on = org.today(), version = version + 1 where id = @Id and visited_on is null", new { deed.Id, words = deed.Text("failed_reason") }, stop) == 0 ? "已经登记过走访" : null,
            },
        ],
    };
}

public sealed record VisitFacts
{
    [KnownAs("计划日期")] public DateOnly? PlannedOn { get; init; }
    [KnownAs("走访日期")] public DateOnly? VisitedOn { get; init; }
}

public static class VisitRules
{
    static readonly DateOnly Day = new(2026, 11, 21);

    public static readonly Rule<VisitFacts> InTime = new()
    {
        Id = "grassroots.visits.in-time", Title = "走访慰问按计划日期走到", WhenBroken = "过了计划日期没有走访", Basis = Basis.Practice("走访慰问工作安排"), Severity = Severity.Remind, Light = "yellow",
        Population = new("visits", "select v.id, v.locality_path, v.name as title, v.planned_on, v.visited_on from visit v where v.removed_at is null and v.failed_reason is null"),
        Test = new([nameof(VisitFacts.PlannedOn)], "visited_on is not null or planned_on >= {day}", (f, t) => Finding.Of(f.VisitedOn is not null || f.PlannedOn >= t.Day, $"计划 {Dates.Format(f.PlannedOn!.Value)}；{(f.VisitedOn is { } on ? $"{Dates.Format(on)} 走访" : "没有走访")}")),
        Examples = [new("走了", new() { PlannedOn = new(2026, 7, 1), VisitedOn = new(2026, 7, 1) }, Day, Outcome.Met), new("没有走", new() { PlannedOn = new(2026, 7, 1) }, Day, Outcome.Broken)],
    };
}
