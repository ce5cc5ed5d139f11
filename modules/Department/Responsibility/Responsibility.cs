namespace OrgWork.Department;

/// <summary>
/// 单位主体责任: a sheet for each unit and year with what it answers for; rectification of what inspections found is part of that, so that its state stands on the sheet,
/// counted anew every morning until the year is concluded, and in the unit's evaluation as it was when that was checked.
/// </summary>
static class Responsibility
{
    public const string Read = KeyPoints.Read, Edit = KeyPoints.Manage;

    /// <summary>Of a sheet or an evaluation: how far the unit has come with what it has to put right.</summary>
    public const string State = "(select count(*)::int as problems, count(*) filter (where r.is_closed)::int as written_off, count(*) filter (where r.is_late)::int as overdue, count(*) filter (where r.rebounds > 0)::int as rebounds from unit_rectification r where r.parent_id = @id)";

    /// <summary>The problems behind that state, each opening.</summary>
    public static readonly Register Rectified = new()
    {
        Id = "rectified", Title = "巡视巡察整改", Noun = "问题", Counter = "个", Table = "unit_rectification", ParentColumn = "parent_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "department/rectification/item",
        Fields = [Field.Text("title", "问题").Wide(), Field.Text("plan_title", "来源").Listed(), Field.Text("person", "责任人").Listed(), Field.Date("due_on", "整改时限").Listed(), Field.Date("closed_on", "销号日期").Listed(), Field.Number("rebounds", "反弹").Listed(), Field.Text("standing", "状态").Listed()],
    };

    public static IReadOnlyList<Field> StateFields(string group) =>
    [
        Field.Number("problems", "整改问题").Listed().ByDeed().In(group), Field.Number("written_off", "已销号").Listed().ByDeed().In(group), Field.Number("overdue", "整改超期").Listed().Filter().ByDeed().In(group), Field.Number("rebounds", "反弹、不到位").Listed().Filter().ByDeed().In(group), Field.Date("stated_on", "整改情况截至").ByDeed().In(group),
    ];

    public static readonly Register Sheets = new()
    {
        Id = "responsibility-sheets", Title = "各单位主体责任", Noun = "主体责任单", Counter = "份", Table = "responsibility_sheet", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "主体责任单", 120).Required().Wide(), Field.Unit("unit_id", "单位") with { IsRequired = true, IsFilter = true }, Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter().Sortable(), Field.Text("head", "第一责任人", 36).Listed(), Field.LongText("words", "履责说明", 2000),
            .. StateFields("巡视巡察整改"), Field.LongText("conclusion", "年终认定").ByDeed().In("年终认定"), Field.Text("concluded_by", "认定人").ByDeed().In("年终认定"), Field.Date("concluded_on", "认定日期").Filter().ByDeed().In("年终认定"),
        ],
        Conditions = [new("整改超期的", "overdue.from=1&concluded_on.none=1") { Light = "red" }, new("有反弹、不到位的", "rebounds.from=1&concluded_on.none=1") { Light = "yellow" }, new("没有认定", "concluded_on.none=1"), new("已认定", "concluded_on.from=1900.01.01")],
        Children =
        [
            Rectified,
            new() { Id = "items", Title = "责任事项", Noun = "责任事项", Counter = "项", Table = "responsibility_item", ParentColumn = "responsibility_sheet_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "责任事项", 120).Required().Wide(), Field.Text("standard", "标准", 300).Required().Listed(), Field.Date("due_on", "时限").Required().Listed(), Field.Date("done_on", "完成日期").Listed().Past(), Field.Text("proof", "佐证", 200)] },
        ],
        Deeds =
        [
            Assignments.Deed("state", "按当天更新整改情况", Edit, "照整改台账当天的情况写上；认定以后不再变", $"update responsibility_sheet s set problems = r.problems, written_off = r.written_off, overdue = r.overdue, rebounds = r.rebounds, stated_on = @today, version = s.version + 1 from {State} r where s.id = @id and s.concluded_on is null", "已经年终认定"),
            new("conclude", "年终认定", Edit)
            {
                Consequence = "整改情况照当天的定下来，以后不再变",
                Fields = [Field.Text("who", "认定人", 36).Required(), Field.LongText("words", "认定意见", 1000).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync($"update responsibility_sheet s set problems = r.problems, written_off = r.written_off, overdue = r.overdue, rebounds = r.rebounds, stated_on = @today, conclusion = @words, concluded_by = @who, concluded_on = @today, version = s.version + 1 from {State} r where s.id = @id and s.concluded_on is null", Assignments.Said(db, deed), stop) == 0 ? "已经年终认定" : null,
            },
        ],
    };
}

