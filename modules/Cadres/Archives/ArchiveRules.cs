namespace OrgWork.Cadres;

/// <summary>What is known of one file: what is overdue at it, what it lacks.</summary>
public sealed record ArchiveRecordFacts
{
    [KnownAs("借出应还日期")] public DateOnly? LoanUntilOn { get; init; }
    [KnownAs("发出待回执的日期")] public DateOnly? SentOn { get; init; }
    [KnownAs("最早的待归档材料收到日期")] public DateOnly? ReceivedOn { get; init; }
    [KnownAs("缺少材料", Unit = "份")] public int? Missing { get; init; }
}

/// <summary>What the comparison of the documents with the record has come to; for those who may open the file.</summary>
public sealed record ArchiveComparedFacts
{
    [KnownAs("三龄两历一身份（代码）")] public string? FactsState { get; init; }
}

public sealed record ArchiveTaskFacts
{
    [KnownAs("状态（代码）")] public string? State { get; init; }
    [KnownAs("收到、发出或应还日期")] public DateOnly? FromOn { get; init; }
}

public sealed record HandlingFacts
{
    [KnownAs("本人在其中")] public bool? IsOwn { get; init; }
    [KnownAs("专人送取的人数", Unit = "人")] public int? Carriers { get; init; }
}

/// <summary>干部人事档案 (rules A18). The numbers of days are rule data.</summary>
public static class ArchiveRules
{
    static readonly Basis Regulation = new("干部人事档案工作条例", "");
    static readonly DateOnly Day = new(2026, 11, 21);

    static readonly Population Files = new("archives", """
        select a.id, a.locality_path, a.name as title,
               (select min(l.until_on) from archive_look l where l.archive_id = a.id and l.state = '3' and l.removed_at is null) as loan_until_on,
               (select min(t.sent_on) from archive_sent s join archive_transfer t on t.id = s.archive_transfer_id where s.archive_id = a.id and s.removed_at is null and t.state = '2' and t.removed_at is null) as sent_on,
               (select min(f.received_on) from archive_filing f where f.archive_id = a.id and f.state = '1' and f.removed_at is null) as received_on,
               (select count(*)::int from archive_missing m where m.archive_id = a.id and m.received_on is null and m.removed_at is null) as missing
        from archive a where a.removed_at is null and a.state <> '4'
        """);

    static readonly Population Opened = new("archive-facts", "select a.id, a.locality_path, a.name as title, a.facts_state from archive a where a.removed_at is null and a.state <> '4'");

    static Population Tasks(string register, string table, string column) => new(register, $"select t.id, t.locality_path, t.{(table == "archive_filing" ? "name" : table == "archive_look" ? "people" : "receiver")} as title, t.state, t.{column} as from_on from {table} t where t.removed_at is null");

    static RuleParameter Limit(string words, int days) => RuleParameter.Days("days", words, days, Stricter.Lower);

