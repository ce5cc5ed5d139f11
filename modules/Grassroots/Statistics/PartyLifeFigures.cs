namespace OrgWork.Grassroots;

/// <summary>Indicators of Party life (IND-08 to IND-12): what was due by rule and what was held, never typed. Each row opens the branch's year.</summary>
static class PartyLifeFigures
{
    const string Group = "组织生活", Branch = "中国共产党支部工作条例（试行）";

    /// <summary>What sort of organisation it was on the day: with those who sat in its committee then, and the groups its members stood in.</summary>
    static readonly string Shape = OnTheDay(Duty.ShapeSql);

    /// <summary>What is asked of the present, asked of the day that is shown.</summary>
    static string OnTheDay(string sql) => new[] { "member", "member_post", "organisation" }.Aggregate(sql, (text, table) => text.Replace($" grassroots.{table} ", $" {{grassroots.{table}}} ", StringComparison.Ordinal)).Replace("p.ended_on is null", "p.began_on <= {day} and (p.ended_on is null or p.ended_on > {day})", StringComparison.Ordinal);

    /// <summary>Every period of this year that is over, for every organisation and duty: one row each.</summary>
    public static readonly Counted Duties = new()
    {
        Id = "life-duties", Title = "应开的组织生活", Counter = "次", ReadPermission = PartyMeetings.Read, RecordPath = "grassroots/life/branch", RecordColumn = "organisation_id",
        Columns = [Field.Code("kind", "类型", MeetingKind.Codes), Field.Month("period_on", "期间（起）"), Field.Number("required", "应开"), Field.Number("held", "已开"), Field.Code("sphere", "领域", GrassrootsCodes.Sphere)],
        Sql = $$"""
            with duty (kind, months, rule) as (values {{string.Join(", ", Periodic.Select(duty => $"('{duty.Kind.Code}', {(int)duty.Period}, '{duty.Rule.Id}')"))}}),
            held as (select m.organisation_id, d.kind, floor((extract(month from m.held_on) - 1) / d.months)::int as number, count(*)::int as held
              from grassroots.meeting m join duty d on m.kind = d.kind or d.kind = any(m.also) where m.removed_at is null and m.state = '3' and m.held_on between {from} and {day} group by 1, 2, 3),
            setting as materialized (select s.rule, coalesce(l.path, '') as path, s.value from org.rule_parameter s left join org.locality l on l.id = s.locality_id where s.parameter = 'count' and s.valid @> {day})
            select md5(o.id::text || d.kind || p.number)::uuid as id, o.id as organisation_id, o.locality_path, o.name as title, o.sphere, d.kind, p.start_on as period_on, r.required, coalesce(h.held, 0) as held, coalesce(h.held, 0) >= r.required as is_done,
                   p.start_on + make_interval(months => 2 * d.months) > ({day} + 1) as is_last
            from {grassroots.organisation} o
            cross join lateral (select {{Shape}}) s
            cross join duty d
            cross join lateral (select n as number, ({from} + make_interval(months => n * d.months))::date as start_on from generate_series(0, 12 / d.months - 1) n where {from} + make_interval(months => (n + 1) * d.months) <= ({day} + 1)) p
            cross join lateral (select greatest(1, coalesce((select max(s.value) from setting s where s.rule = d.rule and starts_with(o.locality_path, s.path)), 1))::int as required) r
            left join held h on h.organisation_id = o.id and h.kind = d.kind and h.number = p.number
            where o.abolished_on is null and o.state in ('1', '2') and coalesce(o.founded_on < p.start_on + make_interval(months => d.months), true)
              and case d.kind {{string.Join(" ", Periodic.Select(duty => $"when '{duty.Kind.Code}' then s.{duty.AppliesSql}"))}} end
            """,
    };

    static IEnumerable<Duty> Periodic => Duty.All.Where(duty => duty.Period != DutyPeriod.Year);

