namespace OrgWork.Grassroots;

/// <summary>村（社区）带头人队伍 and 两委换届 (IND-47, 60 to 70). Each card counts by what it said on the day.</summary>
static class VillageFigures
{
    const string Group = "村（社区）带头人", Read = VillageCadres.Read, Record = "grassroots/village-cadres", Round = "市委换届要求（目标值由上级规定，各地录入）", Team = "村（社区）干部队伍建设要求（各地）";

    public static readonly Counted Cadres = new()
    {
        Id = "village-cadres", Title = "村（社区）干部", ReadPermission = Read, RecordPath = Record,
        Columns = [Field.Code("sex", "性别", StandardCodes.Sex), Field.Date("birth_on", "出生日期").WithAge(), Field.Code("education", "学历", StandardCodes.Education), Field.Text("organisation", "村（社区）党组织").Wide(), Field.Code("party_post", "党组织职务", VillageCadres.PartyPosts), Field.Code("committee_post", "村（居）委会职务", VillageCadres.CommitteePosts), Field.Date("filed_on", "县级备案")],
        Sql = $$"""
            select c.id, c.locality_path, c.name as title, c.sex, c.birth_on, c.education, o.name as organisation, o.sphere, c.party_post, c.committee_post, c.secretary_since_on, c.filed_on, c.began_on, c.source, c.is_member, c.party_post = '1' as is_secretary,
                   c.party_post is not null as is_party, c.committee_post is not null as is_committee, {{Lines.Age("c.birth_on")}} as age, k.materials, k.present, greatest(k.materials, {{VillageCadres.Materials.Codes.Count}} - (not c.is_member)::int) as required,
                   (select count(*) from grassroots.cadre_insurance i where i.village_cadre_id = c.id and i.removed_at is null and i.year = extract(year from {day}::date) and i.enrolled_on <= {day}) as insured,
                   (select count(*) from grassroots.cadre_insurance i where i.village_cadre_id = c.id and i.removed_at is null and i.year = extract(year from {day}::date) and i.enrolled_on <= {day} and i.paid > 0) as subsidised
            from {grassroots.village_cadre} c join {grassroots.organisation} o on o.id = c.organisation_id
            cross join lateral (select count(*) as materials, count(*) filter (where m.is_present) as present from grassroots.cadre_material m where m.village_cadre_id = c.id and m.removed_at is null and m.checked_on <= {day}) k
            where c.left_on is null or c.left_on > {day}
            """,
    };

    public static readonly Counted Leavers = new()
    {
        Id = "village-leavers", Title = "本年离任的村（社区）干部", ReadPermission = Read, RecordPath = Record,
        Columns = [Field.Code("left_kind", "离任原因", VillageCadres.Leaving), Field.Date("left_on", "离任日期"), Field.Text("left_words", "说明").Wide()],
        Sql = "select c.id, c.locality_path, c.name as title, c.left_kind, c.left_on, c.left_words from grassroots.village_cadre c where c.removed_at is null and c.left_on between {from} and {day}",
    };

    public static readonly Counted Pays = new()
    {
        Id = "cadre-pay", Title = "村干部报酬（人月）", Counter = "人月", ReadPermission = Read, RecordPath = "grassroots/cadre-pay",
        Columns = [Field.Month("month", "月份"), Field.Number("due", "应发"), Field.Number("paid", "实发"), Field.Date("due_on", "应发日期"), Field.Date("paid_on", "发放日期"), Field.Text("reason", "原因").Wide()],
        Sql = "select p.id, p.locality_path, p.name as title, p.month, p.due, p.paid, p.due_on, p.paid_on, p.reason from grassroots.cadre_pay p where p.removed_at is null and p.month >= {from} and p.due_on <= {day}",
    };

