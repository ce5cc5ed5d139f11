namespace OrgWork.Grassroots;

/// <summary>Pairs, teams, delegates, what was moved down; commendations and honours of village secretaries; Party workers and their certificates; problems struck off.</summary>
static class MoreFigures
{
    const string Work = "组织建设", Honours = "关怀表彰", Leaders = "带头人";

    const string Paired = "(pairs > 0 and last_on + {days}::int >= {day})";

    static readonly Counted Pairable = new()
    {
        Id = "pairable", Title = "应结对的党组织", Counter = "个", ReadPermission = Outreach.Read, RecordPath = "grassroots/organisations", Columns = [Field.Code("sphere", "领域", GrassrootsCodes.Sphere), Field.Number("pairs", "结对"), Field.Date("last_on", "最近活动")],
        Sql = """
            select o.id, o.locality_path, o.name as title, o.sphere, count(p.id)::int as pairs, max((select max(a.done_on) from grassroots.pairing_activity a where a.pairing_id = p.id and a.removed_at is null and a.done_on <= {day})) as last_on
            from {grassroots.organisation} o left join grassroots.pairing p on (p.organisation_id = o.id or p.other_id = o.id) and p.removed_at is null and p.began_on <= {day} and p.ends_on >= {day}
            where o.abolished_on is null and o.state = '1' and (o.is_village or o.sphere = '3' and o.kind in ('621', '631')) group by o.id, o.locality_path, o.name, o.sphere
            """,
    };

    static readonly Counted Teams = new()
    {
        Id = "teams", Title = "党员突击队", Counter = "支", ReadPermission = Outreach.Read, RecordPath = "grassroots/teams", Columns = [Field.Text("host", "企业、项目").Wide(), Field.Date("began_on", "成立日期"), Field.Number("results", "成果")],
        Sql = "select t.id, t.locality_path, t.name as title, t.host, t.began_on, t.ended_on, (select count(*)::int from grassroots.team_result r where r.commando_team_id = t.id and r.removed_at is null and r.done_on between {from} and {day}) as results from grassroots.commando_team t where t.removed_at is null and t.began_on <= {day} and coalesce(t.ended_on >= {from}, true)",
    };

    static readonly Counted Delegates = new()
    {
        Id = "delegates", Title = "党员代表", ReadPermission = Outreach.Read, RecordPath = "grassroots/delegates", Columns = [Field.Code("level", "层级", Outreach.CongressLevels), Field.Text("congress", "届次"), Field.Number("activities", "本年活动")],
        Sql = "select d.id, d.locality_path, d.name as title, d.level, d.congress, (select count(*)::int from grassroots.delegate_activity a where a.delegate_id = d.id and a.removed_at is null and a.done_on between {from} and {day}) as activities from grassroots.delegate d where d.removed_at is null and d.elected_on <= {day} and d.ends_on >= {day}",
    };

    static readonly Counted Descents = new()
    {
        Id = "descents", Title = "下沉的人员和事项", Counter = "项", ReadPermission = Outreach.Read, RecordPath = "grassroots/descents", Columns = [Field.Code("kind", "类别", Outreach.DescentKinds), Field.Text("organisation", "接收党组织").Wide(), Field.Text("from_unit", "来自单位"), Field.Number("number", "人数（项数）")],
        Sql = "select d.id, d.locality_path, d.title, d.kind, o.name as organisation, d.from_unit, d.number, d.effect from grassroots.descent d join grassroots.organisation o on o.id = d.organisation_id where d.removed_at is null and d.began_on <= {day} and coalesce(d.ended_on >= {from}, true)",
    };

