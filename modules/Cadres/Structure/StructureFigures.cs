namespace OrgWork.Cadres;

/// <summary>Figures of the cadres in office, and of what has to be done about them (I-C29, 42); those of teams stand with the teams.</summary>
static class StructureFigures
{
    const string Structure = "队伍结构", Care = "任期和期限", Source = "领导班子和干部队伍结构分析（本平台）";

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

        new() { Id = "ten-years", Title = "任现职满交流年限", Group = Care, Of = CadresCounted.Cadres, Breaks = CadreRules.TenYears, Formula = "班子成员任现职满规则所定年数（默认十年）的，应当交流", Source = "党政领导干部交流工作规定", Confidence = "已核", Better = Better.Lower, Red = 0 },
        new() { Id = "probation-over", Title = "试用期已满未结", Group = Care, Of = CadresCounted.Cadres, Breaks = CadreRules.ProbationOver, Formula = "试用期满日期已过、没有办结的", Source = "党政领导干部选拔任用工作条例", Confidence = "已核", Better = Better.Lower, Red = 0 },
        new() { Id = "probation-ending", Title = "试用期将满", Group = Care, Of = CadresCounted.Cadres, Breaks = CadreRules.ProbationNear, Formula = "试用期在规则所定时间（默认一个月）内满的", Source = "党政领导干部选拔任用工作条例", Confidence = "已核", Better = Better.Lower, Yellow = 0 },
        new() { Id = "over-60", Title = "到龄仍为现职", Group = Care, Of = CadresCounted.Cadres, Breaks = CadreRules.RetirementReached, Formula = "按出生年月和改革前年龄界限推算（登记了到龄时间的从登记）已经到龄、仍为现职的", Source = "关于实施渐进式延迟法定退休年龄的决定", Confidence = "已核", Better = Better.Lower, Yellow = 0 },
        new() { Id = "excellent", Title = "上年度考核优秀占比", Group = Care, Of = CadresCounted.Assessments, Where = "grade = '1'", OutOf = "grade in ('1', '2', '2B', '3', '3B', '4', '4B')", Period = "年", Formula = "优秀 ÷ 确定等次的；超不超比例按单位看“优秀超过比例的单位”", Source = "公务员考核规定", Confidence = "已核" },
        new() { Id = "not-competent", Title = "上年度基本称职、不称职", Group = Care, Of = CadresCounted.Assessments, Where = "grade in ('3', '3B', '4', '4B')", Period = "年", Formula = "上年度考核结论为基本称职（基本合格）、不称职（不合格）的", Source = "公务员考核规定", Confidence = "已核" },
    ];
}
