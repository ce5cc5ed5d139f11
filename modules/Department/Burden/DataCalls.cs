namespace OrgWork.Department;

public sealed record LoadFacts
{
    [KnownAs("当月要报的事项", Unit = "件")] public decimal? Calls { get; init; }
}

/// <summary>为基层减负: what is asked of lower units, each datum by name. Nothing is asked twice, or beyond the month's limit, without a reason that is on record.</summary>
public static class DataCalls
{
    public const string Read = "department.burden.read", Calls = "department.calls.read", Edit = "department.burden.edit", Answer = "department.burden.answer";
    static readonly Basis Own = Basis.Practice("为基层减负办法（本单位）");
    static readonly DateOnly Day = new(2026, 11, 21);

    public static readonly CodeSet Levels = new("data_call_level", "向哪一级要", "本平台", [new("3", "县（市、区）"), new("4", "乡镇（街道）"), new("5", "村（社区）")]);
    public static readonly CodeSet Cycles = new("data_call_cycle", "多久一次", "本平台", [new("0", "一次"), new("d", "每日"), new("w", "每周"), new("1", "每月"), new("3", "每季"), new("6", "每半年"), new("12", "每年")]);
    public static readonly CodeSet States = new("data_call_state", "状态", "本平台", [new("1", "起草"), new("2", "已下发"), new("3", "已并入"), new("4", "已取消")]);
    /// <summary>What the platform knows of a place by itself.</summary>
    public static readonly CodeSet Sources = new("data_call_source", "从哪里带出", "本平台", [new("0", "人工填写"), new("1", "党员数（党员名册）"), new("2", "现职干部数（干部名册）"), new("3", "人才数（人才库）"), new("4", "用人单位数（用人单位名册）"), new("5", "在办任务数（要点、整改、交办）")]);

    /// <summary>A datum that another call in force, or a local programme in its rounds, asks of the same level.</summary>
    const string Same = """
        from data_call_field f join data_call c on c.id = f.data_call_id cross join lateral (
          select g.datum, o.asker, o.title from data_call_field g join data_call o on o.id = g.data_call_id and o.state = '2' and o.level = c.level and o.removed_at is null where g.data_call_id <> f.data_call_id and g.removed_at is null
          union all select p.datum, '专项', p.programme from org.programme_data() p where p.level = c.level) o
        """;
    const string IsSame = "org.searchable(o.datum) = org.searchable(f.datum)";

    public static readonly Rule<FollowFacts> Once = AffairRules.Followed("department.data-calls.once", "同一数据不重复向基层要", "要的数据别处已经在要", "为基层减负办法（本单位）",
        new("data-calls", $"select d.id, d.locality_path, d.title, not exists (select {Same} where f.data_call_id = d.id and f.removed_at is null and {IsSame}) as is_followed from data_call d where d.removed_at is null and d.state in ('1', '2')"));

    public static readonly Rule<LoadFacts> Limit = new()
    {
        Id = "department.data-calls.limit", Title = "向一级基层每月要报的事项不超过限额", WhenBroken = "超过每月限额", Basis = Own, Severity = Severity.Warn, Parameters = [new("calls", "每月不超过", 5, "件", Stricter.Lower) { Max = 100 }],
        Test = RuleTest<LoadFacts>.AtMost(f => f.Calls, "calls", "件"),
        Examples = [new("五件", new() { Calls = 5 }, Day, Outcome.Met), new("六件", new() { Calls = 6 }, Day, Outcome.Broken)],
    };

    public static readonly Rule<DoneFacts> Heard = AffairRules.Due("department.burden-complaints.answered", "基层反映的负担按期答复", "反映没有答复", "为基层减负办法（本单位）", "red", new("burden-complaints", "select b.id, b.locality_path, b.title, b.raised_on as due_on, b.answered_on as done_on from burden_complaint b where b.removed_at is null and b.answered_on is null"), 15);

