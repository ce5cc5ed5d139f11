namespace OrgWork.Grassroots;

/// <summary>党员教育 (IND-18, 20, 58, 74): hours, who was trained by a county or above, teaching places that work, what classes were thought of.</summary>
static class TrainingFigures
{
    const string Group = "党员教育", Plan = "全国党员教育培训工作规划", Read = Education.Read;

    /// <summary>Each member looks up its own studies and posts: how large the sets of a county are the planner cannot tell, and joins them row by row.</summary>
    public static readonly Counted Learners = new()
    {
        Id = "learners", Title = "党员本年学习", ReadPermission = "grassroots.members.read", RecordPath = "grassroots/members",
        Columns = [Field.Text("organisation", "党支部").Wide(), Field.Number("hours", "本年学时"), Field.Number("county_hours", "县级以上学时"), Field.Code("sphere", "领域", GrassrootsCodes.Sphere)],
        Sql = """
            select m.id, m.locality_path, m.name as title, o.name as organisation, o.sphere, s.hours, s.county_hours, p.is_in_committee, p.is_secretary, p.is_village as is_village_secretary, p.is_new as is_new_secretary
            from {grassroots.member} m join {grassroots.organisation} o on o.id = m.organisation_id
            cross join lateral (select coalesce(sum(s.hours), 0)::int as hours, coalesce(sum(s.hours) filter (where s.level <= '3'), 0)::int as county_hours from grassroots.study s where s.member_id = m.id and s.removed_at is null and s.studied_on between {from} and {day}) s
            cross join lateral (select count(*) > 0 as is_in_committee, coalesce(bool_or(p.post = '001A'), false) as is_secretary, coalesce(bool_or(p.post = '001A' and q.is_village), false) as is_village, coalesce(bool_or(p.post = '001A' and q.sphere = '7'), false) as is_new from {grassroots.member_post} p join {grassroots.organisation} q on q.id = p.organisation_id
              where p.member_id = m.id and p.removed_at is null and p.began_on <= {day} and (p.ended_on is null or p.ended_on > {day}) and q.abolished_on is null) p
            where m.left_on is null and m.membership_state = '1'
            """,
    };

    /// <summary>Secretaries alone, by their posts: a city has a few of them for a hundred members, and looks up the studies of those.</summary>
    public static readonly Counted Secretaries = new()
    {
        Id = "secretaries-training", Title = "党组织书记本年学习", ReadPermission = "grassroots.members.read", RecordPath = "grassroots/members",
        Columns = [Field.Text("organisation", "党支部").Wide(), Field.Number("hours", "本年学时"), Field.Number("county_hours", "县级以上学时"), Field.Code("sphere", "领域", GrassrootsCodes.Sphere)],
        Sql = """
            select m.id, m.locality_path, m.name as title, o.name as organisation, o.sphere, s.hours, s.county_hours, true as is_secretary, p.is_village as is_village_secretary, p.is_new as is_new_secretary
            from (select p.member_id, bool_or(q.is_village) as is_village, bool_or(q.sphere = '7') as is_new from {grassroots.member_post} p join {grassroots.organisation} q on q.id = p.organisation_id
              where p.post = '001A' and p.removed_at is null and p.began_on <= {day} and (p.ended_on is null or p.ended_on > {day}) and q.abolished_on is null group by p.member_id) p
            join {grassroots.member} m on m.id = p.member_id join {grassroots.organisation} o on o.id = m.organisation_id
            cross join lateral (select coalesce(sum(s.hours), 0)::int as hours, coalesce(sum(s.hours) filter (where s.level <= '3'), 0)::int as county_hours from grassroots.study s where s.member_id = m.id and s.removed_at is null and s.studied_on between {from} and {day}) s
            where m.left_on is null and m.membership_state = '1'
            """,
    };

    public static readonly Counted Classes = new()
    {
        Id = "classes", Title = "本年培训班", Counter = "期", ReadPermission = Read, RecordPath = "grassroots/classes",
        Columns = [Field.Code("kind", "种类", Education.Kinds), Field.Code("category", "教育类别", Education.Categories), Field.Code("level", "举办层级", VillageCadres.Levels), Field.Text("teacher", "主讲"), Field.Number("useful_share", "有用%"), Field.Number("score", "平均成绩")],
        Sql = """
            select k.id, k.locality_path, k.name as title, k.kind, k.category, k.level, t.name as teacher, case when k.answers > 0 then round(100.0 * k.useful / k.answers) end as useful_share, (select round(avg(s.score)) from grassroots.study s where s.class_id = k.id and s.removed_at is null) as score
            from grassroots.training_class k left join grassroots.teacher t on t.id = k.teacher_id where k.removed_at is null and k.began_on between {from} and {day}
            """,
    };

