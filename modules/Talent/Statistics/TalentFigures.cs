namespace OrgWork.Talent;

/// <summary>Talents as rows with their dimensions, and the figures and the table reckoned from them.</summary>
static class TalentFigures
{
    const string Source = "人才资源统计（本平台）", Stock = "人才总量", Care = "引进和服务";

    static readonly Counted Talents = new()
    {
        Id = "talents", Title = "人才", ReadPermission = "talent.talents.read", RecordPath = "talent/talents",
        Columns = [Field.Text("workplace", "工作单位及职务").Wide(), Field.Code("sex", "性别", StandardCodes.Sex), Field.Date("birth_on", "出生日期").WithAge(), Field.Code("category", "人才类别", TalentCodes.Category), Field.Code("grade", "认定层次", TalentCodes.Grade), Field.Code("education", "学历", StandardCodes.Education), Field.Month("introduced_on", "引进时间")],
        Sql = $$"""
            select t.id, t.locality_path, t.name as title, t.workplace, t.sex, t.birth_on, t.nation, t.category, t.grade, t.domain, t.education, t.degree, t.title_level, t.introduction, t.introduced_on, t.contract_ends_on, t.liaison_leader, t.state, {{Lines.Age("t.birth_on")}} as age
            from {talent.talent} t where t.state in ('1', '2')
            """,
    };

    /// <summary>Of the Party-building module's own register, as it publishes it: nothing of it is kept here.</summary>
    static readonly Counted Workers = new()
    {
        Id = "workers", Title = "专业治理人才", ReadPermission = "talent.talents.read",
        Columns = [Field.Text("organisation", "党组织").Wide(), Field.Date("began_on", "从事党务自"), Field.Number("courses", "培训课程（门）"), Field.Number("score", "考试成绩"), Field.Flag("has_practice", "实践合格"), Field.Code("grade", "认证等级", Governance.WorkersModel.Grades), Field.Date("certified_on", "认证日期"), Field.Date("valid_until", "有效期至")],
        Sql = "select w.id, w.locality_path, w.name as title, w.organisation, w.began_on, w.courses, w.score, w.has_practice, w.grade, w.certified_on, w.valid_until from talent.grassroots_party_worker w where w.began_on <= {day}",
    };

    static readonly Line[] Degrees = [new("博士", "left(degree, 1) = '2'"), new("硕士", "left(degree, 1) = '3'"), new("学士和没有学位", "coalesce(left(degree, 1), '') not in ('2', '3')")];

    static Figure Count(string id, string title, string where, string formula, string group = Stock, string period = "当日") => new() { Id = id, Title = title, Group = group, Of = Talents, Where = where, Formula = formula, Source = Source, Period = period };

    /// <summary>“一村一名大学生”与村级后备人才 are kept by the grassroots line, the plan and its students in a local programme: here they are read and counted with the talents.</summary>
    const string Villages = "村级后备人才（组织科数据，只读）", Graduates = "一村一名大学生";

