namespace OrgWork.Grassroots;

/// <summary>
/// The Party statistics a county files each year (党内统计), as counts by dimension. Forms and numbers change every autumn; these are the tables of
/// the known set, so that a year's form is a matter of rows and columns here (domain rules B13).
/// </summary>
static class PartyReports
{
    const string Source = "党内统计年报制度（表号和表式以当年通知为准）", Confidence = "待核";

    static readonly IReadOnlyList<Line> Kinds = [Line.Sub("正式党员", "kind = '1'"), Line.Sub("预备党员", "kind = '2'")];

    static readonly IReadOnlyList<Line> People =
    [
        Lines.All, .. Kinds, Lines.Women, Lines.Minorities, new("35岁及以下", "age <= 35"), new("61岁及以上", "age > 60"), new("大专及以上学历", Lines.College()), new("农牧渔民", "occupation = '07'"), new("离退休人员", "occupation = '13'"), new("流动党员", "is_floating"),
    ];

    /// <summary>Bands of the day of joining: wars, the founding, the years after, the congresses.</summary>
    static readonly IReadOnlyList<Line> Periods =
    [
        new("1937.7.6及以前", "joined_on <= '1937-07-06'"), new("1937.7.7—1945.9.2", "joined_on between '1937-07-07' and '1945-09-02'"), new("1945.9.3—1949.9", "joined_on between '1945-09-03' and '1949-09-30'"),
        new("1949.10—1966.4", "joined_on between '1949-10-01' and '1966-04-30'"), new("1966.5—1976.10", "joined_on between '1966-05-01' and '1976-10-31'"), new("1976.11—1978.12", "joined_on between '1976-11-01' and '1978-12-31'"),
        new("1979.1—2002.10", "joined_on between '1979-01-01' and '2002-10-31'"), new("2002.11—2012.10", "joined_on between '2002-11-01' and '2012-10-31'"), new("2012.11及以后", "joined_on >= '2012-11-01'"),
    ];

    static string Sum(int whole, int from, int to, string of = "列") => $"{of}{whole}=" + string.Join('+', Enumerable.Range(from, to - from + 1).Select(number => $"{of}{number}"));

