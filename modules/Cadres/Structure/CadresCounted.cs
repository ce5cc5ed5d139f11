namespace OrgWork.Cadres;

/// <summary>Cadres in office as rows with their dimensions.</summary>
static class CadresCounted
{
    const string Read = "cadres.files.read", Record = "cadres/files";

    static readonly IReadOnlyList<Field> Shown =
    [
        Field.Text("post_title", "现任职务").Wide(), Field.Code("sex", "性别", StandardCodes.Sex), Field.Date("birth_on", "出生日期").WithAge(), Field.Code("nation", "民族", StandardCodes.Nation), Field.Code("politics", "政治面貌", StandardCodes.Politics),
        Field.Code("level", "职务层次", StandardCodes.PostLevel), Field.Code("education", "最高学历", StandardCodes.Education), Field.Month("post_began_on", "任现职时间"),
    ];

    /// <summary>Of the two educations the higher: the first digit of ZB64 is the level.</summary>
    const string Facts = $"""
        c.locality_path, c.name as title, c.sex, c.birth_on, c.nation, c.politics, c.post_title, c.level, c.rank, c.rank_began_on, c.is_team_member, c.is_on_probation, c.probation_ends_on, c.age_limit_on, {CadreRules.FormerLimit} as former_age_limit, c.full_time_education,
        {CadreSql.Highest} as education,
        c.source, c.grassroots_years, c.post_began_on, c.level_began_on, c.work_began_on, case when l.kind < 6 then l.kind else (select h.kind from org.locality h where h.path = org.home_of(c.locality_path)) end as place_kind, u.kind as unit_kind
        """;

    public static readonly Counted Cadres = new()
    {
        Id = "cadres", Title = "现职干部", ReadPermission = Read, RecordPath = Record, Columns = Shown,
        Sql = $$"""
            select c.id, {{Facts}}, {{Lines.Age("c.birth_on")}} as age, {{Lines.Age("c.post_began_on")}} as post_years
            from {cadres.cadre} c join org.locality l on l.path = c.locality_path left join {org.unit} u on u.id = c.unit_id where c.status = '1'
            """,
    };

    /// <summary>One row for each field somebody is versed in.</summary>
    public static readonly Counted Specialties = new()
    {
        Id = "specialties", Title = "干部专业门类", Counter = "人次", ReadPermission = Read, RecordPath = Record, RecordColumn = "cadre_id",
        Columns = [Field.Text("post_title", "现任职务").Wide(), Field.Code("level", "职务层次", StandardCodes.PostLevel), Field.Code("specialty", "专业门类", CadreCodes.Specialty), Field.Code("basis", "认定依据", CadreCodes.SpecialtyBasis), Field.Text("evidence", "证明材料")],
        Sql = $$"""
            select s.id, c.id as cadre_id, {{Facts}}, {{Lines.Age("c.birth_on")}} as age, s.specialty, s.basis, s.evidence
            from {cadres.cadre_specialty} s join {cadres.cadre} c on c.id = s.cadre_id join org.locality l on l.path = c.locality_path left join {org.unit} u on u.id = c.unit_id
            where s.removed_at is null and c.status = '1'
            """,
    };

    /// <summary>Last year's annual assessment: on any day of a year the one of the year before is the latest.</summary>
    public static readonly Counted Assessments = new()
    {
        Id = "assessments", Title = "年度考核", Counter = "人", ReadPermission = Read, RecordPath = Record, RecordColumn = "cadre_id",
        Columns = [Field.Text("post_title", "现任职务").Wide(), Field.Code("sex", "性别", StandardCodes.Sex), Field.Date("birth_on", "出生日期").WithAge(), Field.Code("level", "职务层次", StandardCodes.PostLevel), Field.Number("year", "考核年度"), Field.Code("grade", "考核结论", StandardCodes.AssessmentResult)],
        Sql = $$"""
            select a.id, c.id as cadre_id, {{Facts}}, {{Lines.Age("c.birth_on")}} as age, a.year, a.grade
            from {cadres.cadre_assessment} a join {cadres.cadre} c on c.id = a.cadre_id join org.locality l on l.path = c.locality_path left join {org.unit} u on u.id = c.unit_id
            where a.removed_at is null and a.kind = '20' and a.year = extract(year from {day})::int - 1
            """,
    };
}