    public static FigureSet Set => new()
    {
        Shown = [new(Graduates, "planned", Villages), new(Graduates, "studying", Villages), new(Graduates, "graduated", Villages), new(Graduates, "all-villages", Villages), new("grassroots", "reserves", Villages), new("grassroots", "reserves-villages", Villages)],
        Figures =
        [
            Count("talents", "人才总数", "true", "人才库中在岗和合作期满的人才"),
            Count("high-level", "高层次人才", "grade in ('A', 'B', 'C', 'D')", "认定为 A—D 类的人才"),
            new() { Id = "young", Title = "45岁及以下占比", Group = Stock, Of = Talents, Where = "age <= 45", OutOf = "true", Formula = "45 岁及以下 ÷ 人才总数", Source = Source },
            new() { Id = "women", Title = "女性人才占比", Group = Stock, Of = Talents, Where = "sex = '2'", OutOf = "true", Formula = "女性人才 ÷ 人才总数", Source = Source },
            new() { Id = "senior", Title = "高级职称占比", Group = Stock, Of = Talents, Where = "title_level in ('1', '11', '12')", OutOf = "true", Formula = "正高、副高职称 ÷ 人才总数", Source = Source },
            Count("doctors", "博士", "degree >= '2' and degree < '3'", "学位为博士的人才"),
            new() { Id = "governance-talents", Title = "专业治理人才", Group = Stock, Of = Workers, Where = "valid_until >= {day} and certified_on <= {day}", Formula = "党务工作者中资格证书在有效期内的；名册和证书以基层党建为准，只知道现在在岗的", Source = Source },
            new() { Id = "governance-certified", Title = "党务工作者持证率", Group = Stock, Of = Workers, Where = "valid_until >= {day} and certified_on <= {day}", OutOf = "true", Formula = "证书在有效期内的 ÷ 在岗党务工作者；以基层党建为准", Source = Source, Better = Better.Higher },
            new() { Id = "introduced", Title = "本年引进", Group = Care, Of = IntroductionFigures.Arrivals, Where = "verified_on is not null", Period = "本年", Formula = "年初至统计日到岗、已核验的全职和柔性引进", Source = Source },
            new() { Id = "introduced-high", Title = "本年引进高层次人才", Group = Care, Of = IntroductionFigures.Arrivals, Where = "verified_on is not null and form = '1' and grade in ('A', 'B', 'C', 'D')", Period = "本年", Formula = "年初至统计日到岗、已核验的全职引进，A—D 类；与年度成效一致", Source = Source },
            new() { Id = "introduced-stay", Title = "本年引进留存率", Group = Care, Of = IntroductionFigures.Arrivals, Where = "verified_on is not null and (left_on is null or left_on > {day})", OutOf = "verified_on is not null", Wanting = "verified_on is not null and left_on <= {day}", WantingWords = "已经离开的", Period = "本年", Formula = "仍在的 ÷ 本年到岗、已核验的", Source = Source, Better = Better.Higher },
            new() { Id = "contracts", Title = "半年内合同期满", Group = Care, Of = Talents, Where = "contract_ends_on between {day} and {day} + 183", Formula = "合同或合作在统计日后六个月内期满的", Source = Source, Better = Better.Lower, Yellow = 0 },
            new() { Id = "liaison", Title = "高层次人才有领导联系占比", Group = Care, Of = Talents, Where = "liaison_leader is not null", OutOf = "grade in ('A', 'B', 'C', 'D')", Wanting = "grade in ('A', 'B', 'C', 'D') and liaison_leader is null", WantingWords = "没有联系领导的", Formula = "登记了联系领导的 ÷ A—D 类人才", Source = "党委联系服务专家制度", Better = Better.Higher, Target = 100 },
            new() { Id = "services-done", Title = "服务事项办结率", Group = Care, Of = ServiceFigures.Orders, Where = "state = '4'", OutOf = "true", Wanting = "state <> '4'", WantingWords = "没有办结的", Period = "本年", Formula = "本年受理、已办结的服务单 ÷ 本年受理的", Source = Source, Better = Better.Higher, Target = 100 },
            new() { Id = "services-in-time", Title = "服务事项按期办结率", Group = Care, Of = ServiceFigures.Orders, Where = "state = '4' and done_at <= due_at", OutOf = "state = '4'", Wanting = "state = '4' and (done_at <= due_at) is not true", WantingWords = "超期办结的", Period = "本年", Formula = "期限内办结的 ÷ 本年受理、已办结的服务单", Source = Source, Better = Better.Higher },
            new() { Id = "services-returned", Title = "服务事项退回率", Group = Care, Of = ServiceFigures.Orders, Where = "returns > 0", OutOf = "true", Period = "本年", Formula = "退回过的服务单 ÷ 本年受理的", Source = Source, Better = Better.Lower },
            new() { Id = "satisfaction", Title = "服务满意率", Group = Care, Of = ServiceFigures.Orders, Where = "satisfaction in ('1', '2')", OutOf = "satisfaction is not null", Wanting = "satisfaction = '3'", WantingWords = "不满意的", Period = "本年", Formula = "评价满意、基本满意的 ÷ 有评价的服务单", Source = Source, Better = Better.Higher },
            .. IntroductionFigures.All, .. DemandFigures.All, .. PolicyFigures.All, .. Rewards.Figures, .. ServiceFigures.All, .. LiaisonFigures.All, .. GovernanceFigures.All,
        ],
        Reports =
        [
            new()
            {
                Id = "categories", Number = "表1", Title = "人才队伍结构", Of = Talents, RowHead = "人才类别", Rows = [Lines.All, .. Lines.Codes(TalentCodes.Category, "category", 1)], Charted = [1],
                Columns = [Lines.All, .. Lines.Sexes(), .. Lines.AgeBands("年龄", 35, 45, 55), .. Lines.Codes(TalentCodes.Grade, "grade", group: "认定层次"), new("未认定", "grade is null") { Group = "认定层次" }],
                Checks = [new("列1=列2+列3"), new("列1=列4+列5+列6+列7"), new("列1=列8+列9+列10+列11+列12+列13+列14"), new("行1=行2+行3+行4+行5+行6+行7")],
                Note = "六支队伍，按人才类别；在岗和合作期满的。", Source = Source,
            },
            new()
            {
                Id = "graduates", Number = "表2", Title = "全日制本科以上引进：学位、专业和单位", Of = IntroductionFigures.Graduates, RowHead = "学位、专业", Rows = [Lines.All, .. Degrees.Select(line => line with { Indent = 1 }), .. Lines.Codes(TalentCodes.Domain, "domain", 1)],
                Columns = [Lines.All, .. Lines.Codes(TalentCodes.EmployerKind, "kind", group: "用人单位类别")], Checks = [new("行1=行2+行3+行4"), new("列1=列2+列3+列4+列5+列6+列7+列8")], Note = "年初至统计日到岗、已核验的全职引进，全日制本科以上。", Source = Source,
            },
            new()
            {
                Id = "graduate-months", Number = "表3", Title = "全日制本科以上引进：按月", Of = IntroductionFigures.Graduates, RowHead = "到岗月份", Rows = [Lines.All, .. Enumerable.Range(1, 12).Select(month => Line.Sub($"{month} 月", $"month = {month}"))], Columns = [Lines.All, .. Degrees.Select(line => line with { Group = "学位" })],
                Checks = [new("列1=列2+列3+列4"), new("行1=行2+行3+行4+行5+行6+行7+行8+行9+行10+行11+行12+行13")], Note = "年初至统计日到岗、已核验的全职引进，全日制本科以上。", Source = Source,
            },
            new()
            {
                Id = "dispatches", Number = "表4", Title = "专家与基层主体合作", Of = LiaisonFigures.Dispatches, RowHead = "单位类别", Rows = [Lines.All, .. Lines.Codes(Liaisons.HostKind, "host_kind", 1)],
                Columns = [Lines.All, new("已派出", "sent_on is not null"), new("已解决", "solved_on is not null"), new("已采纳", "is_adopted"), new("满意", "evaluation = '1'"), Line.Percent("解决率", 3, 1), Line.Percent("采纳率", 4, 3)], Checks = [new("行1=行2+行3+行4")], Note = "年初至统计日提出的合作和难题，按提出单位。", Source = Source,
            },
            DemandFigures.ByKind, .. PolicyFigures.Reports, LiaisonFigures.DeputyPosts, ServiceFigures.ByConcern,
        ],
    };
}
