namespace OrgWork.Cadres;

/// <summary>What a year makes of a team (C2.11, C2.15, C2.16): check of 民主集中制, life meeting, review of its function; and who could follow its principals, what specialties its work asks for.</summary>
static class TeamYears
{
    /// <summary>What is thought of teams and persons, and who could follow: not part of looking at everything.</summary>
    public const string Read = "cadres.teams.read", Write = "cadres.teams.edit", Life = "cadres.team-life.view", Analyse = "cadres.analysis.view", Judge = "cadres.analysis.edit";

    static readonly CodeSet CheckStates = new("centralism_state", "状态", "本平台", [new("1", "待检查"), new("2", "已检查")]);
    static readonly CodeSet Grades = new("centralism_grade", "评价", "本平台", [new("1", "好"), new("2", "较好"), new("3", "一般"), new("4", "差")]);
    static readonly CodeSet MeetingStates = new("life_meeting_state", "状态", "本平台", [new("1", "计划"), new("2", "已召开"), new("3", "已报情况")]);
    static readonly CodeSet ReviewStates = new("team_review_state", "状态", "本平台", [new("1", "待汇集"), new("2", "已汇集"), new("3", "已评价")]);
    public static readonly CodeSet Functions = new("team_function", "整体功能", "本平台", [new("1", "强"), new("2", "较强"), new("3", "一般"), new("4", "弱")]);
    public static readonly CodeSet Readiness = new("successor_readiness", "成熟程度", "本平台", [new("1", "已经成熟"), new("2", "一两年可以成熟"), new("3", "需要培养")]);

    /// <summary>Of those named to follow in a post who is still in office; <c>u</c> is the naming, <c>c</c> the cadre.</summary>
    public static string SuccessorsSql(string what, string team, string post, string narrow = "") => $"(select {what} from team_successor u join cadre c on c.id = u.cadre_id and c.removed_at is null and c.status = '1' where u.team_id = {team} and u.post = {post} and u.removed_at is null {narrow})";

    static Field Year => Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter();
    static Field Team => Field.Row("team_id", "班子台账", "teams") with { IsRequired = true };

    // On the team