    /// <summary>Every organisation with what it owed for last year.</summary>
    public static readonly Counted Years = new()
    {
        Id = "life-years", Title = "应开年度会议的党组织", Counter = "个", ReadPermission = PartyMeetings.Read, RecordPath = "grassroots/life/branch", RecordColumn = "organisation_id",
        Columns = [Field.Code("kind", "类型", MeetingKind.Codes), Field.Number("for_year", "年度"), Field.Date("held_on", "召开日期"), Field.Code("sphere", "领域", GrassrootsCodes.Sphere)],
        Sql = $$"""
            select md5(o.id::text || d.kind)::uuid as id, o.id as organisation_id, o.locality_path, o.name as title, o.sphere, d.kind, extract(year from {day})::int - 1 as for_year, h.held_on, h.held_on is not null as is_done
            from {grassroots.organisation} o
            cross join lateral (select {{Shape}}) s
            cross join (values {{string.Join(", ", Yearly.Select(duty => $"('{duty.Kind.Code}')"))}}) d (kind)
            left join lateral (select min(m.held_on) as held_on from grassroots.meeting m where m.organisation_id = o.id and m.removed_at is null and m.state = '3' and (m.kind = d.kind or d.kind = any(m.also))
              and coalesce(m.for_year, extract(year from m.held_on)::int) = extract(year from {day})::int - 1 and m.held_on <= {day}) h on true
            where o.abolished_on is null and o.state in ('1', '2') and coalesce(o.founded_on < {from}, true) and case d.kind {{string.Join(" ", Yearly.Select(duty => $"when '{duty.Kind.Code}' then s.{duty.AppliesSql}"))}} end
            """,
    };

    static IEnumerable<Duty> Yearly => Duty.All.Where(duty => duty.Period == DutyPeriod.Year);

    public static readonly Counted Meetings = new()
    {
        Id = "life-meetings", Title = "组织生活记录", Counter = "次", ReadPermission = PartyMeetings.Read, RecordPath = "grassroots/meetings",
        Columns = [Field.Code("kind", "类型", MeetingKind.Codes), Field.Date("held_on", "召开日期"), Field.Text("organisation", "党组织").Wide(), Field.Number("due_count", "应到"), Field.Number("present_count", "实到")],
        Sql = """
            select m.id, m.locality_path, m.topic as title, m.kind, m.held_on, o.name as organisation, m.due_count, m.present_count, m.has_study, m.has_deliberation, m.has_service, m.has_life,
                   (select i.kind from grassroots.meeting_item i where i.meeting_id = m.id and i.removed_at is null order by i.rank_order, i.id limit 1) as first_item
            from grassroots.meeting m join grassroots.organisation o on o.id = m.organisation_id where m.removed_at is null and m.state = '3' and m.held_on between {from} and {day}
            """,
    };

    public static readonly Counted Attendances = new()
    {
        Id = "life-attendance", Title = "应到人次", Counter = "人次", ReadPermission = PartyMeetings.Read, RecordPath = "grassroots/meetings", RecordColumn = "meeting_id",
        Columns = [Field.Code("kind", "类型", MeetingKind.Codes), Field.Date("held_on", "召开日期"), Field.Text("topic", "主题").Wide(), Field.Text("reason", "请假事由")],
        Sql = """
            select md5(a.meeting_id::text || a.member_id)::uuid as id, a.meeting_id, a.locality_path, p.name as title, m.kind, a.held_on, m.topic, a.standing, a.reason
            from grassroots.attendance a join grassroots.meeting m on m.id = a.meeting_id join grassroots.member p on p.id = a.member_id
            where m.removed_at is null and m.state = '3' and a.held_on >= date_trunc('month', {day}::timestamp)::date - interval '2 months' and a.held_on <= {day}
            """,
    };

    /// <summary>Full members with the grade of last year's review.</summary>
    public static readonly Counted Reviews = new()
    {
        Id = "life-reviews", Title = "应评党员", ReadPermission = PartyMeetings.Read, RecordPath = "grassroots/members",
        Columns = [Field.Text("organisation", "党组织").Wide(), Field.Number("year", "年度"), Field.Code("grade", "等次", MemberReviews.Grades)],
        Sql = """
            select m.id, m.locality_path, m.name as title, o.name as organisation, extract(year from {day})::int - 1 as year, r.grade
            from {grassroots.member} m join grassroots.organisation o on o.id = m.organisation_id left join grassroots.member_review r on r.member_id = m.id and r.year = extract(year from {day})::int - 1 and r.removed_at is null
            where m.left_on is null and m.membership_state = '1' and m.kind = '1' and m.became_full_on < {from} and o.kind in ('631', '632')
            """,
    };

