namespace OrgWork.Department;

/// <summary>“回头看” in rounds over what was closed: all of it or a sample that nobody picks, each looked at by another than who handled it; what came back or was not enough is opened again with a day to make it up.</summary>
static class LookBack
{
    const string Read = KeyPoints.Read, Edit = KeyPoints.Manage, Book = "“回头看”工作办法（本单位）";

    static readonly CodeSet Sources = new("look_back_source", "看哪一类", "巡视巡察整改问题、政策措施落实、整顿“回头看”", [new("rectification", "整改问题（已销号）"), new("problems", "检视问题（已整改）"), new("points", "要点任务（已办结）"), new("assignments", "交办事项（已办结）")]);
    static readonly CodeSet Ways = new("look_back_way", "全面、抽查", "本平台", [new("1", "全面看"), new("2", "抽查")]);
    static readonly CodeSet Results = new("look_back_result", "结果", "巩固、反弹、不到位", [new("1", "巩固"), new("2", "反弹"), new("3", "不到位")]);
    static Field On => Field.Date("on", "日期").Required().Past();

    public static readonly Rule<DoneFacts> Checked = AffairRules.Due("department.look-back-items.checked", "列入回头看的按期核查", "过了时限没有核查", Book, "yellow", new("look-back-items", "select i.id, i.locality_path, i.title, b.due_on, i.checked_on as done_on from look_back_item i join look_back b on b.id = i.look_back_id where i.removed_at is null and i.result is null"), 0, "宽限");
    public static readonly Rule<DoneFacts> MadeUp = AffairRules.Due("department.look-back-items.made-up", "整顿、整改不到位的及时补课", "补课过了时限", Book, "red", new("look-back-items", """
        select i.id, i.locality_path, i.title, i.make_up_on as due_on, null::date as done_on from look_back_item i where i.removed_at is null and i.result in ('2', '3')
          and not exists (select from org.work_item w where w.id = i.item_id and w.state in ('closed', 'cancelled')) and not exists (select from problem p where p.id = i.item_id and p.settled_on is not null)
        """), 0, "宽限");

    /// <summary>What was closed in the time of the round, where the round lies.</summary>
    const string Closed = """
        select i.id, i.title, coalesce(nullif(i.lead_name, ''), '未定单位') as unit_name, i.person as handler, i.applied_by as handler_id, i.closed_on from look_back b join org.work_item i on i.locality_path = b.locality_path and i.kind = b.source
        where b.id = @id and i.state = 'closed' and i.closed_on >= b.closed_from and i.closed_on <= b.closed_to and (i.kind = 'rectification' and i.level = 2 or i.kind <> 'rectification' and i.level > 1 and i.parts = 0)
        union all select p.id, p.title, p.owner, p.settled_by, p.settled_by_id, p.settled_on from look_back b join problem p on p.locality_path = b.locality_path where b.id = @id and b.source = 'problems' and p.removed_at is null and p.settled_on >= b.closed_from and p.settled_on <= b.closed_to
        """;

