namespace OrgWork.Cadres;

/// <summary>What is asked of a cadre's row in many places; <c>c</c> is the cadre.</summary>
static class CadreSql
{
    /// <summary>The higher of the two educations.</summary>
    public const string Highest = "case when left(c.in_service_education, 1) < left(c.full_time_education, 1) or c.full_time_education is null then c.in_service_education else c.full_time_education end";

    /// <summary>The last three yearly grades of a cadre, latest first.</summary>
    public static string Grades(string cadre) => $"(select string_agg(a.year || ':' || a.grade, ',' order by a.year desc) from (select year, grade from cadre_assessment a where a.cadre_id = {cadre} and a.kind = '20' and a.removed_at is null order by year desc limit 3) a)";

    /// <summary>Those grades in words.</summary>
    public static string InWords(string? grades) => string.Join("　", (grades ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(':')).Select(one => $"{one[0]} {StandardCodes.AssessmentResult.NameOf(one[1])}"));

    /// <summary>Whoever had this grade is among the last.</summary>
    public static bool IsPoor(string? grade) => grade is "3" or "3B" or "4" or "4B";
}
