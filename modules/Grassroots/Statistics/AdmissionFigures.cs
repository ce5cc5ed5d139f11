using R = OrgWork.Grassroots.AdmissionRules;

namespace OrgWork.Grassroots;

/// <summary>发展党员, 流动党员 and 国企退休党员 (IND-23 to IND-28): against the plan, by the rules, in time.</summary>
static class AdmissionFigures
{
    const string Group = "发展党员", Moving = "组织关系", Rules = "中国共产党发展党员工作细则", Read = "grassroots.admission.read";

    /// <summary>
    /// What each plan of the year has passed on to the plans below it: every plan finds the nearest one above it, by the places above it, and is counted there. The
    /// paths stand apart, as they are: what a function makes of them an index may not be asked for under row security.
    /// </summary>
    /// <param name="alike">what else the two have in common</param>
    internal static string PassedOn(string table, string? alike = null) => $$"""
        (select up.id, sum(c.planned)::int as passed from {{table}} c
         cross join lateral (select array(select array_to_string((string_to_array(c.locality_path, '.'))[1:n], '.') || '.' from generate_series(1, cardinality(string_to_array(c.locality_path, '.')) - 2) n) as paths offset 0) w
         cross join lateral (select b.id from {{table}} b where b.year = c.year {{(alike is null ? "" : $"and b.{alike} = c.{alike}")}} and b.removed_at is null
           and b.locality_path = any(w.paths) order by length(b.locality_path) desc limit 1) up
         where c.removed_at is null and c.year = extract(year from {day}::date) group by up.id)
        """;

    /// <summary>
    /// Who was admitted, and beside them the plans. What a plan has passed on to plans below it counts there: so the plan of a county, of a township and of a
    /// branch each is the sum of what lies in it.
    /// </summary>
    public static readonly Counted Planned = new()
    {
        Id = "admission-plan", Title = "发展的党员和计划", ReadPermission = Read, RecordPathColumn = "record_path", RecordColumn = "record_id",
        Columns = [Field.Date("joined_on", "入党时间"), Field.Number("planned", "计划数（不含已分到下级的）"), Field.Text("document_no", "下达文号")],
        Sql = $$"""
            select m.id, m.id as record_id, 'grassroots/members' as record_path, m.locality_path, m.name as title, m.joined_on, null::int as planned, null::text as document_no, false as is_plan from {{MembersCounted.AdmittedHere}} m
            union all
            select q.id, q.id, 'grassroots/admission-quotas', q.locality_path, (select l.name from org.locality l where l.path = q.locality_path) || '计划', null,
                   greatest(q.planned - coalesce(p.passed, 0), 0)::int, q.document_no, true
            from grassroots.admission_quota q left join {{PassedOn("grassroots.admission_quota")}} p on p.id = q.id where q.removed_at is null and q.year = extract(year from {day}::date)
            """,
    };

    static readonly IReadOnlyList<Rule> Lawful = [R.Age, R.Talk, R.ActivistWait, R.MentorsNamed, R.ActivistYear, R.TwoIntroducers, R.Vetting, R.Training, R.Quorum, R.Majority, R.Ballots, R.Approval, R.ApprovalLimit, R.ProbationYear, R.FullApplication, R.FullApproval, R.Order];

    // Papers every case has handed in by the approval.
    internal static readonly IReadOnlyList<string> Papers = [.. AdmissionProcedure.Procedure.Stages.Take(4).SelectMany(stage => stage.Steps).TakeWhile(step => step.Id != "approval").SelectMany(step => step.Documents).Distinct()];

    /// <summary>What was written of a day after the day that is shown was not known on it.</summary>
    static string Day(string fact) => $"case when (c.facts ->> '{fact}')::date <= {{day}} then (c.facts ->> '{fact}')::date end as {fact}";
    static string Number(string fact, string type = "int") => $"(c.facts ->> '{fact}')::{type} as {fact}";