    public static readonly Counted Candidates = new()
    {
        Id = "village-candidates", Title = "人选和后备", ReadPermission = Read, RecordPath = "grassroots/village-candidates",
        Columns = [Field.Code("aim", "人选职务", VillageCandidates.Aims), Field.Flag("is_reserve", "后备"), Field.Date("birth_on", "出生日期").WithAge(), Field.Code("education", "学历", StandardCodes.Education), Field.Date("passed_on", "联审通过")],
        Sql = $$"""
            select c.id, c.locality_path, c.name as title, c.aim, c.is_reserve, c.birth_on, c.education, c.passed_on, {{Lines.Age("c.birth_on")}} as age, k.state as review_state
            from grassroots.village_candidate c left join lateral (select case when x.closed_on > {day} then 'open' else x.state end as state from org.procedure_case x where x.module = 'grassroots' and x.procedure = 'joint-reviews' and x.subject_id = c.id and x.opened_on <= {day} order by x.opened_on desc limit 1) k on true
            where c.removed_at is null and c.listed_on <= {day} and (c.left_on is null or c.left_on > {day} or k.state = 'stopped')
            """,
    };

    public static readonly Counted Villages = new()
    {
        Id = "villages", Title = "村（社区）", Counter = "个", ReadPermission = Read, RecordPath = "grassroots/organisations",
        Columns = [Field.Text("secretary", "书记"), Field.Number("reserves", "后备"), Field.Text("step", "换届步骤"), Field.Date("term_ends_on", "届满日期")],
        Sql = """
            select o.id, o.locality_path, o.name as title, o.secretary, o.sphere, o.term_began_on, o.term_ends_on, k.state as round_state, k.step, k.state is not null or o.term_ends_on <= make_date(extract(year from {day})::int, 12, 31) as is_due,
                   (select count(*)::int from grassroots.village_candidate c where c.organisation_id = o.id and c.is_reserve and c.removed_at is null and c.listed_on <= {day} and (c.left_on is null or c.left_on > {day}) and (c.appointed_on is null or c.appointed_on > {day})) as reserves
            from {grassroots.organisation} o left join lateral (select case when x.closed_on > {day} then 'open' else x.state end as state, x.step from org.procedure_case x where x.module = 'grassroots' and x.procedure = 'village-elections' and x.subject_id = o.id and x.opened_on <= {day} and coalesce(x.closed_on >= {from}, true) order by x.opened_on desc limit 1) k on true
            where o.is_village and o.abolished_on is null
            """,
    };

    static readonly IReadOnlyList<Rule> Watch = [VillageRules.Age, VillageRules.Unfit];

    /// <summary>Secretaries in office, and those of this year who left for their age or because they were not up to it: who is on the watch list the rules say.</summary>
    public static readonly Counted Watched = new()
    {
        Id = "watched-secretaries", Title = "村（社区）党组织书记", ReadPermission = Read, RecordPath = Record,
        Columns = [Field.Text("organisation", "村（社区）").Wide(), Field.Date("birth_on", "出生日期").WithAge(), Field.Code("last_grade", "最近考核", VillageCadres.Grades), Field.Flag("is_judged", "本年已研判"), Field.Date("left_on", "离任日期"), Field.Code("left_kind", "离任原因", VillageCadres.Leaving)],
        Sql = """
            select c.id, c.locality_path, c.name as title, o.name as organisation, '1' as party_post, c.birth_on, c.last_grade, c.graded_year, s.left_on, s.left_on is not null as is_adjusted, case when s.left_on is not null then c.left_kind end as left_kind,
                   exists (select from org.procedure_case x where x.module = 'grassroots' and x.procedure = 'removals' and x.subject_id = c.id and x.state = 'done' and x.closed_on between {from} and {day}) as is_judged
            from {grassroots.village_cadre} c join {grassroots.organisation} o on o.id = c.organisation_id cross join lateral (select case when c.left_on between {from} and {day} and c.left_kind in ('2', '3') then c.left_on end as left_on) s
            where s.left_on is null and c.party_post = '1' and (c.left_on is null or c.left_on > {day})
              or s.left_on is not null and exists (select from grassroots.village_cadre_history h where h.id = c.id and h.party_post = '1' and h.removed_at is null and h.valid_from <= s.left_on and h.valid_to >= {from})
            """,
    };

