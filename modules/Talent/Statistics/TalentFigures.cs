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

    static readonly Counted Services = new()
    {
        Id = "services", Title = "服务事项", Counter = "件", ReadPermission = "talent.talents.read", RecordPath = "talent/talents", RecordColumn = "talent_id",
        Columns = [Field.Code("kind", "服务事项", TalentCodes.Service), Field.Text("content", "内容").Wide(), Field.Date("asked_on", "受理日期"), Field.Code("state", "办理状态", TalentCodes.ServiceState), Field.Date("done_on", "办结日期"), Field.Code("satisfaction", "评价", TalentCodes.Satisfaction)],
        Sql = """
            select s.id, t.id as talent_id, s.locality_path, t.name as title, s.kind, s.content, s.asked_on, s.state, s.done_on, s.satisfaction
            from talent.talent_service s join {talent.talent} t on t.id = s.talent_id where s.removed_at is null and s.asked_on between {from} and {day}
            """,
    };

    static Figure Count(string id, string title, string where, string formula, string group = Stock, string period = "当日") => new() { Id = id, Title = title, Group = group, Of = Talents, Where = where, Formula = formula, Source = Source, Period = period };

    public static FigureSet Set => new()
    {
        Figures =
        [
            Count("talents", "人才总数", "true", "人才库中在岗和合作期满的人才"),
            Count("high-level", "高层次人才", "grade in ('A', 'B', 'C', 'D')", "认定为 A—D 类的人才"),
            new() { Id = "young", Title = "45岁及以下占比", Group = Stock, Of = Talents, Where = "age <= 45", OutOf = "true", Formula = "45 岁及以下 ÷ 人才总数", Source = Source },
            new() { Id = "women", Title = "女性人才占比", Group = Stock, Of = Talents, Where = "sex = '2'", OutOf = "true", Formula = "女性人才 ÷ 人才总数", Source = Source },
            new() { Id = "senior", Title = "高级职称占比", Group = Stock, Of = Talents, Where = "title_level in ('1', '11', '12')", OutOf = "true", Formula = "正高、副高职称 ÷ 人才总数", Source = Source },
            Count("doctors", "博士", "degree >= '2' and degree < '3'", "学位为博士的人才"),
            Count("introduced", "本年引进", "introduced_on between {from} and {day} and introduction <> '9'", "年初至统计日引进的人才，不含本地培养", Care, "本年"),
            new() { Id = "contracts", Title = "半年内合同期满", Group = Care, Of = Talents, Where = "contract_ends_on between {day} and {day} + 183", Formula = "合同或合作在统计日后六个月内期满的", Source = Source, Better = Better.Lower, Yellow = 0 },
            new() { Id = "liaison", Title = "高层次人才有领导联系占比", Group = Care, Of = Talents, Where = "liaison_leader is not null", OutOf = "grade in ('A', 'B', 'C', 'D')", Wanting = "grade in ('A', 'B', 'C', 'D') and liaison_leader is null", WantingWords = "没有联系领导的", Formula = "登记了联系领导的 ÷ A—D 类人才", Source = "党委联系服务专家制度", Better = Better.Higher, Target = 100 },
            new() { Id = "services-done", Title = "服务事项办结率", Group = Care, Of = Services, Where = "state = '3'", OutOf = "state <> '4'", Wanting = "state in ('1', '2')", WantingWords = "没有办结的", Period = "本年", Formula = "本年受理、已办结的 ÷ 本年受理（不含不予办理）", Source = Source, Better = Better.Higher, Target = 100 },
            new() { Id = "satisfaction", Title = "服务满意率", Group = Care, Of = Services, Where = "satisfaction in ('1', '2')", OutOf = "satisfaction is not null", Wanting = "satisfaction = '3'", WantingWords = "不满意的", Period = "本年", Formula = "评价满意、基本满意的 ÷ 有评价的", Source = Source, Better = Better.Higher },
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
        ],
    };
}
