namespace OrgWork.Grassroots;

/// <summary>两个覆盖 (IND-01, 02, 48 to 53).</summary>
static class CoverageFigures
{
    const string Group = "两个覆盖", Record = "grassroots/establishments", Practice = "两新组织党建工作要求";

    public static readonly Counted Units = new()
    {
        Id = "establishments", Title = "单位", Counter = "个", ReadPermission = Establishments.Read, RecordPath = Record,
        Columns = [Field.Code("kind", "类别", Establishments.Kinds), Field.Code("industry", "行业系统", Establishments.Industries), Field.Number("staff", "从业人数"), Field.Number("full_members", "正式党员"), Field.Text("organisation", "党组织").Wide(), Field.Date("worked_on", "最近党的工作"), Field.Date("due_on", "组建期限")],
        Sql = $$"""
            select e.id, e.locality_path, e.name as title, e.kind, e.industry, e.staff, e.members, e.full_members, e.is_listed, e.rating, e.due_on, e.cluster_id, o.name as organisation, e.organisation_id is not null as has_organisation, coalesce(o.kind = '632', false) as is_joint,
                   {{CoverageRules.HasInstructorSql}} as has_instructor, {{CoverageRules.HasContactSql}} as has_contact, {{CoverageRules.WorkedOnSql}} as worked_on, e.kind in ('1', '2', '3') as is_new
            from {grassroots.establishment} e left join {grassroots.organisation} o on o.id = e.organisation_id where e.closed_on is null
            """,
    };

    /// <summary>Units of the industries that the place, or one above it, has registered with who answers for them.</summary>
    public static readonly Counted OfIndustries = new()
    {
        Id = "industry-units", Title = "行业系统的单位", Counter = "个", ReadPermission = Establishments.Read, RecordPath = Record,
        Columns = [Field.Code("industry", "行业系统", Establishments.Industries), Field.Code("kind", "类别", Establishments.Kinds), Field.Number("staff", "从业人数"), Field.Number("full_members", "正式党员"), Field.Text("organisation", "党组织").Wide()],
        Sql = """
            select e.id, e.locality_path, e.name as title, e.industry, e.kind, e.staff, e.full_members, o.name as organisation, e.organisation_id is not null as has_organisation
            from {grassroots.establishment} e left join {grassroots.organisation} o on o.id = e.organisation_id
            where e.closed_on is null and exists (select from grassroots.industry_system s where s.industry = e.industry and starts_with(e.locality_path, s.locality_path) and s.removed_at is null)
            """,
    };

    public static readonly Counted Clusters = new()
    {
        Id = "clusters", Title = "园区、商圈、楼宇、市场", Counter = "个", ReadPermission = Establishments.Read, RecordPath = "grassroots/clusters",
        Columns = [Field.Code("kind", "类别", Establishments.ClusterKinds), Field.Text("owner", "攻坚责任人"), Field.Date("due_on", "完成期限"), Field.Number("units", "单位"), Field.Number("covered", "有党组织")],
        Sql = """
            select c.id, c.locality_path, c.name as title, c.kind, c.owner, c.due_on, u.units, u.covered, c.organisation_id is not null or u.units > 0 and u.covered = u.units as is_covered
            from {grassroots.cluster} c cross join lateral (select count(*)::int as units, count(e.organisation_id)::int as covered from {grassroots.establishment} e where e.cluster_id = c.id and e.closed_on is null) u
            """,
    };

    public static readonly Counted Requests = new()
    {
        Id = "requests", Title = "单位诉求", Counter = "件", ReadPermission = Establishments.Read, RecordPath = Record, RecordColumn = "establishment_id",
        Columns = [Field.Text("request", "诉求").Wide(), Field.Text("department", "转办部门"), Field.Date("happened_on", "提出"), Field.Date("referred_on", "转办"), Field.Date("replied_on", "办结")],
        Sql = """
            select w.id, w.establishment_id, w.locality_path, e.name as title, w.request, w.department, w.happened_on, case when w.referred_on <= {day} then w.referred_on end as referred_on, case when w.replied_on <= {day} then w.replied_on end as replied_on, w.service
            from grassroots.instructor_log w join grassroots.establishment e on e.id = w.establishment_id where w.removed_at is null and w.request is not null and w.happened_on between {from} and {day}
            """,
    };

    const string Should = "(full_members >= {people} or is_listed or has_organisation)", Worked = "{broken} is not true";
    // {broken} is the first one's: a unit with an organisation is not asked by it.
    static readonly IReadOnlyList<Rule> Under = [CoverageRules.Work, CoverageRules.ShouldEstablish, CoverageRules.CoverageBasis];

    const string Counts = "members >= {basis}";

    static Figure Cover(string id, string kind, string title) => new() { Id = id, Title = title, Group = Group, Of = Units, Under = [CoverageRules.CoverageBasis], Where = $"kind = '{kind}' and has_organisation", OutOf = $"kind = '{kind}' and {Counts}", Wanting = $"kind = '{kind}' and {Counts} and not has_organisation", WantingWords = "没有党组织的", Formula = $"有党组织（单独或联合）的{Establishments.Kinds.NameOf(kind)} ÷ 台账上的{Establishments.Kinds.NameOf(kind)}（规则参数：全部，或者从业党员达到若干人的）；对照值（全省平均）录为目标", Source = Practice, Better = Better.Higher };