    /// <summary>Secretaries who met the conditions of a round opened this year on the day it opened, as the page of the round reckons.</summary>
    public static readonly Counted Eligible = new()
    {
        Id = "promotion-eligible", Title = "符合考录、选拔条件的村书记", ReadPermission = Read, RecordPath = Record, RecordColumn = "village_cadre_id",
        Columns = [Field.Text("round", "批次").Wide(), Field.Text("organisation", "村（社区）").Wide(), Field.Number("years", "任书记（年）"), Field.Number("excellent", "考核优秀"), Field.Date("selected_on", "录用（选拔）日期")],
        Sql = $$"""
            select * from (
              select md5(r.id::text || c.id)::uuid as id, c.id as village_cadre_id, c.locality_path, c.name as title, r.title as round, o.name as organisation, r.min_years, r.min_excellent, r.min_honours, r.max_age, p.selected_on, {{PromotionDeeds.FactsSql.Replace("from cadre_", "from grassroots.cadre_", StringComparison.Ordinal)}}
              from grassroots.promotion_round r cross join {grassroots.village_cadre} c join {grassroots.organisation} o on o.id = c.organisation_id
              left join lateral (select max(a.selected_on) as selected_on from grassroots.promotion_applicant a where a.promotion_round_id = r.id and a.village_cadre_id = c.id and a.removed_at is null and a.selected_on <= {day}) p on true
              where r.removed_at is null and r.opened_on between {from} and {day} and starts_with(c.locality_path, r.locality_path) and (c.party_post = '1' and c.left_on is null or p.selected_on is not null)
            ) e where e.selected_on is not null or e.years >= e.min_years and e.excellent >= e.min_excellent and e.honours >= e.min_honours and e.age <= e.max_age and e.is_educated
            """,
    };

    public static readonly Counted Promoted = new()
    {
        Id = "promoted", Title = "考录、选拔的人员", ReadPermission = Read, RecordPath = "grassroots/promotion-applicants",
        Columns = [Field.Code("source", "来源", Promotions.Sources), Field.Text("round", "批次").Wide(), Field.Text("work_unit", "原单位职务"), Field.Date("selected_on", "录用（选拔）日期"), Field.Text("document_no", "文号")],
        Sql = "select a.id, a.locality_path, a.name as title, a.source, r.title as round, a.work_unit, a.selected_on, a.document_no from grassroots.promotion_applicant a join grassroots.promotion_round r on r.id = a.promotion_round_id where a.removed_at is null and a.selected_on between {from} and {day}",
    };

    /// <summary>Who took a secretary's seat in the year, where from, and how long it had been empty.</summary>
    public static readonly Counted NewSecretaries = new()
    {
        Id = "new-secretaries", Title = "本年新任村（社区）党组织书记", ReadPermission = Read, RecordPath = Record,
        Columns = [Field.Text("organisation", "村（社区）").Wide(), Field.Code("source", "来源", VillageCadres.Sources), Field.Date("began_on", "任职"), Field.Date("vacant_on", "前任离任"), Field.Number("waited", "空缺（天）"), Field.Text("filing_no", "备案号")],
        Sql = $$"""
            select c.id, c.locality_path, m.name as title, o.name as organisation, c.source, p.began_on, b.vacant_on, greatest(p.began_on - b.vacant_on, 0) as waited, case when c.filed_on <= {day} then c.filing_no end as filing_no
            from {grassroots.member_post} p join grassroots.organisation o on o.id = p.organisation_id and o.is_village join {grassroots.member} m on m.id = p.member_id join {grassroots.village_cadre} c on c.person_id = m.person_id
            cross join lateral (select max(x.left_on) as vacant_on from ({{CommitteeBook.LeftSql("e.organisation_id = p.organisation_id and e.post = '001A'")}}) x where x.id <> p.id and x.left_on <= p.began_on) b
            where p.post = '001A' and p.removed_at is null and p.began_on between {from} and {day}
            """,
    };