    static readonly Counted Commended = new()
    {
        Id = "commendations", Title = "表彰奖励", Counter = "项", ReadPermission = Commendations.Read, RecordPath = "grassroots/commendations", Columns = [Field.Code("kind", "类别", Commendations.Kinds), Field.Code("level", "级别", Commendations.Levels), Field.Text("authority", "授予机关"), Field.Date("awarded_on", "授予日期")],
        Sql = "select c.id, c.locality_path, c.title, c.kind, c.level, c.authority, c.awarded_on, c.member_id is null as is_organisation from grassroots.commendation c where c.removed_at is null and c.awarded_on between {from} and {day} and coalesce(c.revoked_on > {day}, true)",
    };

    static readonly Counted VillageHonours = new()
    {
        Id = "village-honours", Title = "在任村（社区）党组织书记", ReadPermission = VillageCadres.Read, RecordPath = "grassroots/village-cadres", Columns = [Field.Text("organisation", "村（社区）").Wide(), Field.Text("honours", "本年荣誉").Wide()],
        Sql = """
            select c.id, c.locality_path, c.name as title, o.name as organisation, h.honours, h.geese from {grassroots.village_cadre} c join grassroots.organisation o on o.id = c.organisation_id
            cross join lateral (select string_agg(x.title, '、' order by x.awarded_on) as honours, count(*) filter (where x.level in ('1', '2') and position('领头羊' in x.title) > 0)::int as geese from grassroots.cadre_honour x where x.village_cadre_id = c.id and x.removed_at is null and x.awarded_on between {from} and {day}) h
            where (c.left_on is null or c.left_on > {day}) and c.party_post = '1'
            """,
    };

    static readonly Counted WorkerNeeds = new()
    {
        Id = "worker-needs", Title = "党务力量配备", Counter = "个", ReadPermission = PartyWorkers.Read, RecordPath = "grassroots/worker-needs", Columns = [Field.Text("organisation", "党组织").Wide(), Field.Number("required", "应配"), Field.Number("actual", "实有")],
        Sql = "select n.id, n.locality_path, n.basis as title, o.name as organisation, n.required, w.actual from grassroots.worker_need n join grassroots.organisation o on o.id = n.organisation_id cross join lateral (select count(*)::int as actual from grassroots.party_worker w where w.organisation_id = n.organisation_id and w.removed_at is null and w.began_on <= {day} and (w.ended_on is null or w.ended_on > {day})) w where n.removed_at is null",
    };

    static readonly Counted Workers = new()
    {
        Id = "party-workers", Title = "党务工作者", ReadPermission = PartyWorkers.Read, RecordPath = "grassroots/party-workers", Columns = [Field.Text("organisation", "党组织").Wide(), Field.Date("began_on", "从事党务自"), Field.Code("grade", "认证等级", PartyWorkers.Grades), Field.Date("valid_until", "有效期至")],
        Sql = """
            select w.id, w.locality_path, w.name as title, o.name as organisation, w.began_on, w.grade, w.valid_until, coalesce(n.is_pilot, false) as is_pilot, coalesce(w.valid_until >= {day}, false) as is_certified, w.is_full_time
            from {grassroots.party_worker} w join grassroots.organisation o on o.id = w.organisation_id left join grassroots.worker_need n on n.organisation_id = w.organisation_id and n.removed_at is null where w.began_on <= {day} and coalesce(w.ended_on > {day}, true)
            """,
    };

    static readonly Counted Problems = new()
    {
        Id = "problems", Title = "检视问题", Counter = "个", ReadPermission = PartyProblems.Read, RecordPath = "grassroots/problems", Columns = [Field.Code("source", "来源", PartyProblems.Sources), Field.Code("state", "状态", PartyProblems.States), Field.Text("owner", "责任人"), Field.Date("due_on", "整改期限")],
        Sql = "select p.id, p.locality_path, p.words as title, p.source, p.state, p.owner, p.due_on, p.state in ('4', '5') and coalesce(p.closed_on <= {day}, true) as is_struck_off from grassroots.problem p where p.removed_at is null and p.found_on between {from} - 365 and {day}",
    };