    public static readonly Register Rounds = new()
    {
        Id = "look-backs", Title = "回头看", Noun = "回头看", Counter = "轮", Table = "look_back", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "回头看", 120).Required().Wide(), Field.Code("source", "看哪一类", Sources).Required().Listed().FirstFilter(), Field.Text("basis", "依据", 120).Required(), Field.Date("closed_from", "销号（办结）从").Required(), Field.Date("closed_to", "销号（办结）到").Required().Past(), Field.Code("way", "全面、抽查", Ways).Required().Listed().FirstFilter(), Field.Number("share", "抽查比例（%）", 1, 100).Required().DefaultsTo("100").Hinted("抽到哪些由系统定，不由人挑；全面看的填 100"),
            Field.Date("began_on", "开始").Required().Listed().Filter().Sortable(), Field.Date("due_on", "完成时限").Required().Listed().Filter(),
            Field.Date("drawn_on", "列出日期").Filter().ByDeed().In("进展"), Field.Number("total", "已销号（办结）").Listed().ByDeed().In("进展"), Field.Number("drawn", "列入回头看").Listed().ByDeed().In("进展"), Field.Date("ended_on", "结束日期").Listed().FirstFilter().ByDeed().In("进展"), Field.LongText("report", "情况报告").ByDeed().In("进展"),
        ],
        Conditions = [new("进行中", "drawn_on.from=1900.01.01&ended_on.none=1"), new("还没有列出", "drawn_on.none=1"), new("已结束", "ended_on.from=1900.01.01")],
        Children =
        [
            new() { Id = "units", Title = "各单位", Noun = "单位", Counter = "个", Table = "look_back_rate", ParentColumn = "look_back_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Text("unit_name", "单位").Wide(), Field.Number("closed", "已销号（办结）").Listed(), Field.Number("drawn", "列入").Listed(), Field.Number("checked", "已核查").Listed(), Field.Number("held", "巩固").Listed(), Field.Number("back", "反弹").Listed(), Field.Number("short", "不到位").Listed(), Field.Number("held_percent", "巩固率（%）").Listed(), Field.Number("back_percent", "反弹率（%）").Listed()] },
            new() { Id = "items", Title = "逐项", Noun = "事项", Counter = "项", Table = "look_back_item", ParentColumn = "look_back_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "department/look-back-items", Fields = [Field.Text("title", "问题、任务").Wide(), Field.Text("unit_name", "单位").Listed(), Field.Text("checker", "核查人").Listed(), Field.Code("result", "结果", Results).Listed(), Field.Date("make_up_on", "补课时限").Listed()] },
        ],
        Deeds =
        [
            new("draw", "列出要看的", Edit)
            {
                Consequence = "把这段时间已销号（办结）的列出来，抽查的由系统按比例抽取；列出以后不再增减",
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.FirstAsync<bool>("select drawn_on is not null from look_back where id = @id", said, stop)) return "已经列出";
                    // The order in which a sample is drawn comes of the round and the items alone.
                    if (await db.ExecuteAsync($"""
                        insert into look_back_item (locality_path, rank_order, look_back_id, title, source, item_id, unit_name, handler, handler_id, closed_on, drawn_on, created_by, changed_by)
                        select b.locality_path, c.nth, b.id, c.title, b.source, c.id, c.unit_name, c.handler, c.handler_id, c.closed_on, @today, @by, @by
                        from look_back b cross join (select c.*, row_number() over (order by md5(c.id::text || @id::text))::int as nth, count(*) over () as all from ({Closed}) c) c where b.id = @id and (b.way = '1' or c.nth <= ceil(c.all * b.share / 100.0))
                        """, said, stop) == 0) return "这段时间没有已销号（办结）的";
                    await db.ExecuteAsync($"insert into look_back_unit (locality_path, rank_order, look_back_id, unit_name, closed, created_by, changed_by) select b.locality_path, row_number() over (order by count(*) desc, c.unit_name)::int, b.id, c.unit_name, count(*)::int, @by, @by from look_back b cross join ({Closed}) c where b.id = @id group by b.id, b.locality_path, c.unit_name", said, stop);
                    await db.ExecuteAsync("update look_back b set drawn_on = @today, total = (select sum(u.closed)::int from look_back_unit u where u.look_back_id = b.id), drawn = (select count(*)::int from look_back_item i where i.look_back_id = b.id), version = b.version + 1 where b.id = @id", said, stop);
                    return null;
                },
            },
            new("end", "结束、写报告", Edit)
            {
                Consequence = "列入的都核查了才能结束；没有巩固的按补课时限继续整改",
                Fields = [On, Field.LongText("words", "情况报告", 4000).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.FirstAsync<int>("select count(*)::int from look_back_item where look_back_id = @id and result is null and removed_at is null", said, stop) is > 0 and var open) return $"还有 {open} 项没有核查";
                    return await db.ExecuteAsync("update look_back set ended_on = @on, report = @words, version = version + 1 where id = @id and ended_on is null and drawn_on <= @on", said, stop) == 0 ? "还没有列出，已经结束，或日期早于列出" : null;
                },
            },
        ],
    };

    sealed record Drawn(Guid Item, string Source, string Title, string Path, bool IsOwn);

    public static readonly Register Items = new()
    {
        Id = "look-back-items", Title = "回头看的事项", Noun = "事项", Counter = "项", Table = "look_back_item", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields =
        [
            Field.Text("title", "问题、任务").Wide(), Field.Row("look_back_id", "哪一轮", "look-backs").Listed().Filter(), Field.Code("source", "哪一类", Sources).FirstFilter(), Field.Text("unit_name", "单位").Listed().Filter(), Field.Text("handler", "经办人").Listed(), Field.Date("closed_on", "销号（办结）日期").Listed(), Field.Date("drawn_on", "列入日期").Filter().Sortable(),
            Field.Text("checker", "核查人").Listed().In("核查"), Field.Date("checked_on", "核查日期").In("核查"), Field.Code("result", "结果", Results).Listed().FirstFilter().In("核查"), Field.LongText("words", "核查情况").In("核查"), Field.Date("make_up_on", "补课时限").Listed().Filter().In("核查"),
        ],
        Rules = [Checked, MadeUp],
        Conditions = [ReadyCondition.Of(Checked), ReadyCondition.Of(MadeUp), new("还没有核查", "result.none=1"), new("反弹、不到位", "result=2,3")],
        Deeds =
        [
            new("check", "登记核查结果", Edit)
            {
                Consequence = "由经办人以外的人核查；反弹、不到位的重新打开，按补课时限整改，计入反弹次数",
                Fields = [Field.Code("result", "结果", Results).Required(), Field.LongText("words", "核查情况", 1000).Required(), Field.Date("make_up_on", "补课时限").Hinted("反弹、不到位的必填")],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.FirstAsync<Drawn>("select i.item_id as item, i.source, i.title, i.locality_path as path, i.handler_id is not distinct from @by or i.handler is not distinct from @name as is_own from look_back_item i join look_back b on b.id = i.look_back_id where i.id = @id and i.result is null and b.ended_on is null for update of i", said, stop) is not { } one) return "已经核查，或这一轮已经结束";
                    if (one.IsOwn) return "经办人不能核查自己经办的，请另一人办";
                    var (result, again) = (Results.NameOf(deed.Text("result")!), deed.Day("make_up_on"));
                    if (one.Source != "problems")
                    {
                        if (await WorkLookBack.DoAsync(db, one.Item, result, deed.Text("words")!, again, stop) is { } why) return why;
                    }
                    else if (result != "巩固")
                    {
                        if (again is not { } day || day < Clock.Today) return $"{result}的要重新整改，请填补课时限，不早于今天";
                        if (await db.ExecuteAsync("update problem set settled_on = null, evidence = null, settled_by = null, settled_by_id = null, due_on = @make_up_on, rebounds = rebounds + 1, version = version + 1 where id = @Item and settled_on is not null", new { one.Item, make_up_on = day }, stop) == 0) return "这个问题已经重新打开";
                        await db.RecordAsync(new(DeedKind.Update, "problems", one.Item, one.Path, one.Title, [new(WorkLookBack.Name, null, result), new("补课时限", null, Dates.Format(day))], deed.Text("words")), stop);
                    }
                    await db.ExecuteAsync("update look_back_item set result = @result, words = @words, make_up_on = case when @result = '1' then null else @make_up_on::date end, checker = @name, checked_on = @today, version = version + 1 where id = @id", said, stop);
                    return null;
                },
            },
        ],
    };

    static readonly Counted LookedAt = new()
    {
        Id = "look-back-items", Title = "回头看的事项", Counter = "项", ReadPermission = Read, RecordPath = "department/look-back-items", Columns = [Field.Text("unit_name", "单位").Wide(), Field.Text("checker", "核查人"), Field.Code("result", "结果", Results), Field.Date("make_up_on", "补课时限")],
        Sql = "select i.id, i.locality_path, i.title, i.unit_name, i.checker, i.make_up_on, case when i.checked_on <= {day} then i.result end as result from look_back_item i where i.removed_at is null and i.drawn_on between {from} and {day}",
    };

    static Figure Share(string id, string title, string where, string outOf, string formula, Better better, decimal? target, decimal? red, string wanting, string words) =>
        new() { Id = id, Title = title, Group = "回头看", Of = LookedAt, Where = where, OutOf = outOf, Formula = formula, Source = "回头看", Period = "本年", Better = better, Target = target, Red = red, Wanting = wanting, WantingWords = words };

    public static IReadOnlyList<Figure> Figures =>
    [
        Share("look-back-checked", "本年各轮核查率", "result is not null", "true", "已核查 ÷ 列入回头看的", Better.Higher, 100, null, "result is null", "没有核查的"),
        Share("look-back-held", "本年各轮巩固率", "result = '1'", "result is not null", "巩固 ÷ 已核查", Better.Higher, 100, null, "result in ('2', '3')", "反弹、不到位的"),
        Share("look-back-back", "本年各轮反弹率", "result in ('2', '3')", "result is not null", "反弹、不到位 ÷ 已核查", Better.Lower, null, 10, "result = '1'", "巩固的"),
    ];

    public static IReadOnlyList<Register> All => [Rounds, Items];
    public static IReadOnlyList<Rule> Rules => [Checked, MadeUp];
}