    static readonly Counted Seats = new()
    {
        Id = "village-secretary-seats", Title = "村（社区）党组织书记岗位", Counter = "个", ReadPermission = Read, RecordPath = "grassroots/organisations",
        Columns = [Field.Date("vacant_on", "空缺自"), Field.Number("days", "已空缺（天）")],
        Sql = $$"""
            select o.id, o.locality_path, o.name as title, v.held, case when not v.held then v.vacant_on end as vacant_on, case when not v.held then {day} - v.vacant_on end as days
            from {grassroots.organisation} o cross join lateral (select coalesce(bool_or(p.began_on <= {day} and coalesce(p.ended_on > {day}, true)), false) as held, (select max(e.left_on) from ({{CommitteeBook.LeftSql("e.organisation_id = o.id and e.post = '001A'")}}) e where e.left_on <= {day}) as vacant_on from {grassroots.member_post} p where p.organisation_id = o.id and p.post = '001A' and p.removed_at is null) v
            where o.is_village and o.abolished_on is null
            """,
    };

    /// <summary>Who became secretary in the year and who ceased to be: both are filed with the county.</summary>
    static readonly Counted Changes = new()
    {
        Id = "secretary-changes", Title = "村（社区）党组织书记任职和离任", Counter = "人次", ReadPermission = Read, RecordPath = Record, RecordColumn = "village_cadre_id",
        Columns = [Field.Text("change", "变动"), Field.Date("changed_on", "日期"), Field.Text("organisation", "村（社区）").Wide(), Field.Flag("is_filed", "已备案")],
        Sql = $$"""
            select md5(c.id::text || 'in')::uuid as id, c.id as village_cadre_id, c.locality_path, c.name as title, '任职' as change, c.secretary_since_on as changed_on, o.name as organisation, c.filed_on is not null as is_filed
            from {grassroots.village_cadre} c join {grassroots.organisation} o on o.id = c.organisation_id where c.party_post = '1' and (c.left_on is null or c.left_on > {day}) and c.secretary_since_on between {from} and {day}
            union all
            select md5(r.id::text || 'out')::uuid, r.id, r.locality_path, r.title, '离任', r.removed_on, r.organisation, r.is_filed from ({{VillageRules.RemovedSql("{from}")}}) r
            """,
    };

    public static readonly Counted Risks = new()
    {
        Id = "election-risks", Title = "换届突出问题", Counter = "个", ReadPermission = Read, RecordPath = "grassroots/election-risks",
        Columns = [Field.Flag("is_severe", "严重"), Field.Text("solver", "包保责任人"), Field.Date("due_on", "化解期限"), Field.Date("closed_on", "化解日期")],
        Sql = "select r.id, r.locality_path, r.words as title, r.is_severe, r.solver, r.due_on, r.closed_on from grassroots.election_risk r where r.removed_at is null and r.found_on <= {day}",
    };

    static Figure Share(string id, string title, Counted of, string where, string outOf, string words, string formula, string source, string period = "当日", Better better = Better.Higher) => new()
    {
        Id = id, Title = title, Group = Group, Of = of, Where = $"({outOf}) and ({where})", OutOf = outOf, Wanting = $"({outOf}) and ({where}) is not true", WantingWords = words, Formula = formula, Source = source, Period = period, Better = better,
    };

    /// <summary>Out of all, those the rule is met by.</summary>
    static Figure Ruled(string id, string title, Counted of, Rule rule, string words, string formula, string period = "当日") => new()
    {
        Id = id, Title = title, Group = Group, Of = of, Under = [rule], Where = "{met}", OutOf = "true", Wanting = "{met} is not true", WantingWords = words, Formula = formula, Source = Team, Period = period, Better = Better.Higher,
    };

