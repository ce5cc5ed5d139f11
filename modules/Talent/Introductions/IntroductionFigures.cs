namespace OrgWork.Talent;

/// <summary>Who came, how, for how long; what events, the outside pool, selections and the stock bring. Arrivals count once they are verified.</summary>
static class IntroductionFigures
{
    const string Read = Employers.Read, Path = "talent/introductions", Group = "引进", Keeping = "留住和流动", Book = "人才引进台账（本平台）";

    /// <summary>Verified ones by their day of arrival, as the sheet of the year and the targets count them.</summary>
    public static readonly Counted Arrivals = new()
    {
        Id = "arrivals", Title = "人才引进", ReadPermission = Read, RecordPath = Path,
        Columns = [Field.Text("employer", "用人单位").Wide(), Field.Code("form", "方式", TalentCodes.Form), Field.Code("grade", "认定层次", TalentCodes.Grade), Field.Date("arrived_on", "到岗"), Field.Date("verified_on", "核验")],
        Sql = """
            select i.id, i.locality_path, i.name as title, e.name as employer, i.form, i.grade, i.education, i.study_kind, i.is_key_tech, i.led_by, coalesce(y.is_leading, false) as is_leading, i.arrived_on, case when i.verified_on <= {day} then i.verified_on end as verified_on, i.left_on
            from talent.introduction i join talent.employer e on e.id = i.employer_id left join talent.industry y on y.id = i.industry_id where i.removed_at is null and i.arrived_on between {from} and {day}
            """,
    };

    public static readonly Counted Graduates = new()
    {
        Id = "graduates", Title = "本科以上引进", ReadPermission = Read, RecordPath = Path,
        Columns = [Field.Text("employer", "用人单位").Wide(), Field.Code("education", "学历", StandardCodes.Education), Field.Code("degree", "学位", StandardCodes.Degree), Field.Code("domain", "专业领域", TalentCodes.Domain), Field.Date("arrived_on", "到岗"), Field.Date("verified_on", "核验")],
        Sql = """
            select i.id, i.locality_path, i.name as title, e.name as employer, e.kind, i.education, i.degree, i.domain, i.arrived_on, i.verified_on, extract(month from i.arrived_on)::int as month
            from talent.introduction i join talent.employer e on e.id = i.employer_id where i.removed_at is null and i.verified_on <= {day} and i.form = '1' and i.study_kind = '1' and left(i.education, 1) in ('1', '2') and i.arrived_on between {from} and {day}
            """,
    };

    static readonly Counted Flexible = new()
    {
        Id = "flexible", Title = "柔性引进", ReadPermission = Read, RecordPath = Path,
        Columns = [Field.Text("employer", "用人单位").Wide(), Field.Date("contract_from", "合同自"), Field.Date("contract_ends_on", "合同至"), Field.Number("days_due", "应服务（天）"), Field.Number("days", "本年已服务（天）")],
        Sql = """
            select i.id, i.locality_path, i.name as title, e.name as employer, i.contract_from, i.contract_ends_on, i.days_due, d.days
            from talent.introduction i join talent.employer e on e.id = i.employer_id
            cross join lateral (select coalesce(sum(x.days), 0)::int as days from talent.introduction_day x where x.introduction_id = i.id and x.removed_at is null and x.served_on between {from} and {day}) d
            where i.removed_at is null and i.form = '2' and i.verified_on <= {day} and coalesce(i.contract_from, i.arrived_on) <= {day} and coalesce(i.contract_ends_on >= {day}, true) and coalesce(i.left_on > {day}, true)
            """,
    };

