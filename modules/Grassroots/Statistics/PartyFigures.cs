namespace OrgWork.Grassroots;

/// <summary>Indicators of the inventory that the present tables can answer (IND-06, 23, 29, 34, 43, 59, 61, 62).</summary>
static class PartyFigures
{
    const string Members = "党员队伍", Organisations = "党组织", Villages = "村（社区）书记", Statistics = "党内统计年报制度";

    // The day of the rule: 1 July of the year, so many years back.
    /// <summary>Enough years in the Party by this year's day of reckoning, less what was interrupted.</summary>
    public const string Fifty = "became_full_on <= " + MemberRules.FiftyLimit + " and (became_full_on + make_interval(months => coalesce(interrupted_months, 0)))::date <= " + MemberRules.FiftyLimit;

    static Figure Share(string id, string title, string where, string formula) => new() { Id = id, Title = title, Group = Members, Of = MembersCounted.Members, Where = where, OutOf = "true", Formula = formula, Source = Statistics };

    public static IReadOnlyList<Figure> All =>
    [
        new() { Id = "members", Title = "党员总数", Group = Members, Of = MembersCounted.Members, Formula = "统计日在册党员，含预备党员和失联党员，不含停止党籍和已离开的", Source = Statistics },
        new() { Id = "probationary", Title = "预备党员", Group = Members, Of = MembersCounted.Members, Where = "kind = '2'", Formula = "在册的预备党员", Source = Statistics },
        Share("women", "女党员占比", "sex = '2'", "女党员 ÷ 党员总数"),
        Share("minorities", "少数民族党员占比", Lines.Minorities.Where, "少数民族党员 ÷ 党员总数"),
        Share("young", "35岁及以下党员占比", "age <= 35", "35 岁及以下党员 ÷ 党员总数"),
        Share("old", "61岁及以上党员占比", "age > 60", "61 岁及以上党员 ÷ 党员总数"),
        Share("college", "大专及以上学历党员占比", Lines.College(), "大专及以上学历党员 ÷ 党员总数"),
        Share("farmers", "农牧渔民党员占比", "occupation = '07'", "农牧渔民党员 ÷ 党员总数"),
        new() { Id = "mean-age", Title = "党员平均年龄", Group = Members, Of = MembersCounted.Members, Mean = "age", Unit = "岁", Formula = "在册党员周岁之和 ÷ 有出生日期的人数", Source = Statistics },
        new() { Id = "admitted", Title = "本年发展党员", Group = Members, Of = MembersCounted.Admitted, Period = "本年", Formula = "年初至统计日支部大会通过接收的预备党员（转入前在外地发展的不计，发展后在本地之间转走的计在发展地）", Source = "发展党员工作细则", Better = Better.Neither },
        new() { Id = "admitted-young", Title = "发展党员中35岁及以下占比", Group = Members, Of = MembersCounted.Admitted, Where = "age <= 35", OutOf = "true", Period = "本年", Formula = "本年发展的 35 岁及以下党员 ÷ 本年发展党员", Source = Statistics },
        new() { Id = "overdue-probation", Title = "预备期满未转正", Group = Members, Of = MembersCounted.Probationers, Under = [AdmissionRules.FullApproval], Where = "became_full_on is null and left_on is null and membership_state = '1' and (due_on + make_interval(months => {months}::int))::date < {day}", Period = "本年", Formula = "年内预备期（连同延长的）满、超过转正审批期限（规则参数，三个月）仍没有转正结论的预备党员", Source = "发展党员工作细则（上级党委审批期限三个月）", Confidence = "已核", Better = Better.Lower, Red = 0 },
        new() { Id = "floating", Title = "流动党员", Group = Members, Of = MembersCounted.Members, Where = "is_floating", Formula = "登记为流动的在册党员", Source = "关于进一步加强和改进流动党员管理工作的意见" },
        new() { Id = "lost", Title = "失联党员", Group = Members, Of = MembersCounted.Members, Where = "membership_state = '2'", Formula = "党籍状态为失联的党员", Source = "党员教育管理工作条例", Better = Better.Lower, Yellow = 0 },
        new() { Id = "dues", Title = "欠交党费半年以上占比", Group = Members, Of = MembersCounted.Members, Breaks = MemberRules.DuesHalfYear, OutOf = "true", Formula = "欠交达到“无正当理由连续六个月不交党费”规则所定月数的党员 ÷ 党员总数；欠交的原因由支部核实", Source = MemberRules.DuesHalfYear.Basis.ToString(), Better = Better.Lower, Yellow = 0, Red = 5 },
        new() { Id = "medal", Title = "“光荣在党50年”纪念章发放率", Group = Members, Of = MembersCounted.Members, Under = [MemberRules.FiftyYears], Where = "has_medal", OutOf = Fifty, Wanting = Fifty + " and not has_medal", WantingWords = "应发未发的", Period = "本年", Formula = "已发纪念章的 ÷ 到当年规定日期（规则参数，7 月 1 日）党龄满 50 年的（党龄自转正起算，扣除登记的中断时间，受处分等不发的由党委认定）", Source = "“光荣在党50年”纪念章颁发工作通知", Confidence = "已核", Better = Better.Higher, Target = 100 },

        new() { Id = "organisations", Title = "党组织数", Group = Organisations, Of = MembersCounted.Organisations, Formula = "统计日在册的党组织", Source = Statistics },
        new() { Id = "overdue-terms", Title = "超届党组织", Group = Organisations, Of = MembersCounted.Organisations, Under = [OrganisationRules.TermOver], Where = "{broken} and state = '1'", Formula = "届满日期早于统计日、没有换届的党组织", Source = "党的基层组织任期的意见", Confidence = "已核", Better = Better.Lower, Red = 0 },
        new() { Id = "ending-terms", Title = "半年内届满、没有提醒换届的党组织", Group = Organisations, Of = MembersCounted.Organisations, Under = [OrganisationRules.TermNear], Where = "{broken} and state = '1'", Formula = "届满日期在统计日后六个月（规则参数）之内、上级还没有发换届提醒的党组织", Source = "支部工作条例（试行）", Confidence = "已核", Better = Better.Lower, Yellow = 0 },
        new() { Id = "vacant-seats", Title = "书记空缺", Group = Organisations, Of = MembersCounted.Organisations, Under = [OrganisationRules.SecretaryThere], Where = "{broken} and state = '1'", Formula = "没有登记书记的党委、总支、支部", Source = "基层党组织书记队伍建设要求", Better = Better.Lower, Yellow = 0 },
        new() { Id = "small-branches", Title = "正式党员不足3人的支部", Group = Organisations, Of = MembersCounted.Organisations, Under = [OrganisationRules.ThreeMembers], Where = "{broken} and state = '1'", Formula = "单独建立的党支部中正式党员少于 3 人的，应调整为联合党支部", Source = "中国共产党章程；支部工作条例（试行）", Confidence = "已核", Better = Better.Lower, Yellow = 0 },
        new() { Id = "large-branches", Title = "党员超过50人的支部", Group = Organisations, Of = MembersCounted.Organisations, Under = [OrganisationRules.BranchSize], Where = "{broken} and state = '1'", Formula = "党员超过 50 人（规则参数）的党支部，一般应设党总支部", Source = "支部工作条例（试行）", Confidence = "已核", Better = Better.Lower, Yellow = 0 },
        new() { Id = "weak", Title = "软弱涣散党组织", Group = Organisations, Of = MembersCounted.Organisations, Where = "is_weak", Formula = "列入软弱涣散整顿、尚未销号的党组织", Source = "年度排查整顿通知", Better = Better.Lower, Yellow = 0 },
        new() { Id = "five-stars", Title = "四星级以上支部占比", Group = Organisations, Of = MembersCounted.Organisations, Where = "stars in ('4', '5')", OutOf = "is_branch and stars <> '0'", Formula = "评为四星、五星的支部 ÷ 参加评星的支部", Source = "星级评定办法（各地自定）" },
        new() { Id = "new-economy", Title = "两新党组织数", Group = Organisations, Of = MembersCounted.Organisations, Where = "sphere = '7'", Formula = "领域为两新组织的党组织", Source = Statistics },

        new() { Id = "one-shoulder", Title = "“一肩挑”比例", Group = Villages, Of = MembersCounted.Organisations, Where = "is_village and is_one_shoulder", OutOf = "is_village", Wanting = "is_village and is_one_shoulder is not true", WantingWords = "没有一肩挑的", Formula = "书记兼任村（居）委会主任的村、社区党组织 ÷ 村、社区党组织", Source = "市委换届要求（目标值由上级规定，各地录入）", Better = Better.Higher },
        new() { Id = "secretary-age", Title = "村（社区）书记平均年龄", Group = Villages, Of = MembersCounted.VillageSecretaries, Mean = "age", Unit = "岁", Formula = "村、社区党组织书记周岁之和 ÷ 人数", Source = "市委换届要求" },
        new() { Id = "secretary-over-60", Title = "60岁及以上村（社区）书记", Group = Villages, Of = VillageFigures.Cadres, Breaks = VillageRules.Age, Formula = "年满 60 周岁（规则参数）的在任村、社区党组织书记，逐人研判", Source = "市委换届要求", Better = Better.Lower, Yellow = 0 },
        new() { Id = "secretary-young", Title = "年轻村（社区）书记占比", Group = Villages, Of = MembersCounted.VillageSecretaries, Under = [VillageRules.Young], Where = "age <= {secretary}", OutOf = "true", Formula = "35 岁（规则参数）及以下的书记 ÷ 书记", Source = "市委换届要求" },
        new() { Id = "secretary-college", Title = "大专及以上村（社区）书记占比", Group = Villages, Of = MembersCounted.VillageSecretaries, Where = Lines.College(), OutOf = "true", Wanting = "education >= '4' or education is null", WantingWords = "不到大专的", Formula = "大专及以上学历的书记 ÷ 书记", Source = "市委换届要求", Better = Better.Higher },
        new() { Id = "secretary-women", Title = "女性村（社区）书记占比", Group = Villages, Of = MembersCounted.VillageSecretaries, Where = "sex = '2'", OutOf = "true", Formula = "女书记 ÷ 书记", Source = "市委换届要求" },
    ];
}