    public static readonly Register Specialties = new()
    {
        Id = "specialties", Title = "需要的专业", Noun = "专业要求", Counter = "条", Table = "team_specialty", ParentColumn = "team_id", BeganColumn = "began_on", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("duty", "职能", 100).Required().Listed().Hinted("如 城乡规划和建设管理"), Field.Text("specialty", "专业或专长", 40).Required().Listed().Hinted("按“熟悉专业有何专长”和所学专业核对，如 城乡规划"), Field.Number("minimum", "不少于", 1, 20).Required().Listed().DefaultsTo("1"), Field.Text("document_no", "依据文号", 60).Listed(), Field.Date("began_on", "自何日起").Required().Listed(), Field.Date("ended_on", "至何日前")],
    };

    public static readonly Register Successors = new()
    {
        Id = "successors", Title = "正职接续人选", Noun = "接续人选", Counter = "人", Table = "team_successor", ParentColumn = "team_id", ReadPermission = Analyse, WritePermission = Judge,
        Fields = [Field.Text("words", "理由和培养措施", 300).Required().Listed(), (Field.Row("cadre_id", "干部", "files") with { IsRequired = true, IsListed = true }), Field.Text("post", "接续的职位", 120).Required().Listed(), Field.Code("readiness", "成熟程度", Readiness).Required().Listed(), Field.Date("noted_on", "提出日期").Required().Listed().Past()],
    };

    /// <summary>On chosen teams: the year's check, life meeting and review are set up, one each.</summary>
    public static readonly IReadOnlyList<RegisterDeed> OnTeams =
    [
        OneStatement.Deed("centralism", "列民主集中制检查", Write, "给选中的班子各列一项当年的民主集中制执行情况检查", "insert into centralism_check (locality_path, rank_order, name, team_id, year, created_by, changed_by) select t.locality_path, t.rank_order, t.name, t.id, @year, @by, @by from team t where t.id = @id on conflict (team_id, year) where removed_at is null do nothing", "这个年度已经有了", Field.Number("year", "年度", 2000, 2100).Required()),
        OneStatement.Deed("life", "列民主生活会", Write, "给选中的班子各列一次民主生活会，班子成员列入对照检查名单", """
            with made as (insert into life_meeting (locality_path, rank_order, name, team_id, year, topic, planned_on, created_by, changed_by) select t.locality_path, t.rank_order, t.name, t.id, @year, @topic, @planned_on, @by, @by from team t where t.id = @id on conflict (team_id, year, topic) where removed_at is null do nothing returning id, locality_path, team_id),
            sheets as (insert into life_sheet (life_meeting_id, locality_path, rank_order, cadre_id, created_by) select distinct on (p.cadre_id) m.id, m.locality_path, s.rank_order, p.cadre_id, @by from made m join team_seat s on s.team_id = m.team_id and s.removed_at is null join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= @today and (p.ended_on is null or p.ended_on > @today))
            update team set version = version where id in (select team_id from made)
            """, "这个年度同一主题的已经有了", Field.Number("year", "年度", 2000, 2100).Required(), Field.Text("topic", "主题", 200).Required(), Field.Date("planned_on", "计划日期").Required()),
        OneStatement.Deed("review", "列整体功能评价", Judge, "给选中的班子各列一项当年的整体功能评价", "insert into team_review (locality_path, rank_order, name, team_id, year, created_by, changed_by) select t.locality_path, t.rank_order, t.name, t.id, @year, @by, @by from team t where t.id = @id on conflict (team_id, year) where removed_at is null do nothing", "这个年度已经有了", Field.Number("year", "年度", 2000, 2100).Required()),
    ];

    // 民主集中制 C2.15

    public static readonly Register Centralism = new()
    {
        Id = "centralism-checks", Title = "民主集中制执行情况", Noun = "检查", Counter = "个班子", Table = "centralism_check", ReadPermission = Life, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "班子", 100).Required().Wide(), Team, Year, Field.Code("state", "状态", CheckStates).Listed().FirstFilter().ByDeed(), Field.Date("checked_on", "检查日期").Listed().ByDeed(), Field.Text("checked_by", "检查人").ByDeed(), Field.Flag("has_rules", "有议事决策规则").Listed().ByDeed(), Field.Number("major", "应集体决定的事项").Listed().ByDeed(), Field.Number("collective", "集体决定的事项").Listed().ByDeed(), Field.LongText("problems", "发现的问题").ByDeed(), Field.Code("grade", "评价", Grades).Listed().FirstFilter().ByDeed(),
        ],
        Rules = [TeamYearRules.Collective], Conditions = [ReadyCondition.Of(TeamYearRules.Collective), new("待检查", "state=1") { Light = "yellow" }, new("评价一般和差", "grade=3,4"), new("没有议事决策规则", "has_rules=0&state=2") { Light = "red" }],
        Children = [TeamWork.Given],
        Deeds =
        [
            new("check", "登记检查", Write)
            {
                Consequence = "检查结果固定下来，作为班子整体功能评价的依据",
                Fields = [Field.Date("checked_on", "检查日期").Required().Past(), Field.Text("checked_by", "检查人", 60).Required(), Field.Flag("has_rules", "有议事决策规则").Required(), Field.Number("major", "应集体决定的事项", 0, 10000).Required(), Field.Number("collective", "集体决定的事项", 0, 10000).Required(), Field.LongText("problems", "发现的问题", 2000).Hinted("评价一般和差的必填"), Field.Code("grade", "评价", Grades).Required()],
                Done = async (db, deed, stop) =>
                {
                    if (deed.Values["collective"] is int together && deed.Values["major"] is int all && together > all) return "集体决定的事项不能多于应集体决定的";
                    if (deed.Text("grade") is "3" or "4" && string.IsNullOrWhiteSpace(deed.Text("problems"))) return "评价一般或差的，请写发现的问题";
                    return await db.ExecuteAsync("update centralism_check set state = '2', checked_on = @checked_on, checked_by = @checked_by, has_rules = @has_rules, major = @major, collective = @collective, problems = @problems, grade = @grade, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '1'", OneStatement.Said(db, deed), stop) == 0 ? "已经检查过" : null;
                },
            },
            TeamWork.Task("centralism-checks", async (db, deed, stop) => await db.FirstAsync<string>("select problems from centralism_check where id = @Id and state = '2'", new { deed.Id }, stop) is { Length: > 0 } ? null : "没有登记发现的问题，没有可以交办的"),
        ],
    };

    // 民主生活会 C2.16

    public static readonly Register Meetings = new()
    {
        Id = "life-meetings", Title = "班子民主生活会", Noun = "民主生活会", Counter = "次", Table = "life_meeting", ReadPermission = Life, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "班子", 100).Required().Wide(), Team, Year, Field.Text("topic", "主题", 200).Required().Listed(), Field.Date("planned_on", "计划日期").Required().Listed().Filter().Sortable(), Field.Number("opinions", "征求意见（条）", 0, 10000), Field.LongText("opinion_words", "意见归纳", 2000),
            Field.Code("state", "状态", MeetingStates).Listed().FirstFilter().ByDeed(), Field.Date("held_on", "召开日期").Listed().ByDeed(), Field.Number("present", "到会（人）").ByDeed(), Field.Text("supervisor", "督导人").ByDeed(), Field.Code("evaluation", "督导评价", Grades).Listed().ByDeed(), Field.LongText("evaluation_words", "督导意见").ByDeed(), Field.Date("report_due_on", "情况报告期限").Listed().ByDeed(), Field.Date("reported_on", "报告日期").Listed().ByDeed(),
        ],
        Rules = [TeamYearRules.Reported, TeamYearRules.Items], Conditions = [ReadyCondition.Of(TeamYearRules.Reported), ReadyCondition.Of(TeamYearRules.Items), new("计划", "state=1"), new("已召开", "state=2"), new("已报情况", "state=3") { Light = "green" }],
        Children = [Sheets, Items, TeamWork.Given],
        Deeds =
        [
            new("hold", "登记召开", Write)
            {
                Consequence = "每个成员的对照检查材料都交了、意见征求了，才能登记召开；情况报告从召开之日起限期报送",
                Fields = [Field.Date("held_on", "召开日期").Required().Past(), Field.Number("present", "到会（人）", 1, 200).Required(), Field.Text("supervisor", "督导人", 60).Required(), Field.Code("evaluation", "督导评价", Grades).Required(), Field.LongText("evaluation_words", "督导意见", 1000).Required()],
                Done = async (db, deed, stop) =>
                {
                    var (members, missing, unasked, path) = await db.FirstAsync<(int, string?, bool, string)>("select (select count(*)::int from life_sheet s where s.life_meeting_id = m.id and s.removed_at is null), (select string_agg(c.name, '、' order by s.rank_order) from life_sheet s join cadre c on c.id = s.cadre_id where s.life_meeting_id = m.id and s.handed_in_on is null and s.removed_at is null), m.opinions is null, m.locality_path from life_meeting m where m.id = @Id", new { deed.Id }, stop);
                    if (members == 0) return "还没有列参加的成员";
                    if (unasked) return "还没有登记征求意见的条数，请先在这条记录里填写";
                    if (missing is not null) return $"对照检查材料没有交：{missing}";
                    var days = (await RuleSettings.ReadAsync(db, stop)).For(TeamYearRules.Reported, path, Clock.Today).Int("days");
                    return await db.ExecuteAsync("update life_meeting set state = '2', held_on = @held_on, present = @present, supervisor = @supervisor, evaluation = @evaluation, evaluation_words = @evaluation_words, report_due_on = @held_on::date + @days, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '1'", With(OneStatement.Said(db, deed), "days", days), stop) == 0 ? "已经登记召开" : null;
                },
            },
            new("report", "报送情况报告", Write)
            {
                Consequence = "情况报告和整改方案已经报送上级，这次民主生活会不再改",
                Fields = [Field.Date("reported_on", "报告日期").Required().Past()],
                Done = async (db, deed, stop) =>
                {
                    var (state, held, hasItems) = await db.FirstAsync<(string, DateOnly?, bool)>("select m.state, m.held_on, exists (select from life_item i where i.life_meeting_id = m.id and i.removed_at is null) from life_meeting m where m.id = @Id for update of m", new { deed.Id }, stop);
                    if (state != "2") return state == "1" ? "还没有登记召开" : "已经报送";
                    if (!hasItems) return "还没有列整改事项";
                    if (deed.Day("reported_on") < held) return $"报告早于召开的 {Dates.Format(held!.Value)}";
                    await db.ExecuteAsync("update life_meeting set state = '3', reported_on = @reported_on, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '2'", OneStatement.Said(db, deed), stop);
                    return null;
                },
            },
            TeamWork.Task("life-meetings", async (db, deed, stop) => await db.FirstAsync<string>("select state from life_meeting where id = @Id", new { deed.Id }, stop) is "1" ? "还没有召开" : null),
        ],
    };

    static Dapper.DynamicParameters With(Dapper.DynamicParameters all, string name, object value)
    {
        all.Add(name, value);
        return all;
    }

    static Register Sheets => new()
    {
        Id = "sheets", Title = "对照检查和批评", Noun = "成员", Counter = "人", Table = "life_sheet", ParentColumn = "life_meeting_id", ReadPermission = Life, WritePermission = Write,
        Fields = [Field.Text("points", "对照检查的问题", 500).Listed(), (Field.Row("cadre_id", "成员", "files") with { IsRequired = true, IsListed = true }), Field.Date("handed_in_on", "交稿日期").Listed().Past(), Field.Number("criticisms", "收到批评意见（条）", 0, 1000).Required().Listed().DefaultsTo("0"), Field.Text("criticism_words", "批评意见", 500).Listed()],
    };

    static Register Items => new()
    {
        Id = "items", Title = "整改事项", Noun = "整改事项", Counter = "项", Table = "life_item", ParentColumn = "life_meeting_id", ReadPermission = Life, WritePermission = Write,
        Fields = [Field.Text("problem", "问题", 200).Required().Listed(), Field.Text("measure", "措施", 300).Required().Listed(), Field.Text("owner", "责任人", 36).Required().Listed(), Field.Date("due_on", "期限").Required().Listed(), Field.Date("done_on", "完成日期").Listed().Past(), Field.Text("result", "整改结果", 300).Listed().Hinted("完成的必填")],
    };

    // 整体功能评价 C2.11

    public static readonly Register Reviews = new()
    {
        Id = "team-reviews", Title = "班子整体功能评价", Noun = "评价", Counter = "个班子", Table = "team_review", ReadPermission = Analyse, WritePermission = Judge,
        Fields =
        [
            Field.Text("name", "班子", 100).Required().Wide(), Team, Year, Field.Code("state", "状态", ReviewStates).Listed().FirstFilter().ByDeed(), Field.Date("gathered_on", "汇集日期").ByDeed(), Field.LongText("structure", "结构要求").ByDeed(), Field.Text("assessed", "考核考评结果").ByDeed(), Field.Text("centralism", "民主集中制").ByDeed(), Field.Text("life", "民主生活会").ByDeed(), Field.Text("works", "重点任务").ByDeed(),
            Field.LongText("unity", "团结协作").ByDeed(), Field.LongText("problems", "主要问题").ByDeed(), Field.LongText("proposals", "改进建议").ByDeed(), Field.Code("conclusion", "整体功能", Functions).Listed().FirstFilter().ByDeed(), Field.Date("concluded_on", "评价日期").Listed().ByDeed(),
        ],
        Rules = [TeamYearRules.Improved], Conditions = [ReadyCondition.Of(TeamYearRules.Improved), new("待汇集", "state=1"), new("待评价", "state=2") { Light = "yellow" }, new("功能一般和弱", "conclusion=3,4") { Light = "red" }],
        Actions = [new("研判材料", "cadres/teams/pack", Analyse, IsForOne: true)],
        Children = [TeamWork.Given],
        Deeds =
        [
            new("gather", "汇集材料", Judge)
            {
                Consequence = "从结构要求、考评、民主集中制检查、民主生活会和责任指标里汇集当年的情况；没有评价以前可以重新汇集",
                Done = async (db, deed, stop) =>
                {
                    if (await db.FirstAsync<(Guid Team, int Year, string State)?>("select team_id, year, state from team_review where id = @Id", new { deed.Id }, stop) is not { State: "1" or "2" } one) return "已经评价";
                    var facts = await TeamFactsOf.YearAsync(db, one.Team, one.Year, stop);
                    await db.ExecuteAsync("update team_review set state = '2', gathered_on = @today, structure = @Structure, assessed = @Assessed, centralism = @Centralism, life = @Life, works = @Works, version = version + 1, changed_at = now(), changed_by = @by where id = @Id", new { deed.Id, today = Clock.Today, facts.Structure, facts.Assessed, facts.Centralism, facts.Life, facts.Works, by = db.Actor.Id }, stop);
                    return null;
                },
            },
            new("conclude", "评价", Judge)
            {
                Consequence = "结论固定下来；功能一般、弱的要写改进建议，接着交办整改",
                Fields = [Field.Code("conclusion", "整体功能", Functions).Required(), Field.LongText("unity", "团结协作", 1000).Required(), Field.LongText("problems", "主要问题", 1000), Field.LongText("proposals", "改进建议", 1000), Field.Date("concluded_on", "评价日期").Required().Past()],
                Done = async (db, deed, stop) => deed.Text("conclusion") is "3" or "4" && string.IsNullOrWhiteSpace(deed.Text("proposals")) ? "整体功能一般或弱的，请写改进建议"
                    : await db.ExecuteAsync("update team_review set state = '3', conclusion = @conclusion, unity = @unity, problems = @problems, proposals = @proposals, concluded_on = @concluded_on, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '2'", OneStatement.Said(db, deed), stop) == 0 ? "先汇集材料再评价；评价过的不再改" : null,
            },
            TeamWork.Task("team-reviews", async (db, deed, stop) => await db.FirstAsync<string>("select proposals from team_review where id = @Id and state = '3'", new { deed.Id }, stop) is { Length: > 0 } ? null : "还没有评价，或没有改进建议，没有可以交办的"),
        ],
    };
}