    public static readonly Counted Places = new()
    {
        Id = "teaching-places", Title = "党员教育阵地", Counter = "个", ReadPermission = Read, RecordPath = "grassroots/teaching-places",
        Columns = [Field.Text("kind_name", "类型"), Field.Date("tested_on", "最近检测"), Field.Number("visits", "本年到访"), Field.Number("people", "本年人次")],
        Sql = $$"""
            select p.id, p.locality_path, p.name as title, p.kind, p.kind as kind_name, p.condition, p.level, p.tested_on, p.is_working, v.visits, v.people
            from {grassroots.teaching_place} p cross join lateral (select count(*)::int as visits, coalesce(sum(x.people), 0)::int as people from ({{StudyRoutes.Arrivals("p")}}) x where x.visited_on between {from} and {day}) v
            """,
    };

    public static readonly Counted BaseTasks = new()
    {
        Id = "base-tasks", Title = "基地建设任务", Counter = "项", ReadPermission = Read, RecordPath = "grassroots/teaching-places", RecordColumn = "teaching_place_id",
        Columns = [Field.Text("place", "阵地").Wide(), Field.Date("due_on", "期限"), Field.Date("done_on", "完成")],
        Sql = """
            select t.id, t.teaching_place_id, t.locality_path, t.task as title, p.name as place, t.due_on, case when t.done_on <= {day} then t.done_on end as done_on
            from grassroots.base_task t join grassroots.teaching_place p on p.id = t.teaching_place_id where t.removed_at is null and t.due_on between {from} and {day}
            """,
    };

    public static readonly Counted Bookings = new()
    {
        Id = "study-bookings", Title = "研学到访", Counter = "次", ReadPermission = Read, RecordPath = "grassroots/study-bookings",
        Columns = [Field.Text("organisation", "党组织").Wide(), Field.Date("held_on", "到访"), Field.Number("people", "人数")],
        Sql = """
            select b.id, b.locality_path, b.title, o.name as organisation, b.held_on, b.people, b.meeting_id is not null as is_theme_day
            from grassroots.study_booking b join grassroots.organisation o on o.id = b.organisation_id where b.removed_at is null and b.held_on between {from} and {day}
            """,
    };

    public static readonly Counted Sites = new()
    {
        Id = "station-sites", Title = "村（社区）", Counter = "个", ReadPermission = "grassroots.organisations.read", RecordPath = "grassroots/organisations",
        Columns = [Field.Text("station", "站点").Wide(), Field.Date("installed_on", "安装日期"), Field.Number("sessions", "本年使用")],
        Sql = """
            select o.id, o.locality_path, o.name as title, p.name as station, p.installed_on, p.id is not null as has_station, coalesce(p.is_working, false) as is_working, coalesce((select count(*)::int from grassroots.station_session s where s.teaching_place_id = p.id and s.removed_at is null and s.held_on between {from} and {day}), 0) as sessions
            from {grassroots.organisation} o left join lateral (select x.id, x.name, x.installed_on, x.is_working from {grassroots.teaching_place} x where x.village_id = o.id and x.kind = '5' and coalesce(x.installed_on <= {day}, true) order by x.is_working is true desc, x.installed_on limit 1) p on true where o.is_village and o.abolished_on is null
            """,
    };

    // In figures tables go by their full names, and who holds a post holds it on the day.
    static string Meant(string of) => KnowledgeTestSql.Meant(of).Replace(" member_post ", " {grassroots.member_post} ", StringComparison.Ordinal).Replace(" organisation q ", " {grassroots.organisation} q ", StringComparison.Ordinal).Replace("p.ended_on is null", "p.began_on <= {day} and (p.ended_on is null or p.ended_on > {day})", StringComparison.Ordinal);

    /// <summary>By where the member's branch is at home, whatever organisations it stands under there: units of city and county, townships, villages.</summary>
    const string LevelSql = "(select case (select l.kind from org.locality l where l.path = org.home_of(m.locality_path)) when 5 then '3' when 4 then '2' else '1' end as level) v";
    static readonly CodeSet Audience = new("training_audience", "层级", "分层级、全覆盖培训的通行安排", [new("1", "市县直"), new("2", "乡镇"), new("3", "村（社区）")]);

