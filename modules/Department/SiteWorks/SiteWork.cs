namespace OrgWork.Department;

/// <summary>一线工作法: who went where and when, what was found there, solved on the spot or given to a body with a day; how often each leader goes, and what share is solved there.</summary>
static class SiteWork
{
    public const string Read = Supervision.Read;
    const string Edit = Supervision.Edit, Book = "一线工作法实施办法（本单位）";

    public static readonly CodeSet Handling = new("site_handling", "处理", "工作到一线去推进、问题到现场去解决", [new("1", "现场解决"), new("2", "交办")]);

    public static readonly Rule<DoneFacts> Handled = AffairRules.Due("department.site-problems.handled", "现场发现的问题当场解决，不能当场解决的限期交办", "没有解决，也没有交办", Book, "red", new("site-problems", "select p.id, p.locality_path, p.title, p.found_on as due_on, null::date as done_on from site_problem p where p.removed_at is null and p.handling is null"), 3, "交办期限");

    public static readonly Register Works = new()
    {
        Id = "site-works", Title = "一线工作记录", Noun = "一线工作", Counter = "次", Table = "site_work", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "去做什么", 120).Required().Wide(), Field.Text("leader", "领导", 36).Required().Listed().Filter(), Field.Text("place", "地点", 80).Required().Listed().Filter(), Field.Unit("unit_id", "所到单位") with { IsListed = true, IsFilter = true }, Field.Date("visited_on", "日期").Required().Listed().FirstFilter().Sortable().Past(), Field.LongText("words", "了解的情况", 2000).Required()],
        Conditions = [new("近三十天的", "visited_on.from=-30d")],
        Actions = [new("各位领导的次数", "department/site-works/leaders", Read)],
        Children = [new() { Id = "problems", Title = "发现的问题", Noun = "问题", Counter = "个", Table = "site_problem", ParentColumn = "site_work_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "department/site-problems", Fields = [Field.Text("title", "问题").Wide(), Field.Code("handling", "处理", Handling).Listed(), Field.Text("solution", "怎么解决的").Listed(), Field.Text("assigned_to", "交给谁办").Listed(), Field.Date("due_on", "办结时限").Listed()] }],
        Deeds =
        [
            new("find", "登记问题", Edit)
            {
                Consequence = "写明当场怎么解决的，算现场解决；空着的接着交办，限期办结",
                Fields = [Field.Text("title", "问题", 120).Required(), Field.LongText("words", "情况", 1000).Required(), Field.LongText("solution", "当场怎么解决的", 1000).Hinted("没有当场解决的空着，接着交办")],
                Done = async (db, deed, stop) => await db.ExecuteAsync("""
                    insert into site_problem (locality_path, site_work_id, title, words, found_on, handling, solution, created_by, changed_by)
                    select w.locality_path, w.id, @title, @words, w.visited_on, case when nullif(@solution, '') is not null then '1' end, nullif(@solution, ''), @by, @by from site_work w where w.id = @id
                    """, Assignments.Said(db, deed), stop) == 0 ? "这次一线工作已经删除" : null,
            },
        ],
    };

    public static readonly Register Problems = new()
    {
        Id = "site-problems", Title = "现场发现的问题", Noun = "问题", Counter = "个", Table = "site_problem", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields =
        [
            Field.Text("title", "问题").Wide(), Field.Row("site_work_id", "哪次到一线", "site-works").Listed().Filter(), Field.LongText("words", "情况"), Field.Date("found_on", "发现日期").Listed().Filter().Sortable(), Field.Code("handling", "处理", Handling).Listed().FirstFilter(),
            Field.LongText("solution", "怎么解决的").In("处理"), Field.Text("assigned_to", "交给谁办").Listed().In("处理"), Field.Date("due_on", "办结时限").Listed().Filter().In("处理"),
        ],
        Rules = [Handled],
        Conditions = [ReadyCondition.Of(Handled), new("没有解决、没有交办", "handling.none=1"), new("现场解决的", "handling=1"), new("交办的", "handling=2")],
        Children = [Assignments.Given],
        Deeds =
        [
            Assignments.Deed("solve", "登记现场解决", Edit, "算现场解决，不再交办", "update site_problem set handling = '1', solution = @words, version = version + 1 where id = @id and handling is null", "已经解决或已经交办", Field.LongText("words", "当场怎么解决的", 1000).Required()),
            Assignments.Task("site-problems", async (db, deed, stop) => await db.ExecuteAsync("update site_problem set handling = '2', assigned_to = (select name from org.unit where id = @lead), due_on = @due_on, version = version + 1 where id = @id and handling is null and exists (select from org.unit where id = @lead and removed_at is null)", Assignments.Said(db, deed), stop) == 0 ? "已经解决或已经交办，或牵头单位不在本级和下级的机构名册里" : null),
        ],
    };

    static readonly Counted Found = new()
    {
        Id = "site-problems", Title = "现场发现的问题", Counter = "个", ReadPermission = Read, RecordPath = "department/site-problems", Columns = [Field.Text("leader", "领导"), Field.Text("place", "地点").Wide(), Field.Date("found_on", "发现日期"), Field.Code("handling", "处理", Handling), Field.Date("due_on", "办结时限")],
        Sql = "select p.id, p.locality_path, p.title, w.leader, w.place, p.found_on, p.handling, p.due_on, p.found_on >= date_trunc('quarter', {day}::timestamp)::date as is_of_quarter from site_problem p join site_work w on w.id = p.site_work_id where p.removed_at is null and w.removed_at is null and p.found_on between {from} and {day}",
    };

    static readonly Counted Visits = new()
    {
        Id = "site-works", Title = "一线工作", Counter = "次", ReadPermission = Read, RecordPath = "department/site-works", Columns = [Field.Text("leader", "领导"), Field.Text("place", "地点").Wide(), Field.Date("visited_on", "日期")],
        Sql = "select w.id, w.locality_path, w.title, w.leader, w.place, w.visited_on from site_work w where w.removed_at is null and w.visited_on between {from} and {day}",
    };

    const string Group = "一线工作", Source = "一线工作记录";

    /// <summary>I-P14, for the quarter and for the year.</summary>
    public static IReadOnlyList<Figure> Figures =>
    [
        new() { Id = "site-works", Title = "领导到一线次数", Group = Group, Of = Visits, Where = "true", Formula = "年初至统计日登记的一线工作", Source = Source, Period = "本年", Better = Better.Higher },
        new() { Id = "on-site-solved", Title = "现场解决率", Group = Group, Of = Found, Where = "is_of_quarter and handling = '1'", OutOf = "is_of_quarter", Formula = "当场解决的 ÷ 本季现场发现的问题", Source = Source, Period = "本季", Better = Better.Higher, Wanting = "is_of_quarter and handling is distinct from '1'", WantingWords = "没有当场解决的" },
        new() { Id = "on-site-solved-year", Title = "全年现场解决率", Group = Group, Of = Found, Where = "handling = '1'", OutOf = "true", Formula = "当场解决的 ÷ 今年现场发现的问题", Source = Source, Period = "本年", Better = Better.Higher, Wanting = "handling is distinct from '1'", WantingWords = "没有当场解决的" },
    ];

    public static IReadOnlyList<Register> All => [Works, Problems];
}