    /// <summary>Whose first, third or fifth year here was full this year: the cohorts of one, three and five years before.</summary>
    static readonly Counted Cohorts = new()
    {
        Id = "cohorts", Title = "引进满年的人才", ReadPermission = Read, RecordPath = Path,
        Columns = [Field.Text("employer", "用人单位").Wide(), Field.Code("grade", "认定层次", TalentCodes.Grade), Field.Number("years", "满（年）"), Field.Date("arrived_on", "到岗"), Field.Date("left_on", "离开")],
        Sql = """
            select i.id, i.locality_path, i.name as title, e.name as employer, i.grade, n.years, i.arrived_on, case when i.left_on <= {day} then i.left_on end as left_on, i.left_on < (i.arrived_on + make_interval(years => n.years))::date as has_left
            from talent.introduction i join talent.employer e on e.id = i.employer_id cross join (values (1), (3), (5)) n (years)
            where i.removed_at is null and i.form = '1' and i.verified_on <= {day} and (i.arrived_on + make_interval(years => n.years))::date between {from} and {day}
            """,
    };

    static readonly Counted FollowUps = new()
    {
        Id = "follow-ups", Title = "引进后回访", Counter = "次", ReadPermission = Read, RecordPath = "talent/follow-ups",
        Columns = [Field.Number("months", "到岗后（月）"), Field.Date("due_on", "应回访"), Field.Date("done_on", "回访")],
        Sql = $$"""
            select f.id, f.locality_path, f.name as title, f.months, f.due_on, case when f.done_on <= {day} then f.done_on end as done_on from talent.follow_up f where f.removed_at is null and f.due_on between {{Spans.Month}} and {day}
            """,
    };

    static readonly Counted Events = new()
    {
        Id = "events", Title = "招引对接活动", Counter = "场", ReadPermission = Read, RecordPath = "talent/recruitments",
        Columns = [Field.Code("kind", "类别", Recruitments.Kind), Field.Date("held_on", "举办"), Field.Number("people", "参加（人）"), Field.Date("outcome_on", "成效表")],
        Sql = "select r.id, r.locality_path, r.title, r.kind, r.held_on, r.people, case when r.outcome_on <= {day} then r.outcome_on end as outcome_on from talent.recruitment r where r.removed_at is null and r.held_on between {from} and {day}",
    };

    static readonly Counted Stops = new()
    {
        Id = "stops", Title = "招聘站点", Counter = "站", ReadPermission = Read, RecordPath = "talent/recruitments", RecordColumn = "recruitment_id",
        Columns = [Field.Text("event", "活动").Wide(), Field.Date("stop_on", "日期"), Field.Number("resumes", "简历"), Field.Number("intentions", "意向"), Field.Number("signed", "签约"), Field.Number("arrived", "到岗")],
        Sql = "select s.id, s.recruitment_id, s.locality_path, s.school as title, r.title as event, s.stop_on, s.resumes, s.intentions, s.signed, s.arrived from talent.recruitment_stop s join talent.recruitment r on r.id = s.recruitment_id where s.removed_at is null and r.removed_at is null and s.stop_on between {from} and {day}",
    };

    static readonly Counted Outside = new()
    {
        Id = "outside", Title = "域外人才", ReadPermission = Read, RecordPath = "talent/outside-talents",
        Columns = [Field.Text("workplace", "工作单位").Wide(), Field.Code("domain", "专业领域", TalentCodes.Domain), Field.Date("last_on", "最近联系"), Field.Date("converted_on", "转化")],
        Sql = """
            select o.id, o.locality_path, o.name as title, o.workplace, o.domain, k.last_on, coalesce(k.last_on >= {from}, false) as is_contacted, case when o.converted_on between {from} and {day} then o.converted_on end as converted_on
            from talent.outside_talent o cross join lateral (select min(c.contacted_on) as first_on, max(c.contacted_on) filter (where c.contacted_on <= {day}) as last_on from talent.outside_contact c where c.outside_talent_id = o.id and c.removed_at is null) k
            where o.removed_at is null and least((o.created_at at time zone 'Asia/Shanghai')::date, k.first_on) <= {day}
            """,
    };