    public static IReadOnlyList<Figure> All =>
    [
        new() { Id = "should-rate", Title = "应建尽建率", Group = Group, Of = Units, Under = Under, Where = $"{Should} and has_organisation", OutOf = Should, Wanting = $"{Should} and not has_organisation", WantingWords = "应建未建的", Period = "月", Formula = "应建且已建的单位 ÷ 应建单位（正式党员三人以上、决定列入应建和已经建立的）", Source = "中国共产党章程第三十条", Confidence = "已核", Better = Better.Higher, Target = 100, Yellow = 100, Red = 80 },
        new() { Id = "should-left", Title = "应建未建数", Group = Group, Of = Units, Under = Under, Where = $"{Should} and not has_organisation", Formula = "应建单位中没有党组织的", Source = "中国共产党章程第三十条", Confidence = "已核", Better = Better.Lower, Yellow = 0 },
        Cover("coverage-enterprises", "1", "非公企业党组织覆盖率"), Cover("coverage-societies", "2", "社会组织党组织覆盖率"),
        new() { Id = "coverage-cooperatives", Title = "合作社党组织覆盖率", Group = Group, Of = Units, Where = "kind = '3' and has_organisation", OutOf = "kind = '3'", Wanting = "kind = '3' and not has_organisation", WantingWords = "没有党组织的", Formula = "有党组织的农民合作社 ÷ 台账上的农民合作社", Source = Practice, Better = Better.Higher },
        new() { Id = "coverage-work", Title = "党的工作覆盖率", Group = Group, Of = Units, Under = Under, Where = $"is_new and {Worked}", OutOf = "is_new", Wanting = "is_new and {broken}", WantingWords = "没有覆盖的", Formula = "有党组织，或者有在任指导员（是党建工作联系点）且三个月（规则参数）内开展过党的工作的两新组织 ÷ 两新组织", Source = Practice, Better = Better.Higher, Target = 100, Yellow = 100, Red = 80 },
        new() { Id = "instructors-sent", Title = "党建指导员选派覆盖率", Group = Group, Of = Units, Where = "is_new and has_instructor", OutOf = "is_new", Wanting = "is_new and not has_instructor", WantingWords = "没有指导员的", Formula = "有在任指导员的两新组织 ÷ 两新组织", Source = Practice, Better = Better.Higher, Target = 100, Yellow = 100, Red = 80 },
        new() { Id = "coverage-clusters", Title = "园区、商圈、楼宇、市场覆盖率", Group = Group, Of = Clusters, Where = "is_covered", OutOf = "true", Wanting = "not is_covered", WantingWords = "没有覆盖的", Formula = "本身有党组织或其中单位都有党组织的 ÷ 台账上的园区、商圈、楼宇、市场", Source = Practice, Better = Better.Higher, Target = 100, Yellow = 100 },
        new() { Id = "coverage-industries", Title = "行业系统党组织覆盖率", Group = Group, Of = OfIndustries, Where = "has_organisation", OutOf = "true", Wanting = "not has_organisation", WantingWords = "没有党组织的", Formula = "有党组织的 ÷ 本地（本级和上级）“行业系统党建”台账登记的各行业的单位", Source = Practice, Better = Better.Higher },
        new() { Id = "rated-poor", Title = "两新党组织作用发挥差", Group = Group, Of = Units, Where = "is_new and has_organisation and rating = '3'", Formula = "有党组织、摸排评为差的两新组织", Source = Practice, Better = Better.Lower, Yellow = 0 },
        new() { Id = "requests-open", Title = "单位诉求未办结", Group = Group, Of = Requests, Where = "replied_on is null", Period = "本年", Formula = "本年指导员收集、还没有答复办结的诉求", Source = Practice, Better = Better.Lower, Yellow = 0 },
    ];

    static IReadOnlyList<Line> Columns =>
    [
        new("两新组织", "is_new"), new("有党组织", "is_new and has_organisation"), new("单独", "is_new and has_organisation and not is_joint"), new("联合", "is_new and is_joint"), Line.Percent("覆盖率%", 2, 1),
        new("非公企业", $"kind = '1' and {Counts}"), new("非公有党组织", $"kind = '1' and {Counts} and has_organisation"), Line.Percent("非公覆盖率%", 7, 6), new("社会组织", $"kind = '2' and {Counts}"), new("社会组织有党组织", $"kind = '2' and {Counts} and has_organisation"), Line.Percent("社会组织覆盖率%", 10, 9),
        new("工作覆盖", $"is_new and {Worked}"), Line.Percent("工作覆盖率%", 12, 1), new("应建未建", $"is_new and {Should} and not has_organisation"),
    ];

    public static IReadOnlyList<Report> Reports =>
    [
        new() { Id = "coverage", Number = "表16", Title = "两新组织“两个覆盖”", Of = Units, RowHead = "区划", Charted = [5], Columns = Columns, Under = Under, Checks = [new("列2=列3+列4"), new("列1≥列2"), new("列12≥列2")], Note = "单独建立的和参加联合党支部的都算有党组织；工作覆盖包括有党组织的；非公企业、社会组织两栏按规则参数所定的口径（全部，或者从业党员达到若干人的）。", Source = Practice, Confidence = "待核" },
        new() { Id = "coverage-industry", Number = "表17", Title = "两新组织分行业覆盖", Of = Units, RowHead = "行业系统", Rows = [Lines.All, .. Lines.Codes(Establishments.Industries, "industry", 1), Line.Sub("未填", "industry is null")], Columns = Columns, Under = Under, Checks = [new("列2=列3+列4")], Note = "行业由摸排登记。", Source = Practice, Confidence = "待核" },
    ];
}
