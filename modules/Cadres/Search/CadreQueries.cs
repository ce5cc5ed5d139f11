namespace OrgWork.Cadres;

/// <summary>Combined questions that come with the register of cadres, and what can be asked beside its columns.</summary>
static class CadreQueries
{
    /// <summary>到龄: as registered, else reckoned by the gradual delay from the limit that held before.</summary>
    public static readonly QueryFact RetiresOn = new(Field.Month("retires_on", "到龄退休时间"), """
        coalesce(t.age_limit_on, org.retirement_month(t.birth_on, coalesce(substring(t.former_age_limit from '[0-9]{2}')::int, case when t.sex = '1' or t.level in ('1A21', '1A22', '1A31', '1A32') then 60 when t.sex = '2' then 55 end)))
        """);

    static readonly string[] University = [.. StandardCodes.Education.Codes.Where(code => code.Value[0] is '1' or '2').Select(code => code.Value)];

    static QueryPart One(string column, string how, params string[] values) => new() { Tests = [new(column, how, [.. values])] };
    static QueryPart Of(string set, int count, params QueryTest[] tests) => new() { Set = set, Count = count, Tests = [.. tests] };
    static QueryPart All(params QueryPart[] parts) => new() { Mode = QueryMode.All, Parts = [.. parts] };

    static readonly QueryTest LastThree = new("year", QueryHow.Within, ["-3", "-1"]), Yearly = new("kind", QueryHow.Is, ["20"]);

    public static readonly IReadOnlyList<ReadyQuery> Ready =
    [
        new("年轻优秀、有乡镇经历", All(
            One("status", QueryHow.Is, "1"),
            One("birth_on", QueryHow.Since, "", "40"),
            One("full_time_education", QueryHow.Is, University),
            new() { Set = "posts", Months = 24, Tests = [new("is_grassroots", QueryHow.Is, ["1"])] },
            Of("assessments", 3, LastThree, Yearly),
            Of("assessments", 1, LastThree, Yearly, new("grade", QueryHow.Is, ["1"])),
            One("in_effect", QueryHow.Is, "0"))),
        new("乡科级正职人选：任副职满两年", All(
            One("status", QueryHow.Is, "1"), One("level", QueryHow.Is, "1A42"), One("level_began_on", QueryHow.Since, "2", ""), One("retires_on", QueryHow.Within, "+5y", ""),
            new() { Mode = QueryMode.None, Parts = [One("is_on_probation", QueryHow.Is, "1"), One("in_effect", QueryHow.Is, "1"), Of("assessments", 1, LastThree, new("grade", QueryHow.Is, ["3", "4", "3B", "4B"]))] })),
        new("女干部、党外干部、少数民族干部里的班子成员", All(
            One("status", QueryHow.Is, "1"), One("is_team_member", QueryHow.Is, "1"),
            new() { Mode = QueryMode.Any, Parts = [One("sex", QueryHow.Is, "2"), One("politics", QueryHow.IsNot, "01", "02"), One("nation", QueryHow.IsNot, "01")] })),
        new("同一职务五年以上，两年内不到龄", All(One("status", QueryHow.Is, "1"), One("is_team_member", QueryHow.Is, "1"), One("post_began_on", QueryHow.Since, "5", ""), One("retires_on", QueryHow.Within, "+2y", ""))),
    ];
}