    static readonly Counted Shortages = new()
    {
        Id = "shortages", Title = "紧缺专业", Counter = "个", ReadPermission = Read, RecordPath = "talent/shortages",
        Columns = [Field.Code("system", "系统", TalentCodes.System), Field.Code("domain", "专业领域", TalentCodes.Domain), Field.Number("gap", "年初缺口（人）"), Field.Number("closed", "本年填补（人）")],
        Sql = """
            select s.id, s.locality_path, s.speciality as title, s.system, s.domain, g.gap, least(a.arrived, g.gap) as closed
            from talent.shortage s cross join lateral (select greatest(s.staff_needed - s.on_hand, 0) as gap) g
            cross join lateral (select count(*)::int as arrived from talent.introduction i where i.removed_at is null and i.form = '1' and i.verified_on <= {day} and i.arrived_on between {from} and {day} and i.system = s.system and i.domain = s.domain and starts_with(i.locality_path, s.locality_path)) a
            where s.removed_at is null and s.year = extract(year from {day})::int
            """,
    };

    static readonly Counted Posts = new()
    {
        Id = "selection-posts", Title = "选聘岗位", Counter = "个", ReadPermission = Read, RecordPath = "talent/selection-posts",
        Columns = [Field.Text("round", "批次").Wide(), Field.Code("system", "系统", TalentCodes.System), Field.Number("wanted", "公告人数"), Field.Number("appointed", "已聘用")],
        Sql = """
            select p.id, p.locality_path, p.title, s.title as round, p.system, p.wanted, c.appointed, row_number() over (partition by p.locality_path, p.system order by p.id) = 1 as is_first,
              exists (select from talent.selection_post q join talent.selection r on r.id = q.selection_id where q.locality_path = p.locality_path and q.system = p.system and q.removed_at is null and r.kind = '1' and r.removed_at is null and r.announced_on >= {from} - interval '1 year' and r.announced_on < {from}) as was_last_year
            from talent.selection_post p join talent.selection s on s.id = p.selection_id
            cross join lateral (select count(*)::int as appointed from talent.selection_candidate c where c.selection_post_id = p.id and c.removed_at is null and c.appointed_on <= {day}) c
            where p.removed_at is null and s.removed_at is null and s.kind = '1' and s.announced_on between {from} and {day}
            """,
    };

    static readonly Counted Postgraduates = new()
    {
        Id = "postgraduates", Title = "选聘研究生", ReadPermission = "talent.selections.read", RecordPath = "talent/selection-candidates",
        Columns = [Field.Text("round", "批次").Wide(), Field.Text("appointed_to", "聘用单位"), Field.Code("education", "学历", StandardCodes.Education), Field.Date("appointed_on", "聘用")],
        Sql = "select c.id, c.locality_path, c.name as title, s.title as round, c.appointed_to, c.education, c.appointed_on from talent.selection_candidate c join talent.selection s on s.id = c.selection_id where c.removed_at is null and s.kind = '2' and c.study_kind = '1' and left(c.education, 1) = '1' and c.appointed_on between {from} and {day}",
    };

    /// <summary>Whom nobody uses as they could be, and who was put to use this year.</summary>
    static readonly Counted Stock = new()
    {
        Id = "stock", Title = "待盘活的人才", ReadPermission = "talent.talents.read", RecordPath = "talent/talents",
        Columns = [Field.Text("workplace", "工作单位及职务").Wide(), Field.Code("domain", "专业领域", TalentCodes.Domain), Field.Date("activated_on", "本年盘活")],
        Sql = """
            select t.id, t.locality_path, t.name as title, t.workplace, t.domain, a.activated_on
            from {talent.talent} t left join (select talent_id, max(activated_on) as activated_on from talent.stock_action where removed_at is null and activated_on between {from} and {day} group by 1) a on a.talent_id = t.id
            where t.state = '1' and (t.is_idle or a.activated_on is not null)
            """,
    };

