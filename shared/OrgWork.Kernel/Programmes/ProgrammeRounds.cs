namespace OrgWork.Kernel;

/// <summary>
/// Rounds of a described programme: at a round's beginning there is a record for every place that takes part, to be filled in and sent in time. What it needs
/// (轮次, 报送时限, 报送日期, lights, a figure) stands in the description like everything else, so that conditions can speak of it and it can be changed.
/// </summary>
public static class ProgrammeRounds
{
    public const string Label = "round_label", Due = "round_due_on", Sent = "round_sent_on";

    public static readonly IReadOnlyList<(string Id, string Name)> Every = [("day", "每天"), ("week", "每周"), ("month", "每月"), ("twomonth", "每两月"), ("quarter", "每季"), ("half", "每半年"), ("year", "每年")];
    public static readonly IReadOnlyList<(string Id, string Name)> Places = [("county", "县（市、区）"), ("township", "乡镇（街道）"), ("village", "村（社区）")];

    static readonly DescribedField[] Fields =
    [
        new() { Key = Label, Label = "轮次", ByDeed = true, Listed = true, Length = 30 },
        new() { Key = Due, Label = "报送时限", Kind = DescribedKind.Date, ByDeed = true, Listed = true, Filter = true, Sort = true },
        new() { Key = Sent, Label = "报送日期", Kind = DescribedKind.Date, ByDeed = true, Listed = true, Filter = true },
    ];

    /// <summary>How many days the shortest round of a cycle has: one that is opened later than that would not be opened at all.</summary>
    public static int ShortestOf(string every) => every switch { "day" => 1, "week" => 7, "twomonth" => 59, "quarter" => 90, "half" => 181, "year" => 365, _ => 28 };

    /// <summary>The description with what its rounds need. What is there already is left as it is.</summary>
    public static ProgrammeDescription Settle(ProgrammeDescription description)
    {
        foreach (var register in description.Registers.Where(register => register is { Round: not null, Closed: false }))
        {
            if (Fields.All(field => register.Fields.Any(one => one.Key == field.Key))) continue;
            var key = register.Key.Replace('_', '-');
            description = description with
            {
                Registers = [.. description.Registers.Select(one => one.Key != register.Key ? one : one with
                {
                    Fields = [.. one.Fields, .. Fields.Where(field => one.Fields.All(there => there.Key != field.Key))],
                    Conditions = [.. one.Conditions, new("待报送", $"{Sent}.none=1&{Due}.from=2000.01.01"), new("已报送", $"{Sent}.from=2000.01.01")],
                })],
                Lights =
                [
                    .. description.Lights,
                    new() { Key = Short(key) + "-unsent", Register = register.Key, Title = "到期没有报送", When = "[报送日期] 为空 且 [报送时限] 早于 今天", Demand = "每一轮按时报送" },
                    new() { Key = Short(key) + "-soon", Register = register.Key, Title = "三天内要报送", When = "[报送日期] 为空 且 [报送时限] 介于 今天 至 今天 + 3天", Light = "yellow", Demand = "每一轮按时报送" },
                ],
                Figures =
                [
                    .. description.Figures,
                    new() { Key = Short(key) + "-intime", Register = register.Key, Title = "按时报送率", Count = "[报送日期] 不晚于 [报送时限]", OutOf = "[报送时限] 不为空 且 ([报送日期] 不为空 或 [报送时限] 早于 今天)", Better = "higher", Target = 100, Yellow = 100, Red = 80 },
                ],
            };
        }
        return description;

        static string Short(string key) => key.Length > 20 ? key[..20] : key;
    }

    /// <summary>The round in which a day lies: how it is called, and the day by which it is to be sent.</summary>
    public static (string Label, DateOnly DueOn) Of(DescribedRound round, DateOnly day)
    {
        var (label, _, last) = SpanOf(round, day);
        return (label, last.AddDays(round.Days));
    }

    /// <summary>Whether the round in which a day lies is to be opened on it.</summary>
    public static bool IsOpen(DescribedRound round, DateOnly day) => day >= SpanOf(round, day).First.AddDays(round.Opens) && (round.From is null || day >= round.From) && (round.Until is null || day <= round.Until);

    /// <summary>Whether no round will ever be opened from this day on, because the days between which there are any have passed.</summary>
    public static bool IsOver(DescribedRound round, DateOnly day) => round.Until < day;