    static Rule<ArchiveTaskFacts> Open(string id, string title, string broken, Population whom, string open, IReadOnlyList<RuleParameter> parameters, bool counts) => new()
    {
        Id = "cadres." + id, Title = title, WhenBroken = broken, Basis = Regulation, Severity = Severity.Remind, Light = "red", Population = whom, Parameters = parameters,
        Test = counts
            ? new RuleTest<ArchiveTaskFacts>([nameof(ArchiveTaskFacts.FromOn)], "from_on + {days}::int >= {day}", (f, t) => Finding.Of(f.FromOn!.Value.AddDays(t.Int("days")) >= t.Day, $"{Dates.Format(f.FromOn.Value)} 起 {t.Int("days")} 天内；截至 {Dates.Format(t.Day)}") with { Latest = f.FromOn.Value.AddDays(t.Int("days")) }).For(f => f.State is null ? null : f.State == open, $"state = '{open}'", "已经办结或还没有开始")
            : new RuleTest<ArchiveTaskFacts>([nameof(ArchiveTaskFacts.FromOn)], "from_on >= {day}", (f, t) => Finding.Of(f.FromOn >= t.Day, $"应还 {Dates.Format(f.FromOn!.Value)}；截至 {Dates.Format(t.Day)}") with { Latest = f.FromOn }).For(f => f.State is null ? null : f.State == open, $"state = '{open}'", "没有取出，或者已经归还"),
        Examples = [new("还在期限内", new() { State = open, FromOn = Day.AddDays(counts ? -3 : 3) }, Day, Outcome.Met), new("过了期限", new() { State = open, FromOn = Day.AddDays(-100) }, Day, Outcome.Broken), new("已经办结", new() { State = "9", FromOn = Day.AddDays(-100) }, Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<ArchiveTaskFacts> FilingInTime = Open("filings.in-time", "收到的材料在规定时间内归档", "材料超期未归档", Tasks("filings", "archive_filing", "received_on"), "1", [Limit("归档期限", 30)], true);
    public static readonly Rule<ArchiveTaskFacts> ReceiptBack = Open("archive-transfers.receipt", "转递的档案按期收到回执", "转递超期没有回执", Tasks("archive-transfers", "archive_transfer", "sent_on"), "2", [Limit("回执期限", 30)], true);
    public static readonly Rule<ArchiveTaskFacts> LookBack = Open("archive-looks.back", "查借阅的档案按期归还", "档案超期未还", Tasks("archive-looks", "archive_look", "until_on"), "3",
        [RuleParameter.Days("days", "最长借期", 15, Stricter.Lower), new("people", "查（借）阅人数", 2, "人", Stricter.Higher)], false);

    /// <summary>Nobody looks at the own file, nor carries it.</summary>
    public static readonly Rule<HandlingFacts> NotOwn = new()
    {
        Id = "cadres.archives.not-own", Title = "任何人不得查（借）阅、转递本人的档案", WhenBroken = "经手人是档案本人", Basis = Regulation, Severity = Severity.Refuse,
        Test = new([nameof(HandlingFacts.IsOwn)], "not is_own", (f, _) => Finding.Of(f.IsOwn == false, f.IsOwn == true ? "本人在其中" : "本人不在其中")),
        Examples = [new("别人", new() { IsOwn = false }, Day, Outcome.Met), new("本人", new() { IsOwn = true }, Day, Outcome.Broken)],
    };

    public static readonly Rule<HandlingFacts> Carried = new()
    {
        Id = "cadres.archive-transfers.carriers", Title = "专人送取档案须两人以上", WhenBroken = "专人送取人数不够", Basis = Regulation, Severity = Severity.Refuse,
        Parameters = [new("people", "专人送取", 2, "人", Stricter.Higher) { Min = 1, Max = 10 }],
        Test = new([nameof(HandlingFacts.Carriers)], "carriers >= {people}", (f, t) => Finding.Of(f.Carriers >= t["people"], $"专人送取须 {t.Int("people")} 人以上，写了 {f.Carriers} 人")),
        Examples = [new("两人", new() { Carriers = 2 }, Day, Outcome.Met), new("一人", new() { Carriers = 1 }, Day, Outcome.Broken)],
    };

    static Rule<ArchiveRecordFacts> Late(string id, string title, string broken, string fact, string column, Func<ArchiveRecordFacts, DateOnly?> of, IReadOnlyList<RuleParameter> parameters, Func<DateOnly, ArchiveRecordFacts> with) => new()
    {
        Id = "cadres.archives." + id, Title = title, WhenBroken = broken, Basis = Regulation, Severity = Severity.Remind, Light = "red", Population = Files, Parameters = parameters,
        Test = new RuleTest<ArchiveRecordFacts>([], parameters.Count > 0 ? $"{column} + {{days}}::int >= {{day}}" : $"{column} >= {{day}}", (f, t) =>
        {
            var last = of(f)!.Value.AddDays(parameters.Count > 0 ? t.Int("days") : 0);
            return Finding.Of(last >= t.Day, $"{fact} {Dates.Format(of(f)!.Value)}{(parameters.Count > 0 ? $"，期限 {t.Int("days")} 天" : "")}；截至 {Dates.Format(t.Day)}") with { Latest = last };
        }).For(f => of(f) is not null, $"{column} is not null", "没有"),
        Examples = [new("还在期限内", with(Day.AddDays(parameters.Count > 0 ? -3 : 3)), Day, Outcome.Met), new("过了期限", with(Day.AddDays(-100)), Day, Outcome.Broken), new("没有", new(), Day, Outcome.NotApplicable)],
    };

    public static readonly Rule<ArchiveRecordFacts> LoanBack = Late("loan-back", "借出的档案按期归还", "借出超期未还", "应还", "loan_until_on", f => f.LoanUntilOn, [], on => new() { LoanUntilOn = on });
    public static readonly Rule<ArchiveRecordFacts> ReceiptThere = Late("receipt-there", "转递的档案按期收到回执", "转递超期没有回执", "发出", "sent_on", f => f.SentOn, [Limit("回执期限", 30)], on => new() { SentOn = on });
    public static readonly Rule<ArchiveRecordFacts> FiledInTime = Late("filed-in-time", "收到的材料在规定时间内归档", "有材料超期未归档", "收到", "received_on", f => f.ReceivedOn, [Limit("归档期限", 30)], on => new() { ReceivedOn = on });

    public static readonly Rule<ArchiveRecordFacts> Complete = new()
    {
        Id = "cadres.archives.complete", Title = "应有的材料齐全", WhenBroken = "缺少材料", Basis = Regulation, Severity = Severity.Remind, Light = "yellow", Population = Files,
        Parameters = [new("years", "年度考核登记表核对近", 5, "年", Stricter.Higher) { Min = 1, Max = 50 }],
        Test = new([nameof(ArchiveRecordFacts.Missing)], "missing = 0", (f, _) => Finding.Of(f.Missing == 0, $"缺少材料 {f.Missing} 份")),
        Examples = [new("齐全", new() { Missing = 0 }, Day, Outcome.Met), new("缺两份", new() { Missing = 2 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<ArchiveComparedFacts> FactsClear = new()
    {
        Id = "cadres.archives.facts-clear", Title = "三龄两历一身份清楚，没有待认定和存疑", WhenBroken = "三龄两历一身份待认定或存疑", Basis = Regulation, Severity = Severity.Remind, Light = "red", Population = Opened,
        Test = new([nameof(ArchiveComparedFacts.FactsState)], "facts_state not in ('3', '5')", (f, _) => Finding.Of(f.FactsState is not ("3" or "5"), ArchiveFacts.States.Has(f.FactsState!) ? ArchiveFacts.States.NameOf(f.FactsState!) : "没有审核")),
        Examples = [new("已认定", new() { FactsState = "4" }, Day, Outcome.Met), new("待认定", new() { FactsState = "3" }, Day, Outcome.Broken), new("存疑", new() { FactsState = "5" }, Day, Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [FilingInTime, ReceiptBack, LookBack, NotOwn, Carried, LoanBack, ReceiptThere, FiledInTime, Complete, FactsClear];
}