    /// <summary>
    /// Cases that ended in an approval this year. What a higher committee had approved to be shortened (火线发展) is not held against them; what is not due before the
    /// probation ends is not asked of those still on it.
    /// </summary>
    public static readonly Counted Closed = new()
    {
        Id = "admission-cases", Title = "批准接收的发展党员案卷", Counter = "件", ReadPermission = Read, RecordPath = "grassroots/admission",
        Columns = [Field.Date("applied_on", "申请"), Field.Date("activist_on", "积极分子"), Field.Date("candidate_on", "发展对象"), Field.Date("meeting_on", "支部大会"), Field.Date("approved_on", "审批"), Field.Number("missing", "缺材料")],
        Sql = $$"""
            select c.id, c.locality_path, c.title, a.birth_on, {{Day("applied_on")}}, {{Day("talked_on")}}, case when not s.wait then (c.facts ->> 'activist_on')::date end as activist_on, case when not s.fostering then (c.facts ->> 'candidate_on')::date end as candidate_on,
                   {{Day("vetted_on")}}, {{Day("trained_on")}}, {{Day("previewed_on")}}, {{Day("meeting_on")}}, {{Day("approved_on")}}, {{Day("full_applied_on")}}, case when (c.facts ->> 'full_meeting_on')::date <= {day} then (c.facts ->> 'full_meeting_on')::date else 'infinity' end as full_meeting_on, {{Day("full_approved_on")}},
                   {{Number("mentors")}}, {{Number("introducers")}}, {{Number("is_vetted", "boolean")}}, case when not s.training then (c.facts ->> 'trained_days')::numeric end as trained_days, case when not s.training then (c.facts ->> 'trained_hours')::numeric end as trained_hours,
                   {{Number("voters")}}, {{Number("present")}}, {{Number("issued")}}, {{Number("approve")}}, {{Number("oppose")}}, {{Number("abstain")}}, {{Number("extension_months")}},
                   (select count(*)::int from unnest(array[{{string.Join(", ", Papers.Select(paper => $"'{paper}'"))}}]) p where not exists (select from org.procedure_act x cross join jsonb_array_elements(x.documents) d where x.case_id = c.id and d ->> 'Name' = p)) as missing
            from org.procedure_case c join grassroots.applicant a on a.id = c.subject_id
            cross join lateral (select coalesce(bool_or(f.shortens_wait), false) as wait, coalesce(bool_or(f.shortens_fostering), false) as fostering, coalesce(bool_or(f.shortens_training), false) as training from grassroots.applicant_frontline f where f.applicant_id = a.id and f.removed_at is null) s
            where c.module = 'grassroots' and c.procedure = 'admission' and c.facts ->> 'admission' = 'approved' and (c.facts ->> 'approved_on')::date between {from} and {day}
            """,
    };

    /// <summary>Found this year, or before and not struck off when it began.</summary>
    public static readonly Counted Problems = new()
    {
        Id = "admission-problems", Title = "发展党员问题", Counter = "件", ReadPermission = AdmissionProblems.Read, RecordPath = "grassroots/admission-problems",
        Columns = [Field.Code("kind", "问题类型", AdmissionProblems.Kind), Field.Date("found_on", "发现日期"), Field.Code("handling", "处理方式", AdmissionProblems.Handling), Field.Date("due_on", "办理期限"), Field.Date("closed_on", "销号日期")],
        Sql = "select p.id, p.locality_path, p.name as title, p.kind, p.found_on, p.handling, p.due_on, p.closed_on from grassroots.admission_problem p where p.removed_at is null and p.found_on <= {day} and (p.found_on >= {from} or p.closed_on is null or p.closed_on >= {from})",
    };

    public static readonly Counted Floating = new()
    {
        Id = "floating-ledger", Title = "台账上的流动党员", ReadPermission = "grassroots.floating.read", RecordPath = "grassroots/floating",
        Columns = [Field.Text("organisation", "负责联系的党支部").Wide(), Field.Text("place", "流向（来源）地"), Field.Date("began_on", "外出（流入）日期"), Field.Date("contacted_on", "最近联系（没有联系过的，外出日期）")],
        Sql = """
            select f.id, f.locality_path, f.name as title, o.name as organisation, f.place, f.direction, f.began_on, f.has_fixed_place, coalesce(greatest(case when f.contacted_on <= {day} then f.contacted_on end, k.last_on), f.began_on) as contacted_on
            from grassroots.floating f join grassroots.organisation o on o.id = f.organisation_id
            cross join lateral (select max(x.contacted_on) as last_on from grassroots.floating_contact x where x.floating_id = f.id and x.removed_at is null and x.contacted_on <= {day}) k
            where f.removed_at is null and f.began_on <= {day} and (f.ended_on is null or f.ended_on > {day})
            """,
    };