    public static readonly Register Register = new()
    {
        Id = "data-calls", Title = "填报事项", Noun = "填报事项", Counter = "件", Table = "data_call", ReadPermission = Calls, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "填报事项", 120).Required().Wide(), Field.Text("asker", "谁要", 60).Required().Listed().Filter(), Field.Code("level", "向哪一级要", Levels).Required().Listed().FirstFilter(), Field.Code("cycle", "多久一次", Cycles).Required().Listed().FirstFilter(), Field.Text("basis", "依据", 120).Required(), Field.Date("first_due_on", "第一次报送").Required().Listed().Filter(), Field.Date("until_on", "到何日止").Hinted("长期的不填"), Field.Text("cut_off", "当日几点前", 5).Hinted("如 16:00；不填算到当日结束"),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("issued_on", "下发").Listed().Filter().ByDeed(), Field.Number("fields", "要填几项").Listed().ByDeed(), Field.Number("prefilled", "其中系统带出").Listed().ByDeed(), Field.Text("reason", "仍要下发的理由").ByDeed(), Field.Date("ended_on", "并入、取消").Filter().ByDeed(), Field.Text("ended_words", "并入、取消说明").ByDeed(),
        ],
        Rules = [Once],
        Conditions = [ReadyCondition.Of(Once), new("已下发", "state=2"), new("起草", "state=1"), new("并入、取消的", "state=3,4")],
        Children = [new() { Id = "data", Title = "数据项", Noun = "数据项", Counter = "项", Table = "data_call_field", ParentColumn = "data_call_id", ReadPermission = Calls, WritePermission = Edit, Fields = [Field.Text("datum", "数据项", 60).Required().Wide(), Field.Code("source", "从哪里带出", Sources).Required().Listed().DefaultsTo("0")] }],
        Deeds =
        [
            new("issue", "下发", Edit)
            {
                Consequence = "列入下级“要我报的”清单，按日期排列；系统有的数自动带出。别处已经在要的数据、超过每月限额的，要写理由",
                Fields = [Field.Text("reason", "重复或超过限额仍要下发的理由", 200)],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    var (level, path, first) = await db.FirstAsync<(string Level, string Path, DateOnly First)>("select level, locality_path, first_due_on from data_call where id = @id and state = '1'", said, stop);
                    if (level is null) return "已经下发";
                    if (await db.FirstAsync<int>("select count(*)::int from data_call_field where data_call_id = @id and removed_at is null", said, stop) == 0) return "先登记要填的数据项";
                    if (string.IsNullOrWhiteSpace(deed.Text("reason")))
                    {
                        var twice = await db.QueryAsync<string>($"select distinct '“' || f.datum || '”' || o.asker || '《' || o.title || '》已经在要' {Same} where f.data_call_id = @id and f.removed_at is null and {IsSame} order by 1 limit 5", said, stop);
                        if (twice.Count > 0) return $"{string.Join("；", twice)}。去掉重复的，并入那一件，或写明理由";
                        var load = new LoadFacts { Calls = 1 + (await OfLevelAsync(db, level, stop)).Count(call => call.DueIn(first.Year, first.Month)) + (await RoundsOfAsync(db, level, stop)).Count(round => round.AsksIn(first.Year, first.Month)) };
                        if (Limit.Check(load, (await RuleSettings.ReadAsync(db, stop)).For(Limit, path, Clock.Today)) is { IsBroken: true } over) return $"{over.Words}；要下发请写理由";
                    }
                    await db.ExecuteAsync("update data_call d set state = '2', issued_on = @today, reason = @reason, fields = f.n, prefilled = f.known, version = version + 1 from (select count(*)::int as n, count(*) filter (where source <> '0')::int as known from data_call_field where data_call_id = @id and removed_at is null) f where d.id = @id", said, stop);
                    return null;
                },
            },
            new("merge", "并入另一件", Edit)
            {
                Consequence = "它独有的数据项转到那一件里，这一件不再要",
                Fields = [Field.Row("into", "并入", "data-calls").Required(), Field.Text("words", "说明", 200).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.ExecuteAsync("update data_call d set state = '3', ended_on = @today, ended_words = '并入《' || o.title || '》：' || @words, version = d.version + 1 from data_call o where d.id = @id and o.id = @into and o.id <> d.id and d.state in ('1', '2') and o.state in ('1', '2') and o.level = d.level", said, stop) == 0) return "只能并入同一级、没有取消的另一件";
                    await db.ExecuteAsync("insert into data_call_field (locality_path, data_call_id, rank_order, datum, source, created_by, changed_by) select o.locality_path, o.id, f.rank_order, f.datum, f.source, @by, @by from data_call_field f join data_call o on o.id = @into where f.data_call_id = @id and f.removed_at is null and not exists (select from data_call_field g where g.data_call_id = o.id and g.removed_at is null and org.searchable(g.datum) = org.searchable(f.datum))", said, stop);
                    await db.ExecuteAsync("update data_call d set fields = f.n, prefilled = f.known from (select count(*)::int as n, count(*) filter (where source <> '0')::int as known from data_call_field where data_call_id = @into and removed_at is null) f where d.id = @into and d.state = '2'", said, stop);
                    return null;
                },
            },
            Assignments.Deed("cancel", "取消", Edit, "从下级的清单里去掉，报过的留着", "update data_call set state = '4', ended_on = @today, ended_words = @words, version = version + 1 where id = @id and state in ('1', '2')", "已经并入或取消", Field.Text("words", "说明", 200).Required()),
        ],
    };

    public static readonly Register Replies = new()
    {
        Id = "data-replies", Title = "填报记录", Noun = "填报", Counter = "份", Table = "data_reply", ReadPermission = Read, WritePermission = Answer, IsLedger = true,
        Fields = [Field.Text("title", "填报事项").Wide(), Field.Date("due_on", "哪一期").Listed().Filter().Sortable(), Field.Date("replied_on", "报送日期").Listed().Filter(), Field.Text("replied_by_name", "填报人").Listed(), Field.Text("proxy_words", "代报"), Field.Number("fields", "填了几项").Listed(), Field.Number("prefilled", "其中系统带出").Listed()],
        Children = [new() { Id = "values", Title = "填报内容", Noun = "内容", Counter = "项", Table = "data_reply_value", ParentColumn = "data_reply_id", ReadPermission = Read, WritePermission = Answer, IsLedger = true, Fields = [Field.Text("datum", "数据项").Wide(), Field.Text("value", "内容").Listed(), Field.Flag("is_prefilled", "系统带出").Listed()] }],
    };

    public static readonly Register Complaints = new()
    {
        Id = "burden-complaints", Title = "负担反映", Noun = "反映", Counter = "件", Table = "burden_complaint", ReadPermission = Read, WritePermission = Answer,
        Fields = [Field.Text("title", "反映的事", 120).Required().Wide(), Field.LongText("words", "情况", 1000).Required(), Field.Date("raised_on", "日期").Required().Listed().Filter().Sortable().Past(), Field.Date("answered_on", "答复日期").Listed().Filter().ByDeed(), Field.LongText("answer", "答复", 1000).ByDeed(), Field.Text("answered_by_name", "答复人").Listed().ByDeed()],
        Rules = [Heard],
        Conditions = [ReadyCondition.Of(Heard), new("没有答复", "answered_on.none=1")],
        Deeds = [Assignments.Deed("answer", "答复", Edit, "反映的单位在这里看到答复", "update burden_complaint set answered_on = @today, answer = @words, answered_by_name = @name, version = version + 1 where id = @id and answered_on is null", "已经答复", Field.LongText("words", "答复", 1000).Required())],
    };

    public static IReadOnlyList<Register> All => [Register, Replies, Complaints];
    public static IReadOnlyList<Rule> Rules => [Once, Limit, Heard];

    /// <summary>A call in force, with the days on which this place has answered it.</summary>
    public sealed record Call
    {
        public Guid Id { get; init; }
        public string Title { get; init; } = "";
        public string Asker { get; init; } = "";
        public string Level { get; init; } = "";
        public string Cycle { get; init; } = "0";
        public string Basis { get; init; } = "";
        public DateOnly FirstDueOn { get; init; }
        public DateOnly? UntilOn { get; init; }
        public DateOnly IssuedOn { get; init; }
        public int Fields { get; init; }
        public int Prefilled { get; init; }
        /// <summary>The hour by which it has to be there; without one the day itself.</summary>
        public string? CutOff { get; init; }
        public DateOnly[] Answered { get; init; } = [];
        /// <summary>What is to be said, by name.</summary>
        public string[] Data { get; init; } = [];

        /// <summary>All days on which it is due, up to a day.</summary>
        public IEnumerable<DateOnly> DaysTo(DateOnly last)
        {
            if (Cycle is "d" or "w")
            {
                // What comes round so often is looked at over the last weeks only.
                var every = Cycle == "d" ? 1 : 7;
                var from = IssuedOn > last.AddDays(-70) ? IssuedOn : last.AddDays(-70);
                for (var day = from <= FirstDueOn ? FirstDueOn : FirstDueOn.AddDays((from.DayNumber - FirstDueOn.DayNumber + every - 1) / every * every); day <= last && day <= (UntilOn ?? last); day = day.AddDays(every)) yield return day;
                yield break;
            }
            var step = int.Parse(Cycle, System.Globalization.CultureInfo.InvariantCulture);
            for (var n = 0; n < 600; n++)
            {
                var day = FirstDueOn.AddMonths(n * step);
                if (day > last || day > (UntilOn ?? last) || n > 0 && step == 0) yield break;
                if (day >= IssuedOn) yield return day;
            }
        }

        public bool DueIn(int year, int month) => new DateOnly(year, month, 1).AddMonths(1).AddDays(-1) is var last && DaysTo(last).Any(day => day.Year == year && day.Month == month);

        DateOnly Ahead(DateOnly today) => Cycle switch { "d" => today.AddDays(1), "w" => today.AddDays(7), _ => today.AddMonths(Math.Max(1, int.Parse(Cycle, System.Globalization.CultureInfo.InvariantCulture))) };

        /// <summary>When it is late for a day: at its hour, in the time of the place.</summary>
        public DateTime LateFrom(DateOnly due) => CutOff is { } hour && TimeOnly.TryParse(hour, System.Globalization.CultureInfo.InvariantCulture, out var at) ? due.ToDateTime(at) : due.AddDays(1).ToDateTime(TimeOnly.MinValue);

        /// <summary>The one to look at now: the last whose day has come.</summary>
        public DateOnly? Latest(DateOnly today) => DaysTo(today).Select(day => (DateOnly?)day).LastOrDefault();

        /// <summary>What this place still owes: the last one that has passed, and the next.</summary>
        public IEnumerable<DateOnly> Owed(DateOnly today) =>
            DaysTo(Ahead(today)).ToList() is var all && all.FirstOrDefault(day => day >= today) is var next
                ? all.Where(day => !Answered.Contains(day) && (day == next || day < today && day == all.Where(one => one < today).LastOrDefault())) : [];
    }

    /// <summary>A register of a local programme that is filled in by rounds.</summary>
    public sealed record ProgrammeRound(string Module, string Title, string Every, int Days, DateOnly? OpensFrom, DateOnly? UntilOn, long Fields)
    {
        public bool AsksIn(int year, int month)
        {
            var round = new DescribedRound { Every = Every, Days = Days, From = OpensFrom, Until = UntilOn };
            var first = new DateOnly(year, month, 1);
            // A round is due some days after its end: the longest runs a year.
            for (var day = first.AddDays(-Days - 366); day < first.AddMonths(1); day = day.AddDays(1))
                if (ProgrammeRounds.IsOpen(round, day) && ProgrammeRounds.Of(round, day).DueOn is var due && due.Year == year && due.Month == month) return true;
            return false;
        }
    }

    /// <summary>What local programmes ask of a level in their rounds, those of here and of above.</summary>
    public static Task<IReadOnlyList<ProgrammeRound>> RoundsOfAsync(Db db, string level, CancellationToken stop) =>
        db.QueryAsync<ProgrammeRound>("select module, title, every, days, opens_from, until_on, count(*) as fields from org.programme_data() where level = @level group by 1, 2, 3, 4, 5, 6", new { level }, stop);

    /// <summary>What is asked of a level, from here and above.</summary>
    public static Task<IReadOnlyList<Call>> OfLevelAsync(Db db, string level, CancellationToken stop, string? place = null) => db.QueryAsync<Call>("""
        select c.id, c.title, (select l.short_name from org.locality l where l.path = c.locality_path) || c.asker as asker, c.level, c.cycle, c.basis, c.first_due_on, c.until_on, c.issued_on, c.fields, c.prefilled, c.cut_off, coalesce((select array_agg(r.due_on) from data_reply r where r.data_call_id = c.id and r.locality_path = @place and r.removed_at is null), '{}') as answered,
          coalesce((select array_agg(f.datum order by f.rank_order, f.id) from data_call_field f where f.data_call_id = c.id and f.removed_at is null), '{}') as data
        from data_call c where c.state = '2' and c.removed_at is null and c.level = @level and (@place::text is null or starts_with(@place, c.locality_path)) order by c.first_due_on, c.id limit 400
        """, new { level, place }, stop);
}