    /// <summary>Each review of last year at the organisation that held it, and whoever was owed one and has none.</summary>
    public static readonly Counted Appraised = new()
    {
        Id = "appraised", Title = "民主评议党员", ReadPermission = PartyMeetings.Read, RecordPath = "grassroots/members", RecordColumn = "member_id",
        Columns = [Field.Text("organisation", "评议的党组织").Wide(), Field.Code("sphere", "领域", GrassrootsCodes.Sphere), Field.Number("year", "年度"), Field.Code("grade", "等次", MemberReviews.Grades), Field.Text("follow_up", "处置")],
        Sql = """
            select r.id, r.member_id, r.locality_path, coalesce(m.name, '（已转出）') as title, o.name as organisation, o.sphere, r.year, r.grade, r.follow_up
            from grassroots.member_review r join grassroots.organisation o on o.id = r.organisation_id left join {grassroots.member} m on m.id = r.member_id
            where r.removed_at is null and r.year = extract(year from {day})::int - 1
            union all
            select m.id, m.id, m.locality_path, m.name, o.name, o.sphere, extract(year from {day})::int - 1, null, null
            from {grassroots.member} m join {grassroots.organisation} o on o.id = m.organisation_id
            where m.left_on is null and m.membership_state = '1' and m.kind = '1' and m.became_full_on < {from} and o.kind in ('631', '632')
              and not exists (select from grassroots.member_review r where r.member_id = m.id and r.year = extract(year from {day})::int - 1 and r.removed_at is null)
            """,
    };

    /// <summary>Leading members and how often they took part in their own branch this year.</summary>
    public static readonly Counted Leaders = new()
    {
        Id = "life-leaders", Title = "领导干部党员", ReadPermission = PartyMeetings.Read, RecordPath = "grassroots/members",
        Columns = [Field.Text("workplace", "工作单位及职务").Wide(), Field.Text("organisation", "所在支部").Wide(), Field.Number("attended", "本年到会"), Field.Number("missed", "请假、缺席")],
        Sql = $$"""
            select m.id, m.locality_path, m.name as title, m.is_leading, m.workplace, o.name as organisation, a.attended, a.missed
            from {grassroots.member} m join grassroots.organisation o on o.id = m.organisation_id
            cross join lateral (select count(*) filter (where a.standing = '1')::int as attended, count(*) filter (where a.standing <> '1')::int as missed
              from grassroots.attendance a join grassroots.meeting t on t.id = a.meeting_id where a.member_id = m.id and t.organisation_id = m.organisation_id and t.state = '3' and t.removed_at is null and {{DualLifeRules.OfBranch}} and a.held_on between {from} and {day}) a
            where m.is_leading and m.left_on is null and m.membership_state = '1'
            """,
    };

    public static readonly Counted Talks = new()
    {
        Id = "life-talks", Title = "应谈的对子", Counter = "对", ReadPermission = PartyMeetings.Read, RecordPath = "grassroots/talks/gaps", RecordColumn = "organisation_id",
        Columns = [Field.Code("kind", "种类", PartyTalks.Kinds), Field.Text("other", "另一方"), Field.Text("organisation", "党组织").Wide()],
        Sql = $"select md5(p.kind || p.member_id::text || coalesce(p.other_id::text, ''))::uuid as id, p.organisation_id, p.locality_path, p.name as title, p.kind, p.other, p.organisation, p.is_done from ({OnTheDay(OrgWork.Grassroots.Talks.GapsModel.PairsSql("{from}", "{day}", "o.state in ('1', '2')"))}) p",
    };

    static Figure Grade(string id, string grade, string name, string article) => new() { Id = "review-" + id, Title = $"民主评议{name}占比", Group = Group, Of = Reviews, Where = $"grade = '{grade}'", OutOf = "grade is not null", Period = "上年度", Formula = $"上年度评为{name}的党员 ÷ 定了等次的党员", Source = Branch + article };

    static Figure Done(string id, string kind, string title, string each, string article) => new()
    {
        Id = id, Title = title, Group = Group, Of = Duties, Where = $"kind = '{kind}' and is_done", OutOf = $"kind = '{kind}'", Wanting = $"kind = '{kind}' and not is_done", WantingWords = "没有开够的", Period = "本年",
        Formula = $"本年已结束的{each}中，{MeetingKind.Codes.NameOf(kind)}开够次数的 ÷ 应开的（次数按规则参数；不设支委会、党小组的不计）", Source = Branch + article, Confidence = "已核", Better = Better.Higher, Target = 100, Yellow = 100, Red = 80,
    };

    static Figure Held(string id, string kind, string title, string source) => new()
    {
        Id = id, Title = title, Group = Group, Of = Years, Where = $"kind = '{kind}' and is_done", OutOf = $"kind = '{kind}'", Wanting = $"kind = '{kind}' and not is_done", WantingWords = "没有开的", Period = "上年度",
        Formula = $"上年度{MeetingKind.Codes.NameOf(kind)}有已确认完整记录的党组织 ÷ 应开的党组织", Source = source, Better = Better.Higher, Target = 100, Yellow = 100, Red = 90,
    };