    public static IReadOnlyList<Report> All =>
    [
        new()
        {
            Id = "two-years", Number = "表1", Title = "两年党员数综合比较", Of = MembersCounted.TwoYears, RowHead = "项目", Rows = People, Charted = [1, 2],
            Columns = [new("上年末", "stock = 'before'"), new("本年", "stock = 'now'"), Line.Percent("本年为上年%", 2, 1)],
            Checks = [new("行1=行2+行3"), new("表1.行1.列2=表2.行1.列1"), new("列1=上年列2")],
            Note = "上年末为上年 12 月 31 日在册党员，按各人沿革回算；年龄分别计算到当日。在册指党籍状态正常或失联，不含停止党籍和已离开的。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "basics", Number = "表2", Title = "党员基本情况", Of = MembersCounted.Members, RowHead = "项目", Rows = People, Charted = [6, 7, 8, 9, 10, 11, 12, 13],
            Columns = [Lines.All, .. Lines.Sexes(), .. Lines.Nations(), .. Lines.AgeBands("年龄", 30, 35, 40, 45, 50, 55, 60)],
            Checks = [new("列1=列2+列3"), new("列1=列4+列5"), new(Sum(1, 6, 13)), new("行1=行2+行3")],
            Note = "截至统计日组织关系在本地的党员，年龄按月计算周岁。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "flows", Number = "表3", Title = "党员增减变化", Of = MembersCounted.Flows, RowHead = "区划", Charted = [2, 6],
            Columns =
            [
                new("年初数", "flow = 'opening'"),
                new("小计", "flow in ('admitted', 'in', 'restored')") { Group = "本年增加" }, new("发展党员", "flow = 'admitted'") { Group = "本年增加" }, new("转入", "flow = 'in'") { Group = "本年增加" }, new("恢复党籍", "flow = 'restored'") { Group = "本年增加" },
                new("小计", "flow in ('out', 'died', 'expelled')") { Group = "本年减少" }, new("转出", "flow = 'out'") { Group = "本年减少" }, new("死亡", "flow = 'died'") { Group = "本年减少" }, new("出党、停籍", "flow = 'expelled'") { Group = "本年减少" },
                new("年末数", "flow = 'closing'"),
            ],
            Checks = [new("列2=列3+列4+列5"), new("列6=列7+列8+列9"), new("列10=列1+列2-列6") { Note = "不平的多是只改了所在支部、没有办接转" }, new("表3.行1.列10=表2.行1.列1"), new("表3.行1.列3=表8.行1.列1"), new("列1=上年列10")],
            Note = "年初数、年末数取自在册沿革；增减取自登记的组织关系变动（ZB60）和入党时间。区划之间的接转，转出方计减少，转入方计增加。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "periods", Number = "表4", Title = "党员入党时间", Of = MembersCounted.Members, RowHead = "项目", Rows = [Lines.All, .. Kinds, Lines.Women, Lines.Minorities], Charted = [2, 3, 4, 5, 6, 7, 8, 9, 10],
            Columns = [Lines.All, .. Periods], Checks = [new(Sum(1, 2, 10)), new("行1=行2+行3"), new("表4.行1.列1=表2.行1.列1")],
            Note = "入党时间为支部大会通过接收为预备党员的日期。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "education", Number = "表5", Title = "党员学历", Of = MembersCounted.Members, RowHead = "项目", Rows = People, Charted = [2, 3, 4, 5, 6, 7],
            Columns = [Lines.All, .. Lines.Educations(null)], Checks = [new(Sum(1, 2, 7)) { Note = "不平的是没有登记学历的" }, new("行1=行2+行3"), new("表5.行1.列1=表2.行1.列1")],
            Note = "最高学历，按 ZB64 的层次归并；党校学历按相应层次计。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "occupations", Number = "表6", Title = "党员工作岗位", Of = MembersCounted.Members, RowHead = "工作岗位", Rows = [Lines.All, .. Lines.Codes(GrassrootsCodes.Occupation, "occupation", 1)], Charted = [1],
            Columns = [Lines.All, new("预备党员", "kind = '2'"), Lines.Women, Lines.Minorities, new("35岁及以下", "age <= 35"), new("大专及以上", Lines.College())],
            Checks = [new(Sum(1, 2, 1 + GrassrootsCodes.Occupation.Codes.Count, "行")), new("表6.行1.列1=表2.行1.列1")],
            Note = "按现工作岗位。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "spheres", Number = "表7", Title = "各领域党员", Of = MembersCounted.Members, RowHead = "领域", Rows = [Lines.All, .. Lines.Codes(GrassrootsCodes.Sphere, "sphere", 1)], Charted = [1],
            Columns = [Lines.All, .. Kinds.Select(kind => kind with { Indent = 0 }), Lines.Women, new("35岁及以下", "age <= 35"), new("61岁及以上", "age > 60"), new("大专及以上", Lines.College()), new("流动党员", "is_floating")],
            Checks = [new("列1=列2+列3"), new(Sum(1, 2, 1 + GrassrootsCodes.Sphere.Codes.Count, "行")) { Note = "不平的是所在党组织已撤销或不在册的" }],
            Note = "按党员所在党组织的领域。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "admissions", Number = "表8", Title = "发展党员", Of = MembersCounted.Admitted, RowHead = "项目",
            Rows = [Lines.All, Lines.Women, Lines.Minorities, new("35岁及以下", "age <= 35"), new("大专及以上学历", Lines.College()), .. Lines.Codes(GrassrootsCodes.Occupation, "occupation", 1)],
            Columns = [Lines.All, new("共青团员", "join_kind in ('1111', '11111', '1121', '11211')") { Group = "发展类型" }, new("其他组织推荐", "join_kind in ('1112', '1122')") { Group = "发展类型" }, new("特殊情况", "join_kind in ('1113', '1123')") { Group = "发展类型" }, .. Lines.AgeBands("年龄", 25, 30, 35, 45, 55)],
            Checks = [new(Sum(1, 2, 4)) { Note = "不平的是没有登记加入类型的" }, new(Sum(1, 5, 10)), new(Sum(1, 6, 5 + GrassrootsCodes.Occupation.Codes.Count, "行"))],
            Note = "年初至统计日支部大会通过接收的预备党员，不论现在是否还在册；由接收的党组织统计。共青团员含“推优”。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "confirmations", Number = "表9", Title = "预备党员转正", Of = MembersCounted.Probationers, RowHead = "区划", Charted = [2, 3, 4],
            Columns = [new("预备期满", "true"), new("按期转正", "became_full_on is not null and became_full_on <= due_on + 90"), new("延后转正", "became_full_on > due_on + 90"), new("未转正", "became_full_on is null and left_on is null"), new("期满后离开", "became_full_on is null and left_on is not null")],
            Checks = [new(Sum(1, 2, 5))],
            Note = "年初至统计日预备期满一年的党员；期满后三个月内办完转正的计为按期（上级党委审批期限三个月）。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "departures", Number = "表10", Title = "党员减少", Of = MembersCounted.Flows, RowHead = "减少类型",
            Rows = [new("合计", "flow in ('out', 'died', 'expelled')"), Line.Sub("转出", "flow = 'out'"), Line.Sub("死亡", "flow = 'died'"), Line.Sub("出党", "flow = 'expelled' and flow_kind = '003'"), Line.Sub("停止党籍", "flow = 'expelled' and flow_kind = '004'")],
            Columns = [Lines.All, .. Lines.Sexes(), .. Lines.AgeBands("年龄", 35, 45, 60, 70, 80)],
            Checks = [new("列1=列2+列3"), new(Sum(1, 4, 9)), new(Sum(1, 2, 5, "行")), new("表10.行1.列1=表3.行1.列6")],
            Note = "年初至统计日登记的减少，按变动类型（ZB60）。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "organisations", Number = "表11", Title = "党组织", Of = MembersCounted.Organisations, RowHead = "类别", Charted = [1],
            Rows = [Lines.All, Line.Sub("地方党委", "kind < '2'"), Line.Sub("派出工委", "kind >= '2' and kind < '3'"), Line.Sub("党组", "kind in ('311', '321')"), Line.Sub("部门党委（总支、支部）", "kind >= '4' and kind < '6'"), Line.Sub("基层党委", "kind = '611'"), Line.Sub("党总支部", "kind = '621'"), Line.Sub("党支部", "kind = '631'"), Line.Sub("联合党支部", "kind = '632'"), Line.Sub("党小组", "kind = '711'")],
            Columns = [Lines.All, .. Lines.Codes(GrassrootsCodes.Sphere, "sphere", group: "领域")],
            Checks = [new(Sum(1, 2, 1 + GrassrootsCodes.Sphere.Codes.Count)), new(Sum(1, 2, 10, "行"))],
            Note = "统计日在册、状态正常或临时的党组织，类别按 ZB62。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "terms", Number = "表12", Title = "党组织任期和换届", Of = MembersCounted.Organisations, RowHead = "区划", Charted = [2, 3],
            Columns = [Lines.All, new("任期内", "term_ends_on >= {day}"), new("超届未换", "term_ends_on < {day}"), new("届满日期未填", "term_ends_on is null"), new("本年已换届", "term_began_on between {from} and {day}"), new("半年内届满", "term_ends_on between {day} and {day} + 183")],
            Checks = [new("列1=列2+列3+列4"), new("表12.行1.列1=表11.行1.列1"), new("列2≥列6")],
            Note = "届满按登记的届满日期；上级党组织提前六个月提醒。", Source = "中国共产党支部工作条例（试行）；党的基层组织任期的意见", Confidence = "已核",
        },
        new()
        {
            Id = "honours", Number = "表13", Title = "表彰和党纪处分", Of = MembersCounted.Honours, RowHead = "类别",
            Rows = [new("表彰", "honour_kind < '02'"), .. Lines.Codes(GrassrootsCodes.HonourKind, "honour_kind", 1).Take(4), new("党纪处分", "honour_kind > '02'"), .. Lines.Codes(GrassrootsCodes.HonourKind, "honour_kind", 1).Skip(4)],
            Columns = [Lines.All, .. Lines.Sexes(), .. Lines.AgeBands("年龄", 35, 45, 60)],
            Checks = [new("列1=列2+列3"), new(Sum(1, 4, 7)), new(Sum(1, 2, 5, "行")), new(Sum(6, 7, 11, "行"))],
            Note = "年初至统计日批准的，按人次。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "new-economy", Number = "表14", Title = "两新组织党组织", Of = MembersCounted.Organisations, RowHead = "区划", Charted = [1],
            Columns = [new("两新党组织", "sphere = '7'"), new("基层党委", "sphere = '7' and kind = '611'"), new("党总支部", "sphere = '7' and kind = '621'"), new("党支部", "sphere = '7' and kind = '631'"), new("联合党支部", "sphere = '7' and kind = '632'"), new("其他", "sphere = '7' and kind not in ('611', '621', '631', '632')"), new("临时党组织", "sphere = '7' and state = '2'"), new("书记空缺", "sphere = '7' and secretary is null")],
            Checks = [new("列1=列2+列3+列4+列5+列6"), new("表14.行1.列1=表11.行1.列8")],
            Note = "领域为两新组织的党组织。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "care", Number = "表15", Title = "流动、失联、困难和老党员", Of = MembersCounted.Members, Under = [MemberRules.FiftyYears], RowHead = "区划", Charted = [2, 3, 4],
            Columns = [Lines.All, new("流动党员", "is_floating"), new("失联党员", "membership_state = '2'"), new("生活困难党员", "is_needy"), new("退役军人", "is_veteran"), new("党龄满50年", PartyFigures.Fifty), new("已发纪念章", "has_medal")],
            Checks = [new("表15.行1.列1=表2.行1.列1"), new("列1≥列2")],
            Note = "党龄自转正之日起算，扣除登记的中断时间，计算到当年规定的日期（规则参数，7 月 1 日）。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "appraisal", Number = "表28", Title = "民主评议党员", Of = PartyLifeFigures.Appraised, RowHead = "领域", Rows = [Lines.All, .. Lines.Codes(GrassrootsCodes.Sphere, "sphere", 1)], Charted = [3, 4, 5, 6],
            Columns = [new("应评", "true"), new("已评定", "grade is not null"), .. Lines.Codes(MemberReviews.Grades, "grade", group: "等次"), new("没有评定", "grade is null"), Line.Percent("优秀占%", 3, 2), new("基本合格、不合格的已有处置", "grade in ('3', '4') and follow_up is not null")],
            Checks = [new("列1=列2+列7"), new("列2=列3+列4+列5+列6"), new(Sum(1, 2, 1 + GrassrootsCodes.Sphere.Codes.Count, "行")), new("表2.行2.列1≥表28.行1.列7")],
            Note = "统计日所在年的上一年度；评议由哪个党组织做的，计在哪个党组织。应评的是年初以前转正、党籍正常的党支部党员和已经评定的。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "students", Number = "表29", Title = "学生党员", Of = MembersCounted.Members, RowHead = "项目", Charted = [6, 7, 8, 9],
            Rows = [new("合计", Student), Line.Sub("正式党员", $"{Student} and kind = '1'"), Line.Sub("预备党员", $"{Student} and kind = '2'"), Line.Sub("在学校党组织的", $"{Student} and sphere = '5'"), Line.Sub("在其他党组织的", $"{Student} and sphere is distinct from '5'"), new("流动党员", $"{Student} and is_floating")],
            Columns = [Lines.All, .. Lines.Sexes(), .. Lines.Nations(), .. Lines.AgeBands("年龄", 20, 25, 30), new("本年入党", "joined_on >= {from}"), .. Lines.Educations("已有学历")],
            Checks = [new("列1=列2+列3"), new("列1=列4+列5"), new(Sum(1, 6, 9)), new("行1=行2+行3"), new("行1=行4+行5"), new($"表29.行1.列1=表6.行{1 + GrassrootsCodes.Occupation.Codes.Select(code => code.Value).ToList().IndexOf("12") + 1}.列1")],
            Note = "工作岗位为学生的党员；学历是已经取得的，不是在读的。", Source = Source, Confidence = Confidence,
        },
        new()
        {
            Id = "sites", Number = "表30", Title = "党组织活动场所", Of = MembersCounted.Organisations, RowHead = "领域", Rows = [Lines.All, .. Lines.Codes(GrassrootsCodes.Sphere, "sphere", 1), new("其中：村（社区）党组织", "is_village")], Charted = [2, 3],
            Columns = [Lines.All, new("有活动场所", "site_area > 0"), new("没有登记场所", "coalesce(site_area, 0) = 0"), Line.Of("不足100", "site_area between 1 and 99", SiteArea), Line.Of("100—199", "site_area between 100 and 199", SiteArea), Line.Of("200—499", "site_area between 200 and 499", SiteArea), Line.Of("500及以上", "site_area >= 500", SiteArea), Line.Percent("有场所%", 2, 1)],
            Checks = [new("列1=列2+列3"), new("列2=列4+列5+列6+列7"), new(Sum(1, 2, 1 + GrassrootsCodes.Sphere.Codes.Count, "行")), new("表30.行1.列1=表11.行1.列1")],
            Note = "按党组织登记的活动场所面积。党组织工作经费没有台账，不出表。", Source = Source, Confidence = Confidence,
        },
        OfSphere("villagers", "表31", "乡镇建制村党员", "1", 2), OfSphere("residents", "表32", "街道社区党员", "2", 3),
        new()
        {
            Id = "party-years", Number = "表33", Title = "党员党龄", Of = MembersCounted.Members, RowHead = "项目", Rows = [Lines.All, Lines.Women, Lines.Minorities, .. Lines.Codes(GrassrootsCodes.Sphere, "sphere", 1)], Charted = [3, 4, 5, 6, 7, 8, 9],
            Columns =
            [
                Lines.All, new("预备党员", "kind = '2'"), Line.Of("不满5年", Years("party_years < 5"), "党龄"), Line.Of("5—9年", Years("party_years between 5 and 9"), "党龄"), Line.Of("10—19年", Years("party_years between 10 and 19"), "党龄"), Line.Of("20—29年", Years("party_years between 20 and 29"), "党龄"),
                Line.Of("30—39年", Years("party_years between 30 and 39"), "党龄"), Line.Of("40—49年", Years("party_years between 40 and 49"), "党龄"), Line.Of("50年及以上", Years("party_years >= 50"), "党龄"), Line.Of("转正时间未登记", Years("party_years is null"), "党龄"),
            ],
            Checks = [new(Sum(1, 2, 10)), new("表33.行1.列1=表2.行1.列1"), new("表33.行1.列2=表2.行3.列1")],
            Note = "党龄自转正之日起算到统计日，扣除登记的中断时间，计满年数。", Source = Source, Confidence = Confidence,
        },
    ];

    const string Student = "occupation = '12'", SiteArea = "面积（平方米）";

    static string Years(string band) => $"kind <> '2' and {band}";

    /// <summary>Those of one sphere, in the lines of the whole.</summary>
    /// <param name="row">the row of table 7 that tells of the same</param>
    static Report OfSphere(string id, string number, string title, string sphere, int row) => new()
    {
        Id = id, Number = number, Title = title, Of = MembersCounted.Members, RowHead = "项目", Rows = [.. People.Select(line => line with { Where = $"sphere = '{sphere}' and ({line.Where})" })], Charted = [2, 3, 4, 5, 6],
        Columns = [Lines.All, .. Lines.AgeBands("年龄", 35, 45, 55, 60), .. Lines.Educations()],
        Checks = [new(Sum(1, 2, 6)) { Note = "不平的是没有登记出生日期的" }, new(Sum(1, 7, 12)) { Note = "不平的是没有登记学历的" }, new("行1=行2+行3"), new($"{number}.行1.列1=表7.行{row}.列1")],
        Note = $"所在党组织的领域为{GrassrootsCodes.Sphere.NameOf(sphere)}的党员。", Source = Source, Confidence = Confidence,
    };
}
