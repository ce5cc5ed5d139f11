namespace OrgWork.Cadres;

/// <summary>Indicators of the inventory that the present tables can answer (I-C5, 6, 8, 11, 29, 42).</summary>
static class StructureFigures
{
    const string Structure = "队伍结构", Teams = "班子结构", Care = "任期和期限", Source = "领导班子和干部队伍结构分析（本平台）";

    static Figure Share(string id, string title, string group, string where, string of, string formula) => new() { Id = id, Title = title, Group = group, Of = CadresCounted.Cadres, Where = where, OutOf = of, Formula = formula, Source = Source };

    public static IReadOnlyList<Figure> All =>
    [
        new() { Id = "cadres", Title = "现职干部", Group = Structure, Of = CadresCounted.Cadres, Formula = "人员管理状态为现职的干部", Source = Source },
        new() { Id = "mean-age", Title = "平均年龄", Group = Structure, Of = CadresCounted.Cadres, Mean = "age", Unit = "岁", Formula = "现职干部周岁之和 ÷ 人数", Source = Source },
        Share("young", "40岁及以下占比", Structure, "age <= 40", "true", "40 岁及以下 ÷ 现职干部"),
        Share("women", "女干部占比", Structure, "sex = '2'", "true", "女干部 ÷ 现职干部"),
        Share("minorities", "少数民族干部占比", Structure, Lines.Minorities.Where, "true", "少数民族干部 ÷ 现职干部"),
        Share("non-party", "党外干部占比", Structure, "politics not in ('01', '02')", "true", "党外干部 ÷ 现职干部"),
        Share("university", "大学及以上学历占比", Structure, "education < '3'", "true", "最高学历为大学、研究生的 ÷ 现职干部"),
        Share("grassroots", "有两年以上基层经历占比", Structure, "grassroots_years >= 2", "true", "基层工作经历满两年的 ÷ 现职干部"),
        new() { Id = "county-level", Title = "县处级干部", Group = Structure, Of = CadresCounted.Cadres, Where = "level in ('1A31', '1A32')", Formula = "职务层次为县处级正职、副职的现职干部", Source = Source },
        new() { Id = "section-level", Title = "乡科级干部", Group = Structure, Of = CadresCounted.Cadres, Where = "level in ('1A41', '1A42')", Formula = "职务层次为乡科级正职、副职的现职干部", Source = Source },

        new() { Id = "team-age", Title = "班子成员平均年龄", Group = Teams, Of = CadresCounted.Cadres, Where = "is_team_member", Mean = "age", Unit = "岁", Formula = "班子成员周岁之和 ÷ 人数", Source = Source },
        Share("team-young", "班子成员40岁及以下占比", Teams, "age <= 40", "is_team_member", "40 岁及以下班子成员 ÷ 班子成员"),
        Share("team-women", "班子成员女性占比", Teams, "sex = '2'", "is_team_member", "女班子成员 ÷ 班子成员"),
        Share("team-non-party", "班子成员党外占比", Teams, "politics not in ('01', '02')", "is_team_member", "党外班子成员 ÷ 班子成员"),
        new() { Id = "township-30", Title = "乡镇（街道）班子30岁及以下", Group = Teams, Of = CadresCounted.Cadres, Where = "is_team_member and place_kind = 4 and age <= 30", Period = "年末", Formula = "乡镇、街道班子成员中 30 周岁及以下的人数（目标由上级规定，各地录入）", Source = "市委配备要求", Better = Better.Higher },
        new() { Id = "township-35", Title = "乡镇（街道）班子35岁及以下", Group = Teams, Of = CadresCounted.Cadres, Where = "is_team_member and place_kind = 4 and age <= 35", Period = "年末", Formula = "乡镇、街道班子成员中 35 周岁及以下的人数", Source = "市委配备要求", Better = Better.Higher },

        new() { Id = "ten-years", Title = "任现职满10年", Group = Care, Of = CadresCounted.Cadres, Where = "is_team_member and post_years >= 10", Formula = "班子成员任现职满十年的，应当交流", Source = "党政领导干部交流工作规定", Confidence = "已核", Better = Better.Lower, Red = 0 },
        new() { Id = "probation-over", Title = "试用期已满未结", Group = Care, Of = CadresCounted.Cadres, Where = "is_on_probation and probation_ends_on < {day}", Formula = "试用期满日期已过、没有办结的", Source = "党政领导干部选拔任用工作条例", Confidence = "已核", Better = Better.Lower, Red = 0 },
        new() { Id = "probation-ending", Title = "一个月内试用期满", Group = Care, Of = CadresCounted.Cadres, Where = "is_on_probation and probation_ends_on between {day} and {day} + 31", Formula = "试用期在统计日后一个月内满的", Source = "党政领导干部选拔任用工作条例", Confidence = "已核", Better = Better.Lower, Yellow = 0 },
        new() { Id = "over-60", Title = "年满60岁现职干部", Group = Care, Of = CadresCounted.Cadres, Where = "age >= 60", Formula = "年满 60 周岁仍为现职的，核对法定退休时间和任职年龄界限", Source = "关于实施渐进式延迟法定退休年龄的决定", Confidence = "已核", Better = Better.Lower, Yellow = 0 },
        new() { Id = "excellent", Title = "上年度考核优秀占比", Group = Care, Of = CadresCounted.Assessments, Where = "grade = '1'", OutOf = "grade in ('1', '2', '3', '4')", Period = "年", Formula = "优秀 ÷ 确定等次的（基数各地口径不一）", Source = "公务员考核规定：一般不超过 20%，经同级主管部门批准可到 25%", Confidence = "已核", Better = Better.Lower, Yellow = 20, Red = 25 },
        new() { Id = "not-competent", Title = "上年度基本称职、不称职", Group = Care, Of = CadresCounted.Assessments, Where = "grade in ('3', '3B', '4', '4B')", Period = "年", Formula = "上年度考核结论为基本称职（基本合格）、不称职（不合格）的", Source = "公务员考核规定", Confidence = "已核" },
    ];
}