    /// <summary>Everybody meant by a drive that ran this year, and whether a class of the level asked for has had them.</summary>
    public static readonly Counted Drives = new()
    {
        Id = "drive-members", Title = "应培训的党员（按专题）", Counter = "人次", ReadPermission = Read, RecordPath = "grassroots/members", RecordColumn = "member_id",
        Columns = [Field.Text("drive", "培训专题").Wide(), Field.Text("organisation", "党支部").Wide(), Field.Code("level", "层级", Audience), Field.Date("trained_on", "参训日期")],
        Sql = $$"""
            select md5(d.id::text || m.id)::uuid as id, m.id as member_id, m.locality_path, m.name as title, d.title as drive, o.name as organisation, v.level, t.trained_on, t.trained_on is not null as is_trained
            from grassroots.drive d join {grassroots.member} m on {{Meant("d")}} join {grassroots.organisation} o on o.id = m.organisation_id
            cross join lateral {{LevelSql}}
            cross join lateral (select min(s.studied_on) as trained_on from grassroots.study s where s.drive_id = d.id and s.member_id = m.id and s.removed_at is null and s.level <= d.least_level and s.studied_on <= {day}) t
            where d.removed_at is null and d.began_on <= {day} and coalesce(d.closed_on, d.due_on) >= {from}
            """,
    };

    /// <summary>Everybody meant by a test that opened this year, with the best of all tries.</summary>
    public static readonly Counted Tested = new()
    {
        Id = "test-members", Title = "应测试的党员（按测试）", Counter = "人次", ReadPermission = Read, RecordPath = "grassroots/members", RecordColumn = "member_id",
        Columns = [Field.Text("test", "测试").Wide(), Field.Text("organisation", "党支部").Wide(), Field.Number("score", "最好成绩"), Field.Flag("passed", "合格")],
        Sql = $$"""
            select md5(t.id::text || m.id)::uuid as id, m.id as member_id, m.locality_path, m.name as title, t.title as test, o.name as organisation, a.score, a.score is not null as is_tested, coalesce(a.passed, false) as passed
            from grassroots.knowledge_test t join {grassroots.member} m on {{Meant("t")}} join {grassroots.organisation} o on o.id = m.organisation_id
            cross join lateral (select max({{KnowledgeTestSql.Score("x")}}) as score, bool_or(x.passed) as passed from grassroots.test_attempt x where x.knowledge_test_id = t.id and x.member_id = m.id and x.removed_at is null and x.taken_on <= {day}) a
            where t.removed_at is null and t.made_on is not null and t.opens_on between {from} and {day}
            """,
    };

    /// <summary>Members with what outside platforms reported of them up to the latest month that was brought in.</summary>
    public static readonly Counted PlatformUsers = new()
    {
        Id = "platform-members", Title = "党员（学习平台）", ReadPermission = Read, RecordPath = "grassroots/members",
        Columns = [Field.Text("organisation", "党支部").Wide(), Field.Flag("is_registered", "已注册"), Field.Month("last_on", "最近有学习的月份"), Field.Month("latest", "最近导入的月份")],
        Sql = """
            select m.id, m.locality_path, m.name as title, o.name as organisation, p.is_registered, p.last_on, k.latest, coalesce(p.last_on = k.latest, false) as is_active
            from {grassroots.member} m join {grassroots.organisation} o on o.id = m.organisation_id cross join (select max(x.month) as latest from grassroots.platform_use x where x.removed_at is null and x.month <= {day}) k
            cross join lateral (select count(*) > 0 as is_registered, max(x.month) filter (where x.points > 0 or x.hours > 0) as last_on from grassroots.platform_use x where x.member_id = m.id and x.removed_at is null and x.month <= {day}) p
            where m.left_on is null and m.membership_state = '1'
            """,
    };

