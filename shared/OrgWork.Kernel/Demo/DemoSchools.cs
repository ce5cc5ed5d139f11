namespace OrgWork.Kernel;

/// <summary>Where people of the invented city learned, and what.</summary>
public static class DemoSchools
{
    /// <summary>One course of study.</summary>
    /// <param name="Degree">a code of <see cref="StandardCodes.Degree"/>, null where none is given</param>
    public sealed record Study(string School, string Major, string? Degree);

    static readonly (string Major, string Faculty, string Branch)[] Majors =
    [
        ("汉语言文学", "文学院", "05"), ("法学", "法学院", "03"), ("思想政治教育", "马克思主义学院", "03"), ("行政管理", "公共管理学院", "12"), ("经济学", "经济学院", "02"), ("会计学", "商学院", "12"),
        ("农学", "农学院", "09"), ("林学", "林学院", "09"), ("土木工程", "建筑工程学院", "08"), ("水利水电工程", "水利学院", "08"), ("计算机科学与技术", "信息学院", "08"), ("机械工程", "机电学院", "08"),
        ("数学与应用数学", "理学院", "07"), ("历史学", "历史学院", "06"), ("教育学", "教育学院", "04"), ("新闻学", "新闻学院", "05"), ("社会学", "社会学院", "03"), ("财政学", "经济学院", "02"),
    ];
    static readonly (string Major, string Faculty, string Branch)[] Medical = [("临床医学", "临床医学院", "10"), ("护理学", "护理学院", "10"), ("中医学", "中医学院", "10"), ("药学", "药学院", "10")];
    static readonly string[] Universities = ["云江大学", "云江师范大学", "云江理工大学", "云江农业大学", "云江财经大学", "岭东大学", "海西工业大学", "江左师范大学", "湖左大学"];
    static readonly string[] Colleges = ["云江师范专科学校", "云江职业技术学院", "岭东农业专科学校", "云江财贸专科学校", "海西水利专科学校"];
    static readonly string[] Secondary = ["云江师范学校", "云江农业学校", "云江财贸学校", "云江卫生学校"];

    public static Study For(string education, DemoRandom random, bool isMedical = false)
    {
        var (major, faculty, branch) = random.Pick(isMedical ? Medical : Majors);
        return education switch
        {
            "11" when random.Chance(0.12) => new(random.Pick(Universities) + faculty, major, "2" + branch),
            "11" when random.Chance(0.25) && !isMedical => new(random.Pick(Universities) + "公共管理学院", "公共管理", "349"),
            "11" => new(random.Pick(Universities) + faculty, major, "3" + branch),
            "21" => new(isMedical ? "云江医科大学" + faculty : random.Pick(Universities) + faculty, major, random.Chance(0.93) ? "4" + branch : null),
            "31" => new(isMedical ? "云江医学专科学校" : random.Pick(Colleges), major, null),
            "1A" or "2A" or "34" => new("中央党校函授学院", random.Pick(["经济管理", "党政管理", "法律"]), null),
            "1B" or "2B" or "37" => new("省委党校", random.Pick(["经济管理", "公共管理", "法学", "党史党建"]), null),
            "41" or "47" => new(isMedical ? "云江卫生学校" : random.Pick(Secondary), random.Pick(["普师", "农学", "财会", "文秘"]), null),
            _ => new("云江市第" + random.Pick(["一", "二", "三", "五"]) + "中学", "普通科", null),
        };
    }
}
