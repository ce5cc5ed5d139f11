namespace OrgWork.Cadres;

/// <summary>What is asked of a cadre's row in many places; <c>c</c> is the cadre.</summary>
static class CadreSql
{
    /// <summary>The higher of the two educations.</summary>
    public const string Highest = "case when left(c.in_service_education, 1) < left(c.full_time_education, 1) or c.full_time_education is null then c.in_service_education else c.full_time_education end";

    /// <summary>Completed years by month, as on the appointment form.</summary>
    public static string AgeOn(string birth, string day) => $"((extract(year from {day}) - extract(year from {birth})) * 12 + extract(month from {day}) - extract(month from {birth}))::int / 12";

    /// <summary>Names of the registered specialties, to be matched against what is asked for.</summary>
    static readonly string Tags = string.Join(", ", CadreCodes.Specialty.Codes.Select(one => $"('{one.Value}', '{one.Name}')"));

    /// <summary>Somebody has a specialty when it stands in what they know well, in what they studied, or is registered of them on evidence.</summary>
    public static string Knows(string tag, string educations = "cadre_education", string specialties = "cadre_specialty") => $"(strpos(coalesce(c.specialty, ''), {tag}) > 0 or exists (select from {educations} e where e.cadre_id = c.id and e.removed_at is null and strpos(coalesce(e.major, ''), {tag}) > 0) or exists (select from {specialties} k join (values {Tags}) n (code, name) on n.code = k.specialty where k.cadre_id = c.id and k.removed_at is null and strpos(n.name, {tag}) > 0))";

    /// <summary>All of it in one text, for whoever asks it of people in hand: what contains a tag here is what <see cref="Knows"/> finds.</summary>
    public static readonly string Known = $"concat_ws(E'\\n', c.specialty, (select string_agg(e.major, E'\\n') from cadre_education e where e.cadre_id = c.id and e.removed_at is null), (select string_agg(n.name, E'\\n') from cadre_specialty k join (values {Tags}) n (code, name) on n.code = k.specialty where k.cadre_id = c.id and k.removed_at is null))";

    /// <summary>The last three yearly grades of a cadre, latest first.</summary>
    public static string Grades(string cadre) => $"(select string_agg(a.year || ':' || a.grade, ',' order by a.year desc) from (select year, grade from cadre_assessment a where a.cadre_id = {cadre} and a.kind = '20' and a.removed_at is null order by year desc limit 3) a)";

    /// <summary>Those grades in words.</summary>
    public static string InWords(string? grades) => string.Join("　", (grades ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(':')).Select(one => $"{one[0]} {StandardCodes.AssessmentResult.NameOf(one[1])}"));

    /// <summary>Whoever had this grade is among the last.</summary>
    public static bool IsPoor(string? grade) => grade is "3" or "3B" or "4" or "4B";
}
