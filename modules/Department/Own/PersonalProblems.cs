namespace OrgWork.Department;

/// <summary>个人检视问题: what somebody found wanting in himself. It lies where the person's account is, for the person, the branch there and whoever stands above it, and for nobody because he sees everything; the person tells how it goes, another confirms.</summary>
static class PersonalProblems
{
    public const string View = "department.personal-problems.view", Edit = "department.personal-problems.edit", Own = "department.own.view", Tell = "department.own.tell", Checkup = "6";

    public static readonly CodeSet Sources = new("personal_problem_source", "来源", "主题教育、民主生活会、组织生活会", [new("1", "主题教育"), new("2", "民主生活会"), new("3", "组织生活会"), new("4", "巡视巡察"), new("5", "自己查找"), new(Checkup, "思想政治体检")]);

    public static readonly Rule<LateFacts> Settled = ProblemLists.Late("department.personal-problems.settled", "个人检视的问题在时限内整改", "超期没有整改", new("personal-problems", "select p.id, p.locality_path, p.name || '：' || p.title as title, p.due_on, p.confirmed_on as done_on from personal_problem p where p.removed_at is null and p.confirmed_on is null"));

    /// <summary>A new one of whoever is signed in, with the branch the person is registered in.</summary>
    public static async Task AddAsync(Db db, string path, string title, string source, string content, string measure, DateOnly due, string supervisor, CancellationToken stop)
    {
        var id = Guid.CreateVersion7();
        await db.ExecuteAsync("""
            insert into personal_problem (id, locality_path, name, account_id, branch, supervisor, title, source, content, measure, found_on, due_on, created_by, changed_by)
            values (@id, @path, @name, @by, (select m.organisation from grassroots_member m where m.person_id = (select org.own_person()) limit 1), nullif(@supervisor, ''), @title, @source, @content, @measure, @today, @due, @by, @by)
            """, new { id, path, name = db.Actor.Name, supervisor, title, source, content, measure, today = Clock.Today, due, by = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Create, "personal-problems", id, path, $"{db.Actor.Name}：{title}", [new("整改时限", null, Dates.Format(due))]), stop);
    }

    /// <summary>How it goes, told by whoever is signed in: on the row, and kept for good.</summary>
    public static async Task<bool> TellAsync(Db db, Guid id, int percent, string words, bool isOwn, CancellationToken stop)
    {
        var args = new { id, percent, words, today = Clock.Today, by = db.Actor.Id, name = db.Actor.Name, isOwn };
        var path = await db.FirstAsync<string?>("update personal_problem p set percent = @percent, told_on = @today, told_words = @words, told_by_id = @by, version = p.version + 1, changed_at = now(), changed_by = @by where p.id = @id and p.confirmed_on is null and p.removed_at is null and (not @isOwn or p.account_id = @by) returning p.locality_path", args, stop);
        if (path is null) return false;
        await db.ExecuteAsync("insert into personal_progress (locality_path, personal_problem_id, rank_order, told_on, percent, words, by_name, created_by) select p.locality_path, p.id, -(@today::date - date '2000-01-01'), @today, @percent, @words, @name, @by from personal_problem p where p.id = @id", args, stop);
        return true;
    }

    public static readonly Register Register = new()
    {
        Id = "personal-problems", Title = "个人检视问题", Noun = "问题", Counter = "个", Table = "personal_problem", ReadPermission = View, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "问题", 120).Required().Wide(), Field.Text("name", "姓名", 36).Required().Listed().Filter(), Field.Text("branch", "所在党支部", 60).Listed().Filter(), Field.Text("supervisor", "谁来督促", 36).Listed().Filter(), Field.Code("source", "来源", Sources).Required().Listed().FirstFilter(), Field.LongText("content", "具体表现", 1000).Required(), Field.LongText("measure", "整改措施", 1000).Required(), Field.Date("found_on", "检视日期").Required().Filter().Sortable().Past(), Field.Date("due_on", "整改时限").Required().Listed().FirstFilter(),
            Field.Number("percent", "进度（%）").Listed().Filter().ByDeed().In("整改"), Field.Date("told_on", "最近报告").Filter().ByDeed().In("整改"), Field.LongText("told_words", "整改情况").ByDeed().In("整改"), Field.Date("confirmed_on", "确认日期").Listed().Filter().ByDeed().In("整改"), Field.Text("confirmed_by", "确认人").ByDeed().In("整改"), Field.LongText("confirm_words", "确认意见").ByDeed().In("整改"),
        ],
        Rules = [Settled],
        Conditions = [ReadyCondition.Of(Settled), new("等确认", "percent.from=100&confirmed_on.none=1") { Light = "yellow" }, new("没有报告过", "told_on.none=1"), new("已确认", "confirmed_on.from=1900.01.01")],
        Children = [new() { Id = "progress", Title = "整改情况", Noun = "报告", Counter = "次", Table = "personal_progress", ParentColumn = "personal_problem_id", ReadPermission = View, WritePermission = Edit, IsLedger = true, Fields = [Field.LongText("words", "情况").Wide(), Field.Date("told_on", "日期").Listed(), Field.Number("percent", "进度（%）").Listed(), Field.Text("by_name", "谁写的").Listed()] }],
        Deeds =
        [
            new("tell", "代为报告", Edit)
            {
                Consequence = "本人没有账号的，由支部代为报告；代为报告的人不能确认", Fields = [Field.Number("percent", "进度（%）", 0, 100).Required(), Field.LongText("words", "整改情况", 1000).Required()],
                Done = async (db, deed, stop) => await TellAsync(db, deed.Id, Convert.ToInt32(deed.Values["percent"], System.Globalization.CultureInfo.InvariantCulture), deed.Text("words")!, false, stop) ? null : "已经确认",
            },
            Assignments.Deed("confirm", "确认整改完成", Edit, "由本人和报告的人以外的人确认；确认以后不再改", "update personal_problem p set confirmed_on = @today, confirmed_by = @name, confirm_words = @words, version = p.version + 1 where p.id = @id and p.percent = 100 and p.confirmed_on is null and p.told_by_id is distinct from @by and p.account_id is distinct from @by", "还没有报到 100%，已经确认，或就是本人、报告的人；请另一人确认", Field.LongText("words", "确认意见", 500).Required()),
            Assignments.Deed("back", "退回再改", Edit, "退回本人继续整改，意见写在上面", "update personal_problem p set percent = 80, confirm_words = @words, version = p.version + 1 where p.id = @id and p.percent = 100 and p.confirmed_on is null", "还没有报到 100%，或已经确认", Field.LongText("words", "还差什么", 500).Required()),
        ],
    };
}