/// <summary>Opens the year's sheet of every unit that has something to put right, and counts each open sheet anew: nobody has to carry numbers over.</summary>
public sealed class ResponsibilitySheets : Job<NoArguments>
{
    public override string Id => "responsibility-sheets";
    public override string Title => "各单位主体责任单";
    public override Cycle? Cycle => OrgWork.Kernel.Cycle.Daily(new(6, 50));

    public override Task<JobResult> RunAsync(NoArguments arguments, JobRun run) => run.FinishAsync(async db =>
    {
        var (year, today) = (Clock.Today.Year, Clock.Today);
        var opened = await db.QueryAsync<(Guid Id, string Path, string Title)>("""
            insert into responsibility_sheet (locality_path, rank_order, title, unit_id, year)
            select u.locality_path, 0, u.name || @year || ' 年主体责任单', u.id, @year::int from org.unit u
            where u.removed_at is null and exists (select from org.work_party w join org.work_item i on i.id = w.item_id where w.unit_id = u.id and w.is_lead and i.kind = 'rectification' and i.level = 2 and i.state not in ('draft', 'cancelled') and i.begins_on <= @today and (i.closed_on is null or i.closed_on >= make_date(@year, 1, 1)))
              and not exists (select from responsibility_sheet s where s.unit_id = u.id and s.year = @year and s.removed_at is null)
            returning id, locality_path, title
            """, new { year, today }, run.Stop);
        foreach (var one in opened)
        {
            await db.ExecuteAsync("insert into responsibility_item (locality_path, responsibility_sheet_id, rank_order, title, standard, due_on) values (@Path, @Id, 10, '抓好巡视巡察反馈问题整改', '列入的问题按期销号，不反弹', make_date(@year, 12, 31))", new { one.Path, one.Id, year }, run.Stop);
            await db.RecordAsync(new(DeedKind.Create, "responsibility-sheets", one.Id, one.Path, one.Title, [new("年度", null, $"{year}")]), run.Stop);
        }
        var counted = await db.QueryAsync<(Guid Id, string Path, string Title, string Words)>("""
            update responsibility_sheet s set problems = r.problems, written_off = r.written_off, overdue = r.overdue, rebounds = r.rebounds, stated_on = @today, version = s.version + 1
            from responsibility_sheet o cross join lateral (select count(*)::int as problems, count(*) filter (where r.is_closed)::int as written_off, count(*) filter (where r.is_late)::int as overdue, count(*) filter (where r.rebounds > 0)::int as rebounds from unit_rectification r where r.parent_id = o.id) r
            where o.id = s.id and s.year = @year and s.concluded_on is null and s.removed_at is null and (s.problems, s.written_off, s.overdue, s.rebounds) is distinct from (r.problems, r.written_off, r.overdue, r.rebounds)
            returning s.id, s.locality_path, s.title, r.problems || ' 个，已销号 ' || r.written_off || '，超期 ' || r.overdue || '，反弹 ' || r.rebounds
            """, new { year, today }, run.Stop);
        foreach (var one in counted) await db.RecordAsync(new(DeedKind.Update, "responsibility-sheets", one.Id, one.Path, one.Title, [new("整改情况", null, one.Words)]), run.Stop);
        return new JobResult($"开了 {opened.Count} 份，更新了 {counted.Count} 份");
    });
}