    static Figure Theme(string id, string column, string name) => new() { Id = "theme-" + id, Title = $"主题党日含{name}占比", Group = Group, Of = Meetings, Where = $"kind = '21' and {column}", OutOf = "kind = '21'", Period = "本年", Formula = $"本年主题党日中有{name}内容的 ÷ 开展的主题党日", Source = "“主题党日+”工作法" };

    public static IReadOnlyList<Figure> All =>
    [
        Done("life-general", MeetingKind.General, "支部党员大会完成率", "季度", "第十一条"),
        Done("life-committee", MeetingKind.Committee, "支委会完成率", "月份", "第十二条"),
        Done("life-group", MeetingKind.Group, "党小组会完成率", "月份", "第十三条"),
        Done("life-lecture", MeetingKind.Lecture, "党课完成率", "季度", "第十六条"),
        new()
        {
            Id = "life-theme-day", Title = "主题党日开展率", Group = Group, Of = Duties, Where = "kind = '21' and is_last and is_done", OutOf = "kind = '21' and is_last", Wanting = "kind = '21' and is_last and not is_done", WantingWords = "没有开展的", Period = "月",
            Formula = "最近一个已结束的月份中，开展了主题党日的支部 ÷ 支部数", Source = Branch + "第十六条", Better = Better.Higher, Target = 100, Yellow = 100, Red = 80,
        },
        new()
        {
            Id = "life-attendance", Title = "组织生活出席率", Group = Group, Of = Attendances, Under = [MeetingRules.Attended], Where = "standing = '1'", OutOf = MeetingRules.DueSql, Wanting = $"{MeetingRules.DueSql} and standing <> '1'", WantingWords = "没有出席的", Period = "近三个月",
            Formula = "近三个月到会人次 ÷（应到人次 − 请假人次）；请假的减不减，按规则参数", Source = Branch, Better = Better.Higher, Yellow = 95, Red = 80,
        },
        Theme("study", "has_study", "政治学习"), Theme("deliberation", "has_deliberation", "民主议事"), Theme("service", "has_service", "志愿服务"), Theme("life", "has_life", "组织生活"),
        new()
        {
            Id = "dual-life", Title = "双重组织生活达标率", Group = Group, Of = Leaders, Under = [DualLifeRules.Attendance], Where = "{met}", OutOf = "true", Wanting = "{broken}", WantingWords = "参加次数不够的", Period = "本年",
            Formula = "本年以普通党员身份参加所在支部组织生活够次数的领导干部 ÷ 领导干部党员（每年次数按规则参数，年内按月份折算）", Source = "关于新形势下党内政治生活的若干准则", Better = Better.Higher, Target = 100, Yellow = 100, Red = 60,
        },
        new() { Id = "review-done", Title = "民主评议完成率", Group = Group, Of = Reviews, Where = "grade is not null", OutOf = "true", Wanting = "grade is null", WantingWords = "没有定等次的", Period = "上年度", Formula = "上年度定了等次的正式党员 ÷ 应评的正式党员", Source = Branch + "第十八条", Better = Better.Higher, Target = 100, Yellow = 100, Red = 90 },
        Grade("excellent", "1", "优秀", "第十八条（一般不超过三分之一）"), Grade("qualified", "2", "合格", "第十八条"), Grade("basic", "3", "基本合格", "第十八条"), Grade("failed", "4", "不合格", "第十八条"),
        new() { Id = "talks-done", Title = "谈心谈话完成率", Group = Group, Of = Talks, Where = "is_done", OutOf = "true", Wanting = "not is_done", WantingWords = "还没有谈的", Period = "本年", Formula = "本年至少谈过一次的对子 ÷ 应谈的对子（书记与委员、委员之间、班子与党员、党员之间）", Source = Branch + "第十九条", Better = Better.Higher, Target = 100 },
        new() { Id = "first-item", Title = "“首个议题”落实率", Group = Group, Of = Meetings, Where = "kind = '31' and first_item = '1'", OutOf = "kind = '31'", Wanting = "kind = '31' and first_item is distinct from '1'", WantingWords = "首个议题不是学习的", Period = "本年", Formula = "本年首个议题为学习的党委（党组）会议 ÷ 党委（党组）会议", Source = "党委（党组）会议“首个议题”制度", Better = Better.Higher, Target = 100, Yellow = 100, Red = 80 },
        Held("life-year", MeetingKind.LifeMeeting, "组织生活会召开率", Branch + "第十七条"),
        Held("democratic-life-year", MeetingKind.DemocraticLife, "民主生活会召开率", "关于新形势下党内政治生活的若干准则"),
        Held("appraisal-year", MeetingKind.Appraisal, "民主评议党员开展率", Branch + "第十八条"),
    ];
}