    /// <summary>Reports of campaigns whose day has come this year.</summary>
    public static readonly Counted CampaignReports = new()
    {
        Id = "campaign-reports", Title = "应报的活动报告", Counter = "份", ReadPermission = Read, RecordPath = "grassroots/campaign-reports",
        Columns = [Field.Text("campaign", "活动").Wide(), Field.Text("unit", "单位").Wide(), Field.Date("due_on", "报送期限"), Field.Date("submitted_on", "报送日期")],
        Sql = """
            select r.id, r.locality_path, r.title, c.title as campaign, u.title as unit, r.due_on, s.submitted_on, coalesce(s.submitted_on <= r.due_on, false) as is_on_time
            from grassroots.campaign_report r join grassroots.campaign c on c.id = r.campaign_id join grassroots.campaign_unit u on u.id = r.campaign_unit_id
            cross join lateral (select case when r.submitted_on <= {day} then r.submitted_on end as submitted_on) s
            where r.removed_at is null and r.due_on between {from} and {day} and (r.due_on < {day} or s.submitted_on is not null)
            """,
    };

    static Figure Drive(string id, string title, string whom, string words) => new()
    {
        Id = id, Title = title, Group = Group, Of = Drives, Where = $"({whom}) and is_trained", OutOf = whom, Wanting = $"({whom}) and not is_trained", WantingWords = "还没有参训的", Period = "本年", Formula = $"参加过专题规定层级培训的{words} ÷ 本年各培训专题应培训的{words}", Source = Plan, Better = Better.Higher, Target = 100,
    };

    // The rule itself asks from a month of the year on; the share is of the whole year's hours.
    const string Enough = "case when is_in_committee then {committee} else {member} end";

    static Figure Rotation(string id, string title, string who, string words) => new()
    {
        Id = id, Title = title, Group = Group, Of = Secretaries, Where = $"{who} and county_hours > 0", OutOf = who, Wanting = $"{who} and county_hours = 0", WantingWords = "没有参加的", Period = "本年", Formula = $"本年参加过县级以上培训的{words} ÷ {words}", Source = "基层党组织书记集中轮训要求", Better = Better.Higher, Target = 100,
    };