    static (string Label, DateOnly First, DateOnly Last) SpanOf(DescribedRound round, DateOnly day)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        var monday = day.AddDays(-((int)day.DayOfWeek + 6) % 7);
        // The week belongs to the year of its Thursday.
        var thursday = monday.AddDays(3);
        var two = new DateOnly(day.Year, (day.Month - 1) / 2 * 2 + 1, 1);
        return round.Every switch
        {
            "day" => (Dates.Format(day), day, day),
            "week" => ($"{thursday.Year}年第{(thursday.DayOfYear - 1) / 7 + 1}周", monday, monday.AddDays(6)),
            "twomonth" => ($"{day.Year}年{two.Month}—{two.Month + 1}月", two, two.AddMonths(2).AddDays(-1)),
            "year" => ($"{day.Year}年", new(day.Year, 1, 1), new DateOnly(day.Year, 12, 31)),
            "half" => ($"{day.Year}年{(day.Month <= 6 ? "上" : "下")}半年", new(day.Year, day.Month <= 6 ? 1 : 7, 1), day.Month <= 6 ? new DateOnly(day.Year, 6, 30) : new(day.Year, 12, 31)),
            "quarter" => ($"{day.Year}年{"一二三四"[(day.Month - 1) / 3]}季度", new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1), new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1).AddMonths(3).AddDays(-1)),
            _ => ($"{day.Year}年{day.Month}月", month, month.AddMonths(1).AddDays(-1)),
        };
    }

    /// <summary>Which of these an option stands for: by its value, or as it is called, with what is in brackets or without.</summary>
    internal static string? Meant(IReadOnlyList<(string Id, string Name)> all, DescribedOption option) =>
        all.FirstOrDefault(one => one.Id == option.Value || one.Name == option.Name || one.Name.Split('（')[0] == option.Name).Id;

    internal static LocalityKind KindOf(string places) => places switch { "county" => LocalityKind.County, "village" => LocalityKind.Village, _ => LocalityKind.Township };

    sealed record Asked(string Path, string Name);

    /// <summary>Puts down what this round still lacks. A record that was taken to the bin is not put down again.</summary>
    /// <param name="orders">those who say when, where it is not the round itself</param>
    public static async Task<int> OpenAsync(Db db, DescribedRegister register, string table, ProgrammeOrders? orders, DateOnly day, CancellationToken stop)
    {
        var round = register.Round!;
        if (round.Orders is not { } by || orders is null) return await OpenAsync(db, register, table, round, null, day, stop);
        static string Column(string key) => ProgrammeSchema.Name(key);
        var opened = 0;
        foreach (var order in await db.QueryAsync<Order>($"""
            select o.id, o.{Column(orders.Called)} as called, o.{Column(by.Every)} as every, o.{Column(by.Places)} as places, o.{Column(by.From)} as began_on, o.{Column(by.Until)} as ends_on
            from {orders.Table} o where o.removed_at is null and o.{Column(by.From)} <= @day and o.{Column(by.Until)} >= @day order by o.created_at, o.id
            """, new { day }, stop))
            if (orders.Every.TryGetValue(order.Every, out var every) && orders.Places.TryGetValue(order.Places, out var places))
                opened += await OpenAsync(db, register, table, round with { Every = every, Places = places, From = order.BeganOn, Until = order.EndsOn }, order, day, stop);
        return opened;
    }

    sealed record Order(Guid Id, string Called, string Every, string Places, DateOnly BeganOn, DateOnly EndsOn);

    static async Task<int> OpenAsync(Db db, DescribedRegister register, string table, DescribedRound round, Order? order, DateOnly day, CancellationToken stop)
    {
        if (!IsOpen(round, day)) return 0;
        var (label, due) = Of(round, day);
        // Two orders may ask the same place on the same day.
        if (order is not null) label = $"{(order.Called.Length > 16 ? order.Called[..16] : order.Called)} {label}";
        var (name, by) = (register.Name!.Key, order is null ? null : register.Open.FirstOrDefault(field => field.Kind == DescribedKind.Row && field.Register == round.Orders!.Register)?.Key);
        var asked = await db.QueryAsync<Asked>($"""
            select l.path, l.name from org.locality l
            where l.kind = @kind and l.path >= @Lo and l.path < @Hi and (l.valid_to is null or l.valid_to > @day) and not exists (select from {table} t where t.locality_path = l.path and t.{Label} = @label)
            """, new { kind = (short)KindOf(round.Places), db.Scope.Lo, db.Scope.Hi, day, label }, stop);
        if (asked.Count == 0) return 0;
        string[] titles = [.. asked.Select(place => $"{place.Name}　{label}")];
        await db.ExecuteAsync($"""
            insert into {table} (locality_path, rank_order, {ProgrammeSchema.Name(name)}, {ProgrammeSchema.Name(name + "_pinyin")}, {ProgrammeSchema.Name(name + "_initials")}, {Label}, {Due}{(by is null ? "" : ", " + ProgrammeSchema.Name(by))})
            select path, 0, title, pinyin, initials, @label, @due{(by is null ? "" : ", @order")} from unnest(@paths, @titles, @pinyin, @initials) as x (path, title, pinyin, initials)
            """, new { paths = asked.Select(place => place.Path).ToArray(), titles, pinyin = titles.Select(Pinyin.Of).ToArray(), initials = titles.Select(Pinyin.Initials).ToArray(), label, due, order = order?.Id }, stop);
        return asked.Count;
    }

    /// <summary>On an order: what it asks for today is there at once, and not only tomorrow morning.</summary>
    internal static RegisterDeed OpenNow(DescribedRegister reporting, string table, ProgrammeOrders orders, string permission) => new("open-now", "开出本轮", permission)
    {
        Consequence = $"给该报的每一处开出今天这一轮“{reporting.Title}”；已经开出的不再开。以后每天清早自动开，到截止日期自动停",
        Done = async (db, deed, stop) => await OpenAsync(db, reporting, table, orders, Clock.Today, stop) == 0 ? "今天这一轮已经开出，或者不在起止日期之内" : null,
    };

    /// <summary>报送 and 退回, on the records of a round.</summary>
    internal static IEnumerable<RegisterDeed> Deeds(DescribedRegister register, string table, string edit, string manage)
    {
        var wanted = register.Open.Where(field => field is { Required: true, ByDeed: false, Formula: null } && field.Kind is not (DescribedKind.Name or DescribedKind.Flag)).ToList();
        var missing = wanted.Count == 0 ? "''" : $"concat_ws('、', {string.Join(", ", wanted.Select(field => $"case when {ProgrammeSchema.Name(field.Key)} is null then {ProgrammeSchema.Text(field.Label)} end"))})";
        yield return new("send", "报送", edit)
        {
            Consequence = "这一轮算报送了，逾期的记作逾期；报送后还可以改，改动留痕",
            Done = async (db, deed, stop) =>
            {
                if (await db.FirstAsync<Sending>($"select {missing} as lacks, {Label} is not null as is_asked, {Sent} is not null as is_sent from {table} where id = @Id and removed_at is null", new { deed.Id }, stop) is not { } now) return "这一条已经不在了";
                if (!now.IsAsked) return "这一条不是按轮次报送的";
                if (now.IsSent) return "已经报送过了";
                if (now.Lacks != "") return $"还没有填：{now.Lacks}；请先修改补填，再报送";
                await db.ExecuteAsync($"update {table} set {Sent} = org.today(), version = version + 1, changed_at = now(), changed_by = org.actor() where id = @Id", new { deed.Id }, stop);
                return null;
            },
        };
        yield return new("send-back", "退回重报", manage)
        {
            Consequence = "报送日期去掉，仍按原来的时限亮灯；理由记在操作记录里", Fields = [Field.Text("why", "理由", 200).Required()],
            Done = async (db, deed, stop) => await db.ExecuteAsync($"update {table} set {Sent} = null, version = version + 1, changed_at = now(), changed_by = org.actor() where id = @Id and {Sent} is not null", new { deed.Id }, stop) == 0 ? "还没有报送" : null,
        };
    }

    sealed record Sending(string Lacks, bool IsAsked, bool IsSent);
}

