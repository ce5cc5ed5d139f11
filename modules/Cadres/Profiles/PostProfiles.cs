namespace OrgWork.Cadres;

/// <summary>岗位画像 (C3.9): what a post is there for and what it asks; each demand is a condition of its own, answered yes or no for each cadre.</summary>
public static class PostProfiles
{
    public static readonly CodeSet Experiences = new("profile_experience", "经历", "本平台", [new("1", "乡镇（街道）任职"), new("2", "企业经历"), new("3", "重点工作一线"), new("4", "两个以上岗位")]);

    public static readonly Register Register = new()
    {
        Id = "post-profiles", Title = "岗位画像", Noun = "岗位画像", Counter = "个", Table = "post_profile", ReadPermission = Appointing.Read, WritePermission = Appointing.Act,
        Fields =
        [
            Field.Text("name", "岗位", 120).Required().Wide().Hinted("如 县住房和城乡建设局局长"), Field.LongText("duties", "岗位职责", 1000).Required().Hinted("这个岗位要办成哪些事"), Field.Code("from_level", "现任职务层次", StandardCodes.PostLevel).Listed().Filter().Hinted("从哪一层次选"), Field.Number("level_years", "任同层次年限", 0, 40).Listed(), Field.Number("age_most", "年龄不超过", 18, 70).Listed(), Field.Code("education_least", "学历不低于", StandardCodes.Education).Listed(),
            Field.Code("specialty", "专业门类", CadreCodes.Specialty).Listed().FirstFilter(), Field.Code("specialty_2", "或专业门类", CadreCodes.Specialty), Field.Number("grassroots_years", "基层经历年限", 0, 40).Listed(), Field.Code("experience", "经历", Experiences).Listed(), Field.Flag("is_party", "须为中共党员"), Field.Text("remark", "说明", 300),
        ],
        Conditions = [new("没有专业要求", "specialty.none=1")],
    };

    public sealed record Profile(Guid Id, string Name, string Duties, string? FromLevel, int? LevelYears, int? AgeMost, string? EducationLeast, string? Specialty, string? Specialty2, int? GrassrootsYears, string? Experience, bool IsParty);

    /// <param name="Sql">over the cadre <c>c</c>, with the profile's values as parameters</param>
    public sealed record Condition(string Label, string Sql);

    /// <summary>What the profile asks, each by itself; there is no sum over them.</summary>
    public static IReadOnlyList<Condition> ConditionsOf(Profile one)
    {
        var asked = new List<Condition>();
        if (one.FromLevel is { } level) asked.Add(new(StandardCodes.PostLevel.NameOf(level), "c.level = @FromLevel"));
        if (one.LevelYears is { } years) asked.Add(new($"任同层次满 {years} 年", "c.level_began_on <= @day::date - make_interval(years => @LevelYears)"));
        if (one.AgeMost is { } most) asked.Add(new($"{most} 岁及以下", "c.birth_on > @day::date - make_interval(years => @AgeMost + 1)"));
        if (one.EducationLeast is { } least) asked.Add(new($"{StandardCodes.Education.NameOf(least)}以上", "left(least(c.full_time_education, c.in_service_education), 1) <= left(@EducationLeast, 1)"));
        if (one.Specialty is { } specialty) asked.Add(new($"熟悉{CadreCodes.Specialty.NameOf(specialty)}{(one.Specialty2 is { } other ? $"或{CadreCodes.Specialty.NameOf(other)}" : "")}", "exists (select from cadre_specialty s where s.cadre_id = c.id and s.removed_at is null and s.specialty in (@Specialty, @Specialty2))"));
        if (one.GrassrootsYears is { } grassroots) asked.Add(new($"基层经历满 {grassroots} 年", "c.grassroots_years >= @GrassrootsYears"));
        if (one.Experience is { } experience) asked.Add(new(Experiences.NameOf(experience), experience switch
        {
            "1" => "exists (select from cadre_post p left join team_seat z on z.id = p.seat_id left join team t on t.id = z.team_id where p.cadre_id = c.id and p.removed_at is null and (t.kind = '3' or p.unit_name ~ '[乡镇]|街道'))",
            "2" => "(c.source = '7' or exists (select from cadre_post p left join org.unit u on u.id = p.unit_id where p.cadre_id = c.id and p.removed_at is null and (u.kind = '42' or p.unit_name ~ '公司|集团|企业')))",
            "3" => "exists (select from frontline_service f where f.cadre_id = c.id and f.removed_at is null and f.began_on <= @day)",
            _ => "(select count(distinct (p.unit_name, p.post_name)) from cadre_post p where p.cadre_id = c.id and p.removed_at is null) >= 2",
        }));
        if (one.IsParty) asked.Add(new("中共党员", "c.politics in ('01', '02')"));
        return asked;
    }
}
