namespace OrgWork.Cadres;

/// <summary>Age, sex, nation, education, source of the cadres in office, by level and by place (inventory C2.4, C2.8, C7.21).</summary>
static class StructureReports
{
    const string Source = "领导班子和干部队伍结构分析（本平台）";

    static readonly IReadOnlyList<Line> Levels =
    [
        Lines.All, Line.Sub("厅局级", "level in ('1A21', '1A22')"), Line.Sub("县处级正职", "level = '1A31'"), Line.Sub("县处级副职", "level = '1A32'"), Line.Sub("乡科级正职", "level = '1A41'"), Line.Sub("乡科级副职", "level = '1A42'"),
        Line.Sub("科员及以下", "level in ('1A50', '1A60', '1A98', '1A99')"), Line.Sub("未定层次", "level is null or level < '1A21'"),
    ];

    static readonly IReadOnlyList<Line> NonParty = [new("中共党员", "politics in ('01', '02')") { Group = "政治面貌" }, new("党外", "politics not in ('01', '02')") { Group = "政治面貌" }];
    const string OfLevels = "行1=行2+行3+行4+行5+行6+行7+行8";

    public static IReadOnlyList<Report> All =>
    [
        new()
        {
            Id = "ages", Number = "表1", Title = "干部年龄结构", Of = CadresCounted.Cadres, RowHead = "职务层次", Rows = Levels, Charted = [2, 3, 4, 5, 6, 7, 8],
            Columns = [Lines.All, .. Lines.AgeBands("年龄", 30, 35, 40, 45, 50, 55)], Checks = [new("列1=列2+列3+列4+列5+列6+列7+列8"), new(OfLevels)],
            Note = "统计日现职干部，年龄按月计算周岁。", Source = Source,
        },
        new()
        {
            Id = "people", Number = "表2", Title = "干部性别、民族、党派结构", Of = CadresCounted.Cadres, RowHead = "职务层次", Rows = Levels, Charted = [3, 6, 9],
            Columns = [Lines.All, .. Lines.Sexes(), Line.Percent("女占%", 3, 1), .. Lines.Nations(), Line.Percent("少数民族占%", 6, 1), .. NonParty, Line.Percent("党外占%", 9, 1)],
            Checks = [new("列1=列2+列3"), new("列1=列5+列6"), new("列1=列8+列9"), new(OfLevels), new("表2.行1.列1=表1.行1.列1")],
            Note = "党外指中共党员、预备党员以外的。", Source = Source,
        },
        new()
        {
            Id = "education", Number = "表3", Title = "干部学历结构", Of = CadresCounted.Cadres, RowHead = "职务层次", Rows = Levels, Charted = [2, 3, 4],
            Columns = [Lines.All, .. Lines.Educations("最高学历").Take(3), new("中专及以下", "education >= '4'") { Group = "最高学历" }, new("未登记", "education is null") { Group = "最高学历" }, .. Lines.Educations("其中全日制", "full_time_education").Take(3)],
            Checks = [new("列1=列2+列3+列4+列5+列6"), new(OfLevels), new("列2≥列7")],
            Note = "全日制和在职学历取高的一个；党校学历按相应层次计。", Source = Source,
        },
        new()
        {
            Id = "sources", Number = "表4", Title = "干部来源和经历", Of = CadresCounted.Cadres, RowHead = "职务层次", Rows = Levels,
            Columns = [Lines.All, .. Lines.Codes(CadreCodes.Source, "source", group: "来源"), new("未登记", "source is null") { Group = "来源" }, new("基层经历满2年", "grassroots_years >= 2")],
            Checks = [new("列1=列2+列3+列4+列5+列6+列7+列8+列9+列10+列11"), new(OfLevels)],
            Note = "来源按人员来源代码。", Source = Source,
        },
        new()
        {
            Id = "ranks", Number = "表5", Title = "职级分布", Of = CadresCounted.Cadres, RowHead = "职级", Rows = [new("有职级的", "rank is not null"), .. Lines.Codes(StandardCodes.Rank, "rank", 1)], Charted = [1],
            Columns = [Lines.All, .. Lines.Sexes(), .. Lines.AgeBands("年龄", 35, 40, 45, 50, 55)], Checks = [new("列1=列2+列3"), new("列1=列4+列5+列6+列7+列8+列9"), new("行1=行2+行3+行4+行5+行6+行7+行8+行9+行10+行11+行12+行13")],
            Note = "综合管理类公务员职级十二级，按所任职级；职务与职级并行的，以职级计。", Source = "公务员职务与职级并行规定", Confidence = "已核",
        },
        new()
        {
            Id = "teams", Number = "表6", Title = "领导班子成员结构", Of = CadresCounted.Cadres, RowHead = "区划", Charted = [2, 3, 4],
            Columns = [new("班子成员", "is_team_member"), new("女", "is_team_member and sex = '2'"), new("少数民族", "is_team_member and nation <> '01'"), new("党外", "is_team_member and politics not in ('01', '02')"), new("35岁及以下", "is_team_member and age <= 35"), new("36—40岁", "is_team_member and age between 36 and 40"), new("41—50岁", "is_team_member and age between 41 and 50"), new("51岁及以上", "is_team_member and age > 50"), new("大学及以上", "is_team_member and education < '3'"), Line.Percent("女占%", 2, 1)],
            Checks = [new("列1=列5+列6+列7+列8"), new("列1≥列2")],
            Note = "登记为班子成员的现职干部。", Source = Source,
        },
        new()
        {
            Id = "assessments", Number = "表7", Title = "上年度考核结果", Of = CadresCounted.Assessments, RowHead = "职务层次", Rows = Levels, Charted = [2, 3, 4, 5],
            Columns = [Lines.All, new("优秀", "grade = '1'"), new("称职（合格）", "grade in ('2', '2B')"), new("基本称职（基本合格）", "grade in ('3', '3B')"), new("不称职（不合格）", "grade in ('4', '4B')"), new("不定等次、不考核", "grade >= '5'"), Line.Percent("优秀占%", 2, 1)],
            Checks = [new("列1=列2+列3+列4+列5+列6"), new(OfLevels)],
            Note = "统计日所在年的上一年的年度考核结论；占比以全部参加的为基数，规定的基数口径各地不一。", Source = "公务员考核规定", Confidence = "已核",
        },
        new()
        {
            Id = "specialties", Number = "表8", Title = "干部专业结构", Of = CadresCounted.Specialties, RowHead = "专业门类", Rows = [Lines.All, .. Lines.Codes(CadreCodes.Specialty, "specialty", 1)], Charted = [1],
            Columns = [Lines.All, new("班子成员", "is_team_member"), .. Lines.Sexes(), new("县处级", "level in ('1A31', '1A32')") { Group = "职务层次" }, new("乡科级", "level in ('1A41', '1A42')") { Group = "职务层次" }, new("其他", "level is null or level not in ('1A31', '1A32', '1A41', '1A42')") { Group = "职务层次" }, .. Lines.Codes(CadreCodes.SpecialtyBasis, "basis", group: "认定依据")],
            Checks = [new("列1=列3+列4"), new("列1=列5+列6+列7"), new("列1=列8+列9+列10"), new("行1=" + string.Join('+', Enumerable.Range(2, CadreCodes.Specialty.Codes.Count).Select(n => $"行{n}")))],
            Note = "一人有几个专业门类的，在各门类分别计数。", Source = Source,
        },
    ];
}
