namespace OrgWork.Cadres;

/// <summary>公开选拔 (C3.11): announcement, registration, qualification, marks, ranks by the weights that were announced, inspection, notice. Each stage closes with its list, which is published as it stands.</summary>
public static class OpenSelections
{
    const string Read = Appointing.Read, Write = Appointing.Act;

    public static readonly CodeSet States = new("open_state", "进展", "本平台", [new("1", "拟订"), new("2", "报名和资格审查"), new("3", "笔试"), new("4", "面试"), new("5", "考察"), new("6", "公示"), new("7", "完成")]);
    public static readonly CodeSet Stages = new("open_stage", "名单", "本平台", [new("2", "资格审查通过、参加笔试"), new("3", "笔试成绩、进入面试"), new("4", "综合成绩、进入考察"), new("5", "拟任人选公示")]);
    static readonly CodeSet Answers = new("open_answer", "结果", "本平台", [new("1", "通过"), new("2", "不通过")]);

    public static readonly Register Register = new()
    {
        Id = "open-selections", Title = "公开选拔", Noun = "公开选拔", Counter = "次", Table = "open_selection", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "公开选拔", 100).Required().Wide().Hinted("如 2026 年公开选拔团县委书记"), Field.Text("post", "职位", 120).Required().Listed(), Field.Code("level", "职务层次", StandardCodes.PostLevel).Listed().FirstFilter(), Field.Number("places", "名额", 1, 100).Required().Listed().DefaultsTo("1"), Field.LongText("conditions", "资格条件", 1000).Required(), Field.Number("age_most", "年龄不超过", 18, 70).Hinted("填了的，审查时逐人核对"), Field.Code("education_least", "学历不低于", StandardCodes.Education),
            Field.Date("register_from", "报名开始").Required(), Field.Date("register_until", "报名截止").Required().Listed().Filter().Sortable(), Field.Number("exam_weight", "笔试权重（%）", 0, 100).Required().DefaultsTo("50").Hinted("与面试权重合计 100"), Field.Number("interview_weight", "面试权重（%）", 0, 100).Required().DefaultsTo("50"), Field.Number("exam_line", "笔试合格线", 0, 100), Field.Number("interview_ratio", "每个名额进入面试", 1, 20).Required().DefaultsTo("5"), Field.Number("inspect_ratio", "每个名额进入考察", 1, 20).Required().DefaultsTo("3"),
            Field.Code("state", "进展", States).Listed().FirstFilter().ByDeed(), Field.Date("announced_on", "公告日期").ByDeed(), Field.Text("document_no", "公告文号").ByDeed(), Field.Date("noticed_on", "公示开始").ByDeed(), Field.Date("closed_on", "完成日期").Listed().ByDeed(),
        ],
        Conditions = [new("办理中", "state=2,3,4,5,6"), new("报名已截止", "state=2&register_until.to=-1d") { Light = "yellow" }, new("完成", "state=7") { Light = "green" }],
        Actions = [new("成绩和名次", "cadres/open-selections/ranking", Read, IsForOne: true)],
        Children = [Entered, Lists], Deeds = [Announce, Qualified, Examined, Interviewed, Notice, Close],
    };

    static Register Entered => new()
    {
        Id = "entrants", Title = "报名人员", Noun = "报名人员", Counter = "人", Table = "open_entrant", ParentColumn = "open_selection_id", IsLedger = true, RowPath = "cadres/open-entrants", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("name", "姓名").Listed(), Field.Text("unit_post", "现单位和职务").Listed(), Field.Code("qualified", "资格审查", Answers).Listed(), Field.Flag("in_interview", "进入面试").Listed(), Field.Number("rank", "综合名次").Listed(), Field.Flag("is_chosen", "拟任人选").Listed()],
    };

    static Register Lists => new()
    {
        Id = "lists", Title = "已发布名单", Noun = "名单", Counter = "份", Table = "open_list", ParentColumn = "open_selection_id", IsLedger = true, ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Code("stage", "名单", Stages).Listed(), Field.Date("published_on", "发布日期").Listed(), Field.Number("people", "人数").Listed(), Field.LongText("words", "名单内容").Listed()],
    };

    public static readonly Register Entrants = new()
    {
        Id = "open-entrants", Title = "公开选拔报名", Noun = "报名人员", Counter = "人", Table = "open_entrant", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "姓名", 36).Required().Listed(), (Field.Row("open_selection_id", "公开选拔", "open-selections") with { IsRequired = true, IsListed = true }).FirstFilter(), Field.Row("cadre_id", "干部档案", "files").Hinted("已在干部名册的选上"), Field.Code("sex", "性别", StandardCodes.Sex), Field.Date("birth_on", "出生日期").Required().Past(), Field.Code("education", "学历", StandardCodes.Education).Required().Listed(), Field.Text("unit_post", "现单位和职务", 120).Required().Wide(), Field.Date("registered_on", "报名日期").Required().Listed().Past(),
            Field.Code("qualified", "资格审查", Answers).Listed().FirstFilter().ByDeed(), Field.Date("qualified_on", "审查日期").ByDeed(), Field.Text("qualified_words", "审查意见").ByDeed(), Field.Flag("in_interview", "进入面试").Listed().Filter().ByDeed(), Field.Number("rank", "综合名次").Listed().ByDeed(), Field.Flag("in_inspection", "进入考察").Filter().ByDeed(), Field.Code("inspected", "考察", Answers).Listed().ByDeed(), Field.Date("inspected_on", "考察日期").ByDeed(), Field.Text("inspected_words", "考察意见").ByDeed(), Field.Flag("is_chosen", "拟任人选").Listed().Filter().ByDeed(),
        ],
        Conditions = [new("待资格审查", "qualified.none=1") { Light = "yellow" }, new("进入面试", "in_interview=1"), new("进入考察", "in_inspection=1"), new("拟任人选", "is_chosen=1") { Light = "green" }],
        Deeds = [Qualify, Exam, Interview, Inspect],
    };

    // ---- of one entrant

    static RegisterDeed Qualify => new("qualify", "资格审查", Write)
    {
        Consequence = "通过的参加笔试；不通过的写明哪一条不符合",
        Fields = [Field.Code("result", "结果", Answers).Required(), Field.Date("qualified_on", "审查日期").Required().Past(), Field.Text("qualified_words", "审查意见", 300).Required()],
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<(string State, string? Too, string? Low, bool IsLate)?>("""
                select s.state, case when e.birth_on <= s.register_until - make_interval(years => s.age_most + 1) then '超过 ' || s.age_most || ' 岁' end, case when left(e.education, 1) > left(s.education_least, 1) then '学历低于要求' end, e.registered_on not between s.register_from and s.register_until
                from open_entrant e join open_selection s on s.id = e.open_selection_id where e.id = @Id
                """, new { deed.Id }, stop) is not { State: "2" } one) return "不在报名和资格审查阶段";
            if (deed.Text("result") == "1" && (one.Too ?? one.Low ?? (one.IsLate ? "不在报名时间内" : null)) is { } why) return $"不符合公告的条件：{why}，不能通过";
            return await db.ExecuteAsync("update open_entrant set qualified = @result, qualified_on = @on, qualified_words = @words, version = version + 1, changed_at = now(), changed_by = @by where id = @Id", new { deed.Id, result = deed.Text("result"), on = deed.Day("qualified_on"), words = deed.Text("qualified_words"), by = db.Actor.Id }, stop) == 0 ? "已经移除" : null;
        },
    };

    static RegisterDeed Mark(string id, string title, string column, string state, string who, string hindrance) => new(id, title, Write)
    {
        Consequence = "确定名单以前可以更正；名单确定以后不再改",
        Fields = [Field.Text("score", "成绩", 6).Required().Hinted("0 至 100，可到两位小数")],
        Done = async (db, deed, stop) => !decimal.TryParse(deed.Text("score"), System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var score) || score is < 0 or > 100 || decimal.Round(score, 2) != score ? "成绩：请填 0 至 100 的数，至多两位小数"
            : await db.ExecuteAsync($"update open_entrant e set {column} = @score, version = e.version + 1, changed_at = now(), changed_by = @by from open_selection s where s.id = e.open_selection_id and s.state = '{state}' and {who} and e.id = @Id", new { deed.Id, score, by = db.Actor.Id }, stop) == 0 ? hindrance : null,
    };

    static RegisterDeed Exam => Mark("exam", "登记笔试成绩", "exam", "3", "e.qualified = '1'", "不在笔试阶段，或资格审查没有通过");
    static RegisterDeed Interview => Mark("interview", "登记面试成绩", "interview", "4", "e.in_interview", "不在面试阶段，或没有进入面试");

    static RegisterDeed Inspect => OneStatement.Deed("inspect", "登记考察结果", Write, "通过的按名次列为拟任人选；不通过的由下一名递补考察",
        "update open_entrant e set inspected = @result, inspected_on = @inspected_on, inspected_words = @inspected_words, version = e.version + 1, changed_at = now(), changed_by = @by from open_selection s where s.id = e.open_selection_id and s.state = '5' and e.in_inspection and e.id = @id",
        "不在考察阶段，或没有进入考察", Field.Code("result", "结果", Answers).Required(), Field.Date("inspected_on", "考察日期").Required().Past(), Field.Text("inspected_words", "考察意见", 300).Required());

    // ---- of the selection: each stage ends with its list

    static RegisterDeed Announce => OneStatement.Deed("announce", "发布公告", Write, "条件、权重、比例就此固定；开始报名", "update open_selection set state = '2', announced_on = @announced_on, document_no = @document_no, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '1' and announced_on is null and register_until >= @announced_on",
        "已经发布，或报名在公告以前就截止", Field.Date("announced_on", "公告日期").Required().Past(), Field.Text("document_no", "公告文号", 60).Required());

    static Field Published => Field.Date("published_on", "发布日期").Required().Past();

    /// <summary>The list of the stage as it stands is published with it, and nothing of it changes afterwards.</summary>
    static Task<int> PublishAsync(Db db, RowDeed deed, string stage, string which, string line, CancellationToken stop) => db.ExecuteAsync($"""
        insert into open_list (open_selection_id, locality_path, rank_order, stage, published_on, people, words, created_by)
        select @Id, @LocalityPath, @order, @stage, @on, count(*)::int, coalesce(string_agg({line}, E'\n' order by coalesce(e.rank, e.exam_rank, 0), e.name), '没有人') , @by from open_entrant e where e.open_selection_id = @Id and e.removed_at is null and {which}
        """, new { deed.Id, deed.LocalityPath, stage, order = int.Parse(stage, System.Globalization.CultureInfo.InvariantCulture), on = deed.Day("published_on"), by = db.Actor.Id }, stop);

    static async Task<string?> TurnAsync(Db db, RowDeed deed, string from, string to, CancellationToken stop) =>
        await db.ExecuteAsync("update open_selection set state = @to, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = @from", new { deed.Id, from, to, by = db.Actor.Id }, stop) == 0 ? "不在这一步" : null;

    static RegisterDeed Qualified => new("qualified", "发布笔试名单", Write)
    {
        Consequence = "报名截止、逐人审查完以后，发布资格审查通过的名单，进入笔试",
        Fields = [Published],
        Done = async (db, deed, stop) =>
        {
            var (until, open, through) = await db.FirstAsync<(DateOnly, int, int)>("select s.register_until, count(e.id) filter (where e.qualified is null)::int, count(e.id) filter (where e.qualified = '1')::int from open_selection s left join open_entrant e on e.open_selection_id = s.id and e.removed_at is null where s.id = @Id group by s.register_until", new { deed.Id }, stop);
            if (deed.Day("published_on") <= until) return $"报名 {Dates.Format(until)} 才截止";
            if (open > 0) return $"还有 {open} 人没有资格审查";
            if (through == 0) return "没有资格审查通过的人";
            if (await TurnAsync(db, deed, "2", "3", stop) is { } fault) return fault;
            await PublishAsync(db, deed, "2", "e.qualified = '1'", "e.name || '　' || e.unit_post", stop);
            return null;
        },
    };

    static RegisterDeed Examined => new("examined", "发布面试名单", Write)
    {
        Consequence = "笔试按成绩排名，达到合格线的按比例进入面试，末位并列的都进；成绩和名次随名单发布",
        Fields = [Published],
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<int>("select count(*)::int from open_entrant where open_selection_id = @Id and qualified = '1' and exam is null and removed_at is null", new { deed.Id }, stop) is var open and > 0) return $"还有 {open} 人没有笔试成绩（缺考的登记 0 分）";
            if (await TurnAsync(db, deed, "3", "4", stop) is { } fault) return fault;
            await db.ExecuteAsync("""
                update open_entrant e set exam_rank = r.n, in_interview = r.n <= s.places * s.interview_ratio and e.exam >= coalesce(s.exam_line, 0), version = e.version + 1
                from open_selection s, (select id, rank() over (order by exam desc)::int as n from open_entrant where open_selection_id = @Id and qualified = '1' and removed_at is null) r where s.id = @Id and r.id = e.id
                """, new { deed.Id }, stop);
            await PublishAsync(db, deed, "3", "e.qualified = '1'", "e.exam_rank || '　' || e.name || '　' || e.exam || case when e.in_interview then '　进入面试' else '' end", stop);
            return null;
        },
    };

    static RegisterDeed Interviewed => new("interviewed", "发布考察名单", Write)
    {
        Consequence = "按公告的权重算综合成绩、排名次，按比例进入考察，末位并列的都进；成绩和名次随名单发布",
        Fields = [Published],
        Done = async (db, deed, stop) =>
        {
            var (open, all) = await db.FirstAsync<(int, int)>("select count(*) filter (where interview is null)::int, count(*)::int from open_entrant where open_selection_id = @Id and in_interview and removed_at is null", new { deed.Id }, stop);
            if (all == 0) return "没有进入面试的人";
            if (open > 0) return $"还有 {open} 人没有面试成绩（缺考的登记 0 分）";
            if (await TurnAsync(db, deed, "4", "5", stop) is { } fault) return fault;
            await db.ExecuteAsync("""
                update open_entrant e set total = r.total, rank = r.n, in_inspection = r.n <= s.places * s.inspect_ratio, version = e.version + 1
                from open_selection s, (select x.id, x.total, rank() over (order by x.total desc)::int as n from (select e.id, round((e.exam * s.exam_weight + e.interview * s.interview_weight) / 100, 2) as total from open_entrant e join open_selection s on s.id = e.open_selection_id where s.id = @Id and e.in_interview and e.removed_at is null) x) r where s.id = @Id and r.id = e.id
                """, new { deed.Id }, stop);
            await PublishAsync(db, deed, "4", "e.in_interview", "e.rank || '　' || e.name || '　笔试 ' || e.exam || '　面试 ' || e.interview || '　综合 ' || e.total || case when e.in_inspection then '　进入考察' else '' end", stop);
            return null;
        },
    };

    static RegisterDeed Notice => new("notice", "发布公示", Write)
    {
        Consequence = "考察通过的按综合名次取够名额，列为拟任人选公示；任职仍由任免批次办理",
        Fields = [Published],
        Done = async (db, deed, stop) =>
        {
            var (open, through) = await db.FirstAsync<(int, int)>("select count(*) filter (where inspected is null)::int, count(*) filter (where inspected = '1')::int from open_entrant where open_selection_id = @Id and in_inspection and removed_at is null", new { deed.Id }, stop);
            if (open > 0) return $"还有 {open} 人没有考察结果";
            if (through == 0) return "没有考察通过的人";
            if (await TurnAsync(db, deed, "5", "6", stop) is { } fault) return fault;
            await db.ExecuteAsync("""
                update open_entrant e set is_chosen = true, version = e.version + 1 from (select x.id, row_number() over (order by x.rank, x.exam desc, x.id) as n, s.places from open_entrant x join open_selection s on s.id = x.open_selection_id where s.id = @Id and x.inspected = '1' and x.removed_at is null) r where r.id = e.id and r.n <= r.places;
                update open_selection set noticed_on = @on where id = @Id
                """, new { deed.Id, on = deed.Day("published_on") }, stop);
            await PublishAsync(db, deed, "5", "e.is_chosen", "e.name || '　' || e.unit_post || '　综合 ' || e.total || '，第 ' || e.rank || ' 名'", stop);
            return null;
        },
    };

    static RegisterDeed Close => new("close", "公示期满，完成", Write)
    {
        Consequence = "公示期满、没有影响任职的反映，拟任人选转入任免批次；此后不再改",
        Fields = [Field.Date("closed_on", "完成日期").Required().Past()],
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<DateOnly?>("select noticed_on from open_selection where id = @Id and state = '6'", new { deed.Id }, stop) is not { } noticed) return "还没有公示，或已经完成";
            var (on, settings) = (deed.Day("closed_on")!.Value, await RuleSettings.ReadAsync(db, stop));
            var found = AppointmentRules.Publicity.Check(new() { PublishedOn = noticed, NotifiedOn = on }, settings.For(AppointmentRules.Publicity, deed.LocalityPath, on));
            if (found.Refuses) return $"{found.Rule!.Title}（{found.Rule.Basis}）：{found.Words}";
            return await db.ExecuteAsync("update open_selection set state = '7', closed_on = @on, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '6'", new { deed.Id, on, by = db.Actor.Id }, stop) == 0 ? "已经完成" : null;
        },
    };

    static readonly Counted Chosen = new()
    {
        Id = "open-selected", Title = "公开选拔的拟任人选", ReadPermission = Read, RecordPath = "cadres/open-entrants",
        Columns = [Field.Code("level", "职务层次", StandardCodes.PostLevel), Field.Text("post", "职位").Wide(), Field.Date("closed_on", "完成日期")],
        Sql = "select e.id, e.locality_path, e.name as title, s.level, s.post, s.closed_on from cadres.open_entrant e join cadres.open_selection s on s.id = e.open_selection_id where e.is_chosen and e.removed_at is null and s.removed_at is null and s.state = '7' and s.closed_on between {from} and {day}",
    };

    public static readonly IReadOnlyList<Figure> Figures = [new() { Id = "open-selected", Title = "公开选拔乡科级正职", Group = "任免", Of = Chosen, Where = "level = '1A41'", Period = "年", Formula = "当年完成的公开选拔中，乡科级正职职位的拟任人选", Source = "公开选拔（本平台）" }];
}
