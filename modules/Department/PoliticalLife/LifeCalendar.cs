namespace OrgWork.Department;

public sealed record LifeFacts
{
    [KnownAs("离截止还有", Unit = "天")] public int? DaysLeft { get; init; }
}

/// <summary>
/// 党内政治生活督促: what is asked of units and how often; for each unit and period a row at the unit's own place, which is done when the module that knows of it says so.
/// Who is near the end of a period is reminded, who let it pass stands in a circular.
/// </summary>
static class LifeCalendar
{
    public const string Read = KeyPoints.Read;
    const string Edit = Supervision.Edit, Book = "党内政治生活督促办法（本单位）";
    static readonly DateOnly Day = new(2026, 11, 21);

    static readonly CodeSet Sources = new("life_source", "从哪里看开展没有", "关于新形势下党内政治生活的若干准则", [new("1", "领导班子民主生活会（干部工作）"), new("2", "民主集中制执行检查（干部工作）"), new("3", "支部党员大会（基层党建）"), new("4", "党课（基层党建）"), new("5", "主题党日（基层党建）"), new("6", "组织生活会（基层党建）"), new("7", "半年自查（自身建设）"), new("0", "单位自己登记")]);
    static readonly CodeSet Cycles = new("life_cycle", "多久一次", "本平台", [new("month", "每月"), new("quarter", "每季度"), new("half_year", "每半年"), new("year", "每年")]);
    static Field On => Field.Date("on", "日期").Required().Past();

    public static readonly Rule<DoneFacts> Held = AffairRules.Due("department.life-dues.held", "党内政治生活按期开展", "过了期没有开展", Book, "red", new("life-dues", "select d.id, d.locality_path, d.unit_name || '：' || d.title as title, d.due_on, d.done_on from life_due d where d.removed_at is null and d.done_on is null"), 0, "宽限");

    public static readonly Rule<LifeFacts> Near = new()
    {
        Id = "department.life-dues.near", Title = "党内政治生活截止前提醒", WhenBroken = "快到截止，还没有开展", Basis = Basis.Practice(Book), Severity = Severity.Remind, Light = "yellow", Parameters = [RuleParameter.Days("days", "截止前几天提醒", 10, Stricter.Higher)],
        Population = new("life-dues", "select d.id, d.locality_path, d.unit_name || '：' || d.title as title, d.due_on - {day}::date as days_left from life_due d where d.removed_at is null and d.done_on is null and d.due_on >= {day}"),
        Test = new([nameof(LifeFacts.DaysLeft)], "days_left >= {days}", (f, t) => Finding.Of(f.DaysLeft >= t["days"], $"离截止还有 {f.DaysLeft} 天，还没有开展；截止前 {t["days"]:0} 天提醒")),
        Examples = [new("还有一个月", new() { DaysLeft = 30 }, Day, Outcome.Met), new("还有三天", new() { DaysLeft = 3 }, Day, Outcome.Broken)],
    };

    /// <summary>Marks as done what the modules know to have been held in its period; {0} narrows to some rows.</summary>
    public const string Draw = """
        update life_due d set done_on = h.held_on, version = d.version + 1
        from life_due o cross join lateral (select min(x.held_on) as held_on from (
            select l.held_on from cadres_team_life l where o.source in ('1', '2') and l.unit_id = o.unit_id and l.kind = o.source
            union all select l.held_on from grassroots_life_held l where o.source in ('3', '4', '5', '6') and l.unit_id = o.unit_id and l.kind = case o.source when '3' then '11' when '4' then '14' when '5' then '21' else '22' end
            union all select c.filed_on from self_check c where o.source = '7' and c.unit_id = o.unit_id and c.filed_on is not null and c.removed_at is null) x
          where x.held_on >= o.opens_on and x.held_on <= o.due_on) h
        where d.id = o.id and o.done_on is null and o.removed_at is null and h.held_on is not null
        """;