    static readonly Counted Flows = new()
    {
        Id = "flows", Title = "向基层流动", ReadPermission = Read, RecordPath = "talent/flows",
        Columns = [Field.Text("to_unit", "去往单位").Wide(), Field.Date("began_on", "到岗"), Field.Date("ends_on", "期满"), Field.Date("ended_on", "结束")],
        Sql = "select f.id, f.locality_path, f.title, f.to_unit, f.began_on, f.ends_on, case when f.ended_on <= {day} then f.ended_on end as ended_on, f.outcome from talent.grassroots_flow f where f.removed_at is null and f.began_on <= {day} and coalesce(f.ended_on >= {from}, true)",
    };

    static Figure Came(string id, string title, string where, string formula) => new() { Id = id, Title = title, Group = Group, Of = Arrivals, Where = "verified_on is not null and " + where, Formula = formula, Source = Book, Period = "本年", Better = Better.Higher };

    static Figure Funnel(string id, string title, string part, string whole, string formula) => new() { Id = id, Title = title, Group = Group, Of = Stops, Where = $"{whole} > 0", OutOf = $"{whole} > 0", Sum = part, SumOf = whole, Formula = formula, Source = "招引活动台账（本平台）", Period = "本年", Better = Better.Higher };

    static Figure Stays(int years) => Spans.Share($"retention-{years}", $"引进满 {years} 年留存率", Keeping, Cohorts, $"years = {years} and has_left is not true", $"years = {years}", $"今年到统计日满 {years} 年的全职引进（已核验）里，满 {years} 年时仍在的 ÷ 全部", Book, wanting: "没有留到满年的");