    public static IReadOnlyList<Figure> All =>
    [
        new() { Id = "study-done", Title = "党员学时达标率", Group = Group, Of = Learners, Under = [TrainingRules.Hours], Where = $"hours >= {Enough}", OutOf = "true", Wanting = $"hours < {Enough}", WantingWords = "学时不够的", Period = "本年", Formula = "本年学时满 32、班子成员满 56（规则参数）的党员 ÷ 党员", Source = Plan, Better = Better.Higher },
        new() { Id = "study-hours", Title = "党员人均学时", Group = Group, Of = Learners, Mean = "hours", Unit = "学时", Period = "本年", Formula = "本年学时之和 ÷ 党员", Source = Plan, Better = Better.Higher },
        Rotation("secretaries-trained", "党组织书记县级以上轮训覆盖率", "is_secretary", "党组织书记"), Rotation("village-secretaries-trained", "村（社区）书记县级以上轮训覆盖率", "is_village_secretary", "村（社区）党组织书记"), Rotation("new-secretaries-trained", "两新党组织书记培训覆盖率", "is_new_secretary", "两新党组织书记"),
        Drive("drive-trained", "专题培训覆盖率", "true", "党员"), Drive("drive-trained-county", "专题培训覆盖率（市县直）", "level = '1'", "市县直单位党员"), Drive("drive-trained-township", "专题培训覆盖率（乡镇）", "level = '2'", "乡镇党员"), Drive("drive-trained-village", "专题培训覆盖率（村、社区）", "level = '3'", "村（社区）党员"),
        new() { Id = "test-taken", Title = "考核测试覆盖率", Group = Group, Of = Tested, Where = "is_tested", OutOf = "true", Wanting = "not is_tested", WantingWords = "没有参加测试的", Period = "本年", Formula = "参加过测试的 ÷ 本年各次测试应测的党员", Source = Plan, Better = Better.Higher, Target = 100 },
        new() { Id = "test-passed", Title = "考核测试合格率", Group = Group, Of = Tested, Where = "passed", OutOf = "is_tested", Wanting = "is_tested and not passed", WantingWords = "测了没有合格的", Period = "本年", Formula = "合格的（多次的取最好成绩）÷ 参加过测试的", Source = Plan, Better = Better.Higher },
        new() { Id = "platform-registered", Title = "学习平台注册率", Group = Group, Of = PlatformUsers, Where = "is_registered", OutOf = "true", Wanting = "not is_registered", WantingWords = "没有注册的", Period = "月", Formula = "在学习平台注册的党员 ÷ 党员", Source = Plan, Better = Better.Higher },
        new() { Id = "platform-active", Title = "学习平台活跃率", Group = Group, Of = PlatformUsers, Where = "is_active", OutOf = "is_registered", Wanting = "is_registered and not is_active", WantingWords = "当月没有学习的", Period = "月", Formula = "最近导入的月份有积分或学时的 ÷ 已注册的党员", Source = Plan, Better = Better.Higher },
        new() { Id = "reports-on-time", Title = "主题教育报告按时率", Group = Group, Of = CampaignReports, Where = "is_on_time", OutOf = "true", Wanting = "not is_on_time", WantingWords = "迟报、未报的", Period = "本年", Formula = "在期限内报送的 ÷ 本年到期应报的活动报告（日报、周报）", Source = "集中性教育每日报告制度", Better = Better.Higher, Target = 100, Yellow = 100, Red = 90 },
        new() { Id = "classes-held", Title = "本年举办培训班", Group = Group, Of = Classes, Period = "本年", Formula = "本年开班的培训班", Source = Plan },
        new() { Id = "classes-useful", Title = "学员评价有用率", Group = Group, Of = Classes, Mean = "useful_share", Unit = "%", Period = "本年", Formula = "各期评价“有用”占收回评价的平均，没有评价的不计", Source = Plan, Better = Better.Higher },
        new() { Id = "stations-working", Title = "远程教育站点完好率", Group = Group, Of = Places, Where = "kind = '5' and is_working", OutOf = "kind = '5'", Wanting = "kind = '5' and is_working is not true", WantingWords = "检测不能用、没有检测的", Formula = "最近检测能用的远程教育站点 ÷ 站点", Source = Plan, Better = Better.Higher, Target = 100 },
        new() { Id = "stations-coverage", Title = "远程教育站点覆盖率", Group = Group, Of = Sites, Where = "is_working", OutOf = "true", Wanting = "not is_working", WantingWords = "没有站点、站点不能用的", Formula = "有远程教育（视频）站点且最近检测能用的村（社区） ÷ 村（社区）", Source = Plan, Better = Better.Higher, Target = 100 },
        new() { Id = "bases-sound", Title = "红色教育基地完好率", Group = Group, Of = Places, Where = "condition = '1'", OutOf = "kind = '4' and condition is not null", Wanting = "kind = '4' and condition <> '1'", WantingWords = "一般和待修缮的", Formula = "现状完好的红色教育基地 ÷ 登记了现状的红色教育基地", Source = Plan, Better = Better.Higher },
        new() { Id = "base-tasks", Title = "基地建设任务按期完成率", Group = Group, Of = BaseTasks, Where = "done_on <= due_on", OutOf = "true", Wanting = "(done_on <= due_on) is not true", WantingWords = "超期或没有完成的", Period = "本年", Formula = "期限以内完成的 ÷ 本年到期的建设任务", Source = Plan, Better = Better.Higher },
        new() { Id = "study-theme-days", Title = "在教育基地开展的主题党日", Group = Group, Of = Bookings, Where = "is_theme_day", Unit = "次", Period = "本年", Formula = "支部预约基地或线路、会后确认的主题党日", Source = Plan },
        new() { Id = "study-visitors", Title = "研学预约到访人次", Group = Group, Of = Bookings, Where = "true", Sum = "people", Unit = "人次", Period = "本年", Formula = "本年到访的预约人数之和", Source = Plan },
        new() { Id = "place-visits", Title = "教育阵地到访人次", Group = Group, Of = Places, Mean = "people", Unit = "人次", Period = "本年", Formula = "每个阵地本年预约到访人次的平均", Source = Plan },
    ];

    public static IReadOnlyList<Report> Reports =>
    [
        new()
        {
            Id = "rotation", Number = "表19", Title = "党组织书记轮训和党员学时", Of = Learners, RowHead = "领域", Rows = [Lines.All, .. Lines.Codes(GrassrootsCodes.Sphere, "sphere", 1)], Under = [TrainingRules.Hours],
            Columns = [Lines.All, new("学时达标", $"hours >= {Enough}"), Line.Percent("达标率%", 2, 1), new("党组织书记", "is_secretary"), new("县级以上培训过", "is_secretary and county_hours > 0"), Line.Percent("轮训覆盖率%", 5, 4), new("没有参加的书记", "is_secretary and county_hours = 0")],
            Checks = [new("列4=列5+列7"), new("列1≥列2")], Note = "按统计日所在年度。", Source = Plan, Confidence = "待核",
        },
    ];
}
