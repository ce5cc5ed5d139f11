using static OrgWork.Talent.TalentWork;

namespace OrgWork.Talent;

public sealed record RewardFacts
{
    [KnownAs("得分")] public int? Score { get; init; }
}

/// <summary>引才育才平台奖励: candidates come from the register of facilities with what they did in the year, scored by rule; what is approved is committed in the fund, and paid from it.</summary>
public static class Rewards
{
    const string Read = Policies.Read, Edit = Policies.Edit, Approve = Policies.Approve;

    static readonly CodeSet Stage = new("reward_stage", "进展", "本平台", [new("1", "待列候选"), new("2", "待审定"), new("3", "待拨付"), new("4", "已拨付")]);

    public static readonly Rule<RewardFacts> Score = new()
    {
        Id = "talent.reward-batches.score", Title = "平台奖励的评分和条件", WhenBroken = "没有达到奖励条件", Basis = DemandRules.Own, Severity = Severity.Remind, Text = "得分＝在驻家数×分值＋当年活动场数×分值＋当年参加人次每百人次分值；不低于条件线的列为奖励对象。",
        Parameters = [new("resident", "每家在驻", 5, "分", Stricter.Free) { Max = 100 }, new("event", "每场活动", 3, "分", Stricter.Free) { Max = 100 }, new("people", "每百人次", 2, "分", Stricter.Free) { Max = 100 }, new("line", "条件线", 30, "分", Stricter.Higher) { Max = 1000 }],
        Test = new([nameof(RewardFacts.Score)], "score >= {line}", (f, t) => Finding.Of(f.Score >= t["line"], $"得分 {f.Score}，不低于 {t["line"]:0}")),
        Examples = [new("四十五分", new() { Score = 45 }, new(2026, 11, 21), Outcome.Met), new("十分", new() { Score = 10 }, new(2026, 11, 21), Outcome.Broken)],
    };

    static Field On => Field.Date("on", "日期").Required().Past();