    public static IReadOnlyList<Figure> All =>
    [
        new() { Id = "cross-posts", Title = "“两委”交叉任职率", Group = Group, Of = Cadres, Under = [VillageRules.CrossBasis], Where = "is_party and is_committee", OutOf = VillageRules.CrossSql, Wanting = VillageRules.CrossSql + " and not (is_party and is_committee)", WantingWords = "没有交叉任职的", Formula = "同时在党组织班子和村（居）委会任职的 ÷ 党组织班子成员（规则参数，可改为“两委”成员或村（居）委会成员）", Source = Round, Better = Better.Higher },
        Share("cadres-women", "村（社区）“两委”女干部占比", Cadres, "sex = '2'", "true", "男干部", "“两委”女成员 ÷ “两委”成员", Round, better: Better.Neither),
        Share("cadres-college", "村（社区）“两委”大专及以上占比", Cadres, "education < '4'", "true", "不到大专的", "大专及以上学历的“两委”成员 ÷ “两委”成员", Round),
        new() { Id = "cadres-young", Title = "村（社区）“两委”年轻干部占比", Group = Group, Of = Cadres, Under = [VillageRules.Young], Where = "age <= {cadre}", OutOf = "true", Wanting = "(age <= {cadre}) is not true", WantingWords = "超过年龄的", Formula = "45 岁（规则参数）及以下的“两委”成员 ÷ “两委”成员", Source = Round, Better = Better.Higher },
        new() { Id = "cadres-age", Title = "村（社区）“两委”平均年龄", Group = Group, Of = Cadres, Mean = "age", Unit = "岁", Formula = "“两委”成员周岁之和 ÷ 人数", Source = Round },
        Share("secretaries-filed", "书记调整县级备案率", Changes, "is_filed", "true", "没有备案的", "经县级备案的 ÷ 本年村（社区）党组织书记的任职和离任（换届产生新一届、去世而离任的不计）", "村党组织书记县级备案管理制度", "本年"),
        Share("archives-set-up", "村干部人事档案建档率", Cadres, "materials > 0", "is_secretary or committee_post = '1'", "没有建档的", "已建人事档案的 ÷ 村（社区）书记、主任", Team),
        new() { Id = "archives-complete", Title = "村干部人事档案完整率", Group = Group, Of = Cadres, Where = "is_secretary or committee_post = '1'", Sum = "present", OutOf = "is_secretary or committee_post = '1'", SumOf = "required", Wanting = "(is_secretary or committee_post = '1') and present < required", WantingWords = "没有建档、材料不齐的", Formula = "书记、主任在档的材料 ÷ 按目录应有的材料；没有建档的，应有的都算缺", Source = Team, Better = Better.Higher, Target = 100 },
        Ruled("cadres-insured", "村干部参保率", Cadres, VillageRules.Insured, "参保不够的", "本年养老、医疗保险参保够项数（规则参数）的 ÷ “两委”成员", "本年"),
        new() { Id = "cadres-subsidised", Title = "村干部参保补助率", Group = Group, Of = Cadres, Under = [VillageRules.Insured], Where = "subsidised >= {kinds}", OutOf = "true", Wanting = "subsidised < {kinds}", WantingWords = "补助不够的", Period = "本年", Formula = "本年养老、医疗保险发了补助、够项数（规则参数）的 ÷ “两委”成员", Source = Team, Better = Better.Higher },
        new() { Id = "secretaries-adjusted", Title = "不胜任及年龄大的书记调整率", Group = Group, Of = Watched, Under = Watch, Where = "is_adjusted", OutOf = "is_adjusted or {faults} > 0", Wanting = "not is_adjusted and {faults} > 0", WantingWords = "名单上还在任的", Period = "本年", Formula = "本年因年龄、不胜任不尽职离任的书记 ÷ 名单上的书记（规则所定年龄以上、考核不称职的，连同本年已调整的）", Source = Team },
        new() { Id = "watch-handled", Title = "不胜任及年龄大的书记研判处理率", Group = Group, Of = Watched, Under = Watch, Where = "is_adjusted or is_judged and {faults} > 0", OutOf = "is_adjusted or {faults} > 0", Wanting = "not is_adjusted and not is_judged and {faults} > 0", WantingWords = "没有研判结论的", Period = "本年", Formula = "本年已调整或研判留任（写明理由）的 ÷ 名单上的书记", Source = Team, Better = Better.Higher, Target = 100 },
        new() { Id = "promoted-secretaries", Title = "优秀村书记考录、选拔比例", Group = Group, Of = Eligible, Where = "selected_on is not null", OutOf = "true", Period = "本年", Formula = "本年考录事业编制、选拔为乡镇领导的村党组织书记 ÷ 符合批次条件的村党组织书记", Source = "从优秀村党组织书记中考试录用、选拔", Better = Better.Neither },
        .. Promotions.Sources.Codes.Select(source => new Figure { Id = "promoted-" + source.Value, Title = $"考录、选拔：{source.Name}", Group = Group, Of = Promoted, Where = $"source = '{source.Value}'", Period = "本年", Formula = $"本年录用（选拔）的{source.Name}", Source = "从四类人员中选拔乡镇领导干部" }),
        new() { Id = "cadres-left", Title = "本年离任的村干部", Group = Group, Of = Leavers, Period = "本年", Formula = "本年离任的“两委”成员", Source = Team },
        Share("pay-in-full", "报酬及时足额发放率", Pays, "paid >= due and paid_on <= due_on", "true", "迟发、少发、未发的", "应发日期前足额发放的人月 ÷ 到期应发的人月", Team, "本年"),
        new() { Id = "secretaries-vacant", Title = "村（社区）书记空缺", Group = Group, Of = Seats, Where = "not held", Formula = "没有书记在任的村（社区）党组织", Source = Team, Better = Better.Lower, Yellow = 0 },
        new() { Id = "secretaries-waited", Title = "书记补齐用时", Group = Group, Of = NewSecretaries, Mean = "waited", Unit = "天", Period = "本年", Formula = "新任书记任职日期减前任离任日期，求平均；没有前任记录的不计", Source = Team, Better = Better.Lower },
        new() { Id = "reserves", Title = "村级后备人才", Group = Group, Of = Candidates, Where = "is_reserve", Formula = "在列的村级后备人才", Source = Team, Better = Better.Higher },
        Ruled("reserves-villages", "后备人才村覆盖率", Villages, VillageRules.Reserve, "后备不足的", "后备人才够数（规则参数，两人）的村（社区）÷ 村（社区）"),
        Share("reviews-passed", "候选人联审通过率", Candidates, "review_state = 'done'", "review_state in ('done', 'stopped')", "没有通过的", "联审通过的 ÷ 联审结束的人选", Round, better: Better.Neither),
        Share("rounds-done", "“两委”换届完成率", Villages, "coalesce(round_state = 'done', false)", "is_due", "没有完成的", "全部步骤办完的村（社区）÷ 应换届的村（社区）（年内届满的和本年启动、办结换届的，没有启动的也计）", Round),
        Share("risks-closed", "换届突出问题化解率", Risks, "closed_on <= {day}", "true", "没有化解的", "已化解的 ÷ 排查出的突出问题", Round),
    ];

