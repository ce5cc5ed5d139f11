namespace OrgWork.Grassroots;

/// <summary>发展党员违规违纪排查: what screening or people found about an admission, how it is dealt with, until it is struck off.</summary>
public static class AdmissionProblems
{
    public const string Read = "grassroots.screening.read", Edit = "grassroots.screening.edit";

    public static readonly CodeSet Kind = new("admission_problem_kind", "问题类型", "发展党员违规违纪排查整顿的通行分类",
    [
        new("1", "缺入党介绍人或申请材料"), new("2", "日期先后颠倒"), new("3", "入党时不满十八岁"), new("4", "预备期不足"), new("5", "超出年度计划"), new("6", "近亲属作介绍人"), new("7", "弄虚作假、带病入党"), new("9", "其他"),
    ]);
    static readonly CodeSet Source = new("admission_problem_source", "来源", "本平台", [new("1", "自动筛查"), new("2", "人工排查")]);
    public static readonly CodeSet Handling = new("admission_problem_handling", "处理方式", "中国共产党发展党员工作细则", [new("1", "补正材料"), new("2", "不予承认党员身份"), new("3", "移交纪检机关"), new("4", "核实不属问题")]);

    public static readonly Register Register = new()
    {
        Id = "admission-problems", Title = "发展党员问题台账", Noun = "问题", Counter = "件", Table = "admission_problem", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("name", "姓名", 36).Required().Listed(), (Field.Row("member_id", "党员", "members") with { IsRequired = true }).Filter(), (Field.Row("organisation_id", "党支部", "organisations") with { IsRequired = true, IsListed = true }).Filter(),
            Field.Code("kind", "问题类型", Kind).Required().Listed().FirstFilter(), Field.Text("words", "问题", 300).Required().Wide(), Field.Code("source", "来源", Source).Required().Listed().Filter().DefaultsTo("2"), Field.Date("found_on", "发现日期").Required().Listed().Filter().Sortable().Past(),
            Field.Code("handling", "处理方式", Handling).Listed().FirstFilter(), Field.Text("handler", "办理人", 36).Listed(), Field.Date("due_on", "办理期限").Filter(), Field.Date("closed_on", "销号日期").Listed().Filter().Past(), Field.LongText("result", "处理结果", 500),
        ],
        Conditions = [new("未销号", "closed_on.none=1") { Light = "yellow" }, new("已销号", "closed_on.from=1900.01.01")],
        Deeds =
        [
            new("assign", "交办", Edit)
            {
                Consequence = "明确处理方式、办理人和期限",
                Fields = [Field.Code("handling", "处理方式", Handling).Required(), Field.Text("handler", "办理人", 36).Required(), Field.Date("due_on", "办理期限").Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update admission_problem set handling = @handling, handler = @handler, due_on = @due, version = version + 1 where id = @Id and closed_on is null and found_on <= @due", new { deed.Id, handling = deed.Text("handling"), handler = deed.Text("handler"), due = deed.Day("due_on") }, stop) == 0 ? "已经销号，或期限早于发现日期" : null,
            },
            new("close", "销号", Edit)
            {
                Consequence = "处理完毕，记录结果，不再列为未销号",
                Fields = [Field.Date("closed_on", "销号日期").Required().Past(), Field.LongText("result", "处理结果", 500).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update admission_problem set closed_on = @on, result = @result, version = version + 1 where id = @Id and closed_on is null and handling is not null and found_on <= @on", new { deed.Id, on = deed.Day("closed_on"), result = deed.Text("result") }, stop) == 0 ? "还没有交办（没有处理方式），已经销号，或日期早于发现日期" : null,
            },
        ],
    };

    /// <summary>Every admission since a day in the countryside that does not agree with the rules: one row for each kind of fault. Ages and intervals are the rules' own.</summary>
    public static string FoundSql => $$"""
        with m as (select m.id, m.person_id, m.locality_path, m.organisation_id, m.name, m.birth_on, m.applied_on, m.joined_on, m.became_full_on, m.introducers from member m join organisation o on o.id = m.organisation_id
            where m.removed_at is null and m.left_on is null and m.joined_on >= @from and o.sphere = '1'),
        over as (select m.id, q.planned, row_number() over (partition by q.id order by m.joined_on, m.id) as nth from admission_quota q join m on extract(year from m.joined_on) = q.year and m.locality_path >= q.locality_path and m.locality_path < org.upper_bound(q.locality_path) where q.removed_at is null),
        -- What was handled here as a case: the papers that it lacks, and who introduced whose kin.
        came as (select m.id, a.id as applicant_id from m join applicant a on a.person_id = m.person_id and a.removed_at is null),
        lacking as (select x.id, string_agg(distinct p.name, '、') as papers from came x join org.procedure_case c on c.subject_id = x.applicant_id and c.module = 'grassroots' and c.procedure = 'admission' and c.facts ->> 'admission' = 'approved'
            cross join unnest(array[{{string.Join(", ", AdmissionFigures.Papers.Select(paper => $"'{paper}'"))}}]) p (name)
            where not exists (select from org.procedure_act t cross join jsonb_array_elements(t.documents) d where t.case_id = c.id and d ->> 'Name' = p.name) group by x.id),
        kin as (select x.id, string_agg(distinct '入党介绍人' || i.name || '是本人' || (case r.relation {{string.Concat(Applicants.Relation.Codes.Select(relation => $"when '{relation.Value}' then '{relation.Name}' "))}} else '近亲属' end), '、') as words
            from came x join applicant_introducer i on i.applicant_id = x.applicant_id and i.removed_at is null
            join applicant_relative r on r.applicant_id = x.applicant_id and r.removed_at is null and case when i.member_id is not null and r.member_id is not null then i.member_id = r.member_id else i.name = r.name end group by x.id)
        select * from (
          select m.id, m.locality_path, m.organisation_id, m.name, m.joined_on, '1' as kind, concat_ws('、', case when m.introducers is null then '没有登记入党介绍人' end, case when m.applied_on is null then '没有登记申请入党时间' end, '案卷缺' || l.papers) as words from m left join lacking l on l.id = m.id where m.introducers is null or m.applied_on is null or l.id is not null
          union all select id, locality_path, organisation_id, name, joined_on, '2', '申请 ' || to_char(applied_on, 'YYYY.MM.DD') || '，入党 ' || to_char(joined_on, 'YYYY.MM.DD') || coalesce('，转正 ' || to_char(became_full_on, 'YYYY.MM.DD'), '') from m where applied_on > joined_on or became_full_on < joined_on
          union all select id, locality_path, organisation_id, name, joined_on, '3', '出生 ' || to_char(birth_on, 'YYYY.MM.DD') || '，入党 ' || to_char(joined_on, 'YYYY.MM.DD') || '，差 ' || ((birth_on + make_interval(years => @age))::date - joined_on) || ' 天' from m where (birth_on + make_interval(years => @age))::date > joined_on
          union all select id, locality_path, organisation_id, name, joined_on, '4', '入党 ' || to_char(joined_on, 'YYYY.MM.DD') || '，转正 ' || to_char(became_full_on, 'YYYY.MM.DD') || '，不满 ' || @probation || ' 个月' from m where became_full_on >= joined_on and became_full_on < (joined_on + make_interval(months => @probation))::date
          union all select m.id, m.locality_path, m.organisation_id, m.name, m.joined_on, '5', '当年计划 ' || x.planned || ' 人，按入党时间为第 ' || x.nth || ' 人' from m join (select id, min(planned) as planned, max(nth) as nth from over where nth > planned group by id) x on x.id = m.id
          union all select m.id, m.locality_path, m.organisation_id, m.name, m.joined_on, '6', k.words from m join kin k on k.id = m.id
        ) f where not exists (select from admission_problem p where p.member_id = f.id and p.kind = f.kind and p.removed_at is null)
        """;
}