/// <summary>What is on record of a team for a year, in words for a sheet.</summary>
sealed record TeamFactsOf(string Structure, string Assessed, string Centralism, string Life, string Works)
{
    public static async Task<TeamFactsOf> YearAsync(Db db, Guid team, int year, CancellationToken stop)
    {
        var day = year < Clock.Today.Year ? new DateOnly(year, 12, 31) : Clock.Today;
        var board = await TeamBoard.LoadAsync(db, team, day, stop);
        var judged = board is null ? [] : (await Requirements.InForceAsync(db, day, stop)).Where(one => one.Scope == "1" && one.Concerns(board)).Select(one => one.Judge(board)).ToList();
        var structure = board is null ? "没有登记" : $"职数 {board.Occupied} / {board.Approved?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "未核定"}{(board.Over > 0 ? $"，超 {board.Over}" : "")}{(board.MeanAge is { } mean ? $"，平均 {mean:0.0} 岁" : "")}；" + (judged.Count == 0 ? "没有结构要求" : $"结构要求达到 {judged.Count(one => one.IsMet)} / {judged.Count} 项" + string.Concat(judged.Where(one => !one.IsMet).Select(one => $"；没有达到：{one.Requirement.Name}，{one.Lack}")));
        return await db.QueryManyAsync("""
            select v.name || '：' || e.total || ' 分，第 ' || e.place || ' 名' from evaluation_unit e join evaluation v on v.id = e.evaluation_id join team t on t.unit_id = e.unit_id where t.id = @team and v.state = '2' and v.year between @year - 1 and @year and e.removed_at is null and v.removed_at is null order by v.year desc limit 1;
            select case grade when '1' then '好' when '2' then '较好' when '3' then '一般' else '差' end || '（集体决定 ' || collective || ' / ' || major || case when has_rules then '' else '，没有议事决策规则' end || '）' || coalesce('：' || problems, '') from centralism_check where team_id = @team and state = '2' and year between @year - 1 and @year and removed_at is null order by year desc limit 1;
            select m.year || ' 年度' || case m.state when '1' then '还没有召开' else to_char(m.held_on, 'YYYY.MM.DD') || ' 召开，督导评价' || case m.evaluation when '1' then '好' when '2' then '较好' when '3' then '一般' else '差' end || '，整改 ' || (select count(done_on) || ' / ' || count(*) from life_item i where i.life_meeting_id = m.id and i.removed_at is null) end from life_meeting m where m.team_id = @team and m.year between @year - 1 and @year and m.removed_at is null order by m.year desc, m.held_on desc nulls last limit 1;
            select count(*) || ' 项，平均进度 ' || round(avg(w.progress)) || '%' from key_work w where w.year = @year and w.removed_at is null and exists (select from key_person k join cadre_post p on p.cadre_id = k.cadre_id and p.removed_at is null and p.began_on <= @day and (p.ended_on is null or p.ended_on > @day) join team_seat s on s.id = p.seat_id and s.removed_at is null
              where k.key_work_id = w.id and k.removed_at is null and (k.until_on is null or k.until_on > @day) and s.team_id = @team) having count(*) > 0
            """, new { team, year, day }, async grid => new TeamFactsOf(structure, await grid.ReadFirstOrDefaultAsync<string>() ?? "没有公布的考评", await grid.ReadFirstOrDefaultAsync<string>() ?? "没有检查", await grid.ReadFirstOrDefaultAsync<string>() ?? "没有登记", await grid.ReadFirstOrDefaultAsync<string>() ?? "没有责任指标和项目"), stop);
    }
}
