using static OrgWork.Talent.TalentWork;

namespace OrgWork.Talent;

public sealed record WaitFacts
{
    [KnownAs("申请日期")] public DateOnly? AskedOn { get; init; }
}

/// <summary>人才公寓: who is next and why, by a rule whose points the place sets; rent month by month.</summary>
public static class Housing
{
    const string Read = ServiceOrders.Read, Edit = ServiceOrders.Edit;
    static readonly DateOnly Day = new(2026, 11, 21);

    public static readonly Rule<WaitFacts> Order = new()
    {
        Id = "talent.apartment-waits.order", Title = "公寓轮候按得分排序，不超过最长等候", WhenBroken = "轮候超过最长等候", Basis = DemandRules.Own, Severity = Severity.Remind, Light = "yellow", Text = "得分＝层次（F 类一档、A 类六档）×分值＋等候整月数×分值＋同住人数（本人以外）×分值；得分相同的先申请在前。",
        Population = new("apartment-waits", "select w.id, w.locality_path, w.title, w.asked_on from apartment_wait w where w.removed_at is null and w.settled_on is null"),
        Parameters = [new("grade", "层次每档", 20, "分", Stricter.Free) { Max = 1000 }, new("month", "等候每满一个月", 2, "分", Stricter.Free) { Max = 1000 }, new("people", "同住每一人", 3, "分", Stricter.Free) { Max = 1000 }, RuleParameter.Months("longest", "最长等候", 12, Stricter.Lower)],
        Test = RuleTest<WaitFacts>.NotAfter(f => f.AskedOn, Span.Months, "longest"),
        Examples = [new("三个月", new() { AskedOn = new(2026, 8, 21) }, Day, Outcome.Met), new("两年", new() { AskedOn = new(2024, 11, 1) }, Day, Outcome.Broken)],
    };

    public static readonly Rule<DueFacts> RentDue = IntroductionRules.Due("talent.apartment-rents.due", "公寓租金按月收取", "租金超期没有收到", "red", new("apartment-rents", "select r.id, r.locality_path, r.title, r.month_on as due_on, r.paid_on as done_on from apartment_rent r where r.removed_at is null and r.paid_on is null"), "days", "每月宽限", 10);

    public sealed record Wait(Guid Id, Guid TalentId, string Name, string? Grade, DateOnly AskedOn, int People, int Months, decimal Score)
    {
        /// <summary>What the points are made of.</summary>
        public string Why { get; init; } = "";
    }