    static readonly Counted Trainees = new()
    {
        Id = "practice-bases", Title = "带头人实训基地", Counter = "个", ReadPermission = Education.Read, RecordPath = "grassroots/teaching-places", Columns = [Field.Number("trainees", "本年学员"), Field.Number("days", "本年实训人天")],
        Sql = """
            select p.id, p.locality_path, p.name as title, t.trainees, t.days from {grassroots.teaching_place} p
            cross join lateral (select count(*)::int as trainees, coalesce(sum(least(x.ended_on, {day}) - x.began_on + 1), 0)::int as days from grassroots.base_trainee x where x.teaching_place_id = p.id and x.removed_at is null and x.began_on between {from} and {day}) t where p.kind = '6'
            """,
    };

    static readonly Counted Services = new()
    {
        Id = "instructor-services", Title = "指导员服务事项", Counter = "件", ReadPermission = Establishments.Read, RecordPath = "grassroots/instructor-services", Columns = [Field.Code("service", "服务事项", Establishments.Services), Field.Date("happened_on", "日期"), Field.Text("request", "单位诉求").Wide(), Field.Text("department", "转办部门"), Field.Date("closed_on", "销号日期")],
        Sql = "select w.id, w.locality_path, left(w.content, 60) as title, w.service, w.happened_on, extract(month from w.happened_on)::int as month, w.request, w.department, case when w.referred_on <= {day} then w.referred_on end as referred_on, case when w.replied_on <= {day} then w.replied_on end as replied_on, case when w.closed_on <= {day} then w.closed_on end as closed_on from grassroots.instructor_log w where w.removed_at is null and w.happened_on between {from} and {day}",
    };

    static readonly Counted Satisfactions = new()
    {
        Id = "satisfaction", Title = "四方满意测评", Counter = "份", ReadPermission = Establishments.Read, RecordPath = "grassroots/satisfaction", Columns = [Field.Number("enterprise_score", "企业"), Field.Number("society_score", "社会"), Field.Number("sender_score", "派驻单位"), Field.Number("instructor_score", "指导员")],
        Sql = "select s.id, s.locality_path, s.title, s.enterprise_score, s.society_score, s.sender_score, s.instructor_score, s.lowest, s.review_result from grassroots.satisfaction s where s.removed_at is null and s.year = extract(year from {day}::date)",
    };

    static readonly Counted Expanded = new()
    {
        Id = "expansion-targets", Title = "扩面提质任务", Counter = "项", ReadPermission = Establishments.Read, RecordPath = "grassroots/expansion", Columns = [Field.Code("kind", "单位类型", Expansion.Holders), Field.Number("new_target", "扩面任务"), Field.Number("expanded", "已新建"), Field.Number("raise_target", "提质任务"), Field.Number("raised", "已提升")],
        Sql = "select t.id, t.locality_path, t.title, t.kind, t.new_target, t.expanded, t.raise_target, t.raised from grassroots.expansion_target t where t.removed_at is null and t.year = extract(year from {day}::date)",
    };

    static readonly Counted Incentives = new()
    {
        Id = "incentives", Title = "激励措施落实", Counter = "人次", ReadPermission = Commendations.Read, RecordPath = "grassroots/incentives", Columns = [Field.Code("kind", "种类", Encouragement.Kinds), Field.Text("basis", "依据").Wide(), Field.Date("given_on", "日期")],
        Sql = "select i.id, i.locality_path, i.title, i.kind, i.basis, i.given_on from grassroots.incentive i where i.removed_at is null and i.given_on between {from} and {day}",
    };

    static Figure Side(string id, string title, string column) => new() { Id = "satisfied-" + id, Title = $"四方满意：{title}满意率", Group = "两个覆盖", Of = Satisfactions, Under = [ExpansionRules.Satisfied], Where = $"{column} >= {{score}}", OutOf = $"{column} is not null", Wanting = $"{column} < {{score}}", WantingWords = "不满意的", Period = "本年", Formula = $"本年测评{title}评分不低于规则所定分数的 ÷ {title}作了评分的", Source = "选派党建指导员的要求", Better = Better.Higher };