    public static IReadOnlyList<Report> Reports =>
    [
        new()
        {
            Id = "leaders", Number = "表18", Title = "村（社区）“两委”干部结构", Of = Cadres, RowHead = "区划",
            Columns = [Lines.All, new("书记", "is_secretary"), new("一肩挑", "is_secretary and committee_post = '1'"), new("党组织成员", "is_party"), new("交叉任职", "is_party and is_committee"), new("交叉任职率分母", VillageRules.CrossSql), Line.Percent("交叉任职率%", 5, 6), new("女", "sex = '2'"), new("35岁及以下", "age <= 35"), new("36至45岁", "age between 36 and 45"), new("46至59岁", "age between 46 and 59"), new("60岁及以上", "age >= 60"), new("大专及以上", "education < '4'"), new("党员", "is_member")],
            Under = [VillageRules.CrossBasis], Checks = [new("列1=列9+列10+列11+列12"), new("列2≥列3"), new("列4≥列5"), new("列6≥列5")], Note = "按统计日在任的干部；交叉任职率的分母按规则参数（党组织班子成员、“两委”成员或村（居）委会成员）。", Source = Round, Confidence = "待核",
        },
        new()
        {
            Id = "secretary-sources", Number = "表22", Title = "新任村（社区）党组织书记来源", Of = NewSecretaries, RowHead = "来源", Rows = [Lines.All, .. Lines.Codes(VillageCadres.Sources, "source", 1), Line.Sub("没有登记", "source is null")],
            Columns = [Lines.All, new("已备案", "filing_no is not null"), new("当日接任", "waited = 0"), new("三十天内补齐", "waited between 1 and 30"), new("三十天以上", "waited > 30"), new("没有前任记录", "waited is null")],
            Checks = [new("列1=列3+列4+列5+列6"), new("行1=行2+行3+行4+行5+行6+行7+行8+行9+行10")], Note = "本年任职的书记；空缺从前任离任之日起算。", Source = Team, Confidence = "待核",
        },
    ];
}