    public static readonly Register Register = new()
    {
        Id = "reward-batches", Title = "平台奖励", Noun = "奖励批次", Counter = "批", Table = "reward_batch", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "批次", 80).Required().Wide(), Field.Number("year", "看哪年的业绩", 2000, 2100).Required().Listed().FirstFilter(), Field.Text("basis", "依据的政策", 100).Required(), Field.Code("fund_line", "资金类别", FundBook.Line).Required().DefaultsTo("3"),
            Field.Code("stage", "进展", Stage).Listed().FirstFilter().ByDeed(), Field.Number("platforms", "奖励平台（个）").Listed().ByDeed(), Field.Number("amount", "奖励金额（元）").Listed().ByDeed(), Field.Date("gathered_on", "列出候选").ByDeed(), Field.Date("approved_on", "审定").Listed().ByDeed(), Field.Text("approval_no", "审定文号").ByDeed(), Field.Date("paid_on", "拨付").Listed().Filter().ByDeed(), Field.Text("payment_no", "支付凭证号").ByDeed(),
        ],
        Conditions = [new("待审定", "stage=2") { Light = "yellow" }, new("已拨付", "stage=4")],
        Children =
        [
            new()
            {
                Id = "candidates", Title = "候选平台", Noun = "平台", Counter = "个", Table = "reward_candidate", ParentColumn = "reward_batch_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
                Fields = [Field.Text("title", "平台").Wide(), Field.Number("residents", "在驻（家）").Listed(), Field.Number("events", "活动（场）").Listed(), Field.Number("people", "参加（人次）").Listed(), Field.Number("score", "得分").Listed(), Field.Flag("is_fit", "达到条件").Listed(), Field.Number("amount", "审定金额（元）").Listed(), Field.Row("facility_id", "载体记录", "facilities")],
            },
        ],
        Deeds =
        [
            new("gather", "列出候选", Edit)
            {
                Consequence = "把本地在用的人才载体逐个列出，当年业绩从台账里数，按规则评分；审定以前可以重列", Fields = [On],
                Done = async (db, deed, stop) =>
                {
                    var terms = (await RuleSettings.ReadAsync(db, stop)).For(Score, deed.LocalityPath, Clock.Today);
                    var args = new { deed.Id, on = deed.Day("on"), resident = terms["resident"], each = terms["event"], people = terms["people"], line = terms["line"], actor = db.Actor.Id };
                    if (await db.ExecuteAsync("update reward_batch set stage = '2', gathered_on = @on, gathered_by = @actor, version = version + 1 where id = @Id and stage in ('1', '2')", args, stop) == 0) return "已经审定，不能重列";
                    await db.ExecuteAsync("update reward_candidate set removed_at = now(), removed_by = @actor, removed_reason = '重列候选', version = version + 1 where reward_batch_id = @Id and removed_at is null", args, stop);
                    return await db.ExecuteAsync("""
                        insert into reward_candidate (reward_batch_id, locality_path, rank_order, title, facility_id, residents, events, people, score, is_fit, created_by)
                        select @Id, x.locality_path, row_number() over (order by x.score desc, x.rank_order, x.id)::int, x.name, x.id, x.residents, x.events, x.people, x.score, x.score >= @line, @actor
                        from (select b.locality_path, f.id, f.name, f.rank_order, r.residents, e.events, e.people, round(r.residents * @resident + e.events * @each + e.people / 100 * @people)::int as score
                          from reward_batch b join facility f on starts_with(f.locality_path, b.locality_path) and f.removed_at is null and (f.ended_on is null or f.ended_on > make_date(b.year, 12, 31))
                          cross join lateral (select count(*)::int as residents from facility_resident r where r.facility_id = f.id and r.removed_at is null and r.began_on <= make_date(b.year, 12, 31) and (r.ended_on is null or r.ended_on > make_date(b.year, 12, 31))) r
                          cross join lateral (select count(*)::int as events, coalesce(sum(e.people), 0)::int as people from facility_event e where e.facility_id = f.id and e.removed_at is null and extract(year from e.held_on) = b.year and e.held_on <= @on) e where b.id = @Id) x
                        """, args, stop) == 0 ? "本地还没有登记人才载体" : null;
                },
            },
            new("approve", "审定", Approve)
            {
                Consequence = "达到条件的平台各得这个数；金额随即从本年这类资金里承诺", Fields = [On, Field.Number("each", "每个平台（元）", 1, 100_000_000).Required(), Field.Text("no", "审定文号", 60).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("on"), each = deed.Values["each"], no = deed.Text("no") };
                    if (await GatheredAsync(db, deed.Id, stop)) return "您列出的候选，审定要由另一人办";
                    if (await db.ExecuteAsync("update reward_candidate set amount = @each, version = version + 1 where reward_batch_id = @Id and is_fit and removed_at is null", args, stop) == 0) return "没有达到条件的平台，先列出候选";
                    var (item, total) = await db.FirstAsync<(Guid? Item, int Total)>("""
                        update reward_batch b set stage = '3', approved_on = @on, approval_no = @no, platforms = c.n, amount = c.amount, fund_item_id = (select i.id from fund_item i where i.removed_at is null and i.line = b.fund_line and i.year = extract(year from @on::date) and i.closed_on is null and starts_with(b.locality_path, i.locality_path) order by length(i.locality_path) desc limit 1), version = b.version + 1
                        from (select count(*)::int as n, sum(amount)::int as amount from reward_candidate where reward_batch_id = @Id and is_fit and removed_at is null) c where b.id = @Id and b.stage = '2' and b.gathered_on <= @on returning b.fund_item_id, b.amount
                        """, args, stop);
                    if (total == 0) return "还没有列出候选，已经审定，或日期早于列出候选";
                    if (item is not { } from) return "今年没有这类资金科目，或已经年结；请先建科目、下达预算";
                    return await FundBook.PostAsync(db, from, "commit", args.on!.Value, total, deed.Title, null, args.no, deed.By, stop) is { } why ? $"资金不能承诺：{why}" : null;
                },
            },
            new("pay", "拨付", Approve)
            {
                Consequence = "从已承诺的资金里支付，计入奖励平台的个数和金额", Fields = [On, Field.Text("no", "支付凭证号", 40).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("on"), no = deed.Text("no") };
                    if (await GatheredAsync(db, deed.Id, stop)) return "您列出的候选，拨付要由另一人办";
                    var (item, total) = await db.FirstAsync<(Guid? Item, int Total)>("update reward_batch set stage = '4', paid_on = @on, payment_no = @no, version = version + 1 where id = @Id and stage = '3' and approved_on <= @on returning fund_item_id, amount", args, stop);
                    if (item is not { } from) return "还没有审定，已经拨付，或日期早于审定";
                    return await FundBook.PostAsync(db, from, "pay", args.on!.Value, total, deed.Title, null, args.no, deed.By, stop) is { } why ? $"资金不能支付：{why}" : null;
                },
            },
        ],
    };

    static Task<bool> GatheredAsync(Db db, Guid batch, CancellationToken stop) => db.FirstAsync<bool>("select gathered_by is not distinct from @actor from reward_batch where id = @batch", new { batch, actor = db.Actor.Id }, stop);

    static readonly Counted Paid = new()
    {
        Id = "rewards", Title = "平台奖励", Counter = "个", ReadPermission = Read, RecordPath = "talent/reward-batches", RecordColumn = "batch_id",
        Columns = [Field.Text("batch", "批次").Wide(), Field.Number("score", "得分"), Field.Number("amount", "金额（元）"), Field.Date("paid_on", "拨付")],
        Sql = "select c.id, b.id as batch_id, c.locality_path, c.title, b.title as batch, c.score, c.amount, b.paid_on from talent.reward_candidate c join talent.reward_batch b on b.id = c.reward_batch_id where c.removed_at is null and c.amount is not null and b.removed_at is null and b.paid_on between {from} and {day}",
    };

    public static readonly IReadOnlyList<Figure> Figures =
    [
        new() { Id = "rewarded-platforms", Title = "奖励引才育才平台", Group = "政策兑现", Of = Paid, Where = "true", Period = "本年", Formula = "年初至统计日拨付了奖励的平台", Source = "平台奖励台账" },
        new() { Id = "rewarded-amount", Title = "奖励引才育才平台金额", Group = "政策兑现", Of = Paid, Sum = "amount", Unit = "元", Period = "本年", Formula = "拨付的奖励之和", Source = "平台奖励台账" },
    ];
}