    /// <summary>Listed and not handed over when the year began, or listed in it.</summary>
    public static readonly Counted Retirees = new()
    {
        Id = "retirees", Title = "列入移交的国企退休党员", ReadPermission = "grassroots.transfers.read", RecordPath = "grassroots/retirees",
        Columns = [Field.Text("enterprise", "企业").Wide(), Field.Text("community", "接收的社区"), Field.Date("opened_on", "列入"), Field.Date("received_on", "接收")],
        Sql = """
            select c.id, c.locality_path, c.title, c.facts ->> 'enterprise' as enterprise, (select l.name from org.locality l where l.path = c.other_path) as community, c.opened_on, r.received_on, r.received_on is not null as is_received
            from org.procedure_case c cross join lateral (select case when (c.state = 'done' or c.step in ('archive', 'acknowledge')) and (c.facts ->> 'received_on')::date <= {day} then (c.facts ->> 'received_on')::date end as received_on) r
            where c.module = 'grassroots' and c.procedure = 'retirees' and (c.state <> 'stopped' or c.closed_on > {day}) and c.opened_on <= {day} and (r.received_on is null or r.received_on >= {from})
            """,
    };

    public static IReadOnlyList<Figure> All =>
    [
        new() { Id = "admission-plan", Title = "发展党员计划完成率", Group = Group, Of = Planned, Where = "not is_plan", OutOf = "is_plan", SumOf = "planned", Period = "本年", Formula = "年初至统计日支部大会通过接收的预备党员（在外地发展后转入的不计） ÷ 下达的年度计划数（分到下级的计在下级）；超过 100% 的须有上级批准", Source = Rules, Better = Better.Higher, Target = 100 },
        new() { Id = "admission-lawful", Title = "发展党员程序合规率", Group = Group, Of = Closed, Under = Lawful, Where = "{faults} = 0 and missing = 0", OutOf = "true", Wanting = "{faults} > 0 or missing > 0", WantingWords = "日期、人数、票数或材料不合规定的", Period = "本年", Formula = "各项日期、人数、票决、材料都符合规则的案卷 ÷ 本年批准接收的案卷（火线发展经批准缩短的环节不计）", Source = Rules, Better = Better.Higher, Target = 100, Yellow = 100, Red = 90 },
        new() { Id = "frontline", Title = "火线发展党员", Group = Group, Of = MembersCounted.Admitted, Where = "task is not null", Period = "本年", Formula = "年初至统计日发展的党员中，经批准在重大任务一线发展的", Source = Rules },
        new() { Id = "frontline-share", Title = "火线发展党员占比", Group = Group, Of = MembersCounted.Admitted, Where = "task is not null", OutOf = "true", Period = "本年", Formula = "火线发展的党员 ÷ 本年发展党员", Source = Rules },
        new() { Id = "admission-problems-closed", Title = "农村发展党员违规问题办结率", Group = Group, Of = Problems, Where = "closed_on <= {day}", OutOf = "true", Wanting = "(closed_on <= {day}) is not true", WantingWords = "没有销号的", Period = "本年", Formula = "已销号的问题 ÷ 本年发现的和年初没有销号的问题", Source = "发展党员违规违纪问题排查整顿工作安排", Better = Better.Higher, Target = 100 },
        new() { Id = "floating-contacted", Title = "流动党员联系率", Group = Moving, Of = Floating, Under = [FloatingRules.Contact], Where = "{met}", OutOf = "true", Wanting = "{met} is not true", WantingWords = "超过期限没有联系的", Formula = "在规则所定月数（半年）以内联系过的 ÷ 台账上的流动党员", Source = FloatingRules.Contact.Basis.Regulation, Better = Better.Higher, Target = 100, Yellow = 100, Red = 80 },
        new() { Id = "retirees-received", Title = "国企退休党员转入完成率", Group = Moving, Of = Retirees, Where = "is_received", OutOf = "true", Wanting = "not is_received", WantingWords = "还没有接收的", Period = "本年", Formula = "社区党组织已接收的 ÷ 列入移交名单的国企退休党员（本年列入的和年初没有接收的）", Source = "国有企业退休人员社会化管理的要求", Better = Better.Higher, Target = 100 },
    ];
}