    public static readonly IReadOnlyList<Figure> All =
    [
        Came("introduced-key-tech", "高端专业性人才引进", "form = '1' and is_key_tech", "年初至统计日到岗、已核验的全职引进，关键技术、高新产业"),
        Came("introduced-graduates", "全日制本科以上引进", "form = '1' and study_kind = '1' and left(education, 1) in ('1', '2')", "年初至统计日到岗、已核验的全职引进，全日制本科以上"),
        Came("introduced-flexible", "本年柔性引进", "form = '2'", "年初至统计日到岗、已核验的柔性引进，与全职分开计"),
        new() { Id = "introduced-quality", Title = "引才质量占比", Group = Group, Of = Arrivals, Under = [IntroductionRules.Quality], Where = "verified_on is not null and form = '1' and is_leading and position(coalesce(grade, 'Z') in 'ABCDEF') between 1 and {level}::int + 1", OutOf = "verified_on is not null and form = '1'", Formula = "主导产业里达到规则所定层次的 ÷ 年初至统计日到岗、已核验的全职引进", Source = Book, Period = "本年", Better = Better.Higher },
        Spans.Share("introduced-by-employers", "企业（用人单位）主导引才占比", Group, Arrivals, "led_by = '2'", "verified_on is not null", "用人单位主导的 ÷ 年初至统计日到岗、已核验的引进", Book, wanting: "政府主导的"),
        new() { Id = "flexible-to-full-time", Title = "柔性与刚性引进比", Group = Group, Of = Arrivals, Unit = "比 1", Where = "verified_on is not null and form = '2'", OutOf = "verified_on is not null and form = '1'", Sum = "1", SumOf = "1", Times = 1, Formula = "柔性引进 ÷ 全职引进，都是年初至统计日到岗、已核验的", Source = Book, Period = "本年" },
        new() { Id = "flexible", Title = "柔性引进协议在期", Group = Group, Of = Flexible, Formula = "统计日合同在期、已核验的柔性引进", Source = Book },
        new() { Id = "flexible-days", Title = "柔性引进服务天数完成率", Group = Group, Of = Flexible, Where = "days_due is not null", OutOf = "days_due is not null", Sum = "days", SumOf = "days_due", Formula = "在期协议本年记录的服务天数 ÷ 应服务天数", Source = Book, Period = "本年", Better = Better.Higher, Target = 100 },
        new() { Id = "matching-events", Title = "对接活动场次", Group = Group, Of = Events, Where = "outcome_on is not null", Formula = "年初至统计日举办、有成效表的招引对接活动", Source = "招引活动台账（本平台）", Period = "本年", Better = Better.Higher },
        Funnel("campus-intentions", "校园招聘：简历到意向", "intentions", "resumes", "各站意向 ÷ 收到的简历"),
        Funnel("campus-signed", "校园招聘：意向到签约", "signed", "intentions", "各站签约 ÷ 意向"),
        Funnel("campus-arrived", "校园招聘：签约到到岗", "arrived", "signed", "各站到岗 ÷ 签约"),
        new() { Id = "outside", Title = "域外人才库", Group = Group, Of = Outside, Formula = "统计日在库的域外人才", Source = "域外人才库（本平台）" },
        Spans.Share("outside-converted", "域外人才转化率", Group, Outside, "converted_on is not null", "is_contacted", "本年转化为引进、项目的 ÷ 本年联系过的", "域外人才库（本平台）", wanting: "联系过、没有转化的"),
        new() { Id = "shortage-filled", Title = "紧缺专业缺口填补率", Group = Group, Of = Shortages, Where = "gap > 0", OutOf = "gap > 0", Sum = "closed", SumOf = "gap", Formula = "各专业本年到岗（已核验，不超过缺口）之和 ÷ 年初缺口之和", Source = "急需紧缺专业目录", Period = "本年", Better = Better.Higher },
        new() { Id = "selection-arrived", Title = "专业岗位选聘到岗率", Group = Group, Of = Posts, Where = "true", OutOf = "true", Sum = "appointed", SumOf = "wanted", Formula = "已聘用 ÷ 公告人数，本年公告的事业单位专业性岗位", Source = "选聘台账（本平台）", Period = "本年", Better = Better.Higher },
        new() { Id = "selection-appointed", Title = "专业岗位选聘到岗", Group = Group, Of = Posts, Sum = "appointed", Unit = "人", Formula = "本年公告的事业单位专业性岗位已聘用的人数", Source = "选聘台账（本平台）", Period = "本年", Better = Better.Higher },
        new() { Id = "selection-systems-new", Title = "选聘新纳入的系统", Group = Group, Of = Posts, Unit = "个", Where = "is_first and not was_last_year", Formula = "本年选聘、上年没有选聘的系统，一地一个系统计一次", Source = "选聘台账（本平台）", Period = "本年", Better = Better.Higher },
        new() { Id = "postgraduates", Title = "研究生选聘", Group = Group, Of = Postgraduates, Formula = "年初至统计日聘用的全日制研究生", Source = "选聘台账（本平台）", Period = "本年", Better = Better.Higher },
        Stays(1), Stays(3), Stays(5),
        Spans.Share("follow-ups-in-time", "跟踪服务按时率", Keeping, FollowUps, "done_on <= due_on", "true", "按期回访的 ÷ 本月到统计日应回访的", "引进后回访台账（本平台）", "本月", 100, "没有按期回访的"),
        Spans.Share("stock-activated", "存量盘活率", Keeping, Stock, "activated_on is not null", "true", "本年盘活的 ÷ 闲置、学非所用和本年盘活的", "存量盘活台账（本平台）", wanting: "还没有盘活的"),
        new() { Id = "flows", Title = "向基层流动人才", Group = Keeping, Of = Flows, Where = "began_on >= {from}", Formula = "本年到艰苦地区、基层单位的人才", Source = "向基层流动台账（本平台）", Period = "本年", Better = Better.Higher },
        Spans.Share("flows-continued", "基层流动期满留任率", Keeping, Flows, "outcome = '1'", "ended_on is not null", "留任（续签）的 ÷ 本年结束的", "向基层流动台账（本平台）", wanting: "没有留任的"),
    ];
}