    public static IReadOnlyList<Figure> All =>
    [
        new() { Id = "paired", Title = "党组织结对覆盖率", Group = Work, Of = Pairable, Under = [OutreachRules.PairActive], Where = Paired, OutOf = "true", Wanting = $"{Paired} is not true", WantingWords = "没有结对或很久没有活动的", Formula = "正在结对且在规则所定天数内有活动的村、社区和机关党组织 ÷ 应结对的", Source = "党组织结对共建（各地自定）", Better = Better.Higher },
        new() { Id = "teams", Title = "党员突击队", Group = Work, Of = Teams, Period = "本年", Formula = "本年在队的突击队", Source = "党员突击队工作安排" },
        new() { Id = "delegates-active", Title = "党员代表履职率", Group = Work, Of = Delegates, Where = "activities > 0", OutOf = "true", Wanting = "activities = 0", WantingWords = "本年没有活动的", Period = "本年", Formula = "本年有活动的党员代表 ÷ 任期内的党员代表", Source = "党的代表大会代表任期制", Better = Better.Higher },
        new() { Id = "delegate-deeds", Title = "党员代表人均活动", Group = Work, Of = Delegates, Mean = "activities", Unit = "次", Period = "本年", Formula = "本年活动次数 ÷ 党员代表", Source = "党的代表大会代表任期制", Better = Better.Higher },
        new() { Id = "commendations", Title = "党内表彰奖励", Group = Honours, Of = Commended, Period = "本年", Formula = "本年授予、没有撤销的表彰奖励", Source = "中国共产党党内功勋荣誉表彰条例" },
        new() { Id = "lead-geese", Title = "书记获省市乡村振兴“领头羊”", Group = Honours, Of = VillageHonours, Where = "geese > 0", Period = "本年", Formula = "本年获省、市“领头羊”荣誉的在任村（社区）党组织书记", Source = "年终总结（各地自定）" },
        new() { Id = "workers-certified", Title = "党务工作者认证率", Group = Leaders, Of = Workers, Where = "is_pilot and is_certified", OutOf = "is_pilot", Wanting = "is_pilot and not is_certified", WantingWords = "试点里没有有效证书的", Formula = "试点组织里证书有效的党务工作者 ÷ 试点组织的党务工作者", Source = "基层党务工作者专业化资格认证", Better = Better.Higher },
        new() { Id = "workers-enough", Title = "党务力量配备率", Group = Leaders, Of = WorkerNeeds, Where = "true", Sum = "actual", OutOf = "true", SumOf = "required", Wanting = "actual < required", WantingWords = "没有配齐的", Formula = "实有党务工作者 ÷ 有配备标准的党组织应配的人数", Source = "配齐配强党务工作力量", Better = Better.Higher, Target = 100 },
        new() { Id = "workers-stable", Title = "党务工作者稳定率", Group = Leaders, Of = Workers, Under = [WorkerRules.Stable], Where = "{met}", OutOf = "true", Wanting = "{met} is not true", WantingWords = "年限不够的", Formula = "从事党务满三年（规则参数）的 ÷ 党务工作者", Source = "基层党组织骨干队伍建设", Better = Better.Higher },
        new() { Id = "problems-closed", Title = "检视问题整改销号率", Group = "组织生活", Of = Problems, Where = "is_struck_off", OutOf = "true", Wanting = "not is_struck_off", WantingWords = "还没有销号的", Period = "近两年", Formula = "已销号的问题 ÷ 列入台账的问题", Source = "检视问题整改工作安排", Better = Better.Higher, Target = 100 },
        new() { Id = "expansion-new", Title = "扩面任务完成率", Group = "两个覆盖", Of = Expanded, Where = "new_target > 0 and expanded >= new_target", OutOf = "new_target > 0", Wanting = "new_target > 0 and expanded < new_target", WantingWords = "没有完成的", Period = "本年", Formula = "扩面任务完成的责任单位 ÷ 有扩面任务的", Source = "两新组织扩面提质行动", Better = Better.Higher },
        new() { Id = "expansion-raised", Title = "提质任务完成率", Group = "两个覆盖", Of = Expanded, Where = "raise_target > 0 and raised >= raise_target", OutOf = "raise_target > 0", Wanting = "raise_target > 0 and raised < raise_target", WantingWords = "没有完成的", Period = "本年", Formula = "提质任务完成的责任单位 ÷ 有提质任务的", Source = "两新组织扩面提质行动", Better = Better.Higher },
        Side("enterprise", "企业", "enterprise_score"), Side("society", "社会", "society_score"), Side("sender", "派驻单位", "sender_score"), Side("instructor", "指导员", "instructor_score"),
        new() { Id = "incentives", Title = "激励措施落实人次", Group = Honours, Of = Incentives, Period = "本年", Formula = "本年落实到党员的激励措施", Source = "激励关爱政策（各地）" },
        new() { Id = "practice-bases", Title = "带头人实训基地", Group = Leaders, Of = Trainees, Formula = "登记在册的带头人实训基地", Source = "村级组织带头人实训" },
        new() { Id = "practice-days", Title = "每个实训基地实训人天", Group = Leaders, Of = Trainees, Mean = "days", Unit = "人天", Period = "本年", Formula = "本年学员的实训天数之和 ÷ 基地", Source = "村级组织带头人实训" },
    ];