    public static readonly Register Requirements = new()
    {
        Id = "life-requirements", Title = "党内政治生活要求", Noun = "要求", Counter = "项", Table = "life_requirement", ReadPermission = Supervision.Read, WritePermission = Edit, EndedColumn = "ended_on",
        Fields =
        [
            Field.Text("title", "要求开展什么", 80).Required().Wide(), Field.Text("basis", "依据", 120).Required().Listed(), Field.Code("source", "从哪里看开展没有", Sources).Required().Listed().FirstFilter(), Field.Code("cycle", "多久一次", Cycles).Required().Listed().FirstFilter(), Field.Code("unit_kind", "适用的机构类别", StandardCodes.UnitKind).Required().Listed(), Field.Date("began_on", "自何日起").Required().Listed().Past(),
            Field.Date("ended_on", "至何日止").ByDeed(),
        ],
        Deeds =
        [
            new("circular", "通报没有开展的单位", Edit)
            {
                Consequence = "过了期没有开展、还没有通报过的单位列入一份通报，主送这些单位；在发文登记里核签、印发、签收",
                Fields = [Field.Text("office", "承办科室", 60).Required(), Field.Text("drafter", "拟稿人", 36).Required(), Field.Date("receipt_due_on", "回执时限").Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    var paper = Guid.CreateVersion7();
                    said.Add("paper", paper);
                    if (await db.ExecuteAsync("""
                        insert into issued_document (id, locality_path, rank_order, title, kind, office, drafter, content, receipt_due_on, created_by, changed_by)
                        select @paper, r.locality_path, 0, '关于' || r.title || '开展情况的通报', '4', @office, @drafter, '截至 ' || to_char(@today::date, 'YYYY.MM.DD') || '，下列单位没有按要求开展' || r.title || '（' || r.basis || '）：' || m.words || '。请限期补上，书面报告开展情况。', @receipt_due_on, @by, @by
                        from life_requirement r cross join (select string_agg(d.unit_name || '（' || d.period || '）', '、' order by d.unit_name, d.opens_on) as words from life_due d where d.requirement_id = @id and d.done_on is null and d.due_on < @today and d.circular_id is null and d.removed_at is null) m where r.id = @id and m.words is not null
                        """, said, stop) == 0) return "没有过了期没有开展、还没有通报过的单位";
                    await db.ExecuteAsync("insert into document_target (locality_path, issued_document_id, rank_order, unit_id, created_by, changed_by) select r.locality_path, @paper, row_number() over (order by u.unit_name)::int, u.unit_id, @by, @by from life_requirement r cross join (select d.unit_id, min(d.unit_name) as unit_name from life_due d where d.requirement_id = @id and d.done_on is null and d.due_on < @today and d.circular_id is null and d.removed_at is null group by d.unit_id) u where r.id = @id", said, stop);
                    await db.ExecuteAsync("update life_due d set circular_id = @paper, circular_on = @today, version = d.version + 1 where d.requirement_id = @id and d.done_on is null and d.due_on < @today and d.circular_id is null and d.removed_at is null", said, stop);
                    await db.RecordAsync(new(DeedKind.Create, "issued-documents", paper, deed.LocalityPath, $"关于{deed.Title}开展情况的通报", [new("来自", null, "党内政治生活要求")]), stop);
                    return null;
                },
            },
            Assignments.Deed("end", "不再要求", Edit, "从下一期起不再要求；已经列出的留着", "update life_requirement set ended_on = @on, version = version + 1 where id = @id and ended_on is null and began_on <= @on", "已经不再要求，或日期早于开始", On),
        ],
    };

    public static readonly Register Dues = new()
    {
        Id = "life-dues", Title = "党内政治生活逐项", Noun = "事项", Counter = "项", Table = "life_due", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields =
        [
            Field.Text("title", "要开展什么").Wide(), Field.Unit("unit_id", "单位") with { IsListed = true, IsFilter = true }, Field.Text("period", "期次").Listed().FirstFilter(), Field.Date("opens_on", "本期开始").Filter(), Field.Date("due_on", "本期截止").Listed().Filter().Sortable(), Field.Date("done_on", "开展日期").Listed().FirstFilter(),
            Field.Code("source", "从哪里看开展没有", Sources), Field.Row("requirement_id", "哪项要求", "life-requirements").Filter(), Field.LongText("proof", "单位登记的佐证"), Field.Date("reminded_on", "提醒日期").Listed().Filter().In("督促"), Field.Text("reminder", "提醒内容").In("督促"), Field.Date("circular_on", "通报日期").Listed().Filter().In("督促"), Field.Row("circular_id", "通报", "issued-documents").In("督促"),
        ],
        Rules = [Held, Near],
        Conditions = [ReadyCondition.Of(Held), ReadyCondition.Of(Near), new("没有开展", "done_on.none=1"), new("提醒了没有开展", "reminded_on.from=1900.01.01&done_on.none=1"), new("通报过的", "circular_on.from=1900.01.01")],
        Actions = [new("党内政治生活日历", "department/political-life/calendar", Read)],
        Deeds =
        [
            Assignments.Deed("done", "登记已开展", KeyPoints.Report, "写明佐证；系统里有数据的不在这里登记，到那个模块里登记，这里自己会变", "update life_due set done_on = @on, proof = @words, version = version + 1 where id = @id and source = '0' and done_on is null and opens_on <= @on", "已经开展，日期早于本期，或系统里有数据、不在这里登记", On, Field.LongText("words", "佐证", 500).Required()),
            Assignments.Deed("look", "按模块数据更新", KeyPoints.Report, "从登记它的模块再看一次开展没有；每天早上也会自己看", Draw + " and d.id = @id", "还没有查到本期开展的记录"),
            Assignments.Deed("remind", "提醒", Edit, "写在单位自己的这一条上", "update life_due set reminded_on = @today, reminder = @words, version = version + 1 where id = @id and done_on is null", "已经开展", Field.Text("words", "提醒内容", 200).Required()),
        ],
    };