    /// <summary>Those who wait in a place, the next one first, with what their points are made of.</summary>
    public static async Task<IReadOnlyList<Wait>> QueueAsync(Db db, string place, RuleTerms terms, int most, CancellationToken stop)
    {
        var waits = await db.QueryAsync<Wait>("""
            select w.id, w.talent_id, t.name, t.grade, w.asked_on, w.people, m.months, g.steps * @grade + m.months * @month + (w.people - 1) * @people as score
            from apartment_wait w join talent t on t.id = w.talent_id
            cross join lateral (select coalesce(7 - nullif(position(coalesce(t.grade, '-') in 'ABCDEF'), 0), 0) as steps) g
            cross join lateral (select (extract(year from a.age) * 12 + extract(month from a.age))::int as months from (select age(@today::timestamp, w.asked_on::timestamp) as age) a) m
            where w.removed_at is null and w.settled_on is null and t.removed_at is null and starts_with(w.locality_path, @place) order by score desc, w.asked_on, w.id limit @most
            """, new { place, most, today = Clock.Today, grade = terms["grade"], month = terms["month"], people = terms["people"] }, stop);
        return [.. waits.Select(wait => wait with
        {
            Why = $"{(wait.Grade is null ? "没有认定层次" : $"{wait.Grade}类 {("ABCDEF".Length - "ABCDEF".IndexOf(wait.Grade, StringComparison.Ordinal)) * terms["grade"]:0.#} 分")}，等候 {wait.Months} 个月 {wait.Months * terms["month"]:0.#} 分，{wait.People} 人住 {(wait.People - 1) * terms["people"]:0.#} 分",
        })];
    }

    /// <summary>A line for each month of the contract; what is there already stays.</summary>
    const string Lines = """
        insert into apartment_rent (locality_path, rank_order, title, apartment_id, talent_id, month_on, amount, created_by)
        select a.locality_path, m::date - date '2000-01-01', left(to_char(m, 'YYYY.MM') || ' ' || a.name || ' ' || a.tenant, 100), a.id, a.talent_id, m::date, a.rent, @actor from apartment a cross join generate_series(date_trunc('month', a.began_on::timestamp), date_trunc('month', a.ends_on::timestamp), interval '1 month') m
        where a.id = @Id and a.talent_id is not null and a.rent > 0 on conflict do nothing
        """;

    public static readonly Register Rents = new()
    {
        Id = "apartment-rents", Title = "公寓租金", Noun = "租金", Counter = "笔", Table = "apartment_rent", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields =
        [
            Field.Text("title", "租金").Wide(), Field.Row("apartment_id", "公寓", "apartments").Listed().Filter(), Field.Row("talent_id", "入住人才", "talents").Filter(), Field.Date("month_on", "应交月份（当月一日）").Listed().Filter().Sortable(), Field.Number("amount", "金额（元）").Listed(), Field.Date("paid_on", "收到").Listed().Filter(), Field.Text("receipt", "票据号").Listed(),
        ],
        Rules = [RentDue],
        Conditions = [ReadyCondition.Of(RentDue), new("到月没有收到", "month_on.to=0d&paid_on.none=1"), new("已收到", "paid_on.from=1900.01.01")],
        Deeds = [Deed("pay", "登记收到", Edit, "这几个月的租金收到了，停止提醒", "update apartment_rent set paid_on = @on, receipt = @receipt, version = version + 1 where id = @id and paid_on is null", "已经登记过", Field.Date("on", "日期").Required().Past(), Field.Text("receipt", "票据号", 40).Required())],
    };

    public static readonly IReadOnlyList<RegisterDeed> Deeds =
    [
        new("check-in", "分配入住", Edit)
        {
            Consequence = "公寓归这个人，从轮候里划去；按合同逐月列出应交租金；合同到期前提醒",
            Fields = [Field.Row("talent_id", "入住人才", "talents").Required(), Field.Date("began_on", "入住日期").Required().Past(), Field.Date("ends_on", "合同止").Required(), Field.Text("passed_words", "不按轮候顺序的理由", 200).Hinted("不是轮候第一位的必填")],
            Done = async (db, deed, stop) =>
            {
                var args = new { deed.Id, deed.LocalityPath, talent = (Guid)deed.Values["talent_id"]!, on = deed.Day("began_on"), until = deed.Day("ends_on"), passed = deed.Text("passed_words"), actor = db.Actor.Id };
                var terms = (await RuleSettings.ReadAsync(db, stop)).For(Order, deed.LocalityPath, Clock.Today);
                if (string.IsNullOrWhiteSpace(args.passed) && await QueueAsync(db, deed.LocalityPath, terms, 1, stop) is [var first] && first.TalentId != args.talent)
                    return $"轮候第一位是 {first.Name}（{first.Score:0.#} 分：{first.Why}）；不按顺序的请写明理由";
                if (await db.ExecuteAsync("update apartment a set talent_id = t.id, tenant = t.name, began_on = @on, ends_on = @until, version = a.version + 1 from talent t where a.id = @Id and t.id = @talent and t.removed_at is null and t.state = '1' and a.talent_id is null and @until > @on and not exists (select from apartment o where o.talent_id = t.id and o.removed_at is null)", args, stop) == 0) return "公寓已有人住，或这个人不在岗、已住别处，或合同止早于入住";
                await db.ExecuteAsync("insert into apartment_stay (apartment_id, locality_path, rank_order, tenant, began_on, passed_words) select @Id, @LocalityPath, -(@on::date - date '2000-01-01'), t.name, @on, @passed from talent t where t.id = @talent", args, stop);
                await db.ExecuteAsync("update apartment_wait set settled_on = greatest(@on, asked_on), version = version + 1 where talent_id = @talent and settled_on is null and removed_at is null", args, stop);
                await db.ExecuteAsync(Lines, args, stop);
                return null;
            },
        },
        new("renew", "续签", Edit)
        {
            Consequence = "合同顺延，续上的月份列出应交租金",
            Fields = [Field.Date("ends_on", "合同止").Required()],
            Done = async (db, deed, stop) =>
            {
                var args = new { deed.Id, until = deed.Day("ends_on"), actor = db.Actor.Id };
                if (await db.ExecuteAsync("update apartment set ends_on = @until, version = version + 1 where id = @Id and talent_id is not null and ends_on < @until", args, stop) == 0) return "现在没有人住，或不晚于现在的合同止";
                await db.ExecuteAsync(Lines, args, stop);
                return null;
            },
        },
        new("check-out", "退房", Edit)
        {
            Consequence = "公寓空出来，可以再分配；以后月份的租金不再收",
            Fields = [Field.Date("ended_on", "退房日期").Required().Past(), Field.Text("reason", "原因", 100).Required()],
            Done = async (db, deed, stop) =>
            {
                var args = new { deed.Id, on = deed.Day("ended_on"), reason = deed.Text("reason"), actor = db.Actor.Id };
                if (await db.ExecuteAsync("update apartment set talent_id = null, tenant = null, began_on = null, ends_on = null, version = version + 1 where id = @Id and talent_id is not null and began_on <= @on", args, stop) == 0) return "本来空着，或日期早于入住";
                await db.ExecuteAsync("update apartment_stay set ended_on = @on, reason = @reason, version = version + 1 where apartment_id = @Id and ended_on is null and removed_at is null", args, stop);
                await db.ExecuteAsync("update apartment_rent set removed_at = now(), removed_by = @actor, removed_reason = '已退房', version = version + 1 where apartment_id = @Id and paid_on is null and removed_at is null and month_on > @on", args, stop);
                return null;
            },
        },
    ];

    public static readonly IReadOnlyList<Rule> Rules = [Order, RentDue];
}