    public static IReadOnlyList<Report> Reports =>
    [
        new() { Id = "descents", Number = "表20", Title = "力量下沉", Of = Descents, RowHead = "类别", Columns = [Lines.All, .. Lines.Codes(Outreach.DescentKinds, "kind", 1), new("写了成效", "effect is not null")], Checks = [new("列1=列2+列3+列4")], Note = "本年在下沉的，按接收党组织所在地。", Source = "力量下沉、管理下沉、服务下沉", Confidence = "待核" },
        new() { Id = "commendations", Number = "表21", Title = "党内表彰和奖励", Of = Commended, RowHead = "级别", Rows = [Lines.All, .. Lines.Codes(Commendations.Levels, "level", 1)], Columns = [Lines.All, .. Lines.Codes(Commendations.Kinds, "kind", 1), new("奖给组织", "is_organisation")], Checks = [new("列1=列2+列3+列4+列5")], Note = "本年授予的，撤销的不计。", Source = "中国共产党党内功勋荣誉表彰条例", Confidence = "待核" },
        new() { Id = "instructor-months", Number = "表23", Title = "指导员服务事项（按月）", Of = Services, RowHead = "月份", Rows = [Lines.All, .. Enumerable.Range(1, 12).Select(month => Line.Sub($"{month} 月", $"month = {month}"))], Columns = [Lines.All, .. Lines.Codes(Establishments.Services, "service", 1), new("单位诉求", "request is not null"), new("已转办", "request is not null and referred_on is not null"), new("已答复", "request is not null and replied_on is not null"), new("已销号", "request is not null and closed_on is not null")], Checks = [new("列1=列2+列3+列4+列5"), new("列6≥列7"), new("列7≥列8")], Note = "本年指导员登记的工作，按发生的月份。", Source = "选派党建指导员的要求", Confidence = "待核" },
        new() { Id = "incentives", Number = "表24", Title = "激励措施落实", Of = Incentives, RowHead = "区划", Columns = [Lines.All, .. Lines.Codes(Encouragement.Kinds, "kind", 1)], Checks = [new("列1=列2+列3+列4+列5")], Note = "本年落实的人次。", Source = "激励关爱政策（各地）", Confidence = "待核" },
    ];
}