    static readonly Counted Asked = new()
    {
        Id = "life-dues", Title = "党内政治生活", Counter = "项", ReadPermission = Read, RecordPath = "department/life-dues", Columns = [Field.Text("unit_name", "单位").Wide(), Field.Text("period", "期次"), Field.Date("due_on", "本期截止"), Field.Date("done_on", "开展日期")],
        Sql = "select d.id, d.locality_path, d.title, d.unit_name, d.period, d.due_on, d.done_on, d.done_on <= {day} as is_done from life_due d where d.removed_at is null and d.due_on between {from} and {day}",
    };

    public static IReadOnlyList<Figure> Figures => [new() { Id = "life-held", Title = "党内政治生活开展率", Group = "督查督导", Of = Asked, Where = "is_done", OutOf = "true", Formula = "已开展 ÷ 今年到期的", Source = "党内政治生活日历", Period = "本年", Better = Better.Higher, Target = 100, Wanting = "is_done is not true", WantingWords = "没有开展的" }];

    public static IReadOnlyList<Register> All => [Requirements, Dues];
    public static IReadOnlyList<Rule> Rules => [Held, Near];
}

/// <summary>Every morning: opens the period that runs for each unit it is asked of, sees in the modules what was held, reminds who is near the end.</summary>
public sealed class LifeRounds : Job<NoArguments>
{
    public override string Id => "political-life";
    public override string Title => "党内政治生活日历";
    public override Cycle? Cycle => OrgWork.Kernel.Cycle.Daily(new(6, 55));

    public override Task<JobResult> RunAsync(NoArguments arguments, JobRun run) => run.FinishAsync(async db =>
    {
        var (today, opened) = (Clock.Today, 0);
        foreach (var one in await db.QueryAsync<(Guid Id, string Path, string Title, string Cycle)>("select id, locality_path, title, cycle from life_requirement where removed_at is null and began_on <= @today and (ended_on is null or ended_on > @today)", new { today }, run.Stop))
        {
            var period = WorkPlan.PeriodWords(one.Cycle, today);
            var made = await db.ExecuteAsync("""
                insert into life_due (locality_path, rank_order, title, requirement_id, source, unit_id, unit_name, period, opens_on, due_on)
                select u.locality_path, 0, r.title, r.id, r.source, u.id, u.name, @period, @opens, @due from life_requirement r join org.unit u on u.kind = r.unit_kind and u.locality_path >= @Path and u.locality_path < @hi
                where r.id = @Id and u.removed_at is null on conflict (requirement_id, unit_id, opens_on) where removed_at is null do nothing
                """, new { one.Id, one.Path, hi = Scope.UpperBound(one.Path), period, opens = WorkPlan.PeriodBegan(one.Cycle, today), due = WorkPlan.PeriodEnds(one.Cycle, today) }, run.Stop);
            if (made > 0) await db.RecordAsync(new(DeedKind.Update, "life-requirements", one.Id, one.Path, one.Title, [new(period, null, $"{made} 个单位")]), run.Stop);
            opened += made;
        }
        var held = await db.QueryAsync<(Guid Id, string Path, string Title, DateOnly On)>(LifeCalendar.Draw + " and o.due_on >= @since returning d.id, d.locality_path, d.unit_name || '：' || d.title, d.done_on", new { since = today.AddDays(-400) }, run.Stop);
        foreach (var one in held) await db.RecordAsync(new(DeedKind.Update, "life-dues", one.Id, one.Path, one.Title, [new("开展日期", null, Dates.Format(one.On))]), run.Stop);
        var settings = await RuleSettings.ReadAsync(db, run.Stop);
        var reminded = 0;
        foreach (var one in await db.QueryAsync<(Guid Id, string Path, string Title, DateOnly DueOn)>("select id, locality_path, unit_name || '：' || title, due_on from life_due where removed_at is null and done_on is null and reminded_on is null and due_on >= @today", new { today }, run.Stop))
        {
            var left = one.DueOn.DayNumber - today.DayNumber;
            if (left >= settings.For(LifeCalendar.Near, one.Path, today).Int("days")) continue;
            await db.ExecuteAsync("update life_due set reminded_on = @today, reminder = @words, version = version + 1 where id = @Id", new { one.Id, today, words = $"离截止还有 {left} 天，还没有开展" }, run.Stop);
            await db.RecordAsync(new(DeedKind.Update, "life-dues", one.Id, one.Path, one.Title, [new("提醒", null, $"离截止还有 {left} 天")]), run.Stop);
            reminded++;
        }
        return new JobResult($"列出 {opened} 项，已开展 {held.Count} 项，提醒 {reminded} 项");
    });
}