/// <summary>The records that say who reports, how often and until when.</summary>
/// <param name="Called">the column by which one of them is called</param>
/// <param name="Every">which rhythm of <see cref="ProgrammeRounds.Every"/> a value there means</param>
/// <param name="Places">and which of <see cref="ProgrammeRounds.Places"/></param>
public sealed record ProgrammeOrders(string Table, string Called, IReadOnlyDictionary<string, string> Every, IReadOnlyDictionary<string, string> Places);

/// <summary>Opens rounds, each day and within a minute of publishing, at the place whose programme it is.</summary>
sealed class RoundOpening(IReadOnlyList<(DescribedRegister Register, string Table, ProgrammeOrders? Orders)> all) : Job<NoArguments>
{
    public override string Id => "rounds";
    public override string Title => "开启本轮填报";
    public override Cycle Cycle => Cycle.Daily(new(1, 10));

    public override Task<JobResult> RunAsync(NoArguments arguments, JobRun run) => run.FinishAsync(async db =>
    {
        var opened = 0;
        foreach (var (register, table, orders) in all)
            if (await ProgrammeRounds.OpenAsync(db, register, table, orders, Clock.Today, run.Stop) is var made and > 0)
            {
                opened += made;
                await db.RecordAsync(new(DeedKind.Create, register.Key, Title: register.Title, Changes: [new("本轮", null, orders is null ? ProgrammeRounds.Of(register.Round!, Clock.Today).Label : Dates.Format(Clock.Today)), new("请报送的", null, $"{made} 处")]), run.Stop);
            }
        return new($"本轮新开 {opened} 处填报");
    });
}
