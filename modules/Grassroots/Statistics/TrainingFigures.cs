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
            cross join lateral (select count(*) > 0 as is_in_committee, coalesce(bool_or(p.post = '001A'), false) as is_secretary, coalesce(bool_or(p.post = '001A' and q.is_village), false) as is_village, coalesce(bool_or(p.post = '001A' and q.sphere = '7'), false) as is_new from grassroots.member_post p join grassroots.organisation q on q.id = p.organisation_id
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
            from (select p.member_id, bool_or(q.is_village) as is_village, bool_or(q.sphere = '7') as is_new from grassroots.member_post p join grassroots.organisation q on q.id = p.organisation_id
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
        Sql = """
            select p.id, p.locality_path, p.name as title, p.kind, p.kind as kind_name, p.tested_on, p.is_working, v.visits, v.people
            from grassroots.teaching_place p cross join lateral (select count(*)::int as visits, coalesce(sum(x.people), 0)::int as people from grassroots.place_visit x where x.teaching_place_id = p.id and x.removed_at is null and x.visited_on between {from} and {day}) v where p.removed_at is null
            """,
    };

    public static readonly Counted Sites = new()
    {
        Id = "station-sites", Title = "村（社区）", Counter = "个", ReadPermission = "grassroots.organisations.read", RecordPath = "grassroots/organisations",
        Columns = [Field.Text("station", "站点").Wide(), Field.Date("installed_on", "安装日期"), Field.Number("sessions", "本年使用")],
        Sql = """
            select o.id, o.locality_path, o.name as title, p.name as station, p.installed_on, p.id is not null as has_station, coalesce((select count(*)::int from grassroots.station_session s where s.teaching_place_id = p.id and s.removed_at is null and s.held_on between {from} and {day}), 0) as sessions
            from {grassroots.organisation} o left join lateral (select x.id, x.name, x.installed_on from grassroots.teaching_place x where x.village_id = o.id and x.kind = '5' and x.removed_at is null and coalesce(x.installed_on <= {day}, true) order by x.installed_on limit 1) p on true where o.is_village and o.abolished_on is null
            """,
    };

    static Figure Rotation(string id, string title, string who, string words) => new()
    {
        Id = id, Title = title, Group = Group, Of = Secretaries, Where = $"{who} and county_hours > 0", OutOf = who, Wanting = $"{who} and county_hours = 0", WantingWords = "没有参加的", Period = "本年", Formula = $"本年参加过县级以上培训的{words} ÷ {words}", Source = "基层党组织书记集中轮训要求", Better = Better.Higher, Target = 100,
    };

    public static IReadOnlyList<Figure> All =>
    [
        new() { Id = "study-done", Title = "党员学时达标率", Group = Group, Of = Learners, Where = "hours >= case when is_in_committee then 56 else 32 end", OutOf = "true", Wanting = "hours < case when is_in_committee then 56 else 32 end", WantingWords = "学时不够的", Period = "本年", Formula = "本年学时满 32（班子成员满 56）的党员 ÷ 党员", Source = Plan, Better = Better.Higher },
        new() { Id = "study-hours", Title = "党员人均学时", Group = Group, Of = Learners, Mean = "hours", Unit = "学时", Period = "本年", Formula = "本年学时之和 ÷ 党员", Source = Plan, Better = Better.Higher },
        Rotation("secretaries-trained", "党组织书记县级以上轮训覆盖率", "is_secretary", "党组织书记"), Rotation("village-secretaries-trained", "村（社区）书记县级以上轮训覆盖率", "is_village_secretary", "村（社区）党组织书记"), Rotation("new-secretaries-trained", "两新党组织书记培训覆盖率", "is_new_secretary", "两新党组织书记"),
        new() { Id = "classes-held", Title = "本年举办培训班", Group = Group, Of = Classes, Period = "本年", Formula = "本年开班的培训班", Source = Plan },
        new() { Id = "classes-useful", Title = "学员评价有用率", Group = Group, Of = Classes, Mean = "useful_share", Unit = "%", Period = "本年", Formula = "各期评价“有用”占收回评价的平均，没有评价的不计", Source = Plan, Better = Better.Higher },
        new() { Id = "stations-working", Title = "远程教育站点完好率", Group = Group, Of = Places, Where = "kind = '5' and is_working", OutOf = "kind = '5'", Wanting = "kind = '5' and is_working is not true", WantingWords = "检测不能用、没有检测的", Formula = "最近检测能用的远程教育站点 ÷ 站点", Source = Plan, Better = Better.Higher, Target = 100 },
        new() { Id = "stations-coverage", Title = "远程教育站点覆盖率", Group = Group, Of = Sites, Where = "has_station", OutOf = "true", Wanting = "not has_station", WantingWords = "没有站点的", Formula = "装了远程教育（视频）站点的村（社区） ÷ 村（社区）", Source = Plan, Better = Better.Higher, Target = 100 },
        new() { Id = "place-visits", Title = "教育阵地到访人次", Group = Group, Of = Places, Mean = "people", Unit = "人次", Period = "本年", Formula = "每个阵地本年预约到访人次的平均", Source = Plan },
    ];

    public static IReadOnlyList<Report> Reports =>
    [
        new()
        {
            Id = "rotation", Number = "表19", Title = "党组织书记轮训和党员学时", Of = Learners, RowHead = "领域", Rows = [Lines.All, .. Lines.Codes(GrassrootsCodes.Sphere, "sphere", 1)],
            Columns = [Lines.All, new("学时达标", "hours >= case when is_in_committee then 56 else 32 end"), Line.Percent("达标率%", 2, 1), new("党组织书记", "is_secretary"), new("县级以上培训过", "is_secretary and county_hours > 0"), Line.Percent("轮训覆盖率%", 5, 4), new("没有参加的书记", "is_secretary and county_hours = 0")],
            Checks = [new("列4=列5+列7"), new("列1≥列2")], Note = "按统计日所在年度。", Source = Plan, Confidence = "待核",
        },
    ];
}
